"""What is asked after every answer looks at a few cards, however many there are."""

import re
from collections.abc import Callable
from contextlib import closing
from datetime import UTC

import pytest

from flashcards.collection.collection import Collection
from flashcards.collection.decks import deck_tree
from flashcards.collection.sitting import gather
from flashcards.collection.studying import today
from flashcards.storage import matching
from flashcards.storage.connections import connect_for_reading
from flashcards.storage.snapshot import Snapshot
from tests.builders import NOON

_WHOLE_TABLE = re.compile(r"^SCAN (card|note|review)$")


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(lambda snapshot: deck_tree(snapshot, NOON, UTC), id="the deck tree"),
        pytest.param(lambda snapshot: gather(snapshot, NOON, None, UTC), id="today's cards"),
        pytest.param(lambda snapshot: today(snapshot, NOON, UTC), id="Today"),
        pytest.param(matching.last_position, id="the place of a new card"),
    ],
)
def test_no_table_is_read_through_for(collection: Collection, asked: Callable[[Snapshot], object]) -> None:
    queries: list[str] = []
    with closing(connect_for_reading(collection.path)) as connection:
        connection.set_trace_callback(queries.append)
        asked(Snapshot(connection))
        connection.set_trace_callback(None)
        plans = {sql: [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")] for sql in queries}

    assert any("FROM card" in sql for sql in plans)
    through = [sql for sql, steps in plans.items() if any(map(_WHOLE_TABLE.match, steps)) and "LIMIT" not in sql]
    assert through == []
