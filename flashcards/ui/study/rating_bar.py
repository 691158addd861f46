"""The foot of the page: show the answer, then the four ratings with what each will do."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from flashcards.domain.review import Rating
from flashcards.ui.cheat_sheet import native
from flashcards.ui.study.rating_button import RatingButton
from flashcards.ui.study.state import Phase, StudyState
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.text import label

WIDEST = 720


class RatingBar(QStackedWidget):
    """One button before the answer is shown, four after it; the height stays.

    Signals:
        rated: a `Rating`.
    """

    rated = Signal(object)

    def __init__(self, theme: Theme, advance: QAction, rate: Sequence[QAction]) -> None:
        """Make it.

        Args:
            rate: what the keys of the four ratings do; with two buttons the first two keys are shown.
        """
        super().__init__()
        self._rate = tuple(rate)
        self._show = button("Show answer", "primary", is_large=True)
        self._show.clicked.connect(advance.trigger)
        self._hint = label("", "caption")
        self._buttons = {rating: RatingButton(rating, theme) for rating in Rating}
        for rating, one in self._buttons.items():
            one.clicked.connect(lambda _checked=False, given=rating: self.rated.emit(given))
        self._columns = 0
        self._offered = tuple(Rating)
        self.addWidget(self._before())
        self.addWidget(self._after())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._widen)
        self._theme = theme
        self._widen()

    def render_state(self, state: StudyState) -> None:
        """Set every button."""
        self._offer(tuple(promise.rating for promise in state.promises) or self._offered)
        for promise, rate in zip(state.promises, self._rate, strict=False):
            self._buttons[promise.rating].show_promise(promise, native(rate.shortcut()))
        if state.phase is Phase.QUESTION:
            is_typed = state.face is not None and state.face.content.typed is not None
            is_check = state.choice is not None or is_typed
            self._show.setText("Check answer" if is_check else "Show answer")
            self._hint.setText("Enter" if is_check else "Space or Enter")
        self.setCurrentIndex(1 if state.phase is Phase.ANSWER else 0)
        if self._columns < len(self._offered):
            self.updateGeometry()

    def _offer(self, ratings: tuple[Rating, ...]) -> None:
        """Show the buttons of some ratings only."""
        if ratings != self._offered:
            self._offered = ratings
            for rating, one in self._buttons.items():
                one.setVisible(rating in ratings)
            self._columns = 0
            self._fit()

    def minimumSizeHint(self) -> QSize:
        """Two buttons wide: where there is no more room, they stand two by two."""
        widest = max(one.minimumSizeHint().width() for one in self._buttons.values())
        return QSize(2 * widest + Space.S, self.sizeHint().height())

    def sizeHint(self) -> QSize:
        """As tall as the buttons, so that nothing jumps; where they stand two by two, as tall as what is shown."""
        whole = super().sizeHint()
        current = self.currentWidget()
        if self._columns == len(self._offered) or current is None:
            return whole
        return QSize(whole.width(), current.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the buttons two by two where four do not fit beside each other."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Arrange the buttons anew when what they say became larger or smaller."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def _fit(self) -> None:
        number = len(self._offered)
        widest = max(self._buttons[rating].minimumSizeHint().width() for rating in self._offered)
        self._arrange(2 if number * widest + (number - 1) * Space.S > self.width() else number)

    def _widen(self) -> None:
        self.setMaximumWidth(self._theme.scaled(WIDEST))
        self.updateGeometry()

    def _arrange(self, columns: int) -> None:
        if columns != self._columns:
            self._columns = columns
            self.updateGeometry()
            for place, rating in enumerate(self._offered):
                self._grid.addWidget(self._buttons[rating], place // columns, place % columns)
            for column in range(len(self._buttons)):
                self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _before(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addStretch(1)
        column.addWidget(self._show, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._hint, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return made

    def _after(self) -> QWidget:
        made = QWidget()
        self._grid = QGridLayout(made)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(Space.S)
        self._arrange(4)
        return made
