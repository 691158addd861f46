"""Practice exams: begun, answered, handed in, looked back on. Their answers are no ratings."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from flashcards.collection.exams import area_finder
from flashcards.domain.choice import decode_options
from flashcards.domain.errors import FlashcardsError
from flashcards.domain.exam import Attempt, AttemptMode, Exam, ExamAnswer, ExamQuestion, Mix
from flashcards.domain.ids import AttemptId
from flashcards.domain.note import Level
from flashcards.domain.note_type import NoteKind
from flashcards.exam.scoring import ExamScore, score
from flashcards.exam.selection import Candidate, draw
from flashcards.exam.session import ExamSession
from flashcards.storage import exam_reading, reading
from flashcards.storage.exam_reading import ChoiceRow
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction


class AlreadyBegunError(FlashcardsError):
    """Another practice exam waits to be handed in."""

    def __init__(self) -> None:
        """Say what to do with it."""
        super().__init__(
            "A practice exam is begun already. Go on with it and hand it in, or delete it; then begin another."
        )


class NoQuestionsError(FlashcardsError):
    """There is no question an exam could ask."""

    def __init__(self, exam: Exam) -> None:
        """Say how to get some."""
        super().__init__(
            f"There are no multiple-choice questions for the {exam.name} yet. Choose more decks for it on the Exam "
            "page, take one of the decks that come with Flashcards, or add choice notes of your own."
        )


@dataclass(frozen=True, slots=True)
class Supply:
    """Questions there are for one area.

    Attributes:
        unseen: never shown, neither in an exam nor in daily study.
    """

    all: int
    unseen: int


@dataclass(frozen=True, slots=True)
class PaperWish:
    """What kind of practice exam is wanted.

    Attributes:
        seed: fixes the paper.
        predicted: the share expected right, low and high end of the 80 % interval; None without.
    """

    mix: Mix
    mode: AttemptMode
    seed: int
    predicted: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Sat:
    """A practice exam that was handed in, and what came of it."""

    attempt: Attempt
    questions: tuple[ExamQuestion, ...]
    answers: tuple[ExamAnswer, ...]
    score: ExamScore

    @property
    def unanswered(self) -> int:
        """How many questions were left without an answer."""
        return sum(not answer.is_given for answer in self.answers)

    @property
    def is_gone_through(self) -> bool:
        """Whether every question was shown, so that the result can be compared with that of another paper."""
        return all(answer.was_shown for answer in self.answers)

    def review_order(self) -> tuple[int, ...]:
        """Give the places of the questions that are looked back on, those worth a look first.

        Those never shown are left out: they stay unseen for another paper.
        """
        return tuple(place for place in self.score.review_order() if self.answers[place].was_shown)


def candidates(snapshot: Snapshot, exam: Exam) -> list[Candidate]:
    """Give every question that could be asked in an exam; notes whose options cannot be read are left out."""
    types = [note_type.id for note_type in reading.note_types(snapshot).values() if note_type.kind is NoteKind.CHOICE]
    area_of = area_finder(exam)
    found = (_candidate(row, area_of(row.domain, row.deck)) for row in exam_reading.choice_notes(snapshot, types))
    return [one for one in found if one is not None]


def supply(snapshot: Snapshot, exam: Exam) -> tuple[Supply, ...]:
    """Say how many questions there are for each area of an exam."""
    found = candidates(snapshot, exam)
    everything = Counter(one.area for one in found)
    unseen = Counter(one.area for one in found if one.seen_at is None)
    return tuple(Supply(everything[area], unseen[area]) for area in range(len(exam.blueprint)))


def begin(transaction: "Transaction", exam: Exam, wish: PaperWish, now: datetime) -> Attempt:
    """Draw a paper and store it; from now on it is fixed.

    Raises:
        NoQuestionsError: there is nothing to ask.
        AlreadyBegunError: another one was not handed in; its clock would go on unseen.
    """
    if waiting(transaction.snapshot) is not None:
        raise AlreadyBegunError
    mix = wish.mix
    questions = draw(candidates(transaction.snapshot, exam), exam.blueprint, mix, wish.seed)
    if not questions:
        raise NoQuestionsError(exam)
    attempt = Attempt(
        id=AttemptId(0),
        exam_id=exam.id or None,
        name=exam.name,
        mode=wish.mode,
        seed=wish.seed,
        areas=tuple((area.name, share) for area, share in zip(exam.blueprint, exam.shares, strict=True)),
        limit_s=round(mix.limit_s * len(questions) / mix.items),
        started_at=now,
        predicted=wish.predicted,
    )
    return replace(attempt, id=transaction.exams.begin(attempt, questions))


def resume(snapshot: Snapshot, attempt_id: AttemptId, now: datetime) -> ExamSession | None:
    """Go on with an attempt, at the question and the time it had; None when it is gone.

    Raises:
        ExamAlreadySubmittedError: it was handed in.
    """
    attempt = exam_reading.attempt(snapshot, attempt_id)
    if attempt is None:
        return None
    questions, answers = exam_reading.paper(snapshot, attempt_id)
    return ExamSession(attempt, questions, answers, now)


def save(transaction: "Transaction", attempt: Attempt, answers: Mapping[int, ExamAnswer]) -> None:
    """Store answers by their place on the paper, and how far the attempt is.

    Raises:
        ExamAlreadySubmittedError: it was handed in.
    """
    transaction.exams.save(attempt, answers)


def hand_in(
    transaction: "Transaction", attempt: Attempt, answers: Sequence[ExamAnswer], now: datetime, *, timed_out: bool
) -> Sat:
    """Hand in an attempt with all its answers. It stays as it is from now on.

    Raises:
        ExamAlreadySubmittedError: it was handed in before.
    """
    handed_in = replace(attempt, submitted_at=now, timed_out=timed_out)
    transaction.exams.save(handed_in, dict(enumerate(answers)))
    return sat(transaction.snapshot, attempt.id)


def sat(snapshot: Snapshot, attempt_id: AttemptId) -> Sat:
    """Look back on an attempt.

    Raises:
        KeyError: it is gone. One that is still open is scored as it stands.
    """
    attempt = exam_reading.attempt(snapshot, attempt_id)
    if attempt is None:
        raise KeyError(attempt_id)
    questions, answers = exam_reading.paper(snapshot, attempt_id)
    return Sat(attempt, questions, answers, score(questions, answers, len(attempt.areas)))


def attempt(snapshot: Snapshot, attempt_id: AttemptId) -> Attempt | None:
    """Give a practice exam; None when it is gone."""
    return exam_reading.attempt(snapshot, attempt_id)


def waiting(snapshot: Snapshot) -> Attempt | None:
    """Give the practice exam that was begun last and not handed in, or None."""
    return exam_reading.open_attempt(snapshot)


def history(snapshot: Snapshot) -> tuple[Sat, ...]:
    """Give all practice exams that were handed in, the newest first."""
    return tuple(sat(snapshot, one.id) for one in exam_reading.attempts(snapshot) if not one.is_open)


def delete_attempt(transaction: "Transaction", attempt_id: AttemptId) -> None:
    """Delete a practice exam with its answers."""
    transaction.exams.delete_attempt(attempt_id)


def _candidate(row: ChoiceRow, area: int | None) -> Candidate | None:
    if area is None:
        return None
    stem, options, more, case = (*row.fields.split(reading.FIELD_SEPARATOR), "", "", "")[:4]
    try:
        decoded = decode_options(options)
    except ValueError:
        return None
    if not any(option.is_correct for option in decoded):
        return None
    seen = [at for at in (row.studied_at, row.asked_at) if at is not None]
    return Candidate(
        guid=row.guid,
        area=area,
        level=None if row.level is None else Level(row.level),
        stem=stem,
        options=decoded,
        case=case,
        more=more,
        citation=row.citation,
        tests=tuple(row.tests.split()),
        seen_at=max(seen, default=None),
        is_reserved=row.is_reserved,
    )
