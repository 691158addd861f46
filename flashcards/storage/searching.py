"""A search made into SQL, and what it finds."""

from collections.abc import Sequence
from functools import singledispatch
from typing import NamedTuple

from flashcards.domain import search as s
from flashcards.domain.deck import is_within
from flashcards.domain.ids import CardId, NoteId
from flashcards.domain.note_type import NoteKind, NoteType
from flashcards.storage import exam_reading, reading
from flashcards.storage.first_field import checksum, first_field_text
from flashcards.storage.globs import glob_matches, like_part, regex_of_glob
from flashcards.storage.search_cards import compare_where, rated_where, since_where, state_where
from flashcards.storage.search_text import text_where
from flashcards.storage.search_where import LookUp, Moment, Where, among
from flashcards.storage.snapshot import Snapshot


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
    found = where(node, LookUp(snapshot, moment))
    sql = (
        "SELECT card.id, card.note_id, note.guid, card.ordinal FROM card JOIN note ON note.id = card.note_id"
        f" WHERE {found.sql} ORDER BY card.id"
    )
    return [Found._make(row) for row in snapshot.rows(sql, found.values)]


@singledispatch
def where(node: s.Node, look: LookUp) -> Where:  # noqa: ARG001 - those registered below use it
    """Give the condition a node of a search stands for."""
    problem = f"nothing is known of {node!r}"
    raise TypeError(problem)


@where.register
def _(_node: s.Every, _look: LookUp) -> Where:
    return Where("1")


@where.register
def _(node: s.Both, look: LookUp) -> Where:
    return _joined(node.parts, " AND ", look)


@where.register
def _(node: s.Either, look: LookUp) -> Where:
    return _joined(node.parts, " OR ", look)


@where.register
def _(node: s.Not, look: LookUp) -> Where:
    inner = where(node.part, look)
    return Where(f"NOT coalesce({inner.sql}, 0)", inner.values)


@where.register
def _(node: s.Text, look: LookUp) -> Where:
    return text_where(node, look)


@where.register
def _(node: s.Is, look: LookUp) -> Where:
    if node.what in {s.CardFilter.MARKED, s.CardFilter.LEECH}:
        return where(s.Tagged(node.what.value), look)
    return state_where(node.what, look)


@where.register
def _(node: s.Compare, look: LookUp) -> Where:
    return compare_where(node, look)


@where.register
def _(node: s.Rated, look: LookUp) -> Where:
    return rated_where(node, look)


@where.register
def _(node: s.Since, look: LookUp) -> Where:
    return since_where(node, look)


@where.register
def _(node: s.Tagged, look: LookUp) -> Where:
    if node.pattern.lower() == "none":
        return Where("note.id NOT IN (SELECT note_id FROM note_tag)")
    rows = look.snapshot.rows("SELECT id, name FROM tag")
    tags = among("tag_id", [row[0] for row in rows if _matches_tree(node.pattern, row[1])])
    return Where(f"note.id IN (SELECT note_id FROM note_tag WHERE {tags.sql})")


@where.register
def _(node: s.InDeck, look: LookUp) -> Where:
    decks = reading.decks(look.snapshot)
    return among("card.deck_id", [deck.id for deck in decks if _matches_tree(node.pattern, deck.name)])


@where.register
def _(node: s.ForExam, look: LookUp) -> Where:
    exams = [one for one in exam_reading.exams(look.snapshot) if glob_matches(node.pattern, one.name)]
    studied = [
        deck.id
        for deck in reading.decks(look.snapshot)
        if any(not exam.decks or any(is_within(deck.name, name) for name in exam.decks) for exam in exams)
    ]
    return among("card.deck_id", studied)


@where.register
def _(node: s.OfType, look: LookUp) -> Where:
    return among("note.note_type_id", [one.id for one in _types(look) if glob_matches(node.pattern, one.name)])


@where.register
def _(node: s.OfKind, look: LookUp) -> Where:
    kind = NoteKind[node.label.upper()]
    return among("note.note_type_id", [one.id for one in _types(look) if one.kind is kind])


@where.register
def _(node: s.Template, look: LookUp) -> Where:
    if node.number is not None:
        return Where("card.ordinal = ?", [node.number - 1])
    pairs = [
        f"(note.note_type_id = {int(one.id)} AND card.ordinal = {place})"
        for one in _types(look)
        for place, template in enumerate(one.templates)
        if glob_matches(node.pattern, template.name)
    ]
    return Where(f"({' OR '.join(pairs)})" if pairs else "0")


@where.register
def _(node: s.Flagged, _look: LookUp) -> Where:
    return Where("card.flag = ?", [node.flag])


@where.register
def _(node: s.Ids, _look: LookUp) -> Where:
    return among("note.id" if node.what == "nid" else "card.id", node.ids)


@where.register
def _(node: s.Sourced, _look: LookUp) -> Where:
    return Where("note.citation LIKE ? ESCAPE '\\'", [like_part(node.pattern)])


@where.register
def _(node: s.InDomain, _look: LookUp) -> Where:
    return Where("note.domain = ?", [node.domain]) if node.domain else Where("note.domain IS NULL")


@where.register
def _(node: s.Duplicate, look: LookUp) -> Where:
    plain = first_field_text(node.text)
    sql = "SELECT id, fields FROM note WHERE note_type_id = ? AND checksum = ?"
    rows = look.snapshot.rows(sql, (node.note_type, checksum(plain)))
    same = [row[0] for row in rows if first_field_text(row[1].split(reading.FIELD_SEPARATOR)[0]) == plain]
    return among("note.id", same)


def _joined(parts: Sequence[s.Node], word: str, look: LookUp) -> Where:
    inner = [where(part, look) for part in parts]
    return Where(f"({word.join(one.sql for one in inner)})", [value for one in inner for value in one.values])


def _types(look: LookUp) -> list[NoteType]:
    return list(reading.note_types(look.snapshot).values())


def _matches_tree(pattern: str, name: str) -> bool:
    """Say whether a name, or one above it, matches: `rhit` finds `RHIT::Domain 1` too."""
    return regex_of_glob(pattern, below=True).fullmatch(name) is not None
