"""Answers in a filtered deck that leaves the schedule alone: they count as little here, and back in Anki."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from flashcards import clock
from flashcards.cli.importing import import_files, inputs
from flashcards.collection import exporting
from flashcards.collection.collection import Collection
from flashcards.domain.progress import no_progress
from flashcards.formats import registry
from flashcards.storage import fits
from tests.builders import a_collection
from tests.peer.anki.anki_collection import Anki, anki

pytest.importorskip("anki")

pytestmark = pytest.mark.peer


@pytest.fixture
def theirs(tmp_path: Path) -> Iterator[Anki]:
    """Give a collection with a card that was learnt, and failed ten days later in a filtered deck, without effect."""
    with anki(tmp_path / "theirs") as filled:
        filled.col.set_config("fsrs", True)
        note = filled.add("Basic", "Default", {"Front": "Theirs?", "Back": "Yes"})
        filled.answer(note.card_ids()[0], 4)
        filled.age(10)
        deck_id = filled.col.decks.new_filtered("Look")
        deck = filled.col.decks.get(deck_id) | {"terms": [["", 9, 0]], "resched": False}
        filled.col.decks.save(deck)
        filled.col.sched.rebuild_filtered_deck(deck_id)
        filled.answer(note.card_ids()[0], 1, 4)
        filled.col.sched.empty_filtered_deck(deck_id)
        yield filled


@pytest.fixture
def ours(theirs: Anki, tmp_path: Path) -> Iterator[Collection]:
    package = theirs.export(tmp_path / "modern.apkg")
    with closing(a_collection(tmp_path, clock.now)) as opened:
        import_files(opened, inputs([package], None, None, with_schedule=None), no_progress)
        yield opened


def _counted(one: Anki) -> tuple[Any, Any, int]:
    """Give what Anki makes of its log: the memory, true retention, and how many lines count."""
    (card_id,) = one.col.find_cards("")
    state = one.col._backend.compute_memory_state(card_id).state
    graphs = one.col._backend.graphs(search="", days=365)
    counting = one.col.db.scalar("select count() from revlog where type <> 3 or factor <> 0")
    return (
        (state.stability, state.difficulty),
        graphs.true_retention.SerializeToString(),
        counting,
    )


def test_they_are_in_the_log_and_neither_fitted_to_nor_predicted(ours: Collection, theirs: Anki) -> None:
    lines = ours.read(lambda snapshot: sorted(fits.log_lines(snapshot), key=lambda line: line[1]))

    assert [(line[3], line[4]) for line in lines] == [(4, 0), (0, 3), (0, 3)]
    assert [line[1] for line in lines] == theirs.col.db.list("select id from revlog order by id")
    assert ours.read(fits.later_reviews) == 0
    assert ours.read(fits.reviews_without_prediction).card.size == 0


def test_back_in_anki_they_count_as_little_as_before(ours: Collection, theirs: Anki, tmp_path: Path) -> None:
    form = next(one for one in registry.WRITE if one.suffix == ".apkg")
    exporting.export(ours, form, tmp_path / "out.apkg", exporting.Extent(with_schedule=True), no_progress)

    with anki(tmp_path / "back") as back:
        back.col.set_config("fsrs", True)
        back.add_package(tmp_path / "out.apkg")

        assert _counted(back) == _counted(theirs)
        assert back.col.db.list("select factor from revlog where type = 3") == [0, 0]


@pytest.mark.parametrize("reset", [False, True])
def test_a_due_day_given_to_a_new_card_is_no_reset_and_a_reset_is_one(
    reset: bool, theirs: Anki, tmp_path: Path
) -> None:
    note = theirs.add("Basic", "Default", {"Front": "New?", "Back": "Yes"})
    if reset:
        theirs.answer(note.card_ids()[0], 4)
        theirs.col.sched.schedule_cards_as_new(note.card_ids())
    else:
        theirs.col.sched.set_due_date(note.card_ids(), "0")
    package = theirs.export(tmp_path / "modern.apkg")

    with registry.read(package, theirs.reading()) as transfer:
        (chunk,) = transfer.reviews.chunks()

    (source,) = (card.source_id for one in transfer.notes if one.fields[0] == "New?" for card in one.cards)
    columns = chunk.card, chunk.rating, chunk.kind, chunk.interval_days
    lines = zip(*(column.tolist() for column in columns), strict=True)
    unrated = [line for line in lines if line[:2] == (source, 0)]  # of the two of a reset Anki dates either first
    assert unrated == [(source, 0, 4 if reset else 5, 0)]
