"""Keys of the learner's own."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from flashcards.ui.actions import ActionId, Actions, Scope, of_scope
from flashcards.ui.cheat_sheet import lines
from flashcards.ui.key_sheet import KeySheet
from flashcards.ui.keymap import Keymap
from flashcards.ui.page import PageId, Services
from flashcards.ui.places import rests

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def keymap(services: Services) -> Keymap:
    return services.look.keymap


@pytest.fixture
def sheet(services: Services, qtbot: QtBot) -> Iterator[KeySheet]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1024, 700)
    made = KeySheet(window, services)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    made.ask()
    yield made
    made.close_sheet()


def test_keys_are_the_usual_ones_until_others_are_chosen(services: Services, keymap: Keymap) -> None:
    usual = keymap.keys(ActionId.BURY_CARD)

    keymap.choose(ActionId.BURY_CARD, ("W", "Shift+W"))

    assert (usual, keymap.keys(ActionId.BURY_CARD)) == (("-",), ("W", "Shift+W"))
    assert services.look.preferences.keys == (("bury_card", "W Shift+W"),)


def test_the_preview_keeps_its_key_while_notes_are_added(keymap: Keymap) -> None:
    def works(key: str, page: PageId) -> bool:
        return not rests(ActionId.GO_CARE, key, page, keymap)

    assert (works("Ctrl+Shift+P", PageId.TODAY), works("Ctrl+Shift+P", PageId.ADD)) == (True, False)
    assert (works("Ctrl+Shift+P", PageId.BROWSE), works("Ctrl+Shift+B", PageId.ADD)) == (False, True)


def test_choosing_the_usual_keys_is_no_choice(services: Services, keymap: Keymap) -> None:
    keymap.choose(ActionId.BURY_CARD, ("W",))

    keymap.choose(ActionId.BURY_CARD, ("-",))

    assert (services.look.preferences.keys, keymap.is_own(ActionId.BURY_CARD)) == ((), False)


def test_a_key_is_taken_where_both_work_and_free_elsewhere(keymap: Keymap) -> None:
    assert [one.id for one in keymap.clashes(ActionId.MARK_NOTE, "-")] == [ActionId.BURY_CARD]
    assert [one.id for one in keymap.clashes(ActionId.MARK_NOTE, "D")] == [ActionId.GO_DECKS]
    assert [one.id for one in keymap.clashes(ActionId.MARK_NOTE, "8")] == [ActionId.PICK]
    assert keymap.clashes(ActionId.MARK_NOTE, "F2") == ()


def test_a_key_that_was_given_away_is_free(keymap: Keymap) -> None:
    keymap.choose(ActionId.BURY_CARD, ("W",))

    assert keymap.clashes(ActionId.MARK_NOTE, "-") == ()
    assert [one.id for one in keymap.clashes(ActionId.MARK_NOTE, "W")] == [ActionId.BURY_CARD]


@pytest.mark.parametrize("scope", [Scope.WINDOW, Scope.STUDY, Scope.DECKS])
def test_the_usual_keys_of_a_place_clash_with_nothing_there(keymap: Keymap, scope: Scope) -> None:
    found = [
        (line.id, other.id)
        for line in of_scope(scope)
        for key in line.keys
        for other in keymap.clashes(line.id, key)
        if other.scope is scope
    ]

    assert found == []


def test_shortcuts_follow_at_once(services: Services, keymap: Keymap, qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    commands = Actions(owner, Scope.STUDY, services.icons, keymap)

    keymap.choose(ActionId.BURY_CARD, ("W",))

    assert [one.toString() for one in commands[ActionId.BURY_CARD].shortcuts()] == ["W"]


def test_the_sheet_of_keys_says_the_chosen_ones(keymap: Keymap) -> None:
    keymap.choose(ActionId.BURY_CARD, ("W",))
    keymap.choose(ActionId.RATE_GOOD, ("K",))

    said = lines(Scope.STUDY, keymap)

    assert ("W", "Bury card until tomorrow") in said
    assert ("K", "Good") in said
    assert ("1", "Again") in said


def test_a_pressed_key_is_taken_for_the_chosen_action(sheet: KeySheet, keymap: Keymap) -> None:
    sheet.go_to(ActionId.BURY_CARD)
    QTest.keyClick(sheet.field, Qt.Key.Key_W)

    sheet.use.click()

    assert keymap.keys(ActionId.BURY_CARD) == ("W",)
    assert sheet.usual.isEnabled()


def test_a_key_that_is_taken_is_refused_with_what_it_does(sheet: KeySheet, keymap: Keymap) -> None:
    sheet.go_to(ActionId.BURY_CARD)

    QTest.keyClick(sheet.field, Qt.Key.Key_D)

    assert sheet._said.text().startswith("D is taken: “Decks” (everywhere).")
    assert not sheet.use.isEnabled()
    assert keymap.keys(ActionId.BURY_CARD) == ("-",)


def test_a_second_key_can_stand_beside_the_first(sheet: KeySheet, keymap: Keymap) -> None:
    sheet.go_to(ActionId.GO_DECKS)
    QTest.keyClick(sheet.field, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)

    sheet.add.click()

    assert keymap.keys(ActionId.GO_DECKS) == ("D", "Alt+D")


def test_a_sign_made_with_shift_is_called_by_its_name(sheet: KeySheet, keymap: Keymap) -> None:
    sheet.go_to(ActionId.BURY_CARD)
    QTest.keyClicks(sheet.field, "&")
    sheet.use.click()
    signs = keymap.keys(ActionId.BURY_CARD)

    QTest.keyClick(sheet.field, Qt.Key.Key_W, SHIFT)
    sheet.use.click()

    assert (signs, keymap.keys(ActionId.BURY_CARD)) == (("&",), ("Shift+W",))


def test_all_keys_become_the_usual_ones_again(sheet: KeySheet, keymap: Keymap) -> None:
    keymap.choose(ActionId.BURY_CARD, ("W",))
    keymap.choose(ActionId.GO_DECKS, ("Alt+D",))

    sheet.all_usual.click()

    assert (keymap.keys(ActionId.BURY_CARD), keymap.keys(ActionId.GO_DECKS)) == (("-",), ("D",))


def test_a_filter_leaves_the_actions_with_these_words(sheet: KeySheet) -> None:
    QTest.keyClicks(sheet.filter, "bury note")

    assert sheet.chosen is not None
    assert sheet.chosen.id is ActionId.BURY_NOTE
    assert [heading.text(0) for heading in sheet._headings if not heading.isHidden()] == [Scope.STUDY.value]


@pytest.mark.parametrize("percent", [100, 150])
def test_in_a_small_window_the_list_gives_way_to_what_lies_below_it(
    sheet: KeySheet, services: Services, percent: int
) -> None:
    services.theme.wear(replace(services.look.preferences, text_percent=percent))
    sheet.go_to(ActionId.BURY_CARD)
    QTest.keyClick(sheet.field, Qt.Key.Key_D)
    sheet.place_again()

    rows = [sheet.filter, sheet.list, sheet._of, sheet.field, sheet._said, sheet.usual]
    edges = [(one.geometry().top(), one.geometry().bottom()) for one in rows]

    assert all(above[1] < below[0] for above, below in pairwise(edges))
    assert edges[-1][1] < sheet.sheet.height()
    assert sheet.list.horizontalScrollBar().maximum() == 0
    assert sheet.list.geometry().right() <= sheet.filter.geometry().right()
