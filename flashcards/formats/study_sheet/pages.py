"""Pages of a sheet, filled from top to bottom: headings, rows, what stands at the edges."""

from html import escape
from typing import IO, Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph

from flashcards.formats.study_sheet.formula_drawing import FormulaPicture
from flashcards.formats.study_sheet.typography import BOTTOM, LEFT, LINE, MUTED, PAGE, REGULAR, RIGHT, STYLES, TOP

WIDTH = PAGE[0] - LEFT - RIGHT
HEIGHT = PAGE[1] - TOP - BOTTOM

_KEPT_WHOLE = 0.3 * HEIGHT
"""A block no higher than this goes to the next page rather than being split."""

_WORTH_FILLING = 0.2 * HEIGHT
"""Less than this is left empty at the foot of a page."""


class SheetCanvas(Canvas):
    """A canvas that draws formulas where a line keeps room for one."""

    def drawImage(self, image: Any, x: float, y: float, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401, N802
        """Draw a picture or a formula."""
        if isinstance(image, FormulaPicture):
            image.draw(self, x, y)
            return None
        return super().drawImage(image, x, y, *arguments, **named)


class Pages:
    """Pages being filled.

    Attributes:
        heading: stands at the top of each page but the first.
    """

    def __init__(self, file: IO[bytes], title: str) -> None:
        """Begin with the first page."""
        self.heading = ""
        self._canvas = SheetCanvas(file, pagesize=PAGE, pageCompression=1, invariant=1, lang="en")
        self._canvas.setTitle(title)
        self._canvas.setCreator("Flashcards")
        self._canvas.setAuthor("Flashcards")  # else readers show “anonymous”, and “unspecified” below it
        self._canvas.setSubject("Study sheet")
        self._title = title
        self._left = HEIGHT
        self._marks = 0

    def title(self, below: str) -> None:
        """Put the title on the first page, and a line below it."""
        self.add(Paragraph(escape(self._title, quote=False), STYLES["title"]))
        self.add(Paragraph(escape(below, quote=False), STYLES["path"]))
        self.space(8)

    def add(self, block: Flowable, *, keep_with: float = 0.0) -> None:
        """Put a block below the last one, on the next page where it does not fit.

        Args:
            keep_with: points that have to be left below it.
        """
        _, height = block.wrapOn(self._canvas, WIDTH, self._left)
        fits_no_more = height + keep_with > self._left and not self._is_fresh()
        if fits_no_more and (height + keep_with <= _KEPT_WHOLE or self._left < _WORTH_FILLING):
            self.turn()
        while height > self._left:
            pieces = block.splitOn(self._canvas, WIDTH, self._left)
            if len(pieces) > 1:
                self._draw(pieces[0], pieces[0].wrapOn(self._canvas, WIDTH, self._left)[1])
                block = pieces[1]
            elif self._is_fresh():
                break  # it is higher than a page and cannot be split: it is cut at the foot
            self.turn()
            _, height = block.wrapOn(self._canvas, WIDTH, self._left)
        self._draw(block, height)

    def space(self, height: float) -> None:
        """Leave room, but not at the top of a page."""
        if not self._is_fresh():
            self._left -= height

    def mark(self, name: str, level: int) -> None:
        """Enter a heading into the outline of the PDF.

        Args:
            level: 0-based; at most one more than that of the heading before.
        """
        self._marks += 1
        key = f"deck-{self._marks}"
        self._canvas.bookmarkHorizontal(key, 0, self._left + BOTTOM + 30)
        self._canvas.addOutlineEntry(name, key, level, closed=False)

    def turn(self) -> None:
        """End the page and begin the next."""
        self._edges()
        self._canvas.showPage()
        self._left = HEIGHT

    def finish(self) -> None:
        """Write the file."""
        self._edges()
        self._canvas.save()

    def _is_fresh(self) -> bool:
        return self._left >= HEIGHT

    def _draw(self, block: Flowable, height: float) -> None:
        self._left -= height
        block.drawOn(self._canvas, LEFT, BOTTOM + self._left)

    def _edges(self) -> None:
        """Draw what stands above and below the text."""
        canvas, number = self._canvas, self._canvas.getPageNumber()
        canvas.setFont(REGULAR, 7.5)
        canvas.setFillColor(MUTED)
        if number > 1:
            canvas.drawString(LEFT, PAGE[1] - TOP + 18, self._title)
            canvas.drawRightString(PAGE[0] - RIGHT, PAGE[1] - TOP + 18, self.heading)
            canvas.setStrokeColor(LINE)
            canvas.setLineWidth(0.5)
            canvas.line(LEFT, PAGE[1] - TOP + 11, PAGE[0] - RIGHT, PAGE[1] - TOP + 11)
        canvas.drawCentredString(PAGE[0] / 2, BOTTOM - 26, str(number))
