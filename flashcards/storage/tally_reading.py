"""What was done, day by day: read from the tallies, and from the lines of the log they do not hold yet."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

from flashcards.domain.ids import CardId, DeckId
from flashcards.domain.study_day import StudyDay
from flashcards.storage.snapshot import Snapshot, version
from flashcards.storage.tally_lines import ANSWERS, HOURS, RECALL, Standing, Tally, moved
from flashcards.storage.tallying import reach

_SUMS = ", ".join(f"sum({name})" for name in ANSWERS.sums)
_RATINGS = "again + hard + good + easy"


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose answers are asked for.

    Attributes:
        decks: the decks, those below them named too; None for all.
        cards: the cards, looked up in the log itself; None for those of the decks.
    """

    decks: Collection[DeckId] | None = None
    cards: Collection[CardId] | None = None


EVERYTHING = Scope()
"""All answers, those to cards that are gone too."""


class DayTally(NamedTuple):
    """Answers of one study day to cards that stood alike.

    Attributes:
        learning, young, mature: how many more cards stand so after them than before.
    """

    day: StudyDay
    standing: Standing
    again: int
    hard: int
    good: int
    easy: int
    duration_ms: int
    learning: int
    young: int
    mature: int

    @property
    def answers(self) -> int:
        """How many there are."""
        return self.again + self.hard + self.good + self.easy


class GroupTally(NamedTuple):
    """Answers of one deck or domain to cards that stood alike."""

    group: int
    standing: Standing
    answers: int
    again: int
    duration_ms: int


class SlotTally(NamedTuple):
    """Answers in one half hour of the day, UTC."""

    slot: int
    answers: int
    recalled: int


class BinTally(NamedTuple):
    """Answers whose recall was predicted about alike; `predicted` is the sum of the predictions."""

    bin: int
    answers: int
    recalled: int
    predicted: float


def uncounted(snapshot: Snapshot) -> int:
    """Give how many lines of the log the tallies do not hold yet, or not where their cards are now."""
    known = reach(snapshot)
    newest = snapshot.number("SELECT max(id) FROM review")
    return newest - known.through + moved_lines(snapshot) if known.is_whole else newest


def moved_lines(snapshot: Snapshot) -> int:
    """Give how many lines of the log are those of cards that have moved since they were counted."""
    return snapshot.number("SELECT count(*) FROM review WHERE card_id IN (SELECT card_id FROM tally_moved)")


def first_day(snapshot: Snapshot) -> StudyDay | None:
    """Give the study day of the first answer there is, whatever became of its card."""
    row = snapshot.row("SELECT min(reviewed_on) FROM review")
    return None if row is None or row[0] is None else StudyDay(row[0])


def days(snapshot: Snapshot, first: StudyDay, last: StudyDay, scope: Scope = EVERYTHING) -> list[DayTally]:
    """Give the answers of each study day from `first` to `last`, by standing; idle days are left out."""
    source = _Source(snapshot, ANSWERS, scope)
    sql = f"SELECT day, standing, {_SUMS} FROM {source.sql} WHERE day BETWEEN :first AND :last AND {source.condition}"
    rows = source.rows(f"{sql} GROUP BY day, standing", first=first, last=last)
    return [DayTally(StudyDay(row[0]), Standing(row[1]), *row[2:]) for row in rows]


def every_day(snapshot: Snapshot, last: StudyDay, scope: Scope = EVERYTHING) -> list[DayTally]:
    """Give the answers of each study day up to `last`, as `days` does; those to all cards are kept until a write.

    Returns:
        What others may be given too: not to be changed.
    """
    if scope != EVERYTHING:
        return days(snapshot, StudyDay(0), last, scope)

    def make(_before: object) -> tuple[StudyDay, list[DayTally]]:
        return last, days(snapshot, StudyDay(0), last)

    through, found = snapshot.kept.of("answers by day", version(snapshot), make)
    return found if through == last else days(snapshot, StudyDay(0), last)


def groups(
    snapshot: Snapshot, column: str, first: StudyDay, last: StudyDay, scope: Scope = EVERYTHING
) -> list[GroupTally]:
    """Give the answers from one study day to another by deck or domain, and standing.

    Args:
        column: `deck_id` or `domain`.
    """
    source = _Source(snapshot, ANSWERS, scope)
    sql = f"SELECT {column}, standing, sum({_RATINGS}), sum(again), sum(duration_ms) FROM {source.sql}"
    where = f" WHERE day BETWEEN :first AND :last AND {source.condition} GROUP BY 1, 2"
    rows = source.rows(sql + where, first=first, last=last)
    return [GroupTally(row[0], Standing(row[1]), *row[2:]) for row in rows if row[2]]


def slots(snapshot: Snapshot, first: int, last: int, scope: Scope = EVERYTHING) -> list[SlotTally]:
    """Give the answers by half hour, from week `first` to `last` (`tally_lines.HOURS` says which these are)."""
    source = _Source(snapshot, HOURS, scope)
    sql = f"SELECT slot, sum(answers), sum(recalled) FROM {source.sql}"
    where = f" WHERE week BETWEEN :first AND :last AND {source.condition} GROUP BY 1"
    return [SlotTally._make(row) for row in source.rows(sql + where, first=first, last=last) if row[1]]


def recall(snapshot: Snapshot, first: StudyDay, last: StudyDay, scope: Scope = EVERYTHING) -> list[BinTally]:
    """Give the answers from one study day to another by what was predicted of them."""
    source = _Source(snapshot, RECALL, scope)
    sql = f"SELECT bin, sum(answers), sum(recalled), sum(predicted) FROM {source.sql}"
    where = f" WHERE day BETWEEN :first AND :last AND {source.condition} GROUP BY 1"
    rows = source.rows(sql + where, first=first, last=last)
    return [BinTally(row[0], row[1], row[2], row[3] / 1_000_000) for row in rows if row[1]]


@dataclass(slots=True)
class _Source:
    """A tally with what it does not hold yet, as a table; or, for chosen cards, counted from the log alone."""

    snapshot: Snapshot
    tally: Tally
    scope: Scope
    sql: str = ""
    condition: str = "1"
    values: dict[str, int | str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Put the statement together."""
        counted = self._counted_columns()
        if self.scope.cards is not None:
            cards = "r.card_id IN (SELECT value FROM json_each(:cards))"
            self.sql = f"({self.tally.sql.format(lines=cards)})"
            self.values["cards"] = json.dumps(list(self.scope.cards))
            return
        known = reach(self.snapshot)
        self.values["through"] = known.through if known.is_whole else 0
        rest = self.tally.sql.format(lines="r.id > :through")
        held = f"SELECT {counted} FROM {self.tally.table} WHERE :through > 0 UNION ALL "
        elsewhere = f" UNION ALL {moved(self.tally)}" if self.values["through"] and moved_lines(self.snapshot) else ""
        self.sql = f"({held}SELECT {counted} FROM ({rest}){elsewhere})"
        if self.scope.decks is not None:
            self.condition = "deck_id IN (SELECT value FROM json_each(:decks))"
            self.values["decks"] = json.dumps(list(self.scope.decks))

    def _counted_columns(self) -> str:
        return ", ".join((*self.tally.keys, *self.tally.sums))

    def rows(self, sql: str, **values: int) -> list[tuple[int, ...]]:
        """Run a query over the source."""
        return list(self.snapshot.rows_named(sql, {**self.values, **values}))
