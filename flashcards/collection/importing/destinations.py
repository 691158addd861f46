"""Which deck a note or a card of a file goes to."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from flashcards.domain.deck import SEPARATOR, clean_deck_name, is_within, parent_name


@dataclass(slots=True)
class Destinations:
    """Turns the deck names of a file into those of the collection.

    Attributes:
        wished: the deck the learner asked for; those of the file become its sub-decks. Empty when there is none.
        default: where notes go whose deck the file does not name.
    """

    wished: str
    default: str
    _known: dict[str, str] = field(default_factory=dict)
    _keys: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, wished: str, source: Path) -> "Destinations":
        """Give the destinations for a file.

        Raises:
            ValueError: the wish is no name.
        """
        name = clean_deck_name(wished) if wished else ""
        return cls(name, name or _cleaned(source.stem, "Imported"))

    def __call__(self, deck: str) -> str:
        """Give the name a deck of the file has in the collection."""
        found = self._known.get(deck)
        if found is None:
            found = self._known[deck] = self._name(deck)
        return found

    def key(self, deck: str) -> str:
        """Give that name as names are compared."""
        found = self._keys.get(deck)
        if found is None:
            found = self._keys[deck] = self(deck).lower()
        return found

    def _name(self, deck: str) -> str:
        name = _cleaned(deck, "")
        if not name:
            return self.default
        is_inside = not self.wished or is_within(name, self.wished)
        return name if is_inside else f"{self.wished}{SEPARATOR}{name}"


def missing_decks(wanted: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Give the decks that have to be made, those above them included, sorted."""
    there = {name.lower() for name in known}
    found: dict[str, str] = {}
    for name in wanted:
        above: str | None = name
        while above is not None:
            found.setdefault(above.lower(), above)
            above = parent_name(above)
    return tuple(sorted(name for key, name in found.items() if key not in there))


def _cleaned(name: str, otherwise: str) -> str:
    try:
        return clean_deck_name("".join(sign for sign in name if sign.isprintable()))
    except ValueError:
        return otherwise
