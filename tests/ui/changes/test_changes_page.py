"""The page of rule changes, by its keys and what is on disk."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from flashcards.collection import bundled, card_actions
from flashcards.collection.collection import Collection
from flashcards.collection.deck_updates import Decision
from flashcards.collection.rule_changes import NoteChange, changes_of_last_update
from flashcards.domain.card import CardState, MemoryState
from flashcards.domain.changes import Operation
from flashcards.domain.note import Note
from flashcards.domain.study_day import StudyDay
from flashcards.storage import reading
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.transaction import Transaction
from flashcards.ui.changes.change_panel import ChangePanel
from flashcards.ui.changes.view import ChangesPage
from flashcards.ui.housekeeping import Housekeeping
from flashcards.ui.main_window import MainWindow
from flashcards.ui.page import Page, PageId, Services
from flashcards.ui.problems import Problems
from flashcards.ui.settings.view import SettingsPage
from flashcards.ui.widgets.banner import Banner
from flashcards.ui.widgets.marked_text import MarkedText
from tests.builders import TODAY

DECKS = Path(__file__).parents[2] / "decks"
WHEN = "privacy-attestation-when"
ASSURANCE = "privacy-subpoena-assurance"
MINE = "Oversight, court, police, coroner."
THEIRS = "Never; a court vacated the 2024 rule on June 18, 2025"


@pytest.fixture
def updated(collection: Collection) -> Collection:
    """Learn the attestation rule, change two answers, and have the rule vacated."""
    load(collection, "purl-1")
    edit(collection, WHEN, MINE)
    edit(collection, ASSURANCE, "Notice or protection")
    collection.transact(Operation.SET_DUE_DATE, lambda transaction: study(transaction, note(collection, WHEN)))
    load(collection, "purl-2")
    return collection


@pytest.fixture
def page(services: Services, updated: Collection, qtbot: QtBot) -> ChangesPage:
    made = ChangesPage(services)
    qtbot.addWidget(made)
    made.resize(900, 700)
    with qtbot.waitActive(made):
        made.show()
    with qtbot.waitSignal(made.view_model.changed):
        made.enter()
        made.take_focus()
    return made


def load(collection: Collection, folder: str) -> None:
    collection.transact(
        Operation.LOAD_BUNDLED_DECKS,
        lambda change: bundled.load(change, DECKS / folder, ["privacy"], collection.clock(), collection.zone),
    )


def edit(collection: Collection, guid: str, answer: str) -> None:
    mine = note(collection, guid)
    changed = replace(mine, fields=(mine.fields[0], answer, mine.fields[2]))
    collection.transact(Operation.EDIT_NOTE, lambda change: card_actions.edit_note(change, changed, collection.clock()))


def study(transaction: Transaction, studied: Note) -> None:
    (card,) = reading.cards_of_notes(transaction.snapshot, [studied.id])
    memory, due_on = MemoryState(30.0, 5.0), StudyDay(TODAY + 9)
    transaction.update_card(replace(card, state=CardState.REVIEW, memory=memory, due_on=due_on, reps=2))


def note(collection: Collection, guid: str) -> Note:
    def look(snapshot: Snapshot) -> Note:
        note_id = reading.note_ids_by_guid(snapshot, [guid])[guid]
        return reading.notes(snapshot, [note_id])[note_id]

    return collection.read(look)


def change(collection: Collection, guid: str) -> NoteChange:
    return next(one for one in collection.read(changes_of_last_update).notes if one.guid == guid)


def panel(page: ChangesPage, guid: str) -> ChangePanel:
    return next(one for one in page.list.panels if one.entry.guid == guid)


def words(widget: QWidget) -> list[str]:
    return [one.accessibleName() or one.text() for one in widget.findChildren(QLabel) if one.isVisible()]


def press(page: ChangesPage, qtbot: QtBot, key: Qt.Key, until: Callable[[], bool]) -> None:
    focused = page.focusWidget()
    QTest.keyClick(focused, key)
    qtbot.waitUntil(until)


def test_the_page_says_what_came_of_the_update(page: ChangesPage) -> None:
    assert words(page)[:3] == [
        "3 rules changed",
        "Deck update of November 23, 2026 · 1 studied card brought up for review · 1 note mended that you had changed",
        "2 notes wait for your decision. Your words stay until then.",
    ]


def test_a_change_has_its_deck_reason_citation_and_both_wordings(page: ChangesPage) -> None:
    shown = words(panel(page, WHEN))

    assert shown[:4] == [
        "Privacy rules › Attestation · Rule changed · 1 studied card comes up for review",
        "Waits for your decision",
        "A request asks for records that may show reproductive health care. When does it need a signed attestation?",
        "A federal court vacated the 2024 rule for the whole country: no attestation is needed any more.",
    ]
    assert shown[4] == "Purl v. HHS, N.D. Tex., No. 2:24-cv-228 (2025) · in the deck since August 1, 2025"
    before, now, mine = shown.index("Before"), shown.index("Now"), shown.index("Your words")
    assert shown[before + 2].startswith("When it is for health oversight")
    assert shown[now + 2] == THEIRS
    assert shown[mine + 1 :] == ["Answer", MINE]


def test_differing_words_are_marked_in_colour_and_in_form(page: ChangesPage, services: Services) -> None:
    before, now, mine = panel(page, ASSURANCE).findChildren(MarkedText)

    assert "line-through" in before.text()
    assert services.theme.palette.again in before.text()
    assert before.accessibleDescription() == "No longer: assurence"
    assert 'underline">assurance</span> of notice' in now.text()
    assert services.theme.palette.good in now.text()
    assert mine.text() == "Notice or protection"


def test_the_first_change_that_waits_has_the_keyboard(page: ChangesPage) -> None:
    assert page.focusWidget() is panel(page, WHEN)


def test_arrows_go_through_the_changes_and_stop_at_the_ends(page: ChangesPage, qtbot: QtBot) -> None:
    def place() -> int:
        return [one is page.focusWidget() for one in page.list.panels].index(True)

    went = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_K):
        QTest.keyClick(page.focusWidget(), key)
        went.append(place())

    assert len(page.list.panels) == 4
    assert went == [0, 1, 2, 3, 3, 2]


def test_a_change_that_is_gone_to_is_brought_into_view(page: ChangesPage, qtbot: QtBot) -> None:
    last = page.list.panels[-1]
    for _ in page.list.panels:
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Down)

    def is_whole() -> bool:
        top = last.mapTo(page.list.viewport(), last.rect().topLeft()).y()
        return top >= 0 and top + last.height() <= page.list.viewport().height()

    qtbot.waitUntil(is_whole)


def test_1_keeps_my_words(page: ChangesPage, updated: Collection, qtbot: QtBot) -> None:
    press(page, qtbot, Qt.Key.Key_1, lambda: change(updated, WHEN).decision is Decision.MINE)
    qtbot.waitUntil(lambda: not panel(page, WHEN).keep.isVisible())

    assert note(updated, WHEN).fields[1] == MINE
    assert words(panel(page, WHEN))[0].startswith("Privacy rules › Attestation · Rule changed · You kept your words")
    assert page.focusWidget() is panel(page, WHEN)


def test_2_takes_the_publishers_words(page: ChangesPage, updated: Collection, qtbot: QtBot) -> None:
    press(page, qtbot, Qt.Key.Key_2, lambda: note(updated, WHEN).fields[1] == THEIRS)
    qtbot.waitUntil(lambda: "Your words" not in words(panel(page, WHEN)))

    assert change(updated, WHEN).decision is Decision.THEIRS
    assert page.view_model.state.waiting == "1 note waits for your decision. Your words stay until then."


def test_3_edits_my_words_in_view_of_the_publishers(page: ChangesPage, updated: Collection, qtbot: QtBot) -> None:
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_3)
    area = page.editor.areas["Back"]
    begins_there = page.editor.focusWidget() is area
    qtbot.waitUntil(lambda: {"The publisher’s words now", THEIRS} <= set(words(page.editor)))
    area.setPlainText("Never since Purl.")

    QTest.keyClick(area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: change(updated, WHEN).decision is Decision.EDITED)

    assert begins_there
    assert note(updated, WHEN).fields[1] == "Never since Purl."
    assert page.list.isVisible()


def test_esc_pressed_twice_leaves_the_editor_and_stores_nothing(
    page: ChangesPage, updated: Collection, qtbot: QtBot
) -> None:
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_E)
    area = page.editor.areas["Back"]
    area.setPlainText("Never mind")

    QTest.keyClick(area, Qt.Key.Key_Escape)
    assert page.editor.isVisible()
    QTest.keyClick(area, Qt.Key.Key_Escape)

    assert page.list.isVisible()
    assert page.focusWidget() is panel(page, WHEN)
    assert change(updated, WHEN).decision is Decision.WAITING


def test_the_buttons_do_the_same(page: ChangesPage, updated: Collection, qtbot: QtBot) -> None:
    panel(page, ASSURANCE).take.click()
    qtbot.waitUntil(lambda: change(updated, ASSURANCE).decision is Decision.THEIRS)
    panel(page, WHEN).keep.click()
    qtbot.waitUntil(lambda: change(updated, WHEN).decision is Decision.MINE)

    assert note(updated, ASSURANCE).fields[1] == "Satisfactory assurance of notice or of a protective order"


def test_undo_brings_the_question_back(
    page: ChangesPage, services: Services, updated: Collection, qtbot: QtBot
) -> None:
    press(page, qtbot, Qt.Key.Key_2, lambda: not panel(page, WHEN).take.isVisible())

    services.runner.undo()

    qtbot.waitUntil(panel(page, WHEN).take.isVisible)
    assert note(updated, WHEN).fields[1] == MINE


def test_undoing_the_update_leaves_nothing_to_show(
    page: ChangesPage, services: Services, updated: Collection, qtbot: QtBot
) -> None:
    services.runner.undo()
    qtbot.waitUntil(lambda: page.list.panels == [])

    assert "No rule has changed yet" in words(page)


def test_a_decided_change_takes_no_more_decisions(page: ChangesPage, updated: Collection, qtbot: QtBot) -> None:
    press(page, qtbot, Qt.Key.Key_1, lambda: not panel(page, WHEN).keep.isVisible())

    with qtbot.assertNotEmitted(page.view_model.changed, wait=200):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_2)

    assert note(updated, WHEN).fields[1] == MINE


def test_esc_and_done_leave_the_page(page: ChangesPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.page_wanted) as by_key:
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Escape)
    with qtbot.waitSignal(page.page_wanted) as by_button:
        page.done.click()

    assert (by_key.args, by_button.args) == ([PageId.TODAY], [PageId.TODAY])


def test_a_screen_reader_is_told_the_whole_change(page: ChangesPage) -> None:
    spoken = panel(page, ASSURANCE)

    assert spoken.accessibleName() == "Change: What has to come with a subpoena that no court has ordered?"
    assert "Before, Answer: Satisfactory assurence of notice" in spoken.accessibleDescription()
    assert "Your words, Answer: Notice or protection" in spoken.accessibleDescription()


def test_nothing_is_cut_off_in_the_smallest_window_at_200_percent(
    page: ChangesPage, services: Services, qtbot: QtBot
) -> None:
    services.look.change(replace(services.look.preferences, text_percent=200))
    qtbot.waitUntil(lambda: services.theme.scaled(100) == 200)
    page.resize(640, 480)

    body = page.list.widget()
    assert body is not None
    qtbot.waitUntil(lambda: body.width() <= page.list.viewport().width())


def test_the_notice_of_an_update_leads_to_the_page(
    services: Services, collection: Collection, tmp_path: Path, qtbot: QtBot
) -> None:
    class Empty(Page):
        """Any other page."""

    load(collection, "purl-1")
    edit(collection, WHEN, MINE)
    makers: dict[PageId, Callable[[Services], Page]] = {one: lambda _services: Empty() for one in PageId}
    makers[PageId.CHANGES] = ChangesPage
    problems = Problems(tmp_path / "log", lambda: "Test")
    window = MainWindow(services, makers, problems, QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    window.go(PageId.TODAY)
    chores = Housekeeping(
        services.runner, services.notices, DECKS / "purl-2", services.clock, window, zone=services.zone
    )
    chores.changes_wanted.connect(window.show_changes)
    banner = window.findChild(Banner)
    assert banner is not None

    chores.begin()
    qtbot.waitUntil(lambda: bool(banner.text))
    told = banner.text
    next(one for one in banner.findChildren(QPushButton) if one.text() == "Show").click()

    page = window.page(PageId.CHANGES)
    assert told == "3 rules changed, 1 note of yours to decide about."
    assert isinstance(page, ChangesPage)
    qtbot.waitUntil(lambda: len(page.list.panels) == 3)
    banner.say("Undone: Choose Words")
    assert page.foot is not None
    assert banner.geometry().bottom() < page.foot.mapTo(window, page.foot.rect().topLeft()).y()
    window.go(PageId.TODAY)
    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert page.isVisible()


def test_an_update_that_changed_no_note_says_nothing(
    services: Services, collection: Collection, deck_folder: Path, qtbot: QtBot
) -> None:
    collection.transact(
        Operation.LOAD_BUNDLED_DECKS,
        lambda transaction: bundled.load(transaction, deck_folder, ["filing"], collection.clock()),
    )
    (deck_folder / "filing" / "CHANGES").write_text("# 2026-11-23\n", encoding="utf-8")
    chores = Housekeeping(services.runner, services.notices, deck_folder, services.clock)

    with qtbot.assertNotEmitted(services.notices.said), qtbot.waitSignal(services.runner.changed):
        chores.begin()


def test_settings_lead_to_the_page(services: Services, qtbot: QtBot) -> None:
    page = SettingsPage(services)
    qtbot.addWidget(page)

    with qtbot.waitSignal(page.page_wanted) as wanted:
        next(one for one in page.findChildren(QPushButton) if one.text() == "Show rule changes").click()

    assert wanted.args == [PageId.CHANGES]
