import pytest

from flashcards.rendering.svg import clean_svg

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"{}>{}</svg>'


def cleaned(inside: str, attributes: str = "") -> str:
    result = clean_svg(SVG.format(attributes, inside).encode())
    assert result is not None
    text = result.decode()
    return text[text.index(">") + 1 : -len("</svg>")] if not text.endswith("/>") else ""


@pytest.mark.parametrize(
    ("inside", "kept"),
    [
        ('<path d="M0 0" fill="red"/>', '<path d="M0 0" fill="red" />'),
        ("<script>x()</script>", ""),
        ('<path onclick="x()" d="M0 0"/>', '<path d="M0 0" />'),
        ('<image href="file:///etc/passwd"/>', ""),
        ('<image xlink:href="https://a.example/x.png"/>', ""),
        ('<image href="data:image/png;base64,AA"/>', ""),
        ('<foreignObject><iframe src="x"/></foreignObject>', ""),
        ('<a xlink:href="javascript:x"><path/></a>', ""),
        ('<use xlink:href="https://a.example/x.svg#a"/><use/>', ""),
        ('<path id="a"/><use href="#a"/>', '<path id="a" /><use href="#a" />'),
        ('<path style="fill:url(https://a.example)"/>', "<path />"),
        ('<path fill="url(#a)"/>', '<path fill="url(#a)" />'),
        ("<style>@import url(x);</style>", "<style />"),
        ("<style>.a{fill:red}</style>", "<style>.a{fill:red}</style>"),
        ('<animate attributeName="x"/>', ""),
        ('<filter id="f"/><path filter="url(#f)"/>', "<path />"),
        ("<unknown><path/></unknown>", ""),
        ("<text>words</text>", "<text>words</text>"),
    ],
)
def test_only_shapes_and_words_stay(inside: str, kept: str) -> None:
    assert cleaned(inside) == kept


def test_what_runs_on_loading_is_gone() -> None:
    assert b"onload" not in (clean_svg(SVG.format(' onload="x()"', "<path/>").encode()) or b"onload")


def test_an_ordinary_document_type_is_no_obstacle() -> None:
    head = '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x/svg11.dtd">'

    assert clean_svg((head + SVG.format("", "<path/>")).encode()) is not None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"words",
        b"<html></html>",
        b"<svg>",
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>',
        b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>',
        SVG.format("", "<g>" * 100 + "</g>" * 100).encode(),
        SVG.format("", "<path/>" * 20_001).encode(),
        SVG.format("", '<g id="a"><use href="#a"/></g><use href="#a"/>').encode(),
        SVG.format("", '<g id="a">' + "<path/>" * 200 + "</g>" + '<use href="#a"/>' * 200).encode(),
        SVG.format("", "<!--" + "x" * 1_000_000 + "-->").encode(),
        "\ufeff<svg encoding='utf-7'".encode("utf-16"),
    ],
    ids=["empty", "words", "html", "open", "entity", "file", "deep", "many", "in itself", "used often", "large", "odd"],
)
def test_a_hostile_picture_is_not_drawn(data: bytes) -> None:
    assert clean_svg(data) is None
