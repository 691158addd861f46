"""From the answer key to the next card on the screen, with 20,000 cards due.

The real window, on a real collection, in the real event loop: the clock runs from the key event until the window has
finished painting all that the key changed. Answers are stored meanwhile, as in daily use. Measured on a virtual screen
(Xvfb), and drawn into memory.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from bench.screen import virtual_screen
from flashcards import app, clock, paths
from flashcards.collection.collection import Collection
from flashcards.domain.card import Card, CardState, MemoryState
from flashcards.domain.changes import Operation
from flashcards.domain.choice import Option, encode_options
from flashcards.domain.ids import CardId, DeckId, NoteId, PresetId
from flashcards.domain.note import Note
from flashcards.domain.note_type import NoteKind, built_in
from flashcards.domain.preset import DeckOptions, Preset
from flashcards.domain.study_day import StudyCalendar, StudyDay
from flashcards.settings import DEFAULTS
from flashcards.storage import reading
from flashcards.storage.transaction import Transaction
from flashcards.ui.page import PageId
from flashcards.ui.study.state import Phase, StudyState
from flashcards.ui.study.view import StudyPage
from flashcards.ui.theme import Theme

CARDS = 20_000
WARM_UP = 20
MEASURED = 300
BUDGET_MS = 16.0
THINKING_MS = 100
"""Between two keys: a fast learner. What is painted within it counts as changed by the key."""
CHILD = "FLASHCARDS_BENCH_CHILD"


@dataclass
class Latencies:
    """Milliseconds from key to paint.

    Attributes:
        shown: from Enter to the painted answer.
        answered: from the rating to the painted next question.
        worked: processor time the GUI thread spent on the latter; unlike the others it does not grow when the machine
            has something else to do.
        control: a task that always takes the same time, begun after the same pause: what the machine itself adds.
    """

    shown: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)
    control: list[float] = field(default_factory=list)


def main() -> None:
    """Measure on a virtual screen and in memory, and print median, 99th percentile and worst."""
    if CHILD in os.environ:
        _measure()
        return
    try:
        with virtual_screen(97) as screen:
            _run({"DISPLAY": screen.name, "QT_QPA_PLATFORM": "xcb"}, "on a virtual screen")
    except SystemExit as reason:
        print(reason)
    _run({"QT_QPA_PLATFORM": "offscreen"}, "drawn into memory")


def _run(environment: dict[str, str], where: str) -> None:
    print(where, flush=True)
    command = [sys.executable, "-m", "bench.answer_latency"]
    subprocess.run(command, env={**os.environ, **environment, CHILD: "1"}, check=True)


def _collection(folder: Path, now: datetime) -> None:
    """Store a collection whose cards are all due, of every kind, with the limits out of the way."""
    chance = random.Random(5)
    today = StudyCalendar(4, UTC).day(now)
    options = encode_options([Option(f"Option {i} of four", i == 0, f"Because of reason {i}.") for i in range(4)])
    kinds = {
        NoteKind.BASIC: (
            "<p>Within how many days must a request {} be answered?</p>",
            "<p>30 days</p>",
            "One extension.",
        ),
        NoteKind.CLOZE: ("Notice {} is due within {{{{c1::60 days}}}} of discovery.", "45 CFR 164.404"),
        NoteKind.CHOICE: ("Which of these holds for record {}?", options, "", ""),
        NoteKind.TYPED: ("<p>Average census of ward {}?</p>", "310", ""),
    }

    def note(number: int) -> Note:
        kind = list(kinds)[number % len(kinds)]
        fields = (kinds[kind][0].format(number), *kinds[kind][1:])
        return Note(NoteId(0), f"note-{number}", built_in(kind).id, fields, created_at=now, modified_at=now)

    def card(note_id: NoteId, deck_id: DeckId) -> Card:
        stability, ago = chance.uniform(2, 200), chance.randint(2, 300)
        return Card(
            CardId(0),
            note_id,
            deck_id,
            state=CardState.REVIEW,
            memory=MemoryState(stability, chance.uniform(1, 10)),
            due_on=StudyDay(today - chance.randint(0, 9)),
            interval_days=ago,
            last_review_on=StudyDay(today - ago),
            last_review_at=now,
            reps=4,
        )

    def fill(change: Transaction) -> None:
        settings = replace(reading.learning_settings(change.snapshot), review_limit=9999, new_limit=0)
        change.set_learning_settings(settings)
        ample = change.presets.add(Preset(PresetId(0), "Ample", DeckOptions(review_limit=9999)))
        for number in range(3):  # three decks, for a limit counts at most 9,999 cards
            deck = change.add_deck(f"Deck {number}")
            change.update_deck(replace(deck, preset=ample))
            ids = change.add_notes([note(place) for place in range(number, CARDS, 3)])
            change.add_cards([card(note_id, deck.id) for note_id in ids])

    collection = Collection.open(folder / "collection.db", backups=folder / "backups", clock=lambda: now, zone=UTC)
    collection.transact(Operation.IMPORT, fill)
    collection.close()


def _measure() -> None:
    """Open the window on the collection and answer cards."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["FLASHCARDS_HOME"] = home
        _collection(Path(home), clock.now())
        latencies = _answer_cards(Path(home, "collection.db"))
    measured = (
        ("answer shown", latencies.shown),
        ("next card shown", latencies.answered),
        ("next card shown, processor time", latencies.worked),
        ("the same task every time, for comparison", latencies.control),
    )
    for name, values in measured:
        ordered = sorted(values)
        p99 = ordered[int(len(ordered) * 0.99)]
        verdict = "" if p99 < BUDGET_MS else f" (over {BUDGET_MS:.0f} ms)"
        median = ordered[len(ordered) // 2]
        print(f"  {name}: median {median:.1f} ms, p99 {p99:.1f} ms, worst {ordered[-1]:.1f} ms{verdict}", flush=True)


class Watch(QObject):
    """Notes when the window has finished painting a page."""

    _updating = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.painted_at: list[tuple[float, float]] = []
        self._updating.connect(self._note, Qt.ConnectionType.QueuedConnection)
        page.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """An update paints everything that has changed; what is queued meanwhile comes as soon as that is done."""
        if event.type() is QEvent.Type.Paint:
            self._updating.emit()
        return False

    @Slot()
    def _note(self) -> None:
        self.painted_at.append((time.perf_counter(), time.thread_time()))


class Learner:
    """Opens the window on a collection, presses keys, and watches what they change."""

    def __init__(self, path: Path) -> None:
        application = app.make_application([])
        collection = Collection.open(path, backups=paths.backups_of(path), clock=clock.now)
        self._opened = app.Opened(application, collection, Theme(application, DEFAULTS), DEFAULTS)
        self._opened.problems.crashed.connect(sys.exit)
        self._window = self._opened.window
        self._window.resize(1120, 780)
        self._window.show()
        self._window.activateWindow()
        self._loop = QEventLoop()
        self.rest(500)
        self._window.study(None)
        page = self._window.page(PageId.STUDY)
        assert isinstance(page, StudyPage)
        self.page = page
        self._watch = Watch(page)
        while self.state.phase is not Phase.QUESTION:
            self.rest(100)

    @property
    def state(self) -> StudyState:
        """What the page shows."""
        return self.page.view_model.state

    def rest(self, milliseconds: int) -> None:
        """Let the event loop run."""
        QTimer.singleShot(milliseconds, self._loop.quit)
        self._loop.exec()

    def press(self, key: Qt.Key) -> tuple[float, float]:
        """Press a key; give the milliseconds until the last thing it changed is painted, and the processor's."""
        while QApplication.activeWindow() is None:  # keys go nowhere while another window is in front
            self._window.activateWindow()
            self.rest(THINKING_MS)
        self._watch.painted_at.clear()
        shown = (self.state.serial, self.state.phase)
        began, work_began = time.perf_counter(), time.thread_time()
        QTest.keyClick(QApplication.focusWidget() or self.page, key)
        assert (self.state.serial, self.state.phase) != shown, f"{key} did nothing to {self.state}"
        self.rest(THINKING_MS)
        while not self._watch.painted_at:
            self.rest(THINKING_MS)
        painted, worked = self._watch.painted_at[-1]
        return (painted - began) * 1000, (worked - work_began) * 1000

    def end(self) -> None:
        """Close the window; everything is stored then."""
        self._opened.runner.closed.connect(self._loop.quit)
        self._window.close()
        self._loop.exec()
        self._opened.end()


def _same_task() -> float:
    """Count for about 8 ms, as long as an answer takes; give the milliseconds it took."""
    began = time.perf_counter()
    sum(range(400_000))
    return (time.perf_counter() - began) * 1000


def _answer_cards(path: Path) -> Latencies:
    learner = Learner(path)
    found = Latencies()
    for number in range(WARM_UP + MEASURED):
        state = learner.state
        if state.choice is not None:
            learner.page.view_model.pick(number % 4)
        elif state.face is not None and state.face.content.typed is not None:
            learner.page.stage.card.entry.line.setText("310")
        learner.rest(THINKING_MS)
        shown, _ = learner.press(Qt.Key.Key_Return)
        answered, worked = learner.press(Qt.Key.Key_3)
        if number >= WARM_UP:
            found.shown.append(shown)
            found.answered.append(answered)
            found.worked.append(worked)
            found.control.append(_same_task())
    learner.end()
    return found


if __name__ == "__main__":
    main()
