"""Custom sessions in words. No Qt."""

from flashcards.domain.custom_study import Chosen, CustomSession, SessionOrder
from flashcards.wording import deck_path

CHOICES = (
    (Chosen.ANY, "Any"),
    (Chosen.MISSED, "Missed"),
    (Chosen.FADED, "Forgotten"),
    (Chosen.AHEAD, "Ahead"),
    (Chosen.NEW, "New"),
)
"""Which cards, as the sheet offers them."""

EXPLAINED = {
    Chosen.ANY: "All cards that fit what is written below.",
    Chosen.MISSED: "Cards you answered Again lately.",
    Chosen.FADED: "Cards you have learnt, the most forgotten first.",
    Chosen.AHEAD: "Reviews before their day. What you gain by an early one is less, and is reckoned so.",
    Chosen.NEW: "Cards you have not begun, to look at.",
}

ORDERS: tuple[tuple[str, SessionOrder], ...] = (
    ("Most forgotten first", SessionOrder.FADED),
    ("Due first", SessionOrder.DUE),
    ("Most lapses first", SessionOrder.LAPSES),
    ("Added first", SessionOrder.ADDED),
    ("At random", SessionOrder.RANDOM),
)

UNTOUCHED = "the schedule stays as it is"


def session_words(asked: CustomSession) -> str:
    """Say what kind of session it is, as the head of the Study page does."""
    parts = [f"Custom session: {_chosen(asked)}"]
    if asked.deck:
        parts.append(deck_path(asked.deck))
    if asked.tag:
        parts.append(f"tag {asked.tag}")
    if asked.domain is not None:
        parts.append(f"domain {asked.domain}")
    if asked.line.strip():
        parts.append(f"“{asked.line.strip()}”")
    if not asked.moves_schedule:
        parts.append(UNTOUCHED)
    return " · ".join(parts)


def _chosen(asked: CustomSession) -> str:
    match asked.chosen:
        case Chosen.MISSED:
            return "missed today" if asked.days == 1 else f"missed in the last {asked.days} days"
        case Chosen.FADED:
            return "most forgotten"
        case Chosen.AHEAD:
            return f"ahead by {'a day' if asked.days == 1 else f'{asked.days} days'}"
        case Chosen.NEW:
            return "new cards"
    return "cards you chose"
