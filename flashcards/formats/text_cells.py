"""Cells of a table as notes keep them: HTML, tags, deck names, provenance."""

import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from flashcards.domain.deck import clean_deck_name
from flashcards.domain.note import Provenance
from flashcards.formats.findings import Findings
from flashcards.formats.incoming import sorted_tags
from flashcards.formats.text_layout import Role, TextLayout
from flashcards.formats.text_values import PROVENANCE, READERS
from flashcards.formats.transfer import NO_PROVENANCE

_LINE_END = re.compile(r"\r\n|\r|\n")
_ANKI_ID = re.compile(r"1\d{12}")
"""Anki's ids are times in ms."""
_BETWEEN_TAGS = re.compile(r"[\s,;]+")


def to_html(cell: str) -> str:
    """Give the HTML of a cell that is shown as it is typed."""
    cell = cell.strip()
    if "&" in cell or "<" in cell or ">" in cell:
        cell = escape(cell, quote=False)
    return _LINE_END.sub("<br>", cell) if "\n" in cell or "\r" in cell else cell


def as_it_is(cell: str) -> str:
    """Give the HTML of a cell that is HTML."""
    return cell


def is_anki_id(name: str, layout: TextLayout) -> bool:
    """Say whether a name in a file of Anki's is a number that means something in one collection only."""
    return layout.has_comments and _ANKI_ID.fullmatch(name.strip()) is not None


def html_reader(layout: TextLayout) -> Callable[[str], str]:
    """Give what turns cells into HTML."""
    return as_it_is if layout.is_html else to_html


class TagReader:
    """Reads the columns that hold tags.

    Args:
        layout: of the table.
    """

    def __init__(self, layout: TextLayout) -> None:
        roles = [column.role for column in layout.columns]
        self._words = [place for place, role in enumerate(roles) if role is Role.TAGS]
        self._topics = [place for place, role in enumerate(roles) if role is Role.TOPIC]
        self._only = self._words[0] if len(self._words) == 1 and not self._topics else None
        self._is_anki = layout.has_comments
        self._seen: dict[str, tuple[str, ...]] = {}

    def read(self, cells: Sequence[str]) -> tuple[str, ...] | None:
        """Give a row's tags, or None when the table has no column for them."""
        if self._only is not None:
            return self._of_cell(cells[self._only])
        if not self._words and not self._topics:
            return None
        words = [word for place in self._words for word in self._of_cell(cells[place])]
        return sorted_tags([*words, *(cells[place] for place in self._topics)])

    def _of_cell(self, cell: str) -> tuple[str, ...]:
        found = self._seen.get(cell)
        if found is None:
            words = cell.split() if self._is_anki else _BETWEEN_TAGS.split(cell)
            found = self._seen[cell] = sorted_tags(words)
        return found


class DeckReader:
    """Reads the deck of each row.

    Args:
        layout: of the table.
        findings: told of decks that have only a number.
    """

    def __init__(self, layout: TextLayout, findings: Findings) -> None:
        places = [place for place, column in enumerate(layout.columns) if column.role is Role.DECK]
        self._place = places[0] if places else None
        self._layout = layout
        self._findings = findings
        self._general = self._deck(1, layout.deck, "")
        self._seen: dict[str, str] = {}

    def read(self, line: int, cells: Sequence[str]) -> str:
        """Give a row's deck, or the table's."""
        if self._place is None:
            return self._general
        cell = cells[self._place]
        found = self._seen.get(cell)
        if found is None:
            found = self._seen[cell] = self._deck(line, cell, self._general)
        return found

    def _deck(self, line: int, name: str, otherwise: str) -> str:
        if is_anki_id(name, self._layout):
            message = (
                f"a deck is given only by Anki's number {name.strip()}; its notes go where those without a deck go"
            )
            self._findings.add(line, message, "decks that are given only by a number")
            return otherwise
        try:
            return clean_deck_name(name)
        except ValueError:
            return otherwise


class ProvenanceReader:
    """Reads where notes come from; a cell that cannot be read is reported and left out.

    Args:
        layout: of the table.
        findings: told of such cells.
    """

    def __init__(self, layout: TextLayout, findings: Findings) -> None:
        self._columns = [(place, column.role) for place, column in enumerate(layout.columns) if column.role in READERS]
        self._findings = findings
        self._seen: dict[tuple[str, ...], Provenance] = {}

    def read(self, line: int, cells: Sequence[str]) -> Provenance:
        """Give a row's provenance."""
        if not self._columns:
            return NO_PROVENANCE
        key = tuple([cells[place] for place, _ in self._columns])
        found = self._seen.get(key)
        return self._made(line, key) if found is None else found

    def _made(self, line: int, key: tuple[str, ...]) -> Provenance:
        values: dict[str, Any] = {}
        is_whole = True
        for (_, role), cell in zip(self._columns, key, strict=True):
            if not cell.strip():
                continue
            try:
                values[PROVENANCE[role]] = READERS[role](cell.strip())
            except ValueError as problem:
                is_whole = False
                self._findings.add(line, f"{problem}; it was left out", f"a {role} that cannot be read")
        made = Provenance(**values)
        if is_whole:
            self._seen[key] = made
        return made
