from dataclasses import replace
from datetime import timedelta

from flashcards.collection import exams
from flashcards.collection.collection import Collection
from flashcards.collection.forecasting import ForecastWork, MinutesOutlook, forecast, forecast_work, usual
from flashcards.collection.plan_shelf import PlanShelf
from flashcards.domain.changes import Operation
from flashcards.domain.exam import Area, Exam
from flashcards.domain.ids import ExamId
from flashcards.domain.note import Provenance
from flashcards.scheduling.exam_plan_tables import GridSize
from tests.builders import CALENDAR, NOON, a_note, add_notes

EXAM = Exam(
    ExamId(0),
    "RHIT",
    (NOON + timedelta(days=8)).date(),
    (Area("One", 3, domain=1), Area("Two", 1, domain=2), Area("Empty", 1, domain=3)),
    minutes_a_day=10,
    floor=0,
)


def work(collection: Collection, exam: Exam = EXAM) -> ForecastWork | None:
    shelf = PlanShelf(None, GridSize(10, 3, 6))
    return collection.read(lambda look: forecast_work(look, exam, NOON, shelf, CALENDAR.zone))


def outlooks(collection: Collection) -> tuple[MinutesOutlook, ...]:
    for domain in (1, 2):
        notes = [
            a_note(f"{domain}-{number}", fields=(f"{domain} {number}", "A", ""), provenance=Provenance(domain=domain))
            for number in range(60)
        ]
        add_notes(collection, "RHIT", notes)
    exam_id = collection.transact(Operation.ADD_EXAM, lambda change: exams.add(change, EXAM)).value
    found = work(collection, replace(EXAM, id=exam_id))
    assert found is not None
    return forecast(found)


def test_more_minutes_lead_further_and_every_share_lies_within_its_ends(collection: Collection) -> None:
    found = outlooks(collection)

    assert [one.minutes for one in found] == [5, 10, 20, 30]
    means = [one.overall.mean for one in found]
    assert means == sorted(means)
    assert all(one.overall.low <= one.overall.mean <= one.overall.high for one in found)
    assert usual(found, 10).minutes == 10


def test_areas_without_cards_have_no_outlook(collection: Collection) -> None:
    (first, *_) = outlooks(collection)

    assert [area is None for area in first.areas] == [False, False, True]


def test_there_is_nothing_to_forecast_without_cards_or_days(collection: Collection) -> None:
    assert work(collection) is None
    add_notes(collection, "RHIT", [a_note("one")])
    assert work(collection, replace(EXAM, held_on=NOON.date())) is None
