"""Notes added by hand, and what the editor is told."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from flashcards.collection import editing
from flashcards.collection.collection import Collection
from flashcards.domain.changes import Operation
from flashcards.domain.ids import NoteId
from flashcards.domain.note import Note
from flashcards.domain.note_type import NoteKind, built_in
from flashcards.storage import reading
from flashcards.storage.transaction import Transaction
from tests.builders import NOON, a_note, add_notes


def added(collection: Collection, note: Note, deck: str = "Mine") -> editing.Added:
    def change(transaction: Transaction) -> editing.Added:
        return editing.add_note(transaction, note, deck, NOON)

    return collection.transact(Operation.ADD_NOTE, change).value


def test_a_note_is_added_with_its_cards_after_all_new_ones(collection: Collection) -> None:
    add_notes(collection, "Shipped", [a_note("a"), a_note("b")])

    done = added(collection, a_note("own", NoteKind.CLOZE), "Mine::Notices")

    cards = collection.read(lambda snapshot: reading.cards_of_notes(snapshot, [done.note_id]))
    assert (done.cards, done.deck) == (2, "Mine::Notices")
    assert [(card.ordinal, card.position) for card in cards] == [(0, 2), (1, 2)]


def test_adding_is_undone_in_one_step(collection: Collection) -> None:
    done = added(collection, a_note("own"))

    collection.undo()

    assert collection.read(lambda snapshot: reading.notes(snapshot, [done.note_id])) == {}
    assert collection.read(reading.decks) == ()


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        (NoteKind.BASIC, "The note would make no card: fill in “Front”."),
        (NoteKind.CLOZE, "There is no gap yet. Choose the words to ask for and press Ctrl+Shift+C."),
    ],
)
def test_a_note_that_nothing_would_ask_is_refused(collection: Collection, kind: NoteKind, why: str) -> None:
    empty = ("",) * len(built_in(kind).fields)

    with pytest.raises(editing.NoCardsError, match=re.escape(why)):
        added(collection, a_note("own", kind, fields=empty))

    assert collection.steps().undo == ""


def test_a_twin_is_a_note_of_the_same_type_that_begins_the_same(collection: Collection) -> None:
    first = added(collection, a_note("a", fields=("<b>MPI</b> means?", "x", "")))
    added(collection, a_note("b", NoteKind.REVERSED, fields=("Cohort", "y", "")))
    basic = built_in(NoteKind.BASIC)

    def twin(text: str, but: int = 0) -> NoteId | None:
        return collection.read(lambda snapshot: editing.twin_of(snapshot, basic, text, NoteId(but)))

    assert twin("MPI&nbsp; means?") == first.note_id
    assert twin("MPI means?", but=first.note_id) is None
    assert twin("Cohort") is None
    assert twin("<br>") is None


def test_a_sentence_with_other_gaps_is_a_twin(collection: Collection) -> None:
    text = "The {{c1::legal}} record is <b>50%</b> of the {{c2::designated record set::what?}}"
    first = added(collection, a_note("a", NoteKind.CLOZE, fields=(text, "")))
    cloze = built_in(NoteKind.CLOZE)

    def twin(text: str, but: int = 0) -> NoteId | None:
        return collection.read(lambda snapshot: editing.twin_of(snapshot, cloze, text, NoteId(but)))

    assert twin("The {{c1::legal record}} is 50% of the designated record set") == first.note_id
    assert twin("The legal rec{{c2::ord}} is 50% of the designated record set") == first.note_id
    assert twin("The legal record is 50% of the designated record set", but=first.note_id) is None
    assert twin("The {{c1::legal}} record is 50x of the designated record set") is None
    assert twin("{{c1::}}") is None


def test_the_notes_written_last_come_first_and_shipped_ones_not_at_all(collection: Collection) -> None:
    for name in ("one", "two", "three"):
        added(collection, a_note(name, fields=(name, "x", "")))
    add_notes(collection, "Shipped", [a_note("shipped", origin="privacy")])

    recent = collection.read(lambda snapshot: editing.recently_added(snapshot, most=2))

    assert [one.text for one in recent] == ["three", "two"]
    assert recent[0].note_type == "Basic"
    assert recent[0].added_at - NOON == timedelta()


def test_supplies_are_types_decks_and_tags_in_order(collection: Collection) -> None:
    added(collection, a_note("own", tags=("zebra", "Access")), "Mine::B")
    own = built_in(NoteKind.BASIC)
    collection.transact(Operation.ADD_NOTE, lambda change: change.add_note_type(replace(own, name="A type of mine")))

    supplies = collection.read(editing.supplies)

    assert [one.name for one in supplies.note_types][-2:] == ["Typed answer", "A type of mine"]
    assert supplies.decks == ("Mine", "Mine::B")
    assert supplies.tags == ("Access", "zebra")


def test_cards_that_a_change_of_words_would_delete_are_named(collection: Collection) -> None:
    done = added(collection, a_note("own", NoteKind.CLOZE))
    opened = collection.read(lambda snapshot: editing.open_note(snapshot, done.note_id))
    assert opened is not None
    shorter = replace(opened.note, fields=("Notice within {{c1::60 days}} of discovery.", ""))
    gapless = replace(opened.note, fields=("Notice within 60 days of discovery.", ""))

    lost = collection.read(lambda snapshot: editing.lost_cards(snapshot, shorter))
    lost_of_gapless = collection.read(lambda snapshot: editing.lost_cards(snapshot, gapless))

    assert (lost, lost_of_gapless) == ((1,), ())
    assert opened.deck == "Mine"
    assert collection.read(lambda snapshot: editing.open_note(snapshot, NoteId(99))) is None
