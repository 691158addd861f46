"""Answering cards by keyboard: what is seen, and what is on disk afterwards."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from flashcards.collection import card_actions, exams
from flashcards.collection.collection import Collection
from flashcards.domain.card import CardState
from flashcards.domain.changes import Operation
from flashcards.domain.exam import Area, Exam
from flashcards.domain.ids import CardId, ExamId
from flashcards.domain.note_type import NoteKind
from flashcards.domain.review import Rating
from flashcards.domain.study_day import StudyCalendar, StudyDay
from flashcards.storage import reading
from flashcards.ui.page import PageId, Services
from flashcards.ui.study.state import Phase
from flashcards.ui.study.view import ANSWER_WAITS, StudyPage
from tests.builders import NOON
from tests.ui.study.conftest import Learner, Said, put_in_review

Add = Callable[..., tuple[CardId, ...]]


def test_space_shows_the_answer_and_then_answers_good(learner: Learner, basic: tuple[CardId, ...]) -> None:
    learner.study()

    learner.press(Qt.Key.Key_Space)
    assert learner.page.stage.card.answer.text == "Answer 1"
    learner.clock.forward(seconds=7)
    learner.press(Qt.Key.Key_Space)

    assert learner.question == "Question 2?"
    (review,) = learner.reviews(basic[0])
    assert (review.rating, review.duration_ms, review.state) == (Rating.GOOD, 7000, CardState.NEW)


def test_nothing_rates_before_the_answer_is_shown(learner: Learner, basic: tuple[CardId, ...]) -> None:
    learner.study()

    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4):
        learner.press(key)

    assert learner.question == "Question 1?"
    assert learner.reviews(basic[0]) == ()


def test_each_digit_gives_its_rating(learner: Learner, basic: tuple[CardId, ...]) -> None:
    learner.study()

    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4):
        learner.press(Qt.Key.Key_Return)
        learner.press(key)

    assert [learner.reviews(card_id)[0].rating for card_id in basic] == list(Rating)


def test_a_held_key_shows_the_answer_once_and_rates_nothing(learner: Learner, basic: tuple[CardId, ...]) -> None:
    learner.study()
    learner.press(Qt.Key.Key_Space)
    target = QApplication.focusWidget()
    assert target is not None

    for _ in range(5):
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            held = QKeyEvent(kind, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", True)
            QApplication.sendEvent(target, held)

    assert learner.question == "Question 1?"
    assert learner.reviews(basic[0]) == ()


def test_the_buttons_say_exactly_when_the_card_returns(
    learner: Learner, basic: tuple[CardId, ...], collection: Collection
) -> None:
    put_in_review(collection, basic, days=4)
    learner.study()
    assert learner.state.face is not None
    shown = learner.state.face.card_id

    learner.press(Qt.Key.Key_Space)
    promised = {promise.rating: promise.returns for promise in learner.state.promises}
    learner.press(Qt.Key.Key_3)

    assert promised[Rating.AGAIN] == "10 min"
    assert promised[Rating.GOOD] == f"{learner.reviews(shown)[0].interval_days} days"


def test_the_next_card_shows_before_the_answer_is_stored(learner: Learner, basic: tuple[CardId, ...]) -> None:
    learner.study()
    learner.press(Qt.Key.Key_Space)

    learner.press(Qt.Key.Key_3)
    stored = learner.collection.read(lambda snapshot: reading.reviews_of_card(snapshot, basic[0]))

    assert (learner.question, stored) == ("Question 2?", ())
    assert len(learner.reviews(basic[0])) == 1


def test_the_counts_and_the_progress_follow_every_answer(learner: Learner, basic: tuple[CardId, ...]) -> None:
    learner.study()
    assert tuple(learner.state.counts) == (4, 0, 0)

    learner.press(Qt.Key.Key_Space)
    learner.press(Qt.Key.Key_4)
    learner.answer()

    assert tuple(learner.state.counts) == (2, 1, 0)
    assert learner.state.share == 0.4


def test_a_gap_is_asked_and_then_filled(learner: Learner, add: Add) -> None:
    add(NoteKind.CLOZE, fields=("Notice within {{c1::60 days}} of discovery.", "45 CFR 164.404"))
    learner.study()
    assert learner.question == "Notice within [...] of discovery."

    learner.press(Qt.Key.Key_Space)

    assert learner.question.startswith("Notice within 60 days of discovery.")
    assert not learner.page.stage.card.answer.isVisible()


def test_a_reversed_note_asks_its_sides_on_different_days(learner: Learner, add: Add) -> None:
    forward, backward = add(NoteKind.REVERSED)
    learner.study()
    assert learner.question == "MPI"

    learner.press(Qt.Key.Key_Space)
    learner.press(Qt.Key.Key_4)

    assert len(learner.reviews(forward)) == 1
    assert learner.card(backward).buried_until is not None


def test_typing_goes_into_the_line_and_not_to_the_keys(learner: Learner, add: Add) -> None:
    (card_id,) = add(NoteKind.TYPED, fields=("Average census?", "310<br>three hundred ten", ""))
    learner.study()

    learner.write("3ce-10!")

    assert learner.page.stage.card.entry.text == "3ce-10!"
    assert learner.state.phase is Phase.QUESTION
    assert not learner.card(card_id).is_suspended


def test_a_right_typed_answer_suggests_good(learner: Learner, add: Add) -> None:
    (card_id,) = add(NoteKind.TYPED, fields=("Average census?", "310<br>three hundred ten", ""))
    learner.study()

    learner.write("310.0")
    learner.press(Qt.Key.Key_Return)
    assert learner.state.typed is not None
    assert learner.state.typed.comparison.is_match
    learner.press(Qt.Key.Key_Space)

    assert learner.reviews(card_id)[0].rating is Rating.GOOD


def test_a_wrong_typed_answer_suggests_again_but_the_learner_decides(learner: Learner, add: Add) -> None:
    (card_id,) = add(NoteKind.TYPED, fields=("Average census?", "310<br>three hundred ten", ""))
    learner.study()

    learner.write("31")
    learner.press(Qt.Key.Key_Return)
    suggested = [promise.rating for promise in learner.state.promises if promise.is_suggested]
    assert learner.reviews(card_id) == ()
    learner.press(Qt.Key.Key_3)

    assert suggested == [Rating.AGAIN]
    assert learner.reviews(card_id)[0].rating is Rating.GOOD


def test_nothing_typed_suggests_again(learner: Learner, add: Add) -> None:
    (card_id,) = add(NoteKind.TYPED, fields=("Average census?", "310", ""))
    learner.study()

    learner.press(Qt.Key.Key_Return)
    learner.press(Qt.Key.Key_Space)

    assert learner.reviews(card_id)[0].rating is Rating.AGAIN


@pytest.mark.parametrize(
    ("accepted", "written", "named"),
    [
        ("310<br>three hundred ten", "31", "three hundred ten"),
        ("6.50<br>$6.50<br>6.5<br>six fifty<br>$6.5<br>Six-fifty", "$6.5", "six fifty"),
    ],
)
def test_other_accepted_answers_are_named_unless_they_say_the_same(
    learner: Learner, add: Add, accepted: str, written: str, named: str
) -> None:
    add(NoteKind.TYPED, fields=("How many?", accepted, ""))
    learner.study()

    learner.write(written)
    learner.press(Qt.Key.Key_Return)

    assert learner.state.typed is not None
    assert learner.state.typed.others == (named,)


def test_a_focused_rating_button_is_pressed_by_space_itself(learner: Learner, basic: tuple[CardId, ...]) -> None:
    learner.study()
    learner.press(Qt.Key.Key_Space)

    learner.page.ratings._buttons[Rating.AGAIN].setFocus()
    learner.press(Qt.Key.Key_Space)

    assert learner.reviews(basic[0])[0].rating is Rating.AGAIN


def test_the_keyboard_goes_from_side_to_side_without_a_detour(learner: Learner, basic: tuple[CardId, ...]) -> None:
    learner.study()
    went: list[QWidget | None] = []
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.focusChanged.connect(lambda _old, now: went.append(now))

    learner.answer()

    card = learner.page.stage.card
    assert went == [card.answer, card.question]


def test_everything_on_the_page_is_reached_by_tab(learner: Learner, basic: tuple[CardId, ...]) -> None:
    learner.study()
    learner.press(Qt.Key.Key_Space)
    reached = set()

    for _ in range(12):
        learner.press(Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())

    page: StudyPage = learner.page
    assert {*page.ratings._buttons.values(), page.stage.card.question, page.header.more} <= reached


def test_when_every_card_is_done_the_summary_says_how_it_went(
    learner: Learner, basic: tuple[CardId, ...], collection: Collection
) -> None:
    put_in_review(collection, basic)
    learner.study()
    first = learner.question

    learner.press(Qt.Key.Key_Space)
    learner.press(Qt.Key.Key_1)
    for _ in range(10):
        if learner.state.phase is Phase.OVER:
            break
        learner.clock.forward(seconds=30)
        learner.press(Qt.Key.Key_Space)
        learner.press(Qt.Key.Key_4)

    summary = learner.state.summary
    assert summary is not None
    assert (summary.title, summary.answered, summary.recalled) == ("Done for today", 5, "80\N{NARROW NO-BREAK SPACE}%")
    assert summary.forgotten == (first,)
    learner.until_stored()


def test_escape_ends_the_session_and_it_can_go_on(learner: Learner, basic: tuple[CardId, ...]) -> None:
    learner.study()
    learner.answer()

    learner.press(Qt.Key.Key_Escape)
    assert learner.state.phase is Phase.OVER
    learner.page.stage.summary.go_on.click()

    assert learner.question == "Question 2?"


def test_escape_leaves_a_begun_answer_and_ends_the_session_only_when_pressed_again(
    learner: Learner, add: Add, said: Said, services: Services, qtbot: QtBot
) -> None:
    unsaid: list[str] = []
    services.notices.unsaid.connect(unsaid.append)
    add(NoteKind.TYPED, fields=("Average census?", "310", ""))
    learner.study()
    learner.write("31")

    learner.press(Qt.Key.Key_Escape)

    assert learner.state.summary is None
    assert unsaid == []
    assert said.messages == [ANSWER_WAITS]
    learner.press(Qt.Key.Key_Tab)
    learner.write("0")
    assert learner.page.stage.card.entry.text == "310"

    learner.press(Qt.Key.Key_Escape)
    with qtbot.waitSignal(learner.page.page_wanted):
        learner.press(Qt.Key.Key_Escape)
    assert unsaid == [ANSWER_WAITS]


def test_escape_in_an_empty_answer_ends_the_session_at_once(learner: Learner, add: Add, qtbot: QtBot) -> None:
    add(NoteKind.TYPED, fields=("Average census?", "310", ""))
    learner.study()

    with qtbot.waitSignal(learner.page.page_wanted) as wanted:
        learner.press(Qt.Key.Key_Escape)

    assert wanted.args == [PageId.TODAY]


def test_a_session_without_an_answer_is_not_summed_up_and_can_go_on(
    learner: Learner, basic: tuple[CardId, ...], qtbot: QtBot
) -> None:
    learner.study()

    with qtbot.waitSignal(learner.page.page_wanted) as wanted:
        learner.press(Qt.Key.Key_Escape)

    assert wanted.args == [PageId.TODAY]
    assert (learner.state.phase, learner.state.summary) == (Phase.QUESTION, None)
    learner.study()
    assert learner.question == "Question 1?"


def test_without_cards_the_page_says_so(learner: Learner) -> None:
    learner.study()

    assert learner.state.phase is Phase.EMPTY
    assert learner.page.stage.nothing.isVisible()


def test_waiting_says_when_the_next_card_comes_and_shows_it_then(
    learner: Learner, basic: tuple[CardId, ...], collection: Collection
) -> None:
    settings = replace(collection.read(reading.learning_settings), learning_steps_s=(3600,), new_limit=1)
    collection.transact(Operation.CHANGE_SETTINGS, lambda change: change.set_learning_settings(settings))
    learner.study()

    learner.press(Qt.Key.Key_Space)
    learner.press(Qt.Key.Key_1)
    assert learner.state.waiting is not None
    assert learner.state.waiting.title == "The next card comes back at 12:40"

    learner.clock.forward(minutes=41)
    learner.page.view_model.wake()
    assert learner.question == "Question 1?"


def test_a_deck_without_cards_says_so_and_leads_to_the_decks(
    learner: Learner, basic: tuple[CardId, ...], collection: Collection, qtbot: QtBot
) -> None:
    empty = collection.transact(Operation.ADD_DECK, lambda transaction: transaction.add_deck("Ledger")).value
    learner.page.enter()
    learner.page.study(empty.id)
    learner.until(lambda: learner.state.phase is Phase.EMPTY)
    button = learner.page.stage.nothing.button
    said = [one.text() for one in learner.page.stage.nothing.findChildren(QLabel)]

    with qtbot.waitSignal(learner.page.page_wanted) as wanted:
        learner.press(Qt.Key.Key_Return)

    assert "Ledger: there are no cards yet" in said
    assert button.text() == "Go to Decks"
    assert wanted.args == [PageId.DECKS]


def test_a_deck_whose_cards_are_all_done_leads_to_today(
    learner: Learner, basic: tuple[CardId, ...], collection: Collection, qtbot: QtBot
) -> None:
    collection.transact(Operation.SUSPEND, lambda transaction: card_actions.suspend_cards(transaction, basic))
    learner.study()
    assert learner.state.phase is Phase.EMPTY

    with qtbot.waitSignal(learner.page.page_wanted) as wanted:
        learner.press(Qt.Key.Key_Return)

    assert wanted.args == [PageId.TODAY]


def test_a_summary_goes_on_with_the_cards_of_the_day_that_begins(
    learner: Learner, basic: tuple[CardId, ...], collection: Collection
) -> None:
    learner.clock.now = NOON.replace(hour=3, minute=57)
    learner.study()
    for _ in basic:
        learner.press(Qt.Key.Key_Space)
        learner.press(Qt.Key.Key_4)
    learner.until_stored()
    learner.until(lambda: learner.state.summary is not None and learner.state.summary.tomorrow != "")
    assert learner.state.summary is not None
    before = (learner.state.summary.title, learner.state.summary.can_go_on)
    ahead = learner.state.summary.tomorrow
    day = StudyCalendar(4, UTC).day(learner.clock())
    collection.transact(
        Operation.SET_DUE_DATE,
        lambda transaction: [
            transaction.update_card(replace(card, due_on=StudyDay(day + 1)))
            for card in reading.cards(transaction.snapshot, basic).values()
        ],
    )

    learner.clock.forward(minutes=4)
    learner.page.heed_day()
    learner.until(lambda: learner.state.summary is not None and learner.state.summary.can_go_on)

    assert before == ("Done for today", False)
    assert ahead == "From 04:00: nothing is due yet; new cards may come."
    assert (learner.state.summary.answered, learner.state.counts.due) == (4, 4)


def test_by_day_the_summary_speaks_of_tomorrow(learner: Learner, add: Add) -> None:
    add(NoteKind.BASIC)
    learner.study()
    learner.press(Qt.Key.Key_Space)
    learner.press(Qt.Key.Key_4)
    learner.until(lambda: learner.state.summary is not None and learner.state.summary.tomorrow != "")

    assert learner.state.summary is not None
    assert learner.state.summary.tomorrow == "Tomorrow: nothing is due yet; new cards may come."


def test_with_an_exam_ahead_the_summary_promises_no_card_that_its_plan_may_leave(learner: Learner, add: Add) -> None:
    add(NoteKind.BASIC)
    exam = Exam(ExamId(0), "RHIT exam", date(2026, 12, 31), (Area("All", 1, domain=1),), minutes_a_day=25)
    learner.collection.transact(Operation.ADD_EXAM, lambda change: exams.add(change, exam))
    learner.study()
    learner.press(Qt.Key.Key_Space)
    learner.press(Qt.Key.Key_4)
    learner.until(lambda: learner.state.summary is not None and learner.state.summary.tomorrow != "")

    assert learner.state.summary is not None
    assert learner.state.summary.tomorrow == "Tomorrow: 25 minutes of what adds most by the RHIT exam."
