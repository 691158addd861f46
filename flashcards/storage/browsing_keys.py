"""What lists are sorted by: a number for each card or note, nothing being not a number."""

from collections.abc import Callable

import numpy as np

from flashcards.domain.browsing import Column
from flashcards.storage import reading
from flashcards.storage.catalogue import Floats, Ints
from flashcards.storage.columns import Ids, columns_of
from flashcards.storage.search_where import LookUp
from flashcards.storage.sort_texts import first_field_places

CardKey = Callable[[LookUp], Floats]
"""Gives a number for each card, shape (cards,)."""

NoteKey = Callable[[LookUp], Floats]
"""Gives a number for each note, shape (notes,)."""


_RATED = "review NOT INDEXED WHERE rating IS NOT NULL"


def _studied(column: str) -> CardKey:
    def key(look: LookUp) -> Floats:
        cards = look.catalogue.cards
        values: Floats = np.where(cards.state > 0, getattr(cards, column), np.nan)
        return values

    return key


def _plain(column: str) -> CardKey:
    def key(look: LookUp) -> Floats:
        return np.asarray(getattr(look.catalogue.cards, column), np.float64)

    return key


def _position(look: LookUp) -> Floats:
    cards = look.catalogue.cards
    return np.where(cards.state == 0, cards.position, np.nan)


def _state(look: LookUp) -> Floats:
    """Put what keeps a card away behind its states."""
    cards = look.catalogue.cards
    is_buried = cards.buried_until > look.moment.today
    return np.select([cards.is_suspended, cards.is_reserved, is_buried], [6.0, 5.0, 4.0], cards.state)


def _deck(look: LookUp) -> Floats:
    ranks = {int(deck.id): place for place, deck in enumerate(reading.decks(look.snapshot))}
    return _looked_up(look.catalogue.cards.deck_id, ranks)


def _ease(look: LookUp) -> Floats:
    """Give the mean rating. The log goes by once, in its own order: by card, it would be read a line here and there."""
    ids = look.catalogue.cards.id
    of_cards, ratings = columns_of(look.snapshot, ("card_id", "rating"), _RATED)
    places = np.minimum(np.searchsorted(ids, of_cards), max(len(ids) - 1, 0))
    here = ids[places] == of_cards if len(ids) else np.zeros(len(of_cards), bool)
    total, number = (np.bincount(places[here], of, len(ids)) for of in (ratings[here], None))
    return np.where(number > 0, total / np.maximum(number, 1), np.nan)


def _note_type(look: LookUp) -> Floats:
    types = sorted(reading.note_types(look.snapshot).values(), key=lambda one: one.name.casefold())
    return _looked_up(look.catalogue.notes.note_type_id, {int(one.id): place for place, one in enumerate(types)})


def _kind(look: LookUp) -> Floats:
    types = reading.note_types(look.snapshot).values()
    return _looked_up(look.catalogue.notes.note_type_id, {int(one.id): int(one.kind) for one in types})


def _domain(look: LookUp) -> Floats:
    domain = look.catalogue.notes.domain
    return np.where(domain > 0, domain, np.nan)


def _citation(look: LookUp) -> Floats:
    rows = list(look.snapshot.rows("SELECT citation, id FROM note WHERE citation <> ''"))
    return _ranked_texts([(citation.casefold(), note_id) for citation, note_id in rows], look.catalogue.notes.id)


def _tags(look: LookUp) -> Floats:
    """Sort notes by their tags, each by the alphabet; very many notes share the same few sets of tags."""
    names: dict[int, str] = dict(look.snapshot.rows("SELECT id, name FROM tag"))
    source = "(SELECT note_id, tag_id FROM note_tag ORDER BY note_id, tag_id)"
    notes, tags = columns_of(look.snapshot, ("note_id", "tag_id"), source)
    key = np.full(len(look.catalogue.notes.id), np.nan)
    if len(notes):
        starts = np.flatnonzero(np.diff(notes, prepend=-1)).astype(np.int64)
        ends = np.append(starts[1:], len(notes))
        _, firsts, sets = np.unique(_set_numbers(tags, starts), return_index=True, return_inverse=True)
        texts = [
            " ".join(sorted(names[one].casefold() for one in tags[start:end].tolist()))
            for start, end in zip(starts[firsts].tolist(), ends[firsts].tolist(), strict=True)
        ]
        ranks = {text: rank for rank, text in enumerate(sorted(set(texts)))}
        rank_of_set = np.array([ranks[text] for text in texts], np.float64)
        key[np.searchsorted(look.catalogue.notes.id, notes[starts])] = rank_of_set[sets]
    return key


