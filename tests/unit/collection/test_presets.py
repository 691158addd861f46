from dataclasses import replace

import pytest

from flashcards.collection import presets, studying
from flashcards.collection.collection import Collection
from flashcards.collection.decks import deck_tree
from flashcards.collection.presets import PresetNameTakenError, PresetUse
from flashcards.collection.sitting import gather
from flashcards.domain.changes import Operation
from flashcards.domain.ids import DeckId
from flashcards.domain.note_type import NoteKind
from flashcards.domain.preset import DeckOptions, Preset
from flashcards.domain.review import Rating
from flashcards.storage import reading
from tests.builders import NOON, a_note, add_notes

FEW = DeckOptions(new_limit=1)


@pytest.fixture
def decks(collection: Collection) -> dict[str, DeckId]:
    for name in ("Coding", "Coding::Rules", "Privacy"):
        add_notes(collection, name, [a_note(name, fields=(name, "Yes", ""))])
    return {deck.name: deck.id for deck in collection.read(reading.decks)}


def give_own(collection: Collection, deck_id: DeckId, options: DeckOptions) -> Preset:
    change = collection.transact(
        Operation.EDIT_PRESET, lambda transaction: presets.give_own_preset(transaction, deck_id, options)
    )
    return change.value


def options_of(collection: Collection) -> dict[str, DeckOptions]:
    return {deck.name: deck.options for deck in collection.read(reading.decks)}


def test_decks_share_a_preset_and_what_it_says(collection: Collection, decks: dict[str, DeckId]) -> None:
    preset = give_own(collection, decks["Coding"], FEW)
    collection.transact(Operation.EDIT_DECK, lambda change: presets.give_preset(change, decks["Privacy"], preset.id))
    collection.transact(Operation.EDIT_PRESET, lambda change: presets.change_preset(change, preset.id, DeckOptions(7)))

    (use,) = collection.read(presets.preset_uses)

    assert use == PresetUse(replace(preset, options=DeckOptions(7)), ("Coding", "Privacy"))
    assert options_of(collection)["Privacy"] == DeckOptions(7)


def test_options_of_one_deck_leave_those_it_shared_them_with(collection: Collection, decks: dict[str, DeckId]) -> None:
    preset = give_own(collection, decks["Coding"], FEW)
    collection.transact(Operation.EDIT_DECK, lambda change: presets.give_preset(change, decks["Privacy"], preset.id))

    for limit in (3, 4):
        own = DeckOptions(limit)
        collection.transact(
            Operation.EDIT_DECK,
            lambda change, own=own: presets.set_own_options(change, decks["Privacy"], own),  # type: ignore[misc]
        )

    uses = collection.read(presets.preset_uses)
    assert [(use.preset.name, use.preset.options, use.decks) for use in uses] == [
        ("Coding", FEW, ("Coding",)),
        ("Privacy", DeckOptions(4), ("Privacy",)),
    ]


def test_a_deleted_preset_leaves_its_decks_to_the_decks_above(collection: Collection, decks: dict[str, DeckId]) -> None:
    preset = give_own(collection, decks["Coding"], FEW)

    change = collection.transact(Operation.DELETE_PRESET, lambda change: presets.delete_preset(change, preset.id))

    assert change.value == 1
    assert set(options_of(collection).values()) == {DeckOptions()}
    collection.undo()
    assert options_of(collection)["Coding"] == FEW


def test_two_presets_cannot_have_one_name(collection: Collection, decks: dict[str, DeckId]) -> None:
    first = give_own(collection, decks["Coding"], FEW)
    second = give_own(collection, decks["Privacy"], FEW)

    with pytest.raises(PresetNameTakenError, match="There is a preset called “CODING” already"):
        collection.transact(Operation.EDIT_PRESET, lambda change: presets.rename_preset(change, second.id, " CODING "))

    collection.transact(Operation.EDIT_PRESET, lambda change: presets.rename_preset(change, first.id, "Codes"))
    assert [use.preset.name for use in collection.read(presets.preset_uses)] == ["Codes", "Privacy"]


def test_a_preset_that_says_the_same_is_not_made_twice(collection: Collection, decks: dict[str, DeckId]) -> None:
    first = give_own(collection, decks["Coding"], FEW)

    found = [
        collection.transact(
            Operation.EDIT_PRESET,
            lambda change, options=options: presets.preset_saying(change, options, "After RHIT"),  # type: ignore[misc]
        ).value
        for options in (FEW, DeckOptions(0), DeckOptions(0), DeckOptions())
    ]

    assert found[0] == first
    assert found[1] == found[2]
    assert [preset and preset.name for preset in found] == ["Coding", "After RHIT", "After RHIT", None]


def test_each_deck_is_studied_by_its_own_preset(collection: Collection, decks: dict[str, DeckId]) -> None:
    give_own(collection, decks["Coding"], DeckOptions(learning_steps_s=(300, 7200), desired_retention=0.95))

    sitting = collection.read(lambda snapshot: gather(snapshot, NOON, zone=collection.zone))

    cards = collection.read(lambda snapshot: reading.cards(snapshot, list(sitting.session.wanted())))
    names = {deck_id: name for name, deck_id in decks.items()}
    again = {names[one.deck_id]: sitting.outcomes(one, NOON)[Rating.AGAIN].delay_s for one in cards.values()}
    easy = {names[one.deck_id]: sitting.outcomes(one, NOON)[Rating.EASY].interval_days for one in cards.values()}
    assert again == {"Coding": 300, "Coding::Rules": 300, "Privacy": 60}
    assert easy["Coding"] < easy["Privacy"]


def test_siblings_are_kept_apart_only_where_a_deck_says_so(collection: Collection) -> None:
    reversed_note = NoteKind.REVERSED
    for name in ("Apart", "Together"):
        add_notes(collection, name, [a_note(name, kind=reversed_note)])
    ids = {deck.name: deck.id for deck in collection.read(reading.decks)}
    give_own(collection, ids["Together"], DeckOptions(buries_siblings=False))

    tree = collection.read(lambda snapshot: deck_tree(snapshot, NOON, collection.zone))
    sitting = collection.read(lambda snapshot: gather(snapshot, NOON, zone=collection.zone))

    assert {deck.name: deck.new for deck in tree} == {"Apart": 1, "Together": 2}
    assert sitting.session.counts().new == 3
    assert collection.read(lambda snapshot: studying.today(snapshot, NOON, collection.zone)).new == 3
