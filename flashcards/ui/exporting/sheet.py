"""The export sheet: what, in which format, where to, and how far it is."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from flashcards.domain.errors import FlashcardsError
from flashcards.domain.ids import NoteId
from flashcards.ui.exporting.view_model import CHOSEN, EVERYTHING, ExportState, ExportViewModel
from flashcards.ui.overlay import Overlay
from flashcards.ui.page import Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.announce import announce
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.check_box import CheckBox
from flashcards.ui.widgets.picker import Picker
from flashcards.ui.widgets.progress_panel import ProgressPanel
from flashcards.ui.widgets.text import label
from flashcards.wording import counted, deck_path

if TYPE_CHECKING:
    from flashcards.formats.format import WriteFormat

WIDTH = 460
WITHOUT = "Somebody else begins from scratch with it."
WITH = "Due dates, memory and the review log go along: for yourself, or another computer."
NO_PLACE = "This format has no place for a schedule."


class ExportSheet(Overlay):
    """Asks, writes, and says what was written.

    Attributes:
        what, form, schedule, media: what is asked.
        export: asks where to, and writes.
    """

    def __init__(self, host: QWidget, services: Services, formats: "Sequence[WriteFormat]") -> None:
        super().__init__(host)
        self._services = services
        self._folder = Path()
        self.view_model = ExportViewModel(services.runner, formats, self)
        self.setAccessibleName("Export")
        self.what = Picker("What to export", services.icons)
        self.form = Picker("Format", services.icons)
        self.form.offer([(one.label, one.id) for one in self.view_model.formats], self.view_model.state.form)
        self.schedule = CheckBox("With the schedule", services.theme)
        self._schedule_says = label("", "caption", wraps=True)
        self.media = CheckBox("With pictures and sounds", services.theme)
        self._problem = label("", "problem", wraps=True)
        self._problem.setContentsMargins(0, Space.S, 0, 0)
        self.export = button("Export…", "primary")
        self._cancel = button("Cancel")
        self.progress = ProgressPanel(services.theme, "Export")
        self._lay_out()
        self._connect()

    def ask(self, deck: str = EVERYTHING) -> None:
        """Open the sheet for a deck, or for everything."""
        self._problem.hide()
        self.view_model.begin(deck)
        self.open()

    def ask_notes(self, notes: Sequence[NoteId]) -> None:
        """Open the sheet for some notes."""
        self._problem.hide()
        self.view_model.begin(CHOSEN, notes)
        self.open()

    def take_focus(self) -> None:
        """Begin with what is to be exported."""
        (self.progress.stop if self.view_model.is_writing else self.what).setFocus()

    def render_state(self, state: ExportState) -> None:
        """Set every widget."""
        chosen = [(f"The chosen {counted(len(state.notes), 'note')}", CHOSEN)] if state.notes else []
        names = [*chosen, ("Everything", EVERYTHING), *((deck_path(name), name) for name in state.decks)]
        self.what.offer(names, state.deck)
        self.form.set_value(state.form)
        form = self.view_model.form
        carries = form is not None and form.carries_schedule
        self.schedule.setEnabled(carries)
        self.schedule.setChecked(state.with_schedule and carries)
        self._schedule_says.setText((WITH if state.with_schedule else WITHOUT) if carries else NO_PLACE)
        self.media.setVisible(form is not None and form.carries_media)
        self.media.setChecked(state.with_media)
        self.export.setEnabled(form is not None)
        self.progress.show_progress(state.doing, state.share)
        self._show_layer(self._working if self.view_model.is_writing else self._asking)

    def write_to(self, path: Path) -> None:
        """Write to a file."""
        self._problem.hide()
        self.view_model.write(path)
        self.take_focus()

    def close_sheet(self) -> None:
        """Put the sheet away; what is being written is stopped."""
        self.view_model.cancel()
        super().close_sheet()

    def _show_layer(self, layer: QWidget) -> None:
        if self._layers.currentWidget() is not layer:
            self._layers.setCurrentWidget(layer)

    def _lay_out(self) -> None:
        self._asking = QWidget()
        form = QVBoxLayout(self._asking)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(Space.XS)
        for name, field in (("What", self.what), ("Format", self.form)):
            form.addWidget(label(name, "label"))
            form.addWidget(field)
            form.addSpacing(Space.M)
        form.addWidget(self.schedule)
        form.addWidget(self._schedule_says)
        form.addWidget(self.media)
        form.addWidget(self._problem)
        form.addSpacing(Space.L)
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        row.addStretch(1)
        row.addWidget(self._cancel)
        row.addWidget(self.export)
        form.addLayout(row)
        self._working = QWidget()
        working = QVBoxLayout(self._working)
        working.setContentsMargins(0, 0, 0, 0)
        working.addStretch(1)
        working.addWidget(self.progress)
        working.addStretch(1)
        self.column.addWidget(label("Export", "heading"))
        self._layers = QStackedWidget()
        for layer in (self._asking, self._working):
            self._layers.addWidget(layer)
        self.column.addWidget(self._layers)
        self._services.theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self._asking.setMinimumWidth(self._services.theme.scaled(WIDTH))

    def _connect(self) -> None:
        model = self.view_model
        model.changed.connect(self._render)
        model.exported.connect(self._say_exported)
        model.failed.connect(self._say_failed)
        self.what.chosen.connect(model.choose_deck)
        self.form.chosen.connect(model.choose_format)
        self.schedule.clicked.connect(self._choose_schedule)
        self.media.clicked.connect(self._choose_media)
        self.export.clicked.connect(self._ask_where)
        self._cancel.clicked.connect(self.close_sheet)
        self.progress.stopped.connect(model.cancel)

    @Slot()
    def _render(self) -> None:
        self.render_state(self.view_model.state)

    @Slot(bool)
    def _choose_schedule(self, is_on: bool) -> None:  # noqa: FBT001  (a signal has no keywords)
        self.view_model.set_with_schedule(with_schedule=is_on)

    @Slot(bool)
    def _choose_media(self, is_on: bool) -> None:  # noqa: FBT001  (a signal has no keywords)
        self.view_model.set_with_media(with_media=is_on)

    @Slot()
    def _ask_where(self) -> None:
        form = self.view_model.form
        if form is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, "Export", str(Path(folder) / self.view_model.file_name()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(form.suffix.removeprefix("."))
        dialog.fileSelected.connect(self._take_path)
        dialog.finished.connect(self.window().activateWindow)  # not every system gives the keyboard back
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot(str)
    def _take_path(self, chosen: str) -> None:
        self.write_to(Path(chosen))

    @Slot(str, object)
    def _say_exported(self, sentence: str, path: Path) -> None:
        super().close_sheet()
        self._folder = path.parent
        self._services.notices.say(sentence, "Show in folder", self._show_in_folder)

    @Slot(object)
    def _say_failed(self, error: Exception) -> None:
        """Say it in the sheet: what stands at the foot of the window is dimmed."""
        if not isinstance(error, FlashcardsError):
            self._services.notices.problem(error)
            return
        self._problem.setText(str(error))
        self._problem.show()
        self.place_again()
        announce(self, str(error), is_urgent=True)
        self.export.setFocus()

    @Slot()
    def _show_in_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
