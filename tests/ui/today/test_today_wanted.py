"""Today says that a practice exam brought cards."""

from datetime import UTC, date, timedelta

from flashcards.collection import exams, wanted
from flashcards.collection.collection import Collection
from flashcards.collection.plan_shelf import PlanShelf
from flashcards.collection.planning import todays_plan
from flashcards.collection.studying import today
from flashcards.domain.changes import Operation
from flashcards.domain.exam import Area, Exam
from flashcards.domain.ids import ExamId
from flashcards.domain.study_day import StudyDay
from flashcards.ui.today.view_model import state_of
from tests.builders import NOON, TODAY, a_note, add_notes

EXAM = Exam(ExamId(0), "RHIT exam", date(2027, 3, 14), (Area("All", 1, deck="Privacy"),))


def plan_text(collection: Collection) -> str:
    plan = collection.read(lambda look: todays_plan(look, NOON + timedelta(days=1), PlanShelf(None), UTC))
    found = collection.read(lambda look: today(look, NOON + timedelta(days=1), UTC, plan))
    return state_of(found, plan).plan_text


def test_today_names_the_cards_a_practice_exam_brought(collection: Collection) -> None:
    notes = [a_note(f"n{number}", fields=(f"Front {number}", "Back", "")) for number in range(5)]
    ids = add_notes(collection, "Privacy", notes)
    collection.transact(Operation.ADD_EXAM, lambda change: exams.add(change, EXAM))
    assert plan_text(collection).startswith("Chosen for the RHIT exam: what adds most by exam day, minute for minute.")

    days = dict.fromkeys(ids[:2], StudyDay(TODAY + 1))
    collection.transact(Operation.STUDY_MISSES, lambda change: wanted.add(change, days, TODAY))

    assert plan_text(collection).startswith(
        "Chosen for the RHIT exam: 2 cards behind what you missed or guessed in a practice exam, "
        "then what adds most by exam day, minute for minute."
    )
