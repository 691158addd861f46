import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.domain.choice import decode_options
from flashcards.domain.errors import ImportRefusedError
from flashcards.domain.note_type import NoteKind
from flashcards.formats import registry
from flashcards.formats.crowdanki import reading as crowdanki
from flashcards.formats.transfer import Transfer
from tests.pace import within
from tests.unit.formats.format_builders import READING, bytes_of

BASIC, CLOZE, WORDS = "b-uuid", "c-uuid", "w-uuid"
CSS = ".card { font-family: arial; font-size: 20px; text-align: center; color: black; background-color: white; }\n"


def a_model(uuid: str, name: str, fields: list[str], *templates: tuple[str, str], **more: Any) -> dict[str, Any]:
    return {
        "__type__": "NoteModel",
        "crowdanki_uuid": uuid,
        "css": CSS,
        "flds": [{"name": name, "ord": place, "font": "Arial"} for place, name in enumerate(fields)],
        "name": name,
        "tmpls": [
            {"name": f"Card {place + 1}", "ord": place, "qfmt": front, "afmt": back}
            for place, (front, back) in enumerate(templates)
        ],
        "type": 0,
    } | more


MODELS = [
    a_model(BASIC, "Basic", ["Front", "Back"], ("{{Front}}", "{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}")),
    a_model(CLOZE, "My cloze", ["Text", "Extra"], ("{{cloze:Text}}", "{{cloze:Text}}<br>{{Extra}}"), type=1),
    a_model(WORDS, "Words", ["Word", "Root", "Meaning"], ("{{Word}}", "{{Meaning}}"), ("{{Meaning}}", "{{Word}}")),
]


def a_note(guid: str, *fields: str, model: str = BASIC, tags: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "__type__": "Note", "data": "", "fields": fields, "flags": 0, "guid": guid,
        "note_model_uuid": model, "tags": tags,
    }  # fmt: skip


def a_deck(name: str, *notes: Any, children: tuple[Any, ...] = (), **more: Any) -> dict[str, Any]:
    return {
        "__type__": "Deck", "children": children, "crowdanki_uuid": f"u-{name}", "desc": f"About {name}",
        "media_files": [], "name": name, "notes": notes,
    } | more  # fmt: skip


def folder(where: Path, deck: Any, media: dict[str, bytes] | None = None, name: str = "deck.json") -> Path:
    place = where / "HIM"
    (place / "media").mkdir(parents=True)
    (place / name).write_text(json.dumps(deck, indent=4, sort_keys=True, ensure_ascii=False), "utf-8")
    for file, content in (media or {}).items():
        (place / "media" / file).write_bytes(content)
    return place


def read(path: Path) -> Transfer:
    with registry.read(path, READING) as transfer:
        return transfer


def messages(transfer: Transfer) -> list[str]:
    return [problem.message for problem in transfer.problems]


def test_nested_decks_types_tags_and_media_are_read(tmp_path: Path) -> None:
    child = a_deck("Filing", a_note("g2", "cardi/o", "Greek", "heart", model=WORDS))
    deck = a_deck(
        "HIM", a_note("A#1,b", "Q <img src='ä 1.png'>", "A [sound:a.mp3]", tags=("b", "a::c")),
        a_note("g3", "a {{c1::b}}", "", model=CLOZE),
        children=(child,), note_models=MODELS, media_files=["ä 1.png"], deck_configurations=[{"x": [[[]]]}],
    )  # fmt: skip
    path = folder(tmp_path, deck, {"ä 1.png": b"picture", "a.mp3": b"sound", "unused.png": b""}, "HIM.json")

    with registry.read(path, READING) as transfer:
        assert transfer.format == "crowdanki"
        found = {
            note.guid: (transfer.note_types[note.type_place].name, note.fields, note.deck, note.tags)
            for note in transfer.notes
        }
        assert found == {
            "A#1,b": ("Basic", ("Q <img src='ä 1.png'>", "A [sound:a.mp3]", ""), "HIM", ("a::c", "b")),
            "g2": ("Words", ("cardi/o", "Greek", "heart"), "HIM::Filing", ()),
            "g3": ("My cloze", ("a {{c1::b}}", ""), "HIM", ()),
        }
        kinds = {one.name: one.kind for one in transfer.note_types}
        assert kinds == {"Basic": NoteKind.BASIC, "Words": NoteKind.CUSTOM, "My cloze": NoteKind.CUSTOM}
        assert [(one.name, one.description) for one in transfer.decks] == [
            ("HIM", "About HIM"),
            ("HIM::Filing", "About Filing"),
        ]
        assert bytes_of(transfer.media) == {"ä 1.png": b"picture", "a.mp3": b"sound"}
        assert (messages(transfer), transfer.has_schedule) == ([], False)


def test_the_json_alone_is_read_with_the_media_beside_it(tmp_path: Path) -> None:
    path = folder(tmp_path, a_deck("D", a_note("g", "<img src='a.png'>", "A"), note_models=MODELS), {"a.png": b"p"})

    with registry.read(path / "deck.json", READING) as transfer:
        assert bytes_of(transfer.media) == {"a.png": b"p"}


def test_multiple_choice_of_add_ons_is_taken_for_choice(tmp_path: Path) -> None:
    model = a_model("m", "MCQ", ["Question", "Option A", "Option B", "Answer"], ("{{Question}}", "{{Answer}}"))

    transfer = read(
        folder(tmp_path, a_deck("D", a_note("g", "Which?", "one", "two", "B", model="m"), note_models=[model]))
    )

    (found,) = transfer.notes
    assert [option.is_correct for option in decode_options(found.fields[1] or "")] == [False, True]


