"""What a note is sorted and recognised by: the plain text of its first field."""

import hashlib
import html
import re

_SORT_LENGTH = 200

_IMAGE = re.compile(r"<img\b[^>]*?\bsrc\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))[^>]*>", re.IGNORECASE)
_UNSEEN = re.compile(r"<!--.*?-->|<(style|script)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def first_field_text(field: str) -> str:
    """Give a field's text without markup; an image counts by its file name, as in Anki.

    Args:
        field: HTML.
    """
    if "<" in field:
        named = _IMAGE.sub(lambda match: f" {match[1] or match[2] or match[3] or ''} ", field)
        field = _TAG.sub(" ", _UNSEEN.sub(" ", named))
    return " ".join(html.unescape(field).split())


def sort_text(text: str) -> str:
    """Give what lists sort and show a note by: at most 200 characters of its plain first field."""
    return text[:_SORT_LENGTH]


def checksum(text: str) -> int:
    """Give the number duplicates are found by: the first four bytes of the SHA-1 of the plain first field."""
    return int.from_bytes(hashlib.sha1(text.encode("utf-8", "replace"), usedforsecurity=False).digest()[:4], "big")
