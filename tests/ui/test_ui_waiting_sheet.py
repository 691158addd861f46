"""The sheet that says how far a long step is, and stops it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from flashcards.collection.collection import Collection
from flashcards.domain.changes import Operation
from flashcards.domain.errors import CancelledError
from flashcards.storage import counts
from flashcards.storage.transaction import Transaction
from flashcards.ui.importing.history_view_model import HistoryViewModel
from flashcards.ui.runner import CollectionRunner
from flashcards.ui.task import Task
from flashcards.ui.theme import Theme
from flashcards.ui.waiting_sheet import WaitingSheet
from tests.builders import a_card, a_note

MANY = 2500
"""Notes with a card each: enough rows to tell how far it is."""


class Impatient(QObject):
    """Stops whatever begins."""

    @Slot(object)
    def stop(self, task: Task) -> None:
        task.cancel()


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 640)
    QPushButton("Behind", made)
    with qtbot.waitActive(made):
        made.show()
    return made


@pytest.fixture
def sheet(host: QWidget, theme: Theme) -> WaitingSheet:
    return WaitingSheet(host, theme)


@pytest.fixture
def task(sheet: WaitingSheet) -> Iterator[Task]:
    """A task the sheet follows."""
    made = Task()
    sheet.follow(made)
    yield made
    made.ended.emit()


@pytest.fixture
def imported(collection: Collection) -> Collection:
    """A collection into which many notes were just imported."""

    def bring(change: Transaction) -> None:
        deck = change.add_deck("Law")
        notes = change.add_notes([a_note(f"n{number}", tags=("law",)) for number in range(MANY)])
        change.add_cards([a_card(note_id=note, deck_id=deck.id) for note in notes])
        change.imports.add(file_format="csv", source="law.csv", deck="Law", summary={})

    collection.transact(Operation.IMPORT, bring)
    return collection


def test_a_task_that_takes_long_is_shown_with_what_it_does(sheet: WaitingSheet, task: Task, qtbot: QtBot) -> None:
    task.progress("Taking back: import", 0.4)
    at_once = sheet.isVisible()
    qtbot.waitUntil(sheet.isVisible)

    assert not at_once
    assert "Taking back: import" in [one.text() for one in sheet.findChildren(QLabel)]
    assert sheet.progress.stop.hasFocus()


def test_it_goes_when_the_task_has_ended_and_gives_the_keyboard_back(
    sheet: WaitingSheet, task: Task, host: QWidget, qtbot: QtBot
) -> None:
    behind = host.findChild(QPushButton)
    assert isinstance(behind, QPushButton)
    behind.setFocus()
    task.progress("Taking back: import", 0.4)
    qtbot.waitUntil(sheet.isVisible)

    task.ended.emit()

    assert not sheet.isVisible()
    assert behind.hasFocus()
    assert not task.is_cancelled


def test_it_goes_although_what_had_the_keyboard_is_no_more(
    sheet: WaitingSheet, task: Task, host: QWidget, qtbot: QtBot
) -> None:
    behind = host.findChild(QPushButton)
    assert isinstance(behind, QPushButton)
    behind.setFocus()
    task.progress("Storing the note type", 0.4)
    qtbot.waitUntil(sheet.isVisible)

    delete(behind)
    with qtbot.captureExceptions() as errors:
        task.ended.emit()

    assert not sheet.isVisible()
    assert errors == []


def test_a_task_that_is_soon_done_is_never_shown(sheet: WaitingSheet, qtbot: QtBot) -> None:
    quick, slow = Task(), Task()
    sheet.follow(quick)
    sheet.follow(slow)
    quick.progress("Taking back: import", 0.9)
    quick.ended.emit()

    slow.progress("Doing again: import", 0.1)
    qtbot.waitUntil(sheet.isVisible)

    assert "Doing again: import" in [one.text() for one in sheet.findChildren(QLabel)]
    slow.ended.emit()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Escape])
def test_a_key_stops_it(sheet: WaitingSheet, task: Task, qtbot: QtBot, key: Qt.Key) -> None:
    task.progress("Taking back: import", 0.4)
    qtbot.waitUntil(sheet.isVisible)

    QTest.keyClick(sheet.progress.stop, key)

    assert task.is_cancelled
    with pytest.raises(CancelledError):
        task.progress("Taking back: import", 0.5)


def test_an_undo_that_is_stopped_changes_nothing(imported: Collection, runner: CollectionRunner, qtbot: QtBot) -> None:
    impatient = Impatient()
    runner.turning.connect(impatient.stop)

    with qtbot.waitSignal(runner.stopped) as stopped:
        runner.undo()

    assert stopped.args == ["Stopped. Nothing was changed."]
    assert imported.read(counts.undo_names).undo == "Import"


def test_every_turn_ends_what_follows_it(imported: Collection, runner: CollectionRunner, qtbot: QtBot) -> None:
    begun: list[Task] = []
    ended: list[int] = []
    runner.turning.connect(begun.append)
    runner.turning.connect(lambda task: task.ended.connect(lambda: ended.append(len(begun))))

    with qtbot.waitSignal(runner.undone):
        runner.undo()
    with qtbot.waitSignal(runner.undone):
        runner.redo()

    assert ended == [1, 2]
    assert imported.read(counts.undo_names).undo == "Import"


def test_taking_an_import_back_can_be_stopped(imported: Collection, runner: CollectionRunner, qtbot: QtBot) -> None:
    history = HistoryViewModel(runner, None)
    impatient = Impatient()
    runner.turning.connect(impatient.stop)

    with qtbot.waitSignal(runner.stopped) as stopped:
        history.revert(1, keeps_touched=True)

    assert stopped.args == ["Stopped. Nothing was changed."]
    assert history.reverting == 0
    assert imported.read(lambda snapshot: snapshot.number("SELECT count(*) FROM note")) == MANY
