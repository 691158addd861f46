"""Packages written by real Anki, read with every count, field, due day, memory, review and media byte the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from flashcards.domain.note_type import NoteKind
from flashcards.formats import registry
from flashcards.formats.transfer import Transfer
from tests.peer.anki.anki_collection import MEDIA, PACKAGES, Anki, anki, fill

pytest.importorskip("anki")

pytestmark = pytest.mark.peer


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Anki]:
    """Give a filled collection whose packages lie in the folder above; its filtered decks are emptied."""
    folder = tmp_path_factory.mktemp("anki")
    with anki(folder / "collection") as filled:
        fill(filled)
        for name in PACKAGES:
            filled.export(folder / name)
        yield filled


@pytest.fixture(params=PACKAGES)
def ours(request: pytest.FixtureRequest, theirs: Anki) -> Iterator[Transfer]:
    path = Path(theirs.col.path).parents[1] / request.param
    with registry.read(path, theirs.reading()) as transfer:
        yield transfer


def test_every_field_and_tag_is_the_same(ours: Transfer, theirs: Anki) -> None:
    expected = theirs.notes()

    assert len(ours.notes) == len(expected)
    for note in ours.notes:
        _, fields, tags = expected[note.guid]
        assert (tuple(field for field in note.fields if field), note.tags) == (
            tuple(field for field in fields if field),
            tags,
        )


def test_types_are_the_same_or_ours_that_say_the_same(ours: Transfer, theirs: Anki) -> None:
    kinds = {note.guid: ours.note_types[note.type_place] for note in ours.notes}
    found = {
        (name, kinds[guid].kind.name, kinds[guid].name if kinds[guid].kind is NoteKind.CUSTOM else "")
        for guid, (name, _, _) in theirs.notes().items()
    }

    assert found == {
        ("Basic", "BASIC", ""),
        ("Basic (and reversed card)", "REVERSED", ""),
        ("Basic (optional reversed card)", "CUSTOM", "Basic (optional reversed card)"),
        ("Basic (type in the answer)", "TYPED", ""),
        ("Basic (type in the answer)", "CUSTOM", "Basic (type in the answer)"),
        ("Cloze", "CLOZE", ""),
        ("Image Occlusion", "CUSTOM", "Image Occlusion"),
        ("Terms & more", "CUSTOM", "Terms & more"),
    }
    (own,) = (one for one in ours.note_types if one.name == "Terms & more")
    model = theirs.col.models.by_name("Terms & more")
    assert own.fields == tuple(field["name"] for field in model["flds"])
    assert [(one.name, one.question, one.answer) for one in own.templates] == [
        (one["name"], one["qfmt"], one["afmt"]) for one in model["tmpls"]
    ]
    assert own.css == model["css"]


def test_every_card_is_where_anki_has_it(ours: Transfer, theirs: Anki) -> None:
    expected = theirs.cards()
    today = theirs.today

    found = {(note.guid, card.ordinal): card for note in ours.notes for card in note.cards}

    assert found.keys() == expected.keys()
    for key, card in found.items():
        wanted = expected[key]
        assert card.deck == wanted.deck, key
        assert card.state == wanted.type, key
        assert (card.flag, card.is_buried) == (wanted.flag, wanted.is_buried), key
        assert card.is_suspended == wanted.is_suspended, key
        assert (card.reps, card.lapses, card.interval_days) == (wanted.reps, wanted.lapses, wanted.interval_days), key
        assert card.ease == wanted.ease, key
        if wanted.due_at is None:
            assert (card.due_on, card.due_at) == (
                None if wanted.due_in_days is None else today + wanted.due_in_days,
                None,
            ), key
        else:
            assert card.due_at == wanted.due_at * 1000, key
        if wanted.type == 0:
            assert card.position == wanted.position, key
        assert (card.stability, card.difficulty) == (
            pytest.approx(wanted.stability, rel=1e-6) if wanted.stability else None,
            pytest.approx(wanted.difficulty, rel=1e-6) if wanted.difficulty else None,
        ), key


def test_steps_count_up_where_anki_counts_down(ours: Transfer, theirs: Anki) -> None:
    steps = {
        (note.fields[0], card.ordinal): card.step for note in ours.notes for card in note.cards if card.step is not None
    }
    cloze = next(step for (text, _), step in steps.items() if text and text.startswith("{{c1::ICD"))

    assert cloze == 2
    assert set(steps.values()) == {0, 1, 2}


def test_every_review_is_the_same(ours: Transfer, theirs: Anki) -> None:
    names = {card.source_id: (note.guid, card.ordinal) for note in ours.notes for card in note.cards}
    found = [
        (*names[card], at, rating, kind, interval, duration)
        for chunk in ours.reviews.chunks()
        for card, at, rating, kind, interval, duration in zip(
            *(column.tolist() for column in (chunk.card, chunk.reviewed_at, chunk.rating)),
            *(column.tolist() for column in (chunk.kind, chunk.interval_days, chunk.duration_ms)),
            strict=True,
        )
    ]

    expected = [(*row[:5], max(row[5], 0), row[6]) for row in theirs.log()]
    assert ours.reviews.count == len(expected) > 20
    assert sorted(found) == sorted(expected)
    assert {row[4] for row in found} >= {0, 1, 2, 3, 4, 5}


def test_every_byte_of_the_media_is_the_same(ours: Transfer, theirs: Anki) -> None:
    found = {file.name: file.open().read() for file in ours.media}

    assert found == dict(MEDIA) == theirs.media()


def test_decks_come_with_descriptions_limits_and_without_the_filtered_one(ours: Transfer) -> None:
    decks = {deck.name: deck for deck in ours.decks}

    assert set(decks) == {"Default", "RHIT", "RHIT::Privacy", "RHIT::Privacy::Notices", "RHIT::Codes"}
    codes = decks["RHIT::Codes"]
    assert (codes.description, codes.new_limit, codes.desired_retention) == ("Numbers <b>and</b> letters", 7, 0.85)


def test_all_that_is_said_is_what_stays_behind(ours: Transfer) -> None:
    assert [problem.message for problem in ours.problems] == [
        "The filtered deck “Cram” stays behind; its cards are back in their own decks",
        "The note “two?” was kept as it is in Anki: it fits no type here better",
    ]
