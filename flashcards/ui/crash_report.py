"""The page nobody should see: what went wrong in the program, ready to be sent."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.text import label


class CrashReport(QDialog):
    """Says that the program erred, that answers are safe, and how to tell us."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Flashcards has a problem")
        self.resize(680, 460)
        self._report = report
        text = QPlainTextEdit(report)
        text.setReadOnly(True)
        text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        text.setAccessibleName("Report")
        copy = button("Copy report")
        copy.clicked.connect(self.copy)
        go_on = button("Continue", "primary")
        go_on.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(copy)
        buttons.addStretch(1)
        buttons.addWidget(go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(label("Something went wrong in Flashcards", "heading"))
        column.addWidget(
            label(
                "It is our mistake, not yours. Everything you answered before is stored. "
                "Please send us this report; it says what happened and nothing of what is on your cards.",
                "muted",
                wraps=True,
            )
        )
        column.addWidget(text, 1)
        column.addLayout(buttons)
        go_on.setFocus()

    @Slot()
    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self._report)
