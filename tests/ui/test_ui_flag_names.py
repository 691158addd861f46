"""What the flags are called, in every place that shows them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from flashcards.collection.collection import Collection
from flashcards.collection.flags import flag_names
from flashcards.domain.browsing import Column
from flashcards.domain.flags import USUAL_FLAGS
from flashcards.ui.actions import ActionId, action
from flashcards.ui.browse.branches import Sort, branches, every
from flashcards.ui.browse.filing import Filing
from flashcards.ui.browse.kept import Kept
from flashcards.ui.browse.line_sheet import LineSheet
from flashcards.ui.browse.sidebar_panel import SidebarPanel
from flashcards.ui.browse.view import BrowsePage
from flashcards.ui.page import Services
from flashcards.ui.runner import CollectionRunner
from flashcards.ui.settings.flag_fields import FlagFields
from flashcards.ui.study.header import FlagChip
from flashcards.ui.study.view import StudyPage
from tests.builders import a_note, add_notes


def test_the_table_of_actions_calls_flags_by_the_same_colours() -> None:
    for number, usual in enumerate(USUAL_FLAGS, start=1):
        for family in ("flag", "flag_rows"):
            assert action(ActionId(f"{family}_{number}")).text == f"Flag {usual.lower()}"


def named(services: Services, qtbot: QtBot, number: int, name: str) -> None:
    with qtbot.waitSignal(services.flags.changed):
        services.flags.rename(number, name)


def test_names_are_read_when_the_window_has_painted(services: Services, collection: Collection, qtbot: QtBot) -> None:
    named(services, qtbot, 3, "Ask Dana")
    services.flags.names = USUAL_FLAGS

    services.flags.read()

    qtbot.waitUntil(lambda: services.flags[3] == "Ask Dana")
    assert services.flags[0] == ""


def test_the_menus_of_study_and_browse_follow_a_name_and_undo(
    services: Services, runner: CollectionRunner, qtbot: QtBot
) -> None:
    study, browse = StudyPage(services), BrowsePage(services)
    qtbot.addWidget(study)
    qtbot.addWidget(browse)

    named(services, qtbot, 1, "Ask Dana")

    assert study.commands[ActionId.FLAG_1].text() == "Flag “Ask Dana”"
    assert browse.commands[ActionId.FLAG_ROWS_1].text() == "Flag “Ask Dana”"
    assert browse.commands[ActionId.FLAG_ROWS_2].text() == "Flag orange"
    with qtbot.waitSignal(services.flags.changed):
        runner.undo()
    assert study.commands[ActionId.FLAG_1].text() == "Flag red"


def test_the_chip_of_a_card_says_the_name_and_cuts_a_long_one(services: Services, qtbot: QtBot) -> None:
    chip = FlagChip(services.theme, services.flags)
    qtbot.addWidget(chip)
    chip.set_flag(1)
    usual = chip.sizeHint().width()

    named(services, qtbot, 1, "Ask Dana about the court order first")

    assert chip.accessibleName() == "Flag: Ask Dana about the court order first"
    assert usual < chip.sizeHint().width() < services.theme.scaled(200)


def test_the_fields_of_the_settings_store_a_name_and_show_what_undo_makes_of_it(
    services: Services, collection: Collection, runner: CollectionRunner, qtbot: QtBot
) -> None:
    fields = FlagFields(services.flags, services.theme)
    qtbot.addWidget(fields)
    second = fields.fields[1]

    QTest.keyClicks(second, "Ask Dana")
    with qtbot.waitSignal(services.flags.changed):
        QTest.keyClick(second, Qt.Key.Key_Return)

    assert collection.read(flag_names)[1] == "Ask Dana"
    with qtbot.waitSignal(services.flags.changed):
        runner.undo()
    assert (second.text(), second.placeholderText()) == ("", "Orange")


def test_a_flag_is_renamed_in_the_sidebar_and_its_search_keeps_the_number(
    services: Services, collection: Collection, qtbot: QtBot
) -> None:
    panel = SidebarPanel(services, Kept(None))
    qtbot.addWidget(panel)
    filing = Filing(services, panel.tree, LineSheet(panel, services))
    panel.show_lines()
    qtbot.waitUntil(lambda: panel.tree.branches.rowCount() > 0)
    green = next(one for one in every(branches(panel._found)) if one.sort is Sort.FLAG and one.flag == 3)

    with qtbot.waitSignal(services.flags.changed):
        filing._rename(green, "Ask Dana")

    qtbot.waitUntil(lambda: panel._found.flags[2] == "Ask Dana")
    renamed = next(one for one in every(branches(panel._found)) if one.flag == 3)
    assert (renamed.title, renamed.line) == ("Ask Dana", "flag:3")


@pytest.mark.parametrize("number", [0, 1])
def test_the_table_says_the_name(services: Services, collection: Collection, qtbot: QtBot, number: int) -> None:
    from flashcards.collection.card_actions import flag_cards
    from flashcards.domain.changes import Operation

    cards = add_notes(collection, "Privacy", [a_note("n1")])
    collection.transact(Operation.FLAG, lambda change: flag_cards(change, cards, number))
    named(services, qtbot, 1, "Ask Dana")
    page = BrowsePage(services)
    qtbot.addWidget(page)
    page.view_model.set_columns((Column.FIRST_FIELD, Column.FLAG))
    page.enter()
    model = page.table.rows
    qtbot.waitUntil(lambda: model.rowCount() == 1 and len(model.columns) == 2)

    assert model.text(0, 1) == ("Ask Dana" if number else "")
