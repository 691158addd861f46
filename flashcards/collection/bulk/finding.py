"""Notes in which something is to be replaced, and what the replacement makes of them and of their cards."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from time import thread_time
from typing import NamedTuple, TypeVar

from flashcards.collection.bulk.plain_words import PlainWord
from flashcards.collection.bulk.replacement import PATIENCE_S, PatternError, Replaced, Replacement
from flashcards.domain.choice import OPTIONS_FIELD, Option, decode_options, encode_options
from flashcards.domain.ids import NoteId, NoteTypeId
from flashcards.domain.note_type import NoteKind, NoteType
from flashcards.rendering import CardMaker
from flashcards.storage import choosing, matching, reading
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
        stored: its fields as they will be, joined as they are stored.
        keeps_first: whether the first of them stays as it is.
        before, after: the ordinals of the cards it makes now, and then; none where they are the same for sure.
    """

    note_id: NoteId
    stored: str
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
        self._word = replacement.word if field is None and _can_stay_joined(replacement.word) else None
        self._is_whole = {type_id for type_id, maker in self._makers.items() if not _has_options(maker.note_type)}
        self._makes_same = {
            type_id for type_id, maker in self._makers.items() if replacement.leaves_text and not maker.makes_gaps
        }
        self._until = 0.0

    def find(self, ids: Sequence[NoteId]) -> list[Found]:
        """Give those notes in which something is found.

        Raises:
            PatternError: the pattern takes too long.
        """
        self._until = thread_time() + PATIENCE_S
        looked = (self._look(*row) for row in self._likely(ids))
        return [found for found in looked if found is not None]

    def rewrite(self, ids: Sequence[NoteId]) -> list[Rewritten]:
        """Give those notes in which something is found, by note type, as they will be; quicker than `find`.

        Raises:
            PatternError: the pattern takes too long.
        """
        self._until = thread_time() + PATIENCE_S
        done: list[Rewritten] = []
        open_ones: dict[tuple[NoteTypeId, int], list[tuple[NoteId, str, str]]] = {}
        for note_id, type_id, stored in choosing.fields_of(self._snapshot, ids):
            after = self._after(type_id, stored)
            if after == stored:
                continue
            if type_id in self._makes_same:
                done.append(Rewritten(note_id, after, _keeps_first(stored, after), (), ()))
            else:
                alike = open_ones.setdefault((type_id, stored.count(reading.FIELD_SEPARATOR)), [])
                alike.append((note_id, stored, after))
        several = (self._with_cards(self._makers[type_id], notes) for (type_id, _), notes in open_ones.items())
        return [*done, *chain.from_iterable(several)]

    def _with_cards(self, maker: CardMaker, notes: Sequence[tuple[NoteId, str, str]]) -> Iterator[Rewritten]:
        """Add which cards notes with as many fields make."""
        ids, stored, new = zip(*notes, strict=True)
        before = maker.every([one.split(reading.FIELD_SEPARATOR) for one in stored])
        after = maker.every([one.split(reading.FIELD_SEPARATOR) for one in new])
        for note_id, old, text, *cards in zip(ids, stored, new, before, after, strict=True):
            yield Rewritten(note_id, text, _keeps_first(old, text), *cards)

    def _after(self, type_id: NoteTypeId, stored: str) -> str:
        """Give the fields of a note as they will be, joined as they are stored."""
        if self._word is not None and type_id in self._is_whole:
            after = self._word.replaced_in_fields(stored)
            if after is not None:
                return after
        if not self._replacement.may_be_in(stored):
            return stored
        fields = stored.split(reading.FIELD_SEPARATOR)
        new = self._rewritten(self._makers[type_id].note_type, fields)
        return stored if new == fields else matching.stored_fields(new)

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
            return act(text, self._until - thread_time())
        except TimeoutError as error:
            begins = " ".join(text.split())[:60]
            problem = (
                f"The pattern takes too long on “{begins}…”. Nothing was changed. "
                "Repeats inside repeats, such as (a+)+, are slow: write it more simply."
            )
            raise PatternError(problem) from error


def _keeps_first(stored: str, after: str) -> bool:
    end = stored.find(reading.FIELD_SEPARATOR) + 1
    return end > 0 and after.startswith(stored[:end])


def _can_stay_joined(word: PlainWord | None) -> bool:
    """Say whether nothing in what is put in would be taken out when it is stored."""
    return word is not None and matching.stored_fields([word.instead]) == word.instead


def _has_options(note_type: NoteType) -> bool:
    return note_type.kind is NoteKind.CHOICE


def _is_options(note_type: NoteType, place: int) -> bool:
    return _has_options(note_type) and place == OPTIONS_FIELD
