"""Markdown files, alone or in a folder: which dialect each is in, and its notes as HTML."""

from html import escape
from pathlib import Path
from typing import Any

from flashcards.domain.choice import MAX_OPTIONS, Option, encode_options
from flashcards.domain.errors import ImportRefusedError
from flashcards.domain.note_type import NoteKind
from flashcards.formats.folders import files_below, text_files
from flashcards.formats.format import Format, Reading
from flashcards.formats.incoming import Incoming, deck_of, sorted_tags
from flashcards.formats.markdown_notes import hashcards, obsidian, orbit, remnote
from flashcards.formats.markdown_notes.attachments import Attachments
from flashcards.formats.markdown_notes.found import Found, Harvest
from flashcards.formats.markdown_notes.lines import Source, source_of
from flashcards.formats.markdown_notes.markup import to_html
from flashcards.formats.markdown_notes.strangers import Dialect, strangers
from flashcards.formats.text_frames import is_nothing_but_framed
from flashcards.formats.transfer import Transfer, TransferNote
from flashcards.formats.whole_text import lines_of

SUFFIX = ".md"
SUFFIXES = (SUFFIX, ".markdown")
_PLAIN = ".txt"

MAX_LINES = 200_000
"""Lines of one file; each may be a card, and takes a kilobyte until it is a note."""


def recognises(path: Path, head: bytes) -> bool:
    """Say whether a file, or one in a folder, is Markdown; RemNote's lines may stand in any text file."""
    if path.is_dir():
        return next(files_below(path, SUFFIX), None) is not None
    if path.suffix.lower() == _PLAIN:
        return remnote.is_pasted(head.decode("utf-8", "replace"))
    is_named_so = bool(head) and path.suffix.lower() in SUFFIXES
    return is_named_so and not is_nothing_but_framed(head.decode("utf-8", "replace"))


def read(path: Path, reading: Reading) -> Transfer:
    """Read a file, or all of a folder and of those below it.

    Raises:
        ImportRefusedError: there are no cards in it, or it is too large.
    """
    paths = text_files(path, SUFFIX)
    reader = _Reader(path, reading)
    for place, one in enumerate(paths):
        reading.progress("Reading notes", place / len(paths))
        reader.file(one)
    return reader.transfer()


FORMAT = Format("markdown", "Markdown (Obsidian, hashcards, Orbit, RemNote)", SUFFIXES, recognises, read)


