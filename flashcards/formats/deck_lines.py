"""A deck file cut into its blocks, line by line: the top, notes and case texts. What they mean comes later."""

import re
from collections.abc import Sequence

from flashcards.formats.deck_blocks import Block, OptionBlock, Scan, Value
from flashcards.formats.deck_keys import (
    HEADER_KEYS,
    NOTE_KEYS,
    REPEATABLE_KEYS,
    is_crowded_key,
    nearest_header_key,
    nearest_key,
    split_key,
)

_FENCE = "---"
_KNOWN = frozenset(NOTE_KEYS)
_HEADING = re.compile(r"(#{1,6})([^#].*|)$")
_OPTION = re.compile(r"- \[([ xX])\](?: +(.*))?$")
_ALMOST_OPTION = re.compile(r"\s*[-*]?\s*\[\s?[xX✓]?\s?\](?!\()")
_LIST_ITEM = re.compile(r"(?:[-*]|\d{1,9}[.)]) ")


def scan(lines: Sequence[str]) -> Scan:
    """Cut a file into blocks."""
    scanner = _Scanner()
    start = scanner.top(lines)
    comment_ends = next((number for number in range(len(lines), 0, -1) if "-->" in lines[number - 1]), 0)
    in_comment = False
    for number in range(start, len(lines)):
        line = lines[number]
        stripped = line.strip()
        if in_comment or stripped.startswith("<!--"):
            in_comment = scanner.comment(number + 1, stripped, is_open=in_comment, last_end=comment_ends)
        else:
            scanner.line(number + 1, line.rstrip(), stripped)
    return scanner.result