def test_what_is_wrong_is_listed_and_the_rest_comes_in(tmp_path: Path) -> None:
    deck = a_deck(
        "D", a_note("g1", "Q", "A"), 7, a_note("g2"), {"fields": [1]}, a_note("g3", "only"),
        a_note("g4", "Q", "A", "more"), a_note("g5", "Q", model="none"),
        note_models=[*MODELS, {"flds": [3]}], media_files=["../a.png", "CON", 5],
    )  # fmt: skip

    transfer = read(folder(tmp_path, deck))

    assert [(note.guid, note.fields) for note in transfer.notes] == [
        ("g1", ("Q", "A", "")),
        ("g3", ("only", "", "")),
        ("g4", ("Q", "A<br>more", "")),
        ("g5", ("Q",)),
    ]
    assert sorted(messages(transfer)) == [
        "a note type was left out: it is “3”, not an object",
        "a note was left out: it has no fields",
        "a note was left out: it is “7”, not an object",
        "a note was left out: “fields” has something in it that is no text",
        "notes of a type that is not in the file came in as “Recovered notes with 1 fields”",
        "the note “Q” has more fields than its type; they were joined",
        "the note “only” has fewer fields than its type",
        "the picture or sound “../a.png” was left out: it has a folder in it",
        "the picture or sound “CON” was left out: it is the name of a device",
        "the picture or sound “” was left out: it is no name",
    ]
    assert all(problem.line > 1 for problem in transfer.problems)


def test_what_is_no_deck_or_note_is_listed_among_those_that_are(tmp_path: Path) -> None:
    children = (5, a_deck("Kid", a_note("n2", "c", "d"), "no note", None), None)

    transfer = read(folder(tmp_path, a_deck("Top", a_note("n1", "a", "b"), children=children, note_models=MODELS)))

    assert [note.guid for note in transfer.notes] == ["n2", "n1"]
    assert sorted(messages(transfer)) == [
        "a deck was left out: it is not an object",
        "a deck was left out: it is not an object",
        "a note was left out: it is nothing, not an object",
        "a note was left out: it is “no note”, not an object",
    ]


def test_media_that_are_listed_and_not_there_are_problems_with_their_lines(tmp_path: Path) -> None:
    deck = a_deck(
        "D", a_note("g", "<img src='named.png'>", "A"), note_models=MODELS,
        media_files=["there.png", "_font.ttf", "named.png", "_font.ttf", "a/b.png"],
        children=(a_deck("E", media_files=["gone.mp3"]),),
    )  # fmt: skip
    path = folder(tmp_path, deck, {"there.png": b"p"})

    found = read(path)

    lines = (path / "deck.json").read_text("utf-8").splitlines()
    assert [(lines[one.line - 1].strip(' ",'), one.message) for one in found.problems] == [
        ("gone.mp3", "the picture or sound “gone.mp3” is listed, but it is not in the folder “media”"),
        ("_font.ttf", "the picture or sound “_font.ttf” is listed, but it is not in the folder “media”"),
        ("a/b.png", "the picture or sound “a/b.png” was left out: it has a folder in it"),
    ]


def test_media_outside_the_folder_are_not_read(tmp_path: Path) -> None:
    path = folder(
        tmp_path, a_deck("D", a_note("g", "<img src='../deck.json'><img src='link'>", "A"), note_models=MODELS)
    )
    (path / "media" / "link").symlink_to("/etc/passwd")

    assert list(read(path).media) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"__type__": "Deck", "crowdanki_uuid": ' + '{"a":' * 5000, "nested more deeply"),
        ('{"__type__": "Deck", "crowdanki_uuid": "", "children": [' + '{"children": [' * 60, "nested more deeply"),
        ('{"__type__": "Deck", "crowdanki_uuid": "", "desc": "' + "x" * 9_000_000, "larger than any note"),
        ('{"__type__": "Deck", "crowdanki_uuid": "", "notes": [{}', "line 1: a comma or a “]” is expected"),
    ],
)
def test_hostile_json_is_refused_within_bounds(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "deck.json"
    path.write_text(text)
    tracemalloc.start()

    with within(seconds=5), pytest.raises(ImportRefusedError, match=message):
        registry.read(path, READING)

    assert tracemalloc.get_traced_memory()[1] < 100_000_000
    tracemalloc.stop()


def test_a_million_empty_notes_are_refused_within_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flashcards.formats.incoming.MAX_MEMORY_BYTES", 1_000_000)
    path = tmp_path / "deck.json"
    path.write_text('{"__type__": "Deck", "crowdanki_uuid": "", "notes": [' + '{"fields": ["x"]},' * 5000)

    with pytest.raises(ImportRefusedError, match="holds more than"):
        registry.read(path, READING)


def test_other_folders_and_files_are_not_taken_for_crowdanki(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"name": "x"}')
    assert not crowdanki.recognises(tmp_path, b"")
    (tmp_path / "b.json").write_text("{}")
    assert not crowdanki.recognises(tmp_path, b"")
    assert not crowdanki.recognises(Path("a.json"), b'{"format": "flashcards"}')
    with pytest.raises(ImportRefusedError, match="no CrowdAnki deck"):
        crowdanki.read(tmp_path, READING)


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_no_damage_to_a_file_surprises(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = (
        folder(tmp_path_factory.mktemp("crowd"), a_deck("D", a_note("g", "Q", "A"), note_models=MODELS)) / "deck.json"
    )
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(content) - 1))
        other = data.draw(st.sampled_from([b"", b'"', b"[", b"null", b"9"]))
        content[place : place + data.draw(st.integers(0, 6))] = other
    path.write_bytes(bytes(content))

    try:
        crowdanki.read(path, READING)
    except ImportRefusedError as error:
        assert str(error).startswith("deck.json: ")  # noqa: PT017
