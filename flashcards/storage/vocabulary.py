"""The words that the index of words knows, looked through for parts of them."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from flashcards.storage.globs import without_accents
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.text_pieces import Piece

_SEPARATOR = "\n"  # no word has it: it is ASCII and no letter
_DOTLESS = str.maketrans("ı", "i")


def vocabulary_of(snapshot: Snapshot) -> "Vocabulary":
    """Give the words the index knows; it reads a hundred thousand in 50 ms when words have come in since."""
    generation = snapshot.number("SELECT generation FROM text_index")
    return snapshot.kept.of("vocabulary", generation, lambda _before: _read(snapshot))


def _read(snapshot: Snapshot) -> "Vocabulary":
    row = snapshot.row("SELECT group_concat(term, char(10)) FROM note_word")
    return Vocabulary((row[0] if row else None) or "")


class Vocabulary:
    """Every word of the notes in the index; it may have some that are in no note any more."""

    def __init__(self, words: str) -> None:
        """Take the words, parted by line feeds."""
        self._words = f"{_SEPARATOR}{words}{_SEPARATOR}"

    def words_with(self, piece: Piece, most: int) -> list[str] | None:
        """Give the words a piece is found in.

        Returns:
            None when there are more than `most`.
        """
        sought = f"{_SEPARATOR * piece.begins}{piece.text}{_SEPARATOR * piece.ends}"
        searched = self._folded if piece.is_folded else self._words
        found: list[str] = []
        for start, end in _lines_with(searched, sought, _SEPARATOR * piece.begins):
            if len(found) == most:
                return None
            found.append(self._word(searched, start, end))
        return found

    def _word(self, searched: str, start: int, end: int) -> str:
        if searched is self._words:
            return searched[start:end]
        return self._spelt[bisect_left(self._starts, start)]

    @cached_property
    def _folded(self) -> str:
        """The same words in the same order, without accents and capitals."""
        if self._words.isascii():
            return self._words
        return without_accents(self._words).translate(_DOTLESS).casefold()

    @cached_property
    def _spelt(self) -> list[str]:
        return self._words[1:-1].split(_SEPARATOR)

    @cached_property
    def _starts(self) -> list[int]:
        starts, place = [], 1
        for word in self._folded[1:-1].split(_SEPARATOR):
            starts.append(place)
            place += len(word) + 1
        return starts


def _lines_with(text: str, sought: str, before: str) -> Iterator[tuple[int, int]]:
    """Give where the lines begin and end that have a text in them.

    Args:
        before: how much of `sought` stands before the line: its separator, if it has one.
    """
    place = text.find(sought)
    while place >= 0:
        start = place + 1 if before else text.rfind(_SEPARATOR, 0, place) + 1
        end = text.find(_SEPARATOR, place + len(before) + 1)
        yield start, end
        place = text.find(sought, end)