class _Scanner:
    """Takes a file's lines one at a time and knows what each belongs to."""

    def __init__(self) -> None:
        self.result = Scan()
        self._block: Block | None = None
        self._value: Value | None = None
        self._is_rationale = False

    def top(self, lines: Sequence[str]) -> int:
        """Read the part between the hyphens; give the index of the line after it."""
        start = next((index for index, line in enumerate(lines) if line.strip()), len(lines))
        if start == len(lines) or lines[start].rstrip() != _FENCE:
            self._report(start + 1 if start < len(lines) else 1, "a deck file begins with a line “---”, then “deck: …”")
            return 0
        notes = len(lines)
        for index in range(start + 1, len(lines)):
            line = lines[index].strip()
            if line == _FENCE:
                return index + 1
            if line.startswith("#"):
                notes = index
                break
            if line and not line.startswith("<!--"):
                self._header_line(index + 1, line)
        self._report(start + 1, "the top of the file is never closed by a second line “---”")
        return notes

    def _header_line(self, number: int, line: str) -> None:
        key, colon, value = line.partition(":")
        if not colon:
            self._report(number, f"“{_short(line)}” is not a key, a colon and a value")
        elif key not in HEADER_KEYS:
            self._report(
                number, f"{_unknown(key, nearest_header_key(key))} The keys here are {', '.join(HEADER_KEYS)}."
            )
        elif HEADER_KEYS[key] in self.result.header:
            self._report(number, f"“{key}:” is given twice at the top of the file")
        else:
            found = Value(number)
            found.add(value.strip())
            self.result.header[HEADER_KEYS[key]] = [found]

    def comment(self, number: int, stripped: str, *, is_open: bool, last_end: int) -> bool:
        """Pass over a line of a comment; say whether the comment goes on."""
        closing = stripped.find("-->")
        if closing < 0:
            if not is_open and number > last_end:
                self._report(number, "this comment is never closed by “-->”")
                return False
            return True
        if stripped[closing + 3 :].strip():
            self._report(number, "a comment has its lines to itself: what follows “-->” belongs on a new line")
        return False

    def line(self, number: int, line: str, stripped: str) -> None:
        """Take in one line that is no comment."""
        if not stripped:
            self._blank()
        elif line[0] in " \t":
            self._text(number, line)
        elif line[0] == "#" and (heading := _HEADING.match(line)):
            self._heading(number, len(heading[1]), heading[2])
        elif line[0] in "-*[" and _ALMOST_OPTION.match(line):
            self._option(number, line)
        elif self._block is not None and self._block.is_case:
            self._case_line(number, line)
        elif parts := split_key(line):
            self._key(number, *parts)
        else:
            self._text(number, line)

    def _blank(self) -> None:
        if self._value is not None:
            self._value.add("")

    def _heading(self, number: int, level: int, rest: str) -> None:
        if level <= 2 and rest and rest[0] not in " \t":
            if level == 1:
                self._text(number, "#" + rest)
            else:
                self._report(number, "a note begins with “## ” and its id: the space is missing")
                self._block = self._value = None
            return
        self._block = self._value = None
        if level > 2:
            self._report(number, f"a note begins with “## ” and a section with “# ”, not with “{'#' * level}”")
        elif level == 2:
            self._open(number, rest.strip())

    def _open(self, number: int, name: str) -> None:
        first, _, rest = name.partition(" ")
        is_case = first == "case"
        self._block = Block(rest.strip() if is_case else name, number, is_case, body=Value(number))
        self._value = self._block.body if is_case else None
        self._is_rationale = False
        self.result.blocks.append(self._block)

    def _case_line(self, number: int, line: str) -> None:
        parts = split_key(line)
        if parts and parts[0] in _KNOWN:
            self._report(
                number, f"a case text has no keys; “{parts[0]}:” belongs to a note. Indent it to keep it as text."
            )
        else:
            self._text(number, line)

    def _option(self, number: int, line: str) -> None:
        match = _OPTION.match(line)
        if match is None:
            self._report(number, "an option is written “- [x] text” when right, “- [ ] text” when wrong")
        elif self._block is None or self._block.is_case:
            self._report(number, "an option belongs to a note: a line “## id” is missing above it")
        elif not match[2]:
            self._report(number, "this option has no text")
        else:
            rationale = Value(number)
            self._block.options.append(OptionBlock(number, match[2], match[1] != " ", rationale))
            self._value, self._is_rationale = rationale, True

    def _key(self, number: int, key: str, text: str) -> None:
        block = self._block
        self._value, self._is_rationale = Value(number), False
        if text:
            self._value.add(text)
        if block is None:
            self._value = None
            homeless = f"“{key}:” belongs to no note: a line “## ” and an id is missing above it"
            self._report(number, homeless if key in _KNOWN else _NOTHING)
        elif key not in _KNOWN:
            self._report(number, f"{_unknown(key, nearest_key(key))} Indent the line by two spaces to keep it as text.")
        elif key in block.values and key not in REPEATABLE_KEYS:
            self._report(number, f"“{key}:” is given twice in this note")
        else:
            block.values.setdefault(key, []).append(self._value)

    def _text(self, number: int, line: str) -> None:
        is_indented = line[0] in " \t"
        if is_indented and self._is_rationale and _OPTION.match(line.strip()):
            self._report(number, "an option begins at the start of its line. Is this one indented by mistake?")
        elif self._value is None:
            self._report(number, _NOTHING)
        elif is_indented:
            self._value.add(line)
        elif is_crowded_key(line):
            self._report(number, f"“{line.partition(':')[0]}:” needs a space after its colon")
        elif self._is_rationale:
            self._report(number, "the rationale of an option is indented by two spaces")
        elif _LIST_ITEM.match(line):
            self._report(number, "a list inside a value is indented by two spaces")
        else:
            self._value.add(line)

    def _report(self, number: int, message: str) -> None:
        self.result.found.append((number, message))
        if self._block is not None:
            self._block.faults += 1


_NOTHING = "this line belongs to nothing: a note begins with “## ” and its id, a text with a key such as “Q:”"


def _unknown(key: str, nearest: str | None) -> str:
    hint = f" Did you mean “{nearest}:”?" if nearest else ""
    return f"there is no key “{_short(key)}:”.{hint}"


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
