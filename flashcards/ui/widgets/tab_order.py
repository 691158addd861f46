"""Where Tab goes. Qt puts whatever is made later behind all there is, whatever its place on the page."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def lead_to(last: QWidget, widgets: Sequence[QWidget]) -> None:
    """Have Tab go through widgets in this order and then on to `last`, all in one window."""
    before = last.previousInFocusChain()
    while before is not last and (before in widgets or not _is_tab_stop(before)):
        before = before.previousInFocusChain()
    for widget in widgets:
        if before is not last:
            QWidget.setTabOrder(before, widget)
        before = widget
    if widgets:
        QWidget.setTabOrder(widgets[-1], last)


def _is_tab_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
