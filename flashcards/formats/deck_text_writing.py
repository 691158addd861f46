"""Deck files written (docs/deck-format.md). Reading one gives the same notes again.

A note is written with marks where they say exactly what its HTML says, and as HTML (`Text: html`) where they cannot.
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from flashcards.domain.choice import MAX_OPTIONS, MIN_OPTIONS, decode_options
from flashcards.domain.deck import clean_deck_name
from flashcards.domain.media_names import spellings
from flashcards.domain.note_type import NoteKind, NoteType
from flashcards.domain.plain_text import plain_text
from flashcards.domain.progress import Progress
from flashcards.formats import deck_text, deck_values
from flashcards.formats.deck_gaps import fault_of_gaps
from flashcards.formats.deck_html import html_line, html_lines
from flashcards.formats.deck_markup import one_line, typed_lines, value_lines
from flashcards.formats.file_names import fault_of_name, shown
from flashcards.formats.format import WriteFormat
from flashcards.formats.media_folder import names_in
from flashcards.formats.plain_kinds import as_built_in, flattened
from flashcards.formats.transfer import Transfer, TransferNote
from flashcards.formats.writing import whole_file, write_media
from flashcards.wording import counted

_NOT_ID = re.compile(r"[^a-z0-9]+")
_LIKE_OPTION = re.compile(r"^(\s*)- \[")
_OPTIONS = "options"
_KEYS = {
    NoteKind.BASIC: ("Q", "A", "More"),
    NoteKind.REVERSED: ("Term", "Meaning", "More"),
    NoteKind.CLOZE: ("Cloze", "More"),
    NoteKind.TYPED: ("Q", "Typed", "More"),
    NoteKind.CHOICE: ("Q", _OPTIONS, "More"),
}
_MOST_NAMED = 5
"""Notes that are named in a remark."""

_STEP = 1000
"""Notes between two reports of progress."""

Lines = list[str]


def write(transfer: Transfer, path: Path, progress: Progress) -> None:
    """Write all notes to one deck file, and what they show and play into a folder beside it, `NAME-media`.

    Raises:
        ExportRefusedError: the file cannot be written.
    """
    writer = _Writer(transfer.note_types, _main_deck(transfer.notes, path))
    named = {one for name in names_in(transfer.notes) for one in spellings(name)}
    media = [one for one in transfer.media if one.name in named and not fault_of_name(one.name)]
    write_media(media, deck_text.media_folder(path))
    with whole_file(path) as file:
        file.write(f"---\ndeck: {writer.deck}\n---\n".encode())
        for place, note in enumerate(transfer.notes):
            if place % _STEP == 0:
                progress("Writing notes", place / len(transfer.notes))
            file.write(("\n".join(["", *writer.note(note)]) + "\n").encode("utf-8", "replace"))


def _remarks(transfer: Transfer) -> tuple[str, ...]:
    """Say which notes are written as others than they are."""
    kinds = [note_type.kind for note_type in transfer.note_types]
    choices = (note for note in transfer.notes if kinds[note.type_place] is NoteKind.CHOICE)
    plain = [shown(plain_text(note.fields[0] or "")) for note in choices if not _has_options(note.fields[1])]
    if not plain:
        return flattened(transfer)
    named = [f"“{title}”" for title in plain[:_MOST_NAMED]]
    named += [f"{len(plain) - _MOST_NAMED} more"] if plain[_MOST_NAMED:] else []
    are, their = ("is", "its") if len(plain) == 1 else ("are", "their")
    why = f"{their} options are fewer than {MIN_OPTIONS}, more than {MAX_OPTIONS}, without a right one, or unreadable"
    said = f"{counted(len(plain), 'choice note')} {are} written as a plain question and answer, because {why}:"
    return (*flattened(transfer), f"{said} {', '.join(named)}.")


WRITE_FORMAT = WriteFormat(
    "deck-text",
    "Flashcards deck text",
    deck_text.SUFFIX,
    carries_schedule=False,
    write=write,
    carries_media=True,
    remarks=_remarks,
)


def _main_deck(notes: Sequence[TransferNote], path: Path) -> str:
    first = next((note.deck for note in notes if note.deck), path.stem)
    return _deck_name(first) or "Deck"


def _deck_name(name: str) -> str:
    try:
        return clean_deck_name(name)
    except ValueError:
        return ""


class _Writer:
    """Writes notes one at a time, and gives each an id of its own.

    Attributes:
        deck: the deck of the notes that do not name one.
    """

    def __init__(self, note_types: Sequence[NoteType], deck: str) -> None:
        self.deck = deck
        self._types = note_types
        self._ids: set[str] = set()
        self._cases: set[str] = set()

    def note(self, note: TransferNote) -> Lines:
        """Give the lines of a note, and before them its case text when it is the first that has it."""
        kind, fields = _askable(*as_built_in(self._types[note.type_place], note.fields))
        guid = note.guid or "note-" + _digest("\x1f".join((str(kind.value), *fields)))
        name = self._id(guid)
        case = self._case(fields[3]) if kind is NoteKind.CHOICE and fields[3] else _NO_CASE
        body = None if case is None else _with_marks(kind, fields)
        if body is None or case is None:
            case, body = _NO_CASE, _with_html(kind, fields)
        lines = [*case.written, f"## {name}", *case.named, *body]
        if guid != name:
            lines.append(f"Guid: {guid}")
        deck = _deck_name(note.deck)
        if deck not in {"", self.deck}:
            lines.append(f"Deck: {deck}")
        return [*lines, *_about(note, kind)]

    def _id(self, guid: str) -> str:
        """Give the guid where it is an id, else an id that is like it."""
        wanted = guid
        if deck_values.ID.fullmatch(guid) is None:
            wanted = _NOT_ID.sub("-", guid.lower())[:60].strip("-") or "note"
        name, number = wanted, 1
        while name in self._ids or name == "case":
            number += 1
            name = f"{wanted}-{number}"
        self._ids.add(name)
        return name

    def _case(self, html: str) -> "_Case | None":
        """Give how a note names its case text, or None when marks cannot say it."""
        name = "case-" + _digest(html)
        named = (f"Case: {name}",)
        if name in self._cases:
            return _Case(named=named)
        lines = value_lines(html, is_block=True)
        if lines is None:
            return None
        self._cases.add(name)
        return _Case((f"## case {name}", *lines, ""), named)


class _Case(NamedTuple):
    """The lines of a case text, where this is the first note that has it, and the line that names it."""

    written: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


_NO_CASE = _Case()


def _askable(kind: NoteKind, fields: tuple[str, ...]) -> tuple[NoteKind, tuple[str, ...]]:
    """Give a choice note whose options cannot be written as a basic one."""
    is_choice = kind is NoteKind.CHOICE and not _has_options(fields[1])
    return (NoteKind.BASIC, fields[:3]) if is_choice else (kind, fields)


def _has_options(field: str | None) -> bool:
    """Say whether options are such as a deck file has."""
    try:
        options = decode_options(field or "")
    except ValueError:
        return False
    return MIN_OPTIONS <= len(options) <= MAX_OPTIONS and any(option.is_correct for option in options)


def _with_marks(kind: NoteKind, fields: tuple[str, ...]) -> Lines | None:
    """Give the lines of all fields but the case, or None when marks cannot say what one of them says."""
    lines: Lines = []
    for key, field in zip(_KEYS[kind], fields, strict=False):
        written = [] if key == "More" and not field else _marked(key, field)
        if written is None:
            return None
        lines += written
    return lines


def _marked(key: str, field: str) -> Lines | None:
    if key == _OPTIONS:
        return _options(field, one_line, _rationale)
    values = typed_lines(field) if key == "Typed" else [value_lines(field)]
    if not field or values is None or (key == "Cloze" and fault_of_gaps(field)):
        return None
    lines: Lines = []
    for value in values:
        if value is None:
            return None
        lines += _keyed(key, value)
    return lines


def _with_html(kind: NoteKind, fields: tuple[str, ...]) -> Lines:
    lines = ["Text: html"]
    for key, field in zip((*_KEYS[kind], "Case text"), fields, strict=False):
        if key == _OPTIONS:
            lines += _options(field, html_line, _rationale_html) or []
        elif field or key not in {"More", "Case text"}:
            lines += _keyed(key, html_lines(field))
    return lines


def _keyed(key: str, value: Lines) -> Lines:
    return [f"{key}: {value[0]}".rstrip(" "), *value[1:]]


def _rationale(html: str) -> Lines | None:
    """Give the lines of a rationale, or None when marks cannot say it, or one would read as an option."""
    lines = value_lines(html, is_block=True)
    return None if lines is None or any(map(_LIKE_OPTION.match, lines)) else lines


def _rationale_html(html: str) -> Lines:
    first, *others = html_lines(html)
    return [_LIKE_OPTION.sub(r"\1-&#32;[", line) for line in ("  " + first, *others)]


def _options(field: str, text: Callable[[str], str | None], rationale: Callable[[str], Lines | None]) -> Lines | None:
    options = decode_options(field)
    lines: Lines = []
    for option in options:
        line, why = text(option.text), rationale(option.rationale) if option.rationale else []
        if line is None or why is None:
            return None
        lines += [f"- [{'x' if option.is_correct else ' '}] {line}", *why]
    pinned = [chr(ord("A") + place) for place, option in enumerate(options) if option.is_pinned]
    return [*lines, f"Pin: {' '.join(pinned)}"] if pinned else lines


def _about(note: TransferNote, kind: NoteKind) -> Lines:
    """Give the lines that say where a note comes from and what it is for."""
    known = note.provenance
    values = {
        "Source": " ".join(known.citation.split()),
        "Checked": known.checked_on.isoformat() if known.checked_on else "",
        "As of": " ".join(known.as_of.split()),
        "Domain": str(known.domain or ""),
        "Level": known.level.label if known.level else "",
        "Tags": " ".join(tag.replace(",", "\\,") for tag in note.tags or ()),
        "Facts": " ".join(known.facts),
        "Tests": " ".join(known.tests),
        "Use": "exam" if known.is_exam_only else "",
        "Tolerance": repr(known.tolerance) if known.tolerance is not None and kind is NoteKind.TYPED else "",
    }
    return [f"{key}: {value}" for key, value in values.items() if value]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
