"""The draw of notes that are looked at on sheets."""

import random

from flashcards.domain.note import Note, Provenance
from flashcards.domain.note_type import NoteKind
from scripts.note_sheets import draw, traits
from tests.builders import a_note

TABLE = "<table><tr><td>Census</td></tr></table>"


def notes() -> list[Note]:
    """Many plain notes, and one of everything else."""
    plain = [a_note(f"plain-{number}") for number in range(60)]
    kinds = [a_note(f"kind-{kind.label}", kind) for kind in NoteKind if kind is not NoteKind.CUSTOM]
    table = a_note("table", fields=("What was the census?", TABLE, ""))
    long = a_note("long", fields=("Why?", "Because " * 200, ""))
    exam = a_note("exam", NoteKind.CHOICE, provenance=Provenance(is_exam_only=True))
    return [*plain, *kinds, table, long, exam]


def test_whatever_is_rare_in_a_deck_is_among_the_notes_drawn() -> None:
    drawn = draw(notes(), 12, random.Random(5))

    found = frozenset[str]().union(*map(traits, drawn))
    assert {"basic", "reversed", "cloze", "choice", "typed", "table", "exam"} <= found
    assert "long" in {note.guid for note in drawn}


def test_no_more_notes_are_drawn_than_wanted_and_none_twice() -> None:
    drawn = draw(notes(), 25, random.Random(5))

    assert len(drawn) == len({note.guid for note in drawn}) == 25


def test_the_same_seed_draws_the_same_notes() -> None:
    assert draw(notes(), 25, random.Random(5)) == draw(notes(), 25, random.Random(5))
    assert draw(notes(), 25, random.Random(5)) != draw(notes(), 25, random.Random(6))
