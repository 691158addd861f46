"""`flashcards export`: decks out."""

from pathlib import Path

import typer

from flashcards.collection.exporting import Exported
from flashcards.formats import registry
from flashcards.formats.format import WriteFormat
from flashcards.wording import counted

_ENDINGS = {".tsv": ".txt", ".tab": ".txt", ".markdown": ".md"}
"""Endings that mean the same as those the formats have."""


def format_for(name: str | None, path: Path) -> WriteFormat:
    """Give the format to write: the one that is named, else the first whose files end like the path.

    Raises:
        typer.BadParameter: there is none.
    """
    if name is None:
        ending = _ENDINGS.get(path.suffix.lower(), path.suffix.lower())
        found = [one for one in registry.WRITE if one.suffix and one.suffix == ending]
    else:
        found = [one for one in registry.WRITE if one.id == name]
    if not found:
        every = ", ".join(one.id for one in registry.WRITE)
        unknown = f"There is no format “{name}”. There are" if name else "Say with --format what to write; there are"
        problem = f"{unknown} {every}"
        raise typer.BadParameter(problem)
    return found[0]


def sentence(path: Path, done: Exported, form: WriteFormat, *, with_schedule: bool) -> str:
    """Say what was written, and what the format has no place for."""
    numbers = {"note": done.notes, "card": done.cards, "review": done.reviews, "media file": done.media}
    said = ", ".join(counted(number, name) for name, number in numbers.items() if number or name == "note")
    lost = with_schedule and not form.carries_schedule
    schedule = (f"The schedule stayed behind: {form.id} has no place for it.",) if lost else ()
    return "".join(f"{line}\n" for line in (f"{path}: {said}.", *schedule, *done.remarks))
