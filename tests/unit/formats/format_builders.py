"""Transfers to write, and how what was read is compared with them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
from hypothesis import strategies as st

from flashcards.domain.choice import Option, encode_options
from flashcards.domain.note import Level, Provenance
from flashcards.domain.note_type import BUILT_IN, NoteKind
from flashcards.domain.study_day import StudyCalendar
from flashcards.formats.format import Reading
from flashcards.formats.transfer import MediaFile, ReviewChunk, Reviews, Transfer, TransferCard, TransferNote
from tests.transfer_builders import media_file

READING = Reading(StudyCalendar(zone=UTC), datetime(2026, 11, 23, 12, 0, tzinfo=UTC))
PLACES = {note_type.kind: place for place, note_type in enumerate(BUILT_IN)}


def a_note(kind: NoteKind = NoteKind.BASIC, *fields: str, guid: str = "some-note", deck: str = "Deck") -> TransferNote:
    return TransferNote(guid, PLACES[kind], fields or ("Q", "A", ""), deck)


def a_transfer(*notes: TransferNote) -> Transfer:
    return Transfer("collection", Path("collection"), BUILT_IN, notes)


def contents(transfer: Transfer) -> list[tuple[object, ...]]:
    """Give what notes say, apart from the place of their types and from their lines."""
    return [
        (
            note.guid,
            transfer.note_types[note.type_place].kind,
            note.fields,
            note.deck,
            note.tags,
            note.provenance,
        )
        for note in transfer.notes
    ]


_MARKS = (
    "*",
    "**b**",
    "`c`",
    "\\",
    "|",
    "- ",
    "1. ",
    "# ",
    "## x",
    "Q: ",
    "---",
    "<!--",
    "-->",
    "&#10;",
    "&#33;",
    "[x]",
)
_TAGS = ("<b>", "</b>", "<em>x</em>", "<br>", "<p>", "</p>", "<ul>\n<li>", "</li>\n</ul>", "<img src='a.png'>", "&lt;")

html = st.lists(
    st.one_of(
        st.sampled_from(_MARKS + _TAGS),
        st.sampled_from([" ", "\n", "\n\n", "\t", "\xa0", "\r", "  "]),
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8),
    ),
    max_size=8,
).map("".join)
filled = html.map(lambda text: text + "x")
word = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=6)
plain_id = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
guid = st.one_of(plain_id, word, st.sampled_from(["case", "A#b,c", "k~9{"]))
deck = st.lists(word.filter(lambda part: ":" not in part), min_size=1, max_size=3).map("::".join)
tags = st.lists(word, max_size=3, unique=True).map(lambda several: tuple(sorted(several)))
option = st.builds(Option, filled, st.booleans(), html, st.booleans())


def _with_a_right_one(options: Sequence[Option]) -> str:
    first = options[0]
    return encode_options([Option(first.text, is_correct=True, rationale=first.rationale), *options[1:]])


options = st.lists(option, min_size=2, max_size=4).map(_with_a_right_one)
provenance = st.builds(
    Provenance,
    citation=st.lists(word, max_size=3).map(" ".join),
    checked_on=st.none() | st.dates(date(1990, 1, 1), date(2040, 1, 1)),
    as_of=st.sampled_from(["", "2026", "1 October 2026"]),
    domain=st.none() | st.integers(1, 6),
    level=st.none() | st.sampled_from(Level),
    facts=st.sampled_from([(), ("C-001", "C-002")]),
    tests=st.sampled_from([(), ("some-note",)]),
    is_exam_only=st.booleans(),
)
fields = {
    NoteKind.BASIC: st.tuples(html, html, html),
    NoteKind.REVERSED: st.tuples(html, html, html),
    NoteKind.CLOZE: st.tuples(html.map(lambda text: f"{text}{{{{c1::x}}}}"), html),
    NoteKind.TYPED: st.tuples(html, st.one_of(html, st.sampled_from(["310", "310<br>310 patients"])), html),
    NoteKind.CHOICE: st.tuples(html, options, html, html),
}


def _note(kind: NoteKind) -> st.SearchStrategy[TransferNote]:
    return st.builds(TransferNote, guid, st.just(PLACES[kind]), fields[kind], deck, tags, provenance=provenance)


notes = st.sampled_from(sorted(fields)).flatmap(_note)
transfers = st.lists(notes, max_size=5, unique_by=lambda note: note.guid).map(lambda several: a_transfer(*several))

times = st.none() | st.integers(0, 4_000_000_000_000)
cards = st.builds(
    TransferCard,
    ordinal=st.integers(0, 3),
    deck=deck,
    state=st.integers(0, 3),
    stability=st.none() | st.floats(0.01, 1000),
    difficulty=st.none() | st.floats(1, 10),
    due_on=st.none() | st.integers(-1000, 60_000),
    due_at=times,
    step=st.none() | st.integers(0, 3),
    position=st.integers(0, 1000),
    interval_days=st.integers(0, 36_500),
    ease=st.sampled_from([0.0, 1.3, 2.5]),
    last_review_at=times,
    reps=st.integers(0, 99),
    lapses=st.integers(0, 9),
    flag=st.integers(0, 7),
    is_suspended=st.booleans(),
    is_buried=st.booleans(),
    source_id=st.integers(0, 2**53),
)
review_rows = st.lists(
    st.tuples(
        st.integers(1, 5),
        st.integers(0, 2**45),
        st.integers(0, 4),
        st.integers(0, 5),
        st.integers(0, 36_500),
        st.integers(0, 60_000),
    ),
    max_size=6,
    unique=True,
)
media_contents = st.dictionaries(st.from_regex(r"[a-z]{1,4}[.](png|mp3)", fullmatch=True), st.binary(), max_size=3)


def reviews_of(rows: Sequence[tuple[int, ...]], chunk: int = 2) -> Reviews:
    """Give a log of rows in the order of `ReviewChunk`'s columns."""
    table = np.array(sorted(rows), dtype=np.int64).reshape(-1, 6)
    kinds = (np.int64, np.int64, np.int8, np.int8, np.int32, np.int32)

    def chunks() -> Iterator[ReviewChunk]:
        for start in range(0, len(table), chunk):
            part = table[start : start + chunk]
            yield ReviewChunk(*(part[:, column].astype(kind) for column, kind in enumerate(kinds)))

    return Reviews(len(table), chunks)


def rows_of(reviews: Reviews) -> list[tuple[int, ...]]:
    """Give the lines of a log."""
    return [
        row
        for chunk in reviews.chunks()
        for row in zip(
            *(column.tolist() for column in (
                chunk.card, chunk.reviewed_at, chunk.rating, chunk.kind, chunk.interval_days, chunk.duration_ms
            )),
            strict=True,
        )
    ]  # fmt: skip


def media_of(contents: Mapping[str, bytes]) -> list[MediaFile]:
    return [media_file(name, content) for name, content in contents.items()]


def bytes_of(media: Sequence[MediaFile]) -> dict[str, bytes]:
    found = {}
    for one in media:
        with one.open() as file:
            found[one.name] = file.read()
        assert one.size == len(found[one.name])
    return found
