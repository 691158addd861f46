"""Transfers for tests: made by hand, or by hypothesis."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from flashcards.domain.ids import NoteTypeId
from flashcards.domain.note_type import CardTemplate, NoteKind, NoteType, built_in
from flashcards.formats.transfer import MediaFile, ReviewChunk, Reviews, Transfer, TransferNote

CUSTOM = NoteType(
    NoteTypeId(0),
    "Vocabulary",
    NoteKind.CUSTOM,
    ("Word", "Meaning"),
    (CardTemplate("Card 1", "{{Word}}", "{{Meaning}}"), CardTemplate("Card 2", "{{Meaning}}", "{{Word}}")),
)
"""A note type no collection has by itself."""

_COLUMNS = (np.int64, np.int64, np.int8, np.int8, np.int32, np.int32)


def a_transfer_note(front: str = "", **changes: Any) -> TransferNote:
    """Give a basic note without guid, tags or cards."""
    values: dict[str, Any] = {"guid": "", "type_place": 0, "fields": (front, "30 days", ""), "deck": "Filing"} | changes
    return TransferNote(**values)


def a_transfer(*notes: TransferNote, **changes: Any) -> Transfer:
    """Give a transfer of basic notes."""
    values: dict[str, Any] = {
        "format": "test",
        "source": Path("list.txt"),
        "note_types": [built_in(NoteKind.BASIC)],
        "notes": notes,
    } | changes
    return Transfer(**values)


def media_file(name: str, content: bytes) -> MediaFile:
    """Give a media file."""
    return MediaFile(name, len(content), lambda: BytesIO(content))


def reviews(*lines: Sequence[int]) -> Reviews:
    """Give a review log; each line is card, ms, rating, kind, interval and duration."""

    def chunks() -> Iterator[ReviewChunk]:
        columns = zip(*lines, strict=True)
        yield ReviewChunk(*(np.array(column, dtype) for column, dtype in zip(columns, _COLUMNS, strict=True)))

    return Reviews(len(lines), chunks if lines else lambda: iter(()))
