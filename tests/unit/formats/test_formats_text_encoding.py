import codecs
from pathlib import Path

import pytest

from flashcards.domain.errors import ImportRefusedError
from flashcards.formats.text_detect import detect_layout
from flashcards.formats.text_encoding import MAX_BYTES, Encoding, examine
from flashcards.formats.text_layout import Known
from flashcards.formats.text_lines import MAX_LINE
from tests.unit.formats.text_builders import a_file, complaints, fields, read

TEXT = "Façade,“curly” – dash\nnaïve,café\n"
ROWS = [("Façade", "“curly” – dash"), ("naïve", "café")]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), Encoding.UTF_8),
        (codecs.BOM_UTF8 + TEXT.encode(), Encoding.UTF_8),
        (TEXT.encode("utf-16"), Encoding.UTF_16_LE),
        (TEXT.encode("utf-16-le"), Encoding.UTF_16_LE),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), Encoding.UTF_16_BE),
        (TEXT.encode("utf-16-be"), Encoding.UTF_16_BE),
        (TEXT.encode("cp1252"), Encoding.WINDOWS_1252),
    ],
)
def test_the_encoding_is_found_from_the_bytes(tmp_path: Path, content: bytes, encoding: Encoding) -> None:
    transfer = read(tmp_path, content)

    assert detect_layout(tmp_path / "deck.csv").encoding is encoding
    assert fields(transfer) == ROWS
    assert complaints(transfer) == []


def test_an_encoding_found_late_in_the_file_counts_for_all_of_it(tmp_path: Path) -> None:
    content = b"a,b\n" * 100_000 + "caf\xe9,x\n".encode("cp1252")

    assert examine(a_file(tmp_path, content)).encoding is Encoding.WINDOWS_1252


def test_a_stray_byte_in_utf_8_is_shown_and_named(tmp_path: Path) -> None:
    transfer = read(tmp_path, "é,“x”\nü,ö\n".encode() + b"na\xefve,\x81\n")

    assert fields(transfer)[2] == ("naïve", r"\x81")
    (problem,) = complaints(transfer)
    assert problem == (3, "a byte (0xEF) does not fit the file's encoding and was read as “ï”")


def test_another_alphabet_is_pointed_out(tmp_path: Path) -> None:
    cyrillic = read(tmp_path, "вопрос,ответ\nслово,значение\n".encode("cp1251"))
    accents = read(tmp_path, "Façade,x\nété,naïveté\n".encode("cp1252"))

    assert complaints(cyrillic) == [
        (1, "the words may be in another alphabet than Windows-1252 has; if so, save the file as UTF-8")
    ]
    assert complaints(accents) == []


def test_two_stray_bytes_beside_one_good_letter_leave_it_good(tmp_path: Path) -> None:
    transfer = read(tmp_path, "café,x\n".encode() + b"bad \xff\xfe,y\n")

    assert fields(transfer) == [("café", "x"), ("bad ÿþ", "y")]
    assert [line for line, _ in complaints(transfer)] == [2]


def test_the_learner_may_say_the_encoding(tmp_path: Path) -> None:
    path = a_file(tmp_path, "Façade,x\nnaïve,y\n".encode("mac-roman"))

    layout = detect_layout(path, known=Known(encoding=Encoding.MAC_ROMAN))

    assert fields(read(tmp_path, path.read_bytes(), layout=layout)) == [("Façade", "x"), ("naïve", "y")]


def test_damaged_utf_16_is_shown_and_named(tmp_path: Path) -> None:
    transfer = read(tmp_path, "a,b\nc,d\n".encode("utf-16") + b"\x00\xd8e\x00,\x00f\x00")

    assert fields(transfer)[2] == ("�e", "f")
    assert complaints(transfer) == [(3, "a damaged character is shown as “�”")]


def test_invisible_characters_are_left_out_and_named(tmp_path: Path) -> None:
    transfer = read(tmp_path, "a,b\nc\x00,d\x1f\x07\n")

    assert fields(transfer) == [("a", "b"), ("c", "d")]
    assert complaints(transfer) == [(2, "an invisible character (U+0000) was left out")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("turn", [*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"])
def test_characters_that_turn_the_direction_of_text_are_kept_and_named(
    turn: str, encoding: str, tmp_path: Path
) -> None:
    transfer = read(tmp_path, f"a,b\nc{turn},d\n".encode(encoding))

    assert fields(transfer) == [("a", "b"), (f"c{turn}", "d")]
    assert complaints(transfer) == [
        (
            2,
            f"an invisible character (U+{ord(turn):04X}) turns the direction of the text behind it; it was kept: "
            "look at this row",
        )
    ]


@pytest.mark.parametrize("before", [1, 2, 3])
def test_a_character_that_turns_text_is_named_where_a_piece_of_a_large_file_ends(before: int, tmp_path: Path) -> None:
    rows = b"a,b\n" * (2**18 - 2) + b"a," + b"b" * (5 - before) + b"\n"

    transfer = read(tmp_path, rows + "\u202e,d\n".encode())

    assert len(rows) == 2**20 - before
    assert [line for line, _ in complaints(transfer)] == [2**18]


def test_zero_width_spaces_are_kept_as_some_writing_needs_them(tmp_path: Path) -> None:
    transfer = read(tmp_path, "a,b\nc\u200bd,e\u200d\n")

    assert (fields(transfer)[1], complaints(transfer)) == (("c\u200bd", "e\u200d"), [])


def test_files_of_old_macs_are_read(tmp_path: Path) -> None:
    assert fields(read(tmp_path, "a,b\rc,d\r")) == [("a", "b"), ("c", "d")]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04 and more", "a zip archive"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a picture (PNG)"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a picture (JPEG)"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"SQLite format 3\x00", "a database"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel workbook"),
        (b"\x00\x00\x00\x18ftypmp42", "a film or a sound"),
        (b"{\\rtf1\\ansi", "Rich Text"),
        (b"  <!DOCTYPE html><table>", "a web page"),
        (bytes(range(256)) * 20, "no text at all"),
    ],
)
def test_what_is_no_text_is_refused_by_what_it_is(tmp_path: Path, content: bytes, kind: str) -> None:
    with pytest.raises(ImportRefusedError) as refusal:
        read(tmp_path, content)

    assert str(refusal.value).startswith("deck.csv: this is ")
    assert kind in str(refusal.value)
    assert str(refusal.value).endswith("Nothing was changed.")


def test_a_file_of_200_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "deck.csv"
    with path.open("wb") as file:
        file.write(b"a,b\n" * 20_000)
        file.truncate(200 * 2**20)

    with pytest.raises(ImportRefusedError, match=f"larger than {MAX_BYTES // 2**20} MB"):
        examine(path)


def test_a_gigantic_line_is_left_out_and_the_rest_comes_in(tmp_path: Path) -> None:
    transfer = read(tmp_path, "a,b\n" + "x" * (2 * MAX_LINE + 5) + "\nc,d\n")

    assert fields(transfer) == [("a", "b"), ("c", "d")]
    assert complaints(transfer) == [(2, f"the line is longer than {MAX_LINE:,} characters and was left out")]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError, match="cannot be opened"):
        examine(tmp_path / "none.csv")
