"""Identifiers, one type for each kind of thing, so that they cannot be mixed up."""

from typing import NewType

CardId = NewType("CardId", int)
NoteId = NewType("NoteId", int)
NoteTypeId = NewType("NoteTypeId", int)
DeckId = NewType("DeckId", int)
ReviewId = NewType("ReviewId", int)
ExamId = NewType("ExamId", int)
PresetId = NewType("PresetId", int)
AttemptId = NewType("AttemptId", int)
SavedSearchId = NewType("SavedSearchId", int)
