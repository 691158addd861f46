"""Pictures are read within bounds, by what they are and not by what they are called."""

import zlib
from pathlib import Path
from struct import pack

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from flashcards.ui.card.pictures import decode, look

pytestmark = pytest.mark.usefixtures("qapp")  # text and pictures are drawn

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="red"/></svg>'


def a_png_that_says_it_is(width: int, height: int) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return pack(">I", len(content)) + name + content + pack(">I", zlib.crc32(name + content))

    header = pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 9)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("kind", ["png", "jpg", "bmp", "webp"])
def test_a_picture_is_known_by_its_content(tmp_path: Path, kind: str) -> None:
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill("blue")
    assert image.save(str(tmp_path / f"a.{kind}"))
    (tmp_path / f"a.{kind}").rename(tmp_path / "a.txt")

    source = look(tmp_path / "a.txt")

    assert source is not None
    assert source.size == QSize(30, 20)
    assert decode(source).pixelColor(3, 3).blue() > 250


def test_a_large_picture_is_read_smaller(tmp_path: Path) -> None:
    image = QImage(4000, 1000, QImage.Format.Format_RGB32)
    image.fill("red")
    assert image.save(str(tmp_path / "a.png"))

    source = look(tmp_path / "a.png")

    assert source is not None
    assert source.size == QSize(4000, 1000)
    assert decode(source).size() == QSize(1600, 400)


def test_a_picture_too_large_to_hold_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(a_png_that_says_it_is(40_000, 40_000))

    assert look(tmp_path / "a.png") is None


@pytest.mark.parametrize(
    "content", [b"", b"words", b"%PDF-1.4", b"\x89PNG\r\n\x1a\nbroken", b"<html></html>", b"<svg>"]
)
def test_what_is_no_picture_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.png").write_bytes(content)

    assert look(tmp_path / "a.png") is None


def test_a_vector_picture_is_drawn_without_what_lies_outside_it(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill("lime")
    assert image.save(str(secret))
    link = f'<image href="{secret.as_uri()}" width="40" height="20"/></svg>'.encode()
    (tmp_path / "a.svg").write_bytes(SVG.replace(b"</svg>", link))

    source = look(tmp_path / "a.svg")

    assert source is not None
    assert source.size == QSize(40, 20)
    assert decode(source).pixelColor(800, 400).name() == "#ff0000"
