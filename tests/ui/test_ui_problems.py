"""Errors become words in one place, and none gets lost."""

import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from flashcards.domain.errors import StorageError
from flashcards.ui.crash_report import CrashReport
from flashcards.ui.problems import Problems
from flashcards.ui.theme import Theme


def problems_in(folder: Path) -> Problems:
    return Problems(folder / "cache" / "flashcards.log", lambda: "Answer Card")


def a_bug() -> Exception:
    try:
        dict[str, int]()["missing"]
    except KeyError as error:
        return error
    raise AssertionError


def test_an_expected_problem_is_its_sentence(tmp_path: Path, qtbot: QtBot) -> None:
    problems = problems_in(tmp_path)

    with qtbot.waitSignal(problems.sentence) as said, qtbot.assertNotEmitted(problems.crashed):
        problems.show(StorageError("The disk is full. Nothing was changed."))

    assert said.args == ["The disk is full. Nothing was changed."]
    assert not (tmp_path / "cache").exists()


def test_a_bug_becomes_a_report_and_is_logged(tmp_path: Path, qtbot: QtBot) -> None:
    problems = problems_in(tmp_path)

    with qtbot.waitSignal(problems.crashed) as crashed:
        problems.show(a_bug())

    report = crashed.args[0]
    assert report.startswith("Flashcards 0.1.0, Python ")
    assert "Last operation: Answer Card" in report
    assert f"Log: {tmp_path / 'cache' / 'flashcards.log'}" in report
    assert "KeyError: 'missing'" in report
    assert (tmp_path / "cache" / "flashcards.log").read_text(encoding="utf-8") == f"{report}\n"


def test_a_log_that_cannot_be_written_does_not_hide_the_report(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be", encoding="utf-8")
    problems = problems_in(tmp_path)

    with qtbot.waitSignal(problems.crashed) as crashed:
        problems.show(a_bug())

    assert "KeyError" in crashed.args[0]


def test_what_nobody_caught_on_another_thread_arrives(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    problems = problems_in(tmp_path)
    problems.catch_everything()
    error = a_bug()

    with qtbot.waitSignal(problems.crashed) as crashed:
        thread = threading.Thread(target=sys.excepthook, args=(KeyError, error, None))
        thread.start()
        thread.join()

    assert "KeyError: 'missing'" in crashed.args[0]


def test_the_report_can_be_copied(qtbot: QtBot, theme: Theme) -> None:
    dialog = CrashReport("what happened")
    qtbot.addWidget(dialog)

    dialog.copy()

    assert QGuiApplication.clipboard().text() == "what happened"
