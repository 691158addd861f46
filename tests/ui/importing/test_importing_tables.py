"""How a table is read, said by the learner and seen at once; and text that is pasted."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from flashcards.collection.collection import Collection
from flashcards.collection.importing import Bucket
from flashcards.domain.note import Note
from flashcards.formats.text_encoding import Encoding
from flashcards.formats.text_layout import Role
from flashcards.storage import reading
from flashcards.storage.snapshot import Snapshot
from flashcards.ui.importing.column_list import MOST
from flashcards.ui.importing.laying import FIRST_ROWS
from flashcards.ui.importing.rows import NoteRow, RowWords
from flashcards.ui.importing.state import Phase
from flashcards.ui.importing.view import ImportPage
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.picker import Picker
from tests.ui.importing.conftest import carry_out, look_over

CODES = (
    "Code,Meaning,Chapter\nA00,Cholera,Infections\nA01,Typhoid,Infections\nB01,Chickenpox,Infections\nC00,Lip,Tumours\n"
)


@pytest.fixture
def codes(tmp_path: Path) -> Path:
    path = tmp_path / "codes.csv"
    path.write_text(CODES, encoding="utf-8")
    return path


def notes(collection: Collection) -> list[Note]:
    def look(snapshot: Snapshot) -> list[Note]:
        ids = [row[0] for row in snapshot.rows("SELECT id FROM note ORDER BY id")]
        return list(reading.notes(snapshot, ids).values())

    return collection.read(look)


def settled(page: ImportPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.view_model.state.is_settled and page.view_model.state.phase is Phase.REVIEW)
    qtbot.waitUntil(lambda: page.review.table.columns.is_whole)


def said(page: ImportPage) -> list[str]:
    return [one.text() for one in page.review.table.findChildren(QLabel) if one.isVisible()]


def name_of(widget: QWidget | None) -> str:
    assert widget is not None
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def tabbed(page: ImportPage, times: int) -> list[str]:
    """Give where Tab goes to."""
    stops = []
    for _ in range(times):
        QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
        stops.append(name_of(page.window().focusWidget()))
    return stops


def pick(picker: Picker, words: str) -> None:
    """Choose a line as the learner does."""
    place = picker.findText(words)
    assert place >= 0, [picker.itemText(one) for one in range(picker.count())]
    picker.setCurrentIndex(place)
    picker.activated.emit(place)


def becomes(page: ImportPage) -> list[str]:
    return [row.picker.currentText() for row in page.review.table.columns.rows if not row.isHidden()]


def test_what_was_detected_is_shown_with_the_first_rows(page: ImportPage, codes: Path, qtbot: QtBot) -> None:
    look_over(page, qtbot, codes)
    table = page.review.table
    shown = [one.text() for one in table.findChildren(QLabel) if one.isVisible()]

    assert table.separator.picker.currentText() == "Comma"
    assert table.header.currentText() == "Names columns"
    assert table.encoding.currentText() == "UTF-8"
    assert becomes(page) == ["Front", "Back", "One tag"]
    assert "A00   ·   A01   ·   B01" in shown
    assert FIRST_ROWS == 3
    assert any("3 cells" in text for text in shown)


def test_a_column_can_become_something_else(
    page: ImportPage, collection: Collection, codes: Path, qtbot: QtBot
) -> None:
    look_over(page, qtbot, codes)

    pick(page.review.table.columns.rows[2].picker, "Citation")
    settled(page, qtbot)
    carry_out(page, qtbot)

    assert [note.provenance.citation for note in notes(collection)][:2] == ["Infections", "Infections"]


def test_a_field_has_one_column_only(page: ImportPage, codes: Path, qtbot: QtBot) -> None:
    look_over(page, qtbot, codes)

    pick(page.review.table.columns.rows[2].picker, "Back")
    settled(page, qtbot)

    assert becomes(page) == ["Front", "(left out)", "Back"]


def test_another_separator_tells_the_columns_apart_anew(page: ImportPage, codes: Path, qtbot: QtBot) -> None:
    look_over(page, qtbot, codes)

    pick(page.review.table.separator.picker, "Tab")
    settled(page, qtbot)

    assert len(becomes(page)) == 1
    assert any(one.text() == "You chose it." for one in page.review.table.findChildren(QLabel))


def test_a_separator_can_be_typed(page: ImportPage, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "odd.txt"
    path.write_text("MPI~~Master patient index\nADT~~Admission, discharge, transfer\n", encoding="utf-8")
    look_over(page, qtbot, path)
    field = page.review.table.separator

    pick(field.picker, "Something else…")
    field.line.selectAll()
    QTest.keyClicks(field.line, "~~")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    settled(page, qtbot)

    assert becomes(page) == ["Front", "Back"]
    assert field.picker.currentText() == "“~~”"
    assert not field.line.isVisible()


def test_a_long_name_stands_above_what_is_said_of_its_file_where_there_is_little_room(
    page: ImportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    paths = [tmp_path / f"{number} {'a rather long name ' * 3}.csv" for number in range(2)]
    for path in paths:
        path.write_text("a,b\nc,d\n", encoding="utf-8")
    look_over(page, qtbot, *paths)

    def stands_above() -> bool:
        every = page.review.findChildren(Beside)
        (name, told) = next(
            (one, beside.findChildren(QLabel)[-1])
            for beside in every
            for one in beside.findChildren(QLabel)
            if one.text() == paths[0].name
        )
        return name.mapTo(page, name.rect().bottomLeft()).y() < told.mapTo(page, told.rect().topLeft()).y()

    is_wide_above = stands_above()
    page.resize(640, 700)
    qtbot.waitUntil(stands_above)

    assert not is_wide_above


def test_the_row_of_names_can_be_taken_for_a_note(
    page: ImportPage, collection: Collection, codes: Path, qtbot: QtBot
) -> None:
    look_over(page, qtbot, codes)
    before = page.foot_line.act.text()

    pick(page.review.table.header, "Is a note")
    settled(page, qtbot)

    assert (before, page.foot_line.act.text()) == ("Import 4 notes", "Import 5 notes")


def test_cells_can_be_html_and_the_columns_stay_as_they_were_said(
    page: ImportPage, collection: Collection, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "bold.csv"
    path.write_text("front,back,extra\none,1 < 2,x\n", encoding="utf-8")
    look_over(page, qtbot, path)
    pick(page.review.table.columns.rows[2].picker, "Tags")
    settled(page, qtbot)

    pick(page.review.table.cells, "HTML")
    settled(page, qtbot)

    assert becomes(page) == ["Front", "Back", "Tags"]
    assert page.view_model.state.files[0].plan is not None
    assert page.view_model.state.files[0].plan.transfer.notes[0].fields[1] == "1 < 2"


def test_another_note_type_offers_its_fields(page: ImportPage, codes: Path, qtbot: QtBot) -> None:
    look_over(page, qtbot, codes)

    pick(page.review.table.note_type, "Choice")
    settled(page, qtbot)
    first = page.review.table.columns.rows[0].picker
    offered = [first.itemText(place) for place in range(first.count())]

    assert {"Question", "Option A", "Right answer", "Rationale", "Tags", "Domain", "(left out)"} <= set(offered)


def test_an_encoding_can_be_said(page: ImportPage, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes("front,back\nM\u00e9ni\u00e8re,ear\n".encode("cp1252"))
    look_over(page, qtbot, path)
    detected = page.review.table.encoding.currentText()

    pick(page.review.table.encoding, "Mac Roman")
    settled(page, qtbot)

    assert detected == "Windows-1252"
    laid = page.view_model.state.files[0].laid
    assert laid is not None
    assert laid.layout.encoding is Encoding.MAC_ROMAN


def test_only_one_of_several_tables_is_named_where_it_says_how_it_is_read(
    page: ImportPage, codes: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "more.csv").write_text("Code,Meaning\nC01,Tongue\n", encoding="utf-8")
    look_over(page, qtbot, codes)
    alone = said(page)

    look_over(page, qtbot, codes, tmp_path / "more.csv")

    assert "How it is read" in alone
    assert "How codes.csv is read" in said(page)


def test_tab_goes_through_the_plan_from_its_top_to_its_foot(
    page: ImportPage, codes: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = "Code,Meaning\nC01,Tongue\nC01,Tongue\nC02,Gum,x\nD01,078-05-1120\n"
    (tmp_path / "more.csv").write_text(rows, encoding="utf-8")
    look_over(page, qtbot, codes, tmp_path / "more.csv")
    page.review.table.encoding.setFocus()

    stops = tabbed(page, 18)

    assert stops == [
        *("Between cells", "Quotes", "First row", "Cells are", "Note type"),
        *("Code becomes", "Meaning becomes", "Chapter becomes", "Deck", "Tags"),
        *("New: Add", "Show: New", "Repeated: Skip", "Show: Repeated", "Show 1 problem"),
        *("Show 1 place that may name a patient", "Back", "Import 7 notes"),
    ]
    page.review.table.encoding.setFocus()
    QTest.keyClick(page.review.table.encoding, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert name_of(page.window().focusWidget()) == "How it is read"


def test_long_cells_are_shown_a_line_each(page: ImportPage, tmp_path: Path, qtbot: QtBot) -> None:
    cholera, typhoid = ("Cholera " * 8).strip(), ("Typhoid " * 8).strip()
    (tmp_path / "long.csv").write_text(f"A00,{cholera}\nA01,{typhoid}\n", encoding="utf-8")

    look_over(page, qtbot, tmp_path / "long.csv")

    shown = said(page)
    assert "A00   ·   A01" in shown
    assert f"{cholera}\n{typhoid}" in shown


def test_an_unclosed_quote_is_a_problem_with_its_line_and_swallows_nothing(
    page: ImportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "broken.csv"
    rows = "".join(f"term {number},meaning {number}\n" for number in range(3, 20))
    path.write_text(f'front,back\nterm 1,"never closed\n{rows}', encoding="utf-8")

    look_over(page, qtbot, path)
    page.review.problems.click()
    problem = str(page.lists.view.table.rows.index(0, 0).data())

    assert page.view_model.state.act == "Import 18 notes"
    assert problem.endswith("line 2")


def test_a_workbook_offers_its_sheets_and_no_separators(page: ImportPage, tmp_path: Path, qtbot: QtBot) -> None:
    book = Workbook()
    for name, word in (("Codes", "code"), ("Terms", "term")):
        sheet = book.create_sheet(name)
        for row in (("Front", "Back"), (f"{word} 1", "one"), (f"{word} 2", "two")):
            sheet.append(row)
    book.remove(book.worksheets[0])
    book.save(tmp_path / "book.xlsx")
    look_over(page, qtbot, tmp_path / "book.xlsx")
    table = page.review.table
    is_plain = not (table.separator.isVisible() or table.encoding.isVisible() or table.quote.isVisible())

    pick(table.sheet, "Terms")
    settled(page, qtbot)

    assert is_plain
    plan = page.view_model.state.files[0].plan
    assert plan is not None
    assert [note.fields[0] for note in plan.transfer.notes] == ["term 1", "term 2"]


def test_a_setting_chosen_while_another_is_read_is_not_lost(page: ImportPage, codes: Path, qtbot: QtBot) -> None:
    look_over(page, qtbot, codes)

    page.view_model.set_column(0, 2, (Role.CITATION, 0))
    page.view_model.set_deck("Codes")
    settled(page, qtbot)

    plan = page.view_model.state.files[0].plan
    assert plan is not None
    assert plan.deck == "Codes"
    assert plan.transfer.notes[0].provenance.citation == "Infections"


def test_of_several_tables_each_can_be_shown(page: ImportPage, codes: Path, tmp_path: Path, qtbot: QtBot) -> None:
    other = tmp_path / "other.tsv"
    other.write_text("one\tuno\ntwo\tdos\n", encoding="utf-8")
    look_over(page, qtbot, codes, other)
    first = page.review.table.separator.picker.currentText()

    page.review._files.chosen.emit(1)
    second = page.review.table.separator.picker.currentText()
    pick(page.review.table.columns.rows[1].picker, "Tags")
    settled(page, qtbot)

    assert (first, second) == ("Comma", "Tab")
    roles = [[column.role for column in file.laid.layout.columns] for file in page.view_model.state.files if file.laid]
    assert roles == [[Role.FIELD, Role.FIELD, Role.TOPIC], [Role.FIELD, Role.TAGS]]


def test_of_a_hundred_columns_more_are_shown_when_asked_for(page: ImportPage, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "wide.csv"
    line = ",".join(f"c{number}" for number in range(60))
    path.write_text(f"{line}\n{line}\n", encoding="utf-8")
    look_over(page, qtbot, path)
    columns = page.review.table.columns
    qtbot.waitUntil(lambda: len(becomes(page)) == MOST)
    first_words = columns.more.text()

    columns.more.setFocus()
    QTest.keyClick(columns.more, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(becomes(page)) == 2 * MOST)
    keyboard_at = columns.rows[MOST].picker.hasFocus()
    QTest.keyClick(columns.more, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(becomes(page)) == 60)

    assert first_words == "Show 24 of 36 further columns"
    assert keyboard_at
    assert not columns.more.isVisible()


def test_what_is_on_the_clipboard_is_pasted_and_read(page: ImportPage, collection: Collection, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("MPI\tMaster patient index\nADT\tAdmission, discharge, transfer\n")

    QTest.keyClick(page.start.files, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    has_text = page.paste.text.hasFocus() and page.paste.text.toPlainText().startswith("MPI")
    QTest.keyClick(page.paste.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(page, qtbot)
    carry_out(page, qtbot)

    assert has_text
    assert [note.fields[0] for note in notes(collection)] == ["MPI", "ADT"]
    assert page.view_model.state.names == "Pasted text"


def test_both_separators_of_pasted_text_can_be_typed(page: ImportPage, collection: Collection, qtbot: QtBot) -> None:
    page.view_model.paste("MPI ~ Master patient\nindex @ ADT ~ Admission")
    settled(page, qtbot)
    table = page.review.table

    for field, sign in ((table.row_separator, " @ "), (table.separator, " ~ ")):
        pick(field.picker, "Something else…")
        field.line.setText(sign)
        field.line.editingFinished.emit()
        settled(page, qtbot)
    carry_out(page, qtbot)

    assert [note.fields[:2] for note in notes(collection)] == [("MPI", "Master patient<br>index"), ("ADT", "Admission")]


def test_what_is_too_large_to_be_shown_is_read_all_the_same(page: ImportPage, qtbot: QtBot) -> None:
    row = "x" * 997 + "\ty\n"
    QGuiApplication.clipboard().setText(row * 2001)

    page.start.paste.click()
    shown, placeholder = page.paste.text.toPlainText(), page.paste.text.placeholderText()
    page.paste.read.click()
    settled(page, qtbot)

    assert shown == ""
    assert placeholder.startswith("2,001,000 characters")
    assert page.view_model.state.files[0].plan is not None
    assert len(page.view_model.state.files[0].plan.transfer.notes) == 2001


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\nQ: What is the MPI?\nA: An index\n\nQ: What is ROI?\nA: Release: of it\n", "What is the MPI?"),
        ("MPI >> An index\nROI :: Release\n", "MPI"),
    ],
)
def test_pasted_questions_and_answers_are_read_by_their_marks(
    text: str, expected: str, page: ImportPage, collection: Collection, qtbot: QtBot
) -> None:
    page.view_model.paste(text)
    settled(page, qtbot)
    has_table = page.review.table.isVisible()
    carry_out(page, qtbot)

    assert not has_table
    assert len(notes(collection)) == 2
    assert notes(collection)[0].fields[0] == expected


def test_escape_leaves_the_pasting(page: ImportPage, qtbot: QtBot) -> None:
    page.start.paste.click()
    is_pasting = page.paste.isVisible()

    QTest.keyClick(page.paste.text, Qt.Key.Key_Escape)

    assert is_pasting
    assert page.start.isVisible()


def test_a_list_of_a_hundred_thousand_notes_asks_for_those_on_screen_only(
    page: ImportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "many.csv"
    path.write_text("front,back\n" + "".join(f"q{n},a{n}\n" for n in range(3000)), encoding="utf-8")
    look_over(page, qtbot, path)
    page.lists.open_list(Bucket.NEW)
    asked: list[int] = []
    model = page.lists.view.table.rows
    words = model._words

    def listen(row: NoteRow) -> RowWords:
        asked.append(row.planned.place)
        return words(row)

    model._words = listen

    page.lists.view.table.scrollToBottom()
    page.lists.view.table.grab()

    assert model.rowCount() == 3000
    assert 0 < len(set(asked)) < 60
