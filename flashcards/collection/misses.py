"""The log of misses: why questions of practice exams were missed, by area, and what changing answers did."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flashcards.collection.practice import Sat
from flashcards.domain.ids import AttemptId
from flashcards.domain.miss import Reason
from flashcards.exam.changing import Change, change_of, reasons_for

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Missed:
    """Questions missed for one reason.

    Attributes:
        reason: None for those the learner has given none of.
        by_area: names of areas with how many there, most first.
    """

    reason: Reason | None
    by_area: tuple[tuple[str, int], ...]

    @property
    def count(self) -> int:
        """How many in all areas."""
        return sum(number for _, number in self.by_area)


@dataclass(frozen=True, slots=True)
class MissLog:
    """What some papers tell.

    Attributes:
        by_reason: reasons that were given, most first, and at the end the questions without one.
        changes: what changing answers did, how often; kinds that did not happen are left out.
    """

    by_reason: tuple[Missed, ...] = ()
    changes: tuple[tuple[Change, int], ...] = ()

    @property
    def missed(self) -> int:
        """How many questions were missed."""
        return sum(one.count for one in self.by_reason)

    @property
    def explained(self) -> int:
        """How many of them have a reason."""
        return sum(one.count for one in self.by_reason if one.reason is not None)


def missed_places(sat: Sat) -> tuple[int, ...]:
    """Give the places of the questions that were missed, in the order they are looked at.

    Those never shown are left out: nothing can be said of them.
    """
    return tuple(place for place in sat.review_order() if not sat.score.outcomes[place].is_right)


def possible_reasons(sat: Sat, place: int) -> frozenset[Reason]:
    """Give the reasons a question can have been missed for; none for one that was right."""
    return reasons_for(sat.questions[place], sat.answers[place], has_limit=sat.attempt.limit_s > 0)


def miss_log(papers: Sequence[Sat]) -> MissLog:
    """Add up the misses of some papers."""
    areas: dict[Reason | None, Counter[str]] = {}
    for sat in papers:
        for place in missed_places(sat):
            name, _ = sat.attempt.areas[sat.questions[place].area]
            areas.setdefault(sat.answers[place].reason, Counter())[name] += 1
    found = [Missed(reason, tuple(counts.most_common())) for reason, counts in areas.items()]
    changes = Counter(
        change
        for sat in papers
        for question, answer in zip(sat.questions, sat.answers, strict=True)
        if (change := change_of(question, answer)) is not None
    )
    return MissLog(tuple(sorted(found, key=_order)), tuple(sorted(changes.items())))


def give_reason(transaction: "Transaction", attempt_id: AttemptId, place: int, reason: Reason | None) -> None:
    """Keep why a question was missed; None takes that back."""
    transaction.exams.give_reason(attempt_id, place, reason)


def _order(missed: Missed) -> tuple[bool, int, int]:
    return missed.reason is None, -missed.count, missed.reason or 0
