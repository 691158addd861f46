"""The window: builds its pages when they are first wanted and connects signals. Nothing else."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from flashcards.domain.custom_study import BegunSession
from flashcards.domain.ids import AttemptId, DeckId, NoteTypeId
from flashcards.ui.actions import ActionId, Actions, Scope
from flashcards.ui.closing import Closing
from flashcards.ui.day_watch import DayWatch
from flashcards.ui.dressing import Dressing
from flashcards.ui.drop_hint import DropHint
from flashcards.ui.focus import FocusKeeper
from flashcards.ui.frame import Frame
from flashcards.ui.menus import fill_menus, look_acts
from flashcards.ui.navigation import Navigation
from flashcards.ui.page import Page, PageId, Services
from flashcards.ui.places import NOT_WHEN_WELCOMING, OPENS, PAGE_ACTIONS, PART_OF
from flashcards.ui.problems import Problems
from flashcards.ui.reopening import Reopening
from flashcards.ui.sheets import Sheets
from flashcards.ui.undo_offers import UndoOffers
from flashcards.ui.widgets.banner import Banner
from flashcards.ui.window_deeds import WindowDeeds
from flashcards.ui.window_keys import WindowKeys
from flashcards.ui.window_shape import WindowShape

if TYPE_CHECKING:
    from pathlib import Path

PageMaker = Callable[[Services], Page]


class MainWindow(QMainWindow):
    """Navigation on the left, one page on the right, messages at the foot.

    Attributes:
        commands: the actions that work everywhere.
        sheets: what can lie over the page.
        reopening: what is to be opened once the window is closed, or None.

    Signals:
        shown: the `PageId` of the page that is open now.
    """

    shown = Signal(object)

    def __init__(
        self, services: Services, pages: Mapping[PageId, PageMaker], problems: Problems, geometry: QSettings
    ) -> None:
        super().__init__()
        self.setWindowTitle("Flashcards")
        self._shape = WindowShape(self, geometry)
        self._services = services
        self._makers = pages
        self._built: dict[PageId, Page] = {}
        self._current: PageId | None = None
        self.reopening: Reopening | None = None
        self.sheets = Sheets(self, services, self._at_hand)
        self.commands = Actions(self, Scope.WINDOW, services.icons)
        self._keys = WindowKeys(self.commands, services.look.keymap, self)
        self.commands[ActionId.CHEAT_SHEET].setIconText("Shortcuts")
        self._navigation = Navigation(
            [self.commands[name] for name in PAGE_ACTIONS.values()],
            [self.commands[ActionId.CHEAT_SHEET]],
            services.theme,
        )
        self._stack = QStackedWidget()
        around = Frame(self._navigation, self._stack)
        self.setCentralWidget(around)
        self._banner = Banner(self._stack, services.icons)
        self._focus = FocusKeeper(self, self._stack)
        self._offers = UndoOffers(services.runner, self._banner)
        self._days = DayWatch(services.clock, services.zone, self)
        self._drop = DropHint(self, services.theme, services.icons, self.commands[ActionId.GO_IMPORT].isEnabled)
        self._deeds = WindowDeeds(services, self.commands, self._banner, self)
        self._closing = Closing(self, services, self._banner)
        fill_menus(self.menuBar(), self.commands)
        Dressing(services.theme, self, (self, around, self._stack))
        self._connect_actions()
        self._connect_services(problems)
        self._shape.restore()

    @property
    def page_shown(self) -> PageId | None:
        """The page that is open."""
        return self._current

    def go(self, page_id: PageId, then: Callable[[Page], None] | None = None) -> None:
        """Show a page, once the one that is open lets go.

        Args:
            then: called with it.
        """
        if page_id is not self._current:
            if not self._lets_go(partial(self.go, page_id, then)):
                return
            self._show(page_id)
        elif then is None:
            self.page(page_id).enter_again()
        if then is not None:
            then(self.page(page_id))

    def _show(self, page_id: PageId) -> None:
        self._leave_page()
        page = self.page(page_id)
        self._current = page_id
        self._stack.setCurrentWidget(page)
        self._frame(page_id)
        self._deeds.heed(page)
        page.enter()
        page.take_focus()
        self._banner.turn_page()
        self.shown.emit(page_id)

    def page(self, page_id: PageId) -> Page:
        """Give a page, building it when it is first wanted."""
        if page_id not in self._built:
            self.adopt(page_id, self._makers[page_id](self._services))
        return self._built[page_id]

    def has(self, page_id: PageId) -> bool:
        """Whether a page is built already."""
        return page_id in self._built

    def adopt(self, page_id: PageId, page: Page) -> None:
        """Take over a page that is built, and connect it."""
        page.page_wanted.connect(self.go)
        page.study_wanted.connect(self.study)
        page.practice_wanted.connect(self.open_practice)
        page.deck_wanted.connect(self.show_deck)
        page.browse_wanted.connect(self.browse)
        page.note_type_wanted.connect(self.show_note_type)
        page.custom_wanted.connect(self.sheets.ask_custom)
        page.keys_wanted.connect(self.sheets.change_keys)
        page.letters_changed.connect(self._keys.apply)
        page.reopen_wanted.connect(self.reopen)
        page.export_wanted.connect(self.sheets.export_deck)
        page.notes_export_wanted.connect(self.sheets.export_notes)
        self._built[page_id] = page
        self._stack.addWidget(page)

    @Slot(object)
    def study(self, deck_id: DeckId | None = None) -> None:
        """Begin a sitting with a deck, or with everything that is due."""
        self.go(PageId.STUDY, lambda page: page.study(deck_id))

    @Slot(object)
    def study_session(self, session: BegunSession) -> None:
        """Begin a custom session."""
        self.go(PageId.STUDY, lambda page: page.study_session(session))

    @Slot(object)
    def open_practice(self, attempt_id: AttemptId) -> None:
        """Go on with a practice exam, or look back on one."""
        self.page(PageId.EXAM).show_exam_of(attempt_id)
        self.go(PageId.PRACTICE, lambda page: page.open_attempt(attempt_id))

    @Slot(str)
    def show_deck(self, name: str) -> None:
        """Show a deck among the others."""
        self.page(PageId.DECKS).show_deck(name)
        self.go(PageId.DECKS)

    @Slot(str)
    def browse(self, line: str) -> None:
        """Show what a search finds."""
        self.go(PageId.BROWSE, lambda page: page.search(line))

    @Slot(object)
    def show_note_type(self, type_id: NoteTypeId) -> None:
        """Show the fields and cards of a note type, and come back from there."""
        back = self._current or PageId.ADD
        self.go(PageId.NOTE_TYPES, lambda page: page.show_note_type(type_id, back))

    @Slot(object)
    def import_files(self, paths: "Sequence[Path]") -> None:
        """Say what importing files would do."""
        self.go(PageId.IMPORT, lambda page: page.open_files(paths))

    @Slot()
    def show_changes(self) -> None:
        """Show what the last update of the decks changed."""
        self.go(PageId.CHANGES)

    @Slot(object)
    def reopen(self, wanted: Reopening) -> None:
        """Close the window, to open a collection in place of this one."""
        if self.isEnabled() and self._lets_end(partial(self.reopen, wanted)):
            self.reopening = wanted
            self._closing.begin(self._leave_page)

    def come_forward(self) -> None:
        """Show the window above others: somebody started the program again."""
        self._shape.come_forward()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close once everything is stored; say so when that takes a moment."""
        self._shape.keep()
        if self._closing.is_over:
            event.accept()
            return
        event.ignore()
        if self.isEnabled() and self._lets_end(self.close):
            self._closing.begin(self._leave_page)

    @property
    def _open_page(self) -> Page | None:
        return None if self._current is None else self._built[self._current]

    def _leave_page(self) -> None:
        if (page := self._open_page) is not None:
            page.leave()

    def _lets_go(self, again: Callable[[], object]) -> bool:
        """Say whether the open page may be left; one that asks calls `again` afterwards."""
        return (page := self._open_page) is None or page.lets_go(again)

    def _lets_end(self, again: Callable[[], object]) -> bool:
        """Say whether the window may close; a page that asks calls `again` afterwards."""
        return self._lets_go(again) and all(page.lets_end(again) for page in list(self._built.values()))

    @Slot()
    def _tell_day(self) -> None:
        for page in self._built.values():
            page.heed_day()

    def _connect_actions(self) -> None:
        acts: dict[ActionId, Callable[[], object]] = {
            ActionId.GO_STUDY: self._study_all,
            ActionId.GO_CHANGES: self.show_changes,
            ActionId.EXPORT: self.sheets.open_export,
            ActionId.DECK_PALETTE: self.sheets.open_palette,
            ActionId.CUSTOM_SESSION: self.sheets.open_custom,
            ActionId.BACK_UP: self._deeds.back_up,
            ActionId.UNDO: self._deeds.undo,
            ActionId.REDO: self._deeds.redo,
            ActionId.CHEAT_SHEET: self.sheets.open_keys,
            ActionId.CHANGE_KEYS: self.sheets.change_keys,
            ActionId.FULL_SCREEN: self._shape.turn_full_screen,
            ActionId.ABOUT: self.sheets.open_about,
            **look_acts(self._services.look),
            **dict.fromkeys((ActionId.CLOSE, ActionId.QUIT), self.close),
        }
        for name, act in acts.items():
            self.commands[name].triggered.connect(act)
        for name, page_id in OPENS.items():
            self.commands[name].setData(page_id)
            self.commands[name].triggered.connect(self._open)

    def _connect_services(self, problems: Problems) -> None:
        self._services.runner.failed.connect(problems.show)
        self._services.look.failed.connect(problems.show)
        self._services.notices.said.connect(self._banner.say)
        self._services.notices.unsaid.connect(self._banner.unsay)
        self._services.notices.announced.connect(self._banner.announce)
        self._services.notices.problem_said.connect(problems.show)
        self._services.notices.import_wanted.connect(self.import_files)
        problems.sentence.connect(self._banner.complain)
        problems.crashed.connect(self.sheets.report_crash)
        self.sheets.deck_chosen.connect(self.study)
        self.sheets.session_begun.connect(self.study_session)
        self._drop.dropped.connect(self.import_files)
        self._days.turned.connect(self._tell_day)

    def _frame(self, page_id: PageId) -> None:
        """Fit what surrounds a page to it: nothing surrounds the first one, and study keeps its foot free."""
        is_welcome = page_id is PageId.FIRST_RUN
        self._navigation.setHidden(is_welcome)
        self.menuBar().setHidden(is_welcome)
        for name in NOT_WHEN_WELCOMING:
            self.commands[name].setEnabled(not is_welcome)
        self._keys.fit(page_id, self._built[page_id])
        self._banner.stand_above(self._built[page_id].foot)
        named = PART_OF.get(page_id, page_id)
        if named in PAGE_ACTIONS:
            self._navigation.mark(self.commands[PAGE_ACTIONS[named]])

    def _at_hand(self) -> list[QAction]:
        """Give what can be asked for by name: what works everywhere, and on the page that is open."""
        everywhere = [command for name, command in self.commands if name is not ActionId.DECK_PALETTE]
        return everywhere if (page := self._open_page) is None else everywhere + page.actions()

    @Slot()
    def _open(self) -> None:
        """Show the page of the action that was triggered."""
        opener = self.sender()
        if isinstance(opener, QAction):
            self.go(PageId(opener.data()))

    @Slot()
    def _study_all(self) -> None:
        self.study(None)
