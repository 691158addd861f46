"""A few letters find a deck."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from flashcards.collection.collection import Collection
from flashcards.domain.ids import DeckId
from flashcards.ui.deck_palette import Choice, DeckPalette, matching
from flashcards.ui.page import Services
from tests.builders import a_note, add_notes

CHOICES = (
    Choice("Everything that is due", None, 3),
    Choice("Clerk", DeckId(1), 3),
    Choice("Clerk::Release of records", DeckId(2), 1),
    Choice("Records", DeckId(3), 2),
)


def names(typed: str) -> list[str]:
    return [choice.name for choice in matching(CHOICES, typed)]


def test_every_word_typed_must_be_in_the_name() -> None:
    assert names("") == [choice.name for choice in CHOICES]
    assert names("clerk REC") == ["Clerk::Release of records"]
    assert names("nothing") == []


def test_names_that_begin_with_what_was_typed_come_first() -> None:
    assert names("rec") == ["Records", "Clerk::Release of records"]


def test_typing_and_enter_study_a_deck(services: Services, collection: Collection, qtbot: QtBot) -> None:
    add_notes(collection, "Clerk::Filing", [a_note("one")])
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(900, 600)
    host.show()
    palette = DeckPalette(host, services)
    palette.open()
    line, shown = palette.findChild(QLineEdit), palette.findChild(QListWidget)
    assert line is not None
    assert shown is not None
    qtbot.waitUntil(lambda: shown.count() == 3)

    QTest.keyClicks(line, "cl")
    QTest.keyClick(line, Qt.Key.Key_Down)
    with qtbot.waitSignal(palette.chosen) as chosen:
        QTest.keyClick(line, Qt.Key.Key_Return)

    assert shown.count() == 2
    assert chosen.args == [next(c.deck_id for c in palette.choices if c.name == "Clerk::Filing")]
    assert palette.isHidden()


def test_escape_puts_it_away_and_gives_the_keyboard_back(services: Services, qtbot: QtBot) -> None:
    host = QWidget()
    field = QLineEdit(host)
    qtbot.addWidget(host)
    host.resize(900, 600)
    with qtbot.waitActive(host):
        host.show()
    field.setFocus()
    palette = DeckPalette(host, services)
    palette.open()

    QTest.keyClick(palette.focusWidget(), Qt.Key.Key_Escape)

    assert palette.isHidden()
    assert field.hasFocus()
