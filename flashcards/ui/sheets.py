"""What can lie over the window: keys, the deck palette, export, the crash report. Built when first wanted."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from flashcards.domain.custom_study import CustomSession
from flashcards.ui.page import Services

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flashcards.domain.ids import NoteId
    from flashcards.ui.about_sheet import AboutSheet
    from flashcards.ui.cheat_sheet import CheatSheet
    from flashcards.ui.crash_report import CrashReport
    from flashcards.ui.custom.sheet import CustomSheet
    from flashcards.ui.deck_palette import DeckPalette
    from flashcards.ui.exporting.sheet import ExportSheet
    from flashcards.ui.key_sheet import KeySheet
    from flashcards.ui.task import Task
    from flashcards.ui.waiting_sheet import WaitingSheet


class Sheets(QObject):
    """The sheets of one window.

    Signals:
        deck_chosen: a `DeckId` to study, or None for everything.
        session_begun: a `BegunSession` to study.
    """

    deck_chosen = Signal(object)
    session_begun = Signal(object)

    def __init__(self, window: QWidget, services: Services, at_hand: Callable[[], Iterable[QAction]] = list) -> None:
        """Lie over a window.

        Args:
            at_hand: gives the actions of the window and of the page that is open.
        """
        super().__init__(window)
        self._at_hand = at_hand
        self._window = window
        self._services = services
        self._keys: CheatSheet | None = None
        self._key_choice: KeySheet | None = None
        self._about: AboutSheet | None = None
        services.look.keymap.changed.connect(self._forget_keys)
        self._palette: DeckPalette | None = None
        self._custom: CustomSheet | None = None
        self._export: ExportSheet | None = None
        self._report: CrashReport | None = None
        self._waiting: WaitingSheet | None = None
        services.runner.turning.connect(self.follow)
        services.runner.stopped.connect(self._say)

    @Slot()
    def open_keys(self) -> None:
        """Show what each key does."""
        if self._keys is None:
            from flashcards.ui.cheat_sheet import CheatSheet

            self._keys = CheatSheet(self._window, self._services.icons, self._services.look.keymap)
            self._keys.change_wanted.connect(self.change_keys)
        self._keys.open()

    @Slot()
    def open_about(self) -> None:
        """Say which version this is, and where everything lies."""
        if self._about is None:
            from flashcards.ui.about_sheet import AboutSheet

            self._about = AboutSheet(self._window, self._services.folders)
        self._about.open()

    @Slot()
    def change_keys(self) -> None:
        """Offer to choose other keys."""
        if self._key_choice is None:
            from flashcards.ui.key_sheet import KeySheet

            self._key_choice = KeySheet(self._window, self._services)
        self._key_choice.ask()

    @Slot()
    def _forget_keys(self) -> None:
        """Say other keys the next time."""
        if self._keys is not None:
            self._keys.deleteLater()
            self._keys = None

    @Slot()
    def open_palette(self) -> None:
        """Ask for a deck or a command by name."""
        if self._palette is None:
            from flashcards.ui.deck_palette import DeckPalette

            self._palette = DeckPalette(self._window, self._services, self._at_hand)
            self._palette.chosen.connect(self.deck_chosen)
        self._palette.open()

    @Slot()
    def open_custom(self) -> None:
        """Ask which cards a custom session is of."""
        self.ask_custom(CustomSession())

    @Slot(object)
    def ask_custom(self, wanted: CustomSession) -> None:
        """Ask which cards a custom session is of, beginning from one."""
        if self._custom is None:
            from flashcards.ui.custom.sheet import CustomSheet

            self._custom = CustomSheet(self._window, self._services)
            self._custom.begun.connect(self.session_begun)
        self._custom.ask(wanted)

    @Slot()
    def open_export(self) -> None:
        """Offer to export everything."""
        self.export_deck("")

    @Slot(str)
    def export_deck(self, name: str) -> None:
        """Offer to export a deck, with those below it."""
        self._export_sheet().ask(name)

    @Slot(object)
    def export_notes(self, notes: "Sequence[NoteId]") -> None:
        """Offer to export some notes."""
        self._export_sheet().ask_notes(notes)

    def _export_sheet(self) -> "ExportSheet":
        if self._export is None:
            from flashcards.formats.registry import WRITE
            from flashcards.ui.exporting.sheet import ExportSheet

            self._export = ExportSheet(self._window, self._services, WRITE)
        return self._export

    @Slot(object)
    def follow(self, task: "Task") -> None:
        """Show how far a task is, if it takes long."""
        if self._waiting is None:
            from flashcards.ui.waiting_sheet import WaitingSheet

            self._waiting = WaitingSheet(self._window, self._services.theme)
        self._waiting.follow(task)

    @Slot(str)
    def _say(self, sentence: str) -> None:
        self._services.notices.say(sentence)

    @Slot(str)
    def report_crash(self, report: str) -> None:
        """Show a crash report, unless one is being read; it is in the log in any case."""
        if self._report is not None and self._report.isVisible():
            return
        from flashcards.ui.crash_report import CrashReport

        self._report = CrashReport(report, self._window)
        self._report.open()

    def close(self) -> None:
        """Put the sheets away; a crash report stays until it is read."""
        for sheet in (self._keys, self._key_choice, self._about, self._palette, self._custom, self._export):
            if sheet is not None:
                sheet.close_sheet()
