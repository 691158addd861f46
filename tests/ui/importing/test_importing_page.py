"""The Import page, by its keys and what is in the collection afterwards."""

import gc
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from flashcards.collection import bundled
from flashcards.collection.card_actions import edit_note
from flashcards.collection.collection import Collection
from flashcards.collection.exporting import Extent, export
from flashcards.collection.importing import Bucket, Choice, Schedule
from flashcards.domain.card import CardState, MemoryState
from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId
from flashcards.domain.note import Note
from flashcards.domain.study_day import StudyDay
from flashcards.formats import registry
from flashcards.storage import reading
from flashcards.storage.snapshot import Snapshot
from flashcards.ui.actions import ActionId
from flashcards.ui.decks.sheets import NameSheet
from flashcards.ui.importing.desk import PlannedFile
from flashcards.ui.importing.lists import Attention
from flashcards.ui.importing.state import Phase
from flashcards.ui.importing.view import ImportPage
from flashcards.ui.importing.words import PROBLEMS_SAY
from flashcards.ui.page import PageId, Services
from flashcards.ui.runner import CollectionRunner
from flashcards.ui.widgets.marked_text import MarkedText
from tests.ui.importing.conftest import WriteDeck, carry_out, look_over

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
CHARTS = (("Where is chart 7?", "In section 7"), ("Where is chart 8?", "In section 8"))


def words(widget: QWidget) -> list[str]:
    return [one.accessibleName() or one.text() for one in widget.findChildren(QLabel) if one.isVisible()]


def answers(collection: Collection) -> list[str]:
    def look(snapshot: Snapshot) -> list[str]:
        ids = [row[0] for row in snapshot.rows("SELECT id FROM note ORDER BY id")]
        return [note.fields[1] for note in reading.notes(snapshot, ids).values()]

    return collection.read(look)


def decks(collection: Collection) -> list[str]:
    return [deck.name for deck in collection.read(reading.decks)]


