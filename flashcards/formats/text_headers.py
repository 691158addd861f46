"""The lines at the top of a text file by which Anki is told how to read it: `#key:value`.

They are read as Anki 26.9 reads them, its undocumented keys included. Two things differ: what a spreadsheet adds behind
a value (`#deck:Mine,,,`) does not become part of it; and `#columns` may come before `#separator`.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from flashcards.formats.text_quotes import Marks, split_row
from flashcards.formats.transfer import WhenMatched

_NAMED = {"comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":"}
_TRUTH = {"true": True, "false": False}
_MATCHES = {
    "update current": WhenMatched.UPDATE,
    "keep current": WhenMatched.KEEP,
    "keep both": WhenMatched.BOTH,
}
_NOT_ALPHANUMERIC = re.compile(r"[^0-9A-Za-z]")
_PADDING = ",;\t| "
_LEGACY_TAGS = "tags:"
_OF_A_SPREADSHEET = re.compile(r"\"?sep=([^\w\s\"]|\t)\"?", re.IGNORECASE)
"""The line by which Excel is told what stands between cells."""


class MetaColumn(StrEnum):
    """The columns that can be named by number."""

    NOTE_TYPE = "notetype column"
    DECK = "deck column"
    TAGS = "tags column"
    GUID = "guid column"


@dataclass(slots=True)
class Headers:
    """What the header lines say.

    Attributes:
        lines: how many lines they take, comments among them included.
        has_comments: a line has a key of Anki's; else `#` is text.
        separator, is_html, note_type, deck, when_matched, columns: None when they are not said.
        columns: the names as written, see `column_names`.
        places: 0-based columns.
    """

    lines: int = 0
    has_comments: bool = False
    separator: str | None = None
    is_html: bool | None = None
    tags: tuple[str, ...] = ()
    columns: str | None = None
    note_type: str | None = None
    deck: str | None = None
    places: dict[MetaColumn, int] = field(default_factory=dict)
    when_matched: WhenMatched | None = None
    within_deck: bool = False

    def column_names(self, separator: str) -> tuple[str, ...]:
        """Give the names of the columns, in a file with this separator; none when they are not said."""
        if self.columns is None:
            return ()
        names = split_row(self.columns, Marks(separator)).cells if separator else [self.columns]
        while names and not names[-1].strip():
            names.pop()
        return tuple(names)


def read_headers(lines: Iterable[str]) -> Headers:
    """Read the header lines at the beginning of `lines`; one of a spreadsheet's, `sep=;`, may stand above them."""
    headers = Headers()
    count = 0
    for line in lines:
        text = line.rstrip("\r\n")
        if headers.lines == count == 0 and (said := _OF_A_SPREADSHEET.fullmatch(text)):
            headers.separator, headers.lines = said[1], 1
            continue
        if count == 0 and text.startswith(_LEGACY_TAGS):
            headers.tags = tuple(text.removeprefix(_LEGACY_TAGS).split())
            headers.has_comments = True
        elif text.startswith("#"):
            key, colon, value = text[1:].partition(":")
            if colon and (read := _READERS.get(key.strip().lower())):
                headers.has_comments = True
                read(headers, value)
        else:
            break
        count += 1
    headers.lines += count if headers.has_comments else 0
    return headers


def _short(value: str) -> str:
    """Cut a value at the first character that is neither letter nor digit, from its second character on."""
    found = _NOT_ALPHANUMERIC.search(value, 1)
    return value[: found.start()] if found else value


def _separator(headers: Headers, value: str) -> None:
    short = _short(value)
    literal = short if short in _NAMED.values() else None
    headers.separator = _NAMED.get(short.strip().lower(), literal) or headers.separator


def _is_html(headers: Headers, value: str) -> None:
    headers.is_html = _TRUTH.get(_short(value).strip().lower(), headers.is_html)


def _tags(headers: Headers, value: str) -> None:
    headers.tags = tuple(value.rstrip(_PADDING).split())


def _columns(headers: Headers, value: str) -> None:
    headers.columns = value


def _note_type(headers: Headers, value: str) -> None:
    headers.note_type = value.strip(_PADDING)


def _deck(headers: Headers, value: str) -> None:
    headers.deck = value.strip(_PADDING)


def _when_matched(headers: Headers, value: str) -> None:
    asked = value.rstrip(_PADDING)
    headers.when_matched = _MATCHES.get(asked, headers.when_matched)


def _scope(headers: Headers, value: str) -> None:
    asked = value.rstrip(_PADDING)
    if asked in {"notetype", "notetype + deck"}:
        headers.within_deck = asked != "notetype"


def _place(column: MetaColumn) -> Callable[[Headers, str], None]:
    def read(headers: Headers, value: str) -> None:
        number = _short(value.strip())
        if number.isascii() and number.isdigit() and int(number[:9]):
            headers.places[column] = int(number[:9]) - 1

    return read


_READERS: dict[str, Callable[[Headers, str], None]] = {
    "separator": _separator,
    "html": _is_html,
    "tags": _tags,
    "columns": _columns,
    "notetype": _note_type,
    "deck": _deck,
    "if matches": _when_matched,
    "match scope": _scope,
} | {column.value: _place(column) for column in MetaColumn}
