"""Notes are written, seen, added, and never lost."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QImage, QKeySequence, QShortcut, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from flashcards.collection.collection import Collection
from flashcards.collection.note_types import copy_type, delete_type
from flashcards.collection.unfinished import UnfinishedFile
from flashcards.domain.changes import Operation
from flashcards.domain.choice import decode_options
from flashcards.domain.note import Note
from flashcards.domain.note_type import NoteKind, built_in
from flashcards.storage import reading
from flashcards.storage.recent import newest_notes
from flashcards.ui.editing.field_area import FieldArea
from flashcards.ui.editor.add_page import AddPage
from flashcards.ui.page import PageId, Services
from flashcards.ui.text_undo import TextUndo
from tests.builders import a_note, add_notes

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@dataclass
class Said:
    """What the page said at the foot of the window."""

    messages: list[str] = field(default_factory=list)
    problems: list[Exception] = field(default_factory=list)


class Writer(QObject):
    """Somebody who writes notes."""

    def __init__(self, page: AddPage, collection: Collection, qtbot: QtBot, services: Services) -> None:
        super().__init__()
        self.page = page
        self.collection = collection
        self.qtbot = qtbot
        self.said = Said()
        services.notices.said.connect(self._hear)
        services.notices.problem_said.connect(self.said.problems.append)

    @Slot(str, str, object)
    def _hear(self, text: str, _action: str, _act: object) -> None:
        self.said.messages.append(text)

    def until(self, is_so: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(is_so)

    def area(self, name: str) -> FieldArea:
        found = self.page.form.areas[name]
        assert isinstance(found, FieldArea)
        return found

    def write(self, name: str, text: str) -> None:
        area = self.area(name)
        area.setFocus()
        area.moveCursor(QTextCursor.MoveOperation.End)
        QTest.keyClicks(area, text)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.page.window().focusWidget(), key, modifiers)

    def choose(self, kind: NoteKind) -> None:
        opened = self.page.view_model.state.opened
        self.page.note_type.set_value(built_in(kind).id)
        self.page.note_type.chosen.emit(built_in(kind).id)
        self.until(lambda: self.page.view_model.state.opened > opened)

    def add(self) -> Note:
        said = len(self.said.messages)
        self.press(Qt.Key.Key_Return, CTRL)
        self.until(lambda: len(self.said.messages) > said)
        return self.newest()

    def newest(self) -> Note:
        (row,) = self.collection.read(lambda snapshot: newest_notes(snapshot, 1))
        return next(iter(self.collection.read(lambda s: reading.notes(s, [row.id])).values()))  # type: ignore[list-item]


@pytest.fixture
def writer(qtbot: QtBot, services: Services, collection: Collection) -> Writer:
    """Somebody with the page open in front of them."""
    return opened(qtbot, services, collection)


def opened(qtbot: QtBot, services: Services, collection: Collection) -> Writer:
    page = AddPage(services)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    with qtbot.waitActive(page):
        page.show()
    page.enter()
    page.take_focus()
    qtbot.waitUntil(lambda: page.view_model.state.is_ready)
    return Writer(page, collection, qtbot, services)


def test_a_note_is_written_and_added_by_keys_alone(writer: Writer) -> None:
    QTest.keyClicks(writer.page.window().focusWidget(), "What is an **MPI**?")
    writer.press(Qt.Key.Key_Tab)
    QTest.keyClicks(writer.page.window().focusWidget(), "Master patient index")
    writer.page.form.citation.setText("AHIMA glossary")
    writer.page.form.tags.setText("terms mpi")

    note = writer.add()

    assert note.fields == ("What is an <b>MPI</b>?", "Master patient index", "")
    assert (note.tags, note.provenance.citation) == (("mpi", "terms"), "AHIMA glossary")
    assert note.guid
    assert writer.said.messages == ["Added 1 card to My cards."]
    assert writer.area("Front").html == ""
    assert writer.area("Front").hasFocus()


def test_every_card_the_note_makes_is_seen_while_it_is_written(writer: Writer) -> None:
    writer.choose(NoteKind.CLOZE)

    writer.write("Text", "Within {{c1::60 days}} of {{c2::discovery}}")
    writer.until(lambda: len(writer.page.preview.cards) == 2)

    assert [card.name for card in writer.page.preview.cards] == ["Gap 1", "Gap 2"]
    assert writer.area("Text").hasFocus()


def test_gaps_are_made_by_keys(writer: Writer) -> None:
    writer.choose(NoteKind.CLOZE)
    writer.write("Text", "60 days")

    writer.area("Text").selectAll()
    writer.press(Qt.Key.Key_C, CTRL | SHIFT)
    writer.write("Text", " of ")
    writer.press(Qt.Key.Key_C, CTRL | SHIFT)
    QTest.keyClicks(writer.area("Text"), "discovery")
    writer.write("Text", " in ")
    writer.press(Qt.Key.Key_C, CTRL | SHIFT | ALT)
    QTest.keyClicks(writer.area("Text"), "writing")

    assert writer.area("Text").html == "{{c1::60 days}} of {{c2::discovery}} in {{c2::writing}}"


def test_a_note_without_a_card_says_why_and_stays(writer: Writer) -> None:
    writer.choose(NoteKind.CLOZE)
    writer.write("Text", "No gap")

    writer.press(Qt.Key.Key_Return, CTRL)
    writer.until(lambda: writer.page.problem != "")

    assert writer.page.problem == "There is no gap yet. Choose the words to ask for and press Ctrl+Shift+C."
    assert writer.area("Text").html == "No gap"


def test_what_is_typed_while_a_note_is_stored_belongs_to_the_next(writer: Writer) -> None:
    writer.write("Front", "First?")

    writer.press(Qt.Key.Key_Return, CTRL)
    QTest.keyClicks(writer.page.window().focusWidget(), "Second?")
    writer.until(lambda: writer.said.messages != [])

    assert writer.newest().fields[0] == "First?"
    assert writer.area("Front").html == "Second?"


def test_a_note_that_cannot_be_stored_comes_back_before_what_was_typed_since(
    writer: Writer, collection: Collection, services: Services
) -> None:
    writer.write("Front", "First?")
    own = collection.transact(Operation.ADD_NOTE_TYPE, lambda t: copy_type(t, built_in(NoteKind.BASIC).id, "Mine"))
    writer.page.view_model.refresh()
    writer.until(lambda: len(writer.page.view_model.state.supplies.note_types) == 6)
    writer.page.note_type.chosen.emit(own.value)
    collection.transact(Operation.DELETE_NOTE_TYPE, lambda t: delete_type(t, own.value))

    writer.press(Qt.Key.Key_Return, CTRL)
    QTest.keyClicks(writer.page.window().focusWidget(), "Second?")
    writer.until(lambda: writer.said.problems != [])

    assert str(writer.said.problems[0]).startswith("The note type was deleted meanwhile.")
    assert writer.area("Front").html == "First?<br>Second?"


def test_a_choice_is_written_as_a_form(writer: Writer) -> None:
    writer.choose(NoteKind.CHOICE)
    writer.write("Question", "Which days count?")
    writer.write("Option A", "Admission")
    writer.write("Why option A is right or wrong", "It counts.")
    writer.write("Option B", "All of these")
    writer.page.form.ticks[0].setChecked(True)
    writer.page.form.pins[1].setChecked(True)

    note = writer.add()

    options = decode_options(note.fields[1])
    assert [(one.text, one.is_correct, one.rationale, one.is_pinned) for one in options] == [
        ("Admission", True, "It counts.", False),
        ("All of these", False, "", True),
    ]


def test_what_a_choice_lacks_is_said(writer: Writer) -> None:
    writer.choose(NoteKind.CHOICE)
    writer.write("Question", "Which days count?")
    said = []
    for name in ("Option A", "Option B"):
        writer.press(Qt.Key.Key_Return, CTRL)
        said.append(writer.page.problem)
        writer.write(name, "words")
    writer.press(Qt.Key.Key_Return, CTRL)
    said.append(writer.page.problem)

    assert said == [
        "A choice needs at least two options.",
        "A choice needs at least two options.",
        "Tick at least one option as right.",
    ]


def test_fields_that_are_kept_keep_their_text(writer: Writer) -> None:
    writer.write("Front", "What is an MPI?")
    writer.write("More", "Chapter 3")
    writer.press(Qt.Key.Key_F9)

    writer.add()

    assert [area.toPlainText() for area in writer.page.form.areas.values()] == ["", "", "Chapter 3"]
    assert writer.page.form.kept == {"More"}


def test_a_note_that_begins_like_another_is_noticed(writer: Writer, collection: Collection) -> None:
    add_notes(collection, "Mine", [a_note("a", fields=("What is an MPI?", "x", ""))])

    writer.write("Front", "What is an MPI?")
    writer.until(lambda: writer.page.view_model.state.twin is not None)
    seen = writer.page.twin.isVisible()
    with writer.qtbot.waitSignal(writer.page.browse_wanted) as wanted:
        writer.page.twin.click()
    writer.write("Front", " Why?")
    writer.until(lambda: writer.page.view_model.state.twin is None)

    assert seen
    assert wanted.args == ["nid:1"]
    assert not writer.page.twin.isVisible()


def test_what_is_written_waits_when_the_program_ends(
    writer: Writer, qtbot: QtBot, services: Services, collection: Collection
) -> None:
    writer.choose(NoteKind.TYPED)
    writer.write("Front", "Average census?")
    writer.page.deck.setFocus()
    writer.page.deck.setEditText("Mine::Numbers")
    writer.area("Front").setFocus()

    writer.page.leave()
    qtbot.waitUntil(lambda: services.runner.reading == 0)
    again = opened(qtbot, services, collection)

    assert again.area("Front").html == "Average census?"
    assert again.page.view_model.state.note_type.kind is NoteKind.TYPED
    assert again.page.view_model.state.deck == "Mine::Numbers"


def test_what_is_written_is_kept_though_nobody_leaves_the_page(writer: Writer, collection: Collection) -> None:
    writer.write("Front", "Half a thought")

    file = UnfinishedFile(collection.path)
    writer.until(lambda: (unfinished := file.read()) is not None and unfinished.fields[0] == "Half a thought")


def test_text_moves_along_to_another_note_type(writer: Writer) -> None:
    writer.write("Front", "Question")
    writer.write("Back", "Answer")

    writer.choose(NoteKind.TYPED)
    typed = [area.toPlainText() for area in writer.page.form.areas.values()]
    writer.choose(NoteKind.BASIC)

    assert typed == ["Question", "Answer", ""]
    assert [area.toPlainText() for area in writer.page.form.areas.values()] == ["Question", "Answer", ""]


def test_a_pasted_picture_is_kept_as_a_file(writer: Writer, collection: Collection) -> None:
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    copied = QMimeData()
    copied.setImageData(picture)

    writer.area("Back").insertFromMimeData(copied)
    writer.until(lambda: "<img" in writer.area("Back").html)

    names = collection.read(lambda snapshot: [row[0] for row in snapshot.rows("SELECT name FROM media")])
    assert writer.area("Back").html == f'<img src="{names[0]}">'
    assert names[0].startswith("pasted-")
    assert names[0].endswith(".png")


def test_dropped_files_are_attached_and_others_refused(writer: Writer, tmp_path: Path) -> None:
    for name in ("beep.mp3", "form.png", "virus.exe"):
        (tmp_path / name).write_bytes(name.encode())
    good, bad = QMimeData(), QMimeData()
    good.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("beep.mp3", "form.png")])
    bad.setUrls([QUrl.fromLocalFile(str(tmp_path / "virus.exe"))])

    writer.area("Back").insertFromMimeData(good)
    writer.until(lambda: "<img" in writer.area("Back").html)
    writer.area("Back").insertFromMimeData(bad)
    writer.until(lambda: len(writer.said.problems) == 1)

    assert writer.area("Back").html == '[sound:beep.mp3]<img src="form.png">'
    assert str(writer.said.problems[0]).startswith("virus.exe is neither a picture nor a sound")


def test_the_card_of_the_gap_that_is_written_is_shown(writer: Writer) -> None:
    writer.choose(NoteKind.CLOZE)
    QTest.keyClicks(writer.area("Text"), "one {{c1::first}} and {{c2::second}}")
    writer.until(lambda: len(writer.page.preview.cards) == 2)
    at_end = writer.page.preview._which.currentText()

    cursor = writer.area("Text").textCursor()
    cursor.setPosition(len("one {{c1::first"))
    writer.area("Text").setTextCursor(cursor)
    QTest.keyClicks(writer.area("Text"), "ly")
    writer.until(lambda: writer.page.preview._which.currentText() == "Gap 1 (1 of 2)")

    assert at_end == "Gap 2 (2 of 2)"


def test_of_several_files_those_that_are_no_media_are_left_out_by_name(writer: Writer, tmp_path: Path) -> None:
    for name in ("beep.mp3", "virus.exe"):
        (tmp_path / name).write_bytes(name.encode())
    mixed = QMimeData()
    mixed.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("virus.exe", "beep.mp3")])

    with writer.qtbot.waitSignal(writer.page._services.notices.said) as said:
        writer.area("Back").insertFromMimeData(mixed)

    assert writer.area("Back").html == "[sound:beep.mp3]"
    assert said.args[0].startswith("virus.exe is neither a picture nor a sound")
    assert said.args[0].endswith("The others were attached.")
    assert said.args[1] == "Import it"
    with writer.qtbot.waitSignal(writer.page._services.notices.import_wanted) as wanted:
        said.args[2]()
    assert wanted.args == [[tmp_path / "virus.exe"]]


def test_tags_are_completed_from_those_in_use(writer: Writer, collection: Collection) -> None:
    add_notes(collection, "Mine", [a_note("a", tags=("law::access", "law::breach"))])
    writer.page.view_model.refresh()
    writer.until(lambda: writer.page.view_model.state.supplies.tags != ())
    tags = writer.page.form.tags
    tags.setFocus()

    QTest.keyClicks(tags, "mine bre")
    QTest.keyClick(tags, Qt.Key.Key_Return)

    assert tags.text() == "mine law::breach "


def test_the_key_of_tags_comes_to_where_another_tag_is_written(writer: Writer) -> None:
    tags = writer.page.form.tags
    writer.page.resize(900, 420)
    writer.qtbot.waitUntil(lambda: tags.visibleRegion().isEmpty())
    tags.setText("law")
    writer.area("Front").setFocus()

    writer.press(Qt.Key.Key_T, CTRL | SHIFT)
    QTest.keyClicks(tags, "audit")

    assert tags.tags == ("law", "audit")
    assert tags.visibleRegion().boundingRect().height() == tags.height()


def steps_undone(writer: Writer) -> list[str]:
    """Give the list that grows with each press of Ctrl+Z the page leaves to the window."""
    undone: list[str] = []
    TextUndo(writer.page)
    QShortcut(QKeySequence("Ctrl+Z"), writer.page, lambda: undone.append("step"))
    return undone


@pytest.mark.parametrize("kind", [NoteKind.CLOZE, NoteKind.CHOICE, NoteKind.TYPED])
def test_undo_in_a_note_from_before_the_last_start_takes_nothing_elsewhere(
    kind: NoteKind, qtbot: QtBot, services: Services, collection: Collection
) -> None:
    before = opened(qtbot, services, collection)
    before.choose(kind)
    empty = before.page.form.is_begun
    QTest.keyClicks(before.page.window().focusWidget(), "Half")
    before.page.leave()
    before.until(lambda: services.runner.reading == 0)
    written = before.page.form.note
    before.page.close()

    again = opened(qtbot, services, collection)
    undone = steps_undone(again)
    again.press(Qt.Key.Key_Z, CTRL)

    assert not empty
    assert undone == []
    assert written is not None
    assert again.page.form.note is not None
    assert again.page.form.note.fields == written.fields


def test_undo_beside_fields_that_are_kept_is_the_windows(writer: Writer) -> None:
    undone = steps_undone(writer)
    writer.write("Front", "Kept")
    writer.press(Qt.Key.Key_F9)
    writer.write("Back", "30 days")
    writer.add()

    writer.press(Qt.Key.Key_Z, CTRL)

    assert writer.area("Front").toPlainText() == "Kept"
    assert undone == ["step"]


def test_undo_is_the_forms_while_a_note_is_half_written(writer: Writer) -> None:
    undone = steps_undone(writer)
    writer.area("Back").setFocus()
    writer.press(Qt.Key.Key_Z, CTRL)
    at_first = list(undone)

    writer.write("Front", "Half")
    writer.area("Back").setFocus()
    writer.press(Qt.Key.Key_Z, CTRL)

    assert (at_first, undone) == (["step"], ["step"])
    assert writer.area("Front").toPlainText() == "Half"


def test_the_html_of_a_field_is_shown_and_changed(writer: Writer) -> None:
    writer.write("Back", "30 days")

    writer.press(Qt.Key.Key_X, CTRL | SHIFT)
    source = writer.page.form.areas["Back"]
    is_source = not isinstance(source, FieldArea)
    source.setPlainText("<b>30</b> days")
    writer.press(Qt.Key.Key_X, CTRL | SHIFT)

    assert is_source
    assert writer.area("Back").html == "<b>30</b> days"


def test_the_html_of_a_field_is_seen_whole(writer: Writer) -> None:
    area = writer.area("Back")
    area.setFocus()
    area.insert_html(
        "".join(
            f"<p>Line {number} of some that wrap in a field of this width, for it is long</p>" for number in range(3)
        )
    )

    writer.press(Qt.Key.Key_X, CTRL | SHIFT)
    source = writer.page.form.areas["Back"]

    writer.until(lambda: source.height() > 3 * source.fontMetrics().lineSpacing())
    writer.until(lambda: source.verticalScrollBar().maximum() == 0)


def test_escape_leaves_and_nothing_is_lost(writer: Writer) -> None:
    writer.write("Front", "Half a thought")

    with writer.qtbot.waitSignal(writer.page.page_wanted) as wanted:
        writer.press(Qt.Key.Key_Escape)

    assert wanted.args == [PageId.TODAY]
    assert writer.area("Front").html == "Half a thought"


def test_notes_added_last_are_listed_and_shown_in_browse(writer: Writer) -> None:
    writer.write("Front", "What is an MPI?")
    writer.add()
    writer.until(lambda: len(writer.page.view_model.state.recent) == 1)

    writer.press(Qt.Key.Key_H, CTRL)
    (listed,) = writer.page.recent_menu.actions()
    with writer.qtbot.waitSignal(writer.page.browse_wanted) as wanted:
        listed.trigger()
    writer.page.recent_menu.hide()

    assert listed.text() == "What is an MPI?"
    assert wanted.args == ["nid:1"]
