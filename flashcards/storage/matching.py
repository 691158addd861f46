"""Notes of the collection that notes of a file may be: found by guid, or by their first field."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from flashcards.storage.columns import Ids, columns_of
from flashcards.storage.first_field import checksum, first_field_text
from flashcards.storage.reading import FIELD_SEPARATOR
from flashcards.storage.snapshot import Row, Snapshot

_TAG_IDS = "ifnull((SELECT group_concat(tag_id, ' ') FROM note_tag WHERE note_id = note.id), '')"
_NOTE = f"SELECT id, guid, note_type_id, fields, {_TAG_IDS} FROM note WHERE"
_TAGS = "SELECT note_tag.note_id, tag.name FROM note_tag JOIN tag ON tag.id = note_tag.tag_id WHERE note_tag.note_id IN"

_CARDS_AT_ONCE = 5000

_LETTERS = 24
"""Letters by which notes are spelt alike: fewer than lists show of a field, even with marks between them."""


class KnownNote(NamedTuple):
    """A note of the collection, as far as recognising needs it.

    Attributes:
        fields: joined, as stored; `stored_fields` joins others the same way.
        tags: the ids of its tags, with spaces between them; see `tag_names`.
    """

    id: int
    guid: str
    note_type_id: int
    fields: str
    tags: str


def stored_fields(fields: Sequence[str]) -> str:
    """Give fields as they are stored: joined, and without the characters that part them."""
    text = FIELD_SEPARATOR.join(fields)
    if "\0" not in text and text.count(FIELD_SEPARATOR) == len(fields) - 1:
        return text
    return FIELD_SEPARATOR.join(field.translate(_CONTROL) for field in fields)


_CONTROL = str.maketrans("", "", f"\0{FIELD_SEPARATOR}")


def notes_with_guids(snapshot: Snapshot, guids: Sequence[str]) -> dict[str, KnownNote]:
    """Give the notes that have one of some guids."""
    return {row[1]: KnownNote._make(row) for row in snapshot.rows_in(f"{_NOTE} guid IN", guids)}


def notes_after(snapshot: Snapshot, note_id: int, most: int) -> Iterator[Row]:
    """Give the notes that follow one, oldest first: what a `KnownNote` is made of."""
    return snapshot.rows(f"{_NOTE} id > ? ORDER BY id LIMIT ?", (note_id, most))


def notes_sharing_checksums(snapshot: Snapshot) -> frozenset[int]:
    """Give the notes whose first field may have the same plain text as that of another."""
    shared = "SELECT checksum FROM note GROUP BY checksum HAVING count(*) > 1"
    return frozenset(row[0] for row in snapshot.rows(f"SELECT id FROM note WHERE checksum IN ({shared})"))


def notes_with_first_fields(
    snapshot: Snapshot, texts: Iterable[str], type_ids: Iterable[int]
) -> dict[tuple[int, str], list[KnownNote]]:
    """Give the notes whose first field has one of some plain texts.

    Args:
        texts: as `first_field_text` gives them.
        type_ids: the note types that count.

    Returns:
        Them by note type and text, oldest first.
    """
    wanted = {checksum(text): text for text in texts}
    types = set(type_ids)
    found: dict[tuple[int, str], list[KnownNote]] = {}
    for row in sorted(snapshot.rows_in(f"{_NOTE} checksum IN", list(wanted))):
        text = first_field_text(row[3].partition(FIELD_SEPARATOR)[0])
        if row[2] in types:
            found.setdefault((row[2], text), []).append(KnownNote._make(row))
    return found


def notes_spelt_like(snapshot: Snapshot, text: str, type_id: int) -> list[KnownNote]:
    """Give the notes of a type whose first field has the first letters of a text in this order, oldest first.

    Whatever stands between the letters does not count: marks of gaps may.

    Args:
        text: plain, not empty.
    """
    letters = "".join(text.split())[:_LETTERS]
    pattern = "".join(f"%\\{letter}" if letter in "%_\\" else f"%{letter}" for letter in letters)
    sql = f"{_NOTE} note_type_id = ? AND sort_text LIKE ? ESCAPE '\\' ORDER BY id"
    return [KnownNote._make(row) for row in snapshot.rows(sql, (type_id, f"{pattern}%"))]


def used_note_types(snapshot: Snapshot) -> frozenset[int]:
    """Give the note types that have notes."""
    sql = "SELECT id FROM note_type WHERE EXISTS (SELECT 1 FROM note WHERE note_type_id = note_type.id)"
    return frozenset(row[0] for row in snapshot.rows(sql))


def tag_names(snapshot: Snapshot) -> dict[str, str]:
    """Give the names of all tags, by their ids as `KnownNote.tags` has them."""
    return {str(tag_id): name for tag_id, name in snapshot.rows("SELECT id, name FROM tag")}


def tags_of(snapshot: Snapshot, note_ids: Sequence[int]) -> dict[int, list[str]]:
    """Give the tags of some notes; notes without any are left out."""
    found: dict[int, list[str]] = {}
    for note_id, name in snapshot.rows_in(_TAGS, note_ids):
        found.setdefault(note_id, []).append(name)
    return found


def decks_of(snapshot: Snapshot, note_ids: Sequence[int]) -> dict[int, set[int]]:
    """Give the decks in which some notes have cards."""
    found: dict[int, set[int]] = {}
    for note_id, deck_id in snapshot.rows_in("SELECT note_id, deck_id FROM card WHERE note_id IN", note_ids):
        found.setdefault(note_id, set()).add(deck_id)
    return found


def review_times(snapshot: Snapshot, card_ids: Ids) -> tuple[Ids, Ids]:
    """Give card and time, in ms, of every review of some cards.

    Args:
        card_ids: ascending.
    """
    cards, times = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for start in range(0, len(card_ids), _CARDS_AT_ONCE):
        some = card_ids[start : start + _CARDS_AT_ONCE]
        ends = (int(some[0]), int(some[-1]))
        card, at = columns_of(snapshot, ("card_id", "reviewed_at"), "review WHERE card_id BETWEEN ? AND ?", ends)
        chosen = np.isin(card, some, kind="sort")
        cards.append(card[chosen])
        times.append(at[chosen])
    return np.concatenate(cards), np.concatenate(times)


def write_count(snapshot: Snapshot) -> int:
    """Give how many transactions ever wrote: it tells whether what was read is still so."""
    return snapshot.number("SELECT writes FROM write_count")


def last_position(snapshot: Snapshot) -> int:
    """Give the last place among the new cards; -1 when there is no card."""
    row: Row | None = snapshot.row("SELECT max(position) FROM card")
    return -1 if row is None or row[0] is None else int(row[0])
