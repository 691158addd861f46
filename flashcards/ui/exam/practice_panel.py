"""Practice exams on the Exam page: begin one, go on with one, look back on those that were handed in."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from flashcards.domain.exam import Area, AttemptMode, Mix
from flashcards.domain.ids import AttemptId
from flashcards.domain.ranges import Range
from flashcards.ui.exam.state import MIXES, Past, PracticePanelState, mix_text, own_mix, ticked_text
from flashcards.ui.icons import Icons
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.buttons import button, icon_button
from flashcards.ui.widgets.check_box import CheckBox
from flashcards.ui.widgets.emptying import empty
from flashcards.ui.widgets.flowing import Flowing
from flashcards.ui.widgets.panel import Panel, line
from flashcards.ui.widgets.segmented import Segmented
from flashcards.ui.widgets.setting_row import SettingRow
from flashcards.ui.widgets.share_bar import ShareBar
from flashcards.ui.widgets.stepper import Stepper
from flashcards.ui.widgets.text import label

MODES = (AttemptMode.EXAM, AttemptMode.PRACTICE)
OWN = len(MIXES)
NARROWEST_BAR = 80
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class PracticePanel(Panel):
    """Size, mode, begin.

    Attributes:
        supply: says how many questions there are.
        begin: begins a practice exam.
        ticks: the areas of a mix of one's own.

    Signals:
        begin_wanted: a `Mix` and an `AttemptMode`.
    """

    begin_wanted = Signal(object, object)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.supply = label("", "muted", wraps=True)
        self.size_choice = Segmented("Size", (*(name for name, _ in MIXES), "Own"), theme)
        self.mode = Segmented("Mode", ("Exam", "Practice"), theme)
        self._size_words = label("", "muted", wraps=True)
        self.items = Stepper("Questions", icons, within=Range(1, 300), step=5)
        self.items.set_value(20)
        self.minutes = Stepper("Minutes", icons, within=Range(0, 600), step=5)
        self.minutes.set_value(28)
        self.begin = button("Begin", "primary", is_large=True)
        self.begin.clicked.connect(self._begin)
        self.size_choice.chosen.connect(self._describe)
        self.items.changed.connect(self._describe)
        self.minutes.changed.connect(self._describe)
        self._boxes_theme = theme
        self._state = PracticePanelState()
        self._areas: tuple[Area, ...] = ()
        self.ticks: list[CheckBox] = []
        self._tick_column = QVBoxLayout()
        self._lay_out()
        self._describe()

    def render_state(self, state: PracticePanelState) -> None:
        """Set every widget."""
        self._state = state
        if state.areas != self._areas:
            self._show_areas(state.areas)
        self._describe()

    def mix(self) -> Mix | None:
        """Give the paper that is chosen; None when it has no area."""
        if self.size_choice.current < OWN:
            return MIXES[self.size_choice.current][1]
        ticked = [box.isChecked() for box in self.ticks]
        return own_mix(self.items.value, self.minutes.value, self._areas, ticked)

    def _show_areas(self, areas: Sequence[Area]) -> None:
        """Offer the areas of an exam, all of them ticked."""
        self._areas = tuple(areas)
        for box in self.ticks:
            box.hide()
            box.deleteLater()
        self.ticks = [CheckBox(area.name, self._boxes_theme) for area in areas]
        for box in self.ticks:
            box.setChecked(True)
            box.toggled.connect(self._describe)
            self._tick_column.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)

    def _lay_out(self) -> None:
        self._own = QWidget()
        own = QVBoxLayout(self._own)
        own.setContentsMargins(0, 0, 0, 0)
        own.setSpacing(Space.S)
        numbers = QWidget()
        flowing = Flowing(numbers, Space.M)
        flowing.addWidget(_named("Questions", self.items))
        flowing.addWidget(_named("Minutes (0 for no limit)", self.minutes))
        own.addWidget(numbers)
        own.addLayout(self._tick_column)
        self.column.addWidget(label("Practice exam", "heading"))
        self.column.addWidget(
            SettingRow("Size", "Questions are drawn by the weights of the exam; unseen ones first.", self.size_choice)
        )
        self.column.addWidget(self._own)
        self.column.addWidget(
            SettingRow("Mode", "In an exam the clock cannot be stopped, as in the real one.", self.mode)
        )
        words = QWidget()
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._size_words)
        lines.addWidget(self.supply)
        self.column.addWidget(Beside(words, self.begin, characters=30))

    @Slot()
    def _describe(self) -> None:
        self._own.setVisible(self.size_choice.current == OWN)
        mix = self.mix()
        self.begin.setEnabled(self._state.can_begin and mix is not None)
        ticked = [box.isChecked() for box in self.ticks]
        is_part = self.size_choice.current == OWN and any(ticked) and not all(ticked) and bool(self._state.by_area)
        self.supply.setText(ticked_text(self._state.by_area, ticked) if is_part else self._state.supply)
        if mix is None:
            self._size_words.setText("Tick an area to be asked about.")
            return
        unscored = f", {mix.pretest} of them not counted" if mix.pretest else ""
        self._size_words.setText(f"{mix_text(mix)}{unscored}")

    @Slot()
    def _begin(self) -> None:
        mix = self.mix()
        if mix is not None:
            self.begin_wanted.emit(mix, MODES[self.mode.current])


def _named(name: str, control: QWidget) -> QWidget:
    """Put a name before what it names; they stay together."""
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.S)
    row.addWidget(label(name))
    row.addWidget(control)
    return both


class HistoryPanel(Panel):
    """Practice exams that were handed in, the newest first, each with its share and interval.

    Signals:
        open_wanted: an `AttemptId`.
        delete_wanted: an `AttemptId`.
    """

    open_wanted = Signal(object)
    delete_wanted = Signal(object)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__("Earlier practice exams")
        self._bars_theme = theme
        self._icons = icons
        self._shown: tuple[Past, ...] | None = None
        self._openers: dict[AttemptId, QPushButton] = {}
        self._none = label("None yet. After the first you see here how you are coming on.", "muted", wraps=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.S)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        self._trend = label("", wraps=True)
        self.column.addWidget(self._none)
        self.column.addWidget(self._trend)
        self.column.addLayout(self._grid)

    def show_past(self, past: Sequence[Past], trend: str = "") -> None:
        """Set every row; nothing is built anew when nothing changed.

        Args:
            trend: how the newest compares with those before.
        """
        self._trend.setText(trend)
        self._trend.setVisible(bool(trend))
        if self._shown == tuple(past):
            return
        self._shown = tuple(past)
        self._none.setVisible(not past)
        self._openers = {}
        empty(self._grid)
        for row, one in enumerate(past):
            self._add(2 * row, one)

    def opener(self, attempt_id: AttemptId) -> QPushButton | None:
        """Give the button that opens a practice exam, or None when it is not here."""
        return self._openers.get(attempt_id)

    def _add(self, row: int, past: Past) -> None:
        words = QWidget()
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(label(past.on, "strong", wraps=True))
        lines.addWidget(label(f"{past.what}, {past.predicted}" if past.predicted else past.what, "caption", wraps=True))
        bar = ShareBar(self._bars_theme, f"{past.on}, {past.what}")
        bar.set_share(past.share, past.low, past.high)
        bar.setMinimumWidth(NARROWEST_BAR)
        look = button("Look back")
        look.setProperty("attempt", past.id)
        look.setAccessibleName(f"Look back on the practice exam of {past.on}")
        look.clicked.connect(self._open)
        self._openers[past.id] = look
        delete = icon_button(self._icons.icon("trash-2"), f"Delete the practice exam of {past.on}")
        delete.setProperty("attempt", past.id)
        delete.clicked.connect(self._delete)
        if row:
            self._grid.addWidget(line(), row - 1, 0, 1, 5)
        for column, part in enumerate((words, bar, label(past.right, "strong"), look, delete)):
            self._grid.addWidget(part, row, column, RIGHT if column == 2 else Qt.AlignmentFlag.AlignVCenter)

    @Slot()
    def _open(self) -> None:
        self.open_wanted.emit(self.sender().property("attempt"))

    @Slot()
    def _delete(self) -> None:
        self.delete_wanted.emit(self.sender().property("attempt"))
