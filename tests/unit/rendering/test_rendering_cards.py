import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.domain.choice import Option, encode_options
from flashcards.domain.ids import NoteTypeId
from flashcards.domain.note_type import CardTemplate, NoteKind, NoteType, built_in
from flashcards.rendering import Hint, RenderedCard, TypedAnswer, card_ordinals, render

OPTIONS = encode_options(
    [Option("Yes", True, "It is."), Option("<i>No</i><script>x</script>", False, "<b onclick=x>Not</b>")]
)


def a_type(
    question: str, answer: str = "{{FrontSide}}", fields: tuple[str, ...] = ("Front", "Back", "My Notes")
) -> NoteType:
    return NoteType(NoteTypeId(9), "Mine", NoteKind.CUSTOM, fields, (CardTemplate("Card 1", question, answer),))


def question_of(template: str, *values: str) -> str:
    return render(a_type(template), values, 0, deck="Clerk::Filing", tags=("a", "b<c>")).question


def test_a_basic_card_shows_back_and_more_below_its_question() -> None:
    assert render(built_in(NoteKind.BASIC), ("Front", "Back", "Why"), 0) == RenderedCard(
        question="Front", answer='Back<hr><div class="more">Why</div>'
    )


def test_a_card_without_more_shows_no_empty_frame() -> None:
    assert render(built_in(NoteKind.BASIC), ("Front", "Back", "<br>"), 0).answer == "Back"


def test_the_second_card_of_a_reversed_note_asks_the_other_way() -> None:
    card = render(built_in(NoteKind.REVERSED), ("TPO", "Treatment", ""), 1)

    assert (card.question, card.answer) == ("Treatment", "TPO")


def test_a_cloze_answer_takes_the_place_of_its_question() -> None:
    card = render(built_in(NoteKind.CLOZE), ("{{c1::a}} {{c2::b}}", ""), 1)

    assert card.question == '<span class="cloze-inactive">a</span> <b class="cloze">[...]</b>'
    assert card.answer == '<span class="cloze-inactive">a</span> <b class="cloze">b</b>'
    assert card.answer_replaces_question


def test_a_typed_card_accepts_each_line_of_its_answer() -> None:
    card = render(built_in(NoteKind.TYPED), ("How many?", "310<br>310 <b>patients</b>\n&gt;309", ""), 0)

    assert card.typed == TypedAnswer(("310", "310 patients", ">309"))
    assert (card.question, card.answer) == ("How many?", "310")


def test_a_choice_card_gives_safe_options_and_its_case() -> None:
    card = render(built_in(NoteKind.CHOICE), ("Which?", OPTIONS, "Why", "A <script>x</script>case"), 0)

    assert card.choice == (Option("Yes", True, "It is."), Option("<i>No</i>", False, "<b>Not</b>"))
    assert (card.case, card.question, card.answer) == ("A case", "Which?", '<div class="more">Why</div>')
    assert not card.answer_replaces_question


@pytest.mark.parametrize("options", ["{", "3", '["x"]', "[" * 100_000])
def test_options_that_cannot_be_read_are_said_to_be(options: str) -> None:
    card = render(built_in(NoteKind.CHOICE), ("Which?", options, "", ""), 0)

    assert card.choice == ()
    assert card.question == "Which?<p>The options of this note cannot be read. Edit the note to write them anew.</p>"


def test_a_choice_without_options_says_so() -> None:
    card = render(built_in(NoteKind.CHOICE), ("Which?", "", "", ""), 0)

    assert card.question == "Which?<p>It has no options yet.</p>"


def test_half_a_character_in_an_option_is_shown_as_a_question_mark() -> None:
    options = '[{"text": "a\\ud800", "correct": true}, {"text": "<b>\\udfff", "correct": false}]'

    card = render(built_in(NoteKind.CHOICE), ("Which?", options, "", ""), 0)

    assert [option.text for option in card.choice] == ["a?", "<b>?</b>"]


def test_names_every_card_has_are_filled_in() -> None:
    assert question_of("{{Deck}}|{{Subdeck}}|{{Tags}}|{{Card}}|{{Type}}") == (
        "Clerk::Filing|Filing|a b&lt;c&gt;|Card 1|Mine"
    )


def test_field_names_may_have_spaces() -> None:
    assert question_of("{{ My Notes }}", "", "", "here") == "here"


def test_a_field_that_does_not_exist_is_named() -> None:
    assert question_of("{{Frnt}}") == "[There is no field “Frnt”]"


def test_the_text_filter_shows_words_only() -> None:
    assert question_of("{{text:Front}}", "<b>a</b> &lt; b") == "a &lt; b"


def test_an_unknown_filter_changes_nothing_and_a_spoken_field_is_not_shown() -> None:
    assert question_of("{{anything:Front}}{{tts en_US:Front}}", "a") == "a"


def test_a_field_that_would_only_be_read_aloud_is_shown_when_nothing_else_is() -> None:
    assert question_of("{{tts en_US:Front}}", "a") == "a"


