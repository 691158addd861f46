"""Build the wheel, install it into an empty environment, and see that it starts and has its decks.

Run by `make test`. Needs the network or uv's cache.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = "Scripts" if os.name == "nt" else "bin"

WINDOW = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from flashcards import app

make = app.make_application

def make_and_close_when_painted(arguments):
    application = make(arguments)
    timer = QTimer(application, interval=200)
    timer.timeout.connect(lambda: [window.close() for window in QApplication.topLevelWidgets() if painted(window)])
    timer.start()
    return application

def painted(window):
    return window.isVisible() and window.windowTitle() == "Flashcards" and not window.grab().isNull()

app.make_application = make_and_close_when_painted
sys.exit(app.run_window(None))
"""


def main() -> int:
    """Build, install, start; print what was seen."""
    with tempfile.TemporaryDirectory(prefix="flashcards-wheel-") as name:
        folder = Path(name)
        wheel = _build(folder)
        python = _install(folder, wheel)
        environment = _environment(folder)
        decks = _decks(python, environment)
        subprocess.run([python, "-c", WINDOW], check=True, cwd=folder, env=environment, timeout=120)
    print(f"{wheel.name}: installs, opens its window, and has {decks}")
    return 0


def _uv() -> str:
    own = ROOT / ".tools" / SCRIPTS / "uv"
    found = shutil.which("uv") or (str(own) if own.exists() else None)
    if found is None:
        sys.exit("check_wheel: uv is missing; run `make test`, which fetches it")
    return found


def _build(folder: Path) -> Path:
    subprocess.run([_uv(), "build", "--quiet", "--wheel", "--out-dir", folder, ROOT], check=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def _install(folder: Path, wheel: Path) -> Path:
    venv = folder / "venv"
    subprocess.run([_uv(), "venv", "--quiet", "--python", sys.executable, venv], check=True)
    python = venv / SCRIPTS / "python"
    lock = folder / "requirements.txt"
    options = ["--quiet", "--frozen", "--no-default-groups", "--no-emit-project", "--output-file", str(lock)]
    subprocess.run([_uv(), "export", *options], check=True, cwd=ROOT)
    subprocess.run([_uv(), "pip", "install", "--quiet", "--python", python, "--requirements", lock, wheel], check=True)
    return python


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return {**kept, "FLASHCARDS_HOME": str(folder / "home"), "QT_QPA_PLATFORM": "offscreen"}


def _decks(python: Path, environment: dict[str, str]) -> str:
    command = [str(python.with_name("flashcards")), "decks", "--json"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True, env=environment, cwd=python.parent)
    top = [deck for deck in json.loads(printed.stdout) if "::" not in deck["name"]]
    if len(top) != 3 or any(deck["notes"] < 60 for deck in top):
        sys.exit(f"check_wheel: the bundled decks are not all there: {printed.stdout}")
    return ", ".join(f"{deck['notes']} notes of {deck['name']}" for deck in top)


if __name__ == "__main__":
    sys.exit(main())
