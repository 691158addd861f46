"""Searching the words of notes: by the index of words where a pattern allows it, else by looking at every note."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from flashcards.domain.errors import SearchError
from flashcards.domain.search import Text, TextMode
from flashcards.storage import reading
from flashcards.storage.globs import glob_matches, like_part, regex_of_glob, without_accents
from flashcards.storage.search_where import LookUp
from flashcards.storage.text_index import INSIDE, OUTSIDE
from flashcards.storage.text_pieces import (
    Piece,
    pieces_of_folded_glob,
    pieces_of_glob,
    pieces_of_regex,
)
from flashcards.storage.vocabulary import vocabulary_of

_MOST_WORDS = 1000
"""More words than this are not asked for together: looking at every note is quicker."""

_LIKE = "fields LIKE ? ESCAPE '\\'"


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The notes that are to be looked at, as what stands behind `IN`.

    Attributes:
        sql: None for all notes.
    """

    sql: str | None
    values: tuple[str, ...] = ()


_ALL = _Chosen(None)


def notes_with(node: Text, look: LookUp) -> Iterator[int]:
    """Give the notes that have a text, each once.

    Raises:
        SearchError: a regular expression cannot be understood.
    """
    if node.field is not None:
        return _in_field(node, look)
    if node.mode is TextMode.PART:
        return _with_part(node.pattern, look)
    matches = _matcher(node)
    return (row[0] for row in _rows(_chosen(_pieces(node), look), look) if matches(row[2]))


def _with_part(pattern: str, look: LookUp) -> Iterator[int]:
    pieces = pieces_of_glob(pattern)
    like = like_part(pattern)
    match = _match(pieces.parts, look)
    if match is None or not pieces.is_exact:
        chosen = _among(match)
        sql = f"SELECT id FROM note WHERE {_LIKE}" + ("" if chosen.sql is None else f" AND id IN ({chosen.sql})")
        return _ids(look, sql, (like, *chosen.values))
    outside = _ids(look, f"SELECT id FROM note WHERE id IN ({OUTSIDE}) AND {_LIKE}", (like,))
    inside = _ids(look, INSIDE, (match,)) if match else iter(())
    return chain(inside, outside)


def _in_field(node: Text, look: LookUp) -> Iterator[int]:
    """Look at one field of the types that have it: the whole of it, as in Anki, unless a mode says otherwise."""
    wanted = _places(node.field or "", look)
    matches = regex_of_glob(node.pattern).fullmatch if node.mode is TextMode.PART else _matcher(node)
    for note_id, type_id, fields in _rows(_chosen(_pieces(node), look), look):
        places = wanted.get(type_id)
        if places is None:
            continue
        values = fields.split(reading.FIELD_SEPARATOR)
        if any(matches(values[place]) for place in places if place < len(values)):
            yield note_id


def _rows(chosen: _Chosen, look: LookUp) -> Iterator[tuple[int, int, str]]:
    sql = "SELECT id, note_type_id, fields FROM note"
    where = "" if chosen.sql is None else f" WHERE id IN ({chosen.sql})"
    return chain.from_iterable(look.snapshot.portions(sql + where, chosen.values))


def _ids(look: LookUp, sql: str, values: Sequence[str]) -> Iterator[int]:
    return chain.from_iterable(chain.from_iterable(look.snapshot.portions(sql, values)))


def _pieces(node: Text) -> tuple[Piece, ...]:
    """Give what words a note must have; of a field searched as a whole, folded, for its capitals are not SQL's."""
    if node.mode is TextMode.REGEX:
        return pieces_of_regex(node.pattern)
    return pieces_of_folded_glob(without_accents(node.pattern))


def _chosen(pieces: Sequence[Piece], look: LookUp) -> _Chosen:
    return _among(_match(pieces, look))


def _among(match: str | None) -> _Chosen:
    if match is None:
        return _ALL
    if not match:
        return _Chosen(OUTSIDE)
    return _Chosen(f"{INSIDE} UNION ALL {OUTSIDE}", (match,))


def _match(pieces: Sequence[Piece], look: LookUp) -> str | None:
    """Give what to ask the index for: notes with words for every piece.

    Returns:
        None when the index is of no help, "" when no note in it has all pieces.
    """
    if not pieces:
        return None
    vocabulary = vocabulary_of(look.snapshot)
    groups = [vocabulary.words_with(piece, _MOST_WORDS) for piece in pieces]
    known = [group for group in groups if group is not None]
    if not known:
        return None
    if not all(known):
        return ""
    return " AND ".join(f"({' OR '.join(map(_quoted, group))})" for group in known)


def _quoted(word: str) -> str:
    return f'"{word}"'  # no word has a quotation mark: it parts them


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
        return lambda text: sought.search(without_accents(text))
    if node.mode is TextMode.WORD:
        return _compiled(rf"\b(?:{regex_of_glob(node.pattern).pattern})\b").search
    return _compiled(node.pattern).search


def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        problem = f"The regular expression “{pattern}” cannot be understood: {error}."
        raise SearchError(problem, 0, 0) from error
