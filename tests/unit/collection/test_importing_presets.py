from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from flashcards.collection import exporting, importing, presets
from flashcards.collection.collection import Collection
from flashcards.domain.changes import Operation
from flashcards.domain.preset import DeckOptions
from flashcards.formats.transfer import Transfer, TransferDeck
from flashcards.storage import reading
from tests.builders import a_collection, a_note, add_notes
from tests.transfer_builders import a_transfer, a_transfer_note
from tests.unit.collection.importing_desk import ImportDesk

FEW = DeckOptions(new_limit=3, review_limit=40, desired_retention=0.85)


@pytest.fixture
def transfer(tmp_path: Path) -> Transfer:
    """Give what a collection exports in which two of three decks share a preset."""
    folder = tmp_path / "other"
    folder.mkdir()
    with closing(a_collection(folder)) as other:
        for name in ("Law", "Coding", "Plain"):
            add_notes(other, name, [a_note(name, fields=(name, "Yes", ""))])
        ids = {deck.name: deck.id for deck in other.read(reading.decks)}
        for name in ("Law", "Coding"):
            other.transact(
                Operation.EDIT_DECK,
                lambda change, deck=ids[name]: presets.set_own_options(change, deck, FEW),  # type: ignore[misc]
            )
        return other.read(lambda snapshot: exporting.gather(snapshot, other.media, exporting.Extent()))


def options_of(collection: Collection) -> dict[str, DeckOptions]:
    return {deck.name: deck.options for deck in collection.read(reading.decks)}


def test_decks_an_import_makes_share_the_presets_their_file_gives_them(
    collection: Collection, transfer: Transfer
) -> None:
    ImportDesk(collection).bring(transfer)

    assert options_of(collection) == {"Law": FEW, "Coding": FEW, "Plain": DeckOptions()}
    assert len(collection.read(presets.preset_uses)) == 1


def test_decks_an_import_makes_have_the_descriptions_their_file_gives_them(desk: ImportDesk) -> None:
    add_notes(desk.collection, "There", [a_note("mine")])
    notes = [a_transfer_note(name, deck=name) for name in ("Law::HIPAA", "There")]
    decks = [
        TransferDeck("Law", "All <b>law</b>"),
        TransferDeck("Law::HIPAA", "One", 3),
        TransferDeck("There", "Not"),
        TransferDeck("LAW", "Another"),
        TransferDeck("law"),
    ]

    desk.bring(a_transfer(*notes, decks=decks))

    found = {deck.name: deck.description for deck in desk.collection.read(reading.decks)}
    assert found == {"Law": "All <b>law</b>", "Law::HIPAA": "One", "There": ""}
    assert options_of(desk.collection)["Law::HIPAA"] == DeckOptions(new_limit=3)


def test_a_deck_that_was_there_keeps_its_options(collection: Collection, transfer: Transfer) -> None:
    add_notes(collection, "law", [a_note("mine")])

    ImportDesk(collection).bring(transfer)

    assert options_of(collection)["law"] == DeckOptions()


def test_decks_put_into_another_have_them_there(collection: Collection, transfer: Transfer) -> None:
    ImportDesk(collection).bring(transfer, deck="Brought")

    assert options_of(collection)["Brought::Law"] == FEW


def test_taking_the_import_back_takes_its_presets_too(collection: Collection, transfer: Transfer) -> None:
    desk = ImportDesk(collection)
    desk.bring(transfer)
    (entry,) = collection.read(importing.imports)

    collection.transact(Operation.REVERT_IMPORT, lambda change: importing.revert(change, entry.id, keep_touched=False))

    assert (options_of(collection), collection.read(presets.preset_uses)) == ({}, ())


def test_a_preset_another_deck_has_meanwhile_stays(collection: Collection, transfer: Transfer) -> None:
    desk = ImportDesk(collection)
    desk.bring(transfer)
    add_notes(collection, "Mine", [a_note("mine")])
    (use,) = collection.read(presets.preset_uses)
    mine = next(deck for deck in collection.read(reading.decks) if deck.name == "Mine")
    collection.transact(Operation.EDIT_DECK, lambda change: change.update_deck(replace(mine, preset=use.preset)))
    (entry,) = collection.read(importing.imports)

    collection.transact(Operation.REVERT_IMPORT, lambda change: importing.revert(change, entry.id, keep_touched=False))

    assert options_of(collection) == {"Mine": FEW}
