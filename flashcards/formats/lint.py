"""Deck files looked at as questions. Each check is one small function in the table `CHECKS`.

To add a check: write a function that gives line and message of each finding, and enter it under the name by which
`Allow:` excuses it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import unescape

from flashcards.domain.choice import Option, decode_options
from flashcards.domain.note_type import NoteKind
from flashcards.formats.draft import DeckDraft, NoteDraft, Problem

MAX_ANSWER_WORDS = 30

UNKNOWN_TEST = "unknown-test"
"""The check that a note named by `Tests:` is there; it is made only over decks that are complete."""

Finding = tuple[int, str]

_TAG = re.compile(r"<[^>]*>")
_GAP = re.compile(r"\{\{c\d+::((?:(?!\}\}|::).)*)(?:::(?:(?!\}\}).)*)?\}\}", re.DOTALL)
_NOT_WORD = re.compile(r"[\W_]+")


def lint(drafts: Sequence[DeckDraft], *, is_complete: bool = False) -> tuple[Problem, ...]:
    """Give everything that is wrong with decks, in the order of files and lines: mistakes, then findings of checks.

    Args:
        drafts: the files.
        is_complete: no other decks exist, so that a note named by `Tests:` must be among these.
    """
    notes = [(draft, note) for draft in drafts for note in draft.notes]
    found: dict[int, list[Problem]] = {id(draft): list(draft.problems) for draft in drafts}
    for draft, note in notes:
        for name, check in CHECKS.items():
            if name not in note.allowed:
                found[id(draft)] += (Problem(draft.path, line, message, name) for line, message in check(note))
    for name, across in _checks_across(is_complete=is_complete).items():
        for draft, note, line, message in across(notes):
            if name not in note.allowed:
                found[id(draft)].append(Problem(draft.path, line, message, name))
    return tuple(problem for draft in drafts for problem in sorted(found[id(draft)]))


def _no_source(note: NoteDraft) -> Iterator[Finding]:
    if not note.provenance.citation:
        yield note.line, "this note has no source"


def _no_checked(note: NoteDraft) -> Iterator[Finding]:
    if note.provenance.checked_on is None:
        yield note.line, "this note does not say when it was checked"


def _no_domain(note: NoteDraft) -> Iterator[Finding]:
    if note.provenance.domain is None:
        yield note.line, "this note has no RHIT domain"


def _no_rationale(note: NoteDraft) -> Iterator[Finding]:
    for letter, option in _options(note):
        if not option.rationale:
            yield note.line_of(f"option {letter}"), f"option {letter} has no rationale"


def _long_answer(note: NoteDraft) -> Iterator[Finding]:
    for key, html in _answers(note):
        count = len(_text(html).split())
        if count > MAX_ANSWER_WORDS:
            yield note.line_of(key), f"the answer has {count} words; {MAX_ANSWER_WORDS} are enough"


CHECKS: dict[str, Callable[[NoteDraft], Iterable[Finding]]] = {
    "no-source": _no_source,
    "no-checked": _no_checked,
    "no-domain": _no_domain,
    "no-rationale": _no_rationale,
    "long-answer": _long_answer,
}
"""Checks of one note at a time."""

_Placed = tuple[DeckDraft, NoteDraft]
_Across = Callable[[Sequence[_Placed]], Iterable[tuple[DeckDraft, NoteDraft, int, str]]]


def _duplicate_question(notes: Sequence[_Placed]) -> Iterator[tuple[DeckDraft, NoteDraft, int, str]]:
    seen: dict[str, _Placed] = {}
    for draft, note in notes:
        question = _NOT_WORD.sub(" ", _text(_question(note))).strip().casefold()
        first_draft, first = seen.setdefault(question, (draft, note))
        if first is not note:
            where = f"“{first.guid}” ({first_draft.path}:{first.line})"
            yield draft, note, note.line_of("Q", "Term", "Cloze"), f"the same question as {where}"


def _unknown_test(notes: Sequence[_Placed]) -> Iterator[tuple[DeckDraft, NoteDraft, int, str]]:
    known = {note.guid for _, note in notes}
    for draft, note in notes:
        for guid in note.provenance.tests:
            if guid not in known:
                yield draft, note, note.line_of("Tests"), f"“Tests:” names “{guid}”, and there is no such note"


CHECKS_ACROSS: dict[str, _Across] = {"duplicate-question": _duplicate_question}
"""Checks that compare notes with each other."""


def _checks_across(*, is_complete: bool) -> dict[str, _Across]:
    return CHECKS_ACROSS | ({UNKNOWN_TEST: _unknown_test} if is_complete else {})


def _question(note: NoteDraft) -> str:
    if note.kind is NoteKind.CHOICE:
        question, _, _, case = note.fields
        return f"{case} {question}"
    return note.fields[0]


def _answers(note: NoteDraft) -> Iterator[tuple[str, str]]:
    """Give what counts as an answer: key and HTML."""
    match note.kind:
        case NoteKind.CLOZE:
            yield from (("Cloze", words) for words in _GAP.findall(note.fields[0]))
        case NoteKind.CHOICE:
            yield from ((f"option {letter}", option.text) for letter, option in _options(note) if option.is_correct)
        case NoteKind.TYPED:
            yield from (("Typed", answer) for answer in note.fields[1].split("<br>"))
        case _:
            yield "Meaning" if note.kind is NoteKind.REVERSED else "A", note.fields[1]


def _options(note: NoteDraft) -> Iterator[tuple[str, Option]]:
    if note.kind is NoteKind.CHOICE:
        for place, option in enumerate(decode_options(note.fields[1])):
            yield chr(ord("A") + place), option


def _text(html: str) -> str:
    return unescape(_TAG.sub(" ", html))
