"""The composition root of the window: the only module that knows every part of it."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from flashcards import paths, resources, settings
from flashcards.collection.collection import Collection
from flashcards.domain.errors import CollectionLockedError, FlashcardsError, SettingsError
from flashcards.ui.background import share_fairly
from flashcards.ui.flag_names import FlagNames
from flashcards.ui.garbage import GarbageCollection
from flashcards.ui.housekeeping import Housekeeping
from flashcards.ui.icons import Icons
from flashcards.ui.look import Look
from flashcards.ui.main_window import MainWindow
from flashcards.ui.opening import Opening, open_next, open_or_ask, went_back
from flashcards.ui.page import Folders, Notices, PageId, Services
from flashcards.ui.page_makers import page_makers
from flashcards.ui.problems import Problems
from flashcards.ui.runner import CollectionRunner
from flashcards.ui.theme import Theme

if TYPE_CHECKING:
    from flashcards.collection.media import MediaFolder
    from flashcards.storage.snapshot import Snapshot
    from flashcards.ui.card.media import Media
    from flashcards.ui.card.player import Found

EXPECTED_PROBLEM = 2

WARNED = "warned_of_copies"
"""The name under which this machine remembers the collection whose folder was warned of."""


def run_window(collection_path: Path | None) -> int:
    """Open the window and stay until it closes.

    Args:
        collection_path: the collection file, or None for the usual one.

    Returns:
        0, or 2 when the collection cannot be opened.
    """
    application = make_application(sys.argv)
    path = collection_path or paths.collection()
    preferences, refused = read_preferences()
    theme = Theme(application, preferences)
    try:
        collection = open_or_ask(path)
    except CollectionLockedError as error:
        if not _raise_first_window(path):
            went_back(error, path)
            return EXPECTED_PROBLEM
        return 0
    opening, before = Opening(collection, refused), None
    while opening.collection is not None:
        opened = Opened(application, opening.collection, theme, preferences, before)
        code = opened.stay(opening.problem, opening.told)
        if (wanted := opened.window.reopening) is None:
            return code
        preferences = opened.services.look.preferences
        opened.let_go()
        before = opening.collection.path
        opening = open_next(wanted, before)
    return EXPECTED_PROBLEM


def make_application(arguments: list[str]) -> QApplication:
    """Make Qt's application object."""
    application = QApplication(arguments)
    application.setApplicationName("Flashcards")
    application.setDesktopFileName("flashcards")
    return application


