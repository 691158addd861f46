"""Feed damaged files to the readers of all formats: `python -m scripts.fuzz [--format F] [--count N] [--seed N]`.

Whatever a file is, a reader gives a sound transfer or refuses it with an `ImportRefusedError`, soon and in bounded
memory. A file that makes it do anything else is kept in the folder `fuzz`, and the command fails.

A format takes part with the files that can be written, and with those of `SAMPLES`: add a line there for a format that
is only read.
"""

import argparse
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from flashcards.domain.choice import Option, encode_options
from flashcards.domain.errors import ExportRefusedError, ImportRefusedError
from flashcards.domain.note import Level, Provenance
from flashcards.domain.note_type import BUILT_IN
from flashcards.domain.progress import no_progress
from flashcards.domain.study_day import StudyCalendar
from flashcards.formats import registry
from flashcards.formats.format import Format, Reading
from flashcards.formats.transfer import Transfer, TransferNote
from scripts import fuzz_samples
from scripts.mutations import mutated
from tests.unit.formats.anki_builders import NOTE, AnkiFile, a_card, a_note, a_review

KEPT = Path("fuzz")
"""Where files that a reader cannot deal with are kept."""

MOST_SECONDS = 10.0
"""What one small file may take."""

LAST_LINES = 6
"""Of a traceback, these are printed."""

MOST_FAILURES = 20
"""After so many, a sample is given up."""

READING = Reading(StudyCalendar(4, UTC), datetime(2026, 11, 23, 12, 0, tzinfo=UTC))


def _table(folder: Path) -> Path:
    path = folder / "deck.csv"
    path.write_text(
        "question,A,B,C,correct,rationale,domain,source,tags\n"
        'Which?,one,"two, ""2""",three,B,why,2,45 CFR 164.524,law::hipaa\n'
        'Both?,"a\nb",c,,A;B,,,,\n'
    )
    return path


def _windows_table(folder: Path) -> Path:
    path = folder / "deck.txt"
    path.write_bytes("Façade;café\n8:00;“open”\n".encode("cp1252"))
    return path


def _wide_table(folder: Path) -> Path:
    path = folder / "wide.tsv"
    path.write_bytes("Begriff\tBedeutung\nMPI\tPatienten, Index\n".encode("utf-16"))
    return path


def _workbook(folder: Path) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    book["Sheet"].append(["Question", "Answer", "Checked"])
    book["Sheet"].append(["Which?", 30.0, datetime(2026, 3, 14)])  # noqa: DTZ001 - sheets have no time zones
    book["Sheet"].merge_cells("A2:A4")
    path = folder / "deck.xlsx"
    book.save(path)
    return path


def _old_anki_package(folder: Path) -> Path:
    notes = [a_note(NOTE + number, fields=f"Question {number}\x1fAnswer", tags=" a b ") for number in range(20)]
    cards = [a_card(NOTE + n, NOTE + n, type=n % 4, queue=n % 4, due=n, data='{"s":3.5,"d":5.5}') for n in range(20)]
    reviews = [a_review(NOTE + 1000 * number, NOTE + number % 20) for number in range(100)]
    file = AnkiFile(2, notes=notes, cards=cards, reviews=reviews, files={"a.png": b"picture"})
    return file.write(folder / "old.apkg")


SAMPLES: tuple[Callable[[Path], Path], ...] = (
    *(_table, _windows_table, _wide_table, _workbook, _old_anki_package),
    *fuzz_samples.SAMPLES,
)
"""Each writes a small sound file of a format that is read, and gives its path."""


