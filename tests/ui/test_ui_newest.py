"""Answers that overtake each other."""

import threading

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from flashcards.ui.newest import Newest
from flashcards.ui.runner import CollectionRunner


def test_an_answer_that_a_newer_one_has_overtaken_is_dropped(runner: CollectionRunner, qtbot: QtBot) -> None:
    heard: list[object] = []
    owner, may_end = QObject(), threading.Event()
    newest = Newest(runner, heard.append, owner)

    newest.ask(lambda _snapshot: may_end.wait(10) and "old")
    newest.ask(lambda _snapshot: "new")
    qtbot.waitUntil(lambda: heard == ["new"])
    may_end.set()
    qtbot.waitUntil(lambda: runner.reading == 0)
    newest.ask(lambda _snapshot: "newer")
    qtbot.waitUntil(lambda: len(heard) > 1)

    assert heard == ["new", "newer"]
