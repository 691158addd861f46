"""The window: everything that knows Qt."""

import PySide6.QtCore  # noqa: F401 - replaces `__import__` when it is loaded, which is undone here

from flashcards.ui.imports import import_plainly

import_plainly()
