"""What the window and its pages know of each other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QWidget

from flashcards.domain.custom_study import BegunSession
from flashcards.domain.ids import AttemptId, DeckId, NoteTypeId
from flashcards.ui.flag_names import FlagNames
from flashcards.ui.icons import Icons
from flashcards.ui.look import Look
from flashcards.ui.runner import CollectionRunner
from flashcards.ui.theme import Theme

if TYPE_CHECKING:
    from flashcards.ui.card.media import Media


class PageId(StrEnum):
    """The pages of the window."""

    FIRST_RUN = "first_run"
    TODAY = "today"
    DECKS = "decks"
    BROWSE = "browse"
    STUDY = "study"
    ADD = "add"
    NOTE_TYPES = "note_types"
    EXAM = "exam"
    PRACTICE = "practice"
    PROGRESS = "progress"
    SETTINGS = "settings"
    CHANGES = "changes"
    IMPORT = "import"
    TUNING = "tuning"
    CARE = "care"


class Notices(QObject):
    """Short messages at the foot of the window. Anybody may say something; the window shows it.

    Signals:
        said: text, the words of an action ("" for none), and what to call when it is chosen (or None).
        announced: the same, of news that stay until they are put away.
        unsaid: the text of a message that is true no more.
        import_wanted: a list of paths that are to be imported.
        problem_said: an exception; expected ones show their sentence, anything else the crash report.
    """

    said = Signal(str, str, object)
    announced = Signal(str, str, object)
    unsaid = Signal(str)
    import_wanted = Signal(object)
    problem_said = Signal(object)

    def say(self, text: str, action: str = "", on_action: Callable[[], None] | None = None) -> None:
        """Show a message, with an action such as Undo.

        Args:
            on_action: a bound method of a `QObject`.
        """
        self.said.emit(text, action, on_action)

    def unsay(self, text: str) -> None:
        """Take a message away that is true no more, if it is still shown."""
        self.unsaid.emit(text)

    def announce(self, text: str, action: str = "", on_action: Callable[[], None] | None = None) -> None:
        """Show news the learner must not miss: as `say`, until they are put away."""
        self.announced.emit(text, action, on_action)

    def problem(self, error: Exception) -> None:
        """Show what went wrong."""
        self.problem_said.emit(error)


@dataclass(frozen=True, slots=True)
class Folders:
    """Where things are kept.

    Attributes:
        collection: the collection file.
        backups: its backups.
        decks: the decks that come with the program.
        plans: the value tables of exam plans; None keeps them in memory only.
        usual: the collection that is opened when none is named; None where that is the open one.
        before: the collection that was open before in the same run; None where there was none.
    """

    collection: Path
    backups: Path
    decks: Path
    plans: Path | None = None
    usual: Path | None = None
    before: Path | None = None

    @property
    def usual_or_open(self) -> Path:
        """The collection that is opened when none is named."""
        return self.usual or self.collection

    @property
    def way_back(self) -> Path | None:
        """The collection the learner came from, else the usual one; None where that is this one or none yet."""
        back = self.before or self.usual
        if back is None or back.absolute() == self.collection.absolute() or not back.is_file():
            return None
        return back


@dataclass(frozen=True, slots=True)
class Services:
    """What every page is given.

    Attributes:
        runner: the collection, off the GUI thread.
        theme, icons: how things look.
        look: changes that.
        flags: what the seven flags are called.
        notices: where to say something.
        clock: gives the time, aware.
        folders: where things are kept.
        media: gives what cards show and play besides text; it is made the first time.
        zone: the learner's time zone; None asks the operating system.
        shape: where pages remember on this machine how they were arranged; None forgets.
    """

    runner: CollectionRunner
    theme: Theme
    icons: Icons
    look: Look
    flags: FlagNames
    notices: Notices
    clock: Callable[[], datetime]
    folders: Folders
    media: "Callable[[], Media]"
    zone: tzinfo | None = None
    shape: QSettings | None = None


class Page(QWidget):
    """One page of the window. Built when it is first visited, kept afterwards.

    The Study page asks for `TODAY` when a sitting is over.

    Attributes:
        foot: what stands at the bottom and must not be covered, or None.

    Signals:
        page_wanted: a `PageId`, to go there.
        study_wanted: a `DeckId`, or None for everything that is due.
        practice_wanted: an `AttemptId`, to go on with it or to look back on it.
        export_wanted: the name of a deck that is to be written to a file.
        notes_export_wanted: the ids of notes that are to be written to a file.
        deck_wanted: the name of a deck that is to be shown among the others.
        browse_wanted: a line of the search language, to see what it finds.
        custom_wanted: a `CustomSession`, to be looked at before it begins.
        note_type_wanted: a `NoteTypeId`, to see its fields and cards.
        keys_wanted: other keys are to be chosen.
        reopen_wanted: a `Reopening`: this collection is to be closed, and one opened in its place.
        own_steps_changed: `own_steps` gives something else now.
        letters_changed: `keeps_letters` says something else now.
    """

    page_wanted = Signal(object)
    study_wanted = Signal(object)
    practice_wanted = Signal(object)
    export_wanted = Signal(str)
    notes_export_wanted = Signal(object)
    deck_wanted = Signal(str)
    browse_wanted = Signal(str)
    custom_wanted = Signal(object)
    note_type_wanted = Signal(object)
    keys_wanted = Signal()
    reopen_wanted = Signal(object)
    own_steps_changed = Signal()
    letters_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.foot: QWidget | None = None

    def enter(self) -> None:
        """Called when the page is about to be shown."""

    def enter_again(self) -> None:
        """Called when the page is asked for while it is open."""

    def lets_go(self, again: Callable[[], object]) -> bool:  # noqa: ARG002 - most pages need not ask
        """Say whether the page may be left now; one that may not asks the learner, and calls `again` if they agree."""
        return True

    def lets_end(self, again: Callable[[], object]) -> bool:  # noqa: ARG002 - most pages lose nothing
        """Say whether the window may close, whichever page is shown; as `lets_go`, for what waits here until then."""
        return True

    def leave(self) -> None:
        """Called when another page is about to be shown."""

    def take_focus(self) -> None:
        """Put the keyboard where it is wanted first."""
        self.setFocus()

    def heed_day(self) -> None:
        """Called when another study day may have begun."""

    def keeps_letters(self) -> bool:
        """Say whether letters do something of its own now, so that those of the window rest."""
        return False

    def own_steps(self) -> tuple[str, str] | None:
        """Name what Undo and Redo do here, "" for nothing; None while they are the window's."""
        return None

    def turn(self, *, is_undo: bool) -> bool:  # noqa: ARG002 - for pages that take back only some steps
        """Undo or redo as this page has it; False when it leaves that to the window."""
        return False

    def study(self, deck_id: DeckId | None) -> None:
        """Begin a sitting with a deck and those below it, or with everything. Only the Study page can.

        Raises:
            NotImplementedError: this is another page.
        """
        raise NotImplementedError

    def study_session(self, session: BegunSession) -> None:
        """Begin a custom session. Only the Study page can.

        Raises:
            NotImplementedError: this is another page.
        """
        raise NotImplementedError

    def show_exam_of(self, attempt_id: AttemptId) -> None:
        """Show the exam a practice exam is for, once the page is seen. Only the Exam page can.

        Raises:
            NotImplementedError: this is another page.
        """
        raise NotImplementedError

    def show_deck(self, name: str) -> None:
        """Put the cursor on a deck. Only the Decks page can.

        Raises:
            NotImplementedError: this is another page.
        """
        raise NotImplementedError

    def search(self, line: str) -> None:
        """Show what a search finds. Only the Browse page can.

        Raises:
            NotImplementedError: this is another page.
        """
        raise NotImplementedError

    def show_note_type(self, type_id: NoteTypeId, back: PageId = PageId.ADD) -> None:
        """Show the fields and cards of a note type. Only the page of note types can.

        Raises:
            NotImplementedError: this is another page.
        """
        raise NotImplementedError

    def open_files(self, paths: Sequence[Path]) -> None:
        """Say what importing files would do. Only the Import page can.

        Raises:
            NotImplementedError: this is another page.
        """
        raise NotImplementedError

    def open_attempt(self, attempt_id: AttemptId) -> None:
        """Go on with a practice exam, or look back on it. Only the Practice page can.

        Raises:
            NotImplementedError: this is another page.
        """
        raise NotImplementedError
