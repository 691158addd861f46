"""Checks of a whole deck's choice notes: neither place nor length may give the right options away.

Only notes with four options, one of them right, are counted, over everything below a top-level deck.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from flashcards.formats.lint_seen import SeenNote

MIN_NOTES = 40
"""How many notes a deck must have before their shares mean anything."""
LOWEST_SHARE, HIGHEST_SHARE = 0.2, 0.3
"""Between these lies the share of right options in each place, from A to D; chance gives a quarter."""
MAX_LONGEST_SHARE = 0.4
"""The share of notes whose right option may be the longest; chance gives a quarter."""

_LETTERS = "ABCD"


def position_bias(notes: Sequence[SeenNote]) -> Iterator[tuple[Path, str]]:
    """Find decks whose right options stand in one place too often, or too seldom."""
    for deck, chosen in _decks(notes):
        places = Counter(letter for note in chosen for letter, option, _ in note.options if option.is_correct)
        for letter in _LETTERS:
            share = places[letter] / len(chosen)
            if not LOWEST_SHARE <= share <= HIGHEST_SHARE:
                yield (
                    chosen[0].path,
                    f"in “{deck}” the right option is {letter} in {places[letter]} of {len(chosen)} notes; "
                    f"each letter has {LOWEST_SHARE:.0%} to {HIGHEST_SHARE:.0%}",
                )


def longest_right(notes: Sequence[SeenNote]) -> Iterator[tuple[Path, str]]:
    """Find decks in which the longest option is too often the right one."""
    for deck, chosen in _decks(notes):
        count = sum(_is_longest_right(note) for note in chosen)
        if count > MAX_LONGEST_SHARE * len(chosen):
            yield (
                chosen[0].path,
                f"in “{deck}” the right option is the longest in {count} of {len(chosen)} notes; "
                f"at most {MAX_LONGEST_SHARE:.0%} are",
            )


def _decks(notes: Sequence[SeenNote]) -> Iterator[tuple[str, list[SeenNote]]]:
    decks: dict[str, list[SeenNote]] = {}
    for note in notes:
        if note.has_one_right_of_four:
            decks.setdefault(note.top_deck, []).append(note)
    yield from ((deck, chosen) for deck, chosen in decks.items() if len(chosen) >= MIN_NOTES)


def _is_longest_right(note: SeenNote) -> bool:
    right = next(len(text) for _, option, text in note.options if option.is_correct)
    return all(len(text) < right for _, option, text in note.options if not option.is_correct)
