"""The one table of actions: what can be done by key or menu, in which place, with which keys.

Menus, shortcuts, the `?` sheet and tooltips are all made from it, so they cannot disagree. Keys are Qt's portable
names; on macOS Qt shows and takes Ctrl as Cmd. The keys are Anki's wherever Anki has one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum, unique
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from flashcards.ui.icons import Icons

if TYPE_CHECKING:
    from flashcards.ui.keymap import Keymap


@unique
class Scope(Enum):
    """Where an action's keys work."""

    WINDOW = "Everywhere"
    DECKS = "In the deck list"
    BROWSE = "Among all cards"
    STUDY = "While studying"
    CHOICE = "Multiple choice, before it is answered"
    CHANGES = "Among rule changes"
    EDIT = "While editing a note"
    ADD = "While adding notes"
    NOTE_TYPES = "Among note types"
    IMPORT = "While importing"
    PRACTICE = "In a practice exam"
    PROGRESS = "On the Progress page"


@unique
class ActionId(StrEnum):
    """The name of each action in code."""

    GO_TODAY = "go_today"
    GO_DECKS = "go_decks"
    GO_BROWSE = "go_browse"
    GO_STUDY = "go_study"
    GO_ADD = "go_add"
    GO_NOTE_TYPES = "go_note_types"
    GO_EXAM = "go_exam"
    GO_PROGRESS = "go_progress"
    GO_SETTINGS = "go_settings"
    GO_CHANGES = "go_changes"
    GO_IMPORT = "go_import"
    EXPORT = "export"
    DECK_PALETTE = "deck_palette"
    CUSTOM_SESSION = "custom_session"
    BACK_UP = "back_up"
    UNDO = "undo"
    REDO = "redo"
    CHEAT_SHEET = "cheat_sheet"
    FULL_SCREEN = "full_screen"
    ZOOM_IN = "zoom_in"
    ZOOM_OUT = "zoom_out"
    ZOOM_RESET = "zoom_reset"
    CLOSE = "close"
    QUIT = "quit"

    STUDY_DECK = "study_deck"
    DECK_OPTIONS = "deck_options"
    STUDY_CHOSEN = "study_chosen"
    ADD_DECK = "add_deck"
    RENAME_DECK = "rename_deck"
    DELETE_DECK = "delete_deck"
    UNBURY_DECK = "unbury_deck"
    EXPORT_DECK = "export_deck"

    FIND = "find"
    FILTER_SIDEBAR = "filter_sidebar"
    TO_SIDEBAR = "to_sidebar"
    TO_LIST = "to_list"
    NEXT_ROW = "next_row"
    PREVIOUS_ROW = "previous_row"
    SELECT_ALL = "select_all"
    INVERT_SELECTION = "invert_selection"
    TURN_UNIT = "turn_unit"
    SHOW_PREVIEW = "show_preview"
    SHOW_INFO = "show_info"
    SAVE_SEARCH = "save_search"
    SEARCH_AGAIN = "search_again"
    STUDY_FOUND = "study_found"
    TO_NOTE = "to_note"
    MOVE_CARDS = "move_cards"
    TAG_NOTES = "tag_notes"
    UNTAG_NOTES = "untag_notes"
    FIND_REPLACE = "find_replace"
    TURN_SUSPENDED = "turn_suspended"
    TURN_BURIED = "turn_buried"
    TURN_MARK = "turn_mark"
    FLAG_ROWS_1 = "flag_rows_1"
    FLAG_ROWS_2 = "flag_rows_2"
    FLAG_ROWS_3 = "flag_rows_3"
    FLAG_ROWS_4 = "flag_rows_4"
    FLAG_ROWS_5 = "flag_rows_5"
    FLAG_ROWS_6 = "flag_rows_6"
    FLAG_ROWS_7 = "flag_rows_7"
    SET_DUE = "set_due"
    GRADE_NOW = "grade_now"
    RESET_CARDS = "reset_cards"
    REPOSITION = "reposition"
    CHANGE_TYPE = "change_type"
    COPY_NOTES = "copy_notes"
    DELETE_NOTES = "delete_notes"
    RENAME_BRANCH = "rename_branch"
    DELETE_BRANCH = "delete_branch"

    ADVANCE = "advance"
    RATE_AGAIN = "rate_again"
    RATE_HARD = "rate_hard"
    RATE_GOOD = "rate_good"
    RATE_EASY = "rate_easy"
    UNDO_ANSWER = "undo_answer"
    SHOW_SOURCE = "show_source"
    SHOW_HINT = "show_hint"
    REPLAY_SOUNDS = "replay_sounds"
    PAUSE_SOUND = "pause_sound"
    SOUND_BACK = "sound_back"
    SOUND_FORWARD = "sound_forward"
    ENLARGE_PICTURE = "enlarge_picture"
    EDIT_NOTE = "edit_note"
    MARK_NOTE = "mark_note"
    FLAG_1 = "flag_1"
    FLAG_2 = "flag_2"
    FLAG_3 = "flag_3"
    FLAG_4 = "flag_4"
    FLAG_5 = "flag_5"
    FLAG_6 = "flag_6"
    FLAG_7 = "flag_7"
    BURY_CARD = "bury_card"
    BURY_NOTE = "bury_note"
    SUSPEND_CARD = "suspend_card"
    SUSPEND_NOTE = "suspend_note"
    RELEASE_CARD = "release_card"
    DELETE_NOTE = "delete_note"
    RESET_CARD = "reset_card"
    SET_DUE_DATE = "set_due_date"
    COPY_NOTE = "copy_note"
    CARD_INFO = "card_info"
    PREVIOUS_CARD_INFO = "previous_card_info"
    STUDY_OPTIONS = "study_options"
    MORE = "more"
    AUTO_ADVANCE = "auto_advance"
    END_SESSION = "end_session"

    PICK = "pick"
    SUBMIT = "submit"

    NEXT_CHANGE = "next_change"
    PREVIOUS_CHANGE = "previous_change"
    KEEP_MINE = "keep_mine"
    TAKE_THEIRS = "take_theirs"
    EDIT_MINE = "edit_mine"
    CHANGES_DONE = "changes_done"

    CHOOSE_FILES = "choose_files"
    CHOOSE_FOLDER = "choose_folder"
    PASTE_TEXT = "paste_text"
    CARRY_OUT_IMPORT = "carry_out_import"
    DEAL_APART = "deal_apart"
    LEAVE_IMPORT = "leave_import"

    PICK_ANSWER = "pick_answer"
    NEXT_QUESTION = "next_question"
    PREVIOUS_QUESTION = "previous_question"
    FLAG_QUESTION = "flag_question"
    GUESS = "guess"
    STRIKE = "strike"
    LIST_QUESTIONS = "list_questions"
    PAUSE = "pause"
    HAND_IN = "hand_in"
    LEAVE_EXAM = "leave_exam"

    LAST_MONTH = "last_month"
    LAST_QUARTER = "last_quarter"
    LAST_YEAR = "last_year"
    ALL_TIME = "all_time"
    NEXT_SECTION = "next_section"
    PREVIOUS_SECTION = "previous_section"
    CHARTS_AS_TABLES = "charts_as_tables"
    COPY_CHART = "copy_chart"
    SAVE_CHART = "save_chart"
    SEARCH_CHARTS = "search_charts"

    SAVE_NOTE = "save_note"
    CANCEL_EDIT = "cancel_edit"
    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    CLEAR_FORMAT = "clear_format"
    BULLETS = "bullets"
    NUMBERS = "numbers"
    INDENT = "indent"
    OUTDENT = "outdent"
    TEXT_COLOUR = "text_colour"
    PICK_COLOUR = "pick_colour"
    CLOZE = "cloze"
    CLOZE_SAME = "cloze_same"
    FORMULA = "formula"
    ATTACH = "attach"
    PASTE_PLAIN = "paste_plain"
    SOURCE_VIEW = "source_view"
    GO_TO_TAGS = "go_to_tags"
    PREVIEW = "preview"

    ADD_NOTE = "add_note"
    CHOOSE_TYPE = "choose_type"
    CHOOSE_DECK = "choose_deck"
    RECENTLY_ADDED = "recently_added"
    EDIT_TYPE = "edit_type"
    KEEP_FIELD = "keep_field"
    KEEP_FIELDS = "keep_fields"
    LEAVE_ADD = "leave_add"

    SAVE_TYPE = "save_type"
    COPY_TYPE = "copy_type"
    RENAME_TYPE = "rename_type"
    DELETE_TYPE = "delete_type"
    LEAVE_TYPES = "leave_types"


