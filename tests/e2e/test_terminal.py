"""The terminal commands, from the entry point: their words, their JSON and their exit codes."""

import io
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date
from pathlib import Path

import pytest

from flashcards import paths, resources
from flashcards.__main__ import run, window_collection
from flashcards.cli.order import with_collection_first
from flashcards.cli.report import print_decks
from flashcards.cli.review import review_in_terminal
from flashcards.collection import exams, pausing
from flashcards.collection.collection import Collection
from flashcards.collection.decks import deck_tree
from flashcards.collection.plan_access import plan_of_today
from flashcards.domain.breaks import Break
from flashcards.domain.card import CardState
from flashcards.domain.changes import Operation
from flashcards.domain.custom_study import CustomSession
from flashcards.domain.exam import Area, Exam
from flashcards.domain.ids import CardId, ExamId
from flashcards.domain.learning import LearningSettings
from flashcards.domain.note_type import NoteKind
from flashcards.domain.review import Rating
from flashcards.storage import reading
from tests.builders import NOON, Clock, a_collection, a_note, add_notes
from tests.old_collections import old_collection
from tests.permissions import a_public_folder, an_ordinary_user

GOOD_DECK = "---\ndeck: Mine\nchecked: 2026-11-23\nsource: 45 CFR 164.524\ndomain: 1\n---\n\n## one\nQ: One?\nA: Two\n"


@pytest.fixture
def usual(home: Path) -> Path:
    """Put three cards in the collection that is opened when none is named."""
    with closing(Collection.open(paths.collection(), backups=paths.backups(), clock=Clock())) as collection:
        add_notes(collection, "Filing", [a_note("one"), a_note("two"), a_note("three")])
    return paths.collection()


def test_status_as_json_has_its_seven_keys(usual: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["status", "--json"], {})

    found = json.loads(capsys.readouterr().out)
    assert code == 0
    assert list(found) == ["study_day", "due", "learning", "new", "minutes", "exam", "left_due"]
    assert (found["due"], found["learning"], found["new"], found["exam"]) == (0, 0, 3, None)


