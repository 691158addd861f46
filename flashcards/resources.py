"""Finds the files that ship beside the code: decks, icons, fonts.

In a wheel they lie inside the package (`_decks`, `_resources`); in a source tree beside it (`decks`, `resources`).
"""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def decks() -> Path:
    """Give the folder of the bundled decks."""
    return _folder("decks")


def icons() -> Path:
    """Give the folder of the icons."""
    return _folder("resources") / "icons"


def fonts() -> Path:
    """Give the folder of the fonts that are embedded in printed sheets."""
    return _folder("resources") / "fonts"


def _folder(name: str) -> Path:
    """Give a shipped folder.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    packaged = _PACKAGE / f"_{name}"
    return packaged if packaged.is_dir() else _in_source_tree(name)


def _in_source_tree(name: str) -> Path:
    beside = _PACKAGE.parent / name
    if not beside.is_dir():
        problem = f"the folder {name!r} is missing from this installation of Flashcards"
        raise FileNotFoundError(problem)
    return beside
