from io import BytesIO
from pathlib import Path

import pytest

from flashcards.collection import media
from flashcards.collection.collection import Collection
from flashcards.collection.media import LARGEST_BYTES, MediaFolder, MediaTooLargeError
from flashcards.domain.changes import Operation
from flashcards.domain.errors import StorageError
from tests.builders import a_note, add_notes


def _add(collection: Collection, name: str, content: bytes) -> str:
    return collection.transact(
        Operation.IMPORT, lambda change: media.add_media(change, collection.media, name, content)
    ).value


def _read(collection: Collection, name: str) -> bytes | None:
    return collection.read(lambda snapshot: media.read_media(snapshot, collection.media, name))


def test_a_picture_is_found_by_the_name_a_note_gives_it(collection: Collection) -> None:
    assert _add(collection, "two words.PNG", b"picture") == "two words.PNG"

    assert _read(collection, "two%20words.PNG") == b"picture"
    assert _read(collection, "other.png") is None


def test_the_file_of_a_picture_keeps_its_ending_for_what_plays_it(collection: Collection, tmp_path: Path) -> None:
    _add(collection, "beat.MP3", b"sound")

    (file,) = (tmp_path / "media").iterdir()

    assert file.suffix == ".mp3"


def test_another_content_of_the_same_name_gets_another_name_and_both_stay(collection: Collection) -> None:
    _add(collection, "a.png", b"first")

    second = _add(collection, "a.png", b"second")

    assert second != "a.png"
    assert (_read(collection, "a.png"), _read(collection, second)) == (b"first", b"second")
    assert _add(collection, "a.png", b"second") == second
    assert _add(collection, "a.png", b"first") == "a.png"


def test_an_undone_picture_comes_back_by_redo(collection: Collection) -> None:
    _add(collection, "a.png", b"picture")

    collection.undo()
    assert _read(collection, "a.png") is None

    collection.redo()
    assert _read(collection, "a.png") == b"picture"


def test_only_a_clean_up_deletes_files_and_only_those_no_note_names(collection: Collection, tmp_path: Path) -> None:
    for name in ("used.png", "waste.png", "_template.png"):
        _add(collection, name, name.encode())
    add_notes(collection, "Filing", [a_note("n1", fields=('<img src="used.png">', "", ""))])

    forgotten = collection.transact(Operation.IMPORT, media.forget_unused).value
    freed = collection.read(lambda snapshot: media.clean_up(snapshot, collection.media))

    assert (forgotten, freed) == (1, len("waste.png"))
    assert len(list((tmp_path / "media").iterdir())) == 2
    assert _read(collection, "used.png") == b"used.png"


def test_pictures_that_notes_name_and_nobody_has_are_listed(collection: Collection) -> None:
    _add(collection, "there.png", b"picture")
    fields = ('<img src="there.png"> <img src="gone.png">', "[sound:gone.mp3]", "")
    add_notes(collection, "Filing", [a_note("n1", fields=fields)])

    missing = collection.read(lambda snapshot: media.missing_media(snapshot, collection.media))

    assert missing == ("gone.mp3", "gone.png")


def test_collections_in_one_folder_have_media_of_their_own(tmp_path: Path) -> None:
    folders = {media.media_folder(tmp_path / name).folder for name in ("collection.db", "other.db")}

    assert folders == {tmp_path / "media", tmp_path / "other-media"}


def test_a_file_that_is_too_large_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = MediaFolder(tmp_path / "media")
    endless = _Zeros(LARGEST_BYTES + 1)

    with pytest.raises(MediaTooLargeError):
        folder.keep(endless, "a.png")

    assert list(folder.folder.iterdir()) == []


def test_more_media_than_the_disk_has_room_for_are_refused_before_any_is_written(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="too full"):
        MediaFolder(tmp_path / "media").check_room(2**60)


class _Zeros(BytesIO):
    """A file of zeros that takes no memory."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._left = size

    def read(self, size: int | None = -1) -> bytes:
        given = self._left if size is None or size < 0 else min(size, self._left)
        self._left -= given
        return bytes(given)
