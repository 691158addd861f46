"""In which encoding a text file is written, found from all its bytes, and the file opened in it."""

import codecs
import io
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from flashcards.domain.errors import ImportRefusedError
from flashcards.formats.not_text import not_text, wide_encoding
from flashcards.formats.text_turns import TURNS_IN_UTF_8, UTF_8_LENGTH

MAX_BYTES = 64 * 2**20
"""A larger text file is refused; the largest decks known are a third of it."""

_HEAD = 65_536
_CHUNK = 2**20
SHORT_LINE = 2**19
_MARKS = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
_STRAYS_TO_A_GOOD = 4
_ODD_BYTES = bytes(code for code in (*range(32), 0x7F) if code not in b"\t\n\r")
_STRAY = re.compile("[\udc80-\udcff]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f\udc80-\udcff]")


class Encoding(StrEnum):
    """How a file's bytes stand for characters; the value is Python's name for it."""

    UTF_8 = "utf-8"
    UTF_16_LE = "utf-16-le"
    UTF_16_BE = "utf-16-be"
    WINDOWS_1252 = "cp1252"
    MAC_ROMAN = "mac-roman"

    @property
    def label(self) -> str:
        """What it is called on screen."""
        return _LABELS[self]


_LABELS = {
    Encoding.UTF_8: "UTF-8",
    Encoding.UTF_16_LE: "UTF-16",
    Encoding.UTF_16_BE: "UTF-16 (big-endian)",
    Encoding.WINDOWS_1252: "Windows-1252",
    Encoding.MAC_ROMAN: "Mac Roman",
}


@dataclass(frozen=True, slots=True)
class Examined:
    """What all bytes of a file say.

    Attributes:
        is_clean: no byte is foreign to the encoding, and there are no control characters, and none of `text_turns`.
        has_short_lines: no line is longer than `SHORT_LINE` bytes.
    """

    encoding: Encoding
    is_clean: bool
    has_short_lines: bool = False


def examine(path: Path, wanted: Encoding | None = None) -> Examined:
    """Find a file's encoding, or see whether it fits the one that is wanted.

    Raises:
        ImportRefusedError: the file cannot be opened, is too large, or is no text.
    """
    head = _head(path)
    wide = wide_encoding(head)
    encoding = wanted or (Encoding(wide) if wide else Encoding.UTF_8)
    fits, is_plain, is_short = _walk(path, encoding)
    if not fits and wanted is None and encoding is Encoding.UTF_8 and not _is_mostly_utf_8(path):
        encoding = Encoding.WINDOWS_1252
        fits, is_plain, is_short = _walk(path, encoding)
    return Examined(encoding, is_clean=fits and is_plain, has_short_lines=fits and is_short)


def open_text(path: Path, encoding: Encoding) -> TextIO:
    """Open a file behind its byte order mark, line ends as they are.

    A byte that is foreign to the encoding becomes a lone surrogate, in UTF-16 a U+FFFD: see `text_lines`.

    Raises:
        ImportRefusedError: it cannot be opened.
    """
    try:
        file = path.open("rb", _CHUNK)
    except OSError as error:
        raise _unreadable(path, error) from error
    mark = _MARKS.get(encoding, b"")
    file.seek(len(mark) if mark and file.read(len(mark)) == mark else 0)
    errors = "replace" if encoding in {Encoding.UTF_16_LE, Encoding.UTF_16_BE} else "surrogateescape"
    return io.TextIOWrapper(file, encoding=encoding, errors=errors, newline="")


def _head(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise _unreadable(path, error) from error
    if kind := not_text(head):
        problem = f"this is {kind}. Nothing was changed."
        raise ImportRefusedError(problem, path)
    if size > MAX_BYTES:
        problem = f"the file is larger than {MAX_BYTES // 2**20} MB; split it into smaller ones. Nothing was changed."
        raise ImportRefusedError(problem, path)
    return head


def _unreadable(path: Path, error: OSError) -> ImportRefusedError:
    return ImportRefusedError(f"it cannot be opened ({error.strerror or error}). Nothing was changed.", path)


def _walk(path: Path, encoding: Encoding) -> tuple[bool, bool, bool]:
    """Say whether all bytes fit an encoding, are no control characters or `text_turns`, and lines are short."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    is_wide = encoding in {Encoding.UTF_16_LE, Encoding.UTF_16_BE}
    is_plain = is_short = not is_wide
    tail = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return False, False, False
            is_plain = is_plain and len(chunk) == len(chunk.translate(None, _ODD_BYTES))
            is_plain = is_plain and TURNS_IN_UTF_8.search(tail + chunk) is None
            tail = chunk[1 - UTF_8_LENGTH :]
            is_short = is_short and _has_breaks(chunk)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False, False, False
    return True, is_plain, is_short


def _has_breaks(chunk: bytes) -> bool:
    """Say whether there is a line end in every part of a chunk that is half as long as a short line, or longer."""
    parts = range(0, len(chunk) - SHORT_LINE // 2 + 1, SHORT_LINE // 2)
    return all(any(chunk.find(end, at, at + SHORT_LINE // 2) >= 0 for end in (b"\n", b"\r")) for at in parts)


def _is_mostly_utf_8(path: Path) -> bool:
    """Say whether a damaged file has enough good UTF-8 beyond ASCII beside its stray bytes.

    Other text hardly ever makes such a sequence by chance, so one is worth several stray bytes. These are read as
    Windows-1252 in any case, and listed.
    """
    good = stray = 0
    with open_text(path, Encoding.UTF_8) as file:
        while text := file.read(_CHUNK):
            stray += len(_STRAY.findall(text))
            good += len(_BEYOND_ASCII.findall(text))
    return stray <= _STRAYS_TO_A_GOOD * good
