"""What is read again after a change shows the change, however late an answer from before it arrives."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from flashcards.collection import note_types, practice
from flashcards.collection.card_actions import delete_note, edit_note
from flashcards.collection.collection import Collection
from flashcards.collection.flags import rename_flag
from flashcards.collection.learning import change_learning
from flashcards.collection.misses import give_reason
from flashcards.collection.practice import PaperWish
from flashcards.domain.changes import ChangeSet, Kind, Operation
from flashcards.domain.exam import QUICK_CHECK, Area, AttemptMode, Exam, ExamAnswer
from flashcards.domain.ids import AttemptId, CardId, ExamId, NoteId
from flashcards.domain.miss import Reason
from flashcards.domain.note import Level, Note, Provenance
from flashcards.domain.note_type import NoteKind, built_in
from flashcards.storage import reading
from flashcards.storage.transaction import Transaction
from flashcards.ui.background import Lane, _Delivery
from flashcards.ui.browse.kept import Kept
from flashcards.ui.browse.preview import PreviewModel
from flashcards.ui.browse.sidebar_panel import SidebarPanel
from flashcards.ui.editor.add_view_model import AddViewModel
from flashcards.ui.editor.note_editor import NoteEditor
from flashcards.ui.exam.keep_cost import NO_CARDS, KeepCost
from flashcards.ui.importing.history_view_model import HistoryViewModel
from flashcards.ui.moving.model import MovingModel
from flashcards.ui.moving.state import Way, Wish
from flashcards.ui.note_types.view_model import TypesViewModel
from flashcards.ui.page import Services
from flashcards.ui.practice.reasoning import Reasoning
from flashcards.ui.practice.view_model import PracticeViewModel
from flashcards.ui.practice.waiting import WaitingModel
from flashcards.ui.progress.view_model import ProgressViewModel
from flashcards.ui.study.lanes import StudyLanes
from flashcards.ui.tuning.view_model import TuningModel
from tests.builders import NOON, a_note, add_notes, add_review
from tests.transfer_builders import a_transfer, a_transfer_note
from tests.unit.collection.importing_desk import ImportDesk

IN_DOMAIN_2 = Provenance(domain=2, level=Level.RECALL)
EXAM = Exam(ExamId(0), "RHIT", NOON.date().replace(day=30), (Area("All", 1, domain=2),), minutes_a_day=2)


class Held:
    """Holds back what is read, once it is read: other answers overtake it."""

    def __init__(self) -> None:
        self.made = 0
        self._is_holding = False
        self._may_go = threading.Event()

    def __enter__(self) -> None:
        self._is_holding = True

    def __exit__(self, *_error: object) -> None:
        self._is_holding = False

    def let_go(self) -> None:
        self._may_go.set()

    def held(self, work: Callable[[], object]) -> Callable[[], object]:
        def later() -> object:
            found = work()
            self.made += 1
            self._may_go.wait()
            return found

        return later if self._is_holding else work


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    made, carry = Held(), _Delivery.carry

    def carry_late(delivery: _Delivery, work: Callable[[], object]) -> None:
        lane = delivery.parent()
        assert isinstance(lane, Lane)
        carry(delivery, made.held(work) if lane._name == "read" else work)

    monkeypatch.setattr(_Delivery, "carry", carry_late)
    yield made
    made.let_go()


class Desk:
    """A collection, and what its window offers to a page."""

    def __init__(self, services: Services, collection: Collection, qtbot: QtBot) -> None:
        self.services, self.collection, self.qtbot = services, collection, qtbot
        self.owner = QObject()
        self.asker = services.runner, services.clock, services.zone

    def writes(self, change: Callable[[Transaction], object]) -> Callable[[], object]:
        return partial(self.collection.transact, Operation.EDIT_NOTE, change)

    def add(self) -> CardId:
        return add_notes(self.collection, "Privacy", [a_note("a")])[0]

    def add_questions(self) -> None:
        add_notes(self.collection, "Privacy", [a_note(guid, NoteKind.CHOICE, provenance=IN_DOMAIN_2) for guid in "abc"])

    def begin_exam(self) -> AttemptId:
        wish = PaperWish(QUICK_CHECK, AttemptMode.EXAM, seed=5)
        return self.collection.transact(
            Operation.SIT_EXAM, lambda change: practice.begin(change, EXAM, wish, NOON)
        ).value.id

    def hand_in(self, attempt_id: AttemptId) -> None:
        attempt = self.collection.read(lambda look: practice.attempt(look, attempt_id))
        assert attempt is not None
        answers = [ExamAnswer(frozenset({1}), time_ms=5)] * 3
        self.collection.transact(
            Operation.SIT_EXAM, lambda change: practice.hand_in(change, attempt, answers, NOON, timed_out=False)
        )

    def note(self) -> Note:
        return next(iter(self.collection.read(lambda look: reading.notes(look, [NoteId(1)])).values()))

    def tell(self, operation: Operation, kind: Kind) -> Callable[[], None]:
        return partial(self.services.runner.changed.emit, ChangeSet(operation, frozenset({kind})))


class Case(NamedTuple):
    """What reads, what changes what it reads, and whether it shows that."""

    ask: Callable[[], object]
    change: Callable[[], object]
    is_shown: Callable[[], bool]


def undo_names(desk: Desk) -> Case:
    runner, names = desk.services.runner, [""]
    runner.undo_names_changed.connect(lambda undo, _redo: names.append(undo))
    return Case(runner.ask_undo_names, desk.add, lambda: names[-1] != "")


def flag_names(desk: Desk) -> Case:
    flags = desk.services.flags
    rename = desk.writes(lambda change: rename_flag(change, 1, "Dana"))
    return Case(flags.read, rename, lambda: flags[1] == "Dana")


def note_type_list(desk: Desk) -> Case:
    model = TypesViewModel(*desk.asker, desk.owner)
    basic = built_in(NoteKind.BASIC).id
    copy = desk.writes(lambda change: note_types.copy_type(change, basic, "Terms"))
    return Case(model.refresh, copy, lambda: "Terms" in [one.note_type.name for one in model.state.types])


def waiting_exam(desk: Desk) -> Case:
    desk.add_questions()
    model = WaitingModel(*desk.asker, desk.owner)
    return Case(model.refresh, desk.begin_exam, lambda: model.state is not None)


def opened_exam(desk: Desk) -> Case:
    desk.add_questions()
    model, attempt_id = PracticeViewModel(*desk.asker, desk.owner), desk.begin_exam()
    return Case(
        partial(model.open, attempt_id), partial(desk.hand_in, attempt_id), lambda: model.state.result is not None
    )


def reasons(desk: Desk) -> Case:
    desk.add_questions()
    attempt_id = desk.begin_exam()
    desk.hand_in(attempt_id)
    model, heard = Reasoning(desk.services.runner, desk.owner), list[Reason | None]()
    model.renewed.connect(lambda sat: heard.append(sat.answers[0].reason))
    model.follow(attempt_id)
    give = desk.writes(lambda change: give_reason(change, attempt_id, 0, Reason.TORN))
    return Case(desk.tell(Operation.GIVE_REASON, Kind.ATTEMPT), give, lambda: heard[-1:] == [Reason.TORN])


def sidebar(desk: Desk) -> Case:
    panel = SidebarPanel(desk.services, Kept(None))
    desk.qtbot.addWidget(panel)
    return Case(panel.look_ahead, desk.add, lambda: "Privacy" in panel.decks)


def import_history(desk: Desk) -> Case:
    model = HistoryViewModel(desk.services.runner, desk.services.zone, desk.owner)
    bring = partial(ImportDesk(desk.collection).bring, a_transfer(a_transfer_note("Where?", guid="a")))
    return Case(model.refresh, bring, lambda: len(model.lines) == 1)


def tuning(desk: Desk) -> Case:
    model = TuningModel(*desk.asker, desk.owner)
    change = desk.writes(lambda change: change_learning(change, {"desired_retention": 0.8}))
    return Case(model.refresh, change, lambda: model.state.known is not None and model.state.known.retention == 0.8)


def adding(desk: Desk) -> Case:
    model = AddViewModel(*desk.asker, desk.collection.path, desk.owner)
    model.refresh()
    desk.qtbot.waitUntil(lambda: model.state.is_ready)
    return Case(model.refresh, desk.add, lambda: "Privacy" in model.state.supplies.decks)


def progress(desk: Desk) -> Case:
    model = ProgressViewModel(*desk.asker, desk.owner)
    desk.writes(lambda change: change.add_deck("Filing"))()
    return Case(model.refresh, desk.add, lambda: "Privacy" in model.state.decks)


def cost_of_keeping(desk: Desk) -> Case:
    model, heard = KeepCost(*desk.asker, None, desk.owner), [NO_CARDS]
    model.said.connect(heard.append)
    return Case(partial(model.ask, EXAM), desk.add, lambda: heard[-1] != NO_CARDS)


def studying_ahead(desk: Desk) -> Case:
    model = MovingModel(*desk.asker, None, desk.owner)
    wish = Wish(Way.AHEAD, 0, NOON.date(), NOON.date(), 1)
    add = partial(add_review, desk.collection, "Privacy", "a", due=3)
    return Case(partial(model.ask, wish), add, lambda: "1 review" in model.state.text)


def card_history(desk: Desk) -> Case:
    card_id = desk.add()
    model, heard = PreviewModel(*desk.asker, None, desk.owner), list[object]()
    model.described.connect(heard.append)
    delete = desk.writes(lambda change: delete_note(change, NoteId(1)))
    return Case(partial(model.describe, card_id), delete, lambda: heard[-1:] == [None])


def edited_note(desk: Desk) -> Case:
    desk.add()
    editor, note = NoteEditor(desk.services), desk.note()
    desk.qtbot.addWidget(editor)
    editor.show_note(note.id)
    desk.qtbot.waitUntil(lambda: editor.form.note is not None)
    mended = replace(note, fields=("Mended?", *note.fields[1:]))
    edit = desk.writes(lambda change: edit_note(change, mended, NOON))
    return Case(
        desk.tell(Operation.EDIT_NOTE, Kind.NOTE),
        edit,
        lambda: editor.form.note is not None and editor.form.note.fields[0] == "Mended?",
    )


def days_ahead(desk: Desk) -> Case:
    lanes, heard = StudyLanes(*desk.asker, desk.owner), list[int]()
    lanes.foreseen.connect(lambda today, _planned: heard.append(today.new))
    return Case(lanes.look_ahead, desk.add, lambda: heard[-1:] == [1])


def studied_card(desk: Desk) -> Case:
    card_id = desk.add()
    lanes, heard = StudyLanes(*desk.asker, desk.owner), list[object]()
    lanes.described.connect(heard.append)
    delete = desk.writes(lambda change: delete_note(change, NoteId(1)))
    return Case(partial(lanes.describe, card_id), delete, lambda: heard[-1:] == [None])


@pytest.mark.parametrize(
    "case",
    [
        undo_names,
        flag_names,
        note_type_list,
        waiting_exam,
        opened_exam,
        reasons,
        sidebar,
        import_history,
        tuning,
        adding,
        progress,
        cost_of_keeping,
        studying_ahead,
        card_history,
        edited_note,
        days_ahead,
        studied_card,
    ],
)
def test_an_answer_from_before_a_change_is_not_shown_after_one_from_after_it(
    case: Callable[[Desk], Case], services: Services, collection: Collection, held: Held, qtbot: QtBot
) -> None:
    desk = Desk(services, collection, qtbot)
    ask, change, is_shown = case(desk)
    runner = services.runner
    qtbot.waitUntil(lambda: runner.reading == 0)
    with held:
        ask()
        qtbot.waitUntil(lambda: 0 < held.made == runner.reading)

    change()
    ask()
    qtbot.waitUntil(is_shown)
    held.let_go()
    qtbot.waitUntil(lambda: runner.reading == 0)

    assert is_shown()
