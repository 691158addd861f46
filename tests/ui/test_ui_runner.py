"""The collection, off the GUI thread."""

import threading
from operator import methodcaller

import pytest
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from flashcards.collection.collection import Collection
from flashcards.domain.changes import Kind, Operation
from flashcards.domain.errors import NothingToUndoError
from flashcards.storage import counts, reading
from flashcards.ui.runner import CollectionRunner
from tests.builders import a_note, add_notes
from tests.ui.listening import Listener


def test_a_write_gives_its_value_and_says_what_changed(runner: CollectionRunner, qtbot: QtBot) -> None:
    listener = Listener()

    with qtbot.waitSignal(runner.changed) as changed:
        runner.write(Operation.ADD_DECK, lambda change: change.add_deck("Filing").name, listener.hear)
    qtbot.waitUntil(lambda: listener.heard == ["Filing"])

    assert changed.args[0].operation is Operation.ADD_DECK
    assert changed.args[0].kinds == {Kind.DECK}
    assert runner.last_operation == "Add Deck"


def test_after_a_write_the_menu_knows_what_undo_would_do(runner: CollectionRunner, qtbot: QtBot) -> None:
    with qtbot.waitSignal(runner.undo_names_changed) as names:
        runner.write(Operation.ADD_DECK, lambda change: change.add_deck("Filing"))

    assert names.args == ["Add Deck", ""]


def test_undo_and_redo_say_what_they_did(runner: CollectionRunner, collection: Collection, qtbot: QtBot) -> None:
    with qtbot.waitSignal(runner.undo_names_changed):
        runner.write(Operation.ADD_DECK, lambda change: change.add_deck("Filing"))

    with qtbot.waitSignal(runner.undo_names_changed), qtbot.waitSignal(runner.undone) as undone:
        runner.undo()

    assert collection.read(reading.decks) == ()
    assert (undone.args[0].operation, undone.args[1]) == (Operation.ADD_DECK, True)

    with qtbot.waitSignal(runner.undo_names_changed) as names:
        runner.redo()

    assert [deck.name for deck in collection.read(reading.decks)] == ["Filing"]
    assert names.args == ["Add Deck", ""]


@pytest.mark.fails
def test_undo_with_nothing_to_undo_is_said(runner: CollectionRunner, qtbot: QtBot) -> None:
    with qtbot.waitSignal(runner.failed) as failed:
        runner.undo()

    assert isinstance(failed.args[0], NothingToUndoError)


def test_a_write_that_fails_changes_nothing_and_is_told_to_who_asked(
    runner: CollectionRunner, collection: Collection, qtbot: QtBot
) -> None:
    listener = Listener()
    error = ZeroDivisionError()

    def fail(change: object) -> None:
        change.add_deck("Filing")  # type: ignore[attr-defined]  # a Transaction, without importing it here
        raise error

    runner.write(Operation.ADD_DECK, fail, None, listener.hear)
    qtbot.waitUntil(lambda: bool(listener.heard))

    assert listener.heard == [error]
    assert collection.read(reading.decks) == ()


def test_a_read_answers_from_what_is_stored(runner: CollectionRunner, collection: Collection, qtbot: QtBot) -> None:
    add_notes(collection, "Filing", [a_note("one")])
    listener = Listener()

    runner.read(counts.has_notes, listener.hear)
    qtbot.waitUntil(lambda: bool(listener.heard))

    assert listener.heard == [True]


