"""Which decks an exam is studied with, and how its areas are weighted."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from flashcards.domain.deck import leaf_name
from flashcards.domain.exam import RHIT_BLUEPRINT, Area, Exam
from flashcards.domain.ranges import Range
from flashcards.exam.selection import divided
from flashcards.ui.page import Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.check_box import CheckBox
from flashcards.ui.widgets.emptying import empty
from flashcards.ui.widgets.panel import Panel
from flashcards.ui.widgets.segmented import Segmented
from flashcards.ui.widgets.setting_row import SettingRow
from flashcards.ui.widgets.stepper import Stepper
from flashcards.ui.widgets.text import label
from flashcards.wording import percent

RHIT, BY_DECK = 0, 1


class AreaFields(QWidget):
    """Decks to tick; then either the RHIT domains or the ticked decks as areas, each with its weight.

    Signals:
        changed: the learner changed decks, areas or weights.
    """

    changed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._boxes: dict[str, CheckBox] = {}
        self._weights: dict[str, tuple[Area, Stepper]] = {}
        self._keep: dict[str, CheckBox] = {}
        self.kind = Segmented("Areas", ("RHIT domains", "Decks"), services.theme)
        self.kind.chosen.connect(self._change_kind)
        self.kind.chosen.connect(self.changed)
        self._decks = Panel("Decks studied for it")
        self._areas = Panel("Areas and weights")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setColumnStretch(0, 1)
        self._areas.column.addWidget(
            SettingRow(
                "Areas", "The domains of the RHIT outline, or the decks ticked above for any other exam.", self.kind
            )
        )
        self._areas.column.addLayout(self._grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        column.addWidget(self._decks)
        column.addWidget(self._areas)

    def show_exam(self, exam: Exam, top_decks: Sequence[str]) -> None:
        """Show an exam's decks and areas."""
        names = list(dict.fromkeys((*top_decks, *exam.decks)))
        for box in self._boxes.values():
            box.hide()
            box.deleteLater()
        self._boxes = {name: CheckBox(name.replace("::", " › "), self._services.theme) for name in names}
        for name, box in self._boxes.items():
            box.setChecked(not exam.decks or name in exam.decks)
            box.toggled.connect(self._heed_decks)
            box.toggled.connect(self.changed)
            self._decks.column.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)
        self.kind.set_current(BY_DECK if any(area.deck for area in exam.blueprint) else RHIT)
        self._show_areas(exam.blueprint, exam.dropped)

    def decks(self) -> tuple[str, ...]:
        """Give the ticked decks; empty when all are.

        Raises:
            ValueError: none is.
        """
        ticked = tuple(name for name, box in self._boxes.items() if box.isChecked())
        if self._boxes and not ticked:
            problem = "an exam needs a deck to study with"
            raise ValueError(problem)
        return () if len(ticked) == len(self._boxes) else ticked

    def blueprint(self) -> tuple[Area, ...]:
        """Give the areas with their weights; an area of weight 0 is left out.

        Raises:
            ValueError: none is left.
        """
        areas = tuple(
            Area(area.name, field.value, area.domain, area.deck)
            for area, field in self._weights.values()
            if field.value > 0
        )
        if not areas:
            problem = "an exam needs at least one area with a weight above 0"
            raise ValueError(problem)
        return areas

    def dropped(self) -> tuple[str, ...]:
        """Give the areas that may be left out when time is short."""
        return tuple(name for name, box in self._keep.items() if box.isChecked())

    def _show_areas(self, areas: Sequence[Area], dropped: Sequence[str]) -> None:
        empty(self._grid)
        self._weights, self._keep = {}, {}
        self._shares = []
        for row, area in enumerate(areas):
            field = Stepper(f"Weight of {area.name}", self._services.icons, within=Range(0, 999))
            field.set_value(max(1, round(area.weight)))
            field.changed.connect(self._show_shares)
            field.changed.connect(self.changed)
            box = CheckBox("May be left out", self._services.theme)
            box.setChecked(area.name in dropped)
            box.setToolTip("When time is short, the plan may leave this area unseen.")
            share = label("", "muted")
            self._weights[area.name] = (area, field)
            self._keep[area.name] = box
            self._shares.append(share)
            for column, part in enumerate((label(area.name, wraps=True), field, share, box)):
                self._grid.addWidget(part, row, column)
        self._show_shares()

    @Slot()
    def _show_shares(self) -> None:
        weights = [field.value for _, field in self._weights.values()]
        percents = divided(weights, 100) if any(weights) else (0,) * len(weights)
        for share, part in zip(self._shares, percents, strict=True):
            share.setText(percent(part / 100))

    @Slot(int)
    def _change_kind(self, kind: int) -> None:
        self._show_areas(RHIT_BLUEPRINT if kind == RHIT else self._deck_areas(), self.dropped())

    @Slot()
    def _heed_decks(self) -> None:
        if self.kind.current == BY_DECK:
            self._show_areas(self._deck_areas(), self.dropped())

    def _deck_areas(self) -> tuple[Area, ...]:
        before = {area.deck: field.value for area, field in self._weights.values() if area.deck}
        ticked = [name for name, box in self._boxes.items() if box.isChecked()]
        return tuple(Area(leaf_name(name), before.get(name, 10) or 10, deck=name) for name in ticked)
