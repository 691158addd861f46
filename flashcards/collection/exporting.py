"""What the learner has, on its way out: everything, one deck with those below it, or some notes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flashcards.collection.collection import Look
from flashcards.collection.decks import find_deck
from flashcards.collection.media import MediaFolder, open_media
from flashcards.domain.deck import Deck, is_within
from flashcards.domain.errors import ExportRefusedError
from flashcards.domain.ids import NoteId, NoteTypeId
from flashcards.domain.media_names import named_in, spellings
from flashcards.domain.progress import Progress, no_progress
from flashcards.formats.format import WriteFormat
from flashcards.formats.transfer import (
    NO_PROVENANCE,
    MediaFile,
    ReviewChunk,
    Reviews,
    Transfer,
    TransferCard,
    TransferDeck,
    TransferNote,
)
from flashcards.formats.writing import target_of
from flashcards.storage import leaving, reading
from flashcards.storage.media_rows import all_media
from flashcards.storage.snapshot import Row, Snapshot
from flashcards.uncollected import uncollected
from flashcards.wording import counted

if TYPE_CHECKING:
    import numpy.typing as npt

CHUNK = 50_000
"""Reviews in one `ReviewChunk`."""

NOTHING = "collection"
"""The made-up format of a transfer that no file has brought."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is written.

    Attributes:
        deck: its name; with its sub-decks. None for everything.
        notes: only these; with the decks their cards are in. None for all.
        with_schedule: take due days, memory and reviews along.
        with_media: take the pictures and sounds along that the notes name.
    """

    deck: str | None = None
    notes: tuple[NoteId, ...] | None = None
    with_schedule: bool = False
    with_media: bool = True


EVERYTHING = Extent()
"""All decks, with their media, for somebody who begins from scratch."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written.

    Attributes:
        remarks: sentences that say what stayed behind, or was written otherwise than it is.
    """

    notes: int
    cards: int
    reviews: int
    media: int
    remarks: tuple[str, ...] = ()


def export(
    look: Look,
    form: WriteFormat,
    path: Path,
    extent: Extent = EVERYTHING,
    progress: Progress = no_progress,
) -> Exported:
    """Write a deck, some notes, or everything, to a file: whole or not at all.

    Args:
        form: the format to write.
        extent: what goes along; what the format has no place for stays out.

    Raises:
        UnknownDeckError: there is no such deck.
        ExportRefusedError: it cannot be written.
        CancelledError: `progress` said so; nothing was written.
    """
    fitting = replace(
        extent,
        with_schedule=extent.with_schedule and form.carries_schedule,
        with_media=extent.with_media and form.carries_media,
    )

    _check_target(path, look)
    lacks_media = extent.with_media and not form.carries_media

    @uncollected()
    def write(snapshot: Snapshot) -> Exported:
        with gather(snapshot, look.media, fitting, progress) as transfer:
            form.write(transfer, path, progress)
            cards = sum(len(note.cards) for note in transfer.notes)
            lost = _media(snapshot, look.media, transfer.notes) if lacks_media else ()
            remarks = (*form.remarks(transfer), *_left_behind(lost, form))
            return Exported(len(transfer.notes), cards, transfer.reviews.count, len(transfer.media), remarks)

    return look.read(write)


def _check_target(path: Path, look: Look) -> None:
    """Refuse, before anything is gathered, to write where something of the learner's is kept.

    Raises:
        ExportRefusedError: it is.
    """
    if target_of(path).is_relative_to(look.media.folder.resolve()):
        problem = f"{path} lies in the folder of the collection's pictures and sounds. Choose another place."
        raise ExportRefusedError(problem)


def _left_behind(media: Sequence[MediaFile], form: WriteFormat) -> tuple[str, ...]:
    """Say how many pictures and sounds of notes a format has no place for."""
    of_notes = sum(not one.name.startswith("_") for one in media)
    if not of_notes:
        return ()
    return (f"{counted(of_notes, 'media file')} stayed behind: {form.id} has no place for pictures and sounds.",)


def gather(
    snapshot: Snapshot,
    media: MediaFolder,
    extent: Extent = EVERYTHING,
    progress: Progress = no_progress,
) -> Transfer:
    """Gather a deck with those below it, some notes, or everything, for a writer.

    Notes come in the order in which they were added; every note has its guid and its cards. Without a schedule the
    cards are new, and have no flags.

    Args:
        media: `Look.media`.
        extent: what is gathered.

    Raises:
        UnknownDeckError: there is no such deck.
    """
    is_all = extent.deck is None and extent.notes is None
    decks = _decks(snapshot, extent.deck)
    progress("Gathering cards", 0.0)
    cards = _cards(snapshot, decks, extent, is_all=is_all)
    if extent.notes is not None:
        decks = _holding(decks, cards)
    progress("Gathering notes", 0.3)
    used, notes = _notes(snapshot, cards, is_all=is_all)
    types = reading.note_types(snapshot)
    return Transfer(
        format=NOTHING,
        source=Path("collection"),
        note_types=[types[type_id] for type_id in used],
        notes=notes,
        decks=list(map(_leaving_deck, decks)),
        reviews=_reviews(snapshot, cards) if extent.with_schedule else Reviews(),
        media=_media(snapshot, media, notes) if extent.with_media else (),
        has_schedule=extent.with_schedule,
    )


def _leaving_deck(deck: Deck) -> TransferDeck:
    options = deck.options
    limits = options.new_limit, options.review_limit
    return TransferDeck(deck.name, deck.description, *limits, desired_retention=options.desired_retention)


def _decks(snapshot: Snapshot, name: str | None) -> list[Deck]:
    decks = reading.decks(snapshot)
    if name is None:
        return list(decks)
    top = find_deck(snapshot, name).name
    return [deck for deck in decks if is_within(deck.name, top)]


def _holding(decks: Sequence[Deck], cards: dict[int, tuple[TransferCard, ...]]) -> list[Deck]:
    """Give the decks some cards are in, with those above them."""
    used = {card.deck for several in cards.values() for card in several}
    return [deck for deck in decks if any(is_within(name, deck.name) for name in used)]


def _cards(
    snapshot: Snapshot, decks: Sequence[Deck], extent: Extent, *, is_all: bool
) -> dict[int, tuple[TransferCard, ...]]:
    names = {deck.id: deck.name for deck in decks}
    with_schedule = extent.with_schedule
    make = _card if with_schedule else _new_card
    found: dict[int, tuple[TransferCard, ...]] = {}
    inside = None if is_all else list(names)
    for row in leaving.leaving_cards(snapshot, inside, extent.notes, with_schedule=with_schedule):
        card = make(row, names[row[2]])
        found[row[0]] = (*found[row[0]], card) if row[0] in found else (card,)
    return found


def _card(row: Row, deck: str) -> TransferCard:
    return TransferCard._make((row[1], deck, *row[3:16], bool(row[16]), False, row[17]))


def _new_card(row: Row, deck: str) -> TransferCard:
    return TransferCard(row[1], deck, position=row[3])


def _notes(
    snapshot: Snapshot, cards: dict[int, tuple[TransferCard, ...]], *, is_all: bool
) -> tuple[list[NoteTypeId], list[TransferNote]]:
    """Give the note types that are used, and the notes."""
    tags = leaving.leaving_tags(snapshot)
    sources = leaving.leaving_sources(snapshot)
    places: dict[NoteTypeId, int] = {}
    notes = []
    for note_id, guid, type_id, fields, created_at, modified_at in leaving.leaving_notes(snapshot):
        own = cards.get(note_id, ())
        if own or is_all:
            note = TransferNote(
                guid,
                places.setdefault(NoteTypeId(type_id), len(places)),
                tuple(fields.split(reading.FIELD_SEPARATOR)),
                own[0].deck if own else "",
                tags.get(note_id, ()),
                own,
                modified_at,
                created_at,
                provenance=reading.provenance_of(sources[note_id]) if note_id in sources else NO_PROVENANCE,
            )
            notes.append(note)
    return list(places), notes


def _media(snapshot: Snapshot, media: MediaFolder, notes: Sequence[TransferNote]) -> list[MediaFile]:
    """Give the files the notes name, and those that only templates name."""
    every = all_media(snapshot)
    if not every:
        return []
    named = {
        one for note in notes for field in note.fields if field for name in named_in(field) for one in spellings(name)
    }
    wanted = [entry for entry in every if entry.name in named or entry.name.startswith("_")]
    paths = [(entry, media.path(entry.sha256, entry.name)) for entry in wanted]
    return [MediaFile(entry.name, entry.size, partial(open_media, path)) for entry, path in paths if path.is_file()]


def _reviews(snapshot: Snapshot, cards: dict[int, tuple[TransferCard, ...]]) -> Reviews:
    """Give the log of some cards."""
    import numpy as np

    from flashcards.array_order import by_runs, order_of

    columns = leaving.leaving_reviews(snapshot)
    order = order_of(columns[0], columns[1])
    source_ids = [card.source_id for several in cards.values() for card in several if card.source_id]
    wanted = np.asarray(source_ids, dtype=np.int64)
    kept = by_runs(columns[0][order], lambda cards: np.isin(cards, wanted, kind="sort"))
    order = order if kept.all() else order[kept]
    return Reviews(len(order), partial(_chunks, columns, order))


def _chunks(columns: "tuple[npt.NDArray[Any], ...]", order: "npt.NDArray[Any]") -> Iterator[ReviewChunk]:
    for start in range(0, len(order), CHUNK):
        part = order[start : start + CHUNK]
        yield ReviewChunk(*(column[part] for column in columns))
