"""Pictures of the page that looks after the collection."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QScrollArea

from flashcards.ui.care.view import CarePage
from flashcards.ui.page import PageId
from scripts.camera import Camera


def take_care(camera: Camera) -> None:
    """Take what was found, the backups with the question before going back, and the collections."""
    camera.go(PageId.CARE)
    page = camera.window.page(PageId.CARE)
    assert isinstance(page, CarePage)
    page.backups.back_up.click()
    page.view_model.look_over()
    camera.until(lambda: page.view_model.state.overview and page.view_model.state.backups, "overview")
    camera.put_messages_away()
    camera.take("care")
    bar = page.findChildren(QScrollArea)[0].verticalScrollBar()
    bar.setValue(bar.maximum())
    camera.take("care-collections")
    go_back = next(one for one in page.backups.findChildren(QPushButton) if one.text() == "Go back to it")
    for pressed, name in ((go_back, "care-go-back"), (page.collections.begin, "care-new-collection")):
        pressed.click()
        camera.settle()
        camera.take(name)
        camera.key(Qt.Key.Key_Escape)
    bar.setValue(0)
