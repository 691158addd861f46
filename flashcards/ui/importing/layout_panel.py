"""How a table is read: encoding, separators, quotes, header, note type, and what each column becomes."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from flashcards.formats.text_layout import Known
from flashcards.ui.importing.column_list import ColumnList
from flashcards.ui.importing.desk import PlannedFile
from flashcards.ui.importing.laying import ENCODINGS, QUOTES, ROW_SEPARATORS, SEPARATORS, Laid
from flashcards.ui.importing.separator_field import SeparatorField
from flashcards.ui.page import Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.panel import Panel, line
from flashcards.ui.widgets.picker import Picker
from flashcards.ui.widgets.text import label
from flashcards.ui.widgets.tiles import Tiles

TILE = 180
HEADER = {True: "Names columns", False: "Is a note"}
CELLS = {False: "Plain text", True: "HTML"}


class LayoutPanel(Panel):
    """Everything is detected; what the learner says instead is read at once.

    Attributes:
        sheet, encoding, separator, row_separator, quote, header, cells, note_type: the settings.
        columns: what each column becomes.

    Signals:
        known_chosen: all that the learner says of the layout, a `Known`.
        column_chosen: the number of a column, and its `Destination`.
    """

    known_chosen = Signal(object)
    column_chosen = Signal(int, object)

    def __init__(self, services: Services) -> None:
        super().__init__()
        icons = services.icons
        self._known = Known()
        self._shown: Laid | None = None
        self._title = label("", "strong", wraps=True)
        self._reason = label("", "muted", wraps=True)
        self.sheet = Picker("Sheet", icons)
        self.encoding = Picker("Encoding", icons)
        self.separator = SeparatorField("Between cells", SEPARATORS, icons)
        self.row_separator = SeparatorField("Between rows", ROW_SEPARATORS, icons)
        self.quote = Picker("Quotes", icons)
        self.header = Picker("First row", icons)
        self.cells = Picker("Cells are", icons)
        self.note_type = Picker("Note type", icons)
        self.columns = ColumnList(icons)
        self._lay_out(services)
        self._connect()

    def show_file(self, file: PlannedFile, *, is_alone: bool) -> None:
        """Show how a table is read; any other file hides the panel.

        Args:
            is_alone: it is the only file, and need not be named again.
        """
        laid = file.laid
        self.setVisible(laid is not None)
        if laid is None or laid is self._shown:
            return
        self._shown = laid
        self._known = file.source.known
        layout = laid.layout
        self._title.setText("How it is read" if is_alone else f"How {file.source.name} is read")
        self._reason.setText(f"{layout.reason}." if layout.reason else "")
        self._show_fields(is_pasted=file.source.text is not None, is_workbook=bool(laid.sheets))
        _offer(self.sheet, {name: name for name in laid.sheets}, layout.sheet)
        self.separator.show_value(layout.separator)
        self.row_separator.show_value(layout.row_separator)
        _offer(self.encoding, ENCODINGS, layout.encoding)
        _offer(self.quote, {**QUOTES, **({} if layout.quote in QUOTES else {layout.quote: layout.quote})}, layout.quote)
        _offer(self.header, HEADER, layout.has_header)
        _offer(self.cells, CELLS, layout.is_html)
        _offer(self.note_type, {one.name: one.name for one in laid.note_types}, layout.note_type)
        self._tiles.arrange()
        self.columns.show_columns(laid)

    def _lay_out(self, services: Services) -> None:
        fields: tuple[tuple[str, QWidget], ...] = (
            ("Sheet", self.sheet),
            ("Encoding", self.encoding),
            ("Between cells", self.separator),
            ("Between rows", self.row_separator),
            ("Quotes", self.quote),
            ("First row", self.header),
            ("Cells are", self.cells),
            ("Note type", self.note_type),
        )
        self._named = {field: _tile(name, field) for name, field in fields}
        self._tiles = Tiles(list(self._named.values()), TILE, services.theme)
        head = QWidget()
        words = QVBoxLayout(head)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(Space.HAIR)
        words.addWidget(self._title)
        words.addWidget(self._reason)
        for part in (head, self._tiles, line(), self.columns):
            self.column.addWidget(part)

    def _connect(self) -> None:
        self.sheet.chosen.connect(self._choose_sheet)
        self.encoding.chosen.connect(self._choose_encoding)
        self.separator.chosen.connect(self._choose_separator)
        self.row_separator.chosen.connect(self._choose_row_separator)
        self.quote.chosen.connect(self._choose_quote)
        self.header.chosen.connect(self._choose_header)
        self.cells.chosen.connect(self._choose_cells)
        self.note_type.chosen.connect(self._choose_note_type)
        self.columns.chosen.connect(self.column_chosen)

    def _show_fields(self, *, is_pasted: bool, is_workbook: bool) -> None:
        """Show what means something for such a table."""
        means_something = {
            self.sheet: is_workbook,
            self.encoding: not (is_pasted or is_workbook),
            self.separator: not is_workbook,
            self.row_separator: is_pasted,
            self.quote: not is_workbook,
        }
        for field, is_shown in means_something.items():
            self._named[field].setVisible(is_shown)

    def _tell(self, **changes: Any) -> None:  # noqa: ANN401  (the fields of `Known`)
        self.known_chosen.emit(replace(self._known, **changes))

    @Slot(object)
    def _choose_sheet(self, value: object) -> None:
        self._tell(sheet=value)

    @Slot(object)
    def _choose_encoding(self, value: object) -> None:
        self._tell(encoding=value)

    @Slot(str)
    def _choose_separator(self, value: str) -> None:
        self._tell(separator=value)

    @Slot(str)
    def _choose_row_separator(self, value: str) -> None:
        self._tell(row_separator=value)

    @Slot(object)
    def _choose_quote(self, value: object) -> None:
        self._tell(quote=value)

    @Slot(object)
    def _choose_header(self, value: object) -> None:
        self._tell(has_header=value)

    @Slot(object)
    def _choose_cells(self, value: object) -> None:
        self._tell(is_html=value)

    @Slot(object)
    def _choose_note_type(self, value: object) -> None:
        self._tell(note_type=value)


def _offer(picker: Picker, words: Mapping[Any, str], value: object) -> None:
    picker.offer([(text, one) for one, text in words.items()], value)


def _tile(name: str, field: QWidget) -> QWidget:
    tile = QWidget()
    column = QVBoxLayout(tile)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.XS)
    column.addWidget(label(name, "label"))
    column.addWidget(field)
    column.addStretch(1)
    return tile
