"""Multiple choice by keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from flashcards.domain.choice import Option, encode_options
from flashcards.domain.ids import CardId
from flashcards.domain.note_type import NoteKind
from flashcards.domain.review import Rating
from flashcards.ui.card.option_row import OptionRow, Verdict
from flashcards.ui.card.showing import Choice
from flashcards.ui.study.state import Phase
from tests.ui.study.conftest import Learner

Add = Callable[..., tuple[CardId, ...]]

TWO_RIGHT = encode_options(
    [
        Option("<b>Address</b>", is_correct=True, rationale="It is an identifier."),
        Option("Diagnosis", is_correct=False, rationale="By itself it identifies nobody."),
        Option("Telephone number", is_correct=True, rationale="It is an identifier too."),
        Option("None of these", is_correct=False, rationale="Two of them do.", is_pinned=True),
    ]
)


@pytest.fixture
def card_id(add: Add) -> CardId:
    (made,) = add(NoteKind.CHOICE)
    return made


@pytest.fixture
def two_right(add: Add) -> CardId:
    (made,) = add(NoteKind.CHOICE, fields=("Which identify a patient?", TWO_RIGHT, "", "A clerk prints a label."))
    return made


def choice_of(learner: Learner) -> Choice:
    assert learner.state.choice is not None
    return learner.state.choice


def place(learner: Learner, text: str) -> int:
    return next(i for i, option in enumerate(choice_of(learner).options) if text in option.text)


def press_option(learner: Learner, text: str) -> None:
    learner.press(Qt.Key(Qt.Key.Key_1.value + place(learner, text)))


def test_a_digit_picks_and_enter_checks(learner: Learner, card_id: CardId) -> None:
    learner.study()

    press_option(learner, "The day of admission")
    assert learner.state.promises == ()
    learner.press(Qt.Key.Key_Return)

    assert learner.state.phase is Phase.ANSWER
    assert choice_of(learner).is_right
    learner.press(Qt.Key.Key_Space)
    assert learner.reviews(card_id)[0].rating is Rating.GOOD


def test_another_digit_picks_another_option_where_one_is_right(learner: Learner, card_id: CardId) -> None:
    learner.study()

    press_option(learner, "Neither")
    press_option(learner, "Both")

    assert choice_of(learner).picked == {place(learner, "Both")}


def test_a_wrong_pick_suggests_again_and_the_learner_decides(learner: Learner, card_id: CardId) -> None:
    learner.study()

    press_option(learner, "Both")
    learner.press(Qt.Key.Key_Return)
    suggested = [promise.rating for promise in learner.state.promises if promise.is_suggested]
    learner.press(Qt.Key.Key_2)

    assert suggested == [Rating.AGAIN]
    assert learner.reviews(card_id)[0].rating is Rating.HARD


def test_every_option_says_what_it_is_and_why_after_the_check(learner: Learner, card_id: CardId) -> None:
    learner.study()
    press_option(learner, "Both")
    learner.press(Qt.Key.Key_Return)

    rows = [row for row in learner.page.stage.card.choice.findChildren(OptionRow) if row.isVisible()]

    said = {row.accessibleName()[3:]: row.accessibleDescription() for row in rows}
    assert said == {
        "The day of admission": "The right answer (not picked). It counts.",
        "The day of discharge": "Wrong. It does not count.",
        "Neither": "Wrong. One does.",
        "Both": "Wrong: you picked it. Only one does.",
    }


def test_what_an_option_is_is_said_in_a_word_where_there_is_no_room_for_more(learner: Learner, card_id: CardId) -> None:
    learner.study()
    press_option(learner, "Both")
    learner.press(Qt.Key.Key_Return)

    rows = [row for row in learner.page.stage.card.choice.findChildren(OptionRow) if row.isVisible()]
    picked = next(row for row in rows if row.verdict is Verdict.WRONG_PICKED)

    assert (picked._said(400), picked._said(60)) == ("Wrong: you picked it", "Wrong")
    assert {row._said(60) for row in rows} == {"Right", "Wrong"}


def test_too_few_picks_earn_a_reminder_once(learner: Learner, two_right: CardId) -> None:
    learner.study()
    press_option(learner, "Address")

    learner.press(Qt.Key.Key_Return)
    assert learner.state.promises == ()
    assert choice_of(learner).reminder == "Choose two, or press Enter again to see the answer."
    learner.press(Qt.Key.Key_Return)

    assert learner.state.phase is Phase.ANSWER
    assert not choice_of(learner).is_right


def test_all_right_options_together_are_right(learner: Learner, two_right: CardId) -> None:
    learner.study()

    for text in ("Address", "Diagnosis", "Telephone", "Diagnosis"):
        press_option(learner, text)
    learner.press(Qt.Key.Key_Return)

    assert choice_of(learner).is_right


def test_a_pinned_option_stays_in_its_place(learner: Learner, two_right: CardId) -> None:
    learner.study()

    assert choice_of(learner).options[3].text == "None of these"


def test_the_case_stands_above_the_question(learner: Learner, two_right: CardId) -> None:
    learner.study()

    card = learner.page.stage.card
    assert (card.case.text, card.case.isVisible()) == ("A clerk prints a label.", True)


def test_the_lines_of_a_case_stand_as_far_apart_as_those_of_the_question(learner: Learner, two_right: CardId) -> None:
    learner.study()

    card = learner.page.stage.card
    first = [text.document().firstBlock().blockFormat().lineHeight() for text in (card.case, card.question)]
    assert first[0] == first[1] > 100


def test_the_order_is_the_same_until_the_card_is_answered(learner: Learner, card_id: CardId) -> None:
    learner.study()
    before = choice_of(learner).options

    learner.page.view_model.reload()
    learner.until_stored()

    assert choice_of(learner).options == before


def test_space_on_an_option_picks_it(learner: Learner, card_id: CardId) -> None:
    learner.study()
    rows = learner.page.stage.card.choice.findChildren(OptionRow)

    rows[2].setFocus()
    learner.press(Qt.Key.Key_Space)

    assert choice_of(learner).picked == {2}
    assert QApplication.focusWidget() is rows[2]


def test_digits_past_the_last_option_do_nothing(learner: Learner, card_id: CardId) -> None:
    learner.study()

    learner.press(Qt.Key.Key_9)

    assert choice_of(learner).picked == frozenset()
