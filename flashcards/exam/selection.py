"""Drawing the paper of a practice exam: by blueprint and level, unseen questions first, fixed by a seed."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from flashcards.domain.choice import Option, shuffled
from flashcards.domain.exam import Area, ExamQuestion, Mix
from flashcards.domain.note import Level

LEVEL_SHARES: tuple[tuple[Level, float], ...] = (
    (Level.RECALL, 0.3),
    (Level.APPLICATION, 0.5),
    (Level.ANALYSIS, 0.2),
)
"""How questions are spread over levels, as far as there are enough of each."""

LARGEST_SET = 4
MOST_CHOOSE_SEVERAL = 0.05
"""The largest share of questions with more than one right option."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A choice note that could be asked.

    Attributes:
        seen_at: ms; when it was last shown, in an exam or in daily study; None when never.
        is_reserved: kept for practice exams.
    """

    guid: str
    area: int
    level: Level | None
    stem: str
    options: tuple[Option, ...]
    case: str = ""
    more: str = ""
    citation: str = ""
    tests: tuple[str, ...] = ()
    seen_at: int | None = None
    is_reserved: bool = False


def counts_by_area(blueprint: Sequence[Area], items: int) -> tuple[int, ...]:
    """Divide questions among areas by their weights: largest remainders, ties to the first.

    Returns:
        Questions of each area, adding up to `items`.
    """
    return divided([area.weight for area in blueprint], items)


def draw(candidates: Iterable[Candidate], blueprint: Sequence[Area], mix: Mix, seed: int) -> tuple[ExamQuestion, ...]:
    """Draw a paper.

    In each area the questions never seen come first, those kept for exams before the others, then the ones seen
    longest ago; within that the levels are met as far as there are enough. What an area lacks is taken from the others
    by weight, so that the paper is as long as asked while there are questions at all; but never from an area of which
    the mix wants none.

    Args:
        seed: the same seed and candidates give the same paper.

    Returns:
        The questions in their order, options shuffled; fewer than `mix.items` when there are too few candidates.
    """
    chance = random.Random(seed)  # noqa: S311 - a paper, not a secret
    wanted = mix.counts or counts_by_area(blueprint, mix.items)
    asked = (one for one in candidates if not mix.counts or mix.counts[one.area])
    pool = sorted(asked, key=lambda one: one.guid)
    chance.shuffle(pool)
    taken = _Taken(mix)
    _take_sets(taken, pool, wanted, mix.case_sets)
    for area, number in enumerate(wanted):
        _fill(taken, [one for one in pool if one.area == area], number - taken.by_area[area])
    _fill(taken, pool, mix.items - len(taken.chosen))
    return _paper(taken, mix, chance, seed)


class _Taken:
    """What was drawn so far: single questions, and sets that stay together."""

    def __init__(self, mix: Mix) -> None:
        self.units: list[list[Candidate]] = []
        self.chosen: set[str] = set()
        self.by_area: Counter[int] = Counter()
        self._several_left = int(mix.items * MOST_CHOOSE_SEVERAL)

    def allows(self, candidate: Candidate) -> bool:
        """Say whether one more may be taken."""
        return candidate.guid not in self.chosen and (self._several_left > 0 or not _has_several(candidate))

    def add(self, unit: list[Candidate]) -> None:
        """Take a question, or a set of them."""
        self.units.append(unit)
        self.chosen.update(one.guid for one in unit)
        self.by_area.update(one.area for one in unit)
        self._several_left -= sum(map(_has_several, unit))


def _has_several(candidate: Candidate) -> bool:
    return sum(option.is_correct for option in candidate.options) > 1


def _take_sets(taken: _Taken, pool: Sequence[Candidate], wanted: Sequence[int], number: int) -> None:
    """Take whole situations that fit into their area, fresh ones first."""
    sets: dict[str, list[Candidate]] = defaultdict(list)
    for one in pool:
        if one.case:
            sets[one.case].append(one)
    whole = [unit for unit in sets.values() if 2 <= len(unit) <= LARGEST_SET and len({one.area for one in unit}) == 1]
    for unit in sorted(whole, key=lambda unit: max(_rank(one) for one in unit)):
        area = unit[0].area
        fits = taken.by_area[area] + len(unit) <= wanted[area] and all(map(taken.allows, unit))
        if number and fits:
            taken.add(sorted(unit, key=lambda one: one.guid))
            number -= 1


def _rank(candidate: Candidate) -> tuple[int, int]:
    """Give how fresh a question is; lower comes first."""
    if candidate.seen_at is not None:
        return (2, candidate.seen_at)
    return (0 if candidate.is_reserved else 1, 0)


def _fill(taken: _Taken, pool: Sequence[Candidate], number: int) -> None:
    """Take single questions: unseen ones by level, then unseen ones of any level, then seen ones likewise."""
    if number <= 0:
        return
    shares = [share for _, share in LEVEL_SHARES]
    quota = Counter(dict(zip((level for level, _ in LEVEL_SHARES), divided(shares, number), strict=True)))
    ranked = sorted(pool, key=_rank)
    left = number
    for group in ([one for one in ranked if one.seen_at is None], [one for one in ranked if one.seen_at is not None]):
        for candidate in _by_level_first(group, quota):
            if left and taken.allows(candidate):
                taken.add([candidate])
                left -= 1


def _by_level_first(group: Sequence[Candidate], quota: Counter[Level]) -> Iterator[Candidate]:
    """Give the questions that meet the levels, then the others; situations torn apart come last in each."""
    single_first = sorted(group, key=lambda one: bool(one.case))
    rest: list[Candidate] = []
    for one in single_first:
        if one.level is not None and quota[one.level] > 0:
            quota[one.level] -= 1
            yield one
        else:
            rest.append(one)
    yield from rest


def _paper(taken: _Taken, mix: Mix, chance: random.Random, seed: int) -> tuple[ExamQuestion, ...]:
    chance.shuffle(taken.units)
    questions = [_question(one, seed) for unit in taken.units for one in unit]
    singles = [place for place, one in enumerate(questions) if not one.case] or list(range(len(questions)))
    number = min(mix.pretest, max(0, len(questions) - 1), len(singles))
    for place in chance.sample(singles, number):
        questions[place] = replace(questions[place], is_pretest=True)
    return tuple(questions)


def _question(one: Candidate, seed: int) -> ExamQuestion:
    order = shuffled(one.options, seed=random.Random(f"{seed}:{one.guid}").getrandbits(48))  # noqa: S311
    return ExamQuestion(
        guid=one.guid,
        area=one.area,
        level=one.level,
        stem=one.stem,
        options=tuple(one.options[place] for place in order),
        case=one.case,
        more=one.more,
        citation=one.citation,
        tests=one.tests,
    )


def divided(weights: Sequence[float], number: int) -> tuple[int, ...]:
    """Divide a number by weights, so that the parts add up to it: largest remainders, ties to the first."""
    total = sum(weights)
    exact = [weight / total * number for weight in weights]
    parts = [int(one + 1e-9) for one in exact]
    by_remainder = sorted(range(len(parts)), key=lambda place: (-round(exact[place] - parts[place], 9), place))
    for place in by_remainder[: number - sum(parts)]:
        parts[place] += 1
    return tuple(parts)
