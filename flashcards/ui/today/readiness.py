"""How ready the learner is for the next exam, area by area, on the Today page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QGridLayout

from flashcards.domain.changes import ChangeSet, Kind
from flashcards.domain.ids import ExamId
from flashcards.ui.exam.predicting import PredictionKeeper
from flashcards.ui.newest import Newest
from flashcards.ui.page_model import COUNTED, PageModel
from flashcards.ui.runner import CollectionRunner
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.emptying import empty
from flashcards.ui.widgets.panel import Panel
from flashcards.ui.widgets.share_bar import ShareBar
from flashcards.ui.widgets.text import label

if TYPE_CHECKING:
    from flashcards.storage.snapshot import Snapshot
    from flashcards.ui.exam.ready import ReadyRow

BEING_READ = "Working it out…"

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class TodaysReadiness:
    """The panel; without rows there is none.

    Attributes:
        exam_id, today, predicted: what is kept on record; `predicted` is None without enough evidence.
    """

    heading: str = ""
    overall: str = ""
    rows: "tuple[ReadyRow, ...]" = ()
    exam_id: ExamId | None = None
    today: date = date.min
    predicted: tuple[float, float] | None = None


class ReadinessModel(PageModel):
    """Reads how ready the learner is, after the numbers of today, and again when something it rests on has changed.

    Signals:
        changed: `state` is another now.
    """

    heeds = COUNTED | {Kind.ATTEMPT}

    def __init__(
        self,
        runner: CollectionRunner,
        clock: Callable[[], datetime],
        zone: tzinfo | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(runner, clock, zone, parent)
        self._keeper = PredictionKeeper(runner, clock, self)
        self._newest = Newest(runner, self._take, self)
        self._is_behind = False
        self.state = TodaysReadiness()

    def show(self) -> None:
        """The page is seen: bring it up to date; after a practice exam nothing is said until that is done."""
        if self._is_behind and self.state.rows:
            unsaid = tuple(replace(row, has_evidence=False) for row in self.state.rows)
            self.state = replace(self.state, overall=BEING_READ, rows=unsaid)
            self.changed.emit()
        super().show()

    @Slot(object)
    def _heed(self, changes: ChangeSet) -> None:
        self._is_behind = self._is_behind or (not self._is_shown and changes.touches(Kind.ATTEMPT))
        super()._heed(changes)

    @Slot()
    def refresh(self) -> None:
        """Read it anew, once the window has painted."""
        self._newest.ask(self._query, once_painted=True)

    def _query(self, snapshot: "Snapshot") -> TodaysReadiness:
        from flashcards.collection import exams
        from flashcards.collection.studying import learner_calendar
        from flashcards.domain.study_day import date_of

        now = self._clock()
        day = learner_calendar(snapshot, self._zone).day(now)
        exam = next(iter(exams.ahead(snapshot, day)), None)
        if exam is None:
            return TodaysReadiness()
        from flashcards.collection import readiness
        from flashcards.ui.exam.ready import NOTHING_YET, area_rows, span_of

        found = readiness.of_today(snapshot, exam, now, self._zone)
        overall = found.overall
        return TodaysReadiness(
            heading=f"Ready for the {exam.name}",
            overall=_overall(span_of(overall), exam.held_on == date_of(day)) if overall.has_evidence else NOTHING_YET,
            rows=area_rows(exam, found),
            exam_id=exam.id,
            today=date_of(day),
            predicted=(overall.low, overall.high) if overall.has_evidence else None,
        )

    @Slot(object)
    def _take(self, state: TodaysReadiness) -> None:
        self._is_behind = False
        self.state = state
        self.changed.emit()
        if state.exam_id is not None and state.predicted is not None:
            self._keeper.keep(state.exam_id, state.today, state.predicted)


def _overall(span: str, is_today: bool) -> str:  # noqa: FBT001 - the one thing it depends on
    return f"{span} right expected" if is_today else f"{span} right if it were today"


class ReadyPanel(Panel):
    """The share of questions expected right: overall, and by area, one below the other so that they compare.

    Attributes:
        more: leads to where it is explained.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._bars_theme = theme
        self._shown: tuple[ReadyRow, ...] = ()
        self._heading = label("", "strong", wraps=True)
        self.more = button("", "link")
        self.more.setToolTip("What this is made of")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.S)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        self.column.addWidget(Beside(self._heading, self.more, characters=20))
        self.column.addLayout(self._grid)
        self.hide()

    def show_readiness(self, state: TodaysReadiness) -> None:
        """Set every part; nothing is built anew when nothing changed."""
        self.setVisible(bool(state.rows))
        self.setAccessibleName(f"{state.heading}: {state.overall}")
        self._heading.setText(state.heading)
        self.more.setText(state.overall)
        if state.rows != self._shown:
            self._shown = state.rows
            self._fill(state.rows)

    def _fill(self, rows: "Sequence[ReadyRow]") -> None:
        grid = self._grid
        empty(grid)
        for place, row in enumerate(rows):
            bar = ShareBar(self._bars_theme, row.name)
            bar.set_share(row.mean if row.has_evidence else None, row.low, row.high)
            bar.setMinimumWidth(60)
            grid.addWidget(label(row.name, wraps=True), place, 0)
            grid.addWidget(bar, place, 1)
            said = label(row.said if row.has_evidence else "–", "strong" if row.has_evidence else "muted")
            said.setToolTip(row.said)
            grid.addWidget(said, place, 2, RIGHT)
