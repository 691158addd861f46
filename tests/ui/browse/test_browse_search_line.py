"""What the line of a search says while it is empty."""

from pytestqt.qtbot import QtBot

from flashcards.ui.browse.search_line import HINTS, SearchLine
from flashcards.ui.icons import Icons
from flashcards.ui.theme import Theme


def test_an_empty_line_says_as_much_as_it_has_room_for(theme: Theme, icons: Icons, qtbot: QtBot) -> None:
    line = SearchLine(theme, icons, tuple)
    qtbot.addWidget(line)
    line.show()
    said = []
    for width in (600, 300, 90):
        line.resize(width, 40)
        said.append(line.placeholderText())
    line.show_line("", "Stuck cards")

    assert (said[0], said[2]) == (HINTS[0], HINTS[-1])
    assert said[1] in HINTS[1:-1]
    assert line.placeholderText() == "Stuck cards"
