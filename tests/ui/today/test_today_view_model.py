"""Today's numbers in words, and up to date."""

from dataclasses import replace
from datetime import UTC, date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from flashcards.collection import exams
from flashcards.collection.collection import Collection
from flashcards.collection.studying import Today
from flashcards.domain.breaks import Break
from flashcards.domain.card import CardState, MemoryState
from flashcards.domain.changes import Operation
from flashcards.domain.custom_study import Chosen, CustomSession
from flashcards.domain.exam import Area, Exam
from flashcards.domain.ids import ExamId
from flashcards.domain.study_day import StudyDay, study_day_of
from flashcards.storage import reading
from flashcards.storage.transaction import Transaction
from flashcards.ui.runner import CollectionRunner
from flashcards.ui.today.view_model import Mood, TodayViewModel, state_of
from tests.builders import Clock, a_note, add_notes

MONDAY = date(2026, 11, 23)
TODAY = Today(
    day=study_day_of(MONDAY),
    on=MONDAY,
    new=12,
    learning=3,
    due=27,
    minutes=18,
    exam_name="RHIT exam",
    exam_on=date(2027, 2, 15),
    days_to_exam=84,
    reviewed_today=35,
    minutes_today=14.2,
    weeks=(0,) * 83 + (35,),
    ahead=(31, 28, 22, 40, 18, 9, 25),
    next_due_on=study_day_of(date(2026, 11, 24)),
    has_notes=True,
)
EXAM = Exam(ExamId(1), "RHIT exam", MONDAY, (Area("All", 1, domain=1),), decks=("Privacy", "Health data"))


def test_the_numbers_become_words() -> None:
    state = state_of(TODAY)

    assert state.mood is Mood.TO_STUDY
    assert state.title == "Monday, November 23"
    assert (state.minutes, state.unit) == ("18", "minutes for 42 cards")
    assert (state.new, state.learning, state.due) == (12, 3, 27)
    assert state.done_today == "35 answers in 14 minutes today"
    assert state.exam_days == "84"
    assert state.exam_text == "days to the RHIT exam\nMonday, February 15, 2027"
    assert (state.weeks_text, state.ahead_text) == ("35 answers", "173 cards due")


def test_one_is_one() -> None:
    state = state_of(
        replace(TODAY, new=1, learning=0, due=0, minutes=1, reviewed_today=1, minutes_today=0.2, days_to_exam=1)
    )

    assert state.unit == "minute for 1 card"
    assert state.done_today == "1 answer in 1 minute today"
    assert state.exam_text.startswith("day to the RHIT exam")


@pytest.mark.parametrize(
    ("days", "large", "text"),
    [
        (0, "Today", "is the RHIT exam. Good luck."),
        (-2, "", "The RHIT exam was on February 15, 2027."),
    ],
)
def test_the_countdown_ends(days: int, large: str, text: str) -> None:
    state = state_of(replace(TODAY, days_to_exam=days))

    assert (state.exam_days, state.exam_text) == (large, text)


def test_without_an_exam_there_is_no_countdown() -> None:
    state = state_of(replace(TODAY, exam_on=None, days_to_exam=None))

    assert (state.exam_days, state.exam_text) == ("", "")


def test_when_nothing_is_due_the_page_says_when_something_will_be() -> None:
    nothing = replace(TODAY, new=0, learning=0, due=0, exam_on=None, days_to_exam=None)

    tomorrow = state_of(nothing)
    later = state_of(replace(nothing, next_due_on=study_day_of(date(2026, 11, 28)), reviewed_today=0))
    never = state_of(replace(nothing, next_due_on=None))
    new = replace(nothing, next_due_on=study_day_of(date(2026, 11, 28)), next_new_on=study_day_of(date(2026, 11, 24)))

    assert tomorrow.mood is Mood.DONE
    assert (tomorrow.done_title, tomorrow.done_text) == ("Done for today", "The next card comes back tomorrow.")
    assert later.done_title == "Nothing is due today"
    assert later.done_text == "The next card comes back on Saturday, November 28."
    assert never.done_text == "No card is scheduled. New cards come when the daily limit in Settings allows them."
    assert state_of(new).done_text == "New cards may come tomorrow. The next review comes on Saturday, November 28."
    assert state_of(replace(new, next_due_on=None)).done_text == "No card is scheduled. New cards may come tomorrow."


def test_when_an_exams_plan_is_done_for_today_more_of_it_is_offered() -> None:
    state = state_of(replace(TODAY, new=0, learning=0, due=0))

    assert state.done_text == "The plan goes on from where you are on the next day of study."
    assert state.done_action == "Study ahead…"