def _set_numbers(tags: Ids, starts: Ids) -> Ids:
    """Give a number for the tags of each note, the same for the same tags: a sum of random numbers of 64 bits."""
    drawn = np.random.default_rng(0).integers(np.iinfo(np.int64).min, np.iinfo(np.int64).max, int(tags.max()) + 1)
    numbers: Ids = np.add.reduceat(drawn[tags], starts)  # beyond the largest it begins again with the least
    return numbers


NOTE_KEYS: dict[Column, NoteKey] = {
    Column.FIRST_FIELD: first_field_places,
    Column.NOTE_TYPE: _note_type,
    Column.KIND: _kind,
    Column.TAGS: _tags,
    Column.CREATED: lambda look: look.catalogue.notes.created_at.astype(np.float64),
    Column.EDITED: lambda look: look.catalogue.notes.modified_at.astype(np.float64),
    Column.CITATION: _citation,
    Column.DOMAIN: _domain,
}
"""Keys that are the note's own."""

CARD_KEYS: dict[Column, tuple[CardKey, str]] = {
    Column.CARD: (_plain("ordinal"), "count"),
    Column.DECK: (_deck, "min"),
    Column.DUE: (_studied("due_on"), "min"),
    Column.POSITION: (_position, "min"),
    Column.INTERVAL: (_studied("interval_days"), "mean"),
    Column.STABILITY: (_plain("stability"), "min"),
    Column.DIFFICULTY: (_plain("difficulty"), "max"),
    Column.RETRIEVABILITY: (lambda look: look.recall, "min"),
    Column.REPS: (_plain("reps"), "sum"),
    Column.LAPSES: (_plain("lapses"), "sum"),
    Column.EASE: (_ease, "mean"),
    Column.STATE: (_state, "first"),
    Column.FLAG: (_plain("flag"), "max"),
    Column.REVIEWED: (_plain("last_review_at"), "max"),
}
"""Keys of cards, and how those of a note's cards become one."""


def grouped(key: Floats, how: str, look: LookUp) -> Floats:
    """Give one number for each note, shape (notes,), from those of its cards; what is nothing does not count.

    Args:
        key: shape (cards,).
        how: `min`, `max`, `sum`, `mean`, `first` or `count`.
    """
    places, notes = look.catalogue.note_places, len(look.catalogue.notes.id)
    if how == "count":
        return np.bincount(places, minlength=notes).astype(np.float64)
    known = ~np.isnan(key)
    places, key = places[known], key[known]
    if how in {"sum", "mean"}:
        total = np.bincount(places, key, notes)
        number = np.bincount(places, minlength=notes)
        return np.where(number > 0, total if how == "sum" else total / np.maximum(number, 1), np.nan)
    if how == "first":
        return _of_first_cards(key, look)
    found = np.full(notes, np.inf if how == "min" else -np.inf)
    (np.minimum if how == "min" else np.maximum).at(found, places, key)
    return np.where(np.isinf(found), np.nan, found)


def _of_first_cards(key: Floats, look: LookUp) -> Floats:
    order = np.argsort(-look.catalogue.cards.ordinal, kind="stable")  # the first is written last
    found = np.full(len(look.catalogue.notes.id), np.nan)
    found[look.catalogue.note_places[order]] = key[order]
    return found


def _looked_up(ids: Ints, values: dict[int, int]) -> Floats:
    table = np.full(1 + max(values, default=0), np.nan)
    table[list(values)] = list(values.values())
    return table[np.asarray(ids)]


def _ranked_texts(texts: list[tuple[str, int]], note_ids: Ids) -> Floats:
    """Give the place of each note's text among all texts, alike for alike texts."""
    texts.sort()
    found = np.full(len(note_ids), np.nan)
    rank = -1
    before = None
    ranks = []
    for text, _ in texts:
        rank += text != before
        ranks.append(rank)
        before = text
    ids = np.fromiter((note_id for _, note_id in texts), np.int64, len(texts))
    found[np.searchsorted(note_ids, ids)] = ranks
    return found