@dataclass(frozen=True, slots=True)
class Action:
    """One line of the table.

    Attributes:
        text: what it does, as menus say it.
        keys: portable key names; the first is the one shown.
        icon: file name of its icon without `.svg`, or "".
        scope: where its keys work.
    """

    id: ActionId
    text: str
    keys: tuple[str, ...]
    icon: str
    scope: Scope


def _table(scope: Scope, *lines: tuple[ActionId, str, str, str]) -> tuple[Action, ...]:
    """Write lines as id, text, keys parted by spaces, icon."""
    return tuple(Action(name, text, tuple(keys.split()), icon, scope) for name, text, keys, icon in lines)


_WINDOW = _table(
    Scope.WINDOW,
    (ActionId.GO_TODAY, "Today", "H", "sun"),
    (ActionId.GO_DECKS, "Decks", "D", "layers"),
    (ActionId.GO_BROWSE, "Browse", "B", "search"),
    (ActionId.GO_STUDY, "Study", "S", "graduation-cap"),
    (ActionId.GO_ADD, "Add", "A", "square-pen"),
    (ActionId.GO_EXAM, "Exam", "P X", "target"),
    (ActionId.GO_PROGRESS, "Progress", "T", "chart-column"),
    (ActionId.GO_SETTINGS, "Settings", "Ctrl+P Ctrl+,", "sliders-horizontal"),
    (ActionId.GO_CHANGES, "Rule changes", "Ctrl+Shift+R", "history"),
    (ActionId.GO_NOTE_TYPES, "Note types", "Ctrl+Shift+N", "layout-template"),
    (ActionId.GO_IMPORT, "Import", "Ctrl+Shift+I", "download"),
    (ActionId.EXPORT, "Export", "Ctrl+E", "upload"),
    (ActionId.DECK_PALETTE, "Study a deck by name", "/ Ctrl+Shift+Space", "search"),
    (ActionId.CUSTOM_SESSION, "Custom session", "F", "list-checks"),
    (ActionId.UNDO, "Undo", "Ctrl+Z", "undo-2"),
    (ActionId.REDO, "Redo", "Ctrl+Shift+Z", "redo-2"),
    (ActionId.BACK_UP, "Back up now", "Y", "archive"),
    (ActionId.CHEAT_SHEET, "Keyboard shortcuts", "? F1", "keyboard"),
    (ActionId.FULL_SCREEN, "Full screen", "F11", "maximize"),
    (ActionId.ZOOM_IN, "Larger text", "Ctrl++ Ctrl+=", "zoom-in"),
    (ActionId.ZOOM_OUT, "Smaller text", "Ctrl+-", "zoom-out"),
    (ActionId.ZOOM_RESET, "Usual text size", "Ctrl+0", "type"),
    (ActionId.CLOSE, "Close window", "Ctrl+W", "x"),
    (ActionId.QUIT, "Quit Flashcards", "Ctrl+Q", "log-out"),
)

