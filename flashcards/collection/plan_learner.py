"""The learner, as an exam plan sees them."""

from flashcards.domain.learning import LearningSettings
from flashcards.domain.study_day import StudyDay
from flashcards.scheduling.exam_plan_model import Habits, PlanModel
from flashcards.scheduling.pace import Pace
from flashcards.storage import counts, planning
from flashcards.storage.snapshot import Snapshot

PACE_STEP_S = 0.5
SHARE_STEP = 100


def learner_model(snapshot: Snapshot, settings: LearningSettings, day: StudyDay) -> PlanModel:
    """Give what is known of the learner up to yesterday, rounded, so that the tables last the day."""
    answers = [one for one in counts.newest_answers(snapshot) if one.reviewed_on < day]
    rated = planning.rating_counts(snapshot, day)
    habits = Habits.shrunk(rated.first, rated.reviews[1:])
    return PlanModel(
        parameters=settings.parameters,
        habits=Habits(_rounded(habits.first), _rounded(habits.passes)),
        pace=_rounded_pace(Pace.of(answers)),
        learning_steps=len(settings.learning_steps_s),
        relearning_steps=len(settings.relearning_steps_s),
    )


def _rounded(shares: tuple[float, ...]) -> tuple[float, ...]:
    """Round shares to hundredths that still add up to 1."""
    parts = [round(share * SHARE_STEP) for share in shares]
    parts[max(range(len(parts)), key=parts.__getitem__)] += SHARE_STEP - sum(parts)
    return tuple(part / SHARE_STEP for part in parts)


def _rounded_pace(pace: Pace) -> Pace:
    new, review, relearning = (
        max(PACE_STEP_S, round(seconds / PACE_STEP_S) * PACE_STEP_S)
        for seconds in (pace.new_s, pace.review_s, pace.relearning_s)
    )
    return Pace(new, review, relearning)
