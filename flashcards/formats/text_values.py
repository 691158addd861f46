"""Cells of a table read into what they stand for. Each reader says what is wrong in a `ValueError`."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flashcards.domain.note import DOMAIN_NAMES
from flashcards.formats import deck_values
from flashcards.formats.text_layout import Role

_DOMAINS = {name.casefold(): number for number, name in DOMAIN_NAMES.items()}


def read_domain(text: str) -> int:
    """Read a RHIT domain: its number, `Domain 2`, or its name."""
    plain = text.casefold().removeprefix("domain").strip()
    named = _DOMAINS.get(plain)
    return deck_values.read_domain(plain) if named is None else named


def read_checked(text: str) -> date:
    """Read a date; the time of day that spreadsheets add does not count."""
    day = text.split(" ")[0].split("T")[0]
    return deck_values.read_date(day if any(map(str.isdigit, day)) and not day.isdigit() else text)


def read_words(text: str) -> tuple[str, ...]:
    """Read words parted by spaces, commas or semicolons, without repeats."""
    return tuple(dict.fromkeys(text.replace(",", " ").replace(";", " ").split()))


READERS: dict[Role, Callable[[str], Any]] = {
    Role.CITATION: str,
    Role.AS_OF: str,
    Role.DOMAIN: read_domain,
    Role.LEVEL: lambda text: deck_values.read_level(text.casefold()),
    Role.CHECKED: read_checked,
    Role.FACTS: read_words,
    Role.TESTS: read_words,
    Role.USE: lambda text: deck_values.read_use(text.casefold()),
    Role.TOLERANCE: deck_values.read_tolerance,
}
"""What reads the cells of a column that is about a note's provenance."""

PROVENANCE: dict[Role, str] = {
    Role.CITATION: "citation",
    Role.AS_OF: "as_of",
    Role.DOMAIN: "domain",
    Role.LEVEL: "level",
    Role.CHECKED: "checked_on",
    Role.FACTS: "facts",
    Role.TESTS: "tests",
    Role.USE: "is_exam_only",
    Role.TOLERANCE: "tolerance",
}
"""Which attribute of `Provenance` such a column becomes."""


def reads(role: Role) -> Callable[[str], bool]:
    """Give a function that says whether a cell can be read in this role."""

    def fits(text: str) -> bool:
        try:
            READERS[role](text.strip())
        except ValueError:
            return False
        return True

    return fits
