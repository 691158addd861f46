"""How much memory the contents of a file may take while they are read."""

from pathlib import Path

from flashcards.domain.errors import ImportRefusedError

MAX_MEMORY_BYTES = 260 * 1024 * 1024
"""What the contents of one file may take."""


class Allowance:
    """Memory a file's contents may still take."""

    def __init__(self, path: Path, most: int = MAX_MEMORY_BYTES) -> None:
        """Begin with all of it.

        Args:
            path: the file that is read.
            most: bytes.
        """
        self._path = path
        self._left = most
        self._most = most

    def take(self, size: int) -> None:
        """Take some bytes.

        Raises:
            ImportRefusedError: there are not so many left.
        """
        self._left -= size
        if self._left < 0:
            problem = (
                f"it holds more than {self._most // 1024**2} MB can take in. Nothing was changed. "
                "Export it in parts, deck by deck."
            )
            raise ImportRefusedError(problem, self._path)
