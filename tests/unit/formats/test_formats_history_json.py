import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.domain.choice import Option, encode_options
from flashcards.domain.errors import ImportRefusedError
from flashcards.domain.ids import NoteTypeId
from flashcards.domain.note_type import BUILT_IN, CardTemplate, NoteKind, NoteType
from flashcards.domain.progress import no_progress
from flashcards.formats import history_json, registry
from flashcards.formats.transfer import Transfer, TransferCard, TransferDeck, TransferNote
from tests.pace import within
from tests.unit.formats.format_builders import (
    READING,
    a_note,
    a_transfer,
    bytes_of,
    cards,
    contents,
    media_contents,
    media_of,
    review_rows,
    reviews_of,
    rows_of,
    transfers,
)

CUSTOM = NoteType(
    NoteTypeId(0), "Words", NoteKind.CUSTOM, ("Word", "Meaning"), (CardTemplate("1", "{{Word}}", "{{Meaning}}"),), "a{}"
)


def written(transfer: Transfer, folder: Path) -> Path:
    path = folder / "all.json"
    history_json.write(transfer, path, no_progress)
    return path


def document(folder: Path, **parts: Any) -> Path:
    """Write a document by hand: parts replace those of a small one that is right."""
    whole = {
        "format": "flashcards",
        "version": 1,
        "note_types": [{"name": "Basic", "kind": "basic"}],
        "notes": [{"guid": "one", "type": "Basic", "fields": {"Front": "Q", "Back": "A"}}],
    }
    path = folder / "all.json"
    path.write_text(json.dumps(whole | parts, indent=1), "utf-8")
    return path


def problems_of(folder: Path, **parts: Any) -> list[str]:
    with registry.read(document(folder, **parts), READING) as transfer:
        return [problem.message for problem in transfer.problems]


def test_what_is_written_can_be_read_by_people_and_programs(tmp_path: Path) -> None:
    options = encode_options([Option("Yes", is_correct=True, rationale="It is."), Option("No", False)])
    card = TransferCard(0, "A", state=2, stability=3.5, difficulty=5.0, due_on=20_000, reps=2, source_id=7)
    note = a_note(NoteKind.CHOICE, "Which?", options, "", "", deck="A")._replace(cards=(card,))
    transfer = replace(
        a_transfer(note),
        decks=[TransferDeck("A", "About")],
        reviews=reviews_of([(7, 1000, 3, 0, 1, 500)]),
        media=media_of({"a.png": b"picture"}),
        has_schedule=True,
    )

    whole = json.loads(written(transfer, tmp_path).read_bytes())

    assert whole["format"] == "flashcards"
    assert whole["decks"] == [{"name": "A", "description": "About"}]
    assert whole["notes"] == [
        {
            "guid": "some-note",
            "type": "Choice",
            "deck": "A",
            "fields": {
                "Question": "Which?",
                "Options": [
                    {"text": "Yes", "correct": True, "why": "It is.", "pinned": False},
                    {"text": "No", "correct": False, "why": "", "pinned": False},
                ],
                "More": "",
                "Case": "",
            },
            "tags": [],
            "cards": [
                {
                    "ordinal": 0,
                    "state": "review",
                    "stability": 3.5,
                    "difficulty": 5.0,
                    "due_on": "2024-10-04",
                    "reps": 2,
                    "id": 7,
                }
            ],
        }
    ]
    assert whole["reviews"] == [[7, 1000, 3, 0, 1, 500]]
    assert whole["media"] == [{"name": "a.png", "base64": "cGljdHVyZQ=="}]


@settings(deadline=None, max_examples=25)
@given(transfers, st.lists(cards, max_size=3), review_rows, media_contents, st.booleans())
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory,
    transfer: Transfer,
    some_cards: list[TransferCard],
    rows: list[tuple[int, ...]],
    media: dict[str, bytes],
    has_schedule: bool,
) -> None:
    notes = [note._replace(cards=tuple(some_cards), created_at=5, modified_at=7) for note in transfer.notes]
    custom = TransferNote("custom", len(BUILT_IN), ("<b>a</b>", None), tags=None, modified_at=1)
    whole = Transfer(
        "collection",
        Path("collection"),
        [*BUILT_IN, CUSTOM],
        [*notes, custom],
        decks=[TransferDeck("A::B", "<i>About</i>", 5, None, 0.85)],
        reviews=reviews_of(rows),
        media=media_of(media),
        has_schedule=has_schedule,
    )

    with registry.read(written(whole, tmp_path_factory.mktemp("json")), READING) as again:
        assert list(again.problems) == []
        assert contents(again) == contents(whole)
        assert [note[5:8] for note in again.notes] == [note[5:8] for note in whole.notes]
        assert list(again.note_types) == list(whole.note_types)
        assert (again.decks, again.has_schedule) == (whole.decks, has_schedule)
        assert rows_of(again.reviews) == rows_of(whole.reviews)
        assert bytes_of(again.media) == media


def test_a_large_picture_is_written_in_rows_and_read_as_one(tmp_path: Path) -> None:
    content = bytes(range(256)) * 10_000
    path = written(replace(a_transfer(), media=media_of({"a.png": content, "b.png": b"b"})), tmp_path)

    assert [one["name"] for one in json.loads(path.read_bytes())["media"]] == ["a.png"] * 4 + ["b.png"]
    with registry.read(path, READING) as again:
        assert bytes_of(again.media) == {"a.png": content, "b.png": b"b"}


