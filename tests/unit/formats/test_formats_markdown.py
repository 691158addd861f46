import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.formats.markdown import _marked, _plain, to_html, without_list_mark


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("plain & <b>", "plain &amp; &lt;b&gt;"),
        ("one\nline", "one line"),
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("*a* **b** `c<d>`", "<em>a</em> <strong>b</strong> <code>c&lt;d&gt;</code>"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("*a*  \nb", "<em>a</em> b"),
        ("100 *x*\n+ 20", "100 <em>x</em> + 20"),
        ("_a_ ____ `x`", "_a_ ____ <code>x</code>"),
        (r"\*a\*", "*a*"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        (
            "| a | b |\n| --- | --: |\n| 1 | 2 |",
            '<table>\n<thead>\n<tr>\n<th>a</th>\n<th align="right">b</th>\n</tr>\n</thead>\n'
            '<tbody>\n<tr>\n<td>1</td>\n<td align="right">2</td>\n</tr>\n</tbody>\n</table>',
        ),
        ("&amp; *x*", "&amp;amp; <em>x</em>"),
        ("[a](b) ![c](d) <http://e> *x*", "[a](b) ![c](d) &lt;http://e&gt; <em>x</em>"),
        ('"q" *x*', '"q" <em>x</em>'),
        ("{{c1::*a*::h}}", "{{c1::<em>a</em>::h}}"),
        ("> 50 *x*", "&gt; 50 <em>x</em>"),
        ("", ""),
    ],
)
def test_marks_become_html_and_all_else_is_shown_as_typed(text: str, html: str) -> None:
    assert to_html(text) == html


@pytest.mark.parametrize(
    ("line", "kept"),
    [("- a", r"\- a"), ("1985. The year", r"1985\. The year"), ("5 days", "5 days"), ("-5", "-5"), ("*a* b", "*a* b")],
)
def test_a_line_that_is_no_list_keeps_what_looks_like_its_mark(line: str, kept: str) -> None:
    assert without_list_mark(line) == kept
    assert to_html(kept).replace("<em>a</em>", "*a*") == line


@given(st.text(alphabet="ab<>&\"'# >_{}:.!()[]~=+\n", max_size=60).filter(lambda text: not text.startswith("    ")))
def test_plain_text_is_the_same_with_and_without_the_parser(text: str) -> None:
    assert _plain(text).split() == _marked(text).split()


@given(st.text(max_size=80))
def test_any_text_becomes_html_without_foreign_tags(text: str) -> None:
    html = to_html(text)

    assert "<script" not in html
    assert "<img" not in html
    assert "<a" not in html


def test_plain_text_does_not_load_the_markdown_parser() -> None:
    code = (
        "import sys; from flashcards.formats.markdown import to_html; to_html('a & b'); "
        "sys.exit('markdown_it' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
