"""Which media the collection has, by name."""

from collections.abc import Sequence
from typing import NamedTuple

from flashcards.storage.snapshot import Snapshot


class MediaEntry(NamedTuple):
    """A media file as notes know it.

    Attributes:
        sha256: the digest of its content, by which its file is called.
        size: bytes.
    """

    id: int
    name: str
    sha256: str
    size: int


def media_named(snapshot: Snapshot, names: Sequence[str]) -> dict[str, MediaEntry]:
    """Give those of some names that the collection has."""
    rows = snapshot.rows_in("SELECT id, name, sha256, size FROM media WHERE name IN", names)
    return {row[1]: MediaEntry(*row) for row in rows}


def count_media(snapshot: Snapshot) -> int:
    """Count the media files."""
    return snapshot.number("SELECT count(*) FROM media")


def all_media(snapshot: Snapshot) -> tuple[MediaEntry, ...]:
    """Give every media file, by name."""
    return tuple(MediaEntry(*row) for row in snapshot.rows("SELECT id, name, sha256, size FROM media ORDER BY name"))


def fields_with_media(snapshot: Snapshot) -> "list[str]":
    """Give the joined fields of the notes that name a media file, perhaps."""
    sql = "SELECT fields FROM note WHERE fields LIKE '%[sound:%' OR fields LIKE '%<%src%' OR fields LIKE '%<object%'"
    return [row[0] for row in snapshot.rows(sql)]
