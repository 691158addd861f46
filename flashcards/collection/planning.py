"""Today's cards for the exams ahead: the plan, made of what the collection knows of cards and learner.

The value tables take a moment to build. They are kept in a `PlanShelf`, in memory and in the cache folder, for as long
as learner and days stay the same; while they are missing the greedy rule ranks. Loads numpy: the start does without.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from flashcards.collection import breaks, exam_day
from flashcards.collection import exams as exams_kept
from flashcards.collection.plan_budget import used_s
from flashcards.collection.plan_cards import cards_for
from flashcards.collection.plan_learner import learner_model
from flashcards.collection.plan_left import left_due
from flashcards.collection.plan_shelf import Lacking, PlanShelf, TableKey
from flashcards.collection.plan_wanted import wanted_today
from flashcards.collection.studying import learner_calendar
from flashcards.domain.exam import Exam
from flashcards.domain.ids import CardId, DeckId, ExamId
from flashcards.domain.study_day import StudyDay, date_of
from flashcards.scheduling.exam_plan import Aim, rank
from flashcards.scheduling.exam_plan_cards import PlanCards
from flashcards.scheduling.exam_plan_floor import Floor
from flashcards.scheduling.exam_plan_model import PlanModel
from flashcards.scheduling.exam_plan_ranking import Ranking
from flashcards.scheduling.exam_time import StudyTime, kept_share
from flashcards.storage import counts, planning, reading
from flashcards.storage.planning import PlanRow
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.waiting import Waiting

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

OWN_MINUTES = "plan_minutes"
"""The stored days that have minutes of their own: lighter ones."""

KEPT_DAYS = 28
"""From so many days the share of kept ones is told."""


class More(NamedTuple):
    """What ten more minutes for one exam alone would bring it.

    Attributes:
        points: by its day, of 100.
        days: of study left until then, today among them.
    """

    exam: Exam
    points: float
    days: int


@dataclass(frozen=True, eq=False)
class TodaysPlan:
    """What to study today for the exams ahead.

    Attributes:
        exams: those planned for, the next one first.
        ranking: cards worth studying today, the best first.
        count: how many of them fit into today's minutes, counted from now.
        seconds: of study left today.
        has_tables: whether the ranking looks ahead; else it is the greedy one, until the tables are built.
        missing: the tables still to be built.
        decks: those studied for an exam; what they show today is the plan and nothing else.
        deck_of: of each card that may be studied today.
        cards: of each exam that has any.
        days_left: of study until the last of the exams, today among them.
        used_s: of today's minutes before now.
        more: for each exam what more minutes would bring, as its forecast reckons: all of them given to it.
        left_due: reviews of these decks that are due, and not in the plan.
    """

    exams: tuple[Exam, ...]
    ranking: Ranking
    count: int
    seconds: float
    has_tables: bool
    missing: tuple[Lacking, ...]
    decks: frozenset[DeckId]
    deck_of: Mapping[CardId, DeckId]
    cards: Mapping[ExamId, PlanCards] = field(default_factory=dict)
    days_left: int = 1
    used_s: float = 0.0
    more: tuple[More, ...] = ()
    left_due: int = 0

    @property
    def chosen(self) -> tuple[CardId, ...]:
        """The cards of today, the best first."""
        return tuple(CardId(int(one)) for one in self.ranking.ids[: self.count])

    def place_of(self, card_id: CardId) -> int | None:
        """Give a card's place in the ranking, from 0; None when it is not worth studying today, or cannot be."""
        found = np.flatnonzero(self.ranking.ids == card_id)
        return int(found[0]) if found.size else None

    @property
    def new(self) -> int:
        """How many of them are new."""
        return int(self.ranking.is_new[: self.count].sum())

    @property
    def reviews(self) -> int:
        """How many of them are reviews."""
        return self.count - self.new

    def by_deck(self) -> dict[DeckId, Waiting]:
        """Count today's cards by deck; cards in their steps are not among them."""
        found = dict.fromkeys(self.decks, Waiting())
        for card, is_new in zip(self.chosen, self.ranking.is_new[: self.count].tolist(), strict=True):
            before = found[self.deck_of[card]]
            found[self.deck_of[card]] = before._replace(new=before.new + is_new, due=before.due + (not is_new))
        return found

    def seconds_by_card(self) -> dict[CardId, float]:
        """Give how long each of them is expected to take."""
        return dict(zip(self.chosen, self.ranking.cost_s[: self.count].tolist(), strict=True))

    @property
    def wanted(self) -> int:
        """How many of them, the first ones, a practice exam showed to be missing."""
        return int(self.ranking.is_wanted[: self.count].sum())

    @property
    def minutes(self) -> float:
        """How long they are expected to take."""
        return float(self.ranking.cost_s[: self.count].sum()) / 60

    @property
    def is_enough(self) -> bool:
        """Whether ten more minutes would bring next to nothing, today and on the days to come."""
        return self.ranking.is_enough(self.count, self.days_left)


def todays_plan(snapshot: Snapshot, now: datetime, shelf: PlanShelf, zone: tzinfo | None = None) -> TodaysPlan | None:
    """Plan today for the exams ahead; None without one that has a day of study left, or without cards for it."""
    day = learner_calendar(snapshot, zone).day(now)
    exams = tuple(exam for exam in exams_kept.ahead(snapshot, day) if exam.held_on > date_of(day))
    if not exams:
        return None
    known = Known.of(snapshot, day)
    aimed = [one for one in (_Aimed(exam, *known.aim(exam, shelf)) for exam in exams) if len(one.aim.cards)]
    aims = [one.aim for one in aimed]
    if not aims:
        return None
    ranking = rank(aims)
    left_s = max(aim.seconds[-1] for aim in aims)
    missing = tuple(Lacking(one.key, one.aim) for one in aimed if one.aim.day is None)
    found = TodaysPlan(
        exams=exams,
        ranking=ranking,
        count=ranking.within(left_s),
        seconds=left_s,
        has_tables=not missing,
        missing=missing,
        decks=frozenset(
            key for key, name in known.names.items() if any(exams_kept.is_studied(exam, name) for exam in exams)
        ),
        deck_of={row.id: row.deck_id for row in known.rows if row.is_open},
        cards={one.exam.id: one.aim.cards for one in aimed},
        days_left=max(map(_days_of_study, aims)),
        used_s=known.used_s,
        more=_more(aimed, ranking),
    )
    return replace(found, left_due=left_due(snapshot, day, found.decks, frozenset(found.chosen)))


