"""Work off the GUI thread, and its results back on it."""

import sys
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

T = TypeVar("T")

SWITCH_S = 0.001
"""How long a lane may keep the interpreter while the GUI thread waits for it. Python's own 5 ms, several times while
one event is dealt with, make a long import stutter; a fifth of it costs the import no time."""

_Job = Callable[[], None]


def share_fairly() -> None:
    """Have Python hand the interpreter to the GUI thread soon, however busy the lanes are."""
    sys.setswitchinterval(SWITCH_S)


class _Delivery(QObject):
    """Carries one result to the GUI thread. Belongs to the lane, which keeps it until it has arrived.

    Signals:
        done: the value.
        failed: what was raised.
        settled: the last of all, either way.
    """

    done = Signal(object)
    failed = Signal(object)
    settled = Signal(object)
    _worked = Signal(object)
    _erred = Signal(object)

    def __init__(self, lane: "Lane", muted: threading.Event) -> None:
        super().__init__(lane)
        self._muted = muted
        self._worked.connect(self._hand_over)
        self._erred.connect(self._report)

    def carry(self, work: Callable[[], T]) -> None:
        """Do the work and send its result. Runs on a thread of the lane."""
        try:
            value = work()
        except Exception as error:  # noqa: BLE001  (carried to the GUI thread, where every error is shown)
            self._erred.emit(error)
        else:
            self._worked.emit(value)

    @Slot(object)
    def _hand_over(self, value: object) -> None:
        self.done.emit(value)
        self.settled.emit(self)

    @Slot(object)
    def _report(self, error: Exception) -> None:
        if not self._muted.is_set():
            self.failed.emit(error)
        self.settled.emit(self)


class Lane(QObject):
    """Threads that do one kind of work. One thread does it first come, first served.

    Results arrive on the thread the lane was made on, in the order the work ended. `on_done` and `on_failed` are
    connected before the work begins, so no result can be missed; pass bound methods of `QObject`s, which Qt skips
    when their object is gone.

    Signals:
        idle: nothing is waiting or running any more.
    """

    idle = Signal()

    def __init__(self, name: str, threads: int = 1, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._limit = threads
        self._threads: list[threading.Thread] = []
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._pending: set[_Delivery] = set()
        self._is_closed = False
        self._muted = threading.Event()

    @property
    def pending(self) -> int:
        """How many results have not arrived yet; of work that is only prepared too."""
        return len(self._pending)

    def submit(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None] | None = None,
        on_failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do work on one of the lane's threads.

        Args:
            work: called once, on another thread; must not touch a widget.
            on_done: receives what `work` returned.
            on_failed: receives what `work` raised, expected or not.

        Raises:
            RuntimeError: the lane was closed.
        """
        self.prepare(work, on_done, on_failed)()

    def prepare(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None] | None = None,
        on_failed: Callable[[Exception], None] | None = None,
    ) -> Callable[[], None]:
        """Take on work to be begun later.

        Returns:
            What begins it; to be called once, before the lane is closed.

        Raises:
            RuntimeError: the lane was closed.
        """
        if self._is_closed:
            problem = f"the {self._name} lane is closed"
            raise RuntimeError(problem)
        delivery = _Delivery(self, self._muted)
        if on_done is not None:
            delivery.done.connect(on_done)
        if on_failed is not None:
            delivery.failed.connect(on_failed)
        delivery.settled.connect(self._settle)
        self._pending.add(delivery)

        def begin() -> None:
            self._jobs.put(lambda: delivery.carry(work))
            self._hire()

        return begin

    def mute(self) -> None:
        """Tell nobody any more of work that fails; values still arrive."""
        self._muted.set()

    def close(self) -> None:
        """Take no more work, finish what there is, and end the threads. Blocks until they have ended."""
        self._is_closed = True
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()
        self._threads.clear()

    def _hire(self) -> None:
        if len(self._threads) < min(self._limit, len(self._pending)):
            thread = threading.Thread(target=_serve, args=(self._jobs,), name=self._name, daemon=True)
            self._threads.append(thread)
            thread.start()

    @Slot(object)
    def _settle(self, delivery: _Delivery) -> None:
        self._pending.discard(delivery)
        delivery.deleteLater()
        if not self._pending:
            self.idle.emit()


def _serve(jobs: "SimpleQueue[_Job | None]") -> None:
    """Work until told to stop, whatever goes wrong. Runs on a thread of its own."""
    while (job := jobs.get()) is not None:
        try:
            job()
        except Exception:  # noqa: BLE001  (said as if the thread had died of it)
            threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), threading.current_thread())))
        finally:
            del job  # a thread that waits for the next keeps nothing of the last: files may be large
