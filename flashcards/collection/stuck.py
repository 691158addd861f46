"""Stuck cards: those forgotten again and again, and why they may be.

What mends one: editing it (`card_actions.edit_note`), splitting its note (`splitting.split_note`), telling it from
those it is confused with (`similar.confusable`), beginning anew (`bulk.reset`), setting it aside (`bulk.suspend`), or
calling it a leech no longer (`bulk.remove_tags`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flashcards.collection.splitting import suggested_parts
from flashcards.domain.ids import CardId, DeckId, NoteId
from flashcards.domain.note import Note
from flashcards.domain.plain_text import plain_text
from flashcards.domain.review import Rating
from flashcards.scheduling.deck_settings import settings_by_deck
from flashcards.storage import reading
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.stuck import Answers, LapsedCard, answers_of, lapsed_cards
from flashcards.wording import counted

SHOWN = 500
"""Cards listed; those with the most lapses."""

NEWEST = 8
"""Ratings shown of each card."""

_RECALLED_SINCE = 5
"""So many answers since the last Again, and a card is no longer stuck."""

_LONG_WORDS = 40
_NO_ANSWERS = Answers((), 0.0)


@dataclass(frozen=True, slots=True)
class StuckCard:
    """A card that wants mending.

    Attributes:
        text: the beginning of its question, plain.
        deck: full name.
        is_leech: it has the lapses that make a leech, or its note the tag; otherwise it is on its way there.
        newest: the last ratings, oldest first, at most `NEWEST`.
        minutes: spent on it so far.
        why: what speaks for it, a sentence each, the strongest first.
        can_split: its answer is a list, of which `splitting.suggested_parts` makes several notes.
    """

    id: CardId
    note_id: NoteId
    text: str
    deck: str
    lapses: int
    is_leech: bool
    is_suspended: bool
    newest: tuple[Rating, ...]
    minutes: float
    why: tuple[str, ...]
    can_split: bool


def stuck_cards(snapshot: Snapshot) -> tuple[StuckCard, ...]:
    """Give the cards that are leeches or on their way there, the most forgotten first, at most `SHOWN`.

    Half the lapses that make a leech put a card on the list, when it was forgotten lately: one recalled five times in a
    row since is not on it, unless it is suspended.
    """
    decks = reading.decks(snapshot)
    settings = settings_by_deck(decks, reading.learning_settings(snapshot))
    leech_at = {deck_id: one.leech_threshold for deck_id, one in settings.items()}
    found = [
        card
        for card in lapsed_cards(snapshot, _half(min(leech_at.values(), default=1)))
        if card.is_leech or card.lapses >= _half(leech_at[card.deck_id])
    ]
    answers = answers_of(snapshot, [card.id for card in found], max(NEWEST, _RECALLED_SINCE))
    stuck = [card for card in found if card.is_suspended or _is_failing(answers.get(card.id, _NO_ANSWERS))][:SHOWN]
    notes = reading.notes(snapshot, list({card.note_id for card in stuck}))
    return tuple(_stuck(card, leech_at, answers.get(card.id, _NO_ANSWERS), notes[card.note_id]) for card in stuck)


def _half(threshold: int) -> int:
    return (threshold + 1) // 2


def _is_failing(answers: Answers) -> bool:
    """Say whether it was forgotten lately; the log of an imported card may not tell."""
    return not answers.newest or Rating.AGAIN in answers.newest[-_RECALLED_SINCE:]


def _stuck(card: LapsedCard, leech_at: Mapping[DeckId, int], answers: Answers, note: Note) -> StuckCard:
    parts = suggested_parts(note)
    return StuckCard(
        id=card.id,
        note_id=card.note_id,
        text=card.text,
        deck=card.deck,
        lapses=card.lapses,
        is_leech=card.is_leech or card.lapses >= leech_at[card.deck_id],
        is_suspended=card.is_suspended,
        newest=answers.newest[-NEWEST:],
        minutes=answers.seconds / 60,
        why=tuple(_reasons(card, answers, note, parts)),
        can_split=len(parts) > 1,
    )


def _reasons(card: LapsedCard, answers: Answers, note: Note, parts: Sequence[object]) -> list[str]:
    reasons = [f"Forgotten {counted(card.lapses, 'time')} after it had been learned."]
    newest = answers.newest[-NEWEST:]
    if newest:
        again = newest.count(Rating.AGAIN)
        reasons.append(f"{again} of the last {counted(len(newest), 'answer')} {_were(again)} Again.")
    if answers.seconds >= 60:
        reasons.append(f"It took {counted(round(answers.seconds / 60), 'minute')} so far.")
    if len(parts) > 1:
        reasons.append(f"Its answer is a list of {len(parts)}: one note for each is easier to keep.")
    elif (length := _longest(note)) > _LONG_WORDS:
        reasons.append(f"It has a field of {length} words: shorter answers are easier to keep.")
    return reasons


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _longest(note: Note) -> int:
    return max(len(plain_text(field).split()) for field in note.fields[:2])
