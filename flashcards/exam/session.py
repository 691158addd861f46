"""Sitting a practice exam: the question shown, what was answered, the time used. Pure; the driver saves what changes.

The time used is stored with every answer, so an exam goes on after a crash with the question and the time it had. Who
leaves an exam on purpose finds that its clock went on; in practice it stood still.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from flashcards.domain.errors import ExamAlreadySubmittedError
from flashcards.domain.exam import Attempt, AttemptMode, ExamAnswer, ExamQuestion


@dataclass(frozen=True, slots=True)
class Overview:
    """Where the learner stands: places of questions, in their order."""

    unanswered: tuple[int, ...]
    flagged: tuple[int, ...]
    guessed: tuple[int, ...]


class ExamSession:
    """One attempt as it is being sat.

    Attributes:
        questions: the paper.
        place: the question shown.
        is_paused: the clock stands still; in practice only.
        is_covered: the question is not on the screen, so that time does not count for it.
    """

    def __init__(
        self, attempt: Attempt, questions: Sequence[ExamQuestion], answers: Sequence[ExamAnswer], now: datetime
    ) -> None:
        """Begin, or go on.

        Raises:
            ExamAlreadySubmittedError: it was handed in.
        """
        if not attempt.is_open:
            raise ExamAlreadySubmittedError
        self.questions = tuple(questions)
        self.place = min(max(attempt.place, 0), len(self.questions) - 1)
        self.is_paused = False
        self.is_covered = False
        self._attempt = attempt
        self._answers = list(answers)
        self._elapsed = timedelta(milliseconds=attempt.elapsed_by(now))
        self._since = now

    @property
    def question(self) -> ExamQuestion:
        """The question shown."""
        return self.questions[self.place]

    @property
    def answers(self) -> tuple[ExamAnswer, ...]:
        """What was done with each question so far."""
        return tuple(self._answers)

    @property
    def answer(self) -> ExamAnswer:
        """What was done with the question shown."""
        return self._answers[self.place]

    @property
    def can_pause(self) -> bool:
        """Whether the clock may be stopped."""
        return self._attempt.mode is AttemptMode.PRACTICE

    def pick(self, option: int) -> None:
        """Pick an option, or take it back; where one is right, a pick replaces the one before. Unstrikes it."""
        self._check_option(option)
        answer = self.answer
        if option in answer.chosen:
            chosen = answer.chosen - {option}
        elif len(self.question.correct) == 1:
            chosen = frozenset({option})
        else:
            chosen = answer.chosen | {option}
        first = self._first_of(answer, chosen)
        self._set(replace(answer, chosen=chosen, struck=answer.struck - {option}, first=first))

    def strike(self, option: int) -> None:
        """Cross an option out, or take that back; a picked one is no longer picked."""
        self._check_option(option)
        answer = self.answer
        self._set(replace(answer, struck=answer.struck ^ {option}, chosen=answer.chosen - {option}))

    def toggle_flag(self) -> None:
        """Flag the question to be looked at again, or take that back."""
        self._set(replace(self.answer, is_flagged=not self.answer.is_flagged))

    def toggle_guess(self) -> None:
        """Say that the answer is a guess, or that it is not."""
        self._set(replace(self.answer, is_guess=not self.answer.is_guess))

    def go(self, place: int, now: datetime) -> None:
        """Show another question.

        Raises:
            IndexError: there is none at that place.
        """
        if not 0 <= place < len(self.questions):
            problem = f"there is no question {place + 1}"
            raise IndexError(problem)
        self.tick(now)
        self.place = place
        self.is_covered = False

    def cover(self, now: datetime) -> None:
        """Show something else than the question; `go` shows one again."""
        self.tick(now)
        self.is_covered = True

    def tick(self, now: datetime) -> None:
        """Bring the time used up to date, for the exam and for the question shown."""
        if not self.is_paused:
            passed = self._passed(now)
            counts = passed if self._attempt.limit_s == 0 else min(passed, self._left())
            self._elapsed += passed
            if not self.is_covered:
                self._answers[self.place] = self.answer.took(round(counts / timedelta(milliseconds=1)))
        self._since = now

    def pause(self, now: datetime) -> None:
        """Stop the clock.

        Raises:
            ValueError: this is no practice.
        """
        if not self.can_pause:
            problem = "the clock of an exam cannot be stopped"
            raise ValueError(problem)
        self.tick(now)
        self.is_paused = True

    def resume(self, now: datetime) -> None:
        """Let the clock go on."""
        self._since = now
        self.is_paused = False

    def elapsed_ms(self, now: datetime) -> int:
        """Give the time used so far, at most what is allowed."""
        running = timedelta() if self.is_paused else self._passed(now)
        used = round((self._elapsed + running) / timedelta(milliseconds=1))
        return min(used, self._attempt.limit_s * 1000) if self._attempt.limit_s else used

    def remaining_ms(self, now: datetime) -> int | None:
        """Give the time left, 0 when it is over; None without a limit."""
        return self._attempt.remaining_ms(self.elapsed_ms(now))

    def overview(self) -> Overview:
        """Say which questions are unanswered, flagged or guessed."""
        places = range(len(self.questions))
        return Overview(
            unanswered=tuple(place for place in places if not self._answers[place].is_given),
            flagged=tuple(place for place in places if self._answers[place].is_flagged),
            guessed=tuple(place for place in places if self._answers[place].is_guess),
        )

    def attempt(self, now: datetime) -> Attempt:
        """Give the attempt as it stands, to be stored."""
        return replace(self._attempt, elapsed_ms=self.elapsed_ms(now), place=self.place, left_at=None)

    def left(self, now: datetime) -> Attempt:
        """Give the attempt as it is left on purpose: the clock of an exam goes on meanwhile."""
        return replace(self.attempt(now), left_at=None if self.can_pause else now)

    def _first_of(self, answer: ExamAnswer, chosen: frozenset[int]) -> frozenset[int] | None:
        """Give the first whole choice, now that another is made; None while there is none, or none was kept."""
        whole = len(self.question.correct)
        is_first = answer.first is None and len(answer.chosen) < whole <= len(chosen)
        return chosen if is_first else answer.first

    def _left(self) -> timedelta:
        """Give what was left of the time at the last look: what comes after it is no question's."""
        return max(timedelta(seconds=self._attempt.limit_s) - self._elapsed, timedelta())

    def _passed(self, now: datetime) -> timedelta:
        """Give the time since the last look; a clock that was set back counts as none."""
        return max(now - self._since, timedelta())

    def _set(self, answer: ExamAnswer) -> None:
        self._answers[self.place] = answer

    def _check_option(self, option: int) -> None:
        if not 0 <= option < len(self.question.options):
            problem = f"there is no option {option + 1}"
            raise IndexError(problem)
