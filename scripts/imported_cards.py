"""A deck as it comes from Anki, to be photographed: templates, styling, pictures, formulas, sounds and hints."""

import io
import wave
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from flashcards.collection.collection import Collection
from flashcards.collection.media import add_media
from flashcards.domain.card import Card
from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId, NoteId, NoteTypeId
from flashcards.domain.note import Note
from flashcards.domain.note_type import CardTemplate, NoteKind, NoteType
from flashcards.storage.transaction import Transaction

DECK = "Imported::Health statistics"
CSS = """
.card { font-family: arial; font-size: 20px; text-align: center; color: black; background-color: white; }
.term { color: #7b1fa2; font-weight: bold; }
.box { background: #fff3cd; }
.small { font-size: 13px; color: gray; }
"""
TYPE = NoteType(
    NoteTypeId(0),
    "Statistics (imported)",
    NoteKind.CUSTOM,
    ("Front", "Back", "Hint"),
    (
        CardTemplate(
            "Card 1",
            '<div class="term">{{Front}}</div>{{#Hint}}<p>{{hint:Hint}}</p>{{/Hint}}',
            '{{FrontSide}}<hr id=answer>{{Back}}<p class="small">{{Tags}}</p>',
        ),
    ),
    CSS,
)
OCCLUSION = NoteType(
    NoteTypeId(0),
    "Image Occlusion",
    NoteKind.CUSTOM,
    ("Occlusion", "Image", "Header"),
    (
        CardTemplate(
            "Image Occlusion",
            '<div>{{Header}}</div><div style="display: none">{{cloze:Occlusion}}</div>{{Image}}',
            '<div>{{Header}}</div><div style="display: none">{{cloze:Occlusion}}</div>{{Image}}',
        ),
    ),
)
COVERED = (
    "{{c1::image-occlusion:rect:left=.09:top=.87:width=.17:height=.11:oi=1}}"
    "{{c2::image-occlusion:rect:left=.3:top=.87:width=.18:height=.11:oi=1}}"
    "{{c3::image-occlusion:ellipse:left=.52:top=.87:rx=.08:ry=.055:oi=1}}"
    "{{c0::image-occlusion:text:left=.7:top=.05:text=1998:scale=1:fs=.06}}",
    '<img src="charts.png">',
    "Which month is it?",
)
CARDS: dict[str, tuple[str, str, str]] = {
    "picture": (
        'How many charts were incomplete in March? <img src="charts.png">',
        'About 160: <img src="card.svg"> <img src="old form.png" alt="the form of 1998">',
        "",
    ),
    "formula": (
        r"What is the geometric mean \(\bar{x}_g\) of \(n\) stays \(x_1,\ldots,x_n\)?",
        r"\[\bar{x}_g = \sqrt[n]{\prod_{i=1}^{n} x_i}\] [$$]\begin{align}\text{GMLOS} &= \sqrt[3]{2\times 4\times 8}\\"
        r"&= 4\ \text{days}\end{align}[/$$] Not \(\frac{2+4+8}{3}=4.67\), and \(\ce{H2O}\) has no part in it.",
        "",
    ),
    "table": (
        "Within what time is each form due?",
        "<table><tr><th>Form</th><th style='text-align:right'>Hours</th></tr><tr><td>History and physical</td>"
        "<td align=right style='background:#c8e6c9'>24</td></tr><tr><td>Operative note</td><td align=right>"
        "<span style='color:#d00000'>at once</span></td></tr></table><ul><li>CO<sub>2</sub></li><li>10<sup>3</sup></li>"
        "</ul><div class='box'>A rule of the <span style='color:#0000ff'>bylaws</span>.</div>",
        "",
    ),
    "sound": ("How is <i>sphygmomanometer</i> said? [sound:said.wav]", "Like this: [sound:slowly.wav]", ""),
    "hint": ("What is an MPI?", "A master patient index", "It begins with <b>master</b>."),
    "template": (
        "<ruby>病院<rt>びょういん</rt></ruby>",
        "<mark>Hospital</mark> <small>(byōin)</small>",
        "",
    ),
}
"""Question, answer and hint of each card, by what it shows."""

SHOWN = (*CARDS, "occlusion")
"""What the cards show, in their order."""


def imported_collection(open_collection: Callable[[], Collection], now: datetime) -> Collection:
    """Fill a new collection with the deck, its cards in the order of `SHOWN`."""
    collection = open_collection()
    collection.transact(Operation.ADD_NOTE, lambda change: _fill(change, collection, now))
    return collection


def _fill(change: Transaction, collection: Collection, now: datetime) -> None:
    for name, content in (
        ("charts.png", _chart()),
        ("card.svg", _index_card()),
        ("said.wav", _tone()),
        ("slowly.wav", _tone()),
    ):
        add_media(change, collection.media, name, content)
    type_id = change.add_note_type(TYPE)
    deck = change.add_deck(DECK).id
    notes = [
        Note(NoteId(0), f"imported-{name}", type_id, fields, tags=("chapter::4",), created_at=now, modified_at=now)
        for name, fields in CARDS.items()
    ]
    ids = change.add_notes(notes)
    occlusion = Note(NoteId(0), "imported", change.add_note_type(OCCLUSION), COVERED, created_at=now, modified_at=now)
    ids += change.add_notes([occlusion])
    change.add_cards([Card(CardId(0), note, deck, 0, position=place) for place, note in enumerate(ids)])


def _chart() -> bytes:
    """Draw a bar chart in black on nothing, as many are."""
    image = QImage(900, 420, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(QFont("DejaVu Sans", 18))
    painter.drawLine(QPointF(60, 360), QPointF(860, 360))
    for place, (month, share) in enumerate((("January", 0.4), ("February", 0.7), ("March", 0.8), ("April", 0.3))):
        left = 90 + 195 * place
        painter.fillRect(QRectF(left, 360 - 330 * share, 130, 330 * share), QColor("#4a90d9"))
        painter.drawText(QRectF(left - 20, 370, 170, 40), Qt.AlignmentFlag.AlignCenter, month)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs say bytes, PySide takes text
    return bytes(buffer.data().data())


def _index_card() -> bytes:
    return (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="260" height="110">'
        b'<rect x="4" y="4" width="252" height="102" rx="8" fill="none" stroke="black" stroke-width="3"/>'
        b'<text x="40" y="66" font-size="30">160 charts</text></svg>'
    )


def _tone() -> bytes:
    content = io.BytesIO()
    with wave.open(content, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\0\1" * 800)
    return content.getvalue()
