"""Set up everything the app or its checks need, into `.venv`. Runs on a bare Python 3.11 or newer.

python scripts/set_up.py run     what the app needs
python scripts/set_up.py test    that, and what the checks need
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
TOOLS = ROOT / ".tools"
BIN = "Scripts" if os.name == "nt" else "bin"

UV = "uv>=0.9,<1"

QT_LIBRARIES = (
    "fonts-dejavu-core",
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libgl1",
    "libglib2.0-0",
    "libopengl0",
    "libx11-xcb1",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-render0",
    "libxcb-shape0",
    "libxcb-shm0",
    "libxcb-sync1",
    "libxcb-xfixes0",
    "libxcb-xinerama0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libxkbcommon0",
)
"""What Qt loads from the system at start, as Debian and Ubuntu name it."""

PROBE = """
from pathlib import Path
import subprocess, PySide6
folder = Path(PySide6.__file__).parent / "Qt"
plugins = folder / "plugins" / "platforms"
for name in (folder / "lib" / "libQt6Widgets.so.6", plugins / "libqxcb.so", plugins / "libqoffscreen.so"):
    for line in subprocess.run(["ldd", name], capture_output=True, text=True, check=True).stdout.splitlines():
        if "not found" in line:
            print(line.split()[0])
"""


def main(purpose: str) -> int:
    """Set up for one purpose, `run` or `test`, and leave a stamp that says so."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this script is what says so
        return _refuse(f"Flashcards needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    try:
        _sync(_uv(), purpose)
        _run(VENV / BIN / "python", "-m", "compileall", "-q", "flashcards")
        _qt_libraries(purpose)
    except subprocess.CalledProcessError as error:
        return _refuse(f"This step of the set-up failed (its own message is above): {' '.join(map(str, error.cmd))}")
    except SetUpError as error:
        return _refuse(str(error))
    (VENV / f".ready-{purpose}").touch()
    return 0


class SetUpError(Exception):
    """The set-up cannot go on by itself; the text says what to run."""


def _refuse(message: str) -> int:
    print(f"set-up: {message}", file=sys.stderr)
    return 1


def _say(message: str) -> None:
    print(f"set-up: {message}", flush=True)


def _run(*command: str | Path, **environment: str) -> None:
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, **environment})


def _uv() -> str | Path:
    found = shutil.which("uv")
    if found:
        return found
    own = TOOLS / BIN / "uv"
    if not own.exists():
        _say("fetching uv, which installs the rest")
        _make_tools()
        _run(TOOLS / BIN / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", UV)
    return own


def _make_tools() -> None:
    try:
        _run(sys.executable, "-m", "venv", "--clear", TOOLS)
    except subprocess.CalledProcessError:
        _apt(f"python{sys.version_info.major}.{sys.version_info.minor}-venv", why="Python's venv module is missing")
        _run(sys.executable, "-m", "venv", "--clear", TOOLS)


def _sync(uv: str | Path, purpose: str) -> None:
    _say("installing what the app needs" if purpose == "run" else "installing what the app and its checks need")
    groups = ["--no-default-groups", "--inexact"] if purpose == "run" else []
    _run(
        uv, "sync", "--frozen", "--compile-bytecode", "--quiet", "--python", sys.executable, *groups,
        UV_PYTHON_DOWNLOADS="never", UV_PROJECT_ENVIRONMENT=str(VENV),
    )  # fmt: skip


def _qt_libraries(purpose: str) -> None:
    if not sys.platform.startswith("linux") or shutil.which("ldd") is None:
        return
    missing = _missing_libraries()
    if not missing:
        return
    try:
        _apt(*QT_LIBRARIES, why=f"Qt does not find {', '.join(missing)}")
    except SetUpError as error:
        if purpose == "test" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
            raise
        _say(f"{error} (The window needs it; the terminal does not.)")


def _missing_libraries() -> list[str]:
    probe = subprocess.run([VENV / BIN / "python", "-c", PROBE], capture_output=True, text=True, check=True, cwd=ROOT)
    return sorted(set(probe.stdout.split()))


def _apt(*packages: str, why: str) -> None:
    command = f"apt-get install -y {' '.join(packages)}"
    if shutil.which("apt-get") is None:
        message = f"{why}. Install what your system calls these Debian packages: {' '.join(packages)}"
        raise SetUpError(message)
    if os.geteuid() != 0:
        message = f"{why}. Run: sudo {command}"
        raise SetUpError(message)
    _say(f"{why}: installing it")
    _run("apt-get", "update", "-qq", DEBIAN_FRONTEND="noninteractive")
    _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages, DEBIAN_FRONTEND="noninteractive")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
