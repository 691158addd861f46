"""A chart in its panel: what it adds up to, its legend, and what can be done with it."""

from pathlib import Path

from PySide6.QtCore import QDir, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QFrame, QHBoxLayout, QHeaderView, QTableView, QWidget

from flashcards.domain.errors import ExportRefusedError, StorageError
from flashcards.formats.writing import target_of
from flashcards.ui.page import Services
from flashcards.ui.progress.chart import NOTHING, Chart, csv_of
from flashcards.ui.progress.chart_table import ChartTable
from flashcards.ui.progress.heat_year import HeatYear
from flashcards.ui.progress.legend import Legend
from flashcards.ui.progress.picture import picture
from flashcards.ui.progress.plot import Plot
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import icon_button
from flashcards.ui.widgets.panel import Panel
from flashcards.ui.widgets.text import label
from flashcards.wording import counted

ROWS_SHOWN = 8
WIDE_FROM = 5
"""With more columns, the first one takes what the others leave."""


Drawing = Plot | HeatYear
"""What draws a chart."""


class ChartPanel(Panel):
    """A heading with a sum, buttons, the chart or its table, and what is pointed at.

    Args:
        drawing: draws the chart.
        extra: a choice that belongs to this chart alone.

    Signals:
        search_wanted: a line of the search language that finds the cards behind a place.
    """

    search_wanted = Signal(str)

    def __init__(self, services: Services, drawing: Drawing, extra: QWidget | None = None) -> None:
        super().__init__()
        self._services = services
        self._is_table = False
        self.chart = NOTHING
        self.drawing = drawing
        drawing.pointed.connect(self._read_out)
        drawing.chosen.connect(self._find)
        self._title = label("", "strong")
        self._summary = label("", "caption", wraps=True)
        self._empty = label("", "muted", wraps=True)
        self._legend = Legend(services.theme)
        self._model = ChartTable(self)
        self._table: QTableView | None = None
        icons = services.icons
        self.as_table = icon_button(icons.icon("list"), "Show as table")
        self.copy = icon_button(icons.icon("copy"), "Copy as CSV")
        self.save = icon_button(icons.icon("download"), "Save as picture")
        self.as_table.setCheckable(True)
        self.as_table.clicked.connect(self.turn)
        self.copy.clicked.connect(self.copy_csv)
        self.save.clicked.connect(self._ask_where)
        self._lay_out(extra)

    @property
    def table(self) -> QTableView:
        """The table; made when it is first wanted, for most charts never are read as one."""
        if self._table is None:
            self._table = _table_view(self._model)
            self._table.activated.connect(self._find_row)
            self.column.addWidget(self._table)
            self.setTabOrder(self.save, self._table)
            self._name_table()
        return self._table

    def show_chart(self, chart: Chart) -> None:
        """Show a chart; one without series is a table."""
        self.chart = chart
        self.setAccessibleName(chart.title)
        self._title.setText(chart.title)
        self._summary.setText(chart.summary)
        self._empty.setText(chart.empty)
        self._model.set_table(chart.table)
        self._legend.set_series(chart.series)
        self._name_table()
        for button in (self.as_table, self.copy, self.save):
            button.setAccessibleName(f"{button.toolTip()}: {chart.title}")
        self.drawing.show_chart(chart)
        self._fit()

    @Slot()
    def turn(self) -> None:
        """Show the table instead of the chart, or the chart again."""
        self.show_as(is_table=not self._is_table)
        (self.table if self._is_table else self.drawing).setFocus()

    def show_as(self, *, is_table: bool) -> None:
        """Show the table, or the chart."""
        self._is_table = is_table
        self._fit()

    @Slot()
    def copy_csv(self) -> None:
        """Copy the table for a spreadsheet."""
        QApplication.clipboard().setText(csv_of(self.chart.table))
        self._services.notices.say(f"Copied “{self.chart.title}”: {counted(len(self.chart.table.rows), 'row')}.")

    def save_png(self, path: Path) -> None:
        """Save the drawing as a picture, twice as fine as on the screen.

        Raises:
            ExportRefusedError: it would replace what must not be replaced.
            StorageError: the disk refuses.
        """
        path = target_of(path)
        made = picture(self.chart, self.drawing, self._legend, self._services.theme)
        if not made.save(str(path), "PNG"):
            message = f"{path} could not be written. Choose another folder, or make room there."
            raise StorageError(message)

    @Slot()
    def _ask_where(self) -> None:
        name = QDir.home().filePath(f"{self.chart.title}.png")
        path, _ = QFileDialog.getSaveFileName(self, "Save as picture", name, "PNG pictures (*.png)")
        if path:
            try:
                self.save_png(Path(path))
            except (ExportRefusedError, StorageError) as error:
                self._services.notices.problem(error)

    @Slot(int)
    def _read_out(self, place: int) -> None:
        self._summary.setText(self.chart.reading(place) if place >= 0 else self.chart.summary)

    @Slot(int)
    def _find(self, place: int) -> None:
        if place < len(self.chart.searches) and self.chart.searches[place]:
            self.search_wanted.emit(self.chart.searches[place])

    @Slot(QModelIndex)
    def _find_row(self, index: QModelIndex) -> None:
        self._find(index.row())

    def _name_table(self) -> None:
        if self._table is not None:
            _share_width(self._table)
            is_start = self.chart.table.is_cut_at_start
            self._table.setTextElideMode(Qt.TextElideMode.ElideLeft if is_start else Qt.TextElideMode.ElideRight)
            self._table.setAccessibleName(f"{self.chart.title}, as a table")

    def _fit(self) -> None:
        """Show what there is to show."""
        is_there, is_drawn = not self.chart.is_empty, bool(self.chart.series)
        is_table = is_there and (self._is_table or not is_drawn)
        self._empty.setVisible(not is_there and bool(self.chart.empty))
        if is_table or self._table is not None:
            self.table.setVisible(is_table)
        if is_table:
            _fit_height(self.table)
        is_picture = is_there and not is_table
        self._legend.setVisible(is_picture and len(self.chart.series) > 1)
        self.drawing.setVisible(is_picture)
        self.as_table.setChecked(is_table)
        self.as_table.setVisible(is_there and is_drawn)
        self.copy.setVisible(is_there)
        self.save.setVisible(is_picture)

    def _lay_out(self, extra: QWidget | None) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self._title)
        head.addStretch(1)
        for part in (extra, self.as_table, self.copy, self.save):
            if part is not None:
                head.addWidget(part)
        self.column.setSpacing(Space.S)
        self.column.addLayout(head)
        self.column.addWidget(self._summary)
        for part in (self.drawing, self._legend, self._empty):
            self.column.addWidget(part)
        self._fit()


class _Rows(QTableView):
    """A table that has a row to stand on once it has the keyboard."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go to the first row."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))


def _table_view(model: ChartTable) -> QTableView:
    view = _Rows()
    view.setModel(model)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setShowGrid(False)
    view.verticalHeader().hide()
    view.horizontalHeader().setHighlightSections(False)
    view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    view.setTabKeyNavigation(False)
    view.setWordWrap(False)  # a text that may wrap is always cut at its end
    return view


def _share_width(view: QTableView) -> None:
    """Give what numbers are about the room it needs and numbers a share of the rest; of many, what they need."""
    header = view.horizontalHeader()
    wide = view.model().columnCount() > WIDE_FROM
    for column in range(view.model().columnCount()):
        is_narrow = wide is (column > 0)
        header.setSectionResizeMode(
            column, QHeaderView.ResizeMode.ResizeToContents if is_narrow else QHeaderView.ResizeMode.Stretch
        )


def _fit_height(view: QTableView) -> None:
    """Make a table as high as some rows, or fewer when there are fewer."""
    rows = min(view.model().rowCount(), ROWS_SHOWN)
    height = view.horizontalHeader().sizeHint().height() + rows * view.verticalHeader().defaultSectionSize()
    view.setFixedHeight(height + Space.XS)
