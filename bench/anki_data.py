"""Big collections as real Anki writes them, for measurements beside it: `python -m bench.anki_data FOLDER [NOTES]`.

The same seed gives the same notes, cards and reviews. They go in by plain SQL, outside all timings; the packages are
written by the `anki` package itself.
"""

import hashlib
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, cast

DAY_S = 86_400
NOTES = 100_000
REVIEWS_A_NOTE = 10
HISTORY_DAYS = 1350
"""3.7 years."""
NEW = 2000
DUE = 2000
RECALL = 0.94
SEED = 20261123

DECKS = tuple(
    f"RHIT::{name}"
    for name in (
        "Content and governance",
        "Access and privacy",
        "Analytics",
        "Revenue cycle",
        "Compliance",
        "Leadership",
        "Coding::ICD-10-CM",
        "Coding::CPT",
        "Terms",
    )
)
_VOCABULARY = """
fracture femur sequela hospice sepsis census discharge admission record retention release authorization
disclosure minimum necessary designated index patient master encounter principal diagnosis procedure code
modifier payer claim denial remittance audit query physician documentation integrity privacy security breach
notification accounting amendment legal hold deficiency abstract registry tumor mortality morbidity rate
average length stay occupancy
"""
_WORDS = _VOCABULARY.split()


@dataclass(frozen=True, slots=True)
class Words:
    """What notes are made of.

    Attributes:
        name: of the folder it goes to.
        cumulated: weights, each with those before it; None when all are as frequent.
    """

    name: str
    words: Sequence[str]
    cumulated: Sequence[float] | None = None


FEW_WORDS = Words("", _WORDS)
"""Forty words, each in almost half of the notes: for importing it makes no difference."""


def many_words() -> Words:
    """Give some thousand words, few of them frequent, as in notes people write; for searching.

    `fracture` is in about 6 notes of a hundred, the other words of the field in 2.
    """
    rng = random.Random(SEED)
    syllables = [a + b for a in "bcdfglmnprstv" for b in ("a", "e", "i", "o", "u", "al", "en", "is", "or")]
    others = list(dict.fromkeys("".join(rng.choices(syllables, k=rng.randint(1, 4))) for _ in range(6000)))
    weights = [0.0022 if word == "fracture" else 0.0007 for word in _WORDS]
    zipf = [1 / (place + 10) for place in range(len(others))]
    weights += [one * (1 - sum(weights)) / sum(zipf) for one in zipf]
    return Words("-many", [*_WORDS, *others], list(accumulate(weights)))


@dataclass(frozen=True, slots=True)
class Packages:
    """What `written` leaves in a folder.

    Attributes:
        modern, legacy: packages with cards, reviews and presets.
        notes_only: a package without any scheduling.
        collection: a package of the whole collection.
        table: the notes as comma-separated text: front, back, tags.
    """

    modern: Path
    legacy: Path
    notes_only: Path
    collection: Path
    table: Path


def written(folder: Path, notes: int = NOTES, words: Words = FEW_WORDS) -> Packages:
    """Give the packages of a collection of this size, written by Anki unless they are there already."""
    folder = folder / f"{notes}{words.name}"
    packages = Packages(
        *(folder / name for name in ("modern.apkg", "legacy.apkg", "notes.apkg", "whole.colpkg", "notes.csv"))
    )
    if not packages.table.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / "collection.anki2", packages, notes, words)
    return packages


def _write(path: Path, packages: Packages, notes: int, words: Words) -> None:
    from anki.collection import Collection, ExportAnkiPackageOptions

    path.unlink(missing_ok=True)
    col = cast(Any, Collection(str(path)))
    rows = _fill(col, notes, words)
    for target, with_scheduling, is_legacy in (
        (packages.modern, True, False),
        (packages.legacy, True, True),
        (packages.notes_only, False, False),
    ):
        options = ExportAnkiPackageOptions(
            with_scheduling=with_scheduling, with_deck_configs=with_scheduling, with_media=True, legacy=is_legacy
        )
        col.export_anki_package(out_path=str(target), options=options, limit=None)
    col.export_collection_package(str(packages.collection), include_media=True, legacy=False)
    packages.table.write_text("".join(f'"{front}","{back}","{tags}"\n' for front, back, tags in rows), encoding="utf-8")


