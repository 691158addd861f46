"""Where Tab goes. Qt puts whatever is made later behind all there is, whatever its place on the page."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def lead_to(last: QWidget, widgets: Sequence[QWidget]) -> None:
    """Have Tab go through widgets in this order and then on to `last`, all in one window."""
    before = next((one for one in _back_from(last) if one not in widgets), None)
    stops = [*([before] if before is not None else []), *widgets, last]
    for one, following in pairwise(stops):
        QWidget.setTabOrder(one, following)


def _back_from(widget: QWidget) -> Iterator[QWidget]:
    """Give where Shift+Tab goes from a widget, until it is back."""
    one = widget.previousInFocusChain()
    while one is not None and one is not widget:
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield one
        one = one.previousInFocusChain()
