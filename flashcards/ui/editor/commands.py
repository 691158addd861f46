"""What can be done in the form of a note by key or from its bar, beyond the formatting of one area."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QColorDialog, QFileDialog, QPlainTextEdit, QWidget

from flashcards.rendering import cloze
from flashcards.ui.actions import ActionId, obey
from flashcards.ui.editing.field_area import FieldArea, leave_out_blanks
from flashcards.ui.editing.formatting import colour_letters
from flashcards.ui.editor.attaching import FILTER, Attacher
from flashcards.ui.page import Services

if TYPE_CHECKING:
    from pathlib import Path

    from flashcards.ui.editor.note_form import NoteForm
    from flashcards.ui.editor.recording_sheet import RecordingSheet

Area = FieldArea | QPlainTextEdit
_GAP = re.compile(r"\{\{c(\d{1,3})::")


class Commands(QObject):
    """Acts on the area the keyboard is in, or was in last.

    Attributes:
        area: that area; None when there is none.
    """

    def __init__(self, form: "NoteForm", services: Services, keys_in: QWidget) -> None:
        """Act on a form.

        Args:
            keys_in: where the keys work.
        """
        super().__init__(form)
        self._form = form
        self.area: Area | None = None
        self._colour = services.theme.palette.flags[0]
        self._services = services
        self._recording: RecordingSheet | None = None
        self._place: Area | None = None
        self._attacher = Attacher(services, self)
        self._attacher.attached.connect(self._put_in)
        self._acts: dict[ActionId, Callable[[], None]] = {
            ActionId.TEXT_COLOUR: self._apply_colour,
            ActionId.PICK_COLOUR: self._pick_colour,
            ActionId.CLOZE: self._make_gap,
            ActionId.CLOZE_SAME: self._make_same_gap,
            ActionId.FORMULA: self._make_formula,
            ActionId.ATTACH: self._choose_files,
            ActionId.RECORD: self._record,
            ActionId.PASTE_PLAIN: self._paste_plain,
            ActionId.SOURCE_VIEW: self._toggle_source,
            ActionId.GO_TO_TAGS: form.tags.go_on,
        }
        form.bar.wanted.connect(self._act)
        # areas claim the key of Record: it means something else to the pages they are on
        obey(keys_in, {name: act for name, act in self._acts.items() if name is not ActionId.RECORD})

    def act_on(self, place: QWidget) -> None:
        """Take another area; a place that is none changes nothing."""
        if isinstance(place, FieldArea | QPlainTextEdit):
            self.area = place

    @Slot()
    def watch(self) -> None:
        """Heed what is pasted or dropped into areas that are new."""
        areas = list(self._form.areas.values())
        if self.area not in areas:
            self.area = areas[0] if areas else None
        for area in areas:
            if isinstance(area, FieldArea):
                area.attach_wanted.connect(self._attach, Qt.ConnectionType.UniqueConnection)
                area.record_wanted.connect(self._record, Qt.ConnectionType.UniqueConnection)

    @Slot(object)
    def _act(self, name: ActionId) -> None:
        self._acts[name]()

    @Slot()
    def _apply_colour(self) -> None:
        if isinstance(self.area, FieldArea):
            colour_letters(self.area, self._colour)
            self.area.setFocus()

    @Slot()
    def _pick_colour(self) -> None:
        if not isinstance(self.area, FieldArea):
            return
        picked = QColorDialog.getColor(QColor(self._colour), self._form.window(), "Colour of the letters")
        if picked.isValid():
            self._colour = picked.name()
            self._apply_colour()

    @Slot()
    def _make_gap(self) -> None:
        self._enclose_gap(self._highest_gap() + 1)

    @Slot()
    def _make_same_gap(self) -> None:
        self._enclose_gap(max(1, self._highest_gap()))

    def _enclose_gap(self, number: int) -> None:
        self._enclose(f"{{{{c{number}::", "}}")

    @Slot()
    def _make_formula(self) -> None:
        self._enclose("\\( ", " \\)")

    def _enclose(self, before: str, after: str) -> None:
        area = self.area
        if isinstance(area, FieldArea):
            area.enclose(before, after)
        elif area is not None:
            cursor = area.textCursor()
            leave_out_blanks(cursor)
            cursor.insertText(f"{before}{cursor.selectedText()}{after}")
            area.setTextCursor(cursor)
        if area is not None:
            area.setFocus()

    @property
    def gap(self) -> int:
        """The number of the gap that is being written, or of the one before the caret; 0 for none."""
        if self.area is None:
            return 0
        before = self.area.toPlainText()[: self.area.textCursor().position()]
        return next((int(found[1]) for found in reversed(list(_GAP.finditer(before)))), 0)

    def _highest_gap(self) -> int:
        texts = (area.toPlainText() for area in self._form.areas.values())
        return max((number for text in texts for number in cloze.numbers(text)), default=0)

    @Slot()
    def _choose_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self._form.window(), "Attach pictures or sounds", "", FILTER)
        if chosen and self.area is not None:
            from pathlib import Path

            self._attacher.attach([Path(one) for one in chosen], self.area)

    @Slot()
    def _record(self) -> None:
        """Record a sound for the area the keyboard is in."""
        if self._recording is None:
            from flashcards.ui.editor.recording_sheet import RecordingSheet  # seldom wanted

            self._recording = RecordingSheet(self._form.window(), self._services)
            self._recording.recorded.connect(self._attach_recorded)
        self._place = self.area
        self._recording.begin()

    @Slot(object)
    def _attach_recorded(self, file: "Path") -> None:
        if self._place is not None:
            self._attacher.attach([file], self._place)

    @Slot(object)
    def _attach(self, what: "list[Path]") -> None:
        area = self.sender()
        if isinstance(area, QWidget):
            self._attacher.attach(what, area)

    @Slot(object, str)
    def _put_in(self, area: Area, html: str) -> None:
        if isinstance(area, FieldArea):
            area.insert_html(html)
        else:
            area.insertPlainText(html)

    @Slot()
    def _paste_plain(self) -> None:
        if isinstance(self.area, FieldArea):
            self.area.paste_plain()
        elif self.area is not None:
            self.area.insertPlainText(QGuiApplication.clipboard().text())

    @Slot()
    def _toggle_source(self) -> None:
        edit = next((one for one in self._form.field_edits if one.area is self.area), None)
        if edit is not None:
            edit.toggle_source()
            self.area = edit.area
