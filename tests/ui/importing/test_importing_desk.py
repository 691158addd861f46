"""Reading files and letting go of them, off the GUI thread."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from flashcards.collection.collection import Collection
from flashcards.collection.importing import Wishes
from flashcards.domain.progress import no_progress
from flashcards.ui.importing.desk import close_files, read_files
from flashcards.ui.importing.laying import Source
from tests.builders import NOON


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """An empty collection."""
    opened = Collection.open(tmp_path / "collection.db", backups=tmp_path / "backups", clock=lambda: NOON)
    yield opened
    opened.close()


def test_letting_go_of_a_file_leaves_none_of_its_notes_for_whoever_still_knows_the_lists(
    tmp_path: Path, collection: Collection
) -> None:
    path = tmp_path / "codes.csv"
    path.write_text("".join(f"Code {number},Disease {number}\n" for number in range(5000)), encoding="utf-8")
    files = read_files([Source(path)], Wishes(), no_progress, collection)
    plan = files[0].plan
    assert plan is not None
    held = len(plan.transfer.notes)

    close_files(list(files))

    assert held == 5000
    assert (plan.transfer.notes, plan.ordinals, plan.firsts) == ([], [], [])
