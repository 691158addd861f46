"""Folders that are kept the same on several computers."""

from pathlib import Path

import pytest

from flashcards.collection.synced_folder import synced_by, warning_of


@pytest.mark.parametrize(
    ("folder", "whose"),
    [
        ("Dropbox", "Dropbox"),
        ("OneDrive - Clinic", "OneDrive"),
        ("Google Drive/My Drive", "Google Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("Nextcloud/study", "Nextcloud"),
    ],
)
def test_the_program_is_known_by_its_folder(tmp_path: Path, folder: str, whose: str) -> None:
    assert synced_by(tmp_path / folder / "Flashcards" / "collection.db") == whose


def test_a_folder_of_any_name_is_known_by_what_lies_in_it(tmp_path: Path) -> None:
    (tmp_path / "shared" / ".stfolder").mkdir(parents=True)

    assert synced_by(tmp_path / "shared" / "cards" / "collection.db") == "Syncthing"


def test_a_folder_of_ones_own_is_warned_of_with_no_word(tmp_path: Path) -> None:
    (tmp_path / "dropped boxes").mkdir()

    assert synced_by(tmp_path / "dropped boxes" / "collection.db") is None
    assert warning_of(tmp_path / "collection.db") == ""
    assert warning_of(tmp_path / "Dropbox" / "collection.db").startswith("Dropbox copies your collection")
