"""Anki packages written, and read again."""

import sqlite3
import zipfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.domain.card import CardState
from flashcards.domain.choice import Option, encode_options
from flashcards.domain.errors import CancelledError, ExportRefusedError
from flashcards.domain.ids import NoteTypeId
from flashcards.domain.note import Provenance
from flashcards.domain.note_type import BUILT_IN, CardTemplate, NoteKind, NoteType
from flashcards.domain.progress import no_progress
from flashcards.domain.review import ReviewKind
from flashcards.formats import registry
from flashcards.formats.transfer import Reviews, Transfer, TransferCard, TransferDeck, TransferNote
from tests.unit.formats.format_builders import (
    READING,
    a_note,
    a_transfer,
    bytes_of,
    cards,
    contents,
    media_contents,
    media_of,
    provenance,
    review_rows,
    reviews_of,
    rows_of,
    transfers,
)

WORDS = NoteType(
    NoteTypeId(0),
    "Words",
    NoteKind.CUSTOM,
    ("Word", "Meaning"),
    (CardTemplate("1", "{{Word}}", "{{Meaning}}"), CardTemplate("1", "{{Meaning}}", "{{Word}}")),
    "a{}",
)
TEXT_GAPS = NoteType(
    NoteTypeId(0), "Gaps", NoteKind.CUSTOM, ("Text",), (CardTemplate("Gap", "{{cloze:Text}}", "{{text:cloze:Text}}"),)
)
CREATED = 1_700_000_000_000
COLLECTIONS = pytest.mark.parametrize("is_collection", [False, True])


def written(transfer: Transfer, folder: Path, name: str = "out.apkg") -> Path:
    form = next(one for one in registry.WRITE if one.suffix == Path(name).suffix)
    form.write(transfer, folder / name, no_progress)
    return folder / name


def again(transfer: Transfer, folder: Path, name: str = "out.apkg") -> Transfer:
    """Write a transfer, and read it."""
    with registry.read(written(transfer, folder, name), READING) as found:
        return found


def sound(raw: Sequence[TransferCard], ordinals: int, first_id: int) -> tuple[TransferCard, ...]:
    """Give cards as a collection can have them, one for each ordinal."""
    found: dict[int, TransferCard] = {}
    for card in raw:
        if card.ordinal < ordinals and card.ordinal not in found:
            found[card.ordinal] = _sound(card._replace(source_id=first_id + len(found)))
    return tuple(found[ordinal] for ordinal in sorted(found))


