"""Widgets are destroyed on the GUI thread."""

import gc
import threading

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from flashcards.ui.garbage import LOADED_AFTER, MANY, GarbageCollection, pass_over_many


class Knot:
    """Refers to itself, and notes on which thread it goes."""

    def __init__(self, gone: list[int]) -> None:
        self.itself = self
        self.gone = gone

    def __del__(self) -> None:
        self.gone.append(threading.get_ident())


def test_garbage_made_while_a_lane_works_is_collected_here(qtbot: QtBot) -> None:
    gone: list[int] = []
    owner = QObject()
    collection = GarbageCollection(owner)
    Knot(gone)
    thread = threading.Thread(target=lambda: [[number] for number in range(200_000)])
    thread.start()
    thread.join()
    before = list(gone)

    gc.collect(0)
    collection.stop()

    assert before == []
    assert gone == [threading.get_ident()]


def test_what_has_piled_up_is_collected_between_events(qtbot: QtBot) -> None:
    gone: list[int] = []
    owner = QObject()
    collection = GarbageCollection(owner)
    for _ in range(1000):
        Knot(gone)

    collection.check()
    collection.stop()

    assert len(gone) == 1000
    assert gc.isenabled()


def test_what_the_program_consists_of_is_not_looked_through_again(qtbot: QtBot) -> None:
    owner = QObject()
    collection = GarbageCollection(owner)
    for _ in range(LOADED_AFTER):
        collection.check()
    frozen = gc.get_freeze_count()
    gone: list[int] = []
    Knot(gone)

    gc.collect()
    collection.stop()

    assert frozen > 10_000
    assert len(gone) == 1
    assert gc.get_freeze_count() == 0


def test_what_very_much_was_made_of_is_passed_over(qtbot: QtBot) -> None:
    owner = QObject()
    collection = GarbageCollection(owner)
    made = [[number] for number in range(2 * MANY)]

    pass_over_many()
    left, passed_over = gc.get_count()[0], gc.get_freeze_count()
    collection.stop()

    assert left < MANY
    assert passed_over > len(made)


def test_little_is_looked_through_as_ever(qtbot: QtBot) -> None:
    owner = QObject()
    collection = GarbageCollection(owner)
    gc.collect()
    gone: list[int] = []
    for _ in range(1000):
        Knot(gone)

    pass_over_many()
    collection.check()
    collection.stop()

    assert len(gone) == 1000
