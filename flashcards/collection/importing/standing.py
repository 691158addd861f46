"""Where notes are that the collection has and a file brings something for, and which of them it is kept from."""

from collections import Counter
from collections.abc import Mapping, Sequence

from flashcards.collection.importing.destinations import Destinations
from flashcards.collection.importing.findings import beginning
from flashcards.collection.importing.values import BRINGING, Bucket, Choice, ImportPlan, Planned
from flashcards.domain.ids import NoteId
from flashcards.formats.draft import Problem
from flashcards.formats.findings import MOST_OF_A_KIND
from flashcards.formats.transfer import TransferNote
from flashcards.storage import matching, reading
from flashcards.storage.snapshot import Snapshot
from flashcards.wording import deck_path


def standing_in(snapshot: Snapshot, note_ids: Sequence[NoteId]) -> dict[NoteId, tuple[str, ...]]:
    """Give the names of the decks in which some notes have cards, sorted; notes without any are left out."""
    if not note_ids:
        return {}
    names: dict[int, str] = {deck.id: deck.name for deck in reading.decks(snapshot)}
    found = matching.decks_of(snapshot, note_ids)
    return {NoteId(note_id): tuple(sorted(names[deck] for deck in decks)) for note_id, decks in found.items()}


def updated_elsewhere(snapshot: Snapshot, plan: ImportPlan) -> Mapping[str, int]:
    """Count the notes a plan updates by the deck they are in, as far as that is not the one they would be put in."""
    updated = [one for bucket in BRINGING for one in plan.chosen(bucket, Choice.TAKE)]
    if not updated:
        return {}
    decks = standing_in(snapshot, [one.note_id for one in updated])
    destinations = Destinations.of(plan.wishes.deck, plan.transfer.source)
    found: Counter[str] = Counter()
    for one in updated:
        names = decks.get(one.note_id, ())
        wished = _wished(plan.transfer.notes[one.place], destinations)
        if names and wished.isdisjoint(map(str.lower, names)):
            found[names[0]] += 1
    return found


def bundled_kept(snapshot: Snapshot, plan: ImportPlan) -> tuple[Problem, ...]:
    """List the bundled notes a plan leaves as they are though the file says something else."""
    kept = plan.chosen(Bucket.BUNDLED, Choice.LEAVE)
    listed = kept[:MOST_OF_A_KIND]
    decks = standing_in(snapshot, [one.note_id for one in listed])
    problems = [_kept(plan, one, decks.get(one.note_id, ())) for one in listed]
    if len(kept) > len(listed):
        message = f"more bundled notes stay as they are: {len(kept) - len(listed)}"
        problems.append(Problem(plan.transfer.source, 0, message))
    return tuple(problems)


def _kept(plan: ImportPlan, one: Planned, decks: Sequence[str]) -> Problem:
    note = plan.transfer.notes[one.place]
    where = f" in “{deck_path(decks[0])}”" if decks else ""
    message = f"there is a bundled note with this text{where}, which says something else; that one stays as it is."
    return Problem(plan.transfer.source, note.line, message, about=beginning(note))


def _wished(note: TransferNote, destinations: Destinations) -> set[str]:
    """Give the decks a note would be put in if it were new, in lower case."""
    return {destinations.key(card.deck) for card in note.cards} or {destinations.key(note.deck)}