def _sound(card: TransferCard) -> TransferCard:
    last_review_at = None if card.last_review_at is None else card.last_review_at // 1000 * 1000 or None
    if card.state == CardState.NEW:
        kept = TransferCard(card.ordinal, card.deck, position=card.position, source_id=card.source_id)
        return kept._replace(flag=card.flag, is_suspended=card.is_suspended)
    has_memory = card.stability is not None and card.difficulty is not None
    card = card._replace(
        stability=card.stability if has_memory else None,
        difficulty=card.difficulty if has_memory else None,
        last_review_at=last_review_at,
        is_buried=card.is_buried and not card.is_suspended,
        due_on=card.due_on or 20_000,
        step=None if card.state == CardState.REVIEW else card.step or 0,
        ease=card.ease or (0.0 if card.state == CardState.LEARNING else 2.5),
        due_at=None,
    )
    if card.state != CardState.REVIEW and card.reps % 2:
        due_at = (CREATED + card.reps * 7_777_000) // 1000 * 1000
        return card._replace(due_at=due_at, due_on=due_at // 86_400_000 - (due_at // 3_600_000 % 24 < 4))
    return card


def everything(transfer: Transfer) -> list[Any]:
    """Give all that is in a transfer, with cards named by their notes."""
    names = {card.source_id: (note.guid, card.ordinal) for note in transfer.notes for card in note.cards}
    return [
        contents(transfer),
        [(note.created_at, note.modified_at) for note in transfer.notes],
        [[card._replace(source_id=0) for card in note.cards] for note in transfer.notes],
        [(names[card], *rest) for card, *rest in rows_of(transfer.reviews)],
        transfer.decks,
        bytes_of(transfer.media),
    ]


@settings(deadline=None, max_examples=20)
@given(transfers, st.lists(cards, max_size=4), provenance, review_rows, media_contents, st.booleans())
def test_what_is_written_is_read_again_and_written_again(
    tmp_path_factory: pytest.TempPathFactory,
    transfer: Transfer,
    some: list[TransferCard],
    origin: Provenance,
    rows: list[tuple[int, ...]],
    media: dict[str, bytes],
    is_collection: bool,
) -> None:
    folder, name = tmp_path_factory.mktemp("anki"), "out.colpkg" if is_collection else "out.apkg"
    custom = [
        TransferNote("words", len(BUILT_IN), ("<b>a</b>", ""), provenance=origin),
        TransferNote("gaps", len(BUILT_IN) + 1, ("{{c1::a}} {{c3::b}}",)),
    ]
    ordinals = {NoteKind.REVERSED: 2, NoteKind.CLOZE: 4}
    types = [*BUILT_IN, WORDS, TEXT_GAPS]
    notes = []
    for place, note in enumerate([*transfer.notes, *custom]):
        their = sound(some, ordinals.get(types[note.type_place].kind, 1), 10 * place + 1)
        deck = their[0].deck if their else ""
        notes.append(note._replace(cards=their, deck=deck, created_at=CREATED + place, modified_at=CREATED))
    whole = replace(
        a_transfer(*notes),
        note_types=types,
        reviews=reviews_of([(card, at + 1, *rest) for card, at, *rest in rows]),
        media=media_of(media),
        has_schedule=True,
    )

    with registry.read(written(whole, folder, name), READING) as first:
        with registry.read(written(first, folder, f"again-{name}"), READING) as second:
            assert everything(first) == everything(second)
            assert first.problems == ()
        assert contents(first) == contents(whole)
        assert [note.cards for note in first.notes] == [
            tuple(
                ours._replace(source_id=theirs.source_id) for ours, theirs in zip(mine.cards, other.cards, strict=True)
            )
            for mine, other in zip(whole.notes, first.notes, strict=True)
        ]
        known = {card.source_id for note in whole.notes for card in note.cards}
        assert first.reviews.count == sum(row[0] in known for row in rows)
        assert bytes_of(first.media) == media


@COLLECTIONS
def test_sqlite_and_zip_find_nothing_wrong(is_collection: bool, tmp_path: Path) -> None:
    note = a_note()._replace(
        cards=(TransferCard(0, "A::Ä", state=2, due_on=20_000, source_id=7),), tags=("a", "A", "ä")
    )
    transfer = replace(a_transfer(note), reviews=reviews_of([(7, CREATED + n, 3, 1, 1, 500) for n in range(2000)]))

    path = written(transfer, tmp_path, "out.colpkg" if is_collection else "out.apkg")

    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert archive.read("meta") == b"\x08\x03"
        data = zstandard.ZstdDecompressor().stream_reader(archive.read("collection.anki21b")).read()
    (tmp_path / "a.db").write_bytes(data)
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        connection.create_collation(
            "unicase", lambda one, other: (one.lower() > other.lower()) - (one.lower() < other.lower())
        )
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("SELECT count(*), max(lastIvl) FROM revlog").fetchall() == [(2000, 1)]
        indexes = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'index'")}
    assert ("ix_revlog_cid" in indexes) is is_collection


def test_a_choice_note_shows_its_options_in_anki_and_keeps_them_for_us(tmp_path: Path) -> None:
    options = encode_options(
        [Option("30 <b>days</b>", is_correct=True, rationale="§164.524"), Option("60 days", False)]
    )
    origin = Provenance(citation="45 CFR 164.524 & more", domain=2)
    note = a_note(NoteKind.CHOICE, "How long?", options, "more", "case")
    note = note._replace(provenance=origin, cards=(TransferCard(0, "Deck"),))

    found = again(a_transfer(note), tmp_path)

    assert contents(found) == contents(a_transfer(note))
    fields = _anki_fields(tmp_path / "out.apkg")
    assert fields[:7] == [
        "How long?",
        '<ol type="A"><li>30 <b>days</b></li><li>60 days</li></ol>',
        "<b>A.</b> 30 <b>days</b>",
        "<b>A.</b> ✓ §164.524",
        "more",
        "case",
        "45 CFR 164.524 &amp; more",
    ]
    assert fields[7].isascii()
    assert not set("<>&") & set(fields[7])


def _anki_fields(path: Path) -> list[str]:
    """Give the fields of the one note in a package."""
    ((fields,),) = _anki_rows(path, "SELECT flds FROM notes")
    return str(fields).split("\x1f")


def _anki_rows(path: Path, query: str) -> list[Any]:
    """Give rows of the database in a package."""
    with zipfile.ZipFile(path) as archive:
        data = zstandard.ZstdDecompressor().stream_reader(archive.read("collection.anki21b")).read()
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data)
        return connection.execute(query).fetchall()


