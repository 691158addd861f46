"""Looking at what a replacement would do, off the GUI thread: the newest question wins."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.collection import bulk
from flashcards.domain.browsing import Unit
from flashcards.domain.errors import CancelledError
from flashcards.domain.ids import CardId, NoteId
from flashcards.domain.progress import Progress
from flashcards.rendering.difference import Span
from flashcards.ui.runner import CollectionRunner
from flashcards.ui.task import Task
from flashcards.wording import counted

if TYPE_CHECKING:
    from flashcards.storage.snapshot import Snapshot

AROUND = 60
"""Signs shown before and behind what is found."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be found, and what is to stand there instead.

    Attributes:
        field: the name of the one field to search, None for all, or the tags.
    """

    wanted: str
    instead: str
    manner: bulk.Manner
    matches_case: bool
    field: str | bulk.Place | None

    def read(self) -> bulk.Replacement:
        """Make it what the collection understands.

        Raises:
            PatternError: nothing is looked for, or the pattern cannot be read.
        """
        is_plain = self.field is bulk.Place.TAGS and self.manner is bulk.Manner.TEXT  # a tag is read as it is written
        manner = bulk.Manner.SOURCE if is_plain else self.manner
        return bulk.Replacement.read(self.wanted, self.instead, manner, matches_case=self.matches_case)


class ReplaceModel(QObject):
    """Asks for one preview at a time.

    Signals:
        named: the names of the fields there are to search.
        looked: a `ReplacePreview`.
        refused: why it cannot be done.
        progressed: which share has been searched, 0 to 1.
    """

    named = Signal(object)
    looked = Signal(object)
    refused = Signal(str)
    progressed = Signal(float)

    def __init__(self, runner: CollectionRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._unit = Unit.CARDS
        self._ids: tuple[int, ...] = ()
        self._task: Task | None = None
        self._waiting: Wish | None = None

    def begin(self, unit: Unit, ids: Sequence[int]) -> None:
        """Take the cards or notes to search in."""
        self._unit, self._ids = unit, tuple(ids)
        self._runner.read(partial(_fields, unit=unit, ids=self._ids), self._tell_names)

    def look(self, wish: Wish) -> None:
        """Ask what a replacement would do; `looked` or `refused` says."""
        self.stop()
        self._waiting = wish
        self._begin()

    def stop(self) -> None:
        """Want nothing any more."""
        self._waiting = None
        if self._task is not None:
            self._task.cancel()

    def _begin(self) -> None:
        if self._task is not None or self._waiting is None:
            return
        wish, self._waiting = self._waiting, None
        try:
            replacement = wish.read()
        except bulk.PatternError as error:
            self.refused.emit(str(error))
            return
        task = self._task = Task(self)
        task.progressed.connect(self._tell_share)
        query = partial(_preview, unit=self._unit, ids=self._ids, replacement=replacement, field=wish.field)
        self._runner.read(partial(query, progress=task.progress), self._take, self._fail)

    @Slot(str, float)
    def _tell_share(self, _doing: str, share: float) -> None:
        self.progressed.emit(share)

    @Slot(object)
    def _tell_names(self, names: tuple[str, ...]) -> None:
        self.named.emit(names)

    @Slot(object)
    def _take(self, preview: bulk.ReplacePreview) -> None:
        is_wanted = self._end()
        if is_wanted:
            self.looked.emit(preview)
        self._begin()

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        is_wanted = self._end()
        if isinstance(error, bulk.PatternError):
            if is_wanted:
                self.refused.emit(str(error))
        elif not isinstance(error, CancelledError):
            self._runner.failed.emit(error)
        self._begin()

    def _end(self) -> bool:
        task, self._task = self._task, None
        if task is None:
            return False
        task.deleteLater()
        return not task.is_cancelled


def summary(preview: bulk.ReplacePreview) -> str:
    """Say what a replacement would do."""
    if not preview.notes and not preview.left:
        return "It is not found in the selected notes."
    said = f"{counted(preview.notes, 'note')} would change, in {counted(preview.places, 'place')}."
    if preview.cards_added:
        said += f" {counted(preview.cards_added, 'new card')}."
    if preview.cards_lost:
        seen = f", {preview.seen_lost} of them studied" if preview.seen_lost else ""
        said += f" {counted(preview.cards_lost, 'card')} would go{seen}."
    if preview.left:
        said += f" {counted(len(preview.left), 'note')} would have nothing to ask any more, and stay as they are."
    return said


def spans(text: str, found: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """Cut a text into what was found and what lies between, without what is far from all of it."""
    if not found:
        return (Span(text[: 2 * AROUND], is_changed=False),)
    first, last = max(0, found[0][0] - AROUND), min(len(text), found[-1][1] + AROUND)
    made = [Span("…", is_changed=False)] if first else []
    at = first
    for start, end in found:
        made += [Span(text[at:start], is_changed=False), Span(text[start:end], is_changed=True)]
        at = end
    made.append(Span(text[at:last] + ("…" if last < len(text) else ""), is_changed=False))
    return tuple(span for span in made if span.text)


def _as_notes(snapshot: "Snapshot", unit: Unit, ids: Sequence[int]) -> list[NoteId]:
    return list(map(NoteId, ids)) if unit is Unit.NOTES else bulk.notes_of(snapshot, map(CardId, ids))


def _fields(snapshot: "Snapshot", *, unit: Unit, ids: Sequence[int]) -> tuple[str, ...]:
    return bulk.fields_to_search(snapshot, _as_notes(snapshot, unit, ids))


def _preview(
    snapshot: "Snapshot",
    *,
    unit: Unit,
    ids: Sequence[int],
    replacement: bulk.Replacement,
    field: str | bulk.Place | None,
    progress: Progress,
) -> bulk.ReplacePreview:
    return bulk.preview_replace(snapshot, _as_notes(snapshot, unit, ids), replacement, field, progress=progress)
