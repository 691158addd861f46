"""Changing how the window looks, and remembering it."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from flashcards.domain.errors import SettingsError
from flashcards.settings import DEFAULTS, LARGEST_TEXT_PERCENT, SMALLEST_TEXT_PERCENT, Preferences, ThemeChoice
from flashcards.ui.keymap import Keymap
from flashcards.ui.theme import Theme

ZOOM_STEP_PERCENT = 10
RESIZE_AFTER_MS = 30
"""After the first of several presses; the newest size wins."""


class Look(QObject):
    """The preferences in force: worn by the theme at once, and saved. Another size of text is worn in a moment.

    Attributes:
        keymap: the keys among them.

    Signals:
        changed: `preferences` is another now.
        failed: they could not be saved; they hold until the window closes.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, preferences: Preferences, theme: Theme, save: Callable[[Preferences], None]) -> None:
        super().__init__(theme)
        self.preferences = preferences
        self._theme = theme
        self._save = save
        self.keymap = Keymap(self)
        self._resize = QTimer(self, singleShot=True, interval=RESIZE_AFTER_MS)
        self._resize.timeout.connect(self._wear)

    def change(self, preferences: Preferences) -> None:
        """Wear and save other preferences."""
        if preferences == self.preferences:
            return
        before, self.preferences = self.preferences, preferences
        if replace(before, text_percent=preferences.text_percent) == preferences:
            self._wear_soon()
        else:
            self._wear()
        self.changed.emit()
        try:
            self._save(preferences)
        except SettingsError as error:
            self.failed.emit(error)

    @Slot()
    def zoom_in(self) -> None:
        """Make all text a step larger."""
        self._zoom(self.preferences.text_percent + ZOOM_STEP_PERCENT)

    @Slot()
    def zoom_out(self) -> None:
        """Make all text a step smaller."""
        self._zoom(self.preferences.text_percent - ZOOM_STEP_PERCENT)

    @Slot()
    def zoom_reset(self) -> None:
        """Give all text its usual size."""
        self._zoom(DEFAULTS.text_percent)

    @Slot()
    def wear_system(self) -> None:
        """Wear the colours of the system."""
        self.change(replace(self.preferences, theme=ThemeChoice.SYSTEM))

    @Slot()
    def wear_light(self) -> None:
        """Wear light colours."""
        self.change(replace(self.preferences, theme=ThemeChoice.LIGHT))

    @Slot()
    def wear_dark(self) -> None:
        """Wear dark colours."""
        self.change(replace(self.preferences, theme=ThemeChoice.DARK))

    @Slot()
    def turn_contrast(self) -> None:
        """Have text and edges stand out more, or as usual again."""
        self.change(replace(self.preferences, has_high_contrast=not self.preferences.has_high_contrast))

    def _wear_soon(self) -> None:
        if not self._resize.isActive():
            self._resize.start()

    @Slot()
    def _wear(self) -> None:
        self._theme.wear(self.preferences)

    def _zoom(self, percent: int) -> None:
        allowed = min(max(percent, SMALLEST_TEXT_PERCENT), LARGEST_TEXT_PERCENT)
        self.change(replace(self.preferences, text_percent=allowed))
