"""Bundled decks: loaded once, brought up to date by id, and never at the learner's cost."""

from dataclasses import replace
from pathlib import Path

import pytest

from flashcards.collection import bundled, card_actions, exams, first_run
from flashcards.collection.bulk.notes import delete_notes
from flashcards.collection.collection import Collection
from flashcards.collection.deck_loading import RETIRED
from flashcards.collection.deck_updates import Loaded
from flashcards.collection.decks import delete_deck, rename_deck
from flashcards.domain.card import Card, CardState
from flashcards.domain.changes import Operation
from flashcards.domain.errors import DeckFormatError
from flashcards.domain.note import Note
from flashcards.storage import reading
from flashcards.storage.snapshot import Snapshot
from tests.builders import NOON
from tests.unit.collection.test_sitting import make_due

HEAD = "---\ndeck: Clerk duties::Filing\nchecked: 2026-11-23\nsource: AHIMA\ndomain: 1\n---\n\n"
PRIMARY = "## filing-primary\nQ: Which pair is read first?\nA: The last pair\nTags: filing\n\n"
UNIT = "## filing-unit\nTerm: Unit numbering\nMeaning: One number for life\n\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    deck = tmp_path / "decks" / "clerk"
    deck.mkdir(parents=True)
    write(tmp_path / "decks", HEAD + PRIMARY + UNIT)
    return tmp_path / "decks"


def write(folder: Path, text: str) -> None:
    (folder / "clerk" / "filing.md").write_text(text, encoding="utf-8")


def load(collection: Collection, folder: Path) -> Loaded:
    return collection.transact(
        Operation.LOAD_BUNDLED_DECKS,
        lambda transaction: bundled.load(transaction, folder, ["clerk"], NOON),
        undoable=False,
    ).value


def note(collection: Collection, guid: str) -> Note:
    def look(snapshot: Snapshot) -> Note:
        note_id = reading.note_ids_by_guid(snapshot, [guid])[guid]
        return reading.notes(snapshot, [note_id])[note_id]

    return collection.read(look)


def cards(collection: Collection, guid: str) -> tuple[Card, ...]:
    note_id = note(collection, guid).id
    return collection.read(lambda snapshot: reading.cards_of_notes(snapshot, [note_id]))


def edit(collection: Collection, changed: Note) -> None:
    collection.transact(Operation.EDIT_NOTE, lambda transaction: card_actions.edit_note(transaction, changed, NOON))


def test_a_deck_is_loaded_with_its_notes_cards_and_deck_names(collection: Collection, folder: Path) -> None:
    loaded = load(collection, folder)

    assert loaded == Loaded(added=2)
    assert len(cards(collection, "filing-unit")) == 2
    assert note(collection, "filing-primary").tags == ("filing",)
    assert note(collection, "filing-primary").provenance.citation == "AHIMA"
    decks = collection.read(reading.decks)
    assert [(deck.name, deck.bundled) for deck in decks] == [
        ("Clerk duties", "clerk"),
        ("Clerk duties::Filing", "clerk"),
    ]


def test_loading_the_same_files_again_changes_nothing(collection: Collection, folder: Path) -> None:
    load(collection, folder)

    assert collection.read(lambda snapshot: bundled.outdated(snapshot, folder)) == ()
    assert load(collection, folder) == Loaded()


def test_a_corrected_text_keeps_the_schedule(collection: Collection, folder: Path) -> None:
    load(collection, folder)
    (card,) = cards(collection, "filing-primary")
    make_due(collection, {card.id: 30.0})
    write(folder, HEAD + PRIMARY.replace("The last pair", "The last two digits") + UNIT)

    assert collection.read(lambda snapshot: bundled.outdated(snapshot, folder)) == ("clerk",)
    loaded = load(collection, folder)

    assert loaded == Loaded(changed=1)
    assert note(collection, "filing-primary").fields[1] == "The last two digits"
    (after,) = cards(collection, "filing-primary")
    assert (after.state, after.memory) == (CardState.REVIEW, cards(collection, "filing-primary")[0].memory)
    assert after.memory is not None
    assert after.memory.stability_days == 30.0


