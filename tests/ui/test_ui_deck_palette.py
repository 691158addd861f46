"""A few letters find a deck."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from flashcards.collection.collection import Collection
from flashcards.domain.ids import DeckId
from flashcards.ui.actions import Actions, Scope
from flashcards.ui.deck_palette import Choice, DeckPalette, commands_of, matching
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


def first(typed: str, services: Services) -> str:
    """Give what is on top, of some decks and all commands of the window."""
    decks = (
        Choice("Certification and career ladder", DeckId(1), 3),
        Choice("Opportunity to agree", DeckId(2), 3),
        Choice("Records", DeckId(3), 3),
    )
    window = QWidget()
    commands = commands_of(command for _, command in Actions(window, Scope.WINDOW, services.icons))
    found = [choice.name for choice in matching([*decks, *commands], typed)]
    window.deleteLater()
    return found[0] if found else ""


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("add", "Add"),
        ("tun", "Tuning"),
        ("tuning", "Tuning"),
        ("tune", "Tuning"),
        ("dark", "Dark theme"),
        ("night", "Dark theme"),
        ("theme", "Theme of the system"),
        ("contrast", "High contrast, or usual"),
        ("licen", "About Flashcards"),
        ("ladd", "Certification and career ladder"),
        ("rec", "Records"),
        ("unity", "Opportunity to agree"),
        ("unpremeditated", ""),
    ],
)
def test_what_begins_with_what_was_typed_beats_what_has_it_inside_a_word(
    typed: str, name: str, services: Services
) -> None:
    assert first(typed, services) == name


def opened(
    host: QWidget, services: Services, qtbot: QtBot, commands: Sequence[QAction] = ()
) -> tuple[DeckPalette, QLineEdit, QListWidget]:
    """Open the palette over a window; give it with its line and its list."""
    qtbot.addWidget(host)
    host.resize(900, 600)
    host.show()
    palette = DeckPalette(host, services, lambda: commands)
    palette.open()
    line, shown = palette.findChild(QLineEdit), palette.findChild(QListWidget)
    assert line is not None
    assert shown is not None
    return palette, line, shown


def host_with_a_field(qtbot: QtBot) -> tuple[QWidget, QLineEdit]:
    """Show a window that has the keyboard, with a field in it."""
    host = QWidget()
    field = QLineEdit(host)
    with qtbot.waitActive(host):
        host.show()
    return host, field


def test_typing_and_enter_study_a_deck(services: Services, collection: Collection, qtbot: QtBot) -> None:
    add_notes(collection, "Clerk::Filing", [a_note("one")])
    palette, line, shown = opened(QWidget(), services, qtbot)
    qtbot.waitUntil(lambda: shown.count() == 3)

    QTest.keyClicks(line, "cl")
    QTest.keyClick(line, Qt.Key.Key_Down)
    with qtbot.waitSignal(palette.chosen) as chosen:
        QTest.keyClick(line, Qt.Key.Key_Return)

    assert shown.count() == 2
    assert chosen.args == [next(c.deck_id for c in palette.choices if c.name == "Clerk::Filing")]
    assert palette.isHidden()


def test_escape_puts_it_away_and_gives_the_keyboard_back(services: Services, qtbot: QtBot) -> None:
    host, field = host_with_a_field(qtbot)
    field.setFocus()
    palette, _line, _shown = opened(host, services, qtbot)

    QTest.keyClick(palette.focusWidget(), Qt.Key.Key_Escape)

    assert palette.isHidden()
    assert field.hasFocus()


def test_a_command_is_found_and_done(services: Services, qtbot: QtBot) -> None:
    host = QWidget()
    back_up, cannot = QAction("Back up now", host), QAction("Back up elsewhere", host)
    back_up.setShortcut("Y")
    cannot.setEnabled(False)
    palette, line, shown = opened(host, services, qtbot, [back_up, cannot])
    qtbot.waitUntil(lambda: shown.count() == 1)

    QTest.keyClicks(line, "back up")
    spoken = [shown.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(shown.count())]
    with qtbot.waitSignal(back_up.triggered):
        QTest.keyClick(line, Qt.Key.Key_Return)

    assert spoken == ["Back up now, command, Y"]
    assert palette.isHidden()


def test_what_is_called_like_nothing_is_said(services: Services, qtbot: QtBot) -> None:
    palette, line, shown = opened(QWidget(), services, qtbot)
    qtbot.waitUntil(lambda: shown.count() == 1)

    QTest.keyClicks(line, "zzz")

    said = [one.text() for one in palette.findChildren(QLabel) if one.isVisible()]
    assert said == ["No deck and no command is called “zzz”."]
    assert shown.isHidden()


def test_what_lies_behind_gets_the_keyboard_only_when_the_sheet_has_gone(services: Services, qtbot: QtBot) -> None:
    host, behind = host_with_a_field(qtbot)
    _palette, line, _shown = opened(host, services, qtbot)

    behind.setFocus()
    kept = line.hasFocus()
    QTest.keyClick(line, Qt.Key.Key_Escape)

    assert kept
    assert behind.hasFocus()
