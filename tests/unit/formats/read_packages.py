"""Read the packages named in JSON on the command line, and tell in JSON how each went and what memory all took."""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from flashcards.domain.errors import ImportRefusedError
from tests.unit.formats.anki_builders import read


def outcome(path: Path) -> dict[str, object]:
    """Read a package with its media, and tell what came of it."""
    began = time.process_time()
    try:
        with read(path) as transfer:
            told: dict[str, object] = {"notes": len(transfer.notes), "said": [one.message for one in transfer.problems]}
            told["media"] = [_read_media(media.open) for media in transfer.media]
            told["reviews"] = sum(len(chunk) for chunk in transfer.reviews.chunks())
    except ImportRefusedError as error:
        told = {"refused": str(error)}
    return told | {"seconds": time.process_time() - began}


def _read_media(opened: Callable[[], IO[bytes]]) -> object:
    try:
        with opened() as file:
            return sum(len(piece) for piece in iter(lambda: file.read(1 << 20), b""))
    except ImportRefusedError as error:
        return str(error)


def peak_mib() -> int:
    """Give the most memory this program took. Linux counts what the program that started it took, but for `VmHWM`."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    found = {name: outcome(Path(path)) for name, path in json.loads(sys.argv[1]).items()}
    sys.stdout.write(json.dumps({"memory": peak_mib(), "found": found}))
