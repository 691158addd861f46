"""Times of the scheduler and its parity with Anki: `python -m bench.scheduling`."""

import os
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import NamedTuple

from flashcards.domain.card import Card, CardState, MemoryState
from flashcards.domain.ids import CardId, DeckId, NoteId
from flashcards.domain.learning import FSRS6_DEFAULT_PARAMETERS, LearningSettings
from flashcards.domain.review import Rating
from flashcards.domain.study_day import StudyCalendar, StudyDay
from flashcards.scheduling.fsrs6 import FSRS6
from flashcards.scheduling.fsrs6_arrays import FSRS6Arrays
from flashcards.scheduling.queue import by_retrievability
from flashcards.scheduling.scheduler import Scheduler

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Due(NamedTuple):
    id: CardId
    note_id: NoteId
    deck_id: DeckId
    stability_days: float
    last_review_on: StudyDay


def milliseconds(work: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Give the median and the 99th percentile of the time some work takes."""
    found = []
    for _ in range(rounds):
        begin = time.perf_counter()
        work()
        found.append((time.perf_counter() - begin) * 1000)
    return median(found), sorted(found)[int(0.99 * (rounds - 1))]


def times() -> None:
    rng = random.Random(1)
    scheduler = Scheduler(LearningSettings(), StudyCalendar(4, UTC))
    today = scheduler.calendar.day(NOW)
    load = {StudyDay(today + day): rng.randint(0, 80) for day in range(400)}
    card = Card(
        CardId(1),
        NoteId(1),
        DeckId(1),
        state=CardState.REVIEW,
        memory=MemoryState(12.3, 5.5),
        due_on=today,
        interval_days=12,
        last_review_on=StudyDay(today - 12),
        reps=4,
    )
    report("four buttons", milliseconds(lambda: scheduler.outcomes(card, NOW, desired_retention=0.9, load=load), 2000))
    report(
        "one answer",
        milliseconds(lambda: scheduler.answer(card, Rating.GOOD, NOW, 0, desired_retention=0.9, load=load), 2000),
    )
    cards = [
        Due(CardId(n), NoteId(n), DeckId(1), rng.uniform(0.1, 500), StudyDay(today - rng.randint(1, 700)))
        for n in range(20_000)
    ]
    report("order 20,000 due cards", milliseconds(lambda: by_retrievability(cards, scheduler.model, today), 20))
    arrays = FSRS6Arrays(FSRS6_DEFAULT_PARAMETERS)
    stability = [one.stability_days for one in cards] * 5
    columns = (stability, [5.0] * 100_000, [10] * 100_000, [3] * 100_000)
    report("100,000 answers as arrays", milliseconds(lambda: arrays.following(*columns), 20))


def parity() -> None:
    os.environ["ANKI_TEST_MODE"] = "1"  # leaves out Anki's fuzz
    from tests.peer.scheduling import test_peer_anki as with_anki
    from tests.peer.scheduling import test_peer_fsrs_rs as with_rs
    from tests.peer.scheduling.anki_oracle import Anki
    from tests.peer.scheduling.histories import extreme_parameters, histories, learners_parameters

    rng = random.Random(20261123)
    drawn = list(histories(rng, 10_000))
    found = with_rs.differences(FSRS6_DEFAULT_PARAMETERS, drawn[:5000])
    print(f"fsrs-rs, default parameters: largest difference {max(found):.1e}")
    found = []
    for start in range(5000, 10_000, 50):
        found += with_rs.differences(learners_parameters(rng), drawn[start : start + 50])
    print(f"fsrs-rs, 100 learners' parameters: largest difference {max(found):.1e}")
    found = []
    for _ in range(1000):
        found += with_rs.differences(extreme_parameters(rng), list(histories(rng, 10)))
    over = sum(one > 1e-4 for one in found)
    print(f"fsrs-rs, parameters anywhere in bounds: {over} of {len(found)} over 1e-4, largest {max(found):.1e}")

    with tempfile.TemporaryDirectory() as folder:
        anki = Anki(Path(folder) / "logs.anki2", with_anki.LEARNERS)
        logs = [(number % len(with_anki.LEARNERS), history) for number, history in enumerate(drawn)]
        models = [FSRS6(preset.parameters) for preset in with_anki.LEARNERS]
        pairs = [
            (models[preset].replay(history), anki.memory(card))
            for card, (preset, history) in zip(anki.add_reviewed(logs), logs, strict=True)
        ]
        anki.close()
        print(f"Anki, 10,000 logs: {largest(pairs)}")
        same, total, half_way = with_anki.compare_buttons(Path(folder) / "buttons.anki2")
        print(f"Anki, buttons: {same} of {total} equal; the rest lie half-way between two days: {half_way}")


def largest(pairs: Sequence[tuple[MemoryState | None, MemoryState]]) -> str:
    stability = max(abs(ours.stability_days / theirs.stability_days - 1) for ours, theirs in pairs if ours)
    difficulty = max(abs(ours.difficulty / theirs.difficulty - 1) for ours, theirs in pairs if ours)
    return f"largest difference in stability {stability:.1e}, in difficulty {difficulty:.1e}"


def report(what: str, found: tuple[float, float]) -> None:
    print(f"{what}: median {found[0]:.3f} ms, 99 % within {found[1]:.3f} ms")


if __name__ == "__main__":
    times()
    parity()
