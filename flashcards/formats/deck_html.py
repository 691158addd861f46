"""HTML in deck files, for notes that marks cannot say (`Text: html`): what a line would lose is written as a number."""

import re

_REFERENCE = re.compile(r"&#(\d{1,5});")
_OPENS_COMMENT = re.compile(r"^(\s*)<!--")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_INDENT = "  "


def decode_html(typed: str) -> str:
    """Give the HTML: white space, `!` and `&` may be written as numbers (`&#10;`)."""
    return _REFERENCE.sub(_decoded, typed) if "&#" in typed else typed


def html_lines(html: str) -> list[str]:
    """Give the lines a value of HTML is written in; the first follows the key, the others are indented."""
    lines = _lines(html)
    while len(lines) > 1 and not lines[-1]:
        lines[-2:] = [f"{lines[-2]}&#10;"]
    while len(lines) > 1 and not lines[0]:
        lines[:2] = [f"&#10;{lines[1]}"]
    return [lines[0], *(_INDENT + line if line else "" for line in lines[1:])]


def html_line(html: str) -> str:
    """Give HTML on one line."""
    return "&#10;".join(_lines(html))


def _lines(html: str) -> list[str]:
    plain = _CONTROL.sub("", html)
    if "&#" in plain:
        plain = _REFERENCE.sub(lambda match: match[0] if _decoded(match) == match[0] else f"&#38;{match[0][1:]}", plain)
    return [_kept(line) for line in plain.split("\n")]


def _kept(line: str) -> str:
    """Give a line whose ends are not white space, that has no other line end in it, and that opens no comment."""
    body = line.strip()
    before, after = line[: len(line) - len(line.lstrip())], line[len(line.rstrip()) :] if body else ""
    coded = _numbers(before) + body.replace("\r", "&#13;") + _numbers(after)
    return coded.replace("<!--", "<&#33;--", 1) if _OPENS_COMMENT.match(coded) else coded


def _numbers(spaces: str) -> str:
    return "".join(f"&#{ord(space)};" for space in spaces)


def _decoded(reference: re.Match[str]) -> str:
    character = chr(int(reference[1]))
    return character if character.isspace() or character in "!&" else reference[0]
