"""What a file brings or takes away: notes, their types, cards, reviews and media, in no collection's terms.

Readers give a `Transfer`, writers take one. Ids are places in the lists here; days are study days, times are
milliseconds since 1970, UTC. A package may hold a million reviews, so these are rows in chunks, never a list: see
`Reviews`.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import IO, NamedTuple

import numpy as np
import numpy.typing as npt

from flashcards.domain.note import Provenance
from flashcards.domain.note_type import NoteType
from flashcards.formats.closing import Closing
from flashcards.formats.draft import Problem

NO_PROVENANCE = Provenance()

MAX_LIMIT = 9999
"""The highest daily limit a deck may have."""


class TransferCard(NamedTuple):
    """A card as a file gives it. One that was never studied has state 0 and no due day.

    Attributes:
        ordinal: as `Card.ordinal`.
        deck: in full, parts joined by `::`; the deck the card belongs to, never a filtered one.
        state: a `CardState` as a number.
        stability, difficulty: the memory as the file gives it, or None: then it is worked out from the reviews, and
            where there are none from `interval_days` and `ease`.
        due_on: study day, or None when new.
        due_at: ms, for a card in its steps that comes back the same day.
        step: 0-based, in learning or relearning.
        position: place among new cards.
        ease: SM-2 ease, 1.3 and up; 0 when the file has none.
        last_review_at: ms, or None when the file does not say.
        is_buried: set aside; it comes back on the study day after the import.
        source_id: what `Reviews` calls this card; 0 when it has no reviews.
    """

    ordinal: int
    deck: str
    state: int = 0
    stability: float | None = None
    difficulty: float | None = None
    due_on: int | None = None
    due_at: int | None = None
    step: int | None = None
    position: int = 0
    interval_days: int = 0
    ease: float = 0.0
    last_review_at: int | None = None
    reps: int = 0
    lapses: int = 0
    flag: int = 0
    is_suspended: bool = False
    is_buried: bool = False
    source_id: int = 0


class TransferNote(NamedTuple):
    """A note as a file gives it.

    Attributes:
        guid: its stable identity; empty when the file gives none: then the first field recognises it.
        type_place: index into `Transfer.note_types`.
        fields: HTML, one for each field of the type; a choice note's options are JSON (`domain.choice`). None stands
            for a field the file has no column for: an update leaves it alone.
        deck: in full; the cards go there unless `cards` say otherwise. Empty: wherever the learner wants them.
        tags: sorted, without repeats. None: the file says nothing of tags, an update leaves them alone.
        cards: empty when the file has no cards: then the note type makes them.
        modified_at: ms, or None.
        line: 1-based line or row in the file; 0 where there are no lines.
        provenance: citation, domain and the like.
    """

    guid: str
    type_place: int
    fields: tuple[str | None, ...]
    deck: str = ""
    tags: tuple[str, ...] | None = ()
    cards: Sequence[TransferCard] = ()
    modified_at: int | None = None
    created_at: int | None = None
    line: int = 0
    provenance: Provenance = NO_PROVENANCE


@dataclass(frozen=True, slots=True)
class ReviewChunk:
    """Some lines of a review log, one array a column, all of shape (reviews,).

    Attributes:
        card: `TransferCard.source_id`, int64.
        reviewed_at: ms, int64.
        rating: 1 to 4; 0 for a manual change of the schedule, and for an answer that the schedule left alone, int8.
        kind: `ReviewKind`, int8.
        interval_days: 0 when the card came back the same day, int32.
        duration_ms: int32.
        difficulty: of the card's memory after the review, 1 to 10, float32; 0 where it is not known. None when no line
            tells it.
    """

    card: npt.NDArray[np.int64]
    reviewed_at: npt.NDArray[np.int64]
    rating: npt.NDArray[np.int8]
    kind: npt.NDArray[np.int8]
    interval_days: npt.NDArray[np.int32]
    duration_ms: npt.NDArray[np.int32]
    difficulty: npt.NDArray[np.float32] | None = None

    def __len__(self) -> int:
        """Give the number of reviews."""
        return len(self.card)


@dataclass(frozen=True, slots=True)
class Reviews:
    """A review log that is read when it is wanted.

    Attributes:
        count: how many lines there are, broken ones left out.
        chunks: begins to read, sorted by card, then by time; each call begins anew. A card's lines may span chunks.
    """

    count: int = 0
    chunks: Callable[[], Iterator[ReviewChunk]] = lambda: iter(())


class MediaFile(NamedTuple):
    """A picture or sound that comes along.

    Attributes:
        name: what notes call it; a plain file name.
        size: bytes, as far as the file says.
        open: gives its bytes to read, expanded; may raise `ImportRefusedError` when they are not what was said.
    """

    name: str
    size: int
    open: Callable[[], IO[bytes]]


@dataclass(frozen=True, slots=True)
class TransferDeck:
    """A deck a file describes.

    Attributes:
        new_limit, review_limit: cards a day, 0 to 9999; None when the file does not say.
        desired_retention: 0.7 to 0.99, or None.
    """

    name: str
    description: str = ""
    new_limit: int | None = None
    review_limit: int | None = None
    desired_retention: float | None = None


class WhenMatched(StrEnum):
    """What a file asks for where the collection has one of its notes."""

    UPDATE = "update"
    KEEP = "keep"
    BOTH = "both"


@dataclass(slots=True)
class Transfer(Closing):
    """Everything one file brings. Use it as a context: readers may keep files open behind it.

    Attributes:
        format: the format's id, as `flashcards import --json` prints it (`"anki-package"`, `"csv"` …).
        source: the file, or a made-up name for pasted text.
        note_types: ids do not count; built-in kinds are the built-in types.
        problems: what could not be read, by file and line; everything else came through.
        has_schedule: whether the cards carry due days and memory.
        added_tags: given to every note, new or updated, on top of `TransferNote.tags` or of the tags it keeps.
        when_matched: what the file asks for when a note is there already; None when it says nothing.
        within_deck: the file asks for notes without a guid to be recognised within their deck only.
        resources: closed at the end.
    """

    format: str
    source: Path
    note_types: Sequence[NoteType] = ()
    notes: Sequence[TransferNote] = ()
    decks: Sequence[TransferDeck] = ()
    reviews: Reviews = field(default_factory=Reviews)
    media: Sequence[MediaFile] = ()
    problems: Sequence[Problem] = ()
    has_schedule: bool = False
    added_tags: tuple[str, ...] = ()
    when_matched: WhenMatched | None = None
    within_deck: bool = False
    resources: ExitStack = field(default_factory=ExitStack)

    def close(self) -> None:
        """Let go of what was kept open."""
        self.resources.close()
