"""Where the value tables of exam plans are kept: in memory, and in the cache folder for the next start."""

import hashlib
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Self

import numpy as np

from flashcards.domain.ids import ExamId
from flashcards.scheduling.exam_plan import Aim
from flashcards.scheduling.exam_plan_model import PlanModel
from flashcards.scheduling.exam_plan_tables import FINE, Grid, GridSize, Slice, todays_slice
from flashcards.scheduling.exam_plan_way import furthest

VERSION = 3
"""Changes whenever the tables are worked out differently."""

KEPT = 4
"""Tables held in memory, and as files."""

LEARNERS, SEED = 4, 20_261_128
"""Who is imagined when the way of a plan is chosen."""

SUFFIX = ".plan.npz"


@dataclass(frozen=True, slots=True)
class TableKey:
    """What today's tables depend on.

    Attributes:
        exam: whose they are.
        is_study: whether there is any study on each day, the last before the exam first, today last.
    """

    exam: ExamId
    model: PlanModel
    is_study: tuple[bool, ...]

    @classmethod
    def of(cls, exam: ExamId, model: PlanModel, seconds: Sequence[float], *, is_study_today: bool) -> Self:
        """Make a key of the seconds of each day; today stays a day of study once its time is used up."""
        return cls(exam, model, (*(one > 0 for one in seconds[:-1]), is_study_today))

    @property
    def digest(self) -> str:
        """A file name for it."""
        return hashlib.sha256(f"{VERSION}{self!r}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True, eq=False)
class Lacking:
    """Tables that have to be built, and what they are built for.

    Attributes:
        aim: the way of the plan is chosen for it.
    """

    key: TableKey
    aim: Aim


class PlanShelf:
    """May be used from several threads."""

    def __init__(self, folder: Path | None = None, size: GridSize = FINE) -> None:
        """Keep tables in a folder too, or in memory only."""
        self._folder = folder
        self._size = size
        self._held: dict[TableKey, Slice] = {}
        self._lock = Lock()

    def get(self, key: TableKey) -> Slice | None:
        """Give tables that are there; None when they have to be built."""
        with self._lock:
            found = self._held.get(key)
        if found is None and self._folder is not None:
            found = self._read(key)
            if found is not None:
                self._hold(key, found)
        return found

    def build(self, lacking: Lacking) -> Slice:
        """Give tables, built where they are missing: takes a second, and some where another way is tried."""
        key = lacking.key
        found = self.get(key)
        if found is None:
            way = furthest(lacking.aim, LEARNERS, SEED).way
            model = replace(key.model, keeps_after=way.keeps_after)
            found = todays_slice(model, way.steepness, key.is_study, self._size)
            self._hold(key, found)
            self._write(key, found)
        return found

    def _hold(self, key: TableKey, found: Slice) -> None:
        with self._lock:
            self._held[key] = found
            while len(self._held) > KEPT:
                self._held.pop(next(iter(self._held)))

    def _read(self, key: TableKey) -> Slice | None:
        """Read a file; one that cannot be read is as good as none: it is only a cache."""
        path = self._path(key)
        if path is None or not path.is_file():
            return None
        try:
            with np.load(path, allow_pickle=False) as stored:
                return Slice(
                    days_left=len(key.is_study),
                    is_rest=not key.is_study[-1],
                    grid=Grid(self._size),
                    steepness=float(stored["steepness"]),
                    study=stored["study"],
                    leave=stored["leave"],
                    new_study=stored["new_study"],
                    new_leave=stored["new_leave"],
                )
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return None

    def _write(self, key: TableKey, found: Slice) -> None:
        """Write a file, whole or not at all; a disk that refuses costs only time at the next start."""
        path = self._path(key)
        if path is None:
            return
        part = path.with_name(path.name + ".part")
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as file:
                np.savez(
                    file,
                    steepness=found.steepness,
                    study=found.study,
                    leave=found.leave,
                    new_study=found.new_study,
                    new_leave=found.new_leave,
                )
            part.replace(path)
            self._thin(path.parent)

    def _thin(self, folder: Path) -> None:
        files = sorted(folder.glob(f"*{SUFFIX}"), key=lambda file: file.stat().st_mtime, reverse=True)
        for old in files[KEPT:]:
            old.unlink(missing_ok=True)

    def _path(self, key: TableKey) -> Path | None:
        return None if self._folder is None else self._folder / f"{key.digest}{SUFFIX}"


@cache
def shelf_of(folder: Path | None) -> PlanShelf:
    """Give the one shelf of a folder."""
    return PlanShelf(folder)