class _Reader:
    """Reads files one after another."""

    def __init__(self, path: Path, reading: Reading) -> None:
        self._path = path
        self._root = path if path.is_dir() else path.parent
        self._reading = reading
        self._incoming = Incoming(FORMAT.id, path)
        self._attachments = Attachments(self._root, is_whole=path.is_dir())
        self._untagged: list[Path] = []
        self._is_tagged = False
        self._is_folder = path.is_dir()

    def file(self, path: Path) -> None:
        """Take in a file. In a folder, those without a deck tag wait: where others have one, they are plain notes."""
        source = self._source(path)
        if _is_for_obsidian(source):
            if self._is_folder and not obsidian.has_deck_tag(source):
                self._untagged.append(path)
                return
            self._is_tagged = self._is_tagged or obsidian.has_deck_tag(source)
            self._take(path, source, obsidian.read(source, self._reading), Dialect.OBSIDIAN)
            return
        self._take(path, source, *_harvest(source))

    def _source(self, path: Path) -> Source:
        lines = lines_of(path, self._incoming.findings)
        if len(lines) > MAX_LINES:
            problem = f"it has {len(lines)} lines; at most {MAX_LINES} can be read. Nothing was changed. Split it up."
            raise ImportRefusedError(problem, path)
        return source_of(lines)

    def transfer(self) -> Transfer:
        """Give all notes.

        Raises:
            ImportRefusedError: there are none.
        """
        for path in self._untagged:
            source = self._source(path)
            harvest = obsidian.read(source, self._reading)
            if not self._is_tagged:
                self._take(path, source, harvest, Dialect.OBSIDIAN)
            elif harvest.notes:
                self._report_untagged(path, harvest)
        if not self._incoming.notes and not self._incoming.findings.count:
            problem = (
                "there are no cards in it. Nothing was changed. Cards are written as “question::answer”, as blocks "
                "“Q:” and “A:”, or with ==gaps==; the guide page “Bring your own cards” lists what can be imported."
            )
            raise ImportRefusedError(problem, self._path)
        transfer = self._incoming.transfer()
        transfer.media = list(self._attachments.files.values())
        transfer.has_schedule = any(card.state for note in transfer.notes for card in note.cards)
        return transfer

    def _report_untagged(self, path: Path, harvest: Harvest) -> None:
        count = len(harvest.notes)
        cards = "1 card" if count == 1 else f"{count} cards"
        message = (
            f"the note was left out with what may be {cards}: it has no tag such as #flashcards, as others here have"
        )
        self._incoming.problem(harvest.notes[0].line, message, path)

    def _take(self, path: Path, source: Source, harvest: Harvest, dialect: Dialect) -> None:
        passed = strangers(harvest.passed, dialect, "it was left out")
        taken_in = strangers(harvest.taken_in, dialect, "it was taken as a part of the card above")
        for line, message in (*harvest.problems, *passed, *taken_in):
            self._incoming.problem(line, message, path)
        general = self._deck(path, source)
        for found in harvest.notes:
            self._incoming.add(self._note(found, path, found.deck or general))

    def _deck(self, path: Path, source: Source) -> str:
        """Give the deck of notes that do not name one: by the file's top, its folders, or its name."""
        named: Any = source.top.get("name", source.top.get("deck", ""))
        if isinstance(named, str) and named.strip():
            return deck_of(*named.split("::"))
        folders = path.parent.relative_to(self._root).parts
        return deck_of(*folders, path.stem)

    def _note(self, found: Found, path: Path, deck: str) -> TransferNote:
        def html(text: str) -> str:
            return to_html(
                text,
                lambda written: self._attachments.plain_name(written, path.parent),
                is_cloze=found.kind is NoteKind.CLOZE,
            )

        first, *others = (html(text) for text in found.texts)
        if found.context:
            first = f"<small>{escape(' › '.join(found.context), quote=False)}</small><br>{first}"
        fields = {
            NoteKind.CLOZE: (first, ""),
            NoteKind.CHOICE: (first, encode_options(self._options(found, path)), "", ""),
        }.get(found.kind, (first, *others, ""))
        return TransferNote(
            guid=found.guid,
            type_place=self._incoming.type_place(found.kind),
            fields=fields,
            deck=deck,
            tags=sorted_tags([tag.replace("/", "::") for tag in found.tags]),
            cards=tuple(card._replace(deck=deck) for card in found.cards),
            line=found.line,
        )

    def _options(self, found: Found, path: Path) -> list[Option]:
        def html(text: str) -> str:
            return to_html(text, lambda written: self._attachments.plain_name(written, path.parent))

        return [
            Option(html(one.text), one.is_correct, html(one.rationale) if one.rationale else "")
            for one in found.options[:MAX_OPTIONS]
        ]


def _is_for_obsidian(source: Source) -> bool:
    if obsidian.has_deck_tag(source) or any("<!--SR:" in line.text for line in source.lines):
        return True
    return not (hashcards.is_hashcards(source) or orbit.is_orbit(source) or remnote.is_remnote(source))


def _harvest(source: Source) -> tuple[Harvest, Dialect]:
    """Find the notes of a file that is not in Obsidian's dialect, and tell which it is in."""
    if hashcards.is_hashcards(source):
        return hashcards.read(source), Dialect.HASHCARDS
    if orbit.is_orbit(source):
        return orbit.read(source), Dialect.ORBIT
    return remnote.read(source), Dialect.REMNOTE
