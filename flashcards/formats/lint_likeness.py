"""Checks that find the same question asked twice."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from flashcards.formats.lint_index import LikenessIndex
from flashcards.formats.lint_seen import Across, SeenNote, likeness, words

LIKE_QUESTIONS = 0.75
"""From this share of common words on, two questions are alike when their answers are, too …"""
LIKE_ANSWERS = 0.5
"""… which they are from this share on."""
SAME_QUESTIONS = 0.95
"""From this share on, two questions are the same whatever their answers."""

_NOT_WORD = re.compile(r"[\W_]+")


def duplicate_question(notes: Sequence[SeenNote]) -> Iterator[Across]:
    """Find a question asked in the same words as an earlier one, in whatever deck."""
    seen: dict[str, SeenNote] = {}
    for note in notes:
        first = seen.setdefault(_asked(note), note)
        if first is not note:
            yield note, note.question_line, f"the same question as {_where(first)}"


def near_duplicate(notes: Sequence[SeenNote]) -> Iterator[Across]:
    """Find a question much like an earlier one about the same case, in whatever deck."""
    counts = Counter(word for note in notes for word in {*words(note.question), *words(_answer(note))})
    companies: dict[str, _Company] = {}
    for note in notes:
        company = companies.setdefault(note.case, _Company(counts))
        first = company.meet(_Words.of(note))
        if first is not None:
            yield note, note.question_line, f"nearly the same question as {_where(first)}"


@dataclass(frozen=True, slots=True)
class _Words:
    """What is compared of a note."""

    note: SeenNote
    asked: str
    question: frozenset[str]
    answer: frozenset[str]

    @classmethod
    def of(cls, note: SeenNote) -> "_Words":
        return cls(note, _asked(note), frozenset(words(note.question)), frozenset(words(_answer(note))))

    def is_like(self, other: "_Words") -> bool:
        if self.asked == other.asked:
            return False  # found by `duplicate_question`
        share = likeness(self.question, other.question)
        return share >= SAME_QUESTIONS or (
            share >= LIKE_QUESTIONS and likeness(self.answer, other.answer) >= LIKE_ANSWERS
        )


class _Company:
    """The notes a note is compared with."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._met: list[_Words] = []
        self._same = LikenessIndex(SAME_QUESTIONS, counts)
        self._questions = LikenessIndex(LIKE_QUESTIONS, counts)
        self._answers = LikenessIndex(LIKE_ANSWERS, counts)

    def meet(self, item: _Words) -> SeenNote | None:
        """Give the first note met that is like this one, and keep this one."""
        like_questions = self._questions.candidates(item.question)
        like_answers = self._answers.candidates(item.answer)
        fewer = min(like_questions, like_answers, key=lambda lists: sum(map(len, lists)))
        candidates = sorted({*chain(*fewer), *chain(*self._same.candidates(item.question))})
        first = next((self._met[number].note for number in candidates if item.is_like(self._met[number])), None)
        self._keep(item)
        return first

    def _keep(self, item: _Words) -> None:
        number = len(self._met)
        self._met.append(item)
        self._same.add(number, item.question)
        self._questions.add(number, item.question)
        self._answers.add(number, item.answer)


def _asked(note: SeenNote) -> str:
    return _NOT_WORD.sub(" ", f"{note.case} {note.question}").strip().casefold()


def _answer(note: SeenNote) -> str:
    """Give what is answered; of a typed note, the answer that is shown."""
    answers = note.answers[:1] if note.answers[0][0] == "Typed" else note.answers
    return " ".join(text for _, text in answers)


def _where(note: SeenNote) -> str:
    return f"“{note.draft.guid}” ({note.path}:{note.draft.line})"
