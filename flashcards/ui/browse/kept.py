"""What the Browse page remembers on this machine: columns, widths, order, the searches made last."""

import json
from collections.abc import Sequence
from enum import Enum
from typing import TypeVar

from PySide6.QtCore import QSettings

from flashcards.domain.browsing import Column, Order, Unit
from flashcards.ui.browse import cells

SEARCHES_KEPT = 30
_GROUP = "browse"
E = TypeVar("E", bound=Enum)


class Kept:
    """Reads and writes it. What is missing, or was written by another version, is as usual."""

    def __init__(self, store: QSettings | None) -> None:
        """Keep it in the window's own settings; without them, as long as this lives."""
        self._store = store
        self._values: dict[str, str] = {}
        self._unwritten: set[str] = set()

    def write(self) -> None:
        """Write down what is new. Not at once: the disk would be waited for while a list is to be painted."""
        if self._store is not None:
            for name in self._unwritten:
                self._store.setValue(f"{_GROUP}/{name}", self._values[name])
        self._unwritten.clear()

    @property
    def unit(self) -> Unit:
        """Whether cards or notes are listed."""
        return _member(Unit, self._text("unit"), Unit.CARDS)

    @unit.setter
    def unit(self, unit: Unit) -> None:
        self._keep("unit", unit.value)

    def order(self, unit: Unit) -> Order:
        """Give what the list is sorted by."""
        name, _, way = self._text(f"{unit.value}/order").partition(";")
        return Order(_member(Column, name, Column.FIRST_FIELD), is_descending=way == "down")

    def set_order(self, unit: Unit, order: Order) -> None:
        """Remember what the list is sorted by."""
        self._keep(f"{unit.value}/order", f"{order.column.value};{'down' if order.is_descending else 'up'}")

    def columns(self, unit: Unit) -> tuple[Column, ...]:
        """Give the columns shown, from the left."""
        names = self._text(f"{unit.value}/columns").split(";")
        known = {one.value: one for one in Column}
        return tuple(dict.fromkeys(known[name] for name in names if name in known)) or cells.USUAL[unit]

    def set_columns(self, unit: Unit, columns: tuple[Column, ...]) -> None:
        """Remember the columns shown."""
        self._keep(f"{unit.value}/columns", ";".join(one.value for one in columns))

    def widths(self) -> dict[Column, int]:
        """Give how wide the learner wants columns, in pixels at 100 % text."""
        pairs = (part.partition("=") for part in self._text("widths").split(";"))
        known = {one.value: one for one in Column}
        return {known[name]: int(width) for name, _, width in pairs if name in known and width.isdigit()}

    def set_widths(self, widths: dict[Column, int]) -> None:
        """Remember how wide columns are."""
        self._keep("widths", ";".join(f"{one.value}={width}" for one, width in widths.items()))

    def searches(self) -> tuple[str, ...]:
        """Give the searches made last, the newest first."""
        return self.names("searches")

    def remember(self, line: str) -> None:
        """Put a search before the others."""
        if line.strip():
            lines = dict.fromkeys((line.strip(), *self.searches()))
            self.set_names("searches", list(lines)[:SEARCHES_KEPT])

    def names(self, key: str) -> tuple[str, ...]:
        """Give a list of any texts."""
        try:
            kept = json.loads(self._text(key) or "[]")
        except json.JSONDecodeError:
            return ()
        return tuple(name for name in kept if isinstance(name, str)) if isinstance(kept, list) else ()

    def set_names(self, key: str, names: Sequence[str]) -> None:
        """Remember a list of any texts."""
        self._keep(key, json.dumps(list(names)))

    def flag(self, name: str, *, usual: bool) -> bool:
        """Give whether something is on."""
        return {"on": True, "off": False}.get(self._text(name), usual)

    def set_flag(self, name: str, *, is_on: bool) -> None:
        """Remember whether something is on."""
        self._keep(name, "on" if is_on else "off")

    def sizes(self, name: str) -> list[int]:
        """Give the sizes of the parts of a split, or none."""
        return [int(part) for part in self._text(name).split(";") if part.isdigit()]

    def set_sizes(self, name: str, sizes: list[int]) -> None:
        """Remember the sizes of the parts of a split."""
        self._keep(name, ";".join(str(size) for size in sizes))

    def _text(self, name: str) -> str:
        if name not in self._values:
            value = None if self._store is None else self._store.value(f"{_GROUP}/{name}", "")
            self._values[name] = value if isinstance(value, str) else ""
        return self._values[name]

    def _keep(self, name: str, text: str) -> None:
        self._values[name] = text
        self._unwritten.add(name)


def _member(kind: type[E], text: str, usual: E) -> E:
    try:
        return kind(text)
    except ValueError:
        return usual
