"""The options of a multiple-choice question, one below the other."""

from collections.abc import Set

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from flashcards.domain.choice import MAX_OPTIONS
from flashcards.ui.card.media import Media
from flashcards.ui.card.option_row import NARROWEST, OptionRow, Verdict
from flashcards.ui.card.rich_text import TEXT_INDENT
from flashcards.ui.card.showing import Choice, choose
from flashcards.ui.icons import Icons
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.text import label, set_role


class ChoiceList(QWidget):
    """Rows are built once and used for every question.

    Signals:
        picked: a place, 0-based.
        struck: a place, when an option is clicked with the right button.
        sound_wanted: the media name of a sound that was clicked.
    """

    picked = Signal(int)
    struck = Signal(int)
    sound_wanted = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, media: Media) -> None:
        super().__init__()
        self.setAccessibleName("Options")
        self._prompt = label("", "label", wraps=True)
        self._prompt.setIndent(TEXT_INDENT)
        self._rows = [OptionRow(place, theme, icons, media, self) for place in range(MAX_OPTIONS)]
        self._prompt.setParent(self)
        for row in self._rows:
            row.picked.connect(self.picked)
            row.struck.connect(self.struck)
            row.rearranged.connect(self._place)
            row.sound_wanted.connect(self.sound_wanted)
        theme.changed.connect(self._place)

    def show_choice(self, choice: Choice) -> None:
        """Set every row."""
        set_role(self._prompt, "problem" if choice.reminder else "label")
        self._prompt.setText(choice.reminder or choose(choice.needed))
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(choice.options))
            if place < len(choice.options):
                row.show_option(
                    choice.options[place], is_picked=place in choice.picked, verdict=_verdict(choice, place)
                )
                row.strike(is_struck=place in choice.struck)
        self._place()

    def right_span(self) -> tuple[int, int] | None:
        """Give the top of the first right option and the bottom of the last, once they are shown as such."""
        return self._span({Verdict.RIGHT_PICKED, Verdict.RIGHT_MISSED})

    def marked_span(self) -> tuple[int, int] | None:
        """Give the span of the options that are right or were picked, once they are shown as such."""
        return self._span({Verdict.RIGHT_PICKED, Verdict.RIGHT_MISSED, Verdict.WRONG_PICKED})

    def _span(self, verdicts: Set[Verdict]) -> tuple[int, int] | None:
        rows = [row for row in self._rows if not row.isHidden() and row.verdict in verdicts]
        return (rows[0].y(), rows[-1].y() + rows[-1].height()) if rows else None

    def sizeHint(self) -> QSize:
        """As tall as the rows."""
        return QSize(NARROWEST, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the rows the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place()

    @Slot()
    def _place(self) -> None:
        """Stand the rows below each other at once: a layout would do so only after the next paint."""
        top = self._prompt.heightForWidth(self.width())
        self._prompt.setGeometry(0, 0, self.width(), top)
        for row in self._rows:
            if not row.isHidden():
                top += Space.S
                row.setGeometry(0, top, self.width(), row.fit(self.width()))
                top += row.height()
        if top != self.minimumHeight():
            self.setFixedHeight(top)


def _verdict(choice: Choice, place: int) -> Verdict:
    if not choice.is_checked:
        return Verdict.OPEN
    is_picked = place in choice.picked
    if choice.options[place].is_correct:
        return Verdict.RIGHT_PICKED if is_picked else Verdict.RIGHT_MISSED
    return Verdict.WRONG_PICKED if is_picked else Verdict.WRONG_LEFT
