"""Saved searches, read."""

from flashcards.domain.ids import SavedSearchId
from flashcards.domain.saved_search import SavedSearch
from flashcards.storage.snapshot import Snapshot

_ALL = "SELECT id, name, query, position FROM saved_search ORDER BY position, id"


def saved_searches(snapshot: Snapshot) -> tuple[SavedSearch, ...]:
    """Give every saved search, in the learner's order."""
    return tuple(SavedSearch(SavedSearchId(row[0]), *row[1:]) for row in snapshot.rows(_ALL))
