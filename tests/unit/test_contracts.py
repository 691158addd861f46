"""Contracts that import-linter cannot see: which parts of Qt, and what a start may load."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "flashcards"
VIEW_MODELS = sorted(PACKAGE.glob("ui/**/view_model.py"))


def imported(path: Path) -> set[str]:
    """Give every module a file imports, wherever it does."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", VIEW_MODELS, ids=lambda path: path.parent.name)
def test_a_view_model_knows_no_widget(path: Path) -> None:
    qt = {name.split(".")[1] for name in imported(path) if name.startswith("PySide6.")}

    assert qt <= {"QtCore"}


def test_there_are_view_models_to_look_at() -> None:
    assert {path.parent.name for path in VIEW_MODELS} >= {"today", "decks", "study", "settings", "first_run"}


def at_run_time(path: Path) -> set[str]:
    """Give every module a file imports to run, not only to name types."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            node.body = []
    return {
        f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }


@pytest.mark.parametrize("part", ["app.py", "ui/**/*.py", "cli/**/*.py"])
def test_what_is_shown_is_asked_of_the_collection_not_of_storage(part: str) -> None:
    reaching = {
        path.relative_to(PACKAGE).as_posix(): name
        for path in PACKAGE.glob(part)
        for name in at_run_time(path)
        if name.startswith("flashcards.storage")
    }

    assert reaching == {}


def test_only_the_clock_reads_the_clock() -> None:
    asking = [
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if "datetime.now(" in path.read_text(encoding="utf-8")
    ]

    assert asking == ["clock.py"]


@pytest.mark.parametrize("heavy", ["sqlalchemy", "pydantic", "sqlmodel", "numpy", "typer", "markdown_it"])
def test_todays_numbers_are_read_without(heavy: str, tmp_path: Path) -> None:
    program = f"""
import sys
from pathlib import Path
from flashcards import clock
from flashcards.collection import studying
from flashcards.collection.collection import Collection

folder = Path({str(tmp_path)!r})
collection = Collection.open(folder / "c.db", backups=folder / "b", clock=clock.now)
collection.read(lambda snapshot: studying.today(snapshot, clock.now()))
collection.close()
sys.exit({heavy!r} in sys.modules)
"""

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
