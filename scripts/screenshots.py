"""Pictures of every page, light and dark, from a collection with twelve weeks of study in it.

    python -m scripts.screenshots [FOLDER]

writes them into FOLDER (./screenshots), without a screen. Look at them.
"""

import os
import random
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from flashcards import app, paths, resources
from flashcards.collection import bundled
from flashcards.collection.card_actions import edit_note
from flashcards.collection.collection import Collection
from flashcards.collection.first_run import Wishes, begin
from flashcards.collection.sitting import Sitting, gather
from flashcards.collection.statistics.asking import Period
from flashcards.collection.studying import record_answer
from flashcards.domain.changes import Operation
from flashcards.domain.note_type import NoteKind
from flashcards.domain.review import Answered, Rating
from flashcards.settings import DEFAULTS
from flashcards.storage import reading
from flashcards.storage.transaction import Transaction
from flashcards.ui.actions import ActionId
from flashcards.ui.exam.view import ExamPage
from flashcards.ui.moving.state import WORKING_OUT, Way
from flashcards.ui.page import PageId
from flashcards.ui.practice.view import PracticePage
from flashcards.ui.progress.state import Section as ProgressSection
from flashcards.ui.progress.view import ProgressPage
from flashcards.ui.study.view import StudyPage
from flashcards.ui.theme import Theme
from flashcards.ui.today.view import TodayPage
from flashcards.ui.widgets.check_box import CheckBox
from scripts import browse_pictures, care_pictures, custom_pictures, import_pictures, imported_cards, tuning_pictures
from scripts.camera import SETTLE_MS, Camera
from scripts.editor_pictures import take_editor

TODAY = datetime(2026, 11, 23, 17, 40, tzinfo=UTC)
EXAM = date(2027, 2, 13)
DAYS_STUDIED = 82
MOST_CARDS = 60
"""Of a sitting, in which a card of each kind is looked for."""
SIZES = {"": (1120, 780), "-small": (1024, 700)}
VERSIONS = Path(__file__).resolve().parents[1] / "tests" / "decks"
OWN_WORDS = {
    "privacy-attestation-when": "Oversight, court, police, coroner. Ask Dana!",
    "privacy-subpoena-assurance": "Notice to the patient, or a protective order",
}


