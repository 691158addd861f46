"""A file beside the collection: one that is imported again has its notes in the order in which they are there."""

from collections.abc import Sequence
from dataclasses import dataclass

from flashcards.collection.importing.comparing import Comparer
from flashcards.formats.transfer import TransferNote
from flashcards.storage import matching
from flashcards.storage.reading import FIELD_SEPARATOR
from flashcards.storage.snapshot import Row, Snapshot

_PATIENCE = 3
"""Parts of the file of which no note follows those before it, until it is no longer tried."""

_GUID, _TYPE, _FIELDS, _TAGS = 1, 2, 3, 4
"""Places in what `KnownNote` is made of."""


@dataclass(slots=True)
class Alongside:
    """Finds notes of the collection that say just what the next ones of the file do.

    Looking up a hundred thousand texts one by one takes several times as long as reading as many notes in a row.

    Attributes:
        last: the id of the note the file was at last; 0 before the first that is known.
    """

    snapshot: Snapshot
    comparer: Comparer
    last: int = 0
    _misses: int = 0
    _doubtful: frozenset[int] | None = None

    def find(
        self, notes: Sequence[TransferNote], type_keys: Sequence[int], fields: Sequence[Sequence[str]]
    ) -> Sequence[Row | None]:
        """Give the note of the collection each is, for as many as follow the last one and are the same; else None.

        A note without a guid is told by its type and its fields, unless another's first field may read the same.

        Args:
            type_keys: the ids of their types.
            fields: of each, `filled`.

        Returns:
            What a `KnownNote` is made of.
        """
        if not self.last or self._misses >= _PATIENCE:
            return [None] * len(notes)
        following = {row[_FIELDS]: row for row in matching.notes_after(self.snapshot, self.last, len(notes))}
        doubtful, has_tags = self._all_doubtful(), self.comparer.has_tags
        alike = map(following.get, map(FIELD_SEPARATOR.join, fields))
        found = [
            row
            if row is not None
            and row[_TYPE] == key
            and (row[_GUID] == note.guid if note.guid else row[0] not in doubtful)
            and has_tags(row[_TAGS], note.tags)
            else None
            for row, note, key in zip(alike, notes, type_keys, strict=True)
        ]
        same = self.comparer.have_provenance([0 if row is None else row[0] for row in found], notes)
        found = [row if is_same else None for row, is_same in zip(found, same, strict=True)]
        self._misses = 0 if any(found) else self._misses + 1
        return found

    def follow(self, note_ids: Sequence[int]) -> None:
        """Go on behind the last note of the file that is known.

        Args:
            note_ids: 0 for one that is not.
        """
        self.last = next(filter(None, reversed(note_ids)), 0)

    def _all_doubtful(self) -> frozenset[int]:
        if self._doubtful is None:
            self._doubtful = matching.notes_sharing_checksums(self.snapshot)
        return self._doubtful
