"""Looking a collection over."""

from dataclasses import replace

from flashcards.collection import media, upkeep
from flashcards.collection.collection import Collection
from flashcards.collection.unfinished import Unfinished, UnfinishedFile
from flashcards.domain.card import Card
from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId, DeckId, NoteId
from flashcards.domain.note_type import NoteKind
from flashcards.storage import reading
from flashcards.storage.transaction import Transaction
from tests.builders import a_note, add_notes


def with_empty_card(collection: Collection) -> CardId:
    """Add a card for a gap that its sentence does not have, as another program may leave one."""
    add_notes(collection, "Filing", [a_note("gaps", NoteKind.CLOZE)])

    def add(transaction: Transaction) -> CardId:
        return transaction.add_cards([Card(CardId(0), NoteId(1), DeckId(1), 7)])[0]

    return collection.transact(Operation.IMPORT, add).value


def add_media(collection: Collection, name: str) -> None:
    collection.transact(
        Operation.ATTACH_FILES, lambda change: media.add_media(change, collection.media, name, name.encode())
    )


def test_a_card_whose_gap_is_gone_is_deleted_and_undo_brings_it_back(collection: Collection) -> None:
    card = with_empty_card(collection)

    found = collection.read(upkeep.empty)
    deleted = collection.transact(Operation.DELETE_EMPTY, upkeep.delete_empty).value
    left = collection.read(lambda snapshot: reading.cards(snapshot, [card]))
    collection.undo()

    assert (found, deleted, left) == (upkeep.Empty((card,), ()), 1, {})
    assert card in collection.read(lambda snapshot: reading.cards(snapshot, [card]))


def test_a_note_that_asks_nothing_at_all_keeps_its_cards_and_is_named(collection: Collection) -> None:
    add_notes(collection, "Filing", [a_note("whole")])
    (card,) = add_notes(collection, "Filing", [a_note("emptied")])
    note_id = collection.read(lambda snapshot: reading.cards(snapshot, [card]))[card].note_id

    def take_words(transaction: Transaction) -> None:
        note = reading.notes(transaction.snapshot, [note_id])[note_id]
        transaction.update_note(replace(note, fields=("", "30 days", "")))

    collection.transact(Operation.IMPORT, take_words)
    found = collection.read(upkeep.empty)
    deleted = collection.transact(Operation.DELETE_EMPTY, upkeep.delete_empty).value

    assert (found, deleted) == (upkeep.Empty((), (note_id,)), 0)


def test_what_is_missing_comes_with_the_notes_that_name_it(collection: Collection) -> None:
    add_media(collection, "there.png")
    add_notes(collection, "Filing", [a_note("one", fields=('<img src="there.png"><img src="gone.png">', "", ""))])
    add_notes(collection, "Filing", [a_note("two", fields=("[sound:gone.mp3]", "", ""))])
    add_notes(collection, "Filing", [a_note("three")])

    state = upkeep.look_over(collection).media

    assert (state.named, state.missing, state.notes) == (3, ("gone.mp3", "gone.png"), (1, 2))


def test_a_picture_of_a_note_that_is_not_added_yet_is_in_use(collection: Collection) -> None:
    for name in ("waits.png", "waste.png"):
        add_media(collection, name)
    UnfinishedFile(collection.path).write(Unfinished(1, fields=('<img src="waits.png">', "")), 1)

    unused = upkeep.look_over(collection).media.unused
    waiting = upkeep.waiting_fields(collection.path)
    gone = collection.transact(Operation.FORGET_MEDIA, lambda change: media.forget_unused(change, waiting)).value
    loose = upkeep.look_over(collection).media.loose

    assert unused == upkeep.Files(1, len("waste.png"))
    assert (gone, loose) == (1, upkeep.Files(1, len("waste.png")))


def test_a_sound_collection_has_nothing_to_be_told(collection: Collection) -> None:
    add_notes(collection, "Filing", [a_note("one"), a_note("two", NoteKind.REVERSED)])

    overview = upkeep.look_over(collection)

    assert overview == upkeep.Overview((), upkeep.Contents(2, 3, 0), upkeep.Empty(), upkeep.MediaState())
