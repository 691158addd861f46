import re
from pathlib import Path

import pytest

from flashcards.formats.text_layout import OF_THE_RIGHT_OPTION, Role
from flashcards.formats.text_names import Meaning, looks_like_header, meaning

DOCUMENTED = Path(__file__).parents[3] / "docs" / "importing.md"


def test_every_documented_name_of_a_column_is_understood() -> None:
    rows = re.findall(r"^\| (`.*?`) \|(.*?)\|", DOCUMENTED.read_text("utf-8"), re.MULTILINE)

    assert len(rows) > 12
    for first, others in rows:
        names = [*re.findall(r"`(.*?)`", first), *filter(None, re.split("[,;] ", others.strip()))]
        meanings = {name: meaning(name) for name in names}
        assert None not in meanings.values(), meanings


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Correct_Answer", Meaning(Role.CORRECT)),
        ("  OPTION 3 ", Meaning(Role.OPTION, place=2)),
        ("answer b", Meaning(Role.OPTION, place=1)),
        ("Rationale", Meaning(Role.RATIONALE, place=OF_THE_RIGHT_OPTION)),
        ("Why C", Meaning(Role.RATIONALE, place=2)),
        ("d explanation", Meaning(Role.RATIONALE, place=3)),
        ("medical term", Meaning(Role.FIELD, "front")),
        ("page", None),
        ("the term that everybody uses here", None),
        ("", None),
    ],
)
def test_names_are_understood_in_many_spellings(name: str, expected: Meaning | None) -> None:
    assert meaning(name) == expected


@pytest.mark.parametrize(
    ("row", "names"),
    [
        (["Question", "Answer"], True),
        (["Q", "A"], True),
        (["", "Question", "Answer", ""], True),
        (["Frage", "Antwort"], True),
        (["Begriff", "Ru\u0308ckseite"], True),
        (["Pregunta", "Respuesta"], True),
        (["Question", "Réponse"], True),
        (["Frage", "Wer darf eine Akte sehen"], False),
        (["Wort", "Satz"], False),
        (["A", "B"], False),
        (["a", "B", "New code"], False),
        (["question", "question"], False),
        (["Term\nnew", "Definition"], False),
        (["term" * 20, "definition"], False),
        ([], False),
        (["", ""], False),
    ],
)
def test_rows_of_names_are_told_from_rows_of_words(row: list[str], names: bool) -> None:
    assert looks_like_header(row, [["x", "y"]]) is names


def test_names_of_fields_are_names_too() -> None:
    assert looks_like_header(["Wort", "Satz"], [["x", "y"]], {"wort", "satz"})
