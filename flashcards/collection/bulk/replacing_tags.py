"""Find and replace in the tags of notes. A tag with a blank afterwards is two; one of which nothing is left goes."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from flashcards.collection.bulk.chosen import in_parts
from flashcards.collection.bulk.finding import FieldChange
from flashcards.collection.bulk.replacement import PatternError, Replaced, Replacement
from flashcards.domain.deck import SEPARATOR
from flashcards.domain.ids import NoteId
from flashcards.domain.progress import Progress
from flashcards.domain.tags import folded
from flashcards.storage import matching
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

NAME = "Tags"
"""What a preview calls them."""


def tag_changes(
    snapshot: Snapshot, ids: Iterable[NoteId], replacement: Replacement, progress: Progress
) -> Iterator[list[FieldChange]]:
    """Give what would change, note by note, one change for each tag.

    Raises:
        PatternError: the pattern takes too long.
        CancelledError: `progress` said so.
    """
    renamed = _Renamed(replacement)
    for part in in_parts(ids, "Searching", progress):
        for note_id, tags in sorted(matching.tags_of(snapshot, part).items()):
            found = [(tag, renamed.of(tag)) for tag in sorted(tags, key=folded)]
            changes = [FieldChange(NoteId(note_id), NAME, text) for _, text in found if text is not None]
            if changes:
                yield changes


def replace_in_tags(
    transaction: "Transaction", ids: Iterable[NoteId], replacement: Replacement, progress: Progress
) -> list[NoteId]:
    """Replace what is found in the tags of notes; give the notes that were changed.

    Raises:
        PatternError: the pattern takes too long; nothing was changed.
        CancelledError: `progress` said so; nothing was changed.
    """
    renamed = _Renamed(replacement)
    edits = transaction.edits()
    done: list[NoteId] = []
    for part in in_parts(ids, "Replacing", progress):
        before = matching.tags_of(transaction.snapshot, part)
        done += edits.set_tags(dict(_after(before, renamed)))
    return done


def _after(before: Mapping[int, list[str]], renamed: "_Renamed") -> Iterator[tuple[NoteId, list[str]]]:
    """Give the tags of those notes that get others."""
    for note_id, tags in before.items():
        texts = [(tag, renamed.of(tag)) for tag in tags]
        if any(text is not None for _, text in texts):
            names = [one for tag, text in texts for one in ([tag] if text is None else _tags_in(text.after))]
            yield NoteId(note_id), list({folded(one): one for one in reversed(names)}.values())


def _tags_in(text: str) -> list[str]:
    cleaned = (SEPARATOR.join(part for part in one.split(SEPARATOR) if part) for one in text.split())
    return [one for one in cleaned if one]


class _Renamed:
    """What becomes of each tag, worked out once."""

    def __init__(self, replacement: Replacement) -> None:
        self._replacement = replacement
        self._known: dict[str, Replaced | None] = {}

    def of(self, tag: str) -> Replaced | None:
        """Give a tag with everything found in it replaced; None when nothing is."""
        if tag not in self._known:
            try:
                self._known[tag] = self._replacement.apply(tag)
            except TimeoutError as error:
                problem = (
                    f"The pattern takes too long on the tag “{tag[:60]}”. Nothing was changed. "
                    "Repeats inside repeats, such as (a+)+, are slow: write it more simply."
                )
                raise PatternError(problem) from error
        return self._known[tag]
