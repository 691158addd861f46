"""What can be done to cards besides answering them; each is one undoable step."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC

import pytest

from flashcards.collection import bulk, card_actions, decks
from flashcards.collection.card_info import card_info, why_today
from flashcards.collection.collection import Collection
from flashcards.collection.decks import DeckNameTakenError, deck_tree
from flashcards.domain.card import Card, CardState
from flashcards.domain.changes import Operation
from flashcards.domain.errors import UnknownDeckError
from flashcards.domain.ids import CardId
from flashcards.domain.note import MARKED, Note
from flashcards.domain.note_type import NoteKind
from flashcards.domain.review import ReviewKind
from flashcards.domain.study_day import StudyDay
from flashcards.storage import reading
from flashcards.storage.transaction import Transaction
from tests.builders import CALENDAR, NOON, TODAY, a_card, a_note, add_notes
from tests.unit.collection.test_sitting import make_due, sit_down


def card(collection: Collection, card_id: CardId) -> Card:
    return collection.read(lambda snapshot: reading.cards(snapshot, [card_id]))[card_id]


def note(collection: Collection, card_id: CardId) -> Note:
    note_id = card(collection, card_id).note_id
    return collection.read(lambda snapshot: reading.notes(snapshot, [note_id]))[note_id]


def do(collection: Collection, change: Callable[[Transaction], object]) -> None:
    collection.transact(Operation.EDIT_NOTE, change)


def test_a_buried_card_comes_back_tomorrow(collection: Collection) -> None:
    (one,) = add_notes(collection, "Filing", [a_note("one")])

    do(collection, lambda transaction: card_actions.bury_cards(transaction, [one], TODAY))

    assert card(collection, one).is_buried(TODAY)
    assert not card(collection, one).is_buried(StudyDay(TODAY + 1))
    assert sit_down(collection).session.counts().total == 0


def test_buried_cards_of_a_deck_are_counted_and_taken_back(collection: Collection) -> None:
    one, two, three = add_notes(collection, "Filing::Basics", [a_note("one"), a_note("two"), a_note("three")])
    (other,) = add_notes(collection, "Release", [a_note("other")])
    do(collection, lambda transaction: card_actions.bury_cards(transaction, [one, two, other], TODAY))
    do(collection, lambda transaction: card_actions.bury_cards(transaction, [three], StudyDay(TODAY - 1)))
    top = collection.read(reading.decks)[0].id

    before = {deck.name: deck.buried for deck in collection.read(lambda snapshot: deck_tree(snapshot, NOON, UTC))}
    done = collection.transact(Operation.UNBURY, lambda transaction: decks.unbury_deck(transaction, top, TODAY))

    assert before == {"Filing": 2, "Filing::Basics": 2, "Release": 1}
    assert done.value == 2
    assert [card(collection, each).is_buried(TODAY) for each in (one, two, other)] == [False, False, True]


def test_suspending_and_releasing_leaves_the_schedule_alone(collection: Collection) -> None:
    (one,) = add_notes(collection, "Filing", [a_note("one")])
    make_due(collection, {one: 30.0})
    before = card(collection, one)

    do(collection, lambda transaction: card_actions.suspend_cards(transaction, [one]))
    assert card(collection, one).is_suspended
    do(collection, lambda transaction: card_actions.release_cards(transaction, [one]))

    assert replace(card(collection, one), revision=before.revision) == before


def test_an_edit_gives_the_note_the_cards_its_fields_make_and_leaves_the_others_their_schedule(
    collection: Collection,
) -> None:
    first, second = add_notes(collection, "Filing", [a_note("one", NoteKind.CLOZE)])
    make_due(collection, {first: 30.0})
    before, found = card(collection, first), note(collection, first)
    edited = replace(found, fields=("Notice within {{c1::60 days}} of {{c3::discovery}}.", ""))

    do(collection, lambda transaction: card_actions.edit_note(transaction, edited, NOON))

    stored = collection.read(lambda snapshot: reading.cards_of_notes(snapshot, [found.id]))
    assert [one.ordinal for one in stored] == [0, 2]
    assert stored[0] == before
    assert second not in [one.id for one in stored]


def test_all_cards_of_a_note_are_set_aside_together(collection: Collection) -> None:
    first, second = add_notes(collection, "Filing", [a_note("one", NoteKind.REVERSED)])
    note_id = card(collection, first).note_id

    do(collection, lambda transaction: card_actions.bury_note(transaction, note_id, TODAY))
    do(collection, lambda transaction: card_actions.suspend_note(transaction, note_id))

    assert [card(collection, one).is_buried(TODAY) for one in (first, second)] == [True, True]
    assert [card(collection, one).is_suspended for one in (first, second)] == [True, True]


def test_a_mark_is_a_tag_that_comes_and_goes(collection: Collection) -> None:
    (one,) = add_notes(collection, "Filing", [a_note("one")])
    note_id = card(collection, one).note_id

    do(collection, lambda transaction: card_actions.toggle_mark(transaction, note_id))
    marked = note(collection, one).tags
    do(collection, lambda transaction: card_actions.toggle_mark(transaction, note_id))

    assert (marked, note(collection, one).tags) == ((MARKED,), ())


def test_a_deleted_note_comes_back_with_its_schedule_by_undo(collection: Collection) -> None:
    (one,) = add_notes(collection, "Filing", [a_note("one")])
    make_due(collection, {one: 30.0})
    before = card(collection, one)

    do(collection, lambda transaction: card_actions.delete_note(transaction, before.note_id))
    assert collection.read(lambda snapshot: reading.cards(snapshot, [one])) == {}
    collection.undo()

    assert card(collection, one).memory == before.memory


def test_a_copy_is_the_learners_own_and_new(collection: Collection) -> None:
    (one, _) = add_notes(collection, "Terms", [a_note("mpi", NoteKind.REVERSED, origin="bundled:clerk")])
    make_due(collection, {one: 30.0})
    note_id = card(collection, one).note_id

    copy_id = collection.transact(
        Operation.COPY_NOTE, lambda transaction: card_actions.copy_note(transaction, note_id, "copy", NOON)
    ).value

    copies = collection.read(lambda snapshot: reading.cards_of_notes(snapshot, [copy_id]))
    assert [(one.ordinal, one.state) for one in copies] == [(0, CardState.NEW), (1, CardState.NEW)]
    assert collection.read(lambda snapshot: reading.notes(snapshot, [copy_id]))[copy_id].origin == ""


def test_a_reset_card_is_new_and_the_log_says_so(collection: Collection) -> None:
    (one,) = add_notes(collection, "Filing", [a_note("one")])
    make_due(collection, {one: 30.0})

    do(collection, lambda transaction: bulk.reset(transaction, [one], UTC))

    assert (card(collection, one).state, card(collection, one).memory) == (CardState.NEW, None)
    log = collection.read(lambda snapshot: reading.reviews_of_card(snapshot, one))
    assert [(entry.kind, entry.rating) for entry in log] == [(ReviewKind.MANUAL, None)]


def test_a_due_date_moves_studied_cards_and_leaves_new_ones(collection: Collection) -> None:
    seen, new = add_notes(collection, "Filing", [a_note("one"), a_note("two")])
    make_due(collection, {seen: 30.0})

    moved = collection.transact(
        Operation.SET_DUE_DATE,
        lambda transaction: card_actions.set_due(transaction, [seen, new], StudyDay(TODAY + 5), NOON, CALENDAR),
    ).value

    assert moved == 1
    assert (card(collection, seen).due_on, card(collection, seen).interval_days) == (TODAY + 5, 15)
    assert card(collection, new).state is CardState.NEW


def test_a_renamed_deck_takes_its_sub_decks_along(collection: Collection) -> None:
    add_notes(collection, "Privacy::Access", [a_note("one")])
    deck_id = collection.read(lambda snapshot: decks.find_deck(snapshot, "privacy")).id

    do(collection, lambda transaction: decks.rename_deck(transaction, deck_id, "Law::Privacy rules"))

    assert [deck.name for deck in collection.read(reading.decks)] == [
        "Law",
        "Law::Privacy rules",
        "Law::Privacy rules::Access",
    ]


def test_a_deck_cannot_take_a_name_in_use_or_lie_in_itself(collection: Collection) -> None:
    add_notes(collection, "Privacy", [a_note("one")])
    add_notes(collection, "Filing", [a_note("two")])
    deck_id = collection.read(lambda snapshot: decks.find_deck(snapshot, "Privacy")).id

    with pytest.raises(DeckNameTakenError, match="already"):
        do(collection, lambda transaction: decks.rename_deck(transaction, deck_id, "filing"))
    with pytest.raises(DeckNameTakenError, match="into itself"):
        do(collection, lambda transaction: decks.rename_deck(transaction, deck_id, "Privacy::Deeper"))


def test_a_deck_moved_below_another_takes_its_spelling(collection: Collection) -> None:
    add_notes(collection, "Law", [a_note("one")])
    add_notes(collection, "Other", [a_note("two")])
    deck_id = collection.read(lambda snapshot: decks.find_deck(snapshot, "Other")).id

    do(collection, lambda transaction: decks.rename_deck(transaction, deck_id, "law::Privacy"))

    tree = collection.read(lambda snapshot: deck_tree(snapshot, NOON, collection.zone))
    assert [(deck.name, deck.cards) for deck in tree] == [("Law", 2), ("Law::Privacy", 1)]


def test_a_deck_is_not_added_twice(collection: Collection) -> None:
    do(collection, lambda transaction: decks.add_deck(transaction, "Filing::Numbers"))

    with pytest.raises(DeckNameTakenError, match="already"):
        do(collection, lambda transaction: decks.add_deck(transaction, "filing::numbers"))
    assert [deck.name for deck in collection.read(reading.decks)] == ["Filing", "Filing::Numbers"]


def test_a_deleted_deck_comes_back_by_undo(collection: Collection) -> None:
    add_notes(collection, "Privacy", [a_note("one")])
    add_notes(collection, "Privacy::Access", [a_note("two"), a_note("three")])
    before = collection.read(lambda snapshot: deck_tree(snapshot, NOON, collection.zone))

    deleted = collection.transact(
        Operation.DELETE_DECK, lambda transaction: decks.delete_deck(transaction, before[0].id)
    ).value
    assert deleted == 3
    assert collection.read(reading.decks) == ()
    collection.undo()

    assert collection.read(lambda snapshot: deck_tree(snapshot, NOON, collection.zone)) == before


def test_a_deck_is_found_by_its_last_name_and_an_unknown_one_is_told(collection: Collection) -> None:
    add_notes(collection, "Privacy::Access", [a_note("one")])

    assert collection.read(lambda snapshot: decks.find_deck(snapshot, "access")).name == "Privacy::Access"
    with pytest.raises(UnknownDeckError, match="no deck called “Coding”"):
        collection.read(lambda snapshot: decks.find_deck(snapshot, "Coding"))


def test_card_info_tells_history_and_reason(collection: Collection) -> None:
    (one,) = add_notes(collection, "Filing", [a_note("one")])
    make_due(collection, {one: 10.0})

    found = collection.read(lambda snapshot: card_info(snapshot, one, NOON, collection.zone))

    assert found is not None
    assert (found.deck, found.note.guid) == ("Filing", "one")
    assert found.retrievability == pytest.approx(0.9)
    assert found.why == "It is due today: your chance of recalling it is about 90%."


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (a_card(), "It is new: you have not seen it yet."),
        (a_card(is_suspended=True), "It is suspended: it will not come until you release it."),
        (a_card(is_reserved=True), "It is kept for practice exams and not shown in daily study."),
        (a_card(buried_until=StudyDay(TODAY + 1)), "It is buried until tomorrow."),
        (
            a_card(state=CardState.REVIEW, due_on=StudyDay(TODAY - 2)),
            "It has been due for 2 days: your chance of recalling it is about 80%.",
        ),
        (
            a_card(state=CardState.REVIEW, due_on=StudyDay(TODAY + 1)),
            "It is not due for 1 day: your chance of recalling it is about 80%.",
        ),
        (
            a_card(state=CardState.RELEARNING),
            "You are still learning it: it comes back the same day until you know it.",
        ),
    ],
)
def test_the_reason_a_card_is_shown_is_said_in_plain_words(found: Card, reason: str) -> None:
    assert why_today(found, None if found.state is CardState.NEW else 0.8, TODAY) == reason
