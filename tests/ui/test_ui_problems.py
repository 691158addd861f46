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


@pytest.fixture
def catching(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Problems:
    """Problems that receive what nobody caught; the hooks are put back."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    problems = problems_in(tmp_path)
    problems.catch_everything()
    return problems


def test_what_nobody_caught_on_another_thread_arrives(catching: Problems, qtbot: QtBot) -> None:
    with qtbot.waitSignal(catching.crashed) as crashed:
        thread = threading.Thread(target=lambda: dict[str, int]()["missing"])
        thread.start()
        thread.join()

    assert "KeyError: 'missing'" in crashed.args[0]


def test_what_nobody_caught_on_this_thread_arrives(catching: Problems, qtbot: QtBot) -> None:
    with qtbot.waitSignal(catching.crashed) as crashed:
        sys.excepthook(KeyError, a_bug(), None)

    assert "KeyError: 'missing'" in crashed.args[0]


def test_what_python_could_not_raise_arrives(catching: Problems, qtbot: QtBot) -> None:
    class Odd:
        def __del__(self) -> None:
            raise a_bug()

    with qtbot.waitSignal(catching.crashed) as crashed:
        Odd()

    assert "KeyError: 'missing'" in crashed.args[0]


def test_a_thread_that_leaves_on_purpose_is_no_problem(catching: Problems, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(catching.crashed):
        thread = threading.Thread(target=sys.exit)
        thread.start()
        thread.join()
        qtbot.wait(1)


def test_hooks_are_pythons_again_afterwards(catching: Problems) -> None:
    catching.let_go()

    assert sys.excepthook is sys.__excepthook__
    assert threading.excepthook is threading.__excepthook__
    assert sys.unraisablehook is sys.__unraisablehook__


def test_what_only_developers_need_is_logged_and_not_shown(tmp_path: Path, qtbot: QtBot) -> None:
    problems = problems_in(tmp_path)

    with qtbot.assertNotEmitted(problems.crashed), qtbot.assertNotEmitted(problems.sentence):
        problems.log("A second start cannot raise this window.")

    kept = (tmp_path / "cache" / "flashcards.log").read_text(encoding="utf-8")
    assert kept == "A second start cannot raise this window.\n\n"


def test_the_report_can_be_copied(qtbot: QtBot, theme: Theme) -> None:
    dialog = CrashReport("what happened")
    qtbot.addWidget(dialog)

    dialog.copy()

    assert QGuiApplication.clipboard().text() == "what happened"
