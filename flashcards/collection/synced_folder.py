"""Folders that another program keeps the same on several computers: no good place for a collection that is in use."""

from pathlib import Path

_BY_NAME = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud drive": "iCloud",
    "icloud~": "iCloud",
    "mobile documents": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pcloud": "pCloud",
    "syncthing": "Syncthing",
}
"""What the names of such folders begin with, and whose they are."""

_BY_MARK = {".stfolder": "Syncthing", ".dropbox": "Dropbox"}
"""What lies in such a folder, and whose it is."""


def synced_by(collection: Path) -> str | None:
    """Give the program that keeps a collection's folder the same elsewhere, or None."""
    for folder in collection.absolute().parents:
        name = folder.name.casefold()
        found = next((whose for begin, whose in _BY_NAME.items() if name.startswith(begin)), None)
        found = found or next((whose for mark, whose in _BY_MARK.items() if (folder / mark).exists()), None)
        if found is not None:
            return found
    return None


def warning_of(collection: Path) -> str:
    """Say what may happen to a collection where it lies, and what to do; "" where it lies well."""
    whose = synced_by(collection)
    if whose is None:
        return ""
    return (
        f"{whose} copies your collection to other computers. Open on two of them, or before it has been copied, one "
        "would lose what was done. Close Flashcards on one before you open it on another, or keep it elsewhere: "
        "backups and exports are safe there."
    )
