"""What Today says is kept with the first answer of a day."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from flashcards.collection import expecting
from flashcards.collection.collection import Collection
from flashcards.domain.changes import ChangeSet, Kind, Operation
from flashcards.ui.runner import CollectionRunner
from flashcards.ui.today.expecting import SaidKeeper
from flashcards.ui.today.view_model import state_of
from tests.builders import Clock
from tests.ui.today.test_today_view_model import TODAY

FRESH = replace(TODAY, reviewed_today=0)
ANSWERED = ChangeSet(Operation.ANSWER_CARD, frozenset({Kind.REVIEW}))


def said(collection: Collection) -> list[tuple[int, int]]:
    found = collection.read(lambda look: list(expecting._kept(look)))
    return [(one["minutes"], one["cards"]) for one in found]


def test_the_first_answer_keeps_what_was_said_last_before_it(
    runner: CollectionRunner, collection: Collection, clock: Clock, qtbot: QtBot
) -> None:
    keeper = SaidKeeper(runner, clock, runner)
    keeper.note(replace(FRESH, minutes=30))
    keeper.note(FRESH)

    runner.changed.emit(replace(ANSWERED, operation=Operation.FLAG))
    runner.changed.emit(ANSWERED)
    keeper.note(replace(TODAY, minutes=5))
    runner.changed.emit(ANSWERED)
    qtbot.waitUntil(lambda: runner.unsaved == 0)

    assert said(collection) == [(18, 42)]


def test_of_a_day_with_nothing_to_study_nothing_is_kept(
    runner: CollectionRunner, collection: Collection, clock: Clock, qtbot: QtBot
) -> None:
    keeper = SaidKeeper(runner, clock, runner)
    keeper.note(FRESH)
    keeper.note(replace(FRESH, new=0, learning=0, due=0))

    runner.changed.emit(ANSWERED)
    qtbot.waitUntil(lambda: runner.unsaved == 0)

    assert said(collection) == []


def test_beside_the_minutes_of_today_stand_those_expected() -> None:
    assert (
        state_of(replace(TODAY, expected_today=11.6)).done_today
        == "35 answers in 14 minutes today; 12 minutes expected"
    )
    assert state_of(replace(TODAY, expected_today=14.4)).done_today.endswith("today; as long as expected")
