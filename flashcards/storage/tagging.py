"""The tags of notes: written with the note, and gone with the last note that has them."""

from collections.abc import Iterable, Sequence, Set

from flashcards.domain.tags import folded
from flashcards.storage.clearing import Told, clear, tell_nobody
from flashcards.storage.gate import Gate
from flashcards.storage.id_runs import runs_of
from flashcards.storage.rows import Values
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.statements import id_list

_IDS = "SELECT id, name FROM tag"
_OF_NOTES = "SELECT id, note_id, tag_id FROM note_tag WHERE note_id IN"
_EVERY = "SELECT note.value, tag.value FROM json_each(?) AS note CROSS JOIN json_each(?) AS tag"
_MISSING = f"{_EVERY} WHERE NOT EXISTS (SELECT 1 FROM note_tag WHERE note_id = note.value AND tag_id = tag.value)"
_SPAN = (
    "SELECT (SELECT min(note_id) FROM note_tag WHERE tag_id = ?1),"
    " (SELECT max(note_id) FROM note_tag WHERE tag_id = ?1)"
)
_NOTES_OF_RUN = "SELECT DISTINCT note_id FROM note_tag WHERE id BETWEEN ? AND ?"
_STILL_USED = "SELECT DISTINCT tag_id FROM note_tag WHERE tag_id IN"


class Tagger:
    """Writes tags through the gate."""

    def __init__(self, gate: Gate, snapshot: Snapshot) -> None:
        """Write through a transaction's gate, and read what it has written."""
        self._gate = gate
        self._snapshot = snapshot

    def tag(self, tags_by_note: dict[int, Sequence[str]]) -> None:
        """Give notes exactly these tags. A tag that exists keeps its spelling."""
        ids = self._ids(tag for tags in tags_by_note.values() for tag in tags)
        wanted = {(note_id, ids[folded(tag)]) for note_id, tags in tags_by_note.items() for tag in tags}
        have = {(row[1], row[2]): row[0] for row in self._snapshot.rows_in(_OF_NOTES, list(tags_by_note))}
        fresh: list[Values] = [{"note_id": note, "tag_id": tag} for note, tag in sorted(wanted - have.keys())]
        self._gate.add("note_tag", fresh)
        self._remove({row_id: pair[1] for pair, row_id in have.items() if pair not in wanted})

    def add(self, note_ids: Sequence[int], tags: Sequence[str]) -> set[int]:
        """Give notes tags beside those they have; give the notes that lacked one."""
        if not note_ids:
            return set()  # a tag that is on no note is none
        ids = self._ids(tags)
        wanted = sorted({ids[folded(tag)] for tag in tags})
        values = id_list(note_ids), id_list(wanted)
        if not any(self._may_have(note_ids, tag_id) for tag_id in wanted):
            self._gate.add_found("note_tag", "note_id, tag_id", _EVERY, values)
            return set(note_ids)
        run = self._gate.add_found("note_tag", "note_id, tag_id", _MISSING, values)
        return {row[0] for row in self._snapshot.rows(_NOTES_OF_RUN, (run.start, run.stop - 1))}

    def _may_have(self, note_ids: Sequence[int], tag_id: int) -> bool:
        """Say whether one of some notes may have a tag; not when all that have it lie before them, or behind."""
        first, last = self._snapshot.row(_SPAN, (tag_id,)) or (None, None)
        return first is not None and first <= max(note_ids) and min(note_ids) <= last

    def take(self, note_ids: Sequence[int], tag_ids: Set[int]) -> set[int]:
        """Take tags off notes; give the notes that had one."""
        found = [row for row in self._snapshot.rows_in(_OF_NOTES, note_ids) if row[2] in tag_ids]
        self._remove({row[0]: row[2] for row in found})
        return {row[1] for row in found}

    def untag(self, note_ids: Sequence[int], told: Told = tell_nobody) -> None:
        """Take every tag off notes."""
        self._remove({row[0]: row[2] for row in self._snapshot.rows_in(_OF_NOTES, note_ids)}, told)

    def _ids(self, tags: Iterable[str]) -> dict[str, int]:
        wanted: dict[str, str] = {}
        for tag in dict.fromkeys(tags):
            wanted.setdefault(folded(tag), tag)
        if not wanted:
            return {}
        ids = {folded(row[1]): int(row[0]) for row in self._snapshot.rows(_IDS)}
        names = [tag for key, tag in wanted.items() if key not in ids]
        added = self._gate.add("tag", [{"name": name} for name in names])
        return ids | {folded(name): tag_id for name, tag_id in zip(names, added, strict=True)}

    def _remove(self, tag_by_row: dict[int, int], told: Told = tell_nobody) -> None:
        if tag_by_row:
            clear(self._gate, "note_tag", runs_of(sorted(tag_by_row)), told)
            tags = set(tag_by_row.values())
            used = {row[0] for row in self._snapshot.rows_in(_STILL_USED, sorted(tags))}
            self._gate.remove("tag", sorted(tags - used))
