"""Every write, each with its inverse."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Final

from flashcards.domain.card import Card
from flashcards.domain.changes import Kind, Operation
from flashcards.domain.deck import SEPARATOR, Deck, clean_deck_name
from flashcards.domain.ids import CardId, DeckId, NoteId, NoteTypeId, ReviewId
from flashcards.domain.learning import LearningSettings
from flashcards.domain.note import Note
from flashcards.domain.note_type import NoteType
from flashcards.domain.review import Review
from flashcards.storage import reading
from flashcards.storage.clearing import Told, clear, tell_nobody
from flashcards.storage.exam_writing import ExamWriter
from flashcards.storage.gate import Gate
from flashcards.storage.id_runs import runs_of
from flashcards.storage.import_writing import ImportWriter
from flashcards.storage.instants import to_ms
from flashcards.storage.journal import NewStep, NoStep
from flashcards.storage.preset_writing import PresetWriter
from flashcards.storage.rows import CardRow, DeckRow, NoteRow, NoteTypeRow, ReviewRow, Values
from flashcards.storage.saved_search_writing import SavedSearchWriter
from flashcards.storage.settings_codec import LEARNING_KEY, encode_settings
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.tables import kinds_of
from flashcards.storage.tagging import Tagger
from flashcards.storage.tallying import PORTION
from flashcards.storage.tuning_writing import TuningWriter
from flashcards.storage.type_writing import TypeWriter

if TYPE_CHECKING:
    from flashcards.storage.bulk import BulkWriter
    from flashcards.storage.bulk_edits import BulkEdits
    from flashcards.storage.reverting import Reverter


class Keep(Enum):
    """Says that a column stays as it is, where None would clear it."""

    KEEP = "keep"


KEEP: Final = Keep.KEEP


class Transaction:
    """The writes of one step. What it wrote is read through `snapshot`; others see it when the step is over.

    Attributes:
        snapshot: the collection as this transaction has left it so far.
        exams: the writes about exams.
        types: what changing a note type writes into its notes.
        saved_searches: the writes about saved searches.
        presets: those about presets.
        imports: those about the import history.
        operation: the name the step was given since it began; None when it keeps the one it began with.
    """

    def __init__(self, gate: Gate, recorder: NewStep | NoStep, snapshot: Snapshot, now: datetime) -> None:
        """Write through a gate."""
        self.snapshot = snapshot
        self._gate = gate
        self._recorder = recorder
        self.now = now
        self.operation: Operation | None = None
        self._tagger = Tagger(gate, snapshot)
        self.exams = ExamWriter(gate, snapshot)
        self.types = TypeWriter(gate)
        self.saved_searches = SavedSearchWriter(gate)
        self.presets = PresetWriter(gate)
        self.imports = ImportWriter(gate, recorder, snapshot, now)
        self.tuning = TuningWriter(gate, now)

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of thing written so far."""
        return kinds_of(self._gate.tables)

    @property
    def step(self) -> int | None:
        """The step of undo this is; None while nothing was written, and when it is none."""
        return self._recorder.step_id

    def bulk(self) -> "BulkWriter":
        """Give what writes rows by the hundred thousand, as a part of this step."""
        from flashcards.storage.bulk import BulkWriter  # it needs numpy, an answer does not

        return BulkWriter(self._gate, self.snapshot)

    def edits(self) -> "BulkEdits":
        """Give what changes thousands of cards or notes alike, as a part of this step."""
        from flashcards.storage.bulk_edits import BulkEdits  # it is seldom needed

        return BulkEdits(self._gate, self.snapshot, to_ms(self.now))

    def rename(self, operation: Operation) -> None:
        """Have undo call this step something else, once it is known which way it goes."""
        self.operation = operation
        self._recorder.rename(operation)

    def count_reviews(self, most: int = PORTION) -> float:
        """Count a portion of the review log into the tallies; give the share that is counted, 1 when all is.

        It is no part of the step: what is worked out from the log is not journalled.
        """
        return self._gate.tallier.count_on(most)

    def reverter(self) -> "Reverter":
        """Give what takes an import back, as a part of this step."""
        from flashcards.storage.reverting import Reverter  # it is seldom needed

        return Reverter(self._gate, self.snapshot, to_ms(self.now))

    def add_notes(self, notes: Sequence[Note], shipped: Sequence[str | None] | None = None) -> tuple[NoteId, ...]:
        """Store new notes with their tags; their cards are stored by `add_cards`.

        Args:
            notes: their ids and revisions do not count.
            shipped: what the publisher shipped of each, as JSON.

        Returns:
            Their ids, shape (len(notes),).
        """
        published = shipped if shipped is not None else [None] * len(notes)
        rows = [NoteRow.of(note, self.now) | {"shipped": one} for note, one in zip(notes, published, strict=True)]
        ids = self._gate.add("note", rows)
        self._tagger.tag({note_id: note.tags for note_id, note in zip(ids, notes, strict=True) if note.tags})
        return tuple(NoteId(note_id) for note_id in ids)

    def update_note(self, note: Note, shipped: str | Keep | None = KEEP) -> Note:
        """Store a note and its tags.

        Args:
            shipped: what the publisher shipped of it, as JSON, or None for nothing; left out, it stays.

        Returns:
            The note with its new revision.

        Raises:
            StaleCardError: it was written since `note` was read.
        """
        row = NoteRow.of(note, self.now) | {"id": note.id, "revision": note.revision}
        if not isinstance(shipped, Keep):
            row["shipped"] = shipped
        self._gate.change("note", [row])
        self._tagger.tag({note.id: note.tags})
        return replace(note, revision=note.revision + 1)

    def update_notes(self, notes: Sequence[Note], shipped: Sequence[str | None]) -> None:
        """Store many notes with their tags.

        Args:
            shipped: what a publisher, or an import, brought of each, as JSON.

        Raises:
            StaleCardError: one was written since it was read.
        """
        self._gate.change(
            "note",
            (
                NoteRow.of(note, self.now) | {"id": note.id, "revision": note.revision, "shipped": one}
                for note, one in zip(notes, shipped, strict=True)
            ),
        )
        self._tagger.tag({note.id: note.tags for note in notes})

    def delete_notes(self, ids: Sequence[NoteId], told: Told = tell_nobody) -> None:
        """Delete notes with their cards and tags. Their reviews stay in the log.

        Args:
            told: told how many rows are done; `clearing.counting` makes one.
        """
        cards = sorted(row[0] for row in self.snapshot.rows_in("SELECT id FROM card WHERE note_id IN", ids))
        clear(self._gate, "card", runs_of(cards), told)
        self._tagger.untag(ids, told)
        clear(self._gate, "note", runs_of(sorted(ids)), told)

    def add_cards(self, cards: Sequence[Card]) -> tuple[CardId, ...]:
        """Store new cards; their ids and revisions do not count.

        Returns:
            Their ids, shape (len(cards),).
        """
        ids = self._gate.add("card", [CardRow.of(card) for card in cards])
        return tuple(CardId(card_id) for card_id in ids)

    def update_card(self, card: Card) -> Card:
        """Store a card and give it with its new revision.

        Raises:
            StaleCardError: it was written or deleted since `card` was read.
        """
        self.update_cards([card])
        return replace(card, revision=card.revision + 1)

    def update_cards(self, cards: Iterable[Card]) -> None:
        """Store cards.

        Raises:
            StaleCardError: one was written or deleted since it was read.
        """
        self._gate.change("card", (CardRow.of(card) | {"id": card.id, "revision": card.revision} for card in cards))

    def delete_cards(self, ids: Sequence[CardId]) -> None:
        """Delete cards. Their notes stay, and their reviews stay in the log."""
        self._gate.remove("card", ids)

    def add_review(self, review: Review) -> ReviewId:
        """Write a line of the review log."""
        (review_id,) = self.add_reviews([review])
        return review_id

    def add_reviews(self, reviews: Sequence[Review]) -> tuple[ReviewId, ...]:
        """Write lines of the review log; their ids do not count."""
        return tuple(ReviewId(one) for one in self._gate.add("review", [ReviewRow.of(review) for review in reviews]))

    def add_deck(self, name: str, bundled: str | None = None) -> Deck:
        """Give the deck of a name, made together with the decks above it where they are missing.

        Args:
            name: in full; letters A to Z match in either case.
            bundled: the bundled deck that new ones belong to.

        Raises:
            ValueError: the name is empty.
        """
        first, *below = clean_deck_name(name).split(SEPARATOR)
        deck = self._deck(first, bundled)
        for part in below:
            deck = self._deck(f"{deck.name}{SEPARATOR}{part}", bundled)
        return deck

    def update_deck(self, deck: Deck) -> None:
        """Store a deck. Its sub-decks keep their names. Folding it is no step of its own.

        Raises:
            StaleCardError: it was deleted.
        """
        self._gate.change("deck", [DeckRow.of(deck) | {"id": deck.id}])

    def delete_deck(self, deck_id: DeckId) -> None:
        """Delete a deck that holds no cards. Decks below it stay."""
        self._gate.remove("deck", [deck_id])

    def add_note_type(self, note_type: NoteType) -> NoteTypeId:
        """Store a note type; its id does not count."""
        (type_id,) = self._gate.add("note_type", [NoteTypeRow.of(replace(note_type, id=NoteTypeId(0)))])
        return NoteTypeId(type_id)

    def update_note_type(self, note_type: NoteType) -> None:
        """Store a note type. Its notes and their cards are the caller's to bring in line."""
        self._gate.change("note_type", [NoteTypeRow.of(note_type) | {"id": note_type.id}])

    def add_media(self, name: str, sha256: str, size: int) -> int:
        """Enter a media file that is in the media folder, under a name no other has; give its id."""
        row: Values = {"name": name, "sha256": sha256, "size": size, "added_at": to_ms(self.now)}
        (media_id,) = self._gate.add("media", [row])
        return media_id

    def remove_media(self, ids: Sequence[int]) -> None:
        """Take media files out of the list; what is in the media folder stays there."""
        self._gate.remove("media", ids)

    def set_learning_settings(self, settings: LearningSettings) -> None:
        """Store the learner's settings."""
        self._set(LEARNING_KEY, encode_settings(settings))

    def set_value(self, key: str, value: object) -> None:
        """Store a value that JSON can hold."""
        self._set(key, json.dumps(value, ensure_ascii=False))

    def set_bundled(self, key: str, digest: str) -> None:
        """Store from which files a bundled deck was loaded."""
        values: Values = {"digest": digest, "loaded_at": to_ms(self.now)}
        self._set_row("bundled_deck", "SELECT id FROM bundled_deck WHERE key = ?", key, values)

    def _deck(self, name: str, bundled: str | None) -> Deck:
        found = self.snapshot.row("SELECT id FROM deck WHERE name = ?", (name,))
        if found is None:
            deck = Deck(DeckId(0), name, bundled=bundled)
            (deck_id,) = self._gate.add("deck", [DeckRow.of(deck)])
            return replace(deck, id=DeckId(deck_id))
        return next(deck for deck in reading.decks(self.snapshot) if deck.id == found[0])

    def _set(self, key: str, value: str) -> None:
        self._set_row("setting", "SELECT id FROM setting WHERE key = ?", key, {"value": value})

    def _set_row(self, table: str, find: str, key: str, values: Values) -> None:
        found = self.snapshot.row(find, (key,))
        if found is None:
            self._gate.add(table, [values | {"key": key}])
        else:
            self._gate.change(table, [values | {"id": found[0]}])
