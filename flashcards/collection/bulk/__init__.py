"""Verbs for many cards or notes at once: each is one step of undo, tells how far it is, and can be stopped.

Ids may be any whole numbers, numpy's included, in any order; those of cards and notes that are gone are passed over.
"""

from flashcards.collection.bulk.cards import (
    bury,
    flag,
    move_to_deck,
    suspend,
    toggle_buried,
    toggle_flag,
    toggle_suspended,
    unbury,
    unsuspend,
)
from flashcards.collection.bulk.chosen import cards_of, notes_of
from flashcards.collection.bulk.due_days import DueDays, DueDaysError
from flashcards.collection.bulk.finding import FieldChange
from flashcards.collection.bulk.grading import grade_now
from flashcards.collection.bulk.note_types import TypeChangePreview, change_note_type, only_type, preview_note_type
from flashcards.collection.bulk.notes import add_tags, copy_notes, delete_notes, remove_tags, toggle_marked
from flashcards.collection.bulk.placing import Places, reposition
from flashcards.collection.bulk.replacement import Manner, PatternError, Place, Replaced, Replacement
from flashcards.collection.bulk.replacing import ReplacePreview, fields_to_search, preview_replace, replace_in
from flashcards.collection.bulk.scheduling import reset, set_due
from flashcards.collection.bulk.type_mapping import NoteTypeChangeError, TypeMapping, suggested

__all__ = [
    "DueDays",
    "DueDaysError",
    "FieldChange",
    "Manner",
    "NoteTypeChangeError",
    "PatternError",
    "Place",
    "Places",
    "ReplacePreview",
    "Replaced",
    "Replacement",
    "TypeChangePreview",
    "TypeMapping",
    "add_tags",
    "bury",
    "cards_of",
    "change_note_type",
    "copy_notes",
    "delete_notes",
    "fields_to_search",
    "flag",
    "grade_now",
    "move_to_deck",
    "notes_of",
    "only_type",
    "preview_note_type",
    "preview_replace",
    "remove_tags",
    "replace_in",
    "reposition",
    "reset",
    "set_due",
    "suggested",
    "suspend",
    "toggle_buried",
    "toggle_flag",
    "toggle_marked",
    "toggle_suspended",
    "unbury",
    "unsuspend",
]
