import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.rendering import Part, Verdict, compare_typed
from tests.pace import within

RIGHT, WRONG, MISSING = Verdict.RIGHT, Verdict.WRONG, Verdict.MISSING


@pytest.mark.parametrize(
    ("given_text", "accepted"),
    [
        ("the last pair", "The last pair"),
        ("  The   last pair. ", "The last pair"),
        ("naive", "naïve"),
        ("follow up", "Follow-up"),
        ("cms1500", "CMS-1500"),
        ("icd 10 cm", "ICD-10-CM"),
        ("1,250", "1250"),
        ("1 250", "1,250"),
        ("1250.0", "1,250"),
        ("$1250", "1,250"),
        ("1,250", "$1,250.00"),
        ("93 %", "93%"),
        ("93%", "93"),
        ("93 percent", "93"),
        ("93", "93 percent"),
        ("1.5 per cent", "1.50%"),
        (".5", "0.50"),
        ("−5", "-5"),
        ("310 Patients", "310 patients"),
        ("1,000 days", "1000 days"),
        ("beds * days", "beds × days"),
        ("release & access", "release and access"),
        ("§", "§"),
        ("ＡＢＣ", "abc"),
    ],
)
def test_case_accents_punctuation_spacing_and_writing_of_numbers_are_forgiven(given_text: str, accepted: str) -> None:
    assert compare_typed(given_text, [accepted], None).is_match


@pytest.mark.parametrize(
    ("given_text", "accepted"),
    [
        ("35 days", "3.5 days"),
        ("35", "3.5"),
        ("-5", "5"),
        ("5, 10", "510"),
        ("Rh", "Rh+"),
        ("< 30", "> 30"),
        ("beds × days", "beds ÷ days"),
        ("ICD-9-CM", "ICD-10-CM"),
        ("", "x"),
        ("   ", "x"),
        ("...", "x"),
        ("x", "..."),
        ("٣ days", "٤ days"),
        ("12.5", "12.4"),
    ],
)
def test_what_means_something_else_is_wrong(given_text: str, accepted: str) -> None:
    assert not compare_typed(given_text, [accepted], None).is_match


def test_every_accepted_answer_matches_and_the_first_is_shown() -> None:
    comparison = compare_typed("310 PATIENTS", ["310", "310 patients"], None)

    assert comparison.is_match
    assert comparison.shown == "310"
    assert comparison.parts == (Part("310 PATIENTS", RIGHT),)


@pytest.mark.parametrize(("given_text", "is_match"), [("12.4", True), ("12.2", True), ("12.41", False), ("12", False)])
def test_a_number_may_be_off_by_the_tolerance(given_text: str, is_match: bool) -> None:
    assert compare_typed(given_text, ["12.3"], 0.1).is_match is is_match


def test_the_tolerance_holds_for_a_number_with_its_unit() -> None:
    assert compare_typed("12.4 days", ["12.3 days"], 0.1).is_match


def test_a_wrong_answer_is_compared_letter_by_letter() -> None:
    comparison = compare_typed("retentoin", ["Retention"], None)

    assert comparison.parts == (
        Part("retent", RIGHT),
        Part("o", WRONG),
        Part("i", RIGHT),
        Part("o", MISSING),
        Part("n", RIGHT),
    )


def test_an_answer_that_is_something_else_is_wrong_as_a_whole() -> None:
    comparison = compare_typed("within 3 days", ["6 years"], None)

    assert comparison.parts == (Part("within 3 days", WRONG), Part("6 years", MISSING))


def test_a_wrong_answer_is_compared_with_the_nearest_accepted_one() -> None:
    comparison = compare_typed("deficincy slip", ["chart order", "deficiency slip"], None)

    assert comparison.shown == "deficiency slip"
    assert comparison.parts == (Part("defici", RIGHT), Part("e", MISSING), Part("ncy slip", RIGHT))


def test_nothing_typed_is_all_missing() -> None:
    assert compare_typed("", ["310"], None).parts == (Part("310", MISSING),)


def test_without_accepted_answers_everything_is_wrong() -> None:
    assert compare_typed("x", [], None).parts == (Part("x", WRONG),)


def test_a_very_long_answer_is_compared_as_a_whole() -> None:
    comparison = compare_typed("ab" * 5_000, ["x"], None)

    assert [part.verdict for part in comparison.parts] == [WRONG, MISSING]


def test_the_slowest_comparison_takes_a_moment() -> None:
    with within(seconds=2):
        compare_typed("ab" * 80, ["ba" * 79 + "x", "a" * 160, "b" * 160], None)


@given(st.text(max_size=40), st.lists(st.text(max_size=40), max_size=4), st.none() | st.floats())
def test_any_input_gives_parts_that_join_to_what_was_typed_and_shown(
    typed: str, accepted: list[str], tolerance: float | None
) -> None:
    comparison = compare_typed(typed, accepted, tolerance)

    written = "".join(part.text for part in comparison.parts if part.verdict is not MISSING)
    assert written.split() == unicodedata.normalize("NFC", typed).split()
    if not comparison.is_match:
        expected = sum(len(part.text) for part in comparison.parts if part.verdict is not WRONG)
        assert expected == len(comparison.shown)


@given(st.text(min_size=1, max_size=30).filter(lambda text: bool(text.strip())))
def test_the_accepted_answer_itself_is_right(text: str) -> None:
    assert compare_typed(text, [text], None).is_match
