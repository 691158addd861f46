import pytest

from flashcards.rendering.templates import Field, Section, TemplateError, Text, evaluate, parse


def _shown(source: str, **values: str) -> str:
    return evaluate(parse(source), lambda field: values.get(field.name, "?"), lambda name: bool(values.get(name)))


def test_text_and_fields_are_told_apart() -> None:
    assert parse("a {{Front Side Up}} b") == (Text("a "), Field("Front Side Up"), Text(" b"))


def test_filters_are_kept_in_the_order_they_are_applied() -> None:
    assert parse("{{type:cloze:My Field}}") == (Field("My Field", ("cloze", "type")),)


def test_sections_hold_what_is_between_their_tags() -> None:
    assert parse("{{#A}}x{{^B}}{{C}}{{/B}}{{/A}}") == (
        Section("A", False, (Text("x"), Section("B", True, (Field("C"),)))),
    )


def test_a_section_shows_only_with_its_field_and_a_negated_one_only_without() -> None:
    source = "{{#A}}with {{A}}{{/A}}{{^A}}without{{/A}}"

    assert _shown(source, A="text") == "with text"
    assert _shown(source, A="") == "without"


def test_comments_show_nothing() -> None:
    assert _shown("a{{! a note to myself }}b") == "ab"


def test_braces_inside_an_html_comment_are_text() -> None:
    assert _shown("<!-- {{#Front}} --> {{A}}", A="x") == "<!-- {{#Front}} --> x"


def test_an_html_comment_without_end_hides_nothing() -> None:
    assert _shown("<!-- {{A}}", A="x") == "<!-- x"


def test_triple_braces_are_a_field() -> None:
    assert _shown("{{{A}}}!", A="x") == "x!"


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("{{#A}}x", "{{#A}} is never closed"),
        ("{{^A}}x", "{{^A}} is never closed"),
        ("x{{/A}}", "{{/A}} closes nothing that was opened"),
        ("{{#A}}{{#B}}{{/A}}{{/B}}", "{{/A}} closes nothing that was opened"),
        ("{{A", "a {{ in the card template has no }}"),
        ("{{}}", "{{ }} names no field"),
        ("{{#A}}" * 40 + "{{/A}}" * 40, "too many parts of the card template lie inside each other"),
    ],
)
def test_a_template_that_cannot_be_understood_says_why(source: str, problem: str) -> None:
    with pytest.raises(TemplateError) as caught:
        parse(source)

    assert str(caught.value) == problem


def test_a_card_that_multiplies_its_fields_without_end_is_refused() -> None:
    with pytest.raises(TemplateError, match="too long"):
        _shown("{{A}}" * 50, A="x" * 50_000)
