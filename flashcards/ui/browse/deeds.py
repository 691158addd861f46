"""What can be done to the selected cards: each action of the page, the sheet it asks with, and the menu of all."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget

from flashcards.collection.bulk import DueDays, DueDaysError, notes_of
from flashcards.domain.browsing import Unit
from flashcards.domain.ids import CardId, NoteId
from flashcards.ui.actions import ActionId, Actions
from flashcards.ui.browse import edits
from flashcards.ui.browse.line_sheet import LineSheet, Question
from flashcards.ui.browse.many_editor import ManyEditor
from flashcards.ui.browse.replace_sheet import ReplaceSheet
from flashcards.ui.browse.schedule_sheets import GradeSheet, PlacesSheet, ResetSheet
from flashcards.ui.browse.type_sheet import TypeSheet
from flashcards.ui.flag_names import NamedActions
from flashcards.ui.page import Services
from flashcards.wording import counted

if TYPE_CHECKING:
    from flashcards.storage.snapshot import Snapshot

FLAGS = tuple(ActionId(f"flag_rows_{number}") for number in range(1, 8))
MENU: tuple[ActionId | None, ...] = (
    ActionId.TO_NOTE,
    ActionId.SHOW_INFO,
    None,
    ActionId.MOVE_CARDS,
    ActionId.TAG_NOTES,
    ActionId.UNTAG_NOTES,
    ActionId.TURN_MARK,
    ActionId.FIND_REPLACE,
    None,
    ActionId.TURN_SUSPENDED,
    ActionId.TURN_BURIED,
    ActionId.SET_DUE,
    ActionId.GRADE_NOW,
    ActionId.RESET_CARDS,
    ActionId.REPOSITION,
    None,
    ActionId.CHANGE_TYPE,
    ActionId.COPY_NOTES,
    ActionId.EXPORT_NOTES,
    ActionId.DELETE_NOTES,
)
DUE_HINT = "In how many days: 0 is today, 3-7 any day between, 5! lets the interval start anew as well."
DECK_HINT = "Type part of a name, or a new name. A double colon puts a deck into another: Privacy::Rules"
TAGS_HINT = "Separated by spaces"


class Place(Protocol):
    """Where deeds are done: the page."""

    @property
    def unit(self) -> Unit:
        """Whether cards or notes are listed."""

    def selected_ids(self) -> list[int]:
        """Give the selected cards or notes."""

    def before_change(self) -> None:
        """Store what is being typed."""


class Names(Protocol):
    """What decks and tags there are."""

    @property
    def decks(self) -> Sequence[str]:
        """Full names."""

    @property
    def tags(self) -> Sequence[str]:
        """All in use."""


class Deeds(QObject):
    """Connects the page's actions to edits.

    Attributes:
        editor: carries them out.
        line_sheet: asks for a deck, tags, days.

    Signals:
        done: a `Done`.
        export_wanted: the ids of notes.
    """

    done = Signal(object)
    export_wanted = Signal(object)

    def __init__(self, host: QWidget, services: Services, commands: Actions, place: Place, names: Names) -> None:
        super().__init__(host)
        self._host = host
        self._services = services
        self._commands = commands
        self._place = place
        self._names = names
        self.editor = ManyEditor(services, self)
        self.editor.done.connect(self.done)
        self.line_sheet = LineSheet(host, services)
        self.reset_sheet: ResetSheet | None = None
        self.places_sheet: PlacesSheet | None = None
        self.grade_sheet: GradeSheet | None = None
        self.replace_sheet: ReplaceSheet | None = None
        self.type_sheet: TypeSheet | None = None
        NamedActions(self, services.flags, commands, FLAGS)
        for name, act in self._acts().items():
            commands[name].triggered.connect(act)

    def menu(self, parent: QWidget) -> QMenu:
        """Give the menu of all that can be done."""
        menu = QMenu("What can be done", parent)
        for name in MENU:
            if name is None:
                menu.addSeparator()
            else:
                menu.addAction(self._commands[name])
            if name is ActionId.TURN_MARK:
                flags = menu.addMenu(self._commands[FLAGS[0]].icon(), "Flag")
                flags.addActions([self._commands[one] for one in FLAGS])
        return menu

    def do(self, edit: edits.Edit) -> None:
        """Do something to what is selected."""
        self._place.before_change()
        self.editor.carry_out(edit, self._place.unit, self._place.selected_ids())

    def _acts(self) -> dict[ActionId, Callable[[], None]]:
        clock, zone = self._services.clock, self._services.zone
        flags = {name: partial(self.do, edits.turn_flag(place)) for place, name in enumerate(FLAGS, start=1)}
        return {
            **flags,
            ActionId.MOVE_CARDS: self._ask_deck,
            ActionId.TAG_NOTES: self._ask_tags,
            ActionId.UNTAG_NOTES: self._ask_tags_off,
            ActionId.TURN_MARK: partial(self.do, edits.TURN_MARK),
            ActionId.TURN_SUSPENDED: partial(self.do, edits.TURN_SUSPENDED),
            ActionId.TURN_BURIED: lambda: self.do(edits.turn_buried(clock(), zone)),
            ActionId.FIND_REPLACE: self._ask_replace,
            ActionId.CHANGE_TYPE: self._ask_type,
            ActionId.SET_DUE: self._ask_due,
            ActionId.GRADE_NOW: self._ask_rating,
            ActionId.RESET_CARDS: self._ask_reset,
            ActionId.REPOSITION: self._ask_places,
            ActionId.COPY_NOTES: lambda: self.do(edits.copy(clock())),
            ActionId.EXPORT_NOTES: self._export,
            ActionId.DELETE_NOTES: partial(self.do, edits.DELETE),
        }

    def _ask_deck(self) -> None:
        question = Question(
            f"Move {self._what()} to a deck",
            "Move",
            DECK_HINT,
            offers=self._names.decks,
            check=lambda line: "" if line.replace(":", "").strip() else "Type the name of a deck.",
        )
        self._ask(question, lambda line: self.do(edits.move(line)))

    def _ask_tags(self) -> None:
        question = Question(
            f"Add tags to {self._what()}", "Add tags", TAGS_HINT, offers=self._names.tags, is_many=True, check=_some
        )
        self._ask(question, lambda line: self.do(edits.add_tags(line.split())))

    def _ask_tags_off(self) -> None:
        hint = f"{TAGS_HINT}; tags below them go too, and * stands for any text"
        question = Question(
            f"Remove tags from {self._what()}", "Remove tags", hint, offers=self._names.tags, is_many=True, check=_some
        )
        self._ask(question, lambda line: self.do(edits.remove_tags(line.split())))

    def _ask_due(self) -> None:
        is_one = len(self._place.selected_ids()) == 1
        title = f"Set when {self._what()} {'is' if is_one else 'are'} due"
        question = Question(title, "Set due date", DUE_HINT, check=_due_problem)
        self._ask(question, lambda line: self.do(edits.set_due(line, self._services.zone)))

    def _ask_replace(self) -> None:
        ids = self._place.selected_ids()
        if not ids:
            return
        if self.replace_sheet is None:
            self.replace_sheet = ReplaceSheet(self._host, self._services)
        self._place.before_change()
        self.replace_sheet.ask(self._place.unit, ids, lambda wish: self.do(edits.replace_text(wish)))

    def _ask_type(self) -> None:
        ids = self._place.selected_ids()
        if not ids:
            return
        if self.type_sheet is None:
            self.type_sheet = TypeSheet(self._host, self._services)
        self._place.before_change()
        self.type_sheet.ask(self._place.unit, ids, lambda wish: self.do(edits.change_type(wish)))

    def _export(self) -> None:
        ids = self._place.selected_ids()
        if ids:
            self._place.before_change()
            self._services.runner.read(partial(_notes_of, unit=self._place.unit, ids=tuple(ids)), self._offer_export)

    @Slot(object)
    def _offer_export(self, notes: Sequence[NoteId]) -> None:
        self.export_wanted.emit(notes)

    def _ask_rating(self) -> None:
        if self.grade_sheet is None:
            self.grade_sheet = GradeSheet(self._host)
        zone = self._services.zone
        if self._place.selected_ids():
            self.grade_sheet.ask(self._what(), lambda rating: self.do(edits.grade_now(rating, zone)))

    def _ask_reset(self) -> None:
        if self.reset_sheet is None:
            self.reset_sheet = ResetSheet(self._host, self._services)
        if self._place.selected_ids():
            self.reset_sheet.ask(self._what(), self._reset)

    def _reset(self, keeps_counts: bool, keeps_position: bool) -> None:  # noqa: FBT001  (two ticks)
        self.do(edits.reset(self._services.zone, keeps_counts=keeps_counts, keeps_position=keeps_position))

    def _ask_places(self) -> None:
        if self.places_sheet is None:
            self.places_sheet = PlacesSheet(self._host, self._services)
        if self._place.selected_ids():
            self.places_sheet.ask(self._what(), lambda places: self.do(edits.reposition(places)))

    def _ask(self, question: Question, take: Callable[[str], None]) -> None:
        if self._place.selected_ids():
            self.line_sheet.ask(question, take)

    def _what(self) -> str:
        return counted(len(self._place.selected_ids()), "card" if self._place.unit is Unit.CARDS else "note")


def _notes_of(snapshot: "Snapshot", *, unit: Unit, ids: Sequence[int]) -> Sequence[NoteId]:
    if unit is Unit.NOTES:
        return [NoteId(one) for one in ids]
    return notes_of(snapshot, map(CardId, ids))


def _some(line: str) -> str:
    return "" if line.split() else "Type at least one tag."


def _due_problem(line: str) -> str:
    try:
        DueDays.read(line)
    except DueDaysError as error:
        return str(error)
    return ""
