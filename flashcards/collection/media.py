"""Pictures and sounds: found by the name a note gives them, added, and cleaned up when the learner wants that.

A name stands for one content, and its file is called by the digest of that content. So a name may move to another
content, or be undone, and every older one is still there. A file nobody names is deleted only by `clean_up`.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING
from urllib.parse import unquote

from flashcards.domain.media_names import named_in, spellings
from flashcards.storage import reading
from flashcards.storage.media_files import LARGEST_BYTES, KeptFile, MediaFolder, MediaTooLargeError
from flashcards.storage.media_rows import MediaEntry, all_media, fields_with_media, media_named
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

__all__ = ["LARGEST_BYTES", "MediaFolder", "MediaTooLargeError"]


def media_folder(collection: Path) -> MediaFolder:
    """Give the media folder of a collection file, which need not exist: `media` beside `collection.db`.

    Any other file has its own, so that two collections in one folder never clean up after each other.
    """
    file = collection.resolve()
    return MediaFolder(file.with_name("media" if file.name == "collection.db" else f"{file.stem}-media"))


def media_path(snapshot: Snapshot, media: MediaFolder, name: str) -> Path | None:
    """Give the file a note means by a name, or None when there is none.

    Args:
        media: `Look.media`.
        name: as the note has it, without entities; `%20` and the like may stand for themselves or for what they mean.
    """
    return media_paths(snapshot, media, [name]).get(name)


def media_paths(snapshot: Snapshot, media: MediaFolder, names: Iterable[str]) -> dict[str, Path]:
    """Give the file of each of some names; names without one are left out."""
    wanted = {name: spellings(name) for name in names}
    known = media_named(snapshot, sorted({one for several in wanted.values() for one in several}))
    found: dict[str, Path] = {}
    for name, several in wanted.items():
        entry = next((known[one] for one in several if one in known), None)
        path = None if entry is None else media.path(entry.sha256, entry.name)
        if path is not None and path.is_file():
            found[name] = path
    return found


def read_media(snapshot: Snapshot, media: MediaFolder, name: str) -> bytes | None:
    """Give what a note means by a name, or None when there is no such file."""
    path = media_path(snapshot, media, name)
    return None if path is None else path.read_bytes()


def open_media(path: Path) -> IO[bytes]:
    """Open a media file to read it."""
    return path.open("rb")


def add_media(transaction: "Transaction", media: MediaFolder, name: str, content: IO[bytes] | bytes) -> str:
    """Keep a file under a name, and give the name it got: another one if the name stands for something else.

    Raises:
        MediaTooLargeError: it has more than `LARGEST_BYTES`.
        OSError: it cannot be read, or not be written.
    """
    kept = media.keep(BytesIO(content) if isinstance(content, bytes) else content, name)
    media.settle()
    return enter_media(transaction, name, kept)


def enter_media(transaction: "Transaction", name: str, kept: KeptFile) -> str:
    """Enter a file that is in the media folder already; give the name it got."""
    other = other_name(name, kept.sha256)
    known = media_named(transaction.snapshot, [name, other])
    for one in (name, other):
        if one in known and known[one].sha256 == kept.sha256:
            return one
    free = other if name in known else name
    transaction.add_media(free, kept.sha256, kept.size)
    return free


def other_name(name: str, sha256: str) -> str:
    """Give the name a content gets when `name` stands for another: the same whenever it comes."""
    path = Path(name)
    return f"{path.stem}-{sha256[:16]}{path.suffix}"


def unused_media(snapshot: Snapshot, waiting: Iterable[str] = ()) -> tuple[MediaEntry, ...]:
    """Give the media no note names; those that begin with `_` belong to templates and are never among them.

    Args:
        waiting: fields of a note that is not added yet, whose media are used, too.
    """
    return tuple(one for one in _unnamed_by_notes(snapshot, waiting) if not one.name.startswith("_"))


def unnamed_media(snapshot: Snapshot) -> tuple[MediaEntry, ...]:
    """Give the media neither a note nor a note type names.

    Those that begin with `_` are never among them where a template makes such a name of a field.
    """
    types = reading.note_types(snapshot).values()
    sides = (side for one in types for template in one.templates for side in (template.question, template.answer))
    templates = unescape("\n".join((*sides, *(one.css for one in types))))
    every = templates + unquote(templates)
    return tuple(
        one
        for one in _unnamed_by_notes(snapshot)
        if not one.name.startswith("_") or ("_{{" not in every and one.name not in every)
    )


def _unnamed_by_notes(snapshot: Snapshot, waiting: Iterable[str] = ()) -> Iterator[MediaEntry]:
    fields = (*fields_with_media(snapshot), *waiting)
    used = {one for field in fields for name in named_in(field) for one in spellings(name)}
    return (one for one in all_media(snapshot) if one.name not in used)


def missing_media(snapshot: Snapshot, media: MediaFolder) -> tuple[str, ...]:
    """Give the names that notes use and that have no file, sorted."""
    used = {name for field in fields_with_media(snapshot) for name in named_in(field)}
    return tuple(sorted(used - media_paths(snapshot, media, used).keys()))


def forget_unused(transaction: "Transaction", waiting: Iterable[str] = ()) -> int:
    """Take the media no note names out of the list, as an undoable step; give how many.

    Args:
        waiting: as for `unused_media`.
    """
    unused = unused_media(transaction.snapshot, waiting)
    transaction.remove_media([entry.id for entry in unused])
    return len(unused)


def loose_files(snapshot: Snapshot, media: MediaFolder) -> tuple[Path, ...]:
    """Give the files in the folder that no name stands for any more."""
    wanted = {media.path(entry.sha256, entry.name).name for entry in all_media(snapshot)}
    return tuple(path for path in media.files() if path.name not in wanted)


def clean_up(snapshot: Snapshot, media: MediaFolder) -> int:
    """Delete the files that no name stands for any more; give the bytes that are free now.

    What was removed from the list cannot be brought back by undo afterwards, so this is only done when asked for.
    """
    freed = 0
    for path in loose_files(snapshot, media):
        with suppress(OSError):  # it is in use, by a player for instance: the next clean-up takes it
            size = path.stat().st_size
            path.unlink()
            freed += size
    return freed
