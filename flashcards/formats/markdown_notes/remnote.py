"""RemNote as it is pasted: `A >> B`, `A << B`, `A <> B`, concepts `A :: B`, descriptors `A ;; B`, `{{gaps}}`, lists."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from flashcards.domain.note_type import NoteKind
from flashcards.formats.markdown_notes.found import Found, Harvest
from flashcards.formats.markdown_notes.gaps import Gap, with_gaps
from flashcards.formats.markdown_notes.lines import HIDDEN, Line, Source

_ARROW = re.compile(r"\s(>>>?|<<|<>|;;;?)(?:\s|$)")
_CONCEPT = re.compile(r"\s(>>>?|<<|<>|;;;?|:::?)(?:\s|$)")
_LEAD = re.compile(r"(\s*)(?:[-*+•]\s+|\d{1,9}[.)]\s+)?")
_WHOLE_GAP = re.compile(r"\{\{([^{}]+)\}\}(?:\{\(\{?([^{}()]*)\}?\)\})?")
_ITALIC = re.compile(r"(?<!_)__(?=\S)(.+?)(?<=\S)__(?!_)")
_MARKED = re.compile(r"\^\^(?=\S)(.+?)(?<=\S)\^\^")
_FORMULA = re.compile(r"\$\$(.+?)\$\$")

_MOSTLY = 0.8
_DEEPEST_LIST = 8
"""Lines further in are shown at this level."""


def is_remnote(source: Source) -> bool:
    """Say whether a file has arrows or descriptors."""
    return any(_ARROW.search(line.bare) for line in source.lines)


def is_pasted(text: str) -> bool:
    """Say whether plain text is nothing but RemNote's lines, and those indented below them."""
    lines = [line for line in text.splitlines() if line.strip()]
    arrows = sum(_CONCEPT.search(line) is not None for line in lines)
    fitting = sum(bool(_CONCEPT.search(line) or _WHOLE_GAP.search(line) or line[0].isspace()) for line in lines)
    return arrows > 1 and "\t" not in text.strip() and fitting >= _MOSTLY * len(lines)


@dataclass(slots=True)
class _Rem:
    """One line, and those indented below it."""

    line: Line
    depth: int
    text: str
    bare: str
    children: "list[_Rem]" = field(default_factory=list)


def read(source: Source) -> Harvest:
    """Find the notes of a file."""
    harvest = Harvest()
    for rem in _tree(source.lines):
        _take(rem, "", harvest, 0)
    return harvest


def _tree(lines: Sequence[Line]) -> list[_Rem]:
    tops: list[_Rem] = []
    open_rems: list[_Rem] = []
    for line in lines:
        if line.is_blank:
            continue
        lead = _LEAD.match(line.text)
        cut = lead.end() if lead else 0
        depth = len(lead[1].expandtabs(4)) if lead else 0
        rem = _Rem(line, depth, line.text[cut:].rstrip(), line.bare[cut:].rstrip())
        while open_rems and open_rems[-1].depth >= depth:
            open_rems.pop()
        (open_rems[-1].children if open_rems else tops).append(rem)
        open_rems.append(rem)
        open_rems = open_rems[-50:]
    return tops


def _take(rem: _Rem, above: str, harvest: Harvest, level: int) -> None:
    """Make notes of a line and of those below it."""
    arrow = _CONCEPT.search(rem.bare)
    name = rem.text
    if arrow:
        name = rem.text[: arrow.start()].strip()
        _add(rem, arrow, above, harvest)
        if not rem.text[arrow.end() :].strip():
            return  # what is below is the answer
    elif _WHOLE_GAP.search(rem.bare):
        _add_cloze(rem, harvest)
    else:
        harvest.passed.append(Line(rem.line.number, rem.text, rem.bare))
    for child in rem.children if level < 50 else ():
        _take(child, _plain(name), harvest, level + 1)


def _add(rem: _Rem, arrow: re.Match[str], above: str, harvest: Harvest) -> None:
    left, right = rem.text[: arrow.start()].strip(), rem.text[arrow.end() :].strip()
    if not right and rem.children:
        right = "\n".join(_listed(rem.children, 0))
    if not left or not right:
        harvest.problems.append((rem.line.number, "a card was left out: one of its sides is empty"))
        return
    sign = arrow[1]
    kind = NoteKind.REVERSED if sign in {"<>", "::", ":::"} else NoteKind.BASIC
    if sign == "<<":
        left, right = right, left
    if sign.startswith(";") and above:
        left = f"{above}: {left}"
    harvest.notes.append(Found(rem.line.number, kind, (_marks(left), _marks(right))))


def _listed(rems: Sequence[_Rem], level: int) -> Iterator[str]:
    """Give lines, and those below them, as a list in lists."""
    for rem in rems:
        yield f"{'  ' * min(level, _DEEPEST_LIST)}- {rem.text}"
        yield from _listed(rem.children, level + 1)


def _add_cloze(rem: _Rem, harvest: Harvest) -> None:
    gaps = [
        Gap(match.start(), match.end(), rem.text[match.start(1) : match.end(1)], match[2] or "")
        for match in _WHOLE_GAP.finditer(rem.bare)
    ]
    harvest.notes.append(Found(rem.line.number, NoteKind.CLOZE, (_marks(with_gaps(rem.text, gaps)),)))


def _marks(text: str) -> str:
    """Give RemNote's marks as Markdown: italics, highlights, formulas in the line."""
    return _FORMULA.sub(r"\\(\1\\)", _MARKED.sub(r"==\1==", _ITALIC.sub(r"*\1*", text)))


def _plain(text: str) -> str:
    return text.replace(HIDDEN, "").strip(" #")
