"""`flashcards export`: decks out."""

from pathlib import Path

import typer

from flashcards.collection.exporting import Exported
from flashcards.formats import registry
from flashcards.formats.format import WriteFormat


def format_for(name: str | None, path: Path) -> WriteFormat:
    """Give the format to write: the one that is named, else the first whose files end like the path.

    Raises:
        typer.BadParameter: there is none.
    """
    if name is None:
        found = [one for one in registry.WRITE if one.suffix and path.name.lower().endswith(one.suffix)]
    else:
        found = [one for one in registry.WRITE if one.id == name]
    if not found:
        every = ", ".join(one.id for one in registry.WRITE)
        problem = f"Say with --format what to write; there are {every}"
        raise typer.BadParameter(problem)
    return found[0]


def sentence(path: Path, done: Exported) -> str:
    """Say what was written."""
    numbers = {"notes": done.notes, "cards": done.cards, "reviews": done.reviews, "media": done.media}
    said = ", ".join(f"{number} {name}" for name, number in numbers.items() if number or name == "notes")
    return f"{path}: {said}.\n"
