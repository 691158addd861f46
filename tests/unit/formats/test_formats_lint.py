from pathlib import Path

from flashcards.formats import DeckDraft, lint, read_deck_text

TOP = "---\ndeck: D\nchecked: 2026-11-23\ndomain: 1\nsource: S\n---\n"
LONG = " ".join(["word"] * 31)


def a_draft(body: str, top: str = TOP, name: str = "a.md") -> DeckDraft:
    return read_deck_text(top + body, Path(name))


def found(*drafts: DeckDraft, is_complete: bool = False) -> list[str]:
    return [str(problem) for problem in lint(drafts, is_complete=is_complete)]


def test_a_good_note_has_no_findings() -> None:
    assert found(a_draft("## n\nQ: a\n- [x] b\n  Why.\n- [ ] c\n  Why not.\n")) == []


def test_what_is_missing_is_named() -> None:
    draft = a_draft("## n\nQ: a\nA: b\n", top="---\ndeck: D\n---\n")

    assert found(draft) == [
        "a.md:4: this note does not say when it was checked [no-checked]",
        "a.md:4: this note has no RHIT domain [no-domain]",
        "a.md:4: this note has no source [no-source]",
    ]


def test_an_option_without_rationale_is_named_at_its_line() -> None:
    draft = a_draft("## n\nQ: a\n- [x] b\n  Why.\n- [ ] c\n")

    assert found(draft) == ["a.md:11: option B has no rationale [no-rationale]"]


def test_an_answer_over_thirty_words_is_long_in_every_kind() -> None:
    draft = a_draft(
        f"## a1\nQ: one\nA: {LONG}\n## b1\nTerm: two\nMeaning: {LONG}\n## c1\nCloze: {{{{c1::{LONG}}}}}\n"
        f"## d1\nQ: three\nTyped: {LONG}\n## e1\nQ: four\n- [x] {LONG}\n  Why.\n- [ ] c\n  Why.\n"
    )

    assert found(draft) == [
        f"a.md:{line}: the answer has 31 words; 30 are enough [long-answer]" for line in (9, 12, 14, 17, 20)
    ]


def test_thirty_words_and_the_words_around_a_gap_are_not_too_long() -> None:
    thirty = " ".join(["word"] * 30)

    assert found(a_draft(f"## a1\nQ: one\nA: {thirty}\n## b1\nCloze: {LONG} {{{{c1::x::{LONG}}}}}\n")) == []


def test_the_same_question_twice_is_found_over_all_files_whatever_its_marks() -> None:
    first = a_draft("## a1\nQ: What is *PHI*?\nA: b\n")
    second = a_draft("## b1\nQ: what is phi\nA: c\n", name="b.md")

    assert found(first, second) == ["b.md:8: the same question as “a1” (a.md:7) [duplicate-question]"]


def test_the_same_question_about_two_cases_is_not_the_same_question() -> None:
    options = "Q: What now?\n- [x] a\n  Why.\n- [ ] b\n  Why.\n"

    assert found(a_draft(f"## case c\nX\n## case d\nY\n## a1\nCase: c\n{options}## b1\nCase: d\n{options}")) == []


def test_an_excused_check_is_not_made_on_that_note() -> None:
    body = f"## a1\nQ: one\nA: {LONG}\nAllow: long-answer: quoted whole\n## b1\nQ: two\nA: {LONG}\n"

    assert found(a_draft(body)) == ["a.md:13: the answer has 31 words; 30 are enough [long-answer]"]


def test_an_unknown_test_is_found_when_the_decks_are_complete() -> None:
    draft = a_draft("## a1\nQ: one\nA: x\nTests: b1 c1\n## b1\nQ: two\nA: y\n")

    assert found(draft) == []
    assert found(draft, is_complete=True) == ["a.md:10: “Tests:” names “c1”, and there is no such note [unknown-test]"]


def test_mistakes_in_the_format_come_with_the_findings_in_order_of_lines() -> None:
    draft = a_draft(f"## a1\nQ: one\nA: {LONG}\n## b1\nQ: two\n")

    assert [problem.line for problem in lint([draft])] == [9, 10]