def _fill(
    col: Any,  # noqa: ANN401 - the package is not typed
    count: int,
    words: Words,
) -> list[tuple[str, str, str]]:
    from anki.utils import guid64

    rng = random.Random(SEED)
    random.seed(SEED)  # guid64 draws from it
    kind = col.models.by_name("Basic")["id"]
    decks = [col.decks.id(name) for name in DECKS]
    today = int((time.time() - col.crt) // DAY_S)
    begin = col.crt + (today - HISTORY_DAYS) * DAY_S
    first_id = begin * 1000
    col.db.execute("update col set crt = ?", begin)
    rows = list(_notes(rng, count, words))
    notes = [
        (first_id + n, guid64(), kind, begin, f" {tags} ", f"{front}\x1f{back}", front, _checksum(front))
        for n, (front, back, tags) in enumerate(rows)
    ]
    cards, reviews = [], []
    for n in range(count):
        card, log = _studied(rng, first_id + n, n, count, begin)
        cards.append((first_id + n, first_id + n, decks[n % len(decks)], begin, *card))
        reviews += log

    def fill() -> None:
        col.db.executemany("insert into notes values (?,?,?,?,-1,?,?,?,?,0,'')", notes)
        col.db.executemany("insert into cards values (?,?,?,0,?,-1,?,?,?,?,?,?,?,0,0,0,0,?)", cards)
        col.db.executemany("insert into revlog values (?,?,-1,?,?,?,?,?,?)", reviews)

    col.db.transact(fill)  # a commit for each row would take hours
    return rows


def _checksum(front: str) -> int:
    return int.from_bytes(hashlib.sha1(front.encode()).digest()[:4], "big")


def _notes(rng: random.Random, count: int, words: Words) -> Iterator[tuple[str, str, str]]:
    for n in range(count):
        front = " ".join(rng.choices(words.words, cum_weights=words.cumulated, k=rng.randint(6, 14)))
        back = " ".join(rng.choices(words.words, cum_weights=words.cumulated, k=rng.randint(8, 40)))
        domain = rng.choice(("coding", "privacy", "analytics", "revenue", "compliance"))
        yield f"{n}: which {front}", f"<b>{back}</b>", f"rhit::{domain} set{n % 100}"


def _studied(
    rng: random.Random, card_id: int, place: int, count: int, begin: int
) -> tuple[tuple[int | str, ...], list[tuple[int, ...]]]:
    """Give a card's columns from `type` on, and its log. Days count from `begin`; today is `HISTORY_DAYS`.

    Review ids never meet: a card has the hour, minute and second of its place.
    """
    new, due = min(NEW, count // 50), min(DUE, count // 50)
    if place < new:
        return (0, 0, place, 0, 0, 0, 0, "{}"), []
    reviews = REVIEWS_A_NOTE + (1 if place < new * (REVIEWS_A_NOTE + 1) else 0)  # the new ones have none
    day, interval, lapses = rng.randint(0, HISTORY_DAYS // 3), 0, 0
    stability, difficulty, last_day = 2.3, rng.uniform(2, 9), day
    log: list[tuple[int, ...]] = []
    for number in range(reviews):
        rating = rng.choice((2, 3, 3, 3, 3, 4)) if rng.random() < RECALL else 1
        before = interval
        stability = max(0.5, stability * (0.4 if rating == 1 else 1 + rng.uniform(0.1, 0.9)))
        interval = max(1, round(stability))
        lapses += rating == 1 and number > 0
        at = (begin + day * DAY_S) * 1000 + (place * 859) % 86_399_000 + place % 859
        log.append((at, card_id, rating, interval, before, 2500, rng.randint(1500, 20_000), 1 if number else 0))
        last_day, day = day, min(day + interval, HISTORY_DAYS - 1 - (reviews - number))
        day = max(day, last_day + 1)
    due_day = HISTORY_DAYS - rng.randint(0, 20) if place < new + due else HISTORY_DAYS + rng.randint(1, 200)
    data = {
        "s": round(stability, 4),
        "d": round(difficulty, 3),
        "dr": 0.9,
        "decay": 0.154,
        "lrt": begin + last_day * DAY_S,
    }
    return (2, 2, due_day, interval, 2500, len(log), lapses, json.dumps(data, separators=(",", ":"))), log


if __name__ == "__main__":
    print(written(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else NOTES))
