"""Text that is pasted: a place to put it, and how to get it out of Quizlet whole."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from flashcards.ui.tokens import PAGE_WIDTH, Space
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.text import label
from flashcards.wording import grouped

SAYS = (
    "One card a line, with a tab between its two sides, is what Quizlet and spreadsheets copy. Lines that begin with "
    "Q: and A:, arrows and dashes are recognised, too; anything else can be said on the next page."
)
QUIZLET = (
    "In Quizlet: ⋯ › Export. For definitions of several lines choose ||| between term and definition and ;;; "
    "between rows, then Copy text."
)
EXAMPLE = "MPI\tMaster patient index"
LARGEST = 2_000_000
"""Characters; more would hold up the window while it is laid out, and are read without being shown."""


class PasteView(QWidget):
    """A field over the whole page.

    Attributes:
        text: the field.
        content: what is in it.
        read: reads what is in it.
        back: leaves it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("Text to import")
        self.text.setTabChangesFocus(False)
        self._unseen = ""
        self.read = button("Read it", "primary")
        self.back = button("Back")
        column = QVBoxLayout()
        column.setContentsMargins(Space.XL, Space.XXL, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(label("Paste text", "title"))
        column.addWidget(label(SAYS, "muted", wraps=True))
        column.addWidget(self.text, 1)
        column.addWidget(label(QUIZLET, "caption", wraps=True))
        middle = QWidget()
        middle.setMaximumWidth(PAGE_WIDTH)
        middle.setLayout(column)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(middle, 100)
        across.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(across, 1)
        whole.addWidget(self._foot())
        self.text.textChanged.connect(self._offer)
        self._offer()

    @property
    def content(self) -> str:
        """What is to be read: the text, or what is too large to be shown."""
        return self._unseen or self.text.toPlainText()

    def fill(self) -> None:
        """Begin with what is on the clipboard, if there are several lines of it, or else with what was there before."""
        clipboard = QGuiApplication.clipboard().text()
        found = clipboard if "\n" in clipboard else self.text.toPlainText()
        self._unseen = found if len(found) > LARGEST else ""
        self.text.setPlainText("" if self._unseen else found)
        self.text.setReadOnly(bool(self._unseen))
        size = f"{grouped(len(found))} characters are on the clipboard: too many to show. Read them as they are."
        self.text.setPlaceholderText(size if self._unseen else EXAMPLE)
        self.text.selectAll()
        self._offer()

    def take_focus(self) -> None:
        """Type or paste at once."""
        self.text.setFocus()

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("role", "foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(Space.XL, Space.M, Space.XL, Space.M)
        row.setSpacing(Space.M)
        row.addWidget(label("Ctrl+Enter reads it · Esc back", "caption", wraps=True), 1)
        row.addWidget(self.back)
        row.addWidget(self.read)
        return foot

    def _offer(self) -> None:
        self.read.setEnabled(bool(self._unseen) or not self.text.document().isEmpty())
