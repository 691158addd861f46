"""Many cards answered alike, as if each had just been shown."""

from collections.abc import Iterable, Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING

from flashcards.collection.bulk.chosen import in_parts, numbers
from flashcards.collection.sitting import prepare
from flashcards.collection.studying import would_show
from flashcards.domain.ids import CardId
from flashcards.domain.note import LEECH
from flashcards.domain.progress import Progress, no_progress
from flashcards.domain.review import Answered, Rating
from flashcards.domain.study_day import StudyDay
from flashcards.storage import reading

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction


def grade_now(
    transaction: "Transaction",
    ids: Iterable[CardId],
    rating: Rating,
    zone: tzinfo | None = None,
    *,
    progress: Progress = no_progress,
) -> list[CardId]:
    """Answer cards, due or not, with one rating; what studying does to card, log, siblings and leeches is done.

    The log says that it took no time, since nobody knows. A suspended card stays so.

    Returns:
        The cards answered.
    """
    snapshot, chosen = transaction.snapshot, numbers(ids)
    sitting = prepare(snapshot, transaction.now, reading.decks(snapshot), zone=zone)
    done: list[CardId] = []
    for part in in_parts(chosen, "Answering", progress, size=500):
        cards = reading.cards(snapshot, part).values()
        answers = [sitting.answer(card, rating, transaction.now, duration_ms=0) for card in cards]
        transaction.add_reviews([answered.review for answered in answers])
        transaction.update_cards([answered.after for answered in answers])
        _tag_leeches(transaction, answers)
        alone = [one for one in answers if sitting.by_deck[one.after.deck_id].buries_siblings]
        _bury_siblings(transaction, alone, set(chosen), sitting.day)
        done += [answered.after.id for answered in answers]
    return done


def _bury_siblings(transaction: "Transaction", answers: Sequence[Answered], chosen: set[CardId], day: StudyDay) -> None:
    family = reading.cards_of_notes(transaction.snapshot, list({one.after.note_id for one in answers}))
    waiting = [card.id for card in family if card.id not in chosen and would_show(card, day)]
    transaction.edits().bury(waiting, StudyDay(day + 1))


def _tag_leeches(transaction: "Transaction", answers: Sequence[Answered]) -> None:
    transaction.edits().add_tags([one.after.note_id for one in answers if one.became_leech], [LEECH])