class Time:
    """A clock that is set."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """Give the time it was set to."""
        return self.now


def studied_collection(folder: Path, clock: Time) -> Collection:
    """Make a collection and study in it for twelve weeks, as a learner would: not every day, not always right."""
    chance = random.Random(11)  # a seed, so that the pictures differ only when the program does
    clock.now = TODAY - timedelta(days=DAYS_STUDIED)
    path = folder / "collection.db"
    collection = Collection.open(path, backups=paths.backups_of(path), clock=clock, zone=UTC)
    choose_decks(collection)
    for day in range(DAYS_STUDIED, -1, -1):
        clock.now = TODAY - timedelta(days=day)
        if day == 0 or chance.random() < 0.8:
            study(collection, clock, chance, most=chance.randint(8, 60) if day else 12)
    clock.now = TODAY
    return collection


def choose_decks(collection: Collection) -> None:
    """Take all decks that come with the program, for an exam."""
    decks, now = resources.decks(), collection.clock()
    keys = tuple(path.name for path in sorted(decks.iterdir()) if path.is_dir())
    collection.transact(Operation.CHOOSE_DECKS, lambda change: begin(change, decks, Wishes(keys, EXAM, 15), now))


def study(collection: Collection, clock: Time, chance: random.Random, most: int) -> None:
    """Study for a while; all answers of a sitting are stored at once, which is quick."""
    sitting = collection.read(lambda snapshot: gather(snapshot, clock(), zone=UTC))
    answers: list[Answered] = []
    while len(answers) < most and sitting.session.advance(clock()) is not None:
        answers.append(answer(collection, sitting, clock, chance))
    settings = sitting.settings
    collection.transact(
        Operation.ANSWER_CARD, lambda change: [record_answer(change, answered, settings) for answered in answers]
    )


def answer(collection: Collection, sitting: Sitting, clock: Time, chance: random.Random) -> Answered:
    """Answer the card that is shown, after some seconds."""
    wanted = sitting.session.wanted()
    sitting.session.supply(collection.read(lambda snapshot: reading.cards(snapshot, wanted)))
    seconds = chance.uniform(6, 30)
    clock.now += timedelta(seconds=seconds)
    rating = chance.choices((Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.EASY), (9, 12, 70, 9))[0]
    return sitting.session.answer(rating, clock(), round(seconds * 1000))


def updated_collection(folder: Path, clock: Time) -> Collection:
    """Make a collection in which a rule was learned, put in own words, and vacated."""
    collection = Collection.open(folder / "updated.db", backups=folder / "updated", clock=clock, zone=UTC)
    for version in ("purl-1", "purl-2"):
        load = partial(bundled.load, folder=VERSIONS / version, chosen=["privacy"], now=clock(), zone=UTC)
        collection.transact(Operation.LOAD_BUNDLED_DECKS, load)
        if version == "purl-1":
            study(collection, clock, random.Random(3), most=6)
            collection.transact(Operation.EDIT_NOTE, lambda change: put_in_own_words(change, clock()))
            clock.now += timedelta(days=1)
    return collection


def put_in_own_words(transaction: Transaction, now: datetime) -> None:
    """Answer two questions as a learner would."""
    for guid, answer in OWN_WORDS.items():
        note_id = reading.note_ids_by_guid(transaction.snapshot, [guid])[guid]
        note = reading.notes(transaction.snapshot, [note_id])[note_id]
        edit_note(transaction, replace(note, fields=(note.fields[0], answer, *note.fields[2:])), now)


def visit_everything(camera: Camera) -> None:
    """Take every page, and what can lie over it."""
    for page in (PageId.TODAY, PageId.DECKS, PageId.EXAM, PageId.SETTINGS):
        camera.go(page)
        camera.take(page)
    take_progress(camera)
    take_adjusting(camera)
    browse_pictures.take_browse(camera)
    take_exam(camera)
    take_editor(camera)
    tuning_pictures.take_tuning(camera)
    care_pictures.take_care(camera)
    take_study(camera)
    custom_pictures.take_custom(camera)
    custom_pictures.take_keys(camera)
    custom_pictures.take_comforts(camera)
    camera.go(PageId.DECKS)
    options = camera.window.page(PageId.DECKS).findChild(QAction, ActionId.DECK_OPTIONS)
    if isinstance(options, QAction):
        options.trigger()
    camera.settle()
    camera.take("deck-options")
    camera.key(Qt.Key.Key_Escape)
    camera.go(PageId.TODAY)
    for action, name in ((ActionId.CHEAT_SHEET, "shortcuts"), (ActionId.DECK_PALETTE, "palette")):
        camera.press(action)
        camera.take(name)
        camera.window.sheets.close()


def take_adjusting(camera: Camera) -> None:
    """Take the sheet for days that are not as usual, once it says what each of them costs."""
    camera.go(PageId.TODAY)
    today = camera.window.page(PageId.TODAY)
    assert isinstance(today, TodayPage)
    today.adjust(Way.LIGHTER)
    model = today.moving.view_model
    for way in Way:
        today.moving.show_way(way)
        camera.until(lambda: model.state.text and WORKING_OUT not in model.state.cost, "cost")
        camera.take(f"adjust-{way.name.lower()}")
    today.moving.close_sheet()


def take_progress(camera: Camera) -> None:
    """Take every section of the Progress page."""
    camera.go(PageId.PROGRESS)
    page = camera.window.page(PageId.PROGRESS)
    assert isinstance(page, ProgressPage)
    page.view_model.choose_period(Period.QUARTER)
    for section in ProgressSection:
        page.view_model.choose_section(section)
        camera.settle()
        camera.take(f"progress-{section.value.lower()}")


def take_exam(camera: Camera) -> None:
    """Take the editor of an exam, then a practice exam from its first question to its review."""
    camera.go(PageId.EXAM)
    exam = camera.window.page(PageId.EXAM)
    assert isinstance(exam, ExamPage)
    exam.edit.click()
    camera.take("exam-editor")
    exam.editor.cancelled.emit()
    exam.practice.size_choice.set_current(3)
    exam.practice.size_choice.chosen.emit(3)
    camera.settle()
    exam.scroll_to_end()
    camera.take("exam-practice")
    exam.practice.size_choice.set_current(2)
    exam.practice.begin.click()
    camera.settle(2 * SETTLE_MS)
    page = camera.window.page(PageId.PRACTICE)
    assert isinstance(page, PracticePage)
    for key in (Qt.Key.Key_X, Qt.Key.Key_2, Qt.Key.Key_C, Qt.Key.Key_F):
        camera.key(key)
    camera.take("practice-question")
    for place in range(1, page.view_model.state.count - 2):
        page.view_model.go(place)
        page.view_model.pick(place * 7 % 4)
    camera.key(Qt.Key.Key_L)
    camera.take("practice-list")
    page.view_model.hand_in()
    camera.settle(3 * SETTLE_MS)
    camera.take("practice-result")
    page.view_model.review()
    camera.settle()
    camera.take("practice-review")


def take_study(camera: Camera) -> None:
    """Take a card of every kind, both sides, and what opens beside or over it."""
    camera.window.study(None)
    camera.settle()
    page = camera.window.page(PageId.STUDY)
    assert isinstance(page, StudyPage)
    left = {kind.label for kind in NoteKind} - {NoteKind.CUSTOM.label}
    for _ in range(MOST_CARDS):  # cards in learning would come again and again
        if not left or page.view_model.state.face is None:
            break
        kind = page.view_model.state.face.note_type.kind.label
        if kind in left:
            left.remove(kind)
            camera.take(f"study-{kind}-question")
            give_wrong_answer(camera, page)
            camera.take(f"study-{kind}-answer")
        else:
            page.view_model.advance()
            page.view_model.advance()
        page.view_model.rate(Rating.GOOD)
        camera.settle(SETTLE_MS // 10)
    if left:
        print(f"No card of these kinds in the sitting: {', '.join(sorted(left))}")
    for key, name in ((Qt.Key.Key_C, "source"), (Qt.Key.Key_I, "history"), (Qt.Key.Key_E, "edit")):
        camera.key(key)
        camera.take(f"study-{name}")
        camera.key(Qt.Key.Key_Escape)
    camera.key(Qt.Key.Key_Escape)
    camera.take("study-summary")


def take_imported(camera: Camera) -> None:
    """Take both sides of each card of an imported deck."""
    camera.window.study(None)
    camera.settle(2 * SETTLE_MS)
    page = camera.window.page(PageId.STUDY)
    assert isinstance(page, StudyPage)
    for name in imported_cards.SHOWN:
        camera.take(f"imported-{name}-question")
        if page.commands[ActionId.SHOW_HINT].isEnabled():
            page.commands[ActionId.SHOW_HINT].trigger()
            camera.take(f"imported-{name}-uncovered")
        if page.commands[ActionId.ENLARGE_PICTURE].isEnabled():
            page.commands[ActionId.ENLARGE_PICTURE].trigger()
            camera.settle()
            camera.take(f"imported-{name}-enlarged")
            camera.key(Qt.Key.Key_Escape)
        page.view_model.advance()
        camera.settle()
        camera.take(f"imported-{name}-answer")
        page.view_model.rate(Rating.GOOD)
        camera.settle()


def give_wrong_answer(camera: Camera, page: StudyPage) -> None:
    """Answer as somebody would who does not know it, and look."""
    if page.view_model.state.choice is not None:
        page.view_model.pick(0)
    elif page.stage.card.entry.isVisible():
        page.stage.card.entry.line.setText("within 3 days")
    camera.key(Qt.Key.Key_Return)


def open_window(application: QApplication, collection: Collection, theme: Theme) -> app.Opened:
    """Open the program's window on a collection, as the program does, without its chores."""
    opened = app.Opened(application, collection, theme, DEFAULTS)
    opened.problems.crashed.connect(sys.exit)
    return opened


