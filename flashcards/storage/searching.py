"""A search over the columns of the collection, and what it finds."""

from collections.abc import Callable, Iterable
from functools import reduce, singledispatch
from typing import NamedTuple, TypeGuard

import numpy as np

from flashcards.domain import search as s
from flashcards.domain.deck import is_within, parents
from flashcards.domain.ids import CardId, NoteId
from flashcards.domain.note_type import NoteKind, NoteType
from flashcards.storage import exam_reading, reading
from flashcards.storage.catalogue import Ints, Mask, Places
from flashcards.storage.columns import Ids, ids_of
from flashcards.storage.duplicates import alike, duplicates
from flashcards.storage.globs import glob_matches, like_part, regex_of_glob, without_accents
from flashcards.storage.patience import Patient
from flashcards.storage.search_cards import compared, in_state, rated, since
from flashcards.storage.search_text import notes_with, notes_with_all
from flashcards.storage.search_where import LookUp, Moment
from flashcards.storage.snapshot import Snapshot

_SIGN_OR_STEP = "(?:::|.)"
"""What `_` stands for in the name of a deck: Anki keeps the step to a deck below as one sign."""


_GENERAL = "Default"
"""What `preset:` calls the general settings, which decks without a preset are studied by; Anki has one of that name."""


class Found(NamedTuple):
    """A card a search found."""

    card_id: CardId
    note_id: NoteId
    guid: str
    ordinal: int


def find_cards(snapshot: Snapshot, node: s.Node, moment: Moment) -> list[Found]:
    """Give the cards a search finds, by id.

    Raises:
        SearchError: a regular expression in it cannot be understood.
    """
    look = LookUp(snapshot, moment)
    found = look.catalogue.cards.id[places(node, look)].tolist()
    sql = "SELECT card.id, card.note_id, note.guid, card.ordinal FROM card JOIN note ON note.id = card.note_id"
    return sorted(Found._make(row) for row in snapshot.rows_in(f"{sql} WHERE card.id IN", found))


def places(node: s.Node, look: LookUp) -> Places:
    """Give where the cards a search finds stand in the catalogue, in order."""
    if isinstance(node, s.Duplicate):
        ids = _alike(node, look)
        return look.catalogue.places_of_notes(ids) if len(ids) else np.empty(0, np.intp)
    return np.flatnonzero(holds(node, look))


@singledispatch
def holds(node: s.Node, look: LookUp) -> Mask:  # noqa: ARG001 - those registered below use it
    """Say of which cards a node of a search is true, shape (cards,)."""
    problem = f"nothing is known of {node!r}"
    raise TypeError(problem)


@holds.register
def _(_node: s.Every, look: LookUp) -> Mask:
    return np.ones(len(look.catalogue.cards.id), bool)


@holds.register
def _(node: s.Both, look: LookUp) -> Mask:
    patterns = [part.pattern for part in node.parts if _is_plain_text(part)]
    if len(patterns) < 2:
        return reduce(np.logical_and, (holds(part, look) for part in node.parts))
    texts = _of_notes(notes_with_all(patterns, look), look)
    return reduce(np.logical_and, (holds(part, look) for part in node.parts if not _is_plain_text(part)), texts)


@holds.register
def _(node: s.Either, look: LookUp) -> Mask:
    return reduce(np.logical_or, (holds(part, look) for part in node.parts))


@holds.register
def _(node: s.Not, look: LookUp) -> Mask:
    return ~holds(node.part, look)


@holds.register
def _(node: s.Text, look: LookUp) -> Mask:
    return _of_notes(notes_with(node, look), look)


@holds.register
def _(node: s.Is, look: LookUp) -> Mask:
    if node.what in {s.CardFilter.MARKED, s.CardFilter.LEECH}:
        return holds(s.Tagged(node.what.value), look)
    if node.what is s.CardFilter.DUPLICATE:
        return _of_notes(np.array(duplicates(look.snapshot), np.int64), look)
    return in_state(node.what, look)


@holds.register
def _(node: s.Compare, look: LookUp) -> Mask:
    return compared(node, look)


@holds.register
def _(node: s.Rated, look: LookUp) -> Mask:
    return rated(node, look)


@holds.register
def _(node: s.Since, look: LookUp) -> Mask:
    return since(node, look)


@holds.register
def _(node: s.Tagged, look: LookUp) -> Mask:
    if node.pattern == "*":
        return holds(s.Every(), look)
    if node.pattern.lower() == "none":
        return ~_of_notes(ids_of(look.snapshot, "SELECT DISTINCT note_id FROM note_tag"), look)
    rows = look.snapshot.rows("SELECT id, name FROM tag")
    matches = Patient(node.pattern, look.snapshot).finds if node.is_regex else _tag_matcher(node)
    tags = ",".join(str(row[0]) for row in rows if matches(row[1]))
    return _of_notes(ids_of(look.snapshot, f"SELECT note_id FROM note_tag WHERE tag_id IN ({tags})"), look)


