"""Anki's template language: parsed once, kept, and evaluated for each card.

    {{Field}}  {{filter:Field}}  {{#Field}}…{{/Field}}  {{^Field}}…{{/Field}}  {{! comment }}

What a name or a filter means is the caller's business (see `rendering.cards`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

MAX_DEPTH = 30
"""Sections inside sections that are understood; more is an attack or an accident."""

MAX_OUTPUT = 1_000_000
"""Characters one side of a card may come to."""


class TemplateError(Exception):
    """A template cannot be understood. Its text is a sentence for the learner. Never leaves this package.

    Attributes:
        start, end: where in the template the problem lies, in characters; both 0 when it lies nowhere in particular.
    """

    def __init__(self, problem: str, start: int = 0, end: int = 0) -> None:
        """Put the problem at its place."""
        super().__init__(problem)
        self.start = start
        self.end = end


@dataclass(frozen=True, slots=True)
class Text:
    """HTML that stands in the template itself."""

    html: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field to fill in.

    Attributes:
        filters: in the order they are applied: the one next to the name first.
    """

    name: str
    filters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part shown only when a field has text, or, negated, only when it has none."""

    name: str
    is_negated: bool
    children: "tuple[Node, ...]"


Node = Text | Field | Section


@lru_cache(maxsize=512)
def parse(source: str) -> tuple[Node, ...]:
    """Parse a template.

    Raises:
        TemplateError: braces or sections do not close, or sections are nested deeper than `MAX_DEPTH`.
    """
    levels: list[list[Node]] = [[]]
    open_sections: list[Piece] = []
    for piece in pieces(source):
        text = piece.text
        if not piece.is_tag:
            levels[-1].append(Text(text))
        elif text[:1] in {"#", "^"}:
            open_sections.append(piece)
            levels.append([])
            if len(levels) > MAX_DEPTH:
                problem = "too many parts of the card template lie inside each other"
                raise TemplateError(problem, piece.start, piece.end)
        elif text[:1] == "/":
            _close(piece, levels, open_sections)
        elif text[:1] != "!":
            levels[-1].append(_field(piece))
    if open_sections:
        last = open_sections[-1]
        problem = f"{{{{{last.text[0]}{last.text[1:].strip()}}}}} is never closed"
        raise TemplateError(problem, last.start, last.end)
    return tuple(levels[0])


def _close(piece: "Piece", levels: list[list[Node]], open_sections: "list[Piece]") -> None:
    name = piece.text[1:].strip()
    if not open_sections or open_sections[-1].text[1:].strip() != name:
        problem = f"{{{{/{name}}}}} closes nothing that was opened"
        raise TemplateError(problem, piece.start, piece.end)
    opening = open_sections.pop()
    children = tuple(levels.pop())
    levels[-1].append(Section(name, opening.text[0] == "^", children))


def _field(piece: "Piece") -> Field:
    *filters, name = piece.text.split(":")
    if not name.strip() and not filters:
        problem = "{{ }} names no field"
        raise TemplateError(problem, piece.start, piece.end)
    return Field(name.strip(), tuple(part.strip() for part in reversed(filters)))


class Piece(NamedTuple):
    """A piece of a template.

    Attributes:
        text: HTML, or of a tag what stands between its braces.
        start, end: where it stands in the template, braces included.
    """

    is_tag: bool
    text: str
    start: int
    end: int


def pieces(source: str) -> Iterator[Piece]:
    """Cut a template into text and tags.

    Raises:
        TemplateError: braces do not close.
    """
    start = 0
    while (opened := _next_tag(source, start)) >= 0:
        closed = source.find("}}", opened)
        if closed < 0:
            problem = "a {{ in the card template has no }}"
            raise TemplateError(problem, opened, len(source))
        if opened > start:
            yield Piece(is_tag=False, text=source[start:opened], start=start, end=opened)
        start = closed + 2
        while source.startswith("}", start) and source.startswith("{{{", opened):
            start += 1
        yield Piece(is_tag=True, text=source[opened:closed].strip("{ \t\n"), start=opened, end=start)
    if start < len(source):
        yield Piece(is_tag=False, text=source[start:], start=start, end=len(source))


def _next_tag(source: str, start: int) -> int:
    """Find the next `{{` that is not inside an HTML comment; -1 when there is none."""
    opened = source.find("{{", start)
    comment = source.find("<!--", start, opened) if opened >= 0 else -1
    while comment >= 0:
        comment_end = source.find("-->", comment)
        if comment_end < 0:
            return opened
        opened = source.find("{{", comment_end) if opened < comment_end else opened
        comment = source.find("<!--", comment_end, opened) if opened >= 0 else -1
    return opened


def evaluate(nodes: tuple[Node, ...], fill: Callable[[Field], str], is_filled: Callable[[str], bool]) -> str:
    """Give the HTML of a parsed template.

    Args:
        nodes: what `parse` gave.
        fill: the HTML of one field.
        is_filled: whether a field has text.

    Raises:
        TemplateError: it comes to more than `MAX_OUTPUT` characters.
    """
    out: list[str] = []
    size = 0
    for node in shown(nodes, is_filled):
        piece = node.html if isinstance(node, Text) else fill(node)
        size += len(piece)
        if size > MAX_OUTPUT:
            problem = "this card is too long to show"
            raise TemplateError(problem)
        out.append(piece)
    return "".join(out)


def shown(nodes: tuple[Node, ...], is_filled: Callable[[str], bool]) -> Iterator[Text | Field]:
    """Walk through what a template shows, once it is known which fields have text."""
    for node in nodes:
        if not isinstance(node, Section):
            yield node
        elif is_filled(node.name) != node.is_negated:
            yield from shown(node.children, is_filled)


def fields_of(nodes: tuple[Node, ...]) -> Iterator[Field]:
    """Walk through all fields a template names, shown or not."""
    for node in nodes:
        if isinstance(node, Field):
            yield node
        elif isinstance(node, Section):
            yield from fields_of(node.children)
