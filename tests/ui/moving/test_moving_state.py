from datetime import date

import pytest

from flashcards.collection.moving import Move
from flashcards.domain.ids import CardId
from flashcards.domain.study_day import StudyDay
from flashcards.scheduling.exam_plan_forecast import Difference
from flashcards.ui.moving.state import Way, Wish, cost_text, done_text, keep_text, moving_state

MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)
TWO = {CardId(1): StudyDay(20_781), CardId(2): StudyDay(20_782)}


def a_wish(way: Way, last: date = FRIDAY) -> Wish:
    return Wish(way, 10, MONDAY, last, 20)


@pytest.mark.parametrize(
    ("wish", "move", "text"),
    [
        (a_wish(Way.LIGHTER), Move(), "What is left for today fits into 10 minutes as it is."),
        (
            a_wish(Way.LIGHTER),
            Move(due_on=TWO, new=(CardId(3),), minutes={MONDAY: 12}, forgotten=0.2),
            "The exam’s plan keeps to 12 minutes in all today. 1 new card waits for another day. 2 reviews, those that "
            "lose least by it, come on the next three days of study. Hardly any will be forgotten for that.",
        ),
        (
            a_wish(Way.BREAK),
            Move(due_on=TWO, forgotten=1.6),
            "No study from Monday, November 23 to Friday, November 27: 5 days. You are back on Saturday, November 28. "
            "2 reviews that would be due come on the 5 days after it. About 2 more of them will be forgotten by then. "
            "No new card comes meanwhile, and answers from now on keep clear of these days.",
        ),
        (
            a_wish(Way.BREAK, MONDAY),
            Move(),
            "No study on Monday, November 23: 1 day. You are back on Tuesday, November 24. "
            "No new card comes meanwhile, and answers from now on keep clear of these days.",
        ),
        (
            a_wish(Way.AHEAD),
            Move(due_on=TWO, loss=0.124),
            "2 reviews, those that lose least by it, come today instead of later. "
            "What they gain from it is about 12\N{NARROW NO-BREAK SPACE}% less than on their own days.",
        ),
    ],
)
def test_what_a_wish_would_do_is_said_in_words(wish: Wish, move: Move, text: str) -> None:
    state = moving_state(wish, move)

    assert state.text == text
    assert state.can_do is not move.is_empty


def test_a_break_that_ends_before_it_begins_cannot_be_planned() -> None:
    state = moving_state(a_wish(Way.BREAK, date(2026, 11, 20)), Move(due_on=TWO))

    assert state.text == "The break ends before it begins. Choose a later last day."
    assert not state.can_do


@pytest.mark.parametrize(
    ("points", "text"),
    [
        (-2.3, "It costs about 2 points of recall at the RHIT."),
        (-0.6, "It costs about 1 point of recall at the RHIT."),
        (0.2, "It makes next to no difference to what you recall at the RHIT."),
        (3.1, "It brings about 3 points of recall at the RHIT."),
    ],
)
def test_the_cost_at_the_exam_is_said_in_points(points: float, text: str) -> None:
    assert cost_text("RHIT", Difference(points, 0.0)) == text


@pytest.mark.parametrize(
    ("day", "later", "text"),
    [
        (-1.2, 2.7, "1 point less recall on exam day, 3 points more 30 days later."),
        (0.1, 0.2, "next to nothing changes on exam day, and hardly anything 30 days later."),
        (-0.2, 1.4, "next to nothing changes on exam day, 1 point more 30 days later."),
    ],
)
def test_what_keeping_the_cards_costs_and_brings_is_said(day: float, later: float, text: str) -> None:
    assert keep_text(Difference(day, later)) == text


def test_what_was_done_names_what_moved() -> None:
    assert done_text(Move(due_on=TWO, new=(CardId(3),))) == "Moved 2 reviews and 1 new card."
    assert done_text(Move(minutes={MONDAY: 0})) == "Changed the plan."


def test_studying_ahead_says_how_many_cards_of_the_plan_come() -> None:
    move = Move(more=12, minutes={MONDAY: 34})

    state = moving_state(a_wish(Way.AHEAD), move)

    assert state.can_do
    assert state.text == "12 more cards of the exam’s plan, the next in its list, make it 34 minutes in all today."
    assert done_text(move) == "12 more cards of the plan for today."
