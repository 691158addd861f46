"""The seven flags of cards: what they are called."""

from collections.abc import Mapping

USUAL_FLAGS = ("Red", "Orange", "Green", "Blue", "Pink", "Turquoise", "Purple")
"""What flags 1 to 7 are called until the learner gives them names: their colours."""

LONGEST_FLAG = 40
"""Characters of a flag's name."""


def flags_named(own: Mapping[int, str]) -> tuple[str, ...]:
    """Give the names of flags 1 to 7: the learner's own, else their colours."""
    return tuple(own.get(number) or usual for number, usual in enumerate(USUAL_FLAGS, start=1))
