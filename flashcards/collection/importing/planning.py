"""What importing a file would do. Nothing is written."""

from collections.abc import Mapping, Sequence

from flashcards.collection.importing.comparing import Compared, compare
from flashcards.collection.importing.destinations import Destinations, missing_decks
from flashcards.collection.importing.files import PlannedMedia, plan_media
from flashcards.collection.importing.findings import Findings
from flashcards.collection.importing.identity import Candidate, Found, Identifier
from flashcards.collection.importing.incoming import Incoming
from flashcards.collection.importing.sound import Soundness, is_storable, text_of
from flashcards.collection.importing.types import planned_types
from flashcards.collection.importing.values import Bucket, Choice, ImportPlan, Planned, PlannedType, Wishes
from flashcards.collection.media import MediaFolder
from flashcards.domain.ids import NoteId
from flashcards.formats.format import Progress, no_progress
from flashcards.formats.transfer import Transfer, TransferNote, WhenMatched
from flashcards.storage import matching, reading
from flashcards.storage.snapshot import Snapshot

PART = 2000
"""Notes that are looked at in one go, between two reports of progress."""

_ASKED: Mapping[WhenMatched | None, Mapping[Bucket, Choice]] = {
    None: {},
    WhenMatched.UPDATE: {Bucket.CHANGED: Choice.TAKE},
    WhenMatched.KEEP: {Bucket.CHANGED: Choice.LEAVE},
    WhenMatched.BOTH: {Bucket.CHANGED: Choice.BOTH},
}


def plan(
    snapshot: Snapshot,
    transfer: Transfer,
    media: MediaFolder,
    wishes: Wishes | None = None,
    progress: Progress = no_progress,
) -> ImportPlan:
    """Say what importing a file would do.

    Args:
        transfer: keep it open until the plan is applied.
        media: `Look.media`.
        wishes: None for the usual ones.

    Raises:
        ValueError: the wished deck has no name.
        CancelledError: `progress` said so.
    """
    files = plan_media(snapshot, transfer, media, progress)
    planner = _Planner(snapshot, transfer, wishes or Wishes(), files)
    for start in range(0, len(transfer.notes), PART):
        progress("Comparing notes", start / len(transfer.notes))
        planner.take(start, transfer.notes[start : start + PART])
    return planner.plan()


class _Planner:
    """Puts one part of a file's notes after another into their buckets."""

    def __init__(self, snapshot: Snapshot, transfer: Transfer, wishes: Wishes, files: PlannedMedia) -> None:
        decks = {deck.name.lower(): deck.id for deck in reading.decks(snapshot)}
        within = transfer.within_deck if wishes.within_deck is None else wishes.within_deck
        self._snapshot = snapshot
        self._transfer = transfer
        self._wishes = wishes
        self._files = files
        self._decks = decks
        self._known_types = reading.note_types(snapshot)
        self._types = planned_types(self._known_types, transfer.note_types)
        self._type_keys = _type_keys(self._types)
        self._destinations = Destinations.of(wishes.deck, transfer.source)
        self._identifier = Identifier(snapshot, decks, within)
        self._sound = Soundness([one.note_type for one in self._types])
        self._incoming = Incoming(files.renames, wishes.tags)
        self._buckets: dict[Bucket, list[Planned]] = {bucket: [] for bucket in Bucket}
        self._ordinals: list[tuple[int, ...]] = [()] * len(transfer.notes)
        self._findings = Findings(transfer, snapshot)
        self._wanted_decks: dict[str, None] = {}

    def take(self, start: int, notes: Sequence[TransferNote]) -> None:
        """Put the next notes into their buckets."""
        part = [
            Candidate(
                start + index,
                self._incoming(note),
                self._type_keys[note.type_place],
                self._destinations(note.deck).lower(),
            )
            for index, note in self._without_unsound(notes)
        ]
        found = self._identifier.recognise(part)
        pairs = [(one, what.known) for one, what in zip(part, found, strict=True) if what.known is not None]
        compared = compare(self._snapshot, self._known_types, pairs)
        both = zip(part, found, strict=True)
        coming = [one.note for one, what in both if self._put(one, what, compared.get(one.place))]
        self._findings.look_over(coming)

    def plan(self) -> ImportPlan:
        """Give the plan, once all notes are in their buckets."""
        transfer = self._transfer
        problems = (*transfer.problems, *self._files.problems, *self._findings.problems)
        return ImportPlan(
            transfer=transfer,
            wishes=self._wishes,
            deck=self._destinations.default,
            buckets=self._buckets,
            types=self._types,
            new_decks=missing_decks(self._wanted_decks, self._decks),
            problems=tuple(sorted(problems, key=lambda one: one.line)),
            warnings=tuple(self._findings.warnings),
            ordinals=self._ordinals,
            media=self._files.new,
            renames=self._files.renames,
            choices=_ASKED[transfer.when_matched],
            writes=matching.write_count(self._snapshot),
        )

    def _without_unsound(self, notes: Sequence[TransferNote]) -> list[tuple[int, TransferNote]]:
        """Give the notes that can be kept, with their indices; the others become problems."""
        are_storable = is_storable("".join(map(text_of, notes)))
        sound = []
        for index, note in enumerate(notes):
            problem = self._sound.problem(note)
            if not are_storable and not is_storable(text_of(note)):
                problem = "it has half characters, which cannot be kept. It is left out."
            if problem:
                self._findings.problem(note, problem)
            else:
                sound.append((index, note))
        return sound

    def _put(self, one: Candidate, found: Found, compared: Compared | None) -> bool:
        """Put a note into its bucket; say whether it brings something."""
        if found.repeats >= 0:
            self._buckets[Bucket.REPEATED].append(Planned(one.place, repeats=found.repeats))
            return False
        if found.known is None or compared is None:
            return self._put_new(one)
        after = one.note._replace(fields=compared.fields) if compared.parts else one.note
        if compared.parts and not self._sound.ordinals(after):
            self._findings.problem(after, self._sound.why_no_card(after))
            return False
        planned = Planned(one.place, NoteId(found.known.id), parts=compared.parts)
        self._buckets[compared.bucket].append(planned)
        return bool(compared.parts)

    def _put_new(self, one: Candidate) -> bool:
        ordinals = self._sound.ordinals(one.note)
        if not ordinals:
            self._findings.problem(one.note, self._sound.why_no_card(one.note))
            return False
        self._ordinals[one.place] = ordinals
        self._wanted_decks.update((self._destinations(card.deck), None) for card in one.note.cards)
        if not one.note.cards:
            self._wanted_decks[self._destinations(one.note.deck)] = None
        self._buckets[Bucket.NEW].append(Planned(one.place))
        return True


def _type_keys(types: Sequence[PlannedType]) -> list[int]:
    """Give a number for each type: its id, or, for one that is made, one below 0 that only its like have."""
    made: dict[str, int] = {}
    return [one.id or made.setdefault(one.note_type.name, -1 - place) for place, one in enumerate(types)]
