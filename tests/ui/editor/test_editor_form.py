"""The form of a note: its options, its keys, and the preview beside it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from flashcards.domain.choice import Option, decode_options
from flashcards.domain.note import Note
from flashcards.domain.note_type import NoteKind, built_in
from flashcards.ui.editing.field_area import FieldArea
from flashcards.ui.editor.card_preview import LONG, CardPreview
from flashcards.ui.editor.note_form import NoteForm
from flashcards.ui.editor.options_form import OptionEdit, OptionsForm
from flashcards.ui.editor.previewing import preview
from flashcards.ui.page import Services
from tests.builders import a_note

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Made = Callable[[Note], NoteForm]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(900, 700)
    QHBoxLayout(made)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def made(qtbot: QtBot, services: Services, window: QWidget) -> Made:
    """Make a form with a note in it, in a window that has the keyboard."""

    def make(note: Note) -> NoteForm:
        form = NoteForm(services, can_keep=True)
        layout = window.layout()
        assert layout is not None
        layout.addWidget(form)
        with qtbot.waitActive(window):
            window.show()
        kinds = {built_in(kind).id: built_in(kind) for kind in list(NoteKind)[:5]}
        form.open(note, kinds[note.note_type_id])
        form.take_focus()
        return form

    return make


def rows(form: NoteForm) -> list[OptionEdit]:
    """Give the rows of the options, as they stand now."""
    return form.findChildren(OptionsForm)[-1].rows


def options_of(form: NoteForm) -> list[Option]:
    assert form.note is not None
    return list(decode_options(form.note.fields[1]))


def test_a_note_that_was_not_touched_comes_out_as_it_went_in(made: Made) -> None:
    for kind in list(NoteKind)[:5]:
        note = a_note(kind.label, kind, tags=("b", "a"))

        assert made(note).note == note


def test_options_are_moved_removed_and_added(made: Made) -> None:
    form = made(a_note("a", NoteKind.CHOICE))

    rows(form)[0].down.click()
    moved = [one.text for one in options_of(form)]
    rows(form)[3].remove.click()
    removed = [one.text for one in options_of(form)]
    form.findChildren(OptionsForm)[-1].more.click()
    QTest.keyClicks(form.window().focusWidget(), "All of these")

    assert moved == ["The day of discharge", "The day of admission", "Neither", "Both"]
    assert removed == ["The day of discharge", "The day of admission", "Neither"]
    assert [one.text for one in options_of(form)] == [*removed, "All of these"]
    assert [one.is_correct for one in options_of(form)] == [False, True, False, False]


def test_two_options_are_the_fewest_and_ten_the_most(made: Made) -> None:
    form = made(a_note("a", NoteKind.CHOICE))
    more = form.findChildren(OptionsForm)[-1].more

    for _ in range(7):
        more.click()
    most = len(rows(form))
    for _ in range(9):
        rows(form)[0].remove.click()

    assert most == 10
    assert len(rows(form)) == 2


def test_gaps_go_on_counting_in_the_html_of_a_field(made: Made) -> None:
    form = made(a_note("a", NoteKind.CLOZE))

    QTest.keyClick(form.window().focusWidget(), Qt.Key.Key_X, CTRL | SHIFT)
    source = form.areas["Text"]
    source.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(source, Qt.Key.Key_C, CTRL | SHIFT)

    assert isinstance(source, QPlainTextEdit)
    assert source.toPlainText().endswith("{{c2::discovery}}.{{c3::}}")


@pytest.mark.parametrize("is_source", [False, True])
def test_blanks_at_the_ends_of_what_is_chosen_stay_outside_the_gap(made: Made, is_source: bool) -> None:
    form = made(a_note("a", NoteKind.CLOZE, fields=("Answer in 60 days at most", "", "")))
    if is_source:
        QTest.keyClick(form.window().focusWidget(), Qt.Key.Key_X, CTRL | SHIFT)
    area = form.areas["Text"]
    cursor = area.textCursor()
    cursor.setPosition(9)
    cursor.setPosition(18, QTextCursor.MoveMode.KeepAnchor)
    area.setTextCursor(cursor)

    QTest.keyClick(area, Qt.Key.Key_C, CTRL | SHIFT)

    assert area.toPlainText() == "Answer in {{c1::60 days}} at most"


def test_a_colour_is_given_by_key(made: Made, services: Services) -> None:
    form = made(a_note("a", fields=("red", "", "")))
    area = form.areas["Front"]
    assert isinstance(area, FieldArea)
    area.selectAll()

    QTest.keyClick(area, Qt.Key.Key_F7)

    assert area.html == f'<span style="color: {services.theme.palette.flags[0]}">red</span>'


def test_words_are_pasted_without_their_formatting(made: Made) -> None:
    form = made(a_note("a", fields=("", "", "")))
    area = form.areas["Front"]
    assert isinstance(area, FieldArea)
    QGuiApplication.clipboard().setText("<b>30</b> days")

    QTest.keyClick(area, Qt.Key.Key_V, CTRL | SHIFT)

    assert area.html == "&lt;b&gt;30&lt;/b&gt; days"


def test_all_fields_are_kept_or_none(made: Made) -> None:
    form = made(a_note("a"))

    form.keep_fields()
    every = form.kept
    form.keep_fields()

    assert every == {"Front", "Back", "More"}
    assert form.kept == frozenset()


def test_a_field_that_would_lose_something_is_shown_as_html_and_stays(made: Made) -> None:
    html = '<table><tr><td colspan="2">a</td></tr></table>'
    form = made(a_note("a", fields=("Front", html, "")))

    form.areas["Back"].setFocus()
    QTest.keyClick(form.areas["Back"], Qt.Key.Key_X, CTRL | SHIFT)

    assert isinstance(form.areas["Back"], QPlainTextEdit)
    assert form.note is not None
    assert form.note.fields[1] == html


def test_a_long_card_waits_until_nobody_types(qtbot: QtBot, services: Services, window: QWidget, made: Made) -> None:
    form, beside = made(a_note("a")), CardPreview(services)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(beside)
    basic = built_in(NoteKind.BASIC)
    short = preview(a_note("a"), basic, "")
    long = preview(a_note("a", fields=("Question?", "word " * LONG, "")), basic, "")

    form.areas["Front"].setFocus()
    beside.show_cards(short)
    beside.show_cards(long)
    while_typing = beside.cards
    form.citation.setFocus()

    assert while_typing == short
    assert beside.cards == long
