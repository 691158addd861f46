"""One note of a file, or one problem, in full. Slow for long fields: for a read thread. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flashcards.collection.importing import Bucket, Part, standing_in
from flashcards.domain.note_type import NoteKind
from flashcards.formats.draft import Problem
from flashcards.rendering.difference import Span, difference
from flashcards.rendering.wording import field_words
from flashcards.ui.importing.rows import NoteRow, where
from flashcards.ui.passages import Passage, unmarked
from flashcards.wording import as_sentence, deck_path

if TYPE_CHECKING:
    from flashcards.storage.snapshot import Snapshot

LONGEST = 20_000
"""Longer fields are shown cut, and compared as wholes."""


@dataclass(frozen=True, slots=True)
class Detail:
    """What is shown beside the list.

    Attributes:
        row: what it is about.
        heading: the note's first field, or the problem.
        about: where it stands, and where it goes.
        before, after: what would change; empty unless something would.
        fields: the note's parts, when nothing would.
    """

    row: NoteRow | Problem
    heading: str
    about: str
    before: tuple[Passage, ...] = ()
    after: tuple[Passage, ...] = ()
    fields: tuple[Passage, ...] = ()


def look_up_note(row: NoteRow, snapshot: "Snapshot") -> Detail:
    """Put a note into words, with the deck it is in where the collection has it."""
    note_id = row.planned.note_id
    return note_detail(row, standing_in(snapshot, [note_id] if note_id else []).get(note_id, ()))


def note_detail(row: NoteRow, decks: Sequence[str] = ()) -> Detail:
    """Put a note into words.

    Args:
        decks: those it is in, where the collection has it.
    """
    note, note_type = row.note, row.note_type
    texts = [
        (name, _words(note_type.kind, name, text))
        for name, text in zip(note_type.fields, note.fields, strict=False)
        if text
    ]
    heading = texts[0][1] if texts else "(empty)"
    about = [
        row.plan.transfer.source.name,
        where(note.line),
        _repeats(row),
        note_type.name,
        f"in {', '.join(map(deck_path, decks))}" if decks else deck_path(note.deck or row.plan.deck),
        "bundled" if row.bucket is Bucket.BUNDLED else "",
        "written by you and by the file" if any(part.is_disputed for part in row.planned.parts) else "",
    ]
    line = " · ".join(filter(None, about))
    if row.planned.parts:
        sides = [_sides(part, note_type.kind) for part in row.planned.parts]
        return Detail(row, heading, line, tuple(one for one, _ in sides), tuple(one for _, one in sides))
    more = [("Tags", " ".join(note.tags or ())), ("Citation", note.provenance.citation)]
    fields = tuple(unmarked(name, name, text) for name, text in (*texts, *more) if text)
    return Detail(row, heading, line, fields=fields)


def _repeats(row: NoteRow) -> str:
    """Say what it repeats, if it does."""
    if row.planned.elsewhere is not None:
        other = row.planned.elsewhere
        return f"repeats {' of '.join(filter(None, (where(other.note.line), other.source.name)))}"
    return f"repeats {where(row.plan.transfer.notes[row.planned.repeats].line)}" if row.planned.repeats >= 0 else ""


def problem_detail(problem: Problem) -> Detail:
    """Put a problem into words."""
    about = " · ".join(filter(None, (problem.path.name, where(problem.line))))
    begins = (unmarked("row", "It begins", problem.about),) if problem.about else ()
    return Detail(problem, as_sentence(problem.message), about, fields=begins)


def _sides(part: Part, kind: NoteKind) -> tuple[Passage, Passage]:
    name = part.name
    before, after = (_words(kind, name, text) if isinstance(part.key, int) else text for text in part.texts())
    if max(len(before), len(after)) >= LONGEST:
        return Passage(name, name, (Span(before, is_changed=True),)), Passage(
            name, name, (Span(after, is_changed=True),)
        )
    old, new = difference(before, after)
    return (
        Passage(name, name, old) if before else unmarked(name, name, "(empty)"),
        Passage(name, name, new) if after else unmarked(name, name, "(empty)"),
    )


def _words(kind: NoteKind, name: str, html: str) -> str:
    words = field_words(kind, name, html)
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
