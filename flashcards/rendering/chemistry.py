r"""Chemistry as mhchem writes it, made into plain TeX: `\ce{2H2 + O2 -> 2H2O}`, `\pu{5 mg/L}`.

The everyday part of the notation: coefficients, indices, charges, states, bonds, arrows with words above them.
"""

import re
from collections.abc import Iterator

MAX_DEPTH = 8
"""Braces within braces that are followed."""

_COMMAND = re.compile(r"\\(ce|pu)\s*\{")
_ARROWS = {
    "<=>": r"\rightleftharpoons",
    "<->": r"\leftrightarrow",
    "->": r"\rightarrow",
    "<-": r"\leftarrow",
}
_SIGNS = {"*": r"\cdot ", ".": r"\cdot ", "#": r"\equiv ", "-": "{-}", "=": "{=}"}
_TOKEN = re.compile(
    r"(?P<arrow><=>|<->|->|<-)(?:\[(?P<above>[^\[\]]*)\])?"
    r"|\$(?P<tex>[^$]*)\$"
    r"|(?P<command>\\[a-zA-Z]+)"
    r"|\^(?P<up>\{[^{}]*\}|[0-9]*[+-]|[0-9]+)"
    r"|_(?P<down>\{[^{}]*\}|[0-9a-zA-Z]+)"
    r"|(?P<gas>(?<=\s)(?:\^|v)(?=\s|$))"
    r"|(?P<number>[0-9]+(?:/[0-9]+)?)"
    r"|(?P<letters>[A-Za-z]+)"
    r"|(?P<charge>[+-](?=\s|$|[\])}]))"
    r"|(?P<space>\s+)"
    r"|(?P<closing>[)\]}])"
    r"|(?P<other>.)",
    re.DOTALL,
)


def without_chemistry(tex: str) -> str:
    r"""Give TeX in which every `\ce{…}` and `\pu{…}` is written out; one that is never closed stays."""
    out: list[str] = []
    at = 0
    while match := _COMMAND.search(tex, at):
        closed = _closing(tex, match.end())
        if closed < 0:
            break
        out.append(tex[at : match.start()])
        inside = tex[match.end() : closed]
        out.append("{" + ("".join(_written(inside)) if match[1] == "ce" else _quantity(inside)) + "}")
        at = closed + 1
    return "".join([*out, tex[at:]])


def _closing(tex: str, at: int) -> int:
    depth = 1
    for brace in re.finditer(r"[{}]", tex[at:]):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return at + brace.start()
        if depth > MAX_DEPTH:
            break
    return -1


def _quantity(text: str) -> str:
    return r"\mathrm{" + text.strip().replace(" ", r"\,") + "}"


def _written(formula: str) -> Iterator[str]:
    """Write a chemical formula piece by piece."""
    before = "space"
    for match in _TOKEN.finditer(formula.strip()):
        kind = str(match.lastgroup)
        if match["arrow"]:
            kind = "space"
            yield _arrow(match["arrow"], match["above"])
        else:
            yield _piece(kind, match[kind], before)
        before = kind


def _piece(kind: str, text: str, before: str) -> str:
    """Write one piece; what a number or a sign means depends on the kind of the piece before."""
    if kind == "number":
        return f"_{{{text}}}" if before in {"letters", "closing"} else rf"{text}\,"
    if kind == "charge":
        return f" {text} " if before == "space" else f"^{{{text}}}"
    simple = {
        "letters": rf"\mathrm{{{text}}}",
        "up": f"^{{{text.strip('{}')}}}",
        "down": f"_{{{text.strip('{}')}}}",
        "gas": r"\uparrow" if text == "^" else r"\downarrow",
        "command": f"{text} ",
        "space": " ",
    }
    return simple.get(kind) or _SIGNS.get(text, text)


def _arrow(arrow: str, above: str | None) -> str:
    return rf"\overset{{\text{{{above}}}}}{{{_ARROWS[arrow]}}}" if above else f" {_ARROWS[arrow]} "