def _edited(path: Path, change: str) -> Path:
    """Change the database of a package by SQL, as somebody might in Anki."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(zstandard.ZstdDecompressor().stream_reader(members["collection.anki21b"]).read())
        connection.execute(change)
        members["collection.anki21b"] = zstandard.compress(connection.serialize())
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize(
    ("change", "fields", "citation", "said"),
    [
        ("replace(flds, 'How long?', 'How many days?')", ("How many days?",), "45 CFR", []),
        ("replace(flds, '45 CFR', '<i>42</i> CFR')", ("How long?",), "42 CFR", []),
        (
            "replace(flds, '<li>60', '<li>90')",
            ("How long?",),
            "45 CFR",
            ["The note “How long?”: its options were edited in Anki; the edit was not taken over"],
        ),
    ],
)
def test_what_was_edited_in_anki_is_taken_over_or_told(
    change: str, fields: tuple[str, ...], citation: str, said: list[str], tmp_path: Path
) -> None:
    options = encode_options([Option("30 days", is_correct=True), Option("60 days", False)])
    note = a_note(NoteKind.CHOICE, "How long?", options, "", "")._replace(provenance=Provenance(citation="45 CFR"))
    path = _edited(written(a_transfer(note), tmp_path), f"UPDATE notes SET flds = {change}")

    with registry.read(path, READING) as found:
        (edited,) = found.notes

    assert edited.fields == (*fields, options, "", "")
    assert edited.provenance.citation == citation
    assert [problem.message for problem in found.problems] == said


def test_a_choice_note_whose_options_were_deleted_in_anki_keeps_what_anki_shows(tmp_path: Path) -> None:
    options = encode_options([Option("30 days", is_correct=True), Option("60 days", False)])
    path = written(a_transfer(a_note(NoteKind.CHOICE, "How long?", options, "", "")), tmp_path)
    _edited(path, "UPDATE notes SET flds = substr(flds, 1, instr(flds, '{\"options') - 1)")

    with registry.read(path, READING) as found:
        (edited,) = found.notes
        assert found.note_types[0].kind is NoteKind.CUSTOM
        assert edited.fields[1] == '<ol type="A"><li>30 days</li><li>60 days</li></ol>'


def test_limits_of_decks_and_decks_without_cards_come_along(tmp_path: Path) -> None:
    decks = [TransferDeck("A", "<b>About</b>", 5, 50, 0.85), TransferDeck("É"), TransferDeck("é::x", "", 0)]

    found = again(replace(a_transfer(), decks=decks), tmp_path)

    assert [(deck.name, deck.new_limit, deck.review_limit, deck.desired_retention) for deck in found.decks] == [
        ("A", 5, 50, 0.85),
        ("É", None, None, None),
        ("é (2)", None, None, None),
        ("é::x", 0, None, None),
    ]


def test_nothing_at_all_can_be_written(tmp_path: Path) -> None:
    found = again(Transfer("collection", Path("collection")), tmp_path)

    assert (found.notes, found.reviews.count, found.problems) == ([], 0, ())


def test_cards_in_review_that_have_no_ease_get_the_usual_one(tmp_path: Path) -> None:
    eases = {0: (0.0, 0.0), 1: (0.0, 0.0), 2: (0.0, 2.5), 3: (1.7, 1.7)}
    notes = [
        a_note(NoteKind.BASIC, f"a{state}", "b", "")._replace(
            guid=f"g{state}",
            cards=(TransferCard(0, "Deck", state=state, due_on=1 if state else None, ease=ease, source_id=state + 1),),
        )
        for state, (ease, _) in eases.items()
    ]

    found = again(a_transfer(*notes), tmp_path)

    assert {note.cards[0].state: note.cards[0].ease for note in found.notes} == {
        state: ease for state, (_, ease) in eases.items()
    }


def test_reviews_of_one_moment_follow_each_other(tmp_path: Path) -> None:
    note = a_note(NoteKind.REVERSED, "a", "b", "")
    note = note._replace(cards=tuple(TransferCard(n, "Deck", state=2, due_on=1, source_id=n + 1) for n in range(2)))
    transfer = replace(
        a_transfer(note), reviews=reviews_of([(1, 1000, 3, 1, 4, 5), (2, 1000, 2, 1, 6, 7), (2, 1001, 1, 2, 0, 8)])
    )

    found = again(transfer, tmp_path)

    assert [row[1:4] for row in rows_of(found.reviews)] == [(1000, 3, 1), (1001, 2, 1), (1002, 1, 2)]


def test_each_review_has_the_ease_that_anki_would_have_kept(tmp_path: Path) -> None:
    note = a_note()._replace(cards=(TransferCard(0, "Deck", state=2, due_on=1, source_id=1),))
    lines = [  # rating, kind, interval, difficulty, ease in Anki
        (3, ReviewKind.LEARNING, 0, 2.118, 224),
        (3, ReviewKind.REVIEW, 9, 1.0, 100),
        (1, ReviewKind.RELEARNING, 0, 10.0, 1100),
        (3, ReviewKind.REVIEW, 9, 0.0, 0),
        (3, ReviewKind.CUSTOM, 9, 0.0, 2500),
        (0, ReviewKind.MANUAL, 9, 0.0, 2500),
        (0, ReviewKind.RESCHEDULED, 9, 5.5, 600),
        (0, ReviewKind.MANUAL, 0, 0.0, 0),
        (0, ReviewKind.MANUAL, 0, 5.5, 600),
        (0, ReviewKind.CUSTOM, 0, 0.0, 0),
    ]
    (chunk,) = reviews_of([(1, at + 1, *line[:3], 5) for at, line in enumerate(lines)], len(lines)).chunks()
    chunk = replace(chunk, difficulty=np.array([line[3] for line in lines], np.float32))

    path = written(replace(a_transfer(note), reviews=Reviews(len(lines), lambda: iter([chunk]))), tmp_path)

    assert _anki_rows(path, "SELECT factor FROM revlog ORDER BY id") == [(line[4],) for line in lines]


def test_a_package_that_is_stopped_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "out.apkg"
    path.write_bytes(b"before")

    def stop(doing: str, _share: float) -> None:
        if doing == "Packing":
            raise CancelledError

    form = next(one for one in registry.WRITE if one.id == "anki-package")
    with pytest.raises(CancelledError):
        form.write(a_transfer(a_note()), path, stop)

    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("out.apkg", b"before")]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExportRefusedError, match="cannot be written"):
        written(a_transfer(a_note()), tmp_path / "missing")


def test_no_reviews_at_all_are_no_trouble(tmp_path: Path) -> None:
    assert again(replace(a_transfer(a_note()), reviews=Reviews()), tmp_path).reviews.count == 0
