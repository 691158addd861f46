"""Note types and decks as rows of an Anki collection."""

import hashlib
import re
from collections.abc import Iterable, Sequence

from flashcards.domain.deck import SEPARATOR
from flashcards.domain.note_type import NoteKind, NoteType
from flashcards.formats.anki import wire
from flashcards.formats.anki.image_occlusion import COMMENTS, STOCK_KIND, field_tags, is_image_occlusion
from flashcards.formats.anki.note_types import distinct
from flashcards.formats.anki.outline import DEFAULT_DECK, DEFAULT_PRESET
from flashcards.formats.anki.own_types import KEPT, OWN
from flashcards.formats.anki.schema18 import (
    CLOZE,
    DECK_NORMAL,
    LEVELS,
    NORMAL_DESCRIPTION,
    NORMAL_NEW_LIMIT,
    NORMAL_PRESET,
    NORMAL_RETENTION,
    NORMAL_REVIEW_LIMIT,
    TEMPLATE_ANSWER,
    TEMPLATE_QUESTION,
    TYPE_CSS,
    TYPE_KIND,
)
from flashcards.formats.transfer import TransferDeck
from flashcards.formats.written_database import WrittenDatabase

DEFAULT_NAME = "Default"
"""What Anki's first deck is called."""

_FIRST_DECK_ID = 1_577_836_800_000
_FIRST_OWN_TYPE_ID = 1_500_000_000_000
_FIRST_CUSTOM_TYPE_ID = 1_400_000_000_000
_CUSTOM_TYPE_IDS = 10**11
_CLOZE_FILTER = re.compile(r"\{\{(?:[^{}]*:)?cloze:[^{}]*\}\}")
_LATEX_PRE, _LATEX_POST = 5, 6
_LATEX = "\\documentclass[12pt]{article}\n\\usepackage{amsmath,amssymb}\n\\pagestyle{empty}\n\\begin{document}\n"
_STOCK_KIND = 9
_FIELD_FONT, _FIELD_SIZE, _FIELD_PLAIN, _FIELD_FOLDED, _FIELD_NOT_FOUND = 3, 4, 6, 7, 8
_FIELD_TAG, _FIELD_STAYS = 10, 11


def write_types(database: WrittenDatabase, note_types: Sequence[NoteType], modified_s: int) -> tuple[int, ...]:
    """Write the note types; give the id of each.

    Types of a built-in kind are those of `own_types.OWN`. An id is made from what the type is, so that Anki knows the
    type again when it comes another time.
    """
    written = [note_type if note_type.kind is NoteKind.CUSTOM else OWN[note_type.kind] for note_type in note_types]
    ids = _ids(written)
    names = distinct([one.name for one in written], by=str.casefold, missing="Type")
    for type_id, name, one in zip(ids, names, written, strict=True):
        database.insert("notetypes", [(type_id, name, modified_s, -1, _type(one))], 5)
        fields = enumerate(distinct(one.fields, by=str.casefold))
        database.insert("fields", [(type_id, place, field, _field(one, field)) for place, field in fields], 4)
        cards = distinct([template.name for template in one.templates], by=str.casefold, missing="Card")
        sides = [
            wire.text(TEMPLATE_QUESTION, template.question) + wire.text(TEMPLATE_ANSWER, template.answer)
            for template in one.templates
        ]
        rows = [(type_id, place, *row) for place, row in enumerate(zip(cards, sides, strict=True))]
        database.insert("templates", [(*row[:3], modified_s, -1, row[3]) for row in rows], 6)
    return ids


def is_cloze(note_type: NoteType) -> bool:
    """Say whether the one template of a type serves every gap."""
    if note_type.kind is NoteKind.CUSTOM and len(note_type.templates) == 1:
        return _CLOZE_FILTER.search(note_type.templates[0].question) is not None
    return note_type.kind is NoteKind.CLOZE


