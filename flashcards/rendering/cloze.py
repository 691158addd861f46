"""Gaps: `{{c1::words}}`, `{{c1::words::hint}}`, `{{c1,2::words}}`; gaps may lie inside gaps."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

MAX_DEPTH = 8
"""Gaps inside gaps that are understood; deeper ones stay as they were typed."""

MAX_NUMBER = 500
"""The highest gap number that makes a card, as in Anki; the gaps of higher ones are always filled in."""

_TOKEN = re.compile(r"\{\{c(\d{1,4}(?:,\d{1,4}){0,9})::|\}\}")


@dataclass(slots=True)
class Gap:
    """One gap while and after it is read.

    Attributes:
        opening: the gap's beginning as typed, for gaps that are never closed.
        parts: text and inner gaps, in order.
    """

    numbers: tuple[int, ...]
    opening: str = ""
    parts: "list[str | Gap]" = field(default_factory=list)
    hint: str = ""


@lru_cache(maxsize=256)
def _parse(html: str) -> tuple["str | Gap", ...]:
    stack = [Gap(())]
    start = 0
    for match in _TOKEN.finditer(html):
        is_opening = match[1] is not None
        if (is_opening and len(stack) > MAX_DEPTH) or (not is_opening and len(stack) == 1):
            continue
        stack[-1].parts.append(html[start : match.start()])
        start = match.end()
        if is_opening:
            stack.append(Gap(tuple(int(number) for number in match[1].split(",")), match[0]))
        else:
            gap = stack.pop()
            _take_hint(gap)
            stack[-1].parts.append(gap)
    stack[-1].parts.append(html[start:])
    while len(stack) > 1:
        unclosed = stack.pop()
        stack[-1].parts += [unclosed.opening, *unclosed.parts]
    return tuple(stack[0].parts)


def _take_hint(gap: Gap) -> None:
    """Move what follows `::` in a gap's text into its hint."""
    for index, part in enumerate(gap.parts):
        if isinstance(part, str) and "::" in part:
            gap.parts[index], _, gap.hint = part.partition("::")
            return


def numbers(html: str) -> frozenset[int]:
    """Give the gap numbers a text has that make cards."""
    if "{{c" not in html:
        return frozenset()
    every = (number for gap in _gaps(_parse(html)) for number in gap.numbers)
    return frozenset(number for number in every if 1 <= number <= MAX_NUMBER)


def _gaps(parts: "tuple[str | Gap, ...] | list[str | Gap]") -> Iterator[Gap]:
    for part in parts:
        if isinstance(part, Gap):
            yield part
            yield from _gaps(part.parts)


def gaps(html: str) -> tuple[tuple[tuple[int, ...], str], ...]:
    """Give the numbers and the text of every gap, in order; 0 and numbers that make no card included."""
    return tuple((gap.numbers, "".join(_plain(gap.parts))) for gap in _gaps(_parse(html)))


def question(html: str, number: int) -> str:
    """Give a text with the gaps of one number hidden, as `[...]` or `[hint]`; nothing when it has none, as in Anki."""
    if number not in numbers(html):
        return ""
    return "".join(_written(_parse(html), number, _hidden))


def answer(html: str, number: int) -> str:
    """Give a text with the gaps of one number filled in and marked; nothing when it has none, as in Anki."""
    if number not in numbers(html):
        return ""
    return "".join(_written(_parse(html), number, lambda gap: _marked(gap, number)))


def filled(html: str) -> str:
    """Give a text with every gap filled in and none marked."""
    return "".join(_plain(_parse(html)))


def asked(text: str, number: int) -> str:
    """Give plain text with the gaps of one number hidden, as `[…]` or `[hint]`, and all others filled in."""
    return "".join(_asked(_parse(text), number))


def sheet_question(html: str) -> str:
    """Give a text with every gap hidden, as paper asks it: `[…]` or `[hint]`, numbered where there are several."""
    has_several = len(numbers(html)) > 1

    def hidden(gap: Gap) -> str:
        name = f"{min(gap.numbers)}\N{NO-BREAK SPACE}" if has_several else ""
        return f'<b class="cloze">[{name}{gap.hint.strip() or "…"}]</b>'

    return "".join(part if isinstance(part, str) else hidden(part) for part in _parse(html))


def questions(html: str, number: int) -> tuple[str, ...]:
    """Give what stands in place of the gaps of one number while they are hidden, in order."""
    return tuple(gap.hint or "..." for gap in _gaps(_parse(html)) if number in gap.numbers)


def answers(html: str, number: int) -> tuple[str, ...]:
    """Give what the gaps of one number hide, in order."""
    return tuple("".join(_plain(gap.parts)) for gap in _gaps(_parse(html)) if number in gap.numbers)


def _asked(parts: "tuple[str | Gap, ...] | list[str | Gap]", number: int) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        elif number in part.numbers:
            yield f"[{part.hint.strip() or '…'}]"
        else:
            yield from _asked(part.parts, number)


def _written(
    parts: "tuple[str | Gap, ...] | list[str | Gap]", number: int, active: Callable[[Gap], str]
) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        elif number in part.numbers:
            yield active(part)
        else:
            yield f'<span class="cloze-inactive">{"".join(_written(part.parts, number, active))}</span>'


def _hidden(gap: Gap) -> str:
    return f'<b class="cloze">[{gap.hint.strip() or "..."}]</b>'


def _marked(gap: Gap, number: int) -> str:
    inside = "".join(_written(gap.parts, number, lambda inner: _marked(inner, number)))
    return f'<b class="cloze">{inside}</b>'


def _plain(parts: "tuple[str | Gap, ...] | list[str | Gap]") -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        else:
            yield from _plain(part.parts)
