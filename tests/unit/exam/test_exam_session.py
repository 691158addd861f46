from dataclasses import replace
from datetime import timedelta

import pytest

from flashcards.domain.errors import ExamAlreadySubmittedError
from flashcards.domain.exam import AttemptMode, ExamAnswer
from flashcards.exam.session import ExamSession
from tests.unit.exam.exam_builders import NOON, a_question, an_attempt

QUESTIONS = (a_question("a"), a_question("b", correct=(0, 2)), a_question("c"))


def a_session(*, mode: AttemptMode = AttemptMode.EXAM, elapsed_ms: int = 0) -> ExamSession:
    return ExamSession(an_attempt(mode=mode, elapsed_ms=elapsed_ms), QUESTIONS, [ExamAnswer()] * 3, NOON)


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


def test_a_pick_replaces_the_one_before_where_one_option_is_right() -> None:
    session = a_session()

    session.pick(1)
    session.pick(3)

    assert session.answer.chosen == {3}


def test_several_picks_stay_where_several_options_are_right() -> None:
    session = a_session()
    session.go(1, NOON)

    session.pick(0)
    session.pick(3)

    assert session.answer.chosen == {0, 3}


def test_picking_again_takes_the_pick_back() -> None:
    session = a_session()

    session.pick(1)
    session.pick(1)

    assert not session.answer.is_given


def test_striking_out_takes_the_pick_back_and_picking_the_strike() -> None:
    session = a_session()
    session.pick(1)

    session.strike(1)
    assert session.answer == ExamAnswer(struck=frozenset({1}), first=frozenset({1}))

    session.pick(1)
    assert session.answer == ExamAnswer(chosen=frozenset({1}), first=frozenset({1}))


def test_time_counts_for_the_exam_and_for_the_question_shown() -> None:
    session = a_session()

    session.go(1, NOON + seconds(30))
    session.go(0, NOON + seconds(50))

    assert [answer.time_ms for answer in session.answers] == [30_000, 20_000, 0]
    assert session.elapsed_ms(NOON + seconds(60)) == 60_000
    assert session.remaining_ms(NOON + seconds(60)) == 540_000


def test_time_on_the_list_counts_for_the_exam_but_for_no_question() -> None:
    session = a_session()

    session.cover(NOON + seconds(30))
    session.go(1, NOON + seconds(90))
    session.tick(NOON + seconds(95))

    assert [answer.time_ms for answer in session.answers] == [30_000, 5_000, 0]
    assert session.elapsed_ms(NOON + seconds(95)) == 95_000


def test_an_exam_goes_on_with_the_time_it_had() -> None:
    session = a_session(elapsed_ms=500_000)

    assert session.remaining_ms(NOON + seconds(40)) == 60_000


def test_the_clock_of_an_exam_that_was_left_goes_on() -> None:
    left = a_session(elapsed_ms=100_000).left(NOON + seconds(20))

    back = ExamSession(left, QUESTIONS, [ExamAnswer()] * 3, NOON + seconds(50))

    assert left.left_at == NOON + seconds(20)
    assert back.elapsed_ms(NOON + seconds(50)) == 150_000
    assert back.answer.time_ms == 0, "the question was not on the screen meanwhile"
    assert back.attempt(NOON + seconds(50)).left_at is None


def test_practice_that_was_left_stands_still() -> None:
    left = a_session(mode=AttemptMode.PRACTICE, elapsed_ms=100_000).left(NOON + seconds(20))

    back = ExamSession(left, QUESTIONS, [ExamAnswer()] * 3, NOON + seconds(500))

    assert back.elapsed_ms(NOON + seconds(500)) == 120_000


def test_no_more_time_is_used_than_allowed() -> None:
    assert a_session().attempt(NOON + seconds(5000)).elapsed_ms == 600_000


def test_what_comes_after_the_end_of_the_time_is_no_questions_time() -> None:
    session = a_session(elapsed_ms=590_000)

    session.tick(NOON + seconds(13))
    session.tick(NOON + seconds(14))

    assert session.answer.time_ms == 10_000


def test_no_time_is_left_once_it_is_over() -> None:
    assert a_session().remaining_ms(NOON + seconds(5000)) == 0


def test_a_clock_that_was_set_back_takes_no_time() -> None:
    session = a_session()

    session.tick(NOON - seconds(100))

    assert session.elapsed_ms(NOON - seconds(100)) == 0


def test_a_pause_stops_the_clock_in_practice() -> None:
    session = a_session(mode=AttemptMode.PRACTICE)

    session.pause(NOON + seconds(10))
    session.tick(NOON + seconds(99))
    session.resume(NOON + seconds(100))

    assert session.elapsed_ms(NOON + seconds(105)) == 15_000


def test_an_exam_cannot_be_paused() -> None:
    with pytest.raises(ValueError, match="cannot be stopped"):
        a_session().pause(NOON)


def test_the_overview_names_what_is_left_flagged_and_guessed() -> None:
    session = a_session()
    session.pick(0)
    session.toggle_guess()
    session.go(2, NOON)
    session.toggle_flag()

    overview = session.overview()

    assert (overview.unanswered, overview.flagged, overview.guessed) == ((1, 2), (2,), (0,))


def test_what_is_stored_says_where_and_when_to_go_on() -> None:
    session = a_session()
    session.go(2, NOON + seconds(5))

    stored = session.attempt(NOON + seconds(8))

    assert (stored.place, stored.elapsed_ms) == (2, 8_000)


def test_there_is_no_question_beyond_the_last() -> None:
    session = a_session()

    with pytest.raises(IndexError, match="no question 4"):
        session.go(3, NOON)
    with pytest.raises(IndexError, match="no option 5"):
        session.pick(4)


def test_an_exam_that_was_handed_in_cannot_be_sat() -> None:
    handed_in = replace(an_attempt(), submitted_at=NOON)

    with pytest.raises(ExamAlreadySubmittedError):
        ExamSession(handed_in, QUESTIONS, [ExamAnswer()] * 3, NOON)


def test_the_first_choice_is_kept_when_another_is_made() -> None:
    session = a_session()

    session.pick(1)
    session.pick(0)
    session.pick(0)
    session.pick(2)

    assert session.answer == ExamAnswer(frozenset({2}), first=frozenset({1}))


def test_of_several_right_options_the_first_choice_is_the_first_whole_one() -> None:
    session = ExamSession(an_attempt(), [a_question(correct=(0, 2))], [ExamAnswer()], NOON)

    session.pick(1)
    assert session.answer.first is None
    session.pick(2)
    session.pick(1)
    session.pick(0)

    assert session.answer == ExamAnswer(frozenset({0, 2}), first=frozenset({1, 2}))


def test_what_was_picked_before_first_choices_were_kept_is_not_made_one() -> None:
    session = ExamSession(an_attempt(), [a_question()], [ExamAnswer(frozenset({1}))], NOON)

    session.pick(0)

    assert session.answer == ExamAnswer(frozenset({0}))
