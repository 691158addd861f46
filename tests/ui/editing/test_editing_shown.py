"""Pictures and formulas are seen while a field is edited."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from flashcards.rendering.formulas import Formula
from flashcards.settings import Preferences, ThemeChoice
from flashcards.ui.card.media import Media
from flashcards.ui.editing.field_area import FieldArea
from flashcards.ui.editing.formula_hint import formula_at
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import DARK, LIGHT

IMAGE = QTextDocument.ResourceType.ImageResource.value
Made = Callable[[str], FieldArea]


@pytest.fixture
def made(qtbot: QtBot, theme: Theme, media: Media) -> Made:
    """Make an area, with a line beside it, and the keyboard at the end of its text."""

    windows: list[QWidget] = []

    def make(html: str) -> FieldArea:
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        area = FieldArea("Back", html, theme, media)
        column = QVBoxLayout(window)
        column.addWidget(area)
        column.addWidget(QLineEdit())
        with qtbot.waitActive(window):
            window.show()
        area.setFocus()
        area.moveCursor(QTextCursor.MoveOperation.End)
        return area

    return make


def test_a_picture_is_shown_small_once_it_is_there(
    made: Made, qtbot: QtBot, media_files: dict[str, Path], tmp_path: Path
) -> None:
    picture = QImage(1000, 500, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    media_files["form.png"] = tmp_path / "form.png"
    picture.save(str(media_files["form.png"]))
    area = made('see <img src="form.png">')

    def shown() -> QImage:
        found = area.document().resource(IMAGE, "form.png")
        assert isinstance(found, QImage)
        return found

    qtbot.waitUntil(lambda: shown().deviceIndependentSize().height() > 100)

    size = shown().deviceIndependentSize()
    assert (round(size.width()), round(size.height())) == (280, 140)
    assert shown().pixelColor(5, 5).name() == "#ff0000"
    assert area.html == 'see <img src="form.png">'


def test_a_picture_that_is_missing_or_elsewhere_stands_by_name(made: Made) -> None:
    area = made("")

    for name in ("gone.png", "https://example.org/spy.png", "../secret.png"):
        shown = area.loadResource(IMAGE, name)
        assert isinstance(shown, QImage)
        assert shown.height() < 40


def test_a_formula_is_drawn_while_it_is_typed(made: Made, qtbot: QtBot) -> None:
    area = made("")
    hint = area.formula_hint
    assert hint is not None

    QTest.keyClicks(area, "so \\( x^2")
    qtbot.waitUntil(lambda: hint.formula == Formula("x^2", is_block=False))
    QTest.keyClicks(area, " \\) and")
    qtbot.waitUntil(lambda: not hint.isVisible())

    assert area.html == "so \\( x^2 \\) and"


def test_the_drawn_formula_wears_another_theme(made: Made, qtbot: QtBot, theme: Theme) -> None:
    area = made("\\( x^2")
    hint = area.formula_hint
    assert hint is not None
    hint.look()
    qtbot.waitUntil(lambda: hint.formula is not None and not hint._picture.pixmap().isNull())
    light = hint._picture.pixmap().toImage()

    theme.wear(Preferences(theme=ThemeChoice.DARK))
    qtbot.waitUntil(lambda: hint._picture.pixmap().toImage() != light)

    middle = hint._picture.pixmap().toImage().convertToFormat(QImage.Format.Format_ARGB32)
    inks = {
        QColor.fromRgba(middle.pixel(x, y)).name()
        for x in range(middle.width())
        for y in range(middle.height())
        if QColor.fromRgba(middle.pixel(x, y)).alpha() == 255
    }
    assert DARK.text in inks
    assert LIGHT.text not in inks


def test_the_drawn_formula_goes_with_the_keyboard(made: Made, qtbot: QtBot) -> None:
    area = made("\\( x^2")
    hint = area.formula_hint
    assert hint is not None
    hint.look()
    qtbot.waitUntil(hint.isVisible)

    area.window().findChildren(QLineEdit)[0].setFocus()

    assert not hint.isVisible()


@pytest.mark.parametrize(
    ("text", "place", "formula"),
    [
        ("a \\(x\\) b", 4, Formula("x", is_block=False)),
        ("a \\(x\\) b", 1, None),
        ("a \\(x\\) b", 9, None),
        ("\\[ x", 4, Formula("x", is_block=True)),
        ("[$]x[/$]", 4, Formula("x", is_block=False)),
        ("[$$]x[/$$]", 5, Formula("x", is_block=True)),
        ("\\(\\)", 2, None),
    ],
)
def test_the_formula_at_the_caret_is_found(text: str, place: int, formula: Formula | None) -> None:
    assert formula_at(text, place) == formula
