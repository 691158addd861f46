"""The sheet that asks which cards a custom session is of."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from flashcards.domain.custom_study import SESSION_LIMITS, SPANS, Chosen, CustomSession, SessionOrder
from flashcards.domain.note import DOMAIN_NAMES
from flashcards.ui.browse.search_line import SearchLine
from flashcards.ui.custom.model import CustomModel
from flashcards.ui.custom.words import CHOICES, EXPLAINED, ORDERS
from flashcards.ui.overlay import Overlay
from flashcards.ui.page import Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.picker import Picker
from flashcards.ui.widgets.scroll import Scroll
from flashcards.ui.widgets.segmented import Segmented
from flashcards.ui.widgets.stepper import Stepper
from flashcards.ui.widgets.text import label

if TYPE_CHECKING:
    from flashcards.collection.sidebar import Sidebar

WIDTH = 620
FIELD_WIDTH = 380
"""Of each field, so that they stand in line whatever is in them."""
TEXT_HEIGHT = 64
"""Of the words at least, at 100 % text, so that the sheet keeps its size while they change."""
EVERY = "Any"
TIMED = frozenset({Chosen.MISSED, Chosen.AHEAD})
EFFECTS = ("Moves it", "Leaves it alone")

COUNTING = "Looking for the cards…"
FILLED_IN = "Esc, Cancel or a click beside the sheet once more gives up what you filled in."


class CustomSheet(Overlay):
    """Says how many cards there are while it is filled in.

    Attributes:
        chosen, line, deck, tag, domain, days, limit, order, effect: what is asked for.
        begin: begins the session.

    Signals:
        begun: a `BegunSession` to study.
    """

    begun = Signal(object)

    def __init__(self, host: QWidget, services: Services) -> None:
        super().__init__(host)
        self.setAccessibleName("Custom session")
        theme, icons = services.theme, services.icons
        self.view_model = CustomModel(services.runner, services.clock, services.zone, self)
        self.chosen = Segmented("Which cards", [words for _, words in CHOICES], theme)
        self.line = SearchLine(theme, icons, tuple)
        self.deck = Picker("Deck", icons)
        self.tag = Picker("Tag", icons)
        self.domain = Picker("Domain", icons)
        self.days = Stepper("Days", icons, within=SPANS)
        self.limit = Stepper("Cards at most", icons, within=SESSION_LIMITS, step=10)
        self.order = Picker("Order", icons)
        self.effect = Segmented("The schedule", EFFECTS, theme)
        self.begin = button("Study", "primary")
        self._explained = label("", "muted", wraps=True)
        # As high as its lines, not as if it were narrow: the sheet would change its height with the words.
        self._explained.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._text = label("", wraps=True)
        self._problem = label("", "problem", wraps=True)
        self._is_effect_chosen = False
        self._wanted = self._unchanged = CustomSession()
        self._given_up: CustomSession | None = None
        self._services = services
        self._lay_out()
        self._connect()
        theme.changed.connect(self._fit)
        self._fit()

    def ask(self, wanted: CustomSession) -> None:
        """Open with a session to begin from."""
        self._wanted = wanted
        self._is_effect_chosen = False
        self.chosen.set_current([one for one, _ in CHOICES].index(wanted.chosen))
        self.line.show_line(wanted.line)
        self.days.set_value(wanted.days)
        self.limit.set_value(wanted.limit)
        self.order.offer(ORDERS, wanted.order)
        self.domain.offer([(EVERY, None), *((f"{n}  {name}", n) for n, name in DOMAIN_NAMES.items())], wanted.domain)
        self.effect.set_current(int(not wanted.moves_schedule))
        self._offer(self.deck, (), wanted.deck)
        self._offer(self.tag, (), wanted.tag)
        self._say(COUNTING, is_problem=False)
        self.begin.setText("Study")
        self.view_model.ask_filing()
        self._show_choice()
        self._unchanged, self._given_up = self.wish(), None
        self.open()

    def close_sheet(self) -> None:
        """Put the sheet away; nothing is looked for any more."""
        self.view_model.forget()
        super().close_sheet()

    def give_up(self) -> None:
        """Begin nothing; what was filled in is given up only when that is said twice."""
        wish = self.wish()
        if wish in (self._unchanged, self._given_up):
            self.close_sheet()
            return
        self._given_up = wish
        self._say(FILLED_IN, is_problem=True)

    def take_focus(self) -> None:
        """Begin with which cards; with the search, where one was brought along."""
        (self.line if self._wanted.line else self.chosen).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin by Enter or Ctrl+Enter, wherever the keyboard is but on a button."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and not isinstance(self.focusWidget(), QAbstractButton):
            self._accept()
        else:
            super().keyPressEvent(event)

    def wish(self) -> CustomSession:
        """Give what is asked for now."""
        chosen = CHOICES[self.chosen.current][0]
        return CustomSession(
            chosen=chosen,
            line=self.line.text(),
            deck=self.deck.value,
            tag=self.tag.value,
            domain=self.domain.value,
            days=self.days.value,
            limit=self.limit.value,
            order=SessionOrder.FADED if chosen is Chosen.FADED else self.order.value,
            moves_schedule=not self.effect.current,
        )

    def _offer(self, picker: Picker, names: tuple[str, ...], value: str) -> None:
        kept = () if not value or value in names else (value,)
        picker.offer([(EVERY, ""), *((name, name) for name in (*kept, *names))], value)

    def _lay_out(self) -> None:
        body = QWidget()
        body.setProperty("role", "page")
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, Space.M, 0)
        rows.setSpacing(Space.M)
        rows.addWidget(self.chosen)
        rows.addWidget(self._explained)
        self._days_row = _row("Days", self.days)
        self._order_row = _row("Order", self.order, FIELD_WIDTH)
        for row in (
            self._days_row,
            _row("Search", self.line, FIELD_WIDTH),
            _row("Deck", self.deck, FIELD_WIDTH),
            _row("Tag", self.tag, FIELD_WIDTH),
            _row("Domain", self.domain, FIELD_WIDTH),
            _row("Cards at most", self.limit),
            self._order_row,
            _row("The schedule", self.effect),
        ):
            rows.addWidget(row)
        self._spare = {row: _Spare(row) for row in (self._days_row, self._order_row)}
        for spare in self._spare.values():
            rows.addWidget(spare)
        rows.addStretch(1)
        cancel = button("Cancel")
        cancel.clicked.connect(self.give_up)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.begin)
        self._scroll = Scroll(body, self._services.theme, WIDTH)
        self.column.addWidget(label("Custom session", "heading"))
        self.column.addWidget(self._scroll, 1)
        self.column.addWidget(self._text)
        self.column.addWidget(self._problem)
        self.column.addLayout(foot)

    def _connect(self) -> None:
        self.chosen.chosen.connect(self._choose)
        self.effect.chosen.connect(self._choose_effect)
        self.line.edited.connect(self._ask)
        self.line.asked.connect(self._accept)
        for stepper in (self.days, self.limit):
            stepper.changed.connect(self._ask)
        for picker in (self.deck, self.tag, self.domain, self.order):
            picker.chosen.connect(self._ask)
        self.begin.clicked.connect(self._accept)
        self.view_model.changed.connect(self._render)
        self.view_model.failed.connect(self._services.notices.problem)
        self.view_model.filed.connect(self._take_filing)

    @Slot()
    def _choose(self) -> None:
        """New cards are looked at, others reviewed, unless the learner has said otherwise."""
        if not self._is_effect_chosen:
            self.effect.set_current(int(CHOICES[self.chosen.current][0] is Chosen.NEW))
        self._show_choice()

    @Slot()
    def _choose_effect(self) -> None:
        self._is_effect_chosen = True
        self._ask()

    def _show_choice(self) -> None:
        chosen = CHOICES[self.chosen.current][0]
        self._explained.setText(EXPLAINED[chosen])
        self._show_row(self._days_row, is_shown=chosen in TIMED)
        self._show_row(self._order_row, is_shown=chosen is not Chosen.FADED)
        self._ask()
        self._scroll.updateGeometry()
        self.place_again()

    def _show_row(self, row: QWidget, *, is_shown: bool) -> None:
        """Show a row, or leave its room at the end: what is below stays under the pointer."""
        row.setVisible(is_shown)
        self._spare[row].setVisible(not is_shown)

    @Slot()
    def _fit(self) -> None:
        for text in (self._text, self._problem):
            text.setMinimumHeight(self._services.theme.scaled(TEXT_HEIGHT))
        for spare in self._spare.values():
            spare.updateGeometry()
        self._scroll.updateGeometry()
        if not self.isHidden():
            self.place_again()

    @Slot()
    def _ask(self) -> None:
        self.begin.setEnabled(False)
        self.view_model.ask(self.wish())

    @Slot()
    def _accept(self) -> None:
        session = self.view_model.state.session
        if self.begin.isEnabled() and session is not None:
            self.close_sheet()
            self.begun.emit(session)

    @Slot()
    def _render(self) -> None:
        state = self.view_model.state
        self._say(state.text, is_problem=state.wrong is not None)
        self.begin.setText(state.action)
        self.begin.setEnabled(state.session is not None)
        if state.wrong is None:
            self.line.point_at_nothing()
        else:
            self.line.point_at(*state.wrong)

    def _say(self, text: str, *, is_problem: bool) -> None:
        self._text.setText(text)
        self._problem.setText(text)
        self._text.setHidden(is_problem)
        self._problem.setVisible(is_problem)

    @Slot(object)
    def _take_filing(self, sidebar: "Sidebar") -> None:
        self._offer(self.deck, sidebar.decks, self.deck.value)
        self._offer(self.tag, sidebar.tags, self.tag.value)


class _Spare(QWidget):
    """Room for a row that is hidden, as high as it would be now."""

    def __init__(self, row: QWidget) -> None:
        super().__init__()
        self._row = row
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Give the height of the row."""
        return QSize(0, self._row.sizeHint().height())


def _row(name: str, control: QWidget, width: int = 0) -> QWidget:
    if width:
        control.setFixedWidth(width)
    return Beside(label(name, "strong"), control, characters=14, spacing=Space.L)
