from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flashcards.domain.errors import CancelledError, ExportRefusedError
from flashcards.domain.ids import NoteTypeId
from flashcards.domain.note import Provenance
from flashcards.domain.note_type import BUILT_IN, CardTemplate, NoteKind, NoteType
from flashcards.domain.progress import no_progress
from flashcards.formats import registry
from flashcards.formats.format import WriteFormat
from flashcards.formats.transfer import Transfer, TransferCard, TransferNote
from tests.unit.formats import format_builders as build
from tests.unit.formats.text_builders import read, reading

FORMATS = [registry.format_to_write("tsv"), registry.format_to_write("csv")]
LATIN = NoteType(
    NoteTypeId(7), "Latin", NoteKind.CUSTOM, ("Word", "Meaning", "Source", "Tags"), (CardTemplate("1", "{{Word}}", ""),)
)


def written(form: WriteFormat, transfer: Transfer, folder: Path) -> Path:
    path = folder / f"notes{form.suffix}"
    form.write(transfer, path, no_progress)
    return path


def again(form: WriteFormat, transfer: Transfer, folder: Path, types: Sequence[NoteType] = BUILT_IN) -> Transfer:
    """Write a transfer and read the file."""
    path = written(form, transfer, folder)
    return registry.read(path, reading(note_types=types))


def comparable(transfer: Transfer, *, with_provenance: bool = True) -> list[tuple[Any, ...]]:
    return [
        (
            note.guid,
            transfer.note_types[note.type_place].name,
            tuple(field or "" for field in note.fields),
            note.deck,
            sorted(note.tags or ()),
            note.provenance if with_provenance else None,
        )
        for note in transfer.notes
    ]


def test_ankis_text_is_written_as_anki_writes_it(tmp_path: Path) -> None:
    notes = [
        TransferNote("g1", 0, ('#a "b"', "c\td", ""), "Law::HIPAA", ("x", "y::z")),
        TransferNote("g#2", 2, ("{{c1::é}}\n", None), "", None, (TransferCard(0, "Desk"),)),
    ]

    path = written(FORMATS[0], build.a_transfer(*notes), tmp_path)

    assert path.read_text("utf-8") == (
        "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:7\n"
        'g1\tBasic\tLaw::HIPAA\t"#a ""b"""\t"c\td"\t\tx y::z\n'
        '"g#2"\tCloze\tDesk\t"{{c1::é}}\n"\t\t\t\n'
    )


def test_types_are_written_under_ankis_names(tmp_path: Path) -> None:
    kinds = (NoteKind.REVERSED, NoteKind.TYPED)
    transfer = build.a_transfer(*(TransferNote("", build.PLACES[kind], ("a", "b", "")) for kind in kinds))
    lines = written(FORMATS[0], transfer, tmp_path).read_text("utf-8").splitlines()

    assert [line.split("\t")[1] for line in lines[-2:]] == ["Basic (and reversed card)", "Basic (type in the answer)"]


def test_a_type_that_has_ankis_name_keeps_it_for_itself(tmp_path: Path) -> None:
    theirs = replace(LATIN, name="Basic (and reversed card)")
    notes = [TransferNote("a", 0, ("a", "b", "")), TransferNote("b", 1, ("c", "d", "e", "f"))]
    transfer = Transfer("collection", Path("x"), (BUILT_IN[1], theirs), notes)

    read_back = again(FORMATS[0], transfer, tmp_path, (*BUILT_IN, theirs))

    assert [read_back.note_types[note.type_place].name for note in read_back.notes] == [
        "Basic (and reversed)",
        "Basic (and reversed card)",
    ]


def test_csv_names_its_columns_and_says_where_notes_come_from(tmp_path: Path) -> None:
    note = TransferNote(
        "g", 0, ("a, b", "c", ""), "Law", ("x",), provenance=Provenance("45 CFR 164.524", domain=2, is_exam_only=True)
    )

    content = written(FORMATS[1], build.a_transfer(note), tmp_path).read_text("utf-8")

    assert content == (
        "\ufeff#separator:comma\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:4\n"
        "#columns:guid,note type,deck,tags,Front,Back,More,source,domain,use\n"
        'g,Basic,Law,x,"a, b",c,,45 CFR 164.524,2,exam\n'
    )


