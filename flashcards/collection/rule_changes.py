"""The last update of the bundled decks as it is looked at: what notes said, say, and say in the learner's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flashcards.collection.deciding import with_theirs
from flashcards.collection.deck_updates import Conflict, Decision, Reason, RuleChange, weightiest
from flashcards.collection.shipped import Shipped, decode_shipped, texts_of
from flashcards.collection.update_record import last_update
from flashcards.domain.note import Note
from flashcards.domain.note_type import NoteType
from flashcards.formats.deck_changes_reader import Changed
from flashcards.storage import reading
from flashcards.storage.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Mine:
    """A note as the learner has it.

    Attributes:
        is_own: it has words that are not the publisher's.
    """

    note: Note
    note_type: NoteType
    is_own: bool


@dataclass(frozen=True, slots=True)
class NoteChange:
    """A note of which there is something to tell.

    Attributes:
        reasons: why it means something else, newest first; none when it does not.
        before, after: the publisher's words; `after` is None when the note was withdrawn.
        mine: None when the learner has deleted the note.
        decision: None when there is nothing to decide.
        cards_due: studied cards that came up because of it.
    """

    guid: str
    reasons: tuple[Reason, ...]
    before: Shipped
    after: Shipped | None
    mine: Mine | None
    decision: Decision | None = None
    cards_due: int = 0

    @property
    def changed(self) -> Changed | None:
        """What of the note is another in meaning; None when nothing is."""
        return weightiest(self.reasons) if self.reasons else None


@dataclass(frozen=True, slots=True)
class UpdateShown:
    """The last update that had something to tell.

    Attributes:
        at: when it was; None when there was none.
        notes: changes in meaning, rules before answers and questions, then other notes with a conflict.
    """

    at: datetime | None = None
    notes: tuple[NoteChange, ...] = ()

    @property
    def waiting(self) -> int:
        """How many notes wait for a decision."""
        return sum(note.decision is Decision.WAITING for note in self.notes)


def changes_of_last_update(snapshot: Snapshot) -> UpdateShown:
    """Give what the last update changed, with the notes as they are now."""
    update = last_update(snapshot)
    if update is None:
        return UpdateShown()
    conflicts = {conflict.guid: conflict for conflict in update.conflicts}
    guids = [*dict.fromkeys([rule.guid for rule in update.rules] + list(conflicts))]
    notes = _Notes.read(snapshot, guids)
    in_order = sorted(update.rules, key=lambda rule: list(Changed).index(rule.changed))
    rules = [_of_rule(rule, conflicts.get(rule.guid), notes) for rule in in_order]
    seen = {rule.guid for rule in update.rules}
    others = [_of_conflict(one, notes) for one in update.conflicts if one.guid not in seen]
    return UpdateShown(update.at, (*rules, *(one for one in others if one is not None)))


@dataclass(frozen=True, slots=True)
class _Notes:
    """Notes by their guid, with their types and what was last shipped of them."""

    mine: Mapping[str, tuple[Note, NoteType]]
    shipped: Mapping[str, Shipped]

    @classmethod
    def read(cls, snapshot: Snapshot, guids: list[str]) -> "_Notes":
        """Read them."""
        ids = reading.note_ids_by_guid(snapshot, guids)
        notes = reading.notes(snapshot, list(ids.values()))
        types = reading.note_types(snapshot)
        shipped = reading.shipped(snapshot, list(ids.values()))
        return cls(
            {guid: (notes[note_id], types[notes[note_id].note_type_id]) for guid, note_id in ids.items()},
            {guid: decode_shipped(shipped[note_id]) for guid, note_id in ids.items() if note_id in shipped},
        )

    def as_mine(self, guid: str) -> Mine | None:
        """Give a note as the learner has it."""
        if guid not in self.mine:
            return None
        note, note_type = self.mine[guid]
        theirs = self.shipped.get(guid)
        is_own = theirs is not None and _texts(note) != texts_of(theirs.fields, theirs.provenance.citation)
        return Mine(note, note_type, is_own)

    def decision(self, conflict: Conflict | None) -> Decision | None:
        """Give the decision about a conflict; none when it is over because the words agree, or are gone."""
        if conflict is None or conflict.guid not in self.mine or conflict.guid not in self.shipped:
            return None
        note, shipped = self.mine[conflict.guid][0], self.shipped[conflict.guid]
        is_over = _texts(with_theirs(note, shipped, conflict)) == _texts(note)
        return None if is_over and conflict.decision is Decision.WAITING else conflict.decision


def _texts(note: Note) -> tuple[str, ...]:
    return texts_of(note.fields, note.provenance.citation)


def _of_rule(rule: RuleChange, conflict: Conflict | None, notes: _Notes) -> NoteChange:
    return NoteChange(
        rule.guid,
        rule.reasons,
        rule.before,
        rule.after,
        notes.as_mine(rule.guid),
        notes.decision(conflict),
        rule.cards_due,
    )


def _of_conflict(conflict: Conflict, notes: _Notes) -> NoteChange | None:
    decision = notes.decision(conflict)
    if decision is None:
        return None
    theirs = notes.shipped[conflict.guid]
    return NoteChange(conflict.guid, (), conflict.before, theirs, notes.as_mine(conflict.guid), decision)
