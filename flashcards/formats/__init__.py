"""Files into drafts. Nothing here touches a collection."""

from flashcards.formats.deck_text import read_deck_file, read_deck_files, read_deck_folder, read_deck_text
from flashcards.formats.draft import DeckDraft, NoteDraft, Problem
from flashcards.formats.lint import Scope, lint

__all__ = [
    "DeckDraft",
    "NoteDraft",
    "Problem",
    "Scope",
    "lint",
    "read_deck_file",
    "read_deck_files",
    "read_deck_folder",
    "read_deck_text",
]
