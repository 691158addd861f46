"""A window can be closed at any moment, and the program ends."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from flashcards import clock, paths, resources
from flashcards.collection import bundled, first_run, upkeep
from flashcards.collection.collection import Collection
from flashcards.domain.changes import Operation
from tests.builders import a_note, add_notes


def _played(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Have a script that stands beside this one play a learner in a process of its own."""
    return subprocess.run(
        [sys.executable, str(Path(__file__).with_name(script)), *arguments],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.mark.parametrize("after_ms", [0, 390])
def test_a_window_closed_soon_after_it_opened_ends_without_a_crash_report(home: Path, after_ms: int) -> None:
    with closing(Collection.open(paths.collection(), backups=paths.backups(), clock=clock.now)) as collection:
        wishes = first_run.Wishes(bundled.keys(resources.decks()), None, 30)
        collection.transact(
            Operation.LOAD_BUNDLED_DECKS,
            lambda change: first_run.begin(change, resources.decks(), wishes, clock.now()),
        )

    done = _played("close_window.py", str(after_ms))

    assert (done.returncode, done.stderr) == (0, "")
    assert list(home.rglob("flashcards.log")) == []


def test_going_back_to_a_backup_opens_another_window_in_the_same_run(home: Path) -> None:
    with closing(Collection.open(paths.collection(), backups=paths.backups(), clock=clock.now)) as collection:
        add_notes(collection, "Filing", [a_note("one")])
        backup = collection.back_up()
        add_notes(collection, "Filing", [a_note("two")])

    done = _played("reopen_window.py", str(backup))
    with closing(Collection.open(paths.collection(), backups=paths.backups(), clock=clock.now)) as collection:
        left = collection.read(upkeep.contents).notes

    assert (done.returncode, done.stdout, done.stderr) == (0, "2", "")
    assert left == 1
    assert list(home.rglob("flashcards.log")) == []


def test_a_dialog_of_the_system_is_put_away_without_a_crash(home: Path) -> None:
    with closing(Collection.open(paths.collection(), backups=paths.backups(), clock=clock.now)) as collection:
        add_notes(collection, "Filing", [a_note("one")])

    done = _played("close_dialog.py")

    assert (done.returncode, done.stdout) == (0, "put away")
    assert list(home.rglob("flashcards.log")) == []