def test_the_learners_own_words_stay_field_by_field(collection: Collection, folder: Path) -> None:
    load(collection, folder)
    mine = note(collection, "filing-primary")
    edit(collection, replace(mine, fields=("My own question?", *mine.fields[1:]), tags=("filing", "hard")))
    changed = PRIMARY.replace("Which pair is read first?", "Which two digits?").replace(
        "The last pair", "The final two"
    )
    write(folder, HEAD + changed.replace("Tags: filing", "Tags: numbering") + UNIT)

    load(collection, folder)

    after = note(collection, "filing-primary")
    assert after.fields[:2] == ("My own question?", "The final two")
    assert after.tags == ("hard", "numbering")


def test_a_note_moved_to_another_deck_moves_unless_the_learner_moved_it(collection: Collection, folder: Path) -> None:
    load(collection, folder)
    (card,) = cards(collection, "filing-primary")
    write(folder, HEAD.replace("Filing", "Numbering") + PRIMARY + UNIT)

    load(collection, folder)

    decks = {deck.id: deck.name for deck in collection.read(reading.decks)}
    assert decks[cards(collection, "filing-primary")[0].deck_id] == "Clerk duties::Numbering"
    assert decks[card.deck_id] == "Clerk duties::Filing"


def test_a_deck_that_was_moved_does_not_come_back_with_an_update(collection: Collection, folder: Path) -> None:
    load(collection, folder)
    (clerk, _) = collection.read(reading.decks)
    collection.transact(Operation.EDIT_DECK, lambda change: rename_deck(change, clerk.id, "Work::Clerk duties"))
    write(folder, HEAD + PRIMARY.replace("read first", "read before all others") + UNIT)

    loaded = load(collection, folder)

    names = [deck.name for deck in collection.read(reading.decks)]
    assert loaded == Loaded(changed=1)
    assert names == ["Work", "Work::Clerk duties", "Work::Clerk duties::Filing"]


def test_a_new_gap_makes_a_card_and_a_lost_one_takes_its_card_away(collection: Collection, folder: Path) -> None:
    write(folder, HEAD + "## c\nCloze: {{c1::a}} and {{c2::b}} and c\n")
    load(collection, folder)
    make_due(collection, {cards(collection, "c")[1].id: 30.0})
    write(folder, HEAD + "## c\nCloze: a and {{c2::b}} and {{c3::c}}\n")

    load(collection, folder)

    after = cards(collection, "c")
    assert [(one.ordinal, one.state) for one in after] == [(1, CardState.REVIEW), (2, CardState.NEW)]


def test_a_withdrawn_note_goes_if_it_was_never_studied(collection: Collection, folder: Path) -> None:
    load(collection, folder)
    write(folder, HEAD + UNIT)

    loaded = load(collection, folder)

    assert loaded == Loaded(removed=1)
    assert collection.read(lambda snapshot: reading.note_ids_by_guid(snapshot, ["filing-primary"])) == {}


def test_a_withdrawn_note_that_was_studied_is_suspended_and_tagged(collection: Collection, folder: Path) -> None:
    load(collection, folder)
    (card,) = cards(collection, "filing-primary")
    make_due(collection, {card.id: 30.0})
    write(folder, HEAD + UNIT)

    loaded = load(collection, folder)

    assert loaded == Loaded()
    assert cards(collection, "filing-primary")[0].is_suspended
    assert RETIRED in note(collection, "filing-primary").tags


def test_a_withdrawn_note_that_returns_is_released(collection: Collection, folder: Path) -> None:
    load(collection, folder)
    (card,) = cards(collection, "filing-primary")
    make_due(collection, {card.id: 30.0})
    write(folder, HEAD + UNIT)
    load(collection, folder)
    write(folder, HEAD + PRIMARY + UNIT)

    load(collection, folder)

    assert not cards(collection, "filing-primary")[0].is_suspended
    assert note(collection, "filing-primary").tags == ("filing",)


def test_a_slip_in_a_deck_file_withdraws_nothing(collection: Collection, folder: Path) -> None:
    load(collection, folder)
    write(folder, HEAD + PRIMARY.replace("Q:", "Qu:") + UNIT)

    with pytest.raises(DeckFormatError, match=r"filing.md, line 8: .*left as it is"):
        load(collection, folder)

    assert len(cards(collection, "filing-primary")) == 1
    assert note(collection, "filing-primary").tags == ("filing",)


def test_a_question_kept_for_exams_has_a_reserved_card(collection: Collection, folder: Path) -> None:
    write(folder, HEAD + "## q\nQ: Which?\n- [x] This\n  Yes.\n- [ ] That\n  No.\nUse: exam\nLevel: recall\n")

    load(collection, folder)

    assert [card.is_reserved for card in cards(collection, "q")] == [True]


