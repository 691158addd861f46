"""Whether a note of a file can be kept at all, and which cards it makes."""

from collections.abc import Sequence

from flashcards.domain.choice import MAX_OPTIONS, MIN_OPTIONS, decode_options
from flashcards.domain.note_type import NoteKind, NoteType
from flashcards.formats.card_columns import ordinals_of
from flashcards.formats.transfer import TransferCard, TransferNote
from flashcards.rendering import CardMaker
from flashcards.rendering.cloze import MAX_NUMBER

_LONGEST_GUID = 200


class Soundness:
    """Looks notes over, type by type."""

    def __init__(self, note_types: Sequence[NoteType]) -> None:
        """Look over notes whose `type_place` is an index into `note_types`."""
        self._makers = [CardMaker(note_type) for note_type in note_types]
        self._plain = {
            (place, len(note_type.fields))
            for place, note_type in enumerate(note_types)
            if note_type.kind is not NoteKind.CHOICE
        }

    def are_sound(self, notes: Sequence[TransferNote], text: str) -> bool:
        """Say, in one look, whether notes can be kept; if not, `problem` says which cannot.

        Args:
            text: of all their fields.
        """
        shapes = {(note.type_place, len(note.fields)) for note in notes}
        guids = [note.guid for note in notes]
        are_short = max(map(len, guids), default=0) <= _LONGEST_GUID
        names = {note.deck for note in notes}.union(*{note.tags or () for note in notes})
        return shapes <= self._plain and are_short and all(map(is_storable, (text, "".join(guids), "".join(names))))

    def problem(self, note: TransferNote) -> str:
        """Give why a note cannot be kept, as one sentence; empty when it can."""
        note_type = self._makers[note.type_place].note_type
        if len(note.fields) != len(note_type.fields):
            return (
                f"the note has {len(note.fields)} fields where its type “{note_type.name}” has "
                f"{len(note_type.fields)}. It is left out."
            )
        if len(note.guid) > _LONGEST_GUID:
            return f"the note's id has more than {_LONGEST_GUID} characters. It is left out."
        if not is_storable("".join(text_of(note))):
            return "it has half characters, which cannot be kept. It is left out."
        if note_type.kind is NoteKind.CHOICE:
            return _choice_problem(note.fields[note_type.field_index("Options")])
        return ""

    def ordinals(self, note: TransferNote) -> tuple[int, ...]:
        """Give the cards a new note gets: those it makes, and those the file has besides, ascending."""
        return self.every_ordinals([note], [filled(note)])[0]

    def every_ordinals(
        self, notes: Sequence[TransferNote], fields: Sequence[Sequence[str]]
    ) -> Sequence[tuple[int, ...]]:
        """Give the same for each of some notes.

        Args:
            fields: of each, `filled`.
        """
        types = [note.type_place for note in notes]
        found: list[tuple[int, ...]] = [()] * len(notes)
        for one in set(types):
            places = [place for place, type_place in enumerate(types) if type_place == one]
            made = self._makers[one].every([fields[place] for place in places])
            for place, ordinals in zip(places, made, strict=True):
                cards = notes[place].cards
                is_same = not cards or ordinals_of(cards) == ordinals
                found[place] = ordinals if is_same else _with_brought(self._makers[one], cards, ordinals)
        return found

    def why_no_card(self, note: TransferNote) -> str:
        """Say why a note that makes no card is left out."""
        note_type = self._makers[note.type_place].note_type
        if not (note.fields[0] or "").strip():
            return f"its first field (“{note_type.fields[0]}”) is empty, so it makes no card. It is left out."
        if self._makers[note.type_place].makes_gaps:
            return "its text has no gap, such as {{c1::word}}, so it makes no card. It is left out."
        return f"the fields that “{note_type.name}” asks about are empty, so it makes no card. It is left out."


def _with_brought(maker: CardMaker, cards: Sequence[TransferCard], made: tuple[int, ...]) -> tuple[int, ...]:
    brought = {ordinal for ordinal in ordinals_of(cards) if _has_place(maker, ordinal)}
    return made if brought <= set(made) else tuple(sorted(brought.union(made)))


def _has_place(maker: CardMaker, ordinal: int) -> bool:
    return 0 <= ordinal < (MAX_NUMBER if maker.makes_gaps else len(maker.note_type.templates))


def _choice_problem(field: str | None) -> str:
    if field is None:
        return ""
    try:
        options = decode_options(field)
    except ValueError:
        return "its options cannot be read. It is left out."
    if not MIN_OPTIONS <= len(options) <= MAX_OPTIONS:
        return f"it has {len(options)} options; there must be {MIN_OPTIONS} to {MAX_OPTIONS}. It is left out."
    if not any(option.is_correct for option in options):
        return "none of its options is marked as right. It is left out."
    return ""


def filled(note: TransferNote) -> Sequence[str]:
    """Give a note's fields, empty where the file has no column for one."""
    return [field or "" for field in note.fields] if None in note.fields else note.fields  # type: ignore[return-value]


def text_of(note: TransferNote) -> tuple[str, ...]:
    """Give everything a note says."""
    return (*filled(note), *(note.tags or ()), note.guid, note.deck)


def is_storable(text: str) -> bool:
    """Say whether text has whole characters only: halves of pairs cannot be kept."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
