"""What the plan panel says with more than one exam ahead."""

from datetime import timedelta
from functools import partial

from flashcards.collection import exams, planning
from flashcards.collection.collection import Collection
from flashcards.collection.forecasting import MinutesOutlook
from flashcards.collection.plan_shelf import PlanShelf
from flashcards.domain.changes import Operation
from flashcards.domain.exam import Area, DaysOff, Exam
from flashcards.domain.ids import ExamId
from flashcards.scheduling.exam_plan_forecast import Span
from flashcards.ui.exam.outlook import ALL_MINUTES, outlook_state
from flashcards.ui.exam.standing import PlanState, plan_state
from tests.builders import CALENDAR, NOON, a_note, add_notes

ON = NOON.date()


def two_exams(collection: Collection, days_off: DaysOff = DaysOff()) -> tuple[Exam, ...]:  # noqa: B008 - frozen
    for deck, count in (("Bones", 30), ("Nerves", 20)):
        add_notes(collection, deck, [a_note(f"{deck}{place}", fields=(f"{place}", "", "")) for place in range(count)])
    for deck, minutes in (("Bones", 2), ("Nerves", 6)):
        exam = Exam(
            ExamId(0),
            f"{deck} exam",
            ON + timedelta(days=5),
            blueprint=(Area(deck, 1, deck=deck),),
            decks=(deck,),
            minutes_a_day=minutes,
            days_off=days_off if deck == "Nerves" else DaysOff(),
        )
        collection.transact(Operation.ADD_EXAM, partial(exams.add, exam=exam))
    return collection.read(exams.exams)


def said_of(collection: Collection, exam: Exam) -> PlanState:
    plan = collection.read(lambda snapshot: planning.todays_plan(snapshot, NOON, PlanShelf(None), CALENDAR.zone))
    return plan_state(exam, plan, ON, None)


def test_each_exam_names_its_own_areas_among_what_is_left_for_later(collection: Collection) -> None:
    bones, nerves = (said_of(collection, exam).left_out for exam in two_exams(collection))

    assert "Bones (" in bones
    assert "Nerves" not in bones
    assert "Nerves (" in nerves
    assert "Bones" not in nerves


def test_the_minutes_are_those_of_the_exam_that_is_given_most(collection: Collection) -> None:
    for exam in two_exams(collection):
        assert said_of(collection, exam).text.startswith("Today, within 6 minutes for 2 exams: 0 reviews and ")


def test_a_day_off_of_one_exam_leaves_the_minutes_of_the_other(collection: Collection) -> None:
    for exam in two_exams(collection, DaysOff(dates=(ON,))):
        assert said_of(collection, exam).text.startswith("Today, within 2 minutes for 2 exams: 0 reviews and ")


def test_on_its_day_nothing_more_is_planned(collection: Collection) -> None:
    exam = two_exams(collection)[0]

    state = plan_state(exam, None, exam.held_on, None)

    assert state.headline.endswith(" is today. Good luck.")
    assert state.text == "Nothing more is planned for it: what counts is known by now."
    assert not state.can_pause


def test_a_span_of_one_percent_is_one_number_and_other_exams_are_named() -> None:
    exam = Exam(ExamId(1), "RHIT", ON + timedelta(days=1), minutes_a_day=25)
    narrow, wide, no_areas = Span(0.021, 0.018, 0.024), Span(0.5, 0.4, 0.6), (None,) * 6

    shared = outlook_state(exam, [MinutesOutlook(25, wide, no_areas)], is_alone=False)
    assert shared.kept == ALL_MINUTES
    state = outlook_state(exam, [MinutesOutlook(25, narrow, no_areas), MinutesOutlook(35, wide, no_areas)])

    assert state.kept == ""
    assert [row.said for row in state.by_minutes] == ["2\N{NARROW NO-BREAK SPACE}%", "40–60\N{NARROW NO-BREAK SPACE}%"]
