"""Vector pictures of a deck made safe to draw: shapes, text and colours; nothing that runs, moves, or lies outside."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_BYTES = 1_000_000
"""A larger picture is not read."""

MAX_ELEMENTS = 20_000
"""A picture with more elements is not drawn, counting what is used again as often as it is used."""

MAX_DEPTH = 60
"""Elements inside elements."""

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_KEPT = frozenset(
    {
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "switch"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"),
        *("linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "marker", "style"),
    }
)
_INSIDE = re.compile(r"#[\w.:-]{1,200}")
_ADDRESS = re.compile(r"url\s*\(\s*['\"]?(?!#)|@import|expression|javascript:|\\", re.IGNORECASE)


def clean_svg(data: bytes) -> bytes | None:
    """Give a picture that is safe to draw, or None when it is no picture, too large, or too deep."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring  # seldom needed

    if len(data) > MAX_BYTES:
        return None
    try:
        root = fromstring(data, forbid_dtd=False)
    except (DefusedXmlException, SyntaxError, ValueError, RecursionError, LookupError):
        return None
    if root.tag not in {"svg", f"{{{_SVG}}}svg"} or not _is_bearable(root):
        return None
    _clean(root)
    return _written(root)


def _written(root: "Element") -> bytes:
    from xml.etree import ElementTree as ET  # written only; what is read goes through defusedxml

    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", _XLINK[1:-5])
    return bytes(ET.tostring(root, encoding="utf-8"))


def _is_bearable(root: "Element") -> bool:
    """Say whether a picture is neither too deep nor too large, with what it uses counted each time."""
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            return False
        level = [child for element in level for child in element]
    elements = list(root.iter())
    if len(elements) > MAX_ELEMENTS:
        return False
    used = Counter(_target(element) for element in elements if _name(element) == "use")
    used.pop("", None)
    if not used:
        return True
    total = len(elements)
    for element in elements:
        if (times := used[element.get("id", "")]) and element.get("id"):
            inside = list(element.iter())
            if any(_name(one) == "use" for one in inside):
                return False
            total += times * len(inside)
    return total <= MAX_ELEMENTS


def _clean(root: "Element") -> None:
    for element in root.iter():
        for child in [child for child in element if not _is_kept(child)]:
            element.remove(child)
        for name in list(_unwanted(element)):
            del element.attrib[name]
        if _name(element) == "style" and _ADDRESS.search(element.text or ""):
            element.text = ""


def _is_kept(element: "Element") -> bool:
    """Say whether an element is drawn; one that uses another must name it, within the picture."""
    name = _name(element)
    return name in _KEPT and (name != "use" or _INSIDE.fullmatch("#" + _target(element)) is not None)


def _unwanted(element: "Element") -> Iterator[str]:
    for name, value in element.attrib.items():
        bare = name.rpartition("}")[2].lower()
        is_link = bare == "href"
        if (
            bare.startswith("on")
            or bare in {"base", "filter", "src"}
            or (is_link and _INSIDE.fullmatch(value) is None)
            or _ADDRESS.search(value)
        ):
            yield name


def _target(element: "Element") -> str:
    return (element.get(_XLINK) or element.get("href") or "").lstrip("#")


def _name(element: "Element") -> str:
    """Give an element's name, or "" for what is none of SVG's, such as comments."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    space, _, name = tag.rpartition("}")
    return name if space in {"", f"{{{_SVG}"} else ""
