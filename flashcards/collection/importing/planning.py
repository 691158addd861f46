"""What importing a file would do. Nothing is written."""

from collections.abc import Mapping, Sequence
from itertools import chain

from flashcards.collection.importing.comparing import IDENTICAL, Compared, Comparer, Pair
from flashcards.collection.importing.destinations import Destinations, missing_decks
from flashcards.collection.importing.earlier import Earlier
from flashcards.collection.importing.files import PlannedMedia, plan_media
from flashcards.collection.importing.findings import Findings
from flashcards.collection.importing.identity import Candidates, Identifier, Recognised
from flashcards.collection.importing.incoming import Incoming
from flashcards.collection.importing.merging import says_the_same
from flashcards.collection.importing.sound import Soundness, filled
from flashcards.collection.importing.types import planned_types
from flashcards.collection.importing.values import (
    Bucket,
    Choice,
    Elsewhere,
    ImportPlan,
    Places,
    Planned,
    PlannedType,
    Wishes,
)
from flashcards.collection.media import MediaFolder
from flashcards.domain.ids import NoteId, NoteTypeId
from flashcards.domain.note_type import NoteType
from flashcards.domain.progress import Progress, no_progress
from flashcards.formats.card_columns import decks_of
from flashcards.formats.transfer import Transfer, TransferNote, WhenMatched
from flashcards.storage import matching, reading
from flashcards.storage.matching import KnownNote
from flashcards.storage.snapshot import Snapshot

PART = 2000
"""Notes that are looked at in one go, between two reports of progress."""

_ASKED: Mapping[WhenMatched | None, Mapping[Bucket, Choice]] = {
    None: {},
    WhenMatched.UPDATE: {Bucket.CHANGED: Choice.TAKE},
    WhenMatched.KEEP: {Bucket.CHANGED: Choice.LEAVE},
    WhenMatched.BOTH: {Bucket.CHANGED: Choice.BOTH, Bucket.BUNDLED: Choice.BOTH},
}


def plan(
    snapshot: Snapshot,
    transfer: Transfer,
    media: MediaFolder,
    wishes: Wishes | None = None,
    progress: Progress = no_progress,
    earlier: Earlier | None = None,
) -> ImportPlan:
    """Say what importing a file would do.

    Args:
        transfer: keep it open until the plan is applied.
        media: `Look.media`.
        wishes: None for the usual ones.
        earlier: what files before it in the same import have; the plan is not added to it.

    Raises:
        ValueError: the wished deck has no name.
        CancelledError: `progress` said so.
    """
    earlier = Earlier() if earlier is None else earlier
    files = plan_media(snapshot, transfer, media, progress, earlier)
    planner = _Planner(snapshot, transfer, wishes or Wishes(), files, earlier)
    for start in range(0, len(transfer.notes), PART):
        progress("Comparing notes", start / len(transfer.notes))
        planner.take(start, transfer.notes[start : start + PART])
    return planner.plan()


