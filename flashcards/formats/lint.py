"""Deck files looked at as questions (docs/deck-format.md lists the checks).

To add a check: write a function that gives line and message of each finding, enter it in a table below under the
name by which `Allow:` excuses it, and describe it in the table of docs/deck-format.md.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from flashcards.formats import (
    lint_balance,
    lint_citations,
    lint_facts,
    lint_likeness,
    lint_missing,
    lint_options,
    lint_wording,
)
from flashcards.formats.draft import DeckDraft, Problem
from flashcards.formats.lint_facts import FactList
from flashcards.formats.lint_seen import Across, Finding, SeenNote, see
from flashcards.formats.lint_spelling import spelling

NOTE_CHECKS: Mapping[str, Callable[[SeenNote], Iterable[Finding]]] = {
    "no-source": lint_missing.no_source,
    "no-section": lint_citations.no_section,
    "no-checked": lint_missing.no_checked,
    "no-domain": lint_missing.no_domain,
    "no-rationale": lint_missing.no_rationale,
    "no-level": lint_missing.no_level,
    "no-tests": lint_missing.no_tests,
    "no-calculation": lint_missing.no_calculation,
    "no-count": lint_options.no_count,
    "long-answer": lint_wording.long_answer,
    "list-answer": lint_wording.list_answer,
    "bare-answer": lint_wording.bare_answer,
    "negative-stem": lint_wording.negative_stem,
    "long-option": lint_options.long_option,
    "option-overlap": lint_options.option_overlap,
    "above-option": lint_options.above_option,
}
"""Checks of one note."""

ACROSS_CHECKS: Mapping[str, Callable[[Sequence[SeenNote]], Iterable[Across]]] = {
    "duplicate-question": lint_likeness.duplicate_question,
    "near-duplicate": lint_likeness.near_duplicate,
}
"""Checks that compare notes with each other."""

DECK_CHECKS: Mapping[str, Callable[[Sequence[SeenNote]], Iterable[tuple[Path, str]]]] = {
    "position-bias": lint_balance.position_bias,
    "longest-right": lint_balance.longest_right,
}
"""Checks of a whole deck; no note can be excused from them."""

STALE_CHECKED = "stale-checked"
UNKNOWN_TEST = "unknown-test"
UNKNOWN_FACT = "unknown-fact"
UNCOVERED_FACT = "uncovered-fact"
SPELLING = "spelling"
NEEDY_CHECKS = (STALE_CHECKED, UNKNOWN_TEST, UNKNOWN_FACT, UNCOVERED_FACT, SPELLING)
"""Checks that are made when what they need is there: a day, all decks, a list of facts, a list of words."""

UNKNOWN_CHECK = "unknown-check"
UNUSED_ALLOW = "unused-allow"

CHECK_NAMES = (*NOTE_CHECKS, *ACROSS_CHECKS, *DECK_CHECKS, *NEEDY_CHECKS, UNKNOWN_CHECK, UNUSED_ALLOW)
"""Every check, by name."""

EXCUSABLE = frozenset({*NOTE_CHECKS, *ACROSS_CHECKS, STALE_CHECKED, UNKNOWN_TEST, UNKNOWN_FACT, SPELLING})
"""The checks a note can be excused from."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is known beside the notes; checks that need what is missing are not made.

    Attributes:
        is_complete: no other decks exist, so that a note named by `Tests:` must be among these.
        covers_facts: every fact of `facts` must be covered by these decks.
        today: the day on which a note may have been checked too long ago.
        facts: the facts there are.
        words: words that are right although no dictionary has them. Without a list, spelling is not checked.
    """

    is_complete: bool = False
    covers_facts: bool = False
    today: date | None = None
    facts: FactList | None = None
    words: frozenset[str] | None = None


NOTHING_ELSE = Scope()


def lint(drafts: Sequence[DeckDraft], scope: Scope = NOTHING_ELSE) -> tuple[Problem, ...]:
    """Give everything that is wrong with decks, in the order of files and lines: mistakes, then findings of checks."""
    notes = [note for draft in drafts for note in see(draft)]
    checks = _across_checks(scope)
    excused: set[tuple[str, str]] = set()
    found = [problem for draft in drafts for problem in draft.problems]
    for name, across in checks.items():
        for note, line, message in across(notes):
            if name in note.draft.allowed:
                excused.add((note.draft.guid, name))
            else:
                found.append(Problem(note.path, line, message, name))
    for note in notes:
        found += _idle_excuses(note, checks.keys(), excused)
    for name, of_decks in DECK_CHECKS.items():
        found += [Problem(path, 1, message, name) for path, message in of_decks(notes)]
    order = {draft.path: place for place, draft in enumerate(drafts)}
    ordered = sorted(found, key=lambda problem: (order[problem.path], problem))
    return (*ordered, *_of_facts(notes, scope))


def _across_checks(scope: Scope) -> dict[str, Callable[[Sequence[SeenNote]], Iterable[Across]]]:
    """Give the checks that can be made and excused, each over all notes."""
    single = dict(NOTE_CHECKS)
    if scope.today is not None:
        single[STALE_CHECKED] = partial(lint_missing.stale_checked, today=scope.today)
    checks: dict[str, Callable[[Sequence[SeenNote]], Iterable[Across]]] = {
        name: partial(_one_by_one, check) for name, check in single.items()
    }
    checks |= ACROSS_CHECKS
    if scope.is_complete:
        checks[UNKNOWN_TEST] = _unknown_test
    if scope.facts is not None:
        checks[UNKNOWN_FACT] = partial(lint_facts.unknown_fact, facts=scope.facts)
    if scope.words is not None:
        checks[SPELLING] = partial(spelling, listed=scope.words)
    return checks


def _one_by_one(check: Callable[[SeenNote], Iterable[Finding]], notes: Sequence[SeenNote]) -> Iterator[Across]:
    for note in notes:
        for line, message in check(note):
            yield note, line, message


def _unknown_test(notes: Sequence[SeenNote]) -> Iterator[Across]:
    """Find a link to a note that is nowhere."""
    known = {note.draft.guid for note in notes}
    for note in notes:
        for guid in note.draft.provenance.tests:
            if guid not in known:
                yield note, note.draft.line_of("Tests"), f"“Tests:” names “{guid}”, and there is no such note"


def _idle_excuses(note: SeenNote, made: Iterable[str], excused: set[tuple[str, str]]) -> Iterator[Problem]:
    """Find excuses from checks that are unknown, or that find nothing."""
    line = note.draft.line_of("Allow")
    for name in sorted(note.draft.allowed):
        if name not in EXCUSABLE:
            message = f"“Allow:” names “{name}”, and there is no such check of a note"
            yield Problem(note.path, line, message, UNKNOWN_CHECK)
        elif name in made and (note.draft.guid, name) not in excused:
            yield Problem(note.path, line, f"“{name}” finds nothing in this note: the “Allow:” can go", UNUSED_ALLOW)


def _of_facts(notes: Sequence[SeenNote], scope: Scope) -> Iterator[Problem]:
    """Give what is wrong with the list of facts, and the facts nobody covers."""
    if scope.facts is None:
        return
    yield from scope.facts.problems
    if scope.covers_facts:
        for line, message in lint_facts.uncovered_fact(notes, scope.facts):
            yield Problem(scope.facts.path, line, message, UNCOVERED_FACT)
