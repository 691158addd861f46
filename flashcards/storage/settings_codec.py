"""Learning settings as the JSON kept in the `setting` table."""

import json
from dataclasses import asdict, fields
from typing import Any

from flashcards.domain.learning import LearningSettings

LEARNING_KEY = "learning"
"""The row of `setting` that holds them."""

_TUPLES = frozenset({"learning_steps_s", "relearning_steps_s", "parameters"})
_NAMES = frozenset(field.name for field in fields(LearningSettings))


def encode_settings(settings: LearningSettings) -> str:
    """Give settings as JSON."""
    return json.dumps(asdict(settings))


def decode_settings(text: str) -> LearningSettings:
    """Read settings from JSON; what is missing has its default, what is unknown is left out.

    Raises:
        ValueError: a value is out of range or not JSON.
    """
    stored: dict[str, Any] = json.loads(text)
    known: dict[str, Any] = {
        name: tuple(value) if name in _TUPLES else value for name, value in stored.items() if name in _NAMES
    }
    return LearningSettings(**known)
