"""A line of tags, completed word by word from those in use."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from flashcards.ui.widgets.reveal import go_to

HINT = "Separated by spaces"
MOST_SHOWN = 12


class TagLine(QLineEdit):
    """What is offered fits the word the caret is in, from its beginning or from that of a part after `::`."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Tags")
        self.setPlaceholderText(HINT)
        self._known = QStringListModel(self)
        self._completer = QCompleter(self._known, self)
        self._completer.setWidget(self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._popup = QListView()
        self._completer.setPopup(self._popup)
        self._completer.setMaxVisibleItems(MOST_SHOWN)
        self._completer.activated.connect(self._take)
        self.textEdited.connect(self._offer)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags, as typed, without repeats."""
        return tuple(dict.fromkeys(self.text().split()))

    def set_tags(self, tags: Sequence[str]) -> None:
        """Show tags."""
        self.setText(" ".join(tags))

    def set_known(self, tags: Sequence[str]) -> None:
        """Take the tags to offer."""
        self._known.setStringList(list(tags))

    @Slot()
    def go_on(self) -> None:
        """Come into view with the keyboard, the caret where another tag is written."""
        go_to(self)
        self.end(False)  # noqa: FBT003 - Qt's
        if self.text() and not self.text().endswith(" "):
            self.insert(" ")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take what is offered by Enter or Tab; Esc puts the list away and nothing else."""
        popup = self._popup
        if popup.isVisible():
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}:
                index = popup.currentIndex()
                self._take(str((index if index.isValid() else self._completer.currentIndex()).data()))
                popup.hide()
                return
            if event.key() == Qt.Key.Key_Escape:
                popup.hide()
                return
        super().keyPressEvent(event)

    def _word(self) -> tuple[int, int]:
        """Give where the word at the caret begins and ends."""
        text, caret = self.text(), self.cursorPosition()
        begins = text.rfind(" ", 0, caret) + 1
        ends = text.find(" ", caret)
        return begins, len(text) if ends < 0 else ends

    def _offer(self) -> None:
        begins, _ = self._word()
        typed = self.text()[begins : self.cursorPosition()]
        self._completer.setCompletionPrefix(typed)
        if typed and self._completer.completionCount() and self._completer.currentCompletion() != typed:
            self._completer.complete()
        else:
            self._popup.hide()

    def _take(self, tag: str) -> None:
        begins, ends = self._word()
        text = self.text()
        self.setText(f"{text[:begins]}{tag} {text[ends:].lstrip()}")
        self.setCursorPosition(begins + len(tag) + 1)
