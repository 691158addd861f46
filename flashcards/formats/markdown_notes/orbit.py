"""Orbit: paragraphs that begin with `Q.` and `A.`, and gaps in braces in other paragraphs."""

import re
from collections.abc import Sequence

from flashcards.domain.note_type import NoteKind
from flashcards.formats.markdown_notes.found import Found, Harvest
from flashcards.formats.markdown_notes.gaps import Gap, with_gaps
from flashcards.formats.markdown_notes.lines import HIDDEN, Line, Source, paragraphs

_MARK = re.compile(r"([QA])\.(?:\s+|$)")
_ENDS = re.compile(r"#{1,6}\s|---\s*$|\*\*\*\s*$")
_GAP = re.compile(r"(?<![\\{$\w])\{([^{}\n]*[^{}\s][^{}\n]*)\}(?!\})")


def is_orbit(source: Source) -> bool:
    """Say whether a file has a question and an answer."""
    marks = {match[1] for line in source.lines if (match := _MARK.match(line.bare))}
    return marks == {"Q", "A"}


def read(source: Source) -> Harvest:
    """Find the notes of a file."""
    harvest = Harvest()
    open_sides: dict[str, list[str]] = {}
    start, side, stands_alone = 0, "", False
    for block in paragraphs(source.lines):
        parts = _parted(block)
        for mark, lines in parts:
            if mark == "Q" or _ENDS.match(lines[0].bare) or (not mark and not stands_alone):
                _close(open_sides, start, harvest)
                open_sides, side = {}, ""
            if mark:
                start = lines[0].number if mark == "Q" else start
                side = mark if mark == "Q" or "Q" in open_sides else ""
                stands_alone = not lines[0].text[2:].strip() and len(lines) == 1
                if not side:
                    harvest.problems.append((lines[0].number, "this answer has no question: “Q.” is missing above it"))
            if side:
                open_sides.setdefault(side, []).append(_text(lines, is_marked=bool(mark)))
                harvest.taken_in.extend(() if mark else lines)
            elif not mark:
                _cloze(lines, harvest)
    _close(open_sides, start, harvest)
    return harvest


def _parted(block: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    """Cut a paragraph before each line that begins a side."""
    parts: list[tuple[str, list[Line]]] = []
    for line in block:
        match = _MARK.match(line.bare)
        if match or not parts:
            parts.append((match[1] if match else "", []))
        parts[-1][1].append(line)
    return parts


def _text(lines: Sequence[Line], *, is_marked: bool) -> str:
    first = lines[0].text[2:].lstrip() if is_marked else lines[0].text
    return "\n".join([first, *(line.text for line in lines[1:])]).strip()


def _close(sides: dict[str, list[str]], start: int, harvest: Harvest) -> None:
    if "Q" not in sides:
        return
    question, answer = ("\n\n".join(part for part in sides.get(side, ()) if part) for side in "QA")
    if question and answer:
        harvest.notes.append(Found(start, NoteKind.BASIC, (question, answer)))
    else:
        harvest.problems.append(
            (start, "a card was left out: it has no answer (“A.”)" if question else "an empty card")
        )


def _cloze(lines: Sequence[Line], harvest: Harvest) -> None:
    text, bare = "\n".join(line.text for line in lines), "\n".join(line.bare for line in lines)
    gaps = [Gap(match.start(), match.end(), match[1]) for match in _GAP.finditer(bare) if HIDDEN not in match[1]]
    if gaps:
        harvest.notes.append(Found(lines[0].number, NoteKind.CLOZE, (with_gaps(text, gaps).strip(),)))
    else:
        harvest.passed.extend(lines)
