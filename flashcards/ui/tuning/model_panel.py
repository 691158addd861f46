"""Where the parameters of the memory model come from, and what they changed."""

from flashcards.ui.theme import Theme
from flashcards.ui.tuning.state import CURVE_DAYS, TuningState, comparison, explanation, forgetting, headline
from flashcards.ui.tuning.table import Table
from flashcards.ui.widgets.button_row import ButtonRow
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.curves import Axis, Curve, Curves
from flashcards.ui.widgets.panel import Panel
from flashcards.ui.widgets.text import label
from flashcards.wording import percent

CURVE_CAPTION = "Recall of a new card answered Good, day by day: fitted, and dashed as it was before."


class ModelPanel(Panel):
    """The newest fit beside what was in use before it.

    Attributes:
        fit: fits now.
        defaults: goes back to the usual parameters.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__("Memory model")
        self._headline = label("", "heading", wraps=True)
        self._text = label("", "muted", wraps=True)
        self._table = Table(("", "Before", "Fitted"))
        self._curves = Curves("Forgetting curves", theme)
        self._caption = label(CURVE_CAPTION, "caption", wraps=True)
        self.fit = button("Fit to my reviews now", "primary")
        self.defaults = button("Back to the usual parameters")
        for part in (self._headline, self._text, self._table, self._curves, self._caption):
            self.column.addWidget(part)
        self.column.addWidget(ButtonRow(self.fit, self.defaults))

    def render_state(self, state: TuningState) -> None:
        """Set every part."""
        known = state.known
        self.setVisible(known is not None)
        if known is None:
            return
        self._headline.setText(headline(known))
        self._text.setText(explanation(known))
        self.fit.setEnabled(state.can_fit and not state.doing)
        self.defaults.setVisible(state.is_fitted)
        self.defaults.setEnabled(not state.doing)
        fit = known.fit
        for part in (self._table, self._curves, self._caption):
            part.setVisible(fit is not None)
        if fit is None:
            return
        self._table.show_rows(comparison(fit, known.retention))
        before, after = forgetting(fit.parameters_before), forgetting(fit.parameters_after)
        lowest = min(point[1] for point in (*before, *after))
        self._curves.show_curves(
            (Curve("before", before, is_dashed=True), Curve("fitted", after)),
            Axis(0, CURVE_DAYS, _day),
            Axis(int(lowest * 10) / 10, 1.0, percent),
        )
        self._curves.setAccessibleDescription(
            ", ".join(
                f"day {day}: {percent(before[day][1])} before, {percent(after[day][1])} fitted" for day in (1, 7, 30)
            )
        )


def _day(day: float) -> str:
    return f"day {round(day)}"
