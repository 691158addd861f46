"""What builds each page of the window. The modules of a page are loaded when it is first visited."""

from collections.abc import Callable, Mapping

from flashcards.ui.page import Page, PageId, Services


def page_makers() -> Mapping[PageId, Callable[[Services], Page]]:
    """Give what builds each page."""
    return {
        PageId.FIRST_RUN: _first_run_page,
        PageId.TODAY: _today_page,
        PageId.DECKS: _decks_page,
        PageId.BROWSE: _browse_page,
        PageId.STUDY: _study_page,
        PageId.ADD: _add_page,
        PageId.NOTE_TYPES: _note_types_page,
        PageId.EXAM: _exam_page,
        PageId.PRACTICE: _practice_page,
        PageId.PROGRESS: _progress_page,
        PageId.SETTINGS: _settings_page,
        PageId.CHANGES: _changes_page,
        PageId.IMPORT: _import_page,
        PageId.TUNING: _tuning_page,
        PageId.CARE: _care_page,
    }


def _first_run_page(services: Services) -> Page:
    from flashcards.ui.first_run.view import FirstRunPage

    return FirstRunPage(services)


def _today_page(services: Services) -> Page:
    from flashcards.ui.today.view import TodayPage

    return TodayPage(services)


def _decks_page(services: Services) -> Page:
    from flashcards.ui.decks.view import DecksPage

    return DecksPage(services)


def _browse_page(services: Services) -> Page:
    from flashcards.ui.browse.view import BrowsePage

    return BrowsePage(services)


def _study_page(services: Services) -> Page:
    from flashcards.ui.study.view import StudyPage

    return StudyPage(services)


def _add_page(services: Services) -> Page:
    from flashcards.ui.editor.add_page import AddPage

    return AddPage(services)


def _note_types_page(services: Services) -> Page:
    from flashcards.ui.note_types.view import NoteTypesPage

    return NoteTypesPage(services)


def _exam_page(services: Services) -> Page:
    from flashcards.ui.exam.view import ExamPage

    return ExamPage(services)


def _practice_page(services: Services) -> Page:
    from flashcards.ui.practice.view import PracticePage

    return PracticePage(services)


def _progress_page(services: Services) -> Page:
    from flashcards.ui.progress.view import ProgressPage

    return ProgressPage(services)


def _changes_page(services: Services) -> Page:
    from flashcards.ui.changes.view import ChangesPage

    return ChangesPage(services)


def _import_page(services: Services) -> Page:
    from flashcards.ui.importing.view import ImportPage

    return ImportPage(services)


def _tuning_page(services: Services) -> Page:
    from flashcards.ui.tuning.view import TuningPage

    return TuningPage(services)


def _care_page(services: Services) -> Page:
    from flashcards.ui.care.view import CarePage

    return CarePage(services)


def _settings_page(services: Services) -> Page:
    from flashcards.ui.settings.view import SettingsPage

    return SettingsPage(services)
