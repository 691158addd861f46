"""What is wrong with card templates is said with its place."""

from dataclasses import replace

import pytest

from flashcards.domain.note_type import CardTemplate, NoteKind, built_in
from flashcards.rendering.checking import names_field, problems_of, with_field_removed, with_field_renamed

BASIC = built_in(NoteKind.BASIC)


@pytest.mark.parametrize("kind", list(NoteKind)[:5])
def test_the_built_in_types_have_no_problem(kind: NoteKind) -> None:
    assert problems_of(built_in(kind)) == ()


@pytest.mark.parametrize(
    ("question", "marked", "text"),
    [
        ("{{Front}} {{", "{{", "A {{ in the card template has no }}."),
        ("a {{#Front}} b", "{{#Front}}", "{{#Front}} is never closed."),
        ("{{Front}} {{/Back}}", "{{/Back}}", "{{/Back}} closes nothing that was opened."),
        ("{{Front}} {{ }}", "{{ }}", "{{ }} names no field."),
        ("{{Front}} {{hint:Hidden}}", "{{hint:Hidden}}", "There is no field “Hidden”."),
        ("{{Front}} {{FrontSide}}", "{{FrontSide}}", "There is no field “FrontSide”."),
        ("{{^Nothing}}{{Front}}{{/Nothing}}", "{{^Nothing}}", "There is no field “Nothing”."),
        ("no field at all", "", "The question shows no field, so it makes no card."),
    ],
)
def test_a_problem_is_said_with_its_place(question: str, marked: str, text: str) -> None:
    note_type = replace(BASIC, templates=(CardTemplate("Card 1", question, "{{Back}}"),))

    problem = problems_of(note_type)[0]

    assert (question[problem.start : problem.end], problem.text) == (marked, text)
    assert problem.is_question


@pytest.mark.parametrize(
    "answer", ["{{FrontSide}} {{Tags}} {{Deck}}", "{{! {{Nothing}}", "<!-- {{Nothing}} -->{{Back}}", "{{#c1}}x{{/c1}}"]
)
def test_what_anki_allows_is_no_problem(answer: str) -> None:
    assert problems_of(replace(BASIC, templates=(CardTemplate("Card 1", "{{Front}}", answer),))) == ()


def test_a_renamed_field_is_renamed_wherever_it_stands() -> None:
    before = CardTemplate(
        "C", "{{#Front}}{{cloze:hint:Front}} {{Frontier}}{{/Front}}", "{{ Front }} {{! Front }} Front"
    )

    (after,) = with_field_renamed([before], "Front", "Term")

    assert after.question == "{{#Term}}{{cloze:hint:Term}} {{Frontier}}{{/Term}}"
    assert after.answer == "{{Term}} {{! Front }} Front"


def test_a_template_that_cannot_be_read_is_not_renamed_in() -> None:
    broken = CardTemplate("C", "{{Front}} {{", "{{Front}}")

    (after,) = with_field_renamed([broken], "Front", "Term")

    assert (after.question, after.answer) == ("{{Front}} {{", "{{Term}}")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("{{Front}}", "{{FrontSide}}<hr>{{Back}}{{text:Back}}"), ("{{Front}}", "{{FrontSide}}<hr>")),
        (("{{Front}}{{#Back}}x{{More}}{{/Back}}", "{{^Back}}no{{/Back}}"), ("{{Front}}x{{More}}", "no")),
        (("{{Front}}", "{{#More}}{{ Back }}in{{/More}}"), ("{{Front}}", "{{#More}}in{{/More}}")),
        (("Say {{Back}}", "{{Front}}"), ("Say {{Front}}", "{{Front}}")),
        (("{{cloze:Back}}", "{{cloze:Back}}{{More}}"), ("{{cloze:Front}}", "{{More}}")),
        (
            ("{{Front}}", "<!-- {{Back}} -->{{! Back }}"),
            ("{{Front}}", "<!-- {{Back}} -->{{! Back }}"),
        ),
        (("No field", "{{Back}} {{"), ("No field", "{{Back}} {{")),
    ],
)
def test_a_field_is_taken_out_as_anki_does_it(before: tuple[str, str], after: tuple[str, str]) -> None:
    (found,) = with_field_removed([CardTemplate("C", *before)], "Back", "Front")

    assert (found.question, found.answer) == after


@pytest.mark.parametrize(("answer", "is_named"), [("{{text:Back}}", True), ("{{^Back}}.", True), ("Back", False)])
def test_a_template_names_a_field_it_shows_or_asks_for(answer: str, is_named: bool) -> None:
    assert names_field(CardTemplate("C", "{{Front}}", answer), "Back") is is_named
