"""Notes of the bundled decks as the Study page shows them, on sheets to look through: both sides, light and dark.

    python -m scripts.note_sheets [FOLDER] [--notes 25] [--seed 1] [--ids NOTE ...]

draws so many notes of each deck, or takes those named, and writes sheets of them into FOLDER (./screenshots/notes),
without a screen. The draw is by chance, but every kind of note is in it, and tables, lists, case texts, formulas, exam
questions and the longest texts as far as a deck has them. Every other question is answered wrongly. A page grows until
its card fits, so that nothing is cut off. Look at the sheets.
"""

import argparse
import os
import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from flashcards import app, resources
from flashcards.collection import bundled
from flashcards.collection.collection import Collection
from flashcards.domain.card import Card
from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId
from flashcards.domain.note import Note
from flashcards.domain.note_type import BUILT_IN, NoteKind
from flashcards.domain.plain_text import plain_text
from flashcards.settings import DEFAULTS, ThemeChoice
from flashcards.storage import reading
from flashcards.storage.snapshot import Snapshot
from flashcards.ui.page import PageId
from flashcards.ui.study.state import Phase
from flashcards.ui.study.view import StudyPage
from flashcards.ui.theme import Theme
from scripts.camera import wait
from scripts.screenshots import TODAY, Time, close, open_window

KINDS = {note_type.id: note_type.kind for note_type in BUILT_IN}
LONGEST = 3
"""Notes of each deck that are drawn for their length."""

AT_LEAST = 2
"""Notes of each deck drawn for each thing that can be special about one."""

WIDTH, SHORTEST, TALLEST = 1120, 640, 2400
"""The window's pixels: as wide as at the first start, as tall as the card needs."""

GAP = 12
TURN_MS = 20
PATIENCE = 200


@dataclass(frozen=True, slots=True)
class Drawn:
    """A note that was drawn.

    Attributes:
        deck: the key of its deck.
        card: the one that is shown of it.
    """

    deck: str
    note: Note
    card: Card


def traits(note: Note) -> frozenset[str]:
    """Say what is special about how a note looks."""
    text = " ".join(note.fields)
    found = {KINDS[note.note_type_id].label}
    marks = {"table": "<table", "list": "<li>", "emphasis": "<strong", "code": "<code", "formula": "÷", "product": "×"}
    found |= {name for name, mark in marks.items() if mark in text}
    if KINDS[note.note_type_id] is NoteKind.CHOICE:
        found |= {"case"} if note.fields[3] else set()
        found |= {"several"} if text.count('"correct": true') > 1 else set()
    found |= {"exam"} if note.provenance.is_exam_only else set()
    return frozenset(found | ({"as of"} if note.provenance.as_of else set()))


def draw(notes: Sequence[Note], number: int, chance: random.Random) -> list[Note]:
    """Draw notes of one deck by chance, with some of every trait and of the longest among them."""
    by_length = sorted(notes, key=lambda note: sum(len(plain_text(field)) for field in note.fields), reverse=True)
    found = by_length[:LONGEST]
    rest = chance.sample(notes, len(notes))
    for trait in sorted(frozenset[str]().union(*map(traits, notes))):
        missing = AT_LEAST - sum(trait in traits(note) for note in found)
        found += [note for note in rest if trait in traits(note) and note not in found][: max(0, missing)]
    found += [note for note in rest if note not in found][: max(0, number - len(found))]
    return found[:number]


def drawn(snapshot: Snapshot, number: int, seed: int) -> list[Drawn]:
    """Draw notes of every deck, each with one of its cards."""
    found: list[Drawn] = []
    for key in bundled.keys(resources.decks()):
        chance = random.Random(f"{seed} {key}")  # a draw that can be had again
        notes = draw(reading.notes_of_origin(snapshot, f"bundled:{key}"), number, chance)
        found += [Drawn(key, note, chance.choice(reading.cards_of_notes(snapshot, [note.id]))) for note in notes]
    return found


def named(snapshot: Snapshot, guids: Sequence[str]) -> list[Drawn]:
    """Find notes by their ids in the deck files."""
    ids = reading.note_ids_by_guid(snapshot, guids)
    notes = reading.notes(snapshot, [ids[guid] for guid in guids])
    return [Drawn("named", note, reading.cards_of_notes(snapshot, [note.id])[0]) for note in notes.values()]


