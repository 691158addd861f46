"""Formulas drawn: TeX in, lines and curves out. Takes milliseconds, and is given up when it takes too long.

ziamath draws them with its own mathematics font, without TeX, a browser or the network.
"""

import inspect
import re
import sys
import warnings
from collections.abc import Callable
from functools import cache
from time import thread_time
from types import FrameType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from flashcards.rendering.chemistry import without_chemistry
from flashcards.rendering.colours import hex_of, legible, parse_colour
from flashcards.rendering.formulas import MAX_FORMULA, Formula

if TYPE_CHECKING:
    from ziamath.zmath import Math

T = TypeVar("T")

LONGEST_S = 0.5
"""Seconds one formula may take, of its thread's own time: a busy machine loses none.

Deeply nested ones would take for ever (measured: twice as long with each level).
"""

WIDEST, TALLEST = 80.0, 40.0
"""Ems a formula may come to; larger ones are accidents or attacks."""

_SIZE = 24.0
"""Pixels to the em while drawing; the result is in ems."""

_MARGIN = 0.5
"""Pixels around the drawing, for the edges of its curves."""

_CALLS_BETWEEN_LOOKS = 64
_LIBRARY = re.compile(r"ziamath|ziafont|latex2mathml")
_GENERATOR = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR
_VIEW = re.compile(r'viewBox="(-?[\d.]+) (-?[\d.]+) ([\d.]+) ([\d.]+)"')
_COLOUR = re.compile(r'\b(fill|stroke)="([^"]+)"')
_COMMAND = re.compile(r"\\[a-zA-Z]+")
_FOREIGN = re.compile("[\u2e80-\U0001d3ff\U0001d800-\U0010ffff]")
"""Letters the mathematics font does not have: those of East Asia, and pictures."""

_NUMBERED = re.compile(r"\\(begin|end)\{(equation|align|gather|eqnarray|multline)\}")
_UNNUMBERED = dict.fromkeys(("equation", "align", "eqnarray"), "align*") | dict.fromkeys(
    ("gather", "multline"), "gather*"
)
_SILENT = re.compile(r"\\(?:label\{[^{}]*\}|nonumber\b|notag\b)")


class Drawing(NamedTuple):
    """A drawn formula. Lengths are in ems of the text around it.

    Attributes:
        svg: its ink is `currentColor`.
        ascent, descent: above and below the line the text stands on.
    """

    svg: str
    width: float
    ascent: float
    descent: float


def inked(drawing: Drawing, ink: str, paper: str) -> str:
    """Give a drawing's SVG in an ink, colours of its own made legible.

    Args:
        ink: `#rrggbb`.
        paper: what it lies on, `#rrggbb`.
    """
    ground = parse_colour(paper)

    def legible_fill(match: re.Match[str]) -> str:
        colour = parse_colour(match[2])
        return match[0] if colour is None or ground is None else f'{match[1]}="{hex_of(legible(colour, ground))}"'

    return _COLOUR.sub(legible_fill, drawing.svg).replace("currentColor", ink)


class _TooLateError(BaseException):
    """A formula took too long. No `Exception`, so that the library cannot take it for an error of its own."""


def typeset(formula: Formula, seconds: float = LONGEST_S) -> Drawing | None:
    """Draw a formula; None when it cannot be drawn, is too large, or takes too long.

    Not to be called from two threads at once.
    """
    tex = _prepared(formula.tex)
    if not tex or len(tex) > 2 * MAX_FORMULA or _FOREIGN.search(tex):
        return None
    _library()
    try:
        svg = _within(seconds, lambda: _drawn(tex, is_block=formula.is_block))
    except (_TooLateError, Exception):  # noqa: BLE001  (the library raises whatever its parsers stumble over)
        return None
    return None if svg is None else _measured(svg)


def _prepared(tex: str) -> str:
    """Give TeX without equation numbers, and with chemistry written out."""
    bare = _SILENT.sub("", _NUMBERED.sub(lambda match: rf"\{match[1]}{{{_UNNUMBERED[match[2]]}}}", tex))
    return without_chemistry(bare).strip()


def _drawn(tex: str, *, is_block: bool) -> str | None:
    convert, math = _library()
    mathml = convert(tex, inline=not is_block)
    if _COMMAND.search(mathml):
        return None  # a command nobody knows is better read in its place in the source
    return math(mathml, _SIZE, margin=_MARGIN).svg()


@cache
def _library() -> "tuple[Callable[..., str], type[Math]]":
    """Give what reads TeX and what draws it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of how ziamath finds its font
        from ziamath.config import config  # takes a sixth of a second to load
        from ziamath.tex import tex2mml
        from ziamath.zmath import Math
    config.svg2 = False  # Qt draws no symbols that are used elsewhere
    config.math.color = "currentColor"
    return tex2mml, Math


def _within(seconds: float, work: Callable[[], T]) -> T:
    """Do something in pure Python; give up when time has run out.

    Raises:
        _TooLateError: it took too long.
    """
    deadline = thread_time() + seconds
    calls = 0

    def look(frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += 1
        if calls < _CALLS_BETWEEN_LOOKS or event != "call" or not _may_raise_in(frame):
            return
        calls = 0
        if thread_time() > deadline:
            raise _TooLateError

    before = sys.getprofile()
    sys.setprofile(look)
    try:
        return work()
    finally:
        sys.setprofile(before)


def _may_raise_in(frame: FrameType) -> bool:
    """Say whether an error raised in a call reaches who called it, rather than being lost and this watch with it.

    It is lost while a generator is thrown away, and in whatever else the garbage collector calls.
    """
    is_ours = _LIBRARY.match(frame.f_globals.get("__name__", "")) is not None
    return is_ours and not frame.f_code.co_flags & _GENERATOR


def _measured(svg: str) -> Drawing | None:
    view = _VIEW.search(svg)
    if view is None:
        return None
    _, top, width, height = (float(view[group]) / _SIZE for group in (1, 2, 3, 4))
    return Drawing(svg, width, -top, top + height) if width <= WIDEST and height <= TALLEST else None
