"""Pictures of custom study: the sheet, a session that leaves the schedule alone, and its end."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from flashcards.domain.custom_study import Chosen, CustomSession
from flashcards.ui.actions import ActionId
from flashcards.ui.custom.sheet import CustomSheet
from flashcards.ui.key_sheet import KeySheet
from flashcards.ui.page import PageId
from flashcards.ui.study.view import StudyPage
from scripts.camera import Camera


def take_custom(camera: Camera) -> None:
    """Take the sheet filled in well and badly, then study what it found."""
    camera.go(PageId.DECKS)
    sheet = _asked(camera, CustomSession(Chosen.MISSED, days=14, line="is:wrong"))
    camera.take("custom-wrong")
    sheet.close_sheet()
    sheet = _asked(camera, CustomSession(Chosen.MISSED, days=14, moves_schedule=False))
    camera.take("custom-sheet")
    sheet.begin.click()
    camera.settle()
    page = camera.window.page(PageId.STUDY)
    assert isinstance(page, StudyPage)
    camera.key(Qt.Key.Key_Return)
    if not page.view_model.state.promises:  # a choice question reminds first
        camera.key(Qt.Key.Key_Return)
    assert page.view_model.state.promises
    camera.take("custom-session")
    camera.key(Qt.Key.Key_3)
    camera.key(Qt.Key.Key_Escape)
    camera.take("custom-summary")


def take_comforts(camera: Camera) -> None:
    """Take two buttons, with auto-advance on."""
    look = camera.opened.services.look
    usual = look.preferences
    look.change(replace(usual, has_two_buttons=True))
    camera.window.study(None)
    camera.settle()
    page = camera.window.page(PageId.STUDY)
    assert isinstance(page, StudyPage)
    page.time_bar.toggle()
    page.view_model.advance()
    page.time_bar.set_share(0.4)
    camera.take("study-two-buttons")
    page.time_bar.toggle()
    look.change(replace(usual, has_two_buttons=False))


def take_keys(camera: Camera) -> None:
    """Take the sheet of keys, once for a free key and once for one that is taken."""
    camera.window.sheets.change_keys()
    camera.settle()
    sheet = camera.window.findChild(KeySheet)
    assert isinstance(sheet, KeySheet)
    sheet.go_to(ActionId.BURY_CARD)
    QTest.keyClick(sheet.field, Qt.Key.Key_D)
    camera.take("keys-taken")
    sheet.close_sheet()


def _asked(camera: Camera, wanted: CustomSession) -> CustomSheet:
    camera.window.sheets.ask_custom(wanted)
    camera.settle()
    sheet = camera.window.findChild(CustomSheet)
    assert isinstance(sheet, CustomSheet)
    return sheet
