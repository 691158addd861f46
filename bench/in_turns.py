"""What two programs take for the same work, measured in turns: each round runs both, in processes of their own."""

import json
import subprocess
import sys
from collections.abc import Iterator

Values = dict[str, float]


def in_turns(module: str, folder: str, times: int) -> dict[str, dict[str, list[float]]]:
    """Run `python -m MODULE WHO FOLDER` for Anki and for ours, so many times; give all values by name and by who."""
    found: dict[str, dict[str, list[float]]] = {}
    for _ in range(times):
        for who in ("anki", "ours"):
            for name, value in _run(module, who, folder):
                found.setdefault(name, {}).setdefault(who, []).append(value)
    return found


def _run(module: str, who: str, folder: str) -> Iterator[tuple[str, float]]:
    command = [sys.executable, "-m", module, who, folder]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    values: Values = json.loads(done.stdout)
    yield from values.items()