class Opened:
    """Everything that lives as long as the window.

    Attributes:
        window: not shown yet; its first page is already asking for its numbers.
    """

    def __init__(
        self,
        application: QApplication,
        collection: Collection,
        theme: Theme,
        preferences: settings.Preferences,
        before: Path | None = None,
    ) -> None:
        """Build the parts and connect them.

        Args:
            before: the collection that was open before in this run.
        """
        share_fairly()
        self._application = application
        save = partial(settings.save, preferences_file())
        icons = Icons(resources.icons(), theme)
        self._icons = icons
        self._media_folder = collection.media
        self._media: Media | None = None
        self.notices = Notices(application)
        self.runner = CollectionRunner(collection, application)
        self.problems = Problems(paths.cache() / "flashcards.log", self._last_operation, application)
        self.problems.catch_everything()
        shape = _shape()
        self.services = Services(
            runner=self.runner,
            theme=theme,
            icons=icons,
            look=Look(preferences, theme, save),
            flags=FlagNames(self.runner, application),
            notices=self.notices,
            clock=collection.clock,
            zone=collection.zone,
            folders=replace(_folders(collection.path), before=before),
            media=self.media,
            shape=shape,
        )
        self.window = MainWindow(self.services, page_makers(), self.problems, shape)
        self.window.setWindowIcon(icons.window_icon())
        if collection.path.absolute() != paths.collection():
            self.window.setWindowTitle(f"{collection.path.stem} – Flashcards")
        self.housekeeping = Housekeeping(
            self.runner, self.notices, self.services.folders.decks, collection.clock, application, zone=collection.zone
        )
        self.housekeeping.changes_wanted.connect(self.window.show_changes)
        self.window.go(PageId.FIRST_RUN if _is_first_run(collection) else PageId.TODAY)
        self.services.flags.read()
        self._garbage = GarbageCollection(application)
        self._first_window: QObject | None = None
        QTimer.singleShot(0, self.window, self._listen)

    def stay(self, problem: FlashcardsError | None, told: str) -> int:
        """Show the window until it is closed; give the exit code.

        Args:
            problem: what went wrong before there was a window to say it.
            told: what else the learner should know, or "".
        """
        if told:
            self.notices.announce(told)
        if problem is not None:
            self.notices.problem(problem)
        self.window.show()
        self.window.activateWindow()  # where no window manager does, nobody else gives it the keyboard
        self.housekeeping.start()
        code = self._application.exec()
        self.end()
        return code

    def let_go(self) -> None:
        """Take away what has ended, before another collection is opened."""
        if self._media is not None:
            self._media.deleteLater()
        for part in (self.window, self.housekeeping, self.services.look, self._garbage, self.problems, self.runner):
            part.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def end(self) -> None:
        """Stop the threads, once the window has closed the collection."""
        if self._media is not None:
            self._media.close()
        self.runner.stop()
        self._garbage.stop()
        self.problems.let_go()

    def media(self) -> "Media":
        """Give what cards show and play besides text; made when the first card is shown."""
        if self._media is None:
            from flashcards.ui.card.media import Media

            self._media = Media(self._find_media, self._icons, self.runner)
        return self._media

    def _find_media(self, names: Sequence[str], on_done: "Callable[[Found], None]") -> None:
        self.runner.read(partial(_media_files, folder=self._media_folder, names=tuple(names)), on_done)

    def _last_operation(self) -> str:
        return self.runner.last_operation

    def _listen(self) -> None:
        from flashcards.ui.first_window import FirstWindow  # QtNetwork, not needed to paint

        first = FirstWindow(self.services.folders.collection, self.window)
        first.wanted.connect(self.window.come_forward)
        if first.problem:
            self.problems.log(f"A second start cannot raise this window: {first.problem}")
        self._first_window = first
        self._tune()
        self._get_ready()
        self._warn()

    def _warn(self) -> None:
        """Say once on this machine that another program copies the collection about."""
        from flashcards.collection.synced_folder import warning_of

        path, shape = str(self.services.folders.collection), self.services.shape
        warning = warning_of(self.services.folders.collection)
        if warning and shape is not None and shape.value(WARNED) != path:
            shape.setValue(WARNED, path)
            self.notices.announce(warning)

    def _tune(self) -> None:
        """Consider fits nobody asked for, whenever a sitting is over."""
        from flashcards.ui.tuning.tuner import Tuner  # not needed to paint

        services = self.services
        tuner = Tuner(services.runner, services.notices, services.clock, services.zone, self.window)
        self.window.shown.connect(tuner.page_shown)

    def _get_ready(self) -> None:
        """Have the page at hand that takes longest to build."""
        from flashcards.ui.getting_ready import GettingReady  # not needed to paint

        GettingReady(self.services, self.window)


def _folders(collection: Path) -> Folders:
    backups = paths.backups_of(collection)
    return Folders(collection.absolute(), backups, resources.decks(), paths.plans(), paths.collection())


def _media_files(snapshot: "Snapshot", *, folder: "MediaFolder", names: Sequence[str]) -> "Found":
    from flashcards.collection.media import media_paths

    paths_found = media_paths(snapshot, folder, names)
    return {name: paths_found.get(name) for name in names}


def preferences_file() -> Path:
    """Give the file of this machine's preferences."""
    return paths.config() / "preferences.toml"


def _shape() -> QSettings:
    """Give where the window remembers its place, and pages their arrangement: on this machine, by the preferences."""
    return QSettings(str(paths.config() / "window.ini"), QSettings.Format.IniFormat)


def read_preferences() -> tuple[settings.Preferences, SettingsError | None]:
    """Read the preferences; a file that cannot be used leaves the defaults, and is told of once there is a window."""
    try:
        return settings.load(preferences_file()), None
    except SettingsError as error:
        return settings.DEFAULTS, error


def _is_first_run(collection: Collection) -> bool:
    if collection.has_notes():
        return False
    from flashcards.collection.first_run import is_first_run  # reads deck files; not needed on later starts

    return collection.read(is_first_run)


def _raise_first_window(path: Path) -> bool:
    from flashcards.ui.first_window import raise_first_window

    return raise_first_window(path)
