from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from flashcards.domain.choice import Option, encode_options
from flashcards.domain.errors import ExportRefusedError, ImportRefusedError
from flashcards.domain.ids import NoteTypeId
from flashcards.domain.note_type import CardTemplate, NoteKind, NoteType, built_in
from flashcards.domain.progress import no_progress
from flashcards.formats import deck_text_file, deck_text_writing, registry
from flashcards.formats.transfer import Transfer, TransferNote
from tests.unit.formats.format_builders import READING, a_note, a_transfer, bytes_of, contents, media_of, transfers

DECKS = Path(__file__).parents[3] / "decks"


def written(transfer: Transfer, folder: Path) -> Path:
    path = folder / "deck.md"
    deck_text_writing.write(transfer, path, no_progress)
    return path


def lines_of(transfer: Transfer, folder: Path) -> list[str]:
    return written(transfer, folder).read_text("utf-8").split("\n")[4:-1]


def test_a_deck_file_is_recognised_and_read(tmp_path: Path) -> None:
    path = tmp_path / "topic.md"
    path.write_text("---\ndeck: A::B\ntags: t\n---\n\n## one\nQ: a\nA: b\nSource: S\n\n## two\nQ: a\n", "utf-8")

    transfer = registry.read(path, READING)

    (note,) = transfer.notes
    assert (transfer.format, note.guid, note.fields, note.deck, note.tags, note.line) == (
        "deck-text", "one", ("a", "b", ""), "A::B", ("t",), 6,
    )  # fmt: skip
    assert note.provenance.citation == "S"
    assert [str(problem) for problem in transfer.problems] == [
        f"{path}:11: this note is of no kind: it needs “A:”, “Typed:” or options below its “Q:”"
    ]


def test_a_folder_of_deck_files_is_read_as_one(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "a.md").write_text("---\ndeck: A\n---\n## one\nQ: a\nA: b\n")
    (tmp_path / "below" / "b.md").write_text("---\ndeck: B\n---\n## two\nQ: a\nA: b\n")
    (tmp_path / "README.md").write_text("# About")
    (tmp_path / "outside.md").symlink_to("/etc/passwd")

    transfer = registry.read(tmp_path, READING)

    assert [(note.guid, note.deck) for note in transfer.notes] == [("one", "A"), ("two", "B")]
    assert transfer.problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "{{c1::a {{c2::b::hint}} c}} and so on",
        "{{c1,3::both}} {{c2::one}}",
        "{{c500::the last}}",
        "{{c1::never closed",
        "{{c1::}} {{c2::nothing}}",
    ],
)
def test_gaps_that_marks_cannot_say_are_written_as_html_and_come_back(tmp_path: Path, text: str) -> None:
    note = TransferNote("one", 0, (text, "more"), "A")
    transfer = Transfer("test", tmp_path, [built_in(NoteKind.CLOZE)], [note])

    again = registry.read(written(transfer, tmp_path), READING)

    assert list(again.problems) == []
    assert [one.fields for one in again.notes] == [(text, "more")]


def test_other_text_is_no_deck_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"

    assert not deck_text_file.recognises(path, b"# Notes\n\nQ: a\nA: b\n")
    assert not deck_text_file.recognises(path, b"---\ndeck: x\n---\n\nQ::A\n")


def test_a_file_too_large_for_a_deck_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ndeck: A\n---\n## one\nQ: a\nA: b\n")
    with path.open("r+b") as file:
        file.truncate(100_000_000)

    with pytest.raises(ImportRefusedError, match="too large: 100 MB, where at most 33 MB"):
        deck_text_file.read(path, READING)


def test_a_choice_note_is_written_with_rationales_pins_and_its_case(tmp_path: Path) -> None:
    options = [Option("One", is_correct=True, rationale="It <em>is</em>."), Option("None", False, "", is_pinned=True)]
    note = a_note(NoteKind.CHOICE, "Which?", encode_options(options), "", "<p>A case.</p>\n<p>Long.</p>", deck="A::B")

    assert lines_of(a_transfer(note), tmp_path) == [
        "## case case-9c59d33f1e46",
        "  A case.",
        "",
        "  Long.",
        "",
        "## some-note",
        "Case: case-9c59d33f1e46",
        "Q: Which?",
        "- [x] One",
        "  It *is*.",
        "- [ ] None",
        "Pin: B",
    ]


def test_html_that_marks_cannot_say_is_written_as_html(tmp_path: Path) -> None:
    note = a_note(NoteKind.BASIC, 'See <img src="a.png">', "One<br>\ntwo ", "", guid="Ab#9")

    assert lines_of(a_transfer(note), tmp_path) == [
        "## ab-9",
        "Text: html",
        'Q: See <img src="a.png">',
        "A: One<br>",
        "  two&#32;",
        "Guid: Ab#9",
    ]


def test_a_note_of_an_imported_type_is_written_as_the_nearest_kind(tmp_path: Path) -> None:
    templates = (CardTemplate("Card 1", "{{Word}}", "{{Meaning}}"),)
    note_type = NoteType(NoteTypeId(9), "Words", NoteKind.CUSTOM, ("Word", "Meaning", "Root"), templates)
    note = TransferNote("one", 0, ("cardio", "heart", "Greek"), "A")
    transfer = Transfer("collection", Path("c"), [note_type], [note])

    assert lines_of(transfer, tmp_path) == [
        "## one",
        "Text: html",
        "Q: cardio",
        "A: <b>Meaning:</b> heart<br><b>Root:</b> Greek",
    ]


