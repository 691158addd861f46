import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.domain.plain_text import plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain", "plain"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<p>a</p>\n<p>b</p>", "a\nb"),
        ("<div>a</div><div><br></div><div>b</div>", "a\nb"),
        ("a\n  b", "a b"),
        ("<b>a</b>b", "ab"),
        ("a &amp; b&nbsp;c &lt;d&gt; &#233;", "a & b c <d> é"),
        ("<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "- a\n- b"),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>", "a | b\n1 | 2"),
        ('see <img alt=x src="heart one.png"> [sound:beat.mp3]', "see heart one.png beat.mp3"),
        ("<IMG SRC=heart.png>", "heart.png"),
        ("<img>", ""),
        ("a < b and c > d", "a < b and c > d"),
        ("a<!-- b -->c", "ac"),
        ("a<script>alert(1)</script>b<STYLE>c</STYLE >d", "abd"),
        ("a<script>never closed", "a"),
        ("( | )", "( | )"),
    ],
)
def test_html_becomes_the_words_it_shows(html: str, text: str) -> None:
    assert plain_text(html) == text


@given(st.text(alphabet="<>&/!-ab\n\x00\x01[]= \"'|;#x", max_size=80))
def test_any_text_gives_text_without_stand_ins(html: str) -> None:
    assert not {"\x00", "\x01"} & set(plain_text(html))


@pytest.mark.parametrize("piece", ["<!--", "<img src=a ", "<script>", "[sound:", "<", "<td></td>", "&"])
def test_length_costs_no_more_than_length(piece: str) -> None:
    assert len(plain_text(piece * 100_000)) <= len(piece) * 100_000
