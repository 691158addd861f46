"""Lists of what wants mending: forgotten again and again, nearly the same, asking poorly, or easily confused."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.domain.browsing import Unit
from flashcards.domain.errors import CancelledError
from flashcards.domain.ids import NoteId
from flashcards.domain.progress import Progress
from flashcards.ui.browse.branches import Mending
from flashcards.ui.page import Services
from flashcards.ui.task import Task
from flashcards.wording import counted, grouped, percent

if TYPE_CHECKING:
    from flashcards.collection.stuck import StuckCard
    from flashcards.collection.wording_checks import PoorNote
    from flashcards.storage.snapshot import Snapshot

MOST_NOTES = 400
"""Notes of near duplicates listed at once; those most alike come first."""

NONE = "0"
"""A number that no card and no note has."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Cards or notes that want mending.

    Attributes:
        why: what is said of each.
        name: what the list is called.
        stuck: the stuck cards among them.
        lists: the notes whose answer is a list that can be split.
    """

    unit: Unit
    ids: Sequence[int]
    why: Mapping[int, str]
    name: str = ""
    stuck: "Mapping[int, StuckCard]" = field(default_factory=dict)
    lists: frozenset[int] = frozenset()

    @property
    def line(self) -> str:
        """The search that finds them."""
        numbers = ",".join(map(str, self.ids)) or NONE
        return f"{'cid' if self.unit is Unit.CARDS else 'nid'}:{numbers}"


class ToMend(QObject):
    """Looks for them off the GUI thread; the window shows how far it is, and can stop it.

    Signals:
        listed: a `Listed`.
    """

    listed = Signal(object)

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._task: Task | None = None
        self._nothing = ""

    def look(self, what: Mending) -> None:
        """Look for one of them, to be listed even where there is none; nothing while something is looked for."""
        self._begin(_LOOKS[what])

    def compare(self, note_id: NoteId) -> None:
        """Look for what a note may be confused with."""
        self._begin(partial(_confused, note_id=note_id), "No other note asks with words like these.")

    def _begin(self, look: "Callable[..., Listed]", nothing: str = "") -> None:
        if self._task is not None:
            return
        self._nothing = nothing
        task = self._task = Task(self)
        self._services.runner.turning.emit(task)
        self._services.runner.read(partial(look, progress=task.progress), self._take, self._fail)

    @Slot(object)
    def _take(self, found: Listed) -> None:
        self._end()
        if found.ids or not self._nothing:
            self.listed.emit(found)
        else:
            self._services.notices.say(self._nothing)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self._end()
        if isinstance(error, CancelledError):
            self._services.notices.say(str(error))
        else:
            self._services.notices.problem(error)

    def _end(self) -> None:
        if self._task is not None:
            self._task.end()
        self._task = None


def _stuck(snapshot: "Snapshot", *, progress: Progress) -> Listed:
    from flashcards.collection.stuck import stuck_cards

    progress("Looking for stuck cards", 0.0)
    found: dict[int, StuckCard] = {card.id: card for card in stuck_cards(snapshot)}
    why = {card_id: " ".join(card.why) for card_id, card in found.items()}
    return Listed(Unit.CARDS, list(found), why, "Stuck cards, the most forgotten first", found)


def _alike(snapshot: "Snapshot", *, progress: Progress) -> Listed:
    from flashcards.collection.searching import shown_texts
    from flashcards.collection.similar import near_duplicates

    pairs = near_duplicates(snapshot, progress=progress).pairs
    every = list(dict.fromkeys(one for pair in pairs for one in (pair.first, pair.second)))
    ids = every[:MOST_NOTES]
    texts = shown_texts(snapshot, ids)
    why: dict[int, str] = {}
    for pair in pairs:
        for one, other in ((pair.first, pair.second), (pair.second, pair.first)):
            why.setdefault(one, f"Nearly the same as “{texts.get(other, '')}”.")
    name = "Near duplicates, the most alike first"
    if len(every) > len(ids):
        name = f"Near duplicates, the {grouped(len(ids))} most alike of {counted(len(every), 'note')}"
    return Listed(Unit.NOTES, ids, why, name)


def _poor(snapshot: "Snapshot", *, progress: Progress) -> Listed:
    from flashcards.collection.wording_checks import SHOWN, poor_notes

    found: dict[int, PoorNote] = {note.id: note for note in poor_notes(snapshot, progress=progress)}
    name = "To reword, the newest first"
    if len(found) >= SHOWN:
        name = f"To reword, the newest {grouped(SHOWN)}"
    lists = frozenset(note_id for note_id, note in found.items() if note.can_split)
    return Listed(Unit.NOTES, list(found), {key: " ".join(one.why) for key, one in found.items()}, name, lists=lists)


_LOOKS: Mapping[Mending, "Callable[..., Listed]"] = {
    Mending.STUCK: _stuck,
    Mending.ALIKE: _alike,
    Mending.POOR: _poor,
}


def _confused(snapshot: "Snapshot", *, note_id: NoteId, progress: Progress) -> Listed:
    from flashcards.collection.similar import confusable

    others = confusable(snapshot, [note_id], progress=progress).get(note_id, ())
    why: dict[int, str] = {
        one.note_id: f"{percent(one.likeness)} of its rarer words are those of the stuck card." for one in others
    }
    ids = [note_id, *why] if why else []
    own: dict[int, str] = {note_id: "The note of the stuck card; the others may be taken for it."}
    return Listed(Unit.NOTES, ids, own | why, "A stuck card’s note, and those it may be taken for")
