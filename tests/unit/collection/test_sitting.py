"""Sitting down to study: what is gathered, promised and kept."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flashcards.collection import studying
from flashcards.collection.collection import Collection
from flashcards.collection.decks import deck_tree
from flashcards.collection.presets import preset_saying
from flashcards.collection.sitting import Sitting, gather, study_cards
from flashcards.domain.card import Card, CardState, MemoryState
from flashcards.domain.changes import Operation
from flashcards.domain.errors import NothingToUndoError, StaleCardError
from flashcards.domain.ids import CardId, DeckId, NoteId
from flashcards.domain.note import LEECH
from flashcards.domain.note_type import NoteKind
from flashcards.domain.preset import DeckOptions
from flashcards.domain.review import Answered, Rating
from flashcards.domain.study_day import StudyDay
from flashcards.storage import reading
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.transaction import Transaction
from tests.builders import NOON, TODAY, Clock, a_note, add_notes, reopened


def sit_down(collection: Collection, deck: str | None = None, first: CardId | None = None) -> Sitting:
    def look(snapshot: Snapshot) -> Sitting:
        deck_id = next((one.id for one in reading.decks(snapshot) if one.name == deck), None)
        return gather(snapshot, collection.clock(), deck_id, collection.zone, first=first)

    sitting = collection.read(look)
    fetch(collection, sitting)
    return sitting


def fetch(collection: Collection, sitting: Sitting) -> None:
    sitting.session.advance(collection.clock())
    found = collection.read(lambda snapshot: study_cards(snapshot, sitting.session.wanted()))
    sitting.session.supply({card_id: one.card for card_id, one in found.items()})


def answer(collection: Collection, sitting: Sitting, rating: Rating) -> Answered:
    fetch(collection, sitting)
    answered = sitting.session.answer(rating, collection.clock(), 5000)
    collection.transact(
        Operation.ANSWER_CARD,
        lambda transaction: studying.record_answer(transaction, answered, sitting.settings),
    )
    return answered


def stored(collection: Collection, card_id: CardId) -> Card:
    return collection.read(lambda snapshot: reading.cards(snapshot, [card_id]))[card_id]


def test_an_answer_is_stored_as_the_button_promised(collection: Collection) -> None:
    add_notes(collection, "Filing", [a_note("one")])
    sitting = sit_down(collection)
    card = sitting.session.card
    assert card is not None
    promised = sitting.outcomes(card, NOON)[Rating.EASY].card

    answer(collection, sitting, Rating.EASY)

    after = stored(collection, card.id)
    assert (after.memory, after.due_on, after.state) == (promised.memory, promised.due_on, CardState.REVIEW)
    log = collection.read(lambda snapshot: reading.reviews_of_card(snapshot, card.id))
    assert [(one.rating, one.state, one.duration_ms) for one in log] == [(Rating.EASY, CardState.NEW, 5000)]


def test_new_cards_stop_at_the_limit_and_the_numbers_agree(collection: Collection) -> None:
    add_notes(collection, "Filing", [a_note(f"note-{number}") for number in range(30)])

    sitting = sit_down(collection)
    today = collection.read(lambda snapshot: studying.today(snapshot, NOON, collection.zone))

    assert sitting.session.counts().new == today.new == 20
    assert today.minutes == 13


def test_answered_new_cards_count_against_the_limit_after_a_restart(collection: Collection) -> None:
    add_notes(collection, "Filing", [a_note(f"note-{number}") for number in range(30)])
    sitting = sit_down(collection)
    for _ in range(3):
        answer(collection, sitting, Rating.EASY)

    again = reopened(collection)

    assert sit_down(again).session.counts().new == 17
    again.close()


def test_siblings_are_buried_until_tomorrow(collection: Collection, clock: Clock) -> None:
    add_notes(collection, "Terms", [a_note("mpi", NoteKind.REVERSED)])
    sitting = sit_down(collection)
    assert sitting.session.counts().new == 1

    answer(collection, sitting, Rating.EASY)
    same_day = sit_down(collection).session.counts()
    clock.forward(days=1)
    next_day = sit_down(collection).session.counts()

    assert (same_day.total, next_day.new) == (0, 1)


def test_reserved_and_suspended_cards_are_not_gathered(collection: Collection) -> None:
    cards = add_notes(collection, "Exam", [a_note("one"), a_note("two"), a_note("three")])

    def hide(transaction: Transaction) -> None:
        first, second, _ = reading.cards(transaction.snapshot, cards).values()
        transaction.update_cards([_with(first, is_reserved=True), _with(second, is_suspended=True)])

    collection.transact(Operation.SUSPEND, hide)

    assert sit_down(collection).session.counts().total == 1


def test_a_deck_is_studied_with_its_sub_decks_and_nothing_else(collection: Collection) -> None:
    add_notes(collection, "Privacy", [a_note("one")])
    add_notes(collection, "Privacy::Access", [a_note("two")])
    add_notes(collection, "Privacy rules", [a_note("three")])

    assert sit_down(collection, "Privacy").session.counts().new == 2


def test_due_cards_come_best_remembered_first(collection: Collection) -> None:
    cards = add_notes(collection, "Filing", [a_note(f"note-{number}") for number in range(3)])
    stabilities = dict(zip(cards, (5.0, 50.0, 12.0), strict=True))
    make_due(collection, stabilities)
    sitting = sit_down(collection)

    order = [answer(collection, sitting, Rating.GOOD).before.id for _ in cards]

    assert order == [cards[1], cards[2], cards[0]]


def test_undo_takes_back_the_answer_and_names_its_card(collection: Collection) -> None:
    (card_id,) = add_notes(collection, "Filing", [a_note("one")])
    answer(collection, sit_down(collection), Rating.GOOD)

    undone = collection.undo().value

    assert (undone.operation, undone.card_id) == (Operation.ANSWER_CARD, card_id)
    assert stored(collection, card_id).state is CardState.NEW
    assert collection.read(lambda snapshot: reading.reviews_of_card(snapshot, card_id)) == ()
    back = sit_down(collection, first=undone.card_id)
    assert back.session.current is not None
    assert back.session.current.card_id == card_id


def test_undo_still_offers_the_last_answer_after_a_restart(collection: Collection) -> None:
    (card_id,) = add_notes(collection, "Filing", [a_note("one")])
    answer(collection, sit_down(collection), Rating.GOOD)

    again = reopened(collection)
    undone = again.undo().value

    assert (undone.operation, undone.card_id) == (Operation.ANSWER_CARD, card_id)
    again.close()


def test_redo_does_the_answer_again(collection: Collection) -> None:
    (card_id,) = add_notes(collection, "Filing", [a_note("one")])
    answer(collection, sit_down(collection), Rating.EASY)
    before = stored(collection, card_id)
    collection.undo()

    redone = collection.redo().value

    assert redone.card_id == card_id
    assert stored(collection, card_id).memory == before.memory
    with pytest.raises(NothingToUndoError):
        collection.redo()


def test_a_card_changed_elsewhere_refuses_the_answer_and_keeps_the_log_clean(collection: Collection) -> None:
    (card_id,) = add_notes(collection, "Filing", [a_note("one")])
    sitting = sit_down(collection)
    collection.transact(
        Operation.FLAG,
        lambda transaction: transaction.update_cards(
            [_with(one, flag=1) for one in reading.cards(transaction.snapshot, [card_id]).values()]
        ),
    )

    with pytest.raises(StaleCardError):
        answer(collection, sitting, Rating.GOOD)

    assert collection.read(lambda snapshot: reading.reviews_of_card(snapshot, card_id)) == ()


def test_a_leech_is_tagged_and_never_suspended(collection: Collection) -> None:
    (card_id,) = add_notes(collection, "Filing", [a_note("one")])
    make_due(collection, {card_id: 5.0}, lapses=7)

    answered = answer(collection, sit_down(collection), Rating.AGAIN)

    assert answered.became_leech
    after = stored(collection, card_id)
    assert not after.is_suspended
    note = collection.read(lambda snapshot: reading.notes(snapshot, [after.note_id]))[after.note_id]
    assert note.tags == (LEECH,)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    limits=st.tuples(
        st.integers(0, 6), st.integers(0, 6), st.none() | st.integers(0, 4), st.none() | st.integers(0, 4)
    ),
    states=st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["new", "due", "steps"])), max_size=14),
)
def test_the_tree_says_what_studying_each_deck_brings(
    collection: Collection,
    limits: tuple[int, int, int | None, int | None],
    states: list[tuple[int, str]],
) -> None:
    names = ("Privacy", "Privacy::Access", "Filing")
    collection.transact(Operation.DELETE_DECK, _wipe)
    for number, (deck, state) in enumerate(states):
        (card_id,) = add_notes(collection, names[deck], [a_note(f"note-{number}")])
        if state != "new":
            make_due(collection, {card_id: 5.0}, in_steps=state == "steps")

    def set_limits(transaction: Transaction) -> None:
        new, due, own_new, own_due = limits
        own = DeckOptions(new_limit=own_new, review_limit=own_due)
        general = reading.learning_settings(transaction.snapshot)
        transaction.set_learning_settings(replace(general, new_limit=new, review_limit=due))
        for deck in reading.decks(transaction.snapshot):
            if deck.name == "Privacy::Access":
                transaction.update_deck(replace(deck, preset=preset_saying(transaction, own, deck.name)))

    collection.transact(Operation.CHANGE_SETTINGS, set_limits)

    tree = collection.read(lambda snapshot: deck_tree(snapshot, NOON, collection.zone))

    for listing in tree:
        counts = sit_down(collection, listing.name).session.counts()
        assert (listing.new, listing.learning, listing.due) == counts
    today = collection.read(lambda snapshot: studying.today(snapshot, NOON, collection.zone))
    assert (today.new, today.learning, today.due) == sit_down(collection).session.counts()


def make_due(
    collection: Collection, stabilities: dict[CardId, float], *, lapses: int = 0, in_steps: bool = False
) -> None:
    def change(transaction: Transaction) -> None:
        cards = reading.cards(transaction.snapshot, list(stabilities)).values()
        transaction.update_cards(
            [
                _with(
                    card,
                    state=CardState.LEARNING if in_steps else CardState.REVIEW,
                    memory=MemoryState(stabilities[card.id], 5.0),
                    step=0 if in_steps else None,
                    due_on=TODAY,
                    due_at=NOON if in_steps else None,
                    last_review_on=StudyDay(TODAY - 10),
                    interval_days=10,
                    reps=4,
                    lapses=lapses,
                )
                for card in cards
            ]
        )

    collection.transact(Operation.SET_DUE_DATE, change)


def _with(card: Card, **changes: object) -> Card:
    return replace(card, **changes)  # type: ignore[arg-type]


def _wipe(transaction: Transaction) -> None:
    notes = {NoteId(row[0]) for row in transaction.snapshot.rows("SELECT id FROM note")}
    transaction.delete_notes(sorted(notes))
    for deck in reversed(reading.decks(transaction.snapshot)):
        transaction.delete_deck(DeckId(deck.id))
