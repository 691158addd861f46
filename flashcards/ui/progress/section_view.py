"""The panels of one section of the Progress page, built when it is first shown."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from flashcards.collection.statistics.habits import Grouping
from flashcards.ui.page import Services
from flashcards.ui.progress.chart import Chart
from flashcards.ui.progress.chart_panel import ChartPanel, Drawing
from flashcards.ui.progress.heat_year import HeatYear
from flashcards.ui.progress.history_charts import Split
from flashcards.ui.progress.plot import Plot
from flashcards.ui.progress.state import Section
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.segmented import Segmented

ROWS: Mapping[Section, tuple[tuple[str, ...], ...]] = {
    Section.OVERVIEW: (("heat",), ("answers",), ("times",), ("retention",), ("standings",)),
    Section.MEMORY: (("calibration",), ("recall",), ("stability", "interval"), ("difficulty",)),
    Section.AHEAD: (("due",), ("minutes",), ("now",)),
    Section.HABITS: (("hours",), ("groups",)),
}
"""The panels of each section by name, row by row."""

HEAT = "heat"
ANSWERS = "answers"
GROUPS = "groups"


class SectionView(QWidget):
    """Charts below and beside each other.

    Attributes:
        panels: by name.

    Signals:
        split_chosen: what answers are told apart by.
        grouping_chosen: what cards are told apart by.
        search_wanted: a line of the search language.
    """

    split_chosen = Signal(object)
    grouping_chosen = Signal(object)
    search_wanted = Signal(str)

    def __init__(self, section: Section, services: Services) -> None:
        super().__init__()
        self._services = services
        self._split = Segmented("Answers", [split.value for split in Split], services.theme)
        self._split.chosen.connect(self._choose_split)
        self._grouping = Segmented("Group", [one.value.capitalize() for one in Grouping], services.theme)
        self._grouping.chosen.connect(self._choose_grouping)
        extras = {ANSWERS: self._split, GROUPS: self._grouping}
        names = [name for row in ROWS[section] for name in row]
        self.panels = {name: ChartPanel(services, _drawing(name, services), extras.get(name)) for name in names}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        for row in ROWS[section]:
            panels = [self.panels[name] for name in row]
            column.addWidget(panels[0] if len(panels) == 1 else Beside(*panels, spacing=Space.L, is_even=True))
        for panel in self.panels.values():
            panel.search_wanted.connect(self.search_wanted)

    def show_charts(self, charts: Mapping[str, Chart]) -> None:
        """Show other charts; without one, a panel stays as it is."""
        for name, panel in self.panels.items():
            if name in charts:
                panel.show_chart(charts[name])

    def _choose_split(self, place: int) -> None:
        self.split_chosen.emit(list(Split)[place])

    def _choose_grouping(self, place: int) -> None:
        self.grouping_chosen.emit(list(Grouping)[place])


def _drawing(name: str, services: Services) -> Drawing:
    return HeatYear(services.theme) if name == HEAT else Plot(services.theme)