class Sitter:
    """Has one card after another shown by the Study page, and takes pictures of it."""

    def __init__(self, opened: app.Opened) -> None:
        """Show the page."""
        self._look = opened.services.look
        self._window = opened.window
        self._window.resize(WIDTH, SHORTEST)
        self._window.show()
        self._window.study(None)
        page = self._window.page(PageId.STUDY)
        assert isinstance(page, StudyPage)
        self._page = page

    def ask(self, card_id: CardId) -> None:
        """Show a card, due or not."""
        model = self._page.view_model
        for _ in range(PATIENCE):
            face = model.state.face
            if face is not None and face.card_id == card_id and model.state.phase is Phase.QUESTION:
                return
            if not model.lanes.is_gathering:
                model.gather(card_id)
            wait(TURN_MS)
        problem = f"card {card_id} was never shown"
        raise SystemExit(problem)

    def answer(self, *, rightly: bool) -> None:
        """Answer as somebody would who knows it, or does not; open the source."""
        model = self._page.view_model
        state = model.state
        text = ""
        if state.choice is not None:
            right = [place for place, option in enumerate(state.choice.options) if option.is_correct]
            wrong = [place for place, option in enumerate(state.choice.options) if not option.is_correct]
            for place in right if rightly else (right[1:] + wrong)[: len(right)]:
                model.pick(place)
        elif state.face is not None and state.face.content.typed is not None:
            accepted = state.face.content.typed.accepted
            text = accepted[-1] if rightly else f"{accepted[0][:-1]}0 days"
        model.advance(text)
        self._page.desk.toggle_source()

    def take(self, theme: ThemeChoice) -> QImage:
        """Give a picture of the page, tall enough for the whole card."""
        self._look.change(replace(self._look.preferences, theme=theme))
        wait(TURN_MS)
        self._window.resize(WIDTH, SHORTEST)
        wait(TURN_MS)
        bar = self._page.stage.card.verticalScrollBar()
        while bar.maximum() > 0 and self._window.height() < TALLEST:
            self._window.resize(WIDTH, self._window.height() + bar.maximum())
            wait(TURN_MS)
        return self._page.grab().toImage()


def row(pictures: Sequence[QImage], title: str) -> QImage:
    """Put pictures side by side under a title."""
    head = 28
    width = sum(picture.width() + GAP for picture in pictures)
    sheet = QImage(width, head + max(picture.height() for picture in pictures) + GAP, QImage.Format.Format_RGB32)
    sheet.fill(QColor("#888888"))
    painter = QPainter(sheet)
    painter.drawText(QRect(GAP, 0, width, head), Qt.AlignmentFlag.AlignVCenter, title)
    left = 0
    for picture in pictures:
        painter.drawImage(left, head, picture)
        left += picture.width() + GAP
    painter.end()
    return sheet


def below(rows: Sequence[QImage]) -> QImage:
    """Put rows below one another."""
    size = max(one.width() for one in rows), sum(one.height() for one in rows)
    sheet = QImage(*size, QImage.Format.Format_RGB32)
    sheet.fill(QColor("#888888"))
    painter = QPainter(sheet)
    top = 0
    for one in rows:
        painter.drawImage(0, top, one)
        top += one.height()
    painter.end()
    return sheet


def take_rows(sitter: Sitter, cards: Sequence[Drawn]) -> list[QImage]:
    """Take every note: the question light and dark, the answer dark and light."""
    rows: list[QImage] = []
    for number, one in enumerate(cards):
        sitter.ask(one.card.id)
        pictures = [sitter.take(ThemeChoice.LIGHT), sitter.take(ThemeChoice.DARK)]
        sitter.answer(rightly=number % 2 == 0)
        pictures += [sitter.take(ThemeChoice.DARK), sitter.take(ThemeChoice.LIGHT)]
        rows.append(row(pictures, f"{one.note.guid}   card {one.card.ordinal + 1}"))
    return rows


def write(folder: Path, cards: Sequence[Drawn], rows: Sequence[QImage], per_sheet: int) -> int:
    """Write the sheets of each deck; give how many."""
    written = 0
    for key in dict.fromkeys(one.deck for one in cards):
        mine = [picture for one, picture in zip(cards, rows, strict=True) if one.deck == key]
        for number, first in enumerate(range(0, len(mine), per_sheet), start=1):
            below(mine[first : first + per_sheet]).save(str(folder / f"{key}-{number:02}.png"))
            written += 1
    return written


def filled(home: Path) -> Collection:
    """Make a collection with all bundled decks."""
    clock = Time(TODAY)
    collection = Collection.open(home / "collection.db", backups=home / "backups", clock=clock, zone=UTC)
    folder = resources.decks()
    load = partial(bundled.load, folder=folder, chosen=bundled.keys(folder), now=TODAY, zone=UTC)
    collection.transact(Operation.LOAD_BUNDLED_DECKS, load)
    return collection


def main(wanted: argparse.Namespace) -> None:
    """Draw, show, and write."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = app.make_application([])
    theme = Theme(application, DEFAULTS)
    folder = Path(wanted.folder).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["FLASHCARDS_HOME"] = home
        collection = filled(Path(home))
        draws = (
            partial(named, guids=wanted.ids) if wanted.ids else partial(drawn, number=wanted.notes, seed=wanted.seed)
        )
        cards = collection.read(draws)
        opened = open_window(application, collection, theme)
        rows = take_rows(Sitter(opened), cards)
        close(opened)
    print(f"{len(cards)} notes on {write(folder, cards, rows, wanted.per_sheet)} sheets in {folder}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", default="screenshots/notes")
    parser.add_argument("--notes", type=int, default=25, help="of each deck")
    parser.add_argument("--seed", type=int, default=1, help="another number draws others")
    parser.add_argument("--per-sheet", type=int, default=2)
    parser.add_argument("--ids", nargs="+", help="show these notes instead")
    main(parser.parse_args())
