"""What was changed of note types and is not stored yet, and what each change can be taken back to. No widgets."""

from collections import deque
from collections.abc import Container, Mapping
from typing import NamedTuple

from flashcards.collection.reshaping import Reshaping
from flashcards.domain.ids import NoteTypeId
from flashcards.domain.note_type import NoteType

MOST_KEPT = 100
"""Changes that can be taken back."""


class Change(NamedTuple):
    """A type becomes something else."""

    type_id: NoteTypeId
    before: Reshaping
    after: Reshaping

    @property
    def back(self) -> "Change":
        """The change that takes it back."""
        return Change(self.type_id, self.after, self.before)


class Unsaved:
    """The types as they are to become; the changes of all of them stand in one row, newest last."""

    def __init__(self) -> None:
        self._stored: dict[NoteTypeId, NoteType] = {}
        self._works: dict[NoteTypeId, Reshaping] = {}
        self._done: deque[Change] = deque(maxlen=MOST_KEPT)
        self._undone: deque[Change] = deque(maxlen=MOST_KEPT)

    @property
    def ids(self) -> frozenset[NoteTypeId]:
        """The types that are to become something else."""
        return frozenset(key for key, work in self._works.items() if work != Reshaping.of(self._stored[key]))

    @property
    def works(self) -> tuple[Reshaping, ...]:
        """These types as they are to become, in the order they were first changed."""
        changed = self.ids
        return tuple(work for key, work in self._works.items() if key in changed)

    def of(self, stored: NoteType) -> Reshaping:
        """Give a type as it is to become."""
        return self._works.get(stored.id) or Reshaping.of(stored)

    def can_turn(self, *, is_undo: bool) -> bool:
        """Say whether a change can be taken back, or made again."""
        return bool(self._done if is_undo else self._undone)

    def change(self, stored: NoteType, work: Reshaping) -> None:
        """Have a type become something else. What a text took back or brought again by itself counts as that."""
        change = Change(stored.id, self.of(stored), work)
        self._stored[stored.id], self._works[stored.id] = stored, work
        if self._done and self._done[-1].back == change:
            self._undone.append(self._done.pop())
        elif self._undone and self._undone[-1] == change:
            self._done.append(self._undone.pop())
        elif change.before != change.after:
            self._done.append(change)
            self._undone.clear()

    def turn(self, *, is_undo: bool) -> Change | None:
        """Take back the newest change, or make the one again that was taken back last; None where there is none."""
        if not self.can_turn(is_undo=is_undo):
            return None
        change = (self._done if is_undo else self._undone).pop()
        (self._undone if is_undo else self._done).append(change)
        turned = change.back if is_undo else change
        self._works[change.type_id] = turned.after
        return turned

    def drop(self, type_id: NoteTypeId) -> None:
        """Forget what was changed of a type."""
        self._keep(self._works.keys() - {type_id})

    def drop_all(self) -> None:
        """Forget everything that was changed."""
        self._keep(())

    def keep_those_of(self, stored: Mapping[NoteTypeId, NoteType]) -> None:
        """Forget what was changed of types that are not what they were then."""
        self._keep({key for key, before in self._stored.items() if stored.get(key) == before})

    def _keep(self, ids: Container[NoteTypeId]) -> None:
        self._stored = {key: stored for key, stored in self._stored.items() if key in ids}
        self._works = {key: work for key, work in self._works.items() if key in ids}
        self._done = deque((one for one in self._done if one.type_id in ids), MOST_KEPT)
        self._undone = deque((one for one in self._undone if one.type_id in ids), MOST_KEPT)
