from pathlib import Path

from flashcards.formats import Scope
from flashcards.formats.lint_facts import FactList, read_fact_list
from tests.unit.formats.lint_builders import a_draft, found

LIST = "# Facts\n\nC-001 to C-004\n  without C-003: the sources disagree\nR-010\n"


def a_list(text: str = LIST) -> FactList:
    return read_fact_list(text, Path("facts.txt"))


def test_a_list_gives_ranges_single_facts_and_what_is_left_out() -> None:
    facts = a_list()

    assert facts.lines == {"C-001": 3, "C-002": 3, "C-004": 3, "R-010": 5}
    assert facts.left_out == {"C-003": "the sources disagree"}
    assert facts.problems == ()


def test_lines_that_are_not_understood_are_named() -> None:
    facts = a_list("C-001 to R-004\nC-001, C-002\nwithout C-009: why\nwithout C-001\n")

    assert [str(problem) for problem in facts.problems] == [
        "facts.txt:1: “C-001 to R-004” is neither “C-001 to C-195” nor “without C-051: why”",
        "facts.txt:2: “C-001, C-002” is neither “C-001 to C-195” nor “without C-051: why”",
        "facts.txt:3: “C-009” is not listed above, and cannot be left out",
        "facts.txt:4: “without C-001” is neither “C-001 to C-195” nor “without C-051: why”",
    ]


def test_a_fact_that_is_not_listed_and_one_that_is_left_out_are_found() -> None:
    draft = a_draft("## a1\nQ: one\nA: x\nFacts: C-001 C-003 C-005\n")

    assert found(draft, scope=Scope(facts=a_list())) == [
        "a.md:10: C-003 is left out of the decks: the sources disagree [unknown-fact]",
        "a.md:10: there is no fact C-005 in facts.txt [unknown-fact]",
    ]


def test_facts_without_a_note_for_daily_study_are_found_when_all_must_be_covered() -> None:
    draft = a_draft("## a1\nQ: one\nA: x\nFacts: C-001 C-002\n## b1\nQ: two\nA: y\nFacts: R-010\nUse: exam\n")

    assert found(draft, scope=Scope(facts=a_list())) == []
    assert found(draft, scope=Scope(facts=a_list(), covers_facts=True)) == [
        "facts.txt:3: no note for daily study covers C-004 [uncovered-fact]",
        "facts.txt:5: no note for daily study covers R-010 [uncovered-fact]",
    ]
