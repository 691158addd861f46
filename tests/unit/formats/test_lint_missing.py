import pytest

from tests.unit.formats.lint_builders import TOP, a_choice, a_draft, checks, found

TYPED = "## n\nQ: {}\nTyped: {}\n"
ANALYTICS = TOP.replace("domain: 1", "domain: 3")


def test_what_is_missing_is_named() -> None:
    assert found(a_draft("## n\nQ: a\nA: b\n", top="---\ndeck: D\n---\n")) == [
        "a.md:4: this note does not say when it was checked [no-checked]",
        "a.md:4: this note has no RHIT domain [no-domain]",
        "a.md:4: this note has no source [no-source]",
    ]


def test_an_option_without_rationale_is_named_at_its_line() -> None:
    body = a_choice("one", "two").replace("two\n  Because.\n", "two\n")

    assert found(a_draft(body)) == ["a.md:11: option B has no rationale [no-rationale]"]


def test_a_choice_note_needs_a_level_of_its_own_and_the_notes_it_tests() -> None:
    body = "## n\nQ: a\n- [x] b\n  Why.\n- [ ] c\n  Why not.\n"

    assert found(a_draft(body, top=TOP.replace("source:", "level: recall\nsource:"))) == [
        "a.md:8: this choice note does not say which notes it tests (“Tests:”) [no-tests]",
        "a.md:8: this choice note has no “Level:” of its own [no-level]",
    ]


@pytest.mark.parametrize(
    "more",
    ["Rate = 20 ÷ 400.", "It is 9,300 / 30 = 310.", "(20 × 10) + (5 × 2)", "$1,200 − $300", "5% + 6%", "100 - 15"],
)
def test_arithmetic_needs_a_check(more: str) -> None:
    body = f"## n\nQ: a\nA: b\nMore: {more}\n"

    assert found(a_draft(body)) == ["a.md:10: this calculation has no “Check:” [no-calculation]"]
    assert checks(f"{body}Check: 1 + 1 = 2\n") == []


@pytest.mark.parametrize(
    "more", ["2021–2031", "on 2026-11-23", "45 CFR 164.524", "UB-04 and CMS-1500", "ages 5–10", "24/7", "a+b", "n − 1"]
)
def test_dates_ranges_and_codes_are_no_arithmetic(more: str) -> None:
    assert checks(f"## n\nQ: a\nA: b\nMore: {more}\n") == []


def test_in_data_analytics_a_number_found_from_numbers_needs_a_check() -> None:
    asked = a_draft(TYPED.format("What is the rate of 5 deaths in 200 discharges?", "2.5%"), top=ANALYTICS)

    assert found(asked) == ["a.md:8: a number is to be found from others, and no “Check:” finds it [no-calculation]"]


def test_the_numbers_of_a_case_count_as_given() -> None:
    case = "## case c\n5 deaths in 200 discharges.\n"
    body = case + a_choice("2.5%", "25%", question="What is the rate?", case="c")

    assert [line.split(": ")[0] for line in found(a_draft(body, top=ANALYTICS))] == ["a.md:11"]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Within how many days of surgery?", "10"),
        ("Admitted at 07:00 on day 1, died at 19:00. How many days?", "1"),
        ("Which is larger, 5 or 6?", "the latter"),
    ],
)
def test_a_figure_that_is_known_needs_no_check(question: str, answer: str) -> None:
    assert found(a_draft(TYPED.format(question, answer), top=ANALYTICS)) == []
