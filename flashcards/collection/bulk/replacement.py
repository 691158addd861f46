"""What is looked for in a text, and what stands there instead. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from html import escape
from typing import NamedTuple

import regex

from flashcards.collection.bulk.plain_words import PlainWord
from flashcards.domain.errors import FlashcardsError

Span = tuple[int, int]
"""Where a part of a text begins and ends, 0-based, the end left out."""

PATIENCE_S = 1.0
"""How long a pattern may take over one text, or a few hundred, before it is given up."""

_PASSED_OVER = r"<[^<>]*>|\[sound:[^\[\]]*\]|\{\{c\d+::"
"""What is no text to the learner: tags, the names of sounds, and the beginnings of gaps."""

_MARKS = {True: re.compile(f"({_PASSED_OVER})"), False: re.compile(f"({_PASSED_OVER})", re.IGNORECASE)}
"""The same, by whether case counts."""

_SPELLINGS = {
    "&": "&(?:amp;)?",
    "<": "(?:&lt;|<)",
    ">": "(?:&gt;|>)",
    '"': '(?:&quot;|")',
    " ": "(?: |&nbsp;|\xa0)",
}
"""How HTML may write a sign."""

_ESCAPED = {'"', "\\", *map(chr, range(32))}
"""What JSON cannot hold as it is."""

_REFERENCE = regex.compile(r"\$\$|\$(\d+)|\$\{(\w+)\}|\\(\d)")


class Manner(Enum):
    """How a text is searched.

    TEXT finds what the learner reads; SOURCE finds anything in the HTML; PATTERN is a regular expression on the HTML.
    """

    TEXT = "text"
    SOURCE = "source"
    PATTERN = "pattern"


class Place(Enum):
    """Where else than in fields a text is searched."""

    TAGS = "tags"


class PatternError(FlashcardsError):
    """A pattern, or what is to stand in its place, cannot be used.

    Attributes:
        at: 0-based character where the fault is, or None.
    """

    def __init__(self, problem: str, at: int | None = None) -> None:
        super().__init__(problem)
        self.at = at


class Replaced(NamedTuple):
    """A text in which something was found.

    Attributes:
        spans_before: what was found in `before`.
        spans_after: what stands there instead in `after`; as many.
    """

    before: str
    after: str
    spans_before: tuple[Span, ...]
    spans_after: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Replacement:
    """Looks for one thing and puts another in its place. `read` makes one.

    Attributes:
        pattern: what is looked for.
        group: the group of it that is replaced; where that found nothing, nothing is.
        parts: what stands there instead: words, and numbers of groups.
        probe: what a stored note must have in it, fields joined, for anything to be found; None when only trying tells.
        bare: what is looked for where a text has no marks to be passed over; None for a pattern of the learner's.
        word: what is looked for, where it is a plain word.
        leaves_text: whether a field in which something is found has letters or digits to be read, before and after.
    """

    pattern: "regex.Pattern[str]"
    group: int
    parts: tuple[str | int, ...]
    probe: "regex.Pattern[str] | None" = None
    bare: "regex.Pattern[str] | None" = None
    word: PlainWord | None = None
    leaves_text: bool = False

    @classmethod
    def read(
        cls, wanted: str, instead: str, manner: Manner = Manner.TEXT, *, matches_case: bool = False
    ) -> "Replacement":
        """Read what the learner typed.

        Args:
            instead: with PATTERN, `$1` or `${name}` stands for what a group found, `$$` for a dollar sign.

        Raises:
            PatternError: nothing is looked for, or the pattern cannot be read.
        """
        if not wanted:
            problem = "Type what to find."
            raise PatternError(problem)
        flags = 0 if matches_case else regex.IGNORECASE
        if manner is Manner.PATTERN:
            pattern = _compiled(wanted, flags)
            return cls(pattern, 0, tuple(_template(instead, pattern)))
        if manner is Manner.SOURCE:
            pattern = regex.compile(regex.escape(wanted), flags)
            word = _word(wanted, instead, None, matches_case=matches_case)
            return cls(pattern, 0, (instead,), _probe(wanted, pattern), pattern, word)
        bare = regex.compile(f"({_as_written(wanted)})", flags)
        pattern = regex.compile(f"{_PASSED_OVER}|{bare.pattern}", flags)
        instead = escape(instead, quote=False)
        word = _word(wanted, instead, _MARKS[matches_case], matches_case=matches_case)
        leaves_text = _is_read(wanted) and _is_read(instead)
        return cls(pattern, 1, (instead,), _probe(wanted, bare), bare, word, leaves_text)

    @property
    def is_quick(self) -> bool:
        """Whether it takes no time on any text: only the learner's own pattern can be slow."""
        return self.bare is not None

    def may_be_in(self, stored: str) -> bool:
        """Say whether anything may be found in a note, its fields joined as they are stored."""
        if self.word is not None and stored.isascii():
            return self.word.is_in(stored)
        return self.probe is None or self.probe.search(stored) is not None

    def apply(self, text: str, seconds: float = PATIENCE_S) -> Replaced | None:
        """Give a text with everything found replaced; None when nothing is found, or it is the same afterwards.

        Args:
            seconds: how long it may take.

        Raises:
            TimeoutError: the pattern takes longer than that.
        """
        made: list[str] = []
        before: list[Span] = []
        after: list[Span] = []
        end = length = 0
        for match in self._found(text, seconds):
            start, stop = match.span(self.group)
            if start >= 0:
                instead = self._instead(match)
                made += (text[end:start], instead)
                length += start - end
                before.append((start, stop))
                after.append((length, length + len(instead)))
                end, length = stop, length + len(instead)
        new = "".join((*made, text[end:]))
        return Replaced(text, new, tuple(before), tuple(after)) if new != text else None

    def replaced(self, text: str, seconds: float = PATIENCE_S) -> str:
        """Give a text as `apply` makes it; the same when nothing is found.

        Raises:
            TimeoutError: the pattern takes longer than `seconds`.
        """
        if self.word is not None and text.isascii():
            return self.word.replaced(text)
        if self.bare is None:
            found = self.apply(text, seconds)
            return text if found is None else found.after
        instead = "".join(map(str, self.parts))
        if self.group == 0 or not _has_marks(text):
            return self.bare.sub(lambda _: instead, text)
        return self.pattern.sub(lambda match: match[0] if match[1] is None else instead, text)

    def _found(self, text: str, seconds: float) -> Iterator["regex.Match[str]"]:
        if self.bare is None:
            return self.pattern.finditer(text, timeout=max(seconds, 0.001), concurrent=True)
        return (self.pattern if _has_marks(text) else self.bare).finditer(text)

    def _instead(self, match: "regex.Match[str]") -> str:
        return "".join(part if isinstance(part, str) else match[part] or "" for part in self.parts)


