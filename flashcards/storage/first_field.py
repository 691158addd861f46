"""What a note is sorted and recognised by: the plain text of its first field."""

import hashlib

from flashcards.domain.plain_text import plain_text

_SORT_LENGTH = 200


def first_field_text(field: str) -> str:
    """Give a field's text in one line, without markup; an image counts by its file name, as in Anki.

    Args:
        field: HTML.
    """
    if not ("<" in field or "&" in field or "[" in field or "\0" in field or "\1" in field):
        return " ".join(field.split())  # it is plain already: an import asks for a hundred thousand
    return " ".join(plain_text(field).split())


def sort_text(text: str) -> str:
    """Give what lists sort and show a note by: at most 200 characters of its plain first field."""
    return text[:_SORT_LENGTH]


def checksum(text: str) -> int:
    """Give the number duplicates are found by: the first four bytes of the SHA-1 of the plain first field."""
    return int.from_bytes(hashlib.sha1(text.encode("utf-8", "replace"), usedforsecurity=False).digest()[:4], "big")
