"""The blocks a deck file is cut into: the top, notes and case texts, with nothing yet made of their values."""

from dataclasses import dataclass, field

from flashcards.formats.deck_html import decode_html
from flashcards.formats.markdown import without_list_mark


@dataclass(slots=True)
class Value:
    """What stands behind a key, or in a case text.

    Attributes:
        line: 1-based.
        lines: text lines as typed; an empty one parts paragraphs. Indented ones have lost two spaces of it.
        indented: which of `lines` were indented; only these can be list items.
    """

    line: int
    lines: list[str] = field(default_factory=list)
    indented: list[bool] = field(default_factory=list)

    @property
    def plain(self) -> str:
        """The value as one line, as typed."""
        return " ".join(" ".join(self.lines).split())

    @property
    def markup(self) -> str:
        """The value with its lines and its marks, for `markdown.to_html`."""
        marked = (
            line if is_indented else without_list_mark(line)
            for line, is_indented in zip(self.lines, self.indented, strict=True)
        )
        return "\n".join(marked).strip("\n")

    @property
    def html(self) -> str:
        """The value as typed, for a note whose text is HTML."""
        return decode_html("\n".join(self.lines).strip("\n"))

    def add(self, line: str) -> None:
        """Take in one more line of the file."""
        is_indented = line[:1] in {" ", "\t"}
        self.indented.append(is_indented)
        if is_indented:
            line = line[2:] if line.startswith("  ") else line.lstrip()
        self.lines.append(line)


@dataclass(slots=True)
class OptionBlock:
    """One option of a choice note, and the rationale below it."""

    line: int
    text: str
    is_correct: bool
    rationale: Value


@dataclass(slots=True)
class Block:
    """A note or a case text.

    Attributes:
        body: the text of a case; notes have values instead.
        faults: how many problems were found in the block; a note with any is left out.
    """

    id: str
    line: int
    is_case: bool
    values: dict[str, list[Value]] = field(default_factory=dict)
    options: list[OptionBlock] = field(default_factory=list)
    body: Value = field(default_factory=lambda: Value(0))
    faults: int = 0


@dataclass(slots=True)
class Scan:
    """A deck file, cut up.

    Attributes:
        header: values of the top of the file, under the keys notes have for them (`deck` has none).
        found: line and message of each problem.
    """

    header: dict[str, list[Value]] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    found: list[tuple[int, str]] = field(default_factory=list)
