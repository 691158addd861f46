"""Anki packages put together by hand, read in all three generations."""

import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from flashcards.domain.card import CardState
from flashcards.domain.errors import CancelledError, ImportRefusedError
from flashcards.domain.note_type import NoteKind
from flashcards.domain.study_day import StudyCalendar
from flashcards.formats import registry
from flashcards.formats.format import Reading
from flashcards.formats.transfer import TransferCard, TransferDeck
from tests.unit.formats.anki_builders import (
    BASIC,
    BEGAN,
    CARD,
    FIRST_DAY,
    NOTE,
    WITH_FILTERED,
    AnkiFile,
    a_card,
    a_note,
    a_review,
    a_type,
    messages,
    read_file,
)
from tests.unit.formats.format_builders import READING

GENERATIONS = pytest.mark.parametrize("generation", [1, 2, 3])


def the_card(folder: Path, **columns: Any) -> TransferCard:
    """Give the card made of a row with these columns."""
    with read_file(folder, AnkiFile(cards=[a_card(**columns)])) as transfer:
        (card,) = transfer.notes[0].cards
        return card


@GENERATIONS
def test_notes_come_with_fields_tags_deck_and_times(generation: int, tmp_path: Path) -> None:
    note = a_note(fields="What is an <b>MPI</b>?\x1fMaster patient index", tags=" privacy x::y privacy ")

    with read_file(tmp_path, AnkiFile(generation, notes=[note])) as transfer:
        (found,) = transfer.notes

    assert transfer.note_types[found.type_place].kind is NoteKind.BASIC
    assert found.fields == ("What is an <b>MPI</b>?", "Master patient index", "")
    assert (found.guid, found.deck, found.tags) == (f"guid-{NOTE}", "RHIT::Terms", ("privacy", "x::y"))
    assert (found.created_at, found.modified_at) == (NOTE, BEGAN * 1000)
    assert (transfer.format, messages(transfer), transfer.has_schedule) == ("anki-package", [], False)


@GENERATIONS
def test_decks_come_with_their_descriptions_but_no_empty_default(generation: int, tmp_path: Path) -> None:
    with read_file(tmp_path, AnkiFile(generation)) as transfer:
        assert transfer.decks == [TransferDeck("RHIT::Terms", "Words")]


@GENERATIONS
def test_limits_come_from_a_deck_or_its_preset_where_they_are_not_ankis_own(generation: int, tmp_path: Path) -> None:
    decks = {
        1: {"name": "Default", "conf": 1},
        2: {"name": "By preset", "conf": 7},
        3: {"name": "Its own", "conf": 7, "newLimit": 3},
        4: {"name": "Plain", "conf": 1},
    }
    preset = {"new": {"perDay": 50, "delays": [1.0]}, "rev": {"perDay": 200}, "lapse": {"delays": []}}
    presets = {1: preset | {"desiredRetention": 0.8}, 7: preset | {"desiredRetention": 0.85}}

    with read_file(tmp_path, AnkiFile(generation, decks=decks, presets=presets)) as transfer:
        assert transfer.decks == [
            TransferDeck("By preset", "", 50, None, 0.85),
            TransferDeck("Its own", "", 3, None, 0.85),
            TransferDeck("Plain"),
        ]


@GENERATIONS
@pytest.mark.parametrize("wanted", [0.7, 0.99])
def test_the_lowest_and_the_highest_retention_come_though_anki_rounds_them(
    generation: int, tmp_path: Path, wanted: float
) -> None:
    preset = {"new": {"perDay": 20, "delays": [1.0]}, "rev": {"perDay": 200}, "lapse": {"delays": []}}
    file = AnkiFile(generation, decks={2: {"name": "A", "conf": 7}}, presets={7: preset | {"desiredRetention": wanted}})

    with read_file(tmp_path, file) as transfer:
        assert transfer.decks == [TransferDeck("A", "", None, None, wanted)]


@GENERATIONS
def test_pictures_and_sounds_come_byte_for_byte(generation: int, tmp_path: Path) -> None:
    files = {"a.png": b"\x89PNG\x00\xff", "ton ä.mp3": b"", "c.svg": b"<svg/>" * 20_000}

    with read_file(tmp_path, AnkiFile(generation, files=files)) as transfer:
        found = {file.name: file.open().read() for file in transfer.media}
        sizes = [file.size for file in transfer.media]

    assert found == files
    assert sizes == [len(data) for data in files.values()]


