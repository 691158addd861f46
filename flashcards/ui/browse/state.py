"""What the Browse page is asked and what it found, in frozen values. No Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flashcards.domain.browsing import Column, Order, Unit
from flashcards.domain.study_day import StudyDay
from flashcards.ui.browse import cells

Cells = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One search, with all that decides what it finds.

    Attributes:
        columns: what is shown of each row, from the left.
        name: what is listed, where the line finds it by numbers that nobody wants to read; else "".
        ids: the order it is to stand in, where that is no column's.
    """

    line: str = ""
    unit: Unit = Unit.CARDS
    order: Order = field(default_factory=Order)
    columns: tuple[Column, ...] = cells.USUAL[Unit.CARDS]
    name: str = ""
    ids: tuple[int, ...] = ()

    def searching(self, line: str) -> "Asked":
        """Give the same for another line, as it is read."""
        return replace(self, line=line, name="", ids=())


@dataclass(frozen=True, slots=True)
class Carried:
    """What is taken along when notes are listed instead of cards, or cards instead of notes.

    Attributes:
        unit: what the ids are of: what is listed so far.
        chosen: the selected ones.
        cursor: the one the cursor is on, or None.
    """

    unit: Unit
    chosen: tuple[int, ...] = ()
    cursor: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    Attributes:
        ids: of cards or of notes, in their order.
        rows: the cells of the first ones.
        has_cards: whether there is anything in the collection at all.
        today: the study day it was found on.
        chosen: what is to be selected where the list before was of the other unit.
        cursor: where the cursor is to be then; None for the first row.
        hint: a word of the line that can find nothing, though it is no mistake.
    """

    asked: Asked
    ids: Sequence[int]
    rows: Mapping[int, Cells | None]
    has_cards: bool
    today: StudyDay
    chosen: Sequence[int] = ()
    cursor: int | None = None
    hint: "Wrong | None" = None


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong in a search, and the part that is meant."""

    sentence: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class BrowseState:
    """What the page shows around the table.

    Attributes:
        asked: what is being searched, or was found last.
        found: None until something was found.
        wrong: what is wrong in the line as it stands.
    """

    asked: Asked = field(default_factory=Asked)
    found: Found | None = None
    is_searching: bool = False
    wrong: Wrong | None = None
