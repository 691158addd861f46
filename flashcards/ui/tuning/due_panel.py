"""Whether due days follow what cards are remembered by now: looked at first, then done."""

from collections.abc import Sequence

from flashcards.ui.theme import Theme
from flashcards.ui.tuning.state import TuningState, moves
from flashcards.ui.widgets.button_row import ButtonRow
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.curves import Axis, Curve, Curves
from flashcards.ui.widgets.panel import Panel
from flashcards.ui.widgets.text import label
from flashcards.wording import counted, grouped

EXPLANATION = (
    "A fit changes what is known of your cards, and each card’s next answer goes by it. Days promised before stay as "
    "they are, unless you have them moved now. Look first: nothing moves until you say so."
)
CAPTION = "Cards due on each of the next 30 days: as they would be, and dashed as they are."


class DuePanel(Panel):
    """What rescheduling would do, and doing it.

    Attributes:
        look: asks what would move.
        move_cards: moves it.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__("Due days")
        self._text = label(EXPLANATION, "muted", wraps=True)
        self._moves = label("", wraps=True)
        self._curves = Curves("Cards due in the next 30 days", theme)
        self._caption = label(CAPTION, "caption", wraps=True)
        self.look = button("Look what would move")
        self.move_cards = button("")
        for part in (self._text, self._moves, self._curves, self._caption):
            self.column.addWidget(part)
        self.column.addWidget(ButtonRow(self.look, self.move_cards))

    def render_state(self, state: TuningState) -> None:
        """Set every part."""
        preview = state.preview
        self.setVisible(state.known is not None)
        self.look.setEnabled(not state.doing)
        moving = 0 if preview is None else preview.earlier + preview.later
        self._moves.setVisible(preview is not None)
        for part in (self._curves, self._caption, self.move_cards):
            part.setVisible(moving > 0)
        self.move_cards.setEnabled(not state.doing)
        if preview is None:
            return
        self._moves.setText(moves(preview))
        self.move_cards.setText(f"Move {counted(moving, 'card')}")
        most = max((*preview.before, *preview.after), default=1)
        before, after = _points(preview.before), _points(preview.after)
        self._curves.show_curves(
            (Curve("now", before, is_dashed=True), Curve("then", after)),
            Axis(0, len(preview.before) - 1, _day),
            Axis(0, max(most, 1), lambda number: grouped(round(number))),
        )
        self._curves.setAccessibleDescription(moves(preview))


def _points(load: Sequence[int]) -> tuple[tuple[float, float], ...]:
    return tuple((float(day), float(cards)) for day, cards in enumerate(load))


def _day(day: float) -> str:
    return "today" if day == 0 else f"in {round(day)} days"