def test_who_reads_no_further_is_no_finding(usual: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with io.TextIOWrapper(os.fdopen(writer, "wb", buffering=0), write_through=True) as stream:
        monkeypatch.setattr(sys, "stdout", stream)

        assert run(["search", "is:new"], {}) == 0


def test_status_names_a_break_and_brings_no_new_card_in_it(usual: Path, capsys: pytest.CaptureFixture[str]) -> None:
    days = Break(date(2026, 1, 1), date(2199, 12, 31))
    with closing(Collection.open(usual, backups=paths.backups(), clock=Clock())) as collection:
        collection.transact(Operation.MOVE_REVIEWS, lambda change: pausing.add(change, days, {}, days.first))

    assert run(["status"], {}) == 0

    said = capsys.readouterr().out
    assert "Break from January 1, 2026 to December 31, 2199.\n" in said
    assert said.endswith("Nothing is due.\n")


def test_decks_as_json_counts_kinds_domains_and_levels(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["decks", "--json"], {})

    found = {deck["name"]: deck for deck in json.loads(capsys.readouterr().out)}
    top = [found[name] for name in ("Clerk duties", "Privacy rules", "RHIT exam topics")]
    assert code == 0
    assert list(top[0]) == [
        "name", "bundled", "notes", "cards", "new", "learning", "due", "kinds", "domains", "levels",
        "question_levels", "reserved",
    ]  # fmt: skip
    assert sum(deck["reserved"] for deck in top) >= 120
    assert all(sum(deck["question_levels"].values()) == deck["kinds"]["choice"] for deck in top)
    assert all(deck["bundled"] and deck["notes"] >= 60 for deck in top)
    assert all(set(deck["kinds"]) == {"basic", "reversed", "cloze", "choice", "typed"} for deck in top)
    assert all(sum(deck["kinds"].values()) == deck["notes"] for deck in top)
    assert set(found["RHIT exam topics"]["domains"]) == {"1", "2", "3", "4", "5", "6"}


def test_a_clean_deck_file_passes_the_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.md").write_text(GOOD_DECK, encoding="utf-8")

    assert run(["check", str(tmp_path / "mine.md")], {}) == 0
    assert capsys.readouterr().out == "1 file, 1 note, 0 findings\n"


def test_a_deck_file_with_errors_names_file_and_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.md"
    file.write_text(GOOD_DECK + "Souce: a book\n\n## two\nQ: No answer?\n", encoding="utf-8")

    code = run(["check", str(file)], {})

    lines = capsys.readouterr().out.splitlines()
    assert code == 1
    assert lines[0].startswith(f"{file}:11: ")
    assert "Source" in lines[0]
    assert any(line.startswith(f"{file}:13: ") for line in lines)


def test_an_unknown_command_is_one_sentence_and_exit_2(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["studdy"], {})

    said = capsys.readouterr().err
    assert code == 2
    assert said.count("\n") == 1
    assert "studdy" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "nowhere.md"], "There is no file nowhere.md"),
        (["review", "--deck", "Coding"], "There is no deck called “Coding”"),
        (["status", "--colour"], "--colour"),
        (["status", "--collection", "typo.db"], "There is no collection at typo.db"),
        (["restore"], "Name one backup, or say --newest"),
        (["restore", "nowhere.db"], "There is no backup at nowhere.db. Nothing was changed."),
        (["restore", "--newest"], "There is no good backup in"),
        (["--collection", "typo.db", "backup"], "There is no collection at typo.db"),
        (["--collection", "typo.db", "revert", "1"], "There is no collection at typo.db"),
    ],
)
def test_expected_errors_are_one_sentence_and_exit_2(
    usual: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    code = run(arguments, {})

    said = capsys.readouterr().err
    assert (code, said.count("\n")) == (2, 1)
    assert words in said


def test_a_damaged_collection_is_told_and_left_alone(usual: Path, capsys: pytest.CaptureFixture[str]) -> None:
    usual.write_bytes(b"no collection at all")

    code = run(["status"], {})

    assert code == 2
    assert "damaged" in capsys.readouterr().err
    assert usual.read_bytes() == b"no collection at all"


@pytest.mark.parametrize(
    "call",
    [
        ["--collection", "FILE", "status", "--json"],
        ["status", "--collection", "FILE", "--json"],
        ["status", "--json", "--collection=FILE"],
        ["--collection", "elsewhere.db", "status", "--json", "--collection", "FILE"],
    ],
)
def test_the_collection_may_be_named_before_the_command_or_behind_it(
    call: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.db"
    with closing(Collection.open(file, backups=tmp_path / "backups", clock=Clock())) as collection:
        add_notes(collection, "Filing", [a_note("one"), a_note("two")])

    code = run([word.replace("FILE", str(file)) for word in call], {})

    assert code == 0
    assert json.loads(capsys.readouterr().out)["new"] == 2


def test_a_collection_without_a_file_is_refused_as_such(usual: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["status", "--collection"], {}) == 2
    assert "--collection" in capsys.readouterr().err


def test_words_behind_two_dashes_are_no_options() -> None:
    assert with_collection_first(["search", "--", "--collection", "x"]) == ["search", "--", "--collection", "x"]


def test_status_works_while_the_window_has_the_collection(usual: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(Collection.open(usual, backups=paths.backups(), clock=Clock())):
        assert run(["status", "--json"], {}) == 0
        assert run(["verify"], {}) == 0
        assert run(["review"], {}) == 2

    assert "open" in capsys.readouterr().err


def test_verify_finds_nothing_in_a_sound_collection(usual: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify"], {}) == 0
    assert capsys.readouterr().out == f"{usual}: all is well\n"


def test_verify_leaves_an_empty_file_empty(usual: Path, capsys: pytest.CaptureFixture[str]) -> None:
    usual.write_bytes(b"")

    code = run(["verify"], {})

    said = capsys.readouterr()
    assert (code, said.err) == (1, "")
    assert said.out.startswith(f"{usual} is damaged (it is empty).")
    assert usual.read_bytes() == b""


def test_verify_begins_no_collection(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["verify"], {})

    assert (code, paths.collection().exists()) == (2, False)
    assert capsys.readouterr().err.startswith("flashcards: There is no collection at")


@pytest.mark.parametrize(
    ("contents", "finding"),
    [(b"no collection at all", "not a collection file"), (b"SQLite format 3\0" + b"\xff" * 4000, "is damaged")],
)
def test_verify_finds_a_damaged_file_and_leaves_with_1(
    usual: Path, capsys: pytest.CaptureFixture[str], contents: bytes, finding: str
) -> None:
    usual.write_bytes(contents)

    code = run(["verify"], {})

    said = capsys.readouterr()
    assert (code, said.err) == (1, "")
    assert finding in said.out
    assert said.out.endswith(f"{usual}: 1 finding\n")
    assert usual.read_bytes() == contents


def test_verify_leaves_what_a_killed_program_left_in_the_log(
    usual: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    killed = tmp_path / "killed.db"
    with closing(sqlite3.connect(usual)) as writer:
        writer.execute("PRAGMA wal_autocheckpoint = 0")
        with writer:
            writer.execute("INSERT INTO setting (key, value) VALUES ('learning', 'garbage{')")
        for ending in ("", "-wal"):
            killed.with_name(killed.name + ending).write_bytes(usual.with_name(usual.name + ending).read_bytes())
    left = {path.name: path.read_bytes() for path in tmp_path.glob("killed.db*")}

    code = run(["--collection", str(killed), "verify"], {})

    assert code == 1
    assert "setting learning cannot be read" in capsys.readouterr().out
    assert {path.name: path.read_bytes() for path in tmp_path.glob("killed.db*")} == left
    assert len(left["killed.db-wal"]) > 0


@pytest.mark.parametrize("version", [1, 4])
def test_verify_checks_a_file_of_an_older_format_in_a_copy(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], version: int
) -> None:
    old = old_collection(version, tmp_path, "old.db")
    before = old.read_bytes()

    code = run(["--collection", str(old), "verify"], {})

    assert (code, capsys.readouterr().out) == (0, f"{old}: all is well\n")
    assert old.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("old")] == ["old.db"]


def test_without_a_display_the_plan_is_shown_with_the_command(usual: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("other systems always have a display")

    code = run([], {})

    said = capsys.readouterr().out
    assert code == 0
    assert "There is no display" in said
    assert "flashcards review" in said
    assert "3 new" in said


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")
def test_a_display_nobody_answers_on_is_named_and_the_plan_is_shown(
    usual: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run([], {"DISPLAY": ":4711"})

    said = capsys.readouterr().out
    assert code == 0
    assert said.startswith("The display :4711 does not answer, so the window cannot open.")
    assert "3 new" in said


def test_only_a_bare_call_or_a_collection_opens_the_window() -> None:
    assert window_collection([]) is not None
    named = window_collection(["--collection", "a.db"])
    assert named is not None
    assert named.path == Path("a.db")
    assert window_collection(["--collection", "a.db", "status"]) is None


def test_the_commands_do_not_load_qt(usual: Path) -> None:
    program = (
        "import sys; from flashcards.__main__ import run; run(['status'], {});"
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False, capture_output=True).returncode == 0


def test_every_kind_is_studied_in_the_terminal_and_saved(tmp_path: Path) -> None:
    with closing(a_collection(tmp_path)) as collection:
        cards = add_notes(
            collection,
            "Filing",
            [a_note(kind.label, kind) for kind in (NoteKind.BASIC, NoteKind.CLOZE, NoteKind.TYPED, NoteKind.CHOICE)],
        )
        said = study(collection, "", "4", "", "4", "310", "4", "1", "4")

        states = collection.read(lambda snapshot: reading.cards(snapshot, cards)).values()
        assert [card.state for card in states if card.reps] == [CardState.REVIEW] * 4
    assert "Right." in said
    assert "It counts." in said
    assert "4 answers, 100\N{NARROW NO-BREAK SPACE}% recalled." in said


@pytest.mark.parametrize(
    ("kind", "answer", "judged", "rating"),
    [
        (NoteKind.CHOICE, "1", "Not quite.", Rating.AGAIN),
        (NoteKind.CHOICE, "2", "Right.", Rating.GOOD),
        (NoteKind.TYPED, "12", "Not quite.", Rating.AGAIN),
        (NoteKind.TYPED, "310", "Right.", Rating.GOOD),
    ],
)
def test_enter_means_again_after_a_wrong_answer_and_good_after_a_right_one(
    tmp_path: Path, kind: NoteKind, answer: str, judged: str, rating: Rating
) -> None:
    with closing(a_collection(tmp_path)) as collection:
        (card_id,) = add_notes(collection, "Filing", [a_note("one", kind)])

        said = study(collection, answer, "", "q")

        reviews = collection.read(lambda snapshot: reading.reviews_of_card(snapshot, card_id))
    assert judged in said
    assert f"Enter {rating.label}  > " in said
    assert [one.rating for one in reviews] == [rating]


def test_a_card_in_its_steps_that_waits_can_be_studied_now(tmp_path: Path) -> None:
    with closing(a_collection(tmp_path)) as collection:
        add_notes(collection, "Filing", [a_note("one"), a_note("two")])

        said = study(collection, "", "1", "", "1", "q")

    assert said.endswith("recalled.\nThe next card can be studied now.\n")


def test_undo_in_the_terminal_brings_the_card_back(tmp_path: Path) -> None:
    with closing(a_collection(tmp_path)) as collection:
        (card_id,) = add_notes(collection, "Filing", [a_note("one")])
        study(collection, "", "4")

        add_notes(collection, "Filing", [])
        said = study(collection, "q")
        assert "Nothing is left for today." in said
        collection.undo()

        assert reps(collection, card_id) == 0


def test_the_terminal_takes_back_what_was_done_before_only_when_told_to(tmp_path: Path) -> None:
    asked = "The step to undo next is “Import”, which was not done in this session."
    with closing(a_collection(tmp_path)) as collection:
        add_notes(collection, "Filing", [a_note("one")])
        collection.transact(Operation.IMPORT, lambda transaction: transaction.add_deck("Brought in"))

        left = study(collection, "", "u", "", "q")
        assert asked in left
        assert "Undone" not in left
        assert "Brought in" in [deck.name for deck in collection.read(reading.decks)]

        assert "Undone: Import" in study(collection, "", "u", "yes", "q")
        assert "Brought in" not in [deck.name for deck in collection.read(reading.decks)]


def test_u_instead_of_the_answer_undoes_in_the_terminal(tmp_path: Path) -> None:
    with closing(a_collection(tmp_path)) as collection:
        ids = add_notes(collection, "Filing", [a_note("one"), a_note("two")])

        said = study(collection, "", "4", "u", "q")

        assert "Undone: Answer Card" in said
        assert [reps(collection, one) for one in ids] == [0, 0]


def test_the_end_of_the_input_stops_politely(tmp_path: Path) -> None:
    with closing(a_collection(tmp_path)) as collection:
        (card_id,) = add_notes(collection, "Filing", [a_note("one")])

        study(collection)

        assert reps(collection, card_id) == 0


def test_the_bundled_decks_pass_their_own_check(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["check", str(resources.decks())], {})

    assert code == 0, capsys.readouterr().out


def study(collection: Collection, *lines: str) -> str:
    out = io.StringIO()
    review_in_terminal(collection, None, io.StringIO("".join(f"{line}\n" for line in lines)), out)
    return out.getvalue()


def reps(collection: Collection, card_id: CardId) -> int:
    return collection.read(lambda snapshot: reading.cards(snapshot, [card_id]))[card_id].reps


def test_a_mistyped_collection_is_not_begun(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["--collection", str(tmp_path / "typo.db"), "verify"], {})

    assert code == 2
    assert "There is no collection at" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", ["", ".", "/"])
def test_a_folder_is_no_collection(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["--collection", path, "status"], {})

    assert (code, capsys.readouterr().err.count("\n")) == (2, 1)


def test_a_mistake_of_ours_is_logged_whole_and_told_in_one_line(
    usual: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr("sys.stdout", closed)

    code = run(["--collection", str(usual), "status"], {})

    said = capsys.readouterr().err
    log = (paths.cache() / "flashcards.log").read_text(encoding="utf-8")
    assert (code, said.count("\n")) == (2, 1)
    assert "ValueError" in said
    assert "Traceback" in log
    assert "Last operation: flashcards status\n" in log


def test_a_damaged_row_is_told_as_damage_with_the_way_back(usual: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["backup"], {})
    with closing(sqlite3.connect(usual)) as file, file:
        file.execute("INSERT INTO setting (key, value) VALUES ('learning', 'garbage{')")

    codes = [run(["status"], {}), run(["verify"], {}), run(["restore", "--newest"], {}), run(["verify"], {})]

    out, err = capsys.readouterr()
    assert codes == [2, 1, 0, 0]
    assert err.count("\n") == 1
    assert "is damaged (setting learning cannot be read" in err
    assert f'flashcards --collection "{usual}" restore --newest' in err
    assert "setting learning cannot be read" in out


def test_decks_count_what_the_plan_to_an_exam_chose_as_the_window_does(tmp_path: Path) -> None:
    area = Area("Filing", 1, deck="Filing")
    exam = Exam(ExamId(0), "RHIT", date(2026, 12, 20), (area,), decks=("Filing",), minutes_a_day=10)
    with closing(a_collection(tmp_path)) as collection:
        add_notes(collection, "Filing", [a_note(f"n{number}") for number in range(60)])
        collection.transact(Operation.ADD_EXAM, lambda change: exams.add(change, exam))
        out = io.StringIO()

        print_decks(collection, out, as_json=True)

        plan = collection.read(lambda snapshot: plan_of_today(snapshot, NOON, UTC, paths.plans()))
        (shown,) = collection.read(lambda snapshot: deck_tree(snapshot, NOON, UTC, plan))
    (told,) = json.loads(out.getvalue())
    assert (told["new"], told["due"]) == (shown.new, shown.due)
    assert told["new"] != LearningSettings().new_limit


def test_a_deck_without_a_name_does_not_hang_the_counts(usual: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(usual)) as file, file:
        file.execute("UPDATE deck SET name = ''")

    assert run(["decks"], {}) == 0


def test_a_link_to_a_collection_shares_its_lock(
    usual: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(usual)

    with closing(Collection.open(usual, backups=paths.backups(), clock=Clock())):
        code = run(["--collection", str(link), "review"], {})

    assert code == 2
    assert "open" in capsys.readouterr().err


def test_a_search_is_studied_with_the_schedule_left_alone(tmp_path: Path) -> None:
    with closing(a_collection(tmp_path)) as collection:
        ids = add_notes(collection, "Filing", [a_note("one", tags=("hard",)), a_note("two", tags=("hard",))])
        add_notes(collection, "Filing", [a_note("easy")])
        before = collection.read(lambda snapshot: reading.cards(snapshot, ids))
        out = io.StringIO()
        asked = CustomSession(line="tag:hard", moves_schedule=False)

        keys = ("", "1", "", "u", "", "3", "", "3", "")
        review_in_terminal(collection, None, io.StringIO("".join(f"{key}\n" for key in keys)), out, asked)

        assert collection.read(lambda snapshot: reading.cards(snapshot, ids)) == before
    assert "2 answers, 100\N{NARROW NO-BREAK SPACE}% recalled." in out.getvalue()
    assert "Nothing is left of this session." in out.getvalue()


def test_a_review_in_the_terminal_updates_the_decks_and_backs_up(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["status"], {})
    with closing(sqlite3.connect(paths.collection())) as file, file:
        file.execute("UPDATE bundled_deck SET digest = 'older' WHERE key = 'clerk'")
    monkeypatch.setattr("sys.stdin", io.StringIO("\n4\nq\n"))

    code = run(["review"], {})

    assert code == 0
    assert "Brought the bundled decks up to date" in capsys.readouterr().err
    assert len(list(paths.backups().glob("backup-*.db"))) == 1


def test_the_days_last_answer_can_be_undone_in_the_terminal(tmp_path: Path) -> None:
    with closing(a_collection(tmp_path)) as collection:
        (card_id,) = add_notes(collection, "Filing", [a_note("one")])

        said = study(collection, "", "4", "u", "q")
        undone = reps(collection, card_id)
        again = study(collection, "", "4", "")

        assert (undone, reps(collection, card_id)) == (0, 1)
        assert "That was the last card for now. u undoes the last answer" in said
        assert "Undone: Answer Card" in said
        assert "1 answer, 100" in again


def test_a_backup_is_made_listed_and_gone_back_to(usual: Path, capsys: pytest.CaptureFixture[str]) -> None:
    codes = [run(["backup"], {}), run(["backup"], {}), run(["backup", "--list", "--json"], {})]
    first, nothing_new, listed = capsys.readouterr().out.splitlines()
    with closing(Collection.open(usual, backups=paths.backups(), clock=Clock())) as collection:
        add_notes(collection, "Later", [a_note("four")])

    codes.append(run(["restore", first], {}))

    went_back, kept = capsys.readouterr().out.splitlines()
    assert codes == [0, 0, 0, 0]
    assert nothing_new == f"Nothing has changed since the last backup: {first}"
    assert [one["contents"] for one in json.loads(listed)] == [{"notes": 3, "cards": 3, "answers": 0}]
    assert went_back == f"Went back to {first}."
    assert Path(kept.removeprefix("What was there before is kept as ").removesuffix(".")).exists()
    run(["decks", "--json"], {})
    assert [deck["name"] for deck in json.loads(capsys.readouterr().out)] == ["Filing"]


def test_a_collection_that_is_open_is_not_gone_back_from(usual: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["backup"], {})

    with closing(Collection.open(usual, backups=paths.backups(), clock=Clock())):
        code = run(["restore", "--newest"], {})

    assert code == 2
    assert "already open" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows folders have no write permission to take away")
def test_status_is_read_where_nothing_can_be_written(capsys: pytest.CaptureFixture[str]) -> None:
    with a_public_folder() as folder:
        file = folder / "collection.db"
        with closing(Collection.open(file, backups=folder, clock=Clock())) as collection:
            add_notes(collection, "Filing", [a_note("one")])
        run(["--collection", str(file), "status"], {})  # loads what nobody but root may be able to read
        capsys.readouterr()
        folder.chmod(0o555)

        with an_ordinary_user():
            code = run(["--collection", str(file), "status", "--json"], {})

    assert (code, json.loads(capsys.readouterr().out)["new"]) == (0, 1)
