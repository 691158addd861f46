"""The pictures and sounds of a collection file: a folder beside it, files named by the digest of their contents."""

import re
from pathlib import Path

from flashcards.formats.file_names import fault_of_name
from flashcards.formats.foreign_database import ForeignDatabase
from flashcards.formats.media_folder import media_file
from flashcards.formats.transfer import MediaFile

_DIGEST = re.compile(r"[0-9a-f]{64}")
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


def media_of(database: ForeignDatabase, path: Path) -> list[MediaFile]:
    """Give the files that are there; none when the folder did not come along."""
    folders = [folder for folder in _folders(path) if folder.is_dir()]
    found: list[MediaFile] = []
    for name, digest in database.rows("SELECT name, sha256 FROM media ORDER BY name"):
        if not isinstance(name, str) or not isinstance(digest, str) or fault_of_name(name):
            continue
        suffix = Path(name).suffix.lower()
        stored = digest + (suffix if _SUFFIX.fullmatch(suffix) else "")
        files = (media_file(folder, stored, name) for folder in folders if _DIGEST.fullmatch(digest))
        file = next((one for one in files if one is not None), None)
        if file is not None:
            found.append(file)
    return found


def _folders(path: Path) -> list[Path]:
    """Give where the folder may be: beside a collection, or beside the folder of its backups."""
    parents = (path.parent, path.parent.parent)
    own = path.parent.name.removesuffix("-backups")
    return [
        path.with_name(f"{path.stem}-media"),
        *(folder / "media" for folder in parents),
        parents[1] / f"{own}-media",
    ]
