"""An open collection for storage tests."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from flashcards.storage.database import Database
from tests.unit.storage.storage_builders import open_database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An open, new collection."""
    with closing(open_database(tmp_path)) as opened:
        yield opened