def sample_transfer() -> Transfer:
    """Give a note of each built-in kind, for formats that can be written."""
    options = encode_options([Option("a", is_correct=True, rationale="why"), Option("b", is_correct=False)])
    provenance = Provenance("45 CFR 164.524", domain=2, level=Level.RECALL)
    fields = {1: ("a <b>b</b>", "c", ""), 2: ("MPI", "index", ""), 3: ("{{c1::gap}}", ""), 4: ("q", options, "", "")}
    notes = [
        TransferNote(
            f"note-{kind.kind}",
            place,
            fields.get(kind.kind, ("typed", "310", "")),
            "Law::HIPAA",
            ("x", "y::z"),
            provenance=provenance,
        )
        for place, kind in enumerate(BUILT_IN)
    ]
    return Transfer("collection", Path("collection"), BUILT_IN, notes)


def samples(folder: Path) -> Mapping[Path, Format]:
    """Write the sound files, and give the format each is read in."""
    paths = [make(folder) for make in SAMPLES]
    for form in registry.WRITE:
        path = folder / f"{form.id}{form.suffix}"
        try:
            form.write(sample_transfer(), path, no_progress)
        except ExportRefusedError as refusal:
            print(f"{form.id}: no sample ({refusal})")
            continue
        if path.is_file() and any(one.recognises(path, path.read_bytes()[:65_536]) for one in registry.READ):
            paths.append(path)
    return {path: registry.detect(path) for path in paths}


def check(transfer: Transfer) -> None:
    """Go through everything a transfer has.

    Raises:
        AssertionError: it is not sound.
    """
    for note in transfer.notes:
        note_type = transfer.note_types[note.type_place]
        assert len(note.fields) == len(note_type.fields), note
        assert note.line >= 0, note
        assert len(set(note.tags or ())) == len(note.tags or ()), note
        "\n".join([*(field or "" for field in note.fields), *(note.tags or ()), note.deck, note.guid]).encode()
    for problem in transfer.problems:
        assert problem.line >= 0, problem
        str(problem).encode()
    assert sum(len(chunk) for chunk in transfer.reviews.chunks()) <= transfer.reviews.count
    for one in transfer.media:
        try:
            with one.open() as file:
                file.read()
        except ImportRefusedError:
            continue


def feed(form: Format, path: Path) -> str:
    """Let a format read a file; give what went wrong, or an empty text."""
    began = time.monotonic()
    try:
        with form.read(path, READING) as transfer:
            check(transfer)
    except ImportRefusedError:
        pass
    except Exception:  # noqa: BLE001 - whatever it is, it is what we are looking for
        return "".join(traceback.format_exc().splitlines(keepends=True)[-LAST_LINES:])
    took = time.monotonic() - began
    return f"it took {took:.1f} s" if took > MOST_SECONDS else ""


def fuzz(count: int, seed: int, wanted: str | None = None) -> int:
    """Feed so many damaged files to each sample's format, and give how many of them it could not deal with."""
    failures = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path, form in samples(folder).items():
            if wanted not in (None, form.id):
                continue
            failed = _fuzz_one(form, path, count, random.Random(f"{seed} {path.name}"))
            print(f"{form.id:<16} {path.name:<20} {count:>7} files, {failed} not dealt with")
            failures += failed
    return failures


def _fuzz_one(form: Format, path: Path, count: int, chance: random.Random) -> int:
    sound = path.read_bytes()
    failures = 0
    for number in range(count):
        if failures == MOST_FAILURES:
            break
        content = mutated(sound, chance) if number else sound
        path.write_bytes(content)
        trouble = feed(form, path)
        if trouble:
            failures += 1
            KEPT.mkdir(exist_ok=True)
            kept = KEPT / f"{form.id}-{number}{path.suffix}"
            kept.write_bytes(content)
            print(f"{kept}: {trouble}")
    path.write_bytes(sound)
    return failures


def main(arguments: list[str]) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m scripts.fuzz", description=__doc__.splitlines()[0])
    parser.add_argument("--format", choices=[one.id for one in registry.READ], help="this format only")
    parser.add_argument("--count", type=int, default=2_000, help="damaged files for each sample")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same files")
    given = parser.parse_args(arguments)
    return 1 if fuzz(given.count, given.seed, given.format) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
