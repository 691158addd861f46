"""A collection to import into, with a hand to do it."""

from dataclasses import replace
from typing import Any

from flashcards.collection import importing
from flashcards.collection.collection import Collection
from flashcards.collection.importing import Bucket, Choice, Earlier, ImportPlan, ImportReport, Wishes
from flashcards.domain.changes import Operation
from flashcards.domain.note import Note
from flashcards.domain.progress import Progress, no_progress
from flashcards.formats.transfer import Transfer
from flashcards.storage import reading


class ImportDesk:
    """Plans and applies imports.

    Attributes:
        collection: where they go.
    """

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self._imports = 0

    def plan(self, transfer: Transfer, earlier: Earlier | None = None, **wishes: Any) -> ImportPlan:
        """Plan one file, perhaps after others."""
        media = self.collection.media
        return self.collection.read(
            lambda snapshot: importing.plan(snapshot, transfer, media, Wishes(**wishes), earlier=earlier)
        )

    def apply(self, *plans: ImportPlan, progress: Progress = no_progress, as_planned: bool = False) -> ImportReport:
        """Carry out plans as one import."""
        self._imports += 1
        stem = f"made{self._imports}"
        return self.collection.transact(
            Operation.IMPORT,
            lambda change: importing.apply(
                change, plans, self.collection, guid_stem=stem, progress=progress, as_planned=as_planned
            ),
        ).value

    def bring(self, transfer: Transfer, choices: dict[Bucket, Choice] | None = None, **wishes: Any) -> ImportReport:
        """Plan one file and apply it."""
        return self.apply(replace(self.plan(transfer, **wishes), choices=choices or {}))

    def notes(self) -> list[Note]:
        """Give every note, by id."""

        def query(snapshot: Any) -> list[Note]:
            ids = [row[0] for row in snapshot.rows("SELECT id FROM note ORDER BY id")]
            return list(reading.notes(snapshot, ids).values())

        return self.collection.read(query)

    def count(self, table: str) -> int:
        """Count the rows of a table."""
        return self.collection.read(lambda snapshot: snapshot.number(f"SELECT count(*) FROM {table}"))

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Give the rows of a query."""
        return self.collection.read(lambda snapshot: list(snapshot.rows(sql)))


def filled(plan: ImportPlan) -> dict[str, list[int]]:
    """Give the places in each bucket that has any."""
    return {bucket.value: [one.place for one in entries] for bucket, entries in plan.buckets.items() if entries}
