"""When answers are given, and how decks, domains and tags differ."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, tzinfo
from enum import Enum
from itertools import groupby

from flashcards.collection.statistics.asking import Asked
from flashcards.collection.statistics.history import REVIEWED, Recalled
from flashcards.collection.statistics.memory import RECALLS, ages_at
from flashcards.domain.deck import parents
from flashcards.domain.ids import DeckId
from flashcards.domain.study_day import StudyDay, date_of
from flashcards.scheduling.memory_model import model_of
from flashcards.storage import answer_log, card_figures, reading, tally_reading
from flashcards.storage.card_figures import GroupBin
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.tally_lines import SLOTS
from flashcards.storage.tally_reading import GroupTally

HOURS = 24
SEEN = 0


class Grouping(Enum):
    """What cards are told apart by."""

    DECK = "deck"
    DOMAIN = "domain"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class Group:
    """One deck, those below it counted in; one domain; or one tag.

    Attributes:
        name: in full.
        search: finds its cards.
        cards, seen: in study now.
        known: expected to be recalled today.
        answers, seconds: in the period.
        retention: of reviews when due, in the period.
    """

    name: str
    search: str
    cards: int
    seen: int
    known: float
    answers: int
    seconds: float
    retention: Recalled


@dataclass(frozen=True, slots=True)
class Habits:
    """When, and what.

    Attributes:
        hours: answers in each hour of the day, and how many were recalled; by the learner's clock.
        groups: decks, domains or tags.
    """

    hours: tuple[Recalled, ...]
    groups: tuple[Group, ...]


def habits(snapshot: Snapshot, asked: Asked, grouping: Grouping) -> Habits:
    """Count hours and groups."""
    return Habits(hours(snapshot, asked), groups(snapshot, asked, grouping))


def hours(snapshot: Snapshot, asked: Asked) -> tuple[Recalled, ...]:
    """Count answers by the hour of the learner's clock, in the weeks the period touches."""
    found = [Recalled()] * HOURS
    weeks = range(week_of(asked.first), week_of(asked.today) + 1)
    for offset, run in groupby(
        weeks, key=lambda week: offset_slots(week, asked.zone)
    ):  # the clocks change twice a year
        first, *rest = run
        for row in tally_reading.slots(snapshot, first, rest[-1] if rest else first, asked.scope):
            hour = _hour(row.slot, offset)
            found[hour] = found[hour].plus(Recalled(row.answers, row.recalled))
    return tuple(found)


def week_of(day: StudyDay) -> int:
    """Give the week of a study day, as tallies count them."""
    return (day - (day + 3) % 7) // 7


def offset_slots(week: int, zone: tzinfo | None) -> int:
    """Give how many half hours the learner's clock is ahead of UTC in the middle of a week."""
    noon = datetime.combine(date_of(StudyDay(7 * week + 3)), time(12), UTC)
    offset = noon.astimezone(zone).utcoffset()
    return 0 if offset is None else round(offset.total_seconds() / 1800)


def _hour(slot: int, offset: int) -> int:
    return (slot + offset) % SLOTS // 2


def groups(snapshot: Snapshot, asked: Asked, grouping: Grouping) -> tuple[Group, ...]:
    """Tell decks, domains or tags apart; those with most cards first, decks in their order."""
    ages = ages_at(model_of(reading.learning_settings(snapshot)), RECALLS)
    if grouping is Grouping.DECK:
        return _decks(snapshot, asked, ages)
    if grouping is Grouping.DOMAIN:
        names = {0: "No domain", **{number: f"Domain {number}" for number in range(1, 7)}}
        cards = card_figures.group_bins(snapshot, "domain", ages, asked.today, asked.scope)
        tallies = tally_reading.groups(snapshot, "domain", asked.first, asked.today, asked.scope)
        return _made(cards, tallies, names, lambda key, _: f"domain:{key or 'none'}", sorted(names))
    names = card_figures.tag_names(snapshot)
    cards = card_figures.tag_bins(snapshot, ages, asked.today, asked.scope)
    tallies = answer_log.tags(snapshot, asked.first, asked.today, asked.scope)
    return _made(
        cards, tallies, names, lambda _, name: f'tag:"{name}"', sorted(names, key=lambda one: names[one].lower())
    )


def _decks(snapshot: Snapshot, asked: Asked, ages: Sequence[float]) -> tuple[Group, ...]:
    decks = reading.decks(snapshot)
    above = parents(decks)
    cards = card_figures.group_bins(snapshot, "deck_id", ages, asked.today, asked.scope)
    tallies = tally_reading.groups(snapshot, "deck_id", asked.first, asked.today, asked.scope)
    return _made(
        [GroupBin(one, row.bin, row.cards) for row in cards for one in _with_above(DeckId(row.group), above)],
        [row._replace(group=one) for row in tallies for one in _with_above(DeckId(row.group), above)],
        {int(deck.id): deck.name for deck in decks},
        lambda _, name: f'deck:"{name}"',
        [deck.id for deck in decks],
    )


def _with_above(deck_id: DeckId, above: Mapping[DeckId, DeckId | None]) -> list[DeckId]:
    found, one = [], deck_id if deck_id in above else None
    while one is not None:
        found.append(one)
        one = above[one]
    return found


def _made(
    cards: Sequence[GroupBin],
    tallies: Sequence[GroupTally],
    names: Mapping[int, str],
    search: Callable[[int, str], str],
    order: Sequence[int],
) -> tuple[Group, ...]:
    bins: dict[int, list[GroupBin]] = defaultdict(list)
    for row in cards:
        bins[row.group].append(row)
    done: dict[int, list[GroupTally]] = defaultdict(list)
    for tally in tallies:
        done[tally.group].append(tally)
    return tuple(
        _group(names[key], search(key, names[key]), bins[key], done[key]) for key in order if key in bins or key in done
    )


def _group(name: str, search: str, bins: Sequence[GroupBin], done: Sequence[GroupTally]) -> Group:
    middles = [1 - (place + 0.5) / (len(RECALLS) + 1) for place in range(len(RECALLS) + 1)]
    reviews = [row for row in done if row.standing in REVIEWED]
    answers = sum(row.answers for row in reviews)
    return Group(
        name=name,
        search=search,
        cards=sum(row.cards for row in bins),
        seen=sum(row.cards for row in bins if row.bin >= SEEN),
        known=sum(row.cards * middles[row.bin] for row in bins if row.bin >= SEEN),
        answers=sum(row.answers for row in done),
        seconds=sum(row.duration_ms for row in done) / 1000,
        retention=Recalled(answers, answers - sum(row.again for row in reviews)),
    )
