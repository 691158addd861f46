"""What was acknowledged is there after a kill at any moment."""

import random
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from threading import Timer

import pytest

from flashcards.domain.changes import Operation
from tests.builders import NOON
from tests.unit.storage.storage_builders import fill, open_database

_ANSWER = """
import sys
from dataclasses import replace
from pathlib import Path
from flashcards.domain.card import CardState, MemoryState
from flashcards.domain.changes import Operation
from flashcards.storage import reading
from tests.builders import NOON, TODAY
from tests.unit.storage.storage_builders import a_review, open_database

database = open_database(Path(sys.argv[1]))
memory = MemoryState(3.173, 5.3)
number = 0
while True:
    number += 1
    card_id = number % 50 + 1
    with database.begin(Operation.ANSWER_CARD, NOON) as transaction:
        card = reading.cards(transaction.snapshot, [card_id])[card_id]
        review_id = transaction.add_review(a_review(card_id=card_id, duration_ms=number))
        transaction.update_card(
            replace(card, state=CardState.REVIEW, memory=memory, due_on=TODAY, reps=card.reps + 1)
        )
    print(review_id, flush=True)
"""


@pytest.mark.parametrize("kill", range(4))
def test_no_acknowledged_answer_is_lost_when_the_program_is_killed(tmp_path: Path, kill: int) -> None:
    with closing(open_database(tmp_path)) as database:
        fill(database, 50)

    acknowledged = answers_until_killed(tmp_path, random.Random(kill).uniform(0.01, 0.6))

    with closing(open_database(tmp_path)) as database:
        with database.snapshot() as snapshot:
            saved = [row[0] for row in snapshot.rows("SELECT id FROM review ORDER BY id")]
            reps = snapshot.number("SELECT sum(reps) FROM card")
        assert acknowledged
        assert saved[: len(acknowledged)] == acknowledged
        assert len(saved) - len(acknowledged) in (0, 1)
        assert reps == len(saved)
        assert database.verify() == ()
        assert database.undo(NOON).operation is Operation.ANSWER_CARD


def answers_until_killed(folder: Path, seconds: float) -> list[int]:
    """Let another process answer, and kill it some time after its first answer; give what it acknowledged."""
    process = subprocess.Popen(
        [sys.executable, "-c", _ANSWER, str(folder)], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3]
    )
    assert process.stdout is not None
    with process:
        first = process.stdout.readline()
        timer = Timer(seconds, process.kill)
        timer.start()
        rest = process.stdout.read()
        timer.join()
    lines = (first + rest).splitlines(keepends=True)
    return [int(line) for line in lines if line.endswith("\n")]
