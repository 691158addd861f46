"""HTML written as the marks of deck files, where they can say exactly the same."""

import re
from html import escape, unescape
from html.parser import HTMLParser

from flashcards.formats.deck_blocks import Value
from flashcards.formats.markdown import to_html

_MARKS = re.compile(r"[*`\\|]")
_LIKE_A_LIST = re.compile(r"[-+]|\d{1,9}(?=[.)])")
_EMPHASIS = {"em": "*", "strong": "**"}
_OTHER_TAG = re.compile(r"<(?!/?(?:p|em|strong|code|ul|ol|li|table|thead|tbody|tr|th|td)[ >])")
_MAX_CHARACTERS = 20_000
"""Longer HTML is written as HTML: the standard library's parser may take a time that is quadratic in it."""

_RULES = {"": "---", "left": ":--", "center": ":-:", "right": "--:"}
_INDENT = "  "


def value_lines(html: str, *, is_block: bool = False) -> list[str] | None:
    """Give the lines a value is written in, or None when marks cannot say the same as the HTML.

    Args:
        is_block: the value begins on a line of its own: a rationale, a case text.

    Returns:
        The first line follows the key; the others are indented. Reading them gives `html` again, to the letter.
    """
    marks = _marks(html)
    if marks is None:
        return None
    lines = [_INDENT + line if line else "" for line in marks.split("\n")]
    if not is_block:
        lines = ["", *lines] if _begins_with_block(html) else [lines[0].strip(), *lines[1:]]
    return lines if _read(lines) == html and not _hides(lines) else None


def one_line(html: str) -> str | None:
    """Give the single line an option is written in, or None when marks cannot say the same as the HTML."""
    marks = _marks(html)
    if not marks or "\n" in marks or marks != marks.strip() or to_html(marks) != html:
        return None
    return marks


def typed_lines(field: str) -> list[list[str]] | None:
    """Give the lines of each answer that is accepted, or None when they would not read as the same field."""
    answers = [unescape(part) for part in field.split("<br>")]
    are_plain = all(answer and answer == " ".join(answer.split()) for answer in answers)
    same = "<br>".join(dict.fromkeys(escape(answer, quote=False) for answer in answers))
    return [[answer] for answer in answers] if are_plain and same == field else None


def _read(lines: list[str]) -> str:
    value = Value(1)
    for place, line in enumerate(lines):
        if line or place:
            value.add(line)
    return to_html(value.markup)


def _hides(lines: list[str]) -> bool:
    """Say whether a line would be taken for a comment."""
    return any(line.lstrip().startswith("<!--") for line in lines)


def _begins_with_block(html: str) -> bool:
    return html.startswith(("<ul", "<ol", "<table"))


def _marks(html: str) -> str | None:
    if "<" not in html:
        return _text(unescape(html))
    if len(html) > _MAX_CHARACTERS or _OTHER_TAG.search(html):
        return None
    writer = _Marks()
    try:
        writer.feed(html)
        writer.close()
    except _CannotSayError:
        return None
    return writer.result()


def _text(text: str) -> str:
    escaped = _MARKS.sub(r"\\\g<0>", text)
    match = _LIKE_A_LIST.match(escaped)
    if match:
        at = match.end() if escaped[0].isdigit() else 0
        return f"{escaped[:at]}\\{escaped[at:]}"
    return "\\" + escaped if escaped.startswith("<!--") else escaped


class _CannotSayError(Exception):
    """The HTML has something for which there are no marks."""


class _Marks(HTMLParser):
    """Writes HTML as marks, roughly: whoever calls compares what it reads as."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[str] = []
        self._inline: list[str] = []
        self._lists: list[int] = []
        """For each open list: the next number, or 0 when it has none."""
        self._rows: list[list[str]] = []
        self._rule: list[str] = []
        self._is_code = False

    def result(self) -> str:
        self._flush()
        return "\n".join(self._blocks).strip("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if attrs and tag not in {"th", "td", "ol"}:
            raise _CannotSayError
        if tag in _EMPHASIS:
            self._inline.append(_EMPHASIS[tag])
        elif tag == "code":
            self._is_code = True
        elif tag in {"ul", "ol"}:
            self._flush()
            start = dict(attrs).get("start") or "1"
            self._lists.append((int(start) if start.isdecimal() else 1) if tag == "ol" else 0)
        elif tag == "li":
            self._begin_item()
        elif tag == "tr":
            self._rows.append([])
        elif tag == "th":
            self._rule.append(_RULES.get(dict(attrs).get("align") or "", ""))

    def handle_endtag(self, tag: str) -> None:
        if not (self._lists if tag in {"ul", "ol"} else self._rows or tag not in {"th", "td"}):
            raise _CannotSayError
        if tag in _EMPHASIS:
            self._inline.append(_EMPHASIS[tag])
        elif tag == "code":
            self._is_code = False
        elif tag in {"p", "li"}:
            self._flush()
            self._blocks += [""] if tag == "p" else []
        elif tag in {"ul", "ol"}:
            self._lists.pop()
            self._blocks += [] if self._lists else [""]
        elif tag in {"th", "td"}:
            self._rows[-1].append("".join(self._inline).strip())
            self._inline = []
        elif tag == "table":
            self._end_table()

    def handle_data(self, data: str) -> None:
        if self._is_code:
            self._inline.append(f"`{data}`")
        elif data.strip() or self._inline:
            begins = not self._inline
            text = data.lstrip() if begins else data
            self._inline.append(_text(text) if begins else _MARKS.sub(r"\\\g<0>", text))

    def _begin_item(self) -> None:
        self._flush()
        number = self._lists[-1] if self._lists else 0
        depth = sum(3 if one else 2 for one in self._lists[:-1])
        self._inline = [" " * depth + (f"{number}. " if number else "- ")]
        if number:
            self._lists[-1] = number + 1

    def _flush(self) -> None:
        if self._inline:
            self._blocks.append("".join(self._inline).rstrip())
            self._inline = []

    def _end_table(self) -> None:
        head, *body = self._rows or [[]]
        rows = [head, self._rule, *body]
        self._blocks += ["| " + " | ".join(row) + " |" for row in rows]
        self._blocks.append("")
        self._rows, self._rule = [], []
