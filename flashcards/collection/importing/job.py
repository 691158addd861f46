"""What carrying out one plan needs: where things go, under which ids, and how far it is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING

from flashcards.collection.importing.deck_options import describe
from flashcards.collection.importing.destinations import Destinations
from flashcards.collection.importing.incoming import Incoming
from flashcards.collection.importing.values import ImportPlan
from flashcards.domain.ids import DeckId
from flashcards.domain.learning import LearningSettings
from flashcards.domain.note_type import NoteType
from flashcards.domain.progress import Progress
from flashcards.domain.study_day import StudyCalendar
from flashcards.formats.transfer import TransferNote
from flashcards.storage import reading
from flashcards.storage.instants import to_ms

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction


@dataclass(slots=True)
class Job:
    """One plan being carried out.

    Attributes:
        settings, calendar: the learner's.
        now_ms: the time in ms.
        origin: what the notes it adds have as their origin.
        guid_stem: what the guids it makes begin with.
    """

    transaction: "Transaction"
    plan: ImportPlan
    now: datetime
    settings: LearningSettings
    calendar: StudyCalendar
    origin: str
    guid_stem: str
    progress: Progress
    now_ms: int = field(init=False)
    _incoming: Incoming = field(init=False)
    _from_file: Incoming = field(init=False)
    _destinations: Destinations = field(init=False)
    _decks: dict[str, DeckId] = field(init=False)
    _made: dict[str, NoteType] = field(default_factory=dict)
    _next_guid: Callable[[], int] = field(default_factory=lambda: count(1).__next__)

    def __post_init__(self) -> None:
        """Look at the decks there are."""
        self.now_ms = to_ms(self.now)
        self._incoming = Incoming(self.plan.renames, (*self.plan.transfer.added_tags, *self.plan.wishes.tags))
        self._from_file = Incoming({}, self.plan.transfer.added_tags)
        self._destinations = Destinations.of(self.plan.wishes.deck, self.plan.transfer.source)
        self._decks = {deck.name.lower(): deck.id for deck in reading.decks(self.transaction.snapshot)}

    def note(self, place: int) -> TransferNote:
        """Give a note of the file as it comes in."""
        return self._incoming(self.plan.transfer.notes[place])

    def notes(self, places: Iterable[int]) -> Sequence[TransferNote]:
        """Give notes of the file as they come in."""
        every = self.plan.transfer.notes
        return self._incoming.every([every[place] for place in places])

    def own_tags(self, place: int) -> tuple[str, ...] | None:
        """Give the tags the file itself brings for a note, without those the learner wants on all of them.

        They are kept as brought: otherwise the same file, read again without the wish, would take those away.
        """
        return self._from_file(self.plan.transfer.notes[place]).tags

    def prepare(self, places: Iterable[int], decks: Iterable[str]) -> None:
        """Make the decks and the note types that new notes need.

        Args:
            decks: of the cards the file has of them.
        """
        notes = [self.plan.transfer.notes[place] for place in places]
        for type_place in sorted({note.type_place for note in notes}):
            self.note_type(type_place)
        kept = frozenset(self._decks)
        for deck in sorted({*decks, *(note.deck for note in notes if not note.cards)}):
            self.deck_id(deck)
        if len(self._decks) > len(kept):
            describe(self.transaction, self.plan.transfer.decks, self._destinations, kept)

    def deck_id(self, deck: str) -> DeckId:
        """Give the deck that stands for a deck of the file, made if it is missing."""
        name = self._destinations(deck)
        key = name.lower()
        if key not in self._decks:
            self._decks[key] = self.transaction.add_deck(name).id
        return self._decks[key]

    def new_guid(self) -> str:
        """Give a guid nobody has; each sorts after those before, which is where an index is quickest."""
        return f"{self.guid_stem}.{self._next_guid():06x}"

    def note_type(self, type_place: int) -> NoteType:
        """Give the note type that stands for one of the file, made if it is missing."""
        planned = self.plan.types[type_place].note_type
        if planned.id:
            return planned
        if planned.name not in self._made:
            self._made[planned.name] = replace(planned, id=self.transaction.add_note_type(planned))
        return self._made[planned.name]
