import subprocess
import sys

import pytest

LIGHT = ["limits", "pace", "queue", "scheduler", "memory_model", "fuzz", "steps"]


@pytest.mark.parametrize("module", LIGHT)
def test_what_the_first_page_needs_does_not_load_numpy(module: str) -> None:
    code = f"import sys, flashcards.scheduling.{module}; sys.exit('numpy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
