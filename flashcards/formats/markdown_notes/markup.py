"""Markdown of notes as HTML: formulas, pictures, sounds and links of wikis included."""

import re
from collections.abc import Callable
from functools import cache
from html import escape, unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from flashcards.formats.markdown_notes.spans import Kind, spans

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

MAX_CHARACTERS = 100_000
"""Longer text is shown as it is typed."""

Resolve = Callable[[str], str]
"""Gives the plain media name for a path as written."""

_SOUNDS = (".mp3", ".ogg", ".oga", ".opus", ".wav", ".m4a", ".flac", ".aac", ".3gp", ".mp4", ".webm", ".mov")
_EMBED = re.compile(r"!\[\[([^\[\]|#]+)[^\[\]]*\]\]")
_LINK = re.compile(r"\[\[([^\[\]|]+)(?:\|([^\[\]]*))?\]\]")
_MARKUP = re.compile(r"[*_`~\\\[\]<>&!|#=$\t]|\n\s*\n|^\s*(?:[-+]|\d{1,9}[.)]|\s{3})|--|://", re.MULTILINE)
"""What may mean something in Markdown; most texts have none of it, and need no parser."""

_OPEN, _CLOSE = "\ue020", "\ue021"
_MARKS = {Kind.FORMULA: ("\\(", "\\)"), Kind.BLOCK_FORMULA: ("\\[", "\\]")}
_KEPT = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_HIGHLIGHT = re.compile(r"==(?=\S)([^=\n]+?)(?<=\S)==")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<p>((?:(?!<p>).)*)</p>", re.DOTALL)


def to_html(text: str, resolve: Resolve, *, is_cloze: bool = False) -> str:
    """Give the HTML of Markdown; a single paragraph without `<p>`. Every line is a line.

    Args:
        is_cloze: two closing braces in a formula are set apart, for they would close a gap.
    """
    text = text.strip("\n").rstrip()
    if len(text) > MAX_CHARACTERS or _MARKUP.search(text) is None:
        return "<br>".join(line.strip() for line in escape(text, quote=False).split("\n"))
    kept: list[str] = []
    marked = _marked(text, kept, is_cloze=is_cloze)
    marked = _LINK.sub(lambda link: link[2] or link[1].rpartition("#")[2], _EMBED.sub(r"![](<\1>)", marked))
    html = str(_parser().render(_HIGHLIGHT.sub(r"<mark>\1</mark>", marked), {"resolve": resolve})).strip()
    single = _PARAGRAPH.fullmatch(html)
    html = (single[1] if single else html).replace("<br />\n", "<br>").replace("<br />", "<br>")
    return _KEPT.sub(lambda place: kept[int(place[1])], html)


def _marked(text: str, kept: list[str], *, is_cloze: bool) -> str:
    """Put formulas outside code aside; what `kept` has of them is HTML."""
    pieces: list[str] = []
    at = 0
    for span in spans(text):
        if span.kind not in _MARKS:
            continue
        tex = text[span.inner_start : span.inner_end].strip()
        tex = tex.replace("}}", "} }") if is_cloze else tex
        opening, closing = _MARKS[span.kind]
        pieces += [text[at : span.start], f"{_OPEN}{len(kept)}{_CLOSE}"]
        kept.append(f"{opening}{escape(tex, quote=False)}{closing}")
        at = span.end
    return "".join([*pieces, text[at:]])


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # takes long to load

    parser = MarkdownIt("commonmark", {"html": True, "breaks": True, "maxNesting": 20})
    parser.enable(["table", "strikethrough"])
    parser.add_render_rule("image", _image)
    parser.add_render_rule("link_open", _link_open)
    parser.add_render_rule("link_close", _link_close)
    return parser


def _image(_renderer: object, tokens: Any, place: int, _options: object, env: Any) -> str:  # noqa: ANN401 - the parser's
    source = unescape(unquote(str(tokens[place].attrs.get("src", ""))))
    if not source:
        return ""
    if _ELSEWHERE.match(source):
        return f'<img src="{escape(source)}">'
    name = env["resolve"](source)
    if name.lower().endswith(_SOUNDS):
        return f"[sound:{escape(name, quote=False)}]"
    return f'<img src="{escape(name)}">'


def _link_open(_renderer: object, tokens: Any, place: int, _options: object, env: Any) -> str:  # noqa: ANN401 - the parser's
    target = str(tokens[place].attrs.get("href", ""))
    is_web = target.lower().startswith(("http://", "https://", "mailto:"))
    env.setdefault("links", []).append(is_web)
    return f'<a href="{escape(target)}">' if is_web else ""


def _link_close(_renderer: object, _tokens: Any, _place: int, _options: object, env: Any) -> str:  # noqa: ANN401 - the parser's
    return "</a>" if env["links"].pop() else ""
