"""Python's cyclic garbage is collected on the GUI thread only.

Left to itself the collector runs on whichever thread makes the next object. When that is a lane, and the garbage
holds a widget, Qt's object is destroyed off the GUI thread, and the program crashes. Collecting between events also
keeps the pauses away from answers; what the program itself consists of is looked through no more, once it is loaded.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

CHECK_EVERY_MS = 1000
MANY = 20_000
"""New objects that are looked through in a few milliseconds."""

LOADED_AFTER = 3
"""Checks until the program's own modules are loaded, the write lane's too. A full collection that had to look through
them again and again would take 40 ms each time."""


class GarbageCollection(QObject):
    """Takes over from the automatic collector until it is stopped; collects what has aged, between events."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._checks = 0
        self._timer = QTimer(self, interval=CHECK_EVERY_MS)
        self._timer.timeout.connect(self.check)
        self._timer.start()

    @Slot()
    def check(self) -> None:
        """Collect the oldest generation that is full, as the automatic collector would."""
        self._checks += 1
        if self._checks == LOADED_AFTER:
            gc.freeze()
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Hand over to the automatic collector again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()


def pass_over_many() -> None:
    """Have the collector pass over all there is now, if very much was made since it last looked. On any thread.

    Reading a large file makes hundreds of thousands of objects that hold no cycles and go when their last user does;
    looking through them again and again would hold up the window for a third of a second each time.
    """
    if gc.get_count()[0] > MANY:
        gc.freeze()
