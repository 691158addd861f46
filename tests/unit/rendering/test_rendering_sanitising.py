from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.rendering import clean_html, is_media_name

LEFT_OUT = '<span class="absent">[picture left out]</span>'


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ("plain > text", "plain > text"),
        ('<b class="cloze">x</b>', '<b class="cloze">x</b>'),
        ('<div class="more evil">x</div>', '<div class="more">x</div>'),
        ("<script>alert(1)</script>a", "a"),
        ("<style>p{}</style>a", "a"),
        ('<p onclick="x()">a</p>', "<p>a</p>"),
        ('<img src="heart.png" alt="a heart">', '<img src="heart.png" alt="a heart">'),
        ('<img src="two words.png">', '<img src="two words.png">'),
        ('<img src="https://a.example/x.png">', LEFT_OUT),
        ('<img src="//a.example/x.png">', LEFT_OUT),
        ('<img src="file:///etc/passwd">', LEFT_OUT),
        ('<img src="../x.png">', LEFT_OUT),
        ('<img src="..%2fx.png">', LEFT_OUT),
        ('<img src="..%252fx.png">', LEFT_OUT),
        ('<img src="data:image/png;base64,AA">', LEFT_OUT),
        ('<img src="c:\\x.png">', LEFT_OUT),
        ('<a href="https://a.example/b">c</a>', '<a href="https://a.example/b">c</a>'),
        ('<a href="javascript:x">c</a>', "<a>c</a>"),
        ('<a href="file:///x">c</a>', "<a>c</a>"),
        ('<a href="x.html">c</a>', "<a>c</a>"),
        ('<span style="font-weight: bold; background: url(x)">a</span>', '<span style="font-weight:bold">a</span>'),
        ('<span style="color: url(http://a.example)">a</span>', "<span>a</span>"),
        ('<span style="color:rgb(200, 0, 0)">a</span>', '<span style="color:#c80000">a</span>'),
        ('<span style="color:#000">a</span>', "<span>a</span>"),
        ('<font color="black">a</font>', "<span>a</span>"),
        ('<font color="#c00">a</font>', '<span style="color:#cc0000">a</span>'),
        ('<table border="9999"><tr><td colspan="2">a</td></tr></table>',
         '<table><tbody><tr><td colspan="2">a</td></tr></tbody></table>'),
        ('<img src="a.png" width="99999">', '<img src="a.png">'),
        ('<img src="https://a.example/x.png" alt="a &lt;heart&gt;">',
         '<span class="absent">[picture left out: a &lt;heart&gt;]</span>'),
        ('<img src="data:image/svg+xml,<svg onload=x>" alt=y>', '<span class="absent">[picture left out: y]</span>'),
        ('<iframe src="https://a.example"></iframe>a', "a"),
        ('<form action="https://a.example"><input name=a><button>Send</button>a</form>', "a"),
        ('<meta http-equiv="refresh" content="0;url=https://a.example">a', "a"),
        ('<base href="https://a.example/">a', "a"),
        ('<link rel="stylesheet" href="https://a.example/x.css">a', "a"),
        ('<object data="x.swf"></object><embed src="x.swf">a', "a"),
        ('<svg><script>x</script><image href="https://a.example/x.png"/></svg>a', "a"),
        ('<math><mtext><img src=x onerror=y></mtext></math>a', "a"),
        ('<a href="data:text/html,<script>x</script>">c</a>', "<a>c</a>"),
        ('<a href=" java\nscript:x">c</a>', "<a>c</a>"),
        ('<a href="vbscript:x">c</a>', "<a>c</a>"),
        ('<a class="hint" href="#hint-3">c</a>', '<a class="hint" href="#hint-3">c</a>'),
        ('<a href="#top">c</a>', "<a>c</a>"),
        ('<div style="position:fixed;top:0;z-index:9">a</div>', "<div>a</div>"),
        ('<div style="width:expression(alert(1))">a</div>', "<div>a</div>"),
        ('<div style="background-image:url(https://a.example/x.png)">a</div>', "<div>a</div>"),
        ('<div style="font-family:\'x\';src:url(x)">a</div>', "<div>a</div>"),
        ('<div style="behavior:url(x.htc);-moz-binding:url(x)">a</div>', "<div>a</div>"),
        ('<div style="text-align:center">a</div>', '<div align="center">a</div>'),
        ('<p style="color:#c00;font-size:2em">a</p>', '<p style="color:#cc0000;font-size:x-large">a</p>'),
        ('<span style="background:yellow">a</span>',
         '<span style="color:rgb(0, 0, 0);background-color:rgb(255, 255, 0)">a</span>'),
        ('<span style="background:white;color:black">a</span>', "<span>a</span>"),
        ('<span style="display:none">a</span>b', "b"),
        ('<div style="display:none">a<br><div>b</div>c</div>d', "d"),
        ('<font size="5" color="blue">a</font>', '<span style="color:#0000ff;font-size:x-large">a</span>'),
        ("<ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby>", 'a<span class="reading">(b)</span>'),
        ("<details><summary>a</summary>b</details>", "a<br>b"),
        ("a <mark>b</mark>", 'a <span style="color:rgb(0, 0, 0);background-color:rgb(255, 245, 157)">b</span>'),
        ("<unknown>a</unknown>", "a"),
        ("a<!-- b -->", "a"),
        ("a\x00b<b>c", "ab<b>c</b>"),
    ],
)  # fmt: skip
def test_only_what_is_harmless_and_legible_stays(html: str, cleaned: str) -> None:
    assert clean_html(html).replace("\ufffd", "") == cleaned