@holds.register
def _(node: s.InDeck, look: LookUp) -> Mask:
    matches = regex_of_glob(node.pattern, below=True, any_sign=_SIGN_OR_STEP).fullmatch
    return _in_decks((deck_id for deck_id, name in reading.deck_names(look.snapshot) if matches(name)), look)


@holds.register
def _(node: s.OfPreset, look: LookUp) -> Mask:
    decks = reading.decks(look.snapshot)
    above, name = parents(decks), dict[int, str]()
    for deck in decks:
        parent = above[deck.id]
        name[deck.id] = deck.preset.name if deck.preset else _GENERAL if parent is None else name[parent]
    return _in_decks((one for one, preset in name.items() if glob_matches(node.pattern, preset)), look)


@holds.register
def _(node: s.ForExam, look: LookUp) -> Mask:
    exams = [one for one in exam_reading.exams(look.snapshot) if glob_matches(node.pattern, one.name)]
    studied = (
        deck_id
        for deck_id, deck in reading.deck_names(look.snapshot)
        if any(not exam.decks or any(is_within(deck, name) for name in exam.decks) for exam in exams)
    )
    return _in_decks(studied, look)


@holds.register
def _(node: s.OfType, look: LookUp) -> Mask:
    return look.catalogue.of_notes(_of_type(lambda one: glob_matches(node.pattern, one.name), look))


@holds.register
def _(node: s.OfKind, look: LookUp) -> Mask:
    kind = NoteKind[node.label.upper()]
    return look.catalogue.of_notes(_of_type(lambda one: one.kind is kind, look))


@holds.register
def _(node: s.Template, look: LookUp) -> Mask:
    ordinal = look.catalogue.cards.ordinal
    if node.number is not None:
        return np.equal(ordinal, node.number - 1)
    found = np.zeros(len(ordinal), bool)
    for note_type in reading.note_types(look.snapshot).values():
        places = [p for p, template in enumerate(note_type.templates) if glob_matches(node.pattern, template.name)]
        if places:
            of_type = look.catalogue.notes.note_type_id == note_type.id
            found |= np.isin(ordinal, places) & look.catalogue.of_notes(of_type)
    return found


@holds.register
def _(node: s.Flagged, look: LookUp) -> Mask:
    return np.equal(look.catalogue.cards.flag, node.flag)


@holds.register
def _(node: s.Ids, look: LookUp) -> Mask:
    ids = np.array(node.ids, np.int64)
    return _of_notes(ids, look) if node.what == "nid" else look.catalogue.cards_with_ids(ids)


@holds.register
def _(node: s.Sourced, look: LookUp) -> Mask:
    sql = "SELECT id FROM note WHERE citation LIKE ? ESCAPE '\\'"
    return _of_notes(ids_of(look.snapshot, sql, (like_part(node.pattern),)), look)


@holds.register
def _(node: s.InDomain, look: LookUp) -> Mask:
    return look.catalogue.of_notes(look.catalogue.notes.domain == node.domain)


@holds.register
def _(node: s.Duplicate, look: LookUp) -> Mask:
    return _of_notes(_alike(node, look), look)


def _alike(node: s.Duplicate, look: LookUp) -> Ids:
    return np.array(alike(look.snapshot, node.note_type, node.text), np.int64)


def _is_plain_text(node: s.Node) -> TypeGuard[s.Text]:
    return isinstance(node, s.Text) and node.field is None and node.mode is s.TextMode.PART


def _of_notes(ids: Ids, look: LookUp) -> Mask:
    return look.catalogue.of_notes_with_ids(ids)


def _in_decks(ids: Iterable[int], look: LookUp) -> Mask:
    return _one_of(look.catalogue.cards.deck_id, ids)


def _of_type(fits: Callable[[NoteType], bool], look: LookUp) -> Mask:
    ids = [one.id for one in reading.note_types(look.snapshot).values() if fits(one)]
    return _one_of(look.catalogue.notes.note_type_id, ids)


def _one_of(column: Ints, wanted: Iterable[int]) -> Mask:
    """Say where a column of small numbers, none below 0, has one of some."""
    is_wanted = np.zeros(1 + int(column.max(initial=0)), bool)
    is_wanted[[one for one in wanted if one < len(is_wanted)]] = True
    found: Mask = is_wanted[column]
    return found


def _tag_matcher(node: s.Tagged) -> Callable[[str], object]:
    """Give what says whether a tag, or one above it, matches: `rhit` finds `RHIT::Domain 1` too."""
    if not node.is_unaccented:
        return regex_of_glob(node.pattern, below=True).fullmatch
    plain = regex_of_glob(without_accents(node.pattern), below=True)
    return lambda tag: plain.fullmatch(without_accents(tag))
