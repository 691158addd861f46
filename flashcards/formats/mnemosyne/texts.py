"""Texts of Mnemosyne as fields of ours: line breaks, sounds, formulas, gaps."""

import re

_PLAYER = re.compile(
    r"<(?:audio|sound|video)\b[^<>]*?\bsrc\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>]+))[^<>]*>"
    r"(?:\s*</(?:audio|sound|video)>)?",
    re.IGNORECASE,
)
_FORMULA = re.compile(r"<(/?)(latex|\$\$|\$)>", re.IGNORECASE)
_GAP = re.compile(r"\[((?!sound:|/?latex\]|/?\$\$?\])[^\[\]]+)\]")
_LINE_END = re.compile(r"\r\n?|\n")


def field(text: str) -> str:
    """Give a text as the HTML of a field."""
    html = _LINE_END.sub("<br>", text.strip())
    if "<" in html:
        html = _PLAYER.sub(lambda match: f"[sound:{match[1] or match[2] or match[3] or ''}]", html)
        html = _FORMULA.sub(lambda match: f"[{match[1]}{match[2].lower()}]", html)
    return html


def cloze(html: str) -> tuple[str, int]:
    """Give a text with gaps `[word]` and `[word:hint]` in our writing, and how many it has."""
    count = 0

    def gap(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        word, hint = _split(match[1])
        return f"{{{{c{count}::{word}{f'::{hint}' if hint else ''}}}}}"

    return _GAP.sub(gap, html), count


def without_gaps(html: str) -> str:
    """Give a text with its gaps filled."""
    return _GAP.sub(lambda match: _split(match[1])[0], html)


def joined(*parts: str) -> str:
    """Give the parts that say something, a line each."""
    return "<br>".join(part for part in parts if part)


def _split(gap: str) -> tuple[str, str]:
    """Part a gap into its word and its hint; a colon before a slash belongs to an address."""
    word, colon, hint = gap.partition(":")
    return (word, hint) if colon and word and not hint.startswith("/") else (gap, "")
