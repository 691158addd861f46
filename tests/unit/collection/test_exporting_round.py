"""What leaves a collection, comes into an empty one, and leaves it again, is the same."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from flashcards.collection import exporting
from flashcards.collection.collection import Collection
from flashcards.domain.note_type import BUILT_IN
from flashcards.formats import registry
from flashcards.formats.transfer import Transfer, TransferCard, TransferDeck, TransferNote
from flashcards.rendering.cards import card_ordinals
from tests.builders import TODAY, Clock, a_collection, a_note, add_notes
from tests.transfer_builders import CUSTOM, a_transfer, a_transfer_note
from tests.unit.collection.importing_desk import ImportDesk
from tests.unit.formats.format_builders import (
    READING,
    bytes_of,
    contents,
    deck,
    guid,
    html,
    media_of,
    provenance,
    reviews_of,
    rows_of,
    tags,
    transfers,
)

MS = 1_790_000_000_000
PICTURES = {"a.png": b"a picture", "b c.png": b"another"}
CUSTOM_PLACE = len(BUILT_IN)

own_notes = st.builds(
    TransferNote,
    guid.map(lambda one: f"own-{one}"),
    st.just(CUSTOM_PLACE),
    st.tuples(html.map(lambda text: f'{text} <img src="a.png">'), html.map(lambda text: f"{text}x [sound:b c.png]")),
    deck,
    tags,
    provenance=provenance,
)
schedules = st.sampled_from(
    [
        TransferCard(0, ""),
        TransferCard(0, "", position=7, flag=2),
        TransferCard(
            0, "", 2, 12.345678901234567, 4.1, TODAY + 9, interval_days=12, last_review_at=MS, reps=3, lapses=1
        ),
        TransferCard(0, "", 2, 0.5, 9.9, TODAY - 3, interval_days=1, last_review_at=MS, reps=9, is_suspended=True),
    ]
)


@st.composite
def whole_transfers(draw: st.DrawFn) -> Transfer:
    """Give notes of all kinds, with cards that are new or in review, reviews, and pictures."""
    basic = draw(transfers)
    notes = {note.guid.casefold(): note for note in (*basic.notes, *draw(st.lists(own_notes, max_size=2)))}
    made, lines = [], []
    for place, note in enumerate(notes.values(), start=1):
        note_type = [*BUILT_IN, CUSTOM][note.type_place]
        cards = []
        for ordinal in card_ordinals(note_type, tuple(field or "" for field in note.fields)):
            card = draw(schedules)._replace(ordinal=ordinal, deck=note.deck, source_id=10 * place + ordinal)
            cards.append(card)
            lines += [(card.source_id, MS - 1000 * (one + 1), 3, 1, 2, 900 + one) for one in range(card.reps)]
        made.append(note._replace(cards=tuple(cards), created_at=MS - 10**6 + place, modified_at=MS))
    return replace(
        basic,
        note_types=[*BUILT_IN, CUSTOM],
        notes=made,
        reviews=reviews_of(lines),
        media=media_of(PICTURES),
        decks=[
            TransferDeck(name, f"<b>About</b> {name}") for name in sorted({note.deck for note in made if note.deck})
        ],
        has_schedule=True,
    )


def content(transfer: Transfer) -> list[Any]:
    """Give all that is in a transfer; cards are named by their notes."""
    names = {card.source_id: (note.guid, card.ordinal) for note in transfer.notes for card in note.cards}
    return [
        contents(transfer),
        [(note.created_at, note.modified_at) for note in transfer.notes],
        [[card._replace(source_id=0) for card in note.cards] for note in transfer.notes],
        sorted((names[card], *rest) for card, *rest in rows_of(transfer.reviews)),
        [(one.name, one.description) for one in transfer.decks],
        bytes_of(transfer.media),
    ]


def exported(collection: Collection, form: str, path: Path) -> exporting.Exported:
    """Write everything there is."""
    return exporting.export(collection, registry.format_to_write(form), path, exporting.Extent(with_schedule=True))


@pytest.mark.parametrize("form", [one.id for one in registry.WRITE if one.id != "pdf"])
@settings(deadline=None, max_examples=3, phases=(Phase.explicit, Phase.generate))
@given(transfer=whole_transfers())
def test_what_leaves_comes_in_and_leaves_again_is_the_same(
    form: str, transfer: Transfer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("round")
    suffix = registry.format_to_write(form).suffix
    first, second = folder / "one" / f"deck{suffix}", folder / "two" / f"deck{suffix}"
    for path in (first, second):
        path.parent.mkdir()

    with closing(a_collection(folder / "from", Clock())) as collection:
        ImportDesk(collection).bring(transfer)
        left = exported(collection, form, first)
    assume(left.notes)
    with closing(a_collection(folder / "to", Clock())) as collection, registry.read(first, READING) as found:
        ImportDesk(collection).bring(found)
        left_again = exported(collection, form, second)

    with registry.read(first, READING) as before, registry.read(second, READING) as after:
        assert content(after) == content(before)
        assert (list(before.problems), list(after.problems)) == ([], [])
        assert len(before.notes) == left.notes
    assert left_again.notes == left.notes
    if registry.format_to_write(form).carries_schedule:  # text has no templates: a type of one's own makes other cards
        assert left_again == left


@pytest.mark.parametrize("form", ["json", "anki-package"])
def test_places_among_the_new_cards_are_the_same_after_a_round_beside_the_bundled_decks(
    form: str, tmp_path: Path
) -> None:
    there = [a_note(f"bundled{n}") for n in range(5)]
    path = tmp_path / f"deck.{form}"
    with closing(a_collection(tmp_path / "from", Clock())) as collection:
        add_notes(collection, "Bundled", there)
        desk = ImportDesk(collection)
        desk.bring(a_transfer(a_transfer_note("one"), a_transfer_note("two"), a_transfer_note("three")))
        before = desk.rows("SELECT sort_text, position FROM card JOIN note ON note.id = note_id ORDER BY note.id")
        exported(collection, form, path)

    with closing(a_collection(tmp_path / "to", Clock())) as collection, registry.read(path, READING) as found:
        add_notes(collection, "Bundled", there)
        desk = ImportDesk(collection)
        desk.bring(found)
        after = desk.rows("SELECT sort_text, position FROM card JOIN note ON note.id = note_id ORDER BY note.id")

    assert before[-3:] == [("one", 5), ("two", 6), ("three", 7)]
    assert after == before
