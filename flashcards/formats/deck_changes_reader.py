"""The text of a file of changes, read line by line into entries."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from flashcards.formats.deck_values import read_date, read_id

T = TypeVar("T")

WHY = "Why"
SOURCE = "Source"
CHANGED = "Changed"
WITHDRAWN = "withdrawn"

_KEYS = (WHY, SOURCE, CHANGED)
_HEADING = re.compile(r"(#{1,6})(.*)$")
_KEY = re.compile(r"([A-Za-z][A-Za-z-]*):(?:\s+(.*)|)$")
_NEEDED = {
    WHY: "“Why:” is missing: one sentence that tells the learner what is another now",
    SOURCE: "“Source:” is missing: the citation of what changed the rule",
}


class Changed(StrEnum):
    """What of a note is another, the weightiest first. Files and collections hold the words: never change them."""

    RULE = "rule"
    ANSWER = "answer"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class MeaningChange:
    """A note that says something else since a version of its deck.

    Attributes:
        on: the date of the version.
        guid: the note's id.
        why: one sentence for the learner.
        citation: what changed the rule, or what the note has it from.
        is_withdrawal: the rule is gone and the deck has the note no more.
        line: 1-based line of the entry's heading.
        changed: whether the rule is another, or only what the note makes of it.
    """

    on: date
    guid: str
    why: str
    citation: str
    is_withdrawal: bool = False
    line: int = 1
    changed: Changed = Changed.RULE


def read_entries(lines: Sequence[str]) -> tuple[tuple[MeaningChange, ...], list[tuple[int, str]]]:
    """Read the lines of a file of changes.

    Returns:
        The entries without mistakes, in order; line and message of each mistake.
    """
    reader = _Reader()
    for number, line in _uncommented(lines, reader.found):
        reader.line(number, line)
    return reader.finish(), reader.found


def _uncommented(lines: Sequence[str], found: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Give the lines outside comments, with their numbers."""
    opened = 0
    for number, raw in enumerate(lines, start=1):
        line = raw.strip()
        if not opened and line.startswith("<!--"):
            opened = number
        if not opened:
            yield number, line
        elif "-->" in line:
            opened = 0
    if opened:
        found.append((opened, "this comment is never closed by “-->”"))


@dataclass(slots=True)
class _Entry:
    """An entry while its lines are read."""

    line: int
    guid: str
    is_withdrawal: bool
    values: dict[str, str] = field(default_factory=dict)


class _Reader:
    """Takes a file's lines one at a time and knows what each belongs to.

    Attributes:
        found: line and message of each mistake.
    """

    def __init__(self) -> None:
        self.found: list[tuple[int, str]] = []
        self._entries: list[MeaningChange] = []
        self._ids: set[str] = set()
        self._on: date | None = None
        self._has_version = False
        self._entry: _Entry | None = None
        self._key = ""

    def line(self, number: int, line: str) -> None:
        """Take a line that is not in a comment, without the space around it."""
        if heading := _HEADING.fullmatch(line):
            self._heading(number, len(heading[1]), heading[2])
        elif key := _KEY.fullmatch(line):
            self._value(number, key[1], key[2] or "")
        elif line:
            self._more(number, line)

    def finish(self) -> tuple[MeaningChange, ...]:
        """Give the entries."""
        self._close()
        return tuple(self._entries)

    def _heading(self, number: int, level: int, rest: str) -> None:
        self._close()
        if level > 2 or not rest.startswith(" "):
            self.found.append(
                (number, "a version begins with “# ” and its date, an entry with “## ” and the note's id")
            )
        elif level == 1:
            self._version(number, rest.strip())
        else:
            self._open(number, rest.strip())

    def _version(self, number: int, text: str) -> None:
        before = self._on
        self._has_version = True
        self._on = self._attempt(number, read_date, text)
        self._ids = set()
        if before is not None and self._on is not None and self._on >= before:
            self.found.append((number, f"the newest version stands first: {self._on} belongs above {before}"))

    def _open(self, number: int, name: str) -> None:
        first, _, rest = name.partition(" ")
        is_withdrawal = first == WITHDRAWN and bool(rest)
        guid = self._attempt(number, read_id, rest.strip() if is_withdrawal else name)
        self._entry = _Entry(number, guid or "", is_withdrawal)
        if guid in self._ids:
            self.found.append((number, f"“{guid}” has an entry in this version already"))
            self._entry.guid = ""
        self._ids.add(guid or "")

    def _value(self, number: int, key: str, text: str) -> None:
        self._key = ""
        if key not in _KEYS:
            near = get_close_matches(key.capitalize(), _KEYS, n=1)
            hint = f" Did you mean “{near[0]}:”?" if near else f" The keys here are {WHY}, {SOURCE} and {CHANGED}."
            self.found.append((number, f"there is no key “{key[:40]}:”.{hint}"))
        elif self._entry is None:
            self.found.append((number, f"“{key}:” belongs to no note: a line “## ” and an id is missing above it"))
        elif key in self._entry.values:
            self.found.append((number, f"“{key}:” is given twice in this entry"))
        else:
            self._entry.values[key] = text.strip()
            self._key = key

    def _more(self, number: int, line: str) -> None:
        """Take a line that goes on with the value above it."""
        if self._entry is None or not self._key:
            self.found.append((number, "this line belongs to nothing: a text begins with “Why: ” or “Source: ”"))
        else:
            self._entry.values[self._key] = f"{self._entry.values[self._key]} {line}".strip()

    def _close(self) -> None:
        """Keep the entry that ends here, if it is whole."""
        entry, self._entry, self._key = self._entry, None, ""
        if entry is None:
            return
        if not self._has_version:
            self.found.append(
                (entry.line, "an entry belongs to a version: a line “# ” and its date is missing above it")
            )
        mistakes = list(_mistakes(entry))
        self.found += [(entry.line, message) for message in mistakes]
        if self._on is not None and entry.guid and not mistakes:
            why, citation = entry.values[WHY], entry.values[SOURCE]
            changed = Changed(entry.values.get(CHANGED, Changed.RULE))
            self._entries.append(
                MeaningChange(self._on, entry.guid, why, citation, entry.is_withdrawal, entry.line, changed)
            )

    def _attempt(self, number: int, read: Callable[[str], T], text: str) -> T | None:
        """Read a text; when `read` refuses it, note why and give None."""
        try:
            return read(text)
        except ValueError as problem:
            self.found.append((number, str(problem)))
            return None


def _mistakes(entry: _Entry) -> Iterator[str]:
    """Find what an entry lacks, and what it says in vain."""
    yield from (message for key, message in _NEEDED.items() if not entry.values.get(key))
    changed = entry.values.get(CHANGED, Changed.RULE)
    if changed not in set(Changed):
        yield f"“{CHANGED}:” is {', '.join(Changed)}; “{changed[:40]}” is none of these"
    elif entry.is_withdrawal and changed != Changed.RULE:
        yield f"a note is withdrawn because its rule is gone: “{CHANGED}: {changed}” has no place here"
