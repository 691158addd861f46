"""What ten more minutes bring is told for each exam, as for an exam alone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from flashcards.collection import exams
from flashcards.collection.collection import Collection
from flashcards.collection.plan_shelf import PlanShelf
from flashcards.collection.planning import TodaysPlan, todays_plan
from flashcards.domain.changes import Operation
from flashcards.domain.exam import Area, Exam
from flashcards.domain.ids import ExamId
from flashcards.scheduling.exam_plan_tables import GridSize
from flashcards.ui.plan_words import more_text
from tests.builders import CALENDAR, NOON, a_note, add_notes

RHIT = Exam(
    ExamId(0), "RHIT exam", (NOON + timedelta(days=20)).date(), (Area("A", 1, deck="A"),), minutes_a_day=10, floor=0
)
CCA = replace(RHIT, name="CCA trial", held_on=(NOON + timedelta(days=10)).date())


def plan(collection: Collection) -> TodaysPlan:
    shelf, found = PlanShelf(None, GridSize(10, 3, 6)), None
    for _ in range(2):
        found = collection.read(lambda snapshot: todays_plan(snapshot, NOON, shelf, CALENDAR.zone))
        assert found is not None
        for lacking in found.missing:
            shelf.build(lacking)
    assert found is not None
    return found


def add_exam(collection: Collection, exam: Exam) -> None:
    collection.transact(Operation.ADD_EXAM, lambda change: exams.add(change, exam))


def test_another_exam_changes_nothing_of_what_an_exam_would_gain(collection: Collection) -> None:
    add_notes(collection, "A", [a_note(f"n{one}", fields=(f"Q{one}", "A", "")) for one in range(400)])
    add_exam(collection, RHIT)
    (alone,) = plan(collection).more
    add_exam(collection, CCA)

    first, second = plan(collection).more

    assert (first.exam.name, first.days) == ("CCA trial", 10)
    assert (second.exam.name, second.days) == ("RHIT exam", 20)
    assert second.points == pytest.approx(alone.points)
    assert first.points > 0


def test_points_of_several_exams_are_named_and_never_added_up(collection: Collection) -> None:
    add_notes(collection, "A", [a_note(f"n{one}", fields=(f"Q{one}", "A", "")) for one in range(400)])
    add_exam(collection, RHIT)
    one = plan(collection)
    add_exam(collection, CCA)
    both = plan(collection)
    cca, rhit = both.more

    assert more_text(one) == (
        f"Ten more minutes today would add about {rhit.points:.1f} points by exam day; "
        f"every day, up to {round(20 * rhit.points)}."
    )
    assert more_text(both, rhit.exam) == (
        f"Ten more minutes today, all for this exam, would add about {rhit.points:.1f} points by exam day; "
        f"every day, up to {round(20 * rhit.points)}."
    )
    assert more_text(both) == (
        f"Ten more minutes today for one exam alone would add about {cca.points:.1f} points for the CCA trial or "
        f"about {rhit.points:.1f} points for the RHIT exam; "
        f"every day, up to {round(10 * cca.points)} or {round(20 * rhit.points)}."
    )
