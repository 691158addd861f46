"""Asking which files to import."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from flashcards.formats.format import Format


class FileChooser(QObject):
    """Opens the system's own dialogs over a page.

    Signals:
        chosen: a list of paths.
    """

    chosen = Signal(object)

    def __init__(self, page: QWidget, formats: Sequence[Format]) -> None:
        super().__init__(page)
        self._page = page
        self._endings = " ".join(f"*{suffix}" for one in formats for suffix in one.suffixes)

    def ask_files(self) -> None:
        """Ask for files, one or several."""
        dialog = self._dialog("Import files", QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([f"Files to import ({self._endings})", "All files (*)"])
        dialog.open()

    def ask_folder(self) -> None:
        """Ask for a folder, for formats that are one."""
        self._dialog("Import a folder", QFileDialog.FileMode.Directory).open()

    def _dialog(self, title: str, mode: QFileDialog.FileMode) -> QFileDialog:
        dialog = QFileDialog(self._page, title)
        dialog.setFileMode(mode)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._tell)
        dialog.finished.connect(self._page.window().activateWindow)  # not every system gives the keyboard back
        return dialog

    @Slot(list)
    def _tell(self, paths: list[str]) -> None:
        self.chosen.emit([Path(path) for path in paths])
