"""Pictures of the Tuning page: what came of a fit, what would move, and what a retention costs."""

from PySide6.QtWidgets import QScrollArea

from flashcards.ui.page import PageId
from flashcards.ui.tuning.view import TuningPage
from scripts.camera import Camera

ASKED_PERCENT = 85


def take_tuning(camera: Camera) -> None:
    """Fit to the reviews there are and take the page, then undo the fit."""
    camera.go(PageId.TUNING)
    page = camera.window.page(PageId.TUNING)
    assert isinstance(page, TuningPage)
    for step in (page.view_model.fit_now, page.view_model.look_ahead):
        step()
        camera.until(lambda: not page.view_model.is_busy, "fit")
    camera.put_messages_away()
    page.workload.retention.set_value(ASKED_PERCENT)
    page.workload.retention.changed.emit(ASKED_PERCENT)
    camera.take("tuning")
    bar = page.findChildren(QScrollArea)[0].verticalScrollBar()
    bar.setValue(bar.maximum())
    camera.take("tuning-retention")
    bar.setValue(0)
    camera.opened.runner.undo()
    camera.settle()
