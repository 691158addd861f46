"""Notes being written, and a note type being changed, for pictures."""

from PySide6.QtGui import QTextCursor

from flashcards.domain.note_type import NoteKind, built_in
from flashcards.ui.editing.field_area import FieldArea
from flashcards.ui.editor.add_page import AddPage
from flashcards.ui.note_types.view import NoteTypesPage
from flashcards.ui.page import PageId
from scripts.camera import SETTLE_MS, Camera

GAPS = "Individual notice of a breach goes out within {{c1::60 days}} of its {{c2::discovery}}."
MORE = "The rate is \\( \\frac{\\text{breaches}}{\\text{records}} \\times 1000 \\)"
QUESTION = "Which of these days counts toward the length of stay?"
OPTIONS = (
    ("The day of admission", "It counts, whatever the hour."),
    ("The day of discharge", "It does not count."),
    ("Both", "Only the day of admission does."),
    ("Neither", "The day of admission does."),
)
OWN_TYPE = "Terms and meanings"


def take_editor(camera: Camera) -> None:
    """Take a note with gaps and a question with options while they are written, and a note type's cards."""
    camera.go(PageId.ADD)
    page = camera.window.page(PageId.ADD)
    assert isinstance(page, AddPage)
    _choose(camera, page, NoteKind.CLOZE)
    _write(page, "Text", GAPS)
    _write(page, "More", MORE)
    _put_caret(page, "More", MORE.index("records"))
    page.form.citation.setText("45 CFR 164.404(b)")
    page.form.tags.setText("breach notice")
    camera.settle(2 * SETTLE_MS)
    camera.put_messages_away()
    camera.take("add-gaps")
    _choose(camera, page, NoteKind.CHOICE)
    _write(page, "Question", QUESTION)
    for letter, (text, why) in zip("ABCD", OPTIONS, strict=True):
        _write(page, f"Option {letter}", text)
        _write(page, f"Why option {letter} is right or wrong", why)
    page.form.ticks[0].setChecked(True)
    page.form.areas["Question"].setFocus()
    camera.settle(2 * SETTLE_MS)
    camera.take("add-choice")
    take_note_type(camera)


def take_note_type(camera: Camera) -> None:
    """Take a note type of the learner's own whose cards are being changed, with a slip in one."""
    camera.go(PageId.NOTE_TYPES)
    page = camera.window.page(PageId.NOTE_TYPES)
    assert isinstance(page, NoteTypesPage)
    if OWN_TYPE not in [one.note_type.name for one in page.view_model.state.types]:
        page.view_model.select(built_in(NoteKind.REVERSED).id)
        camera.settle()
        page.view_model.copy(OWN_TYPE)
        camera.settle(2 * SETTLE_MS)
    page.tabs.set_current(1)
    page.tabs.chosen.emit(1)
    page.templates.answer.setPlainText("{{FrontSide}}<hr id=answer>{{Back}}\n{{Mroe}}")
    camera.settle(2 * SETTLE_MS)
    camera.take("note-types")
    page.view_model.discard()
    camera.settle()


def _choose(camera: Camera, page: AddPage, kind: NoteKind) -> None:
    page.note_type.chosen.emit(built_in(kind).id)
    camera.settle()


def _write(page: AddPage, name: str, text: str) -> None:
    area = page.form.areas[name]
    area.setFocus()
    area.setPlainText(text)


def _put_caret(page: AddPage, name: str, place: int) -> None:
    area = page.form.areas[name]
    assert isinstance(area, FieldArea)
    cursor = QTextCursor(area.document())
    cursor.setPosition(place)
    area.setTextCursor(cursor)