_DECKS = _table(
    Scope.DECKS,
    (ActionId.STUDY_DECK, "Study this deck", "Return Enter", "graduation-cap"),
    (ActionId.DECK_OPTIONS, "Deck options", "O", "sliders-horizontal"),
    (ActionId.STUDY_CHOSEN, "Custom session in this deck", "C", "list-checks"),
    (ActionId.ADD_DECK, "Add deck", "Ctrl+N", "plus"),
    (ActionId.RENAME_DECK, "Rename deck", "F2", "pencil"),
    (ActionId.DELETE_DECK, "Delete deck", "Del Ctrl+Del", "trash-2"),
    (ActionId.UNBURY_DECK, "Unbury the cards of today", "U", "undo-2"),
    (ActionId.EXPORT_DECK, "Export this deck", "E", "upload"),
)

_BROWSE = _table(
    Scope.BROWSE,
    (ActionId.FIND, "Search", "Ctrl+F", "search"),
    (ActionId.SEARCH_AGAIN, "Search again", "F5", "rotate-ccw"),
    (ActionId.SAVE_SEARCH, "Save this search", "Ctrl+S", "bookmark-plus"),
    (ActionId.STUDY_FOUND, "Study what is found", "Ctrl+G", "graduation-cap"),
    (ActionId.TO_SIDEBAR, "Go to the sidebar", "Ctrl+Shift+R", ""),
    (ActionId.FILTER_SIDEBAR, "Filter the sidebar", "Ctrl+Shift+F", ""),
    (ActionId.TO_LIST, "Go to the list", "Ctrl+Shift+L", ""),
    (ActionId.NEXT_ROW, "Next card", "Ctrl+N", "chevron-down"),
    (ActionId.PREVIOUS_ROW, "Card before", "Ctrl+P", "chevron-up"),
    (ActionId.SELECT_ALL, "Select all", "Ctrl+A Ctrl+Alt+A", "list-checks"),
    (ActionId.INVERT_SELECTION, "Select the others", "Ctrl+Alt+S", ""),
    (ActionId.TURN_UNIT, "List cards, or notes", "Ctrl+Alt+T", "layers"),
    (ActionId.SHOW_PREVIEW, "Show the card beside the list", "Ctrl+Shift+P", "panel-right"),
    (ActionId.SHOW_INFO, "Card history", "Ctrl+Shift+I", "info"),
    (ActionId.TO_NOTE, "Edit the note", "Ctrl+Shift+N", "pencil"),
    (ActionId.MOVE_CARDS, "Move to a deck", "Ctrl+D", "layers"),
    (ActionId.TAG_NOTES, "Add tags", "Ctrl+Shift+A", "tag"),
    (ActionId.UNTAG_NOTES, "Remove tags", "Ctrl+Alt+Shift+A", ""),
    (ActionId.FIND_REPLACE, "Find and replace", "Ctrl+Alt+F Ctrl+H", "replace"),
    (ActionId.TURN_SUSPENDED, "Suspend, or release", "Ctrl+J", "pause"),
    (ActionId.TURN_BURIED, "Bury until tomorrow, or take back", "Ctrl+Shift+J", "clock"),
    (ActionId.TURN_MARK, "Mark notes, or no longer", "Ctrl+K", "star"),
    (ActionId.FLAG_ROWS_1, "Flag red", "Ctrl+1", "flag"),
    (ActionId.FLAG_ROWS_2, "Flag orange", "Ctrl+2", "flag"),
    (ActionId.FLAG_ROWS_3, "Flag green", "Ctrl+3", "flag"),
    (ActionId.FLAG_ROWS_4, "Flag blue", "Ctrl+4", "flag"),
    (ActionId.FLAG_ROWS_5, "Flag pink", "Ctrl+5", "flag"),
    (ActionId.FLAG_ROWS_6, "Flag turquoise", "Ctrl+6", "flag"),
    (ActionId.FLAG_ROWS_7, "Flag purple", "Ctrl+7", "flag"),
    (ActionId.SET_DUE, "Set due date", "Ctrl+Shift+D", "calendar-clock"),
    (ActionId.GRADE_NOW, "Answer now", "Ctrl+Shift+G", "check"),
    (ActionId.RESET_CARDS, "Reset cards", "Ctrl+Alt+N", "rotate-ccw"),
    (ActionId.REPOSITION, "Reposition new cards", "Ctrl+Shift+S", "list-ordered"),
    (ActionId.CHANGE_TYPE, "Change note type", "Ctrl+Shift+M", "shapes"),
    (ActionId.COPY_NOTES, "Copy notes", "Ctrl+Alt+E", "copy"),
    (ActionId.DELETE_NOTES, "Delete notes", "Ctrl+Del", "trash-2"),
    (ActionId.RENAME_BRANCH, "In the sidebar: rename", "F2", "pencil"),
    (ActionId.DELETE_BRANCH, "In the sidebar: delete", "Del", "trash-2"),
)

