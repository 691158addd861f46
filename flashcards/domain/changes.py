"""What an action is called and which kinds of thing it changed."""

from dataclasses import dataclass, field
from enum import Enum, StrEnum


class Operation(StrEnum):
    """A learner's action, as the undo menu names it ("Undo Answer Card")."""

    ANSWER_CARD = "Answer Card"
    BURY = "Bury"
    UNBURY = "Unbury"
    SUSPEND = "Suspend"
    UNSUSPEND = "Unsuspend"
    FLAG = "Flag"
    UNFLAG = "Remove Flag"
    RENAME_FLAG = "Rename Flag"
    MARK = "Mark"
    UNMARK = "Remove Mark"
    RESET_CARD = "Reset Card"
    SET_DUE_DATE = "Set Due Date"
    REPOSITION = "Reposition"
    GRADE_NOW = "Grade Now"
    MOVE_CARDS = "Change Deck"
    ADD_TAGS = "Add Tags"
    REMOVE_TAGS = "Remove Tags"
    RENAME_TAG = "Rename Tag"
    FIND_AND_REPLACE = "Find and Replace"
    CHANGE_NOTE_TYPE = "Change Note Type"
    EDIT_NOTE = "Edit Note"
    ADD_NOTE = "Add Note"
    COPY_NOTE = "Copy Note"
    SPLIT_NOTE = "Split Note"
    ATTACH_FILES = "Attach Files"
    ADD_NOTE_TYPE = "Add Note Type"
    EDIT_NOTE_TYPE = "Edit Note Type"
    DELETE_NOTE_TYPE = "Delete Note Type"
    DELETE_NOTE = "Delete Note"
    DELETE_EMPTY = "Delete Empty Cards"
    FORGET_MEDIA = "Remove Unused Files"
    ADD_DECK = "Add Deck"
    EDIT_DECK = "Edit Deck"
    MOVE_DECK = "Move Deck"
    DELETE_DECK = "Delete Deck"
    EDIT_PRESET = "Edit Preset"
    DELETE_PRESET = "Delete Preset"
    IMPORT = "Import"
    REVERT_IMPORT = "Revert Import"
    CHOOSE_DECKS = "Choose Decks"
    LOAD_BUNDLED_DECKS = "Update Bundled Decks"
    CHOOSE_WORDS = "Choose Words"
    CHANGE_SETTINGS = "Change Settings"
    TUNE = "Tune Schedule"
    PUT_ADVICE_AWAY = "Put Advice Away"
    RESCHEDULE = "Reschedule"
    ADD_EXAM = "Add Exam"
    EDIT_EXAM = "Edit Exam"
    DELETE_EXAM = "Delete Exam"
    SIT_EXAM = "Sit Practice Exam"
    DELETE_ATTEMPT = "Delete Practice Exam"
    GIVE_REASON = "Say Why It Was Missed"
    STUDY_MISSES = "Bring Missed Cards Forward"
    REPLAN = "Change Plan"
    KEEP_ESTIMATE = "Keep Estimate"
    COUNT_REVIEWS = "Count Reviews"
    MOVE_REVIEWS = "Move Reviews"
    PLAN_BREAK = "Plan Break"
    END_BREAK = "End Break"
    ADD_SEARCH = "Save Search"
    EDIT_SEARCH = "Edit Saved Search"
    DELETE_SEARCH = "Delete Saved Search"

    @classmethod
    def _missing_(cls, value: object) -> "Operation | None":
        """Read the names that steps stored before these were given carry."""
        before = {"Load Bundled Decks": cls.LOAD_BUNDLED_DECKS, "Study What Was Missed": cls.STUDY_MISSES}
        return before.get(str(value))


class Kind(Enum):
    """A kind of thing that can change."""

    CARD = "card"
    NOTE = "note"
    NOTE_TYPE = "note type"
    DECK = "deck"
    PRESET = "preset"
    TAG = "tag"
    REVIEW = "review"
    SETTINGS = "settings"
    MEDIA = "media"
    IMPORT = "import"
    EXAM = "exam"
    ATTEMPT = "attempt"
    FIT = "fit"
    PREDICTION = "prediction"
    SEARCH = "saved search"


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """The kinds of thing an operation wrote, for screens to decide whether they are concerned.

    Attributes:
        step: the step of undo it is, never given twice; None when it is none.
    """

    operation: Operation
    kinds: frozenset[Kind]
    step: int | None = field(default=None, compare=False)

    def touches(self, *kinds: Kind) -> bool:
        """Say whether any of `kinds` changed."""
        return not self.kinds.isdisjoint(kinds)
