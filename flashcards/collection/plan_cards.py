"""The cards studied for an exam, as its plan needs them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from flashcards.collection import exams as exams_kept
from flashcards.domain.exam import Exam
from flashcards.domain.ids import DeckId
from flashcards.domain.study_day import StudyDay
from flashcards.scheduling.exam_plan_cards import NO_AREA, Memory, PlanCards
from flashcards.storage.planning import PlanRow


def cards_for(exam: Exam, rows: Sequence[PlanRow], names: Mapping[DeckId, str], day: StudyDay) -> PlanCards:
    """Give the cards studied for an exam, with what each is worth there.

    A note of a studied deck that fits no area of the blueprint weighs as much as an average card.
    """
    find = exams_kept.area_finder(exam)
    inside = [row for row in rows if exams_kept.is_studied(exam, names[row.deck_id])]
    areas = [find(row.domain, names[row.deck_id]) for row in inside]
    ids = np.array([row.id for row in inside], dtype=np.intp)
    area = np.array([NO_AREA if one is None else one for one in areas], dtype=np.intp)
    plain = PlanCards.of(ids, remembered(inside, day), area, exam.shares)
    return replace(
        plain,
        note=np.array([row.note_id for row in inside], dtype=np.intp),
        is_open=np.array([bool(row.is_open) for row in inside], dtype=np.bool_),
    )


def remembered(rows: Sequence[PlanRow], day: StudyDay) -> Memory:
    """Give what is known of the memory of cards on a day."""
    return Memory(
        np.array([np.nan if row.stability_days is None else row.stability_days for row in rows], dtype=np.float64),
        np.array([np.nan if row.difficulty is None else row.difficulty for row in rows], dtype=np.float64),
        np.array([day - row.last_review_on if row.last_review_on is not None else 0 for row in rows], dtype=np.float64),
    )
