"""Names of one's own for the seven flags, kept in the collection."""

from typing import TYPE_CHECKING, Any

from flashcards.domain.flags import LONGEST_FLAG, USUAL_FLAGS, flags_named
from flashcards.storage import reading
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

_KEY = "flag_names"
"""The row of `setting` that holds them, by the number of the flag."""


def flag_names(snapshot: Snapshot) -> tuple[str, ...]:
    """Give what flags 1 to 7 are called."""
    return flags_named(_own(snapshot))


def rename_flag(transaction: "Transaction", number: int, name: str) -> None:
    """Give a flag from 1 to 7 a name of one's own; its colour, or nothing, gives it the usual one again.

    Raises:
        IndexError: there is no such flag.
    """
    own = _own(transaction.snapshot)
    wanted = " ".join(name.split())[:LONGEST_FLAG]
    usual = USUAL_FLAGS[number - 1]
    named = {one: kept for one, kept in own.items() if one != number}
    if wanted and wanted.casefold() != usual.casefold():
        named[number] = wanted
    if named != own:
        transaction.set_value(_KEY, {str(one): kept for one, kept in sorted(named.items())})


def _own(snapshot: Snapshot) -> dict[int, str]:
    row: Any = reading.value(snapshot, _KEY) or {}
    return {int(number): str(name) for number, name in row.items()}