class _Aimed(NamedTuple):
    """An exam as the plan needs it."""

    exam: Exam
    key: TableKey
    aim: Aim


def _more(aimed: Sequence[_Aimed], ranking: Ranking) -> tuple[More, ...]:
    alone = [ranking] if len(aimed) == 1 else [rank([one.aim]) for one in aimed]
    return tuple(
        More(one.exam, own.gain_of_more(own.within(one.aim.seconds[-1])), _days_of_study(one.aim))
        for one, own in zip(aimed, alone, strict=True)
    )


def _days_of_study(aim: Aim) -> int:
    return 1 + sum(seconds > 0 for seconds in aim.seconds[:-1])


@dataclass(frozen=True, eq=False)
class Known:
    """What every exam's plan is made of.

    Attributes:
        own: minutes of days that have their own.
        used_s: of today's minutes, see `plan_budget`.
        studied: days of the last `KEPT_DAYS` with an answer.
        wanted: cards a practice exam showed to be missing, whose day has come and has room for them.
    """

    day: StudyDay
    rows: Sequence[PlanRow]
    names: Mapping[DeckId, str]
    model: PlanModel
    own: Mapping[date, int]
    used_s: float
    studied: frozenset[date]
    wanted: frozenset[CardId] = frozenset()

    @classmethod
    def of(cls, snapshot: Snapshot, day: StudyDay) -> "Known":
        """Read it."""
        model = learner_model(snapshot, reading.learning_settings(snapshot), day)
        own, decks = own_minutes(snapshot), reading.decks(snapshot)
        rest = exam_day.resting(snapshot, day, decks)
        rows = [
            row._replace(is_open=False) if row.deck_id in rest else row for row in planning.plan_rows(snapshot, day)
        ]
        return cls(
            day=day,
            rows=rows,
            names={deck.id: deck.name for deck in decks},
            model=model,
            own=own,
            used_s=used_s(snapshot, day, model.pace),
            studied=frozenset(map(date_of, counts.studied_by_day(snapshot, StudyDay(day - KEPT_DAYS), day))),
            wanted=wanted_today(snapshot, day, rows, model, _seconds_of(snapshot, day, own)),
        )

    def study_time(self, exam: Exam) -> StudyTime:
        """Give the time the learner means to spend for an exam, and what can be expected of the days ahead."""
        time, today = study_time(exam, self.own), date_of(self.day)
        first = min(self.studied, default=today)
        days = [first + timedelta(days=one) for one in range((today - first).days)]
        planned = [day for day in days if time.minutes(day) > 0]
        return replace(time, kept=kept_share(sum(day in self.studied for day in planned), len(planned)))

    def aim(self, exam: Exam, shelf: PlanShelf) -> tuple[TableKey, Aim]:
        """Give one exam as the plan needs it, and the key of its tables."""
        today = date_of(self.day)
        time = self.study_time(exam)
        seconds = time.seconds_back(today, exam.held_on, self.used_s)
        model = replace(self.model, keeps_after=exam.keeps_after)
        key = TableKey.of(exam.id, model, seconds, is_study_today=time.minutes(today) > 0)
        cards = cards_for(exam, self.rows, self.names, self.day)
        floor = Floor(exam.floor / 100, _dropped(exam))
        return key, Aim(model, cards, seconds, shelf.get(key), floor, frozenset(map(int, self.wanted)))


def _seconds_of(snapshot: Snapshot, day: StudyDay, own: Mapping[date, int]) -> float:
    """Give the whole time there is on a day: that of the exam that is given most."""
    on = date_of(day)
    ahead = [exam for exam in exams_kept.ahead(snapshot, day) if exam.held_on > on]
    return 60.0 * max((study_time(exam, own).minutes(on) for exam in ahead), default=0)


def study_time(exam: Exam, own: Mapping[date, int]) -> StudyTime:
    """Give the time the learner means to spend for an exam."""
    return StudyTime(exam.minutes_a_day, exam.days_off, own)


def own_minutes(snapshot: Snapshot) -> dict[date, int]:
    """Give the days that have minutes of their own: lighter days, and those of breaks."""
    return {**_lighter(snapshot), **{day: 0 for one in breaks.planned(snapshot) for day in one.days.days}}


def set_minutes(transaction: "Transaction", changed: Mapping[date, int | None]) -> None:
    """Give days minutes of their own, or their usual ones again with None."""
    after = {**_lighter(transaction.snapshot), **changed}
    stored = {day.isoformat(): minutes for day, minutes in sorted(after.items()) if minutes is not None}
    transaction.set_value(OWN_MINUTES, stored)


def _lighter(snapshot: Snapshot) -> dict[date, int]:
    stored = reading.value(snapshot, OWN_MINUTES)
    return (
        {date.fromisoformat(day): int(minutes) for day, minutes in stored.items()} if isinstance(stored, dict) else {}
    )


def _dropped(exam: Exam) -> frozenset[int]:
    return frozenset(place for place, area in enumerate(exam.blueprint) if area.name in exam.dropped)
