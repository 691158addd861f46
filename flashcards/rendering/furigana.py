"""Readings written behind the words they belong to, as in ` 漢字[かんじ]`: with the words, alone, or left out."""

import re

_READING = re.compile(r"(?: |&nbsp;)?([^ >\[\]]{1,200})\[(?!sound:)([^\[\]]{1,200})\]")


def furigana(html: str) -> str:
    """Give words with their readings marked as such."""
    return _READING.sub(r"<ruby>\1<rt>\2</rt></ruby>", html)


def kana(html: str) -> str:
    """Give the readings in place of the words."""
    return _READING.sub(r"\2", html)


def kanji(html: str) -> str:
    """Give the words without their readings."""
    return _READING.sub(r"\1", html)
