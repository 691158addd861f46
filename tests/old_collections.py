"""Collection files of every format there was, each written by the program of its time (`scripts/keep_format.py`)."""

import gzip
from pathlib import Path

FOLDER = Path(__file__).with_name("collections")


def kept_versions() -> tuple[int, ...]:
    """Give the formats of which there is a file."""
    return tuple(sorted(int(path.name.removeprefix("v").removesuffix(".db.gz")) for path in FOLDER.glob("v*.db.gz")))


def old_collection(version: int, folder: Path, name: str = "collection.db") -> Path:
    """Write the file of a format into a folder; give its path."""
    path = folder / name
    path.write_bytes(gzip.decompress((FOLDER / f"v{version}.db.gz").read_bytes()))
    return path