class _Planner:
    """Puts one part of a file's notes after another into their buckets."""

    def __init__(
        self, snapshot: Snapshot, transfer: Transfer, wishes: Wishes, files: PlannedMedia, earlier: Earlier
    ) -> None:
        decks = {deck.name.lower(): deck.id for deck in reading.decks(snapshot)}
        within = transfer.within_deck if wishes.within_deck is None else wishes.within_deck
        self._snapshot = snapshot
        self._transfer = transfer
        self._wishes = wishes
        self._files = files
        self._decks = decks
        self._known_types = reading.note_types(snapshot)
        self._types = planned_types(_with_made(self._known_types, earlier), transfer.note_types)
        self._type_keys = _type_keys(self._types)
        self._comparer = Comparer(snapshot, self._known_types)
        type_names = {key: one.note_type.name for key, one in zip(self._type_keys, self._types, strict=True)}
        self._identifier = Identifier(snapshot, decks, within, self._comparer, type_names, earlier)
        self._reported = earlier.note_types.keys()
        self._destinations = Destinations.of(wishes.deck, transfer.source)
        self._sound = Soundness([one.note_type for one in self._types])
        self._incoming = Incoming(files.renames, (*transfer.added_tags, *wishes.tags))
        self._buckets: dict[Bucket, list[Planned]] = {bucket: [] for bucket in Bucket}
        self._new: list[int] = []
        self._ordinals: list[tuple[int, ...]] = [()] * len(transfer.notes)
        self._firsts: list[str] = [""] * len(transfer.notes)
        self._findings = Findings(transfer, snapshot, (*files.renames.values(), *earlier.media))
        self._misfits: set[int] = set()
        self._wanted_decks: set[str] = set()

    def take(self, start: int, notes: Sequence[TransferNote]) -> None:
        """Put the next notes into their buckets."""
        some, text = self._candidates(start, notes)
        found = self._identifier.recognise(some)
        if found.same:
            self._buckets[Bucket.IDENTICAL] += map(Planned, some.places, map(NoteId, found.same))
            return
        for place, first in zip(some.places, found.firsts, strict=True):
            self._firsts[place] = first
        new = len(self._new)
        coming = self._put_all_new(some) if found.are_new else self._put_each(some, found)
        self._wanted_decks |= _decks([self._transfer.notes[place] for place in self._new[new:]])
        if coming:
            self._findings.look_over(coming, text)

    def _put_all_new(self, some: Candidates) -> Sequence[TransferNote]:
        """Put notes that are new into their bucket; give those that bring something."""
        every = self._sound.every_ordinals(some.notes, some.fields)
        if not all(every):
            return [note for place, note in zip(some.places, some.notes, strict=True) if self._put_new(place, note)]
        for place, ordinals in zip(some.places, every, strict=True):
            self._ordinals[place] = ordinals
        self._new += some.places
        return some.notes

    def _put_each(self, some: Candidates, found: Recognised) -> Sequence[TransferNote]:
        """Put notes into their buckets one by one; give those that bring something."""
        same = self._comparer.are_same(some.notes, some.type_keys, found.known)
        elsewhere = found.elsewhere or [None] * len(same)
        columns = (some.places, some.notes, some.type_keys, found.known, found.repeats, elsewhere, same)
        every = list(zip(*columns, strict=True))
        pairs = [
            Pair(place, note, key, known)
            for place, note, key, known, repeats, other, is_same in every
            if known is not None and not is_same and repeats < 0 and other is None
        ]
        compared = self._comparer.compare(pairs) if pairs else {}
        return [
            note
            for place, note, _, known, repeats, other, is_same in every
            if not self._is_repeated(place, note, repeats, other, known if is_same else None)
            and self._put(place, note, known, IDENTICAL if is_same else compared.get(place))
        ]

    def plan(self) -> ImportPlan:
        """Give the plan, once all notes are in their buckets."""
        transfer = self._transfer
        self._findings.look_over_types(
            {
                one.note_type.name: one.note_type
                for one in self._types
                if not one.id and one.note_type.name not in self._reported
            }.values()
        )
        problems = (*transfer.problems, *self._files.problems, *self._findings.problems)
        return ImportPlan(
            transfer=transfer,
            wishes=self._wishes,
            deck=self._destinations.default,
            buckets={**self._buckets, Bucket.NEW: Places(self._new)},
            types=self._types,
            new_decks=missing_decks(map(self._destinations, self._wanted_decks), self._decks),
            problems=tuple(sorted(problems, key=lambda one: one.line)),
            warnings=tuple(self._findings.warnings),
            ordinals=self._ordinals,
            firsts=self._firsts,
            media=self._files.new,
            renames=self._files.renames,
            choices=_ASKED[transfer.when_matched],
            writes=matching.write_count(self._snapshot),
        )

    def _candidates(self, start: int, notes: Sequence[TransferNote]) -> tuple[Candidates, str]:
        """Give the notes that can be kept, and the text of all; the others become problems."""
        coming = self._incoming.every(notes)
        fields = [filled(note) for note in coming]
        text = "\n".join(chain.from_iterable(fields))
        places: Sequence[int] = range(start, start + len(notes))
        if not self._sound.are_sound(coming, text):
            problems = [self._sound.problem(note) for note in coming]
            for note, problem in zip(coming, problems, strict=True):
                if problem:
                    self._findings.problem(note, problem)
            places = [place for place, problem in zip(places, problems, strict=True) if not problem]
            coming = [note for note, problem in zip(coming, problems, strict=True) if not problem]
            fields = [filled(note) for note in coming]
        keys = [self._type_keys[note.type_place] for note in coming]
        decks = [self._destinations.key(note.deck) for note in coming]
        return Candidates(places, coming, keys, decks, fields), text

    def _is_repeated(
        self, place: int, note: TransferNote, repeats: int, other: Elsewhere | None, same: KnownNote | None
    ) -> bool:
        """Put a note into its bucket if it repeats another.

        Args:
            same: the collection's, if that has it just so: then it says nothing else than another that is identical.
        """
        if other is not None:
            is_there = same is not None and other.is_identical
            note_id = NoteId(same.id if same is not None and is_there and repeats < 0 else 0)
            self._buckets[Bucket.REPEATED].append(Planned(place, note_id, elsewhere=other))
            if not is_there:
                self._report_repeated(note, other.note, f"of {other.source.name}", comes_in=not other.is_misfit)
        elif repeats >= 0:
            self._buckets[Bucket.REPEATED].append(Planned(place, repeats=repeats))
            first = self._incoming(self._transfer.notes[repeats])
            self._report_repeated(note, first, comes_in=repeats not in self._misfits)
        return other is not None or repeats >= 0

    def _put(self, place: int, note: TransferNote, known: KnownNote | None, compared: Compared | None) -> bool:
        """Put a note into its bucket; say whether it brings something."""
        if known is None or compared is None:
            return self._put_new(place, note)
        if compared.parts:
            after = note._replace(fields=compared.fields)
            if not self._sound.ordinals(after):
                self._findings.problem(after, self._sound.why_no_card(after))
                return False
        self._buckets[compared.bucket].append(Planned(place, NoteId(known.id), parts=compared.parts))
        if compared.bucket is Bucket.MISFIT:
            self._misfits.add(place)
            message = "there is a note of another type with this text; that one stays, and this one is left out."
            self._findings.left_out(note, message, "notes that are there with another type")
        return bool(compared.parts)

    def _report_repeated(
        self, note: TransferNote, first: TransferNote, of_file: str = "", *, comes_in: bool = True
    ) -> None:
        """Report a note that is left out as a repeated one though it does not say the same, be it of its source."""
        is_same = (note.fields, note.tags) == (first.fields, first.tags)
        if not is_same or not says_the_same(first.provenance, note.provenance):
            where = f"line {first.line}" if first.line else ("a note" if of_file else "a note further up")
            where = f"{where} {of_file}".rstrip()
            what = "something else" if not is_same else "something else of its source"
            end = "the first comes in, and this is left out" if comes_in else "both are of another type than yours"
            message = f"it repeats {where}, but says {what}; {end}."
            self._findings.left_out(note, message, "notes that repeat others and say something else")

    def _put_new(self, place: int, note: TransferNote) -> bool:
        ordinals = self._sound.ordinals(note)
        if not ordinals:
            self._findings.problem(note, self._sound.why_no_card(note))
            return False
        self._ordinals[place] = ordinals
        self._new.append(place)
        return True


def _decks(notes: Sequence[TransferNote]) -> set[str]:
    """Give the decks of the file that new notes and their cards go to."""
    return decks_of([note.cards for note in notes]).union(note.deck for note in notes if not note.cards)


def _with_made(known: Mapping[NoteTypeId, NoteType], earlier: Earlier) -> Mapping[NoteTypeId, NoteType]:
    """Give the types of the collection, and those that files before make, if they have not done so yet."""
    names = {one.name for one in known.values()}
    made = (one for name, one in earlier.note_types.items() if name not in names)
    return {**known, **{NoteTypeId(-1 - number): one for number, one in enumerate(made)}}


def _type_keys(types: Sequence[PlannedType]) -> list[int]:
    """Give a number for each type: its id, or, for one that is made, one below 0 that only its like have."""
    made: dict[str, int] = {}
    return [one.id or made.setdefault(one.note_type.name, -1 - place) for place, one in enumerate(types)]
