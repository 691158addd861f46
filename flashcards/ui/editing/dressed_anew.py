"""Another theme for a text with colours of the one before in it, so that what was changed can still be taken back.

Qt keeps colours with the text, in what can be taken back too. So the text is read anew as it was at first, and changed
again step by step to all it has been.
"""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument

from flashcards.ui.text_blocks import blocks_of

MOST_STEPS = 50
MOST_LETTERS = 8_000
"""Steps that are kept, and letters looked at for them: the window waits for it, a twentieth of a second at most."""

Letters = list[tuple[str, QTextCharFormat]]


def states_of(document: QTextDocument, write: Callable[[], str]) -> tuple[list[str], int]:
    """Give what a text was and can become again, the oldest first, and which of it it is now.

    Args:
        write: gives the text as HTML.
    """
    now = write()
    most = min(MOST_STEPS, MOST_LETTERS // max(1, document.characterCount()))
    back = _walked(document.undo, document.isUndoAvailable, write, most)
    _repeat(document.redo, len(back))
    ahead = _walked(document.redo, document.isRedoAvailable, write, most)
    _repeat(document.undo, len(ahead))
    return [*reversed(back), now, *ahead], len(back)


def become(document: QTextDocument, other: QTextDocument) -> None:
    """Change a text into another in one step, where their lists and tables are the same."""
    old, new = _letters(document), _letters(other)
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    cursor, source = QTextCursor(document), QTextCursor(other)
    cursor.beginEditBlock()
    for one, last in ((cursor, len(old) - end), (source, len(new) - end)):
        one.setPosition(start)
        one.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    cursor.insertFragment(source.selection())
    for mine, wanted in zip(list(blocks_of(document)), blocks_of(other), strict=False):
        in_list = max(mine.blockFormat().objectIndex(), wanted.blockFormat().objectIndex()) >= 0
        if mine.blockFormat() != wanted.blockFormat() and not in_list:
            cursor.setPosition(mine.position())
            cursor.setBlockFormat(wanted.blockFormat())
            cursor.setBlockCharFormat(wanted.charFormat())
    cursor.endEditBlock()


def _walked(step: Callable[[], None], can: Callable[[], bool], write: Callable[[], str], most: int) -> list[str]:
    found: list[str] = []
    while can() and len(found) < most:
        step()
        found.append(write())
    return found


def _repeat(step: Callable[[], None], times: int) -> None:
    for _ in range(times):
        step()


def _alike(some: Sequence[object], others: Sequence[object]) -> int:
    """Give how many are the same from the start."""
    pairs = zip(some, others, strict=False)
    return next((place for place, (one, other) in enumerate(pairs) if one != other), min(len(some), len(others)))


def _letters(document: QTextDocument) -> Letters:
    """Give all letters with their look, but for the end of the text."""
    found: Letters = []
    for block in blocks_of(document):
        pieces = block.begin()
        while not pieces.atEnd():
            piece = pieces.fragment()
            look = piece.charFormat()
            found += [(letter, look) for letter in _units(piece.text())]
            pieces += 1
        found.append(("\n", block.charFormat()))
    return found[:-1]


def _units(text: str) -> list[str]:
    """Give letters as Qt counts them: some as two."""
    return [unit for letter in text for unit in ([letter] if ord(letter) < 0x10000 else [letter, ""])]