_STUDY = _table(
    Scope.STUDY,
    (ActionId.ADVANCE, "Show the answer; then give the suggested rating", "Space Return Enter", "arrow-right"),
    (ActionId.RATE_AGAIN, "Again", "1", ""),
    (ActionId.RATE_HARD, "Hard", "2", ""),
    (ActionId.RATE_GOOD, "Good", "3", ""),
    (ActionId.RATE_EASY, "Easy", "4", ""),
    (ActionId.UNDO_ANSWER, "Undo the last answer", "U", "undo-2"),
    (ActionId.SHOW_SOURCE, "Show the source", "C", "quote"),
    (ActionId.SHOW_HINT, "Show a hint", "J", "lightbulb"),
    (ActionId.REPLAY_SOUNDS, "Play the sounds again", "R F5", "play"),
    (ActionId.PAUSE_SOUND, "Pause the sound, or go on", "5", "pause"),
    (ActionId.SOUND_BACK, "Sound 5 seconds back", "6", "chevron-left"),
    (ActionId.SOUND_FORWARD, "Sound 5 seconds on", "7", "chevron-right"),
    (ActionId.ENLARGE_PICTURE, "Enlarge the picture", "Z", "maximize"),
    (ActionId.EDIT_NOTE, "Edit", "E", "pencil"),
    (ActionId.MARK_NOTE, "Mark note", "*", "star"),
    (ActionId.FLAG_1, "Flag red", "Ctrl+1", "flag"),
    (ActionId.FLAG_2, "Flag orange", "Ctrl+2", "flag"),
    (ActionId.FLAG_3, "Flag green", "Ctrl+3", "flag"),
    (ActionId.FLAG_4, "Flag blue", "Ctrl+4", "flag"),
    (ActionId.FLAG_5, "Flag pink", "Ctrl+5", "flag"),
    (ActionId.FLAG_6, "Flag turquoise", "Ctrl+6", "flag"),
    (ActionId.FLAG_7, "Flag purple", "Ctrl+7", "flag"),
    (ActionId.BURY_CARD, "Bury card until tomorrow", "-", "clock"),
    (ActionId.BURY_NOTE, "Bury note until tomorrow", "=", "clock"),
    (ActionId.SUSPEND_CARD, "Suspend card", "@", "pause"),
    (ActionId.SUSPEND_NOTE, "Suspend note", "!", "pause"),
    (ActionId.RELEASE_CARD, "Release card", "Ctrl+J", "play"),
    (ActionId.DELETE_NOTE, "Delete note", "Ctrl+Del", "trash-2"),
    (ActionId.RESET_CARD, "Reset card", "Ctrl+Alt+N", "rotate-ccw"),
    (ActionId.SET_DUE_DATE, "Set due date", "Ctrl+Shift+D", "calendar-clock"),
    (ActionId.COPY_NOTE, "Copy note", "Ctrl+Alt+E", "copy"),
    (ActionId.CARD_INFO, "Card history", "I", "info"),
    (ActionId.PREVIOUS_CARD_INFO, "History of the card before", "Ctrl+Alt+I", "history"),
    (ActionId.STUDY_OPTIONS, "Deck options", "O", "sliders-horizontal"),
    (ActionId.AUTO_ADVANCE, "Auto-advance, or no longer", "Shift+A", "play"),
    (ActionId.MORE, "More", "M", "ellipsis"),
    (ActionId.END_SESSION, "End the session", "Esc", "x"),
)

