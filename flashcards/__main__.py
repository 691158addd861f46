"""`flashcards`: the window when it is called alone, a command when one is named."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

NO_DISPLAY = "There is no display here"
SILENT_DISPLAY = "The display {name} does not answer"
IN_THE_TERMINAL = (
    "{why}, so the window cannot open. This is today's plan; study it in this terminal with\n    {command} review\n"
)

FROZEN_CHILD = "--multiprocessing-fork"
"""What `multiprocessing` starts a frozen program with."""


def main() -> None:
    """Run the program as it was called, and leave with its exit code."""
    if FROZEN_CHILD in sys.argv:  # a frozen program is started anew for each process of its own
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(run(sys.argv[1:], os.environ))


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run the program.

    Args:
        arguments: without the program's name.
        environment: `DISPLAY` and its like say whether there is a screen.

    Returns:
        0 when all is well, 1 for findings, 2 for an expected problem.
    """
    collection = window_collection(arguments)
    if collection is None:
        from flashcards.cli.main import run_command

        return run_command(arguments)
    from flashcards.display import find_screen  # a command needs no screen

    screen = find_screen(environment, sys.platform)
    if not screen.is_there:
        from flashcards.cli.main import run_command

        why = SILENT_DISPLAY.format(name=screen.silent) if screen.silent else NO_DISPLAY
        sys.stdout.write(IN_THE_TERMINAL.format(why=why, command=_command_name()) + "\n")
        sys.stdout.flush()
        return run_command([*arguments, "status"])
    from flashcards.app import run_window

    return run_window(collection.path)


class WindowCall:
    """A call that asks for the window.

    Attributes:
        path: the collection file it names, or None for the usual one.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path


def window_collection(arguments: Sequence[str]) -> WindowCall | None:
    """Say whether arguments ask for the window: none at all, or a collection file and nothing else."""
    if not arguments:
        return WindowCall(None)
    if len(arguments) == 2 and arguments[0] == "--collection":
        return WindowCall(Path(arguments[1]))
    if len(arguments) == 1 and arguments[0].startswith("--collection="):
        return WindowCall(Path(arguments[0].partition("=")[2]))
    return None


def _command_name() -> str:
    called = Path(sys.argv[0])
    return str(called) if called.name.startswith("flashcards") else "python -m flashcards"


if __name__ == "__main__":
    main()
