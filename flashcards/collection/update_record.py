"""The last update of the bundled decks, kept in the collection so that it can be looked at and decided later."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from flashcards.collection.deck_updates import Conflict, Decision, DeckUpdate, Loaded, Reason, RuleChange
from flashcards.collection.shipped import decode_shipped, encode_shipped
from flashcards.formats.deck_changes_reader import Changed
from flashcards.storage import reading
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

_LAST = "last_deck_update"
_TOLD = "deck_changes_told"
_BROUGHT = "deck_notes_brought"


def last_update(snapshot: Snapshot) -> DeckUpdate | None:
    """Give the last update that had something to tell, or None when there was none yet."""
    row: Any = reading.value(snapshot, _LAST)
    if row is None:
        return None
    return DeckUpdate(
        datetime.fromisoformat(row["at"]),
        tuple(_rule(one) for one in row["rules"]),
        tuple(_conflict(one) for one in row["conflicts"]),
    )


def keep_update(transaction: "Transaction", update: DeckUpdate) -> None:
    """Store an update as the last one."""
    row = {
        "at": update.at.isoformat(),
        "rules": [_rule_row(rule) for rule in update.rules],
        "conflicts": [_conflict_row(conflict) for conflict in update.conflicts],
    }
    transaction.set_value(_LAST, row)


def keep_loaded(transaction: "Transaction", loaded: Loaded, now: datetime) -> None:
    """Store what there is to tell about an update. Conflicts that wait from before wait on."""
    if not (loaded.rules or loaded.conflicts):
        return
    before = last_update(transaction.snapshot)
    pending = {one.guid: one for one in before.conflicts if one.decision is Decision.WAITING} if before else {}
    for new in loaded.conflicts:
        pending[new.guid] = _joined(pending.get(new.guid), new)
    keep_update(transaction, DeckUpdate(now, loaded.rules, tuple(pending.values())))


def told(snapshot: Snapshot) -> dict[str, frozenset[str]]:
    """Give the entries of `CHANGES` each deck was loaded with, by the deck's key."""
    row: Any = reading.value(snapshot, _TOLD) or {}
    return {key: frozenset(entries) for key, entries in row.items()}


def keep_told(transaction: "Transaction", entries: Mapping[str, frozenset[str]]) -> None:
    """Store which entries each deck was loaded with."""
    if entries != told(transaction.snapshot):
        transaction.set_value(_TOLD, {key: sorted(entries[key]) for key in sorted(entries)})


def brought(snapshot: Snapshot) -> dict[str, frozenset[str]]:
    """Give the guids of the notes each deck was loaded with, by the deck's key; earlier programs kept none."""
    row: Any = reading.value(snapshot, _BROUGHT) or {}
    return {key: frozenset(guids) for key, guids in row.items()}


def keep_brought(transaction: "Transaction", guids: Mapping[str, frozenset[str]]) -> None:
    """Store which notes each deck was loaded with."""
    if guids != brought(transaction.snapshot):
        transaction.set_value(_BROUGHT, {key: sorted(guids[key]) for key in sorted(guids)})


def _joined(old: Conflict | None, new: Conflict) -> Conflict:
    """Give one conflict for two about the same note: what the learner started from is the older one's."""
    if old is None or old.before.kind is not new.before.kind:
        return new
    return Conflict(new.guid, tuple(dict.fromkeys((*old.parts, *new.parts))), old.before)


def _rule_row(rule: RuleChange) -> dict[str, Any]:
    return {
        "guid": rule.guid,
        "reasons": [_reason_row(reason) for reason in rule.reasons],
        "before": encode_shipped(rule.before),
        "after": encode_shipped(rule.after) if rule.after else None,
        "cards_due": rule.cards_due,
    }


def _rule(row: dict[str, Any]) -> RuleChange:
    return RuleChange(
        row["guid"],
        tuple(_reason(*reason) for reason in row["reasons"]),
        decode_shipped(row["before"]),
        decode_shipped(row["after"]) if row["after"] else None,
        row["cards_due"],
    )


def _reason_row(reason: Reason) -> list[str]:
    return [reason.on.isoformat(), reason.why, reason.citation, reason.changed.value]


def _reason(on: str, why: str, citation: str, changed: str = Changed.RULE.value) -> Reason:
    """Read a reason; those of earlier programs do not say what of the note is another."""
    return Reason(date.fromisoformat(on), why, citation, Changed(changed))


def _conflict_row(conflict: Conflict) -> dict[str, Any]:
    return {
        "guid": conflict.guid,
        "parts": conflict.parts,
        "before": encode_shipped(conflict.before),
        "decision": conflict.decision.value,
    }


def _conflict(row: dict[str, Any]) -> Conflict:
    return Conflict(row["guid"], tuple(row["parts"]), decode_shipped(row["before"]), Decision(row["decision"]))