_CHOICE = _table(
    Scope.CHOICE,
    (ActionId.PICK, "Pick an option", "1 2 3 4 5 6 7 8 9", ""),
    (ActionId.SUBMIT, "Check the answer", "Return Enter", "check"),
)

_CHANGES = _table(
    Scope.CHANGES,
    (ActionId.NEXT_CHANGE, "Next change", "Down J", "chevron-down"),
    (ActionId.PREVIOUS_CHANGE, "Change before", "Up K", "chevron-up"),
    (ActionId.KEEP_MINE, "Keep my words", "1", "check"),
    (ActionId.TAKE_THEIRS, "Take the publisher's words", "2", "arrow-right"),
    (ActionId.EDIT_MINE, "Edit my words", "3 E", "pencil"),
    (ActionId.CHANGES_DONE, "Done", "Esc", "x"),
)

_PRACTICE = _table(
    Scope.PRACTICE,
    (ActionId.PICK_ANSWER, "Pick an option", "1 2 3 4 5 6 7 8 9 A B C D E", ""),
    (ActionId.NEXT_QUESTION, "Next question", "N Right Return Enter", "chevron-right"),
    (ActionId.PREVIOUS_QUESTION, "Previous question", "P Left", "chevron-left"),
    (ActionId.FLAG_QUESTION, "Flag to look at again", "F", "flag"),
    (ActionId.GUESS, "Mark as a guess", "G", "circle-question-mark"),
    (ActionId.STRIKE, "Cross out an option", "X", "x"),
    (ActionId.LIST_QUESTIONS, "List of questions", "L", "list-checks"),
    (ActionId.PAUSE, "Pause", "Space", "pause"),
    (ActionId.HAND_IN, "Hand in", "Ctrl+Return Ctrl+Enter", "check"),
    (ActionId.LEAVE_EXAM, "Leave", "Esc", "x"),
)

