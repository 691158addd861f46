"""Which actions of the Study page can be used in which of its states."""

from collections.abc import Iterator

from flashcards.domain.review import Rating
from flashcards.ui.actions import ActionId, Scope, of_scope
from flashcards.ui.card.composing import pictures_of
from flashcards.ui.study.state import Panel, Phase, StudyState

TWO_RATINGS = (Rating.AGAIN, Rating.GOOD)
"""What two buttons offer."""

RATINGS = {
    ActionId.RATE_AGAIN: Rating.AGAIN,
    ActionId.RATE_HARD: Rating.HARD,
    ActionId.RATE_GOOD: Rating.GOOD,
    ActionId.RATE_EASY: Rating.EASY,
}
SOUND_KEYS = frozenset({ActionId.PAUSE_SOUND, ActionId.SOUND_BACK, ActionId.SOUND_FORWARD})
"""Their keys pick options while a choice question is open."""

ALWAYS = frozenset({ActionId.UNDO_ANSWER, ActionId.AUTO_ADVANCE, ActionId.STUDY_OPTIONS, ActionId.END_SESSION})
WITH_INFO = frozenset({ActionId.CARD_INFO, ActionId.PREVIOUS_CARD_INFO, ActionId.END_SESSION})
WITH_DUE = frozenset({ActionId.ADVANCE, ActionId.SET_DUE_DATE, ActionId.END_SESSION})


def enabled(state: StudyState) -> frozenset[ActionId]:
    """Say which actions can be used now."""
    if state.panel is Panel.EDIT:
        return frozenset()
    if state.panel is Panel.INFO:
        return WITH_INFO | {ActionId.RELEASE_CARD} if can_release(state) else WITH_INFO
    if state.panel is Panel.DUE:
        return WITH_DUE
    if not state.has_card:
        return ALWAYS
    every = frozenset(line.id for line in of_scope(Scope.STUDY)) - {ActionId.RELEASE_CARD} - frozenset(_idle(state))
    if state.phase is not Phase.ANSWER:
        return every - RATINGS.keys()
    return every - {ActionId.RATE_EASY} if is_of_two(state) else every


def is_of_two(state: StudyState) -> bool:
    """Say whether two buttons are offered; the key of the second is the third one's too then, as fingers know it."""
    return len(state.promises) == len(TWO_RATINGS)


def _idle(state: StudyState) -> Iterator[ActionId]:
    """Give the actions for something this side of the card does not have."""
    if state.face is None:
        return
    content, is_question = state.face.content, state.phase is Phase.QUESTION
    if not (is_question and content.hints):
        yield ActionId.SHOW_HINT
    if not state.sounds:
        yield ActionId.REPLAY_SOUNDS
    if not state.sounds or (is_question and state.choice is not None):
        yield from SOUND_KEYS
    if not any(pictures_of(html) for html in (content.case, content.question, "" if is_question else content.answer)):
        yield ActionId.ENLARGE_PICTURE


def can_release(state: StudyState) -> bool:
    """Say whether the card whose history is shown can be taken back."""
    return state.panel is Panel.INFO and state.history is not None and state.history.can_release
