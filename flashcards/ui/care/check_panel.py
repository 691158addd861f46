"""Looking the collection over, and what can be done about what was found."""

from flashcards.collection.upkeep import Overview
from flashcards.ui.care import words
from flashcards.ui.care.found_row import FoundRow
from flashcards.ui.care.view_model import CareState
from flashcards.ui.page import Services
from flashcards.ui.widgets.button_row import ButtonRow
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.panel import Panel
from flashcards.ui.widgets.text import label

EXPLANATION = (
    "Reads everything you have and says what is wrong: with the file, with cards that ask nothing any more, and with "
    "pictures and sounds. Nothing is changed until you say so."
)
FOR_GOOD = "Delete for good"
SURE = "Yes, delete for good"
SURE_TEXT = "Neither undo nor a backup brings these files back."


class CheckPanel(Panel):
    """A button, and a row for each thing that was looked for.

    Attributes:
        look: has everything looked over.
        file, empty, empty_notes, missing, unused, loose: what was found.
    """

    def __init__(self, services: Services) -> None:
        super().__init__("Check")
        theme, icons = services.theme, services.icons
        self.look = button("Check now", "primary")
        self.file = FoundRow(theme, icons)
        self.empty = FoundRow(theme, icons, "Delete these cards")
        self.empty_notes = FoundRow(theme, icons, "Show the notes")
        self.missing = FoundRow(theme, icons, "Show the notes")
        self.unused = FoundRow(theme, icons, "Take off the list")
        self.loose = FoundRow(theme, icons, FOR_GOOD)
        self._loose_text = ""
        self.column.addWidget(label(EXPLANATION, "muted", wraps=True))
        for row in self._rows():
            self.column.addWidget(row)
            row.hide()
        self.column.addWidget(ButtonRow(self.look))

    def render_state(self, state: CareState) -> None:
        """Set every part; the keyboard goes to the first button when what it was on goes."""
        had_keyboard = any(row.act.hasFocus() for row in self._rows())
        self.look.setText("Check again" if state.overview is not None else "Check now")
        for row in self._rows():
            row.setVisible(state.overview is not None)
        if state.overview is not None:
            self._show_found(state.overview)
        if had_keyboard and not any(row.act.hasFocus() and row.act.isVisible() for row in self._rows()):
            self.look.setFocus()

    def _show_found(self, found: Overview) -> None:
        media = found.media
        self.file.say(words.of_file(found), is_well=not found.findings)
        self.empty.say(words.of_empty(len(found.empty.cards)), is_well=not found.empty.cards)
        self.empty_notes.say(words.of_empty_notes(len(found.empty.notes)), is_well=not found.empty.notes)
        self.empty_notes.setVisible(bool(found.empty.notes))
        self.missing.say(words.of_missing(media), is_well=not media.missing)
        self.unused.say(words.of_unused(media.unused), is_well=not media.unused.number)
        self.unused.setVisible(bool(media.named or media.unused.number))
        self._loose_text = words.of_loose(media.loose)
        self.loose.act.setText(FOR_GOOD)
        self.loose.say(self._loose_text, is_well=not media.loose.number)
        self.loose.setVisible(bool(media.loose.number))

    def is_sure(self) -> bool:
        """Say whether deleting for good was asked for twice; the first time says what it means."""
        if self.loose.act.text() == SURE:
            return True
        self.loose.act.setText(SURE)
        self.loose.say(f"{self._loose_text} {SURE_TEXT}", is_well=False)
        return False

    def _rows(self) -> tuple[FoundRow, ...]:
        return self.file, self.empty, self.empty_notes, self.missing, self.unused, self.loose
