"""A pattern that would take for ever is given up, and stops when it is told to."""

import random
from itertools import count, repeat

import pytest

from flashcards.domain.errors import CancelledError, SearchError
from flashcards.storage.database import Database
from flashcards.storage.globs import regex_of_glob
from flashcards.storage.patience import PATIENCE_S, TEXTS, Patient
from tests.pace import within

SLOW = "(?:a|aa|aaa)+$"
"""Every further letter doubles what it takes to see that a text of many does not end with them."""


def test_a_pattern_that_takes_too_long_on_one_text_is_given_up(database: Database) -> None:
    with database.snapshot() as snapshot:
        patient = Patient(SLOW, snapshot)

        with within(20 * PATIENCE_S), pytest.raises(SearchError, match="takes too long on “aaa"):
            patient.finds("a" * 200 + "!")


def test_a_pattern_that_is_a_little_too_slow_on_every_text_is_given_up(database: Database) -> None:
    seconds, worked = count(0, 2 * PATIENCE_S / TEXTS), count(0, PATIENCE_S)
    with database.snapshot() as snapshot:
        patient = Patient("x", snapshot, lambda: next(seconds), lambda: next(worked))
        half = [patient.finds("nothing of it") for _ in range(TEXTS // 2)]

        with pytest.raises(SearchError, match="takes too long"):
            half += map(patient.finds, ["nothing of it"] * TEXTS)

    assert len(half) == TEXTS // 2


@pytest.mark.parametrize("pattern", ["x", "(x|y)z"])
def test_a_pattern_is_not_given_up_because_others_keep_the_processor(database: Database, pattern: str) -> None:
    seconds, worked = count(0, 2 * PATIENCE_S / TEXTS), count(0, PATIENCE_S / 100)
    with database.snapshot() as snapshot:
        patient = Patient(pattern, snapshot, lambda: next(seconds), lambda: next(worked))

        assert sum(patient.finds("nothing of it") for _ in range(TEXTS)) == 0


def test_a_pattern_is_given_a_fresh_chance_after_some_hundred_texts(database: Database) -> None:
    with database.snapshot() as snapshot:
        patient = Patient("fract.*femur", snapshot)

        assert sum(patient.finds("a fracture of the femur") for _ in range(3 * TEXTS)) == 3 * TEXTS


def test_a_slow_pattern_stops_when_the_search_is_told_to(database: Database) -> None:
    asked = count()
    seconds = count(0, 0.03)
    with database.snapshot() as snapshot, pytest.raises(CancelledError), snapshot.stopped_by(lambda: next(asked) > 2):
        all(map(Patient("x", snapshot, lambda: next(seconds)).finds, repeat("nothing but x")))


def test_many_wildcards_in_one_pattern_take_no_time() -> None:
    with within(seconds=10):
        assert regex_of_glob("*a" * 30 + "b").fullmatch("a" * 20_000) is None
        assert regex_of_glob("*a" * 30).fullmatch("a" * 20_000) is not None


@pytest.mark.parametrize("seed", range(40))
def test_a_pattern_matches_what_trying_everything_matches(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(200):
        pattern = "".join(chance.choices("ab*_", k=chance.randint(0, 7)))
        text = "".join(chance.choices("ab:", k=chance.randint(0, 9)))
        assert bool(regex_of_glob(pattern).fullmatch(text)) == _matches(pattern, text), (pattern, text)


def _matches(pattern: str, text: str) -> bool:
    if not pattern:
        return not text
    if pattern[0] == "*":
        return any(_matches(pattern[1:], text[start:]) for start in range(len(text) + 1))
    return bool(text) and pattern[0] in {"_", text[0]} and _matches(pattern[1:], text[1:])
