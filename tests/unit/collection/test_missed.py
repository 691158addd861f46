"""What was missed or guessed comes up from tomorrow, with a plan and without."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from flashcards.collection import exams, missed, moving, practice, wanted
from flashcards.collection.card_info import card_info
from flashcards.collection.collection import Collection
from flashcards.collection.missed import BroughtForward
from flashcards.collection.moving_days import Days
from flashcards.collection.plan_shelf import PlanShelf
from flashcards.collection.planning import TodaysPlan, set_minutes, todays_plan
from flashcards.collection.practice import PaperWish
from flashcards.collection.sitting import Sitting, gather
from flashcards.collection.studying import record_answer, today
from flashcards.domain.card import CardState, MemoryState
from flashcards.domain.changes import Operation
from flashcards.domain.exam import Area, Attempt, AttemptMode, DaysOff, Exam, ExamAnswer, ExamQuestion, Mix
from flashcards.domain.ids import AttemptId, CardId, ExamId
from flashcards.domain.learning import LearningSettings
from flashcards.domain.note import Level, Provenance
from flashcards.domain.note_type import NoteKind
from flashcards.domain.review import Rating, ReviewKind
from flashcards.domain.study_day import StudyDay, date_of
from flashcards.scheduling.exam_plan_tables import GridSize
from flashcards.scheduling.scheduler import Scheduler
from flashcards.storage import exam_reading, reading
from flashcards.storage.transaction import Transaction
from tests.builders import CALENDAR, NOON, TODAY, a_note, add_notes

EXAM = Exam(ExamId(0), "RHIT exam", date(2027, 3, 14), (Area("Privacy", 1, domain=2),), floor=0)
TOMORROW = NOON + timedelta(days=1)
TINY = GridSize(10, 3, 6)


def fill(collection: Collection, questions: int = 3) -> list[CardId]:
    """Add recall notes and a question about each; give the recall cards."""
    notes = [
        a_note(f"r{number:03}", fields=(f"Front {number}", "Back", ""), provenance=Provenance(domain=2))
        for number in range(questions)
    ]
    ids = add_notes(collection, "Privacy", notes)
    asked = [
        a_note(
            f"q{number:03}",
            NoteKind.CHOICE,
            provenance=Provenance(domain=2, level=Level.RECALL, tests=(f"r{number:03}",), is_exam_only=True),
        )
        for number in range(questions)
    ]
    add_notes(collection, "Privacy", asked)
    return list(ids)


def studied(collection: Collection, ids: Sequence[CardId], due_in: int = 40) -> None:
    def change(transaction: Transaction) -> None:
        for card in reading.cards(transaction.snapshot, ids).values():
            transaction.update_card(
                replace(
                    card,
                    state=CardState.REVIEW,
                    memory=MemoryState(60.0, 5.0),
                    due_on=StudyDay(TODAY + due_in),
                    interval_days=due_in + 5,
                    last_review_on=StudyDay(TODAY - 5),
                    reps=3,
                )
            )

    collection.transact(Operation.SET_DUE_DATE, change)


def add_exam(collection: Collection, exam: Exam = EXAM) -> None:
    collection.transact(Operation.ADD_EXAM, lambda change: exams.add(change, exam))


def right(question: ExamQuestion, *, is_guess: bool = False) -> ExamAnswer:
    return ExamAnswer(question.correct, is_guess=is_guess, time_ms=9000)


def wrong(question: ExamQuestion, *, is_guess: bool = False) -> ExamAnswer:
    picked = next(iter(set(range(4)) - question.correct))
    return ExamAnswer(frozenset({picked}), is_guess=is_guess, time_ms=9000)


def sit(collection: Collection, given: Mapping[str, ExamAnswer] | None = None) -> AttemptId:
    """Sit a paper of all questions; those not in `given`, by their guid, are answered wrongly."""

    def change(transaction: Transaction) -> Attempt:
        items = len(practice.candidates(transaction.snapshot, EXAM))
        wish = PaperWish(Mix(items, 84 * items), AttemptMode.EXAM, seed=5)
        attempt = practice.begin(transaction, EXAM, wish, NOON)
        questions, _ = exam_reading.paper(transaction.snapshot, attempt.id)
        answers = [(given or {}).get(question.guid, wrong(question)) for question in questions]
        practice.hand_in(transaction, attempt, answers, NOON, timed_out=False)
        return attempt

    return collection.transact(Operation.SIT_EXAM, change).value.id


def questions_of(collection: Collection) -> dict[str, ExamQuestion]:
    """Give the questions as the paper of `sit` will have them."""

    def look(transaction: Transaction) -> dict[str, ExamQuestion]:
        items = len(practice.candidates(transaction.snapshot, EXAM))
        attempt = practice.begin(transaction, EXAM, PaperWish(Mix(items, 0), AttemptMode.EXAM, seed=5), NOON)
        questions, _ = exam_reading.paper(transaction.snapshot, attempt.id)
        practice.delete_attempt(transaction, attempt.id)
        return {question.guid: question for question in questions}

    return collection.transact(Operation.SIT_EXAM, look).value


def bring(collection: Collection, attempt_id: AttemptId) -> BroughtForward:
    return collection.transact(
        Operation.STUDY_MISSES, lambda change: missed.bring_forward(change, attempt_id, NOON, CALENDAR.zone)
    ).value


def plan(collection: Collection, now: datetime = TOMORROW) -> TodaysPlan:
    found = collection.read(lambda snapshot: todays_plan(snapshot, now, PlanShelf(None, TINY), CALENDAR.zone))
    assert found is not None
    return found


def sitting(collection: Collection, now: datetime = TOMORROW, planned: TodaysPlan | None = None) -> Sitting:
    return collection.read(lambda look: gather(look, now, zone=CALENDAR.zone, plan=planned))


def shown(found: Sitting) -> list[CardId]:
    return [item.card_id for item in found.session.ahead]


def test_studied_cards_fall_due_tomorrow_with_a_line_in_the_log(collection: Collection) -> None:
    ids = fill(collection)
    studied(collection, ids)

    found = bring(collection, sit(collection))

    cards = collection.read(lambda look: reading.cards(look, ids))
    assert {card.due_on for card in cards.values()} == {TODAY + 1}
    assert found == BroughtForward(NOON.date(), TOMORROW.date(), 3, 0, TOMORROW.date())
    lines = collection.read(lambda look: reading.reviews_of_card(look, ids[0]))
    assert [line.kind for line in lines] == [ReviewKind.RESCHEDULED]
    assert set(shown(sitting(collection))) == set(ids)


def test_a_card_that_is_due_before_stays_where_it_is(collection: Collection) -> None:
    ids = fill(collection)
    studied(collection, ids, due_in=-2)

    found = bring(collection, sit(collection))

    cards = collection.read(lambda look: reading.cards(look, ids))
    assert {card.due_on for card in cards.values()} == {TODAY - 2}
    assert found.first == 3


def test_only_what_a_missed_or_guessed_question_tests_comes(collection: Collection) -> None:
    ids = fill(collection, 4)
    studied(collection, ids)
    asked = questions_of(collection)
    given = {
        "q000": right(asked["q000"]),
        "q001": right(asked["q001"], is_guess=True),
        "q002": ExamAnswer(time_ms=800),
        "q003": ExamAnswer(),
    }

    attempt_id = sit(collection, given)

    found = collection.read(lambda look: missed.missed_cards(look, attempt_id))
    assert [card.id for card in found] == [ids[2], ids[1]], "the one that was never shown stays away"


def test_the_surest_mistakes_come_first(collection: Collection) -> None:
    ids = fill(collection, 3)
    asked = questions_of(collection)
    given = {"q000": right(asked["q000"], is_guess=True), "q001": wrong(asked["q001"], is_guess=True)}

    attempt_id = sit(collection, given)

    found = collection.read(lambda look: missed.missed_cards(look, attempt_id))
    assert [card.id for card in found] == [ids[2], ids[1], ids[0]]


def test_many_are_spread_over_the_days_that_have_room(collection: Collection) -> None:
    ids = fill(collection, 100)
    studied(collection, ids)

    found = bring(collection, sit(collection))

    assert found == BroughtForward(NOON.date(), TOMORROW.date(), 40, 60, date(2026, 11, 26))
    ahead = collection.read(lambda look: today(look, NOON, CALENDAR.zone)).ahead
    assert ahead == (40, 40, 20, 0, 0, 0, 0)


def test_new_cards_keep_within_the_daily_limit_and_go_before_others(collection: Collection) -> None:
    ids = fill(collection, 30)
    collection.transact(
        Operation.CHANGE_SETTINGS, lambda change: change.set_learning_settings(LearningSettings(new_limit=5))
    )
    asked = questions_of(collection)
    given = {guid: right(question) for guid, question in asked.items() if guid < "q022"}

    found = bring(collection, sit(collection, given))

    assert (found.first, found.later, found.last_on) == (5, 3, date(2026, 11, 25))
    tomorrow, today_ = sitting(collection), sitting(collection, NOON)
    days = {card_id: want.on for card_id, want in collection.read(wanted.wants).items()}
    assert sorted(days) == ids[22:]
    assert {days[card_id] for card_id in shown(tomorrow)} == {TODAY + 1}
    assert len(shown(tomorrow)) == 5
    assert shown(today_) == ids[:5], "today they do not come yet"
    assert collection.read(lambda look: today(look, NOON, CALENDAR.zone)).ahead[:2] == (5, 3)


def test_the_plan_for_an_exam_takes_them_first_tomorrow(collection: Collection) -> None:
    ids = fill(collection, 120)
    studied(collection, ids[:100], due_in=1)
    studied(collection, ids[100:110])
    add_exam(collection)
    asked = questions_of(collection)
    given = {guid: right(question) for guid, question in asked.items() if guid < "q100"}

    found = bring(collection, sit(collection, given))

    planned = plan(collection)
    assert found.first == 20
    assert planned.wanted == 20
    assert set(planned.chosen[:20]) == set(ids[100:])
    assert set(shown(sitting(collection, planned=planned))[:20]) == set(ids[100:])
    assert collection.read(lambda look: today(look, NOON, CALENDAR.zone)).ahead[0] == 100 + 20


def test_what_was_answered_is_wanted_no_more(collection: Collection) -> None:
    ids = fill(collection)
    add_exam(collection)
    bring(collection, sit(collection))
    assert plan(collection).wanted == 3
    scheduler = Scheduler(LearningSettings(), CALENDAR)

    def answer(transaction: Transaction) -> None:
        card = reading.cards(transaction.snapshot, ids[:1])[ids[0]]
        answered = scheduler.answer(card, Rating.EASY, TOMORROW, 4000, desired_retention=0.9, load={})
        record_answer(transaction, answered, LearningSettings())

    collection.transact(Operation.ANSWER_CARD, answer)

    assert set(plan(collection, NOON + timedelta(days=3)).chosen[:2]) == set(ids[1:])
    assert plan(collection, NOON + timedelta(days=3)).wanted == 2


def test_days_off_are_passed_over(collection: Collection) -> None:
    fill(collection)
    add_exam(collection, replace(EXAM, days_off=DaysOff(frozenset({TOMORROW.weekday()}))))

    assert bring(collection, sit(collection)).first_on == date(2026, 11, 25)


def test_a_break_is_passed_over(collection: Collection) -> None:
    fill(collection)
    add_exam(collection)
    off = {(NOON + timedelta(days=ahead)).date(): 0 for ahead in range(1, 4)}
    collection.transact(Operation.REPLAN, lambda change: set_minutes(change, dict(off)))

    assert bring(collection, sit(collection)).first_on == date(2026, 11, 27)


def test_nothing_is_put_beyond_the_exam(collection: Collection) -> None:
    ids = fill(collection, 100)
    studied(collection, ids)
    add_exam(collection, replace(EXAM, held_on=(NOON + timedelta(days=3)).date(), minutes_a_day=60))

    found = bring(collection, sit(collection))

    assert (found.first, found.later, found.last_on, found.left) == (40, 40, date(2026, 11, 25), 20)
    due = [card.due_on for card in collection.read(lambda look: reading.cards(look, ids)).values()]
    assert sorted(due)[80:] == [TODAY + 40] * 20  # type: ignore[type-var]  # all are studied


def test_they_leave_a_third_of_the_minutes_to_others(collection: Collection) -> None:
    fill(collection, 60)
    add_exam(collection, replace(EXAM, minutes_a_day=19))

    assert bring(collection, sit(collection)).first == 20  # of 38 s each, in two thirds of 19 minutes


def test_cards_of_one_note_come_on_different_days(collection: Collection) -> None:
    (first, second) = add_notes(collection, "Privacy", [a_note("pair", NoteKind.REVERSED)])
    question = a_note("q", NoteKind.CHOICE, provenance=Provenance(domain=2, tests=("pair",), is_exam_only=True))
    add_notes(collection, "Privacy", [question])

    bring(collection, sit(collection))

    days = {card_id: want.on for card_id, want in collection.read(wanted.wants).items()}
    assert days == {first: TODAY + 1, second: TODAY + 2}


def test_undo_takes_all_of_it_back(collection: Collection) -> None:
    ids = fill(collection)
    studied(collection, ids[:1])
    add_exam(collection)
    attempt_id = sit(collection)
    before = collection.read(lambda look: reading.cards(look, ids))
    bring(collection, attempt_id)

    collection.undo()

    assert {
        key: replace(card, revision=0) for key, card in collection.read(lambda look: reading.cards(look, ids)).items()
    } == {key: replace(card, revision=0) for key, card in before.items()}
    assert collection.read(wanted.wants) == {}
    assert plan(collection).wanted == 0


def test_what_was_known_brings_nothing(collection: Collection) -> None:
    fill(collection)
    given = {guid: right(question) for guid, question in questions_of(collection).items()}

    assert bring(collection, sit(collection, given)) == BroughtForward(NOON.date())


def test_a_second_exam_adds_to_the_first(collection: Collection) -> None:
    ids = fill(collection, 2)
    asked = questions_of(collection)
    bring(collection, sit(collection, {"q000": right(asked["q000"])}))

    bring(collection, sit(collection, {"q001": right(asked["q001"])}))

    assert set(collection.read(wanted.wants)) == set(ids)


def days_wanted(collection: Collection) -> dict[CardId, int]:
    return {card_id: one.on - TODAY for card_id, one in collection.read(wanted.wants).items()}


def test_the_surest_mistakes_of_the_newest_exam_come_before_what_the_first_left(collection: Collection) -> None:
    ids = fill(collection, 90)
    studied(collection, ids)
    asked = questions_of(collection)
    known = {guid: right(one) for guid, one in asked.items()}
    bring(collection, sit(collection, known | {guid: wrong(one) for guid, one in asked.items() if guid < "q060"}))
    before = days_wanted(collection)
    first_day, second_day = ([card_id for card_id in ids if before.get(card_id) == day] for day in (1, 2))
    assert (len(first_day), len(second_day)) == (40, 20)
    again = f"q{ids.index(second_day[0]):03}"
    newest = {guid: wrong(one, is_guess=guid >= "q070") for guid, one in asked.items() if guid >= "q060"}

    found = bring(collection, sit(collection, known | newest | {again: wrong(asked[again])}))

    days = days_wanted(collection)
    assert {days[card_id] for card_id in (second_day[0], *ids[60:70])} == {1}, "sure but wrong"
    assert {days[card_id] for card_id in first_day[:29]} == {1}, "the rest of that day is the first exam's"
    assert {days[card_id] for card_id in (*first_day[29:], *second_day[1:])} == {2}, "which moved back, not forward"
    assert sorted(days[card_id] for card_id in ids[70:]) == [2] * 10 + [3] * 10, "guesses come last"
    assert (found.first, found.later) == (11, 20)
    cards = collection.read(lambda look: reading.cards(look, ids))
    assert {card_id: card.due_on - TODAY for card_id, card in cards.items() if card.due_on is not None} == days


def test_a_second_exam_of_a_day_finds_the_room_the_first_has_left(collection: Collection) -> None:
    ids = fill(collection, 60)
    studied(collection, ids)
    asked = questions_of(collection)
    bring(collection, sit(collection, {guid: right(one) for guid, one in asked.items() if guid >= "q030"}))

    found = bring(collection, sit(collection, {guid: right(one) for guid, one in asked.items() if guid < "q020"}))

    assert (found.first, found.later) == (40, 0), "20 of the first exam alone move back"
    ahead = collection.read(lambda look: today(look, NOON, CALENDAR.zone)).ahead
    assert ahead[:2] == (40, 20)


def test_new_cards_of_two_exams_share_the_allowance_of_a_day(collection: Collection) -> None:
    fill(collection, 30)
    asked = questions_of(collection)
    known = {guid: right(one) for guid, one in asked.items()}
    bring(collection, sit(collection, known | {guid: wrong(one) for guid, one in asked.items() if guid < "q020"}))

    found = bring(
        collection, sit(collection, known | {guid: wrong(one) for guid, one in asked.items() if guid >= "q020"})
    )

    limit = LearningSettings().new_limit
    days = sorted(days_wanted(collection).values())
    assert (days.count(1), days.count(2)) == (limit, min(limit, 30 - limit))
    assert (found.first, found.later) == (10, 0)
    assert sorted(shown(sitting(collection))) == sorted(
        card_id for card_id, day in days_wanted(collection).items() if day == 1
    )


def test_what_falls_due_tomorrow_by_itself_is_told_for_tomorrow(collection: Collection) -> None:
    ids = fill(collection, 50)
    studied(collection, ids, due_in=1)

    found = bring(collection, sit(collection))

    assert (found.first, found.later) == (50, 0)


def test_without_an_exam_too_nothing_is_told_for_a_day_of_a_break(collection: Collection) -> None:
    ids = fill(collection, 2)
    studied(collection, ids)
    first, last = (date_of(StudyDay(TODAY + ahead)) for ahead in (1, 3))
    collection.transact(
        Operation.PLAN_BREAK,
        lambda change: moving.carry_out(
            change, moving.take_break(Days(change.snapshot, NOON, CALENDAR.zone), first, last), NOON, CALENDAR.zone
        ),
    )

    found = bring(collection, sit(collection))

    assert found.first_on == date_of(StudyDay(TODAY + 4))


def test_suspended_cards_stay_away(collection: Collection) -> None:
    ids = fill(collection)
    collection.transact(
        Operation.SUSPEND,
        lambda change: change.update_cards(
            [replace(card, is_suspended=True) for card in reading.cards(change.snapshot, ids[:2]).values()]
        ),
    )

    assert bring(collection, sit(collection)).first == 1


@pytest.mark.parametrize(
    ("planned", "said"), [(True, "A practice exam showed that it needs another look"), (False, "It is new")]
)
def test_the_card_says_why_it_comes(collection: Collection, planned: bool, said: str) -> None:
    ids = fill(collection)
    add_exam(collection)
    bring(collection, sit(collection))
    found = plan(collection) if planned else None

    info = collection.read(lambda look: card_info(look, ids[0], TOMORROW, CALENDAR.zone, plan=found))

    assert info is not None
    assert info.why.startswith(said)