def test_a_filter_without_a_field_gives_nothing() -> None:
    assert question_of("{{text:}}{{Front}}", "a") == "a"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("furigana", '日本<span class="reading">(にほん)</span>語<span class="reading">(ご)</span>'),
        ("kana", "にほんご"),
        ("kanji", "日本語"),
    ],
)
def test_readings_are_shown_behind_their_words_or_alone_or_not_at_all(name: str, shown: str) -> None:
    assert question_of(f"{{{{{name}:Front}}}}", "日本[にほん] 語[ご]") == shown


def test_the_flag_of_the_card_is_filled_in() -> None:
    card = render(a_type("{{CardFlag}}{{#CardFlag}}!{{/CardFlag}}"), ("",), 0, flag=3)

    assert card.question == "flag3!"


def test_the_text_filter_keeps_sounds_and_drops_pictures() -> None:
    assert question_of("{{text:Front}}", '<b>a</b>[sound:a.mp3]<img src="a.png">') == "a[sound:a.mp3]"


def test_a_hint_is_named_on_the_question_and_shown_with_the_answer() -> None:
    card = render(a_type("{{Front}} {{hint:My Notes}}", "{{Back}} {{hint:My Notes}}"), ("a", "b", "<i>c</i>"), 0)

    assert card.question == 'a <a class="hint" href="#hint-0">My Notes</a>'
    assert card.hints == (Hint("My Notes", "<i>c</i>"),)
    assert card.answer == 'b <div class="hint"><i>c</i></div>'


def test_a_typed_gap_is_asked_for() -> None:
    note_type = a_type("{{cloze:Front}}{{type:cloze:Front}}", "{{cloze:Front}}{{type:cloze:Front}}")

    card = render(note_type, ("{{c1::a}} b {{c1::<b>c</b>}}",), 0)

    assert card.typed == TypedAnswer(("a, c",))


def test_the_typed_answer_of_an_imported_type_is_the_whole_field() -> None:
    assert render(a_type("{{type:Front}}{{Back}}"), ("a<br>b", "x"), 0).typed == TypedAnswer(("a b",))


def test_sounds_are_listed_for_the_side_that_brings_them() -> None:
    card = render(a_type("{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}"),
                  ("a[sound:a.mp3]", "b [sound:b.mp3][sound:../c.mp3]"), 0)  # fmt: skip

    assert (card.question, card.sounds) == ("a[sound:a.mp3]", ("a.mp3",))
    assert (card.answer, card.answer_sounds) == ("b [sound:b.mp3]", ("b.mp3",))


def test_the_sounds_of_a_question_repeated_in_its_answer_are_not_played_again() -> None:
    card = render(a_type("{{Front}}", "{{Back}}: {{FrontSide}}"), ("a[sound:a.mp3]", "b"), 0)

    assert card.answer == "b: a[sound:a.mp3]"
    assert (card.sounds, card.answer_sounds) == (("a.mp3",), ())


def test_a_question_that_is_only_heard_is_no_empty_question() -> None:
    assert question_of("{{Front}}", "[sound:a.mp3]") == "[sound:a.mp3]"


def test_a_question_that_only_asks_to_type_is_no_empty_question() -> None:
    assert question_of("{{Front}}{{type:Back}}", "", "b") == ""


def test_media_is_no_part_of_what_is_to_be_typed() -> None:
    card = render(a_type("{{Front}}{{type:Back}}"), ("a", 'b[sound:b.mp3] <img src="b.png">'), 0)

    assert card.typed == TypedAnswer(("b",))


def test_formulas_are_marked_on_both_sides_and_in_options() -> None:
    options = encode_options([Option("\\(x\\)", True, ""), Option("b", False, "")])

    card = render(built_in(NoteKind.CHOICE), ("[$]a &lt; b[/$]", options, "\\[c\\]", ""), 0)

    assert card.question == '<span class="formula">\\(a &lt; b\\)</span>'
    assert card.choice[0].text == '<span class="formula">\\(x\\)</span>'
    assert '<span class="formula">\\[c\\]</span>' in card.answer


def test_what_styling_hides_is_hidden_until_the_answer() -> None:
    hidden = '<div style="display: none">{{Back}}</div>'

    card = render(a_type("{{Front}}" + hidden, "{{FrontSide}}<hr>" + hidden), ("a", "b"), 0)

    assert (card.question, card.answer) == ("a", "<div>b</div>")


def test_the_styling_of_an_imported_type_is_worked_out() -> None:
    note_type = replace(
        a_type('<div class="big">{{Front}}</div>'), css=".card .big { color: #c00; text-align: center }"
    )

    assert render(note_type, ("a",), 0).question == '<div align="center" style="color:#cc0000">a</div>'


def test_an_answer_that_repeats_the_question_in_its_middle_replaces_it() -> None:
    card = render(a_type("{{Front}}", "Answer: {{Back}} to {{FrontSide}}"), ("a", "b"), 0)

    assert card.answer == "Answer: b to a"
    assert card.answer_replaces_question


def test_an_answer_that_only_happens_to_begin_like_the_question_replaces_it() -> None:
    card = render(a_type("{{Front}}", "{{Back}}"), ("1", "10"), 0)

    assert (card.answer, card.answer_replaces_question) == ("10", True)


