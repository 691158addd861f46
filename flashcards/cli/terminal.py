"""What a terminal is given: no character in it is a command to the terminal, whatever notes and file names say."""

import io
from typing import TextIO

_KEPT = "\n\t"
_SHOWN = {code: "?" for code in (*range(32), *range(127, 160)) if chr(code) not in _KEPT}


def harmless(text: str) -> str:
    """Give a text in which control characters are question marks, but for line ends and tabs."""
    return text.translate(_SHOWN)


def on_terminal(stream: TextIO) -> TextIO:
    """Give what writes only what is harmless to a stream that is a terminal; a file or a program gets all as it is."""
    is_terminal = not isinstance(stream, _Harmless) and not stream.closed and stream.isatty()
    return _Harmless(stream) if is_terminal else stream


class _Harmless(io.TextIOBase, TextIO):
    """Writes to a terminal."""

    def __init__(self, terminal: TextIO) -> None:
        self._terminal = terminal

    def write(self, text: str) -> int:
        self._terminal.write(harmless(text))
        return len(text)

    def flush(self) -> None:
        self._terminal.flush()

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._terminal.fileno()

    def writable(self) -> bool:
        return True
