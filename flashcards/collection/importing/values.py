"""What an import would do, as values: buckets of notes, what the learner may choose, and what came of it.

The page shows `ImportPlan.buckets` one list each, opens an entry with `Planned.parts` (old and new, part by part),
offers `CHOICES[bucket]`, and writes what is chosen back with `dataclasses.replace(plan, choices=…)`. Buckets do not
depend on choices, so nothing has to be planned again for that; it has to be for other `Wishes`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, overload

from flashcards.collection.importing.patients import PATIENT
from flashcards.domain.ids import NoteId, NoteTypeId
from flashcards.domain.note_type import NoteType
from flashcards.formats.draft import Problem
from flashcards.formats.transfer import MediaFile, Transfer, TransferNote
from flashcards.storage.media_files import KeptFile
from flashcards.wording import attention


class Bucket(StrEnum):
    """What a note of the file is to the collection. Every note is in exactly one.

    The words are stored in the import history: never change them.
    """

    NEW = "new"
    """The collection has no such note."""
    CHANGED = "changed"
    """It has, and the file says something else, which the learner has not changed too."""
    IDENTICAL = "identical"
    """It has, and the file brings nothing it should take."""
    REPEATED = "repeated"
    """The file has it further up already, or a file before it in the same import has it."""
    DISPUTED = "disputed"
    """Since the last import, the learner and the file changed the same part, each in their own way."""
    MISFIT = "misfit"
    """It has, but as a note of another type, so that the fields cannot be matched."""
    BUNDLED = "bundled"
    """It has, from the bundled decks, and the file says something else without knowing it by its guid."""


class Choice(StrEnum):
    """What to do with the notes of a bucket. The words are stored: never change them."""

    TAKE = "take"
    """Add it, or let the file win."""
    LEAVE = "leave"
    """Skip it: what is there stays. Of a disputed note, the parts nobody disputes are still brought up to date."""
    BOTH = "both"
    """Add it beside what is there, under an identity of its own."""


CHOICES: Mapping[Bucket, tuple[Choice, ...]] = {
    Bucket.NEW: (Choice.TAKE, Choice.LEAVE),
    Bucket.CHANGED: (Choice.TAKE, Choice.LEAVE, Choice.BOTH),
    Bucket.IDENTICAL: (Choice.LEAVE, Choice.BOTH),
    Bucket.REPEATED: (Choice.LEAVE, Choice.BOTH),
    Bucket.DISPUTED: (Choice.LEAVE, Choice.TAKE, Choice.BOTH),
    Bucket.MISFIT: (Choice.LEAVE, Choice.BOTH),
    Bucket.BUNDLED: (Choice.LEAVE, Choice.TAKE, Choice.BOTH),
}
"""What can be chosen for each bucket; the first is chosen unless the learner, or the file, says otherwise."""

BRINGING = (Bucket.CHANGED, Bucket.DISPUTED, Bucket.BUNDLED)
"""Notes the collection has and a file brings something for."""


class Schedule(StrEnum):
    """Which cards take the schedule and the reviews a file has."""

    NEW_CARDS = "new cards"
    """Those that were not there before."""
    ALL = "all cards"
    """Those that were there too, unless they were studied here later than in the file."""
    NONE = "none"
    """None: every card comes in as new."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the learner asks for before a plan is made.

    Attributes:
        deck: where the notes go; decks the file names become its sub-decks. Empty: where the file says, and where it
            says nothing, into a deck named after the file.
        schedule: which cards take the file's schedule.
        within_deck: a note without a guid is recognised among the notes of its deck only; None: as the file asks.
        tags: given to every note that is added or changed, besides its own.
    """

    deck: str = ""
    schedule: Schedule = Schedule.NEW_CARDS
    within_deck: bool | None = None
    tags: tuple[str, ...] = ()


class Part(NamedTuple):
    """One part of a note that would change.

    Attributes:
        key: index of a field, or the name of an attribute (`"tags"`, `"citation"`, `"domain"` …).
        name: what the part is called on screen: the field's name, “Tags”, “Citation” …
        before, after: as it is, and as the file has it: HTML of a field, a tuple of tags, or a plain value. `texts`
            gives both to show.
        is_disputed: the learner changed it too.
    """

    key: int | str
    name: str
    before: object
    after: object
    is_disputed: bool = False

    def texts(self) -> tuple[str, str]:
        """Give both sides as text: HTML of a field, tags parted by spaces, “” for nothing."""
        return _text(self.before), _text(self.after)


class Elsewhere(NamedTuple):
    """A note of a file that comes before, in the same import.

    Attributes:
        source: that file.
        note: as it comes in.
        is_identical: it brings nothing the collection should take.
        is_misfit: the collection has it as a note of another type, so that it is left out.
    """

    source: Path
    note: TransferNote
    is_identical: bool = False
    is_misfit: bool = False


class Planned(NamedTuple):
    """A note of the file, in its bucket.

    Attributes:
        place: index into `plan.transfer.notes`; that note has its `line`.
        note_id: the note of the collection it was recognised as; 0 when there is none, and for a repeated one, unless
            a file before has it, too, and both are identical.
        repeats: the place of the note further up the file that it repeats; -1 unless it does.
        parts: what would change; empty unless its bucket is one of `BRINGING`.
        elsewhere: the note of a file before this one that it repeats; None unless it does.
    """

    place: int
    note_id: NoteId = NoteId(0)
    repeats: int = -1
    parts: tuple[Part, ...] = ()
    elsewhere: Elsewhere | None = None


class Places(Sequence[Planned]):
    """Notes of which nothing but their places is to be said: a hundred thousand take no room to speak of."""

    def __init__(self, places: Sequence[int]) -> None:
        """Take their places, ascending."""
        self.places = places

    def __len__(self) -> int:
        """Give how many there are."""
        return len(self.places)

    @overload
    def __getitem__(self, index: int) -> Planned: ...
    @overload
    def __getitem__(self, index: slice) -> "Places": ...
    def __getitem__(self, index: int | slice) -> "Planned | Places":
        """Give one of them, or some."""
        return Places(self.places[index]) if isinstance(index, slice) else Planned(self.places[index])


def places_of(entries: Sequence[Planned]) -> Sequence[int]:
    """Give the places of notes in the file."""
    return entries.places if isinstance(entries, Places) else [one.place for one in entries]


class PlannedType(NamedTuple):
    """What becomes of a note type of the file.

    Attributes:
        id: the type of the collection that its notes get; 0 when it is made.
        note_type: that type, or the one to be made, under a name nobody has.
    """

    id: NoteTypeId
    note_type: NoteType


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What importing a file would do.

    Attributes:
        transfer: what the file holds; it must stay open until the plan is applied.
        deck: the deck of notes for which the file names none.
        buckets: every note of the file, in the file's order; every bucket is there, though perhaps empty.
        types: for each of `transfer.note_types`.
        new_decks: names of decks that would be made.
        problems: of reading and of planning, in the order of lines; what they are about does not come in.
        warnings: what the learner should look at, such as text like a patient's identifiers; it does come in.
        ordinals: the cards each note of the file makes, by its place; worked out for new notes, empty for others.
        firsts: the plain first field of each note, by its place; empty where nobody asked for it.
        media: files that are not there yet, or whose content is another's under the same name.
        renames: media that would get another name, old to new; references follow.
        kept: media copied into the folder already (`importing.keep_media`), by their name in the file.
        choices: for whole buckets.
        exceptions: for single notes, by place; these come before `choices`.
        writes: the collection's write count when it was looked at; if it has moved on, applying plans anew.
    """

    transfer: Transfer
    wishes: Wishes
    deck: str
    buckets: Mapping[Bucket, Sequence[Planned]]
    types: Sequence[PlannedType]
    new_decks: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    ordinals: Sequence[tuple[int, ...]] = ()
    firsts: Sequence[str] = ()
    media: tuple[MediaFile, ...] = ()
    renames: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[str, KeptFile] = field(default_factory=dict)
    choices: Mapping[Bucket, Choice] = field(default_factory=dict)
    exceptions: Mapping[int, Choice] = field(default_factory=dict)
    writes: int = 0

    def choice(self, bucket: Bucket, place: int = -1) -> Choice:
        """Give what is to be done with a bucket, or with one note of it."""
        return self.exceptions.get(place) or self.choices.get(bucket) or CHOICES[bucket][0]

    def chosen(self, bucket: Bucket, choice: Choice) -> Sequence[Planned]:
        """Give the notes of a bucket to which something is to be done."""
        entries = self.buckets[bucket]
        if not self.exceptions:
            return entries if self.choice(bucket) is choice else ()
        return [one for one in entries if self.choice(bucket, one.place) is choice]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do, in notes unless said otherwise.

    Attributes:
        format: ids of the formats, parted by commas when several files had different ones.
        unchanged: were there already, and are left as they are.
        duplicates: repeated inside the file, or in a file after another, and left out.
        updated_elsewhere: how many of those updated are in another deck than the one they would be put in, by its name.
        conflicts: left as they are, in whole or in part, though the file says something else.
        bundled: those of them that are of the bundled decks.
        cards: cards added.
        reviews: lines added to the review log.
        media: media files added.
        schedules: cards that were there already and took the file's schedule.
        problems: with the warnings.
        import_id: its entry in the import history; 0 for a dry run, or when there was nothing to do.
    """

    format: str = ""
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicates: int = 0
    conflicts: int = 0
    cards: int = 0
    reviews: int = 0
    media: int = 0
    schedules: int = 0
    bundled: int = 0
    updated_elsewhere: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    import_id: int = 0

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What came in, or would, and deserves a look."""
        return tuple(one for one in self.problems if one.check == PATIENT)

    @property
    def attention(self) -> str:
        """How many problems there are, and how many places to look at: "1 problem, 4 to look at"."""
        warnings = len(self.warnings)
        return ", ".join(attention(len(self.problems) - warnings, warnings))


def _text(value: object) -> str:
    if value is None:
        return ""
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)
