"""Changes in meaning in words, the same in the message and on the page."""

from collections import Counter
from collections.abc import Iterable

from flashcards.formats.deck_changes_reader import Changed
from flashcards.wording import counted

_DEEDS = {Changed.RULE: "changed", Changed.ANSWER: "corrected", Changed.QUESTION: "rewritten"}


def changes_counted(changes: Iterable[Changed]) -> str:
    """Count changes by what they are: "2 rules changed, 1 answer corrected"; empty when there are none."""
    numbers = Counter(changes)
    return ", ".join(f"{counted(numbers[one], one)} {_DEEDS[one]}" for one in Changed if numbers[one])


def named(changed: Changed) -> str:
    """Name one change: "Rule changed"."""
    return f"{changed} {_DEEDS[changed]}".capitalize()
