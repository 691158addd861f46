"""A note as the checks see it: plain text, with the lines it stands on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import TypeVar

from flashcards.domain.choice import Option, decode_options
from flashcards.domain.note_type import NoteKind
from flashcards.formats.draft import DeckDraft, NoteDraft

T = TypeVar("T")

Finding = tuple[int, str]
"""Line and message."""

SMALL_WORDS = frozenset(
    {
        "a", "an", "and", "are", "as", "at", "be", "been", "by", "did", "do", "does", "for", "from", "how", "in", "is",
        "it", "its", "of", "on", "or", "that", "the", "these", "this", "those", "to", "was", "were", "what", "when",
        "where", "which", "who", "whom", "whose", "why", "with",
    }
)  # fmt: skip
"""Words that do not tell one question from another."""

_TAG = re.compile(r"<[^>]*>")
_GAP = re.compile(r"\{\{c\d+::((?:(?!\}\}|::).)*)(?:::((?:(?!\}\}).)*))?\}\}", re.DOTALL)
_WORD = re.compile(r"\w[\w%]*")
_CASE_END = "<hr>"


@dataclass(frozen=True, slots=True)
class SeenNote:
    """One note, read once for all checks.

    Attributes:
        path: its file.
        question: what is asked, without the case and with the gaps of a cloze left out.
        question_html: the same with its marks.
        answers: the key and the text of each answer: gap, right option, accepted text.
        options: letter, option and plain text, of a choice note.
        case: the text of the case, plain.
        texts: key and text of everything the learner reads, except the case.
    """

    path: Path
    draft: NoteDraft
    question: str
    question_html: str
    answers: tuple[tuple[str, str], ...]
    options: tuple[tuple[str, Option, str], ...]
    case: str
    texts: tuple[tuple[str, str], ...]

    @property
    def top_deck(self) -> str:
        """The first level of the deck's name."""
        return self.draft.deck.partition("::")[0]

    @property
    def question_line(self) -> int:
        """The line on which the question begins."""
        return self.draft.line_of("Q", "Term", "Cloze")

    @property
    def has_one_right_of_four(self) -> bool:
        """Whether this is a choice note of the exam's usual form."""
        return len(self.options) == 4 and sum(option.is_correct for _, option, _ in self.options) == 1


Across = tuple[SeenNote, int, str]
"""Note, line and message, of a check that looks at many notes."""


def see(deck: DeckDraft) -> Iterator[SeenNote]:
    """Read the notes of a deck file for the checks."""
    for draft in deck.notes:
        case, asked = _parted(draft)
        options = tuple(_options(draft))
        question = _GAP.sub(" ", asked)
        yield SeenNote(
            path=deck.path,
            draft=draft,
            question=plain(question),
            question_html=question,
            answers=tuple((key, plain(html)) for key, html in _answers(draft, options)),
            options=options,
            case=plain(case),
            texts=tuple((key, plain(_GAP.sub(_words_of_gap, html))) for key, html in _texts(draft, asked, options)),
        )


def plain(html: str) -> str:
    """Give HTML as text, with single spaces."""
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def words(text: str) -> list[str]:
    """Give the words and numbers of a text in small letters, without the small words."""
    return [word for word in _WORD.findall(text.casefold()) if word not in SMALL_WORDS]


def likeness(first: frozenset[T], second: frozenset[T]) -> float:
    """Give the share of words two texts have in common, of all words they have (Jaccard), between 0 and 1."""
    together = len(first | second)
    return len(first & second) / together if together else 0.0


def _parted(note: NoteDraft) -> tuple[str, str]:
    """Give case and question, both HTML."""
    if note.kind is NoteKind.CHOICE:
        return note.fields[3], note.fields[0]
    if not note.case_id:
        return "", note.fields[0]
    case, _, asked = note.fields[0].partition(_CASE_END)
    return case, asked


def _options(note: NoteDraft) -> Iterator[tuple[str, Option, str]]:
    if note.kind is NoteKind.CHOICE:
        for place, option in enumerate(decode_options(note.fields[1])):
            yield chr(ord("A") + place), option, plain(option.text)


def _answers(note: NoteDraft, options: tuple[tuple[str, Option, str], ...]) -> Iterator[tuple[str, str]]:
    match note.kind:
        case NoteKind.CLOZE:
            yield from (("Cloze", words) for words, _ in _GAP.findall(note.fields[0]))
        case NoteKind.CHOICE:
            yield from ((f"option {letter}", option.text) for letter, option, _ in options if option.is_correct)
        case NoteKind.TYPED:
            yield from (("Typed", answer) for answer in note.fields[1].split("<br>"))
        case _:
            yield "Meaning" if note.kind is NoteKind.REVERSED else "A", note.fields[1]


def _texts(note: NoteDraft, asked: str, options: tuple[tuple[str, Option, str], ...]) -> Iterator[tuple[str, str]]:
    key = {NoteKind.REVERSED: "Term", NoteKind.CLOZE: "Cloze"}.get(note.kind, "Q")
    yield key, asked
    if note.kind is not NoteKind.CLOZE:
        yield from _answers(note, ())
    for letter, option, text in options:
        yield f"option {letter}", text
        yield f"option {letter}", option.rationale
    more = note.fields[2] if note.kind is NoteKind.CHOICE else note.fields[-1]
    yield "More", more


def _words_of_gap(gap: re.Match[str]) -> str:
    return f"{gap[1]} ({gap[2]})" if gap[2] else gap[1]
