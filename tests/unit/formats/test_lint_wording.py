import pytest

from tests.unit.formats.lint_builders import a_choice, a_draft, checks, found

LONG = " ".join(["word"] * 31)


def test_an_answer_over_thirty_words_is_long_in_every_kind() -> None:
    draft = a_draft(
        f"## a1\nQ: one\nA: {LONG}\n## b1\nTerm: two\nMeaning: {LONG}\n## c1\nCloze: {{{{c1::{LONG}}}}}\n"
        f"## d1\nQ: three\nTyped: {LONG}\n{a_choice(LONG, LONG.replace('word', 'verb'), question='four')}"
    )

    assert found(draft) == [
        f"a.md:{line}: the answer has 31 words; 30 are enough [long-answer]" for line in (9, 12, 14, 17, 20)
    ]


def test_thirty_words_and_the_words_around_a_gap_are_not_too_long() -> None:
    thirty = " ".join(["word"] * 30)

    assert found(a_draft(f"## a1\nQ: one\nA: {thirty}\n## b1\nCloze: {LONG} {{{{c1::x::{LONG}}}}}\n")) == []


@pytest.mark.parametrize(
    ("answer", "count"),
    [
        ("Name, address, age and sex", 4),
        ("Name, address, age, and sex", 4),
        ("Yes; it covers staff, volunteers, trainees, students or others", 5),
        ("Staff, volunteers, trainees, students", 4),
    ],
)
def test_an_answer_that_lists_more_than_three_things_is_found(answer: str, count: int) -> None:
    assert found(a_draft(f"## n\nQ: a\nA: {answer}\n")) == [
        f"a.md:9: the answer lists {count} things; ask for one, or make gaps [list-answer]"
    ]


@pytest.mark.parametrize(
    "answer",
    ["Name, address and age", "No; on Monday, and on Tuesday; else, never", "Bread and butter and jam and tea"],
)
def test_three_things_and_several_clauses_are_no_list(answer: str) -> None:
    assert checks(f"## n\nQ: a\nA: {answer}\n") == []


def test_a_written_list_is_found_in_a_definition_too_but_its_examples_are_not() -> None:
    assert checks("## n\nTerm: a\nMeaning:\n  - b\n  - c\n") == ["list-answer"]
    assert checks("## n\nTerm: a\nMeaning: A record, such as of births, deaths, surgeries or visits\n") == []


@pytest.mark.parametrize("answer", ["No", "yes.", "**True**"])
def test_an_answer_that_is_only_yes_or_no_is_found(answer: str) -> None:
    assert checks(f"## n\nQ: Is a fax PHI?\nA: {answer}\n") == ["bare-answer"]


@pytest.mark.parametrize("answer", ["No; a fax is a form", "Nobody", "Yes, with consent"])
def test_an_answer_with_its_reason_is_not_bare(answer: str) -> None:
    assert checks(f"## n\nQ: Is a fax PHI?\nA: {answer}\n") == []


@pytest.mark.parametrize(
    "question",
    [
        "Which of these is not PHI?",
        "A nurse calls. Which step may she NOT take?",
        "All of these are required. Which one is the except*ion*, except the last?",
        "What is least likely to help?",
        "Who is **not** covered?",
    ],
)
def test_a_negative_question_without_capitals_in_bold_is_found(question: str) -> None:
    assert checks(a_choice("one", "two", question=question)) == ["negative-stem"]


def test_the_finding_says_how_to_write_it() -> None:
    assert found(a_draft(a_choice("one", "two", question="Which is not PHI?"))) == [
        "a.md:8: “not” turns this question round: write it **NOT** [negative-stem]"
    ]


@pytest.mark.parametrize(
    "question",
    [
        "Which of these is **NOT** PHI?",
        "All apply **EXCEPT** which?",
        "Why is this not PHI?",
        "The patient did not sign. What should be done?",
        "What is the last day if the patient does not object?",
        'Which dose agrees with the "Do Not Use" list?',
        "For at least how many years?",
        "In what order, from least to most serious?",
    ],
)
def test_a_question_that_is_not_turned_round_is_let_be(question: str) -> None:
    assert checks(a_choice("one", "two", question=question)) == []


def test_only_choice_questions_need_the_emphasis() -> None:
    assert checks("## n\nQ: Who is not covered?\nA: An employer\n") == []
