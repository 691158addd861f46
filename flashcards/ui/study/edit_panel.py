"""The note's fields, options, source and tags, edited in place."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from flashcards.domain.choice import Option, decode_options, encode_options
from flashcards.domain.note import Note
from flashcards.domain.note_type import NoteKind, NoteType
from flashcards.ui.actions import ActionId, action
from flashcards.ui.card.option_row import LETTERS
from flashcards.ui.card.style import LINE_HEIGHT
from flashcards.ui.editing.field_area import FieldArea, can_be_shown
from flashcards.ui.editing.format_bar import FormatBar
from flashcards.ui.icons import Icons
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import PAGE_WIDTH, Space
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.check_box import CheckBox
from flashcards.ui.widgets.panel import PageColumn, Panel
from flashcards.ui.widgets.text import label

OPTIONS = "Options"
FEWEST_LINES = 2
MOST_LINES = 12
TAGS_HINT = "Separated by spaces"
AS_HTML = "Shown as HTML: this field has formatting that would be lost here."


class FieldEdit(QWidget):
    """One field, as tall as its text to begin with: as it looks, or as HTML where that would lose something.

    Attributes:
        area: where it is edited.
    """

    def __init__(self, name: str, html: str, theme: Theme) -> None:
        super().__init__()
        self._html = html
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(label(name, "label"))
        self.area: FieldArea | QPlainTextEdit
        if can_be_shown(html):
            self.area = FieldArea(name, html, theme)
            column.addWidget(self.area)
        else:
            self.area = QPlainTextEdit(html)
            self.area.setAccessibleName(name)
            self.area.setTabChangesFocus(True)
            column.addWidget(self.area)
            column.addWidget(label(AS_HTML, "caption", wraps=True))
        line = self.area.fontMetrics().lineSpacing() * LINE_HEIGHT
        height = min(max(_text_height(self.area, theme), FEWEST_LINES * line), MOST_LINES * line)
        self.area.setFixedHeight(round(height) + theme.scaled(Space.XXL))

    @property
    def html(self) -> str:
        """The field as it is to be stored."""
        return self.area.html if isinstance(self.area, FieldArea) else self.area.toPlainText()


class OptionEdit(QWidget):
    """One option: whether it is right, its text, and why."""

    def __init__(self, place: int, option: Option, theme: Theme) -> None:
        super().__init__()
        self._option = option
        name = f"Option {LETTERS[place] if place < len(LETTERS) else place + 1}"
        self.is_right = CheckBox(f"{name} is right", theme)
        self.is_right.setChecked(option.is_correct)
        self.text = FieldEdit(name, option.text, theme)
        self.why = FieldEdit(f"Why {name[0].lower()}{name[1:]} is right or wrong", option.rationale, theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for part in (self.text, self.is_right, self.why):
            column.addWidget(part)

    @property
    def option(self) -> Option:
        """The option as it is to be stored."""
        return replace(self._option, text=self.text.html, rationale=self.why.html, is_correct=self.is_right.isChecked())


class EditPanel(PageColumn):
    """Built anew for each note. Ctrl+Enter saves, Esc leaves the note as it was.

    Signals:
        saved: the `Note` as it is to be stored.
        cancelled: nothing is to be stored.
    """

    saved = Signal(object)
    cancelled = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme=theme)
        self._look = theme
        self.bar = FormatBar(icons)
        self._note: Note | None = None
        self._form: QWidget | None = None
        self._fields: list[FieldEdit | None] = []
        self._options: list[OptionEdit] = []
        self._problem = label("", "problem", wraps=True)
        self.citation = QLineEdit()
        self.tags = QLineEdit()
        self._save = button("Save changes", "primary")
        self._save.clicked.connect(self.save)
        self._cancel = button("Cancel")
        self._cancel.clicked.connect(self.cancelled)
        self._lay_out()
        for name, act in ((ActionId.SAVE_NOTE, self.save), (ActionId.CANCEL_EDIT, self.cancelled.emit)):
            for keys in action(name).keys:
                shortcut = QShortcut(QKeySequence(keys), self)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.setAutoRepeat(False)
                shortcut.activated.connect(act)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    @property
    def areas(self) -> dict[str, FieldArea | QPlainTextEdit]:
        """The text areas, by the name of what they hold."""
        options = [part for one in self._options for part in (one.text, one.why)]
        fields = [*(one for one in self._fields if one is not None), *options]
        return {one.area.accessibleName(): one.area for one in fields}

    @property
    def ticks(self) -> list[CheckBox]:
        """Whether each option is right."""
        return [one.is_right for one in self._options]

    def open(self, note: Note, note_type: NoteType) -> None:
        """Edit a note, beginning with its first field."""
        self._note = note
        self._problem.hide()
        self.bar.act_on(None)
        self._build(note, note_type)
        self.citation.setText(note.provenance.citation)
        self.tags.setText(" ".join(note.tags))
        self.verticalScrollBar().setValue(0)
        first: QWidget = next(iter(self.areas.values()), self.citation)
        first.setFocus()

    def take_focus(self) -> None:
        """Go on where the keyboard was in here."""
        self.focusWidget().setFocus()

    @Slot()
    def save(self) -> None:
        """Hand over the note, if it can be asked."""
        note = self._note
        if note is None:
            return
        problem = self._find_problem()
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        if not problem:
            fields = tuple(self._field(index, note) for index in range(len(note.fields)))
            provenance = replace(note.provenance, citation=self.citation.text().strip())
            self.saved.emit(replace(note, fields=fields, provenance=provenance, tags=_tags(self.tags.text(), note)))

    @Slot(QWidget, QWidget)
    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Format where the keyboard is."""
        if now is not None and self.isAncestorOf(now):
            self.bar.act_on(now if isinstance(now, FieldArea) else None)

    def _find_problem(self) -> str:
        first = next((one for one in self._fields if one is not None), None)
        if first is not None and not first.area.toPlainText().strip():
            return f"“{first.area.accessibleName()}” is what the card asks with: it cannot be empty."
        if self._options and not any(one.is_right.isChecked() for one in self._options):
            return "Tick at least one option as right."
        return ""

    def _field(self, index: int, note: Note) -> str:
        edit = self._fields[index] if index < len(self._fields) else None
        if edit is not None:
            return edit.html
        is_unchanged = not self._options or [one.option for one in self._options] == _options(note.fields[index])
        return note.fields[index] if is_unchanged else encode_options([one.option for one in self._options])

    def _build(self, note: Note, note_type: NoteType) -> None:
        if self._form is not None:
            self._form.deleteLater()
        form = self._form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        self._fields, self._options = [], []
        for name, html in zip(note_type.fields, note.fields, strict=False):
            options = _options(html) if note_type.kind is NoteKind.CHOICE and name == OPTIONS else []
            self._fields.append(None if options else FieldEdit(name, html, self._look))
            self._options += [OptionEdit(place, option, self._look) for place, option in enumerate(options)]
            for part in self._options if options else self._fields[-1:]:
                if part is not None:
                    column.addWidget(part)
        self._holder.addWidget(form)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label("Edit note", "heading"), 1)
        head.addWidget(label("Ctrl+Enter saves · Esc cancels", "caption"))
        self.column.addLayout(head)
        self.column.addWidget(self.bar)
        panel = Panel()
        self._holder = QVBoxLayout()
        panel.column.addLayout(self._holder)
        for name, line in (("Source", self.citation), ("Tags", self.tags)):
            line.setAccessibleName(name)
            labelled = QVBoxLayout()
            labelled.setSpacing(Space.XS)
            labelled.addWidget(label(name, "label"))
            labelled.addWidget(line)
            panel.column.addLayout(labelled)
        self.tags.setPlaceholderText(TAGS_HINT)
        self.column.addWidget(panel)
        self.column.addWidget(self._problem)
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        row.addWidget(self._save)
        row.addWidget(self._cancel)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)


def _text_height(area: FieldArea | QPlainTextEdit, theme: Theme) -> float:
    """Give the height of the text as wide as it will be; of plain text, guessed from its length."""
    if isinstance(area, FieldArea):
        document = area.document()
        document.setTextWidth(theme.scaled(PAGE_WIDTH) - 4 * Space.XXL)
        return document.size().height()
    return area.fontMetrics().lineSpacing() * sum(1 + len(line) // 80 for line in area.toPlainText().split("\n"))


def _options(html: str) -> list[Option]:
    """Read options; those that cannot be read are edited as they are written."""
    try:
        return list(decode_options(html))
    except ValueError:
        return []


def _tags(text: str, note: Note) -> tuple[str, ...]:
    """Read tags; the same ones in another order are no change."""
    tags = tuple(dict.fromkeys(text.split()))
    return note.tags if set(tags) == set(note.tags) else tuple(sorted(tags, key=str.casefold))