@pytest.mark.parametrize(
    "name", ["", "..", ".", "a/b", "a\\b", "a:b", "a?b", "..%2fb", "%2e%2e%2fb", "a\x00b", "a" * 300, "<a>"]
)
def test_names_that_lead_outside_the_media_store_are_no_media_names(name: str) -> None:
    assert not is_media_name(name)


@pytest.mark.parametrize("name", ["a.png", "zwei Wörter.jpg", "a%20b.mp3", ".hidden.png"])
def test_plain_file_names_are_media_names(name: str) -> None:
    assert is_media_name(name)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 20_000 + "x",
        "<b>" * 33_000 + "x",
        "".join(f'<font color="#f{n:02d}">' for n in range(90)) + "<p>x" * 15_000,
        "<table><tr><td>" * 5_000 + "x",
        "word " * 100_000,
    ],
    ids=["deep", "bold", "repeated formatting", "tables", "long"],
)
def test_html_too_heavy_to_lay_out_is_shown_as_plain_text(html: str) -> None:
    cleaned = clean_html(html)

    assert len(cleaned) <= 100_000
    assert "<div" not in cleaned
    assert "<table" not in cleaned


def test_tables_nested_too_deeply_lose_their_frames_but_not_their_words() -> None:
    cleaned = clean_html("<table><tr><td>" * 6 + "<b>word</b>" + "</td></tr></table>" * 6)

    assert cleaned.split() == ["<b>word</b>"]


_PIECES = st.sampled_from(
    [
        "<script>", "</script>", "<img src=", "onerror=alert(1)", "javascript:x", "file:///x", "http://a.example/x.png",
        '"', "'", ">", "<", "/>", " ", "<a href=", "<b style=", "url(x)", ";color:red", "&#106;", "&lt;", "<svg>",
        "<math>", "<style>", "</style>", "\x00", "<!--", "-->", "<p class=", "cloze", "evil", "x.png", "<table>",
        "<td>", "<title>", "<textarea>", "<noscript>", "data:text/html,", "<img src=x.png>", "expression(", "\n",
    ]
)  # fmt: skip


@given(st.lists(_PIECES | st.text(max_size=5), max_size=25).map("".join))
def test_nothing_harmful_survives_whatever_was_written(harm_in: Callable[[str], list[str]], html: str) -> None:
    assert harm_in(clean_html(html)) == []
