"""The one table of actions: what can be done by key or menu, in which place, with which keys.

Menus, shortcuts, the `?` sheet and tooltips are all made from it, so they cannot disagree. Keys are Qt's portable
names; on macOS Qt shows and takes Ctrl as Cmd. The keys are Anki's wherever Anki has one, and there is a second one, as
in Anki, where macOS takes a key for itself.

One table is one idea, however long it grows: it has a line for each action, and nothing else.
"""

from dataclasses import dataclass

from flashcards.ui.action_ids import ActionId, Scope


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
    (ActionId.GO_TUNING, "Tuning", "", "sliders-horizontal"),
    (ActionId.GO_CHANGES, "Rule changes", "Ctrl+Shift+R", "history"),
    (ActionId.GO_NOTE_TYPES, "Note types", "Ctrl+Shift+N", "layout-template"),
    (ActionId.GO_IMPORT, "Import", "Ctrl+Shift+I", "download"),
    (ActionId.EXPORT, "Export", "Ctrl+E", "upload"),
    (ActionId.DECK_PALETTE, "Find a deck or a command", "/ Ctrl+Shift+Space", "search"),
    (ActionId.CUSTOM_SESSION, "Custom session", "F", "list-checks"),
    (ActionId.UNDO, "Undo", "Ctrl+Z", "undo-2"),
    (ActionId.REDO, "Redo", "Ctrl+Shift+Z", "redo-2"),
    (ActionId.BACK_UP, "Back up now", "Y", "archive"),
    (ActionId.GO_CARE, "Your collection: check, backups, others", "Ctrl+Shift+B Ctrl+Shift+P", "circle-check"),
    (ActionId.CHEAT_SHEET, "Keyboard shortcuts", "? F1", "keyboard"),
    (ActionId.CHANGE_KEYS, "Change keys", "Ctrl+F1", "keyboard"),
    (ActionId.FULL_SCREEN, "Full screen", "F11", "maximize"),
    (ActionId.ZOOM_IN, "Larger text", "Ctrl++ Ctrl+=", "zoom-in"),
    (ActionId.ZOOM_OUT, "Smaller text", "Ctrl+-", "zoom-out"),
    (ActionId.ZOOM_RESET, "Usual text size", "Ctrl+0", "type"),
    (ActionId.THEME_SYSTEM, "Theme of the system", "", ""),
    (ActionId.THEME_LIGHT, "Light theme", "", "sun"),
    (ActionId.THEME_DARK, "Dark theme", "", "moon"),
    (ActionId.TURN_CONTRAST, "High contrast, or usual", "", ""),
    (ActionId.ABOUT, "About Flashcards", "", "info"),
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
    (ActionId.BROWSE_DECK, "Show its cards in Browse", "Shift+B", "search"),
    (ActionId.RESET_DECK, "Reset its cards: learn them anew", "Ctrl+Alt+N", "rotate-ccw"),
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
    (ActionId.ADD_NOTES, "Add notes", "Ctrl+E", "square-pen"),
    (ActionId.EXPORT_NOTES, "Export notes", "Ctrl+Shift+E", "upload"),
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
    (ActionId.READ_ALOUD, "Read aloud, or stop", "V", "speaker"),
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
    (ActionId.COPY_REPORT, "Copy as a correction for the publisher", "Shift+C", "clipboard-paste"),
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
    (ActionId.TAKE_THEIRS, "Take the publisher’s words", "2", "arrow-right"),
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
    (ActionId.GIVE_REASON, "In the review: why you missed it", "1 2 3 4 5", ""),
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
    (ActionId.READ_ON, "In a list: read on in what is shown of the line", "Space", ""),
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
    (ActionId.TABLE, "Table; inside one, its rows and columns", "F6", "table"),
    (ActionId.TEXT_COLOUR, "Colour", "F7", "baseline"),
    (ActionId.PICK_COLOUR, "Another colour", "F8", "palette"),
    (ActionId.CLOZE, "Gap, the next number", "Ctrl+Shift+C", "brackets"),
    (ActionId.CLOZE_SAME, "Gap, the same number", "Ctrl+Alt+Shift+C", ""),
    (ActionId.FORMULA, "Formula", "Ctrl+M", "sigma"),
    (ActionId.ATTACH, "Attach pictures or sounds", "F3", "paperclip"),
    (ActionId.RECORD, "Record a sound", "F5", "microphone"),
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
    (ActionId.RECENTLY_ADDED, "Recently added", "Ctrl+H Ctrl+Shift+H", "history"),
    (ActionId.EDIT_TYPE, "Fields and cards of the note type", "Ctrl+L", "layout-template"),
    (ActionId.KEEP_FIELD, "Keep the field for the next note", "F9", "pin"),
    (ActionId.KEEP_FIELDS, "Keep all fields, or none", "Shift+F9", ""),
    (ActionId.LEAVE_ADD, "Leave; what is written waits here", "Esc", "x"),
)

_NOTE_TYPES = _table(
    Scope.NOTE_TYPES,
    (ActionId.SAVE_TYPE, "Save changes", "Ctrl+Return Ctrl+Enter", "check"),
    (ActionId.TAB_FIELDS, "Fields", "Ctrl+1", ""),
    (ActionId.TAB_CARDS, "Cards", "Ctrl+2", ""),
    (ActionId.TAB_STYLING, "Styling", "Ctrl+3", ""),
    (ActionId.PREVIOUS_TEMPLATE, "Card before", "F3", ""),
    (ActionId.NEXT_TEMPLATE, "Next card", "F4", ""),
    (ActionId.COPY_TYPE, "Copy…", "Ctrl+N", "copy"),
    (ActionId.RENAME_TYPE, "Rename…", "F2", "pencil"),
    (ActionId.DELETE_TYPE, "Delete", "Ctrl+Del", "trash-2"),
    (ActionId.LEAVE_TYPES, "Back to the note, or to writing one", "Esc", "x"),
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

_BY_NAME = {line.id: line for line in ACTIONS}

SHARED_BY_SIDE = frozenset({"1", "2", "3", "4", "5", "6", "7", "Return", "Enter"})
"""Keys a choice question uses before it is answered, ratings and sounds after; only one set is enabled at a time."""


def of_scope(scope: Scope) -> tuple[Action, ...]:
    """Give the actions of a place, in their order."""
    return tuple(action for action in ACTIONS if action.scope is scope)


def action(name: ActionId) -> Action:
    """Give one line of the table."""
    return _BY_NAME[name]
