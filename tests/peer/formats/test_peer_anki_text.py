"""Text files written by Anki read here, ours read by Anki, and files that Anki takes for something else."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from flashcards.domain.choice import Option, encode_options
from flashcards.domain.note_type import BUILT_IN, NoteKind, built_in
from flashcards.domain.progress import no_progress
from flashcards.formats import registry
from flashcards.formats.text_types import OPTIONAL_REVERSED
from flashcards.formats.transfer import Transfer, TransferNote
from tests.peer.formats.anki_text import AnkiText, Said
from tests.unit.formats.text_builders import a_file, fields, read, reading

pytest.importorskip("anki")

pytestmark = pytest.mark.peer

PIECES = (
    '"',
    ",",
    ";",
    "\t",
    "#",
    "\n",
    "<b>x</b>",
    "&amp;",
    "'",
    " ",
    "é",
    "日本",
    "word",
    "::",
    "{{c1::gap}}",
    "|",
    "\\",
)
DECKS = ("Law", "Law::HIPAA", "A, b; c", "Ünïcode")
TAGS = ("law", "law::hipaa", "x-y", "#odd", "é")


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[AnkiText]:
    collection = AnkiText(tmp_path / "anki.anki2")
    yield collection
    collection.close()


def some_text(chance: random.Random) -> str:
    return "x" + "".join(chance.choices(PIECES, k=chance.randrange(9)))


def fill(anki: AnkiText, chance: random.Random) -> None:
    anki.add_type("Mine", ("One", "Two", "Three", "Four"))
    counts = {"Basic": 2, "Mine": 4, "Basic (and reversed card)": 2}
    for _ in range(60):
        name = chance.choice(list(counts))
        texts = [some_text(chance) for _ in range(counts[name])]
        anki.add_note(name, texts, chance.choice(DECKS), chance.sample(TAGS, chance.randrange(3)))


def said(transfer: Transfer, names: dict[str, str] | None = None) -> list[Said]:
    """Give what the notes of a transfer say, with the names Anki has for their types."""
    return [
        Said(
            note.guid,
            (names or {}).get(name := transfer.note_types[note.type_place].name, name),
            tuple(field or "" for field in note.fields),
            note.deck,
            tuple(sorted(note.tags or ())),
        )
        for note in transfer.notes
    ]


def test_what_anki_exports_is_read_to_the_letter_and_written_to_the_byte(tmp_path: Path, anki: AnkiText) -> None:
    fill(anki, random.Random(7))
    anki.export(tmp_path / "notes.txt")

    transfer = registry.read(tmp_path / "notes.txt", reading(note_types=anki.note_types()))
    registry.format_to_write("tsv").write(transfer, tmp_path / "ours.txt", no_progress)

    assert said(transfer) == anki.notes()
    assert transfer.problems == ()
    assert (tmp_path / "ours.txt").read_bytes() == (tmp_path / "notes.txt").read_bytes()


def test_ankis_stock_types_become_our_own(tmp_path: Path, anki: AnkiText) -> None:
    for name in ("Basic", "Basic (and reversed card)", "Basic (type in the answer)"):
        anki.add_note(name, ("front", "back"), "Law", ("x",))
    anki.add_note("Cloze", ("{{c1::gap}}", "extra"), "Law", ())
    anki.export(tmp_path / "notes.txt")

    transfer = registry.read(tmp_path / "notes.txt", reading())

    kinds = [transfer.note_types[note.type_place].kind for note in transfer.notes]
    assert kinds == [NoteKind.BASIC, NoteKind.REVERSED, NoteKind.TYPED, NoteKind.CLOZE]
    assert fields(transfer)[-1] == ("{{c1::gap}}", "extra")


def test_an_export_without_html_and_columns_is_read(tmp_path: Path, anki: AnkiText) -> None:
    anki.add_note("Basic", ("a, b; <b>c</b>", "8:00"), "Law", ("x::y",))
    anki.export(tmp_path / "notes.txt", html=False, everything=False)

    transfer = registry.read(tmp_path / "notes.txt", reading())

    assert [(note.fields[:2], note.tags) for note in transfer.notes] == [(("a, b; c", "8:00"), ("x::y",))]


@pytest.mark.parametrize("name", ["tsv", "csv"])
def test_anki_reads_what_we_write(tmp_path: Path, anki: AnkiText, name: str) -> None:
    chance = random.Random(11)
    names = {one.name: one.name for one in BUILT_IN} | {
        "Basic (and reversed)": "Basic (and reversed card)",
        "Typed answer": "Basic (type in the answer)",
    }
    for name_there in ("Basic", "Basic (and reversed card)", "Basic (type in the answer)"):
        anki.add_type(name_there, ("Front", "Back", "More"))
    anki.add_type("Choice", built_in(NoteKind.CHOICE).fields)
    options = encode_options([Option('a "b"', is_correct=True), Option("c, d", is_correct=False, rationale="<b>e</b>")])
    notes = []
    for place in range(50):
        kind = chance.choice((NoteKind.BASIC, NoteKind.REVERSED, NoteKind.TYPED, NoteKind.CLOZE, NoteKind.CHOICE))
        count = len(built_in(kind).fields)
        texts = [some_text(chance) for _ in range(count)]
        if kind is NoteKind.CHOICE:
            texts[1] = options
        if kind is NoteKind.CLOZE:
            texts[0] += "{{c1::gap}}"
        tags = tuple(sorted(chance.sample(TAGS, 2)))
        notes.append(TransferNote(f"g{place}", kind - 1, tuple(texts), chance.choice(DECKS), tags))
    transfer = Transfer("collection", Path("x"), BUILT_IN, notes)
    form = registry.format_to_write(name)
    form.write(transfer, tmp_path / f"ours{form.suffix}", no_progress)

    anki.bring(tmp_path / f"ours{form.suffix}")

    assert anki.notes() == said(transfer, names)


NASTY: dict[str, tuple[str | bytes, list[tuple[str, str]]]] = {
    "a semicolon in quotes": ('"MPI; what?",index\nROI,release\n', [("MPI; what?", "index"), ("ROI", "release")]),
    "a time of day": ("Open at,8:00\nROI,release\n", [("Open at", "8:00"), ("ROI", "release")]),
    "a nested tag": ("MPI,see law::hipaa\nROI,release\n", [("MPI", "see law::hipaa"), ("ROI", "release")]),
    "a tab in quotes": ('"a\tb",c\n"d\te",f\n', [("a\tb", "c"), ("d\te", "f")]),
    "a pipe in a sentence": ("a|b,c\nd,e\nf,g\n", [("a|b", "c"), ("d", "e"), ("f", "g")]),
    "a row of names": ("Question,Answer\nMPI,index\n", [("MPI", "index")]),
    "a quote never closed": ('a,b\nc,"d\ne,f\n', [("a", "b"), ("c", '"d'), ("e", "f")]),
    "Windows-1252": ("Façade,café\n".encode("cp1252"), [("Façade", "café")]),
    "UTF-16": ("Façade,café\n".encode("utf-16"), [("Façade", "café")]),
    "UTF-16 without a mark": ("Façade,café\n".encode("utf-16-be"), [("Façade", "café")]),
    "separators of several characters": ("MPI|||index\nROI|||release\n", [("MPI", "index"), ("ROI", "release")]),
    "dashes": ("MPI - master, patient\nROI - release\n", [("MPI", "master, patient"), ("ROI", "release")]),
    "spaces before quotes": ('a, "b, c"\nd, "e, f"\n', [("a", "b, c"), ("d", "e, f")]),
    "a numbered list": ("#,MPI\n2,ROI\n", [("#", "MPI"), ("2", "ROI")]),
}  # fmt: skip


def anki_makes(anki: AnkiText, path: Path) -> list[tuple[str, str]] | None:
    """Give the fronts and backs Anki makes of a file; None when it refuses it."""
    from anki.errors import BackendError

    try:
        anki.bring(path)
    except BackendError:
        return None
    return [(note.fields[0], note.fields[1]) for note in anki.notes()]


@pytest.mark.parametrize("case", NASTY)
def test_files_that_anki_takes_for_something_else_are_read_right(tmp_path: Path, anki: AnkiText, case: str) -> None:
    content, expected = NASTY[case]
    transfer = read(tmp_path, content)

    assert [note.fields[:2] for note in transfer.notes] == expected
    assert anki_makes(anki, a_file(tmp_path, content)) != expected


def test_rows_that_share_a_front_are_all_read_and_left_to_the_plan(tmp_path: Path, anki: AnkiText) -> None:
    content = "MPI,index\nMPI,index\nMPI,patient index\n"

    assert len(read(tmp_path, content).notes) == 3
    assert len(anki_makes(anki, a_file(tmp_path, content)) or ()) == 3


HEADERS = [
    f"#separator:{name}\na,b;c\td|e:f g\n" for name in ("Comma", "semicolon", "TAB", "Space", "Pipe", "Colon", ";")
] + [
    "#separator:comma,,,\n#html:true\n<b>a</b>,b\n",
    "#separator:comma\n#html:false\n<b>a</b>,b\n",
    "tags:x y\n#separator:comma\na,b\n",
    "#separator:comma\n#tags:p::q r\na,b\n#no,card\n\"#a\",card\n",
    "#separator:comma\n#columns:Back,Front\nb,a\n",
    "#separator:comma\n#deck:Law::HIPAA\na,b\n",
    "#separator:comma\n#notetype:Cloze\n{{c1::a}},b\n",
    "#separator:comma\n#notetype:None of mine\na,b\n",
    "#separator:comma\n#deck column:1\n#tags column:4\nLaw,a,b,x y\nDesk,c,d,\n",
    "#separator:comma\n#guid column:2\na,guid1,b\nc,guid2,d\n",
    "#separator:comma\n#notetype column:3\na,b,Basic\n{{c1::c}},d,Cloze\n",
    "#separator:comma\na,\"b\n# not a comment\"\n\n,left out\nc\n",
]  # fmt: skip


@pytest.mark.parametrize("content", HEADERS)
def test_header_lines_mean_what_they_mean_in_anki(tmp_path: Path, anki: AnkiText, content: str) -> None:
    transfer = read(tmp_path, content)
    anki.bring(a_file(tmp_path, content))

    ours = [
        (note.fields[0], note.fields[1] or "", note.deck or "Default", {*(note.tags or ()), *transfer.added_tags})
        for note in transfer.notes
    ]
    assert ours == [(*note.fields, note.deck, set(note.tags)) for note in anki.notes()]


def test_the_optional_reversed_type_is_ankis_own(anki: AnkiText) -> None:
    assert anki.whole_type(OPTIONAL_REVERSED.name) == OPTIONAL_REVERSED
