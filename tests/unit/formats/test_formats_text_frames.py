"""Tables drawn with pipes, as Markdown has them."""

from pathlib import Path

import pytest

from flashcards.formats import registry
from flashcards.formats.text_detect import detect_layout, preview
from flashcards.formats.text_reader import read_pasted
from tests.unit.formats.format_builders import READING

TABLE = """| Term | Meaning |
|:-----|:-------:|
| **MPI** | Master patient index |
| PHI \\| ePHI | health information, protected |
| ROI | |
"""
ROWS = [("MPI", "Master patient index"), ("PHI | ePHI", "health information, protected"), ("ROI", "")]


def _rows(text: str) -> list[tuple[str, ...]]:
    return [tuple(cells) for _, cells in preview(text, detect_layout(text)) if any(cells)]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_table_that_is_drawn_is_read(ends: str) -> None:
    assert _rows(TABLE.replace("\n", ends)) == ROWS


def test_without_pipes_at_its_sides_it_is_one_too() -> None:
    assert _rows("Term | Meaning\n--- | ---\nMPI | an index\nROI | release\n") == [
        ("MPI", "an index"),
        ("ROI", "release"),
    ]


def test_its_first_row_names_the_columns_whatever_they_are_called() -> None:
    layout = detect_layout("Here are your cards:\n\n| Short | Stands for it |\n|---|---|\n| MPI | an index |\n")

    assert layout.reason == "A table drawn with pipes"
    assert (layout.title_rows, layout.has_header, [one.name for one in layout.columns]) == (
        1,
        True,
        ["Short", "Stands for it"],
    )


def test_lines_are_told_where_they_are(tmp_path: Path) -> None:
    transfer = read_pasted(TABLE, READING)

    assert [(note.line, note.fields[:2]) for note in transfer.notes] == [
        (3 + place, row) for place, row in enumerate(ROWS)
    ]


def test_pipes_without_a_rule_are_separators() -> None:
    assert _rows("MPI | an index\nROI | release\n") == [("MPI ", " an index"), ("ROI ", " release")]


def test_a_file_of_markdown_that_is_nothing_but_a_table_is_read_as_one(tmp_path: Path) -> None:
    (tmp_path / "terms.md").write_text(f"# HIM\n\n{TABLE}", encoding="utf-8")

    with registry.read(tmp_path / "terms.md", READING) as transfer:
        assert (transfer.format, len(transfer.notes)) == ("csv", 3)


def test_notes_with_a_table_in_them_stay_markdown(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(f"PHI::health information\n\n{TABLE}", encoding="utf-8")

    with registry.read(tmp_path / "notes.md", READING) as transfer:
        assert (transfer.format, len(transfer.notes)) == ("markdown", 1)
