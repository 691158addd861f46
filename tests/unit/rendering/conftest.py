"""What tests of safe HTML share."""

from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from flashcards.rendering.css import OURS


class _Finder(HTMLParser):
    """Notes everything in HTML that could do harm."""

    def __init__(self) -> None:
        super().__init__()
        self.harm: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style", "iframe", "object", "embed", "link", "meta", "svg", "base", "form"}:
            self.harm.append(tag)
        for name, value in attrs:
            text = "".join((value or "").split()).lower()
            if name.startswith("on") or (
                name != "alt" and any(word in text for word in ("javascript:", "file:", "url("))
            ):
                self.harm.append(f"{tag} {name}={value}")
            if name == "src" and any(sign in text for sign in "/\\:"):
                self.harm.append(f"{tag} {name}={value}")
            if name == "class" and not set((value or "").split()) <= OURS:
                self.harm.append(f"{tag} {name}={value}")


@pytest.fixture(scope="session")
def harm_in() -> Callable[[str], list[str]]:
    """Give a function that lists everything in HTML that could do harm."""

    def find(html: str) -> list[str]:
        finder = _Finder()
        finder.feed(html)
        finder.close()
        return finder.harm

    return find
