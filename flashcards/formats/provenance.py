"""A note's provenance as plain values, for formats that keep it as JSON.

Only what is there is written; what cannot be read counts as not there.
"""

import math
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from flashcards.domain.note import DOMAINS, Provenance
from flashcards.formats.deck_values import read_level
from flashcards.formats.transfer import NO_PROVENANCE

_Read = TypeVar("_Read")


def to_values(provenance: Provenance) -> dict[str, object]:
    """Give a provenance as texts, numbers, lists and truth values."""
    if provenance is NO_PROVENANCE or provenance == NO_PROVENANCE:
        return {}
    values: dict[str, object] = {
        "citation": provenance.citation or None,
        "checked_on": provenance.checked_on.isoformat() if provenance.checked_on else None,
        "as_of": provenance.as_of or None,
        "domain": provenance.domain,
        "level": provenance.level.label if provenance.level else None,
        "facts": list(provenance.facts) or None,
        "tests": list(provenance.tests) or None,
        "is_exam_only": provenance.is_exam_only or None,
        "tolerance": provenance.tolerance,
    }
    return {key: value for key, value in values.items() if value is not None}


def from_values(values: Mapping[str, object]) -> Provenance:
    """Give a provenance back."""
    domain = values.get("domain")
    return Provenance(
        citation=_text(values, "citation"),
        checked_on=_read(date.fromisoformat, _text(values, "checked_on")),
        as_of=_text(values, "as_of"),
        domain=domain if isinstance(domain, int) and domain in DOMAINS else None,
        level=_read(read_level, _text(values, "level")),
        facts=_texts(values, "facts"),
        tests=_texts(values, "tests"),
        is_exam_only=values.get("is_exam_only") is True,
        tolerance=_positive(values.get("tolerance")),
    )


def _text(values: Mapping[str, object], key: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else ""


def _texts(values: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = values.get(key)
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()


def _positive(value: object) -> float | None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    return float(value) if 0 <= value < math.inf else None


def _read(read: Callable[[str], _Read], text: str) -> _Read | None:
    try:
        return read(text)
    except ValueError:
        return None
