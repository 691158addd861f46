"""What threads import at once is loaded whole, and nobody reads its source."""

import builtins
import importlib
import linecache
import sys
import threading
from pathlib import Path

import pytest

from flashcards.ui.imports import RINGS, _OneAtATime

RING = """
import meeting
meeting.begun.set()
meeting.met.wait(0.3)
from ring.words import WORD
"""
WORDS = """
import meeting
meeting.met.set()
import ring
WORD = "whole"
"""


class Meeting:
    """Two threads that begin a ring of modules at two ends."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.met = threading.Event()
        self.words: list[str] = []
        self.errors: list[Exception] = []

    def import_at_both_ends(self) -> None:
        first = threading.Thread(target=self._load, args=("ring",))
        second = threading.Thread(target=self._load, args=("ring.words",))
        first.start()
        self.begun.wait()
        second.start()
        first.join()
        second.join()

    def _load(self, name: str) -> None:
        try:
            self.words.append(__import__(name, fromlist=["WORD"]).WORD)
        except (ImportError, AttributeError) as error:
            self.errors.append(error)


@pytest.fixture
def meeting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Meeting:
    """A package whose first module imports its second and is imported by it."""
    (tmp_path / "ring").mkdir()
    (tmp_path / "ring" / "__init__.py").write_text(RING, encoding="utf-8")
    (tmp_path / "ring" / "words.py").write_text(WORDS, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("ring", "ring.words"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    made = Meeting()
    monkeypatch.setitem(sys.modules, "meeting", made)
    return made


def test_a_ring_of_modules_is_loaded_by_one_thread_at_a_time(meeting: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builtins, "__import__", _OneAtATime(builtins.__import__, ["ring"]))

    meeting.import_at_both_ends()

    assert meeting.errors == []
    assert meeting.words == ["whole", "whole"]


def test_the_program_guards_what_its_threads_load() -> None:
    guard = builtins.__import__

    assert isinstance(guard, _OneAtATime)
    assert set(guard._locks) == set(RINGS)
    assert not isinstance(guard._load, _OneAtATime)
    assert guard._load is not getattr(builtins, "__feature_import__", None)


def test_no_source_is_read_of_what_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "quiet_module.py").write_text("PLACE = __file__\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "quiet_module", raising=False)
    importlib.invalidate_caches()

    place = __import__("quiet_module").PLACE

    assert place not in linecache.cache
