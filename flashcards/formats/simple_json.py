"""A JSON list of cards, as many small programs write it: `[{"front": …, "back": …, "tags": […]}]`."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flashcards.domain.deck import SEPARATOR
from flashcards.domain.note_type import NoteKind
from flashcards.formats import json_values as take
from flashcards.formats.folders import refuse_large
from flashcards.formats.format import Format, Reading
from flashcards.formats.incoming import Incoming, deck_of, sorted_tags
from flashcards.formats.json_stream import JsonStream
from flashcards.formats.text_cells import to_html
from flashcards.formats.transfer import Transfer, TransferNote

MAX_BYTES = 500_000_000
"""The largest list that is read."""

_FRONTS = ("front", "question", "term", "q", "word")
_BACKS = ("back", "answer", "definition", "a", "meaning")
_LIST = re.compile(rb"(?:\xef\xbb\xbf)?\s*\[\s*\{")
_KEY = re.compile(rb'"(?:%s)"\s*:' % "|".join(_FRONTS).encode(), re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:[a-z]+|#\d+);")


def recognises(path: Path, head: bytes) -> bool:
    """Say whether a file is a list of cards."""
    return not path.is_dir() and _LIST.match(head) is not None and _KEY.search(head) is not None


def read(path: Path, reading: Reading) -> Transfer:
    """Read a file.

    Raises:
        ImportRefusedError: it is no JSON, or too large.
    """
    refuse_large(path, MAX_BYTES)
    reading.progress("Reading notes", 0.0)
    incoming = Incoming(FORMAT.id, path)
    with path.open("rb") as file:
        stream = JsonStream(file, path)
        for _ in stream.items():
            line = stream.line
            try:
                incoming.add(_note(take.an_object(stream.value()), line, incoming.type_place(NoteKind.BASIC)))
            except ValueError as problem:
                incoming.problem(line, f"a card was left out: {problem}")
        stream.end()
    return incoming.transfer()


FORMAT = Format("json-list", "JSON list of cards", (".json",), recognises, read)


def _note(row: Mapping[str, Any], line: int, place: int) -> TransferNote:
    known = {key.casefold(): value for key, value in row.items()}
    front, back = _first(known, _FRONTS), _first(known, _BACKS)
    tags = known.get("tags")
    words = tags.split() if isinstance(tags, str) else take.texts(known, "tags")
    return TransferNote(
        guid="",
        type_place=place,
        fields=(_html(front), _html(back), ""),
        deck=deck_of(*take.text(known, "deck").split(SEPARATOR)),
        tags=None if tags is None else sorted_tags(words),
        line=line,
    )


def _first(known: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    key = next((one for one in keys if one in known), None)
    if key is None or not take.text(known, key).strip():
        problem = f"“{keys[0]}” is missing"
        raise ValueError(problem)
    return take.text(known, key)


def _html(text: str) -> str:
    """Give HTML as it is, and plain text as HTML."""
    return text if _TAG.search(text) else to_html(text)
