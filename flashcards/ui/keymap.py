"""Which keys do what on this machine: those of the table of actions, but for the learner's own."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.ui.actions import ACTIONS, Action, ActionId, Scope, action, of_scope

if TYPE_CHECKING:
    from flashcards.ui.look import Look

CHANGEABLE = (Scope.WINDOW, Scope.STUDY, Scope.DECKS, Scope.BROWSE, Scope.PROGRESS, Scope.CHANGES)
"""Places whose keys can be chosen. While text is written, keys are what they are everywhere."""

_SHARED_SIDE = frozenset(
    {
        ActionId.ADVANCE,
        ActionId.RATE_AGAIN,
        ActionId.RATE_HARD,
        ActionId.RATE_GOOD,
        ActionId.RATE_EASY,
        ActionId.PAUSE_SOUND,
        ActionId.SOUND_BACK,
        ActionId.SOUND_FORWARD,
    }
)
"""Actions of the Study page that rest while options are picked."""


class Keymap(QObject):
    """The keys in force.

    Signals:
        changed: some action has other keys now.
    """

    changed = Signal()

    def __init__(self, look: "Look") -> None:
        super().__init__(look)
        self._look = look
        self._own = dict(look.preferences.keys)
        look.changed.connect(self._heed)

    def keys(self, name: ActionId) -> tuple[str, ...]:
        """Give the keys of an action; the first is the one shown."""
        own = self._own.get(name)
        return action(name).keys if own is None else tuple(own.split())

    def is_own(self, name: ActionId) -> bool:
        """Say whether the learner chose an action's keys."""
        return name in self._own

    def choose(self, name: ActionId, keys: tuple[str, ...]) -> None:
        """Give an action other keys; none is possible, and its usual ones are no choice at all."""
        own = {**self._own, str(name): " ".join(keys)}
        if keys == action(name).keys:
            del own[name]
        self._save(own)

    def reset(self) -> None:
        """Give every action its usual keys."""
        self._save({})

    def clashes(self, name: ActionId, key: str) -> tuple[Action, ...]:
        """Give the other actions a key means where an action's keys work."""
        return tuple(line for line in _beside(name) if key in self._keys_of(line))

    def _keys_of(self, line: Action) -> tuple[str, ...]:
        return self.keys(line.id)

    def _save(self, own: dict[str, str]) -> None:
        self._look.change(replace(self._look.preferences, keys=tuple(sorted(own.items()))))

    @Slot()
    def _heed(self) -> None:
        own = dict(self._look.preferences.keys)
        if own != self._own:
            self._own = own
            self.changed.emit()


def _beside(name: ActionId) -> Iterator[Action]:
    """Give the other actions whose keys work at the same time."""
    scope = action(name).scope
    for line in ACTIONS:
        is_near = line.scope is scope or (Scope.WINDOW in (line.scope, scope) and line.scope in CHANGEABLE)
        if line.id is not name and is_near:
            yield line
    if scope in (Scope.STUDY, Scope.WINDOW) and name not in _SHARED_SIDE:
        yield from of_scope(Scope.CHOICE)
