"""A field's HTML as formatted text, and back."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from flashcards.ui.card.style import style_sheet
from flashcards.ui.editing.field_area import can_be_shown
from flashcards.ui.editing.reading import paragraph_tag
from flashcards.ui.editing.writing import write_html
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Type

TABLE = (
    '<table><thead><tr><th>Rule</th><th align="right">Days</th></tr></thead>'
    '<tbody><tr><td>Access</td><td align="right"><b>30</b></td></tr></tbody></table>'
)


def edited(html: str, theme: Theme) -> str:
    """Give what comes out when nothing is done."""
    document = QTextDocument()
    document.setDefaultStyleSheet(style_sheet(theme, Type.BODY))
    document.setHtml(html)
    return write_html(document, paragraph_tag(html))


@pytest.mark.parametrize(
    "html",
    [
        "",
        "30 days",
        "a &lt; b &amp; c",
        "one<br>two",
        "<p>one</p>\n<p>two<br>three</p>",
        "a <b>bold</b>, <i>slanted</i>, <u>underlined</u> and <s>struck</s> word",
        "<b><i>both</i></b>",
        "H<sub>2</sub>O and 10<sup>3</sup>",
        "<code>a + b</code>",
        '<a href="https://example.org/?a=1&amp;b=2">the rule</a>',
        '<span style="color: #ff0000; background-color: #ffff00">red</span>',
        "<ul><li>one</li><li>two<ul><li>deeper</li></ul></li><li>three</li></ul>",
        "<p>First:</p>\n<ol><li>one</li><li>two</li></ol>\n<p>Then rest.</p>",
        "<ul><li>a</li></ul>\n<ol><li>b</li></ol>",
        TABLE,
        f"<p>before</p>\n{TABLE}\n<p>after</p>",
        "<h2>Head</h2>\n<p>text</p>",
        "<p>above</p>\n<hr>\n<p>below</p>",
        '<p align="center">middle</p>',
        '<img src="form 1500.png" alt="a form" width="300"> [sound:beep.mp3] \\(x^2\\)',
        "Notice is due within {{c1::60 days::how long}} of <b>{{c2::discovery}}</b>.",
        "<div>one</div>\n<div>two</div>",
    ],
)
def test_what_can_be_edited_comes_out_as_it_went_in(html: str, theme: Theme) -> None:
    assert can_be_shown(html)
    assert edited(html, theme) == html


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ("<strong>a</strong> <em>b</em>", "<b>a</b> <i>b</i>"),
        ('<font color="blue">sea</font>', '<span style="color: #0000ff">sea</span>'),
        ("<ul>\n<li>\n<p>loose</p>\n</li>\n<li>\n<p>two</p>\n</li>\n</ul>", "<ul><li>loose</li><li>two</li></ul>"),
        ("bare<div>second</div>", "<div>bare</div>\n<div>second</div>"),
    ],
)
def test_what_can_be_said_in_two_ways_comes_out_in_one(html: str, written: str, theme: Theme) -> None:
    assert can_be_shown(html)
    assert edited(html, theme) == written
    assert edited(written, theme) == written


@pytest.mark.parametrize(
    "html",
    [
        '<span class="odd">x</span>',
        '<span style="font-size: 30px">x</span>',
        '<td colspan="2">x</td>',
        "<table><tr><td><table><tr><td>x</td></tr></table></td></tr></table>",
        "<table><tr><th>a head without thead</th></tr></table>",
        "a <!-- remark --> b",
        "<script>x()</script>",
        "<blockquote>x</blockquote>",
        "<strike>x</strike>",
        "a < b",
        '<p onclick="x">y</p>',
        "<video src=x>",
    ],
)
def test_what_would_lose_something_is_not_edited_as_it_looks(html: str) -> None:
    assert not can_be_shown(html)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp")), max_size=40))
def test_plain_words_come_out_as_they_went_in(theme_words: str) -> None:
    words = " ".join(theme_words.split())
    html = escape(words, quote=False)
    document = QTextDocument()

    document.setHtml(html)

    assert write_html(document) == html
