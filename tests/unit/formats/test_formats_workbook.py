import io
import random
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from flashcards.domain.errors import ImportRefusedError
from flashcards.formats import registry
from flashcards.formats.text_detect import detect_layout, preview
from flashcards.formats.text_layout import Known
from flashcards.formats.transfer import Transfer
from flashcards.formats.workbook_source import sheet_names
from tests.pace import within
from tests.unit.formats.text_builders import complaints, fields, reading

ROWS = '<row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="str"><v>b</v></c></row>'


def a_workbook(folder: Path, fill: Callable[[Worksheet], None], *more: str) -> Path:
    """Write a workbook with one sheet that is filled, and others that are empty."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    fill(sheet)
    for name in more:
        book.create_sheet(name)
    path = folder / "deck.xlsx"
    book.save(path)
    return path


def with_rows(*rows: tuple[object, ...]) -> Callable[[Worksheet], None]:
    def fill(sheet: Worksheet) -> None:
        for row in rows:
            sheet.append(list(row))

    return fill


def read(path: Path) -> Transfer:
    return registry.read(path, reading())


def raw_workbook(folder: Path, **parts: str) -> Path:
    """Write a workbook whose parts are given as XML, with one sheet unless it is said otherwise."""
    names = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    written = {
        "xl/workbook.xml": (
            f'<workbook xmlns="{names}" xmlns:r="{relations}"><sheets>'
            '<sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{names}"><sheetData>{ROWS}</sheetData></worksheet>',
    }
    written |= {name.replace("__", "/") + ".xml": text for name, text in parts.items()}
    path = folder / "deck.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in written.items():
            archive.writestr(name, text)
    return path


def sheet_of(data: str) -> str:
    return f"<worksheet><sheetData>{data}</sheetData></worksheet>"


def test_a_sheet_is_read_like_any_table(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path,
        with_rows(
            ("Question", "Answer", "Tags", "Source", "Domain"),
            ("R&D <5", "line\nline", "x y", "45 CFR 164.524", 2),
            ("", "no question", "", "", ""),
            ("only", None, None, None, None),
        ),
    )

    transfer = read(path)

    assert transfer.format == "xlsx"
    assert fields(transfer) == [("R&amp;D &lt;5", "line<br>line"), ("only", "")]
    assert (transfer.notes[0].tags, transfer.notes[0].provenance.domain) == (("x", "y"), 2)
    assert [note.line for note in transfer.notes] == [2, 4]
    assert complaints(transfer) == [
        (3, "the first field is empty; the row was left out"),
        (4, "the answer is empty; the note comes in without one"),
    ]


def test_numbers_dates_and_truths_look_as_they_do_there(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["day", date(2026, 3, 14), datetime(2026, 3, 14, 8, 30), time(8, 30)])  # noqa: DTZ001 - sheets have none
        sheet.append(["number", 30.0, 0.1 + 0.2, 1234567])
        sheet.append(["format", 0.25, 1234.5, 501])
        sheet.append(["truth", True, False, "_x0041_ _x000D_"])
        sheet["B3"].number_format, sheet["C3"].number_format, sheet["D3"].number_format = "0%", "#,##0.00", "00000"

    path = a_workbook(tmp_path, fill)

    assert [cells for _, cells in preview(path, detect_layout(path))] == [
        ["day", "2026-03-14", "2026-03-14 08:30", "08:30"],
        ["number", "30", "0.3", "1234567"],
        ["format", "25%", "1,234.50", "00501"],
        ["truth", "TRUE", "FALSE", "A \r"],
    ]


def test_formulas_show_what_they_came_to(tmp_path: Path) -> None:
    cells = '<c r="A1" t="str"><f>UPPER("a")</f><v>A</v></c><c r="B1"><f>1+1</f><v>2</v></c><c r="C1"><f>3</f></c>'
    path = raw_workbook(tmp_path, xl__worksheets__sheet1=sheet_of(f'<row r="1">{cells}</row>'))

    assert fields(read(path)) == [("A", "2")]


def test_errors_of_formulas_are_listed(tmp_path: Path) -> None:
    cells = '<c r="A1" t="str"><v>a</v></c><c r="B1" t="e"><v>#REF!</v></c>'
    path = raw_workbook(tmp_path, xl__worksheets__sheet1=sheet_of(f'<row r="1">{cells}</row>'))

    assert complaints(read(path)) == [(1, "a cell shows the error #REF!; mend its formula")]


def test_characters_that_turn_the_direction_of_text_are_listed(tmp_path: Path) -> None:
    transfer = read(a_workbook(tmp_path, with_rows(("Front", "Back"), ("a", "b"), ("c\u202ed", "e"))))

    assert fields(transfer)[1] == ("c\u202ed", "e")
    assert [(line, message[:33]) for line, message in complaints(transfer)] == [
        (3, "an invisible character (U+202E) t")
    ]


def test_shared_texts_are_put_together_without_their_readings(tmp_path: Path) -> None:
    strings = (
        "<sst><si><r><t>Release </t></r><r><t>of</t></r><rPh><t>kana</t></rPh></si><si><t>information</t></si></sst>"
    )
    cells = '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>7</v></c>'
    path = raw_workbook(
        tmp_path, xl__sharedStrings=strings, xl__worksheets__sheet1=sheet_of(f'<row r="1">{cells}</row>')
    )

    assert fields(read(path)) == [("Release of", "information")]


def test_merged_cells_count_for_all_their_rows(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        with_rows(("chapter", "question", "answer"), ("One", "a", "b"), (None, "c", "d"), (None, "e", "f"))(sheet)
        sheet.append([None, "g", "h"])
        sheet.merge_cells("A2:A4")

    transfer = read(a_workbook(tmp_path, fill))

    assert [note.tags for note in transfer.notes] == [("One",), ("One",), ("One",), ()]


def test_titles_above_the_names_are_left_out_and_mentioned(tmp_path: Path) -> None:
    path = a_workbook(tmp_path, with_rows(("My deck",), (), ("made in May",), ("Term", "Definition"), ("a", "b")))

    transfer = read(path)

    assert fields(transfer) == [("a", "b")]
    assert complaints(transfer) == [(1, "2 rows above the names of the columns were left out")]


def test_the_first_sheet_that_is_shown_and_has_cells_is_read(tmp_path: Path) -> None:
    book = Workbook()
    book.create_sheet("Hidden").append(["no", "no"])
    book["Hidden"].sheet_state = "hidden"
    book.create_sheet("Cards").append(["a", "b"])
    book.create_sheet("More").append(["c", "d"])
    path = tmp_path / "deck.xlsx"
    book.save(path)

    assert sheet_names(path) == ("Sheet", "Cards", "More", "Hidden")
    assert detect_layout(path).sheet == "Cards"
    assert fields(read(path)) == [("a", "b")]


def test_a_sheet_of_titles_is_passed_over_for_one_of_cards_and_listed(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Chapter 3: statistics"])  # type: ignore[union-attr]
    book.create_sheet("Cards").append(["a", "b"])
    book.create_sheet("Empty")
    book.create_sheet("More").append(["c", "d"])
    path = tmp_path / "deck.xlsx"
    book.save(path)

    transfer = read(path)

    assert fields(transfer) == [("a", "b")]
    assert complaints(transfer) == [
        (0, f"the sheet “{name}” is not imported: one sheet comes in at a time") for name in ("More", "Sheet")
    ]


def test_a_lone_sheet_of_one_column_is_read(tmp_path: Path) -> None:
    path = a_workbook(tmp_path, with_rows(("The {{c1::MPI}} is an index.",)), "Empty")

    assert [note.fields[0] for note in read(path).notes] == ["The {{c1::MPI}} is an index."]


def test_the_learner_may_name_another_sheet(tmp_path: Path) -> None:
    book = Workbook()
    book.create_sheet("More").append(["c", "d"])
    book.save(tmp_path / "deck.xlsx")

    layout = detect_layout(tmp_path / "deck.xlsx", known=Known(sheet="More"))

    assert fields(registry.read(tmp_path / "deck.xlsx", reading(layout=layout))) == [("c", "d")]
    with pytest.raises(ImportRefusedError, match="it has no sheet “None”"):
        detect_layout(tmp_path / "deck.xlsx", known=Known(sheet="None"))


def test_an_empty_workbook_is_an_empty_table(tmp_path: Path) -> None:
    assert read(a_workbook(tmp_path, with_rows(), "Other")).notes == []


def test_rows_and_cells_without_a_place_follow_each_other(tmp_path: Path) -> None:
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    rows = f"<row>{cell.format('a')}{cell.format('b')}</row><row r='5'>{cell.format('c')}{cell.format('d')}</row>"
    transfer = read(raw_workbook(tmp_path, xl__worksheets__sheet1=sheet_of(rows)))

    assert [(note.line, note.fields[:2]) for note in transfer.notes] == [(1, ("a", "b")), (5, ("c", "d"))]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("deck.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old Excel workbook (.xls)"),
        ("deck.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "with a password"),
        ("deck.ods", b"PK\x03\x04mimetype", "an OpenDocument spreadsheet (.ods)"),
        ("deck.xlsb", b"PK\x03\x04", "a binary Excel workbook (.xlsb)"),
        ("deck.xlsx", b"PK\x03\x04 and nothing more", "no zip file, or a damaged one"),
    ],
)
def test_what_is_no_workbook_is_refused_by_what_it_is(tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(ImportRefusedError) as refusal:
        read(path)

    assert sentence in str(refusal.value)
    assert "Nothing was changed." in str(refusal.value)


def test_another_zip_file_of_that_name_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "deck.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<a/>")

    with pytest.raises(ImportRefusedError, match="it is no Excel workbook"):
        read(tmp_path / "deck.xlsx")


BOMB = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]>'


@pytest.mark.parametrize(
    ("part", "content", "sentence"),
    [
        ("xl__worksheets__sheet1", BOMB + sheet_of("<row><c t='str'><v>&c;</v></c></row>"), "a document type"),
        ("xl__workbook", BOMB + "<workbook/>", "a document type"),
        ("xl__sharedStrings", BOMB + "<sst><si><t>&c;</t></si></sst>", "a document type"),
        ("xl__worksheets__sheet1", "<a>" * 100_000, "nested more deeply"),
        ("xl__worksheets__sheet1", sheet_of(f"<row><c t='str'><v>{'x' * 1_100_000}</v></c></row>"), "more text"),
        ("xl__worksheets__sheet1", f"<worksheet><a {'b' * 1_300_000}='1'/></worksheet>", "goes on and on"),
        ("xl__worksheets__sheet1", "<worksheet><sheetData><row>", "no valid XML"),
        ("xl__worksheets__sheet1", sheet_of("<row r='9999999'><c><v>1</v></c></row>"), "more rows than a sheet"),
        ("xl__styles", f"<styleSheet>{random.Random(1).randbytes(5_000_000).hex()}</styleSheet>", "larger than 8 MB"),
    ],
)
def test_hostile_parts_are_refused_in_no_time(tmp_path: Path, part: str, content: str, sentence: str) -> None:
    path = raw_workbook(tmp_path, **{part: content})

    with within(seconds=3), pytest.raises(ImportRefusedError) as refusal:
        read(path)

    assert sentence in str(refusal.value)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = raw_workbook(tmp_path, xl__worksheets__sheet1=sheet_of("<row/>" * 1_000_000))

    with pytest.raises(ImportRefusedError, match="as no real workbook does"):
        read(path)


def test_a_sheet_of_more_cells_than_notes_can_have_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flashcards.formats.sheet_cells.MAX_CELLS", 1_000)
    path = raw_workbook(tmp_path, xl__worksheets__sheet1=sheet_of("<row><c/><c/></row>" * 501))

    with pytest.raises(ImportRefusedError, match="more cells than any table of notes"):
        read(path)


def test_a_row_of_a_million_cells_is_cut_to_what_can_be_shown(tmp_path: Path) -> None:
    path = raw_workbook(tmp_path, xl__worksheets__sheet1=sheet_of("<row>" + "<c><v>1</v></c>" * 40_000 + "</row>"))

    assert len(detect_layout(path).columns) == 256
    assert fields(read(path)) == [("1", "1", "1")]


def test_strange_numbers_places_and_styles_do_no_harm(tmp_path: Path) -> None:
    cells = (
        f'<c r="A1" s="99999999999"><v>{"9" * 5_000}</v></c><c r="ZZZZ1"><v>nan</v></c><c r="C1" s="-1"><v>x</v></c>'
        '<c r="A1" t="s"><v>-1</v></c><c r="B1" t="d"><v>2026-03-14T00:00:00</v></c>'
    )
    path = raw_workbook(tmp_path, xl__worksheets__sheet1=sheet_of(f'<row r="1">{cells}</row>'))

    ((_, row),) = preview(path, detect_layout(path))

    assert row[1:3] == ["2026-03-14", "x"]


def test_a_damaged_member_is_refused(tmp_path: Path) -> None:
    path = a_workbook(tmp_path, with_rows(*(("a", "b") for _ in range(500))))
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        start = archive.getinfo("xl/worksheets/sheet1.xml").header_offset
    content[start + 80 : start + 120] = bytes(40)
    path.write_bytes(content)

    with pytest.raises(ImportRefusedError):
        read(path)


def test_a_formula_that_was_never_worked_out_is_listed_with_its_place(tmp_path: Path) -> None:
    path = a_workbook(tmp_path, with_rows(("Question", "Answer"), ("1 + 1?", "=1+1"), ("2 + 2?", "4")))

    transfer = read(path)

    assert fields(transfer) == [("1 + 1?", ""), ("2 + 2?", "4")]
    assert complaints(transfer) == [
        (
            2,
            "cell B2 of the sheet “Sheet” is empty: its formula was never worked out; "
            "open the workbook in a spreadsheet program and save it",
        ),
        (2, "the answer is empty; the note comes in without one"),
    ]


def test_a_formula_that_came_to_nothing_is_no_problem(tmp_path: Path) -> None:
    data = (
        '<row r="1"><c r="A1" t="str"><v>a</v></c><c r="AB1" t="str"><f>""</f><v></v></c>'
        '<c r="AC1" t="str"><f>"b"</f><v>b</v></c></row>'
    )

    said = complaints(read(raw_workbook(tmp_path, xl__worksheets__sheet1=sheet_of(data))))

    assert said == [
        (1, "column 29, which has no name, is not imported"),
        (1, "the answer is empty; the note comes in without one"),
    ]


def a_book_of_two(folder: Path, first: str) -> Path:
    names = (
        '<workbook><sheets><sheet name="One" sheetId="1" r:id="rId1"/><sheet name="Two" sheetId="2" r:id="rId2"/>'
        "</sheets></workbook>"
    )
    relations = (
        '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/>'
        '<Relationship Id="rId2" Target="worksheets/sheet2.xml"/></Relationships>'
    )
    path = raw_workbook(folder, xl__workbook=names, xl__worksheets__sheet1=first, xl__worksheets__sheet2=sheet_of(ROWS))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if first or "sheet1" not in name}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (parts | {"xl/_rels/workbook.xml.rels": relations.encode()}).items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize("first", ["<worksheet><sheetData><row><c", ""])
def test_a_damaged_or_missing_sheet_leaves_the_others(tmp_path: Path, first: str) -> None:
    transfer = read(a_book_of_two(tmp_path, first))

    assert fields(transfer) == [("a", "b")]
    assert complaints(transfer) == [
        (0, "the sheet “One” is damaged or missing, and was passed over; save the workbook again")
    ]


MANY = tuple((f"question {number}", f"answer {number} {'x' * (number * 7919 % 40)}") for number in range(4000))


def test_a_sheet_that_breaks_off_comes_in_as_far_as_it_goes(tmp_path: Path) -> None:
    whole = sheet_of(
        "".join(
            f'<row r="{place}"><c t="str"><v>{question}</v></c><c t="str"><v>{answer}</v></c></row>'
            for place, (question, answer) in enumerate(MANY, start=1)
        )
    )
    cut = whole.index("question 3000")
    path = a_book_of_two(tmp_path, whole[:cut] + "<<" + whole[cut:])

    transfer = read(path)

    assert [note.fields[0] for note in transfer.notes] == [question for question, _ in MANY[:3000]]
    other, (line, message) = complaints(transfer)
    assert other == (0, "the sheet “Two” is not imported: one sheet comes in at a time")
    assert (line, message[:42]) == (3000, "the sheet “One” is damaged below row 3000:")


def test_a_sheet_whose_bytes_are_spoilt_further_down_is_refused_because_any_row_may_be_wrong(tmp_path: Path) -> None:
    path = a_workbook(tmp_path, with_rows(*MANY))
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        member = archive.getinfo("xl/worksheets/sheet1.xml")
    middle = member.header_offset + member.compress_size // 2
    content[middle : middle + 200] = bytes(200)
    path.write_bytes(content)

    with pytest.raises(ImportRefusedError, match=r"sheet1\.xml"):
        read(path)


def test_a_damaged_sheet_that_was_asked_for_is_refused(tmp_path: Path) -> None:
    path = a_book_of_two(tmp_path, "<worksheet><sheetData><row><c")

    with pytest.raises(ImportRefusedError, match=r"sheet1\.xml.* cannot be read"):
        detect_layout(path, known=Known(sheet="One"))


def test_a_damaged_sheet_behind_the_one_that_is_read_does_not_matter(tmp_path: Path) -> None:
    path = a_book_of_two(tmp_path, sheet_of(ROWS))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (parts | {"xl/worksheets/sheet2.xml": b"<worksheet"}).items():
            archive.writestr(name, content)

    assert complaints(read(path)) == []
