"""Anki packages written: a deck (`.apkg`) or a whole collection (`.colpkg`), of the latest generation.

Anki reads them since 2.1.50. The older generations have no place for what is in a card's memory, and take more time and
space (docs/decisions/0018).
"""

import hashlib
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO

import zstandard

from flashcards.domain.card import CardState
from flashcards.domain.progress import Progress
from flashcards.formats.anki import wire
from flashcards.formats.anki.media import ENTRIES, packed_entry
from flashcards.formats.anki.new_collection import begin_collection, index_names, index_rows
from flashcards.formats.anki.outline import Preset
from flashcards.formats.anki.package import DATABASES, MEDIA, META
from flashcards.formats.anki.write_notes import FIRST_ID, Destination, write_notes, written_tag
from flashcards.formats.anki.write_reviews import write_reviews
from flashcards.formats.anki.write_types import write_decks, write_types
from flashcards.formats.transfer import MediaFile, Transfer, TransferNote
from flashcards.formats.writing import whole_file
from flashcards.formats.written_database import WrittenDatabase

GENERATION = 3

_LEVEL = 1
"""How hard zstd tries: on a collection, level 3 takes twice as long for 3 % less."""

_PIECE_BYTES = 1024 * 1024
_NOTES, _REVIEWS, _PACKING, _MEDIA = 0.0, 0.45, 0.6, 0.8
"""At which share of the writing each part begins."""


def write(transfer: Transfer, path: Path, progress: Progress, *, is_collection: bool) -> None:
    """Write a package, whole or not at all.

    Args:
        is_collection: the package is to take the place of a whole collection, not to be added to one.

    Raises:
        ExportRefusedError: it cannot be written.
        CancelledError: the learner stopped it.
    """
    with tempfile.TemporaryDirectory(prefix="flashcards-") as folder, whole_file(path) as file:
        database = Path(folder) / "collection.db"
        _write_collection(transfer, database, progress, is_collection=is_collection)
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr(zipfile.ZipInfo(META), wire.number(1, GENERATION))
            with database.open("rb") as source:
                _pack(source, archive, DATABASES[GENERATION], lambda _: progress("Packing", _PACKING))
            listed = b"".join(_packed_media(transfer.media, archive, progress))
            archive.writestr(zipfile.ZipInfo(MEDIA), zstandard.compress(listed))


def _write_collection(transfer: Transfer, path: Path, progress: Progress, *, is_collection: bool) -> None:
    notes = transfer.notes
    modified_ms = max((note.modified_at or FIRST_ID for note in notes), default=FIRST_ID)
    learning = _steps(notes, CardState.LEARNING, Preset().learning_steps)
    relearning = _steps(notes, CardState.RELEARNING, Preset().relearning_steps)
    with WrittenDatabase(path) as database:
        begin_collection(database, modified_ms, learning, relearning)
        type_ids = write_types(database, transfer.note_types, modified_ms // 1000)
        used = {card.deck for note in notes for card in note.cards}
        deck_ids = write_decks(database, transfer.decks, used, modified_ms // 1000)
        where = Destination(transfer.note_types, type_ids, deck_ids, learning, relearning)
        told = _told(progress, "Writing notes", _NOTES, _REVIEWS, len(notes))
        cards = write_notes(database, notes, where, told)
        database.insert("tags", ((tag, -1, 0, None) for tag in _distinct_tags(notes)), 4)
        index_names(database)
        root = database.root("revlog")
    told = _told(progress, "Writing reviews", _REVIEWS, _PACKING, transfer.reviews.count)
    write_reviews(path, root, transfer.reviews, cards, told)
    if is_collection:
        with WrittenDatabase(path) as database:
            index_rows(database)


def _packed_media(media: Sequence[MediaFile], archive: zipfile.ZipFile, progress: Progress) -> Iterator[bytes]:
    """Pack pictures and sounds; give the entry of each in the list of media."""
    for place, one in enumerate(media):
        progress("Packing pictures and sounds", _MEDIA + (1 - _MEDIA) * place / len(media))
        digest = hashlib.sha1(usedforsecurity=False)
        with one.open() as source:
            size = _pack(source, archive, str(place), digest.update)
        yield wire.data(ENTRIES, packed_entry(one.name, size, digest.digest()))


def _pack(source: IO[bytes], archive: zipfile.ZipFile, name: str, seen: Callable[[bytes], object]) -> int:
    """Add a member, compressed by zstd; give how long it was before.

    Args:
        seen: given each piece.
    """
    size = 0
    compressor = zstandard.ZstdCompressor(level=_LEVEL, threads=-1)
    with (
        archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as target,
        compressor.stream_writer(target, closefd=False) as packed,
    ):
        while piece := source.read(_PIECE_BYTES):
            seen(piece)
            packed.write(piece)
            size += len(piece)
    return size


def _steps(notes: Sequence[TransferNote], state: CardState, least: int) -> int:
    """Give how many steps there must be for the cards in a state."""
    return max(least, *((card.step or 0) + 1 for note in notes for card in note.cards if card.state == state), 0)


def _distinct_tags(notes: Sequence[TransferNote]) -> Iterator[str]:
    """Give the tags, those that differ in case only once."""
    known: set[str] = set()
    several = {note.tags for note in notes}
    for tag in sorted({written_tag(tag) for tags in several for tag in tags or ()}):
        if tag.casefold() not in known:
            known.add(tag.casefold())
            yield tag


def _told(progress: Progress, doing: str, begin: float, end: float, total: int) -> Callable[[int], None]:
    """Give what is to be told how many of `total` are done of a part that lies between two shares of the whole."""
    return lambda done: progress(doing, begin + (end - begin) * min(done / max(total, 1), 1.0))
