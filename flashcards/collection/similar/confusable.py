"""The notes that some notes may be confused with: those whose rarer words they share."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from flashcards.collection.bulk.chosen import in_parts, numbers
from flashcards.collection.similar.wording import asked
from flashcards.domain.ids import NoteId
from flashcards.domain.progress import Progress, no_progress
from flashcards.formats.lint_seen import words
from flashcards.storage import choosing, reading
from flashcards.storage.snapshot import Snapshot

NEAREST = 5
"""Notes given for each."""

_LEAST = 0.3
"""Below this share of weight in common, nobody would confuse two notes."""


class Confusable(NamedTuple):
    """A note another may be confused with.

    Attributes:
        text: the beginning of its plain first field.
        likeness: what the words of both questions weigh that they share, of all, 0 to 1; rare words weigh more.
    """

    note_id: NoteId
    text: str
    likeness: float


def confusable(
    snapshot: Snapshot, ids: Iterable[NoteId], *, progress: Progress = no_progress
) -> dict[NoteId, tuple[Confusable, ...]]:
    """Give for some notes those they may be confused with, the likest first, at most `NEAREST` each.

    Reads every note of the collection: ask for many at once.

    Raises:
        CancelledError: `progress` said so.
    """
    wanted = set(numbers(ids))
    sets: dict[NoteId, frozenset[str]] = {}
    counts: Counter[str] = Counter()
    for part in in_parts(choosing.all_notes(snapshot), "Comparing", progress):
        for note_id, _, stored in choosing.fields_of(snapshot, part):
            sets[note_id] = own = frozenset(words(asked(stored.split(reading.FIELD_SEPARATOR, 1)[0])))
            counts.update(own)
    weights = {word: math.log(1 + len(sets) / count) for word, count in counts.items()}
    likest = _likest(sets, wanted & sets.keys(), weights)
    texts = reading.sort_texts(snapshot, [other for several in likest.values() for other, _ in several])
    return {
        note_id: tuple(Confusable(other, texts[other], share) for other, share in several)
        for note_id, several in likest.items()
    }


def _likest(
    sets: Mapping[NoteId, frozenset[str]], wanted: Collection[NoteId], weights: Mapping[str, float]
) -> dict[NoteId, list[tuple[NoteId, float]]]:
    having: dict[str, list[NoteId]] = {word: [] for note_id in wanted for word in sets[note_id]}
    for note_id, own in sets.items():
        for word in own & having.keys():
            having[word].append(note_id)
    weight = {note_id: sum(weights[word] for word in own) for note_id, own in sets.items()}
    return {note_id: _nearest(note_id, sets[note_id], having, weights, weight) for note_id in sorted(wanted)}


def _nearest(
    note_id: NoteId,
    own: frozenset[str],
    having: Mapping[str, Sequence[NoteId]],
    weights: Mapping[str, float],
    weight: Mapping[NoteId, float],
) -> list[tuple[NoteId, float]]:
    shared: dict[NoteId, float] = {}
    for word in own:
        for other in having[word]:
            shared[other] = shared.get(other, 0.0) + weights[word]
    shared.pop(note_id, None)
    likeness = ((other, together / (weight[note_id] + weight[other] - together)) for other, together in shared.items())
    near = [pair for pair in likeness if pair[1] >= _LEAST]
    return sorted(near, key=lambda pair: (-pair[1], pair[0]))[:NEAREST]
