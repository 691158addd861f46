"""Learning settings and the options of presets as the JSON that is kept of them."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from functools import lru_cache
from typing import Any

from flashcards.domain.learning import LearningSettings, NewOrder, ReviewOrder
from flashcards.domain.preset import OPTION_NAMES, DeckOptions

LEARNING_KEY = "learning"
"""The row of `setting` that holds them."""

_MAKE: Mapping[str, Callable[[Any], object]] = {
    "learning_steps_s": tuple,
    "relearning_steps_s": tuple,
    "parameters": tuple,
    "easy_days": tuple,
    "new_order": NewOrder,
    "review_order": ReviewOrder,
}
"""What JSON has another form for."""

_NAMES = frozenset(field.name for field in fields(LearningSettings))


def encode_settings(settings: LearningSettings) -> str:
    """Give settings as JSON."""
    return json.dumps(asdict(settings))


@lru_cache(maxsize=8)
def decode_settings(text: str) -> LearningSettings:
    """Read settings from JSON; what is missing has its default, what is unknown is left out.

    Raises:
        ValueError: a value is out of range or not JSON.
    """
    return LearningSettings(**_known(text, _NAMES))


def encode_options(options: DeckOptions) -> str:
    """Give what options say as JSON."""
    return json.dumps(options.said())


def decode_options(text: str) -> DeckOptions:
    """Read options from JSON; what is missing is not said, what is unknown is left out.

    Raises:
        ValueError: a value is out of range or not JSON.
    """
    return DeckOptions(**_known(text, frozenset(OPTION_NAMES)))


def _known(text: str, names: frozenset[str]) -> dict[str, Any]:
    stored: dict[str, Any] = json.loads(text)
    return {name: _MAKE[name](one) if name in _MAKE else one for name, one in stored.items() if name in names}
