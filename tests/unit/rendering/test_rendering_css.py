import pytest

from flashcards.rendering import clean_html
from flashcards.rendering.css import declarations, parse_css


def dressed(html: str, css: str) -> str:
    return clean_html(html, css)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("COLOR: Red !important; font-weight: 700", {"color": "#ff0000", "font-weight": "bold"}),
        ("color: #0f08; background: rgb(1 2 3 / 80%)", {"color": "#00ff00", "background-color": "#010203"}),
        ("color: rgba(1,2,3,0.1); color2: red; color", {}),
        ("color: hsl(120, 100%, 25%)", {"color": "#008000"}),
        ("font-size: 12px", {"font-size": "small"}),
        ("font-size: 200%", {"font-size": "x-large"}),
        ("font-size: 15pt", {"font-size": "medium"}),
        ("font-size: 1.3em", {"font-size": "large"}),
        ("font-size: xx-small", {"font-size": "small"}),
        ("font-size: calc(1px + 1em)", {}),
        ("visibility: hidden", {"display": "none"}),
        ("text-decoration: underline dotted red", {"text-decoration": "underline"}),
        ("font-family: x; position: fixed; background-image: url(x); content: 'x'; width: expression(1)", {}),
    ],
)
def test_declarations_are_kept_when_they_can_be_shown(text: str, kept: dict[str, str]) -> None:
    assert declarations(text) == kept


@pytest.mark.parametrize(
    ("html", "css", "shown"),
    [
        ('<b class="a">x</b>', ".a { color: red }", '<b style="color:#ff0000">x</b>'),
        ('<b id="a">x</b>', "#a { font-style: italic }", '<b style="font-style:italic">x</b>'),
        ("<p>x</p>", "p { text-align: right }", '<p align="right">x</p>'),
        ('<div class="a"><b>x</b></div><b>y</b>', ".a b { color: red }",
         '<div><b style="color:#ff0000">x</b></div><b>y</b>'),
        ('<b class="a">x</b>', ".a { color: red } b { color: blue }", '<b style="color:#ff0000">x</b>'),
        ('<b class="a">x</b>', ".a { color: red } .a { color: blue }", '<b style="color:#0000ff">x</b>'),
        ('<b class="a" style="color: lime">x</b>', ".a { color: red }", '<b style="color:#00ff00">x</b>'),
        ('<b class="a">x</b>', ".card.a, .card .a { color: red }", '<b style="color:#ff0000">x</b>'),
        ("<p>x</p>", ".card { text-align: center; color: red }", "<p>x</p>"),
        ('<b class="a">x</b>', ".nightMode .a { color: red } .card.night_mode .a { color: red }", "<b>x</b>"),
        ('<b class="a">x</b>', "@media print { .a { color: red } } .a:hover { color: red } .a > b { color: red }",
         "<b>x</b>"),
        ('<b class="a">x</b>', "/* .a { color: lime } */ @import url(x); .a { color: red }",
         '<b style="color:#ff0000">x</b>'),
        ('<b class="a">x</b>y', ".a { display: none }", "y"),
        ('<b class="a" style="display: block">x</b>', ".a { display: none }", "<b>x</b>"),
        ('<b class="cloze">x</b>', ".cloze { color: blue }", '<b class="cloze">x</b>'),
        ('<b class="a">x</b>', "{{{}}}.a{", "<b>x</b>"),
        ('<div class="a"><i style="color: red">x</i></div>', ".a { background: #ffc }",
         '<div style="color:rgb(0, 0, 0);background-color:rgb(255, 255, 204)">'
         '<i style="color:rgb(230, 0, 0)">x</i></div>'),
    ],
)  # fmt: skip
def test_rules_of_a_note_type_become_styling(html: str, css: str, shown: str) -> None:
    assert dressed(html, css) == shown


@pytest.mark.parametrize(
    "css", ["a" * 100_000, "a " * 50_000 + "{color:red}", "{" * 100_000, "@media{" * 14_000, "/*" * 50_000,
            ".a{color:red}" * 10_000, "a," * 50_000 + "b{color:red}"]
)  # fmt: skip
def test_hostile_css_is_no_trouble(css: str) -> None:
    assert len(parse_css(css)) <= 400
    assert dressed("<b>x</b>" * 2_000, css).startswith("<b")
