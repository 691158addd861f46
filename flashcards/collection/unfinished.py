"""What is being written and not added yet, in a file beside the collection: it outlives a crash.

It is no part of the collection: it is not backed up, and undo does not know of it.
"""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A note while it is written.

    Attributes:
        note_type_id: its type; types can be deleted meanwhile.
        deck: full name of the deck it goes to, or "".
        fields: HTML, one for each field of the type.
        tags: as typed, in order.
        kept: names of the fields that keep their text when a note is added.
    """

    note_type_id: int
    deck: str = ""
    fields: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    citation: str = ""
    kept: frozenset[str] = frozenset()


class UnfinishedFile:
    """The unfinished note beside one collection. It may be written from several threads; the newest stays."""

    def __init__(self, collection: Path) -> None:
        """Use the file of a collection, which need not exist yet: `unfinished.json` beside `collection.db`."""
        file = collection.resolve()
        self._path = file.with_name(
            "unfinished.json" if file.name == "collection.db" else f"{file.stem}-unfinished.json"
        )
        self._lock = Lock()
        self._newest = 0

    def read(self) -> Unfinished | None:
        """Give the unfinished note; None when there is none that can be read."""
        try:
            return _decoded(json.loads(self._path.read_bytes()))
        except (OSError, ValueError, KeyError, TypeError):
            return None  # only another program can have spoilt it: it is written whole

    def write(self, unfinished: Unfinished, number: int) -> None:
        """Keep an unfinished note.

        Args:
            number: counts them; one that comes late does not replace a newer one.

        Raises:
            OSError: the disk refuses.
        """
        encoded = json.dumps(asdict(unfinished) | {"kept": sorted(unfinished.kept)}, ensure_ascii=False)
        with self._lock:
            if number <= self._newest:
                return
            partial = self._path.with_suffix(".json-new")
            try:
                with partial.open("wb") as file:
                    file.write(encoded.encode("utf-8", "surrogatepass"))
                    file.flush()
                    os.fsync(file.fileno())
                partial.replace(self._path)
            finally:
                with suppress(OSError):
                    partial.unlink(missing_ok=True)
            self._newest = number


def _decoded(row: dict[str, object]) -> Unfinished:
    return Unfinished(
        note_type_id=int(str(row["note_type_id"])),
        deck=str(row["deck"]),
        fields=_texts(row["fields"]),
        tags=_texts(row["tags"]),
        citation=str(row["citation"]),
        kept=frozenset(_texts(row["kept"])),
    )


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(str(one) for one in value)
