"""The covered parts of pictures."""

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument
from pytestqt.qtbot import QtBot

from flashcards.rendering.occlusion import Mask, Role, cover
from flashcards.ui.card.document import CardDocument
from flashcards.ui.card.masking import ASKED, COVERED, masked
from flashcards.ui.card.media import Media
from flashcards.ui.theme import Theme

pytestmark = pytest.mark.usefixtures("qapp")  # text and pictures are drawn

IMAGE = QTextDocument.ResourceType.ImageResource.value


def a_picture() -> QImage:
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill("white")
    return image


def at(image: QImage, x: int, y: int) -> str:
    return image.pixelColor(x, y).name()


def test_each_shape_covers_its_part() -> None:
    image = masked(
        a_picture(),
        [
            Mask(Role.ASKED, "rect", (0.1, 0.1, 0.2, 0.2)),
            Mask(Role.COVERED, "ellipse", (0.5, 0.1, 0.1, 0.1)),
            Mask(Role.COVERED, "polygon", (0.1, 0.5, 0.5, 0.5, 0.1, 0.9)),
            Mask(Role.LABEL, "text", (0.6, 0.6, 1.0, 0.1), "Hi"),
        ],
    )

    assert [at(image, *place) for place in ((20, 20), (60, 20), (20, 60), (90, 20), (40, 80))] == [
        ASKED,
        COVERED,
        COVERED,
        "#ffffff",
        "#ffffff",
    ]


def test_an_answered_shape_is_framed_and_shows_what_it_hid() -> None:
    image = masked(a_picture(), [Mask(Role.ANSWERED, "rect", (0.1, 0.1, 0.5, 0.5))])

    assert at(image, 30, 30) == "#ffffff"
    assert at(image, 10, 30) == ASKED


def test_a_card_shows_its_picture_covered(
    theme: Theme, media: Media, media_files: dict[str, Path], tmp_path: Path, qtbot: QtBot
) -> None:
    overlay = QImage(10, 10, QImage.Format.Format_ARGB32)
    overlay.fill("blue")
    for name, image in (("a.png", a_picture()), ("b.png", overlay)):
        media_files[name] = tmp_path / name
        assert image.save(str(media_files[name]))
    document = CardDocument(theme, media)
    document.fit(400)

    document.show_html(cover('<img src="a.png">', [Mask(Role.ASKED, "rect", (0.1, 0.1, 0.2, 0.2))], "b.png"))

    def shown() -> QImage:
        found = document.loadResource(IMAGE, QUrl("picture:0"))
        assert isinstance(found, QImage)
        return found

    qtbot.waitUntil(lambda: shown().width() == 100)
    assert (at(shown(), 20, 20), at(shown(), 60, 60)) == (ASKED, "#0000ff")
