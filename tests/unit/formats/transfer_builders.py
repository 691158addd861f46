"""Transfers to write, and how what was read is compared with them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from hypothesis import strategies as st

from flashcards.domain.choice import Option, encode_options
from flashcards.domain.note import Level, Provenance
from flashcards.domain.note_type import BUILT_IN, NoteKind
from flashcards.domain.study_day import StudyCalendar
from flashcards.formats.format import Reading
from flashcards.formats.transfer import Transfer, TransferNote

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
