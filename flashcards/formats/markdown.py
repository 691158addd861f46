"""The marks of deck files as HTML: emphasis, code, lists and tables. Everything else is shown as it was typed."""

import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_MARKUP = re.compile(r"[*`\\|\t\x00]|^ {0,3}(?:-|\d{1,9}[.)])(?: |$)", re.MULTILINE)
_LIST_MARK = re.compile(r"(?:[-+*]|\d{1,9}(?=[.)]))(?=[.)]?(?:\s|$))")
_PLUS = re.compile(r"^( *)\+(?=\s|$)", re.MULTILINE)
_LINE_END = re.compile(r" +$", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_ALIGNED = re.compile(r'style="text-align:(left|center|right)"')
_RULES = ("backticks", "emphasis", "escape", "list", "newline", "table")


def to_html(text: str) -> str:
    """Give the HTML of marked-up text: a single paragraph without `<p>`, several with.

    HTML in the text is shown as it is typed, and so are entities, links and images.
    """
    return _plain(text) if _MARKUP.search(text) is None else _marked(text)


def without_list_mark(line: str) -> str:
    """Give a line that shows a `-` or `1.` at its beginning, instead of becoming a list."""
    match = _LIST_MARK.match(line)
    if match is None:
        return line
    at = match.end() if line[0].isdigit() else 0
    return f"{line[:at]}\\{line[at:]}"


def _plain(text: str) -> str:
    """Give what `_marked` would, for text without marks, without loading the Markdown parser."""
    paragraphs = [" ".join(paragraph.split()) for paragraph in _BLANK.split(text.strip())]
    if len(paragraphs) == 1:
        return escape(paragraphs[0], quote=False)
    return "\n".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in paragraphs)


def _marked(text: str) -> str:
    parser = _parser()
    bare = _LINE_END.sub("", text).strip("\n")
    tokens = parser.parse(_PLUS.sub(r"\1\\+", bare))
    if len(tokens) == 3 and tokens[0].type == "paragraph_open":
        tokens = tokens[1:2]
    html = parser.renderer.render(tokens, parser.options, {}).strip()
    return _ALIGNED.sub(r'align="\1"', html).replace("&quot;", '"')


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # takes long to load, and most text needs none of it

    parser = MarkdownIt("zero", {"maxNesting": 20}).enable(list(_RULES))
    parser.inline.ruler.before("emphasis", "underscore", _underscore)
    parser.add_render_rule("softbreak", lambda *_: " ")
    return parser


def _underscore(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001 - the parser's own signature
    """Keep `_` as it is: only `*` is emphasis."""
    if state.src[state.pos] != "_":
        return False
    if not silent:
        state.pending += "_"
    state.pos += 1
    return True
