"""Two buttons instead of four, as the learner prefers."""

from PySide6.QtCore import QObject, Slot

from flashcards.domain.review import Rating
from flashcards.ui.look import Look
from flashcards.ui.study.enabling import TWO_RATINGS, is_of_two
from flashcards.ui.study.view_model import StudyViewModel


class TwoButtons(QObject):
    """Offers as many ratings as the preferences say, and heeds them when they change."""

    def __init__(self, look: Look, view_model: StudyViewModel) -> None:
        super().__init__(view_model)
        self._look = look
        self._page = view_model
        look.changed.connect(self._offer)
        self._offer()

    def rate(self, rating: Rating) -> None:
        """Rate by a key: of two buttons the second has the key of Hard as well."""
        is_second = rating is Rating.HARD and is_of_two(self._page.state)
        self._page.rate(Rating.GOOD if is_second else rating)

    @Slot()
    def _offer(self) -> None:
        self._page.offer(TWO_RATINGS if self._look.preferences.has_two_buttons else tuple(Rating))
