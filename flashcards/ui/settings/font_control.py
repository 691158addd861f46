"""The setting of the font everything is written in."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QWidget

from flashcards.settings import Preferences
from flashcards.ui.page import Services
from flashcards.ui.settings.view_model import SettingsViewModel
from flashcards.ui.widgets.picker import Picker
from flashcards.ui.widgets.setting_row import SettingRow

USUAL_FONT = ("The system’s own", "")
CHARACTERS = 24


class FontControl(QObject):
    """A list of the fonts of this machine, read when the page is first seen.

    Attributes:
        picker: the list.
    """

    def __init__(self, services: Services, view_model: SettingsViewModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self._fonts: tuple[tuple[str, object], ...] = ()
        self.picker = Picker("Font", services.icons)
        self.picker.setMinimumContentsLength(CHARACTERS)
        self.picker.chosen.connect(self._choose)

    def row(self) -> SettingRow:
        """Give it with its sentence."""
        return SettingRow("Font", "The letters of all text: any that this computer has.", self.picker)

    def show_look(self, look: Preferences) -> None:
        """Show the font that is worn; one that is not installed any more gives way to the system's."""
        if not self._fonts:
            self._fonts = (USUAL_FONT, *((family, family) for family in _families()))
        self.picker.offer(self._fonts, look.font)

    @Slot(object)
    def _choose(self, font: str) -> None:
        self._view_model.set_look(font=font)


def _families() -> list[str]:
    found = QFontDatabase.families(QFontDatabase.WritingSystem.Latin)
    return [family for family in found if not QFontDatabase.isPrivateFamily(family)]
