"""The blocks of a rich text, one after another."""

from collections.abc import Iterator

from PySide6.QtGui import QTextBlock, QTextDocument


def blocks_of(document: QTextDocument) -> Iterator[QTextBlock]:
    """Give the blocks of a document in order; take them into a list before any of them is changed."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()
