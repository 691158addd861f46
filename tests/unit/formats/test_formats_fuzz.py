from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from flashcards.domain.errors import ImportRefusedError
from flashcards.formats.text_detect import detect_layout
from flashcards.formats.text_reader import read_pasted
from scripts import fuzz
from tests.unit.formats.text_builders import a_file, read, reading

PIECES = (
    '"',
    ",",
    ";",
    "\t",
    "|||",
    ":",
    " - ",
    "\n",
    "\r\n",
    "#",
    "a",
    "b c",
    "é",
    "<b>",
    "&",
    "\x00",
    "question",
    "answer",
    "A",
)
texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
cells = st.text("abc é?.", max_size=6)
tables = st.lists(st.lists(cells, min_size=1, max_size=4), max_size=8)


def test_damaged_files_of_every_format_are_dealt_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    failures = fuzz.fuzz(count=15, seed=5)

    assert failures == 0, capsys.readouterr().out


def test_a_reader_that_stumbles_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("flashcards.formats.text_reader.read_table", lambda *_: 1 / 0)

    assert fuzz.fuzz(count=1, seed=1, wanted="csv") > 0
    assert list((tmp_path / "fuzz").iterdir())


@given(content=st.binary(max_size=300) | texts.map(str.encode) | texts.map(lambda text: text.encode("utf-16")))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_text_file_holds_it_is_read_or_refused(tmp_path: Path, content: bytes) -> None:
    try:
        transfer = read(tmp_path, content)
    except ImportRefusedError:
        return

    fuzz.check(transfer)


@given(text=texts)
@settings(max_examples=150)
def test_whatever_is_pasted_is_read(text: str) -> None:
    fuzz.check(read_pasted(text, reading()))


@example(table=[[" "], ["a?a", " "]], separator=",")
@example(table=[["", "?"], ["?"]], separator="\t")
@example(table=[["?"], ["?"], [""], ["?"], ["?"]], separator=",")
@example(table=[[" "], ["? "], ["? "], ["? "]], separator=",")
@given(table=tables, separator=st.sampled_from([",", ";", "\t", "|"]))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_row_vanishes_without_a_word(tmp_path: Path, table: list[list[str]], separator: str) -> None:
    text = "\n".join(separator.join(row) for row in table)
    path = a_file(tmp_path, text)
    layout = detect_layout(path)
    filled = [row for row in text.split(layout.row_separator) if row.replace(separator, "").strip()]

    transfer = read(tmp_path, path.read_bytes(), layout=layout)

    told = ("left out", "added to the row of line")
    named = {problem.line for problem in transfer.problems if any(words in problem.message for words in told)}
    assert len({note.line for note in transfer.notes} | named) >= len(filled) - layout.has_header - layout.title_rows
