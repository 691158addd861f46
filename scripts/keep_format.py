"""Keep a collection file of the format of today, before a step makes it one of the past.

    python -m scripts.keep_format

writes tests/collections/vN.db.gz, a small collection with a bit of everything. A test opens every file kept there and
compares it with what it was.
"""

import gzip
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from flashcards.domain.card import CardState, MemoryState
from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId, NoteId
from flashcards.domain.note_type import NoteKind
from flashcards.domain.study_day import StudyDay
from flashcards.storage import reading
from flashcards.storage.database import Database
from flashcards.storage.migrations import MIGRATIONS
from tests.builders import FIELDS, NOON, TODAY, a_card, a_note
from tests.old_collections import FOLDER
from tests.unit.storage.storage_builders import a_review
from tests.unit.storage.test_storage_exams import add_exam

_WITH_TWO_CARDS = (NoteKind.REVERSED, NoteKind.CLOZE)


def main() -> None:
    """Write the file, and say which."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "collection.db"
        with closing(Database.open(path, now=NOON, backups=path.parent / "backups")) as database:
            _fill(database)
        kept = FOLDER / f"v{len(MIGRATIONS)}.db.gz"
        kept.write_bytes(gzip.compress(path.read_bytes(), mtime=0))
    print(kept)


def _fill(database: Database) -> None:
    """Add notes of every kind in two decks, answer a card, edit a note, delete one, and plan an exam."""
    notes, cards = _add_notes(database)
    with database.begin(Operation.ANSWER_CARD, NOON) as transaction:
        card = reading.cards(transaction.snapshot, [cards[0]])[cards[0]]
        learnt = replace(card, state=CardState.REVIEW, memory=MemoryState(12.5, 4.0), interval_days=12, reps=1)
        transaction.update_card(replace(learnt, due_on=StudyDay(TODAY + 12), last_review_at=NOON, last_review_on=TODAY))
        transaction.add_review(a_review(card_id=card.id))
    with database.begin(Operation.EDIT_NOTE, NOON) as transaction:
        note = reading.notes(transaction.snapshot, [notes[1]])[notes[1]]
        transaction.update_note(replace(note, fields=("MPI", "Master patient index, edited", "")))
    with database.begin(Operation.DELETE_NOTE, NOON) as transaction:
        transaction.delete_notes([notes[-1]])
    add_exam(database)


def _add_notes(database: Database) -> tuple[tuple[NoteId, ...], tuple[CardId, ...]]:
    with database.begin(Operation.ADD_NOTE, NOON) as transaction:
        decks = [transaction.add_deck(name).id for name in ("Clerk duties", "Clerk duties::Filing")]
        kinds = list(FIELDS)
        made = [a_note(f"n{number}", kind, tags=("desk", f"t{number}")) for number, kind in enumerate(kinds, start=1)]
        notes = transaction.add_notes(made)
        places = [
            (note, ordinal)
            for note, kind in zip(notes, kinds, strict=True)
            for ordinal in range(2 if kind in _WITH_TWO_CARDS else 1)
        ]
        cards = transaction.add_cards(
            [
                a_card(note_id=note, deck_id=decks[place % 2], ordinal=ordinal, position=place)
                for place, (note, ordinal) in enumerate(places)
            ]
        )
    return notes, cards


if __name__ == "__main__":
    main()
