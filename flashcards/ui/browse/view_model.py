"""Searching as the learner types: one search at a time, the newest wins; rows come when they are looked at."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from flashcards.collection.browsing import stoppable
from flashcards.domain.browsing import Column, Order, Unit
from flashcards.domain.changes import ChangeSet, Kind, Operation
from flashcards.domain.errors import CancelledError, SearchError
from flashcards.search.language import parse
from flashcards.ui.browse.kept import Kept
from flashcards.ui.browse.looking import LookedUp, look_up, search
from flashcards.ui.browse.state import Asked, BrowseState, Carried, Found, Wrong
from flashcards.ui.page_model import COUNTED, PageModel
from flashcards.ui.runner import CollectionRunner

if TYPE_CHECKING:
    from flashcards.collection.collection import Turned

TYPING_MS = 40
"""A search begins when nothing was typed for so long; a fast typist's letters are that far apart."""
PATIENCE_MS = 700
"""What is wrong in a line is said when nothing was typed for so long: half a word is no mistake."""

_MAKES_OTHERS = frozenset(
    {
        Operation.ADD_NOTE,
        Operation.COPY_NOTE,
        Operation.SPLIT_NOTE,
        Operation.DELETE_NOTE,
        Operation.DELETE_DECK,
        Operation.EDIT_NOTE,
        Operation.FIND_AND_REPLACE,
        Operation.CHANGE_NOTE_TYPE,
        Operation.IMPORT,
        Operation.REVERT_IMPORT,
        Operation.CHOOSE_DECKS,
        Operation.ADD_DECK,
        Operation.LOAD_BUNDLED_DECKS,
    }
)
"""Changes after which there may be other cards: the search is made again. After others the rows stay where they are,
so that what was changed does not vanish under the learner's hands."""
_CHANGES_WORDS = frozenset({Operation.EDIT_NOTE, Operation.FIND_AND_REPLACE, Operation.CHANGE_NOTE_TYPE})
"""Of these, those that leave every note there is, and every card where no other is made by them."""


