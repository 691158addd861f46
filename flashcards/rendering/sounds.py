"""Sounds in card HTML: `[sound:name]`, and the `<audio>` and `<video>` of older and of shared decks."""

import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import unquote

from flashcards.rendering.sanitising import is_media_name

_SOUND = re.compile(r"\[sound:([^\[\]]*)\]")
_TAG_OR_SOUND = re.compile(r"<[^<>]*>|\[sound:([^\[\]]*)\]")
_PLAYER = re.compile(r"<(?:audio|video)\b[^<>]*>(?:\s*<source\b[^<>]*>)?", re.IGNORECASE)
_SOURCE = re.compile(r"\bsrc\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_HEARD = "[\ue000sound:"
"""Stands for `[sound:` while a sound that was played with the question must not be counted for the answer."""


def mark_sounds(html: str) -> str:
    """Give HTML in which every sound is written `[sound:name]`; names that lead outside the media store are gone."""
    if "<audio" in html or "<video" in html:
        html = _PLAYER.sub(_in_brackets, html)
    if "[sound:" not in html:
        return html
    return _SOUND.sub(lambda match: match[0] if is_media_name(unescape(match[1])) else "", html)


def sounds_of(html: str) -> tuple[str, ...]:
    """Give the names of the sounds of HTML, in order."""
    return tuple(unescape(name) for name in _SOUND.findall(html)) if "[sound:" in html else ()


def replace_sounds(html: str, show: Callable[[str], str]) -> str:
    """Give cleaned HTML with each sound replaced by what stands for it; those inside a tag stay."""
    if "[sound:" not in html:
        return html
    return _TAG_OR_SOUND.sub(lambda match: match[0] if match[1] is None else show(unescape(match[1])), html)


def set_apart(html: str) -> str:
    """Give HTML whose sounds `sounds_of` passes over, until `put_back`."""
    return html.replace("[sound:", _HEARD)


def put_back(html: str) -> str:
    """Undo `set_apart`."""
    return html.replace(_HEARD, "[sound:")


def _in_brackets(player: re.Match[str]) -> str:
    """Write the sound in front of its player, which cleaning takes away with all that is in it."""
    source = _SOURCE.search(player[0])
    if source is None:
        return player[0]
    name = unquote(unescape(source[1] or source[2] or source[3] or ""))
    return f"[sound:{escape(name, quote=False)}]{player[0]}"
