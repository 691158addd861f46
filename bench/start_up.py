"""From process start to a painted first page, ours and Anki's desktop app in turns.

Anki is installed into an environment of its own (`.tools/anki`), with its bytecode compiled.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.screen import Started, start, virtual_screen

ROOT = Path(__file__).resolve().parent.parent
ANKI = "aqt[qt]==26.9.3"
ROUNDS = 5


def main() -> None:
    """Measure and print."""
    anki = _anki()
    ours, theirs = [], []
    with tempfile.TemporaryDirectory(prefix="bench-start-") as name, virtual_screen(87) as screen:
        folder = Path(name)
        our_home = _our_home(folder)
        their_home = _their_home(folder, anki)
        start(screen, *_our_call(our_home))
        start(screen, *_their_call(anki, their_home))
        for _ in range(ROUNDS):
            ours.append(start(screen, *_our_call(our_home)))
            theirs.append(start(screen, *_their_call(anki, their_home)))
    _report(ours, theirs)


def _report(ours: list[Started], theirs: list[Started]) -> None:
    our_s, their_s = _median(ours), _median(theirs)
    our_mib = statistics.median(one.memory_mib for one in ours)
    their_mib = statistics.median(one.memory_mib for one in theirs)
    print(f"start to painted page, median of {ROUNDS}:", end=" ")
    print(f"ours {our_s:.2f} s, Anki {their_s:.2f} s, ratio {our_s / their_s:.2f}")
    print(f"  ours   {' '.join(f'{one.painted_s:.2f}' for one in ours)}")
    print(f"  Anki   {' '.join(f'{one.painted_s:.2f}' for one in theirs)}")
    print(f"proportional memory: ours {our_mib:.0f} MiB in {ours[0].processes} process(es),", end=" ")
    print(f"Anki {their_mib:.0f} MiB in {theirs[0].processes}, ratio {our_mib / their_mib:.2f}")


def _median(starts: list[Started]) -> float:
    return statistics.median(one.painted_s for one in starts)


def _our_call(home: Path) -> tuple[list[str], dict[str, str]]:
    environment = {"FLASHCARDS_HOME": str(home), "QT_QPA_PLATFORM": "xcb", "PYTHONDONTWRITEBYTECODE": ""}
    return [str(Path(sys.executable).with_name("flashcards"))], environment


def _their_call(anki: Path, home: Path) -> tuple[list[str], dict[str, str]]:
    environment = {
        "QT_QPA_PLATFORM": "xcb",
        "QTWEBENGINE_DISABLE_SANDBOX": "1",
        "QTWEBENGINE_CHROMIUM_FLAGS": "--no-sandbox",
        "PYTHONDONTWRITEBYTECODE": "",
    }
    return [str(anki), "-b", str(home), "-p", "User 1", "-l", "en"], environment


def _our_home(folder: Path) -> Path:
    """Begin a collection with the bundled decks."""
    home = folder / "ours"
    program = str(Path(sys.executable).with_name("flashcards"))
    environment = {**os.environ, "FLASHCARDS_HOME": str(home)}
    subprocess.run([program, "status"], check=True, env=environment, capture_output=True)
    return home


def _their_home(folder: Path, anki: Path) -> Path:
    """Make a profile, so that no first-run question is asked."""
    home = folder / "theirs"
    home.mkdir()
    program = (
        "import sys, aqt; from pathlib import Path; from aqt.profiles import ProfileManager;"
        f"manager = ProfileManager(Path({str(home)!r})); manager.setupMeta();"
        "manager.create('User 1'); manager.load('User 1');"
        "manager.meta.update(firstRun=False, updates=False, defaultLang='en_US'); manager.save()"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([str(anki.with_name("python")), "-c", program], check=True, env=environment, capture_output=True)
    return home


def _anki() -> Path:
    venv = ROOT / ".tools" / "anki"
    program = venv / "bin" / "anki"
    if not program.exists():
        uv = shutil.which("uv") or str(ROOT / ".tools" / "bin" / "uv")
        subprocess.run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, venv], check=True)
        python = venv / "bin" / "python"
        subprocess.run([uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", python, ANKI], check=True)
    return program


if __name__ == "__main__":
    main()
