"""The whole program, by keyboard, from the first-run page to a kill in the middle of the eleventh card."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from flashcards import clock, paths
from flashcards.collection.collection import Collection
from flashcards.collection.sitting import gather
from flashcards.domain.changes import Operation
from flashcards.storage.counts import undo_names

DRIVER = Path(__file__).with_name("drive_window.py")
ANSWERS = 10


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_ten_answers_survive_a_kill_and_undo_offers_the_last(home: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}

    driven = subprocess.run(
        [sys.executable, str(DRIVER), str(ANSWERS)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )

    assert driven.returncode == -9, driven.stdout + driven.stderr
    left = int(driven.stdout.split()[-1])
    with closing(Collection.open(paths.collection(), backups=paths.backups(), clock=clock.now)) as collection:
        assert collection.verify() == ()
        assert collection.read(undo_names).undo == Operation.ANSWER_CARD.value
        sitting = collection.read(lambda snapshot: gather(snapshot, clock.now()))
        assert sitting.session.counts().total == left
    with closing(sqlite3.connect(paths.collection())) as file:
        assert file.execute("SELECT count(*) FROM review WHERE rating = 4").fetchone() == (ANSWERS,)
