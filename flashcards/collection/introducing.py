"""The order in which a bundled deck's new cards are introduced."""

from collections.abc import Sequence

from flashcards.formats.draft import NoteDraft

QUESTION_AFTER = 3
"""A question that tests recall notes comes this many notes after the last of them: soon, but not at once."""


def introduction_order(drafts: Sequence[NoteDraft]) -> dict[str, int]:
    """Give each note its place in the order of introduction.

    Notes come as their files have them, but questions are spread among the notes they test instead of following all
    of them. Several decks are studied side by side because each counts its places from 0.

    Args:
        drafts: the notes of one deck, file by file.

    Returns:
        The place of each note by its guid, from 0 without gaps.
    """
    written = {draft.guid: at for at, draft in enumerate(drafts)}
    wanted = {draft.guid: _wanted(draft, written) for draft in drafts}
    in_order = sorted(written, key=lambda guid: (wanted[guid], written[guid]))
    return {guid: place for place, guid in enumerate(in_order)}


def _wanted(draft: NoteDraft, written: dict[str, int]) -> int:
    own = written[draft.guid]
    tested = [written[guid] for guid in draft.provenance.tests if guid in written]
    return min(own, max(tested) + QUESTION_AFTER) if tested else own
