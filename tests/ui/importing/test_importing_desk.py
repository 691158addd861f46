"""Reading files and letting go of them, off the GUI thread."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from flashcards.collection.collection import Collection
from flashcards.collection.importing import Bucket, Wishes
from flashcards.domain.progress import no_progress
from flashcards.ui.importing.desk import Files, close_files, plan_again, read_files
from flashcards.ui.importing.details import note_detail
from flashcards.ui.importing.laying import Source
from flashcards.ui.importing.rows import NoteRow
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


def _buckets(files: Files) -> list[dict[Bucket, int]]:
    plans = [file.plan for file in files if file.plan is not None]
    return [{bucket: len(entries) for bucket, entries in plan.buckets.items() if entries} for plan in plans]


def test_files_are_planned_knowing_those_before_and_anew_when_one_of_those_is(
    tmp_path: Path, collection: Collection
) -> None:
    for name in ("f1.csv", "f2.csv"):
        (tmp_path / name).write_text(f"question,answer\nAlpha,{name}\nBeta,zwei\n", encoding="utf-8")
    files = read_files([Source(tmp_path / name) for name in ("f1.csv", "f2.csv")], Wishes(), no_progress, collection)
    before = _buckets(files)
    (tmp_path / "f1.csv").write_text("question,answer\nAlpha,one\nGamma,drei\n", encoding="utf-8")

    again = plan_again(files, {0}, Wishes(), no_progress, collection)

    assert before == [{Bucket.NEW: 2}, {Bucket.REPEATED: 2}]
    assert _buckets(again) == [{Bucket.NEW: 2}, {Bucket.NEW: 1, Bucket.REPEATED: 1}]
    plan = again[1].plan
    assert plan is not None
    assert [problem.line for problem in plan.problems] == [2]
    row = NoteRow(1, plan, Bucket.REPEATED, plan.buckets[Bucket.REPEATED][0])
    assert "f2.csv · line 2 · repeats line 2 of f1.csv" in note_detail(row).about
    close_files([*again, *files])
