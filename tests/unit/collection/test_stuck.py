"""Stuck cards: which are listed, why, and what mends them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest

from flashcards.collection import bulk
from flashcards.collection.collection import Collection
from flashcards.collection.similar import confusable
from flashcards.collection.splitting import SplitError, split_note, suggested_parts
from flashcards.collection.stuck import StuckCard, stuck_cards
from flashcards.domain.card import CardState
from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId, NoteId
from flashcards.domain.note import Note, Provenance
from flashcards.domain.note_type import NoteKind
from flashcards.domain.review import Rating
from flashcards.storage import reading
from flashcards.storage.transaction import Transaction
from tests.builders import NOON, a_note, add_notes
from tests.unit.collection.test_sitting import make_due
from tests.unit.storage.storage_builders import a_review

AGAIN, GOOD = Rating.AGAIN, Rating.GOOD
LIST = "<ul><li>Clinical</li><li>Financial</li><li>Administrative</li></ul>"


def add(collection: Collection, *notes: Note) -> tuple[CardId, ...]:
    ids = add_notes(collection, "Filing", notes)
    make_due(collection, dict.fromkeys(ids, 3.0))
    return ids


def forget(
    collection: Collection, card_id: CardId, lapses: int, ratings: Sequence[Rating] = (AGAIN,), seconds: int = 10
) -> None:
    """Give a card lapses, and a log that ends in ratings."""

    def change(transaction: Transaction) -> None:
        card = reading.cards(transaction.snapshot, [card_id])[card_id]
        transaction.update_card(replace(card, lapses=lapses))
        transaction.add_reviews(
            [
                a_review(
                    card_id=card_id,
                    rating=rating,
                    state=CardState.REVIEW,
                    reviewed_at=NOON + timedelta(minutes=place),
                    duration_ms=seconds * 1000,
                )
                for place, rating in enumerate(ratings)
            ]
        )

    collection.transact(Operation.ANSWER_CARD, change)


def stuck(collection: Collection) -> tuple[StuckCard, ...]:
    return collection.read(stuck_cards)


def note_of(collection: Collection, card_id: CardId) -> Note:
    card = collection.read(lambda snapshot: reading.cards(snapshot, [card_id]))[card_id]
    return collection.read(lambda snapshot: reading.notes(snapshot, [card.note_id]))[card.note_id]


def test_leeches_and_those_on_their_way_are_listed_the_most_forgotten_first(collection: Collection) -> None:
    fine, halfway, leech = add(collection, a_note("one"), a_note("two"), a_note("three"))
    forget(collection, fine, 3)
    forget(collection, halfway, 4)
    forget(collection, leech, 8)

    assert [(card.id, card.lapses, card.is_leech) for card in stuck(collection)] == [
        (leech, 8, True),
        (halfway, 4, False),
    ]


def test_a_card_recalled_ever_since_is_not_listed_but_a_suspended_one_is(collection: Collection) -> None:
    well, aside, newly = add(collection, a_note("one"), a_note("two"), a_note("three"))
    for card_id in (well, aside):
        forget(collection, card_id, 9, (AGAIN, *[GOOD] * 5))
    forget(collection, newly, 9, (AGAIN, *[GOOD] * 4))
    collection.transact(Operation.SUSPEND, lambda transaction: bulk.suspend(transaction, [aside]))

    assert [(card.id, card.is_suspended) for card in stuck(collection)] == [(aside, True), (newly, False)]


def test_a_note_tagged_as_leech_is_listed_with_fewer_lapses(collection: Collection) -> None:
    one, other = add(collection, a_note("one", tags=("Leech",)), a_note("two"))
    forget(collection, one, 1)
    forget(collection, other, 1)

    assert [(card.id, card.is_leech) for card in stuck(collection)] == [(one, True)]


def test_each_says_why(collection: Collection) -> None:
    (one,) = add(collection, a_note("one", fields=("Which kinds of data are there?", LIST, "")))
    forget(collection, one, 8, (GOOD, GOOD, AGAIN, GOOD, GOOD, AGAIN, AGAIN, GOOD, AGAIN), seconds=20)

    (card,) = stuck(collection)

    assert card.why == (
        "Forgotten 8 times after it had been learned.",
        "4 of the last 8 answers were Again.",
        "It took 3 minutes so far.",
        "Its answer is a list of 3: one note for each is easier to keep.",
    )
    assert (card.text, card.deck, card.minutes, card.can_split) == (
        "Which kinds of data are there?",
        "Filing",
        3.0,
        True,
    )
    assert card.newest == (GOOD, AGAIN, GOOD, GOOD, AGAIN, AGAIN, GOOD, AGAIN)


def test_a_long_answer_is_named(collection: Collection) -> None:
    (one,) = add(collection, a_note("one", fields=("Who?", "word " * 41, "")))
    forget(collection, one, 8)

    assert "It has a field of 41 words: shorter answers are easier to keep." in stuck(collection)[0].why


@pytest.mark.parametrize(
    ("kind", "answer", "items"),
    [
        (NoteKind.BASIC, LIST, ["Clinical", "Financial", "Administrative"]),
        (NoteKind.BASIC, "<ol><li>One<li><b>Two</b></ol>", ["One", "<b>Two</b>"]),
        (NoteKind.BASIC, "One<br>Two<br/><br>", ["One", "Two"]),
        (NoteKind.BASIC, "<div>One</div><div>Two</div>", ["One", "Two"]),
        (NoteKind.BASIC, "One answer", []),
        (NoteKind.TYPED, "30<br>thirty", []),
    ],
)
def test_the_items_of_an_answer_make_the_notes_that_are_suggested(
    kind: NoteKind, answer: str, items: list[str]
) -> None:
    parts = suggested_parts(a_note("one", kind, fields=("Q?", answer, "More")))

    assert [part[1] for part in parts] == items
    assert [part[0] for part in parts] == [f"Q? ({number} of {len(items)})" for number in range(1, len(items) + 1)]
    assert {part[2] for part in parts} <= {"More"}


def split(collection: Collection, card_id: CardId, parts: Sequence[Sequence[str]], *, keeps_old: bool = False) -> None:
    numbers = count(1)
    note_id = note_of(collection, card_id).id
    collection.transact(
        Operation.SPLIT_NOTE,
        lambda transaction: split_note(
            transaction, note_id, parts, lambda: f"part {next(numbers)}", keeps_old=keeps_old
        ),
    )


def all_notes(collection: Collection) -> list[Note]:
    ids = collection.read(lambda snapshot: [NoteId(row[0]) for row in snapshot.rows("SELECT id FROM note")])
    return list(collection.read(lambda snapshot: reading.notes(snapshot, ids)).values())


def test_a_split_note_gives_way_to_its_parts_which_keep_tags_citation_and_deck(collection: Collection) -> None:
    source = Provenance(citation="45 CFR 164.524")
    (one,) = add(
        collection, a_note("one", fields=("Which?", LIST, ""), tags=("desk", "leech"), origin="x", provenance=source)
    )
    parts = suggested_parts(note_of(collection, one))

    split(collection, one, parts)

    notes = all_notes(collection)
    cards = collection.read(lambda snapshot: reading.cards_of_notes(snapshot, [note.id for note in notes]))
    assert [(note.guid, note.fields) for note in notes] == [
        (f"part {number}", part) for number, part in enumerate(parts, start=1)
    ]
    assert {(note.tags, note.origin, note.provenance) for note in notes} == {(("desk",), "", source)}
    assert [(card.state, card.deck_id) for card in cards] == [(CardState.NEW, 1)] * 3
    collection.undo()
    assert [note.guid for note in all_notes(collection)] == ["one"]


def test_the_old_note_can_be_kept_and_is_suspended(collection: Collection) -> None:
    (one,) = add(collection, a_note("one"))

    split(collection, one, [("A?", "a", ""), ("B?", "b", "")], keeps_old=True)

    card = collection.read(lambda snapshot: reading.cards(snapshot, [one]))[one]
    assert card.is_suspended
    assert len(all_notes(collection)) == 3


@pytest.mark.parametrize("parts", [[], [("A?", "a", ""), ("", "b", "")]])
def test_a_part_without_a_question_is_refused(collection: Collection, parts: Sequence[Sequence[str]]) -> None:
    (one,) = add(collection, a_note("one"))

    with pytest.raises(SplitError, match="needs a question"):
        split(collection, one, parts)

    assert [note.guid for note in all_notes(collection)] == ["one"]


def test_notes_that_share_rare_words_may_be_confused(collection: Collection) -> None:
    questions = (
        "What does a tumor registry keep?",
        "What does a trauma registry keep?",
        "What does a clerk keep?",
        "Who signs the release?",
        *(f"What does form {number} do?" for number in range(6)),
    )
    cards = add(
        collection, *(a_note(f"n{place}", fields=(question, "x", "")) for place, question in enumerate(questions))
    )
    ids = [note_of(collection, card_id).id for card_id in cards]

    found = collection.read(lambda snapshot: confusable(snapshot, [ids[0], ids[3]]))

    assert [(one.note_id, one.text) for one in found[ids[0]]] == [(ids[1], "What does a trauma registry keep?")]
    assert 0.3 < found[ids[0]][0].likeness < 0.6
    assert found[ids[3]] == ()
