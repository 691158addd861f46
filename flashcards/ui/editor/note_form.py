"""The form of a note: its fields, options, source and tags. Every place where notes are written has this one."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QEvent, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from flashcards.domain.choice import Option, decode_options, encode_options
from flashcards.domain.note import Note
from flashcards.domain.note_type import NoteKind, NoteType
from flashcards.ui.editing.field_area import FieldArea
from flashcards.ui.editing.format_bar import FormatBar
from flashcards.ui.editor.commands import Commands
from flashcards.ui.editor.field_edit import FieldEdit
from flashcards.ui.editor.options_form import OptionEdit, OptionsForm
from flashcards.ui.editor.tag_line import TagLine
from flashcards.ui.overlay import keeps_sign
from flashcards.ui.page import Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.check_box import CheckBox
from flashcards.ui.widgets.tab_order import lead_to
from flashcards.ui.widgets.text import label

OPTIONS = "Options"
ANSWERS = "One accepted answer on each line. The first is the one shown."
Area = FieldArea | QPlainTextEdit


class NoteForm(QWidget):
    """Built anew for each note.

    Attributes:
        bar: formats where the keyboard is; whoever has the form gives it its place.
        citation, tags: the source, and the tags.

    Signals:
        edited: something of the note is another now. Comes with every key: wait a moment before reading the note.
    """

    edited = Signal()

    def __init__(self, services: Services, *, can_keep: bool = False, keys_in: QWidget | None = None) -> None:
        """Make an empty form.

        Args:
            can_keep: each field has a pin that keeps it for the next note.
            keys_in: where its keys work; None for the form alone.
        """
        super().__init__()
        self._services = services
        self._can_keep = can_keep
        self._note: Note | None = None
        self._note_type: NoteType | None = None
        self._form: QWidget | None = None
        self._fields: list[FieldEdit | OptionsForm] = []
        self.bar = FormatBar(services.icons)
        self.citation = QLineEdit()
        self.tags = TagLine()
        self._holder = QVBoxLayout()
        self._lay_out()
        self._commands = Commands(self, services, keys_in or self)
        self.citation.textChanged.connect(self.edited)
        self.tags.textChanged.connect(self.edited)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def event(self, event: QEvent) -> bool:
        """Keep letters and signs, also where they write nothing: one would open another page."""
        return keeps_sign(event) or super().event(event)

    @property
    def areas(self) -> dict[str, Area]:
        """The text areas, by the name of what they hold."""
        return {edit.area.accessibleName(): edit.area for edit in self.field_edits}

    @property
    def ticks(self) -> list[CheckBox]:
        """Whether each option is right."""
        return [row.is_right for row in self._option_rows]

    @property
    def pins(self) -> list[CheckBox]:
        """Whether each option keeps its place."""
        return [row.is_pinned for row in self._option_rows]

    @property
    def field_edits(self) -> Iterator[FieldEdit]:
        """What can be typed in, from the top."""
        for one in self._fields:
            if isinstance(one, OptionsForm):
                yield from one.fields
            else:
                yield one

    @property
    def kept(self) -> frozenset[str]:
        """The names of the fields that keep their text for the next note."""
        names = self._note_type.fields if self._note_type is not None else ()
        pairs = zip(names, self._fields, strict=False)
        return frozenset(name for name, one in pairs if isinstance(one, FieldEdit) and one.is_kept)

    @property
    def note(self) -> Note | None:
        """The note as it is to be stored; None before the first one is opened."""
        note = self._note
        if note is None:
            return None
        fields = tuple(self._field(place, stored) for place, stored in enumerate(note.fields))
        citation = self.citation.text().strip()
        return replace(
            note,
            fields=fields,
            provenance=replace(note.provenance, citation=citation),
            tags=_tags(self.tags.tags, note),
        )

    @property
    def is_begun(self) -> bool:
        """Whether there is text in a field that does not keep it for the next note."""
        if self._note_type is None or self.note is None:
            return False
        pairs = zip(self._note_type.fields, self.note.fields, strict=False)
        return any(text for name, text in pairs if name not in self.kept)

    def open(self, note: Note, note_type: NoteType, kept: frozenset[str] = frozenset()) -> None:
        """Show a note, beginning with its first field.

        Args:
            note: one with fewer fields than its type gets the missing ones.
            kept: names of the fields whose pins are set.
        """
        missing = len(note_type.fields) - len(note.fields)
        self._note = replace(note, fields=(*note.fields, *([""] * missing)))
        self._note_type = note_type
        self.bar.act_on(None)
        self._build(self._note, note_type, kept)
        for line, text in ((self.citation, note.provenance.citation), (self.tags, " ".join(note.tags))):
            if line.text() != text:
                line.setText(text)

    def renew(self, note: Note) -> None:
        """Take the note as it was stored meanwhile, in the words that stand here."""
        self._note = note

    def take_focus(self) -> None:
        """Begin with the first field, or the first that is not kept."""
        areas: list[QWidget] = [edit.area for edit in self.field_edits if not edit.is_kept]
        (areas or [*self.areas.values(), self.citation])[0].setFocus()

    @property
    def gap(self) -> int:
        """The number of the gap that is being written; 0 for none."""
        return self._commands.gap

    def go_on(self) -> None:
        """Go where the keyboard was in here last, or begin."""
        inside = self._commands.area
        (inside if inside is not None else self).setFocus()

    def keep_field(self) -> None:
        """Set the pin of the field the keyboard is in, or take it away."""
        current = next((one for one in self.field_edits if one.area.hasFocus()), None)
        if current is not None and current.pin is not None:
            current.pin.toggle()

    def keep_fields(self) -> None:
        """Set all pins; if they all are, take them away."""
        pins = [one.pin for one in self.field_edits if one.pin is not None]
        wants = not all(pin.isChecked() for pin in pins)
        for pin in pins:
            pin.setChecked(wants)

    def problem(self) -> str:
        """Say what keeps the note from being stored, or nothing."""
        first = next((one for one in self._fields if isinstance(one, FieldEdit)), None)
        if first is not None and not first.area.toPlainText().strip():
            return f"“{first.area.accessibleName()}” is what the card asks with: it cannot be empty."
        forms = (one.problem() for one in self._fields if isinstance(one, OptionsForm))
        return next((problem for problem in forms if problem), "")

    @Slot(QWidget, QWidget)
    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Format where the keyboard is."""
        if now is not None and self.isAncestorOf(now):
            self._commands.act_on(now)
            self.bar.act_on(now if isinstance(now, FieldArea) else None)

    @property
    def _option_rows(self) -> list[OptionEdit]:
        return [row for form in self._fields if isinstance(form, OptionsForm) for row in form.rows]

    def _field(self, place: int, stored: str) -> str:
        edit = self._fields[place] if place < len(self._fields) else None
        if isinstance(edit, FieldEdit):
            return edit.html
        if edit is None or edit.options == read_options(stored):
            return stored
        return encode_options(edit.options) if edit.options or stored else ""

    def _build(self, note: Note, note_type: NoteType, kept: frozenset[str]) -> None:
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
        form = self._form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        self._fields = []
        for name, html in zip(note_type.fields, note.fields, strict=False):
            made = self._made(name, html, note_type)
            self._fields.append(made)
            column.addWidget(made)
            if isinstance(made, FieldEdit) and made.pin is not None:
                made.pin.setChecked(name in kept)
            if note_type.kind is NoteKind.TYPED and name == "Answer":
                column.addWidget(label(ANSWERS, "caption", wraps=True))
        self._holder.addWidget(form)
        self._connect()

    def _made(self, name: str, html: str, note_type: NoteType) -> FieldEdit | OptionsForm:
        if note_type.kind is NoteKind.CHOICE and name == OPTIONS:
            options = read_options(html)
            if options or not html:
                return OptionsForm(options, self._services)
        return FieldEdit(name, html, self._services, can_be_kept=self._can_keep)

    def _connect(self) -> None:
        for one in self._fields:
            one.edited.connect(self.edited)
            (one.rebuilt if isinstance(one, OptionsForm) else one.area_changed).connect(self._take_in)
        self._take_in()
        QTimer.singleShot(0, self, self._fit)

    @Slot()
    def _take_in(self) -> None:
        """Know the areas there are now, and have Tab go through them."""
        self._commands.watch()
        stops: list[QWidget] = []
        for one in self._fields:
            stops.extend(one.tab_stops if isinstance(one, OptionsForm) else [one.area])
        lead_to(self.citation, stops)

    @Slot()
    def _fit(self) -> None:
        """Give every area the height of its text, once its width is known."""
        for edit in self.field_edits:
            edit.fit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addLayout(self._holder)
        for name, line in (("Source", self.citation), ("Tags", self.tags)):
            line.setAccessibleName(name)
            labelled = QVBoxLayout()
            labelled.setSpacing(Space.XS)
            labelled.addWidget(label(name, "label"))
            labelled.addWidget(line)
            column.addLayout(labelled)


def read_options(html: str) -> tuple[Option, ...]:
    """Read options; those that cannot be read are edited as they are written."""
    try:
        return decode_options(html)
    except ValueError:
        return ()


def _tags(tags: tuple[str, ...], note: Note) -> tuple[str, ...]:
    """Give tags sorted; the same ones in another order are no change."""
    return note.tags if set(tags) == set(note.tags) else tuple(sorted(tags, key=str.casefold))
