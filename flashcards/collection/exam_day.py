"""The day of an exam: what was studied for it rests. What counts is known by then."""

from collections.abc import Mapping, Sequence

from flashcards.collection import exams
from flashcards.domain.deck import Deck
from flashcards.domain.exam import Exam
from flashcards.domain.ids import DeckId
from flashcards.domain.study_day import StudyDay, study_day_of
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.waiting import Waiting


def exams_of(snapshot: Snapshot, day: StudyDay) -> tuple[Exam, ...]:
    """Give the exams that are held on a day and were not put away."""
    return tuple(exam for exam in exams.exams(snapshot) if not exam.is_past and study_day_of(exam.held_on) == day)


def resting(snapshot: Snapshot, day: StudyDay, decks: Sequence[Deck]) -> frozenset[DeckId]:
    """Give the decks that are studied for an exam of that day: nothing of them comes by itself."""
    held = exams_of(snapshot, day)
    return frozenset(deck.id for deck in decks if any(exams.is_studied(exam, deck.name) for exam in held))


def without_resting(
    snapshot: Snapshot, day: StudyDay, decks: Sequence[Deck], waiting: Mapping[DeckId, Waiting]
) -> Mapping[DeckId, Waiting]:
    """Leave what rests out of what waits."""
    rest = resting(snapshot, day, decks)
    return {key: Waiting() if key in rest else one for key, one in waiting.items()} if rest else waiting
