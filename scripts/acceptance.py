"""Use the app as a new learner would, on a virtual screen and by keyboard alone, and kill it in the middle.

`make acceptance`: needs Debian's xvfb and xdotool. It begins in an empty home, takes the first-run page as it comes,
answers cards until ten are answered and every kind of note is among them, kills the app with SIGKILL while the next
card is shown, starts it again, and looks into the file: every answer must be there, the counts the same, and undo must
offer the last one.
"""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

FLASHCARDS = str(Path(sys.executable).with_name("flashcards"))
SCREEN = ":91"
KINDS = {1: "basic", 2: "reversed", 3: "cloze", 4: "choice", 5: "typed"}
MOST_CARDS = 60


class Trial:
    """One home, one screen, one window at a time."""

    def __init__(self, home: Path, pictures: Path) -> None:
        """Prepare; nothing is started yet."""
        self.file = home / "collection.db"
        self.pictures = pictures
        self.environment = {**os.environ, "FLASHCARDS_HOME": str(home), "DISPLAY": SCREEN, "QT_QPA_PLATFORM": "xcb"}
        self.window: subprocess.Popen[bytes] | None = None

    def open(self) -> None:
        """Start the app and wait for its window."""
        self.window = subprocess.Popen([FLASHCARDS], env=self.environment)
        wait_until(lambda: bool(self._ask("xdotool", "search", "--onlyvisible", "--name", "^Flashcards$")), "a window")
        settle(1.5)

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            subprocess.run(["xdotool", "key", "--clearmodifiers", key], env=self.environment, check=True)
            settle(0.15)

    def kill(self) -> None:
        """Kill the app at once, as a power cut would."""
        assert self.window is not None
        os.kill(self.window.pid, signal.SIGKILL)
        self.window.wait()

    def close(self) -> None:
        """Close the app as its learner does."""
        self.press("ctrl+q")
        assert self.window is not None
        self.window.wait(timeout=60)

    def take_picture(self, name: str) -> None:
        """Keep what the screen shows."""
        if shutil.which("import"):
            subprocess.run(
                ["import", "-window", "root", self.pictures / f"{name}.png"], env=self.environment, check=True
            )

    def ask_file(self, sql: str) -> list[tuple[int, ...]]:
        """Ask the collection file."""
        connection = sqlite3.connect(f"file:{self.file}?mode=ro", uri=True)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def answers(self) -> int:
        """Count the answers in the file."""
        return self.ask_file("SELECT count(*) FROM review WHERE rating IS NOT NULL")[0][0]

    def kinds(self) -> set[str]:
        """Give the kinds of note answered so far."""
        rows = self.ask_file(
            "SELECT DISTINCT note_type.kind FROM review JOIN card ON card.id = review.card_id"
            " JOIN note ON note.id = card.note_id JOIN note_type ON note_type.id = note.note_type_id"
        )
        return {KINDS[kind] for (kind,) in rows}

    def status(self) -> str:
        """Give what `flashcards status --json` says; it works while the window is open."""
        return self._ask(FLASHCARDS, "status", "--json")

    def _ask(self, *command: str) -> str:
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        return done.stdout


def main(play: Callable[[Trial], None]) -> int:
    """Run a trial in an empty home, on a virtual screen; 0 when all of it held."""
    pictures = Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots/acceptance")
    pictures.mkdir(parents=True, exist_ok=True)
    screen = subprocess.Popen(["Xvfb", SCREEN, "-screen", "0", "1280x800x24", "-nolisten", "tcp"])
    settle(1)
    try:
        with tempfile.TemporaryDirectory(prefix="flashcards-trial-") as home:
            play(Trial(Path(home), pictures))
    finally:
        screen.terminate()
        screen.wait()
    return 0


def play(trial: Trial) -> None:
    """The whole story."""
    trial.open()
    trial.take_picture("1-first-run")
    begin_studying(trial)
    answered = answer_every_kind(trial)
    before, kinds = trial.status(), trial.kinds()
    trial.take_picture("2-before-the-kill")
    trial.kill()
    check("every answer is in the file", trial.answers() == answered)

    trial.open()
    trial.take_picture("3-after-the-restart")
    check("the counts are the same", trial.status() == before)
    check("every answer is there after the restart", trial.answers() == answered)
    trial.press("ctrl+z")
    wait_until(lambda: trial.answers() == answered - 1, "undo to take back the last answer")
    trial.take_picture("4-after-undo")
    print(f"held: {answered} answers, kinds {', '.join(sorted(kinds))}; pictures in {trial.pictures}")
    trial.close()
    verified = subprocess.run([FLASHCARDS, "verify"], env=trial.environment, check=False)
    check("the file is sound", verified.returncode == 0)


def begin_studying(trial: Trial) -> None:
    """Press Enter on the first page until it begins: it takes no key before it has read the decks."""
    for _ in range(12):
        trial.press("Return")
        with suppress(SystemExit):
            wait_until(lambda: bool(trial.ask_file("SELECT 1 FROM note LIMIT 1")), "the decks", patience_s=5)
            settle(2)
            return
    sys.exit("acceptance: the first page did not begin")


def answer_every_kind(trial: Trial) -> int:
    """Answer cards until ten are answered and every kind is among them; give how many."""
    answered = 0
    while answered < 10 or trial.kinds() != set(KINDS.values()):
        check(f"every kind comes within {MOST_CARDS} cards", answered < MOST_CARDS)
        # 1 picks an option or is typed, Return shows or submits, 4 rates; on other cards 1 does nothing yet
        trial.press("1", "Return", "4")
        answered += 1
        wait_until(lambda expected=answered: trial.answers() == expected, f"answer {answered} in the file")  # type: ignore[misc]
    return answered


def check(sentence: str, holds: bool) -> None:  # noqa: FBT001 - reads as a sentence
    """Say what holds, or end the trial."""
    if not holds:
        sys.exit(f"acceptance: it does not hold that {sentence}")
    print(f"acceptance: {sentence}")


def wait_until(holds: Callable[[], bool], what: str, *, patience_s: float = 60) -> None:
    """Wait for something to become true."""
    deadline = time.monotonic() + patience_s
    while not holds():
        if time.monotonic() > deadline:
            message = f"acceptance: waited {patience_s:.0f} s for {what}"
            raise SystemExit(message)
        settle(0.05)


def settle(seconds: float) -> None:
    """Let the screen catch up."""
    time.sleep(seconds)  # noqa: TID251 - another program is waited for, not our own


if __name__ == "__main__":
    sys.exit(main(play))
