"""The list of note types; a dot behind the name of one with changes that are not saved."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from flashcards.ui.note_types.view_model import TypesState
from flashcards.ui.theme import Theme

ROW_PIXELS = 32


class TypeList(QListWidget):
    """Made anew only when a name is another."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName("Note types")
        theme.changed.connect(self._dress)

    def show_types(self, state: TypesState) -> None:
        """Show every type, and which one is current, without telling anybody."""
        names = [(one.note_type.name, one.note_type.id) for one in state.types]
        marked = [(f"{name} •" if type_id in state.changed else name, type_id) for name, type_id in names]
        self.blockSignals(True)  # noqa: FBT003
        items = [self.item(row) for row in range(self.count())]
        if [(item.text(), item.data(Qt.ItemDataRole.UserRole)) for item in items] != marked:
            self.clear()
            for text, type_id in marked:
                item = QListWidgetItem(text)
                item.setData(Qt.ItemDataRole.UserRole, type_id)
                self.addItem(item)
            self._dress()
        row = next((place for place, (_, type_id) in enumerate(names) if type_id == state.current.id), 0)
        if self.currentRow() != row:
            self.setCurrentRow(row)
        self.blockSignals(False)  # noqa: FBT003

    @Slot()
    def _dress(self) -> None:
        """Make rows as high as the text needs."""
        for row in range(self.count()):
            self.item(row).setSizeHint(QSize(0, self._theme.scaled(ROW_PIXELS)))
