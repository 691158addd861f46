"""Tables of cards as tables of a sheet."""

from typing import Any

from reportlab.platypus import Flowable, Paragraph, Table, TableStyle

from flashcards.formats.study_sheet.typography import LINE, STYLES

MAX_COLUMNS = 12

MAX_ROWS = 200
"""Rows of a table that are printed. Laying out takes a time that is quadratic in them."""

Row = list[tuple[Flowable, int]]
"""Cells, each with the columns it reaches over."""


def table_of(rows: list[Row], width: float) -> Table:
    """Give a table as wide as a column.

    Args:
        rows: at least one with a cell.
    """
    left_out = len(rows) - MAX_ROWS
    if left_out > 0:
        rows = [*rows[:MAX_ROWS], [(Paragraph(f"… and {left_out} more rows", STYLES["cell"]), MAX_COLUMNS)]]
    columns = min(max(sum(span for _, span in row) for row in rows), MAX_COLUMNS)
    style: list[Any] = [
        ("GRID", (0, 0), (-1, -1), 0.4, LINE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        *((side, (0, 0), (-1, -1), 3) for side in ("LEFTPADDING", "RIGHTPADDING")),
        *((side, (0, 0), (-1, -1), 2) for side in ("TOPPADDING", "BOTTOMPADDING")),
    ]
    grid = [_line(row, place, columns, style) for place, row in enumerate(rows)]
    return Table(grid, [width / columns] * columns, style=TableStyle(style), hAlign="LEFT")


def _line(row: Row, place: int, columns: int, style: list[Any]) -> list[Flowable | str]:
    line: list[Flowable | str] = []
    for cell, span in row:
        if len(line) >= columns:
            break
        last = min(len(line) + span, columns) - 1
        if last > len(line):
            style.append(("SPAN", (len(line), place), (last, place)))
        line += [cell, *[""] * (last - len(line))]
    return line + [""] * (columns - len(line))
