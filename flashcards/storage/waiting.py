"""How many cards wait in each deck today."""

from collections.abc import Collection
from typing import NamedTuple

from flashcards.domain.ids import DeckId
from flashcards.domain.study_day import StudyDay
from flashcards.storage.snapshot import Snapshot

_SHOWN = "is_suspended = 0 AND is_reserved = 0 AND (buried_until IS NULL OR buried_until <= ?1)"
_STEPS = f"FROM card WHERE state IN (1, 3) AND due_on <= ?1 AND {_SHOWN}"
_DUE = f"FROM card WHERE state = 2 AND due_on <= ?1 AND {_SHOWN}"
_NEW = f"FROM card WHERE state = 0 AND {_SHOWN}"


class Waiting(NamedTuple):
    """Cards of one deck that could be shown today, its sub-decks and all limits left out."""

    new: int = 0
    learning: int = 0
    due: int = 0


def waiting_by_deck(
    snapshot: Snapshot, today: StudyDay, decks: Collection[DeckId], apart: Collection[DeckId]
) -> dict[DeckId, Waiting]:
    """Count what could be shown today, by deck; decks with nothing waiting are left out.

    Args:
        decks: those to count, all of them for the usual answer.
        apart: those in which one of a note's cards is counted; a review goes before a new card.
    """
    together = [one for one in decks if one not in apart]
    found = _counted(snapshot, today, _apart()) if apart else {}
    if together:
        all_cards = _counted(snapshot, today, _together())
        found = {key: one for key, one in found.items() if key in apart}
        found |= {key: all_cards[key] for key in together if key in all_cards}
    return found


def _counted(snapshot: Snapshot, today: StudyDay, sql: str) -> dict[DeckId, Waiting]:
    """Count by a query whose `GROUP BY +` keeps the index of decks out: few cards wait, and theirs are small."""
    found: dict[DeckId, Waiting] = {}
    for deck_id, *more in snapshot.rows(sql, (today,)):
        before = found.get(deck_id, Waiting())
        found[deck_id] = Waiting(*(a + b for a, b in zip(before, more, strict=True)))
    return found


def _together() -> str:
    return (
        f"SELECT deck_id, count(*), 0, 0 {_NEW} GROUP BY +deck_id"
        f" UNION ALL SELECT deck_id, 0, count(*), 0 {_STEPS} GROUP BY +deck_id"
        f" UNION ALL SELECT deck_id, 0, 0, count(*) {_DUE} GROUP BY +deck_id"
    )


def _apart() -> str:
    taken = f"AND note_id NOT IN (SELECT note_id {_STEPS})"
    return (
        f"SELECT deck_id, count(DISTINCT note_id), 0, 0 {_NEW} {taken} AND note_id NOT IN (SELECT note_id {_DUE})"
        f" GROUP BY +deck_id"
        f" UNION ALL SELECT deck_id, 0, count(*), 0 {_STEPS} GROUP BY +deck_id"
        f" UNION ALL SELECT deck_id, 0, 0, count(DISTINCT note_id) {_DUE} {taken} GROUP BY +deck_id"
    )
