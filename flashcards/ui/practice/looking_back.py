"""Looking back on a practice exam: its result, then its questions with every option explained."""

from dataclasses import replace
from typing import TYPE_CHECKING

from flashcards.ui.practice.state import Phase, PracticeState, clock_text, showing_of

if TYPE_CHECKING:
    from flashcards.collection.practice import Sat


class LookingBack:
    """Holds one attempt that was handed in.

    Attributes:
        sat: the attempt, or None before the first.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self.sat: Sat | None = None
        self._order: tuple[int, ...] = ()
        self._at = 0
        self._key = 0

    def show(self, sat: "Sat") -> PracticeState:
        """Give the page of its result."""
        from flashcards.ui.practice.resulting import result_of

        self.sat = sat
        self._order = sat.review_order()
        self._at = 0
        return PracticeState(
            phase=Phase.RESULT,
            title=sat.attempt.name,
            mode=sat.attempt.mode,
            count=len(sat.questions),
            result=result_of(sat),
        )

    def renew(self, state: PracticeState, sat: "Sat") -> PracticeState:
        """Take the attempt with other reasons; what is shown stays."""
        from flashcards.ui.practice.resulting import result_of

        self.sat = sat
        renewed = replace(state, result=result_of(sat))
        return self._question(renewed, self._key) if state.phase is Phase.REVIEW else renewed

    def begin(self, state: PracticeState, place: int | None = None) -> PracticeState:
        """Show the first question worth a look, or the one at a place of the paper; not one that was never shown."""
        if not self._order or (place is not None and place not in self._order):
            return state
        self._at = 0 if place is None else self._order.index(place)
        return self._next_question(state)

    def step(self, state: PracticeState, by: int) -> PracticeState:
        """Show the next question in the order of the review, or the one before; the ends are ends."""
        self._at = min(max(self._at + by, 0), len(self._order) - 1)
        return self._next_question(state)

    @property
    def place(self) -> int | None:
        """The place on the paper of the question looked at; None before the first."""
        return self._order[self._at] if self._order else None

    def _next_question(self, state: PracticeState) -> PracticeState:
        self._key -= 1  # never the key of a question that is asked
        return self._question(state, self._key)

    def _question(self, state: PracticeState, key: int) -> PracticeState:
        from flashcards.collection.misses import possible_reasons
        from flashcards.ui.practice.miss_words import first_choice
        from flashcards.ui.practice.resulting import OUTCOME_NAMES

        if self.sat is None:
            return state
        place = self._order[self._at]
        question, answer = self.sat.questions[place], self.sat.answers[place]
        parts = [
            OUTCOME_NAMES[self.sat.score.outcomes[place]],
            "did not count" if question.is_pretest else "",
            "flagged" if answer.is_flagged else "",
            clock_text(answer.time_ms),
        ]
        return replace(
            state,
            phase=Phase.REVIEW,
            place=self._at,
            looked_at=len(self._order),
            is_flagged=answer.is_flagged,
            is_guess=answer.is_guess,
            showing=showing_of(question, answer, key, is_checked=True),
            verdict=" · ".join(part for part in parts if part),
            number=place + 1,
            citation=question.citation,
            reasons=possible_reasons(self.sat, place),
            reason=answer.reason,
            first_choice=first_choice(question, answer),
        )
