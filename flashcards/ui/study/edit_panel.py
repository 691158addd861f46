"""The note's fields, options, source and tags, edited in place."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from flashcards.domain.choice import Option, decode_options, encode_options
from flashcards.domain.note import Note
from flashcards.domain.note_type import NoteKind, NoteType
from flashcards.ui.card.option_row import LETTERS
from flashcards.ui.study.field_text import FieldText, Markup
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.check_box import CheckBox
from flashcards.ui.widgets.panel import PageColumn, Panel
from flashcards.ui.widgets.text import label

OPTIONS = "Options"
FEWEST_LINES = 2
MOST_LINES = 8
TAGS_HINT = "Separated by spaces"
FORMATTED = "Formatting shows as tags such as <b>."


class FieldEdit(QWidget):
    """One field as a text area, as tall as its text to begin with."""

    def __init__(self, name: str, html: str, theme: Theme) -> None:
        super().__init__()
        self._field = FieldText.of(html)
        self.area = QPlainTextEdit(self._field.text)
        self.area.setAccessibleName(name)
        self.area.setTabChangesFocus(True)
        lines = sum(1 + len(line) // 80 for line in self._field.text.split("\n"))
        height = self.area.fontMetrics().lineSpacing() * min(max(lines, FEWEST_LINES), MOST_LINES)
        self.area.setFixedHeight(height + theme.scaled(Space.XXL))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(label(name, "label"))
        column.addWidget(self.area)
        if self._field.markup is not Markup.PLAIN:
            column.addWidget(label(FORMATTED, "caption"))

    @property
    def html(self) -> str:
        """The field as it is to be stored."""
        return self._field.edited(self.area.toPlainText())


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

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme=theme)
        self._look = theme
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
        for keys, act in (("Ctrl+Return", self.save), ("Ctrl+Enter", self.save), ("Esc", self.cancelled.emit)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(act)

    @property
    def areas(self) -> dict[str, QPlainTextEdit]:
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
