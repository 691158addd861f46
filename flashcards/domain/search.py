"""What a search asks for, as a tree. The words of Anki's search language, in values."""

from dataclasses import dataclass
from enum import Enum


class CardFilter(Enum):
    """What `is:` can ask for; the value is the word."""

    DUE = "due"
    NEW = "new"
    LEARN = "learn"
    REVIEW = "review"
    SUSPENDED = "suspended"
    BURIED = "buried"
    MARKED = "marked"
    LEECH = "leech"
    RESERVED = "reserved"
    DUPLICATE = "duplicate"


class Property(Enum):
    """What `prop:` can compare; the value is the word."""

    INTERVAL = "ivl"
    DUE = "due"
    REPS = "reps"
    LAPSES = "lapses"
    STABILITY = "s"
    DIFFICULTY = "d"
    RETRIEVABILITY = "r"
    POSITION = "pos"


class TextMode(Enum):
    """How a text is looked for."""

    PART = "part"
    WORD = "word"
    REGEX = "regex"
    NO_ACCENTS = "no accents"


@dataclass(frozen=True, slots=True)
class Every:
    """Everything."""


@dataclass(frozen=True, slots=True)
class Both:
    """All of them hold."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Either:
    """One of them holds at least."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """It does not hold."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class Text:
    """A text in any field, or in one.

    Attributes:
        pattern: a glob (`*` any text, `_` any sign, a backslash before either takes it as it is), or for `REGEX` a
            regular expression.
        field: a glob for the field's name, or None for any field.
    """

    pattern: str
    field: str | None = None
    mode: TextMode = TextMode.PART


@dataclass(frozen=True, slots=True)
class Tagged:
    """A tag, with those below it; a glob. `none` asks for notes without any, `*` for all notes.

    Attributes:
        is_regex: the pattern is a regular expression, found anywhere in the tag.
        is_unaccented: accents do not count.
    """

    pattern: str
    is_regex: bool = False
    is_unaccented: bool = False


@dataclass(frozen=True, slots=True)
class InDeck:
    """A deck, with those below it; a glob."""

    pattern: str


@dataclass(frozen=True, slots=True)
class OfPreset:
    """In a deck studied by a preset of that name, its own or that of the nearest deck above; a glob."""

    pattern: str


@dataclass(frozen=True, slots=True)
class OfType:
    """The name of a note type; a glob."""

    pattern: str


@dataclass(frozen=True, slots=True)
class OfKind:
    """A kind of note by its word: basic, reversed, cloze, choice, typed, custom."""

    label: str


@dataclass(frozen=True, slots=True)
class Template:
    """A card template, by its number from 1, or by its name, a glob."""

    number: int | None
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Is:
    """A state of the card."""

    what: CardFilter


@dataclass(frozen=True, slots=True)
class Flagged:
    """A flag, 0 for none."""

    flag: int


@dataclass(frozen=True, slots=True)
class Compare:
    """A property of the card compared with a number.

    Attributes:
        operator: `=`, `!=`, `<`, `<=`, `>` or `>=`.
    """

    what: Property
    operator: str
    value: float


@dataclass(frozen=True, slots=True)
class Rated:
    """Answered in the last so many study days, today being the first; with a rating, or with any.

    Attributes:
        latest: the day nearest to today that counts; 1 for today itself.
    """

    days: int
    rating: int | None
    latest: int = 1


@dataclass(frozen=True, slots=True)
class Since:
    """Added, edited, introduced or rescheduled by hand in the last so many study days.

    Attributes:
        what: `added`, `edited`, `introduced` or `resched`.
    """

    what: str
    days: int


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Notes of a type whose first field reads like this.

    Attributes:
        note_type: its id.
    """

    note_type: int
    text: str


@dataclass(frozen=True, slots=True)
class Ids:
    """Notes or cards by their ids.

    Attributes:
        what: `nid` or `cid`.
    """

    what: str
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sourced:
    """The citation; a glob anywhere in it."""

    pattern: str


@dataclass(frozen=True, slots=True)
class InDomain:
    """An RHIT domain, 1 to 6; 0 for none."""

    domain: int


@dataclass(frozen=True, slots=True)
class ForExam:
    """Studied for an exam by that name; a glob."""

    pattern: str


Node = (
    Every
    | Both
    | Either
    | Not
    | Text
    | Tagged
    | InDeck
    | OfPreset
    | OfType
    | OfKind
    | Template
    | Is
    | Flagged
    | Compare
    | Rated
    | Since
    | Duplicate
    | Ids
    | Sourced
    | InDomain
    | ForExam
)
"""One thing a search asks for."""
