"""Multiple choice of add-ons and shared templates, taken for choice notes."""

from pathlib import Path

import pytest

from flashcards.domain.choice import Option, decode_options
from flashcards.domain.note_type import NoteKind, NoteType
from flashcards.formats.transfer import TransferNote
from tests.unit.formats.anki_builders import BASIC, AnkiFile, a_note, a_type, messages, read_file

NUMBERED = ("Question", "Title", "QType (0=kprim,1=mc,2=sc)", "Q_1", "Q_2", "Q_3", "Q_4", "Q_5", "Answers", "Sources")
LETTERED = ("question", "optionA", "optionB", "optionC", "optionD", "answer", "noteA", "note")
LISTED = ("Question", "Multiple Choice", "Correct Answer", "Extra")


def the_note(folder: Path, names: tuple[str, ...], *values: str) -> tuple[NoteType, TransferNote, list[str]]:
    """Give the note of a type with these fields, its type, and what was said about it."""
    foreign = a_type(BASIC, "Quiz", names, [(f"{{{{{names[0]}}}}}", f"{{{{{names[-1]}}}}}")])
    text = "\x1f".join((*values, *[""] * (len(names) - len(values))))
    with read_file(folder, AnkiFile(types=[foreign], notes=[a_note(fields=text)])) as transfer:
        (note,) = transfer.notes
        return transfer.note_types[note.type_place], note, messages(transfer)


def options(note: TransferNote) -> list[tuple[str, bool]]:
    return [(option.text, option.is_correct) for option in decode_options(note.fields[1] or "")]


def test_numbered_options_are_right_where_the_answers_have_a_one(tmp_path: Path) -> None:
    values = ("Which are codes?", "Coding", "1", "ICD-10-CM", "HIPAA", "", "CPT", "", "1 0 0 1 0", "CMS 2026")

    note_type, note, said = the_note(tmp_path, NUMBERED, *values)

    assert note_type.kind is NoteKind.CHOICE
    assert note.fields[0] == "<b>Coding</b><br>Which are codes?"
    assert options(note) == [("ICD-10-CM", True), ("HIPAA", False), ("CPT", True)]
    assert (note.fields[2:], note.provenance.citation) == (("", ""), "CMS 2026")
    assert said == ["Notes of the type “Quiz” were taken for multiple choice"]


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("B", "B"),
        ("b", "B"),
        ("AC", "AC"),
        ("A, C", "AC"),
        ("(D)", "D"),
        ("A and D", "AD"),
        ("Seven", "C"),
        ("E", ""),
        ("", ""),
    ],
)
def test_lettered_options_are_right_where_the_answer_names_them(answer: str, right: str, tmp_path: Path) -> None:
    values = ("How many?", "Five", "Six", "Seven", "Eight", answer)

    note_type, note, said = the_note(tmp_path, LETTERED, *values)

    if right:
        assert "".join("ABCD"[place] for place, (_, is_right) in enumerate(options(note)) if is_right) == right
    else:
        assert note_type.kind is NoteKind.CUSTOM
        assert note.fields[:6] == values
        assert said[-1] == (
            "The note “How many?” was kept as it is in Anki: its options or its answer cannot be understood"
        )


def test_rationales_and_explanations_come_along(tmp_path: Path) -> None:
    _, note, _ = the_note(tmp_path, LETTERED, "Q", "x", "y", "", "", "A", "because", "see there")

    assert decode_options(note.fields[1] or "")[0] == Option("x", is_correct=True, rationale="because")
    assert note.fields[2] == "see there"


def test_listed_options_are_right_where_they_stand_in_the_answer_too(tmp_path: Path) -> None:
    values = ("Which?", "<div>one</div><div>two</div>three<br>", "Two<br>three", "more")

    _, note, _ = the_note(tmp_path, LISTED, *values)

    assert options(note) == [("one", False), ("two", True), ("three", True)]
    assert note.fields[2] == "more"


def test_fields_without_a_place_go_below_the_answer_with_their_names(tmp_path: Path) -> None:
    names = ("Question", "Choices", "Answer", "Chapter", "References")

    _, note, _ = the_note(tmp_path, names, "Q", "a<br>b", "b", "Seven", '<a href="https://x.example">x</a>')

    assert note.fields[2] == '<b>Chapter:</b> Seven<br><b>References:</b> <a href="https://x.example">x</a>'


@pytest.mark.parametrize(
    "values",
    [
        ("Q", "a", "a"),
        ("Q", "<br>".join("abcdefghijk"), "a"),
        ("Q", "a<br>b", "c"),
    ],
)
def test_too_few_options_too_many_or_no_right_one_are_no_choice(values: tuple[str, ...], tmp_path: Path) -> None:
    note_type, note, _ = the_note(tmp_path, LISTED, *values)

    assert note_type.kind is NoteKind.CUSTOM
    assert note.fields == (*values, "")


@pytest.mark.parametrize(
    "names",
    [("Question", "Answer"), ("Front", "Option A", "Answer"), ("Text", "Choices", "Answer"), ("Question", "Choices")],
)
def test_other_types_are_left_alone(names: tuple[str, ...], tmp_path: Path) -> None:
    note_type, _, said = the_note(tmp_path, names, *("Q", "a<br>b", "a")[: len(names)])

    assert (note_type.kind, said) == (NoteKind.CUSTOM, [])
