"""Notes of an Anki collection, each with its cards, as notes of ours."""

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from flashcards.domain.note import Provenance
from flashcards.domain.note_type import NoteType
from flashcards.formats import provenance as provenances
from flashcards.formats.allowance import Allowance
from flashcards.formats.anki.kept import read_line
from flashcards.formats.anki.note_names import note_named
from flashcards.formats.anki.note_types import MAX_FIELDS, TypeMapping, mapping_of, unknown_type
from flashcards.formats.anki.outline import Outline
from flashcards.formats.anki.own_types import Taken
from flashcards.formats.card_columns import NoteCards
from flashcards.formats.file_names import shown
from flashcards.formats.findings import Findings
from flashcards.formats.foreign_database import ForeignDatabase, Row, Value
from flashcards.formats.transfer import NO_PROVENANCE, TransferCard, TransferNote

COLUMNS = ("guid", "mid", "mod", "tags", "flds", "data")

NOTE_BYTES = 600
"""Memory a note takes besides its text, about."""

FIELDS = "\x1f"
"""Between the fields of a note."""

OWN_KEY = "flashcards"
"""What our own part of a note's `data` is called."""

MAX_WORD = 200
"""Characters of a guid or a tag that are kept."""

_FIRST_PLAUSIBLE_MS, _LAST_PLAUSIBLE_MS = 10**11, 10**14
_TAGS_KNOWN = 10_000
_UNREAD_CHOICES = "notes whose options or answers cannot be understood"
_UNFIT = "notes that were kept as they are in Anki"
_TEXT = 5
"""Where the text is in a row."""


class _PlainType(NamedTuple):
    """A type all whose notes become the same, whatever is in them.

    Attributes:
        place: of the type they get.
        marks: how often `FIELDS` is in their text.
        padding: what is added to it, for fields they lack.
        ordinals: how many cards one may have.
        reads_data: what we kept in `data` counts.
    """

    place: int
    marks: int
    padding: str
    ordinals: int
    reads_data: bool


