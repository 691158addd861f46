"""A second start raises the first window."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from flashcards.ui.first_window import FirstWindow, name_of, raise_first_window


def test_a_second_start_is_heard_by_the_first(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "collection.db"
    first = FirstWindow(path)
    second = QProcess()
    code = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication; a = QCoreApplication([]);"
        "from flashcards.ui.first_window import raise_first_window;"
        "sys.exit(0 if raise_first_window(Path(sys.argv[1])) else 1)"
    )

    with qtbot.waitSignal(first.wanted, timeout=20_000):
        second.start(sys.executable, ["-c", code, str(path)])
    qtbot.waitUntil(lambda: second.state() is QProcess.ProcessState.NotRunning, timeout=20_000)

    assert second.exitCode() == 0
    first.close()


def test_without_a_first_window_there_is_nobody_to_raise(tmp_path: Path, qtbot: QtBot) -> None:
    assert not raise_first_window(tmp_path / "collection.db")


def test_each_collection_has_its_own_window(tmp_path: Path) -> None:
    assert name_of(tmp_path / "one.db") != name_of(tmp_path / "two.db")
    assert name_of(tmp_path / "one.db") == name_of(tmp_path / "folder" / ".." / "one.db")


def test_what_a_crash_left_behind_does_not_keep_the_next_window_from_listening(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "collection.db"
    code = (
        "import os, sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "a = QCoreApplication([]);"
        "from flashcards.ui.first_window import FirstWindow; f = FirstWindow(Path(sys.argv[1])); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=True)

    first = FirstWindow(path)

    assert (first.is_listening, first.problem) == (True, "")
    first.close()


def test_a_window_that_cannot_listen_says_why(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "gone"))

    first = FirstWindow(tmp_path / "collection.db")

    assert not first.is_listening
    assert first.problem != ""
