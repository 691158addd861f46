"""The Progress page."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from flashcards.collection.statistics.asking import Period
from flashcards.ui.actions import ActionId, Actions, Scope
from flashcards.ui.hard_use import HardUsePanel
from flashcards.ui.page import Page, PageId, Services
from flashcards.ui.progress.chart_panel import ChartPanel
from flashcards.ui.progress.head import Head
from flashcards.ui.progress.section_view import SectionView
from flashcards.ui.progress.state import ProgressState, Section
from flashcards.ui.progress.view_model import ProgressViewModel
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.column_head import ColumnHead
from flashcards.ui.widgets.empty_state import EmptyState
from flashcards.ui.widgets.panel import PageColumn, Panel
from flashcards.ui.widgets.progress_bar import ProgressBar
from flashcards.ui.widgets.reveal import go_to
from flashcards.ui.widgets.text import label

PERIOD_KEYS = {
    ActionId.LAST_MONTH: Period.MONTH,
    ActionId.LAST_QUARTER: Period.QUARTER,
    ActionId.LAST_YEAR: Period.YEAR,
    ActionId.ALL_TIME: Period.ALL,
}


class ProgressPage(Page):
    """Charts of one section at a time, over a period, for a deck or a search."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.view_model = ProgressViewModel(services.runner, services.clock, services.zone, self)
        self.commands = Actions(self, Scope.PROGRESS, services.icons, services.look.keymap)
        self.head = Head(services)
        self.sections: dict[Section, SectionView] = {}
        self.hard_use = HardUsePanel(services)
        self._is_table = False
        self._wants_focus = False
        self._empty = EmptyState("graduation-cap", services.theme, services.icons)
        self._empty.say(
            "Nothing to show yet",
            "After your first answers, this page tells what you did, how much of it stays, and what is to come.",
            "Study now",
        )
        self._nothing = Panel()
        self._nothing.column.addWidget(self._empty)
        self._counting = Panel("Counting your reviews")
        self._bar = ProgressBar(services.theme, "Counting your reviews")
        self._counting.column.addWidget(
            label("This is done once after many reviews came in. You can go on meanwhile.", "muted", wraps=True)
        )
        self._counting.column.addWidget(self._bar)
        self._lay_out()
        self._connect()

    def enter(self) -> None:
        """Bring the charts up to date."""
        self.view_model.show()
        self.hard_use.model.show()

    def heed_day(self) -> None:
        """Show the new day, if anybody looks."""
        self.view_model.refresh_if_shown()

    def leave(self) -> None:
        """Stop reading what nobody sees."""
        self.view_model.hide()
        self.hard_use.model.hide()

    def take_focus(self) -> None:
        """Put the keyboard on the sections; arrow keys go through them."""
        self._wants_focus = not self.view_model.state.is_ready
        self.head.sections.setFocus()

    def render_state(self, state: ProgressState) -> None:
        """Set every widget."""
        self.head.render_state(state)
        is_empty = state.is_ready and not state.has_answers
        self._nothing.setVisible(is_empty)
        self._counting.setVisible(state.counted is not None)
        self._bar.set_share(state.counted or 0.0)
        shown = self._section(state.section)
        shown.show_charts(state.charts)
        for section, view in self.sections.items():
            view.setVisible(section is state.section and state.is_ready and not is_empty and state.counted is None)

    def _section(self, section: Section) -> SectionView:
        if section not in self.sections:
            view = self.sections[section] = SectionView(section, self._services)
            view.split_chosen.connect(self.view_model.choose_split)
            view.grouping_chosen.connect(self.view_model.choose_grouping)
            view.search_wanted.connect(self._browse)
            self._show_as(view)
            self._charts.addWidget(view)
        return self.sections[section]

    def _lay_out(self) -> None:
        page = PageColumn(theme=self._services.theme)
        page.column.addWidget(self._nothing)
        page.column.addWidget(self._counting)
        page.column.addWidget(self.hard_use)
        charts = QWidget()
        self._charts = QVBoxLayout(charts)
        self._charts.setContentsMargins(0, 0, 0, 0)
        self._charts.setSpacing(Space.L)
        page.column.addWidget(charts)
        page.column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(ColumnHead(self.head, page, self._services.theme))
        whole.addWidget(page, 1)
        self._nothing.hide()
        self._counting.hide()

    def _connect(self) -> None:
        model, head = self.view_model, self.head
        head.section_chosen.connect(model.choose_section)
        head.period_chosen.connect(model.choose_period)
        head.deck_chosen.connect(model.choose_deck)
        head.search_chosen.connect(model.choose_search)
        model.changed.connect(self._render)
        self._empty.button.clicked.connect(self._study)
        for name, period in PERIOD_KEYS.items():
            self.commands[name].triggered.connect(partial(model.choose_period, period))
        self.commands[ActionId.NEXT_SECTION].triggered.connect(partial(self._turn, 1))
        self.commands[ActionId.PREVIOUS_SECTION].triggered.connect(partial(self._turn, -1))
        self.commands[ActionId.CHARTS_AS_TABLES].triggered.connect(self._toggle_tables)
        self.commands[ActionId.COPY_CHART].triggered.connect(self._copy)
        self.commands[ActionId.SAVE_CHART].triggered.connect(self._save)
        self.commands[ActionId.SEARCH_CHARTS].triggered.connect(self._seek)

    @Slot()
    def _render(self) -> None:
        self.render_state(self.view_model.state)
        if self._wants_focus:
            self.take_focus()

    def _turn(self, step: int) -> None:
        sections = list(Section)
        place = sections.index(self.view_model.state.section) + step
        self.view_model.choose_section(sections[place % len(sections)])

    @Slot()
    def _toggle_tables(self) -> None:
        self._is_table = not self._is_table
        for view in self.sections.values():
            self._show_as(view)

    def _show_as(self, view: SectionView) -> None:
        for panel in view.panels.values():
            panel.show_as(is_table=self._is_table)

    @Slot()
    def _copy(self) -> None:
        panel = self._panel()
        if panel is not None:
            panel.copy.click()

    @Slot()
    def _save(self) -> None:
        panel = self._panel()
        if panel is not None:
            panel.save.click()

    @Slot()
    def _seek(self) -> None:
        go_to(self.head.search)
        self.head.search.selectAll()

    def _panel(self) -> ChartPanel | None:
        """Give the panel the keyboard is in, else the first that shows something."""
        panels = [one for one in self._section(self.view_model.state.section).panels.values() if not one.chart.is_empty]
        holds = [panel for panel in panels if panel.isAncestorOf(self.focusWidget())]
        return next(iter([*holds, *panels]), None)

    @Slot(str)
    def _browse(self, line: str) -> None:
        question = self.view_model.state.question
        within = f'deck:"{question.deck}" ' if question.deck and not question.search else ""
        found = f"({question.search}) " if question.search else within
        self.browse_wanted.emit(f"{found}{line}")

    @Slot()
    def _study(self) -> None:
        self.page_wanted.emit(PageId.TODAY)
