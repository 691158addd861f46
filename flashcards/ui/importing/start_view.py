"""Where an import begins: choosing files, a folder, or pasting text."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from flashcards.ui.page import Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.button_row import ButtonRow
from flashcards.ui.widgets.buttons import action_button
from flashcards.ui.widgets.panel import PageColumn, Panel
from flashcards.ui.widgets.text import label

SAYS = (
    "Drop files anywhere on the window, or choose them here. Nothing is changed before you have seen what an import "
    "would do, and every import can be taken back."
)


class StartView(PageColumn):
    """What can be imported, and the ways to it.

    Attributes:
        files, paste: the buttons that ask for files, and for text.

    Args:
        ways: the actions that ask for files, for text, and for a folder.
        labels: what the formats are called.
    """

    def __init__(self, services: Services, ways: tuple[QAction, QAction, QAction], labels: tuple[str, ...]) -> None:
        super().__init__(theme=services.theme)
        icons = services.icons
        files, paste, folder = ways
        self.files = action_button(files, "primary", is_large=True)
        self.paste = action_button(paste, is_large=True, icon=icons.icon("clipboard-paste"))
        choose_folder = action_button(folder, is_large=True, icon=icons.icon("folder-open"))
        self.column.addWidget(label("Import", "title"))
        box = Panel()
        box.column.setContentsMargins(Space.XXL, Space.XL, Space.XXL, Space.XL)
        box.column.setSpacing(Space.L)
        box.column.addWidget(label("Bring your own cards", "heading"))
        box.column.addWidget(label(SAYS, "lead", wraps=True))
        box.column.addWidget(ButtonRow(self.files, self.paste, choose_folder))
        box.column.addWidget(label(f"Reads {_listed(labels)}.", "caption", wraps=True))
        self.column.addWidget(box)
        self.below = QVBoxLayout()
        self.column.addLayout(self.below)
        self.column.addStretch(1)

    def put_below(self, part: QWidget) -> None:
        """Add something under the box."""
        self.below.addWidget(part)


def _listed(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)
