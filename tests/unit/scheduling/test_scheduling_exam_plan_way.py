from dataclasses import replace

import pytest

from flashcards.scheduling.exam_plan import Aim
from flashcards.scheduling.exam_plan_forecast import difference, forecast
from flashcards.scheduling.exam_plan_model import PlanModel
from flashcards.scheduling.exam_plan_rollout import roll_out
from flashcards.scheduling.exam_plan_steepness import choose_steepness
from flashcards.scheduling.exam_plan_way import furthest
from flashcards.scheduling.pace import Pace
from tests.unit.scheduling.exam_plan_builders import MODEL, NO_FLOOR, new_cards

HURRIED = PlanModel(pace=Pace(new_s=6.0, review_s=13.0, relearning_s=38.0))
CARDS = new_cards([place % 6 for place in range(400)])


def test_new_cards_that_cost_little_are_not_all_left_for_the_last_days() -> None:
    aim = Aim(HURRIED, CARDS, (360.0,) * 45, floor=NO_FLOOR)
    alone = roll_out(aim, choose_steepness(aim.model, aim.cards, aim.seconds), 4, 1)

    found = furthest(aim, 4, 1)

    assert found.way.keeps_after
    assert found.outlook.points.mean() > alone.points.mean() + 8
    assert found.outlook.is_known.mean() > alone.is_known.mean()


@pytest.mark.parametrize("model", [MODEL, HURRIED])
def test_keeping_cards_after_the_exam_never_brings_clearly_more_on_its_day(model: PlanModel) -> None:
    aim = Aim(model, CARDS, (360.0,) * 45, floor=NO_FLOOR)

    found = difference(forecast(aim, 1, 4), forecast(replace(aim, model=replace(model, keeps_after=True)), 1, 4))

    assert found.on_the_day < 1


def test_a_usual_learner_is_planned_for_the_day_of_the_exam_alone() -> None:
    assert not furthest(Aim(MODEL, CARDS, (1200.0,) * 20, floor=NO_FLOOR), 4, 1).way.keeps_after


def test_what_is_asked_for_is_done() -> None:
    aim = Aim(replace(MODEL, keeps_after=True), CARDS, (1200.0,) * 20, floor=NO_FLOOR)

    assert furthest(aim, 2, 1).way.keeps_after
