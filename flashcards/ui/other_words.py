"""Words that a command of the window is looked for by, as other programs use them, beside its own name."""

from flashcards.ui.action_ids import ActionId

OTHER_WORDS: dict[str, str] = {
    ActionId.GO_CARE: "verify restore damage",
    ActionId.GO_EXAM: "plan date readiness",
    ActionId.GO_IMPORT: "open anki csv",
    ActionId.GO_PROGRESS: "statistics stats graphs charts",
    ActionId.GO_SETTINGS: "preferences options",
    ActionId.GO_TUNING: "tune fsrs optimize parameters retention schedule",
    ActionId.EXPORT: "save share anki csv print",
    ActionId.CHEAT_SHEET: "help hotkeys",
    ActionId.ZOOM_IN: "font bigger zoom",
    ActionId.ZOOM_OUT: "font zoom",
    ActionId.ZOOM_RESET: "font zoom",
    ActionId.THEME_SYSTEM: "colors colours appearance automatic",
    ActionId.THEME_LIGHT: "colors colours appearance day mode",
    ActionId.THEME_DARK: "colors colours appearance night mode",
    ActionId.TURN_CONTRAST: "accessibility colors colours theme",
    ActionId.ABOUT: "version licence license help",
    ActionId.QUIT: "exit",
}