def close(opened: app.Opened) -> None:
    """Close a window and wait until everything is stored."""
    loop = QEventLoop()
    opened.runner.closed.connect(loop.quit)
    opened.window.close()
    loop.exec()
    opened.end()


def take_first_run(application: QApplication, theme: Theme, home: Path, folder: Path, suffix: str) -> None:
    """Take what somebody sees who has nothing yet."""
    fresh = Collection.open(home / "fresh.db", backups=home / "fresh", clock=Time(TODAY), zone=UTC)
    opened = open_window(application, fresh, theme)
    camera = Camera(opened, folder, suffix)
    camera.go(PageId.FIRST_RUN)
    camera.until(lambda: camera.window.page(PageId.FIRST_RUN).findChildren(CheckBox), "deck to choose")
    camera.take("first-run")
    camera.go(PageId.TODAY)
    camera.take("no-cards")
    close(opened)


def main(folder: Path, scale: str) -> None:
    """Write all pictures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = app.make_application([])
    theme = Theme(application, DEFAULTS)
    suffix = "" if scale == "1" else f"-{scale.replace('.', '')}x"
    with tempfile.TemporaryDirectory() as home:
        os.environ["FLASHCARDS_HOME"] = home
        take_first_run(application, theme, Path(home), folder, suffix)
        opened = open_window(application, studied_collection(Path(home), Time(TODAY)), theme)
        for size, (width, height) in SIZES.items():
            opened.window.resize(width, height)
            visit_everything(Camera(opened, folder, suffix + size))
        opened.notices.say("Deleted “Record formats” with 41 cards.", "Undo")
        camera = Camera(opened, folder, suffix)
        camera.settle()
        camera.take("notice")
        close(opened)
        opened = open_window(application, updated_collection(Path(home), Time(TODAY)), theme)
        opened.window.resize(*SIZES[""])
        camera = Camera(opened, folder, suffix)
        camera.go(PageId.CHANGES)
        camera.take("rule-changes")
        close(opened)
        imported = partial(Collection.open, Path(home, "imported.db"), backups=Path(home, "imported"), zone=UTC)
        collection = imported_cards.imported_collection(partial(imported, clock=Time(TODAY)), TODAY)
        opened = open_window(application, collection, theme)
        opened.window.resize(*SIZES[""])
        take_imported(Camera(opened, folder, suffix))
        close(opened)
        for size in SIZES:
            collection = Collection.open(Path(home, f"mine{size}.db"), backups=Path(home), clock=Time(TODAY), zone=UTC)
            choose_decks(collection)
            opened = open_window(application, collection, theme)
            opened.window.resize(*SIZES[size])
            import_pictures.take_imports(Camera(opened, folder, suffix + size), Path(home))
            close(opened)


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots").absolute()
    target.mkdir(parents=True, exist_ok=True)
    if "QT_SCALE_FACTOR" not in os.environ:
        large = {**os.environ, "QT_SCALE_FACTOR": "1.5"}
        subprocess.run([sys.executable, "-m", "scripts.screenshots", str(target)], env=large, check=True)
    main(target, os.environ.get("QT_SCALE_FACTOR", "1"))
    print(f"{len(list(target.glob('*.png')))} pictures in {target}")
