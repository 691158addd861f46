"""Cards, outcomes and sittings put into what the page shows. Pure."""

import math
from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from flashcards.domain.choice import order_for
from flashcards.domain.custom_study import BegunSession
from flashcards.domain.ids import CardId
from flashcards.domain.note import MARKED, Note
from flashcards.domain.review import Rating
from flashcards.domain.study_day import StudyCalendar, StudyDay
from flashcards.rendering import compare_typed, plain_text, render
from flashcards.study.session import Progress
from flashcards.ui.card.showing import Choice, Typed
from flashcards.ui.study import wording
from flashcards.ui.study.state import Face, History, Nothing, Promise, Summary, Waiting
from flashcards.wording import counted, deck_path, percent, return_time

if TYPE_CHECKING:
    from flashcards.collection.card_info import CardInfo
    from flashcards.collection.plan_left import PlannedDay
    from flashcards.collection.sitting import StudyCard
    from flashcards.collection.studying import Today
    from flashcards.scheduling.scheduler import Outcomes

FORGOTTEN_SHOWN = 10
TITLE_CHARACTERS = 160
NO_SESSION = Nothing("Nothing is left of this session", "Its cards were dealt with, or put aside.", "Back to Today")


def face(card: "StudyCard") -> Face:
    """Give what is shown of a card."""
    return Face(
        card_id=card.card.id,
        note=card.note,
        note_type=card.note_type,
        deck=card.deck,
        content=card.content,
        flag=card.card.flag,
        is_marked=MARKED in card.note.tags,
    )


def choice(card: "StudyCard") -> Choice | None:
    """Lay out a choice question's options, otherwise each time the card is answered; None for other cards."""
    options = card.content.choice
    if not options:
        return None
    order = order_for(options, card.card.id, card.card.reps)
    needed = sum(option.is_correct for option in options)
    return Choice(options=tuple(options[index] for index in order), needed=max(1, needed))


def typed(text: str, accepted: Sequence[str], note: Note) -> Typed | None:
    """Compare what was typed; None when nothing was. Of other answers, those are named that say it in other words."""
    if not text.strip():
        return None
    comparison = compare_typed(text, accepted, note.provenance.tolerance)
    said = [text, accepted[0], comparison.shown]
    others: list[str] = []
    for answer in accepted:
        if not compare_typed(answer, [*said, *others]).is_match:
            others.append(answer)
    return Typed(comparison, tuple(others))


def promises(outcomes: "Outcomes", suggested: Rating) -> tuple[Promise, ...]:
    """Say on the four buttons what each will do."""
    return tuple(
        Promise(rating, return_time(one.interval_days, one.delay_s), rating is suggested)
        for rating, one in sorted(outcomes.items())
    )


def unstored_promises(suggested: Rating) -> tuple[Promise, ...]:
    """Say on the four buttons what each will do in a session that leaves the schedule alone."""
    return tuple(
        Promise(rating, "once more" if rating is Rating.AGAIN else "done here", rating is suggested)
        for rating in Rating
    )


def session_title(session: BegunSession, *, left: int) -> str:
    """Say how a custom session ended."""
    ended = "Session ended" if left else "Session done"
    return ended if session.asked.moves_schedule else f"{ended}; your schedule is as it was"


def title(card: "StudyCard") -> str:
    """Give a card's question as one line of plain text."""
    return _one_line(card.content.question)


def waiting(returns_at: datetime, now: datetime, zone: tzinfo | None) -> Waiting:
    """Say when the next card comes back."""
    return Waiting(
        f"The next card comes back at {wording.clock_time(returns_at, zone)}",
        f"That is {wording.wait(returns_at, now)}. It will show here by itself; until then you are free.",
    )


def nothing(where: str, *, has_cards: bool) -> Nothing:
    """Say why there is nothing to study in a deck, or in all of them, and what helps."""
    if has_cards:
        return Nothing("Nothing to study now", f"{where}: every card of today is done.", "Back to Today")
    text = "On the Decks page you can take a deck that comes with Flashcards, or choose another one."
    return Nothing(f"{where}: there are no cards yet", text, "Go to Decks", is_without_cards=True)


