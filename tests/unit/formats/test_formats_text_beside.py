"""What a table of text names beside itself: pictures and sounds in its folder, and Anki's decks by their numbers."""

from pathlib import Path

import pytest

from flashcards.formats.text_reader import read_pasted
from flashcards.formats.transfer import Transfer
from tests.unit.formats.text_builders import complaints, fields, read, reading

ANKI = "#separator:Comma\n#html:true\n"
PNG = b"\x89PNG a picture"


def media(transfer: Transfer) -> dict[str, bytes]:
    found = {}
    for one in transfer.media:
        with one.open() as file:
            found[one.name] = file.read()
    return found


def test_pictures_and_sounds_beside_the_file_come_along(tmp_path: Path) -> None:
    (tmp_path / "chart one.png").write_bytes(PNG)
    (tmp_path / "said.mp3").write_bytes(b"a sound")
    (tmp_path / "other.png").write_bytes(b"named by no note")
    rows = '"<img src=""chart%20one.png"">",filed [sound:said.mp3]\n"<img src=""gone.png"">",b\n'

    transfer = read(tmp_path, ANKI + rows)

    assert media(transfer) == {"chart one.png": PNG, "said.mp3": b"a sound"}


def test_what_lies_in_a_folder_below_comes_under_a_plain_name(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.png").write_bytes(PNG)

    transfer = read(tmp_path, ANKI + '"<img src=""pictures/a.png"">",b\n')

    assert media(transfer) == {"a.png": PNG}
    assert fields(transfer) == [('<img src="a.png">', "b")]


@pytest.mark.parametrize(
    "name", ["../secret.png", "{}/secret.png", "link.png", "linked/secret.png", "//host/a.png", "folder"]
)
def test_nothing_outside_the_folder_is_looked_at(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.png").write_bytes(PNG)
    folder = tmp_path / "deck"
    (folder / "folder").mkdir(parents=True)
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    (folder / "linked").symlink_to(tmp_path)

    transfer = read(folder, ANKI + f'"<img src=""{name.format(tmp_path)}"">",b\n')

    assert media(transfer) == {}


def test_pasted_text_names_files_nowhere() -> None:
    assert list(read_pasted(ANKI + '"<img src=""README.md"">",b\n', reading()).media) == []


def test_what_is_typed_and_no_html_names_no_picture(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PNG)

    assert media(read(tmp_path, "#html:false\nwrite <img src=a.png>,to show a picture\n")) == {}


def test_decks_that_are_only_a_number_of_ankis_are_listed_and_left_to_the_learner(tmp_path: Path) -> None:
    rows = "a,b,1700000000456\ne,f,2024\ng,h,Law\ni,j,1700000000456\nk,l,\n"

    transfer = read(tmp_path, "#deck column:3\n#deck:1700000000123\n" + rows)

    assert [note.deck for note in transfer.notes] == ["", "2024", "Law", "", ""]
    assert complaints(transfer) == [
        (1, "a deck is given only by Anki's number 1700000000123; its notes go where those without a deck go"),
        (3, "a deck is given only by Anki's number 1700000000456; its notes go where those without a deck go"),
    ]


def test_a_number_is_a_deck_s_name_in_a_file_that_is_not_ankis(tmp_path: Path) -> None:
    transfer = read(tmp_path, "front,back,deck\na,b,1700000000456\nc,d,1\n")

    assert [note.deck for note in transfer.notes] == ["1700000000456", "1"]


def test_note_types_that_are_only_a_number_of_ankis_become_the_usual_one(tmp_path: Path) -> None:
    transfer = read(
        tmp_path, "#notetype column:3\na,b,1700000000123\nc,d,Cloze\ne,f,1700000000123\ng,h,1700000000124\n"
    )

    names = [transfer.note_types[note.type_place].name for note in transfer.notes]
    assert names == ["Basic", "Cloze", "Basic", "Basic"]
    assert [line for line, message in complaints(transfer) if "Anki's number" in message] == [2, 5]