@GENERATIONS
def test_reviews_come_by_card_and_time(generation: int, tmp_path: Path) -> None:
    cards = [a_card(CARD), a_card(CARD + 1, ord=1)]
    reviews = [
        a_review(NOTE + 5, CARD + 1, ease=1, ivl=-600, type=0),
        a_review(NOTE + 6, CARD, ease=4, ivl=12, time=90_000),
        a_review(NOTE + 7, CARD + 1, ease=0, ivl=-172_800, type=4, time=0),
        a_review(NOTE + 4, CARD, ease=3, type=2),
    ]
    types = [a_type(BASIC, "Two", ("Front", "Back"), [("{{Front}}", "{{Back}}"), ("{{Back}}", "{{Front}}")])]

    with read_file(tmp_path, AnkiFile(generation, types=types, cards=cards, reviews=reviews)) as transfer:
        (chunk,) = transfer.reviews.chunks()

    assert transfer.reviews.count == len(chunk) == 4
    assert chunk.card.tolist() == [CARD, CARD, CARD + 1, CARD + 1]
    assert chunk.reviewed_at.tolist() == [NOTE + 4, NOTE + 6, NOTE + 5, NOTE + 7]
    assert chunk.rating.tolist() == [3, 4, 1, 0]
    assert chunk.kind.tolist() == [2, 1, 0, 4]
    assert chunk.interval_days.tolist() == [4, 12, 0, 2]
    assert chunk.duration_ms.tolist() == [6000, 90_000, 6000, 0]
    assert transfer.has_schedule


@pytest.mark.parametrize("broken", [[], [a_review(NOTE + 99, time=None)]], ids=["by pages", "by rows"])
def test_an_ease_of_0_says_that_a_line_did_not_count_or_was_a_reset(broken: list[Any], tmp_path: Path) -> None:
    lines = [  # kind, ease, interval; rating and kind here
        (3, 0, -60, 0, 3),
        (3, 2500, 12, 3, 3),
        (1, 0, 12, 3, 1),
        (4, 0, 0, 0, 4),
        (4, 2500, 0, 0, 5),
        (4, 2500, -600, 0, 5),
        (4, 2500, 12, 0, 4),
        (5, 2500, 0, 0, 5),
    ]
    reviews = [
        a_review(NOTE + place, ease=0 if kind > 3 else 3, type=kind, factor=ease, ivl=interval)
        for place, (kind, ease, interval, _, _) in enumerate(lines)
    ]

    with read_file(tmp_path, AnkiFile(reviews=[*reviews, *broken])) as transfer:
        (chunk,) = transfer.reviews.chunks()

    found = list(zip(chunk.rating.tolist(), chunk.kind.tolist(), strict=True))
    assert found == [line[3:] for line in lines]


def test_the_dummy_is_never_read_for_the_collection(tmp_path: Path) -> None:
    file = AnkiFile(members={"collection.anki21b": None})

    with pytest.raises(Exception, match="there is no Anki collection in it"):
        read_file(tmp_path, file)


def test_without_meta_the_newest_collection_is_read(tmp_path: Path) -> None:
    with read_file(tmp_path, AnkiFile(2, members={"meta": None})) as transfer:
        assert len(transfer.notes) == 1


@pytest.mark.parametrize("name", ["deck.apkg", "deck.zip"])
def test_a_collection_package_is_told_by_its_suffix_and_any_other_by_its_members(name: str, tmp_path: Path) -> None:
    package = AnkiFile().write(tmp_path / name)
    collection = AnkiFile().write(tmp_path / "all.colpkg")

    assert registry.detect(package).id == "anki-package"
    assert registry.detect(collection).id == "anki-collection"


