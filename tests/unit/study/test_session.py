"""The order of a sitting and what is left of it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from flashcards.domain.card import Card, CardState, MemoryState
from flashcards.domain.ids import CardId, DeckId, NoteId
from flashcards.domain.review import Answered, Rating, Review, ReviewKind
from flashcards.domain.study_day import StudyDay
from flashcards.study.session import Counts, QueueItem, StudySession
from tests.builders import NOON, TODAY, a_card

MINUTE = timedelta(minutes=1)


def item(number: int, state: CardState = CardState.REVIEW, due_at: datetime | None = None) -> QueueItem:
    return QueueItem(CardId(number), NoteId(number), DeckId(1), state, due_at)


def ten_minutes_or_ten_days(card: Card, rating: Rating, now: datetime, duration_ms: int) -> Answered:
    """Answer like a scheduler with one step: Again comes back in ten minutes, the rest in ten days."""
    comes_back = rating is Rating.AGAIN
    after = replace(
        card,
        state=CardState.RELEARNING if comes_back else CardState.REVIEW,
        memory=MemoryState(10, 5),
        due_on=TODAY if comes_back else StudyDay(TODAY + 10),
        due_at=now + 10 * MINUTE if comes_back else None,
        reps=card.reps + 1,
    )
    interval = 0 if comes_back else 10
    review = Review(
        card.id, now, TODAY, rating, ReviewKind.REVIEW, card.state, 10, interval, duration_ms, 0.9, after.memory
    )
    return Answered(card, after, review)


def a_session(*items: QueueItem) -> StudySession:
    session = StudySession(items, TODAY, ten_minutes_or_ten_days)
    session.supply({one.card_id: a_card(id=one.card_id, note_id=one.note_id, state=one.state) for one in items})
    return session


def shown(session: StudySession, now: datetime = NOON) -> int | None:
    found = session.advance(now)
    return None if found is None else found.card_id


def test_cards_come_in_the_order_of_the_queue() -> None:
    session = a_session(item(3), item(1), item(2))

    order = []
    while (card := shown(session)) is not None:
        order.append(card)
        session.answer(Rating.GOOD, NOON, 5000)

    assert order == [3, 1, 2]


def test_a_card_whose_step_is_over_comes_before_the_queue() -> None:
    session = a_session(item(1), item(2, CardState.LEARNING, NOON - MINUTE))

    assert shown(session) == 2


def test_a_card_whose_step_is_not_over_waits_behind_the_queue() -> None:
    session = a_session(item(1), item(2, CardState.LEARNING, NOON + MINUTE))

    assert shown(session) == 1


def test_a_card_comes_up_to_twenty_minutes_early_when_nothing_else_is_left() -> None:
    early = a_session(item(1, CardState.LEARNING, NOON + 20 * MINUTE))
    too_early = a_session(item(1, CardState.LEARNING, NOON + 21 * MINUTE))

    assert shown(early) == 1
    assert shown(too_early) is None
    assert too_early.comes_back_at() == NOON + MINUTE


def test_a_forgotten_card_comes_back_the_same_day() -> None:
    session = a_session(item(1), item(2))
    shown(session)

    session.answer(Rating.AGAIN, NOON, 5000)

    assert shown(session) == 2
    session.answer(Rating.GOOD, NOON, 5000)
    assert shown(session) == 1
    assert session.counts() == Counts(new=0, learning=1, due=0)


def test_a_card_that_comes_back_carries_the_revision_it_was_stored_with() -> None:
    session = a_session(item(1))
    shown(session)
    session.answer(Rating.AGAIN, NOON, 5000)

    shown(session, NOON + 10 * MINUTE)

    assert session.card is not None
    assert session.card.revision == 1


def test_the_current_card_stays_until_it_is_answered() -> None:
    session = a_session(item(1), item(2, CardState.LEARNING, NOON + MINUTE))
    shown(session)

    assert shown(session, NOON + 5 * MINUTE) == 1


def test_counts_take_in_the_current_card() -> None:
    session = a_session(item(1, CardState.NEW), item(2), item(3, CardState.LEARNING, NOON + MINUTE))
    before = session.counts()
    shown(session)

    assert before == session.counts() == Counts(new=1, learning=1, due=1)


def test_dropped_cards_do_not_come() -> None:
    session = a_session(item(1), item(2), item(3, CardState.LEARNING, NOON - MINUTE))
    shown(session)

    session.drop(lambda one: one.card_id in (3, 1))

    assert shown(session) == 2
    assert session.counts().total == 1


def test_the_next_cards_are_wanted_until_they_are_supplied() -> None:
    session = StudySession([item(number) for number in range(1, 31)], TODAY, ten_minutes_or_ten_days)
    session.advance(NOON)

    wanted = session.wanted()
    session.supply({CardId(1): a_card(id=CardId(1), state=CardState.REVIEW)})

    assert wanted[0] == 1
    assert len(wanted) == 13
    assert session.wanted() == wanted[1:]


def test_a_card_put_back_is_shown_before_the_queue() -> None:
    steps = item(2, CardState.LEARNING, NOON - MINUTE)
    session = StudySession([steps], TODAY, ten_minutes_or_ten_days, current=item(9))

    assert shown(session) == 9


def test_progress_counts_answers_time_and_what_was_forgotten() -> None:
    session = a_session(item(1), item(2, CardState.NEW))
    shown(session)
    session.answer(Rating.AGAIN, NOON, 4000)
    shown(session)
    session.answer(Rating.GOOD, NOON, 6000)

    assert (session.progress.answered, session.progress.again, session.progress.studied_ms) == (2, 1, 10_000)
    assert session.progress.forgotten == (CardId(1),)


def test_nothing_can_be_answered_before_a_card_is_shown() -> None:
    session = a_session(item(1))

    with pytest.raises(ValueError, match="no card to answer"):
        session.answer(Rating.GOOD, NOON, 0)


def test_an_answer_given_at_once_takes_some_time_all_the_same() -> None:
    session = a_session(item(1))
    shown(session)

    assert session.answer(Rating.GOOD, NOON, 0).review.duration_ms == 1


def test_a_learner_who_walked_away_was_not_thinking_all_the_while() -> None:
    session = a_session(item(1))
    shown(session)

    answered = session.answer(Rating.GOOD, NOON, 7_200_000)

    assert answered.review.duration_ms == 60_000
