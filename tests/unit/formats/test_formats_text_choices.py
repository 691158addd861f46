"""Options of choice notes in the cells of a table."""

import pytest

from flashcards.formats.text_choices import read_correct, split_choices, without_letters


@pytest.mark.parametrize(
    ("cell", "options"),
    [
        ("Provider|Patient|Payer", ["Provider", "Patient", "Payer"]),
        ("Provider; or plan | Patient", ["Provider; or plan", "Patient"]),
        ("ICD\nHIM; old\n\nROI", ["ICD", "HIM; old", "ROI"]),
        ("A. Provider\nB. Patient", ["Provider", "Patient"]),
        ("A) Provider B) Patient C) Payer", ["Provider", "Patient", "Payer"]),
        ("(a) Provider; (b) Patient", ["Provider", "Patient"]),
        ("Vitamin A. Vitamin B. None", ["Vitamin A. Vitamin B. None"]),
        ("Hepatitis B. acute; Hepatitis A. chronic", ["Hepatitis B. acute", "Hepatitis A. chronic"]),
        ("ICD; HIM; ROI", ["ICD", "HIM", "ROI"]),
        ("only one", ["only one"]),
        ("", []),
    ],
)
def test_options_in_one_cell_are_told_apart(cell: str, options: list[str]) -> None:
    assert split_choices(cell) == options


def test_letters_are_taken_off_only_where_each_option_has_its_own() -> None:
    assert without_letters(["A. one", "", "C. three"]) == ["one", "", "three"]
    assert without_letters(["A. one", "two"]) == ["A. one", "two"]
    assert without_letters(["B. one", "A. two"]) == ["B. one", "A. two"]
    assert without_letters(["", ""]) == ["", ""]


@pytest.mark.parametrize("said", ["B", "b)", "Patient", "B. Patient", "(B) patient", "2"])
def test_the_right_option_may_be_named_with_its_letter(said: str) -> None:
    assert read_correct(said, ["Provider", "Patient"]) == {1}