def test_an_imported_cloze_is_written_as_a_cloze(tmp_path: Path) -> None:
    note_type = NoteType(
        NoteTypeId(9), "C", NoteKind.CUSTOM, ("Title", "Text"), (CardTemplate("c", "{{cloze:Text}}", "{{cloze:Text}}"),)
    )
    transfer = Transfer("collection", Path("c"), [note_type], [TransferNote("one", 0, ("T", "a {{c1::b}}"), "A")])

    assert lines_of(transfer, tmp_path) == ["## one", "Cloze: a {{c1::b}}", "More: T"]


@pytest.mark.parametrize("why", ["- [x]", "<i>a</i> b<br>- [ ] c", "a\n- [x] b", "<u>a</u>\n- [X] b"])
def test_a_rationale_that_looks_like_an_option_is_read_again(tmp_path: Path, why: str) -> None:
    options = encode_options([Option("a", is_correct=True), Option("b", is_correct=False, rationale=why)])
    transfer = a_transfer(a_note(NoteKind.CHOICE, "Which?", options, "", ""))

    again = deck_text_file.read(written(transfer, tmp_path), READING)

    assert (list(again.problems), contents(again)) == ([], contents(transfer))


def test_notes_that_lose_their_templates_are_counted_by_their_types() -> None:
    templates = (CardTemplate("Card 1", "{{Word}}", "{{Meaning}}"),)
    types = [NoteType(NoteTypeId(9), name, NoteKind.CUSTOM, ("Word", "Meaning"), templates) for name in ("W", "V")]
    notes = [TransferNote(str(number), place, ("a", "b"), "A") for number, place in enumerate((1, 2, 2, 0))]
    transfer = Transfer("collection", Path("c"), [built_in(NoteKind.BASIC), *types], notes)

    assert deck_text_writing.WRITE_FORMAT.remarks(transfer) == (
        "2 notes of “V” and 1 note of “W” are written without templates, as a plain question and answer or as a text "
        "with gaps.",
    )
    assert deck_text_writing.WRITE_FORMAT.remarks(replace(transfer, notes=notes[3:])) == ()


def test_choice_notes_whose_options_a_deck_file_cannot_have_are_named() -> None:
    right, wrong = Option("a", is_correct=True), Option("b", is_correct=False)
    sound = a_note(NoteKind.CHOICE, "Sound?", encode_options([right, wrong]), "", "")
    none_right = a_note(NoteKind.CHOICE, "<b>Which</b>?", encode_options([wrong, wrong]), "", "")
    unreadable = a_note(NoteKind.CHOICE, "And?", "options", "", "")
    end = "fewer than 2, more than 10, without a right one, or unreadable:"

    said = [deck_text_writing.WRITE_FORMAT.remarks(a_transfer(*notes)) for notes in ([sound], [sound, none_right])]
    both = deck_text_writing.WRITE_FORMAT.remarks(a_transfer(none_right, sound, unreadable))

    assert said == [
        (),
        (f"1 choice note is written as a plain question and answer, because its options are {end} “Which?”.",),
    ]
    assert both == (
        f"2 choice notes are written as a plain question and answer, because their options are {end} “Which?”, “And?”.",
    )


def test_notes_without_identity_get_one_that_no_other_has(tmp_path: Path) -> None:
    lines = lines_of(a_transfer(a_note(guid=""), a_note(NoteKind.BASIC, "Other", "A", "", guid="")), tmp_path)

    assert [line for line in lines if line.startswith("## ")] == ["## note-e1c322e927e1", "## note-69aa2d88bae7"]


def test_pictures_and_sounds_are_written_beside_the_deck_and_read_again(tmp_path: Path) -> None:
    note = a_note(NoteKind.BASIC, '<img src="a%20b.png">', "[sound:s.mp3]", "")
    media = {"a b.png": b"picture", "s.mp3": b"sound", "_style.css": b"", "unused.png": b""}
    transfer = replace(a_transfer(note), media=media_of(media))

    with registry.read(written(transfer, tmp_path), READING) as again:
        assert bytes_of(again.media) == {"a b.png": b"picture", "s.mp3": b"sound"}
        assert sorted(path.name for path in (tmp_path / "deck-media").iterdir()) == ["a b.png", "s.mp3"]


def test_the_bundled_decks_come_back_as_they_were(tmp_path: Path) -> None:
    transfer = deck_text_file.read(DECKS, READING)

    again = registry.read(written(transfer, tmp_path), READING)

    assert len(again.notes) > 2000
    assert again.problems == ()
    assert contents(again) == contents(transfer)


@settings(deadline=None, max_examples=40)
@given(transfers)
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, transfer: Transfer) -> None:
    path = written(transfer, tmp_path_factory.mktemp("deck"))

    again = deck_text_file.read(path, READING)

    assert list(again.problems) == []
    assert contents(again) == contents(transfer)


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ExportRefusedError, match="cannot be written"):
        written(a_transfer(a_note()), tmp_path / "missing")


def test_a_stopped_export_leaves_the_older_file(tmp_path: Path) -> None:
    path = tmp_path / "deck.md"
    path.write_text("older")

    def stop(_doing: str, _share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        deck_text_writing.write(a_transfer(a_note()), path, stop)

    assert [one.name for one in tmp_path.iterdir()] == ["deck.md"]
    assert path.read_text() == "older"


def test_more_notes_than_can_be_held_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deck_text_file, "MAX_NOTES", 1)
    path = tmp_path / "a.md"
    path.write_text("---\ndeck: A\n---\n## one\nQ: a\nA: b\n## two\nQ: a\nA: b\n")

    with pytest.raises(ImportRefusedError, match="it has 2 notes in 9 lines; at most 1 notes"):
        deck_text_file.read(path, READING)
