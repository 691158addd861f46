"""The question whether Hard is pressed for forgotten cards, asked on the Progress and the Tuning page."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from flashcards.domain.changes import Kind, Operation
from flashcards.ui.newest import Newest
from flashcards.ui.page import Services
from flashcards.ui.page_model import PageModel
from flashcards.ui.widgets.button_row import ButtonRow
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.panel import Panel
from flashcards.ui.widgets.text import label
from flashcards.wording import counted, grouped, percent

if TYPE_CHECKING:
    from flashcards.scheduling.hard_use import HardUse
    from flashcards.storage.snapshot import Snapshot
    from flashcards.storage.transaction import Transaction

HEADING = "Do you press Hard when you had forgotten?"
ADVICE = (
    "The memory model takes Hard for recalled, so cards you forgot come back too late. Press Again whenever the answer "
    "did not come, however nearly, and Hard only when it came with effort: from then on each card’s days put "
    "themselves right, and fits do little by little, as newer reviews weigh more. With two buttons there is no Hard. "
    "If all these cards were recalled, put this away."
)


class HardUseModel(PageModel):
    """Looks whether there is something to ask."""

    heeds = frozenset({Kind.REVIEW, Kind.SETTINGS})

    def __init__(self, services: Services, parent: "HardUsePanel") -> None:
        super().__init__(services.runner, services.clock, services.zone, parent)
        self._newest = Newest(services.runner, self._take, self)
        self.state: HardUse | None = None

    @Slot()
    def refresh(self) -> None:
        """Look, once the window has painted."""
        self._newest.ask(_to_ask, once_painted=True)

    @Slot()
    def put_away(self) -> None:
        """Never ask again; it can be undone."""
        self._runner.write(Operation.PUT_ADVICE_AWAY, _put_away)

    @Slot(object)
    def _take(self, found: "HardUse | None") -> None:
        if found != self.state:
            self.state = found
            self.changed.emit()


class HardUsePanel(Panel):
    """Seen only while there is something to ask.

    Attributes:
        model: looks.
        two, away: no Hard any more; never ask again.
    """

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.model = HardUseModel(services, self)
        self._found = label("", wraps=True)
        self.two = button("Use two buttons")
        self.away = button("Put this away")
        self.column.addWidget(label(HEADING, "heading", wraps=True))
        self.column.addWidget(self._found)
        self.column.addWidget(label(ADVICE, "muted", wraps=True))
        self.column.addWidget(ButtonRow(self.two, self.away))
        self.setAccessibleName(HEADING)
        self.model.changed.connect(self._render)
        self.two.clicked.connect(self._use_two)
        self.away.clicked.connect(self.model.put_away)
        self.hide()

    @Slot()
    def _render(self) -> None:
        found = self.model.state
        self.setVisible(found is not None)
        if found is not None:
            self._found.setText(found_text(found))

    @Slot()
    def _use_two(self) -> None:
        look = self._services.look
        look.change(replace(look.preferences, has_two_buttons=True))
        self.model.put_away()
        self._services.notices.say("Study has two buttons now, Again and Good. Settings gives you back four.")


def found_text(found: "HardUse") -> str:
    """Say what was found, in figures."""
    after_hard, after_good = found.well_after_hard / found.after_hard, found.well_after_good / found.after_good
    return (
        f"Of your newest {counted(found.reviews, 'review')} about {grouped(round(found.expected))} were expected to be "
        f"forgotten. You rated {grouped(found.again)} Again and {grouped(found.hard)} Hard. "
        f"Cards rated Hard were known well the next time in {percent(after_hard)} of cases; "
        f"those rated Good or Easy in {percent(after_good)}."
    )


def _to_ask(snapshot: "Snapshot") -> "HardUse | None":
    from flashcards.collection.hard_use import to_ask

    return to_ask(snapshot)


def _put_away(transaction: "Transaction") -> None:
    from flashcards.collection.hard_use import put_away

    put_away(transaction)