def test_the_first_start_loads_the_chosen_decks_and_keeps_the_wishes(collection: Collection, folder: Path) -> None:
    assert collection.read(first_run.is_first_run)
    wishes = first_run.Wishes(("clerk", "no-such-deck"), exam_on=NOON.date(), minutes_a_day=40)

    collection.transact(
        Operation.LOAD_BUNDLED_DECKS,
        lambda transaction: first_run.begin(transaction, folder, wishes, NOON),
        undoable=False,
    )

    assert not collection.read(first_run.is_first_run)
    settings = collection.read(reading.learning_settings)
    (exam,) = collection.read(exams.exams)
    assert (settings.minutes_a_day, settings.new_limit) == (40, 30)
    assert (exam.name, exam.held_on, exam.minutes_a_day) == ("RHIT exam", NOON.date(), 40)
    folded = {deck.name: deck.is_collapsed for deck in collection.read(reading.decks)}
    assert folded == {"Clerk duties": True, "Clerk duties::Filing": False}


def test_a_learner_who_wants_no_deck_is_not_asked_again(collection: Collection, folder: Path) -> None:
    collection.transact(
        Operation.LOAD_BUNDLED_DECKS,
        lambda transaction: first_run.begin(transaction, folder, first_run.Wishes((), None, 25), NOON),
        undoable=False,
    )

    assert not collection.read(first_run.is_first_run)
    assert collection.read(lambda snapshot: bundled.not_taken(snapshot, folder)) == ("clerk",)


def test_available_decks_are_named_and_counted(folder: Path) -> None:
    (folder / "clerk" / "about.txt").write_text("The work of a clerk.\n", encoding="utf-8")

    (deck,) = bundled.available(folder)

    assert (deck.key, deck.name, deck.notes, deck.description) == ("clerk", "Clerk duties", 2, "The work of a clerk.")


def delete_top(collection: Collection) -> None:
    top = collection.read(reading.decks)[0]
    collection.transact(Operation.DELETE_DECK, lambda transaction: delete_deck(transaction, top.id))


def not_taken(collection: Collection, folder: Path) -> tuple[str, ...]:
    return collection.read(lambda snapshot: bundled.not_taken(snapshot, folder))


def test_a_deleted_deck_can_be_taken_again_as_its_publisher_has_it(collection: Collection, folder: Path) -> None:
    load(collection, folder)
    edit(collection, replace(note(collection, "filing-primary"), tags=("mine",)))
    delete_top(collection)

    offered = not_taken(collection, folder)
    loaded = load(collection, folder)

    assert (offered, loaded) == (("clerk",), Loaded(added=2))
    assert note(collection, "filing-primary").tags == ("filing",)
    assert not_taken(collection, folder) == ()


def test_a_deleted_deck_does_not_come_back_with_an_update(collection: Collection, folder: Path) -> None:
    load(collection, folder)
    delete_top(collection)
    write(folder, HEAD + PRIMARY.replace("The last pair", "The last two digits") + UNIT)

    outdated = collection.read(lambda snapshot: bundled.outdated(snapshot, folder))

    assert outdated == ()


def test_a_deck_whose_notes_were_deleted_one_by_one_is_still_there(collection: Collection, folder: Path) -> None:
    load(collection, folder)
    gone = [note(collection, guid).id for guid in ("filing-primary", "filing-unit")]
    collection.transact(Operation.DELETE_NOTE, lambda transaction: delete_notes(transaction, gone))

    assert not_taken(collection, folder) == ()


def test_a_note_the_learner_deleted_does_not_come_back_with_an_update(collection: Collection, folder: Path) -> None:
    load(collection, folder)
    gone = note(collection, "filing-unit").id
    collection.transact(Operation.DELETE_NOTE, lambda transaction: delete_notes(transaction, [gone]))
    write(folder, HEAD + PRIMARY.replace("The last pair", "The last two digits") + UNIT + "## new\nQ: Who?\nA: You\n")

    loaded = load(collection, folder)

    assert loaded == Loaded(added=1, changed=1)
    known = collection.read(lambda snapshot: reading.note_ids_by_guid(snapshot, ["filing-unit", "new"]))
    assert list(known) == ["new"]
