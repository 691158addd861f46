"""What is asked about one deck: its name."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from flashcards.ui.overlay import Overlay
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.text import label

WIDTH = 460
NESTING = "A double colon puts a deck into another: Biology::Cells"


class NameSheet(Overlay):
    """A line for a name, a deck's for instance.

    It stays until the name is taken: whoever asked closes it, or says why not.
    """

    def __init__(self, host: QWidget, *, hint: str = NESTING) -> None:
        """Make it.

        Args:
            hint: what helps with the name, or "".
        """
        super().__init__(host)
        self._on_name: Callable[[str], None] | None = None
        self._title = label("", "heading")
        self._line = QLineEdit()
        self._line.setMinimumWidth(WIDTH)
        self._line.setPlaceholderText("Name")
        self._line.textChanged.connect(self._check)
        self._line.returnPressed.connect(self._accept)
        self._save = button("", "primary")
        self._save.clicked.connect(self._accept)
        cancel = button("Cancel")
        cancel.clicked.connect(self.close_sheet)
        self.column.addWidget(self._title)
        self.column.addWidget(self._line)
        self._problem = label("", "problem", wraps=True)
        self._problem.hide()
        self.column.addWidget(self._problem)
        if hint:
            self.column.addWidget(label(hint, "caption"))
        self.column.addLayout(_foot(cancel, self._save))

    def ask(self, title: str, action: str, name: str, on_name: Callable[[str], None]) -> None:
        """Ask for a name; `on_name` receives it."""
        self._on_name = on_name
        self._title.setText(title)
        self._line.setAccessibleName(title)
        self._line.setText(name)
        self._save.setText(action)
        self._check()
        self.open()

    def take_focus(self) -> None:
        """Type at once, over the old name."""
        self._line.setFocus()
        self._line.selectAll()

    def refuse(self, sentence: str) -> None:
        """Say why the name cannot be taken, and keep what was typed."""
        self._problem.setText(sentence)
        self._problem.show()
        self._save.setEnabled(False)
        self.column.activate()
        self.place()
        self._line.setFocus()

    def _check(self) -> None:
        self._problem.hide()
        self._save.setEnabled(bool(self._line.text().replace(":", "").strip()))

    def _accept(self) -> None:
        if self._save.isEnabled() and self._on_name is not None:
            self._on_name(self._line.text())


def _foot(*buttons: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    for one in buttons:
        row.addWidget(one)
    return row
