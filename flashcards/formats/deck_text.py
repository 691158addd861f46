"""Deck files: text that people write (docs/deck-format.md).

A file is cut into blocks (`deck_lines`), and the blocks become notes (`deck_notes`). Mistakes are collected, with
their lines; a note with a mistake is left out and all others come in.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from flashcards.domain.deck import clean_deck_name
from flashcards.domain.note import Provenance
from flashcards.formats.deck_blocks import Block, Scan
from flashcards.formats.deck_lines import scan
from flashcards.formats.deck_notes import Defaults, NoteBuilder
from flashcards.formats.deck_reader import ValueReader
from flashcards.formats.draft import DeckDraft, NoteDraft, Problem
from flashcards.formats.markdown import to_html

SUFFIX = ".md"
NOT_A_DECK = "README.md"
"""Files of this name explain a folder to its readers and are passed over."""

_DECK = "deck"
_BOM = "\ufeff"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def media_folder(path: Path) -> Path:
    """Give the folder of the pictures and sounds of a deck file; it need not exist."""
    return path.with_name(f"{path.stem}-media")


def read_deck_text(text: str, path: Path) -> DeckDraft:
    """Read the text of one deck file.

    Args:
        text: the whole file, with any kind of line end.
        path: named in the problems.
    """
    return _read_all([(path, text)])[0]


def read_deck_file(path: Path) -> DeckDraft:
    """Read one deck file. A file that cannot be read gives a draft with that problem."""
    return read_deck_files([path])[0]


def read_deck_folder(folder: Path) -> tuple[DeckDraft, ...]:
    """Read all deck files of a folder and of those below it, sorted by path.

    Ids are unique over all of them, and a case text may stand in another file than its questions.
    """
    return read_deck_files(sorted(path for path in folder.rglob("*" + SUFFIX) if path.name != NOT_A_DECK))


def read_deck_files(paths: Sequence[Path]) -> tuple[DeckDraft, ...]:
    """Read several deck files that belong together, in the order given; ids are unique over all of them."""
    contents = [read_content(path) for path in paths]
    readable = [(path, text) for path, text in zip(paths, contents, strict=True) if isinstance(text, str)]
    drafts = iter(_read_all(readable))
    return tuple(
        DeckDraft(path, problems=(text,)) if isinstance(text, Problem) else next(drafts)
        for path, text in zip(paths, contents, strict=True)
    )


def read_content(path: Path) -> str | Problem:
    """Give the text of a file, or why it cannot be read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return Problem(path, 1, f"the file cannot be read: {error.strerror or error}")
    if data.startswith(_UTF16):
        return Problem(path, 1, "the file is saved as UTF-16; save it as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Problem(path, line, "the file is not UTF-8 from here on; save it as UTF-8")


def _read_all(texts: Sequence[tuple[Path, str]]) -> list[DeckDraft]:
    files = [_File(path, text) for path, text in texts]
    seen: dict[str, tuple[Path, int]] = {}
    cases: dict[str, str] = {}
    for file in files:
        file.take_cases(cases, seen)
    return [file.draft(cases, seen) for file in files]


class _File:
    """One deck file on its way to a draft."""

    def __init__(self, path: Path, text: str) -> None:
        lines = text.removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._path = path
        self._found: list[tuple[int, str]] = []
        if _CONTROL.search(text):
            lines = [self._without_control(number, line) for number, line in enumerate(lines, start=1)]
        self._scan: Scan = scan(lines)
        self._found += self._scan.found

    def take_cases(self, cases: dict[str, str], seen: dict[str, tuple[Path, int]]) -> None:
        """Add the file's case texts to `cases`."""
        for block in self._scan.blocks:
            if block.is_case and self._is_new(block, seen):
                html = to_html(block.body.markup)
                if html:
                    cases[block.id] = html
                else:
                    self._found.append((block.line, f"the case “{block.id}” has no text"))

    def draft(self, cases: dict[str, str], seen: dict[str, tuple[Path, int]]) -> DeckDraft:
        """Make the draft."""
        defaults = self._defaults()
        notes: list[NoteDraft] = []
        blocks, self._scan.blocks = self._scan.blocks[::-1], []
        while blocks:  # each is let go of once it is a note, for there may be many
            block = blocks.pop()
            if block.is_case:
                continue
            builder = NoteBuilder(block, defaults, cases)
            note = builder.build()
            self._found += builder.found
            if self._is_new(block, seen) and note is not None:
                notes.append(note)
        problems = sorted(Problem(self._path, line, message) for line, message in self._found)
        return DeckDraft(self._path, tuple(notes), tuple(problems))

    def _is_new(self, block: Block, seen: dict[str, tuple[Path, int]]) -> bool:
        """Say whether an id is there and was not used before; report when it was."""
        name = f"case {block.id}" if block.is_case else block.id
        if not block.id:
            if block.is_case:
                self._found.append((block.line, "an id is missing after “## case ”"))
            return False
        path, line = seen.setdefault(name, (self._path, block.line))
        if (path, line) == (self._path, block.line):
            return True
        where = f"line {line}" if path == self._path else f"{path}, line {line}"
        self._found.append((block.line, f"the id “{name}” is already used in {where}"))
        return False

    def _defaults(self) -> Defaults:
        reader = ValueReader(self._scan.header)
        if _DECK not in self._scan.header:
            self._found.append((1, "the top of the file does not say which deck: “deck: Name::Part”"))
        defaults = Defaults(
            deck=reader.one(_DECK, clean_deck_name, self._path.stem or "Deck"),
            provenance=reader.provenance(Provenance()),
            tags=reader.words("Tags"),
        )
        self._found += reader.found
        return defaults

    def _without_control(self, number: int, line: str) -> str:
        """Take out characters no text has, and report them."""
        if match := _CONTROL.search(line):
            self._found.append((number, f"an invisible character (U+{ord(match[0]):04X}) was left out"))
        return _CONTROL.sub("", line)
