"""The deck tree with what waits in it today, and what can be done to decks."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from flashcards.collection import breaks, exam_day
from flashcards.collection.card_actions import release_cards
from flashcards.collection.deck_counts import roll_up, shown_today
from flashcards.domain.deck import SEPARATOR, Deck, clean_deck_name, is_within, leaf_name, parent_name, parents
from flashcards.domain.errors import FlashcardsError, UnknownDeckError
from flashcards.domain.ids import DeckId
from flashcards.domain.preset import NOTHING_SAID, DeckOptions, Preset
from flashcards.domain.study_day import StudyCalendar, StudyDay
from flashcards.scheduling.deck_settings import kept_apart, settings_by_deck
from flashcards.storage import counts, reading
from flashcards.storage.counts import DeckCounts
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.waiting import Waiting, waiting_by_deck

if TYPE_CHECKING:
    from flashcards.collection.planning import TodaysPlan
    from flashcards.storage.transaction import Transaction


class DeckNameTakenError(FlashcardsError):
    """A deck cannot have the name it was to be given."""


@dataclass(frozen=True, slots=True)
class DeckListing:
    """One line of the deck tree; every count takes in the sub-decks.

    Attributes:
        depth: 0 for a top deck.
        new, learning, due: what studying the deck now would bring, within today's limits.
        seen: cards that were studied at least once.
        preset: its own; None where it is studied as the deck above is.
        buried: cards set aside for today only.
    """

    id: DeckId
    name: str
    leaf: str
    depth: int
    bundled: bool
    new: int
    learning: int
    due: int
    notes: int
    cards: int
    seen: int
    is_collapsed: bool
    has_children: bool
    preset: Preset | None = None
    buried: int = 0

    @property
    def options(self) -> DeckOptions:
        """What its own preset says."""
        return NOTHING_SAID if self.preset is None else self.preset.options


def deck_tree(
    snapshot: Snapshot, now: datetime, zone: tzinfo | None = None, plan: "TodaysPlan | None" = None
) -> tuple[DeckListing, ...]:
    """Give every deck with its counts, parents before children.

    Args:
        plan: of the exams ahead; without one the decks studied for them count as any others.
    """
    settings = reading.learning_settings(snapshot)
    today = StudyCalendar(settings.rollover_hour, zone).day(now)
    decks = reading.decks(snapshot)
    by_deck = settings_by_deck(decks, settings)
    waiting = breaks.without_new(snapshot, today, waiting_by_deck(snapshot, today, by_deck, kept_apart(by_deck)))
    waiting = exam_day.without_resting(snapshot, today, decks, waiting)
    done = counts.done_on(snapshot, today)
    shown = shown_today(decks, settings, waiting, done, plan.by_deck() if plan else None)
    content = _content(snapshot, decks)
    buried = roll_up(decks, Counter(deck_id for _, deck_id in counts.buried_cards(snapshot, today)))
    inner = set(parents(decks).values())
    return tuple(
        replace(
            _listing(deck, shown[deck.id], content[deck.id], has_children=deck.id in inner),
            buried=buried[deck.id],
        )
        for deck in decks
    )


def deck_names(snapshot: Snapshot) -> tuple[str, ...]:
    """Give the full name of every deck, parents before children."""
    return tuple(deck.name for deck in reading.decks(snapshot))


def find_deck(snapshot: Snapshot, name: str) -> Deck:
    """Give the deck of a name, in any capitals, or the only one whose last part it is.

    Raises:
        UnknownDeckError: none or several fit.
    """
    wanted = name.casefold()
    decks = reading.decks(snapshot)
    exact = [deck for deck in decks if deck.name.casefold() == wanted]
    found = exact or [deck for deck in decks if leaf_name(deck.name).casefold() == wanted]
    if len(found) == 1:
        return found[0]
    problem = f"There is no deck called “{name}”. `flashcards decks` lists them."
    if found:
        problem = f"“{name}” could be {' or '.join(deck.name for deck in found)}. Give the full name."
    raise UnknownDeckError(problem)


def add_deck(transaction: "Transaction", name: str) -> Deck:
    """Add a deck, and the decks above it where they are missing.

    Raises:
        DeckNameTakenError: there is one of that name.
        ValueError: the name is empty.
    """
    _refuse_taken(clean_deck_name(name), reading.decks(transaction.snapshot))
    return transaction.add_deck(name)


def rename_deck(transaction: "Transaction", deck_id: DeckId, name: str) -> None:
    """Give a deck another name; its sub-decks move with it, and missing parents are made.

    Raises:
        DeckNameTakenError: another deck has the name, or the deck would lie inside itself.
    """
    decks = reading.decks(transaction.snapshot)
    deck = next(one for one in decks if one.id == deck_id)
    new_name = clean_deck_name(name)
    family = {one.id for one in decks if is_within(one.name, deck.name)}
    _refuse_taken(new_name, [one for one in decks if one.id != deck_id])
    if new_name != deck.name and is_within(new_name, deck.name):
        problem = f"“{deck.name}” cannot be moved into itself. Choose another name."
        raise DeckNameTakenError(problem)
    parent = parent_name(new_name)
    if parent is not None:  # decks that are there already keep their capitals
        new_name = transaction.add_deck(parent).name + SEPARATOR + leaf_name(new_name)
    depth = len(deck.name.split(SEPARATOR))
    for one in decks:
        if one.id in family:
            below = one.name.split(SEPARATOR)[depth:]
            transaction.update_deck(replace(one, name=SEPARATOR.join((new_name, *below))))


def fold_deck(transaction: "Transaction", deck_id: DeckId, *, is_collapsed: bool) -> None:
    """Fold or unfold a deck in the tree."""
    transaction.update_deck(replace(_deck(transaction, deck_id), is_collapsed=is_collapsed))


def unbury_deck(transaction: "Transaction", deck_id: DeckId, today: StudyDay) -> int:
    """Take back the cards of a deck, and of those below it, that were set aside until tomorrow; give how many."""
    deck = _deck(transaction, deck_id)
    family = {one.id for one in reading.decks(transaction.snapshot) if is_within(one.name, deck.name)}
    ids = [card_id for card_id, at in counts.buried_cards(transaction.snapshot, today) if at in family]
    release_cards(transaction, ids)
    return len(ids)


def delete_deck(transaction: "Transaction", deck_id: DeckId) -> int:
    """Delete a deck, its sub-decks and their cards; a note loses its last card and goes too.

    Returns:
        How many cards were deleted.
    """
    deck = _deck(transaction, deck_id)
    family = [one for one in reading.decks(transaction.snapshot) if is_within(one.name, deck.name)]
    cards, orphans = counts.cards_and_orphans(transaction.snapshot, [one.id for one in family])
    transaction.delete_notes(orphans)
    left = reading.cards(transaction.snapshot, cards)
    transaction.delete_cards(list(left))
    for one in reversed(family):
        transaction.delete_deck(one.id)
    return len(cards)


def _refuse_taken(name: str, decks: Sequence[Deck]) -> None:
    if any(deck.name.casefold() == name.casefold() for deck in decks):
        problem = f"There is a deck called “{name}” already. Choose another name."
        raise DeckNameTakenError(problem)


def _deck(transaction: "Transaction", deck_id: DeckId) -> Deck:
    return next(one for one in reading.decks(transaction.snapshot) if one.id == deck_id)


def _listing(deck: Deck, shown: Waiting, content: DeckCounts, *, has_children: bool) -> DeckListing:
    return DeckListing(
        id=deck.id,
        name=deck.name,
        leaf=leaf_name(deck.name),
        depth=deck.name.count(SEPARATOR),
        bundled=deck.bundled is not None,
        new=shown.new,
        learning=shown.learning,
        due=shown.due,
        notes=content.notes,
        cards=content.cards,
        seen=content.seen,
        is_collapsed=deck.is_collapsed,
        has_children=has_children,
        preset=deck.preset,
    )


def _content(snapshot: Snapshot, decks: Sequence[Deck]) -> dict[DeckId, DeckCounts]:
    found = counts.deck_counts(snapshot)
    notes = roll_up(decks, {key: one.notes for key, one in found.items()})
    cards = roll_up(decks, {key: one.cards for key, one in found.items()})
    seen = roll_up(decks, {key: one.seen for key, one in found.items()})
    return {deck.id: DeckCounts(notes[deck.id], cards[deck.id], seen[deck.id]) for deck in decks}
