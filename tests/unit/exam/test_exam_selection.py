from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.domain.exam import FULL_MOCK, HALF_MOCK, QUICK_CHECK, RHIT_BLUEPRINT, Area, Mix
from flashcards.domain.note import Level
from flashcards.exam.selection import Candidate, counts_by_area, draw
from tests.unit.exam.exam_builders import a_candidate

LEVELS = (Level.RECALL, Level.APPLICATION, Level.ANALYSIS)


def a_pool(each: int, **more: object) -> list[Candidate]:
    return [
        replace(a_candidate(f"{area}-{number:03}", area, level=LEVELS[number % 3]), **more)  # type: ignore[arg-type]
        for area in range(6)
        for number in range(each)
    ]


@pytest.mark.parametrize(
    ("mix", "expected"),
    [
        (FULL_MOCK, (33, 24, 22, 33, 22, 16)),
        (HALF_MOCK, (17, 12, 11, 16, 11, 8)),
        (QUICK_CHECK, (7, 5, 4, 7, 4, 3)),
    ],
)
def test_the_mocks_are_divided_as_the_blueprint_says(mix: Mix, expected: tuple[int, ...]) -> None:
    assert counts_by_area(RHIT_BLUEPRINT, mix.items) == expected

    paper = draw(a_pool(60), RHIT_BLUEPRINT, mix, seed=1)

    assert tuple(Counter(question.area for question in paper)[area] for area in range(6)) == expected


def test_a_full_mock_has_twenty_questions_that_do_not_count() -> None:
    paper = draw(a_pool(60), RHIT_BLUEPRINT, FULL_MOCK, seed=1)

    assert sum(question.is_pretest for question in paper) == 20


def test_the_same_seed_gives_the_same_paper_whatever_order_the_candidates_come_in() -> None:
    pool = a_pool(20)

    assert draw(pool, RHIT_BLUEPRINT, QUICK_CHECK, seed=3) == draw(pool[::-1], RHIT_BLUEPRINT, QUICK_CHECK, seed=3)


def test_another_seed_gives_another_paper() -> None:
    pool = a_pool(20)

    assert draw(pool, RHIT_BLUEPRINT, QUICK_CHECK, seed=3) != draw(pool, RHIT_BLUEPRINT, QUICK_CHECK, seed=4)


def test_unseen_questions_come_first_those_kept_for_exams_before_the_others() -> None:
    areas = [Area("One", 1, domain=1)]
    pool = [
        *(a_candidate(f"seen{number}", seen_at=number) for number in range(9)),
        *(a_candidate(f"unseen{number}") for number in range(3)),
        *(a_candidate(f"kept{number}", is_reserved=True) for number in range(3)),
    ]

    guids = {question.guid for question in draw(pool, areas, Mix(8, 0), seed=5)}

    assert guids == {"kept0", "kept1", "kept2", "unseen0", "unseen1", "unseen2", "seen0", "seen1"}


def test_levels_are_met_where_there_are_enough() -> None:
    areas = [Area("One", 1, domain=1)]
    pool = [a_candidate(f"{level.label}{number}", level=level) for level in LEVELS for number in range(40)]

    paper = draw(pool, areas, Mix(20, 0), seed=2)

    assert Counter(question.level for question in paper) == {
        Level.RECALL: 6,
        Level.APPLICATION: 10,
        Level.ANALYSIS: 4,
    }


def test_a_level_that_runs_out_is_made_up_by_the_others() -> None:
    areas = [Area("One", 1, domain=1)]
    pool = [a_candidate(f"r{number}", level=Level.RECALL) for number in range(20)]

    assert len(draw(pool, areas, Mix(20, 0), seed=2)) == 20


def test_what_one_area_lacks_is_taken_from_the_others() -> None:
    areas = [Area("One", 1, domain=1), Area("Two", 1, domain=2)]
    pool = [a_candidate("lonely", 0), *(a_candidate(f"b{number}", 1) for number in range(20))]

    assert Counter(question.area for question in draw(pool, areas, Mix(10, 0), seed=2)) == {0: 1, 1: 9}


def test_a_paper_is_shorter_when_there_are_too_few_questions() -> None:
    paper = draw([a_candidate("only")], [Area("One", 1, domain=1)], Mix(10, 0, pretest=2), seed=2)

    assert [(question.guid, question.is_pretest) for question in paper] == [("only", False)]


def test_the_questions_of_a_case_stand_together() -> None:
    areas = [Area("One", 1, domain=1)]
    pool = [
        *(a_candidate(f"case{number}", case="A clerk …") for number in range(3)),
        *(a_candidate(f"q{number:02}") for number in range(30)),
    ]

    guids = [question.guid for question in draw(pool, areas, Mix(12, 0, case_sets=1), seed=9)]

    first = guids.index("case0")
    assert guids[first : first + 3] == ["case0", "case1", "case2"]


def test_few_questions_want_more_than_one_option() -> None:
    areas = [Area("One", 1, domain=1)]
    pool = [
        *(a_candidate(f"two{number}", correct=(0, 1)) for number in range(30)),
        *(a_candidate(f"q{number:02}") for number in range(60)),
    ]

    paper = draw(pool, areas, Mix(40, 0), seed=9)

    assert sum(len(question.correct) > 1 for question in paper) <= 2


def test_pinned_options_keep_their_place() -> None:
    candidate = a_candidate("pinned")
    pinned = replace(candidate.options[3], is_pinned=True)
    candidate = replace(candidate, options=(*candidate.options[:3], pinned))

    papers = [draw([candidate], [Area("One", 1, domain=1)], Mix(1, 0), seed=seed) for seed in range(8)]

    assert {paper[0].options[3].text for paper in papers} == {"Option 3"}
    assert len({tuple(option.text for option in paper[0].options) for paper in papers}) > 1


@given(weights=st.lists(st.floats(0.5, 50), min_size=1, max_size=8), items=st.integers(1, 200))
def test_questions_are_all_given_out_and_none_is_more_than_one_off(weights: Sequence[float], items: int) -> None:
    areas = [Area(str(place), weight, domain=1) for place, weight in enumerate(weights)]

    counts = counts_by_area(areas, items)

    assert sum(counts) == items
    exact = [weight / sum(weights) * items for weight in weights]
    assert all(abs(count - one) < 1 + 1e-6 for count, one in zip(counts, exact, strict=True))


@given(seed=st.integers(0, 10**9), items=st.integers(1, 80))
def test_no_question_is_asked_twice(seed: int, items: int) -> None:
    paper = draw(a_pool(12), RHIT_BLUEPRINT, Mix(items, 0), seed=seed)

    assert len({question.guid for question in paper}) == len(paper) == min(items, 72)
