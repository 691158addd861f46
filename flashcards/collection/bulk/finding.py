"""Notes in which something is to be replaced, and what the replacement makes of them and of their cards."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, repeat
from time import monotonic
from typing import NamedTuple, TypeVar

from flashcards.collection.bulk.replacement import PATIENCE_S, PatternError, Replaced, Replacement
from flashcards.domain.choice import OPTIONS_FIELD, Option, decode_options, encode_options
from flashcards.domain.ids import NoteId, NoteTypeId
from flashcards.domain.note_type import NoteKind, NoteType
from flashcards.rendering import CardMaker
from flashcards.storage import choosing, reading
from flashcards.storage.snapshot import Snapshot

T = TypeVar("T")


class FieldChange(NamedTuple):
    """What a replacement does to one field of one note, or to one option or rationale in it.

    Attributes:
        field: the name of the field.
        text: HTML before and after, with the spans that differ.
    """

    note_id: NoteId
    field: str
    text: Replaced


@dataclass(frozen=True, slots=True)
class Found:
    """A note in which something is to be replaced.

    Attributes:
        fields: as they will be.
        changes: at least one.
        before, after: the ordinals of the cards it makes now, and then.
    """

    note_id: NoteId
    fields: tuple[str, ...]
    changes: tuple[FieldChange, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]

    @property
    def is_lost(self) -> bool:
        """Whether nothing would be left to ask."""
        return not self.after and bool(self.before)


class Rewritten(NamedTuple):
    """A note in which something is replaced.

    Attributes:
        fields: as they will be.
        keeps_first: whether the first of them stays as it is.
        before, after: the ordinals of the cards it makes now, and then; none where they are the same for sure.
    """

    note_id: NoteId
    fields: list[str]
    keeps_first: bool
    before: tuple[int, ...]
    after: tuple[int, ...]

    @property
    def is_lost(self) -> bool:
        """Whether nothing would be left to ask."""
        return not self.after and bool(self.before)


class Finder:
    """Looks for one thing in notes, some hundred at a time."""

    def __init__(self, snapshot: Snapshot, replacement: Replacement, field: str | None) -> None:
        """Prepare to look.

        Args:
            field: the name of the one field to search, whatever note type has it; None for all.
        """
        self._snapshot = snapshot
        self._replacement = replacement
        self._field = field
        self._makers = {type_id: CardMaker(one) for type_id, one in reading.note_types(snapshot).items()}
        self._until = 0.0

    def find(self, ids: Sequence[NoteId]) -> list[Found]:
        """Give those notes in which something is found.

        Raises:
            PatternError: the pattern takes too long.
        """
        self._until = monotonic() + PATIENCE_S
        looked = (self._look(*row) for row in self._likely(ids))
        return [found for found in looked if found is not None]

    def rewrite(self, ids: Sequence[NoteId]) -> list[Rewritten]:
        """Give those notes in which something is found, by note type, as they will be; quicker than `find`.

        Raises:
            PatternError: the pattern takes too long.
        """
        self._until = monotonic() + PATIENCE_S
        by_type: dict[tuple[NoteTypeId, int], list[tuple[NoteId, list[str], list[str]]]] = {}
        for note_id, type_id, stored in self._likely(ids):
            fields = stored.split(reading.FIELD_SEPARATOR)
            after = self._rewritten(self._makers[type_id].note_type, fields)
            if after != fields:
                by_type.setdefault((type_id, len(fields)), []).append((note_id, fields, after))
        several = (self._with_cards(self._makers[type_id], notes) for (type_id, _), notes in by_type.items())
        return list(chain.from_iterable(several))

    def _with_cards(
        self, maker: CardMaker, notes: Sequence[tuple[NoteId, list[str], list[str]]]
    ) -> Iterator[Rewritten]:
        """Add which cards the notes make; which those are is left open where they are the same for sure."""
        ids, fields, new = zip(*notes, strict=True)
        are_same = self._replacement.leaves_text and not maker.makes_gaps
        cards = repeat(((), ())) if are_same else zip(maker.every(fields), maker.every(new), strict=True)
        for note_id, old, texts, (before, after) in zip(ids, fields, new, cards, strict=False):
            yield Rewritten(note_id, texts, old[0] == texts[0], before, after)

    def _likely(self, ids: Sequence[NoteId]) -> Iterator[tuple[NoteId, NoteTypeId, str]]:
        may_be_in = self._replacement.may_be_in
        return (row for row in choosing.fields_of(self._snapshot, ids) if may_be_in(row[2]))

    def _look(self, note_id: NoteId, type_id: NoteTypeId, stored: str) -> Found | None:
        maker, fields = self._makers[type_id], tuple(stored.split(reading.FIELD_SEPARATOR))
        after, changes = list(fields), list[FieldChange]()
        for place, name in self._searched(maker.note_type, fields):
            after[place], made = self._replaced(maker.note_type, place, fields[place])
            changes += (FieldChange(note_id, name, text) for text in made)
        if not changes:
            return None
        new = tuple(after)
        return Found(note_id, new, tuple(changes), maker.ordinals(fields), maker.ordinals(new))

    def _rewritten(self, note_type: NoteType, fields: Sequence[str]) -> list[str]:
        after = list(fields)
        for place, _ in self._searched(note_type, fields):
            field = fields[place]
            if _is_options(note_type, place):
                after[place], _made = self._replaced_in_options(field)
            elif self._replacement.is_quick:
                after[place] = self._replacement.replaced(field)
            else:
                after[place] = self._timed(self._replacement.replaced, field)
        return after

    def _searched(self, note_type: NoteType, fields: Sequence[str]) -> list[tuple[int, str]]:
        """Give the places and names of the fields that are searched and have something in them."""
        names = note_type.fields[: len(fields)]
        return [pair for pair in enumerate(names) if self._field in {None, pair[1]} and fields[pair[0]]]

    def _replaced(self, note_type: NoteType, place: int, field: str) -> tuple[str, list[Replaced]]:
        """Give a field as it will be, and what was replaced in it."""
        if _is_options(note_type, place):
            return self._replaced_in_options(field)
        found = self._apply(field)
        return (field, []) if found is None else (found.after, [found])

    def _replaced_in_options(self, field: str) -> tuple[str, list[Replaced]]:
        try:
            options = decode_options(field)
        except ValueError:
            return field, []  # they are not readable: checking the collection says so
        made: list[Replaced] = []
        new = [self._new_option(option, made) for option in options]
        return (encode_options(new), made) if made else (field, [])

    def _new_option(self, option: Option, made: list[Replaced]) -> Option:
        text, rationale = self._apply(option.text), self._apply(option.rationale)
        made += (found for found in (text, rationale) if found is not None)
        return replace(
            option,
            text=option.text if text is None else text.after,
            rationale=option.rationale if rationale is None else rationale.after,
        )

    def _apply(self, text: str) -> Replaced | None:
        return self._timed(self._replacement.apply, text)

    def _timed(self, act: Callable[[str, float], T], text: str) -> T:
        try:
            return act(text, self._until - monotonic())
        except TimeoutError as error:
            begins = " ".join(text.split())[:60]
            problem = (
                f"The pattern takes too long on “{begins}…”. Nothing was changed. "
                "Repeats inside repeats, such as (a+)+, are slow: write it more simply."
            )
            raise PatternError(problem) from error


def _is_options(note_type: NoteType, place: int) -> bool:
    return note_type.kind is NoteKind.CHOICE and place == OPTIONS_FIELD
