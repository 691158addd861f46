"""What each action of the Study page does."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from flashcards.ui.actions import ActionId
from flashcards.ui.study.enabling import RATINGS
from flashcards.ui.study.more_menu import FLAGS
from flashcards.ui.study.reporting import copy_report

if TYPE_CHECKING:
    from flashcards.ui.study.view import StudyPage


def acts(page: "StudyPage") -> dict[ActionId, Callable[[], object]]:
    """Give what is called for each of them."""
    desk, card, hearing = page.desk, page.stage.card, page.hearing
    done: dict[ActionId, Callable[[], object]] = {
        ActionId.ADVANCE: page.advance,
        ActionId.UNDO_ANSWER: page.view_model.undo,
        ActionId.SHOW_SOURCE: desk.toggle_source,
        ActionId.COPY_REPORT: partial(copy_report, page),
        ActionId.SHOW_HINT: card.uncover_hint,
        ActionId.REPLAY_SOUNDS: hearing.replay,
        ActionId.PAUSE_SOUND: hearing.toggle_pause,
        ActionId.SOUND_BACK: hearing.back,
        ActionId.SOUND_FORWARD: hearing.forward,
        ActionId.READ_ALOUD: page.reading.toggle,
        ActionId.ENLARGE_PICTURE: card.enlarge_picture,
        ActionId.EDIT_NOTE: desk.edit,
        ActionId.MARK_NOTE: desk.mark,
        ActionId.BURY_CARD: desk.bury_card,
        ActionId.BURY_NOTE: desk.bury_note,
        ActionId.SUSPEND_CARD: desk.suspend_card,
        ActionId.SUSPEND_NOTE: desk.suspend_note,
        ActionId.RELEASE_CARD: desk.release_card,
        ActionId.DELETE_NOTE: desk.delete_note,
        ActionId.RESET_CARD: desk.reset_card,
        ActionId.SET_DUE_DATE: desk.toggle_due,
        ActionId.COPY_NOTE: desk.copy_note,
        ActionId.CARD_INFO: desk.toggle_info,
        ActionId.PREVIOUS_CARD_INFO: desk.show_previous_info,
        ActionId.STUDY_OPTIONS: page.ask_options,
        ActionId.AUTO_ADVANCE: page.time_bar.toggle,
        ActionId.MORE: page.open_menu,
        ActionId.END_SESSION: page.escape,
    }
    done |= {name: partial(page.two.rate, rating) for name, rating in RATINGS.items()}
    done |= {name: partial(desk.flag, number) for number, name in enumerate(FLAGS, start=1)}
    return done
