"""Changes in words."""

from dataclasses import replace
from datetime import date

import pytest

from flashcards.collection.deck_updates import Decision, Reason
from flashcards.collection.rule_changes import Mine, NoteChange
from flashcards.collection.shipped import Shipped
from flashcards.domain.note import Provenance
from flashcards.domain.note_type import NoteKind, built_in
from flashcards.formats.deck_changes_reader import Changed
from flashcards.ui.changes.entries import Entry, entry_of
from flashcards.ui.changes.wording import changes_counted
from tests.builders import FIELDS, a_note

PROVENANCE = Provenance(citation="45 CFR 164.524")


def shipped(kind: NoteKind, *fields: str) -> Shipped:
    return Shipped(kind, fields, (), "Privacy rules::Access", PROVENANCE)


OLD = shipped(NoteKind.BASIC, "How long?", "60 days", "")
NEW = shipped(NoteKind.BASIC, "How long?", "30 days", "")


def labels(entry: Entry) -> list[tuple[str, str]]:
    return [(passage.label, passage.text) for passage in entry.after]


def test_only_parts_that_differ_are_compared() -> None:
    entry = entry_of(NoteChange("a", (Reason(date(2026, 3, 1), "Shorter.", "89 FR 1"),), OLD, NEW, None))

    assert (entry.deck, entry.heading) == ("Privacy rules › Access", "How long?")
    assert [(one.label, one.text) for one in entry.before] == [("Answer", "60 days")]
    assert labels(entry) == [("Answer", "30 days")]
    assert entry.reasons[0].source == "89 FR 1 · in the deck since March 1, 2026"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ((Changed.RULE,), "Rule changed"),
        ((Changed.ANSWER,), "Answer corrected"),
        ((Changed.QUESTION,), "Question rewritten"),
        ((Changed.QUESTION, Changed.RULE, Changed.ANSWER), "Rule changed"),
    ],
)
def test_a_change_says_what_is_another_and_of_several_the_weightiest(changed: tuple[Changed, ...], said: str) -> None:
    reasons = tuple(Reason(date(2026, 3, 1), "Shorter.", "89 FR 1", one) for one in changed)

    assert entry_of(NoteChange("a", reasons, OLD, NEW, None)).status == said


def test_changes_are_counted_by_what_is_another() -> None:
    assert changes_counted([Changed.QUESTION, Changed.RULE, Changed.QUESTION, Changed.ANSWER, Changed.RULE]) == (
        "2 rules changed, 1 answer corrected, 2 questions rewritten"
    )
    assert changes_counted([]) == ""


def test_a_pair_of_term_and_meaning_is_called_so() -> None:
    old, new = shipped(NoteKind.REVERSED, "MPI", "Index", ""), shipped(NoteKind.REVERSED, "EMPI", "Master index", "")

    assert labels(entry_of(NoteChange("a", (), old, new, None))) == [("Term", "EMPI"), ("Meaning", "Master index")]


def test_a_note_of_another_kind_is_shown_whole_and_unmarked() -> None:
    new = shipped(NoteKind.CLOZE, "Within {{c1::30 days}}.", "")

    entry = entry_of(NoteChange("a", (), OLD, new, None))

    assert labels(entry) == [("Text", "Within 30 days."), ("Source", "45 CFR 164.524")]
    assert not any(span.is_changed for passage in (*entry.before, *entry.after) for span in passage.spans)


def test_a_withdrawn_note_says_what_became_of_its_cards() -> None:
    mine = Mine(a_note("a", fields=OLD.fields), built_in(NoteKind.BASIC), is_own=False)

    entry = entry_of(NoteChange("a", (), OLD, None, mine))

    assert (entry.is_withdrawn, entry.after, entry.mine, entry.status) == (True, (), (), "Its cards are suspended")


def test_my_own_words_are_shown_where_they_differ() -> None:
    note = replace(a_note("a", fields=("How long?", "", "Ask Dana")), provenance=PROVENANCE)
    change = NoteChange("a", (), OLD, NEW, Mine(note, built_in(NoteKind.BASIC), is_own=True), Decision.MINE, 2)

    entry = entry_of(change)

    assert [(one.name, one.label, one.text) for one in entry.mine] == [
        ("Back", "Answer", "(empty)"),
        ("More", "More", "Ask Dana"),
    ]
    assert entry.status == "You kept your words · 2 studied cards come up for review"


def test_a_long_question_is_cut_in_the_heading_only() -> None:
    long = shipped(NoteKind.BASIC, "word " * 80, "Yes", "")

    entry = entry_of(NoteChange("a", (), replace(long, fields=("word " * 79, "Yes", "")), long, None))

    assert len(entry.heading) == 240
    assert entry.heading.endswith("…")
    assert len(entry.after[0].text) == 399


def test_options_are_compared_one_by_one() -> None:
    question, options, *rest = FIELDS[NoteKind.CHOICE]
    old = shipped(NoteKind.CHOICE, question, options, *rest)
    new = shipped(NoteKind.CHOICE, question, options.replace("It counts.", "It counts as one."), *rest)

    (passage,) = entry_of(NoteChange("a", (), old, new, None)).after

    assert [span.text for span in passage.spans if span.is_changed] == ["as one"]