class NoteReader:
    """Reads the notes of one collection.

    Attributes:
        note_types: those the notes have; `TransferNote.type_place` counts them.
    """

    def __init__(self, outline: Outline, cards: dict[int, NoteCards], findings: Findings) -> None:
        """Prepare for a collection.

        Args:
            outline: its note types.
            cards: by note id. Reading takes them out; what is left belongs to no note.
        """
        self.note_types: list[NoteType] = []
        self._outline = outline
        self._cards = cards
        self._findings = findings
        self._mappings: dict[Value, TypeMapping] = {}
        self._unknown: dict[int, TypeMapping] = {}
        self._plain: dict[Value, _PlainType] = {}
        self._places: dict[int, int] = {}
        self._known_tags: dict[Value, tuple[str, ...]] = {}

    def read(
        self, database: ForeignDatabase, allowance: Allowance, progress: Callable[[int], None]
    ) -> list[TransferNote]:
        """Give the notes in the order in which they were made.

        Args:
            progress: told how many there are so far.

        Raises:
            ImportRefusedError: the file is damaged, or holds too much.
        """
        found: list[TransferNote] = []
        count = 0
        for rows in database.portions("notes", COLUMNS):
            progress(count)
            count += len(rows)
            allowance.take(NOTE_BYTES * len(rows) + sum([sys.getsizeof(row[_TEXT]) for row in rows]))
            found += self.notes(rows)
        return found

    def notes(self, rows: Sequence[Row]) -> Iterator[TransferNote]:
        """Give the notes of some rows. Most are quite ordinary, and are not looked at any closer."""
        types, cards, tags_of, make = self._plain, self._cards, self._known_tags, TransferNote._make
        for row in rows:
            note_id, guid, type_id, modified_s, tags, text, data = row
            plain = types.get(type_id)
            if (
                plain is not None
                and isinstance(text, str)
                and text.count(FIELDS) == plain.marks
                and isinstance(note_id, int)
                and _FIRST_PLAUSIBLE_MS < note_id < _LAST_PLAUSIBLE_MS
                and isinstance(guid, str)
                and len(guid) <= MAX_WORD
                and isinstance(modified_s, int)
                and 0 < modified_s < _LAST_PLAUSIBLE_MS
                and not (data and plain.reads_data)
                and (own := cards.get(note_id)) is not None
                and len(own.ordinals) == 1
                and 0 <= own.ordinals[0] < plain.ordinals
            ):
                del cards[note_id]
                fields = tuple((text + plain.padding).split(FIELDS))
                some_tags = tags_of.get(tags) or self._tags(tags)
                yield make(
                    (
                        guid,
                        plain.place,
                        fields,
                        own.deck,
                        some_tags,
                        own,
                        modified_s * 1000,
                        note_id,
                        0,
                        NO_PROVENANCE,
                    )
                )
            elif (note := self.note(row)) is not None:
                yield note
                self._see_whether_plain(type_id)

    def _see_whether_plain(self, type_id: Value) -> None:
        """Note what becomes of all notes of a type, if it is the same for all."""
        mapping = self._mappings.get(type_id)
        if mapping is None or type_id in self._plain:
            return
        better, marks = mapping.better, len(mapping.custom.fields) - 1
        if better is None:
            self._plain[type_id] = _PlainType(self._place(mapping.custom), marks, "", mapping.ordinals, reads_data=True)
        elif better.padding is not None:
            place, padding = self._place(better.note_type), FIELDS * better.padding
            self._plain[type_id] = _PlainType(place, marks, padding, mapping.ordinals, reads_data=False)

    def note(self, row: Row) -> TransferNote | None:
        """Give a note, whatever is in its row; None when it has no text."""
        note_id, guid, type_id, modified_s, tags, text, data = row
        if not isinstance(note_id, int) or not isinstance(text, str):
            why = "it is longer than can be read" if text is None else "it has no text"
            self._findings.add(0, f"Note {note_id!r} was left out: {why}", "notes that cannot be read")
            return None
        mapping = self._mappings.get(type_id) or self._mapping(type_id, text)
        width = len(mapping.custom.fields)
        fields = tuple(text.split(FIELDS, width - 1))
        if len(fields) != width or FIELDS in fields[-1]:
            fields = self._fitted(fields, width, note_id)
        better = mapping.better
        taken = None if better is None else better.take(fields)
        note_type = mapping.custom if better is None or taken is None else better.note_type
        if taken is None:
            taken = self._as_it_is(mapping, fields, data, note_id)
        if taken.problem:
            self._findings.add(0, f"{_named(fields, note_id)}: {taken.problem}", "notes that were edited in Anki")
        cards = self._own_cards(note_id, mapping, fields)
        return TransferNote(
            guid if isinstance(guid, str) and len(guid) <= MAX_WORD else self._word(str(guid)),
            self._place(note_type),
            taken.fields,
            cards[0].deck if cards else "",
            self._known_tags.get(tags) or self._tags(tags),
            cards,
            modified_s * 1000 if isinstance(modified_s, int) and 0 < modified_s < _LAST_PLAUSIBLE_MS else None,
            note_id if _FIRST_PLAUSIBLE_MS < note_id < _LAST_PLAUSIBLE_MS else None,
            0,
            taken.provenance,
        )

    def _as_it_is(self, mapping: TypeMapping, fields: tuple[str, ...], data: Value, note_id: int) -> Taken:
        """Give a note that fits no type better than its own."""
        if mapping.better is not None:
            kind = _UNREAD_CHOICES if mapping.is_foreign_choice else _UNFIT
            self._findings.add(0, lambda: _kept_as_it_is(mapping, fields, note_id), kind)
        return Taken(fields, _provenance(data))

    def _mapping(self, type_id: Value, text: str) -> TypeMapping:
        """Give what notes of a type become; of a type that is missing, what notes of so many fields do."""
        foreign = self._outline.types.get(type_id) if isinstance(type_id, int) else None
        width = min(text.count(FIELDS) + 1, MAX_FIELDS)
        mapping = None if foreign else self._unknown.get(width)
        if mapping is None:
            mapping = mapping_of(foreign or unknown_type(width))
            for kind, message in _remarks(mapping, is_missing=foreign is None):
                self._findings.add(0, message, kind)
            if foreign:
                self._mappings[type_id] = mapping
            else:
                self._unknown[width] = mapping
        return mapping

    def _fitted(self, fields: tuple[str, ...], width: int, note_id: int) -> tuple[str, ...]:
        """Give a note as many fields as its type has."""
        has_more = FIELDS in fields[-1]
        what = "more fields than its type; they were joined" if has_more else "fewer fields than its type"
        self._findings.add(0, lambda: f"{_named(fields, note_id)} has {what}", "notes with too many fields, or too few")
        return (*fields[:-1], fields[-1].replace(FIELDS, "<br>"), *[""] * (width - len(fields)))

    def _own_cards(self, note_id: int, mapping: TypeMapping, fields: Sequence[str]) -> Sequence[TransferCard]:
        """Take out the cards of a note, one for each ordinal."""
        cards = self._cards.pop(note_id, None)
        if cards is None:
            return ()
        ordinals = sorted(set(cards.ordinals))
        if list(cards.ordinals) == ordinals and ordinals[0] >= 0 and ordinals[-1] < mapping.ordinals:
            return cards
        found: dict[int, TransferCard] = {}
        for card in cards:
            if not 0 <= card.ordinal < mapping.ordinals:
                why = "its type has no such card"
            elif card.ordinal in found:
                why = "the note has it twice"
            else:
                found[card.ordinal] = card
                continue
            message = partial(_left_out, card, fields, note_id, why)
            self._findings.add(0, message, "cards that do not fit their note")
        return tuple(found[ordinal] for ordinal in sorted(found))

    def _place(self, note_type: NoteType) -> int:
        place = self._places.get(id(note_type))
        if place is None:
            place = self._places[id(note_type)] = len(self.note_types)
            self.note_types.append(note_type)
        return place

    def _tags(self, tags: Value) -> tuple[str, ...]:
        if not tags or not isinstance(tags, str):
            return ()
        found = tuple(sorted({self._word(word) for word in tags.split()}))
        if len(self._known_tags) < _TAGS_KNOWN:
            self._known_tags[tags] = found
        return found

    def _word(self, word: str) -> str:
        if len(word) <= MAX_WORD:
            return word
        self._findings.add(0, f"“{shown(word)}” was cut to {MAX_WORD} letters", "tags or names that are too long")
        return word[:MAX_WORD]


