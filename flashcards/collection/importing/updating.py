"""Notes the collection has, brought up to what a file says of them. Cards keep their decks and their schedules."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from flashcards.collection.importing.job import Job
from flashcards.collection.importing.merging import base_of, encode_brought, with_parts
from flashcards.collection.importing.values import Planned
from flashcards.collection.note_cards import sync_cards
from flashcards.collection.shipped import is_shipped
from flashcards.domain.ids import NoteTypeId
from flashcards.domain.note import Note
from flashcards.formats.transfer import TransferNote
from flashcards.rendering import CardMaker
from flashcards.storage import matching, reading

PART = 500
"""Notes written in one go, between two reports of progress."""


@dataclass(slots=True)
class NoteUpdater:
    """Updates notes of one plan."""

    job: Job
    _makers: dict[NoteTypeId, CardMaker] = field(default_factory=dict)

    def update(self, planned: Sequence[Planned], *, disputed: bool) -> None:
        """Bring notes up to date.

        Args:
            disputed: with the parts the learner has changed too.
        """
        for start in range(0, len(planned), PART):
            self.job.progress("Updating notes", start / len(planned))
            self._update(planned[start : start + PART], disputed=disputed)

    def _update(self, planned: Sequence[Planned], *, disputed: bool) -> None:
        transaction = self.job.transaction
        ids = [one.note_id for one in planned]
        before = reading.notes(transaction.snapshot, ids)
        shipped = reading.shipped(transaction.snapshot, ids)
        after: list[Note] = []
        brought: list[str | None] = []
        for one in planned:
            note = before[one.note_id]
            parts = [part for part in one.parts if disputed or not part.is_disputed]
            after.append(replace(with_parts(note, parts), modified_at=self.job.now))
            new = self.job.note(one.place)._replace(tags=self.job.own_tags(one.place))
            brought.append(_brought(note, new, shipped.get(one.note_id)))
        transaction.update_notes(after, brought)
        for note in after:
            self._sync_cards(before[note.id], note)

    def _sync_cards(self, before: Note, after: Note) -> None:
        """Make and delete cards if the fields make others now."""
        if before.fields != after.fields or before.provenance.is_exam_only != after.provenance.is_exam_only:
            maker = self._makers.get(after.note_type_id)
            if maker is None:
                types = reading.note_types(self.job.transaction.snapshot)
                maker = self._makers[after.note_type_id] = CardMaker(types[after.note_type_id])
            is_other = maker.ordinals(before.fields) != maker.ordinals(after.fields)
            if is_other or before.provenance.is_exam_only != after.provenance.is_exam_only:
                sync_cards(self.job.transaction, after)


def _brought(note: Note, new: TransferNote, shipped: str | None) -> str | None:
    """Give what is to be kept as brought. What a publisher delivered stays: it is what an update compares with."""
    if shipped is not None and is_shipped(shipped):
        return shipped
    base = base_of(shipped, note.fields)
    old = base.fields if base is not None and len(base.fields) == len(note.fields) else note.fields
    fields = [before if theirs is None else theirs for before, theirs in zip(old, new.fields, strict=True)]
    tags = note.tags if new.tags is None else new.tags
    return encode_brought(matching.stored_fields(fields), tags, new.provenance)
