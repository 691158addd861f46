"""Tags: words on a note. They are compared without regard to the case of A to Z."""

import string

_FOLDED = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def folded(tag: str) -> str:
    """Give a tag as the collection compares it: letters A to Z in lower case."""
    return tag.lower() if tag.isascii() else tag.translate(_FOLDED)