@pytest.mark.fails
def test_a_failed_read_nobody_catches_is_said(runner: CollectionRunner, qtbot: QtBot) -> None:
    listener = Listener()

    with qtbot.waitSignal(runner.failed) as failed:
        runner.read(lambda _snapshot: 1 // 0, listener.hear)

    assert isinstance(failed.args[0], ZeroDivisionError)
    assert listener.heard == []


def test_closing_stores_everything_first_and_backs_up(
    runner: CollectionRunner, collection: Collection, qtbot: QtBot
) -> None:
    for number in range(20):
        runner.write(Operation.ADD_DECK, methodcaller("add_deck", f"Deck {number}"))

    with qtbot.waitSignal(runner.closed):
        runner.close()

    qtbot.waitUntil(lambda: runner.unsaved == 0)
    assert len(list((collection.path.parent / "backups").iterdir())) == 1
    again = Collection.open(
        collection.path, backups=collection.path.parent / "backups", clock=collection.clock, zone=collection.zone
    )
    assert len(again.read(reading.decks)) == 20
    again.close()


def test_once_closing_nothing_is_begun_any_more(runner: CollectionRunner, collection: Collection, qtbot: QtBot) -> None:
    listener = Listener()
    runner.changed.connect(listener.hear)

    with qtbot.assertNotEmitted(runner.failed), qtbot.waitSignal(runner.closed):
        runner.close()
        runner.warm_up()
        runner.write(Operation.ADD_DECK, lambda change: change.add_deck("Filing"), listener.hear, listener.hear)
        runner.read(counts.has_notes, listener.hear, listener.hear)
        runner.back_up(listener.hear)
        runner.undo()
        runner.redo()
        runner.close()

    assert runner.unsaved == 0
    assert listener.heard == []


def test_a_change_made_just_before_closing_is_stored_and_nothing_asked_of_a_closed_collection(
    runner: CollectionRunner, qtbot: QtBot
) -> None:
    with (
        qtbot.assertNotEmitted(runner.failed),
        qtbot.assertNotEmitted(runner.undo_names_changed),
        qtbot.waitSignals([runner.changed, runner.closed]),
    ):
        runner.write(Operation.ADD_DECK, lambda change: change.add_deck("Filing"))
        runner.close()


def test_what_a_read_meets_while_the_collection_closes_is_told_to_nobody(
    runner: CollectionRunner, qtbot: QtBot
) -> None:
    listener = Listener()
    closed = threading.Event()

    def read_late() -> None:
        closed.wait(10)
        raise RuntimeError

    runner.work(read_late, listener.hear)
    runner.work(read_late, listener.hear, listener.hear)
    with qtbot.assertNotEmitted(runner.failed):
        with qtbot.waitSignal(runner.closed):
            runner.close()
        closed.set()
        qtbot.waitUntil(lambda: runner.reading == 0)

    assert listener.heard == []


def test_undo_takes_back_the_change_made_just_before_it(
    runner: CollectionRunner, collection: Collection, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(runner.undo_names_changed):
        runner.write(Operation.ADD_DECK, methodcaller("add_deck", "First"))

    with qtbot.waitSignal(runner.undone):
        runner.write(Operation.ADD_DECK, methodcaller("add_deck", "Second"), once_painted=True)
        runner.undo()
    qtbot.waitUntil(lambda: runner.unsaved == 0)

    assert [deck.name for deck in collection.read(reading.decks)] == ["First"]


def test_closing_stores_a_change_that_waits_for_the_window_to_paint(
    runner: CollectionRunner, collection: Collection, qtbot: QtBot
) -> None:
    listener = Listener()

    runner.write(Operation.ADD_DECK, lambda change: change.add_deck("Filing").name, listener.hear, once_painted=True)
    with qtbot.waitSignal(runner.closed):
        runner.close()

    assert listener.heard == ["Filing"]


def test_a_change_that_may_wait_is_begun_after_the_window_has_painted(runner: CollectionRunner, qtbot: QtBot) -> None:
    log: list[str] = []

    class Canvas(QWidget):
        def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
            log.append("painted")

    canvas = Canvas()
    qtbot.addWidget(canvas)
    with qtbot.waitExposed(canvas):
        canvas.show()
    log.clear()

    runner.write(Operation.ADD_DECK, lambda _change: log.append("stored"), once_painted=True)
    runner.read(lambda _snapshot: log.append("read"), lambda _nothing: None, once_painted=True)
    canvas.update()
    unsaved = runner.unsaved
    qtbot.waitUntil(lambda: runner.unsaved == 0 and runner.reading == 0)

    assert unsaved == 1
    assert (log[0], sorted(log)) == ("painted", ["painted", "read", "stored"])
