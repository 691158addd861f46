"""The decks that ship: what they cover, of which kinds, and that their numbers are worked out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

import pytest

from flashcards import resources
from flashcards.domain.note import DOMAINS, Level
from flashcards.domain.note_type import NoteKind
from flashcards.formats import NoteDraft, read_deck_folder
from flashcards.formats.lint_facts import FACTS_FILE, FactList, read_fact_list
from flashcards.formats.lint_missing import no_calculation
from flashcards.formats.lint_seen import see

CLERK, PRIVACY, RHIT = "Clerk duties", "Privacy rules", "RHIT exam topics"

EXAM_PERCENT = {1: (19, 25), 2: (14, 18), 3: (12, 18), 4: (19, 25), 5: (13, 17), 6: (9, 12)}
"""The weight of each domain. Source: AHIMA, RHIT examination content outline."""


@cache
def bundled() -> tuple[NoteDraft, ...]:
    return tuple(note for draft in read_deck_folder(resources.decks()) for note in draft.notes)


def notes_of(deck: str) -> list[NoteDraft]:
    return [note for note in bundled() if note.deck.split("::")[0] == deck]


def choices(notes: Iterable[NoteDraft]) -> list[NoteDraft]:
    return [note for note in notes if note.kind is NoteKind.CHOICE]


def fact_list() -> FactList:
    path = resources.decks() / FACTS_FILE
    return read_fact_list(path.read_text(encoding="utf-8"), path)


def level_shares(notes: Sequence[NoteDraft]) -> dict[Level, float]:
    """Give the percentage of each level."""
    counts = Counter(note.provenance.level for note in notes)
    return {level: 100 * counts[level] / len(notes) for level in Level}


def test_the_list_of_facts_is_the_whole_checklist_without_its_uncertain_lines() -> None:
    facts = fact_list()

    assert facts.problems == ()
    assert Counter(fact[0] for fact in facts.lines) == {"C": 193, "P": 329, "R": 478}
    assert set(facts.left_out) == {"C-051", "C-100", "P-200", "R-132", "R-236"}


def test_every_fact_is_covered_by_a_note_for_daily_study() -> None:
    studied = (note for note in bundled() if not note.provenance.is_exam_only)
    covered = {fact for note in studied for fact in note.provenance.facts}

    missing = sorted(fact_list().lines.keys() - covered)

    assert missing == [], f"{len(missing)} facts have no note: {', '.join(missing)}"


def test_every_note_names_the_facts_it_is_about() -> None:
    assert [note.guid for note in bundled() if not note.provenance.facts] == []


def test_no_note_claims_a_fact_that_is_not_on_the_list() -> None:
    listed = fact_list().lines

    assert [(note.guid, fact) for note in bundled() for fact in note.provenance.facts if fact not in listed] == []


@pytest.mark.parametrize(("deck", "fewest"), [(CLERK, 220), (PRIVACY, 380), (RHIT, 700)])
def test_a_deck_has_notes_enough_in_sub_decks_and_of_every_kind(deck: str, fewest: int) -> None:
    notes = notes_of(deck)

    assert len(notes) >= fewest
    assert all("::" in note.deck for note in notes)
    assert {note.kind for note in notes} == {
        NoteKind.BASIC,
        NoteKind.REVERSED,
        NoteKind.CLOZE,
        NoteKind.TYPED,
        NoteKind.CHOICE,
    }


def test_there_are_no_other_bundled_decks() -> None:
    assert {note.deck.split("::")[0] for note in bundled()} == {CLERK, PRIVACY, RHIT}


def test_each_domain_of_the_rhit_deck_has_eighty_notes() -> None:
    counts = Counter(note.provenance.domain for note in notes_of(RHIT))

    assert {domain: counts[domain] for domain in DOMAINS if counts[domain] < 80} == {}


@pytest.mark.parametrize("domain", DOMAINS)
def test_each_domain_has_the_share_of_the_rhit_deck_that_it_has_of_the_exam(domain: int) -> None:
    notes = notes_of(RHIT)
    least, most = EXAM_PERCENT[domain]

    percent = 100 * sum(note.provenance.domain == domain for note in notes) / len(notes)

    assert least <= percent <= most


def test_there_are_choice_notes_enough_for_study_for_exams_and_about_cases() -> None:
    asked = choices(bundled())

    assert len(asked) >= 450
    assert sum(note.provenance.is_exam_only for note in asked) >= 120
    assert sum(bool(note.case_id) for note in asked) >= 40


def test_only_choice_notes_are_kept_for_exams() -> None:
    assert [note.guid for note in bundled() if note.provenance.is_exam_only and note.kind is not NoteKind.CHOICE] == []


def test_a_case_text_serves_more_than_one_question() -> None:
    counts = Counter(note.case_id for note in bundled() if note.case_id)

    assert [case for case, count in counts.items() if count < 2] == []


def test_the_questions_of_a_case_are_all_for_study_or_all_for_exams() -> None:
    uses: dict[str, set[bool]] = {}
    for note in bundled():
        uses.setdefault(note.case_id, set()).add(note.provenance.is_exam_only)

    assert [case for case, found in uses.items() if case and len(found) > 1] == []


@pytest.mark.parametrize("decks", [(CLERK, PRIVACY, RHIT), (RHIT,)], ids=["all", "rhit"])
def test_the_levels_of_the_choice_notes_are_shared_out_as_in_the_exam(decks: tuple[str, ...]) -> None:
    shares = level_shares([note for deck in decks for note in choices(notes_of(deck))])

    assert shares[Level.RECALL] == pytest.approx(30, abs=6)
    assert shares[Level.APPLICATION] == pytest.approx(50, abs=6)
    assert shares[Level.ANALYSIS] == pytest.approx(20, abs=6)


def test_choice_notes_test_recall_notes_of_their_own_deck() -> None:
    recall = {(note.deck.split("::")[0], note.guid) for note in bundled() if note.kind is not NoteKind.CHOICE}

    astray = [
        (note.guid, guid)
        for note in choices(bundled())
        for guid in note.provenance.tests
        if (note.deck.split("::")[0], guid) not in recall
    ]

    assert astray == []


def test_every_note_with_a_calculation_has_it_worked_out() -> None:
    seen = [note for draft in read_deck_folder(resources.decks()) for note in see(draft)]
    bare = [
        note.draft.guid for note in seen if any(no_calculation(note)) and "no-calculation" not in note.draft.allowed
    ]

    assert bare == []
    assert sum("Check" in note.draft.lines for note in seen) >= 100
