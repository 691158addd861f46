"""The lines of a text file, in blocks of bounded size, without what no text has."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import TextIO

from flashcards.domain.errors import ImportRefusedError
from flashcards.formats.findings import Findings
from flashcards.formats.text_turns import TURNS, report_turns

MAX_LINE = 1_000_000
"""Characters. A longer line is left out."""

MAX_LINES = 2_000_000
"""A file with more lines, blank ones included, is refused."""

BLOCK_CHARACTERS = 262_144
BLOCK_LINES = 4_096

_ODD = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\udc80-\udcff\ufffd{TURNS}]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_STRAY = re.compile("[\udc80-\udcff]")
_LINE_ENDS = ("\n", "\r")


def blocks(file: TextIO, findings: Findings, *, is_clean: bool, are_short: bool = False) -> Iterator[list[str]]:
    r"""Give all lines, each with its line end, some thousand at a time.

    Lines end at `\n`, `\r` or both. One that was left out is there as an empty line, so that numbers stay right.

    Args:
        file: opened with `newline=""`.
        is_clean: there is nothing to take out (`text_encoding.Examined`).
        are_short: no line is anywhere near too long; likewise.

    Raises:
        ImportRefusedError: the file has too many lines.
    """
    mend = _without_long if is_clean else _without_odd
    number = 1
    found = _short_blocks(file) if are_short else iter(lambda: _block(partial(file.readline, MAX_LINE)), [])
    while block := next(found, None):
        if not is_clean or any(len(line) >= MAX_LINE for line in block):
            block = [mend(line, number + place, file, findings) for place, line in enumerate(block)]
        number += len(block)
        if number > MAX_LINES:
            problem = f"it has more than {MAX_LINES:,} lines; split it into smaller files. Nothing was changed."
            raise ImportRefusedError(problem, findings.path)
        yield block


def _short_blocks(file: TextIO) -> Iterator[list[str]]:
    while lines := file.readlines(BLOCK_CHARACTERS):
        yield from (lines[start : start + BLOCK_LINES] for start in range(0, len(lines), BLOCK_LINES))


def _block(readline: Callable[[], str]) -> list[str]:
    block: list[str] = []
    room = BLOCK_CHARACTERS
    for line in iter(readline, ""):
        block.append(line)
        room -= len(line)
        if room < 0 or len(block) == BLOCK_LINES:
            break
    return block


def _without_long(line: str, number: int, file: TextIO, findings: Findings) -> str:
    if len(line) < MAX_LINE or line.endswith(_LINE_ENDS):
        return line
    while line and not line.endswith(_LINE_ENDS):
        line = file.readline(MAX_LINE)
    findings.add(number, f"the line is longer than {MAX_LINE:,} characters and was left out")
    return "\n"


def _without_odd(line: str, number: int, file: TextIO, findings: Findings) -> str:
    line = _without_long(line, number, file, findings)
    if _ODD.search(line) is None:
        return line
    if found := _CONTROL.search(line):
        findings.add(
            number,
            f"an invisible character (U+{ord(found[0]):04X}) was left out",
            "invisible characters were left out",
        )
        line = _CONTROL.sub("", line)
    if found := _STRAY.search(line):
        findings.add(
            number,
            f"a byte (0x{_byte(found):02X}) does not fit the file's encoding and was read as “{_windows(found)}”",
            "bytes that do not fit the file's encoding were read as Windows-1252",
        )
        line = _STRAY.sub(_windows, line)
    if "\ufffd" in line:
        findings.add(number, "a damaged character is shown as “\ufffd”")
    report_turns(number, line, findings)
    return line


def _byte(stray: re.Match[str]) -> int:
    return ord(stray[0]) - 0xDC00


def _windows(stray: re.Match[str]) -> str:
    """Give what a stray byte stands for in Windows-1252, or its number where it stands for nothing."""
    value = _byte(stray)
    try:
        return bytes([value]).decode("cp1252")
    except UnicodeDecodeError:
        return f"\\x{value:02x}"
