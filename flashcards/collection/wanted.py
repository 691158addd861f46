"""Cards wanted on a day of their own because a practice exam showed them to be missing.

A studied card can be made due, but a plan for an exam looks at no due days, and a new card has none. So the days are
kept beside the cards: the plan takes them first from that day on, and new cards of other decks go before other new
ones. A card is wanted until it is studied.
"""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from flashcards.domain.card import CardState
from flashcards.domain.ids import CardId, DeckId
from flashcards.domain.study_day import StudyDay
from flashcards.storage import reading
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

_KEY = "wanted_cards"

DAYS_KEPT = 60
"""A card that was not studied so long after its day is wanted no more."""


class Want(NamedTuple):
    """When a card is wanted.

    Attributes:
        on: the study day from which it is.
        since: the study day it became so; once it is studied later, it is wanted no more.
    """

    on: StudyDay
    since: StudyDay

    def holds(self, last_review_on: StudyDay | None) -> bool:
        """Say whether a card that was studied last on a day is still to come."""
        return last_review_on is None or last_review_on <= self.since


def wants(snapshot: Snapshot) -> dict[CardId, Want]:
    """Give every card that was given a day; some may be studied by now, or gone."""
    stored = reading.value(snapshot, _KEY)
    if not isinstance(stored, dict):
        return {}
    return {CardId(int(key)): Want(StudyDay(on), StudyDay(since)) for key, (on, since) in stored.items()}


def add(transaction: "Transaction", days: Mapping[CardId, StudyDay], today: StudyDay) -> None:
    """Give cards their days; other cards keep theirs, as long as they are not long past."""
    kept = {key: one for key, one in wants(transaction.snapshot).items() if one.on >= today - DAYS_KEPT}
    new = {card_id: Want(on, today) for card_id, on in days.items()}
    transaction.set_value(_KEY, {str(card_id): list(one) for card_id, one in sorted((kept | new).items())})


def new_by_day(snapshot: Snapshot, first: StudyDay, last: StudyDay) -> dict[tuple[StudyDay, DeckId], int]:
    """Count the new cards wanted on each day of a span, by deck: they have no due day that could be counted."""
    found = {card_id: one.on for card_id, one in wants(snapshot).items() if first <= one.on <= last}
    cards = reading.cards(snapshot, list(found)).values() if found else ()
    return dict(
        Counter(
            (found[card.id], card.deck_id)
            for card in cards
            if card.state is CardState.NEW and not card.is_suspended and not card.is_reserved
        )
    )
