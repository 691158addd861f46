"""Files that are dragged onto the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from flashcards.ui.drop_hint import DropHint
from flashcards.ui.editing.field_area import FieldArea
from flashcards.ui.icons import Icons
from flashcards.ui.theme import Theme


class Stage:
    """A window with the hint, and things that are dragged over it."""

    def __init__(self, qtbot: QtBot, theme: Theme, icons: Icons) -> None:
        self.may_drop = True
        self.host = QWidget()
        qtbot.addWidget(self.host)
        self.host.resize(600, 400)
        self.host.show()
        self.hint = DropHint(self.host, theme, icons, lambda: self.may_drop)
        self.dropped: list[list[Path]] = []
        self.hint.dropped.connect(self.dropped.append)

    def drag(self, *urls: str) -> QMimeData:
        """Drag something in, and on over what has come up under it, as Qt does."""
        data = QMimeData()
        data.setUrls([QUrl(url) for url in urls])
        for target in (self.host, self.hint):
            if target is self.host or self.hint.isVisible():
                QApplication.sendEvent(target, _entering(data))
        return data

    def drop(self, data: QMimeData) -> None:
        QApplication.sendEvent(self.hint, _dropping(data))

    def words(self) -> list[str]:
        return [one.text() for one in self.hint.findChildren(QLabel) if one.text()]


def _entering(data: QMimeData) -> QDragEnterEvent:
    nothing = Qt.KeyboardModifier.NoModifier
    return QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, nothing)


def _dropping(data: QMimeData, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> QDropEvent:
    offered = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    return QDropEvent(QPointF(30, 20), offered, data, Qt.MouseButton.LeftButton, keys)


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme, icons: Icons) -> Stage:
    return Stage(qtbot, theme, icons)


def test_files_over_the_window_bring_up_the_hint_which_covers_it(stage: Stage) -> None:
    stage.drag("file:///home/dana/charts.csv")

    assert stage.hint.isVisible()
    assert stage.hint.geometry() == stage.host.rect()
    assert stage.words()[0] == "Drop to import charts.csv"
    stage.hint.grab()


def test_files_are_copied_even_where_their_owner_would_have_them_moved(stage: Stage) -> None:
    data = stage.drag("file:///home/dana/charts.csv")
    event = _dropping(data, Qt.KeyboardModifier.ShiftModifier)
    assert event.proposedAction() is Qt.DropAction.MoveAction

    QApplication.sendEvent(stage.hint, event)

    assert event.isAccepted()
    assert event.dropAction() is Qt.DropAction.CopyAction
    assert stage.words()[1] == "You see what it brings before anything is changed."


def test_files_that_are_dropped_are_handed_over_together(stage: Stage) -> None:
    data = stage.drag("file:///home/dana/charts.csv", "file:///home/dana/deck")
    told = stage.words()[0]

    stage.drop(data)

    assert told == "Drop to import 2 files"
    assert stage.dropped == [[Path("/home/dana/charts.csv"), Path("/home/dana/deck")]]
    assert not stage.hint.isVisible()


def test_what_leaves_takes_the_hint_along(stage: Stage) -> None:
    stage.drag("file:///home/dana/charts.csv")

    QApplication.sendEvent(stage.hint, QDragLeaveEvent())

    assert not stage.hint.isVisible()
    assert stage.dropped == []


def test_pictures_and_sounds_are_left_to_the_field_that_is_written(stage: Stage, theme: Theme, tmp_path: Path) -> None:
    field = FieldArea("Front", "", theme)
    field.setParent(stage.host)
    field.show()
    wanted: list[object] = []
    field.attach_wanted.connect(wanted.append)
    picture, sound = tmp_path / "chart.PNG", tmp_path / "heart.mp3"
    for one in (picture, sound):
        one.write_bytes(b"x")

    data = stage.drag(picture.as_uri(), sound.as_uri())
    assert not stage.hint.isVisible()
    QApplication.sendEvent(field.viewport(), _entering(data))
    QApplication.sendEvent(field.viewport(), _dropping(data))
    assert wanted == [[picture, sound]]

    stage.drag(picture.as_uri(), "file:///home/dana/charts.csv")
    assert not stage.hint.isVisible()

    stage.drag("file:///home/dana/charts.csv")
    assert stage.hint.isVisible()


def test_pictures_over_a_page_without_a_field_bring_up_the_hint(stage: Stage, theme: Theme) -> None:
    field = FieldArea("Front", "", theme)
    field.setParent(stage.host)
    field.hide()

    stage.drag("file:///home/dana/chart.png")

    assert stage.hint.isVisible()


def test_what_is_no_file_of_this_computer_is_not_taken(stage: Stage) -> None:
    stage.drag("https://example.org/deck.apkg")

    assert not stage.hint.isVisible()


def test_nothing_is_taken_while_nothing_can_be_imported(stage: Stage) -> None:
    stage.may_drop = False

    stage.drag("file:///home/dana/charts.csv")

    assert not stage.hint.isVisible()


def test_what_the_window_hears_while_it_is_taken_away_is_no_error(stage: Stage) -> None:
    vars(stage.hint).clear()  # Python does so before Qt is told

    QApplication.sendEvent(stage.host, QEvent(QEvent.Type.Hide))

    assert stage.hint.parentWidget() is stage.host
