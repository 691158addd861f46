"""The table of actions agrees with itself and with the keys learners know."""

from collections import Counter
from itertools import chain

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from flashcards import resources
from flashcards.domain.miss import Reason
from flashcards.ui.actions import ACTIONS, SHARED_BY_SIDE, Action, ActionId, Actions, Scope, action, of_scope
from flashcards.ui.cheat_sheet import COLUMNS, CheatSheet, lines
from flashcards.ui.icons import Icons
from flashcards.ui.page import Services


def keys(*scopes: Scope) -> Counter[str]:
    return Counter(chain.from_iterable(line.keys for scope in scopes for line in of_scope(scope)))


def test_every_action_is_in_the_table_once() -> None:
    assert Counter(line.id for line in ACTIONS) == Counter(ActionId)


@pytest.mark.parametrize("scope", [Scope.DECKS, Scope.STUDY, Scope.CHOICE])
def test_no_key_means_two_things_in_one_place(scope: Scope) -> None:
    repeated = [key for key, count in keys(Scope.WINDOW, scope).items() if count > 1]

    assert repeated == []


def test_every_place_is_on_the_sheet_of_keys() -> None:
    assert Counter(chain.from_iterable(COLUMNS)) == Counter(Scope)


def test_the_words_of_all_places_in_a_column_of_the_sheet_begin_in_one_line(services: Services, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1000, 700)
    sheet = CheatSheet(host, services.icons, services.look.keymap)
    host.show()
    sheet.open()
    said = {one.text(): one for one in sheet.findChildren(QLabel)}

    everywhere, decks = (said[words].mapTo(sheet, QPoint(0, 0)).x() for words in ("Decks", "Study this deck"))

    assert everywhere == decks
    assert everywhere > said["H"].mapTo(sheet, said["H"].rect().topRight()).x()


def test_keys_scroll_the_sheet_and_the_keyboard_stays_on_its_button(services: Services, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(900, 400)
    sheet = CheatSheet(host, services.icons, services.look.keymap)
    with qtbot.waitActive(host):
        host.show()
    sheet.open()
    begun, area = host.focusWidget(), sheet.findChild(QScrollArea)
    assert begun is not None
    assert area is not None
    bar = area.verticalScrollBar()
    keys = (Qt.Key.Key_PageDown, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Home)

    places = [bar.value()]
    for key in keys:
        QTest.keyClick(host.focusWidget(), key)
        places.append(bar.value())

    assert 0 == places[0] < places[1] < places[2] < places[3] == bar.maximum()
    assert places[3] > places[4] > places[5] > places[6] == 0
    assert host.focusWidget() is begun


def test_flags_share_a_line_where_there_are_seven_of_them() -> None:
    assert ("Ctrl+1 … 7", "Flag; the same again clears it") in lines(Scope.STUDY)
    assert "F" in [keys for keys, _ in lines(Scope.PRACTICE)]


def test_the_reasons_of_the_review_have_as_many_keys_as_there_are() -> None:
    assert ("1 … 5", "In the review: why you missed it") in lines(Scope.PRACTICE)
    assert action(ActionId.GIVE_REASON).keys == tuple(str(int(reason)) for reason in Reason)


def test_choice_and_study_share_only_keys_of_different_sides() -> None:
    assert set(keys(Scope.CHOICE)) & set(keys(Scope.STUDY)) == SHARED_BY_SIDE


@pytest.mark.parametrize("line", ACTIONS, ids=lambda line: line.id)
def test_every_key_is_one_qt_knows(line: Action) -> None:
    for key in line.keys:
        sequence = QKeySequence(key)
        assert sequence.toString(QKeySequence.SequenceFormat.PortableText) == key


@pytest.mark.parametrize("line", ACTIONS, ids=lambda line: line.id)
def test_every_icon_is_there(line: Action) -> None:
    assert not line.icon or (resources.icons() / f"{line.icon}.svg").is_file()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        (ActionId.GO_DECKS, "D"),
        (ActionId.GO_STUDY, "S"),
        (ActionId.DECK_PALETTE, "/"),
        (ActionId.UNDO, "Ctrl+Z"),
        (ActionId.REDO, "Ctrl+Shift+Z"),
        (ActionId.GO_SETTINGS, "Ctrl+P"),
        (ActionId.FULL_SCREEN, "F11"),
        (ActionId.ZOOM_RESET, "Ctrl+0"),
        (ActionId.QUIT, "Ctrl+Q"),
        (ActionId.CHEAT_SHEET, "?"),
        (ActionId.ADVANCE, "Space"),
        (ActionId.RATE_AGAIN, "1"),
        (ActionId.RATE_EASY, "4"),
        (ActionId.UNDO_ANSWER, "U"),
        (ActionId.EDIT_NOTE, "E"),
        (ActionId.BURY_CARD, "-"),
        (ActionId.BURY_NOTE, "="),
        (ActionId.SUSPEND_CARD, "@"),
        (ActionId.SUSPEND_NOTE, "!"),
        (ActionId.MARK_NOTE, "*"),
        (ActionId.FLAG_7, "Ctrl+7"),
        (ActionId.DELETE_NOTE, "Ctrl+Del"),
        (ActionId.RESET_CARD, "Ctrl+Alt+N"),
        (ActionId.SET_DUE_DATE, "Ctrl+Shift+D"),
        (ActionId.COPY_NOTE, "Ctrl+Alt+E"),
        (ActionId.CARD_INFO, "I"),
        (ActionId.STUDY_OPTIONS, "O"),
        (ActionId.MORE, "M"),
        (ActionId.SHOW_SOURCE, "C"),
        (ActionId.END_SESSION, "Esc"),
    ],
)
def test_the_keys_are_those_learners_know(name: ActionId, key: str) -> None:
    assert action(name).keys[0] == key


def test_holding_a_key_does_not_repeat_an_action(qtbot: QtBot, icons: Icons) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)

    made = Actions(owner, Scope.STUDY, icons)

    assert not any(one.autoRepeat() for _, one in made)
    assert [one.text() for one in owner.actions()] == [line.text for line in of_scope(Scope.STUDY)]


def test_only_what_can_be_done_is_enabled(qtbot: QtBot, icons: Icons) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    made = Actions(owner, Scope.STUDY, icons)

    made.enable_only([ActionId.RATE_GOOD])

    assert [name for name, one in made if one.isEnabled()] == [ActionId.RATE_GOOD]


def test_the_sheet_of_keys_tells_all_of_them_and_joins_families() -> None:
    told = dict(lines(Scope.STUDY))

    assert told["1 … 4"] == "Again, Hard, Good, Easy"
    assert told["Ctrl+1 … 7"] == "Flag; the same again clears it"
    assert told["Space  or  Enter"] == "Show the answer; then give the suggested rating"
    assert dict(lines(Scope.CHOICE))["1 … 9"] == "Pick an option"
    assert len(told) == len(of_scope(Scope.STUDY)) - 3 - 6
