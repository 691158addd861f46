"""Where everything stands in the window: the menus, the pages of the navigation, and which keys rest where."""

from flashcards.ui.actions import ActionId, Scope, of_scope
from flashcards.ui.keymap import Keymap
from flashcards.ui.page import PageId

MENUS: tuple[tuple[str, tuple[ActionId | None, ...]], ...] = (
    (
        "&File",
        (
            ActionId.GO_IMPORT,
            ActionId.EXPORT,
            None,
            ActionId.BACK_UP,
            ActionId.GO_CARE,
            None,
            ActionId.CLOSE,
            ActionId.QUIT,
        ),
    ),
    ("&Edit", (ActionId.UNDO, ActionId.REDO, None, ActionId.GO_NOTE_TYPES, ActionId.GO_SETTINGS, ActionId.GO_TUNING)),
    (
        "&Go",
        (
            ActionId.GO_TODAY,
            ActionId.GO_DECKS,
            ActionId.GO_BROWSE,
            ActionId.GO_STUDY,
            ActionId.GO_ADD,
            ActionId.GO_EXAM,
            ActionId.GO_PROGRESS,
            None,
            ActionId.DECK_PALETTE,
            ActionId.CUSTOM_SESSION,
            ActionId.GO_CHANGES,
        ),
    ),
    (
        "&View",
        (
            ActionId.ZOOM_IN,
            ActionId.ZOOM_OUT,
            ActionId.ZOOM_RESET,
            None,
            ActionId.THEME_SYSTEM,
            ActionId.THEME_LIGHT,
            ActionId.THEME_DARK,
            ActionId.TURN_CONTRAST,
            None,
            ActionId.FULL_SCREEN,
        ),
    ),
    ("&Help", (ActionId.CHEAT_SHEET, ActionId.CHANGE_KEYS, None, ActionId.ABOUT)),
)

PAGE_ACTIONS = {
    PageId.TODAY: ActionId.GO_TODAY,
    PageId.DECKS: ActionId.GO_DECKS,
    PageId.BROWSE: ActionId.GO_BROWSE,
    PageId.STUDY: ActionId.GO_STUDY,
    PageId.ADD: ActionId.GO_ADD,
    PageId.EXAM: ActionId.GO_EXAM,
    PageId.PROGRESS: ActionId.GO_PROGRESS,
    PageId.SETTINGS: ActionId.GO_SETTINGS,
}
"""The pages of the navigation, in its order, and what opens each."""

OPENS = {name: page for page, name in PAGE_ACTIONS.items() if page is not PageId.STUDY} | {
    ActionId.GO_IMPORT: PageId.IMPORT,
    ActionId.GO_NOTE_TYPES: PageId.NOTE_TYPES,
    ActionId.GO_TUNING: PageId.TUNING,
    ActionId.GO_CARE: PageId.CARE,
}
"""Actions that do nothing but show a page."""

PART_OF = {
    PageId.CHANGES: PageId.DECKS,
    PageId.IMPORT: PageId.DECKS,
    PageId.PRACTICE: PageId.EXAM,
    PageId.NOTE_TYPES: PageId.ADD,
    PageId.TUNING: PageId.SETTINGS,
    PageId.CARE: PageId.SETTINGS,
}
"""Pages the navigation does not name, and the one they belong to."""

NOT_WHEN_WELCOMING = (
    *PAGE_ACTIONS.values(),
    ActionId.GO_CHANGES,
    ActionId.GO_IMPORT,
    ActionId.GO_NOTE_TYPES,
    ActionId.GO_TUNING,
    ActionId.EXPORT,
    ActionId.DECK_PALETTE,
    ActionId.CUSTOM_SESSION,
    ActionId.BACK_UP,
    ActionId.GO_CARE,
)
"""What cannot be done on the first page."""

TAKEN = {PageId.STUDY: frozenset({ActionId.BACK_UP})}
"""Pages that use a key of the window for something else."""

TAKEN_FOR = {PageId.ADD: (ActionId.PREVIEW,)}
"""Pages that use a key for one of these, which the window has for something else, too."""

TAKE_KEYS = {PageId.BROWSE: Scope.BROWSE}
"""Pages that use keys of the window for something else: all keys of that place; what else they open stays."""

KEEP_LETTERS = {PageId.PRACTICE: Scope.PRACTICE}
"""Pages on which letters, and the keys of that place, are the page's own while it keeps them."""


def rests(name: ActionId, key: str, page_id: PageId, keymap: Keymap, *, keeps_letters: bool = False) -> bool:
    """Say whether a key of the window does nothing while a page is open.

    Args:
        keeps_letters: what the page says of itself.
    """
    scope = TAKE_KEYS.get(page_id)
    is_taken = scope is not None and any(key in keymap.keys(line.id) for line in of_scope(scope))
    is_used = any(key in keymap.keys(one) for one in TAKEN_FOR.get(page_id, ()))
    if name in TAKEN.get(page_id, ()) or is_taken or is_used:
        return True
    keeper = KEEP_LETTERS.get(page_id) if keeps_letters else None
    is_letter = len(key) == 1 and key.isalpha()
    return keeper is not None and (is_letter or any(key in line.keys for line in of_scope(keeper)))
