"""The list of facts a folder of decks covers: `facts.txt` (docs/deck-format.md)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flashcards.formats.draft import Problem
from flashcards.formats.lint_seen import Across, SeenNote

FACTS_FILE = "facts.txt"

_RANGE = re.compile(r"([A-Z]+)-(\d+)(?: to ([A-Z]+)-(\d+))?")
_WITHOUT = re.compile(r"without ([A-Z]+-\d+): *(\S.*)")


@dataclass(frozen=True, slots=True)
class FactList:
    """Which facts there are.

    Attributes:
        path: where they are listed.
        lines: the line of each fact that is to be covered, in the order listed.
        left_out: why a fact is not to be covered, by its id.
        problems: lines that are not understood.
    """

    path: Path
    lines: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read_fact_list(text: str, path: Path) -> FactList:
    """Read a list of facts: ranges, single ids, and which of them are left out."""
    lines: dict[str, int] = {}
    left_out: dict[str, str] = {}
    problems: list[Problem] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if without := _WITHOUT.fullmatch(line):
            if lines.pop(without[1], None) is None:
                problems.append(Problem(path, number, f"“{without[1]}” is not listed above, and cannot be left out"))
            left_out[without[1]] = without[2]
        elif ids := _ids(line):
            lines |= dict.fromkeys(ids, number)
        else:
            problems.append(
                Problem(path, number, f"“{line[:40]}” is neither “C-001 to C-195” nor “without C-051: why”")
            )
    return FactList(path, lines, left_out, tuple(problems))


def unknown_fact(notes: Sequence[SeenNote], facts: FactList) -> Iterator[Across]:
    """Find a note that claims a fact which is not listed, or is left out."""
    for note in notes:
        for fact in note.draft.provenance.facts:
            if fact in facts.left_out:
                yield note, note.draft.line_of("Facts"), f"{fact} is left out of the decks: {facts.left_out[fact]}"
            elif fact not in facts.lines:
                yield note, note.draft.line_of("Facts"), f"there is no fact {fact} in {facts.path}"


def uncovered_fact(notes: Sequence[SeenNote], facts: FactList) -> Iterator[tuple[int, str]]:
    """Find a fact that no note for daily study covers."""
    covered = {fact for note in notes if not note.draft.provenance.is_exam_only for fact in note.draft.provenance.facts}
    for fact, line in facts.lines.items():
        if fact not in covered:
            yield line, f"no note for daily study covers {fact}"


def _ids(line: str) -> tuple[str, ...]:
    """Give the ids of a line, none when it is not understood."""
    match = _RANGE.fullmatch(line)
    if match is None or (match[3] or match[1]) != match[1]:
        return ()
    first, last = match[2], match[4] or match[2]
    return tuple(f"{match[1]}-{number:0{len(first)}d}" for number in range(int(first), int(last) + 1))
