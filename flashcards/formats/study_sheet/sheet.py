"""A study sheet: a title, then deck by deck the notes, numbered, questions on the left and answers on the right."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from reportlab.platypus import Flowable, Paragraph, Table, TableStyle

from flashcards.domain.deck import SEPARATOR, is_within, leaf_name, parent_name
from flashcards.domain.progress import Progress
from flashcards.formats.study_sheet.blocks import blocks_of
from flashcards.formats.study_sheet.columns import Columns, answer_width, question_width
from flashcards.formats.study_sheet.entries import EntryMaker
from flashcards.formats.study_sheet.pages import WIDTH, Pages
from flashcards.formats.study_sheet.pictures import Pictures
from flashcards.formats.study_sheet.typography import STYLES, SUNKEN, register_fonts
from flashcards.formats.transfer import Transfer, TransferNote
from flashcards.formats.writing import whole_file
from flashcards.wording import counted

_STEP = 20
_ROOM = 90.0
"""Points that have to be left below a heading."""


def write_sheet(transfer: Transfer, path: Path, progress: Progress) -> None:
    """Write all notes to a PDF.

    Raises:
        ExportRefusedError: the file cannot be written.
    """
    register_fonts()
    with whole_file(path) as file:
        sheet = _Sheet(transfer, Pages(file, _title(transfer.notes, path)), progress)
        sheet.write()


def _title(notes: Sequence[TransferNote], path: Path) -> str:
    """Give the name of the deck all notes are in, or that of the file."""
    first = notes[0].deck if notes else ""
    while first and not all(is_within(note.deck, first) for note in notes):
        first = parent_name(first) or ""
    return leaf_name(first) or path.stem


class _Sheet:
    """Writes the notes of a transfer."""

    def __init__(self, transfer: Transfer, pages: Pages, progress: Progress) -> None:
        self._transfer = transfer
        self._pages = pages
        self._progress = progress
        self._pictures = Pictures(transfer.media)
        self._maker = EntryMaker(question_width(WIDTH), answer_width(WIDTH), self._pictures)
        self._number = 0
        self._case = ""
        self._level = -1

    def write(self) -> None:
        """Write title, decks and notes."""
        decks = _by_deck(self._transfer)
        only = next(iter(decks), "") if len(decks) < 2 else ""
        self._pages.title(" · ".join(_about(only, len(self._transfer.notes))))
        for name, notes in decks.items():
            if len(decks) > 1:
                self._heading(name, len(notes))
            self._case = ""
            for note in notes:
                self._note(note)
        self._pages.finish()

    def _heading(self, deck: str, notes: int) -> None:
        self._pages.space(16)
        self._pages.heading = " › ".join(deck.split(SEPARATOR))
        self._pages.add(Paragraph(escape(leaf_name(deck), quote=False) or "Notes", STYLES["deck"]), keep_with=_ROOM)
        self._pages.add(Paragraph(escape(" · ".join(_about(deck, notes)), quote=False), STYLES["path"]))
        self._pages.space(5)
        self._level = min(deck.count(SEPARATOR), self._level + 1)
        self._pages.mark(leaf_name(deck) or "Notes", self._level)

    def _note(self, note: TransferNote) -> None:
        total = len(self._transfer.notes)
        for entry in self._maker.entries(note, self._transfer.note_types[note.type_place]):
            if self._number % _STEP == 0:
                self._progress("Writing notes", min(self._number / total, 1.0))
            if entry.case and entry.case != self._case:
                self._pages.add(_case(entry.case, self._pictures), keep_with=_ROOM)
            self._case = entry.case
            self._number += 1
            number: list[Flowable] = [Paragraph(f"{self._number}", STYLES["number"])]
            self._pages.add(Columns((number, entry.question, entry.answer)))


def _by_deck(transfer: Transfer) -> dict[str, list[TransferNote]]:
    """Give the notes of each deck, decks in the order of the transfer, those it does not list at the end."""
    decks: dict[str, list[TransferNote]] = {deck.name: [] for deck in transfer.decks}
    for note in transfer.notes:
        decks.setdefault(note.deck, []).append(note)
    return {name: notes for name, notes in decks.items() if notes}


def _about(deck: str, notes: int) -> list[str]:
    """Say where a deck is, and how much is in it."""
    above = deck.split(SEPARATOR)[:-1]
    return [*([" › ".join(above)] if above else []), counted(notes, "note")]


def _case(html: str, pictures: Pictures) -> Flowable:
    style = TableStyle(
        [
            ("BACKGROUND", (0, 0), (-1, -1), SUNKEN),
            *((side, (0, 0), (-1, -1), 8) for side in ("LEFTPADDING", "RIGHTPADDING")),
            *((side, (0, 0), (-1, -1), 6) for side in ("TOPPADDING", "BOTTOMPADDING")),
        ]
    )
    return Table([[blocks_of(html, WIDTH - 16, pictures)]], [WIDTH], style=style, splitInRow=1)
