"""Pictures of the Browse page: the list with a card, a note and a history, a search that is wrong, and the sheets."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from flashcards.ui.actions import ActionId
from flashcards.ui.browse.view import BrowsePage
from flashcards.ui.page import PageId
from scripts.camera import SETTLE_MS, Camera

SEARCH = "deck:privacy* (record or disclose)"
WRONG = "deck:privacy* is:forgotten"
SELECTED = 6


def take_browse(camera: Camera) -> None:
    """Take the page as somebody would use it."""
    camera.go(PageId.BROWSE)
    page = camera.window.page(PageId.BROWSE)
    assert isinstance(page, BrowsePage)
    page.view_model.ask(SEARCH)
    camera.settle(2 * SETTLE_MS)
    page.table.setFocus()
    page.table.go_to(3)
    camera.settle(2 * SETTLE_MS)
    camera.take("browse")
    for action, name in ((ActionId.TO_NOTE, "note"), (ActionId.SHOW_INFO, "history")):
        page.commands[action].trigger()
        camera.settle(2 * SETTLE_MS)
        camera.take(f"browse-{name}")
    page.commands[ActionId.SHOW_INFO].trigger()
    take_sheets(camera, page)
    page.view_model.ask(WRONG)
    camera.take("browse-wrong")
    page.view_model.ask("zebra")
    camera.settle()
    camera.take("browse-nothing")
    page.view_model.ask("")
    camera.settle()


def take_sheets(camera: Camera, page: BrowsePage) -> None:
    """Take what is asked before many cards are changed."""
    page.table.rows.chosen.reach(page.table.row + SELECTED)
    page.table.viewport().update()
    page.commands[ActionId.TAG_NOTES].trigger()
    QTest.keyClicks(page.deeds.line_sheet.line, "pri")
    camera.settle()
    camera.take("browse-tags")
    camera.key(Qt.Key.Key_Escape)
    page.commands[ActionId.FIND_REPLACE].trigger()
    sheet = page.deeds.replace_sheet
    assert sheet is not None
    sheet.wanted.setText("record")
    sheet.instead.setText("chart")
    camera.settle(3 * SETTLE_MS)
    camera.take("browse-replace")
    camera.key(Qt.Key.Key_Escape)
