"""What the plan panel says with more than one exam ahead."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from flashcards.collection import exams, planning
from flashcards.collection.blueprint_map import BlueprintMap
from flashcards.collection.collection import Collection
from flashcards.collection.forecasting import MinutesOutlook
from flashcards.collection.plan_rest import rest_of
from flashcards.collection.plan_shelf import PlanShelf
from flashcards.collection.readiness import Standing
from flashcards.domain.breaks import Break
from flashcards.domain.changes import Operation
from flashcards.domain.exam import Area, DaysOff, Exam
from flashcards.domain.ids import ExamId
from flashcards.domain.note_type import NoteKind
from flashcards.scheduling.exam_plan_forecast import Span
from flashcards.scheduling.readiness import Expected, Readiness
from flashcards.ui.exam.later import Figure, Later
from flashcards.ui.exam.outlook import ALL_MINUTES, OutlookState, outlook_state
from flashcards.ui.exam.outlook_panel import OutlookPanel
from flashcards.ui.exam.ready import ready_state
from flashcards.ui.exam.standing import PlanState, map_note, plan_state
from flashcards.ui.exam.standing_panel import PlanPanel
from flashcards.ui.exam.state import default_exam
from flashcards.ui.theme import Theme
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
    bones, nerves = (said_of(collection, exam).later for exam in two_exams(collection))

    assert [one.what for one in bones.areas] == ["Bones"]
    assert [one.what for one in nerves.areas] == ["Nerves"]


def test_what_is_left_for_later_is_a_sentence_and_figures(theme: Theme, qtbot: QtBot) -> None:
    panel = PlanPanel()
    qtbot.addWidget(panel)
    later = Later(
        "Left for later: 7 cards worth less than today’s minutes.", (Figure("4", "Bones"), Figure("3", "Nerves"))
    )

    panel.render_state(PlanState(later=later), ON)
    panel.show()
    seen = [one.text() for one in panel.later.findChildren(QLabel) if one.isVisible()]
    panel.render_state(PlanState(), ON)

    assert seen == ["Left for later: 7 cards worth less than today’s minutes.", "4", "Bones", "3", "Nerves"]
    assert not panel.later.isVisible()


def test_the_minutes_are_those_of_the_exam_that_is_given_most(collection: Collection) -> None:
    for exam in two_exams(collection):
        assert said_of(collection, exam).text.startswith("Today, within 6 minutes for 2 exams: 0 reviews and ")


def test_cards_in_their_steps_are_told_with_the_plan(collection: Collection) -> None:
    exam = two_exams(collection)[0]
    plan = collection.read(lambda snapshot: planning.todays_plan(snapshot, NOON, PlanShelf(None), CALENDAR.zone))

    said = plan_state(exam, plan, ON, None, learning=7).text

    assert said.startswith("Today, within 6 minutes for 2 exams: 0 reviews, 7 in learning and ")


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


def test_days_off_among_the_days_left_are_told(collection: Collection) -> None:
    bones, nerves = two_exams(collection, DaysOff(dates=(ON + timedelta(days=1), ON + timedelta(days=2))))

    assert said_of(collection, bones).headline == "5 days to the Bones exam on Saturday, November 28, 2026"
    assert said_of(collection, nerves).headline.endswith("November 28, 2026, 3 of them with study")


def test_on_a_day_off_today_is_no_day_with_study(collection: Collection) -> None:
    _, nerves = two_exams(collection, DaysOff(dates=(ON,)))
    plan = collection.read(lambda snapshot: planning.todays_plan(snapshot, NOON, PlanShelf(None), CALENDAR.zone))

    assert plan_state(nerves, plan, ON, 0).headline.endswith(", 4 of them with study")


def test_on_a_day_off_and_on_a_break_what_is_in_its_steps_can_be_studied_as_from_today(collection: Collection) -> None:
    exam = two_exams(collection, DaysOff(dates=(ON,)))[1]
    collection.transact(Operation.CHANGE_SETTINGS, lambda change: planning.set_minutes(change, {ON: 0}))
    plan = collection.read(lambda snapshot: planning.todays_plan(snapshot, NOON, PlanShelf(None), CALENDAR.zone))
    week = (Break(ON, ON + timedelta(days=3)),)

    off, steps = (plan_state(exam, plan, ON, 0, learning=number) for number in (0, 2))
    pause = plan_state(exam, plan, ON, None, week, learning=1)

    assert [state.can_study for state in (off, steps, pause)] == [False, True, True]
    assert off.text == "Today is off. The plan takes that into account."
    assert steps.text == f"{off.text} 2 cards in learning come all the same."
    assert pause.text == "No study is planned today. 1 card in learning comes all the same."


def test_ten_more_minutes_every_day_are_not_counted_on_days_off(collection: Collection) -> None:
    two_exams(collection, DaysOff(dates=tuple(ON + timedelta(days=ahead) for ahead in range(1, 5))))
    plan = collection.read(lambda snapshot: planning.todays_plan(snapshot, NOON, PlanShelf(None), CALENDAR.zone))

    assert plan is not None
    assert [(one.exam.name, one.days) for one in plan.more] == [("Bones exam", 5), ("Nerves exam", 1)]


@pytest.mark.parametrize(
    ("reserved", "outside", "said"),
    [
        (0, 0, ""),
        (479, 0, "Not counted here: 479 cards kept for practice exams, which the plan leaves alone."),
        (0, 1, "Not counted here: 1 card that belongs to no area."),
        (
            2,
            3,
            "Not counted here: 2 cards kept for practice exams, which the plan leaves alone, and 3 cards that belong "
            "to no area.",
        ),
    ],
)
def test_the_map_names_the_cards_it_does_not_count(reserved: int, outside: int, said: str) -> None:
    assert map_note(BlueprintMap((), outside, reserved)) == said


def an_exam(number: int, days: int, *, is_past: bool = False) -> Exam:
    return Exam(ExamId(number), f"Exam {number}", ON + timedelta(days=days), is_past=is_past)


@pytest.mark.parametrize(
    ("exams_there_are", "shown"),
    [
        ([an_exam(1, -9), an_exam(2, 8), an_exam(3, 20)], 2),
        ([an_exam(1, -9), an_exam(2, 0)], 2),
        ([an_exam(1, -9), an_exam(2, -1), an_exam(3, -20, is_past=True)], 2),
        ([an_exam(3, -20, is_past=True), an_exam(4, -40, is_past=True)], 3),
    ],
)
def test_the_page_opens_on_the_next_exam_ahead(exams_there_are: list[Exam], shown: int) -> None:
    found = default_exam(exams_there_are, ON)

    assert found is not None
    assert found.id == shown
    assert default_exam([], ON) is None


def a_standing(means: tuple[float, float], cards: tuple[tuple[int, int], ...]) -> Standing:
    areas = tuple(Expected(mean, mean - 0.1, mean + 0.1, has_evidence=True) for mean in means)
    return Standing(Readiness(areas[0], areas), None, 0, cards)


def test_an_area_that_stays_low_for_unseen_cards_is_explained() -> None:
    exam = Exam(ExamId(1), "RHIT", ON, (Area("Data", 1, domain=1), Area("Privacy", 1, domain=2)))

    unseen = ready_state(exam, a_standing((0.7, 0.3), ((50, 50), (40, 25))), ())
    seen = ready_state(exam, a_standing((0.7, 0.3), ((50, 20), (40, 35))), ())

    assert unseen.text.endswith(
        "Privacy is lowest because 15 of its 40 cards were never seen, and those count as guesses: "
        "new cards raise it, reviews of the others hardly do."
    )
    assert "lowest" not in seen.text


def test_practice_and_cards_that_disagree_are_told_apart() -> None:
    exam = Exam(ExamId(1), "RHIT", ON, (Area("Data", 1, domain=1), Area("Privacy", 1, domain=2)))
    usual = a_standing((0.7, 0.6), ((50, 50), (40, 40)))

    worse, as_expected, better = (
        ready_state(exam, replace(usual, today=replace(usual.today, contradicted=way)), ()).text for way in (-1, 0, 1)
    )

    assert "Practice went clearly worse than your cards alone would have it: so less is expected" in worse
    assert "clearly" not in as_expected
    assert "clearly better" in better


def test_cards_that_are_neither_in_the_plan_nor_left_for_later_are_accounted_for(collection: Collection) -> None:
    notes = [a_note(f"n{place}", NoteKind.REVERSED, fields=(f"{place}", "b", "")) for place in range(30)]
    add_notes(collection, "Bones", notes)
    exam = Exam(ExamId(0), "Bones", ON + timedelta(days=5), (Area("Bones", 1, deck="Bones"),), minutes_a_day=2)
    collection.transact(Operation.ADD_EXAM, partial(exams.add, exam=exam))
    exam = collection.read(exams.exams)[0]
    plan = collection.read(lambda snapshot: planning.todays_plan(snapshot, NOON, PlanShelf(None), CALENDAR.zone))
    assert plan is not None

    rest, said = rest_of(plan, exam), plan_state(exam, plan, ON, None).later

    assert plan.count + len(rest.areas) + rest.siblings + rest.waiting + rest.closed == 60
    assert rest.siblings == 30
    assert said.said == f"Left for later: {len(rest.areas)} cards worth less than today’s minutes."
    assert said.others_said == "Not among them: 30 cards."
    assert said.others == (("30", "More of the same notes, on other days"),)


def test_nothing_is_said_of_a_lowest_area_where_only_one_has_a_figure() -> None:
    exam = Exam(ExamId(1), "RHIT", ON, (Area("Data", 1, domain=1), Area("Revenue", 1, domain=4)))
    found = a_standing((0.7, 0.3), ((50, 0), (346, 24)))
    alone = replace(found.today.areas[0], has_evidence=False)

    state = ready_state(exam, replace(found, today=replace(found.today, areas=(alone, found.today.areas[1]))), ())

    assert "lowest" in ready_state(exam, found, ()).text
    assert "lowest" not in state.text


def test_areas_the_plan_leaves_behind_are_named_and_those_left_out_by_wish_are_not() -> None:
    low, high, overall = Span(0.17, 0.12, 0.22), Span(0.7, 0.6, 0.8), Span(0.6, 0.5, 0.7)
    areas = (Area("Access", 1, domain=2), Area("Revenue", 1, domain=4))
    exam = Exam(ExamId(1), "RHIT", ON, areas)

    behind = outlook_state(exam, [MinutesOutlook(25, overall, (low, high))]).behind
    agreed = outlook_state(replace(exam, dropped=("Access",)), [MinutesOutlook(25, overall, (low, high))])

    assert behind.startswith("The plan leaves behind Access (12–22\u202f%): ")
    assert behind.endswith("higher “Least of each area” would bring it further.")
    assert agreed.behind == ""
    assert outlook_state(exam, [MinutesOutlook(25, overall, (high, high))]).behind == ""


def test_the_forecast_shows_which_areas_are_left_behind(theme: Theme, qtbot: QtBot) -> None:
    panel = OutlookPanel(theme)
    qtbot.addWidget(panel)

    panel.show_outlook(OutlookState(behind="The plan leaves behind Access.", made=1.0))

    shown = [each.text() for each in panel.findChildren(QLabel) if each.isVisibleTo(panel)]
    assert "The plan leaves behind Access." in shown
