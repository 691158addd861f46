"""Anki packages with anything changed in them: each is read or refused, and nothing else happens."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.domain.card import CardState
from flashcards.domain.errors import ImportRefusedError
from flashcards.formats.anki.wire import Message, WireError
from flashcards.formats.transfer import Transfer
from tests.unit.formats.anki_builders import NOTE, AnkiFile, a_card, a_note, a_review, read

NOTES = [a_note(NOTE + number, fields=f"Question {number}\x1fAnswer", tags=" a b ") for number in range(30)]
CARDS = [
    a_card(
        NOTE + number,
        NOTE + number,
        type=number % 4,
        queue=(0, 1, 2, 3)[number % 4],
        due=number,
        data='{"s":3.5,"d":5.5,"lrt":1700000000}',
    )
    for number in range(30)
]
REVIEWS = [a_review(NOTE + 1000 * number, NOTE + number % 30) for number in range(300)]
Change = tuple[int, int, int]
changes = st.lists(st.tuples(st.integers(0, 2**20), st.integers(0, 255), st.integers(0, 5)), min_size=1, max_size=12)


def changed(data: bytes, made: list[Change]) -> bytes:
    """Give bytes with some of them replaced, left out, repeated or cut off."""
    found = bytearray(data)
    for at, byte, kind in made:
        place = at % max(len(found), 1)
        if kind <= 2:
            found[place : place + 1] = bytes([byte])
        elif kind == 3:
            del found[place : place + byte]
        elif kind == 4:
            found[place:place] = found[place : place + byte]
        elif byte > 250:
            del found[place:]
    return bytes(found)


def look_at(transfer: Transfer) -> None:
    """Look at everything in a transfer, as an import does."""
    for note in transfer.notes:
        assert len(note.fields) == len(transfer.note_types[note.type_place].fields)
        for card in note.cards:
            assert (card.due_on is None) == (CardState(card.state) is CardState.NEW)
            assert card.stability is None or card.stability > 0
            assert 0 <= card.flag <= 7
    assert sum(len(chunk) for chunk in transfer.reviews.chunks()) == transfer.reviews.count
    for media in transfer.media:
        try:
            with media.open() as file:
                file.read()
        except ImportRefusedError:
            pass


def reads_or_refuses(path: Path) -> None:
    try:
        with read(path) as transfer:
            look_at(transfer)
    except ImportRefusedError:
        pass


@pytest.fixture(scope="module")
def databases(tmp_path_factory: pytest.TempPathFactory) -> dict[int, bytes]:
    """Give a sound database of each schema."""
    folder = tmp_path_factory.mktemp("sound")
    return {
        generation: AnkiFile(generation, notes=NOTES, cards=CARDS, reviews=REVIEWS).made_database(folder)
        for generation in (2, 3)
    }


@settings(max_examples=120, deadline=None)
@given(generation=st.sampled_from([2, 3]), made=changes)
def test_a_database_with_anything_changed(
    generation: int, made: list[Change], databases: dict[int, bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("changed") / "deck.apkg"

    reads_or_refuses(AnkiFile(generation, database=changed(databases[generation], made)).write(path))


@settings(max_examples=60, deadline=None)
@given(generation=st.sampled_from([1, 2, 3]), made=changes)
def test_a_package_with_anything_changed(
    generation: int, made: list[Change], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("changed") / "deck.apkg"
    sound = AnkiFile(generation, files={"a.png": b"a" * 500, "b.mp3": b"b"}).write(path).read_bytes()
    path.write_bytes(changed(sound, made))

    reads_or_refuses(path)


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=200), member=st.sampled_from(["meta", "media", "0", "collection.anki21b"]))
def test_any_bytes_as_a_member(data: bytes, member: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("any") / "deck.apkg"
    packed: dict[str, Callable[[], AnkiFile]] = {
        "media": lambda: AnkiFile(media=data, files={"a.png": b"a"}),
        "collection.anki21b": lambda: AnkiFile(database=data),
    }
    file = packed.get(member, lambda: AnkiFile(files={"a.png": b"a"}, members={member: data}))()

    reads_or_refuses(file.write(path))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_as_a_message(data: bytes) -> None:
    try:
        message = Message(data)
    except WireError:
        return
    for field in range(12):
        message.number(field), message.text(field), message.real(field), message.reals(field), message.every(field)
