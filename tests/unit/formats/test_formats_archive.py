import stat
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.domain.errors import ImportRefusedError
from flashcards.formats import archive
from flashcards.formats.archive import Archive
from flashcards.formats.file_names import fault_of_name, fault_of_path, shown
from tests.pace import within


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(ImportRefusedError) as caught:
        Archive(path)
    return str(caught.value)


def test_members_are_read_by_their_names(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.mkdir("media")
        file.writestr("media/ä.png", b"picture")
        file.writestr("deck.json", b"{}")

    with Archive(path) as found:
        assert found.sizes == {"media/ä.png": 7, "deck.json": 2}
        assert found.read("deck.json", most=2) == b"{}"
        with found.open("media/ä.png") as member:
            assert (member.read(3), member.read()) == (b"pic", b"ture")
        assert found.problems == ()


def test_a_member_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (
        Archive(zipped(tmp_path / "a.zip", big=b"x" * 3_000_000)) as found,
        pytest.raises(ImportRefusedError, match="“big” in it is too large: 3 MB, where at most 2 MB"),
    ):
        found.read("big", most=2_000_000)


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("../evil.png", "it leads out of the package"),
        ("a/../../evil.png", "it leads out of the package"),
        ("/etc/passwd", "it leads out of the package"),
        ("C:/evil.png", "it leads out of the package"),
        ("a\\evil.png", "it leads out of the package"),
        ("CON", "it is the name of a device"),
        ("media/lpt1.png", "it is the name of a device"),
        ("nul .png", "it is the name of a device"),
        ("ab:stream", "Windows does not allow such a name"),
        ("a.png.", "Windows does not allow such a name"),
        ("...", "it is no name"),
        ("media//a.png", "it is no name"),
        ("a\nb.png", "it has an invisible character"),
        ("gnp.\u202eexe", "it has an invisible character"),
        ("ä" * 128, "it is too long"),
    ],
)
def test_a_member_whose_name_is_not_safe_is_left_out_and_listed(tmp_path: Path, name: str, fault: str) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("good.txt", b"good")
        file.writestr(name, b"evil")

    with Archive(path) as found:
        assert list(found.sizes) == ["good.txt"]
        (problem,) = found.problems
        assert problem.message == f"“{shown(name)}” in it was left out: {fault}"


def test_a_member_without_a_name_is_left_out(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", good=b"good", Xa=b"evil")
    path.write_bytes(path.read_bytes().replace(b"Xa", b"\0a"))

    with Archive(path) as found:
        assert list(found.sizes) == ["good"]
        (problem,) = found.problems
        assert problem.message == "“?a” in it was left out: it has an invisible character"


@pytest.mark.parametrize("name", ["a.png", "HIPAA notice (2).jpg", "ä ö.mp3", ".hidden", "console.png", "a..b.png"])
def test_ordinary_names_have_no_fault(name: str) -> None:
    assert (fault_of_name(name), fault_of_path(f"media/{name}")) == ("", "")


def test_a_plain_file_name_has_no_folder() -> None:
    assert fault_of_name("media/a.png") == "it has a folder in it"


@given(st.text())
def test_a_path_without_fault_stays_below_its_folder(path: str) -> None:
    if not fault_of_path(path):
        place = Path("/package") / path
        assert place.is_relative_to("/package")
        assert ".." not in place.parts


def test_a_link_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    link = zipfile.ZipInfo("a.png")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(link, "/etc/passwd")

    with Archive(path) as found:
        assert found.sizes == {}
        assert "it is a link or a device" in found.problems[0].message


def test_the_second_of_two_members_of_one_name_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("a.txt", b"first")
        with pytest.warns(UserWarning, match="Duplicate name"):
            file.writestr("a.txt", b"second")

    with Archive(path) as found:
        assert found.read("a.txt", most=10) == b"first"
        assert "another file has the same name" in found.problems[0].message


def test_a_member_compressed_in_an_unusual_way_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as file:
        file.writestr("a.txt", b"text")

    with Archive(path) as found:
        assert "compressed in a way" in found.problems[0].message


def test_a_bomb_is_refused_without_unpacking_it(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file, file.open("zeros", "w") as member:
        for _ in range(100):
            member.write(bytes(1_000_000))

    assert refusal(path) == (
        f"bomb.zip: it would unpack to 100 MB from {path.stat().st_size // 1000} kB, as no real deck does. "
        "Nothing was changed."
    )


def test_a_member_gives_no_more_than_it_says(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", zeros=bytes(10_000_000))
    content = path.read_bytes()
    size = struct.pack("<L", 10_000_000)
    path.write_bytes(content.replace(size, struct.pack("<L", 1000)))

    with Archive(path) as found, found.open("zeros") as member:
        try:
            read = len(member.read())
        except ImportRefusedError as error:
            assert "“zeros” in it is damaged" in str(error)  # noqa: PT017 - the check sum may be looked at, or not
        else:
            assert read <= 1000


def test_a_list_of_too_many_members_is_refused_within_bounds(tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\1\2", 20, 3, 20, 0, 0, 0, 0, 33, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    count = 2_000_000
    directory = entry * count
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 65535, 65535, len(directory), 0, 0)
    path.write_bytes(directory + end)
    tracemalloc.start()

    message = refusal(path)

    assert tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()
    assert "the list of members is too long" in message


def test_too_many_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBERS", 2)

    assert "it has 3 files in it; at most 2" in refusal(zipped(tmp_path / "a.zip", a=b"", b=b"", c=b""))


def test_a_locked_file_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", a=b"text")
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\1\2") + 8] |= 1
    path.write_bytes(bytes(content))

    assert "it is locked with a password" in refusal(path)


@pytest.mark.parametrize("content", [b"", b"PK\3\4", b"no zip at all", b"PK\5\6" + bytes(7)])
def test_what_is_no_zip_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(content)

    assert refusal(path).startswith("a.zip: it is no zip file, or a damaged one")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a.zip") == "a.zip: it cannot be opened (No such file or directory). Nothing was changed."


def test_a_damaged_member_is_told_when_it_is_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", a=b"a text that is long enough to be hurt" * 5)
    content = bytearray(path.read_bytes())
    content[40] ^= 0xFF
    path.write_bytes(bytes(content))

    with Archive(path) as found, pytest.raises(ImportRefusedError, match="“a” in it is damaged"):
        found.read("a", most=10_000)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_damage_to_a_zip_file_surprises(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = zipped(tmp_path_factory.mktemp("zip") / "a.zip", a=b"text" * 50, b=b"more")
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(bytes(content)[: data.draw(st.integers(len(content) // 2, len(content)))])

    with within(seconds=2):
        try:
            with Archive(path) as found:
                for name in found.sizes:
                    found.read(name, most=1_000_000)
        except ImportRefusedError as error:
            assert str(error).startswith("a.zip: ")  # noqa: PT017
