"""How long the window is held up while a note with large fields is written.

    python -m bench writing

types into a field of each kind and size, key by key, and looks at the longest wait: of a key until it is painted, and
of the window once typing rests, when the note is read out of the form, kept, and made into cards. Both by the clock and
by the processor time of the GUI thread, which other programs on the machine do not lengthen.
"""

import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, thread_time
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from flashcards import app
from flashcards.collection.collection import Collection
from flashcards.settings import DEFAULTS
from flashcards.ui.editing.field_area import FieldArea
from flashcards.ui.editor.add_page import AddPage
from flashcards.ui.page import PageId
from flashcards.ui.theme import Theme

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SENTENCE = "The patient may <b>see</b> the record within <i>thirty</i> days of asking for it. "
SIZES = (5_000, 20_000, 100_000)
TYPED = "hello world, this is **bold** and `code` "
KEY_EVERY_MS = 40
REST_MS = 2_500


class Spent(NamedTuple):
    """Time, in s: by the clock, and of the GUI thread's own."""

    clock: float
    own: float

    @classmethod
    def now(cls) -> "Spent":
        """Give both clocks."""
        return cls(perf_counter(), thread_time())

    def since(self, before: "Spent") -> "Spent":
        """Give what went by."""
        return Spent(self.clock - before.clock, self.own - before.own)

    def or_longer(self, other: "Spent") -> "Spent":
        """Give the longer of each."""
        return Spent(max(self.clock, other.clock), max(self.own, other.own))

    def __str__(self) -> str:
        """Write both in ms."""
        return f"{self.clock * 1000:6.1f} ms ({self.own * 1000:6.1f} own)"


def main() -> None:
    """Measure fields of paragraphs, of list items, and of one paragraph."""
    application = app.make_application([])
    theme = Theme(application, DEFAULTS)
    with tempfile.TemporaryDirectory() as home:
        os.environ["FLASHCARDS_HOME"] = home
        path = Path(home, "collection.db")
        collection = Collection.open(path, backups=Path(home, "backups"), clock=lambda: NOON, zone=UTC)
        opened = app.Opened(application, collection, theme, DEFAULTS)
        opened.window.show()
        opened.window.go(PageId.ADD)
        _wait(1_000)
        page = opened.window.page(PageId.ADD)
        assert isinstance(page, AddPage)
        print("characters  kind         longest key               longest wait at rest")
        for size in SIZES:
            for kind, html in _texts(size):
                key, rest = _measured(page, html)
                print(f"{size:10,}  {kind:11}  {key}  {rest}")
        loop = QEventLoop()
        opened.runner.closed.connect(loop.quit)
        opened.window.close()
        loop.exec()
        opened.end()


def _texts(size: int) -> Iterator[tuple[str, str]]:
    count = size // len(SENTENCE)
    yield "paragraphs", f"<p>{SENTENCE}</p>" * count
    yield "list", "<ul>" + f"<li>{SENTENCE}</li>" * count + "</ul>"
    yield "one block", SENTENCE * count


def _measured(page: AddPage, html: str) -> tuple[Spent, Spent]:
    """Type near the beginning of a field; give the longest waits: of a key, and at rest."""
    front, back = page.form.areas["Front"], page.form.areas["Back"]
    assert isinstance(back, FieldArea)
    front.setPlainText("Question?")
    back.setHtml(html)
    back.setFocus()
    cursor = back.textCursor()
    cursor.setPosition(50)
    back.setTextCursor(cursor)
    _wait(REST_MS)
    longest = Spent(0, 0)
    for letter in TYPED:
        begun = Spent.now()
        QTest.keyClicks(back, letter)
        QApplication.processEvents()
        longest = longest.or_longer(Spent.now().since(begun))
        _wait(KEY_EVERY_MS)
    return longest, _longest_wait(REST_MS)


def _longest_wait(milliseconds: int) -> Spent:
    """Let the window work, and give the longest time between two turns of its event loop."""
    last, longest = Spent.now(), Spent(0, 0)

    def look() -> None:
        nonlocal last, longest
        now = Spent.now()
        last, longest = now, longest.or_longer(now.since(last))

    timer = QTimer(interval=0)
    timer.timeout.connect(look)
    timer.start()
    _wait(milliseconds)
    timer.stop()
    return longest


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()
