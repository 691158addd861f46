from dataclasses import replace

import numpy as np
import pytest

from flashcards.scheduling.exam_plan import Aim, rank
from flashcards.scheduling.exam_plan_reasons import Fate, changes, fates
from tests.unit.scheduling.exam_plan_builders import MODEL, NO_FLOOR, an_aim, new_cards, one_card, some_cards, tables


def test_what_is_studied_today_is_recalled_better_on_exam_day() -> None:
    found = changes(an_aim(some_cards(200)))

    assert (found.studied > found.left - 0.02).all()
    assert (found.left <= found.now).all()


def test_a_new_card_is_not_recalled_unless_it_is_studied() -> None:
    found = changes(an_aim(new_cards([0])))

    assert found.now[0] == found.left[0] == 0
    assert 0.3 < found.studied[0] < 0.95


def test_recall_today_and_on_exam_day_are_those_of_the_model() -> None:
    found = changes(an_aim(one_card(10, 10), days=10))

    assert found.now[0] == pytest.approx(0.9)
    assert found.left[0] == pytest.approx(MODEL_RECALL_AT_TWICE, abs=1e-4)


MODEL_RECALL_AT_TWICE = (1 + (0.9 ** (-1 / 0.1542) - 1) * 2) ** -0.1542


def test_every_card_has_a_fate_and_those_of_today_are_the_plan() -> None:
    aim = an_aim(some_cards(300), days=20, minutes=10)
    ranking = rank([aim])
    count = ranking.within(600)

    (found,) = fates([aim], ranking, count)

    assert set(np.flatnonzero(found == Fate.TODAY).tolist()) == set(ranking.ids[:count].tolist())
    assert {Fate.TODAY, Fate.LATER, Fate.ENOUGH} <= set(found.tolist())


def test_where_the_time_does_not_reach_the_cheaper_area_stays_unseen() -> None:
    cards = new_cards([0] * 100 + [1] * 100, (0.95, 0.05))
    aim = Aim(MODEL, cards, (600.0,) * 10, tables(10), NO_FLOOR)
    ranking = rank([aim])

    (found,) = fates([aim], ranking, ranking.within(600))

    assert (found[100:] == Fate.UNSEEN).all()
    assert (found[:100] <= Fate.LATER).sum() >= 60


def test_with_enough_time_no_new_card_is_left_out() -> None:
    aim = an_aim(new_cards([place % 6 for place in range(60)]), days=20, minutes=30)
    ranking = rank([aim])

    (found,) = fates([aim], ranking, ranking.within(300))

    assert set(found.tolist()) <= {Fate.TODAY, Fate.LATER}


def test_a_firm_card_has_had_enough() -> None:
    aim = an_aim(replace(some_cards(50, new=0.0), stability_days=np.full(50, 700.0)), days=5, minutes=0.1)
    ranking = rank([aim])

    (found,) = fates([aim], ranking, 0)

    assert (found == Fate.ENOUGH).mean() > 0.9


def test_before_the_tables_are_built_everything_may_come_later() -> None:
    aim = replace(an_aim(some_cards(50)), day=None)
    ranking = rank([aim])

    (found,) = fates([aim], ranking, 5)

    assert (found == Fate.TODAY).sum() == 5
    assert (found == Fate.LATER).sum() == 45
