"""The widget that shows a card: together with its pictures and formulas, and what can be done on it."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from flashcards.domain.choice import Option
from flashcards.rendering import Hint, RenderedCard
from flashcards.ui.card.card_view import CardView
from flashcards.ui.card.media import Media
from flashcards.ui.card.player import NOT_THERE
from flashcards.ui.card.showing import Choice, Showing
from flashcards.ui.icons import Icons
from flashcards.ui.theme import Theme

FORMULA = r'<span class="formula">\(x^2\)</span>'
HINTED = RenderedCard(
    'MPI <a class="hint" href="#hint-0">First</a><a class="hint" href="#hint-1">Second</a>',
    "Index",
    hints=(Hint("First", "<b>Master</b>"), Hint("Second", "Patient")),
)


@pytest.fixture
def view(theme: Theme, icons: Icons, media: Media, qtbot: QtBot) -> CardView:
    made = CardView(theme, icons, media)
    made._patience.setInterval(60_000)  # a busy machine is no reason to show a formula's source
    qtbot.addWidget(made)
    made.resize(800, 400)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def picture(tmp_path: Path, media_files: dict[str, Path]) -> str:
    media_files["a.png"] = tmp_path / "a.png"
    assert QImage(600, 500, QImage.Format.Format_RGB32).save(str(media_files["a.png"]))
    return '<img src="a.png">'


def side(question: str = "", answer: str = "", *, key: int = 1, is_answer: bool = False) -> Showing:
    return Showing(key, RenderedCard(question, answer), is_answer)


def test_text_is_shown_at_once(view: CardView) -> None:
    view.show_card(side("What is an MPI?"))

    assert view._middle.isVisible()
    assert view.question.text == "What is an MPI?"


def test_a_card_waits_for_its_formulas_and_comes_whole(view: CardView, qtbot: QtBot) -> None:
    view.show_card(side(f"What is {FORMULA}?"))

    assert not view._middle.isVisible()
    qtbot.waitUntil(view._middle.isVisible)
    assert view.question.composed.formulas


def test_a_card_that_waits_too_long_is_shown_with_the_source(view: CardView, media: Media, qtbot: QtBot) -> None:
    gate = threading.Event()
    view._patience.setInterval(1)
    media.lane.submit(gate.wait)

    view.show_card(side(f"What is {FORMULA}?"))

    qtbot.waitUntil(view._middle.isVisible)
    assert view.question.text == r"What is \(x^2\)?"
    gate.set()
    qtbot.waitUntil(lambda: bool(view.question.composed.formulas))


def test_the_question_stays_while_its_answer_is_made_ready(view: CardView, qtbot: QtBot) -> None:
    view.show_card(side("Question", FORMULA))

    view.show_card(side("Question", FORMULA, is_answer=True))

    assert view._middle.isVisible()
    assert view.answer.isHidden()
    qtbot.waitUntil(view.answer.isVisible)
    assert view.answer.composed.formulas


def test_a_card_prepared_before_is_shown_at_once(view: CardView, media: Media, picture: str, qtbot: QtBot) -> None:
    content = RenderedCard(f"{FORMULA} {picture}", "")
    media.prepare(content)
    qtbot.waitUntil(lambda: media.want(content.question))

    view.show_card(Showing(1, content, is_answer=False))

    assert view._middle.isVisible()


def test_hints_are_uncovered_one_by_one_and_all_with_the_answer(view: CardView) -> None:
    view.show_card(Showing(1, HINTED, is_answer=False))

    view.uncover_hint()
    assert "Master" in view.question.text
    assert "Patient" not in view.question.text

    view.show_card(Showing(2, HINTED, is_answer=False))
    assert "Master" not in view.question.text

    view.show_card(Showing(2, HINTED, is_answer=True))
    assert "Master" in view.question.text
    assert "Patient" in view.question.text


def test_a_hint_is_uncovered_by_a_click(view: CardView) -> None:
    view.show_card(Showing(1, HINTED, is_answer=False))

    view.question.anchorClicked.emit(QUrl("#hint-1"))

    assert "Patient" in view.question.text


def test_links_are_handed_on_and_sounds_are_played(view: CardView, media: Media) -> None:
    links: list[QUrl] = []
    said: list[str] = []
    view.link_wanted.connect(links.append)
    media.player.failed.connect(said.append)
    view.show_card(side('<a href="https://example.org">a</a>[sound:a.mp3]'))

    view.question.anchorClicked.emit(QUrl("https://example.org"))
    view.question.anchorClicked.emit(QUrl("play:0"))

    assert links == [QUrl("https://example.org")]
    assert said == [NOT_THERE.format("a.mp3")]


def test_a_sound_in_an_option_is_played_and_nothing_is_picked(view: CardView, media: Media) -> None:
    picked: list[int] = []
    said: list[str] = []
    view.choice.picked.connect(picked.append)
    media.player.failed.connect(said.append)
    options = (Option("[sound:a.mp3]", is_correct=True), Option("b", is_correct=False))
    view.show_card(Showing(1, RenderedCard("Which?", "", choice=options), is_answer=False, choice=Choice(options, 1)))
    row = view.choice._rows[0]

    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(row._left() + 12, row.height() // 2))
    assert (picked, said) == ([], [NOT_THERE.format("a.mp3")])

    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(row.width() - 12, row.height() // 2))
    assert picked == [0]


def test_a_picture_that_is_clicked_is_enlarged_until_the_next_click(view: CardView, picture: str, qtbot: QtBot) -> None:
    view.show_card(side(picture))
    qtbot.waitUntil(view._middle.isVisible)

    QTest.mouseClick(view.question.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(50, 50))

    qtbot.waitUntil(lambda: view._enlarged is not None and view._enlarged.isVisible())
    assert view._enlarged is not None
    QTest.mousePress(view._enlarged, Qt.MouseButton.LeftButton)
    assert view._enlarged.isHidden()


def test_an_answer_below_a_tall_picture_is_scrolled_to(view: CardView, picture: str, qtbot: QtBot) -> None:
    view.show_card(side(picture, "The answer"))
    qtbot.waitUntil(view._middle.isVisible)
    assert view.verticalScrollBar().value() == 0

    view.show_card(side(picture, "The answer", is_answer=True))

    top = view.answer.mapTo(view.viewport(), QPoint(0, 0)).y()
    assert 0 <= top <= view.viewport().height() - view.answer.height()


OPTIONS = tuple(
    Option(f"Option {place}", is_correct=place == 5, rationale="A reason that takes some lines. " * 7)
    for place in range(6)
)


def choice_side(picked: int, *, is_checked: bool) -> Showing:
    choice = Choice(OPTIONS, 1, frozenset({picked}), is_checked=is_checked)
    return Showing(1, RenderedCard("Which?", "", choice=OPTIONS), is_checked, choice=choice)


def top_and_bottom_of_option(view: CardView, place: int) -> tuple[int, int]:
    row = view.choice._rows[place]
    top = row.mapTo(view.viewport(), QPoint(0, 0)).y()
    return top, top + row.height()


@pytest.mark.parametrize("picked", [0, 4])
def test_the_right_option_is_seen_once_it_is_answered(view: CardView, picked: int) -> None:
    view.show_card(choice_side(picked, is_checked=False))

    view.show_card(choice_side(picked, is_checked=True))

    top, bottom = top_and_bottom_of_option(view, 5)
    assert top >= 0
    assert bottom <= view.viewport().height()


def test_what_was_picked_is_seen_beside_the_right_option_where_there_is_room(view: CardView) -> None:
    view.show_card(choice_side(4, is_checked=False))

    view.show_card(choice_side(4, is_checked=True))

    assert top_and_bottom_of_option(view, 4)[0] >= 0


def test_the_next_card_begins_at_its_top(view: CardView, picture: str, qtbot: QtBot) -> None:
    view.show_card(side(picture, "The answer"))
    qtbot.waitUntil(view._middle.isVisible)
    view.show_card(side(picture, "The answer", is_answer=True))

    view.show_card(side(picture, key=2))

    assert view.verticalScrollBar().value() == 0


def test_a_card_that_is_shown_with_its_answer_at_once_begins_at_its_top(
    view: CardView, picture: str, qtbot: QtBot
) -> None:
    view.show_card(side(picture, "The answer", is_answer=True))
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 0)

    assert view.verticalScrollBar().value() == 0