def summary(progress: Progress, titles: Mapping[CardId, str], *, left: int, tomorrow: str) -> Summary:
    """Sum up a sitting."""
    forgotten = tuple(dict.fromkeys(progress.forgotten))
    shown = tuple(titles[card_id] for card_id in forgotten[:FORGOTTEN_SHOWN] if card_id in titles)
    answered = progress.answered
    return Summary(
        title="Session ended" if left else "Done for today",
        answered=answered,
        minutes=str(max(1, round(progress.studied_ms / 60_000))) if answered else "0",
        recalled=percent((answered - progress.again) / answered) if answered else "",
        forgotten=shown,
        more_forgotten=max(0, len(forgotten) - len(shown)),
        tomorrow=tomorrow,
        can_go_on=left > 0,
    )


def tomorrow(
    today: "Today",
    seconds_a_review: float,
    now: datetime,
    calendar: StudyCalendar,
    planned: "PlannedDay | None" = None,
) -> str:
    """Say what the next study day holds, and when it begins where the night has already turned the date.

    Args:
        planned: what the plan of an exam ahead holds for it; then nothing is said that the plan may not keep.
    """
    is_tonight = now.astimezone(calendar.zone).date() > today.on
    when = f"From {calendar.rollover_hour:02}:00" if is_tonight else "Tomorrow"
    if planned is not None:
        return f"{when}: {_planned(planned)}"
    cards = today.ahead[0]
    if not cards:
        return f"{when}: nothing is due yet; new cards may come."
    minutes = max(1, math.ceil(cards * seconds_a_review / 60))
    due = f"{counted(cards, 'card')} due so far, about {counted(minutes, 'minute')}"
    return f"{when}: {due}, and new cards if you want them."


def _planned(day: "PlannedDay") -> str:
    names = " and ".join(day.exams)
    others = f" {counted(day.others, 'other card')} {_is(day.others)} due by then." if day.others else ""
    if day.is_exam_day:
        return f"the day of the {names}. Its decks rest.{others}"
    if not day.minutes:
        return f"a day without study for the {names}.{others}"
    chosen = f"{counted(day.minutes, 'minute')} of what adds most by the {names}."
    due = f" {counted(day.due, 'card')} of its decks {_is(day.due)} due by then; the plan may leave some of them."
    return f"{chosen}{due if day.due else ''}{others}"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def history(info: "CardInfo", today: StudyDay, zone: tzinfo | None) -> History:
    """Put all that is known of a card into words."""
    card, memory = info.card, info.card.memory
    facts = [("State", _standing(info)), ("Due", wording.due(card, today))]
    if memory is not None and info.retrievability is not None:
        facts += [
            ("Recall now", wording.recall(info.retrievability)),
            ("Stability", wording.stability(memory.stability_days)),
            ("Difficulty", wording.difficulty(memory.difficulty)),
        ]
    facts += [("Answers", f"{card.reps}, forgotten {times(card.lapses)}"), ("Deck", deck_path(info.deck))]
    rows = tuple(wording.review_row(review, zone) for review in reversed(info.reviews))
    content = render(
        info.note_type, info.note.fields, card.ordinal, deck=info.deck, tags=info.note.tags, flag=card.flag
    )
    return History(
        title=_one_line(content.question),
        why=info.why,
        facts=tuple(facts),
        rows=rows,
        can_release=card.is_suspended or card.is_buried(today),
    )


def _one_line(html: str) -> str:
    line = " ".join(plain_text(html).split())
    return line if len(line) <= TITLE_CHARACTERS else line[: TITLE_CHARACTERS - 1].rstrip() + "…"


def _standing(info: "CardInfo") -> str:
    words = wording.STATE_NAMES[info.card.state]
    return f"{words}, suspended" if info.card.is_suspended else words


def times(number: int) -> str:
    """Say how often: "never", "once", "twice", "3 times"."""
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number} times")
