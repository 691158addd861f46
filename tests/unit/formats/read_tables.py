"""Read the tables named in JSON on the command line, and tell in JSON how each went and what memory all took."""

import json
import sys
import time
from pathlib import Path

from flashcards.domain.errors import ImportRefusedError
from flashcards.formats import registry
from tests.unit.formats.read_packages import peak_mib
from tests.unit.formats.text_builders import reading


def outcome(path: Path) -> dict[str, object]:
    """Read a table, and tell what came of it."""
    began = time.process_time()
    try:
        transfer = registry.read(path, reading())
        told: dict[str, object] = {
            "notes": len(transfer.notes),
            "said": [f"{one.line}: {one.message}" for one in transfer.problems][:3],
        }
    except ImportRefusedError as error:
        told = {"refused": str(error)}
    return told | {"seconds": time.process_time() - began}


if __name__ == "__main__":
    found = {name: outcome(Path(path)) for name, path in json.loads(sys.argv[1]).items()}
    sys.stdout.write(json.dumps({"memory": peak_mib(), "found": found}))