class TestSchedules:
    """Where a card stands."""

    def test_a_new_card_has_a_place_in_the_order(self, tmp_path: Path) -> None:
        card = the_card(tmp_path, due=17)

        assert (card.state, card.position, card.due_on, card.stability) == (CardState.NEW, 17, None, None)

    def test_a_card_in_review_falls_due_days_after_the_collection_began(self, tmp_path: Path) -> None:
        data = '{"s":34.9497,"d":7.661,"dr":0.9,"decay":0.154,"lrt":1712635200,"pos":3}'
        card = the_card(tmp_path, type=2, queue=2, due=400, ivl=35, factor=2350, reps=9, lapses=2, flags=12, data=data)

        assert card == TransferCard(
            ordinal=0,
            deck="RHIT::Terms",
            state=CardState.REVIEW,
            stability=34.9497,
            difficulty=7.661,
            due_on=FIRST_DAY + 400,
            position=3,
            interval_days=35,
            ease=2.35,
            last_review_at=1_712_635_200_000,
            reps=9,
            lapses=2,
            flag=4,
            source_id=CARD,
        )

    def test_a_card_in_its_steps_comes_back_at_a_second(self, tmp_path: Path) -> None:
        at = BEGAN + 5 * 86_400
        card = the_card(tmp_path, type=1, queue=1, due=at, left=2001)

        assert (card.state, card.due_at, card.due_on, card.step) == (1, at * 1000, FIRST_DAY + 5, 1)

    def test_a_card_in_its_steps_may_come_back_on_a_day(self, tmp_path: Path) -> None:
        card = the_card(tmp_path, type=3, queue=3, due=9, left=1)

        assert (card.state, card.due_at, card.due_on, card.step) == (3, None, FIRST_DAY + 9, 0)

    def test_the_oldest_scheduler_left_a_lapsed_card_in_review(self, tmp_path: Path) -> None:
        card = the_card(tmp_path, type=2, queue=1, due=BEGAN + 60, odue=40, left=1001)

        assert (card.state, card.due_at) == (CardState.RELEARNING, (BEGAN + 60) * 1000)

    @pytest.mark.parametrize(
        ("queue", "suspended", "buried"), [(-1, True, False), (-2, False, True), (-3, False, True)]
    )
    def test_a_card_may_be_suspended_or_buried(self, queue: int, suspended: bool, buried: bool, tmp_path: Path) -> None:
        card = the_card(tmp_path, type=2, queue=queue, due=10)

        assert (card.is_suspended, card.is_buried, card.due_on) == (suspended, buried, FIRST_DAY + 10)

    def test_a_card_in_a_filtered_deck_goes_home(self, tmp_path: Path) -> None:
        cards = [a_card(type=2, queue=2, did=3, due=-100_000, odid=2, odue=55)]

        with read_file(tmp_path, AnkiFile(decks=WITH_FILTERED, cards=cards)) as transfer:
            (card,) = transfer.notes[0].cards
            said = messages(transfer)

        assert (card.deck, card.due_on) == ("RHIT::Terms", FIRST_DAY + 55)
        assert said == ["The filtered deck “Cram” stays behind; its cards are back in their own decks"]
        assert "Cram" not in {deck.name for deck in transfer.decks}

    @pytest.mark.parametrize(("offset", "days"), [(-540, 1), (0, 0), (480, 0), (None, 1)])
    def test_days_count_from_the_date_the_collections_clock_showed(
        self, offset: int | None, days: int, tmp_path: Path
    ) -> None:
        settings = {} if offset is None else {"creationOffset": offset}
        late = BEGAN + 15 * 3600  # 19 o'clock UTC, 4 o'clock the day after in Tokyo
        script = f"UPDATE col SET crt = {late}"
        tokyo = Reading(StudyCalendar(4, ZoneInfo("Asia/Tokyo")), datetime(2026, 11, 23, 12, tzinfo=UTC))
        file = AnkiFile(cards=[a_card(type=2, queue=2, due=10)], settings=settings, script=script)

        with read_file(tmp_path, file, tokyo) as transfer:
            assert transfer.notes[0].cards[0].due_on == FIRST_DAY + days + 10


def test_reading_tells_how_far_it_is(tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    reading = replace(READING, progress=lambda doing, share: told.append((doing, share)))

    with read_file(tmp_path, AnkiFile(reviews=[a_review()]), reading):
        pass

    assert list(dict.fromkeys(doing for doing, _ in told)) == [
        "Unpacking",
        "Reading cards",
        "Reading reviews",
        "Reading notes",
    ]
    assert [share for _, share in told] == sorted(share for _, share in told)


@pytest.mark.parametrize("stage", ["Unpacking", "Reading cards", "Reading notes", "Reading reviews", ""])
def test_a_reading_that_is_stopped_leaves_nothing_behind(
    stage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(doing: str, _share: float) -> None:
        if doing == stage:
            raise CancelledError

    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    file = AnkiFile(reviews=[a_review()])

    with pytest.raises(CancelledError) if stage else nullcontext():
        read_file(tmp_path, file, replace(READING, progress=stop)).close()

    assert list((tmp_path / "temporary").iterdir()) == []


def test_media_can_be_read_on_another_thread_until_the_transfer_is_closed(tmp_path: Path) -> None:
    file = AnkiFile(files={"a.png": b"a" * 100_000}, reviews=[a_review()])

    with read_file(tmp_path, file) as transfer, ThreadPoolExecutor(1) as other:
        assert other.submit(lambda: transfer.media[0].open().read()).result() == b"a" * 100_000
        assert other.submit(lambda: len(list(transfer.reviews.chunks()))).result() == 1


@pytest.mark.parametrize("name", ["collection.anki2", "old.anki21", "collection.db"])
@GENERATIONS
def test_a_collection_as_it_lies_in_ankis_folder_is_to_be_exported_first(
    generation: int, name: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(AnkiFile(generation=generation).made_database(tmp_path))

    with pytest.raises(ImportRefusedError, match=rf"{name}: this is the collection file Anki .*File > Export, .colpkg"):
        registry.detect(path)
