from collections import Counter
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.formats.lint_index import LikenessIndex
from flashcards.formats.lint_seen import likeness
from tests.pace import within
from tests.unit.formats.lint_builders import TOP, a_choice, a_draft, checks, found


def test_the_same_question_twice_is_found_over_all_decks_whatever_its_marks() -> None:
    first = a_draft("## a1\nQ: What is *PHI*?\nA: b\n")
    second = a_draft("## b1\nQ: what is phi\nA: c\n", name="b.md", top=TOP.replace("deck: D", "deck: E"))

    assert found(first, second) == ["b.md:8: the same question as “a1” (a.md:7) [duplicate-question]"]


def test_the_same_question_about_two_cases_is_not_the_same_question() -> None:
    one = a_choice("x", "y", question="What now?", guid="a1", case="c")
    two = a_choice("x", "y", question="What now?", guid="b1", case="d")

    assert found(a_draft(f"## case c\nX\n## case d\nY\n{one}{two}")) == []


def test_a_question_in_almost_the_same_words_with_the_same_answer_is_found() -> None:
    body = (
        "## a1\nQ: When must an operative report be written or dictated?\nA: Immediately after the surgery\n"
        "## b1\nQ: When must the operative report be dictated or written down?\nA: After the surgery, immediately\n"
    )

    assert found(a_draft(body)) == ["a.md:11: nearly the same question as “a1” (a.md:7) [near-duplicate]"]


def test_almost_the_same_words_with_another_answer_are_another_question() -> None:
    body = (
        "## a1\nQ: Which two access control parts are addressable?\nA: Automatic logoff and encryption\n"
        "## b1\nQ: Which two access control parts are required?\nA: Unique user ids and an emergency procedure\n"
    )

    assert checks(body) == []


def test_the_same_words_in_another_order_are_the_same_question_whatever_the_answer() -> None:
    body = (
        "## a1\nQ: What is an overlay in a patient index?\nA: Two people under one number\n"
        "## b1\nTerm: Patient index: overlay\nMeaning: A mix of persons\n"
    )

    assert checks(body) == ["near-duplicate"]


def test_the_gaps_of_a_cloze_are_its_answer() -> None:
    sentence = "A request for {} must be acted on within {{{{c1::{}}}}} days of receipt.\n"
    one, two = sentence.format("amendment", 60), sentence.format("access", 30)

    assert checks(f"## a1\nCloze: {one}## b1\nCloze: {two}") == []
    assert checks(f"## a1\nCloze: {one}## b1\nCloze: {one.replace('A request', 'The request')}") == ["near-duplicate"]


def test_near_duplicates_are_looked_for_in_all_decks() -> None:
    first = a_draft("## a1\nQ: When is the operative report written?\nA: At once\n")
    second = a_draft(
        "## b1\nQ: When is an operative report written?\nA: At once\n",
        name="b.md",
        top=TOP.replace("deck: D", "deck: E"),
    )

    assert found(first, second) == ["b.md:8: nearly the same question as “a1” (a.md:7) [near-duplicate]"]


def test_the_findings_do_not_depend_on_how_the_decks_are_put_together() -> None:
    words = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta"]
    body = "".join(
        f"## n{place}\nQ: {' '.join(words[:place] + words[place + 1 :])}\nA: same\n" for place in range(len(words))
    )

    # any two of them have six of eight words in common
    assert checks(body) == ["near-duplicate"] * 7


@pytest.mark.parametrize(
    "question",
    [
        "Within how many days must a covered entity answer a request for topic{topic} of kind{n}?",
        "Which words of the old textbook mean, roughly put, the same as the short word kind{n}?",
    ],
)
def test_thousands_of_notes_of_one_pattern_are_compared_in_under_two_seconds(question: str) -> None:
    body = "".join(f"## n{n}\nQ: {question.format(n=n, topic=n % 61)}\nA: Answer{n}\n" for n in range(3000))
    draft = a_draft(body)

    with within(seconds=2):
        assert found(draft) == []


WORDS = st.frozensets(st.sampled_from("abcdefghij"), min_size=1)


@given(sets=st.lists(WORDS, max_size=30), threshold=st.sampled_from([0.5, 0.75, 0.95]))
def test_the_index_misses_no_likeness(sets: list[frozenset[str]], threshold: float) -> None:
    index = LikenessIndex(threshold, Counter(word for words in sets for word in words))

    for number, words in enumerate(sets):
        alike = {other for other in range(number) if likeness(sets[other], words) >= threshold}
        assert alike <= set(chain(*index.candidates(words)))
        index.add(number, words)
