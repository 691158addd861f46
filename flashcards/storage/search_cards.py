"""Searching by the state of cards and by what was done with them."""

from flashcards.domain.search import CardFilter, Compare, Property, Rated, Since
from flashcards.storage.search_where import OPERATORS, LookUp, Where, among, sql_operator

_OUT = "(card.is_suspended = 1 OR card.is_reserved = 1 OR coalesce(card.buried_until, 0) > ?)"

_STATES: dict[CardFilter, str] = {
    CardFilter.NEW: "card.state = 0",
    CardFilter.LEARN: "card.state IN (1, 3)",
    CardFilter.REVIEW: "card.state IN (2, 3)",
    CardFilter.SUSPENDED: "card.is_suspended = 1",
    CardFilter.RESERVED: "card.is_reserved = 1",
}

_COLUMNS = {
    Property.INTERVAL: "interval_days",
    Property.REPS: "reps",
    Property.LAPSES: "lapses",
    Property.STABILITY: "stability",
}

_FIRST_ANSWER = (
    "card.id IN (SELECT card_id FROM review WHERE rating IS NOT NULL GROUP BY card_id HAVING min(reviewed_at) >= ?)"
)


def state_where(what: CardFilter, look: LookUp) -> Where:
    """Ask for a state; marks and leeches are tags and not asked here."""
    today = look.moment.today
    if what is CardFilter.BURIED:
        return Where("(coalesce(card.buried_until, 0) > ? AND card.is_suspended = 0)", [today])
    if what is CardFilter.DUE:
        return Where(f"(card.state > 0 AND card.due_on <= ? AND NOT {_OUT})", [today, today])
    return Where(_STATES[what])


def compare_where(node: Compare, look: LookUp) -> Where:
    """Compare a property. Difficulties up to 1 are on Anki's scale, those above from 1 to 10."""
    operator = sql_operator(node)
    match node.what:
        case Property.DUE:
            today = look.moment.today
            return Where(f"(card.state > 0 AND card.due_on {operator} ? AND NOT {_OUT})", [today + node.value, today])
        case Property.POSITION:
            return Where(f"(card.state = 0 AND card.position {operator} ?)", [node.value])
        case Property.DIFFICULTY:
            value = node.value * 9 + 1 if node.value <= 1 else node.value
            return Where(f"card.difficulty {operator} ?", [value])
        case Property.RETRIEVABILITY:
            return _recalled(node, look)
        case _:
            return Where(f"card.{_COLUMNS[node.what]} {operator} ?", [node.value])


def rated_where(node: Rated, look: LookUp) -> Where:
    """Ask for cards answered lately."""
    since = look.moment.days_ago_ms(node.days)
    if node.rating is None:
        return Where("card.id IN (SELECT card_id FROM review WHERE reviewed_at >= ? AND rating IS NOT NULL)", [since])
    sql = "card.id IN (SELECT card_id FROM review WHERE reviewed_at >= ? AND rating = ?)"
    return Where(sql, [since, node.rating])


def since_where(node: Since, look: LookUp) -> Where:
    """Ask for what was added, edited or introduced lately."""
    sql = {"added": "note.created_at >= ?", "edited": "note.modified_at >= ?", "introduced": _FIRST_ANSWER}
    return Where(sql[node.what], [look.moment.days_ago_ms(node.days)])


def _recalled(node: Compare, look: LookUp) -> Where:
    sql = "SELECT id, stability, coalesce(last_review_on, due_on - interval_days) FROM card WHERE state > 0"
    holds, today, recall = OPERATORS[node.operator], look.moment.today, look.moment.retrievability
    rows = look.snapshot.rows(sql)
    return among("card.id", [row[0] for row in rows if holds(recall(row[1], max(0, today - row[2])), node.value)])
