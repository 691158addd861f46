"""Several files: each with its format and how many notes it has, or why it is refused."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from flashcards.ui.importing.desk import Files, PlannedFile
from flashcards.ui.importing.words import why_refused
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.panel import Panel
from flashcards.ui.widgets.tab_order import lead_to
from flashcards.ui.widgets.text import label
from flashcards.wording import counted

NAME_CHARACTERS = 24
"""Where a name has less room beside what is said of its file, that goes below it."""


class FilesPanel(Panel):
    """A single good file needs no list.

    Args:
        following: where Tab goes on to.

    Signals:
        chosen: which of the files, from 0, is to be shown as it is read.
    """

    chosen = Signal(int)

    def __init__(self, following: QWidget) -> None:
        super().__init__()
        self._following = following
        self.setAccessibleName("Files")
        self._lines: list[QWidget] = []
        self._shown: tuple[Files, int] = ((), 0)

    def show_files(self, files: Files, current: int) -> None:
        """Show files.

        Args:
            current: the one that is shown as it is read.
        """
        if files is self._shown[0] and current == self._shown[1]:
            return
        self._shown = (files, current)
        for old in self._lines:
            self.column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._lines = [self._line(number, file, is_current=number == current) for number, file in enumerate(files)]
        for one in self._lines:
            self.column.addWidget(one)
        lead_to(self._following, [stop for one in self._lines for stop in one.findChildren(QPushButton)])
        self.setVisible(len(files) > 1 or any(file.refused for file in files))

    def _line(self, number: int, file: PlannedFile, *, is_current: bool) -> QWidget:
        if file.plan is None:
            return label(why_refused(file, is_alone=len(self._shown[0]) == 1), "problem", wraps=True)
        told = QWidget()
        row = QHBoxLayout(told)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        row.addWidget(label(f"{file.label}, {counted(len(file.plan.transfer.notes), 'note')}", "muted"))
        if file.laid is not None and len(self._shown[0]) > 1:
            show = button("Shown below" if is_current else "How it is read")
            show.setEnabled(not is_current)
            show.clicked.connect(partial(self._choose, number))
            row.addWidget(show)
        return Beside(label(file.source.name, "strong", wraps=True), told, characters=NAME_CHARACTERS, spacing=Space.M)

    def _choose(self, number: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  (what `clicked` gives)
        self.chosen.emit(number)
