"""hashcards: blocks that begin with `Q:`, `A:` or `C:` at the start of a line; gaps in square brackets.

A question may have options instead of an answer, `- [x] right` and `- [ ] wrong`, with rationales below them, and
an identity, `<!-- id: … -->`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flashcards.domain.choice import MAX_OPTIONS
from flashcards.domain.note_type import NoteKind
from flashcards.formats.markdown_notes.found import Found, FoundOption, Harvest
from flashcards.formats.markdown_notes.gaps import Gap, with_gaps
from flashcards.formats.markdown_notes.lines import HIDDEN, Line, Source

_MARK = re.compile(r"([QAC]):(?:\s|$)")
_GAP = re.compile(r"(?<![!\\\]])\[((?:\\.|[^\[\]\\])+)\](?!\()")
_ESCAPED = re.compile(r"\\([\[\]])")
_OPTION = re.compile(r"\s{0,3}[-*] \[([ xX])\] (.*)")
_ID = re.compile(r"<!-- id:\s*(\S{1,200})\s*-->")


def is_hashcards(source: Source) -> bool:
    """Say whether a file has a block of each side, or one with gaps."""
    marks = {match[1] for line in source.lines if (match := _MARK.match(line.bare))}
    return (
        marks >= {"Q", "A"} or "C" in marks or ("Q" in marks and any(_OPTION.match(line.bare) for line in source.lines))
    )


@dataclass(slots=True)
class _Block:
    """A card while it is read; lines of its question, answer or text with gaps."""

    mark: str
    lines: list[Line]
    answer: list[Line] | None = None


def read(source: Source) -> Harvest:
    """Find the notes of a file."""
    harvest = Harvest()
    block: _Block | None = None
    for line in source.lines:
        match = _MARK.match(line.bare)
        if match is None and line.bare.strip() != "---":
            _continue(block, line, harvest)
            continue
        mark = match[1] if match else ""
        if mark == "A" and block is not None and block.mark == "Q" and block.answer is None:
            block.answer = [_behind_mark(line)]
            continue
        _end(block, harvest)
        block = None
        if mark == "A":
            harvest.problems.append((line.number, "this answer has no question: “Q:” is missing above it"))
        elif mark:
            block = _Block(mark, [_behind_mark(line)])
    _end(block, harvest)
    return harvest


def _behind_mark(line: Line) -> Line:
    return Line(line.number, line.text[2:].lstrip(), line.bare[2:].lstrip())


def _continue(block: _Block | None, line: Line, harvest: Harvest) -> None:
    if block is not None:
        side = block.lines if block.answer is None else block.answer
        if side[-1].is_blank and side[-1] is not side[0]:
            harvest.taken_in.append(line)
        side.append(line)
    elif not line.is_blank and not line.text.startswith("#"):
        harvest.problems.append((line.number, "the line belongs to no card: one begins with “Q:” or “C:”"))


def _end(block: _Block | None, harvest: Harvest) -> None:
    """Make a note of a block."""
    if block is None:
        return
    number = block.lines[0].number
    every = [*block.lines, *(block.answer or ())]
    guid = next((match[1] for line in every if (match := _ID.search(line.text))), "")
    if block.mark == "C":
        text = _with_gaps(block.lines)
        if "{{c1::" in text:
            harvest.notes.append(Found(number, NoteKind.CLOZE, (text,), guid=guid))
        else:
            harvest.problems.append((number, "a card was left out: it has no gap, such as [this]"))
        return
    if block.answer is None and any(_OPTION.match(line.bare) for line in block.lines):
        _choice(block.lines, guid, harvest)
        return
    question, answer = _text(block.lines), _text(block.answer or ())
    if question and answer:
        harvest.notes.append(Found(number, NoteKind.BASIC, (question, answer), guid=guid))
    else:
        missing = "answer (“A:”)" if question else "question"
        harvest.problems.append((number, f"a card was left out: it has no {missing}"))


def _choice(lines: Sequence[Line], guid: str, harvest: Harvest) -> None:
    first = next(place for place, line in enumerate(lines) if _OPTION.match(line.bare))
    options: list[tuple[str, bool, list[str]]] = []
    for line in lines[first:]:
        match = _OPTION.match(line.text)
        if match:
            options.append((match[2], match[1] != " ", []))
        else:
            options[-1][2].append(_ID.sub("", line.text).strip())
    found = [FoundOption(text, is_right, "\n".join(why).strip()) for text, is_right, why in options]
    if len(found) > MAX_OPTIONS:
        message = f"the card has {len(found)} options: those after the first {MAX_OPTIONS} were left out"
        harvest.problems.append((lines[0].number, message))
    question = _text(lines[:first])
    if question and len(found) > 1 and any(option.is_correct for option in found):
        harvest.notes.append(Found(lines[0].number, NoteKind.CHOICE, (question,), found, guid=guid))
    else:
        why = "none of its options is right" if len(found) > 1 and question else "it has no question or one option only"
        harvest.problems.append((lines[0].number, f"a card was left out: {why}"))


def _text(lines: Sequence[Line]) -> str:
    return _ID.sub("", "\n".join(line.text for line in lines)).strip()


def _with_gaps(lines: Sequence[Line]) -> str:
    text, bare = "\n".join(line.text for line in lines), "\n".join(line.bare for line in lines)
    gaps = [
        Gap(match.start(), match.end(), _ESCAPED.sub(r"\1", text[match.start(1) : match.end(1)]))
        for match in _GAP.finditer(bare)
        if match[1].strip(HIDDEN + " ") or text[match.start(1) : match.end(1)].strip()
    ]
    return _ID.sub("", _ESCAPED.sub(r"\1", with_gaps(text, gaps))).strip()
