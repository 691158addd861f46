"""Documents: what they show besides text, and that they load nothing by themselves."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QImage, QTextCharFormat, QTextDocument, QTextImageFormat
from pytestqt.qtbot import QtBot

from flashcards.ui.card.composing import compose
from flashcards.ui.card.document import CardDocument
from flashcards.ui.card.media import Media
from flashcards.ui.theme import Theme

IMAGE = QTextDocument.ResourceType.ImageResource.value
FRACTION = r'<span class="formula">\(\frac{a}{b}\)</span>'
SQUARE = r'<span class="formula">\(x^2\)</span>'


@pytest.fixture
def document(theme: Theme, media: Media) -> CardDocument:
    made = CardDocument(theme, media)
    made.fit(600)
    return made


@pytest.fixture
def a_picture(tmp_path: Path, media_files: dict[str, Path]) -> Callable[..., str]:
    """Give what puts a picture into the media store."""

    def make(name: str = "chart.png", width: int = 1200, height: int = 300, colour: str = "red") -> str:
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(colour)
        media_files[name] = tmp_path / name
        assert image.save(str(media_files[name]))
        return name

    return make


def images(document: CardDocument) -> list[QTextImageFormat]:
    return [image for _, image in document._image_formats()]


def shown(document: CardDocument, name: str) -> QImage:
    found = document.loadResource(IMAGE, QUrl(name))
    assert isinstance(found, QImage)
    return found


def inks_of(image: QImage) -> set[str]:
    """Give the colours of all that one cannot see through."""
    every = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return {colour.name() for colour in every if colour.alpha() == 255}


def until_decoded(media: Media, qtbot: QtBot, name: str = "chart.png") -> None:
    def is_decoded() -> bool:
        picture = media.picture(name)
        return picture is not None and picture.image is not None

    qtbot.waitUntil(is_decoded)


@pytest.mark.parametrize(
    "name", ["secret.png", "/etc/hostname", "file:///etc/hostname", "../secret.png", "http://127.0.0.1/x.png",
             "picture:0", "picture:99", "formula:7", "icon:../../x", "icon:archive", ""]
)  # fmt: skip
def test_a_document_gives_nothing_it_was_not_told_to_show(document: CardDocument, name: str) -> None:
    document.show_html("words")

    assert shown(document, name).size() == QSize(1, 1)


def test_an_address_in_a_card_is_never_looked_for(document: CardDocument, tmp_path: Path) -> None:
    outside = tmp_path / "secret.png"
    assert QImage(300, 200, QImage.Format.Format_RGB32).save(str(outside))

    document.show_html(f'<img src="{outside}">')

    assert document.composed.html == f'<span class="absent">[picture missing: {outside}]</span>'


def test_a_picture_is_scaled_to_the_room_there_is(
    document: CardDocument, media: Media, a_picture: Callable[..., str], qtbot: QtBot
) -> None:
    document.show_html(f'<img src="{a_picture()}">')
    until_decoded(media, qtbot)

    (image,) = images(document)
    assert (image.width(), image.height()) == (600, 150)
    assert shown(document, "picture:0").pixelColor(5, 5) == "red"

    document.fit(300)

    (image,) = images(document)
    assert (image.width(), image.height()) == (300, 75)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="60"', (60, 15)),
        ('height="30"', (120, 30)),
        ('width="60" height="60"', (60, 60)),
        ('width="50%"', (300, 75)),
        ('height="900"', (600, 150)),
    ],
)
def test_a_picture_is_as_large_as_its_card_asks(
    document: CardDocument,
    media: Media,
    a_picture: Callable[..., str],
    qtbot: QtBot,
    attributes: str,
    size: tuple[int, int],
) -> None:
    document.show_html(f'<img src="{a_picture()}" {attributes}>')
    until_decoded(media, qtbot)

    (image,) = images(document)
    assert (image.width(), image.height()) == size


def test_a_document_is_painted_anew_when_its_picture_has_come(
    document: CardDocument, media: Media, a_picture: Callable[..., str], qtbot: QtBot
) -> None:
    media.want(f'<img src="{a_picture()}">')
    until_decoded(media, qtbot)
    picture = media.picture("chart.png")
    assert picture is not None
    media._take_sources({"chart.png": picture.source})

    document.show_html('<img src="chart.png">')

    with qtbot.waitSignal(document.redraw_wanted):
        assert shown(document, "picture:0").size() == QSize(1, 1)

    assert shown(document, "picture:0").width() == 600


def test_a_missing_picture_is_named(document: CardDocument) -> None:
    document.show_html('<img src="a &amp; b.png" alt="A form">')

    assert document.toPlainText() == "[picture missing: a & b.png (A form)]"


def test_a_file_that_is_no_picture_is_said_to_be_none(
    document: CardDocument, tmp_path: Path, media_files: dict[str, Path], qtbot: QtBot
) -> None:
    media_files["a.png"] = tmp_path / "a.png"
    media_files["a.png"].write_bytes(b"GIF89a broken")

    with qtbot.waitSignal(document.rearranged):
        document.show_html('<img src="a.png">')

    assert document.toPlainText() == "[picture cannot be shown: a.png]"


def test_a_formula_stands_on_the_line_of_its_text(document: CardDocument, qtbot: QtBot) -> None:
    with qtbot.waitSignal(document.rearranged):
        document.show_html(f"a {SQUARE} b {FRACTION}")

    low, tall = images(document)
    assert low.verticalAlignment() is QTextCharFormat.VerticalAlignment.AlignBaseline
    assert tall.verticalAlignment() is QTextCharFormat.VerticalAlignment.AlignMiddle
    assert tall.height() > low.height() > 0
    assert document.words == r"a \(x^2\) b \(\frac{a}{b}\)"


def test_a_formula_wears_the_ink_of_the_theme(document: CardDocument, media: Media, qtbot: QtBot) -> None:
    with qtbot.waitSignal(document.rearranged):
        document.show_html(FRACTION)

    assert inks_of(shown(document, "formula:0")) == {"#201e1b"}


def test_a_formula_wears_the_ink_and_the_size_of_the_text_around_it(document: CardDocument, qtbot: QtBot) -> None:
    with qtbot.waitSignal(document.rearranged):
        document.show_html(f'<h1 style="color:#aa0000">Rate {FRACTION}</h1><p>{FRACTION}</p>')

    large, usual = images(document)
    assert inks_of(shown(document, "formula:0")) == {"#aa0000"}
    assert inks_of(shown(document, "formula:1")) == {"#201e1b"}
    assert large.height() > 1.5 * usual.height()


@pytest.mark.parametrize("tex", [r"\foo{x}", r"\frac{a", "{" * 500, r"\hspace{9999in}x"])
def test_a_formula_that_cannot_be_drawn_is_shown_as_its_source(document: CardDocument, qtbot: QtBot, tex: str) -> None:
    with qtbot.waitSignal(document.rearranged):
        document.show_html(rf'<span class="formula">\({tex}\)</span>')

    assert document.toPlainText() == rf"\({tex}\)"
    assert images(document) == []


def test_a_formula_on_a_line_of_its_own_is_centred(document: CardDocument, qtbot: QtBot) -> None:
    with qtbot.waitSignal(document.rearranged):
        document.show_html(r'<p>a<span class="formula">\[x\]</span>b</p>')

    assert document.blockCount() == 3


def test_sounds_and_hints_are_links_of_ours(document: CardDocument) -> None:
    document.show_html('a[sound:a.mp3] <a class="hint" href="#hint-0">Extra</a> [sound:b.mp3]')

    assert document.composed.sounds == ("a.mp3", "b.mp3")
    assert 'href="play:0"' in document.composed.html
    assert 'href="#hint-0"' in document.composed.html
    assert [image.name() for image in images(document)] == ["icon:play", "icon:lightbulb", "icon:play"]


def test_text_alone_asks_for_nothing(document: CardDocument, media: Media) -> None:
    document.show_html("<div>words</div>")

    assert media.lane.pending == 0
    assert media.lane._threads == []


@pytest.mark.parametrize(("html", "is_link"), [('<a href="https://a.example">w</a>', True), ("<a>w</a>", False)])
def test_only_what_leads_somewhere_looks_like_a_link(document: CardDocument, html: str, is_link: bool) -> None:
    document.show_html(html)

    assert document.firstBlock().begin().fragment().charFormat().fontUnderline() is is_link


def test_what_plays_a_sound_stands_below_a_picture_rather_than_half_beside_it() -> None:
    html = '<p><img src="wide.png"> [sound:heart.mp3]</p>'

    composed = compose(html, lambda _formula: True, lambda _name: "")

    assert '<img src="picture:0"><br><a class="act" href="play:0">' in composed.html
