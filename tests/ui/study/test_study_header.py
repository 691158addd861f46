"""The head of the page."""

from pytestqt.qtbot import QtBot

from flashcards.ui.flag_names import FlagNames
from flashcards.ui.icons import Icons
from flashcards.ui.runner import CollectionRunner
from flashcards.ui.study.counts_line import CountsLine
from flashcards.ui.study.header import Header
from flashcards.ui.study.state import Phase, StudyState
from flashcards.ui.theme import Theme


def test_a_session_that_is_over_counts_no_cards_left(
    theme: Theme, icons: Icons, runner: CollectionRunner, qtbot: QtBot
) -> None:
    header = Header(theme, icons, FlagNames(runner, theme))
    qtbot.addWidget(header)
    numbers = header.findChild(CountsLine)
    assert numbers is not None

    header.render_state(StudyState(phase=Phase.QUESTION, minutes_left=9))
    in_session = numbers.isHidden()
    header.render_state(StudyState(phase=Phase.OVER, minutes_left=9))

    assert (in_session, numbers.isHidden()) == (False, True)
