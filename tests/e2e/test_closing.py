"""A window can be closed at any moment, and the program ends."""

import subprocess
import sys
from pathlib import Path

import pytest

DRIVER = Path(__file__).with_name("close_window.py")


@pytest.mark.parametrize("after_ms", [0, 350, 390, 450])
def test_a_window_closed_soon_after_it_opened_ends_without_a_crash_report(home: Path, after_ms: int) -> None:
    done = subprocess.run(
        [sys.executable, str(DRIVER), str(after_ms)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert list(home.rglob("flashcards.log")) == []