def test_an_answer_that_writes_the_question_out_again_goes_below_it() -> None:
    card = render(a_type("<b>{{Front}}</b>", "<b>{{Front}}</b>\n<hr id=answer>\n{{Back}}"), ("a", "b"), 0)

    assert (card.answer, card.answer_replaces_question) == ("b", False)


def test_a_template_error_is_a_sentence_on_the_card() -> None:
    assert question_of("{{#Front}}x", "a") == (
        "<p>The template “Card 1” of “Mine” cannot be shown: {{#Front}} is never closed.</p>"
    )


def test_an_empty_question_says_so() -> None:
    assert question_of("{{Front}}", " ") == " <p>The question of this card is empty.</p>"


def test_cards_that_are_gone_say_so() -> None:
    basic, cloze = built_in(NoteKind.BASIC), built_in(NoteKind.CLOZE)

    assert render(basic, ("a", "b", ""), 5).question == "<p>The note type “Basic” has no card 6 any more.</p>"
    assert render(cloze, ("{{c1::a}}", ""), 2).question == "<p>This note has no gap 3 any more.</p>"


def test_missing_fields_count_as_empty() -> None:
    assert render(built_in(NoteKind.BASIC), ("a",), 0) == RenderedCard("a", "")


@pytest.mark.parametrize(
    ("kind", "fields", "ordinals"),
    [
        (NoteKind.BASIC, ("a", "", ""), (0,)),
        (NoteKind.BASIC, ("<br>", "b", ""), ()),
        (NoteKind.REVERSED, ("a", "b", ""), (0, 1)),
        (NoteKind.REVERSED, ("a", "<div></div> <BR />", ""), (0,)),
        (NoteKind.CLOZE, ("{{c3::a}} {{c1::b}}", "{{c7::x}}"), (0, 2)),
        (NoteKind.CLOZE, ("no gap", ""), ()),
        (NoteKind.TYPED, ("a", "b", ""), (0,)),
        (NoteKind.CHOICE, ("a", OPTIONS, "", ""), (0,)),
    ],
)
def test_a_note_yields_the_cards_whose_questions_show_something(
    kind: NoteKind, fields: tuple[str, ...], ordinals: tuple[int, ...]
) -> None:
    assert card_ordinals(built_in(kind), fields) == ordinals


def test_a_conditional_template_yields_a_card_only_when_its_condition_holds() -> None:
    note_type = a_type("{{#Back}}{{Front}}{{/Back}}only text")

    assert card_ordinals(note_type, ("a", "b")) == (0,)
    assert card_ordinals(note_type, ("a", "")) == ()


def test_a_broken_template_yields_its_card_so_that_the_problem_is_seen() -> None:
    assert card_ordinals(a_type("{{#Front}}"), ("a",)) == (0,)


def test_an_imported_cloze_type_is_recognised_by_its_template() -> None:
    note_type = a_type("{{cloze:Front}}{{#c2}} second{{/c2}}", "{{cloze:Front}}")

    assert card_ordinals(note_type, ("{{c1::a}} {{c2::b}}",)) == (0, 1)
    assert render(note_type, ("{{c1::a}} {{c2::b}}",), 1).question.endswith("</b> second")


_PIECES = st.sampled_from(
    [
        "{{Front}}", "{{#Front}}", "{{/Front}}", "{{^Back}}", "{{/Back}}", "{{cloze:Front}}", "{{type:Back}}",
        "{{hint:Back}}", "{{text:Back}}", "{{FrontSide}}", "{{Tags}}", "{{Nope}}", "{{", "}}", "{{c1::", "::", "{{!",
        "<script>", "<img src=", "http://a.example/x", "onerror=", "javascript:", "<a href='", "'>", "<!--", "-->",
        "[sound:", "]", "<hr id=answer>", "{{type:cloze:Front}}", "<b style='color:red;", "file:///", "\x1f", "&#60;",
    ]
)  # fmt: skip
_TEXTS = st.lists(_PIECES | st.text(max_size=4), max_size=10).map("".join)


@given(_TEXTS, _TEXTS, _TEXTS, _TEXTS, st.integers(-2, 4), st.sampled_from(NoteKind))
def test_any_template_and_any_note_give_a_card_that_can_do_no_harm(
    harm_in: Callable[[str], list[str]],
    question: str,
    answer: str,
    front: str,
    back: str,
    ordinal: int,
    kind: NoteKind,
) -> None:
    templates = (CardTemplate("1", question, answer), CardTemplate("2", answer, question))
    note_type = NoteType(NoteTypeId(9), "Mine", kind, ("Front", "Back", "Case"), templates)

    card = render(note_type, (front, back, front), ordinal, deck=back, tags=(front,))
    card_ordinals(note_type, (front, back))

    shown = [card.question, card.answer, card.case, *(hint.html for hint in card.hints)]
    assert [harm for html in shown for harm in harm_in(html)] == []
    assert all(re.fullmatch(r"[^/\\:]+", name) for name in (*card.sounds, *card.answer_sounds))
