"""The text area of a field: its keys, its lists, what is pasted, and what stays untouched."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QBuffer, QMimeData, Qt
from PySide6.QtGui import QImage, QImageWriter, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from flashcards.settings import DEFAULTS, Preferences, ThemeChoice
from flashcards.ui.actions import ActionId
from flashcards.ui.editing.field_area import FieldArea
from flashcards.ui.editing.format_bar import FormatBar
from flashcards.ui.editing.formatting import FORMATS
from flashcards.ui.icons import Icons
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Type

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Made = Callable[[str], FieldArea]


def test_what_was_not_touched_stays_as_it_was_stored(made: Made) -> None:
    area = made("<strong>30</strong> days")

    QTest.keyClicks(area, "x")
    typed = area.html
    QTest.keyClick(area, Qt.Key.Key_Backspace)

    assert typed == "<b>30</b> daysx"
    assert area.html == "<strong>30</strong> days"


@pytest.mark.parametrize(
    ("key", "modifiers", "html"),
    [
        (Qt.Key.Key_B, CTRL, "a <b>word</b>"),
        (Qt.Key.Key_I, CTRL, "a <i>word</i>"),
        (Qt.Key.Key_U, CTRL, "a <u>word</u>"),
        (Qt.Key.Key_Equal, CTRL, "a <sup>word</sup>"),
        (Qt.Key.Key_Equal, CTRL | SHIFT, "a <sub>word</sub>"),
        (Qt.Key.Key_Plus, CTRL | SHIFT, "a <sub>word</sub>"),
    ],
)
def test_keys_mark_what_is_typed_next_and_end_it(
    made: Made, key: Qt.Key, modifiers: Qt.KeyboardModifier, html: str
) -> None:
    area = made("a ")

    QTest.keyClick(area, key, modifiers)
    QTest.keyClicks(area, "word")
    marked = area.html
    QTest.keyClick(area, key, modifiers)
    QTest.keyClicks(area, "!")

    assert marked == html
    assert area.html == f"{html}!"


def test_a_list_is_begun_by_key_and_ended_by_enter_on_an_empty_item(made: Made) -> None:
    area = made("")

    QTest.keyClick(area, Qt.Key.Key_Comma, CTRL)
    QTest.keyClicks(area, "one")
    QTest.keyClick(area, Qt.Key.Key_Return)
    QTest.keyClicks(area, "two")
    QTest.keyClick(area, Qt.Key.Key_Return)
    QTest.keyClick(area, Qt.Key.Key_Return)
    QTest.keyClicks(area, "after")

    assert area.html == "<ul><li>one</li><li>two</li></ul>\n<p>after</p>"


def test_list_items_go_deeper_and_back(made: Made) -> None:
    area = made("<ul><li>one</li><li>two</li></ul>")

    QTest.keyClick(area, Qt.Key.Key_Period, CTRL | SHIFT)
    deeper = area.html
    QTest.keyClick(area, Qt.Key.Key_Less, CTRL | SHIFT)
    back = area.html
    QTest.keyClick(area, Qt.Key.Key_Comma, CTRL | SHIFT)

    assert deeper == "<ul><li>one<ul><li>two</li></ul></li></ul>"
    assert back == "<ul><li>one</li><li>two</li></ul>"
    assert area.html == "<ul><li>one</li></ul>\n<p>two</p>"


def test_a_list_becomes_a_numbered_one_and_paragraphs_again(made: Made) -> None:
    area = made("<ul><li>one</li><li>two</li></ul>")
    area.selectAll()

    QTest.keyClick(area, Qt.Key.Key_Period, CTRL)
    numbered = area.html
    QTest.keyClick(area, Qt.Key.Key_Period, CTRL)

    assert numbered == "<ol><li>one</li><li>two</li></ol>"
    assert area.html == "<p>one</p>\n<p>two</p>"


def test_formatting_is_taken_away(made: Made) -> None:
    area = made("a <b>bold <i>word</i></b>")
    area.selectAll()

    QTest.keyClick(area, Qt.Key.Key_R, CTRL)

    assert area.html == "a bold word"


def test_pasted_text_keeps_what_stays_and_loses_the_rest(made: Made) -> None:
    area = made("")
    pasted = QMimeData()
    pasted.setHtml('<p class="MsoNormal" style="font-size:40px">Ask <b>Dana</b><script>x()</script></p>')

    area.insertFromMimeData(pasted)

    assert area.html == "Ask <b>Dana</b>"


def test_pictures_written_out_in_what_is_pasted_are_attached(made: Made) -> None:
    area = made("")
    attached: list[QImage] = []
    area.attach_wanted.connect(attached.append)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"PNG").write(QImage(3, 2, QImage.Format.Format_RGB32))
    written = bytes(buffer.data().toBase64().data()).decode()
    pasted = QMimeData()
    pasted.setHtml(f'see <img alt="x" src="data:image/png;base64,{written}"> and <img src="data:image/png;base64,AA">')

    area.insertFromMimeData(pasted)

    assert area.html.split() == ["see", "and"]
    assert [(one.width(), one.height()) for one in attached] == [(3, 2)]


def test_pasted_plain_text_is_no_html(made: Made) -> None:
    area = made("")
    pasted = QMimeData()
    pasted.setText("a < b & c")

    area.insertFromMimeData(pasted)

    assert area.html == "a &lt; b &amp; c"


def test_a_picture_shows_by_its_name_and_nothing_is_read(made: Made) -> None:
    area = made('<img src="form.png">')

    shown = area.loadResource(QTextDocument.ResourceType.ImageResource.value, "form.png")

    assert isinstance(shown, QImage)
    assert shown.width() > 20
    assert area.loadResource(QTextDocument.ResourceType.StyleSheetResource.value, "x.css") is None


def test_another_theme_changes_no_word(made: Made, theme: Theme) -> None:
    area = made("30 days")
    QTest.keyClicks(area, "!")

    theme.wear(replace(DEFAULTS, theme=ThemeChoice.DARK))

    assert area.html == "30 days!"


@pytest.mark.parametrize(
    "worn", [replace(DEFAULTS, text_percent=150), replace(DEFAULTS, theme=ThemeChoice.DARK)], ids=["larger", "dark"]
)
def test_another_theme_leaves_what_was_typed_to_be_taken_back(made: Made, theme: Theme, worn: Preferences) -> None:
    area = made('30 <b>days</b> <img src="form.png">')
    QTest.keyClicks(area, "!")

    theme.wear(worn)
    pixels = area.document().defaultFont().pixelSize()
    area.undo()

    assert pixels == theme.px(Type.BODY)
    assert area.html == '30 <b>days</b> <img src="form.png">'
    area.redo()
    assert "!" in area.html


def test_colours_of_the_theme_before_never_stay_and_the_caret_does(made: Made, theme: Theme) -> None:
    area = made("30 <code>days</code>")
    QTest.keyClicks(area, "!")
    area.moveCursor(QTextCursor.MoveOperation.End)
    place = area.textCursor().position()

    theme.wear(replace(DEFAULTS, theme=ThemeChoice.DARK))

    assert area.textCursor().position() == place
    assert area.textCursor().charFormat().background().color() == theme.colour("sunken")
    area.undo()
    assert area.html == "30 <code>days</code>"
    area.moveCursor(QTextCursor.MoveOperation.End)
    assert area.textCursor().charFormat().background().color() == theme.colour("sunken")


def test_all_that_was_changed_can_be_taken_back_and_done_again_in_another_theme(made: Made, theme: Theme) -> None:
    area = made("<code>30</code> days📅")
    acts: tuple[Callable[[], object], ...] = (
        lambda: QTest.keyClicks(area, " at most"),
        lambda: FORMATS[ActionId.BOLD](area),
        lambda: QTest.keyClicks(area, " from"),
        lambda: QTest.keyClick(area, Qt.Key.Key_Return),
        lambda: QTest.keyClicks(area, "a request"),
        lambda: FORMATS[ActionId.ITALIC](area),
    )
    for act in acts:
        act()
    area.undo()
    shown, before = area.html, walked(area)

    theme.wear(replace(DEFAULTS, theme=ThemeChoice.DARK))

    assert area.html == shown
    assert area.document().isRedoAvailable()
    assert walked(area) == before
    assert before[-1].startswith("<code>30</code> days")
    assert len(before) >= 3


def walked(area: FieldArea) -> list[str]:
    """Take everything back and do it again; give what the field was on the way, each once."""
    found, document = [area.html], area.document()
    while document.isUndoAvailable():
        area.undo()
        found.append(area.html)
    for _ in found[1:]:
        area.redo()
    return list(dict.fromkeys(found))


def test_the_bar_shows_and_changes_what_is_in_force(made: Made, icons: Icons, qtbot: QtBot) -> None:
    bar = FormatBar(icons)
    qtbot.addWidget(bar)
    area = made("a <b>bold</b>")
    without_area = bar.buttons[ActionId.BOLD].isEnabled()

    bar.act_on(area)
    in_force = [name for name, button in bar.buttons.items() if button.isChecked()]
    bar.buttons[ActionId.BOLD].click()
    QTest.keyClicks(area, " and not")

    assert not without_area
    assert in_force == [ActionId.BOLD]
    assert area.html == "a <b>bold</b> and not"


def test_typed_paragraphs_stand_as_far_apart_as_those_that_are_read_again(made: Made) -> None:
    area = made("")
    QTest.keyClicks(area, "one")
    QTest.keyClick(area, Qt.Key.Key_Return)
    QTest.keyClicks(area, "two")
    typed = [_spacing(block) for block in _blocks(area)]

    again = made(area.html)

    assert area.html == "<p>one</p>\n<p>two</p>"
    assert typed == [_spacing(block) for block in _blocks(again)]
    assert typed[0][0] > 0


def _blocks(area: FieldArea) -> list[QTextBlock]:
    document = area.document()
    return [document.findBlockByNumber(number) for number in range(document.blockCount())]


def _spacing(block: QTextBlock) -> tuple[float, float]:
    return block.blockFormat().bottomMargin(), block.blockFormat().lineHeight()