def press(page: ImportPage, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = page.window().focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def test_the_page_begins_with_the_button_that_asks_for_files(page: ImportPage) -> None:
    assert page.start.files.hasFocus()
    assert any("Nothing is changed before you have seen" in text for text in words(page))
    assert not page.foot_line.isVisible()


def test_files_are_asked_for_and_read(page: ImportPage, write_deck: WriteDeck, qtbot: QtBot) -> None:
    path = write_deck("charts.md", *CHARTS)
    press(page, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    dialog = page.findChild(QFileDialog)
    assert dialog is not None

    takes_several = dialog.fileMode() is QFileDialog.FileMode.ExistingFiles
    offered = dialog.nameFilters()[0]

    dialog.filesSelected.emit([str(path)])
    dialog.reject()
    qtbot.waitUntil(lambda: page.view_model.state.phase is Phase.REVIEW)

    assert takes_several
    assert "*.csv" in offered
    assert page.view_model.state.names == "charts.md"


def test_the_window_has_the_keyboard_back_once_files_were_asked_for(page: ImportPage, qtbot: QtBot) -> None:
    press(page, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: not page.window().isActiveWindow())

    dialog.reject()

    qtbot.waitUntil(page.window().isActiveWindow)


def test_a_folder_is_asked_for_as_one(page: ImportPage) -> None:
    QTest.keyClick(page.start.files, Qt.Key.Key_O, CONTROL_SHIFT)
    dialog = page.findChild(QFileDialog)
    assert dialog is not None

    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    dialog.reject()


def test_a_file_is_looked_over_before_anything_is_changed(
    page: ImportPage, collection: Collection, write_deck: WriteDeck, qtbot: QtBot
) -> None:
    look_over(page, qtbot, write_deck("charts.md", *CHARTS))

    shown = words(page)
    assert shown[:2] == ["charts.md", "Flashcards deck text · new notes make 2 cards · 2 new decks"]
    assert "2  New" in shown
    assert page.foot_line.act.text() == "Import 2 notes"
    assert page.foot_line.act.hasFocus()
    assert decks(collection) == []


def test_importing_says_what_it_did_and_shows_the_deck(
    page: ImportPage, collection: Collection, write_deck: WriteDeck, qtbot: QtBot
) -> None:
    look_over(page, qtbot, write_deck("charts.md", *CHARTS))

    press(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.view_model.state.phase is Phase.DONE)

    assert words(page)[:4] == ["Imported 2 notes", "charts.md", "2", "Notes added"]
    assert answers(collection) == ["In section 7", "In section 8"]
    with qtbot.waitSignal(page.deck_wanted) as wanted:
        press(page, Qt.Key.Key_Space)
    assert wanted.args == ["Filing::Charts"]


def test_an_import_can_be_undone_from_its_report(
    page: ImportPage, collection: Collection, write_deck: WriteDeck, qtbot: QtBot
) -> None:
    look_over(page, qtbot, write_deck("charts.md", *CHARTS))
    carry_out(page, qtbot)

    page.report.undo.click()
    qtbot.waitUntil(lambda: bool(page.view_model.state.told))

    assert words(page)[0] == "The import was taken back"
    assert answers(collection) == []
    assert not page.report.undo.isVisible()
    assert not page.report.show_deck.isVisible()
    assert not any("added" in word for word in words(page))


def test_undo_is_not_offered_once_something_else_was_done(
    page: ImportPage, runner: CollectionRunner, write_deck: WriteDeck, qtbot: QtBot
) -> None:
    look_over(page, qtbot, write_deck("charts.md", *CHARTS))
    carry_out(page, qtbot)
    was_offered = page.report.undo.isVisible()

    with qtbot.waitSignal(runner.changed):
        runner.write(Operation.ADD_DECK, lambda change: change.add_deck("Later"))

    assert was_offered
    assert not page.report.undo.isVisible()


def test_undo_stays_offered_while_the_reviews_that_came_are_counted(
    page: ImportPage, runner: CollectionRunner, write_deck: WriteDeck, qtbot: QtBot
) -> None:
    look_over(page, qtbot, write_deck("charts.md", *CHARTS))
    carry_out(page, qtbot)

    with qtbot.waitSignal(runner.changed):
        runner.write(Operation.COUNT_REVIEWS, lambda change: change.add_deck("Tallies"), undoable=False)

    assert page.report.undo.isVisible()


@pytest.fixture
def known(page: ImportPage, write_deck: WriteDeck, qtbot: QtBot) -> WriteDeck:
    """A collection into which a file of two charts was imported before."""
    look_over(page, qtbot, write_deck("charts.md", *CHARTS))
    carry_out(page, qtbot)
    page.view_model.start_again()
    return write_deck


def test_what_changed_is_shown_word_by_word(page: ImportPage, known: WriteDeck, qtbot: QtBot) -> None:
    look_over(page, qtbot, known("charts.md", ("Where is chart 7?", "In section 9"), CHARTS[1]))

    page.lists.open_list(Bucket.CHANGED)
    qtbot.waitUntil(lambda: len(page.lists.view.detail.findChildren(MarkedText)) == 2)

    marks = [one.accessibleDescription() for one in page.lists.view.detail.findChildren(MarkedText)]
    assert marks == ["No longer: 7", "New: 9"]
    assert page.lists.view.table.hasFocus()
    assert words(page)[0] == "Changed: 1 note"


def test_schedules_alone_can_be_taken_over(
    page: ImportPage, collection: Collection, known: WriteDeck, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "scheduled.json"
    card = collection.read(lambda snapshot: reading.cards(snapshot, [CardId(1)]))[CardId(1)]
    later = replace(
        card, state=CardState.REVIEW, memory=MemoryState(3.0, 5.0), due_on=StudyDay(20_900), interval_days=50
    )
    collection.transact(Operation.SET_DUE_DATE, lambda change: change.update_card(later))
    export(collection, registry.format_to_write("json"), path, Extent(with_schedule=True))
    collection.undo()
    look_over(page, qtbot, path)

    page.view_model.set_schedule(Schedule.ALL)
    qtbot.waitUntil(lambda: page.view_model.state.is_settled and bool(page.view_model.state.act))

    assert page.foot_line.act.text() == "Take over the schedules"
    carry_out(page, qtbot)
    assert words(page)[0] == "Took over 1 schedule"


def test_a_bucket_can_be_left_alone(page: ImportPage, collection: Collection, known: WriteDeck, qtbot: QtBot) -> None:
    changed = [("Where is chart 7?", "In section 9"), CHARTS[1], ("Where is chart 9?", "In section 9")]
    look_over(page, qtbot, known("charts.md", *changed))
    before = page.foot_line.act.text()

    page.review.buckets.rows[Bucket.CHANGED].choice.setFocus()
    press(page, Qt.Key.Key_Right)
    after = page.foot_line.act.text()
    carry_out(page, qtbot)

    assert (before, after) == ("Import 1 note, update 1", "Import 1 note")
    assert answers(collection) == ["In section 7", "In section 8", "In section 9"]


def test_one_note_can_be_dealt_with_apart_by_its_number_key(
    page: ImportPage, collection: Collection, known: WriteDeck, qtbot: QtBot
) -> None:
    look_over(page, qtbot, known("charts.md", ("Where is chart 7?", "In 9"), ("Where is chart 8?", "In 10")))
    page.lists.open_list(Bucket.CHANGED)

    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_2)
    press(page, Qt.Key.Key_Escape)
    carry_out(page, qtbot)

    assert answers(collection) == ["In 9", "In section 8"]


def test_the_list_says_which_notes_are_dealt_with_apart(page: ImportPage, known: WriteDeck, qtbot: QtBot) -> None:
    look_over(page, qtbot, known("charts.md", ("Where is chart 7?", "In 9"), ("Where is chart 8?", "In 10")))
    page.lists.open_list(Bucket.CHANGED)

    press(page, Qt.Key.Key_2)

    lines = page.lists.view.table.rows
    shown = [str(lines.index(place, 0).data()) for place in range(2)]
    assert shown == ["Where is chart 7?, Back, Keep mine · line 9", "Where is chart 8?, Back, line 13"]


def test_a_long_note_is_read_on_by_space_with_its_choice_in_sight(
    page: ImportPage, known: WriteDeck, qtbot: QtBot
) -> None:
    look_over(page, qtbot, known("charts.md", ("Where is chart 7?", "In a long way off. " * 200), CHARTS[1]))
    page.lists.open_list(Bucket.CHANGED)
    detail = page.lists.view.detail
    bar = detail.page.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > bar.pageStep() > page.height() / 4)

    press(page, Qt.Key.Key_Space)
    after_one = bar.value()
    while bar.value() < bar.maximum():
        press(page, Qt.Key.Key_Space)
    press(page, Qt.Key.Key_Space)

    assert 0 < after_one < bar.pageStep()
    assert bar.value() == 0
    assert detail.choice.visibleRegion().boundingRect() == detail.choice.rect()


def test_the_choice_for_a_short_note_follows_it(page: ImportPage, known: WriteDeck, qtbot: QtBot) -> None:
    look_over(page, qtbot, known("charts.md", ("Where is chart 7?", "In section 9"), CHARTS[1]))
    page.lists.open_list(Bucket.CHANGED)
    detail = page.lists.view.detail

    qtbot.waitUntil(lambda: len(detail.findChildren(MarkedText)) == 2)

    qtbot.waitUntil(lambda: detail.choice.mapTo(detail, detail.choice.rect().bottomLeft()).y() < detail.height() / 2)
    assert detail.page.verticalScrollBar().maximum() == 0


def test_the_foot_names_the_keys_that_do_something(
    page: ImportPage, write_deck: WriteDeck, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "bad.apkg").write_bytes(b"PK rubbish")
    look_over(page, qtbot, tmp_path / "bad.apkg")
    refused = words(page.foot_line)
    look_over(page, qtbot, write_deck("charts.md", *CHARTS), tmp_path / "bad.apkg")
    several = words(page.foot_line)

    page.lists.open_list(Bucket.NEW)
    listing = words(page.foot_line)
    page.lists.open_problems()
    problems = words(page.foot_line)

    assert refused == ["Esc puts the file away"]
    assert several == ["Ctrl+Enter imports · Esc puts the files away"]
    assert listing == ["↓ ↑ go through the list · Space reads on · 1 2 deal with one note · Esc back"]
    assert problems == ["↓ ↑ go through the list · Space reads on · Esc back"]


def test_one_note_is_reported_as_one(page: ImportPage, write_deck: WriteDeck, qtbot: QtBot) -> None:
    look_over(page, qtbot, write_deck("charts.md", CHARTS[0]))

    carry_out(page, qtbot)

    assert words(page.report)[:6] == ["Imported 1 note", "charts.md", "1", "Note added", "1", "Card added"]


def test_a_choice_for_all_takes_in_those_dealt_with_apart(page: ImportPage, known: WriteDeck, qtbot: QtBot) -> None:
    look_over(page, qtbot, known("charts.md", ("Where is chart 7?", "In 9"), ("Where is chart 8?", "In 10")))
    page.lists.open_list(Bucket.CHANGED)
    press(page, Qt.Key.Key_2)
    apart = page.view_model.state.lines[0].apart

    page.view_model.choose(Bucket.CHANGED, Choice.TAKE)

    assert apart == 1
    assert page.view_model.state.lines[0].apart == 0
    assert page.view_model.state.act == "Update 2 notes"


def test_words_of_the_learner_are_disputed_and_stay(
    page: ImportPage, collection: Collection, known: WriteDeck, qtbot: QtBot
) -> None:
    def mine(snapshot: Snapshot) -> Note:
        note_id = reading.note_ids_by_guid(snapshot, ["charts-0"])["charts-0"]
        return reading.notes(snapshot, [note_id])[note_id]

    note = collection.read(mine)
    fields = (note.fields[0], "Ask Dana", note.fields[2])
    changed = Note(**{name: getattr(note, name) for name in note.__slots__} | {"fields": fields})
    collection.transact(Operation.EDIT_NOTE, lambda change: edit_note(change, changed, collection.clock()))

    look_over(page, qtbot, known("charts.md", ("Where is chart 7?", "In section 9"), CHARTS[1]))

    assert "1  Changed by you and by the file" in words(page)
    assert page.foot_line.act.text() == "Nothing to import"
    assert not page.foot_line.act.isEnabled()


def test_a_bundled_note_stays_and_its_deck_is_named(
    page: ImportPage, collection: Collection, deck_folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    collection.transact(
        Operation.LOAD_BUNDLED_DECKS,
        lambda change: bundled.load(change, deck_folder, ["filing"], collection.clock()),
        undoable=False,
    )
    path = tmp_path / "list.csv"
    path.write_text("question,answer\nQuestion 0 of filing?,Mine\nNew?,Yes\n", encoding="utf-8")
    look_over(page, qtbot, path)
    shown = words(page)
    page.lists.open_list(Bucket.BUNDLED)
    qtbot.waitUntil(lambda: "list.csv · line 2 · Basic · in Filing › Basics · bundled" in words(page.lists.view))
    options = page.lists.view.all.options

    carry_out(page, qtbot)

    assert "1  Of the bundled decks" in shown
    assert options == ("Keep it", "Update", "Keep both")
    assert answers(collection) == ["Answer 0", "Answer 1", "Yes"]
    assert "Bundled note kept as it is: the file says something else" in words(page.report)


def test_a_note_of_another_deck_is_shown_with_the_deck_it_is_in(
    page: ImportPage, known: WriteDeck, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("question,answer\nWhere is chart 7?,In section 9\n", encoding="utf-8")
    look_over(page, qtbot, path)

    page.lists.open_list(Bucket.CHANGED)

    qtbot.waitUntil(lambda: "list.csv · line 2 · Basic · in Filing › Charts" in words(page.lists.view))


def test_several_files_are_one_import(
    page: ImportPage, collection: Collection, write_deck: WriteDeck, qtbot: QtBot
) -> None:
    first = write_deck("charts.md", *CHARTS)
    second = write_deck("forms.md", ("Which form?", "The first"), deck="Forms")
    look_over(page, qtbot, first, second)
    shown = words(page)

    carry_out(page, qtbot)

    assert shown[0] == "charts.md and 1 more"
    assert "Flashcards deck text, 2 notes" in shown
    assert "3  New" in shown
    assert decks(collection) == ["Filing", "Filing::Charts", "Forms"]
    page.report.undo.click()
    is_offered_twice = page.report.undo.isEnabled()
    qtbot.waitUntil(lambda: bool(page.view_model.state.told))
    assert not is_offered_twice
    assert decks(collection) == []


def test_a_refused_file_does_not_keep_the_others_out(
    page: ImportPage, tmp_path: Path, write_deck: WriteDeck, qtbot: QtBot
) -> None:
    strange = tmp_path / "strange.bin"
    strange.write_bytes(b"\x00\x01\x02")

    look_over(page, qtbot, strange, write_deck("charts.md", *CHARTS))

    assert page.foot_line.act.text() == "Import 2 notes"
    (why,) = (text for text in words(page) if text.startswith("strange.bin: "))
    assert "1 problem" in words(page)
    assert "Nothing of it comes in." in why
    carry_out(page, qtbot)
    page.report.problems.click()
    rows = page.lists.view.table.rows
    assert "Nothing was changed" not in str(rows.index(0, 0).data())


def test_the_report_names_what_came_in_and_what_did_not(
    page: ImportPage, tmp_path: Path, write_deck: WriteDeck, qtbot: QtBot
) -> None:
    strange = tmp_path / "strange.bin"
    strange.write_bytes(b"\x00\x01\x02")
    look_over(page, qtbot, strange, write_deck("charts.md", *CHARTS))

    carry_out(page, qtbot)

    assert words(page.report)[:3] == [
        "Imported 2 notes",
        "charts.md",
        "strange.bin could not be read, and did not come in.",
    ]
    page.view_model.start_again()
    look_over(page, qtbot, tmp_path / "charts.md")
    assert page.view_model.state.refused == ""


def test_a_file_that_is_refused_alone_says_why_and_nothing_else(page: ImportPage, tmp_path: Path, qtbot: QtBot) -> None:
    strange = tmp_path / "strange.bin"
    strange.write_bytes(b"\x00\x01\x02")

    look_over(page, qtbot, strange)
    shown = [text for text in words(page.review) if text]

    assert shown[0] == "strange.bin"
    assert shown[1].startswith("strange.bin: ")
    assert "Nothing was changed." in shown[1]
    assert len(shown) == 2
    assert page.foot_line.back.hasFocus()


def test_problems_are_listed_with_their_lines(page: ImportPage, write_deck: WriteDeck, qtbot: QtBot) -> None:
    look_over(page, qtbot, write_deck("charts.md", *CHARTS, more="## broken\nA: An answer alone\n"))

    page.review.problems.click()
    model = page.lists.view.table.rows

    assert model.rowCount() == 1
    assert str(model.index(0, 0).data()).endswith("line 16")
    assert words(page)[:2] == ["1 problem", PROBLEMS_SAY]
    press(page, Qt.Key.Key_Escape)
    assert page.review.isVisible()


def test_a_problem_is_listed_with_the_beginning_of_its_row(page: ImportPage, tmp_path: Path, qtbot: QtBot) -> None:
    table = tmp_path / "charts.csv"
    table.write_text("question,answer,notes\nWhat is an MPI?,An index,\nWhat is PHI?,Health information\n")
    look_over(page, qtbot, table)

    page.review.problems.click()
    qtbot.waitUntil(lambda: "It begins" in words(page.lists.view.detail))

    line = str(page.lists.view.table.rows.index(0, 0).data())
    assert line == "The row has 2 of 3 cells; the others are empty, What is PHI? | Health information, line 3"


def test_problems_of_several_files_are_listed_with_their_files(
    page: ImportPage, write_deck: WriteDeck, qtbot: QtBot
) -> None:
    broken = "## broken\nA: An answer alone\n"
    first = write_deck("charts.md", *CHARTS, more=broken)
    look_over(page, qtbot, first, write_deck("forms.md", ("Which form?", "The first"), more=broken))

    page.review.problems.click()
    model = page.lists.view.table.rows

    assert [str(model.index(row, 0).data()).rpartition(" · ")[0][-9:] for row in range(2)] == ["charts.md", " forms.md"]
    assert [str(model.index(row, 0).data()).rpartition(" · ")[2] for row in range(2)] == ["line 16", "line 12"]
    press(page, Qt.Key.Key_Escape)


def test_the_page_asked_for_again_after_an_import_begins_another(
    page: ImportPage, write_deck: WriteDeck, qtbot: QtBot
) -> None:
    look_over(page, qtbot, write_deck("charts.md", *CHARTS))
    page.enter_again()
    still = page.view_model.state.phase
    carry_out(page, qtbot)

    page.enter_again()

    assert (still, page.view_model.state.phase) == (Phase.REVIEW, Phase.START)
    qtbot.waitUntil(page.start.files.hasFocus)


def test_what_may_name_a_patient_is_shown_and_comes_in(
    page: ImportPage, collection: Collection, write_deck: WriteDeck, qtbot: QtBot
) -> None:
    look_over(page, qtbot, write_deck("charts.md", ("What does SSN 078-05-1120 stand for?", "A person")))
    shown = words(page)
    page.lists.open_list(Attention.WARNINGS)
    line = str(page.lists.view.table.rows.index(0, 0).data())

    carry_out(page, qtbot)

    assert "1 place that may name a patient" in shown
    assert "looks like" in line
    assert answers(collection) == ["A person"]


def test_the_report_counts_problems_and_what_to_look_at_as_the_plan_does(
    page: ImportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "bad.apkg").write_bytes(b"PK rubbish")
    rows = ["front,back", ",nothing", "MPI,Master patient index", "a,SSN 078-05-1120", "b,SSN 078-05-1121"]
    (tmp_path / "terms.csv").write_text("\n".join(rows), encoding="utf-8")
    look_over(page, qtbot, tmp_path / "bad.apkg", tmp_path / "terms.csv")
    planned = page.view_model.state.summary

    carry_out(page, qtbot)
    told = page.report.problems.text()
    page.report.problems.click()
    listed = words(page.lists.view)

    assert planned.endswith("2 problems · 2 to look at")
    assert told == "Show 2 problems, 2 to look at"
    assert listed[0] == "2 problems, 2 to look at"
    assert listed[1].endswith("cards should not name real patients.")
    assert page.lists.view.table.rows.rowCount() == 4


def test_another_deck_can_be_chosen_and_the_plan_follows(
    page: ImportPage, collection: Collection, write_deck: WriteDeck, qtbot: QtBot
) -> None:
    look_over(page, qtbot, write_deck("charts.md", *CHARTS))
    offered = [page.review.deck.itemText(place) for place in range(page.review.deck.count())]

    page.review.deck.setFocus()
    press(page, Qt.Key.Key_Down)
    sheet = page.findChild(NameSheet)
    assert sheet is not None
    QTest.keyClicks(page.window().focusWidget(), "Mine")
    press(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.view_model.state.deck == "Mine" and page.view_model.state.is_settled)
    carry_out(page, qtbot)

    assert offered == ["Where the file says", "Another deck…"]
    assert decks(collection) == ["Mine", "Mine::Filing", "Mine::Filing::Charts"]
    assert page.view_model.deck_shown == "Mine"


def test_every_note_gets_the_tags_that_are_typed(
    page: ImportPage, collection: Collection, write_deck: WriteDeck, qtbot: QtBot
) -> None:
    look_over(page, qtbot, write_deck("charts.md", *CHARTS))

    page.review.tags.setFocus()
    QTest.keyClicks(page.review.tags, "from-class week::3")
    QTest.keyClick(page.review.tags, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.view_model.state.tags == ("from-class", "week::3"))
    qtbot.waitUntil(lambda: page.view_model.state.is_settled)
    carry_out(page, qtbot)

    found = collection.read(lambda snapshot: list(snapshot.rows("SELECT DISTINCT name FROM tag ORDER BY name")))
    assert [row[0] for row in found] == ["from-class", "week::3"]
    assert page.view_model.state.report.added == 2


def test_tags_count_while_the_cursor_is_still_in_them(page: ImportPage, write_deck: WriteDeck, qtbot: QtBot) -> None:
    look_over(page, qtbot, write_deck("charts.md", *CHARTS))

    page.review.tags.setFocus()
    QTest.keyClicks(page.review.tags, "from-class")
    qtbot.waitUntil(lambda: page.view_model.state.tags == ("from-class",) and page.view_model.state.is_settled)

    assert page.review.tags.hasFocus()
    assert page.review.tags.text() == "from-class"


def files_in_memory() -> int:
    """Count what was read of files and is still there."""
    gc.unfreeze()
    gc.collect()
    return sum(type(one) is PlannedFile for one in gc.get_objects())


def test_files_that_are_put_away_are_gone_from_memory(page: ImportPage, write_deck: WriteDeck, qtbot: QtBot) -> None:
    before = files_in_memory()
    look_over(page, qtbot, write_deck("charts.md", *CHARTS), write_deck("more.md", *CHARTS))
    for tags in (("x",), ()):
        page.view_model.set_tags(tags)
        qtbot.waitUntil(lambda: page.view_model.state.is_settled)
    shown = files_in_memory()

    press(page, Qt.Key.Key_Escape)

    assert shown >= before + 2
    qtbot.waitUntil(lambda: files_in_memory() <= before)


def test_a_file_that_is_refused_leaves_the_keyboard_on_the_way_back(
    page: ImportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "bad.apkg").write_bytes(b"PK rubbish")

    look_over(page, qtbot, tmp_path / "bad.apkg")

    assert page.foot_line.back.hasFocus()
    press(page, Qt.Key.Key_Escape)
    assert page.start.isVisible()


def test_escape_puts_the_files_away_and_then_leaves(page: ImportPage, write_deck: WriteDeck, qtbot: QtBot) -> None:
    look_over(page, qtbot, write_deck("charts.md", *CHARTS))

    press(page, Qt.Key.Key_Escape)
    is_at_start = page.start.isVisible()
    with qtbot.waitSignal(page.page_wanted) as wanted:
        press(page, Qt.Key.Key_Escape)

    assert is_at_start
    assert wanted.args == [PageId.DECKS]


def test_reading_can_be_stopped(page: ImportPage, write_deck: WriteDeck, qtbot: QtBot) -> None:
    path = write_deck("charts.md", *CHARTS)

    page.open_files([path])
    page.view_model.stop()
    has_stopped = page.view_model.state.phase
    qtbot.wait(50)

    assert has_stopped is Phase.START
    assert page.view_model.state.phase is Phase.START


def test_importing_can_be_stopped_and_changes_nothing(
    page: ImportPage, collection: Collection, write_deck: WriteDeck, qtbot: QtBot
) -> None:
    look_over(page, qtbot, write_deck("charts.md", *CHARTS))

    said: list[str] = []
    page.view_model.stopped.connect(said.append)

    page.view_model.act()
    press(page, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.view_model.state.phase is Phase.REVIEW)

    assert answers(collection) == []
    assert said == ["The import was stopped. Nothing was changed."]
    assert page.foot_line.act.isEnabled()


def test_what_is_saved_before_it_could_be_stopped_says_so(
    page: ImportPage, runner: CollectionRunner, collection: Collection, write_deck: WriteDeck, qtbot: QtBot
) -> None:
    look_over(page, qtbot, write_deck("charts.md", *CHARTS))
    said: list[str] = []
    page.view_model.stopped.connect(said.append)
    runner.changed.connect(page.view_model.stop)  # it is stored, and the page does not know yet

    carry_out(page, qtbot)

    assert said == ["It was too late to stop: everything was saved by then. Undo takes it back."]
    assert len(answers(collection)) == 2
    assert page.report.undo.isVisible()


def test_escape_says_at_once_that_it_is_being_stopped(page: ImportPage, write_deck: WriteDeck, qtbot: QtBot) -> None:
    look_over(page, qtbot, write_deck("charts.md", *CHARTS))

    page.view_model.act()
    press(page, Qt.Key.Key_Escape)
    says = page.view_model.state.doing
    qtbot.waitUntil(lambda: page.view_model.state.phase is Phase.REVIEW)

    assert says == "Stopping"


def test_a_large_import_is_preceded_by_a_backup(
    page: ImportPage, services: Services, collection: Collection, write_deck: WriteDeck, qtbot: QtBot
) -> None:
    collection.transact(Operation.ADD_DECK, lambda change: change.add_deck("Mine"))
    look_over(page, qtbot, write_deck("charts.md", *[(f"Where is {n}?", f"In {n}") for n in range(500)]))

    carry_out(page, qtbot)

    assert len(list(services.folders.backups.glob("*.db"))) == 1
    assert len(answers(collection)) == 500


def test_files_that_come_while_importing_wait(page: ImportPage, write_deck: WriteDeck, qtbot: QtBot) -> None:
    path = write_deck("charts.md", *CHARTS)
    look_over(page, qtbot, path)
    page.view_model.act()

    page.open_files([path])

    assert page.view_model.is_importing
    qtbot.waitUntil(lambda: page.view_model.state.phase is Phase.DONE)


def test_every_action_of_the_page_has_something_to_do(page: ImportPage) -> None:
    names = {made.objectName() for one in page.findChildren(QWidget) for made in one.actions()}

    assert names >= {ActionId.CHOOSE_FILES, ActionId.CHOOSE_FOLDER, ActionId.CARRY_OUT_IMPORT, ActionId.LEAVE_IMPORT}


def test_whatever_takes_the_keyboard_has_a_name(page: ImportPage, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "codes.csv"
    path.write_text("Code,Meaning\nA00,Cholera\nA01,Typhoid\n", encoding="utf-8")
    look_over(page, qtbot, path)

    every = [one for one in page.findChildren(QWidget) if one.isVisible()]
    reached = [one for one in every if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    nameless = [one for one in reached if not (one.accessibleName() or one.property("text") or one.focusProxy())]

    assert len(reached) > 10
    assert [type(one).__name__ for one in nameless] == []
