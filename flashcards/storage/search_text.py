"""Searching the words of notes: by the index of words where a pattern allows it, else by looking at every note."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from flashcards.domain.search import Text, TextMode
from flashcards.storage import reading
from flashcards.storage.columns import Ids, ids_of
from flashcards.storage.globs import glob_matches, like_part, like_whole, regex_of_glob, without_accents
from flashcards.storage.patience import Patient
from flashcards.storage.readable import either_way, like_either_way
from flashcards.storage.search_where import LookUp
from flashcards.storage.text_index import INSIDE, OUTSIDE
from flashcards.storage.text_pieces import Piece, lowered, pieces_of_folded_glob, pieces_of_glob, pieces_of_regex
from flashcards.storage.vocabulary import vocabulary_of

_MOST_WORDS = 1000
"""More words than this are not asked for together: looking at every note is quicker."""

_MOST_TOGETHER = 100
"""How many texts one statement asks for; SQLite refuses a thousand conditions in one."""

_PLAIN_WORD = re.compile("[0-9A-Za-z]+")
_ANYWHERE = re.compile(r"\*([^*_\\]+)\*")


_FIRST_FIELD = "substr(fields, 1, instr(fields, char(31)) - 1)"
_LAST_FIELDS = {1: "fields", 2: "substr(fields, instr(fields, char(31)) + 1)"}
"""The last field in SQL, by how many fields there are. Where there are more, Python is quicker."""


@dataclass(frozen=True, slots=True)
class _Match:
    """What to ask the index for.

    Attributes:
        sql: None when the index is of no help, "" when no note in it can have what is sought.
        is_whole: whether it asks for every piece.
    """

    sql: str | None
    is_whole: bool = False


def notes_with(node: Text, look: LookUp) -> Ids:
    """Give the notes that have a text, shape (found,); one may come twice.

    Raises:
        SearchError: a regular expression cannot be understood, or takes too long.
        CancelledError: the search was told to stop.
    """
    if node.mode is TextMode.PART:
        return notes_with_all([node.pattern], look) if node.field is None else _in_whole_field(node, look)
    if node.field is not None:
        return _in_field(node, look)
    matches = _matcher(node, look)
    if node.mode is TextMode.WORD and _PLAIN_WORD.fullmatch(node.pattern):
        return _with_word(lowered(node.pattern), matches, look)
    return _looked_at(_match(_pieces(node), look), matches, look)


def notes_with_all(patterns: Sequence[str], look: LookUp) -> Ids:
    """Give the notes that have all of some texts in any of their fields, shape (found,)."""
    found = _with_all(patterns[:_MOST_TOGETHER], look)
    for start in range(_MOST_TOGETHER, len(patterns), _MOST_TOGETHER):
        if not len(found):
            break
        found = np.intersect1d(found, _with_all(patterns[start : start + _MOST_TOGETHER], look))
    return found


def _with_all(patterns: Sequence[str], look: LookUp) -> Ids:
    several = [pieces_of_glob(pattern) for pattern in patterns]
    match = _match([piece for pieces in several for piece in pieces.parts], look)
    conditions = [like_either_way("fields", pattern) for pattern in patterns]
    likes = " AND ".join(sql for sql, _ in conditions)
    parts = zip(patterns, conditions, strict=True)
    values = [like_part(pattern) for pattern, (_, times) in parts for _ in range(times)]
    if not match.is_whole or not all(pieces.is_exact for pieces in several):
        chosen, more = _among(match)
        return ids_of(look.snapshot, f"SELECT id FROM note WHERE {likes}{chosen}", (*values, *more))
    outside = ids_of(look.snapshot, f"SELECT id FROM note WHERE id IN ({OUTSIDE}) AND {likes}", values)
    return np.concatenate((_inside(match.sql or "", look), outside))


def _inside(sql: str, look: LookUp) -> Ids:
    return ids_of(look.snapshot, INSIDE, (sql,)) if sql else np.empty(0, np.int64)


def _with_word(word: str, matches: Callable[[str], object], look: LookUp) -> Ids:
    """Look for a word of ASCII letters and digits: where the index has just that, there is nothing to be looked at."""
    words = vocabulary_of(look.snapshot).words_with(Piece(word, is_folded=True), _MOST_WORDS)
    if words is None:
        return _looked_at(_Match(None), matches, look)
    more = _Match(" OR ".join(_quoted(one) for one in words if one != word))
    sure = _inside(_quoted(word) if word in words else "", look)
    return np.concatenate((sure, _looked_at(more, matches, look)))


def _looked_at(match: _Match, matches: Callable[[str], object], look: LookUp) -> Ids:
    """Look at the fields of notes, all in one text."""
    return np.fromiter((row[0] for row in _rows(match, look) if matches(row[2])), np.int64)


def _in_whole_field(node: Text, look: LookUp) -> Ids:
    """Look at the whole of one field, of the types that have it, as SQL does."""
    wanted = _places(node.field or "", look)
    if not wanted:
        return np.empty(0, np.int64)
    counts = {int(one.id): len(one.fields) for one in reading.note_types(look.snapshot).values()}
    types: dict[str, list[int]] = {}
    for type_id, places in wanted.items():
        for place in places:
            field = _field(place, counts[type_id])
            if field is None:
                return _in_field(node, look)
            types.setdefault(field, []).append(type_id)
    fits = [  # the plus keeps SQLite from looking at all notes of those types
        f"(+note_type_id IN ({','.join(map(str, ids))}) AND {like_either_way(field, node.pattern, '?1')[0]})"
        for field, ids in types.items()
    ]
    chosen, more = _among(_match(pieces_of_glob(node.pattern).parts, look))
    sql = f"SELECT id FROM note WHERE ({' OR '.join(fits)}){chosen.replace('?', '?2')}"
    return ids_of(look.snapshot, sql, (like_whole(node.pattern), *more))


def _field(place: int, count: int) -> str | None:
    if place == count - 1:
        return _LAST_FIELDS.get(count)
    return _FIRST_FIELD if place == 0 else None


def _in_field(node: Text, look: LookUp) -> Ids:
    """Look at one field of the types that have it."""
    wanted = _places(node.field or "", look)
    matches = either_way(_like_matcher(node.pattern)) if node.mode is TextMode.PART else _matcher(node, look)
    found: list[int] = []
    for note_id, type_id, fields in _rows(_match(_pieces(node), look), look):
        values = fields.split(reading.FIELD_SEPARATOR)
        for place in wanted.get(type_id, ()):
            if place < len(values) and matches(values[place]):
                found.append(note_id)
                break
    return np.array(found, np.int64)


def _rows(match: _Match, look: LookUp) -> Iterator[tuple[int, int, str]]:
    chosen, values = _among(match)
    sql = f"SELECT id, note_type_id, fields FROM note WHERE 1{chosen}"
    return chain.from_iterable(look.snapshot.portions(sql, values))


def _pieces(node: Text) -> tuple[Piece, ...]:
    if node.mode is TextMode.REGEX:
        return pieces_of_regex(node.pattern)
    return pieces_of_folded_glob(without_accents(node.pattern))


def _among(match: _Match) -> tuple[str, tuple[str, ...]]:
    """Give a condition on the notes that have to be looked at, with its values."""
    if match.sql is None:
        return "", ()
    if not match.sql:
        return f" AND id IN ({OUTSIDE})", ()
    return f" AND id IN ({INSIDE} UNION ALL {OUTSIDE})", (match.sql,)


def _match(pieces: Sequence[Piece], look: LookUp) -> _Match:
    """Ask for notes with words for every piece."""
    if not pieces:
        return _Match(None)
    vocabulary = vocabulary_of(look.snapshot)
    groups = [vocabulary.words_with(piece, _MOST_WORDS) for piece in pieces]
    known = [group for group in groups if group is not None]
    if not known:
        return _Match(None)
    if not all(known):
        return _Match("", is_whole=True)
    sql = " AND ".join(f"({' OR '.join(map(_quoted, group))})" for group in known)
    return _Match(sql, is_whole=len(known) == len(groups))


def _quoted(word: str) -> str:
    return f'"{word}"'  # no word has a quotation mark: it parts them


def _places(pattern: str, look: LookUp) -> dict[int, list[int]]:
    """Give where the fields of that name stand, by note type."""
    found = {
        int(one.id): [place for place, name in enumerate(one.fields) if glob_matches(pattern, name)]
        for one in reading.note_types(look.snapshot).values()
    }
    return {type_id: places for type_id, places in found.items() if places}


def _matcher(node: Text, look: LookUp) -> Callable[[str], object]:
    if node.mode is TextMode.NO_ACCENTS:
        pattern = regex_of_glob(without_accents(node.pattern)).pattern
        sought = Patient(pattern, look.snapshot, dot_is_any=True)
        return either_way(lambda text: sought.finds(without_accents(text)))
    if node.mode is TextMode.WORD:
        return either_way(Patient(rf"\b(?:{regex_of_glob(node.pattern).pattern})\b", look.snapshot).finds)
    return either_way(Patient(node.pattern, look.snapshot).finds)


def _like_matcher(pattern: str) -> Callable[[str], object]:
    """Match a whole text as SQL's LIKE does, with A to Z alike."""
    found = _ANYWHERE.fullmatch(pattern)
    if found is not None:
        part = lowered(found[1])
        return lambda text: part in lowered(text)
    sought = re.compile(regex_of_glob(lowered(pattern)).pattern, re.DOTALL)
    return lambda text: sought.fullmatch(lowered(text))
