"""Formulas drawn into lines of text: what `rendering.typesetting` gives as SVG, drawn as lines and curves of PDF."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportlab.lib.abag import ABag
from reportlab.lib.colors import Color

from flashcards.rendering.typesetting import Drawing

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.pathobject import PDFPathObject

ROOM = "\ue000"
"""Stands for a formula in the text of a paragraph."""

_SHAPE = re.compile(r"<(path|rect|line)\b([^<>]*)/>")
_ATTRIBUTE = re.compile(r'([a-z0-9-]+)="([^"]*)"')
_STEP = re.compile(r"([MLQCHVZ])([^MLQCHVZ]*)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
_VIEW = re.compile(r'viewBox="(-?[\d.]+) (-?[\d.]+) ([\d.]+) ([\d.]+)"')


@dataclass(frozen=True, slots=True)
class FormulaPicture:
    """A formula that stands in a line of text as a picture does.

    Attributes:
        width, height: in points.
        below: how far it reaches below the line the text stands on, in points.
    """

    svg: str
    width: float
    height: float
    below: float
    ink: Color

    def draw(self, canvas: "Canvas", x: float, y: float) -> None:
        """Draw it with its lower left corner at a point."""
        view = _VIEW.search(self.svg)
        if view is None:
            return
        left, top, width, height = (float(view[group]) for group in (1, 2, 3, 4))
        canvas.saveState()
        canvas.setFillColor(self.ink)
        canvas.setStrokeColor(self.ink)
        canvas.translate(x, y)
        canvas.scale(self.width / width, -self.height / height)
        canvas.translate(-left, -top - height)
        for shape, attributes in _SHAPE.findall(self.svg):
            _draw(canvas, shape, dict(_ATTRIBUTE.findall(attributes)))
        canvas.restoreState()


def picture_of(drawing: Drawing, em: float, ink: Color) -> FormulaPicture:
    """Give a drawn formula at a size.

    Args:
        em: points.
    """
    height = (drawing.ascent + drawing.descent) * em
    return FormulaPicture(drawing.svg, drawing.width * em, height, drawing.descent * em, ink)


def with_formulas(fragments: Sequence[Any], pictures: Sequence[FormulaPicture]) -> list[Any]:
    """Give the fragments of a paragraph with formulas where their text has `ROOM`; `SheetCanvas` draws them.

    Args:
        pictures: one for each `ROOM`, in order.
    """
    left = iter(pictures)
    found: list[Any] = []
    for fragment in fragments:
        first, *others = getattr(fragment, "text", "").split(ROOM)
        found += [fragment] if not others else [fragment.clone(text=first)]
        for text in others:
            found += [fragment.clone(text="", cbDefn=_room_for(next(left))), fragment.clone(text=text)]
    return found


def _room_for(picture: FormulaPicture) -> ABag:
    """Give what makes a paragraph keep room in a line, and ask its canvas for a picture there."""
    return ABag(kind="img", image=picture, width=picture.width, height=picture.height, valign=-picture.below)


def _draw(canvas: "Canvas", shape: str, attributes: dict[str, str]) -> None:
    if shape == "rect":
        x, y, width, height = (_number(attributes, key) for key in ("x", "y", "width", "height"))
        canvas.rect(x, y, width, height, stroke=0, fill=1)
    elif shape == "line":
        canvas.setLineWidth(_number(attributes, "stroke-width") or 1.0)
        canvas.line(*(_number(attributes, key) for key in ("x1", "y1", "x2", "y2")))
    else:
        path = canvas.beginPath()
        _follow(path, attributes.get("d", ""))
        is_open = attributes.get("fill") == "none"
        canvas.drawPath(path, stroke=int(is_open), fill=int(not is_open), fillMode=1)


def _number(attributes: dict[str, str], key: str) -> float:
    match = _NUMBER.search(attributes.get(key, ""))
    return float(match[0]) if match else 0.0


def _follow(path: "PDFPathObject", steps: str) -> None:
    """Draw a path of absolute steps; PDF has cubic curves only, so quadratic ones are raised."""
    at = (0.0, 0.0)
    for step, numbers in _STEP.findall(steps):
        values: list[Any] = [float(number) for number in _NUMBER.findall(numbers)]
        if step == "Z":
            path.close()
        elif step == "M":
            path.moveTo(*values[:2])
        elif step == "L":
            path.lineTo(*values[:2])
        elif step == "H":
            values = [values[0], at[1]]
            path.lineTo(*values)
        elif step == "V":
            values = [at[0], values[0]]
            path.lineTo(*values)
        elif step == "C":
            path.curveTo(*values[:6])
        else:
            path.curveTo(*_raised(at, (values[0], values[1]), (values[2], values[3])))
        at = (values[-2], values[-1]) if len(values) >= 2 else at


def _raised(
    start: tuple[float, float], control: tuple[float, float], end: tuple[float, float]
) -> tuple[float, float, float, float, float, float]:
    """Give the cubic curve that is the same as a quadratic one."""
    return (
        (start[0] + 2 * control[0]) / 3,
        (start[1] + 2 * control[1]) / 3,
        (end[0] + 2 * control[0]) / 3,
        (end[1] + 2 * control[1]) / 3,
        *end,
    )
