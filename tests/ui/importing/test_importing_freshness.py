"""A plan that waits while the collection is changed elsewhere."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from flashcards.collection.bulk.notes import delete_notes
from flashcards.collection.card_actions import edit_note
from flashcards.collection.collection import Collection
from flashcards.collection.importing import Bucket, Choice
from flashcards.domain.changes import Operation
from flashcards.domain.ids import NoteId
from flashcards.formats.text_layout import Known
from flashcards.storage import reading
from flashcards.storage.transaction import Transaction
from flashcards.ui.importing.freshness import REFUSED, RENEWED
from flashcards.ui.importing.state import Phase
from flashcards.ui.importing.view import ImportPage
from flashcards.ui.page import Services
from flashcards.ui.runner import CollectionRunner
from tests.ui.importing.conftest import WriteDeck, carry_out, look_over

CHARTS = (("Where is chart 7?", "In section 7"), ("Where is chart 8?", "In section 8"))
LATER = (("Where is chart 7?", "In section 9"), CHARTS[1], ("Where is chart 9?", "In section 9"))
FIRST, SECOND = NoteId(1), NoteId(2)


@pytest.fixture
def said(services: Services) -> list[str]:
    found: list[str] = []
    services.notices.said.connect(lambda text, *_: found.append(text))
    return found


@pytest.fixture
def waiting(page: ImportPage, write_deck: WriteDeck, said: list[str], qtbot: QtBot) -> ImportPage:
    """Two charts came in; of a file with three, one new and one changed, there is a plan."""
    look_over(page, qtbot, write_deck("charts.md", *CHARTS))
    carry_out(page, qtbot)
    page.view_model.start_again()
    look_over(page, qtbot, write_deck("charts.md", *LATER))
    assert page.foot_line.act.text() == "Import 1 note, update 1"
    said.clear()
    return page


def delete(*ids: NoteId) -> Callable[[Transaction], object]:
    return lambda change: delete_notes(change, ids)


def change(runner: CollectionRunner, qtbot: QtBot, deed: Callable[[Transaction], object]) -> None:
    with qtbot.waitSignal(runner.changed):
        runner.write(Operation.DELETE_NOTE, deed)


def come_back(page: ImportPage, qtbot: QtBot) -> None:
    page.enter()
    page.take_focus()
    qtbot.waitUntil(lambda: page.view_model.state.is_settled)


def test_a_plan_is_made_anew_once_the_page_is_seen_again(
    waiting: ImportPage, runner: CollectionRunner, said: list[str], qtbot: QtBot
) -> None:
    waiting.leave()
    change(runner, qtbot, delete(FIRST, SECOND))
    meanwhile = waiting.view_model.state.is_settled

    come_back(waiting, qtbot)

    assert meanwhile
    assert waiting.foot_line.act.text() == "Import 3 notes"
    assert waiting.foot_line.act.hasFocus()
    assert said == [RENEWED]


def test_a_note_edited_meanwhile_is_one_both_have_changed(
    waiting: ImportPage, collection: Collection, runner: CollectionRunner, qtbot: QtBot
) -> None:
    note = collection.read(lambda snapshot: reading.notes(snapshot, [FIRST]))[FIRST]
    mine = replace(note, fields=(note.fields[0], "In my own words", *note.fields[2:]))
    waiting.leave()
    change(runner, qtbot, lambda deed: edit_note(deed, mine, collection.clock()))

    come_back(waiting, qtbot)

    assert waiting.foot_line.act.text() == "Import 1 note"
    assert waiting.view_model.state.summary == "1 new · 1 changed by both · 1 the same"


def test_a_plan_that_is_seen_is_made_anew_at_once_and_the_keyboard_stays(
    waiting: ImportPage, runner: CollectionRunner, said: list[str], qtbot: QtBot
) -> None:
    change(runner, qtbot, delete(SECOND))
    on_the_way = waiting.foot_line.hasFocus()
    qtbot.waitUntil(lambda: waiting.view_model.state.is_settled)

    assert on_the_way
    assert waiting.foot_line.act.text() == "Import 2 notes, update 1"
    assert waiting.foot_line.act.hasFocus()
    assert said == [RENEWED]


def test_what_was_chosen_stays_where_it_still_applies(
    waiting: ImportPage, runner: CollectionRunner, qtbot: QtBot
) -> None:
    waiting.view_model.choose(Bucket.CHANGED, Choice.BOTH)
    waiting.view_model.choose_note(0, 2, Bucket.NEW, Choice.LEAVE)
    waiting.leave()
    change(runner, qtbot, delete(SECOND))

    come_back(waiting, qtbot)

    lines = {
        line.bucket: (line.count, line.apart, line.choices[line.chosen]) for line in waiting.view_model.state.lines
    }
    assert lines == {Bucket.NEW: (2, 1, Choice.TAKE), Bucket.CHANGED: (1, 0, Choice.BOTH)}


def test_how_a_table_is_read_stays(
    page: ImportPage, runner: CollectionRunner, tmp_path: Path, said: list[str], qtbot: QtBot
) -> None:
    (tmp_path / "terms.csv").write_text("MPI,Master patient index\nROI,Release of information\n", encoding="utf-8")
    look_over(page, qtbot, tmp_path / "terms.csv")
    page.view_model.set_known(0, Known(has_header=True))
    page.view_model.set_tags(("terms",))
    qtbot.waitUntil(lambda: page.view_model.state.act == "Import 1 note" and page.view_model.state.is_settled)
    said.clear()

    change(runner, qtbot, lambda deed: deed.add_deck("Terms"))
    qtbot.waitUntil(lambda: said == [RENEWED])

    file = page.view_model.state.files[0]
    assert file.source.known == Known(has_header=True)
    assert (page.view_model.state.act, page.view_model.state.tags) == ("Import 1 note", ("terms",))


def test_housekeeping_leaves_a_plan_as_it_is(
    waiting: ImportPage, runner: CollectionRunner, said: list[str], qtbot: QtBot
) -> None:
    files = waiting.view_model.state.files

    with qtbot.waitSignal(runner.changed):
        runner.write(Operation.COUNT_REVIEWS, lambda deed: deed.add_deck("Tallies"), undoable=False)

    assert waiting.view_model.state.is_settled
    assert waiting.view_model.state.files is files
    assert said == []


def test_a_list_of_the_plan_is_shown_anew(waiting: ImportPage, runner: CollectionRunner, qtbot: QtBot) -> None:
    waiting.lists.open_list(Bucket.NEW)
    change(runner, qtbot, delete(SECOND))
    qtbot.waitUntil(lambda: waiting.view_model.state.is_settled)
    longer = waiting.lists.view.table.rows.rowCount(), waiting.lists.shown

    waiting.lists.open_list(Bucket.CHANGED)
    change(runner, qtbot, delete(FIRST))
    qtbot.waitUntil(lambda: waiting.view_model.state.is_settled)

    assert longer == (2, Bucket.NEW)
    assert waiting.lists.shown is None


def test_an_import_does_nothing_else_than_its_button_said(
    waiting: ImportPage, collection: Collection, said: list[str], qtbot: QtBot
) -> None:
    collection.transact(Operation.DELETE_NOTE, delete(SECOND))  # the page does not hear of it

    QTest.keyClick(waiting.foot_line.act, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(said) or waiting.view_model.state.phase is Phase.DONE)

    assert said == [REFUSED]
    assert waiting.view_model.state.phase is Phase.REVIEW
    assert waiting.foot_line.act.text() == "Import 2 notes, update 1"
    assert collection.read(lambda snapshot: snapshot.number("SELECT count(*) FROM note")) == 1
    carry_out(waiting, qtbot)
    assert collection.read(lambda snapshot: snapshot.number("SELECT count(*) FROM note")) == 3


def test_an_import_that_does_as_it_said_is_carried_out_though_something_was_written(
    waiting: ImportPage, collection: Collection, qtbot: QtBot
) -> None:
    collection.transact(Operation.ADD_DECK, lambda deed: deed.add_deck("Later"))

    carry_out(waiting, qtbot)

    report = waiting.view_model.state.report
    assert (report.added, report.updated, report.unchanged) == (1, 1, 1)


def test_pages_are_turned_from_the_button_that_imports(waiting: ImportPage, qtbot: QtBot) -> None:
    waiting.resize(800, 400)
    bar = waiting.review.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert waiting.foot_line.act.hasFocus()

    QTest.keyClick(waiting.foot_line.act, Qt.Key.Key_PageDown)
    below = bar.value()
    QTest.keyClick(waiting.foot_line.act, Qt.Key.Key_PageUp)

    assert below > 0
    assert bar.value() == 0
