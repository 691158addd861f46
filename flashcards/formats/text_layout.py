"""How a table of notes is laid out: what was detected, or what the learner says instead."""

from dataclasses import dataclass, field
from enum import StrEnum

from flashcards.formats.text_encoding import Encoding
from flashcards.formats.text_rows import Dialect
from flashcards.formats.transfer import WhenMatched

LINE_END = "\n"
"""The row separator of ordinary files: any line end."""


class Role(StrEnum):
    """What the cells of a column become."""

    FIELD = "field"
    TAGS = "tags"
    TOPIC = "topic"
    DECK = "deck"
    GUID = "guid"
    NOTE_TYPE = "note type"
    OPTION = "option"
    CHOICES = "choices"
    CORRECT = "correct"
    RATIONALE = "rationale"
    CITATION = "source"
    DOMAIN = "domain"
    LEVEL = "level"
    CHECKED = "checked"
    AS_OF = "as of"
    FACTS = "facts"
    TESTS = "tests"
    USE = "use"
    TOLERANCE = "tolerance"
    IGNORE = "ignore"


OF_THE_RIGHT_OPTION = -1
"""`Column.place` of a rationale that names no option."""


@dataclass(frozen=True, slots=True)
class Column:
    """What one column becomes.

    Attributes:
        role: TAGS are words, a TOPIC is one tag of several words, CHOICES are all options in one cell parted by `|`.
        place: 0-based; which field of the note type, or which option.
        name: what the file calls the column; empty when it has no name.
    """

    role: Role = Role.IGNORE
    place: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class TextLayout:
    """How a table is laid out. A changed copy of a detected layout can be read again (`Reading.layout`).

    Attributes:
        separator: between cells; empty: every row is one cell.
        row_separator: between rows; `LINE_END`, or any text.
        quote: around cells; empty: quotation marks are text.
        skips_spaces: spaces behind a separator do not count.
        splits_once: only the first separator of a row is one, as in `term: meaning`.
        joins_broken_rows: a row without separator goes on with the last cell of the row before.
        skipped_lines: Anki's header lines before the table.
        has_comments: lines that begin with `#` are passed over.
        title_rows: rows above the one that names the columns; they are left out.
        has_header: the first row names the columns.
        is_html: cells are HTML; else they are shown as they are typed.
        columns: one for each column, from the left; rows are cut or filled to that length.
        note_type: its name; for rows that do not name their own.
        deck: for rows that do not name their own; empty: wherever the learner wants them.
        tags: for every note.
        when_matched, within_deck: see `Transfer`.
        sheet: of a workbook; empty: the first one that has rows.
        reason: why the separator is thought to be this one, in a sentence.
        confidence: 0 to 1, how sure that is.
    """

    encoding: Encoding = Encoding.UTF_8
    separator: str = ","
    row_separator: str = LINE_END
    quote: str = '"'
    skips_spaces: bool = False
    splits_once: bool = False
    joins_broken_rows: bool = False
    skipped_lines: int = 0
    has_comments: bool = False
    title_rows: int = 0
    has_header: bool = False
    is_html: bool = False
    columns: tuple[Column, ...] = ()
    note_type: str = "Basic"
    deck: str = ""
    tags: tuple[str, ...] = ()
    when_matched: WhenMatched | None = None
    within_deck: bool = False
    sheet: str = ""
    reason: str = field(default="", compare=False)
    confidence: float = field(default=1.0, compare=False)

    @property
    def dialect(self) -> Dialect:
        """How rows and cells are marked."""
        return Dialect(self.separator, self.quote, self.skips_spaces, self.splits_once, self.has_comments)


@dataclass(frozen=True, slots=True)
class Known:
    """What is settled of a layout before it is detected; None is to be found out. See `TextLayout`."""

    encoding: Encoding | None = None
    separator: str | None = None
    row_separator: str | None = None
    quote: str | None = None
    has_header: bool | None = None
    is_html: bool | None = None
    note_type: str | None = None
    sheet: str | None = None
