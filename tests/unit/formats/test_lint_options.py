import pytest

from tests.unit.formats.lint_builders import a_choice, a_draft, checks, found


@pytest.mark.parametrize(
    ("one", "other", "message"),
    [
        ("The record", "a records", "options A and B say the same"),
        ("30 days", "30 days after the request", "one of the options A and B is contained in the other"),
        ("Phishing", "Spear phishing", "one of the options A and B is contained in the other"),
        ("5 to 10 days", "10–15 days", "the ranges of options A and B overlap"),
        ("$1,000 to $2,000", "$1,500 to $2,500", "the ranges of options A and B overlap"),
    ],
)
def test_options_that_overlap_are_found_at_the_later_one(one: str, other: str, message: str) -> None:
    assert found(a_draft(a_choice(one, other))) == [f"a.md:11: {message} [option-overlap]"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Part A", "Part B"),
        ("CCS", "CCS-P"),
        ("5 days", "15 days"),
        ("5 to 9 days", "10 to 15 days"),
        ("5 to 10 days", "6 to 8 weeks"),
        ("HIPAA, then HITECH", "HITECH, then HIPAA"),
        ("0.5", "5"),
        ("The patient", "The patient's attorney"),
    ],
)
def test_options_that_differ_are_let_be(one: str, other: str) -> None:
    assert checks(a_choice(one, other)) == []


@pytest.mark.parametrize(
    "option",
    ["All of the above", "None of these", "Both A and B", "A and C", "Any of the other answers", "none of them"],
)
def test_an_option_about_other_options_is_found(option: str) -> None:
    assert found(a_draft(a_choice("First thing", option))) == [
        f"a.md:11: option B is about the other options: “{option}” [above-option]"
    ]


def test_all_of_the_above_is_let_be_where_it_is_pinned_to_the_last_place() -> None:
    assert checks(a_choice("First thing", "Other thing", "All of the above", more="Pin: C\n")) == []
    assert checks(a_choice("First thing", "All of the above", "Other thing", more="Pin: B\n")) == ["above-option"]
    assert checks(a_choice("First thing", "Other thing", "A and B", more="Pin: C\n")) == ["above-option"]


@pytest.mark.parametrize("option", ["Both laptops", "Neither the nurse nor the clerk", "All records", "A and the rest"])
def test_an_option_about_the_matter_is_let_be(option: str) -> None:
    assert checks(a_choice("First thing", option)) == []


def test_a_right_option_more_than_half_as_long_again_is_found() -> None:
    assert found(a_draft(a_choice("x" * 16, "y" * 10))) == [
        "a.md:9: the right option is far longer than the others (16 characters to 10) [long-option]"
    ]


def test_half_as_long_again_or_five_characters_more_or_a_long_wrong_option_is_let_be() -> None:
    assert checks(a_choice("x" * 15, "y" * 10)) == []
    assert checks(a_choice("x" * 7, "y" * 2)) == []
    assert checks(a_choice("x" * 2, "y" * 30)) == []


def test_a_question_with_two_right_options_says_so() -> None:
    body = a_choice("one", "two", "six").replace("- [ ] two", "- [x] two")

    assert found(a_draft(body)) == [
        "a.md:8: 2 options are right, and the question does not say how many (“choose two”) [no-count]"
    ]
    assert checks(body.replace("Which one?", "Which apply (choose two)?")) == []
