"""Very many cards of a file, column by column: a `TransferCard` is made of one only when it is asked for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import Any, Self, cast, overload

import numpy as np
import numpy.typing as npt

from flashcards.formats.transfer import TransferCard

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

NONE = np.iinfo(np.int64).min
"""Stands for None among whole numbers; NaN does among others."""

_LARGEST = 2**62
_MAY_LACK = ("due_on", "due_at", "step", "last_review_at")
_FLOATS = ("stability", "difficulty", "ease")
_FLAGS = ("is_suspended", "is_buried")


@dataclass(frozen=True, slots=True)
class CardColumns:
    """Cards by their columns, which are those of a `TransferCard`, of shape (cards,) each.

    Attributes:
        deck: places among `deck_names`.
    """

    ordinal: Ints
    deck: Ints
    state: Ints
    stability: Floats
    difficulty: Floats
    due_on: Ints
    due_at: Ints
    step: Ints
    position: Ints
    interval_days: Ints
    ease: Floats
    last_review_at: Ints
    reps: Ints
    lapses: Ints
    flag: Ints
    is_suspended: Flags
    is_buried: Flags
    source_id: Ints
    deck_names: tuple[str, ...]

    @classmethod
    def of(cls, cards: Sequence[TransferCard], deck_names: Sequence[str] | None = None) -> Self:
        """Put cards into columns; whole numbers too large for one become the largest it takes.

        Args:
            deck_names: those there may be; None for the cards' own.
        """
        # a column at a time, so that other threads come in between
        given = {name: list(map(itemgetter(place), cards)) for place, name in enumerate(_COLUMNS)}
        names = tuple(dict.fromkeys(given["deck"]) if deck_names is None else deck_names)
        places = {name: place for place, name in enumerate(names)}
        given["deck"] = [places[name] for name in given["deck"]]
        return cls._made({name: _array(name, values) for name, values in given.items()}, names)

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """Put cards of the same decks one after another; there is at least one part."""
        columns = {name: np.concatenate([getattr(part, name) for part in parts]) for name in _COLUMNS}
        return cls._made(columns, parts[0].deck_names)

    @classmethod
    def _made(cls, columns: Mapping[str, npt.NDArray[Any]], names: tuple[str, ...]) -> Self:
        return cls(**columns, deck_names=names)

    def __len__(self) -> int:
        """Give how many there are."""
        return len(self.ordinal)

    def __getitem__(self, place: int) -> TransferCard:
        """Give one of them."""
        return TransferCard(*(self._value(name, place) for name in _COLUMNS))

    def __iter__(self) -> Iterator[TransferCard]:
        """Give one after another."""
        return map(self.__getitem__, range(len(self)))

    def take(self, places: Ints) -> Self:
        """Give some of them."""
        if len(places) == len(self) and np.array_equal(places, np.arange(len(self))):
            return self
        return self._made({name: getattr(self, name)[places] for name in _COLUMNS}, self.deck_names)

    def put(self, place: int, card: TransferCard) -> None:
        """Put a card, of a deck there is, in the place of another."""
        one = self.of([card], self.deck_names)
        for name in _COLUMNS:
            getattr(self, name)[place] = getattr(one, name)[0]

    def decks(self) -> set[str]:
        """Give the decks that have cards."""
        counts = np.bincount(self.deck, minlength=len(self.deck_names))
        return {self.deck_names[place] for place in np.flatnonzero(counts).tolist()}

    def _value(self, name: str, place: int) -> Any:  # noqa: ANN401 - as many kinds as there are columns
        value = getattr(self, name)[place].item()
        if name == "deck":
            return self.deck_names[value]
        lacks = (name in _MAY_LACK and value == NONE) or value != value  # noqa: PLR0124 - NaN is not itself
        return None if lacks else value


_COLUMNS = TransferCard._fields


class NoteCards(Sequence[TransferCard]):
    """The cards of one note among those of its file.

    Attributes:
        columns: those of all.
        first: the place of the note's first card; the others follow it.
        ordinals: of its cards; there is one at least.
        deck: that of its first card.
    """

    __slots__ = ("columns", "deck", "first", "ordinals")

    def __init__(self, columns: CardColumns, first: int, ordinals: tuple[int, ...], deck: str) -> None:
        """Take some that follow each other."""
        self.columns = columns
        self.first = first
        self.ordinals = ordinals
        self.deck = deck

    def __len__(self) -> int:
        """Give how many there are."""
        return len(self.ordinals)

    @overload
    def __getitem__(self, place: int) -> TransferCard: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[TransferCard, ...]: ...
    def __getitem__(self, place: int | slice) -> TransferCard | tuple[TransferCard, ...]:
        """Give one of them, or some."""
        found = range(self.first, self.first + len(self.ordinals))[place]
        return self.columns[found] if isinstance(found, int) else tuple(map(self.columns.__getitem__, found))

    def __eq__(self, other: object) -> bool:
        """Say whether they are the same, in the same order."""
        return tuple(self) == tuple(other) if isinstance(other, NoteCards | tuple) else NotImplemented

    def __hash__(self) -> int:
        """Give the hash they have as a tuple."""
        return hash(tuple(self))


def by_note(columns: CardColumns, note_ids: Ints) -> dict[int, NoteCards]:
    """Give the cards of each note, in their order.

    Args:
        note_ids: of each card, shape (cards,).
    """
    order = np.argsort(note_ids, kind="stable")
    columns, note_ids = columns.take(order), note_ids[order]
    firsts = np.flatnonzero(np.concatenate((np.ones(min(len(order), 1), np.bool_), note_ids[1:] != note_ids[:-1])))
    ordinals = columns.ordinal.tolist()
    alone = {ordinal: (ordinal,) for ordinal in set(ordinals)}
    decks = [columns.deck_names[place] for place in columns.deck[firsts].tolist()]
    ends = np.append(firsts[1:], len(order))[: len(firsts)].tolist()
    every = zip(note_ids[firsts].tolist(), firsts.tolist(), ends, decks, strict=True)
    return {
        note: NoteCards(
            columns, first, alone[ordinals[first]] if end == first + 1 else tuple(ordinals[first:end]), deck
        )
        for note, first, end, deck in every
    }


def ordinals_of(cards: Sequence[TransferCard]) -> tuple[int, ...]:
    """Give the ordinals of a note's cards."""
    return cards.ordinals if isinstance(cards, NoteCards) else tuple(card.ordinal for card in cards)


