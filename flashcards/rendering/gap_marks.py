"""Gaps in a line of plain text, as lists show it; the line may have been cut inside one."""

import re

from flashcards.rendering import cloze

_BEGINS = re.compile(r"\{\{c[\d,]+::")
_ENDS = re.compile(r"(?:::[^{}]*)?\}\}")


def gaps_filled(text: str) -> str:
    """Take the marks of gaps away."""
    return _ENDS.sub("", _BEGINS.sub("", text)) if "{{c" in text else text


def gap_asked(text: str, number: int) -> str:
    """Give a line as the card of a gap asks it: `[…]` or `[hint]` for that gap, the others filled in."""
    if "{{c" not in text:
        return text
    cut = max(len(_BEGINS.findall(text)) - text.count("}}"), 0)
    return gaps_filled(cloze.asked(text + "}}" * cut, number))
