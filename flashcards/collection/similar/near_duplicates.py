"""Pairs of notes whose questions are the same, or nearly so."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flashcards.collection.bulk.chosen import PART, in_parts
from flashcards.collection.similar.joining import join
from flashcards.collection.similar.word_sets import WordSets
from flashcards.collection.similar.wording import answer_words, asked, same_if_equal
from flashcards.domain.ids import NoteId
from flashcards.domain.progress import Progress, no_progress
from flashcards.formats.lint_likeness import LIKE_ANSWERS, LIKE_QUESTIONS, SAME_QUESTIONS
from flashcards.formats.lint_seen import likeness, words
from flashcards.storage import choosing, reading
from flashcards.storage.snapshot import Snapshot

SHOWN = 2000
"""Pairs that are given; the rest is only counted."""

_READ_SHARE = 0.3
"""How much of the time reading takes …"""
_WORDS_SHARE = 0.6
"""… and up to where cutting into words gets."""


class SimilarPair(NamedTuple):
    """Two notes that ask nearly the same.

    Attributes:
        first, second: the older and the newer one.
        likeness: shared words ÷ all words of both questions; 1 when they are the same.
    """

    first: NoteId
    second: NoteId
    likeness: float


@dataclass(frozen=True, slots=True)
class NearDuplicates:
    """What was found.

    Attributes:
        pairs: the same questions first, then the likest; at most `SHOWN`. A question asked three times is two pairs,
            both with the oldest note.
        same, near: how many pairs of either kind there are.
        is_complete: all notes were compared; notes made by a machine can be too much alike for that.
    """

    pairs: tuple[SimilarPair, ...]
    same: int
    near: int
    is_complete: bool


class _Asked(NamedTuple):
    """One note of each question."""

    ids: list[NoteId]
    texts: list[str]


def near_duplicates(
    snapshot: Snapshot, ids: Iterable[NoteId] | None = None, *, progress: Progress = no_progress
) -> NearDuplicates:
    """Find notes that ask the same as another, or nearly the same with nearly the same answer.

    Upper and lower case, punctuation and the small words of English do not count. Two questions are nearly the same by
    the measures that `flashcards check` applies to deck files.

    Args:
        ids: the notes to look among; None for all.

    Raises:
        CancelledError: `progress` said so.
    """
    chosen = choosing.all_notes(snapshot) if ids is None else ids
    same: list[SimilarPair] = []
    questions = _read(snapshot, chosen, same, progress)
    sets = WordSets(map(words, _told(questions.texts, progress)))
    joined = join(sets, LIKE_QUESTIONS, lambda doing, share: progress(doing, _WORDS_SHARE + share * (1 - _WORDS_SHARE)))
    alike = [
        SimilarPair(questions.ids[first], questions.ids[second], share)
        for first, second in joined.pairs.tolist()
        for share in [likeness(sets.words_of(first), sets.words_of(second))]
        if share >= LIKE_QUESTIONS
    ]
    near = sorted(_with_like_answers(snapshot, alike), key=lambda pair: -pair.likeness)
    return NearDuplicates((*same, *near)[:SHOWN], len(same), len(near), joined.is_complete)


def _read(snapshot: Snapshot, ids: Iterable[NoteId], same: list[SimilarPair], progress: Progress) -> _Asked:
    """Give one note of each question; the others are put into `same`."""
    oldest: dict[str, NoteId] = {}
    found = _Asked([], [])
    for part in in_parts(ids, "Reading", lambda doing, share: progress(doing, share * _READ_SHARE)):
        for note_id, _, stored in choosing.fields_of(snapshot, part):
            text = asked(stored.split(reading.FIELD_SEPARATOR, 1)[0])
            key = same_if_equal(text)
            if not key:
                continue
            first = oldest.setdefault(key, note_id)
            if first == note_id:
                found.ids.append(note_id)
                found.texts.append(text)
            else:
                same.append(SimilarPair(min(first, note_id), max(first, note_id), 1.0))
    return found


def _told(texts: Sequence[str], progress: Progress) -> Iterator[str]:
    """Give texts, and tell now and then how far it is."""
    for place, text in enumerate(texts):
        if place % PART == 0:
            progress("Reading", _READ_SHARE + (_WORDS_SHARE - _READ_SHARE) * place / len(texts))
        yield text


def _with_like_answers(snapshot: Snapshot, pairs: Sequence[SimilarPair]) -> Iterator[SimilarPair]:
    doubtful = {note_id for pair in pairs if pair.likeness < SAME_QUESTIONS for note_id in pair[:2]}
    kinds = {type_id: note_type.kind for type_id, note_type in reading.note_types(snapshot).items()}
    answers = {
        note_id: answer_words(kinds[type_id], stored.split(reading.FIELD_SEPARATOR))
        for note_id, type_id, stored in choosing.fields_of(snapshot, sorted(doubtful))
    }
    for pair in pairs:
        if pair.likeness >= SAME_QUESTIONS or likeness(answers[pair.first], answers[pair.second]) >= LIKE_ANSWERS:
            yield pair
