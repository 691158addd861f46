from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.domain.card import CardState
from flashcards.domain.choice import decode_options
from flashcards.domain.errors import ImportRefusedError
from flashcards.domain.note_type import NoteKind
from flashcards.domain.study_day import StudyDay, date_of
from flashcards.formats import registry, supermemo
from flashcards.formats.transfer import Transfer
from tests.unit.formats.format_builders import READING


def read(folder: Path, text: str | bytes) -> Transfer:
    path = folder / "items.txt"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return registry.read(path, READING)


def problems_of(transfer: Transfer) -> list[tuple[int, str]]:
    return [(problem.line, problem.message) for problem in transfer.problems]


def test_items_are_read_with_their_lines(tmp_path: Path) -> None:
    transfer = read(
        tmp_path,
        "Q: Who must give a notice?\nQ: (second line)\nA: A provider\nA: with <b>direct</b> treatment\n\n\n"
        "q: 1 < 2 & 3?\r\na: Rule #2 says#2yes\n\nQ: no\n  blank line\nA: between\nQ: next\nA: one\n",
    )

    assert transfer.format == "supermemo"
    assert [(note.fields, note.line) for note in transfer.notes] == [
        (("Who must give a notice?<br>(second line)", "A provider<br>with <b>direct</b> treatment", ""), 1),
        (("1 &lt; 2 &amp; 3?", "Rule #2 says<br>yes", ""), 7),
        (("no<br>blank line", "between", ""), 10),
        (("next", "one", ""), 13),
    ]
    assert (problems_of(transfer), transfer.has_schedule) == ([], False)


def test_wrong_options_make_a_choice_note(tmp_path: Path) -> None:
    transfer = read(tmp_path, "Q: Who?\nA: A provider\nA1: A business associate\nA2: A clearinghouse\nA2: or two\n")

    (note,) = transfer.notes
    assert transfer.note_types[note.type_place].kind is NoteKind.CHOICE
    assert [(option.text, option.is_correct) for option in decode_options(note.fields[1] or "")] == [
        ("A provider", True),
        ("A business associate", False),
        ("A clearinghouse<br>or two", False),
    ]


def test_learning_data_become_a_schedule(tmp_path: Path) -> None:
    learnt = "I: REP=8 LAP=1 EF=3.200 UF=2.370 INT=429 LAST=27.01.06\nO: 36\n"
    transfer = read(tmp_path, f"Q: a\nA: b\n{learnt}\nQ: c\nA: d\nI: REP=0 LAP=0 EF=2.5 UF=0 INT=0 LAST=0\nO: 37\n")

    (one,), () = (note.cards for note in transfer.notes)
    assert (transfer.has_schedule, list(transfer.problems)) == (True, [])
    assert (one.state, one.interval_days, one.ease, one.reps, one.lapses) == (CardState.REVIEW, 429, 3.2, 8, 1)
    assert date_of(StudyDay(one.due_on or 0)) == date(2007, 4, 1)


@pytest.mark.parametrize(
    "learnt",
    [
        "REP=1 INT=999999999 LAST=27.01.06",
        "REP=x",
        "REP=2 INT=3 LAST=31.02.06",
        "LAST=99",
        "REP=2 INT=3 LAST=27.01.60",
        "REP=0.5 INT=3 LAST=27.01.06",
    ],
)
def test_learning_data_that_cannot_be_right_are_listed_and_no_schedule(tmp_path: Path, learnt: str) -> None:
    found = read(tmp_path, f"\nQ: a\nA: b\nI: {learnt}\n")

    assert [note.cards for note in found.notes] == [()]
    assert [(one.line, one.message) for one in found.problems] == [
        (2, "the learning data (“I:”) of an item cannot be; its card starts as new")
    ]


def test_what_is_no_item_is_listed_and_the_others_come_in(tmp_path: Path) -> None:
    many = "".join(f"A{place}: wrong {place}\n" for place in range(1, 13))
    transfer = read(tmp_path, f"Q: a\nA: b\n\nstray\n\nQ: only\n\nA: only\n\nQ: many\nA: right\n{many}")

    assert len(transfer.notes) == 2
    assert problems_of(transfer) == [
        (4, "the line belongs to no item: a question begins with “Q:”"),
        (6, "an item was left out: it has no answer (“A:”)"),
        (8, "an item was left out: it has no question (“Q:”)"),
        (10, "only the first 10 options were taken; a note has no more"),
    ]


def test_old_files_are_read_in_their_code_page(tmp_path: Path) -> None:
    transfer = read(tmp_path, "Q: Café – was?\nA: Größe\n".encode("cp1252"))

    assert transfer.notes[0].fields[:2] == ("Café – was?", "Größe")


def test_other_text_is_not_taken_for_items(tmp_path: Path) -> None:
    assert not supermemo.recognises(Path("a.txt"), b"front\tback\nQ: a\nA: b\n")
    assert not supermemo.recognises(Path("a.md"), b"Q: a\nA: b\n")
    assert not supermemo.recognises(Path("a.txt"), b"Q: a\n\nB: b\n")


def test_a_binary_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError):
        supermemo.read(_written(tmp_path, b"Q: a\nA: b\n" + bytes(5000)), READING)


def _written(folder: Path, content: bytes) -> Path:
    path = folder / "items.txt"
    path.write_bytes(content)
    return path


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(["Q: a", "A: b", "A1: c", "I: REP=1 INT=2 LAST=1.1.20", "O: 1", "", "x", "Q:", "#2", "A10: "])
    )
)
def test_no_order_of_lines_surprises(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    path = _written(tmp_path_factory.mktemp("items"), "\n".join(lines).encode())

    transfer = supermemo.read(path, READING)

    assert all(note.fields[0] and note.fields[1] for note in transfer.notes)
