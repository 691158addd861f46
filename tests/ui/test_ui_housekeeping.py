"""What the program does unasked."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from flashcards.collection import bundled
from flashcards.collection.collection import Collection
from flashcards.domain.changes import Operation
from flashcards.storage.text_index import FEW, count_outside
from flashcards.ui.housekeeping import Housekeeping
from flashcards.ui.page import Services
from tests.builders import a_note


def load_all(collection: Collection, folder: Path) -> None:
    collection.transact(
        Operation.LOAD_BUNDLED_DECKS,
        lambda change: bundled.load(change, folder, ["filing", "privacy"], collection.clock()),
    )


def test_a_shipped_deck_that_changed_is_brought_up_to_date_and_told(
    services: Services, collection: Collection, deck_folder: Path, qtbot: QtBot
) -> None:
    load_all(collection, deck_folder)
    path = deck_folder / "privacy" / "01.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n## privacy-9\nQ: New?\nA: Yes\n", encoding="utf-8")
    chores = Housekeeping(services.runner, services.notices, deck_folder, services.clock)

    with qtbot.waitSignal(services.notices.said) as said:
        chores.begin()

    assert said.args[0].startswith("The decks were brought up to date: 1 note added, 0 changed, 0 removed.")
    assert said.args[1] == "Undo"


def test_decks_that_did_not_change_are_left_alone(
    services: Services, collection: Collection, deck_folder: Path, qtbot: QtBot
) -> None:
    load_all(collection, deck_folder)
    chores = Housekeeping(services.runner, services.notices, deck_folder, services.clock)

    with qtbot.assertNotEmitted(services.runner.changed, wait=300):
        chores.begin()


@pytest.mark.fails
def test_an_edited_deck_file_that_cannot_be_found_is_a_problem_and_not_silence(
    services: Services, collection: Collection, deck_folder: Path, qtbot: QtBot
) -> None:
    load_all(collection, deck_folder)
    deck_folder.rename(deck_folder.with_name("moved away"))
    chores = Housekeeping(services.runner, services.notices, deck_folder, services.clock)

    with qtbot.waitSignal(services.runner.failed) as failed:
        chores.begin()

    assert isinstance(failed.args[0], FileNotFoundError)


def test_words_of_many_new_notes_come_into_the_index_when_nothing_else_happens(
    services: Services, collection: Collection, deck_folder: Path, qtbot: QtBot
) -> None:
    chores = Housekeeping(services.runner, services.notices, deck_folder, services.clock)
    chores._index.setInterval(0)
    notes = [a_note(f"new {number}") for number in range(FEW + 1)]

    services.runner.write(Operation.IMPORT, lambda change: change.add_notes(notes))

    qtbot.waitUntil(lambda: collection.read(count_outside) == 0 and not services.runner.unsaved)
    chores.stop()
