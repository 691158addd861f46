"""What can be done to a card besides answering it, by key, and what is on disk afterwards."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication

from flashcards.collection.card_actions import suspend_cards
from flashcards.collection.collection import Collection
from flashcards.domain.card import CardState
from flashcards.domain.changes import Operation
from flashcards.domain.choice import decode_options
from flashcards.domain.ids import CardId
from flashcards.domain.note import MARKED, Provenance
from flashcards.domain.note_type import NoteKind
from flashcards.storage import reading
from flashcards.storage.counts import has_notes
from flashcards.storage.snapshot import Snapshot
from flashcards.ui.actions import ActionId
from flashcards.ui.page import PageId
from flashcards.ui.study.state import Panel, Phase
from tests.builders import TODAY
from tests.ui.study.conftest import Learner, put_in_review

Add = Callable[..., tuple[CardId, ...]]
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def test_a_flag_is_given_and_taken_by_the_same_key(learner: Learner, basic: tuple[CardId, ...]) -> None:
    learner.study()

    learner.press(Qt.Key.Key_4, CTRL)
    assert learner.card(basic[0]).flag == 4
    assert learner.page.header._flag.accessibleName() == "Flag: Blue"
    learner.press(Qt.Key.Key_4, CTRL)

    assert learner.card(basic[0]).flag == 0


def test_a_flagged_card_can_still_be_answered(learner: Learner, basic: tuple[CardId, ...]) -> None:
    learner.study()

    learner.press(Qt.Key.Key_2, CTRL)
    learner.answer()

    assert len(learner.reviews(basic[0])) == 1
    assert learner.card(basic[0]).flag == 2
    assert learner.said.problems == []


def test_star_marks_the_note_and_unmarks_it(learner: Learner, basic: tuple[CardId, ...]) -> None:
    learner.study()

    learner.press(Qt.Key.Key_Asterisk)
    marked = learner.note(basic[0]).tags
    learner.press(Qt.Key.Key_Asterisk)

    assert marked == (MARKED,)
    assert learner.note(basic[0]).tags == ()


def test_minus_buries_the_card_and_shows_the_next(learner: Learner, basic: tuple[CardId, ...]) -> None:
    learner.study()

    learner.press(Qt.Key.Key_Minus)

    assert learner.question == "Question 2?"
    assert learner.card(basic[0]).buried_until == TODAY + 1
    assert learner.said.messages == ["Card buried until tomorrow."]


@pytest.mark.parametrize(("key", "both"), [(Qt.Key.Key_Minus, False), (Qt.Key.Key_Equal, True)])
def test_equals_buries_every_card_of_the_note(learner: Learner, add: Add, key: Qt.Key, *, both: bool) -> None:
    first, second = add(NoteKind.REVERSED)
    learner.study()

    learner.press(key)

    buried = [learner.card(one).buried_until is not None for one in (first, second)]
    assert buried == [True, both]


@pytest.mark.parametrize(("key", "both"), [(Qt.Key.Key_At, False), (Qt.Key.Key_Exclam, True)])
def test_at_suspends_the_card_and_exclamation_the_note(learner: Learner, add: Add, key: Qt.Key, *, both: bool) -> None:
    first, second = add(NoteKind.REVERSED)
    learner.study()

    learner.press(key)

    assert [learner.card(one).is_suspended for one in (first, second)] == [True, both]


def test_deleting_a_note_acts_at_once_and_can_be_undone(learner: Learner, add: Add, collection: Collection) -> None:
    add(NoteKind.BASIC)
    learner.study()

    learner.press(Qt.Key.Key_Delete, CTRL)
    learner.until_stored()
    assert learner.said.messages == ["Note deleted."]
    assert not collection.read(has_notes)
    undo = learner.said.actions[-1]
    assert undo is not None
    undo()

    learner.until(lambda: learner.state.phase is Phase.QUESTION)
    assert collection.read(has_notes)


def test_reset_makes_a_card_new_again(learner: Learner, basic: tuple[CardId, ...], collection: Collection) -> None:
    put_in_review(collection, basic[:1])
    learner.study()
    while learner.question != "Question 1?":
        learner.answer()

    learner.press(Qt.Key.Key_N, CTRL | ALT)

    assert learner.card(basic[0]).state is CardState.NEW


def test_copying_adds_a_note_of_ones_own(learner: Learner, basic: tuple[CardId, ...], collection: Collection) -> None:
    learner.study()

    learner.press(Qt.Key.Key_E, CTRL | ALT)
    learner.until_stored()

    assert collection.read(_notes) == 5
    assert tuple(learner.state.counts) == (5, 0, 0)


def _notes(snapshot: Snapshot) -> int:
    return len(list(snapshot.rows("SELECT id FROM note")))


def test_a_due_date_is_set_by_days_from_today(
    learner: Learner, basic: tuple[CardId, ...], collection: Collection
) -> None:
    put_in_review(collection, basic)
    learner.study()
    assert learner.state.face is not None
    shown = learner.state.face.card_id

    learner.press(Qt.Key.Key_D, CTRL | SHIFT)
    learner.write("2-5")
    learner.press(Qt.Key.Key_Return)

    due_on = learner.card(shown).due_on
    assert due_on is not None
    assert TODAY + 2 <= due_on <= TODAY + 5
    assert learner.state.panel is Panel.NONE


def test_nonsense_days_are_refused_with_an_example(
    learner: Learner, basic: tuple[CardId, ...], collection: Collection
) -> None:
    put_in_review(collection, basic)
    learner.study()

    learner.press(Qt.Key.Key_D, CTRL | SHIFT)
    learner.write("soon")
    learner.press(Qt.Key.Key_Return)

    assert learner.page.due._note.text() == "Write a number of days, such as 3, or a range, such as 2-5."
    assert learner.state.panel is Panel.DUE


def test_c_shows_and_hides_the_source(learner: Learner, add: Add) -> None:
    add(NoteKind.BASIC, provenance=Provenance(citation="45 CFR 164.524(b)(2)", as_of="2026"))
    learner.study()

    learner.press(Qt.Key.Key_C)
    assert learner.page.source._citation.text() == "45 CFR 164.524(b)(2)"
    assert learner.page.source.isVisible()
    learner.press(Qt.Key.Key_C)

    assert not learner.page.source.isVisible()


def test_i_tells_all_about_the_card_and_escape_closes_it(
    learner: Learner, basic: tuple[CardId, ...], collection: Collection
) -> None:
    put_in_review(collection, basic)
    learner.study()

    learner.press(Qt.Key.Key_I)
    learner.until(lambda: learner.state.history is not None)
    assert learner.state.history is not None
    facts = dict(learner.state.history.facts)
    learner.press(Qt.Key.Key_Escape)

    assert facts["Stability"].startswith("10 days")
    assert facts["Due"] == "Today"
    assert (learner.state.panel, learner.state.phase) == (Panel.NONE, Phase.QUESTION)


def test_the_card_answered_before_can_be_looked_up(learner: Learner, basic: tuple[CardId, ...]) -> None:
    learner.study()
    learner.answer()

    learner.press(Qt.Key.Key_I, CTRL | ALT)
    learner.until(lambda: learner.state.history is not None)

    assert learner.state.history is not None
    assert learner.state.history.title == "Question 1?"
    assert len(learner.state.history.rows) == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_At, Qt.Key.Key_Minus])
def test_a_card_that_was_set_aside_is_released_from_its_history(
    learner: Learner, basic: tuple[CardId, ...], key: Qt.Key
) -> None:
    learner.study()
    learner.press(key)
    learner.press(Qt.Key.Key_I, CTRL | ALT)
    learner.until(learner.page.stage.info.release.isVisible)

    learner.press(Qt.Key.Key_J, CTRL)
    learner.until(learner.page.stage.info.release.isHidden)

    card = learner.card(basic[0])
    assert (card.is_suspended, card.buried_until) == (False, None)
    assert learner.said.messages[-1] == "Card released: it comes as its schedule has it."
    learner.until(lambda: learner.state.counts.new == 4)


def test_a_card_that_is_in_play_has_nothing_to_release(learner: Learner, basic: tuple[CardId, ...]) -> None:
    learner.study()

    learner.press(Qt.Key.Key_I)
    learner.until(lambda: learner.state.history is not None)

    assert not learner.page.stage.info.release.isVisible()
    assert not learner.page.commands[ActionId.RELEASE_CARD].isVisible()


def test_editing_changes_the_note_and_keeps_the_schedule(
    learner: Learner, basic: tuple[CardId, ...], collection: Collection
) -> None:
    put_in_review(collection, basic)
    learner.study()
    assert learner.state.face is not None
    shown = learner.state.face.card_id
    before = learner.card(shown)

    learner.press(Qt.Key.Key_E)
    learner.page.stage.editor.areas["Front"].setPlainText("How long & why?")
    learner.page.stage.editor.citation.setText("45 CFR 164.524")
    learner.press(Qt.Key.Key_Return, CTRL)
    learner.until(lambda: learner.state.panel is Panel.NONE)

    assert learner.question == "How long & why?"
    note = learner.note(shown)
    assert (note.fields[0], note.provenance.citation) == ("How long &amp; why?", "45 CFR 164.524")
    assert learner.card(shown) == before


def test_letters_typed_in_the_editor_do_nothing_else(learner: Learner, basic: tuple[CardId, ...]) -> None:
    learner.study()

    learner.press(Qt.Key.Key_E)
    learner.write("@e1-")
    learner.press(Qt.Key.Key_Escape)
    learner.press(Qt.Key.Key_Escape)

    assert learner.state.panel is Panel.NONE
    assert learner.note(basic[0]).fields[0] == "Question 1?"
    assert not learner.card(basic[0]).is_suspended


def test_esc_gives_up_what_was_written_only_when_it_is_pressed_twice(
    learner: Learner, basic: tuple[CardId, ...]
) -> None:
    learner.study()
    learner.press(Qt.Key.Key_E)
    editor = learner.page.stage.editor
    editor.areas["Back"].setPlainText("Written")

    learner.press(Qt.Key.Key_Escape)
    asked, still_open = editor._problem.text(), learner.state.panel
    editor.areas["Back"].setPlainText("Written anew")
    is_asking = editor._problem.isVisible()
    learner.press(Qt.Key.Key_Escape)
    asked_again = learner.state.panel
    learner.press(Qt.Key.Key_Escape)

    assert asked == "You changed this note. Ctrl+Enter saves it; Esc once more leaves it as it was."
    assert not is_asking
    assert (still_open, asked_again, learner.state.panel) == (Panel.EDIT, Panel.EDIT, Panel.NONE)
    assert learner.note(basic[0]).fields[1] == "Answer 1"


def test_ctrl_l_saves_what_was_written_and_asks_for_the_note_type(learner: Learner, basic: tuple[CardId, ...]) -> None:
    learner.study()
    wanted: list[object] = []
    learner.page.note_type_wanted.connect(wanted.append)
    learner.press(Qt.Key.Key_E)
    learner.page.stage.editor.areas["Back"].setPlainText("Written")

    learner.press(Qt.Key.Key_L, CTRL)
    learner.until(lambda: learner.state.panel is Panel.NONE)

    assert learner.note(basic[0]).fields[1] == "Written"
    assert wanted == [learner.note(basic[0]).note_type_id]


def test_a_note_that_is_stored_once_another_page_is_open_leaves_the_keyboard_there(
    learner: Learner, basic: tuple[CardId, ...]
) -> None:
    learner.study()
    elsewhere = learner.page.stage.info.close_button
    learner.press(Qt.Key.Key_E)
    learner.page.stage.editor.areas["Back"].setPlainText("Written")

    learner.press(Qt.Key.Key_Return, CTRL)
    learner.page.hide()
    elsewhere.setFocus()
    learner.until(lambda: learner.state.panel is Panel.NONE)

    assert learner.page.focusWidget() is elsewhere


def test_esc_leaves_a_note_that_was_not_changed_at_once(learner: Learner, add: Add) -> None:
    add(NoteKind.CHOICE)
    learner.study()
    learner.press(Qt.Key.Key_E)

    learner.press(Qt.Key.Key_Escape)

    assert learner.state.panel is Panel.NONE


def test_a_letter_on_a_tick_or_a_button_of_the_editor_opens_nothing(learner: Learner, add: Add) -> None:
    add(NoteKind.CHOICE)
    learner.study()
    opened: list[str] = []
    window = QAction(learner.page)
    window.setShortcut("X")
    learner.page.addAction(window)
    window.triggered.connect(lambda: opened.append("exam"))
    learner.press(Qt.Key.Key_E)
    editor = learner.page.stage.editor

    was_right = editor.ticks[0].isChecked()
    editor.ticks[0].setFocus()
    learner.press(Qt.Key.Key_X)
    learner.press(Qt.Key.Key_Space)
    editor._save.setFocus()
    learner.press(Qt.Key.Key_X)

    assert opened == []
    assert editor.ticks[0].isChecked() is not was_right
    assert learner.state.panel is Panel.EDIT


def test_what_is_typed_stays_when_the_page_is_left_and_entered_again(
    learner: Learner, basic: tuple[CardId, ...]
) -> None:
    learner.study()
    learner.press(Qt.Key.Key_E)
    area = learner.page.stage.editor.areas["Back"]
    area.setFocus()
    area.setPlainText("Half a thought")

    learner.page.leave()
    learner.page.header.more.setFocus()
    learner.page.enter()
    learner.page.take_focus()

    assert learner.page.stage.editor.areas["Back"] is area
    assert area.toPlainText() == "Half a thought"
    assert area.hasFocus()


def test_options_are_edited_as_a_form(learner: Learner, add: Add) -> None:
    (card_id,) = add(NoteKind.CHOICE)
    learner.study()

    learner.press(Qt.Key.Key_E)
    editor = learner.page.stage.editor
    editor.areas["Why option A is right or wrong"].setPlainText("It always counts.")
    editor.ticks[3].setChecked(True)
    learner.press(Qt.Key.Key_Return, CTRL)
    learner.until(lambda: learner.state.panel is Panel.NONE)

    options = decode_options(learner.note(card_id).fields[1])
    assert options[0].rationale == "It always counts."
    assert [option.is_correct for option in options] == [True, False, False, True]


def test_a_question_needs_a_right_option(learner: Learner, add: Add) -> None:
    add(NoteKind.CHOICE)
    learner.study()

    learner.press(Qt.Key.Key_E)
    learner.page.stage.editor.ticks[0].setChecked(False)
    learner.press(Qt.Key.Key_Return, CTRL)

    assert learner.page.stage.editor._problem.text() == "Tick at least one option as right."
    assert learner.state.panel is Panel.EDIT


def test_an_edit_stays_on_the_side_of_the_card_that_is_shown(learner: Learner, basic: tuple[CardId, ...]) -> None:
    learner.study()
    learner.press(Qt.Key.Key_Space)

    learner.press(Qt.Key.Key_E)
    learner.page.stage.editor.areas["Back"].setPlainText("Another answer")
    learner.press(Qt.Key.Key_Return, CTRL)
    learner.until(lambda: learner.state.panel is Panel.NONE)
    learner.until_stored()

    assert learner.state.phase is Phase.ANSWER
    assert learner.page.stage.card.answer.text == "Another answer"


def test_every_lapse_too_many_is_reported_and_nothing_suspended(
    learner: Learner, basic: tuple[CardId, ...], collection: Collection
) -> None:
    put_in_review(collection, basic, lapses=7)
    learner.study()
    assert learner.state.face is not None
    shown, question = learner.state.face.card_id, learner.question

    learner.press(Qt.Key.Key_Space)
    learner.press(Qt.Key.Key_1)

    assert learner.said.messages[0].startswith(f"“{question}” has been forgotten 8 times.")
    assert not learner.card(shown).is_suspended
    assert learner.note(shown).tags == ("leech",)
    suspend = learner.said.actions[0]
    assert suspend is not None
    suspend()
    assert learner.card(shown).is_suspended


def test_a_leech_can_be_edited_when_it_comes_back(
    learner: Learner, basic: tuple[CardId, ...], collection: Collection
) -> None:
    put_in_review(collection, basic[:1], lapses=7)
    collection.transact(Operation.SUSPEND, lambda change: suspend_cards(change, basic[1:]))
    learner.study()
    learner.press(Qt.Key.Key_Space)
    learner.press(Qt.Key.Key_1)
    assert learner.question == "Question 1?"

    learner.press(Qt.Key.Key_E)
    learner.page.stage.editor.areas["Back"].setPlainText("Easier")
    learner.press(Qt.Key.Key_Return, CTRL)
    learner.until(lambda: learner.state.panel is Panel.NONE)

    assert learner.said.problems == []
    assert learner.note(basic[0]).fields[1] == "Easier"


def test_o_opens_the_options_of_the_cards_deck(
    learner: Learner, basic: tuple[CardId, ...], collection: Collection
) -> None:
    learner.study()

    learner.press(Qt.Key.Key_O)
    learner.until(lambda: learner.page.options is not None and learner.page.options.sheet.isVisible())
    assert learner.page.options is not None
    sheet = learner.page.options.sheet
    title = sheet._title.text()
    learner.press(Qt.Key.Key_Right)
    sheet.lines[0].control.show(2)
    learner.press(Qt.Key.Key_1)
    sheet.accept()
    learner.until(lambda: learner.state.counts.new == 2)

    deck = next(one for one in collection.read(reading.decks) if one.name == "Filing::Basics")
    assert (title, deck.options.new_limit) == ("Options for Basics", 2)
    assert learner.state.phase is Phase.QUESTION


def test_without_a_card_o_goes_to_the_decks(learner: Learner) -> None:
    learner.study()

    with learner.qtbot.waitSignal(learner.page.page_wanted) as wanted:
        learner.press(Qt.Key.Key_O)

    assert wanted.args == [PageId.DECKS]


def test_the_menu_names_what_can_be_done_to_the_card(learner: Learner) -> None:
    shown = {action.objectName() for action in learner.page._menu.actions()}

    assert {"edit_note", "bury_card", "suspend_note", "set_due_date", "card_info", "end_session"} <= shown


def test_a_card_is_copied_as_a_correction_with_its_source(
    learner: Learner, basic: tuple[CardId, ...], collection: Collection
) -> None:
    learner.study()
    guid = learner.note(basic[0]).guid
    learner.press(Qt.Key.Key_C, SHIFT)

    copied = QGuiApplication.clipboard().text().splitlines()

    assert copied[0] == f"A correction for “{learner.state.title}”, note {guid}"
    assert copied[2].startswith("Question: ")
    assert copied[3].startswith("Answer: ")
    assert copied[-1] == "What is wrong: "
    assert learner.said.messages[-1].startswith("Copied with its source.")


def test_a_correction_of_a_choice_names_the_right_option_and_the_source(learner: Learner, add: Add) -> None:
    add(NoteKind.CHOICE, provenance=Provenance("45 CFR 164.524", checked_on=date(2026, 11, 23)))
    learner.study()

    learner.press(Qt.Key.Key_C, SHIFT)

    copied = QGuiApplication.clipboard().text().splitlines()
    assert "[x] The day of admission" in copied
    assert "[ ] Both" in copied
    assert "Source: 45 CFR 164.524, checked on November 23, 2026" in copied
