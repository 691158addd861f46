"""What importing would do: which files, where to, and bucket by bucket."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from flashcards.collection.importing import Schedule
from flashcards.formats.text_layout import Known
from flashcards.ui.editor.tag_line import TagLine
from flashcards.ui.importing.bucket_rows import BucketPanel
from flashcards.ui.importing.desk import Files
from flashcards.ui.importing.files_panel import FilesPanel
from flashcards.ui.importing.laying import Destination
from flashcards.ui.importing.layout_panel import LayoutPanel
from flashcards.ui.importing.state import ImportState
from flashcards.ui.importing.words import PROBLEMS_SAY, SCHEDULE_WORDS, WARNINGS_SAY
from flashcards.ui.page import Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.panel import PageColumn, Panel, line
from flashcards.ui.widgets.picker import Picker
from flashcards.ui.widgets.segmented import Segmented
from flashcards.ui.widgets.setting_row import SettingRow
from flashcards.ui.widgets.text import label
from flashcards.wording import counted, deck_path, pictures_and_sounds

SCHEDULES = (Schedule.NEW_CARDS, Schedule.ALL, Schedule.NONE)
DECK_CHARACTERS = 20
TAGS_PIXELS = 260
PAUSE_MS = 300
"""How long nothing is typed before tags count: the plan is ready then when the button is pressed."""
ANOTHER = object()
"""The value of the line that asks for a new deck."""


class ReviewView(PageColumn):
    """The plan, and what can be decided about it as a whole.

    Attributes:
        table: how one of the files is read, if it is a table.
        buckets: the buckets, one line each.
        deck, tags, schedule: where to, which tags every note gets, and whether the schedule comes along.
        problems, warnings: open the lists of these.

    Signals:
        known_chosen: which of the files, and all that the learner says of its layout, a `Known`.
        column_chosen: which of the files, the number of a column, and its `Destination`.
        deck_chosen: the name of a deck; empty for the usual place.
        deck_asked: another deck than those there are.
        tags_chosen: tags for every note, a tuple.
        schedule_chosen: a `Schedule`.
    """

    known_chosen = Signal(int, object)
    column_chosen = Signal(int, int, object)
    deck_chosen = Signal(str)
    deck_asked = Signal()
    tags_chosen = Signal(object)
    schedule_chosen = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__(theme=services.theme)
        self._number = 0
        self._shown: Files = ()
        self._title = label("", "title", wraps=True)
        self._format = label("", "muted", wraps=True)
        self._summary = label("", "strong", wraps=True)
        self.table = LayoutPanel(services)
        self._files = FilesPanel(self.table.sheet)
        self.deck = Picker("Deck", services.icons)
        self.deck.setMinimumContentsLength(DECK_CHARACTERS)
        self.tags = TagLine()
        self.tags.setMinimumWidth(services.theme.scaled(TAGS_PIXELS))
        self.schedule = Segmented(
            "Take the schedule along", tuple(SCHEDULE_WORDS[one] for one in SCHEDULES), services.theme
        )
        self.problems = button("Show")
        self.warnings = button("Show")
        self.buckets = BucketPanel(services.theme, self.problems)
        self._attention = Panel()
        self._lay_out()
        self._files.chosen.connect(self._show_table)
        self.table.known_chosen.connect(self._choose_known)
        self.table.column_chosen.connect(self._choose_column)
        self.deck.chosen.connect(self._choose_deck)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._choose_tags)
        self.tags.textEdited.connect(self._pause.start)
        self.tags.editingFinished.connect(self._choose_tags)
        self.schedule.chosen.connect(self._choose_schedule)

    def forget(self) -> None:
        """Let go of the files that were shown: a large one takes more memory than all else."""
        self._shown = ()
        self._files.show_files((), 0)

    def render_state(self, state: ImportState) -> None:
        """Set every widget."""
        self._shown = state.files
        self._title.setText(state.names)
        self._format.setText(_formats(state.files))
        self._summary.setText(state.summary)
        self._render_files(state.files)
        names = ((deck_path(name), name) for name in state.decks)
        self.deck.offer([(state.usual_deck, ""), *_with(state.deck, names), ("Another deck…", ANOTHER)], state.deck)
        if not self.tags.hasFocus():
            self.tags.set_tags(state.tags)
        self._schedule_row.setVisible(state.has_schedule)
        self._schedule_line.setVisible(state.has_schedule)
        self.schedule.set_current(SCHEDULES.index(state.schedule))
        self.buckets.show_lines(state.lines)
        self._problem_row.show_count(state.problems, "problem")
        self._warning_row.show_count(state.warnings, "place", "that may name a patient")
        self._attention_line.setVisible(bool(state.problems and state.warnings))
        is_readable = any(file.plan is not None for file in state.files)
        self._attention.setVisible(is_readable and bool(state.problems or state.warnings))
        for part in (self._where, self._heading, self.buckets, self._format, self._summary):
            part.setVisible(is_readable)

    def _lay_out(self) -> None:
        self.column.addWidget(_head(self._title, self._format, self._summary))
        self.column.addWidget(self._files)
        self.column.addWidget(self.table)
        where = self._where = Panel()
        where.column.setContentsMargins(Space.XL, Space.S, Space.XL, Space.S)
        where.column.setSpacing(0)
        where.column.addWidget(
            SettingRow("Deck", "Notes go there, or into decks below it that the file names.", self.deck)
        )
        where.column.addWidget(line())
        where.column.addWidget(SettingRow("Tags", "Every note that comes in gets them, besides its own.", self.tags))
        self._schedule_line = line()
        self._schedule_row = SettingRow(
            "Take the schedule along", "The file knows due dates and what was answered.", self.schedule
        )
        where.column.addWidget(self._schedule_line)
        where.column.addWidget(self._schedule_row)
        self.column.addWidget(where)
        self._heading = label("What importing would do", "heading")
        self.column.addWidget(self._heading)
        self.column.addWidget(self.buckets)
        self._problem_row = _AttentionRow(PROBLEMS_SAY, self.problems)
        self._warning_row = _AttentionRow(WARNINGS_SAY, self.warnings)
        self._attention_line = line()
        self._attention.column.setContentsMargins(Space.XL, Space.S, Space.XL, Space.S)
        self._attention.column.setSpacing(0)
        for part in (self._problem_row, self._attention_line, self._warning_row):
            self._attention.column.addWidget(part)
        self.column.addWidget(self._attention)
        self.column.addStretch(1)

    def _render_files(self, files: Files) -> None:
        """Show the files, and how one of them is read: the one that was chosen, or else the first table."""
        tables = [number for number, file in enumerate(files) if file.laid is not None]
        if self._number not in tables:
            self._number = next(iter(tables), 0)
        self._files.show_files(files, self._number)
        if files:
            self.table.show_file(files[self._number], is_alone=len(files) == 1)

    @Slot(int)
    def _show_table(self, number: int) -> None:
        self._number = number
        self._render_files(self._shown)

    @Slot(object)
    def _choose_known(self, known: Known) -> None:
        self.known_chosen.emit(self._number, known)

    @Slot(int, object)
    def _choose_column(self, column: int, destination: Destination) -> None:
        self.column_chosen.emit(self._number, column, destination)

    @Slot(object)
    def _choose_deck(self, value: object) -> None:
        if value is ANOTHER:
            self.deck_asked.emit()
        else:
            self.deck_chosen.emit(value)

    @Slot()
    def _choose_tags(self) -> None:
        self._pause.stop()
        self.tags_chosen.emit(self.tags.tags)

    @Slot(int)
    def _choose_schedule(self, place: int) -> None:
        self.schedule_chosen.emit(SCHEDULES[place])


class _AttentionRow(QWidget):
    """How many there are of something, what that means, and the button that lists them."""

    def __init__(self, sentence: str, show: QPushButton) -> None:
        super().__init__()
        self._title = label("", "strong")
        self._show = show
        words = _head(self._title, label(sentence, "muted", wraps=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, 0, Space.S)
        column.addWidget(Beside(words, show, characters=24, spacing=Space.L))

    def show_count(self, count: int, noun: str, more: str = "") -> None:
        """Say how many; none hides the row."""
        self._title.setText(f"{counted(count, noun)} {more}".strip())
        self._show.setAccessibleName(f"Show {self._title.text()}")
        self.setVisible(bool(count))


def _formats(files: Files) -> str:
    """Say which formats were recognised, and what comes along."""
    labels = list(dict.fromkeys(file.label for file in files if file.label))
    plans = [file.plan for file in files if file.plan is not None]
    decks = len({deck.lower() for plan in plans for deck in plan.new_decks})
    media = sum(len(plan.media) for plan in plans)
    cards = sum(file.cards for file in files)
    told = [
        " and ".join(labels),
        f"new notes make {counted(cards, 'card')}" if cards else "",
        counted(decks, "new deck") if decks else "",
        pictures_and_sounds(media) if media else "",
    ]
    return " · ".join(filter(None, told))


def _with(deck: str, names: object) -> list[tuple[str, str]]:
    """Give the decks to choose from, with one that does not exist yet if it is chosen."""
    known: list[tuple[str, str]] = list(names)  # type: ignore[call-overload]
    if deck and all(name != deck for _, name in known):
        known.insert(0, (f"{deck_path(deck)} (new)", deck))
    return known


def _head(*lines: QWidget) -> QWidget:
    head = QWidget()
    column = QVBoxLayout(head)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.XS)
    for one in lines:
        column.addWidget(one)
    return head
