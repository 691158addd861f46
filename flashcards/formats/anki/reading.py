"""An Anki package read: `.apkg` and `.colpkg` of all three generations."""

from collections.abc import Callable, Set
from contextlib import ExitStack
from pathlib import Path
from typing import Literal, TypeAlias

from flashcards.domain.learning import DEFAULT_DESIRED_RETENTION, DESIRED_RETENTIONS
from flashcards.domain.progress import Progress
from flashcards.formats.allowance import Allowance
from flashcards.formats.anki.cards import CardReader
from flashcards.formats.anki.collection_file import outline
from flashcards.formats.anki.media import media_files
from flashcards.formats.anki.notes import NoteReader
from flashcards.formats.anki.outline import DEFAULT_DECK, DEFAULT_PRESET, ForeignDeck, Outline, Preset
from flashcards.formats.anki.package import UNPACKING_SHARE, Package, open_package
from flashcards.formats.anki.reviews import ReviewReader, has_log
from flashcards.formats.archive import Archive
from flashcards.formats.card_columns import CardColumns, together
from flashcards.formats.file_names import shown
from flashcards.formats.findings import Findings
from flashcards.formats.format import Reading
from flashcards.formats.transfer import MAX_LIMIT, Reviews, Transfer, TransferDeck


def read(path: Path, reading: Reading, format_id: str) -> Transfer:
    """Read a package. Its database is unpacked in a temporary folder for as long as that takes.

    Args:
        format_id: `"anki-package"` or `"anki-collection"`; they are read alike.

    Raises:
        ImportRefusedError: nothing in it can be read.
        CancelledError: the learner stopped it.
    """
    with ExitStack() as resources:
        archive = resources.enter_context(Archive(path))
        with open_package(archive, reading.progress) as package:
            transfer = _read(package, reading, format_id)
        transfer.resources.push(resources.pop_all())
        return transfer


def _read(package: Package, reading: Reading, format_id: str) -> Transfer:
    path, database = package.archive.path, package.database
    findings, allowance = Findings(path), Allowance(path)
    for problem in package.archive.problems:
        findings.add(0, problem.message, "members of the package that were left out")
    shape = outline(database, reading.calendar, allowance, findings)
    stages = _Stages(package, reading.progress)
    card_reader = CardReader(shape, reading.calendar, findings)
    cards = card_reader.read(database, allowance, stages.counting("cards"))
    log = ReviewReader(database, allowance, stages.next("revlog")) if has_log(database) else None
    note_reader = NoteReader(shape, cards, findings)
    notes = card_reader.names.notes = note_reader.read(database, allowance, stages.counting("notes"))
    for note_id, orphans in cards.items():
        for card in orphans:
            message = f"Card {card.source_id} was left out: its note, {note_id}, is not in the file"
            findings.add(0, message, "cards without a note")
    every = together([note.cards for note in notes])
    reviews = Reviews()
    if log is not None:
        reviews = log.read(every.source_id, findings)
    else:
        findings.add(0, "The review log cannot be read; cards come without it", "review logs that cannot be read")
    return Transfer(
        format=format_id,
        source=path,
        note_types=note_reader.note_types,
        notes=notes,
        decks=_decks(shape, every.decks(), findings),
        reviews=reviews,
        media=media_files(package, findings),
        problems=findings.problems(),
        has_schedule=reviews.count > 0 or _is_any_scheduled(every),
    )


_Table: TypeAlias = Literal["cards", "notes", "revlog"]
_DOING = {"cards": "Reading cards", "notes": "Reading notes", "revlog": "Reading reviews"}
_STAGE_SHARE = (1 - UNPACKING_SHARE) / len(_DOING)


class _Stages:
    """Tells how far the reading is: after the unpacking, one table after the other."""

    def __init__(self, package: Package, progress: Progress) -> None:
        self._database = package.database
        self._progress = progress
        self._begin = UNPACKING_SHARE

    def next(self, table: _Table) -> Callable[[float], None]:
        """Give what is to be told which share of the next table is read."""
        begin, self._begin = self._begin, self._begin + _STAGE_SHARE
        return lambda share: self._progress(_DOING[table], begin + _STAGE_SHARE * min(share, 1.0))

    def counting(self, table: _Table) -> Callable[[int], None]:
        """Give what is to be told how many rows of the next table are read."""
        rows, tell = max(self._database.count(table), 1), self.next(table)
        return lambda count: tell(count / rows)


def _is_any_scheduled(cards: CardColumns) -> bool:
    """Say whether a card is anything but new and untouched."""
    touched = (cards.state, cards.flag, cards.is_suspended, cards.is_buried, cards.reps)
    return any(bool(column.any()) for column in touched)


def _decks(shape: Outline, used: Set[str], findings: Findings) -> list[TransferDeck]:
    """Give the decks; Anki's “Default” only when it has cards, a filtered one never.

    Args:
        used: the names of those that have cards.
    """
    found = []
    for deck in sorted(shape.decks.values(), key=lambda one: one.name):
        if deck.is_filtered:
            message = f"The filtered deck “{shown(deck.name)}” stays behind; its cards are back in their own decks"
            findings.add(0, message, "filtered decks")
        elif deck.id != DEFAULT_DECK or deck.name in used:
            found.append(_deck(deck, shape.presets.get(deck.preset_id)))
    return found


def _deck(deck: ForeignDeck, preset: Preset | None) -> TransferDeck:
    """Give a deck with the limits it has of its own or by a preset that is not the default one."""
    given = Preset() if preset is None or deck.preset_id == DEFAULT_PRESET else preset
    default = Preset()
    return TransferDeck(
        deck.name,
        deck.description,
        _limit(deck.new_limit, given.new_limit, default.new_limit),
        _limit(deck.review_limit, given.review_limit, default.review_limit),
        _retention(deck.desired_retention or given.desired_retention),
    )


def _limit(own: int | None, preset: int, default: int) -> int | None:
    limit = preset if own is None else own
    return None if own is None and preset == default else min(max(limit, 0), MAX_LIMIT)


def _retention(wanted: float | None) -> float | None:
    """Give a desired retention that decks here may have; None for Anki's default."""
    rounded = DEFAULT_DESIRED_RETENTION if wanted is None else round(wanted, 4)  # Anki keeps 0.7 as 0.69999999
    is_allowed = DESIRED_RETENTIONS.low <= rounded <= DESIRED_RETENTIONS.high
    return None if rounded == DEFAULT_DESIRED_RETENTION or not is_allowed else rounded
