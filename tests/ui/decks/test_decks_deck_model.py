"""The deck tree holds together and shows what it is given."""

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from flashcards.collection.decks import DeckListing
from flashcards.domain.ids import DeckId
from flashcards.ui.decks.deck_model import DECK_ROLE, DUE, LEARNING, NAME, NEW, SEEN, SORT_ROLE, DeckModel


def a_listing(number: int, name: str, **changes: object) -> DeckListing:
    values: dict[str, object] = {
        "id": DeckId(number),
        "name": name,
        "leaf": name.rpartition("::")[2],
        "depth": name.count("::"),
        "bundled": False,
        "new": 0,
        "learning": 0,
        "due": 0,
        "notes": 0,
        "cards": 0,
        "seen": 0,
        "is_collapsed": False,
        "has_children": False,
    } | changes
    return DeckListing(**values)  # type: ignore[arg-type]  # checked by the dataclass


ROWS = (
    a_listing(1, "Clerk", new=5, learning=1, due=12, cards=40, seen=10, has_children=True),
    a_listing(2, "Clerk::Filing", new=5, cards=20),
    a_listing(3, "Clerk::Filing::Terminal digit"),
    a_listing(4, "Clerk::Release"),
    a_listing(5, "Privacy", due=3, cards=3, seen=3),
)


def shown(model: DeckModel, parent: QModelIndex | None = None, depth: int = 0) -> list[str]:
    parent = parent or QModelIndex()
    found = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, NAME, parent)
        found.append("  " * depth + index.data())
        found += shown(model, index, depth + 1)
    return found


def test_qt_accepts_the_model(qtmodeltester: ModelTester) -> None:
    model = DeckModel()
    model.set_rows(ROWS)

    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt leaves it unannotated


def test_decks_lie_under_their_parents() -> None:
    model = DeckModel()

    model.set_rows(ROWS)

    assert shown(model) == ["Clerk", "  Filing", "    Terminal digit", "  Release", "Privacy"]


def test_a_row_shows_share_and_counts() -> None:
    model = DeckModel()
    model.set_rows(ROWS)
    clerk = model.index_of(DeckId(1))

    cells = [clerk.siblingAtColumn(column).data() for column in (NAME, SEEN, NEW, LEARNING, DUE)]

    assert cells == ["Clerk", "25\N{NARROW NO-BREAK SPACE}%", "5", "1", "12"]
    assert model.index_of(DeckId(4)).siblingAtColumn(DUE).data() == "–"
    assert clerk.siblingAtColumn(SEEN).data(SORT_ROLE) == 0.25
    assert clerk.data(DECK_ROLE) is ROWS[0]


def test_a_row_is_one_sentence_to_a_screen_reader() -> None:
    model = DeckModel()
    model.set_rows(ROWS)

    sentence = model.index_of(DeckId(1)).data(Qt.ItemDataRole.AccessibleTextRole)

    assert sentence == "Clerk: 5 new, 1 learning, 12 due; 10 of 40 cards seen"


def test_numbers_stand_right_under_their_headings() -> None:
    model = DeckModel()

    headings = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(5)]
    alignment = model.headerData(DUE, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)

    assert headings == ["Deck", "Seen", "New", "Learning", "Due"]
    assert alignment == Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def test_new_numbers_change_rows_in_place(qtbot: QtBot) -> None:
    model = DeckModel()
    model.set_rows(ROWS)

    with qtbot.waitSignal(model.dataChanged) as changed, qtbot.assertNotEmitted(model.modelReset):
        was_reset = model.set_rows((*ROWS[:4], replace(ROWS[4], due=2)))

    assert not was_reset
    assert changed.args[0].data() == "Privacy"
    assert model.index_of(DeckId(5)).siblingAtColumn(DUE).data() == "2"


def test_another_deck_rebuilds_the_tree(qtbot: QtBot) -> None:
    model = DeckModel()
    model.set_rows(ROWS)

    with qtbot.waitSignal(model.modelReset):
        was_reset = model.set_rows(ROWS[:4])

    assert was_reset
    assert not model.index_of(DeckId(5)).isValid()