def decks_of(several: Sequence[Sequence[TransferCard]]) -> set[str]:
    """Give the decks of the cards of notes."""
    alone = [one for one in several if isinstance(one, NoteCards) and len(one.ordinals) == 1]
    found = {one.deck for one in alone}
    if len(alone) < len(several):
        found |= {
            card.deck for cards in several if len(cards) > 1 or not isinstance(cards, NoteCards) for card in cards
        }
    return found


def together(several: Sequence[Sequence[TransferCard]]) -> CardColumns:
    """Put the cards of notes into columns, one after another."""
    if set(map(type, several)) != {NoteCards}:
        return CardColumns.of(list(chain.from_iterable(several)))
    notes = cast("Sequence[NoteCards]", several)
    columns = notes[0].columns
    if any(one.columns is not columns for one in notes):
        return CardColumns.of(list(chain.from_iterable(several)))
    firsts = np.array([one.first for one in notes], np.int64)
    counts = np.array([len(one.ordinals) for one in notes], np.int64)
    ends = np.cumsum(counts)
    return columns.take(np.repeat(firsts - (ends - counts), counts) + np.arange(int(counts.sum())))


def whole_numbers(values: Iterable[int]) -> Ints:
    """Give whole numbers as an array; those too large for one become the largest it takes."""
    numbers = list(values)
    try:
        return np.array(numbers, np.int64)
    except OverflowError:
        return np.array([min(max(number, -_LARGEST), _LARGEST) for number in numbers], np.int64)


def _array(name: str, values: Sequence[Any]) -> npt.NDArray[Any]:
    if name in _FLOATS:
        return np.array([np.nan if one is None else one for one in values], np.float64)
    if name in _FLAGS:
        return np.array(values, np.bool_)
    return whole_numbers(NONE if one is None else one for one in values) if name in _MAY_LACK else whole_numbers(values)
