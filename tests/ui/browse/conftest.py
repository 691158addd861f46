"""The Browse page on a small collection."""

import pytest
from pytestqt.qtbot import QtBot

from flashcards.collection.collection import Collection
from flashcards.domain.note_type import NoteKind
from flashcards.ui.browse.view import BrowsePage
from flashcards.ui.page import Services
from tests.builders import a_note, add_notes


@pytest.fixture
def page(services: Services, collection: Collection, qtbot: QtBot) -> BrowsePage:
    """The page, shown and filled with five cards of four notes."""
    words = ("audit", "breach", "census")
    notes = [a_note(word, fields=(word, f"answer {word}"), tags=(f"tag{len(word)}",)) for word in words]
    add_notes(collection, "Clerk::Filing", notes)
    add_notes(collection, "Privacy", [a_note("deed", NoteKind.REVERSED, fields=("deed", "paper"))])
    made = BrowsePage(services)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    with qtbot.waitActive(made):
        made.show()
    made.enter()
    made.take_focus()
    qtbot.waitUntil(lambda: len(made.table.rows.ids) == 5 and len(made.deeds._names.tags) > 0)
    return made