def test_on_the_day_of_the_exam_the_page_is_calm_and_offers_a_last_look_at_most() -> None:
    held = replace(TODAY, days_to_exam=0, held_today=(EXAM,))

    state = state_of(replace(held, new=0, learning=0, due=0))

    assert (state.mood, state.done_title, state.done_action) == (Mood.DONE, "Today is the RHIT exam", "A last look…")
    assert state.last_look == CustomSession(
        Chosen.FADED, 'deck:"Health data" or deck:Privacy', limit=20, moves_schedule=False
    )
    assert state_of(held).plan_text == "Today is the RHIT exam: what is studied for it rests."
    assert (state_of(TODAY).plan_text, state_of(TODAY).last_look) == ("", None)


def test_a_last_look_is_at_everything_when_the_exam_is_of_all_decks() -> None:
    state = state_of(replace(TODAY, days_to_exam=0, held_today=(EXAM, replace(EXAM, decks=()))))

    assert state.last_look is not None
    assert state.last_look.line == ""


def test_on_a_break_the_page_says_so() -> None:
    state = state_of(replace(TODAY, new=0, learning=0, due=0, breaks=(Break(TODAY.on, TODAY.on),)))

    assert (state.done_title, state.done_action) == ("You are on a break", "")


def test_without_cards_the_page_leads_to_the_decks() -> None:
    state = state_of(replace(TODAY, new=0, learning=0, due=0, has_notes=False))

    assert state.mood is Mood.NO_CARDS
    assert (state.done_title, state.done_action) == ("There are no cards yet", "Choose decks")


@pytest.fixture
def view_model(runner: CollectionRunner, clock: Clock) -> TodayViewModel:
    return TodayViewModel(runner, clock, UTC)


def test_the_numbers_are_read_when_the_page_is_shown(
    view_model: TodayViewModel, collection: Collection, qtbot: QtBot
) -> None:
    add_notes(collection, "Filing", [a_note("one"), a_note("two")])

    with qtbot.waitSignal(view_model.changed):
        view_model.show()

    assert view_model.state.new == 2
    assert view_model.state.is_ready


def test_the_numbers_follow_every_change_while_the_page_is_shown(
    view_model: TodayViewModel, runner: CollectionRunner, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(view_model.changed):
        view_model.show()

    with qtbot.waitSignal(view_model.changed):
        runner.write(Operation.ADD_NOTE, lambda change: change.add_notes([a_note("one")]))

    assert view_model.state.mood is not Mood.NO_CARDS


def test_a_page_nobody_sees_reads_nothing(view_model: TodayViewModel, runner: CollectionRunner, qtbot: QtBot) -> None:
    view_model.show()
    view_model.hide()
    qtbot.waitUntil(lambda: view_model.state.is_ready)

    with qtbot.assertNotEmitted(view_model.changed), qtbot.waitSignal(runner.undo_names_changed):
        runner.write(Operation.ADD_NOTE, lambda change: change.add_notes([a_note("one")]))


def test_a_day_off_is_named() -> None:
    off = replace(TODAY, new=0, learning=0, due=0, reviewed_today=0, is_off=True)

    assert state_of(off).done_title == "Today is off"
    assert state_of(replace(off, reviewed_today=5)).done_title == "Done for today"
    assert state_of(replace(off, due=4)).plan_text == (
        "Today is off: nothing new comes for an exam. The plan takes that into account."
    )


def test_due_cards_that_the_plan_leaves_are_named_with_a_session_for_them(
    collection: Collection, runner: CollectionRunner, clock: Clock, qtbot: QtBot
) -> None:
    left_behind(collection, clock)
    page = TodayViewModel(runner, clock, UTC)

    page.show()
    qtbot.waitUntil(lambda: page.state.left_text != "")

    assert page.state.due < 40
    left = f"{40 - page.state.due} more are due; the plan leaves them today: other cards add more by your exam."
    assert page.state.left_text == left
    assert page.state.left_session == CustomSession(line="is:due", limit=100)


def left_behind(collection: Collection, clock: Clock) -> None:
    """Have more due than the two minutes of an exam's plan hold."""
    today = study_day_of(clock().date())
    ids = add_notes(collection, "RHIT", [a_note(f"n{one}", fields=(f"Q{one}", "A", "")) for one in range(40)])

    def change(transaction: Transaction) -> None:
        for card in reading.cards(transaction.snapshot, ids).values():
            memory = MemoryState(3.0, 5.0)
            seen = replace(card, state=CardState.REVIEW, memory=memory, due_on=today, interval_days=3)
            transaction.update_card(replace(seen, last_review_on=StudyDay(today - 3), reps=2))
        held = clock().date() + timedelta(days=5)
        exams.add(transaction, Exam(ExamId(0), "RHIT", held, (Area("All", 1, deck="RHIT"),), minutes_a_day=2))

    collection.transact(Operation.SET_DUE_DATE, change)
