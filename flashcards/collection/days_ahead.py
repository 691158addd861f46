"""What comes on the next days, as Today shows it: on a day off nothing that is studied for an exam. No numpy."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from flashcards.collection import exams, wanted
from flashcards.domain.exam import Exam
from flashcards.domain.ids import DeckId
from flashcards.domain.study_day import StudyDay, date_of
from flashcards.storage import counts, reading
from flashcards.storage.snapshot import Snapshot


def is_off(ahead: Sequence[Exam], on: date) -> bool:
    """Say whether a day is one without study for every exam that comes after it; without an exam none is."""
    planned = [exam for exam in ahead if exam.held_on > on]
    return bool(planned) and all(exam.days_off.has(on) for exam in planned)


def by_day(snapshot: Snapshot, first: StudyDay, last: StudyDay, ahead: Sequence[Exam]) -> dict[StudyDay, int]:
    """Count the cards that fall due on each day of a span, and the new ones wanted on it.

    Those that are studied for an exam come after a day off; what comes after the span is left out.
    """
    new = wanted.new_by_day(snapshot, first, last)
    days = [StudyDay(day) for day in range(first, last + 1)]
    off = {day for day in days if is_off(ahead, date_of(day))}
    found = Counter(counts.due_by_day(snapshot, first, last))
    for (day, _), number in new.items():
        found[day] += number
    if not off:
        return dict(found)
    planned = _studied(snapshot, ahead)
    for (day, deck), number in (*counts.due_by_deck(snapshot, sorted(off)).items(), *new.items()):
        if day in off and deck in planned:
            found[day] -= number
            if (back := next((one for one in days if one > day and one not in off), None)) is not None:
                found[back] += number
    return dict(found)


def _studied(snapshot: Snapshot, ahead: Sequence[Exam]) -> frozenset[DeckId]:
    decks = reading.decks(snapshot)
    return frozenset(deck.id for deck in decks if any(exams.is_studied(exam, deck.name) for exam in ahead))
