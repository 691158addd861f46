from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from flashcards.collection import saved_searches
from flashcards.collection.collection import Collection
from flashcards.collection.saved_searches import SearchNameTakenError
from flashcards.domain.changes import Kind, Operation
from flashcards.domain.errors import SearchError, StaleCardError
from flashcards.domain.ids import SavedSearchId
from flashcards.domain.saved_search import SavedSearch
from tests.builders import a_collection, reopened


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    with closing(a_collection(tmp_path)) as made:
        yield made


def keep(collection: Collection, name: str, query: str) -> SavedSearchId:
    return collection.transact(Operation.ADD_SEARCH, lambda made: saved_searches.add(made, name, query)).value


def kept(collection: Collection) -> list[tuple[str, str]]:
    return [(one.name, one.query) for one in collection.read(saved_searches.searches)]


def first(collection: Collection) -> SavedSearch:
    return collection.read(saved_searches.searches)[0]


def test_searches_are_kept_in_the_order_they_came(collection: Collection) -> None:
    keep(collection, "  Hard   ones ", " prop:d>0.8 ")
    done = collection.transact(Operation.ADD_SEARCH, lambda made: saved_searches.add(made, "Due", "is:due"))

    assert done.changes.kinds == {Kind.SEARCH}
    assert kept(collection) == [("Hard ones", "prop:d>0.8"), ("Due", "is:due")]


def test_saved_searches_are_there_after_the_file_is_opened_again(tmp_path: Path) -> None:
    before = a_collection(tmp_path)
    keep(before, "Due", "is:due")

    with closing(reopened(before)) as collection:
        assert kept(collection) == [("Due", "is:due")]


def test_a_name_is_given_once_in_whatever_capitals(collection: Collection) -> None:
    keep(collection, "Due", "is:due")

    with pytest.raises(SearchNameTakenError, match="“DUE” already"):
        keep(collection, "DUE", "is:new")


def test_a_search_that_cannot_be_understood_is_not_kept(collection: Collection) -> None:
    with pytest.raises(SearchError):
        keep(collection, "Wrong", "is:nothing")

    assert kept(collection) == []


def test_a_search_needs_a_name(collection: Collection) -> None:
    with pytest.raises(ValueError, match="needs a name"):
        keep(collection, "  ", "is:due")


def test_renaming_can_be_undone(collection: Collection) -> None:
    keep(collection, "Due", "is:due")

    collection.transact(Operation.EDIT_SEARCH, lambda made: saved_searches.rename(made, first(collection), "due today"))
    assert kept(collection) == [("due today", "is:due")]

    collection.undo()
    assert kept(collection) == [("Due", "is:due")]


def test_a_name_may_change_its_capitals_only(collection: Collection) -> None:
    keep(collection, "Due", "is:due")

    collection.transact(Operation.EDIT_SEARCH, lambda made: saved_searches.rename(made, first(collection), "DUE"))

    assert kept(collection) == [("DUE", "is:due")]


def test_a_name_may_come_to_stand_for_another_search(collection: Collection) -> None:
    keep(collection, "Due", "is:due")

    collection.transact(
        Operation.EDIT_SEARCH, lambda made: saved_searches.change_query(made, first(collection), "is:due -is:learn")
    )

    assert kept(collection) == [("Due", "is:due -is:learn")]


def test_searches_are_put_in_another_order_as_one_step(collection: Collection) -> None:
    keep(collection, "a", "1")
    keep(collection, "b", "2")
    third = keep(collection, "c", "3")

    collection.transact(Operation.EDIT_SEARCH, lambda made: saved_searches.put_in_order(made, [third]))
    assert [name for name, _ in kept(collection)] == ["c", "a", "b"]

    collection.undo()
    assert [name for name, _ in kept(collection)] == ["a", "b", "c"]


def test_deleting_can_be_undone(collection: Collection) -> None:
    gone = keep(collection, "Due", "is:due")

    collection.transact(Operation.DELETE_SEARCH, lambda made: saved_searches.delete(made, gone))
    assert kept(collection) == []

    collection.undo()
    assert kept(collection) == [("Due", "is:due")]


def test_a_search_deleted_meanwhile_is_not_written_again(collection: Collection) -> None:
    gone = keep(collection, "Due", "is:due")
    before = first(collection)
    collection.transact(Operation.DELETE_SEARCH, lambda made: saved_searches.delete(made, gone))

    with pytest.raises(StaleCardError):
        collection.transact(Operation.EDIT_SEARCH, lambda made: saved_searches.rename(made, before, "Again"))
