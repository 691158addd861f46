"""What the learner does to decks is stored, and can be undone."""

from datetime import UTC
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from flashcards.collection.collection import Collection
from flashcards.collection.presets import PresetUse
from flashcards.domain.ids import DeckId
from flashcards.domain.learning import LearningSettings
from flashcards.domain.preset import DeckOptions
from flashcards.storage import reading
from flashcards.ui.decks.options import Saved, inherited, sharing
from flashcards.ui.decks.view_model import DecksViewModel
from flashcards.ui.page import Folders
from flashcards.ui.runner import CollectionRunner
from tests.builders import Clock, a_note, a_preset, add_notes
from tests.ui.decks.test_decks_deck_model import a_listing


@pytest.fixture
def view_model(
    runner: CollectionRunner, collection: Collection, clock: Clock, deck_folder: Path, qtbot: QtBot
) -> DecksViewModel:
    """The page of a collection with `Clerk::Filing` and two cards in it."""
    add_notes(collection, "Clerk::Filing", [a_note("one"), a_note("two")])
    folders = Folders(collection.path, collection.path.parent / "backups", deck_folder)
    made = DecksViewModel(runner, clock, UTC, folders)
    made.show()
    qtbot.waitUntil(lambda: made.state.is_ready and bool(made.state.available))
    return made


def names(view_model: DecksViewModel) -> list[str]:
    return [deck.name for deck in view_model.state.decks]


def id_of(view_model: DecksViewModel, name: str) -> DeckId:
    return next(deck.id for deck in view_model.state.decks if deck.name == name)


def test_the_tree_is_read_with_a_line_that_sums_it_up(view_model: DecksViewModel) -> None:
    assert names(view_model) == ["Clerk", "Clerk::Filing"]
    assert view_model.state.summary == "2 cards in 2 decks, 0 studied at least once"


def test_a_deck_is_added(view_model: DecksViewModel, qtbot: QtBot) -> None:
    view_model.add("  Privacy ::  HIPAA ")

    qtbot.waitUntil(lambda: names(view_model) == ["Clerk", "Clerk::Filing", "Privacy", "Privacy::HIPAA"])


def test_a_deck_is_renamed_with_what_is_below_it(view_model: DecksViewModel, qtbot: QtBot) -> None:
    view_model.rename(id_of(view_model, "Clerk"), "Office")

    qtbot.waitUntil(lambda: names(view_model) == ["Office", "Office::Filing"])


def test_a_name_that_is_taken_is_refused_with_its_sentence(view_model: DecksViewModel, qtbot: QtBot) -> None:
    view_model.add("Privacy")
    qtbot.waitUntil(lambda: len(names(view_model)) == 3)

    with qtbot.waitSignal(view_model.name_refused) as refused:
        view_model.rename(id_of(view_model, "Privacy"), "clerk")

    assert "clerk" in refused.args[0].lower()


def test_a_deleted_deck_comes_back_with_undo(
    view_model: DecksViewModel, runner: CollectionRunner, collection: Collection, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(view_model.done) as deleted:
        view_model.delete(id_of(view_model, "Clerk"))
    qtbot.waitUntil(lambda: names(view_model) == [])

    runner.undo()

    qtbot.waitUntil(lambda: names(view_model) == ["Clerk", "Clerk::Filing"])
    assert deleted.args == ["Deleted “Clerk” with 2 cards."]
    assert view_model.state.decks[1].cards == 2


def test_folding_is_remembered_and_is_no_step_to_undo(
    view_model: DecksViewModel, runner: CollectionRunner, collection: Collection, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(runner.undo_names_changed) as undo:
        view_model.fold(id_of(view_model, "Clerk"), is_collapsed=True)

    assert [deck.is_collapsed for deck in collection.read(reading.decks)] == [True, False]
    assert undo.args == ["Add Note", ""]


def test_options_are_stored(view_model: DecksViewModel, collection: Collection, qtbot: QtBot) -> None:
    view_model.save_options(id_of(view_model, "Clerk"), Saved(None, "", DeckOptions(5, None, 0.95)))

    qtbot.waitUntil(lambda: view_model.state.decks[0].options.new_limit == 5)
    clerk = collection.read(reading.decks)[0]
    assert clerk.options == DeckOptions(5, None, 0.95)


def test_a_shipped_deck_can_be_taken_later(view_model: DecksViewModel, qtbot: QtBot) -> None:
    assert [(deck.key, deck.notes) for deck in view_model.state.available] == [("filing", 2), ("privacy", 1)]

    with qtbot.waitSignal(view_model.loaded) as loaded:
        view_model.load("filing")

    qtbot.waitUntil(lambda: [deck.key for deck in view_model.state.available] == ["privacy"])
    assert loaded.args == ["Added 2 notes."]
    qtbot.waitUntil(lambda: "Filing::Basics" in names(view_model))


def test_a_deck_inherits_from_the_nearest_above_that_has_its_own() -> None:
    rows = (
        a_listing(1, "Clerk", preset=a_preset(new_limit=30, desired_retention=0.85)),
        a_listing(2, "Clerk::Filing", preset=a_preset(new_limit=10)),
        a_listing(3, "Clerk::Filing::Numbers"),
    )

    above = inherited(rows, rows[2], LearningSettings(review_limit=150))

    said = above.settings
    assert (said.new_limit, said.review_limit, said.desired_retention) == (10, 150, 0.85)
    sources = [above.sources[name] for name in ("new_limit", "review_limit", "desired_retention")]
    assert sources == ["Filing", "Settings", "Clerk"]


def test_a_deck_does_not_inherit_from_itself() -> None:
    rows = (a_listing(1, "Clerk", preset=a_preset(new_limit=30)), a_listing(2, "Clerk 2"))

    assert inherited(rows, rows[0], LearningSettings()).settings.new_limit == 20
    assert inherited(rows, rows[1], LearningSettings()).sources["new_limit"] == "Settings"


def test_it_is_said_which_decks_share_a_preset() -> None:
    preset = a_preset(new_limit=3)
    uses = (PresetUse(preset, ("A", "B", "C", "D", "E")),)

    assert sharing(uses, preset.id, "A") == (
        "Shared with “B”, “C”, “D” and 1 more deck: what you change here holds for all of them."
    )
    assert sharing((PresetUse(preset, ("A",)),), preset.id, "A") == "No other deck has it."
    assert sharing(uses, None, "A::B") == "As the deck above is studied, where nothing is its own."
    assert sharing(uses, None, "A") == "As the settings say, where nothing is its own."
