"""An open collection for each test."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from flashcards.collection.collection import Collection
from tests.builders import Clock, a_collection
from tests.unit.collection.importing_desk import ImportDesk


@pytest.fixture
def clock() -> Clock:
    """Stand at noon on 23 November 2026, UTC."""
    return Clock()


@pytest.fixture
def collection(tmp_path: Path, clock: Clock) -> Iterator[Collection]:
    """Give an empty collection."""
    with closing(a_collection(tmp_path, clock)) as found:
        yield found


@pytest.fixture
def desk(collection: Collection) -> ImportDesk:
    """Give a hand that imports into the collection."""
    return ImportDesk(collection)