def test_fields_that_are_called_like_something_else_come_back(tmp_path: Path) -> None:
    note = TransferNote("g", 0, ("a", "b", "c", "d"), "Law", ("x",), provenance=Provenance("the book"))
    transfer = Transfer("collection", Path("x"), (LATIN,), [note])

    for form in FORMATS:
        read_back = again(form, transfer, tmp_path, (*BUILT_IN, LATIN))
        assert comparable(read_back, with_provenance=False) == comparable(transfer, with_provenance=False)


def test_a_type_of_its_own_comes_back_without_being_known(tmp_path: Path) -> None:
    transfer = Transfer("collection", Path("x"), (LATIN,), [TransferNote("g", 0, ("a", "b", "c", "d"), "Law")])

    for form in FORMATS:
        assert comparable(again(form, transfer, tmp_path)) == comparable(transfer)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.id)
@given(transfer=build.transfers)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_what_was_written_is_read_the_same(form: WriteFormat, tmp_path: Path, transfer: Transfer) -> None:
    with_provenance = form.id == "csv"

    read_back = again(form, transfer, tmp_path)

    assert comparable(read_back, with_provenance=with_provenance) == comparable(
        transfer, with_provenance=with_provenance
    )
    said = [problem.message for problem in read_back.problems]
    assert said == ([] if transfer.notes else ["the table is blank: there is no row to bring in"])


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.id)
@given(cells=st.lists(st.text(alphabet=",;:|\t\"'\n #ab\\", max_size=12).map(lambda cell: f"a{cell}"), max_size=6))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_separators_and_quotes_in_fields_come_back(form: WriteFormat, tmp_path: Path, cells: list[str]) -> None:
    transfer = build.a_transfer(*(TransferNote(f"g{place}", 0, (cell, cell, "")) for place, cell in enumerate(cells)))

    assert comparable(again(form, transfer, tmp_path)) == comparable(transfer)


def test_nothing_is_left_of_a_file_that_was_not_finished(tmp_path: Path) -> None:
    def stop(_doing: str, _share: float) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        FORMATS[0].write(build.a_transfer(build.a_note()), tmp_path / "notes.txt", stop)

    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportRefusedError, match="cannot be written"):
        FORMATS[0].write(build.a_transfer(), tmp_path / "none" / "notes.txt", no_progress)


def test_no_notes_are_a_file_without_rows(tmp_path: Path) -> None:
    for form in FORMATS:
        assert again(form, build.a_transfer(), tmp_path).notes == []


def test_reading_a_plain_table_again_finds_the_same(tmp_path: Path) -> None:
    transfer = read(tmp_path, "front,back,tags\na;b,8:00,t::u\nc,<5,\n")

    for form in FORMATS:
        assert comparable(again(form, transfer, tmp_path)) == comparable(transfer)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.id)
def test_notes_whose_templates_stay_behind_are_counted_by_their_types(form: WriteFormat) -> None:
    notes = [TransferNote(str(number), number % 2, ("a", "b", "", "")) for number in range(3)]
    transfer = replace(build.a_transfer(*notes), note_types=[LATIN, BUILT_IN[0]])

    assert form.remarks(transfer) == (
        "2 notes of “Latin” are written with all fields but without templates, for which a table has no place.",
    )
    assert form.remarks(replace(transfer, notes=notes[1:2])) == ()


def test_anki_text_says_that_sources_stay_behind_and_csv_takes_them() -> None:
    cited = build.a_note()._replace(provenance=Provenance(citation="45 CFR 164"))
    anki_text, csv = (form.remarks(build.a_transfer(cited, build.a_note(guid="other"))) for form in FORMATS)

    assert anki_text == ("The citation, domain and such of 1 note stayed behind; CSV takes them along.",)
    assert csv == ()
