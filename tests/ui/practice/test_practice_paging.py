"""Pages of a PDF: parts stay whole, and the text is black whatever the window looks like."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication

from flashcards.ui.practice.paging import PART, write_pdf


def pages_of(path: Path) -> list[str]:
    document = QPdfDocument()
    assert document.load(str(path)) is QPdfDocument.Error.None_
    found = [document.getAllText(number).text() for number in range(document.pageCount())]
    document.close()
    return found


def a_part(number: int, lines: int) -> str:
    body = "".join(f"<p>line {number}.{line}</p>" for line in range(lines))
    return f"<p><a name='{PART}'></a><b>Part {number}.</b></p>{body}"


def test_parts_stay_on_one_page_and_the_first_begins_one(tmp_path: Path, qapp: QApplication) -> None:
    del qapp
    html = "<p>Head</p>" + "".join(a_part(number, 14) for number in range(7))

    write_pdf(html, "", "Report", tmp_path / "a.pdf")

    pages = pages_of(tmp_path / "a.pdf")
    assert "Part" not in pages[0]
    for number in range(7):
        (where,) = [page for page in pages if f"Part {number}." in page]
        assert all(f"line {number}.{line}" in where for line in range(14))
    assert f"{len(pages)} of {len(pages)}" in pages[-1]
    assert len(pages) < 8


def test_a_part_longer_than_a_page_runs_on(tmp_path: Path, qapp: QApplication) -> None:
    del qapp

    write_pdf(a_part(0, 120) + a_part(1, 2), "", "Report", tmp_path / "a.pdf")

    whole = "".join(pages_of(tmp_path / "a.pdf"))
    assert all(f"line 0.{line}" in whole for line in range(120))
    assert "Part 1." in whole


def test_the_text_is_black_with_a_dark_window(tmp_path: Path, qapp: QApplication) -> None:
    before = qapp.palette()
    dark = QPalette(before)
    dark.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.white)
    qapp.setPalette(dark)

    write_pdf("<h1>Head</h1>", "", "Report", tmp_path / "a.pdf")

    qapp.setPalette(before)
    document = QPdfDocument()
    document.load(str(tmp_path / "a.pdf"))
    picture = document.render(0, QSize(400, 520))
    document.close()
    shades = {
        QColor(picture.pixel(x, y)).lightness()
        for x in range(30, 200)
        for y in range(30, 80)
        if QColor.fromRgba(picture.pixel(x, y)).alpha()
    }
    assert min(shades) < 60
