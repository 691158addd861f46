"""Fields as text to edit, intervals in words, and card text."""

import pytest
from pytestqt.qtbot import QtBot

from flashcards.domain.card import CardState
from flashcards.domain.ids import CardId
from flashcards.domain.review import Rating, Review, ReviewKind
from flashcards.domain.study_day import StudyDay
from flashcards.rendering import compare_typed
from flashcards.ui.card.media import Media
from flashcards.ui.card.rich_text import RichText
from flashcards.ui.card.style import measure
from flashcards.ui.card.typed_entry import comparison_html
from flashcards.ui.study import wording
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Type
from flashcards.wording import return_time
from tests.builders import NOON, TODAY


@pytest.mark.parametrize(
    ("interval_days", "delay_s", "words"),
    [
        (0, 30, "30 s"),
        (0, 60, "1 min"),
        (0, 600, "10 min"),
        (0, 5400, "1.5 h"),
        (1, None, "1 day"),
        (3, None, "3 days"),
        (29, None, "29 days"),
        (31, None, "1 month"),
        (64, None, "2.1 months"),
        (300, None, "9.9 months"),
        (360, None, "12 months"),
        (366, None, "1 year"),
        (480, None, "1.3 years"),
        (9000, None, "25 years"),
    ],
)
def test_intervals_are_said_in_the_unit_people_use(interval_days: int, delay_s: int | None, words: str) -> None:
    assert return_time(interval_days, delay_s) == words


@pytest.mark.parametrize(
    ("text", "span"),
    [("3", (3, 3)), (" 2 - 5 ", (2, 5)), ("2–5", (2, 5)), ("5-2", None), ("", None), ("-1", None), ("1.5", None)],
)
def test_days_are_read_as_a_number_or_a_range(text: str, span: tuple[int, int] | None) -> None:
    assert wording.parse_days(text) == span


@pytest.mark.parametrize(
    ("rating", "words"),
    [(Rating.AGAIN, ("Early review", "Again", "same day", "5 s")), (None, ("Not counted", "–", "–", "5 s"))],
)
def test_an_answer_that_did_not_count_says_so(rating: Rating | None, words: tuple[str, ...]) -> None:
    at, on, kind = NOON, StudyDay(TODAY), ReviewKind.CUSTOM
    line = Review(CardId(1), at, on, rating, kind, CardState.REVIEW, 4, 0, 5000, None, None)

    assert wording.review_row(line, None)[1:] == words


def test_the_measure_grows_with_the_text(theme: Theme) -> None:
    card, lead = theme.font(Type.CARD), theme.font(Type.LEAD)

    assert measure(card, 70) > measure(lead, 70) > 300


def test_what_was_typed_differs_in_form_as_well_as_in_colour() -> None:
    html = comparison_html(compare_typed("310 <d", ["320 <d"], None).parts)

    assert 'class="wrong"' in html
    assert 'class="missing"' in html
    assert "&lt;" in html


def test_card_text_shows_what_is_selected_and_no_caret(theme: Theme, media: Media, qtbot: QtBot) -> None:
    text = RichText("Question", theme, media)
    qtbot.addWidget(text)
    text.show_html("<div>within 30 days</div>")
    text.setCursorWidth(4)
    with qtbot.waitActive(text):
        text.show()
    text.clearFocus()
    before = text.grab().toImage()

    text.setFocus()
    with_keyboard = text.grab().toImage()
    text.selectAll()

    assert with_keyboard == before
    assert text.grab().toImage() != before
