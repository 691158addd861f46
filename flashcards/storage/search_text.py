"""Searching the words of notes."""

import re
from collections.abc import Callable

from flashcards.domain.errors import SearchError
from flashcards.domain.plain_text import plain_text
from flashcards.domain.search import Text, TextMode
from flashcards.storage import reading
from flashcards.storage.globs import glob_matches, like_part, regex_of_glob, without_accents
from flashcards.storage.search_where import LookUp, Where, among


def text_where(node: Text, look: LookUp) -> Where:
    """Look in any field, or in one.

    Raises:
        SearchError: a regular expression cannot be understood.
    """
    return _anywhere(node, look) if node.field is None else _in_field(node, look)


def _anywhere(node: Text, look: LookUp) -> Where:
    if node.mode is TextMode.PART:
        return Where("note.fields LIKE ? ESCAPE '\\'", [like_part(node.pattern)])
    matches = _matcher(node)
    rows = look.snapshot.rows("SELECT id, fields FROM note")
    return among("note.id", [row[0] for row in rows if matches(row[1])])


def _in_field(node: Text, look: LookUp) -> Where:
    """Look at one field of the types that have it: the whole of it, as in Anki, unless a mode says otherwise."""
    wanted = _places(node.field or "", look)
    matches = regex_of_glob(node.pattern).fullmatch if node.mode is TextMode.PART else _matcher(node)
    marks = ",".join(str(int(type_id)) for type_id in wanted)
    rows = look.snapshot.rows(f"SELECT id, note_type_id, fields FROM note WHERE note_type_id IN ({marks})")
    found = []
    for note_id, type_id, fields in rows:
        values = fields.split(reading.FIELD_SEPARATOR)
        if any(matches(values[place]) for place in wanted[type_id] if place < len(values)):
            found.append(note_id)
    return among("note.id", found)


def _places(pattern: str, look: LookUp) -> dict[int, list[int]]:
    """Give where the fields of that name stand, by note type."""
    found = {
        int(one.id): [place for place, name in enumerate(one.fields) if glob_matches(pattern, name)]
        for one in reading.note_types(look.snapshot).values()
    }
    return {type_id: places for type_id, places in found.items() if places}


def _matcher(node: Text) -> Callable[[str], object]:
    if node.mode is TextMode.NO_ACCENTS:
        sought = regex_of_glob(without_accents(node.pattern))
        return lambda text: sought.search(without_accents(plain_text(text)))
    if node.mode is TextMode.WORD:
        return _compiled(rf"\b(?:{regex_of_glob(node.pattern).pattern})\b").search
    return _compiled(node.pattern).search


def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        problem = f"The regular expression “{pattern}” cannot be understood: {error}."
        raise SearchError(problem, 0, 0) from error
