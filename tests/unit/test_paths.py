"""Where things are kept."""

from pathlib import Path

import pytest

from flashcards import paths


def test_one_folder_can_hold_everything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FLASHCARDS_HOME", str(tmp_path))

    assert paths.data() == tmp_path
    assert paths.collection() == tmp_path / "collection.db"
    assert paths.backups() == tmp_path / "backups"
    assert paths.config() == tmp_path / "config"
    assert paths.cache() == tmp_path / "cache"


def test_without_it_the_system_says_where(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("FLASHCARDS_HOME")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("appdirs.system", "linux2")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "etc"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    assert paths.data() == tmp_path / "share" / "Flashcards"
    assert paths.config() == tmp_path / "etc" / "Flashcards"
    assert paths.cache() == tmp_path / "cache" / "Flashcards"


def test_asking_makes_no_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FLASHCARDS_HOME", str(tmp_path / "home"))

    paths.data()
    paths.config()
    paths.backups()

    assert list(tmp_path.iterdir()) == []


def test_a_collection_elsewhere_has_its_own_backups(tmp_path: Path) -> None:
    assert paths.backups_of(paths.collection()) == paths.backups()
    assert paths.backups_of(tmp_path / "exam.db") == tmp_path / "exam-backups"