class BrowseViewModel(PageModel):
    """Holds what is asked, and asks the collection.

    Signals:
        changed: `state` is another now.
        listed: a `Found`, when there is another list.
        rows_came: cells by id, and the number they were asked for with.
        rows_outdated: what is shown of the rows may be wrong now.
    """

    heeds = COUNTED | {Kind.TAG, Kind.NOTE_TYPE}
    listed = Signal(object)
    rows_came = Signal(object, int)
    rows_outdated = Signal()

    def __init__(
        self,
        runner: CollectionRunner,
        clock: Callable[[], datetime],
        zone: tzinfo | None,
        kept: Kept,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(runner, clock, zone, parent)
        self._kept = kept
        self._running: Asked | None = None
        self._waiting: Asked | None = None
        self._stop = threading.Event()
        self._carried: Carried | None = None
        self._is_turned = False
        self._typed = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typed.timeout.connect(self._search_typed)
        self._complaint = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._complaint.timeout.connect(self._complain)
        unit = kept.unit
        self.state = BrowseState(Asked("", unit, kept.order(unit), kept.columns(unit)))
        runner.undone.connect(self._heed_turn)

    @property
    def asked(self) -> Asked:
        """What is being searched, or was found last."""
        return self.state.asked

    @property
    def _listed(self) -> Asked:
        """What was found last: its rows are on the page, whatever is being searched."""
        return self.asked if self.state.found is None else self.state.found.asked

    def type_line(self, line: str) -> None:
        """Take what was typed so far; search it in a moment if it can be understood."""
        self._set(asked=self.asked.searching(line), wrong=None)
        self._typed.start()

    def ask(self, line: str) -> None:
        """Search a line at once, and remember it."""
        self._typed.stop()
        self._set(asked=self.asked.searching(line), wrong=None)
        self._complain()
        if self.state.wrong is None:
            self._kept.remember(line)
            self._begin(self.asked)

    def list_these(self, unit: Unit, line: str, name: str, ids: Sequence[int]) -> None:
        """List cards or notes that are known by their numbers, in that order; it is no search to be remembered.

        Args:
            name: what is said in place of the line.
        """
        self._typed.stop()
        if unit is not self.asked.unit:
            self._kept.unit = unit
        asked = Asked(line, unit, self._kept.order(unit), self._kept.columns(unit), name, tuple(ids))
        self._set(wrong=None)
        self._change(asked)

    def set_unit(self, unit: Unit, carried: Carried | None = None) -> None:
        """List cards or notes; the notes or cards of what is carried along become selected."""
        if unit is not self.asked.unit:
            self._kept.unit = unit
            self._carried = carried
            self._change(
                Asked(self.asked.line, unit, self._kept.order(unit), self._kept.columns(unit), self.asked.name)
            )

    def sort_by(self, column: Column) -> None:
        """Sort by a column; by the same one again, the other way round."""
        before = self.asked.order
        order = Order(column, is_descending=before.column is column and not before.is_descending)
        self._kept.set_order(self.asked.unit, order)
        self._change(replace(self.asked, order=order, ids=()))

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns, or the same in another order."""
        if columns and tuple(columns) != self.asked.columns:
            self._kept.set_columns(self.asked.unit, tuple(columns))
            self._change(replace(self.asked, columns=tuple(columns)))

    def look_ahead(self) -> None:
        """Make the first search before the page is seen."""
        if self.state.found is None:
            self.refresh()

    @Slot(str, str)
    def follow_name(self, old: str, new: str) -> None:
        """Search a deck or tag by the name it has now, where that is what is searched."""
        if self.asked.line == old:
            self._change(self.asked.searching(new))

    @Slot()
    def keep_typed(self) -> None:
        """Remember what was typed, now that the learner goes on to what it found."""
        if self.state.wrong is None and not self.asked.name and self._wrong_in(self.asked.line) is None:
            self._kept.remember(self.asked.line)

    @Slot()
    def refresh(self) -> None:
        """Search again."""
        if self._wrong_in(self.asked.line) is None:
            self._begin(self.asked)

    @Slot(object, int)
    def want_rows(self, ids: Sequence[int], number: int) -> None:
        """Ask for the cells of some rows that are listed; `rows_came` gives them, with the number."""
        query = partial(look_up, asked=self._listed, ids=tuple(ids), number=number, now=self._clock(), zone=self._zone)
        self._runner.read(query, self._take_rows)

    def _change(self, asked: Asked) -> None:
        self._set(asked=asked)
        self.refresh()

    def _begin(self, asked: Asked) -> None:
        """Search now, or when the search that runs has ended: of those that wait, only the newest is wanted."""
        if self._running is not None:
            self._waiting = asked
            self._stop.set()
            return
        self._running, self._stop = asked, threading.Event()
        self._set(is_searching=True)
        query = partial(search, asked=asked, carried=self._carried, now=self._clock(), zone=self._zone)
        self._runner.read(stoppable(query, self._stop.is_set), self._take_found, self._take_failure)

    @Slot()
    def _search_typed(self) -> None:
        if self._wrong_in(self.asked.line) is None:
            self._begin(self.asked)
        else:
            self._complaint.start()

    @Slot()
    def _complain(self) -> None:
        self._complaint.stop()
        self._set(wrong=self._wrong_in(self.asked.line))

    @Slot(object)
    def _take_found(self, found: Found) -> None:
        self._running = None
        if self._waiting is not None:
            self._begin_waiting()
            return
        self._carried = None
        self._set(found=found, is_searching=False, wrong=None)
        self.listed.emit(found)

    @Slot(object)
    def _take_failure(self, error: Exception) -> None:
        self._running = None
        if self._waiting is not None:
            self._begin_waiting()
            return
        self._set(is_searching=False)
        if isinstance(error, CancelledError):
            return
        if isinstance(error, SearchError):
            self._set(wrong=Wrong(str(error), error.start, error.end))
        else:
            self._runner.failed.emit(error)

    def _begin_waiting(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._begin(waiting)

    @Slot(object)
    def _take_rows(self, looked: LookedUp) -> None:
        if (looked.asked.unit, looked.asked.columns) == (self._listed.unit, self._listed.columns):
            self.rows_came.emit(looked.rows, looked.number)

    def _wrong_in(self, line: str) -> Wrong | None:
        try:
            parse(line)
        except SearchError as error:
            return Wrong(str(error), error.start, error.end)
        return None

    @Slot(object, bool)
    def _heed_turn(self, _turned: "Turned", _is_undo: bool) -> None:  # noqa: FBT001  (a signal has no keywords)
        self._is_turned = True

    @Slot(object)
    def _heed(self, changes: ChangeSet) -> None:
        is_turned, self._is_turned = self._is_turned, False
        if not self._is_shown or not changes.touches(*self.heeds):
            return
        are_other_cards = self.asked.unit is Unit.CARDS and changes.touches(Kind.CARD)
        may_be_others = changes.operation not in _CHANGES_WORDS or are_other_cards
        if is_turned or (changes.operation in _MAKES_OTHERS and may_be_others):
            self.refresh()
        else:
            self.rows_outdated.emit()

    def _set(self, **changes: object) -> None:
        state = replace(self.state, **changes)  # type: ignore[arg-type]  # each by its name
        if state != self.state:
            self.state = state
            self.changed.emit()
