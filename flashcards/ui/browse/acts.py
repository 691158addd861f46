"""What each action of the Browse page does that is not done to cards."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from flashcards.domain.custom_study import CustomSession
from flashcards.ui.actions import ActionId
from flashcards.ui.page import PageId

if TYPE_CHECKING:
    from flashcards.ui.browse.view import BrowsePage


def acts(page: "BrowsePage") -> dict[ActionId, Callable[[], object]]:
    """Give them by their action."""
    model, table, sidebar, beside = page.view_model, page.table, page.sidebar, page.beside
    return {
        ActionId.FIND: page.take_focus,
        ActionId.SEARCH_AGAIN: model.refresh,
        ActionId.TO_SIDEBAR: sidebar.tree.setFocus,
        ActionId.FILTER_SIDEBAR: sidebar.filter.setFocus,
        ActionId.TO_LIST: table.setFocus,
        ActionId.NEXT_ROW: partial(table.step, 1),
        ActionId.PREVIOUS_ROW: partial(table.step, -1),
        ActionId.SELECT_ALL: table.select_all,
        ActionId.INVERT_SELECTION: table.invert_selection,
        ActionId.TURN_UNIT: page.turn_unit,
        ActionId.SHOW_PREVIEW: beside.turn,
        ActionId.SHOW_INFO: beside.show_info,
        ActionId.TO_NOTE: beside.edit_note,
        ActionId.STUDY_FOUND: lambda: page.custom_wanted.emit(CustomSession(line=model.asked.line)),
        ActionId.SAVE_SEARCH: lambda: page.filing.save(model.asked.line),
        ActionId.ADD_NOTES: partial(page.page_wanted.emit, PageId.ADD),
        ActionId.RENAME_BRANCH: page.filing.rename,
        ActionId.DELETE_BRANCH: page.filing.delete,
    }