def test_parts_may_come_in_any_order(tmp_path: Path) -> None:
    whole = json.loads(document(tmp_path).read_text())
    path = tmp_path / "sorted.json"
    path.write_text(json.dumps(whole, sort_keys=True, indent=2))
    path.write_text(json.dumps({"notes": whole["notes"], "more": [[{}]], **whole}, indent=1))

    with registry.read(path, READING) as transfer:
        assert [(note.guid, note.fields, note.line) for note in transfer.notes] == [("one", ("Q", "A", ""), 3)]


def test_a_file_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError, match=r"all.json: it was written by a newer version .*format 2; .*Update"):
        registry.read(document(tmp_path, version=2), READING)


@pytest.mark.parametrize(
    ("note", "message"),
    [
        (3, "it is “3”, not an object"),
        ({"type": "Other"}, "there is no note type “Other”"),
        ({"type": "Basic"}, "it is nothing, not an object"),
        ({"type": "Basic", "fields": {"Front": 3}}, "“Front” is “3”, not a text"),
        ({"type": "Basic", "fields": {"Side": ""}}, "the note type “Basic” has no field “Side”"),
        ({"type": "Basic", "fields": {}, "tags": [1]}, "“tags” has something in it that is no text"),
        ({"type": "Basic", "fields": {}, "domain": 7}, "“domain” is “7”, not a whole number from 1 to 6"),
        ({"type": "Basic", "fields": {}, "level": "hard"}, "“level” is “hard”, which is none of recall, application"),
        ({"type": "Basic", "fields": {}, "checked_on": "today"}, "“checked_on” is “today”, not a date of the form"),
    ],
)
def test_a_note_that_is_wrong_is_listed_and_the_others_come_in(tmp_path: Path, note: object, message: str) -> None:
    good = {"guid": "one", "type": "Basic", "fields": {"Front": "Q"}}

    with registry.read(document(tmp_path, notes=[note, good]), READING) as transfer:
        assert [one.guid for one in transfer.notes] == ["one"]
        (problem,) = transfer.problems
        assert problem.message.startswith(f"a note was left out: {message}")
        assert problem.line > 1


@pytest.mark.parametrize(
    ("card", "message"),
    [
        ({"state": "due"}, "“state” is “due”, which is none of new, learn"),
        ({"ease": "x"}, "“ease” is “x”, not a number of at least 0"),
        ({"reps": 1.5}, "“reps” is “1.5”, not a whole number"),
        ({"is_suspended": 1}, "“is_suspended” is “1”, not true or false"),
        ({"stability": -1e300}, "“stability” is “-1e+300”, not a number of at least 0"),
    ],
)
def test_a_card_with_a_wrong_value_starts_as_new_and_its_note_comes_in(
    tmp_path: Path, card: dict[str, object], message: str
) -> None:
    fields = {"Front": "Q", "Back": "A"}
    note = {"guid": "one", "type": "Basic", "fields": fields, "cards": [{"id": 7, "interval_days": 9} | card]}

    with registry.read(document(tmp_path, notes=[note]), READING) as transfer:
        (read,) = transfer.notes
        assert [(one.source_id, one.state, one.interval_days) for one in read.cards] == [(7, 0, 0)]
        (problem,) = transfer.problems
        assert f"a card starts as new: {message}" in problem.message


def test_other_parts_that_are_wrong_are_listed(tmp_path: Path) -> None:
    assert problems_of(tmp_path, note_types=[{"name": "Basic", "kind": "basic"}, {"name": "X", "kind": "custom"}]) == [
        "a note type was left out: the note type “X” has no fields or no templates"
    ]
    assert problems_of(tmp_path, decks=[{"name": " "}]) == ["a deck was left out: a deck needs a name"]
    assert problems_of(tmp_path, media=[{"name": "../a.png", "base64": "AAAA"}]) == [
        "a picture or sound was left out: its name “../a.png” cannot be used: it has a folder in it"
    ]
    assert problems_of(tmp_path, reviews=[[1, 1, 3, 1, 1, 1], [1, 1, 9, 1, 1, 1], [1, 2], "x", [1e9] * 6]) == [
        "lines of the review log that cannot be right were left out: 4"
    ]


def test_damaged_base64_is_told_when_the_picture_is_opened(tmp_path: Path) -> None:
    path = document(tmp_path, media=[{"name": "a.png", "base64": "A*=="}])

    with (
        registry.read(path, READING) as transfer,
        pytest.raises(ImportRefusedError, match=r"“a\.png” in it is damaged"),
    ):
        bytes_of(transfer.media)


def test_many_reviews_are_read_in_seconds(tmp_path: Path) -> None:
    path = document(tmp_path, reviews=[])
    rows = ",\n".join(f"[{card}, {1_700_000_000_000 + card}, 3, 1, 12, 4000]" for card in range(1, 200_001))
    path.write_text(path.read_text().replace('"reviews": []', f'"reviews": [\n{rows}\n]'))

    with within(seconds=3), registry.read(path, READING) as transfer:
        assert transfer.reviews.count == 200_000
        assert sum(len(chunk) for chunk in transfer.reviews.chunks()) == 200_000


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_no_damage_to_a_file_surprises(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("json")
    path = document(folder, reviews=[[1, 1, 3, 1, 1, 1]], media=[{"name": "a.png", "base64": "AAAA"}])
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 3))] = data.draw(
            st.sampled_from([b"", b'"', b"[", b"9", b"\xff"])
        )
    path.write_bytes(bytes(content))

    try:
        with history_json.read(path, READING) as transfer:
            bytes_of(transfer.media)
    except ImportRefusedError as error:
        assert str(error).startswith("all.json: ")  # noqa: PT017


def test_other_json_is_not_ours() -> None:
    assert not history_json.recognises(Path("a.json"), b'{"__type__": "Deck"}')
    assert not history_json.recognises(Path("a.json"), b'[{"format": "flashcards"}]')
