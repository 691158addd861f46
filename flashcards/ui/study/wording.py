"""When cards come back, what they are and where they stand, in words. No Qt."""

import re
from datetime import datetime, timedelta, tzinfo

from flashcards.domain.card import Card, CardState
from flashcards.domain.review import Review, ReviewKind
from flashcards.domain.study_day import date_of
from flashcards.wording import counted, days, long_date, percent, short

STATE_NAMES = {
    CardState.NEW: "New",
    CardState.LEARNING: "Learning",
    CardState.REVIEW: "Review",
    CardState.RELEARNING: "Learning again",
}
_KIND_NAMES = {
    ReviewKind.LEARNING: "Learning",
    ReviewKind.REVIEW: "Review",
    ReviewKind.RELEARNING: "Learning again",
    ReviewKind.CUSTOM: "Early review",
    ReviewKind.MANUAL: "Changed by hand",
    ReviewKind.RESCHEDULED: "Rescheduled",
}
_DAYS = re.compile(r"\s*(\d{1,5})\s*(?:[-–]\s*(\d{1,5})\s*)?")


def clock_time(at: datetime, zone: tzinfo | None) -> str:
    """Give a time of day, "20:45"."""
    return f"{at.astimezone(zone):%H:%M}"


def wait(until: datetime, now: datetime) -> str:
    """Say how long it is until then: "in 12 minutes"."""
    minutes = max(1, round((until - now) / timedelta(minutes=1)))
    return f"in {counted(minutes, 'minute')}"


def due(card: Card, today: int) -> str:
    """Say when a card is due."""
    if card.due_on is None:
        return "Not yet: it is new"
    ahead = card.due_on - today
    if ahead == 0:
        return "Today"
    on = long_date(date_of(card.due_on))
    return f"{on} (in {days(ahead)})" if ahead > 0 else f"{on} ({days(-ahead)} ago)"


def stability(value: float) -> str:
    """Say what a stability means, with its number."""
    return f"{short(value)} days: after that long, the chance of recalling it is 90\N{NARROW NO-BREAK SPACE}%"


def difficulty(value: float) -> str:
    """Say what a difficulty means, with its number."""
    words = ("easy", "moderate", "hard")[0 if value < 4 else 1 if value < 7 else 2]
    return f"{value:.1f} of 10: {words} for you"


def recall(chance: float) -> str:
    """Say what a retrievability means, with its number."""
    return f"{percent(chance)} chance that you recall it now"


def review_row(review: Review, zone: tzinfo | None) -> tuple[str, str, str, str, str]:
    """Give a line of the review log: when, what kind, rating, next interval, seconds taken."""
    at = review.reviewed_at.astimezone(zone)
    if review.rating is None and review.kind is ReviewKind.CUSTOM:
        return (f"{at:%b} {at.day}, {at.year}, {at:%H:%M}", "Not counted", "–", "–", _seconds(review))
    rating = review.rating.label if review.rating else "–"
    interval = days(review.interval_days) if review.interval_days > 0 else "same day"
    took = _seconds(review) if review.rating else "–"
    return (f"{at:%b} {at.day}, {at.year}, {at:%H:%M}", _KIND_NAMES[review.kind], rating, interval, took)


def _seconds(review: Review) -> str:
    return f"{review.duration_ms / 1000:.0f} s"


def parse_days(text: str) -> tuple[int, int] | None:
    """Read "3" or "2-5" as the first and last day from today; None when it is neither."""
    match = _DAYS.fullmatch(text)
    if match is None:
        return None
    low = int(match[1])
    high = int(match[2]) if match[2] else low
    return (low, high) if low <= high else None
