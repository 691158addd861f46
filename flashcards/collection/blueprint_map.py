"""Where the learner stands in each area of an exam: its weight, the cards owned, what is recalled, the time spent."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from flashcards.collection.exams import area_finder, is_studied
from flashcards.collection.studying import learner_calendar
from flashcards.domain.exam import Exam
from flashcards.scheduling.memory_model import model_of
from flashcards.storage import planning, reading
from flashcards.storage.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class AreaStanding:
    """One area of an exam.

    Attributes:
        share: of the exam, 0 to 1.
        cards: owned, suspended ones and those kept for practice exams left out.
        seen: of them, introduced.
        recall: expected share recalled today, unseen cards as not recalled; 0 to 1, 0 without cards.
        minutes: spent on its cards so far.
    """

    name: str
    share: float
    cards: int
    seen: int
    recall: float
    minutes: float

    def gap(self, target: float) -> float:
        """Give the points of the whole exam, of 100, that are missing here to a target from 0 to 1."""
        return 100 * self.share * max(0.0, target - self.recall)


@dataclass(frozen=True, slots=True)
class BlueprintMap:
    """All areas of an exam, in the order of its blueprint.

    Attributes:
        outside: cards studied for the exam that belong to no area.
        reserved: cards of its areas that are kept for practice exams, and not counted there.
    """

    areas: tuple[AreaStanding, ...]
    outside: int
    reserved: int = 0

    @property
    def recall(self) -> float:
        """The expected recall today, weighted by the areas' shares; 0 to 1."""
        return sum(area.share * area.recall for area in self.areas)

    def widest_gap(self, target: float) -> AreaStanding | None:
        """Give the area where most is missing to a target from 0 to 1, or None when nothing is."""
        widest = max(self.areas, key=lambda area: area.gap(target))
        return widest if widest.gap(target) > 0 else None


def blueprint_map(snapshot: Snapshot, exam: Exam, now: datetime, zone: tzinfo | None = None) -> BlueprintMap:
    """Say where the learner stands in each area of an exam."""
    day = learner_calendar(snapshot, zone).day(now)
    model = model_of(reading.learning_settings(snapshot))
    names = {deck.id: deck.name for deck in reading.decks(snapshot)}
    spent_s = planning.seconds_by_card(snapshot)
    find = area_finder(exam)
    sums = [[0, 0, 0.0, 0.0] for _ in exam.blueprint]
    outside = 0
    for row in planning.plan_rows(snapshot, day):
        place = find(row.domain, names[row.deck_id])
        if place is None:
            outside += is_studied(exam, names[row.deck_id])
            continue
        one = sums[place]
        one[0] += 1
        one[3] += spent_s.get(row.id, 0.0)
        if row.stability_days is not None and row.last_review_on is not None:
            one[1] += 1
            one[2] += model.retrievability(row.stability_days, max(0, day - row.last_review_on))
    areas = tuple(
        AreaStanding(area.name, share, int(cards), int(seen), recall / cards if cards else 0.0, seconds / 60)
        for area, share, (cards, seen, recall, seconds) in zip(exam.blueprint, exam.shares, sums, strict=True)
    )
    kept = planning.reserved_cards(snapshot)
    reserved = sum(number for deck, domain, number in kept if find(domain, names[deck]) is not None)
    return BlueprintMap(areas, outside, reserved)
