import pytest

from flashcards.rendering import cloze

NESTED = "A {{c1::b {{c2::c::sea}} d}} e"


def test_numbers_are_found_once_each_inside_each_other_too() -> None:
    assert cloze.numbers("{{c2::a}} {{c1::b {{c4::c}}}} {{c2::d}}") == {1, 2, 4}


def test_text_without_gaps_has_no_numbers() -> None:
    assert cloze.numbers("no {{field}} here") == frozenset()


def test_the_gaps_of_one_number_are_hidden_and_the_others_shown() -> None:
    html = cloze.question("{{c1::a}}, {{c2::b}} and {{c1::c::third}}", 1)

    assert html == (
        '<b class="cloze">[...]</b>, <span class="cloze-inactive">b</span> and <b class="cloze">[third]</b>'
    )


def test_the_answer_fills_the_gap_and_marks_it() -> None:
    assert cloze.answer("{{c1::a::hint}} {{c2::b}}", 1) == (
        '<b class="cloze">a</b> <span class="cloze-inactive">b</span>'
    )


def test_an_outer_gap_hides_the_inner_one() -> None:
    assert cloze.question(NESTED, 1) == 'A <b class="cloze">[...]</b> e'


def test_an_inner_gap_leaves_the_outer_text_around_it() -> None:
    assert cloze.question(NESTED, 2) == ('A <span class="cloze-inactive">b <b class="cloze">[sea]</b> d</span> e')


def test_one_gap_may_belong_to_several_numbers() -> None:
    assert cloze.numbers("{{c1,3::x}}") == {1, 3}
    assert cloze.question("{{c1,3::x}}", 3) == '<b class="cloze">[...]</b>'


def test_filled_shows_every_gap_unmarked() -> None:
    assert cloze.filled(NESTED) == "A b c d e"


def test_answers_are_what_a_number_hides() -> None:
    assert cloze.answers("{{c1::a}} {{c2::b}} {{c1::c::h}}", 1) == ("a", "c")
    assert cloze.answers(NESTED, 1) == ("b c d",)


@pytest.mark.parametrize("text", ["{{c1::open", "closed}}", "{{c1:one colon}}"])
def test_what_is_no_gap_stays_as_it_was_typed(text: str) -> None:
    assert cloze.filled(text) == text
    assert cloze.numbers(text) == frozenset()


@pytest.mark.parametrize("text", ["{{c0::word}}", "{{c501::word}}", "{{c9999::word}}"])
def test_a_gap_whose_number_makes_no_card_is_filled_in(text: str) -> None:
    assert cloze.filled(text) == "word"
    assert cloze.numbers(text) == frozenset()


def test_a_text_without_gaps_of_the_number_asked_for_gives_nothing() -> None:
    assert cloze.question("{{c2::a}} b", 1) == cloze.answer("a", 1) == ""


def test_a_gap_left_open_does_not_hide_the_closed_ones_after_it() -> None:
    assert cloze.numbers("{{c1::open {{c2::x}}") == {2}


def test_thousands_of_gaps_inside_each_other_are_no_trouble() -> None:
    text = "{{c1::" * 5000 + "x" + "}}" * 5000

    assert cloze.numbers(text) == {1}
    assert cloze.question(text, 1).startswith('<b class="cloze">[')
