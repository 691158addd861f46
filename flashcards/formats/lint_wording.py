"""Checks of how a question and its answer are worded."""

import re
from collections.abc import Iterator

from flashcards.domain.note_type import NoteKind
from flashcards.formats.lint_seen import Finding, SeenNote, plain

MAX_ANSWER_WORDS = 30
MAX_LISTED = 3
"""How many things a basic answer may list."""

_TWO_WORDS = frozenset({"yes", "no", "true", "false"})
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
_ASKS = re.compile(r"\b(?:which|what|who|whom|whose|where|when)\b", re.IGNORECASE)
_NEGATION = re.compile(
    r"\b(?:not|except|never|cannot|least(?= \w+(?:ly|able|ible|ate|ant|ent|ive|ful)\b))\b", re.IGNORECASE
)
_HARMLESS = re.compile(r"\bwhether or not\b|\bif\b[^,;?]*|[\"“][^\"”]*[\"”]", re.IGNORECASE)
_EMPHASIS = re.compile(r"<strong>(?:NOT|EXCEPT|NEVER|CANNOT|LEAST)</strong>")
_CLAUSE = re.compile(r"[;.:]\s")
_COMMA = re.compile(r",\s")
_LAST = re.compile(r"\s(?:and|or)\s")


def long_answer(note: SeenNote) -> Iterator[Finding]:
    """Find an answer of more words than can be held in mind and judged."""
    for key, text in note.answers:
        count = len(text.split())
        if count > MAX_ANSWER_WORDS:
            yield note.draft.line_of(key), f"the answer has {count} words; {MAX_ANSWER_WORDS} are enough"


def list_answer(note: SeenNote) -> Iterator[Finding]:
    """Find an answer that is a list. Its items are better asked one at a time, or as gaps."""
    if note.draft.kind not in {NoteKind.BASIC, NoteKind.REVERSED}:
        return
    key, text = note.answers[0]
    if "<li>" in note.draft.fields[1]:
        yield note.draft.line_of(key), "the answer is a list; ask for one thing, or make gaps"
    elif note.draft.kind is NoteKind.BASIC and (count := _listed(text)) > MAX_LISTED:
        yield note.draft.line_of(key), f"the answer lists {count} things; ask for one, or make gaps"


def bare_answer(note: SeenNote) -> Iterator[Finding]:
    """Find an answer that is a word of which there are two: every other guess is right, and nothing is learned."""
    if note.draft.kind is not NoteKind.BASIC:
        return
    key, text = note.answers[0]
    if text.strip(" .!").casefold() in _TWO_WORDS:
        yield note.draft.line_of(key), f"the answer is only “{text}”: say why as well"


def negative_stem(note: SeenNote) -> Iterator[Finding]:
    """Find a choice question turned round by a word that is easily read over."""
    if note.draft.kind is not NoteKind.CHOICE:
        return
    asked = _SENTENCE_END.split(_EMPHASIS.sub("", note.question_html))[-1]
    bare = _HARMLESS.sub("", plain(asked))
    opening = _ASKS.search(bare)
    if opening and (found := _NEGATION.search(bare, opening.end())):
        yield note.question_line, f"“{found[0]}” turns this question round: write it **{found[0].upper()}**"


def _listed(text: str) -> int:
    """Count the items of the longest list in a text: what commas and a last “and” or “or” set apart."""
    return max(_items(clause) for clause in _CLAUSE.split(text))


def _items(clause: str) -> int:
    parts = _COMMA.split(clause)
    if len(parts) == 1:
        return 1
    is_closed = parts[-1].startswith(("and ", "or "))
    return len(parts) + (not is_closed and _LAST.search(parts[-1]) is not None)