def _remarks(mapping: TypeMapping, *, is_missing: bool) -> Iterator[tuple[str, str]]:
    """Say once, for all notes of a type, what is done with them."""
    name = shown(mapping.custom.name)
    if is_missing:
        yield "missing note types", f"Notes of a type that is not in the file came in as “{name}”"
    if mapping.is_foreign_choice:
        yield "multiple choice of add-ons", f"Notes of the type “{name}” were taken for multiple choice"


def _kept_as_it_is(mapping: TypeMapping, fields: Sequence[str], note_id: int) -> str:
    """Say that a note could not become what others of its type do."""
    why = (
        "its options or its answer cannot be understood" if mapping.is_foreign_choice else "it fits no type here better"
    )
    return f"{_named(fields, note_id)} was kept as it is in Anki: {why}"


def _left_out(card: TransferCard, fields: Sequence[str], note_id: int, why: str) -> str:
    return f"Card {card.ordinal + 1} of {note_named(fields, note_id)} was left out: {why}"


def _named(fields: Sequence[str], note_id: int) -> str:
    """Give what a note is called at the beginning of a sentence."""
    name = note_named(fields, note_id)
    return name[0].upper() + name[1:]


def _provenance(data: Value) -> Provenance:
    """Give what we kept in a note's `data`; other programs keep other things there."""
    if not data or not isinstance(data, str):
        return NO_PROVENANCE
    try:
        kept = read_line(data).get(OWN_KEY)
    except ValueError:
        return NO_PROVENANCE
    return provenances.from_values(kept) if isinstance(kept, dict) else NO_PROVENANCE
