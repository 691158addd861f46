from datetime import date
from pathlib import Path

import pytest

from flashcards.formats import Scope, lint, read_deck_text
from flashcards.formats.lint import CHECK_NAMES
from tests.unit.formats.lint_builders import TOP, a_choice, a_draft, checks, found

LONG = " ".join(["word"] * 31)


def test_a_good_note_has_no_findings() -> None:
    assert found(a_draft(a_choice("one", "two", "six", "ten"))) == []


def test_findings_of_all_checks_come_in_the_order_of_files_and_lines() -> None:
    first = a_draft(f"## a1\nQ: one\nA: {LONG}\n## b1\nQ: two\nA: x\nSource:\n", name="z.md")
    second = a_draft("## c1\nQ: One!\nA: y\n", name="a.md")

    assert found(first, second) == [
        "z.md:9: the answer has 31 words; 30 are enough [long-answer]",
        "a.md:8: the same question as “a1” (z.md:7) [duplicate-question]",
    ]


def test_mistakes_in_the_format_come_with_the_findings() -> None:
    draft = read_deck_text(f"{TOP}## a1\nQ: one\nA: {LONG}\n## b1\nQ: two\n", Path("a.md"))

    assert [(problem.line, problem.check) for problem in lint([draft])] == [(9, "long-answer"), (10, "")]


def test_an_excused_check_is_not_made_on_that_note() -> None:
    body = f"## a1\nQ: one\nA: {LONG}\nAllow: long-answer: quoted whole\n## b1\nQ: two\nA: {LONG}\n"

    assert found(a_draft(body)) == ["a.md:13: the answer has 31 words; 30 are enough [long-answer]"]


def test_an_excuse_that_excuses_nothing_is_found() -> None:
    assert found(a_draft("## a1\nQ: one\nA: x\nAllow: long-answer: quoted whole\n")) == [
        "a.md:10: “long-answer” finds nothing in this note: the “Allow:” can go [unused-allow]"
    ]


def test_an_excuse_from_a_check_that_is_not_made_is_let_be() -> None:
    body = "## a1\nQ: one\nA: x\nAllow: spelling: an old word\n"

    assert checks(body) == []
    assert checks(body, Scope(words=frozenset())) == ["unused-allow"]


@pytest.mark.parametrize("name", ["long-anwser", "position-bias", "unused-allow"])
def test_an_excuse_from_what_is_no_check_of_a_note_is_found(name: str) -> None:
    assert found(a_draft(f"## a1\nQ: one\nA: x\nAllow: {name}: for a reason\n")) == [
        f"a.md:10: “Allow:” names “{name}”, and there is no such check of a note [unknown-check]"
    ]


def test_an_excuse_without_a_reason_is_a_mistake() -> None:
    draft = read_deck_text(f"{TOP}## a1\nQ: one\nA: {LONG}\nAllow: long-answer\n", Path("a.md"))

    assert [problem.line for problem in draft.problems] == [10]


def test_an_unknown_test_is_found_when_the_decks_are_complete() -> None:
    draft = a_draft("## a1\nQ: one\nA: x\nTests: b1 c1\n## b1\nQ: two\nA: y\n")

    assert found(draft) == []
    assert found(draft, scope=Scope(is_complete=True)) == [
        "a.md:10: “Tests:” names “c1”, and there is no such note [unknown-test]"
    ]


def test_a_note_is_stale_when_it_was_checked_two_years_ago_to_the_day() -> None:
    body = "## a1\nQ: one\nA: x\nChecked: 2024-11-23\n## b1\nQ: two\nA: y\nChecked: 2024-11-24\n"

    assert found(a_draft(body), scope=Scope(today=date(2026, 11, 23))) == [
        "a.md:10: this note was last checked on 2024-11-23, at least 24 months ago [stale-checked]"
    ]


def test_every_check_is_described_in_the_deck_format() -> None:
    described = (Path(__file__).parents[3] / "docs" / "deck-format.md").read_text(encoding="utf-8")

    assert [name for name in CHECK_NAMES if f"\n| `{name}` | " not in described] == []
