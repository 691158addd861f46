"""Starting: what a collection that cannot be opened says, and what a start leaves out."""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from flashcards import app
from flashcards.collection.collection import Collection
from flashcards.settings import DEFAULTS
from flashcards.ui.opening import open_next, open_or_ask
from flashcards.ui.page import PageId
from flashcards.ui.reopening import Reopening
from flashcards.ui.start_problem import StartProblem
from flashcards.ui.theme import Theme
from tests.builders import Clock, a_collection, a_note, add_notes

RUN = "import sys; from flashcards.__main__ import run; import os; sys.exit(run(sys.argv[1:], os.environ))"
QT_CHATTER = "This plugin does not support propagateSizeHints()"


def first_words(*arguments: str) -> str:
    """Start the program, give the first thing it says on stderr, and end it."""
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, *arguments], stderr=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    assert process.stderr is not None
    lines = iter(process.stderr.readline, "")
    said = next(line.strip() for line in lines if QT_CHATTER not in line)
    process.terminate()
    process.wait(60)
    process.stderr.close()
    return said


def test_a_damaged_collection_is_named_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "collection.db"
    path.write_bytes(b"this was never a collection" * 100)

    said = first_words("--collection", str(path))

    assert str(path) in said
    assert "left as it is" in said or "was left" in said
    assert path.read_bytes() == b"this was never a collection" * 100


def test_a_data_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")

    said = first_words("--collection", str(tmp_path / "file" / "collection.db"))

    assert str(tmp_path / "file") in said
    assert "Traceback" not in said


def test_a_collection_that_another_program_has_open_is_said_politely(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "collection.db"
    mine = a_collection(tmp_path, clock)

    said = first_words("--collection", str(path))
    mine.close()

    assert "open" in said
    assert "Traceback" not in said


def test_the_problem_is_shown_in_words(qtbot: QtBot, theme: Theme) -> None:
    dialog = StartProblem("The disk is full. Nothing was changed.")
    qtbot.addWidget(dialog)

    assert "The disk is full. Nothing was changed." in [one.text() for one in dialog.findChildren(QLabel)]


def test_a_damaged_collection_can_be_opened_from_its_backup_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], theme: Theme
) -> None:
    path, found = _damaged_with_backup(tmp_path)
    _click_soon(f"Go back to {found.name}")

    collection = open_or_ask(path)

    assert collection is not None
    assert collection.has_notes()
    collection.close()
    assert "is damaged" in capsys.readouterr().err
    assert list(path.with_name("collection-backups").glob("damaged-*.db"))


def test_a_damaged_collection_stays_as_it_is_when_the_learner_says_so(tmp_path: Path, theme: Theme) -> None:
    path, _ = _damaged_with_backup(tmp_path)
    _click_soon("Close")

    assert open_or_ask(path) is None
    assert path.read_bytes() == b"damaged"


def test_going_back_to_a_backup_keeps_what_was_there(tmp_path: Path, theme: Theme) -> None:
    path = tmp_path / "other.db"
    with closing(Collection.open(path, backups=tmp_path / "other-backups", clock=Clock())) as collection:
        backup = collection.back_up()
        add_notes(collection, "Filing", [a_note("one")])

    opening = open_next(Reopening(path, backup), path)

    assert opening.collection is not None
    has_notes = opening.collection.has_notes()
    opening.collection.close()
    assert (has_notes, opening.problem) == (False, None)
    assert opening.told.startswith("You are back at that backup.")
    assert len(list((tmp_path / "other-backups").glob("backup-*.db"))) == 2


def test_a_collection_that_cannot_be_opened_leaves_the_learner_where_they_were(tmp_path: Path, theme: Theme) -> None:
    (tmp_path / "broken.db").write_bytes(b"this was never a collection" * 100)

    opening = open_next(Reopening(tmp_path / "broken.db"), tmp_path / "mine.db")

    assert opening.collection is not None
    path = opening.collection.path
    opening.collection.close()
    assert path == tmp_path / "mine.db"
    assert "broken.db" in str(opening.problem)


def _damaged_with_backup(folder: Path) -> tuple[Path, Path]:
    path = folder / "collection.db"
    backups = folder / "collection-backups"
    with closing(Collection.open(path, backups=backups, clock=Clock())) as collection:
        add_notes(collection, "Filing", [a_note("one")])
        backup = collection.back_up()
    path.write_bytes(b"damaged")
    assert backup is not None
    return path, backup


def _click_soon(words: str) -> None:
    def click() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        next(one for one in dialog.findChildren(QPushButton) if one.text() == words).click()

    QTimer.singleShot(0, click)


def test_a_start_loads_nothing_the_first_page_does_not_need() -> None:
    code = (
        "import sys, flashcards.app, flashcards.ui.today.view;"
        "print(sorted({name.partition('.')[0] for name in sys.modules}"
        " & {'numpy', 'sqlalchemy', 'sqlmodel', 'pydantic', 'typer', 'markdown_it', 'nh3', 'tomllib', 'appdirs'}),"
        " 'PySide6.QtNetwork' in sys.modules, 'PySide6.QtSvg' in sys.modules)"
    )

    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert result.stdout.split("\n")[0] == "[] False False"


def test_the_first_start_asks_and_later_ones_do_not(tmp_path: Path, theme: Theme, qtbot: QtBot) -> None:
    shown, before = [], tmp_path / "before.db"
    before.touch()
    for _ in range(2):
        collection = a_collection(tmp_path)
        opened = app.Opened(theme.application, collection, theme, DEFAULTS, before)
        qtbot.addWidget(opened.window)
        assert opened.services.folders.way_back == before
        shown.append(opened.window.page_shown)
        _begin_without_a_deck(opened, qtbot)
        with qtbot.waitSignal(opened.runner.closed):
            opened.window.close()
        opened.end()

    assert shown == [PageId.FIRST_RUN, PageId.TODAY]


def _begin_without_a_deck(opened: app.Opened, qtbot: QtBot) -> None:
    if opened.window.page_shown is PageId.FIRST_RUN:
        page = opened.window.page(PageId.FIRST_RUN)
        view_model = page.view_model  # type: ignore[attr-defined]  # the page's own
        qtbot.waitUntil(lambda: not view_model.state.is_busy, timeout=20_000)
        for deck in view_model.state.decks:
            view_model.choose(deck.key, is_chosen=False)
        view_model.begin()
        qtbot.waitUntil(lambda: opened.window.page_shown is PageId.TODAY)


def test_preferences_that_cannot_be_read_leave_the_usual_look_and_a_sentence(home: Path) -> None:
    (home / "config").mkdir()
    (home / "config" / "preferences.toml").write_text('theme = "pink"', encoding="utf-8")

    preferences, refused = app.read_preferences()

    assert preferences == DEFAULTS
    assert refused is not None
    assert 'theme is "pink"' in str(refused)
