"""Numbers as they are typed behind a command."""

import typer

from flashcards.domain.errors import UnknownImportError

_MOST_DIGITS = 15
"""No collection has so many of anything."""


def import_number(text: str) -> int:
    """Read the number of an import.

    Raises:
        UnknownImportError: it is none.
    """
    if not _is_number(text):
        problem = f"“{text}” is no number of an import. `flashcards imports` lists those there are."
        raise UnknownImportError(problem)
    return int(text)


def card_count(typed: str | int) -> int:
    """Read how many cards are wanted.

    Args:
        typed: typer hands the default over, too, which is a number already.

    Raises:
        typer.BadParameter: it is no number, or none at all.
    """
    text = str(typed)
    if not _is_number(text) or int(text) < 1:
        problem = f"“{text}” is no number of cards: --limit takes one from 1 up"
        raise typer.BadParameter(problem)
    return int(text)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