def _has_marks(text: str) -> bool:
    """Say whether there may be something in a text that is to be passed over."""
    return "<" in text or "[" in text or "{{" in text


def _compiled(wanted: str, flags: int) -> "regex.Pattern[str]":
    try:
        return regex.compile(wanted, flags)
    except regex.error as error:
        at: int | None = getattr(error, "pos", None)
        where = "" if at is None else f" at character {at + 1}"
        problem = f"The pattern has a fault{where}: {getattr(error, 'msg', error)}."
        raise PatternError(problem, at) from error


def _probe(wanted: str, pattern: "regex.Pattern[str]") -> "regex.Pattern[str] | None":
    """Give a pattern unless options, which are stored as JSON, write what it looks for in another way."""
    return None if set(wanted) & _ESCAPED else pattern


def _template(instead: str, pattern: "regex.Pattern[str]") -> Iterator[str | int]:
    end = 0
    for reference in _REFERENCE.finditer(instead):
        yield instead[end : reference.start()]
        end = reference.end()
        name = reference[1] or reference[2] or reference[3]
        yield "$" if name is None else _group(name, pattern, reference.start())
    yield instead[end:]


def _group(name: str, pattern: "regex.Pattern[str]", at: int) -> int:
    number = int(name) if name.isdecimal() else pattern.groupindex.get(name, -1)
    if not 0 <= number <= pattern.groups:
        has = "no groups" if not pattern.groups else f"{pattern.groups} group{'s' * (pattern.groups > 1)}"
        problem = f"The replacement names group {name}, but the pattern has {has}."
        raise PatternError(problem, at)
    return number


def _word(wanted: str, instead: str, passed_over: "re.Pattern[str] | None", *, matches_case: bool) -> PlainWord | None:
    if not PlainWord.can_be(wanted):
        return None
    word = wanted if matches_case else wanted.lower()
    return PlainWord(word, instead, matches_case, passed_over, PlainWord.may_overlap(word))


def _is_read(text: str) -> bool:
    return any(map(str.isalnum, text))


def _as_written(wanted: str) -> str:
    """Give a pattern for text as HTML may write it."""
    return "".join(_SPELLINGS.get(sign) or regex.escape(sign) for sign in wanted)
