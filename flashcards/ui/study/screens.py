"""The states the Study page goes through, each built from the one before and the sitting. Pure."""

from dataclasses import replace
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from flashcards.domain.review import Rating
from flashcards.ui.card.showing import choose
from flashcards.ui.custom.words import session_words
from flashcards.ui.study import describing
from flashcards.ui.study.play import Play
from flashcards.ui.study.state import Phase, Promise, StudyState
from flashcards.wording import deck_path

if TYPE_CHECKING:
    from flashcards.collection.sitting import StudyCard


def with_header(state: StudyState, play: Play) -> StudyState:
    """Bring what the header counts up to date."""
    sitting, counts, done = play.sitting, play.counts, play.progress.answered
    deck = None if sitting is None else sitting.deck
    whole = done + counts.total
    return replace(
        state,
        title="All decks" if deck is None else deck_path(deck.name),
        counts=counts,
        share=done / whole if whole else 1.0,
        minutes_left=0 if sitting is None else sitting.minutes_left(),
        session="" if play.session is None else session_words(play.session.asked),
    )


def loading(state: StudyState) -> StudyState:
    """Show nothing yet."""
    return StudyState(serial=state.serial, problem=state.problem)


def question(state: StudyState, play: Play, card: "StudyCard") -> StudyState:
    """Ask a card."""
    fresh = StudyState(
        phase=Phase.QUESTION,
        serial=state.serial + 1,
        face=describing.face(card),
        choice=describing.choice(card),
        problem=state.problem,
    )
    return replace(with_header(fresh, play), title=deck_path(card.deck))


def answer(state: StudyState, play: Play, suggested: Rating, now: datetime) -> StudyState:
    """Show the answer, with what each button will do."""
    return replace(state, phase=Phase.ANSWER, promises=_promises(play, suggested, now))


def refreshed(state: StudyState, play: Play, suggested: Rating, now: datetime) -> StudyState:
    """Show the same card as it is now, without asking it anew."""
    card = play.card
    if card is None:
        return with_header(state, play)
    choice, old = describing.choice(card), state.choice
    if choice is not None and old is not None:
        choice = replace(choice, picked=old.picked, is_checked=old.is_checked, reminder=old.reminder)
    fresh = replace(with_header(state, play), face=describing.face(card), choice=choice, title=deck_path(card.deck))
    return answer(fresh, play, suggested, now) if fresh.phase is Phase.ANSWER else fresh


def picked(state: StudyState, place: int) -> StudyState:
    """Pick the option at a place, 0-based; unpick it where several are right and it was picked."""
    choice = state.choice
    if state.phase is not Phase.QUESTION or choice is None or not 0 <= place < len(choice.options):
        return state
    now_picked = frozenset({place}) if choice.needed == 1 else choice.picked ^ {place}
    return replace(state, choice=replace(choice, picked=now_picked, reminder=""))


def reminded(state: StudyState) -> StudyState | None:
    """Say, once, that too few or too many options are picked; None when there is nothing to say any more."""
    choice = state.choice
    if choice is None or len(choice.picked) == choice.needed or choice.reminder:
        return None
    reminder = f"{choose(choice.needed)}, or press Enter again to see the answer."
    return replace(state, choice=replace(choice, reminder=reminder))


def checked(state: StudyState) -> StudyState:
    """Show of every option what it is."""
    choice = state.choice
    return state if choice is None else replace(state, choice=replace(choice, is_checked=True, reminder=""))


def end(state: StudyState, play: Play, now: datetime, zone: tzinfo | None) -> StudyState:
    """Show that no card can be shown: a wait, the summary, or that there was nothing to do."""
    returns_at = None if play.sitting is None else play.sitting.session.comes_back_at()
    fresh = with_header(StudyState(serial=state.serial, problem=state.problem), play)
    if returns_at is not None:
        return replace(fresh, phase=Phase.WAITING, waiting=describing.waiting(returns_at, now, zone))
    if play.progress.answered:
        return over(state, play)
    if play.session is not None:
        return replace(fresh, phase=Phase.EMPTY, nothing=describing.NO_SESSION)
    has_cards = play.sitting is None or play.sitting.has_cards
    return replace(fresh, phase=Phase.EMPTY, nothing=describing.nothing(fresh.title, has_cards=has_cards))


def over(state: StudyState, play: Play) -> StudyState:
    """Sum the session up; what was said of tomorrow stands until it is asked again."""
    fresh = with_header(StudyState(serial=state.serial, problem=state.problem), play)
    tomorrow = "" if state.summary is None else state.summary.tomorrow
    summary = describing.summary(play.progress, play.titles, left=play.counts.total, tomorrow=tomorrow)
    if play.session is not None:
        summary = replace(summary, title=describing.session_title(play.session, left=play.counts.total))
    return replace(fresh, phase=Phase.OVER, summary=summary)


def _promises(play: Play, suggested: Rating, now: datetime) -> tuple[Promise, ...]:
    sitting, card = play.sitting, play.card
    if sitting is None or card is None:
        return ()
    if not sitting.moves_schedule:
        return describing.unstored_promises(suggested)
    return describing.promises(sitting.outcomes(card.card, now), suggested)
