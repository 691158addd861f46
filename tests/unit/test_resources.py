"""What ships beside the code is found."""

from pathlib import Path

import pytest

from flashcards import resources


def test_the_bundled_decks_are_found() -> None:
    assert {"clerk", "privacy", "rhit"} <= {path.name for path in resources.decks().iterdir()}


def test_the_icons_are_found_with_their_licence() -> None:
    names = {path.name for path in resources.icons().iterdir()}

    assert {"LICENSE", "layers.svg", "flashcards.svg"} <= names


def test_in_a_wheel_the_folders_lie_inside_the_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "flashcards" / "_decks").mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "flashcards")

    assert resources.decks() == tmp_path / "flashcards" / "_decks"


def test_a_missing_folder_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "flashcards")

    with pytest.raises(FileNotFoundError, match="the folder 'resources' is missing"):
        resources.icons()
