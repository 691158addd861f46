from itertools import count

import pytest

from flashcards.domain.errors import CancelledError
from flashcards.storage.database import Database

ENDLESS = "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number) SELECT max(n) FROM number"


def test_a_query_stops_in_the_middle_of_its_work(database: Database) -> None:
    asked = count()
    with database.snapshot() as snapshot, pytest.raises(CancelledError), snapshot.stopped_by(lambda: next(asked) > 9):
        snapshot.number(ENDLESS)

    assert next(asked) == 11


def test_a_snapshot_can_be_read_after_a_query_was_stopped(database: Database) -> None:
    asked = count()
    with database.snapshot() as snapshot:
        with pytest.raises(CancelledError), snapshot.stopped_by(lambda: next(asked) > 0):
            snapshot.number(ENDLESS)

        assert (
            snapshot.number(
                "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT 99999) SELECT max(n) FROM n"
            )
            == 99999
        )


def test_what_is_to_stop_before_it_began_does_not_begin(database: Database) -> None:
    with database.snapshot() as snapshot, pytest.raises(CancelledError), snapshot.stopped_by(lambda: True):
        pytest.fail("it began")
