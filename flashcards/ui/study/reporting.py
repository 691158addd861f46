"""A card as text for whoever publishes its deck, to be pasted into a message. Nothing is sent from here."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from flashcards.domain.note import Provenance
from flashcards.domain.plain_text import plain_text
from flashcards.ui.study.state import Face
from flashcards.wording import deck_path, long_date

if TYPE_CHECKING:
    from flashcards.ui.study.view import StudyPage

COPIED = "Copied with its source. Paste it into a message to whoever publishes the deck, and say there what is wrong."


def copy_report(page: "StudyPage") -> None:
    """Put the card that is shown into the clipboard, and say what it is good for."""
    face = page.view_model.state.face
    if face is not None:
        QGuiApplication.clipboard().setText(report_of(face))
        page.view_model.told.emit(COPIED, "", None)


def report_of(face: Face) -> str:
    """Give what somebody needs to find the note and to judge it, with room for what is wrong."""
    lines = [f"A correction for “{deck_path(face.deck)}”, note {face.note.guid}", ""]
    lines += [f"Question: {_line(face.content.question)}"]
    lines += _options(face) if face.content.choice else [f"Answer: {_line(face.content.answer)}"]
    if face.note.provenance.citation:
        lines.append(f"Source: {_source(face.note.provenance)}")
    return "\n".join([*lines, "", "What is wrong: "])


def _options(face: Face) -> list[str]:
    options = face.content.choice or ()
    return [f"[{'x' if option.is_correct else ' '}] {_line(option.text)}" for option in options]


def _source(provenance: Provenance) -> str:
    checked = provenance.checked_on
    return provenance.citation if checked is None else f"{provenance.citation}, checked on {long_date(checked)}"


def _line(html: str) -> str:
    return " ".join(plain_text(html).split())
