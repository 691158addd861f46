"""Answers that could not be stored: taken back, kept, and stored again when the learner asks."""

from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from flashcards.domain.errors import FlashcardsError, StaleCardError
from flashcards.domain.review import Answered
from flashcards.ui.study.view_model import StudyViewModel

STALE = "This card was changed elsewhere, so your answer was not counted. Here it is again."


class Unsaved(QObject):
    """Watches what a view model stores."""

    def __init__(self, view_model: StudyViewModel) -> None:
        super().__init__(view_model)
        self._page = view_model
        self._answers: list[Answered] = []
        view_model.lanes.refused.connect(self._take_back)
        view_model.answered.connect(self._replace)

    @Slot()
    def retry(self) -> None:
        """Store the answers once more."""
        answers, self._answers = self._answers, []
        sitting = self._page.play.sitting
        if not answers or sitting is None:
            return
        for answered in answers:
            self._page.play.count_again(answered)
            self._page.lanes.save(answered, sitting.by_deck[answered.after.deck_id])
        retried = {answered.before.id for answered in answers}
        self._page.play.drop(lambda item: item.card_id in retried)
        self._page.publish(replace(self._page.state, problem=""))
        if self._page.play.current is None:
            self._page.proceed()
        self._page.reload()

    @Slot(object, object)
    def _take_back(self, answered: Answered | None, error: Exception) -> None:
        """Ask the card again whose answer is not on disk."""
        if answered is None:
            self._page.failed.emit(error)
            self._page.reload()
            return
        self._page.play.count_back()
        if isinstance(error, StaleCardError):
            self._page.told.emit(STALE, "", None)
        else:
            self._answers.append(answered)
            self._page.publish(replace(self._page.state, problem=_problem(len(self._answers), error)))
        if not isinstance(error, FlashcardsError):
            self._page.failed.emit(error)
        self._page.gather(answered.before.id)

    @Slot(object, object)
    def _replace(self, answered: Answered, _card: object) -> None:
        """Forget an answer that could not be stored once its card is answered again."""
        if any(one.before.id == answered.before.id for one in self._answers):
            self._answers = [one for one in self._answers if one.before.id != answered.before.id]
            problem = self._page.state.problem if self._answers else ""
            self._page.publish(replace(self._page.state, problem=problem))


def _problem(answers: int, error: Exception) -> str:
    """Say that answers are not on disk, and why, if that can be said."""
    what = "Your last answer was not saved" if answers == 1 else f"Your last {answers} answers were not saved"
    why = f" {error}" if isinstance(error, FlashcardsError) else ""
    return f"{what}.{why}"
