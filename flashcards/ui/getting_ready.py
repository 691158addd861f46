"""Makes the Browse page ready before anybody asks for it: modules without Qt on a lane, the rest in small steps.

What is of Qt is loaded and made on the GUI thread alone, for PySide makes its classes when they are first named. The
modules of Progress are loaded too; that page is built quickly enough when it is opened.
"""

import importlib
from collections import deque
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from flashcards.ui.garbage import pass_over_many
from flashcards.ui.main_window import MainWindow
from flashcards.ui.page import PageId, Services

BEGIN_AFTER_MS = 1200
"""After the first paint: by then the first page has its numbers, and the write lane what it needs."""
BETWEEN_MS = 20
"""From the end of one step to the next: what the learner does comes in between."""
WITHOUT_QT = (
    "flashcards.collection.browsing",
    "flashcards.collection.bulk",
    "flashcards.collection.saved_searches",
    "flashcards.collection.decks",
    "flashcards.collection.splitting",
    "flashcards.rendering.typesetting",
    "flashcards.collection.statistics.history",
    "flashcards.collection.statistics.habits",
)
"""What the pages need besides, numpy first."""
OF_QT = (
    "flashcards.ui.browse.table",
    "flashcards.ui.browse.sidebar_panel",
    "flashcards.ui.browse.head",
    "flashcards.ui.browse.parts",
    "flashcards.ui.browse.type_sheet",
    "flashcards.ui.browse.deeds",
    "flashcards.ui.browse.view",
    "flashcards.ui.card.rich_text",
    "flashcards.ui.card.card_view",
    "flashcards.ui.editing.field_area",
    "flashcards.ui.editor.note_form",
    "flashcards.ui.editor.note_editor",
    "flashcards.ui.browse.preview",
    "flashcards.ui.progress.view",
)
"""Modules loaded one after another, each needing those before it."""


class GettingReady(QObject):
    """Begins by itself, and ends when the page is there or the collection closes.

    Attributes:
        is_done: whether nothing is left to be done.
    """

    def __init__(self, services: Services, window: MainWindow) -> None:
        super().__init__(window)
        self._services = services
        self._window = window
        self._modules = deque(WITHOUT_QT)
        self._steps: deque[Callable[[], object]] = deque()
        self.is_done = False
        self._next = QTimer(self, singleShot=True, interval=BEGIN_AFTER_MS)
        self._next.timeout.connect(self._go_on)
        self._next.start()
        services.runner.closing.connect(self._end)

    @Slot()
    def _go_on(self) -> None:
        if self._modules:
            self._services.runner.work(partial(importlib.import_module, self._modules.popleft()), self._take_module)
        elif self._steps and not self._window.has(PageId.BROWSE):
            self._steps.popleft()()
            self._next.start(BETWEEN_MS)
        else:
            pass_over_many()
            self._end()

    @Slot(object)
    def _take_module(self, _module: object) -> None:
        if self.is_done:
            return
        if not self._modules:
            self._steps.extend(partial(importlib.import_module, name) for name in OF_QT)
            self._steps.append(self._plan)
        self._next.start(BETWEEN_MS)

    def _plan(self) -> None:
        self._steps.extend(_steps(self._services, self._window))

    @Slot()
    def _end(self) -> None:
        self.is_done = True
        self._next.stop()
        self._steps.clear()


def _steps(services: Services, window: MainWindow) -> tuple[Callable[[], object], ...]:
    """Give what makes the page, no step longer than a learner could notice."""
    from flashcards.ui.browse.parts import Parts
    from flashcards.ui.browse.view import BrowsePage

    parts = Parts(services)
    pages: list[BrowsePage] = []

    def put_together() -> None:
        pages.append(BrowsePage(services, parts=parts))

    def hand_over() -> None:
        window.adopt(PageId.BROWSE, pages[0])
        pages[0].look_ahead()

    return (*parts.steps, parts.make_preview, put_together, hand_over)
