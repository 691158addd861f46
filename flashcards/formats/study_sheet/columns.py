"""One note on paper: its number, its question, and beside it the answer."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from flashcards.formats.study_sheet.typography import GUTTER, LINE, NUMBER_WIDTH, QUESTION_SHARE

_ABOVE, _BELOW = 5.0, 6.0


def question_width(width: float) -> float:
    """Give the width of the questions' column."""
    return (width - NUMBER_WIDTH - GUTTER) * QUESTION_SHARE


def answer_width(width: float) -> float:
    """Give the width of the answers' column."""
    return (width - NUMBER_WIDTH - GUTTER) * (1 - QUESTION_SHARE)


class Columns(Flowable):
    """A row of a sheet. It can be split over pages, each column where its own text allows."""

    def __init__(self, columns: Sequence[Sequence[Flowable]], *, is_first: bool = True) -> None:
        """Make a row.

        Args:
            columns: blocks of number, question and answer.
            is_first: a rule stands above it; not above what goes on from the page before.
        """
        super().__init__()
        self._columns = [list(column) for column in columns]
        self._heights: list[list[float]] = []
        self._is_first = is_first

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Give width and height."""
        parts = zip(self._columns, self._widths(width), strict=True)
        self._heights = [[block.wrap(room, 1e6)[1] for block in column] for column, room in parts]
        self.width, self.height = width, max(map(sum, self._heights)) + _ABOVE + _BELOW
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Give two rows, of which the first is no higher than `height`; none when that cannot be."""
        room = height - _ABOVE - _BELOW
        parts = [_parted(column, own, room) for column, own in zip(self._columns, self._widths(width), strict=True)]
        first, second = [part[0] for part in parts], [part[1] for part in parts]
        if not any(first) or not any(second):
            return []
        return [Columns(first, is_first=self._is_first), Columns(second, is_first=False)]

    def draw(self) -> None:
        """Draw it."""
        if self._is_first:
            self.canv.setStrokeColor(LINE)
            self.canv.setLineWidth(0.5)
            self.canv.line(0, self.height, self.width, self.height)
        x = 0.0
        for column, heights, room in zip(self._columns, self._heights, self._widths(self.width), strict=True):
            y = self.height - _ABOVE
            for block, height in zip(column, heights, strict=True):
                block.drawOn(self.canv, x, y - height)
                y -= height
            x += room + (GUTTER if x else 0)

    @staticmethod
    def _widths(width: float) -> tuple[float, float, float]:
        return NUMBER_WIDTH, question_width(width), answer_width(width)


def _parted(column: Sequence[Flowable], width: float, room: float) -> tuple[list[Flowable], list[Flowable]]:
    """Give the blocks that fit into a height, and those that do not."""
    fitting: list[Flowable] = []
    for place, block in enumerate(column):
        _, height = block.wrap(width, room)
        if height <= room:
            fitting.append(block)
            room -= height
            continue
        pieces = block.split(width, room)
        if len(pieces) > 1:
            return [*fitting, pieces[0]], [*pieces[1:], *column[place + 1 :]]
        return fitting, list(column[place:])
    return fitting, []
