"""The report of an import follows its own step of undo, and no other."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from flashcards import wording
from flashcards.domain.changes import Operation
from flashcards.ui.importing.view import ImportPage
from flashcards.ui.runner import CollectionRunner
from tests.ui.importing.conftest import WriteDeck, carry_out, look_over

TAKEN_BACK = "The import was taken back"


@pytest.fixture
def report(page: ImportPage, write_deck: WriteDeck, qtbot: QtBot) -> ImportPage:
    """The report of the second of two imports."""
    paths: tuple[Path, ...] = (
        write_deck("first.md", ("Where is chart 7?", "In section 7")),
        write_deck("second.md", ("Where is chart 8?", "In section 8")),
    )
    for path in paths:
        page.view_model.start_again()
        look_over(page, qtbot, path)
        carry_out(page, qtbot)
    return page


def turn(runner: CollectionRunner, qtbot: QtBot, *, is_undo: bool) -> str:
    """Undo or redo a step; give the file it brought."""
    with qtbot.waitSignal(runner.undone) as heard:
        runner.turn(is_undo=is_undo)
    assert heard.args is not None
    return str(heard.args[0].source)


def told(page: ImportPage) -> tuple[str, bool, bool]:
    """Give what the report says, and whether it offers Undo and the deck."""
    return page.view_model.state.told, page.report.undo.isVisible(), page.report.show_deck.isVisible()


def test_an_import_before_it_may_be_undone_and_done_again(
    report: ImportPage, runner: CollectionRunner, qtbot: QtBot
) -> None:
    steps = (True, True, False, False)

    found = [(turn(runner, qtbot, is_undo=is_undo), told(report)) for is_undo in steps]

    assert found == [
        ("second.md", (TAKEN_BACK, False, False)),
        ("first.md", (TAKEN_BACK, False, False)),
        ("first.md", (TAKEN_BACK, False, False)),
        ("second.md", ("", True, True)),
    ]


def test_once_something_else_was_done_it_still_says_that_it_was_undone(
    report: ImportPage, runner: CollectionRunner, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(runner.changed):
        runner.write(Operation.ADD_DECK, lambda change: change.add_deck("Later"))
    later = told(report)

    other = turn(runner, qtbot, is_undo=True)
    own = turn(runner, qtbot, is_undo=True)

    assert later == ("", False, True)
    assert (other, own) == ("", "second.md")
    assert told(report) == (TAKEN_BACK, False, False)


def test_its_undo_takes_nothing_else_back(report: ImportPage, runner: CollectionRunner, qtbot: QtBot) -> None:
    runner._collection.transact(Operation.ADD_DECK, lambda change: change.add_deck("Later"))  # nobody is told

    with qtbot.waitSignal(runner.withheld):
        report.report.undo.click()

    assert report.report.undo.isEnabled()
    assert told(report)[0] == ""


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "Undone: Import"),
        ("terms.csv", "Undone: Import of terms.csv"),
        ("x" * 61, f"Undone: Import of {'x' * 59}…"),
    ],
)
def test_many_files_are_cut_off_in_the_message(source: str, said: str) -> None:
    assert wording.turned("Import", source, is_undo=True) == said
