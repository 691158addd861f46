"""Files in and out by the terminal: the JSON, the exit codes, and nothing changed where something is refused."""

import json
import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from flashcards import paths
from flashcards.__main__ import run
from flashcards.collection.collection import Collection
from flashcards.domain.card import CardState, MemoryState
from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId
from flashcards.domain.study_day import StudyDay
from flashcards.storage import reading
from tests.builders import TODAY, Clock, a_note, add_notes

DECK = "---\ndeck: Mine\nchecked: 2026-11-23\nsource: 45 CFR 164.524\ndomain: 1\n---\n\n## one\nQ: One?\nA: {answer}\n"
KEYS = [
    "format", "added", "updated", "unchanged", "duplicates", "conflicts", "problems", "cards", "reviews", "media",
]  # fmt: skip


@pytest.fixture
def usual(home: Path) -> Path:
    """Put one card in the collection that is opened when none is named."""
    with closing(Collection.open(paths.collection(), backups=paths.backups(), clock=Clock())) as collection:
        add_notes(collection, "Filing", [a_note("there")])
    return paths.collection()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Write a file with one note."""
    path = tmp_path / "mine.md"
    path.write_text(DECK.format(answer="Two"), encoding="utf-8")
    return path


def _notes(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT guid FROM note ORDER BY id")]


def test_an_import_is_reported_as_json_with_its_ten_keys(
    usual: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["import", str(file), "--deck", "My own", "--json"], {})

    report = json.loads(capsys.readouterr().out)
    assert code == 0
    assert list(report) == KEYS
    assert (report["format"], report["added"], report["cards"], report["problems"]) == ("deck-text", 1, 1, [])
    assert _notes(usual) == ["there", "one"]


def test_a_dry_run_begins_no_collection(
    home: Path, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for where in ([], ["--collection", str(tmp_path / "other.db")]):
        assert run([*where, "import", str(file), "--dry-run", "--json"], {}) == 0
        said = capsys.readouterr()
        assert (json.loads(said.out)["added"], said.err) == (1, "")

    assert not paths.collection().exists()
    assert not (tmp_path / "other.db").exists()


def test_a_dry_run_reports_the_same_and_changes_nothing(
    usual: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = usual.read_bytes()

    code = run(["import", str(file), "--dry-run", "--json"], {})

    assert (code, json.loads(capsys.readouterr().out)["added"]) == (0, 1)
    assert (_notes(usual), usual.read_bytes()) == (["there"], before)


def test_a_corrected_file_updates_in_place(usual: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["import", str(file)], {})
    file.write_text(DECK.format(answer="Three"), encoding="utf-8")
    capsys.readouterr()

    run(["import", str(file), "--json"], {})

    report = json.loads(capsys.readouterr().out)
    assert (report["added"], report["updated"]) == (0, 1)
    assert _notes(usual) == ["there", "one"]


def test_when_one_of_several_files_is_refused_none_comes_in(
    usual: Path, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["import", str(file), str(tmp_path / "missing.txt"), "--json"], {})

    said = capsys.readouterr()
    assert (code, said.out) == (2, "")
    assert said.err.startswith("flashcards: missing.txt: ")
    assert said.err.endswith(". None of the 2 files came in: leave this one out to import the others.\n")
    assert said.err.count("\n") == 1
    assert _notes(usual) == ["there"]


def test_what_looks_like_a_patient_is_listed_with_its_line(
    usual: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(DECK.format(answer="MRN: 12345678"), encoding="utf-8")

    code = run(["import", str(file), "--json"], {})

    report = json.loads(capsys.readouterr().out)
    assert (code, report["added"]) == (0, 1)
    assert [(one["file"], one["line"]) for one in report["problems"]] == [(str(file), 8)]


def test_what_deserves_a_look_is_counted_apart_from_problems(
    usual: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "terms.csv"
    table.write_text("front,back\n,nothing\nMPI,index\na,MRN: 12345678\n", encoding="utf-8")

    said = []
    for more in (["--dry-run"], []):
        run(["import", str(table), *more], {})
        said.append(next(line for line in capsys.readouterr().out.splitlines() if "1 problem" in line))

    assert said == [
        "Would be: 2 added, 2 cards, 1 problem, 1 to look at.",
        "Done: 2 added, 2 cards, 1 problem, 1 to look at.",
    ]


def test_the_history_lists_imports_and_revert_takes_one_back(
    usual: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["import", str(file)], {})
    capsys.readouterr()

    run(["imports", "--json"], {})
    (entry,) = json.loads(capsys.readouterr().out)
    code = run(["revert", str(entry["id"])], {})

    assert (entry["source"], entry["added"], entry["reverted"]) == ("mine.md", 1, False)
    assert (code, capsys.readouterr().out) == (0, "1 note removed, 0 as before, 0 left alone.\n")
    assert _notes(usual) == ["there"]
    assert run(["revert", str(entry["id"])], {}) == 2


def test_a_deck_leaves_as_a_file_that_comes_back_as_it_was(
    usual: Path, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["import", str(file)], {})
    out = tmp_path / "out.md"
    capsys.readouterr()

    assert run(["export", "--format", "deck-text", "--deck", "Mine", str(out)], {}) == 0
    assert capsys.readouterr().out == f"{out}: 1 note, 1 card.\n"
    run(["import", str(out), "--json"], {})

    assert json.loads(capsys.readouterr().out)["unchanged"] == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["import", "x.md", "--format", "papyrus"], "papyrus"),
        (["import", "x.md", "--deck", "::"], "--deck"),
        (["export", "--format", "papyrus", "x"], "There is no format “papyrus”"),
        (["export", "--deck", "Nowhere", "x.md"], "Nowhere"),
        (["revert", "7"], "There is no import 7"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_exit_2(
    usual: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(arguments, {})

    error = capsys.readouterr().err
    assert code == 2
    assert said in error
    assert error.count("\n") == 1


def test_the_ending_says_the_format_and_a_schedule_that_stays_behind_is_told(
    usual: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.tsv"

    assert run(["export", "--with-schedule", str(out)], {}) == 0

    assert capsys.readouterr().out == f"{out}: 1 note, 1 card.\nThe schedule stayed behind: tsv has no place for it.\n"
    assert out.read_text("utf-8").startswith("#separator:tab")
    assert run(["import", "--format", "tsv", str(out)], {}) == 0


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.csv", b"", "the file is empty"),
        ("broken.db", b"SQLite format 3\0" + b"x" * 2000, "this database is damaged"),
        ("deep.json", b"[" * 200_000, "this JSON is damaged, nested too deep"),
        ("thing.bin", b"\x01\x02", "this is no kind of file"),
        ("cards.dat", b"front,back\na,b\n", "a table of notes should end in .csv or .txt"),
    ],
)
def test_a_file_of_no_format_is_refused_with_the_reason(
    usual: Path, tmp_path: Path, name: str, content: bytes, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(content)

    assert run(["import", str(tmp_path / name)], {}) == 2

    assert said in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
@pytest.mark.parametrize("options", [[], ["--format", "csv"]])
def test_a_pipe_is_refused_and_not_waited_for(
    usual: Path, tmp_path: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "pipe.csv")

    assert run(["import", *options, str(tmp_path / "pipe.csv")], {}) == 2

    assert "this is a pipe or a device, not an ordinary file or folder" in capsys.readouterr().err


def test_an_empty_folder_is_refused_as_one(usual: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "none").mkdir()

    assert run(["import", str(tmp_path / "none")], {}) == 2

    assert "the folder is empty" in capsys.readouterr().err


def test_a_bad_note_is_listed_and_the_rest_comes_in(
    usual: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(DECK.format(answer="Two") + "\n## two\nQ: No answer?\n", encoding="utf-8")

    code = run(["import", str(file)], {})

    said = capsys.readouterr().out.splitlines()
    assert code == 0
    assert said[0].startswith(f"{file}:12: this note is of no kind")
    assert said[1] == "Done: 1 added, 1 card, 1 problem."
    assert len(_notes(usual)) == 2


def test_a_revert_says_what_becomes_of_the_pictures(
    usual: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "form.png").write_bytes(b"picture")
    table = tmp_path / "list.csv"
    table.write_text('question,answer\n"What form? <img src=""form.png"">",A chart\n', encoding="utf-8")
    run(["import", str(table)], {})
    capsys.readouterr()

    assert run(["revert", "1"], {}) == 0

    assert capsys.readouterr().out.splitlines() == [
        "1 note removed, 0 as before, 0 left alone.",
        "Off the list: 1 picture or sound. "
        "Files stay on the disk for undo, until a check in the window deletes them for good.",
    ]


def test_a_missing_picture_is_listed_with_file_and_note_in_json_too(
    usual: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "list.csv"
    table.write_text('question,answer\n"What form? <img src=""form.png"">",A chart\n', encoding="utf-8")

    assert run(["import", str(table), "--json"], {}) == 0

    assert json.loads(capsys.readouterr().out)["problems"] == [
        {
            "file": str(table),
            "line": 2,
            "message": "“form.png” is missing: it is neither in the file nor here. The note comes in without it.",
            "about": "What form? form.png | A chart",
        }
    ]


def test_a_file_with_nothing_but_bad_notes_says_that_nothing_came_in(
    usual: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text("---\ndeck: Mine\n---\n\n## two\nQ: No answer?\n", encoding="utf-8")

    code = run(["import", str(file)], {})

    assert (code, len(_notes(usual))) == (0, 1)
    assert capsys.readouterr().out.splitlines()[-1].startswith("Done: nothing to bring in, ")


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--with-schedule", "--without-schedule"], "Say either --with-schedule or --without-schedule, not both."),
        (["--deck", ""], "--deck: a deck needs a name."),
    ],
)
def test_options_that_make_no_sense_are_refused_in_one_sentence(
    usual: Path, file: Path, capsys: pytest.CaptureFixture[str], options: list[str], why: str
) -> None:
    code = run(["import", str(file), *options], {})

    said = capsys.readouterr()
    assert (code, said.out) == (2, "")
    assert said.err == f"flashcards: {why} `flashcards --help` lists the commands.\n"
    assert _notes(usual) == ["there"]


@pytest.fixture
def scheduled(usual: Path, tmp_path: Path) -> Path:
    """Write what the collection has, and a due date that was set and taken back."""
    path = tmp_path / "scheduled.json"
    with closing(Collection.open(usual, backups=paths.backups(), clock=Clock())) as collection:
        card = collection.read(lambda snapshot: reading.cards(snapshot, [CardId(1)]))[CardId(1)]
        later = replace(
            card, state=CardState.REVIEW, memory=MemoryState(3.0, 5.0), due_on=StudyDay(TODAY + 50), interval_days=50
        )
        collection.transact(Operation.SET_DUE_DATE, lambda change: change.update_card(later))
        assert run(["export", "--with-schedule", str(path)], {}) == 0
        collection.undo()
    return path


def test_schedules_that_are_all_an_import_brings_are_counted(
    usual: Path, scheduled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()

    assert run(["import", "--with-schedule", str(scheduled)], {}) == 0
    done = capsys.readouterr().out.splitlines()
    assert run(["imports"], {}) == 0

    assert done == ["Done: 1 unchanged, 1 schedule taken over.", "`flashcards revert 1` takes it back."]
    assert capsys.readouterr().out.rstrip().endswith("(json): 0 added, 0 updated, 1 schedule taken over")


def test_the_json_counts_schedules_that_were_taken_over(
    usual: Path, scheduled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()

    assert run(["import", "--with-schedule", "--json", str(scheduled)], {}) == 0

    assert json.loads(capsys.readouterr().out)["schedules"] == 1


def test_a_dry_run_of_several_files_says_what_importing_them_does(
    usual: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [str(tmp_path / name) for name in ("f1.csv", "f2.csv")]
    Path(files[0]).write_text("question,answer\nAlpha,one\nBeta,zwei\n", encoding="utf-8")
    Path(files[1]).write_text("question,answer\nAlpha,ONE DIFFERENT\nBeta,zwei\n", encoding="utf-8")

    assert run(["import", *files, "--deck", "V", "--dry-run", "--json"], {}) == 0
    promised = json.loads(capsys.readouterr().out)
    assert run(["import", *files, "--deck", "V", "--json"], {}) == 0

    assert json.loads(capsys.readouterr().out) == promised
    assert (promised["added"], promised["updated"], promised["duplicates"]) == (2, 0, 2)
    assert [(Path(one["file"]).name, one["line"]) for one in promised["problems"]] == [("f2.csv", 2)]


@pytest.mark.parametrize("row", ["question,answer\nAlpha,{}\n", "guid,question,answer\ng1,Alpha,{}\n"])
@pytest.mark.parametrize(
    ("answers", "counts"),
    [(("one", "uno"), (1, 0, 1, 1)), (("uno", "one"), (0, 1, 1, 1)), (("one", "one"), (1, 0, 1, 0))],
)
def test_of_a_note_that_is_known_and_in_several_files_the_first_counts(
    usual: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    row: str,
    answers: tuple[str, str],
    counts: tuple[int, ...],
) -> None:
    files = [str(tmp_path / name) for name in ("f0.csv", "f1.csv", "f2.csv")]
    for file, answer in zip(files, ("one", *answers), strict=True):
        Path(file).write_text(row.format(answer), encoding="utf-8")
    run(["import", files[0]], {})
    capsys.readouterr()

    said = []
    for more in (["--dry-run"], []):
        assert run(["import", *files[1:], *more, "--json"], {}) == 0
        said.append(json.loads(capsys.readouterr().out))

    promised, done = said
    assert promised == done
    assert (*(done[name] for name in ("unchanged", "updated", "duplicates")), len(done["problems"])) == counts


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("times.csv", "this is no “Excel workbook”; it looks like “Table of text (CSV, TSV, Anki text)”."),
        ("times.unknown", "it is no Excel workbook."),
    ],
)
def test_a_file_that_is_plainly_of_another_format_than_the_named_one_says_so(
    usual: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, says: str
) -> None:
    (tmp_path / name).write_text("question,answer\nAlpha,one\n", encoding="utf-8")

    code = run(["import", str(tmp_path / name), "--format", "xlsx"], {})

    told = capsys.readouterr().err
    assert code == 2
    assert f"{name}: {says} Nothing was changed. Leave --format out" in told


def test_taking_an_import_back_says_what_a_later_one_has_changed(
    usual: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "terms.csv"
    for answer in ("one", "another"):
        path.write_text(f"question,answer\nAlpha,{answer}\n", encoding="utf-8")
        assert run(["import", str(path)], {}) == 0
    capsys.readouterr()

    assert run(["revert", "1"], {}) == 0

    assert capsys.readouterr().out.splitlines()[0] == "changed by a later import: Alpha"


def test_the_terminal_says_which_bundled_notes_stay_and_in_which_deck_others_are_updated(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, row in (("him", "ROI,Release of information"), ("late", "DNFB,Discharged")):
        (tmp_path / f"{name}.csv").write_text(f"question,answer\n{row}\n", encoding="utf-8")
        run(["import", str(tmp_path / f"{name}.csv"), "--deck", name.upper()], {})
    lines = ["What is the core responsibility of a medical records clerk?,Filing", "ROI,Return on investment"]
    (tmp_path / "list.csv").write_text("\n".join(["question,answer", *lines]), encoding="utf-8")
    capsys.readouterr()

    run(["import", str(tmp_path / "list.csv"), "--deck", "Finance", "--dry-run"], {})
    dry = capsys.readouterr().out.splitlines()
    run(["import", str(tmp_path / "list.csv"), "--deck", "Finance", "--json"], {})
    report = json.loads(capsys.readouterr().out)
    more = "\n".join(["question,answer", "ROI,Again", "DNFB,Discharged not final billed"])
    (tmp_path / "more.csv").write_text(more, encoding="utf-8")
    run(["import", str(tmp_path / "more.csv")], {})
    both = capsys.readouterr().out.splitlines()

    assert "list.csv:2: there is a bundled note with this text in “Clerk duties › " in dry[0]
    assert dry[1] == "Would be: 1 updated in HIM, 1 note of the bundled decks kept as it is, 1 problem."
    assert (report["updated"], report["conflicts"], report["bundled"]) == (1, 1, 1)
    assert report["updated_elsewhere"] == {"HIM": 1}
    assert both[0] == "Done: 2 updated (1 in HIM, 1 in LATE)."
