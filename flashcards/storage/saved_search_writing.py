"""Saved searches, written through the gate."""

from flashcards.domain.ids import SavedSearchId
from flashcards.domain.saved_search import SavedSearch
from flashcards.storage.gate import Gate
from flashcards.storage.rows import Values


class SavedSearchWriter:
    """Writes saved searches through the gate of one transaction. Each name is there once, in whatever capitals."""

    def __init__(self, gate: Gate) -> None:
        """Write through a gate."""
        self._gate = gate

    def add(self, name: str, query: str, position: int) -> SavedSearchId:
        """Store a new search."""
        row: Values = {"name": name, "query": query, "position": position}
        (search_id,) = self._gate.add("saved_search", [row])
        return SavedSearchId(search_id)

    def update(self, search: SavedSearch) -> None:
        """Store a search.

        Raises:
            StaleCardError: it was deleted.
        """
        row: Values = {"id": search.id, "name": search.name, "query": search.query, "position": search.position}
        self._gate.change("saved_search", [row])

    def delete(self, search_id: SavedSearchId) -> None:
        """Delete a search."""
        self._gate.remove("saved_search", [search_id])
