"""How wide each column of the list is in the room there is."""

from collections.abc import Callable, Mapping

from flashcards.domain.browsing import Column
from flashcards.ui.browse import cells
from flashcards.ui.browse.table_model import TableModel
from flashcards.ui.browse.widths import GOOD_FIRST_FIELD, LEAST_FIRST_FIELD, LEAST_SHARE, give_way, share_of, spared


def share(rows: TableModel, wanted: Mapping[Column, int], room: int, scaled: Callable[[int], int]) -> dict[Column, int]:
    """Give every column that is shown its width in pixels; what is left goes to the first field.

    Columns whose width nobody has set give way a little, where all of them are seen then; of the usual columns, those
    on the right are not shown where that is not enough.

    Args:
        rows: whose columns they are.
        wanted: how wide the learner wants columns, at 100 % text.
        room: in pixels.
        scaled: makes pixels at 100 % text those of now.
    """
    has_first = Column.FIRST_FIELD in rows.columns
    least = scaled(LEAST_FIRST_FIELD) if has_first else 0
    usual: dict[Column, int] = {one: scaled(cells.WIDTHS.get(one, cells.USUAL_WIDTH)) for one in rows.columns}
    chosen: dict[Column, int] = {
        one: scaled(width) for one, width in wanted.items() if one in usual and one is not Column.FIRST_FIELD
    }
    hidden = _spared(rows, usual, chosen, room - scaled(GOOD_FIRST_FIELD))
    others = [one for one in rows.columns if one is not Column.FIRST_FIELD and one not in hidden]
    free = [one for one in others if one not in chosen]
    fits = share_of(sum(usual[one] for one in free), room - least - sum(chosen[one] for one in others if one in chosen))
    widths: dict[Column, int] = {one: chosen.get(one, int(usual[one] * fits)) for one in others}
    left = room - sum(widths.values())
    if has_first and left >= least:
        yielding: dict[Column, int] = {one: usual[one] for one in free if one in cells.YIELDING}
        left += give_way(widths, yielding, scaled(GOOD_FIRST_FIELD) - left)
    return widths | ({Column.FIRST_FIELD: max(least, left)} if has_first else {})


def _spared(
    rows: TableModel, usual: Mapping[Column, int], chosen: Mapping[Column, int], room: int
) -> frozenset[Column]:
    """Give the columns that are hidden in so little room: none of what the learner chose, set or sorts by.

    Args:
        room: for all but the first field.
    """
    if rows.columns != cells.USUAL[rows.unit]:
        return frozenset()
    share_of_usual = {one: LEAST_SHARE if one in cells.YIELDING else 1.0 for one in rows.columns[1:]}
    least = {one: chosen.get(one, int(usual[one] * part)) for one, part in share_of_usual.items()}
    spare = [one for one in rows.columns[2:] if one not in chosen and one != rows.sorted_by]
    return spared(spare, least, room)
