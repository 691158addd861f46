"""What cards have besides text: formulas and pictures, made ready off the GUI thread, sounds, and a voice."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from time import thread_time
from typing import NamedTuple

from PySide6.QtCore import QObject, QSize, Signal, Slot
from PySide6.QtGui import QImage

from flashcards.rendering import RenderedCard
from flashcards.rendering.formulas import Formula, formulas_of
from flashcards.rendering.typesetting import LONGEST_S, Drawing, typeset
from flashcards.ui.background import Lane
from flashcards.ui.card.composing import pictures_of
from flashcards.ui.card.pictures import WIDEST_IMAGE, Source, decode, look
from flashcards.ui.card.player import Finder, Found, Player
from flashcards.ui.card.shelf import Shelf
from flashcards.ui.icons import Icons
from flashcards.ui.speech.speaker import Speaker

CARD_S = 3.0
"""Seconds all formulas of a card may take; the rest is shown as its source."""

DRAWINGS_BYTES = 8_000_000
IMAGES_BYTES = 64_000_000
"""Memory the drawings and the pictures of cards may take."""

_SMALL = 200
"""What the smallest thing counts."""


class Picture(NamedTuple):
    """A picture, as far as it is known.

    Attributes:
        source: None when there is no such file, or none that can be shown.
        image: None until it is decoded.
        is_missing: there is no such file.
    """

    source: Source | None = None
    image: QImage | None = None
    is_missing: bool = False

    @property
    def size(self) -> QSize:
        """Its own size, in device-independent pixels."""
        return QSize() if self.source is None else self.source.size

    @property
    def is_coming(self) -> bool:
        """Whether it is still to be decoded."""
        return self.source is not None and self.image is None


class Media(QObject):
    """Formulas and pictures, each made ready once.

    Attributes:
        icons: what buttons on a card show.
        lane: the thread on which what is heard and seen is made ready.
        player: plays sounds.
        speaker: reads aloud.

    Signals:
        arrived: something that was wanted is ready.
        enlarged: a media name, and its picture (a `QImage`) as large as was wanted.
    """

    arrived = Signal()
    enlarged = Signal(str, object)

    def __init__(self, find: Finder, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.icons = icons
        self._find = find
        self.lane = Lane("media", 1, self)
        self.player = Player(find, self.lane, self)
        self.speaker = Speaker(self.lane, self)
        self._drawings: Shelf[Formula, Drawing | None] = Shelf(DRAWINGS_BYTES)
        self._pictures: Shelf[str, Picture] = Shelf(IMAGES_BYTES)
        self._asked: set[Formula | str] = set()
        self._missing: set[str] = set()
        self._is_closed = False

    def want(self, *htmls: str) -> bool:
        """Ask for all that some cleaned HTML shows; say whether it is ready.

        A picture is ready when its size is known: its place can be kept until it is there.
        """
        formulas = {formula for html in htmls for formula in formulas_of(html) if formula not in self._drawings}
        names = {name for html in htmls for name in pictures_of(html) if name not in self._pictures}
        if (new := tuple(formulas - self._asked)) and not self._is_closed:
            self._asked.update(new)
            self.lane.submit(partial(_typeset, new), self._take_drawings)
        if named := sorted(names - self._asked):
            self._asked.update(named)
            self._find(named, self._take_files)
        return not formulas and not names

    def prepare(self, content: RenderedCard) -> None:
        """Ask for all that a card shows, its answer and options included."""
        options = (html for option in content.choice for html in (option.text, option.rationale))
        hints = (hint.html for hint in content.hints)
        self.want(content.case, content.question, content.answer, *options, *hints)

    def drawing(self, formula: Formula) -> Drawing | None:
        """Give a formula's drawing; None when it is not ready or cannot be drawn."""
        return self._drawings.get(formula)

    def picture(self, name: str) -> Picture | None:
        """Give what is known of a picture; None when that is nothing yet."""
        return self._pictures.get(name)

    def image(self, name: str) -> QImage | None:
        """Give a picture that is decoded, or None."""
        picture = self._pictures.get(name)
        return None if picture is None else picture.image

    def enlarge(self, name: str, widest: int) -> None:
        """Ask for a picture at most so many pixels wide and high; `enlarged` gives it."""
        known = self._pictures.get(name)
        if known is not None and known.source is not None and not self._is_closed:
            self.lane.submit(partial(_decoded, name, known.source, widest), self._hand_over)

    def forget_missing(self) -> None:
        """Look for missing pictures again the next time they are wanted."""
        for name in self._missing:
            self._pictures.remove(name)
        self._missing.clear()

    def close(self) -> None:
        """Fall silent, and end the thread once what it is at is done."""
        self._is_closed = True
        self.player.stop()
        self.speaker.stop()
        self.lane.close()

    @Slot(object)
    def _take_drawings(self, drawings: dict[Formula, Drawing | None]) -> None:
        for formula, drawing in drawings.items():
            self._drawings.put(formula, drawing, _SMALL + (0 if drawing is None else len(drawing.svg)))
        self._asked.difference_update(drawings)
        self.arrived.emit()

    @Slot(object)
    def _take_files(self, files: Found) -> None:
        there = {name: file for name, file in files.items() if file is not None}
        missing = files.keys() - there.keys()
        for name in missing:
            self._pictures.put(name, Picture(is_missing=True), _SMALL)
        self._missing |= missing
        self._asked -= missing
        if missing:
            self.arrived.emit()
        if there and not self._is_closed:
            self.lane.submit(partial(_sources, there), self._take_sources)

    @Slot(object)
    def _take_sources(self, sources: dict[str, Source | None]) -> None:
        self._asked.difference_update(sources)
        for name, source in sources.items():
            self._pictures.put(name, Picture(source), _SMALL + (0 if source is None else len(source.drawing)))
            if source is not None and not self._is_closed:
                self.lane.submit(partial(_decoded, name, source, WIDEST_IMAGE), self._take_image)
        self.arrived.emit()

    @Slot(object)
    def _take_image(self, decoded: tuple[str, Source, QImage]) -> None:
        name, source, image = decoded
        picture = Picture() if image.isNull() else Picture(source, image)
        self._pictures.put(name, picture, _SMALL + len(source.drawing) + image.sizeInBytes())
        self.arrived.emit()

    @Slot(object)
    def _hand_over(self, decoded: tuple[str, Source, QImage]) -> None:
        name, _, image = decoded
        self.enlarged.emit(name, image)


def _typeset(formulas: Sequence[Formula]) -> dict[Formula, Drawing | None]:
    """Draw formulas for a while; those left over are not drawn."""
    end = thread_time() + CARD_S
    return {formula: typeset(formula, max(0.0, min(LONGEST_S, end - thread_time()))) for formula in formulas}


def _sources(files: dict[str, Path]) -> dict[str, Source | None]:
    return {name: _source(file) for name, file in files.items()}


def _source(file: Path) -> Source | None:
    try:
        return look(file)
    except OSError:  # it went away or is locked: shown as a picture that cannot be shown
        return None


def _decoded(name: str, source: Source, widest: int) -> tuple[str, Source, QImage]:
    return name, source, decode(source, widest)
