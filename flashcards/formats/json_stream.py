"""JSON read piece by piece, so that a file of any size takes little memory and a hostile one no more.

Containers are walked by `names` and `items`; what is small enough is taken whole by `value`.
"""

import codecs
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, NoReturn

from flashcards.domain.errors import ImportRefusedError

MAX_VALUE = 8 * 1024 * 1024
"""Characters of the largest piece that is taken whole, such as a note."""

MAX_DEPTH = 100
"""Containers inside containers that are walked."""

_READ_BYTES = 256 * 1024
_SPACE = re.compile(r"[ \t\r\n]*")
_INCOMPLETE_NEAR_END = 12
"""Characters from the end within which a mistake may only mean that more is to come: `\\ud83d\\ude0`."""


class JsonStream:
    """Reads one JSON document from a file opened in binary.

    Every problem is an `ImportRefusedError` that names the line.
    """

    def __init__(self, file: IO[bytes], path: Path, line: int = 1) -> None:
        """Begin where the file stands, which is in a certain line of it."""
        self._file = file
        self._path = path
        self._decode = codecs.getincrementaldecoder("utf-8-sig")()
        self._decoder = json.JSONDecoder(parse_constant=_refuse_constant)
        self._text = ""
        self._at = 0
        self._is_all = False
        self._depth = 0
        self._line = line
        self._offset = file.tell()
        self._counted = 0

    @property
    def line(self) -> int:
        """The 1-based line of the next piece."""
        self.next_character()
        self._count()
        return self._line

    @property
    def offset(self) -> int:
        """The byte in the file at which the next piece begins."""
        self.next_character()
        self._count()
        return self._offset

    def next_character(self) -> str:
        """Give the character the next piece begins with, which says what it is; empty at the end."""
        while True:
            match = _SPACE.match(self._text, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._fill():
                return ""

    def names(self) -> Iterator[str]:
        """Give the names in an object; what stands behind each is to be read before the next."""
        self._open("{")
        if self.next_character() == "}":
            self._close()
            return
        while True:
            name = self.value()
            if not isinstance(name, str) or self.next_character() != ":":
                self._refuse("a name and a colon are expected here")
            self._at += 1
            yield name
            if self._is_last("}"):
                return

    def items(self, *, is_open: bool = False) -> Iterator[None]:
        """Step through an array; each element is to be read before the next step.

        Args:
            is_open: reading began at an element, not at the array's bracket.
        """
        if is_open:
            self._depth += 1
        else:
            self._open("[")
        if self.next_character() == "]":
            self._close()
            return
        while True:
            yield
            if self._is_last("]"):
                return

    def batches(self) -> Iterator[list[Any]]:
        """Give the elements of an array, several at a time: quick where they are short arrays of numbers."""
        is_quick = True
        for _ in self.items():
            if is_quick:
                batch = self._batch()
                is_quick = batch is not None
                if batch:
                    yield batch
            yield [self.value()]

    def value(self) -> Any:  # noqa: ANN401 - JSON may be anything
        """Take the next piece whole."""
        self.next_character()
        wanted = _READ_BYTES
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except RecursionError:
                self._refuse("it is nested more deeply than any deck is")
            except ValueError as error:
                if not self._may_go_on(error):
                    self._refuse(f"it is no valid JSON here ({_reason(error)})")
            else:
                if end < len(self._text) or self._is_all:
                    self._at = end
                    return value
            if len(self._text) - self._at > MAX_VALUE:
                self._refuse("one piece of it is larger than any note is")
            self._fill(wanted)
            wanted *= 2

    def skip(self) -> None:
        """Pass over the next piece, whatever its size."""
        character = self.next_character()
        if character == "{":
            for _ in self.names():
                self.skip()
        elif character == "[":
            for _ in self.items():
                self.skip()
        else:
            self.value()

    def end(self) -> None:
        """Make sure that nothing follows."""
        if self.next_character():
            self._refuse("there is more after the end of the JSON")

    def _batch(self) -> list[Any] | None:
        """Take all elements of the buffer but the last; None where they are not as expected."""
        last = self._text.rfind("],", self._at)
        if last < 0:
            return []
        try:
            batch = json.loads(f"[{self._text[self._at : last + 1]}]", parse_constant=_refuse_constant)
        except (ValueError, RecursionError):
            return None
        self._at = last + 2
        return list(batch)

    def _open(self, bracket: str) -> None:
        if self.next_character() != bracket:
            self._refuse(f"a “{bracket}” is expected here")
        self._at += 1
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self._refuse("it is nested more deeply than any deck is")

    def _close(self) -> None:
        self._at += 1
        self._depth -= 1

    def _is_last(self, bracket: str) -> bool:
        """Take what stands behind an element; say whether it was the last one."""
        character = self.next_character()
        if character == bracket:
            self._close()
            return True
        if character != ",":
            self._refuse(f"a comma or a “{bracket}” is expected here")
        self._at += 1
        return False

    def _may_go_on(self, error: ValueError) -> bool:
        """Say whether a mistake may be gone once more of the file is there."""
        if self._is_all or not isinstance(error, json.JSONDecodeError):
            return False
        return error.pos > len(self._text) - _INCOMPLETE_NEAR_END or error.msg.startswith("Unterminated string")

    def _fill(self, wanted: int = _READ_BYTES) -> bool:
        """Read on; say whether there was more."""
        if self._is_all:
            return False
        self._count()
        piece = self._file.read(wanted)
        self._is_all = not piece
        if piece.startswith(codecs.BOM_UTF8) and self._offset == 0 and not self._text:
            self._offset = len(codecs.BOM_UTF8)
        try:
            more = self._decode.decode(piece, final=self._is_all)
        except UnicodeDecodeError:
            self._refuse("it is not UTF-8 from here on")
        self._text = self._text[self._at :] + more
        self._at = self._counted = 0
        return not self._is_all

    def _count(self) -> None:
        """Count lines and bytes up to where reading stands."""
        passed = self._text[self._counted : self._at]
        self._line += passed.count("\n")
        self._offset += len(passed.encode())
        self._counted = self._at

    def _refuse(self, problem: str) -> NoReturn:
        self._count()
        sentence = f"line {self._line}: {problem}. Nothing was changed. Export it again."
        raise ImportRefusedError(sentence, self._path)


def _refuse_constant(name: str) -> None:
    problem = f"{name} is no JSON"
    raise ValueError(problem)


def _reason(error: ValueError) -> str:
    return error.msg if isinstance(error, json.JSONDecodeError) else str(error)
