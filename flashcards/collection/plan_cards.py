"""The cards studied for an exam, as its plan needs them."""

from collections.abc import Mapping, Sequence

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
    memory = Memory(
        np.array([np.nan if row.stability_days is None else row.stability_days for row in inside], dtype=np.float64),
        np.array([np.nan if row.difficulty is None else row.difficulty for row in inside], dtype=np.float64),
        np.array([day - row.last_review_on if row.last_review_on is not None else 0 for row in inside], dtype=float),
    )
    ids = np.array([row.id for row in inside], dtype=np.intp)
    area = np.array([NO_AREA if one is None else one for one in areas], dtype=np.intp)
    plain = PlanCards.of(ids, memory, area, exam.shares)
    return PlanCards(
        ids=plain.ids,
        stability_days=plain.stability_days,
        difficulty=plain.difficulty,
        elapsed_days=plain.elapsed_days,
        worth=plain.worth,
        area=plain.area,
        note=np.array([row.note_id for row in inside], dtype=np.intp),
        is_open=np.array([bool(row.is_open) for row in inside], dtype=np.bool_),
    )
