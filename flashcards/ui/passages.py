"""Parts of a note in words, with what differs between two versions marked. No Qt."""

from dataclasses import dataclass

from flashcards.rendering.difference import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a note in one version.

    Attributes:
        name: the field's.
        label: what the page calls it.
        spans: its words; changed ones are marked.
    """

    name: str
    label: str
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The words without marks."""
        return "".join(span.text for span in self.spans)


def unmarked(name: str, label: str, text: str) -> Passage:
    """Give a part with nothing to mark."""
    return Passage(name, label, (Span(text, is_changed=False),))
