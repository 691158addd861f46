"""Deck files (docs/deck-format.md), alone or in a folder, as something to import."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from flashcards.domain.errors import ImportRefusedError
from flashcards.formats.deck_text import NOT_A_DECK, SUFFIX, media_folder, read_deck_files
from flashcards.formats.draft import NoteDraft
from flashcards.formats.file_names import fault_of_name
from flashcards.formats.folders import files_below, text_files
from flashcards.formats.format import HEAD_BYTES, Format, Reading
from flashcards.formats.incoming import Incoming
from flashcards.formats.media_folder import media_beside, names_in
from flashcards.formats.transfer import MediaFile, Transfer, TransferNote

MAX_NOTES = 120_000
MAX_LINES = 1_500_000
"""What is read at once takes up to 2 kB a note."""

_TOP = re.compile(rb"(?:\xef\xbb\xbf)?\s*---[ \t]*\r?\n(?:(?!---)[^\n]*\n)*?deck:[ \t]")
_NOTE = re.compile(rb"^## (?:case )?[a-z0-9][a-z0-9-]*[ \t]*\r?$", re.MULTILINE)


def recognises(path: Path, head: bytes) -> bool:
    """Say whether a file is a deck file, or a folder one of them."""
    if path.is_dir():
        first = next(_deck_files(path), None)
        return first is not None and _is_deck(_head(first))
    return _is_deck(head)


def read(path: Path, reading: Reading) -> Transfer:
    """Read a deck file, or all of a folder and of those below it.

    Raises:
        ImportRefusedError: there is no deck file, or one that is too large.
    """
    paths = [one for one in text_files(path, SUFFIX) if one.name != NOT_A_DECK or one == path]
    _refuse_many(path, paths)
    reading.progress("Reading notes", 0.0)
    incoming = Incoming(FORMAT.id, path)
    media: dict[str, MediaFile] = {}
    for draft in read_deck_files(paths):
        incoming.extend_problems(draft.problems)
        before = len(incoming.notes)
        for note in draft.notes:
            incoming.add(_transfer_note(note, incoming))
        media |= _media(draft.path, incoming.notes[before:])
    transfer = incoming.transfer()
    transfer.media = list(media.values())
    return transfer


FORMAT = Format("deck-text", "Flashcards deck text", (SUFFIX,), recognises, read)


def _media(path: Path, notes: Sequence[TransferNote]) -> dict[str, MediaFile]:
    """Give what the notes of a file show and play."""
    folder = media_folder(path)
    if not folder.is_dir():
        return {}
    names = [name for name in names_in(notes) if not fault_of_name(name)]
    return {file.name: file for file in media_beside(folder, names)[0]}


def _refuse_many(path: Path, paths: list[Path]) -> None:
    """Refuse more than can be held, before it is read."""
    notes = lines = 0
    for one in paths:
        content = one.read_bytes()
        notes += content.count(b"\n## ")
        lines += content.count(b"\n")
    if notes > MAX_NOTES or lines > MAX_LINES:
        problem = (
            f"it has {notes} notes in {lines} lines; at most {MAX_NOTES} notes in {MAX_LINES} lines can be read at "
            "once. Nothing was changed. Split it into several files."
        )
        raise ImportRefusedError(problem, path)


def _is_deck(head: bytes) -> bool:
    return _TOP.match(head) is not None and _NOTE.search(head) is not None


def _deck_files(path: Path) -> Iterator[Path]:
    return (one for one in files_below(path, SUFFIX) if one.name != NOT_A_DECK)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEAD_BYTES)
    except OSError:
        return b""


def _transfer_note(note: NoteDraft, incoming: Incoming) -> TransferNote:
    return TransferNote(
        guid=note.guid,
        type_place=incoming.type_place(note.kind),
        fields=note.fields,
        deck=note.deck,
        tags=note.tags,
        line=note.line,
        provenance=note.provenance,
    )
