"""Every format there is, in the order in which files are tried against them."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from flashcards.domain.errors import ImportRefusedError
from flashcards.formats import (
    deck_text_file,
    deck_text_writing,
    history_json,
    simple_json,
    supermemo,
    text_reader,
    text_writing,
    workbook_reader,
)
from flashcards.formats.anki import formats as anki
from flashcards.formats.crowdanki import reading as crowdanki
from flashcards.formats.format import HEAD_BYTES, Format, Reading, WriteFormat
from flashcards.formats.markdown_notes import reading as markdown_notes
from flashcards.formats.mnemosyne import cards_file, version1
from flashcards.formats.mochi import reading as mochi
from flashcards.formats.not_text import not_text, odd_bytes
from flashcards.formats.own_backup import reading as own_backup
from flashcards.formats.study_sheet import sheet_format
from flashcards.formats.transfer import Transfer

READ: tuple[Format, ...] = (
    *anki.READ,
    own_backup.FORMAT,
    crowdanki.FORMAT,
    cards_file.FORMAT,
    version1.FORMAT,
    mochi.FORMAT,
    history_json.FORMAT,
    simple_json.FORMAT,
    deck_text_file.FORMAT,
    workbook_reader.FORMAT,
    markdown_notes.FORMAT,
    supermemo.FORMAT,
    text_reader.FORMAT,
)
"""The stricter a format recognises its files, the earlier it is tried; plain text comes last."""

WRITE: tuple[WriteFormat, ...] = (
    *anki.WRITE,
    history_json.WRITE_FORMAT,
    deck_text_writing.WRITE_FORMAT,
    text_writing.ANKI_TEXT,
    text_writing.CSV,
    sheet_format.WRITE_FORMAT,
)
"""What takes everything along comes first: a package is what is offered."""


_ALIASES = {"tsv": "csv"}
"""Names of formats that are read as another."""

_DATABASE = b"SQLite format 3\0"
_UNCHANGED = "Nothing was changed. The guide page “Bring your own cards” lists what can be imported."


def detect(path: Path) -> Format:
    """Say which format a file, or a folder, has.

    Raises:
        ImportRefusedError: it cannot be read, or is of no format we know.
    """
    _refuse_special(path)
    head = _head(path)
    for one in READ:
        if one.recognises(path, head):
            return one
    raise ImportRefusedError(_why_unknown(path, head), path)


def read(path: Path, reading: Reading, name: str | None = None) -> Transfer:
    """Read a file in the format it has, or in the one that is named.

    Raises:
        ImportRefusedError: nothing in it can be read.
        KeyError: there is no such format.
    """
    if name is None:
        return detect(path).read(path, reading)
    _refuse_special(path)
    named = format_to_read(name)
    try:
        return named.read(path, reading)
    except ImportRefusedError as error:
        raise _refused(path, named, error) from error


def _refused(path: Path, named: Format, error: ImportRefusedError) -> ImportRefusedError:
    """Give why a file cannot be read in the format that is named: perhaps it is plainly of another."""
    head = _head(path)
    is_it = named.recognises(path, head)
    other = None if is_it else next((one for one in READ if one.recognises(path, head)), None)
    if other is None:
        return error
    problem = (
        f"this is no “{named.label}”; it looks like “{other.label}”. Nothing was changed. Leave --format out, and it "
        "is read as what it is."
    )
    return ImportRefusedError(problem, path)


def format_to_read(name: str) -> Format:
    """Give a format by its id, or by another name it goes by.

    Raises:
        KeyError: there is none.
    """
    return {one.id: one for one in READ}[_ALIASES.get(name, name)]


def format_to_write(name: str) -> WriteFormat:
    """Give a format by its id.

    Raises:
        KeyError: there is none.
    """
    return {one.id: one for one in WRITE}[name]


def names_to_read() -> list[str]:
    """Give every name `format_to_read` knows."""
    return sorted([*(one.id for one in READ), *_ALIASES])


def _refuse_special(path: Path) -> None:
    """Refuse what is no file, of which opening may wait for ever, and no folder that can be looked into."""
    kind = _kind(path)
    if kind not in {stat.S_IFREG, stat.S_IFDIR, None}:
        problem = "this is a pipe or a device, not an ordinary file or folder. Nothing was changed."
        raise ImportRefusedError(problem, path)
    if kind == stat.S_IFDIR:
        _refuse_folder(path)


def _kind(path: Path) -> int | None:
    """Give what there is of that name, as `stat` has it; None for nothing."""
    with suppress(OSError):
        return stat.S_IFMT(path.stat().st_mode)
    return None


def _refuse_folder(path: Path) -> None:
    """Refuse a whole disk, and a folder that cannot be looked into."""
    if path.resolve() == Path(path.resolve().anchor):
        problem = (
            "this is a whole disk, not a folder of notes. Nothing was changed. Choose the folder the notes are in."
        )
        raise ImportRefusedError(problem, path)
    try:
        with os.scandir(path):
            pass
    except OSError as error:
        problem = f"this folder cannot be opened ({error.strerror or error}). Nothing was changed."
        raise ImportRefusedError(problem, path) from error


def _why_unknown(path: Path, head: bytes) -> str:
    """Say why a file is of no format: it is empty, damaged, or of a kind that cannot be read."""
    if path.is_dir():
        why = "there is nothing in this folder that can be imported"
        with suppress(OSError):
            why = why if any(True for _ in path.iterdir()) else "the folder is empty"
        return f"{why}. {_UNCHANGED}"
    if not head:
        return f"the file is empty. {_UNCHANGED}"
    if head.startswith(_DATABASE) or anki.is_bare_collection(path, head):
        return _why_no_database(path, head)
    if path.suffix.lower() == ".json":
        return f"this JSON is damaged, nested too deep, or of a program Flashcards does not know. {_UNCHANGED}"
    if not_text(head) is None and not odd_bytes(head):
        return (
            f"its name does not say what kind of text it is; a table of notes should end in .csv or .txt. {_UNCHANGED}"
        )
    return f"this is no kind of file Flashcards can import. {_UNCHANGED}"


def _why_no_database(path: Path, head: bytes) -> str:
    if anki.is_bare_collection(path, head):
        return (
            "this is the collection file Anki itself works in, which may not hold all that Anki has. Nothing was "
            "changed. Export it from Anki as a collection (File > Export, .colpkg), and import that file."
        )
    return f"this database is damaged, or of a program Flashcards does not know. {_UNCHANGED}"


def _head(path: Path) -> bytes:
    if path.is_dir():
        return b""
    try:
        with path.open("rb") as file:
            return file.read(HEAD_BYTES)
    except OSError as error:
        problem = f"it cannot be opened ({error.strerror or error}). Nothing was changed."
        raise ImportRefusedError(problem, path) from error