def write_decks(
    database: WrittenDatabase, decks: Sequence[TransferDeck], used: Iterable[str], modified_s: int
) -> dict[str, int]:
    """Write the decks, with those above them; give their ids by name. No name at all is Anki's first deck.

    Args:
        used: names of decks that have cards; not all need to be among `decks`.
    """
    described = {deck.name: deck for deck in decks}
    above = {parent for name in (*described, *used) for parent in _with_parents(name)}
    names = dict.fromkeys([DEFAULT_NAME, *sorted(above)])
    ids = {name: DEFAULT_DECK if name == DEFAULT_NAME else _FIRST_DECK_ID + place for place, name in enumerate(names)}
    unlike = distinct(list(ids), by=str.casefold)  # to Anki, É and é are the same letter
    rows = [
        (ids[name], written.replace(SEPARATOR, LEVELS), modified_s, -1, b"", _deck(described.get(name)))
        for written, name in zip(unlike, ids, strict=True)
    ]
    database.insert("decks", rows, 6)
    return ids | {"": DEFAULT_DECK}


def _with_parents(name: str) -> list[str]:
    parts = name.split(SEPARATOR)
    return [SEPARATOR.join(parts[: place + 1]) for place in range(len(parts))] if name else []


def _deck(deck: TransferDeck | None) -> bytes:
    deck = deck or TransferDeck("")
    limits = ((NORMAL_REVIEW_LIMIT, deck.review_limit), (NORMAL_NEW_LIMIT, deck.new_limit))
    settings = [wire.number(NORMAL_PRESET, DEFAULT_PRESET)]
    if deck.description:
        settings.append(wire.text(NORMAL_DESCRIPTION, deck.description))
    settings += [wire.number(field, limit) for field, limit in limits if limit is not None]
    if deck.desired_retention is not None:
        settings.append(wire.real(NORMAL_RETENTION, deck.desired_retention))
    return wire.data(DECK_NORMAL, b"".join(settings))


def _type(note_type: NoteType) -> bytes:
    kind = wire.number(TYPE_KIND, CLOZE) if is_cloze(note_type) else b""
    latex = wire.text(_LATEX_PRE, _LATEX) + wire.text(_LATEX_POST, "\\end{document}")
    stock = wire.number(_STOCK_KIND, STOCK_KIND) if is_image_occlusion(note_type) else b""
    return kind + wire.text(TYPE_CSS, note_type.css) + latex + stock


def _field(note_type: NoteType, name: str) -> bytes:
    look = wire.text(_FIELD_FONT, "Arial") + wire.number(_FIELD_SIZE, 20)
    is_kept = note_type.kind is not NoteKind.CUSTOM and name == KEPT
    hidden = (_FIELD_PLAIN, _FIELD_FOLDED, _FIELD_NOT_FOUND) if is_kept else ()
    return look + b"".join(wire.number(field, 1) for field in hidden) + _tag(note_type, name)


def _tag(note_type: NoteType, name: str) -> bytes:
    """Give what tells Anki's image occlusion which of its fields this is."""
    tag = field_tags(note_type).get(name) if is_image_occlusion(note_type) else None
    if tag is None:
        return b""
    return wire.number(_FIELD_TAG, tag) + (wire.number(_FIELD_STAYS, 1) if tag != COMMENTS else b"")


def _ids(note_types: Sequence[NoteType]) -> tuple[int, ...]:
    ids: list[int] = []
    for one in note_types:
        type_id = _FIRST_OWN_TYPE_ID + one.kind
        if one.kind is NoteKind.CUSTOM:
            parts = (one.name, *one.fields, *(template.name for template in one.templates))
            digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).digest()
            type_id = _FIRST_CUSTOM_TYPE_ID + int.from_bytes(digest[:8], "big") % _CUSTOM_TYPE_IDS
        while type_id in ids:
            type_id += 1
        ids.append(type_id)
    return tuple(ids)
