"""The export sheet: what is asked, what is written, and what is said of it."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from flashcards.collection.collection import Collection
from flashcards.domain.errors import ExportRefusedError
from flashcards.domain.ids import NoteId
from flashcards.domain.progress import Progress
from flashcards.formats.format import WriteFormat
from flashcards.formats.registry import WRITE
from flashcards.formats.transfer import Transfer
from flashcards.ui.exporting.sheet import NO_PLACE, WITH, WITHOUT, ExportSheet
from flashcards.ui.page import Services
from tests.builders import a_note, add_notes


def write_names(transfer: Transfer, path: Path, progress: Progress) -> None:
    """Write what a transfer holds, in the shortest of formats."""
    progress("Writing", 0.5)
    path.write_text(f"{len(transfer.notes)} {transfer.has_schedule}", encoding="utf-8")


def refuse(_transfer: Transfer, _path: Path, _progress: Progress) -> None:
    problem = "The disk is full. Nothing was written."
    raise ExportRefusedError(problem)


def break_down(_transfer: Transfer, _path: Path, _progress: Progress) -> None:
    raise ZeroDivisionError


def said(sheet: QWidget) -> list[str]:
    return [one.text() for one in sheet.findChildren(QLabel) if one.isVisible()]


class Endless:
    """A writer that goes on until it is stopped."""

    def __init__(self) -> None:
        self.has_begun = threading.Event()

    def __call__(self, _transfer: Transfer, _path: Path, progress: Progress) -> None:
        while True:
            progress("Writing", 0.25)
            self.has_begun.set()


NAMES = WriteFormat("names", "Names", ".txt", carries_schedule=True, write=write_names)
PLAIN = WriteFormat("plain", "Plain", ".md", carries_schedule=False, write=write_names)
PICTURED = WriteFormat("pictured", "Pictured", ".zip", carries_schedule=False, write=write_names, carries_media=True)
REFUSED = WriteFormat("refused", "Refused", ".no", carries_schedule=True, write=refuse)


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 640)
    with qtbot.waitActive(made):
        made.show()
    return made


@pytest.fixture
def ask(services: Services, collection: Collection, host: QWidget, qtbot: QtBot) -> Callable[..., ExportSheet]:
    """Open the sheet over three decks, with some formats."""
    add_notes(collection, "Clerk::Filing", [a_note("one"), a_note("two")])
    add_notes(collection, "Privacy", [a_note("three")])

    def opened(*formats: WriteFormat, deck: str = "") -> ExportSheet:
        sheet = ExportSheet(host, services, formats)
        sheet.ask(deck)
        qtbot.waitUntil(lambda: len(sheet.view_model.state.decks) == 3)
        return sheet

    return opened


def words(sheet: ExportSheet) -> list[str]:
    return [one.text() for one in sheet.findChildren(QLabel) if one.isVisible()]


def test_everything_is_offered_first_and_each_deck_after_it(ask: Callable[..., ExportSheet]) -> None:
    sheet = ask(PLAIN)

    offered = [sheet.what.itemText(place) for place in range(sheet.what.count())]

    assert offered == ["Everything", "Clerk", "Clerk › Filing", "Privacy"]
    assert sheet.what.value == ""
    assert sheet.what.hasFocus()


def test_a_deck_is_written_with_what_is_below_it(
    ask: Callable[..., ExportSheet], services: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    sheet = ask(NAMES, deck="Clerk")

    with qtbot.waitSignal(services.notices.said) as said:
        sheet.write_to(tmp_path / "clerk.txt")

    assert said.args[:2] == ["Exported 2 notes to clerk.txt.", "Show in folder"]
    assert (tmp_path / "clerk.txt").read_text(encoding="utf-8") == "2 False"
    assert not sheet.isVisible()


def test_the_schedule_goes_along_when_it_is_wanted(
    ask: Callable[..., ExportSheet], tmp_path: Path, qtbot: QtBot
) -> None:
    sheet = ask(NAMES)
    before = words(sheet)

    QTest.keyClick(sheet.schedule, Qt.Key.Key_Space)
    after = words(sheet)
    with qtbot.waitSignal(sheet.view_model.exported):
        sheet.write_to(tmp_path / "all.txt")

    assert (tmp_path / "all.txt").read_text(encoding="utf-8") == "3 True"
    assert WITHOUT in before
    assert WITH in after


def test_a_format_without_a_place_for_a_schedule_says_so(
    ask: Callable[..., ExportSheet], tmp_path: Path, qtbot: QtBot
) -> None:
    sheet = ask(NAMES, PLAIN)
    QTest.keyClick(sheet.schedule, Qt.Key.Key_Space)

    QTest.keyClick(sheet.form, Qt.Key.Key_Down)
    is_offered = sheet.schedule.isEnabled()
    with qtbot.waitSignal(sheet.view_model.exported):
        sheet.write_to(tmp_path / "all.md")

    assert sheet.view_model.state.form == "plain"
    assert NO_PLACE in words(sheet) or not sheet.isVisible()
    assert not is_offered
    assert (tmp_path / "all.md").read_text(encoding="utf-8") == "3 False"


def test_pictures_are_asked_about_where_a_format_has_a_place_for_them(
    ask: Callable[..., ExportSheet], tmp_path: Path, qtbot: QtBot
) -> None:
    sheet = ask(PLAIN, PICTURED)
    is_asked_first = sheet.media.isVisible()

    QTest.keyClick(sheet.form, Qt.Key.Key_Down)
    is_asked = sheet.media.isVisible() and sheet.media.isChecked()
    QTest.keyClick(sheet.media, Qt.Key.Key_Space)

    assert (is_asked_first, is_asked) == (False, True)
    assert not sheet.view_model.state.with_media


def test_the_file_is_asked_for_by_a_name_that_can_be_used(ask: Callable[..., ExportSheet], qtbot: QtBot) -> None:
    sheet = ask(NAMES, deck="Clerk::Filing")

    QTest.mouseClick(sheet.export, Qt.MouseButton.LeftButton)
    dialog = sheet.findChild(QFileDialog)

    assert dialog is not None
    assert Path(dialog.selectedFiles()[0]).name == "Clerk - Filing.txt"
    assert dialog.defaultSuffix() == "txt"
    dialog.reject()


def test_the_window_has_the_keyboard_back_once_the_file_was_asked_for(
    ask: Callable[..., ExportSheet], host: QWidget, qtbot: QtBot
) -> None:
    sheet = ask(NAMES)
    sheet.export.click()
    dialog = sheet.findChild(QFileDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: not host.isActiveWindow())

    dialog.reject()

    qtbot.waitUntil(host.isActiveWindow)


def test_writing_can_be_stopped(ask: Callable[..., ExportSheet], tmp_path: Path, qtbot: QtBot) -> None:
    endless = Endless()
    sheet = ask(WriteFormat("endless", "Endless", ".txt", carries_schedule=False, write=endless))
    sheet.write_to(tmp_path / "never.txt")
    qtbot.waitUntil(endless.has_begun.is_set)
    qtbot.waitUntil(lambda: sheet.view_model.state.doing == "Writing")
    has_keyboard = sheet.progress.stop.hasFocus()

    QTest.keyClick(sheet.progress.stop, Qt.Key.Key_Space)

    qtbot.waitUntil(lambda: not sheet.view_model.is_writing)
    assert has_keyboard
    assert sheet.export.isVisible()
    assert not (tmp_path / "never.txt").exists()


def test_escape_stops_writing_too(ask: Callable[..., ExportSheet], tmp_path: Path, qtbot: QtBot) -> None:
    endless = Endless()
    sheet = ask(WriteFormat("endless", "Endless", ".txt", carries_schedule=False, write=endless))
    sheet.write_to(tmp_path / "never.txt")
    qtbot.waitUntil(endless.has_begun.is_set)

    QTest.keyClick(sheet, Qt.Key.Key_Escape)

    assert not sheet.isVisible()
    qtbot.waitUntil(lambda: not sheet.view_model.is_writing)


def test_what_goes_wrong_is_said_in_the_sheet_until_it_is_tried_again(
    ask: Callable[..., ExportSheet], tmp_path: Path, qtbot: QtBot
) -> None:
    sheet = ask(REFUSED)
    height = sheet.sheet.height()

    sheet.write_to(tmp_path / "full.no")
    qtbot.waitUntil(lambda: "The disk is full. Nothing was written." in said(sheet))
    has_room = sheet.sheet.height() > height
    has_keyboard = sheet.export.hasFocus()
    sheet.ask()

    assert has_room
    assert has_keyboard
    assert "The disk is full. Nothing was written." not in said(sheet)


def test_a_bug_is_reported_as_one(
    ask: Callable[..., ExportSheet], services: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    sheet = ask(WriteFormat("broken", "Broken", ".no", carries_schedule=True, write=break_down))

    with qtbot.waitSignal(services.notices.problem_said) as reported:
        sheet.write_to(tmp_path / "none.no")

    assert isinstance(reported.args[0], ZeroDivisionError)
    assert sheet.export.isVisible()


def test_what_the_program_can_write_is_offered(ask: Callable[..., ExportSheet]) -> None:
    sheet = ask(*WRITE)

    assert [sheet.form.itemText(place) for place in range(sheet.form.count())] == [one.label for one in WRITE]
    assert sheet.form.accessibleName() == "Format"
    assert sheet.form.currentText() == "Anki deck package"


def test_chosen_notes_stand_first_and_only_they_are_written(
    ask: Callable[..., ExportSheet], tmp_path: Path, qtbot: QtBot
) -> None:
    sheet = ask(NAMES)
    sheet.ask_notes([NoteId(1), NoteId(3)])

    offered = sheet.what.itemText(0)
    name = sheet.view_model.file_name()
    with qtbot.waitSignal(sheet.view_model.exported):
        sheet.write_to(tmp_path / "chosen.txt")

    assert (offered, name) == ("The chosen 2 notes", "Chosen notes.txt")
    assert (tmp_path / "chosen.txt").read_text(encoding="utf-8") == "2 False"


def test_notes_chosen_earlier_are_not_offered_with_a_deck(ask: Callable[..., ExportSheet]) -> None:
    sheet = ask(NAMES)
    sheet.ask_notes([NoteId(1)])

    sheet.ask("Clerk")

    assert (sheet.what.itemText(0), sheet.what.value) == ("Everything", "Clerk")
