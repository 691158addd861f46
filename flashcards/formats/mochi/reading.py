"""`.mochi` files: decks in decks, cards in Markdown, templates, media."""

import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from flashcards.domain.errors import ImportRefusedError
from flashcards.domain.note_type import NoteKind
from flashcards.formats.archive import Archive
from flashcards.formats.file_names import shown
from flashcards.formats.format import Format, Reading
from flashcards.formats.incoming import Incoming, deck_of, sorted_tags
from flashcards.formats.markdown_notes.gaps import Gap, with_gaps
from flashcards.formats.markdown_notes.markup import to_html
from flashcards.formats.markdown_notes.spans import hidden
from flashcards.formats.media_folder import MediaNames
from flashcards.formats.mochi.edn import read_edn
from flashcards.formats.transfer import MediaFile, Transfer, TransferNote

DATA = "data.edn"

VERSION = 2
"""Of the format, as it is documented. A later one is refused."""

_VERSIONS = {"1", str(VERSION)}

MAX_DATA_BYTES = 32 * 1024 * 1024
"""The largest list of cards that is read; a hundred thousand ordinary cards fit."""

_MAX_DECKS_ABOVE = 50
_SIDES = re.compile(r"^[ \t]*---[ \t]*$", re.MULTILINE)
_GAP = re.compile(r"\{\{(?:(\d{1,3})::)?([^{}]+?)\}\}")
_FIELD = re.compile(r"<<\s*([^<>]+?)\s*>>")
_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_NODE_FACTOR = 6
"""How much more memory the data takes than its text."""


def recognises(path: Path, head: bytes) -> bool:
    """Say whether a file is a `.mochi` file."""
    return head.startswith(b"PK\x03\x04") and path.suffix.lower() == ".mochi"


def read(path: Path, reading: Reading) -> Transfer:
    """Read a file.

    Raises:
        ImportRefusedError: it is damaged, or of another kind than the documented one.
    """
    archive = Archive(path)
    try:
        transfer = _Reader(archive, reading).transfer()
    except BaseException:
        archive.close()
        raise
    transfer.resources.callback(archive.close)
    return transfer


FORMAT = Format("mochi", "Mochi deck", (".mochi",), recognises, read)


class _Reader:
    """Makes notes of the cards of all decks."""

    def __init__(self, archive: Archive, reading: Reading) -> None:
        self._archive = archive
        self._reading = reading
        self._incoming = Incoming(FORMAT.id, archive.path)
        self._incoming.extend_problems(archive.problems)
        self._names = MediaNames()
        self._media = [
            MediaFile(self._names.add(name), size, partial(archive.open, name))
            for name, size in archive.sizes.items()
            if name != DATA
        ]
        self._data = self._read_data()
        self._templates = {str(one.get("id")): one for one in _objects(self._data, "templates")}
        self._decks = {str(one.get("id")): one for one in _objects(self._data, "decks")}

    def transfer(self) -> Transfer:
        """Give what was read."""
        decks = _objects(self._data, "decks")
        for place, deck in enumerate(decks):
            self._reading.progress("Reading cards", place / len(decks))
            name = self._deck_name(deck)
            for number, card in enumerate(_objects(deck, "cards"), start=1):
                self._take(card, name, number)
        transfer = self._incoming.transfer()
        transfer.media = self._media
        return transfer

    def _read_data(self) -> Mapping[str, Any]:
        if DATA not in self._archive.sizes:
            problem = (
                f"there is no list of cards ({DATA}) in it. Nothing was changed. "
                "Export the deck from Mochi in its own format (.mochi)."
            )
            raise ImportRefusedError(problem, self._archive.path)
        text = self._archive.read(DATA, MAX_DATA_BYTES).decode("utf-8-sig", "replace")
        self._incoming.count(_NODE_FACTOR * len(text))
        try:
            data = read_edn(text)
        except ValueError as error:
            problem = f"{DATA} in it cannot be read ({error}). Nothing was changed. Export it again."
            raise ImportRefusedError(problem, self._archive.path) from error
        values = data if isinstance(data, dict) else {}
        self._check_version(values.get("version"))
        return values

    def _check_version(self, version: object) -> None:
        if version is None or str(version) in _VERSIONS:
            return
        problem = (
            f"it is of version {shown(str(version))} of Mochi's format, and version {VERSION} is the last one known "
            "here. Nothing was changed. Export the deck from Mochi as Markdown, and import that."
        )
        raise ImportRefusedError(problem, self._archive.path)

    def _deck_name(self, deck: Mapping[str, Any]) -> str:
        """Give the name of a deck with those above it; a deck that is above itself is passed over."""
        names: list[str] = []
        above: Mapping[str, Any] | None = deck
        while above is not None and len(names) < _MAX_DECKS_ABOVE:
            names.append(str(above.get("name") or ""))
            above = self._decks.get(str(above.get("parent-id")))
        return deck_of(*reversed(names))

    def _take(self, card: Mapping[str, Any], deck: str, number: int) -> None:
        content = self._content(card)
        sides = [side.strip() for side in _SIDES.split(content)]
        bare = hidden(sides[0], "\x00")
        gaps = [
            Gap(match.start(), match.end(), sides[0][match.start(2) : match.end(2)], order=match[1] or "")
            for match in _GAP.finditer(bare)
        ]
        if not sides[0] or (len(sides) < 2 and not gaps):
            title = " ".join(content.split())[:60]
            what = f"“{title}” of “{deck}”" if title else f"card {number} of “{deck}”"
            self._incoming.problem(0, f"{what} was left out: it has one side only")
            return
        kind = NoteKind.CLOZE if gaps else NoteKind.BASIC
        first = self._html(with_gaps(sides[0], gaps), is_cloze=bool(gaps))
        rest = self._html("\n\n".join(sides[1:]))
        guid = str(card.get("id") or "")
        self._incoming.add(
            TransferNote(
                guid=guid if _ID.fullmatch(guid) else "",
                type_place=self._incoming.type_place(kind),
                fields=(first, rest) if gaps else (first, rest, ""),
                deck=deck,
                tags=sorted_tags([one for one in _list(card, "tags") if isinstance(one, str)]),
            )
        )

    def _content(self, card: Mapping[str, Any]) -> str:
        """Give a card's Markdown: its own, or that of its template with its fields filled in."""
        content = card.get("content")
        template = self._templates.get(str(card.get("template-id")))
        if (isinstance(content, str) and content.strip()) or template is None:
            return content if isinstance(content, str) else ""
        names = {key: str(one.get("name")) for key, one in _fields(template)}
        values = {names.get(key, key): str(one.get("value") or "") for key, one in _fields(card)}
        return _FIELD.sub(lambda match: values.get(match[1], ""), str(template.get("content") or ""))

    def _html(self, text: str, *, is_cloze: bool = False) -> str:
        return to_html(text, self._media_name, is_cloze=is_cloze)

    def _media_name(self, written: str) -> str:
        path = written.removeprefix("@media/").removeprefix("./")
        return self._names.moved.get(path, path.rpartition("/")[2])


def _list(row: Mapping[str, Any], key: str) -> list[Any]:
    value = row.get(key)
    return value if isinstance(value, list) else []


def _objects(row: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    return [one for one in _list(row, key) if isinstance(one, dict)]


def _fields(row: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    fields = row.get("fields")
    pairs = fields.items() if isinstance(fields, dict) else ()
    return [(str(key), one) for key, one in pairs if isinstance(one, dict)]