_PROGRESS = _table(
    Scope.PROGRESS,
    (ActionId.LAST_MONTH, "Last month", "1", ""),
    (ActionId.LAST_QUARTER, "Last quarter", "2", ""),
    (ActionId.LAST_YEAR, "Last year", "3", ""),
    (ActionId.ALL_TIME, "All time", "4", ""),
    (ActionId.NEXT_SECTION, "Next section", "N", "chevron-right"),
    (ActionId.PREVIOUS_SECTION, "Section before", "Shift+N", "chevron-left"),
    (ActionId.CHARTS_AS_TABLES, "Show charts as tables, or as charts", "V", "list"),
    (ActionId.COPY_CHART, "Copy the chart as CSV", "Ctrl+C", "copy"),
    (ActionId.SAVE_CHART, "Save the chart as a picture", "Ctrl+S", "download"),
    (ActionId.SEARCH_CHARTS, "Count the cards a search finds", "Ctrl+F", "search"),
)

_IMPORT = _table(
    Scope.IMPORT,
    (ActionId.CHOOSE_FILES, "Choose files…", "Ctrl+O", "file-text"),
    (ActionId.CHOOSE_FOLDER, "Choose a folder…", "Ctrl+Shift+O", "folder-open"),
    (ActionId.PASTE_TEXT, "Paste text…", "Ctrl+V", "clipboard-paste"),
    (ActionId.CARRY_OUT_IMPORT, "Import what is shown", "Ctrl+Return Ctrl+Enter", "download"),
    (ActionId.DEAL_APART, "In a list: deal with this note in the first, second or third way", "1 2 3", ""),
    (ActionId.LEAVE_IMPORT, "Back", "Esc", "x"),
)

_EDIT = _table(
    Scope.EDIT,
    (ActionId.SAVE_NOTE, "Save changes", "Ctrl+Return Ctrl+Enter", "check"),
    (ActionId.CANCEL_EDIT, "Leave the note as it was", "Esc", "x"),
    (ActionId.BOLD, "Bold", "Ctrl+B", "bold"),
    (ActionId.ITALIC, "Italic", "Ctrl+I", "italic"),
    (ActionId.UNDERLINE, "Underlined", "Ctrl+U", "underline"),
    (ActionId.SUPERSCRIPT, "Raised", "Ctrl+=", "superscript"),
    (ActionId.SUBSCRIPT, "Lowered", "Ctrl+Shift+=", "subscript"),
    (ActionId.CLEAR_FORMAT, "Without formatting", "Ctrl+R", "remove-formatting"),
    (ActionId.BULLETS, "List", "Ctrl+,", "list"),
    (ActionId.NUMBERS, "Numbered list", "Ctrl+.", "list-ordered"),
    (ActionId.INDENT, "List item deeper", "Ctrl+Shift+.", ""),
    (ActionId.OUTDENT, "List item back", "Ctrl+Shift+,", ""),
    (ActionId.TEXT_COLOUR, "Colour", "F7", "baseline"),
    (ActionId.PICK_COLOUR, "Another colour", "F8", "palette"),
    (ActionId.CLOZE, "Gap, the next number", "Ctrl+Shift+C", "brackets"),
    (ActionId.CLOZE_SAME, "Gap, the same number", "Ctrl+Alt+Shift+C", ""),
    (ActionId.FORMULA, "Formula", "Ctrl+M", "sigma"),
    (ActionId.ATTACH, "Attach pictures or sounds", "F3", "paperclip"),
    (ActionId.PASTE_PLAIN, "Paste without formatting", "Ctrl+Shift+V", ""),
    (ActionId.SOURCE_VIEW, "HTML of the field", "Ctrl+Shift+X", "code-xml"),
    (ActionId.GO_TO_TAGS, "Tags", "Ctrl+Shift+T", "tag"),
    (ActionId.PREVIEW, "Preview", "Ctrl+Shift+P", "eye"),
)

