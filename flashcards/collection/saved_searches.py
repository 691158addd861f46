"""Searches kept under a name: added, renamed, put in order, deleted."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from flashcards.domain.errors import FlashcardsError
from flashcards.domain.ids import SavedSearchId
from flashcards.domain.saved_search import SavedSearch
from flashcards.search.language import parse
from flashcards.storage import saved_searches
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction


class SearchNameTakenError(FlashcardsError):
    """There is a saved search of that name already."""


def searches(snapshot: Snapshot) -> tuple[SavedSearch, ...]:
    """Give every saved search, in the learner's order."""
    return saved_searches.saved_searches(snapshot)


def add(transaction: "Transaction", name: str, query: str) -> SavedSearchId:
    """Keep a search, last in the list.

    Raises:
        SearchError: it cannot be understood.
        SearchNameTakenError: there is one of that name.
        ValueError: the name is empty.
    """
    parse(query)
    there = searches(transaction.snapshot)
    fitting = _fitting_name(name, there)
    position = 1 + max((one.position for one in there), default=-1)
    return transaction.saved_searches.add(fitting, query.strip(), position)


def rename(transaction: "Transaction", search: SavedSearch, name: str) -> SavedSearch:
    """Give a search another name.

    Raises:
        SearchNameTakenError: another has that name.
        StaleCardError: it was deleted.
        ValueError: the name is empty.
    """
    others = [one for one in searches(transaction.snapshot) if one.id != search.id]
    return _stored(transaction, replace(search, name=_fitting_name(name, others)))


def change_query(transaction: "Transaction", search: SavedSearch, query: str) -> SavedSearch:
    """Have a name stand for another search.

    Raises:
        SearchError: it cannot be understood.
        StaleCardError: it was deleted.
    """
    parse(query)
    return _stored(transaction, replace(search, query=query.strip()))


def put_in_order(transaction: "Transaction", ids: Sequence[SavedSearchId]) -> None:
    """Give searches the order of their ids; those not named come after them, as they were."""
    places = {search_id: place for place, search_id in enumerate(ids)}
    there = searches(transaction.snapshot)
    for position, one in enumerate(sorted(there, key=lambda one: places.get(one.id, len(places)))):
        _stored(transaction, replace(one, position=position))


def delete(transaction: "Transaction", search_id: SavedSearchId) -> None:
    """Delete a search; one that is gone is passed over."""
    transaction.saved_searches.delete(search_id)


def _stored(transaction: "Transaction", search: SavedSearch) -> SavedSearch:
    transaction.saved_searches.update(search)
    return search


def _fitting_name(name: str, others: Sequence[SavedSearch]) -> str:
    fitting = " ".join(name.split())
    if not fitting:
        problem = "a saved search needs a name"
        raise ValueError(problem)
    if any(one.name.casefold() == fitting.casefold() for one in others):
        problem = f"There is a saved search called “{fitting}” already. Choose another name, or delete that one first."
        raise SearchNameTakenError(problem)
    return fitting
