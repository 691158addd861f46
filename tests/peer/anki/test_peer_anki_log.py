"""The ease of each line of the review log: what Anki itself keeps there with FSRS."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from flashcards import clock
from flashcards.cli.importing import import_files, inputs
from flashcards.collection import exporting, studying
from flashcards.collection.collection import Collection
from flashcards.collection.sitting import gather
from flashcards.domain.changes import Operation
from flashcards.domain.progress import no_progress
from flashcards.domain.review import Rating
from flashcards.formats import registry
from flashcards.storage import reading
from tests.builders import a_collection, a_note, add_notes
from tests.peer.anki.anki_collection import Anki, anki

pytest.importorskip("anki")

pytestmark = pytest.mark.peer


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[Collection]:
    with closing(a_collection(tmp_path, clock.now)) as opened:
        yield opened


def _answer(ours: Collection, rating: Rating) -> None:
    """Answer a new card of ours."""
    (card_id,) = add_notes(ours, "Law", [a_note("ours", fields=("Ours?", "Yes", ""))])
    now = clock.now()
    sitting = ours.read(lambda snapshot: gather(snapshot, now, None, ours.zone))
    sitting.session.advance(now)
    sitting.session.supply({card_id: ours.read(lambda snapshot: reading.cards(snapshot, [card_id]))[card_id]})
    answered = sitting.session.answer(rating, now, 5000)
    ours.transact(Operation.ANSWER_CARD, lambda change: studying.record_answer(change, answered, sitting.settings))


def _into_anki(ours: Collection, theirs: Anki, folder: Path) -> None:
    form = next(one for one in registry.WRITE if one.suffix == ".apkg")
    exporting.export(ours, form, folder / "out.apkg", exporting.Extent(with_schedule=True), no_progress)
    theirs.add_package(folder / "out.apkg")


def _eases(one: Anki) -> list[int]:
    return [int(ease) for ease in one.col.db.list("select factor from revlog order by id")]


@pytest.mark.parametrize("rating", list(Rating))
def test_an_answer_given_here_has_the_ease_of_one_given_in_anki(
    rating: Rating, ours: Collection, tmp_path: Path
) -> None:
    _answer(ours, rating)

    with anki(tmp_path / "theirs") as theirs:
        theirs.col.set_config("fsrs", True)
        note = theirs.add("Basic", "Default", {"Front": "Theirs?", "Back": "Yes"})
        theirs.answer(note.cards()[0].id, rating)
        (expected,) = _eases(theirs)
        _into_anki(ours, theirs, tmp_path)

        assert sorted(_eases(theirs)) == [expected, expected]


def test_the_ease_of_a_review_that_came_in_is_not_made_up(ours: Collection, tmp_path: Path) -> None:
    with anki(tmp_path / "theirs") as theirs:
        theirs.col.set_config("fsrs", True)
        note = theirs.add("Basic", "Default", {"Front": "Theirs?", "Back": "Yes"})
        theirs.answer(note.cards()[0].id, 3, 3)
        package = theirs.export(tmp_path / "modern.apkg")
    import_files(ours, inputs([package], None, None, with_schedule=None), no_progress)

    with anki(tmp_path / "back") as back:
        _into_anki(ours, back, tmp_path)

        assert _eases(back) == [0, 0]  # which Anki shows as nothing