_ADD = _table(
    Scope.ADD,
    (ActionId.ADD_NOTE, "Add the note", "Ctrl+Return Ctrl+Enter", "plus"),
    (ActionId.CHOOSE_TYPE, "Choose the note type", "Ctrl+N", ""),
    (ActionId.CHOOSE_DECK, "Choose the deck", "Ctrl+D", ""),
    (ActionId.RECENTLY_ADDED, "Recently added", "Ctrl+H", "history"),
    (ActionId.EDIT_TYPE, "Fields and cards of note types", "Ctrl+L", ""),
    (ActionId.KEEP_FIELD, "Keep the field for the next note", "F9", "pin"),
    (ActionId.KEEP_FIELDS, "Keep all fields, or none", "Shift+F9", ""),
    (ActionId.LEAVE_ADD, "Leave; what is written waits here", "Esc", "x"),
)

_NOTE_TYPES = _table(
    Scope.NOTE_TYPES,
    (ActionId.SAVE_TYPE, "Save changes", "Ctrl+Return Ctrl+Enter", "check"),
    (ActionId.COPY_TYPE, "Copy…", "Ctrl+N", "copy"),
    (ActionId.RENAME_TYPE, "Rename…", "F2", "pencil"),
    (ActionId.DELETE_TYPE, "Delete", "Ctrl+Del", "trash-2"),
    (ActionId.LEAVE_TYPES, "Back to writing", "Esc", "x"),
)

ACTIONS: tuple[Action, ...] = (
    *_WINDOW,
    *_DECKS,
    *_BROWSE,
    *_STUDY,
    *_CHOICE,
    *_CHANGES,
    *_PRACTICE,
    *_PROGRESS,
    *_IMPORT,
    *_EDIT,
    *_ADD,
    *_NOTE_TYPES,
)
"""Every action there is."""

SHARED_BY_SIDE = frozenset({"1", "2", "3", "4", "5", "6", "7", "Return", "Enter"})
"""Keys a choice question uses before it is answered, ratings and sounds after; only one set is enabled at a time."""


def of_scope(scope: Scope) -> tuple[Action, ...]:
    """Give the actions of a place, in their order."""
    return tuple(action for action in ACTIONS if action.scope is scope)


def action(name: ActionId) -> Action:
    """Give one line of the table."""
    return next(line for line in ACTIONS if line.id is name)


class Actions:
    """The `QAction`s of one place, made from the table.

    Connect to `actions[ActionId.EDIT_NOTE].triggered`; disable what cannot be done now. They do not repeat while a key
    is held, and belong to `owner`: they work where it is (the window: everywhere in it; a page: while a widget in it
    has the focus).
    """

    def __init__(self, owner: QWidget, scope: Scope, icons: Icons, keymap: "Keymap | None" = None) -> None:
        """Make them.

        Args:
            keymap: the learner's own keys, heeded from now on; without it the keys are those of the table.
        """
        self._actions = {line.id: _made(line, owner, icons) for line in of_scope(scope)}
        if keymap is not None:
            _KeptKeys(owner, self._actions, keymap)
        self._only: frozenset[ActionId] | None = None

    def __getitem__(self, name: ActionId) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[tuple[ActionId, QAction]]:
        return iter(self._actions.items())

    def enable_only(self, names: Iterable[ActionId]) -> None:
        """Enable some of the actions and disable the others; those that stay as they are cost nothing."""
        wanted = frozenset(names)
        changed = self._actions.keys() if self._only is None else wanted ^ self._only
        self._only = wanted
        for name in changed & self._actions.keys():
            self._actions[name].setEnabled(name in wanted)


class _KeptKeys(QObject):
    """Keeps the shortcuts of some actions as the keymap has them."""

    def __init__(self, owner: QObject, commands: dict[ActionId, QAction], keymap: "Keymap") -> None:
        super().__init__(owner)
        self._commands = commands
        self._keymap = keymap
        keymap.changed.connect(self.apply)
        self.apply()

    @Slot()
    def apply(self) -> None:
        """Set every shortcut."""
        for name, command in self._commands.items():
            command.setShortcuts([QKeySequence(key) for key in self._keymap.keys(name)])


def _made(line: Action, owner: QWidget, icons: Icons) -> QAction:
    made = QAction(line.text, owner)
    made.setObjectName(line.id)
    made.setShortcuts([QKeySequence(key) for key in line.keys])
    made.setAutoRepeat(False)
    everywhere = line.scope is Scope.WINDOW
    made.setShortcutContext(
        Qt.ShortcutContext.WindowShortcut if everywhere else Qt.ShortcutContext.WidgetWithChildrenShortcut
    )
    if line.icon:
        made.setIcon(icons.icon(line.icon))
        made.setIconVisibleInMenu(True)
    owner.addAction(made)
    return made
