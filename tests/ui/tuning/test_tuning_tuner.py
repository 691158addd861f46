"""Fits nobody asked for."""

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from flashcards.collection.collection import Collection
from flashcards.collection.sitting import gather
from flashcards.collection.studying import record_answer
from flashcards.domain.changes import Operation
from flashcards.domain.learning import FSRS6_DEFAULT_PARAMETERS
from flashcards.domain.review import Rating
from flashcards.storage import fits, reading
from flashcards.storage.transaction import Transaction
from flashcards.ui.page import PageId, Services
from flashcards.ui.tuning.tuner import Tuner
from tests.builders import NOON, a_note, add_notes
from tests.unit.collection.learner_history import studied_collection


def a_tuner(services: Services, parent: QObject) -> Tuner:
    return Tuner(services.runner, services.notices, services.clock, services.zone, parent)


def answer_one(services: Services, collection: Collection, qtbot: QtBot) -> None:
    add_notes(collection, "Fresh", [a_note("fresh")])
    sitting = collection.read(lambda snapshot: gather(snapshot, NOON, zone=collection.zone))
    sitting.session.advance(NOON)
    sitting.session.supply(collection.read(lambda look: reading.cards(look, sitting.session.wanted())))
    answered = sitting.session.answer(Rating.GOOD, NOON, 5000)

    def store(change: Transaction) -> None:
        record_answer(change, answered, sitting.settings)

    with qtbot.waitSignal(services.runner.changed):
        services.runner.write(Operation.ANSWER_CARD, store)


def test_after_a_sitting_a_better_fit_is_adopted(services: Services, collection: Collection, qtbot: QtBot) -> None:
    studied_collection(collection, cards=300, days=60)
    tuner = a_tuner(services, services.runner)
    tuner.page_shown(PageId.STUDY)
    answer_one(services, collection, qtbot)

    with qtbot.waitSignal(services.notices.said, timeout=30_000) as said:
        tuner.page_shown(PageId.TODAY)

    assert said.args[0].startswith("The memory model was fitted to your reviews: it knows 30")
    assert said.args[1] == "Undo"
    assert collection.read(reading.learning_settings).parameters != FSRS6_DEFAULT_PARAMETERS


def test_nothing_is_adopted_in_the_middle_of_a_sitting(
    services: Services, collection: Collection, qtbot: QtBot
) -> None:
    studied_collection(collection, cards=300, days=60)
    tuner = a_tuner(services, services.runner)
    answer_one(services, collection, qtbot)
    with qtbot.waitSignal(tuner.fitter.fitted, timeout=30_000):
        tuner.page_shown(PageId.TODAY)
        tuner.page_shown(PageId.STUDY)
    during = collection.read(fits.fits)

    with qtbot.waitSignal(tuner.fitter.adopted, timeout=30_000):
        tuner.page_shown(PageId.DECKS)

    assert during == ()
    assert len(collection.read(fits.fits)) == 1


def test_nothing_is_fitted_without_a_sitting_or_with_too_few_reviews(
    services: Services, collection: Collection, qtbot: QtBot
) -> None:
    studied_collection(collection, cards=20, days=20)
    tuner = a_tuner(services, services.runner)

    tuner.page_shown(PageId.TODAY)
    without_answers = services.runner.reading
    answer_one(services, collection, qtbot)
    tuner.page_shown(PageId.TODAY)
    qtbot.waitUntil(lambda: services.runner.reading == 0)

    assert without_answers == 0
    assert not tuner.fitter.is_busy
