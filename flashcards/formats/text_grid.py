"""A table before its columns are told apart."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from flashcards.formats.text_headers import MetaColumn
from flashcards.formats.text_layout import Role
from flashcards.formats.text_names import Meaning, meaning, names_options, plain_name

MAX_COLUMNS = 256
"""Columns beyond are left out."""

_WORD = re.compile(r"[\w:/&+.-]+")
_GAP = re.compile(r"\{\{c\d+::")


@dataclass(frozen=True)
class Grid:
    """Names and first rows of a table.

    Attributes:
        given: the names of its columns, as far as it gives any.
        sample: its first rows.
        places: columns whose role the file states by number, 0-based.
        is_anki: the file has Anki's header lines.
    """

    given: Sequence[str]
    sample: Sequence[Sequence[str]]
    places: Mapping[MetaColumn, int]
    is_anki: bool

    @cached_property
    def width(self) -> int:
        """How many columns the table has: those of most rows, empty ones at the end left out, and those with a name.

        Where columns have names, cells beyond them are a column only when most rows have them.
        """
        counts = Counter(len(row) for row in self.sample)
        usual = max(counts, key=lambda count: (counts[count], count == len(self.given), count), default=0)
        if usual > len(self.given) > 0 and counts[usual] <= 0.5 * len(self.sample):
            usual = len(self.given)
        while usual and not any(row[usual - 1].strip() for row in self.sample if len(row) >= usual):
            usual -= 1
        stated = max(self.places.values(), default=-1) + 1
        return min(max(usual, len(self.given), stated, 1), MAX_COLUMNS)

    @cached_property
    def names(self) -> list[str]:
        """The name of each column; empty when it has none."""
        names = [name.strip() for name in self.given[: self.width]]
        return names + [""] * (self.width - len(names))

    @cached_property
    def meanings(self) -> list[Meaning | None]:
        """What the name of each column says it is for."""
        has_options = names_options(self.names)
        return [
            Meaning(Role.OPTION) if has_options and plain_name(name) == "a" else meaning(name) if name else None
            for name in self.names
        ]

    def cells(self, place: int) -> list[str]:
        """Give the cells of a column that are not empty."""
        return [row[place] for row in self.sample if place < len(row) and row[place].strip()]

    def most(self, place: int, fits: Callable[[str], bool]) -> bool:
        """Say whether at least half of the cells of a column fit."""
        cells = self.cells(place)
        return sum(map(fits, cells)) >= 0.5 * len(cells)

    def has_gaps(self, place: int) -> bool:
        """Say whether most cells of a column have gaps to fill."""
        cells = self.cells(place)
        return bool(cells) and self.most(place, lambda cell: _GAP.search(cell) is not None)

    def has_tags(self, place: int) -> bool:
        """Say whether a column looks like tags: few words that come again, or that are nested."""
        cells = self.cells(place)
        words = [word for cell in cells for word in cell.split()]
        if not words or len(words) > 4 * len(cells) or not all(map(_WORD.fullmatch, words)):
            return False
        nested = sum("::" in word for word in words)
        return nested > 0.5 * len(words) or (len(words) > 2 and len(set(words)) <= 0.5 * len(words))
