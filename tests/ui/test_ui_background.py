"""Work happens elsewhere, and every result arrives."""

import sys
import threading
import weakref
from functools import partial

import pytest
from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot

from flashcards.ui.background import SWITCH_S, Lane, share_fairly


class Receiver(QObject):
    """Keeps what arrives, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.values: list[object] = []
        self.errors: list[Exception] = []
        self.threads: set[int] = set()

    @Slot(object)
    def take(self, value: object) -> None:
        self.values.append(value)
        self.threads.add(threading.get_ident())

    @Slot(object)
    def fail(self, error: Exception) -> None:
        self.errors.append(error)


def finish(lane: Lane, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: lane.pending == 0, timeout=10_000)
    lane.close()


def test_one_thread_works_in_order_and_loses_nothing(qtbot: QtBot) -> None:
    lane, receiver = Lane("write"), Receiver()

    for number in range(2000):
        lane.submit(partial(int, number), receiver.take)
    finish(lane, qtbot)

    assert receiver.values == list(range(2000))


def test_results_arrive_on_the_thread_that_asked(qtbot: QtBot) -> None:
    lane, receiver = Lane("read", 4), Receiver()

    lane.submit(threading.get_ident, receiver.take)
    finish(lane, qtbot)

    assert receiver.threads == {threading.get_ident()}
    assert receiver.values != [threading.get_ident()]


def test_four_threads_work_at_once(qtbot: QtBot) -> None:
    lane, receiver = Lane("read", 4), Receiver()
    together = threading.Barrier(4, timeout=60)

    for _ in range(4):
        lane.submit(together.wait, receiver.take)
    finish(lane, qtbot)

    assert sorted(receiver.values, key=str) == [0, 1, 2, 3]


def test_an_error_is_carried_back_and_the_lane_goes_on(qtbot: QtBot) -> None:
    lane, receiver = Lane("write"), Receiver()
    error = KeyError("a bug")

    def fail() -> None:
        raise error

    lane.submit(fail, receiver.take, receiver.fail)
    lane.submit(lambda: "next", receiver.take, receiver.fail)
    finish(lane, qtbot)

    assert receiver.errors == [error]
    assert receiver.values == ["next"]


def test_a_receiver_that_is_gone_is_skipped(qtbot: QtBot) -> None:
    lane, gone, here = Lane("write"), Receiver(), Receiver()
    may_go_on = threading.Event()

    lane.submit(lambda: may_go_on.wait(10), gone.take)
    lane.submit(lambda: "arrived", here.take)
    del gone
    may_go_on.set()
    finish(lane, qtbot)

    assert here.values == ["arrived"]


def test_what_goes_wrong_in_handing_over_a_result_is_said_and_the_lane_goes_on(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    lane, receiver = Lane("write"), Receiver()
    said: list[object] = []
    monkeypatch.setattr(threading, "excepthook", lambda what: said.append(what.exc_type))

    lane._jobs.put(lambda: {}["missing"])  # type: ignore[index]
    lane.submit(lambda: "next", receiver.take)
    finish(lane, qtbot)

    assert receiver.values == ["next"]
    assert said == [KeyError]


def test_a_receiver_that_errs_is_said_and_the_lane_is_idle_afterwards(qtbot: QtBot) -> None:
    lane, receiver = Lane("write"), Receiver()

    class Erring(QObject):
        @Slot(object)
        def take(self, _value: object) -> None:
            raise ZeroDivisionError

    erring = Erring()
    with qtbot.captureExceptions() as errors:
        lane.submit(lambda: 1, erring.take)
        lane.submit(lambda: 2, receiver.take)
        finish(lane, qtbot)

    assert [one[0] for one in errors] == [ZeroDivisionError]
    assert receiver.values == [2]


def test_a_lane_that_is_muted_tells_values_and_no_failures(qtbot: QtBot) -> None:
    lane, receiver = Lane("read"), Receiver()
    may_go_on = threading.Event()

    lane.submit(lambda: may_go_on.wait(10) and 1 // 0, receiver.take, receiver.fail)
    lane.submit(lambda: "arrived", receiver.take, receiver.fail)
    lane.mute()
    may_go_on.set()
    finish(lane, qtbot)

    assert (receiver.values, receiver.errors) == (["arrived"], [])


def test_work_that_is_prepared_is_pending_and_waits_to_be_begun(qtbot: QtBot) -> None:
    lane, receiver = Lane("write"), Receiver()

    begin = lane.prepare(lambda: "begun", receiver.take)
    pending, threads = lane.pending, len(lane._threads)
    begin()
    finish(lane, qtbot)

    assert (pending, threads) == (1, 0)
    assert receiver.values == ["begun"]


def test_closing_finishes_what_was_asked(qtbot: QtBot) -> None:
    lane, receiver = Lane("write"), Receiver()
    done: list[int] = []

    for number in range(50):
        lane.submit(partial(done.append, number))
    lane.submit(lambda: "last", receiver.take)
    lane.close()

    assert done == list(range(50))
    qtbot.waitUntil(lambda: receiver.values == ["last"])


def test_a_closed_lane_takes_no_work(qtbot: QtBot) -> None:
    lane = Lane("write")
    lane.close()

    with pytest.raises(RuntimeError, match="the write lane is closed"):
        lane.submit(lambda: None)


def test_idle_is_said_when_nothing_is_left(qtbot: QtBot) -> None:
    lane, receiver = Lane("write"), Receiver()

    with qtbot.waitSignal(lane.idle):
        lane.submit(lambda: 1, receiver.take)

    assert lane.pending == 0
    lane.close()


def test_a_busy_lane_gives_way_to_the_gui_thread_at_once() -> None:
    before = sys.getswitchinterval()

    share_fairly()
    after = sys.getswitchinterval()
    sys.setswitchinterval(before)

    assert after == pytest.approx(SWITCH_S)


def test_a_thread_that_waits_keeps_nothing_of_what_it_worked_on(qtbot: QtBot) -> None:
    lane = Lane("read")
    large = {1}
    kept = weakref.ref(large)

    lane.submit(partial(len, large))
    del large
    qtbot.waitUntil(lambda: lane.pending == 0)

    qtbot.waitUntil(lambda: kept() is None)
    finish(lane, qtbot)
