"""Notes made without a closer look, and one by one: the same."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.domain.note_type import CardTemplate
from flashcards.domain.study_day import StudyDay
from flashcards.formats.anki.notes import NoteReader
from flashcards.formats.anki.outline import ForeignType, Outline
from flashcards.formats.card_columns import CardColumns, NoteCards, by_note
from flashcards.formats.findings import Findings
from flashcards.formats.foreign_database import Row
from flashcards.formats.transfer import TransferCard

BASIC = CardTemplate("Card 1", "{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}")
TYPED = CardTemplate("Card 1", "{{Front}}{{type:Back}}", "{{Front}}<hr id=answer>{{type:Back}}")
CLOZE = CardTemplate("Cloze", "{{cloze:Text}}", "{{cloze:Text}}<br>{{Extra}}")
OUTLINE = Outline(
    StudyDay(18_262),
    types={
        1: ForeignType(1, "Basic", is_cloze=False, fields=("Front", "Back"), templates=(BASIC,)),
        2: ForeignType(2, "Cloze", is_cloze=True, fields=("Text", "Extra"), templates=(CLOZE,)),
        3: ForeignType(3, "Basic (type)", is_cloze=False, fields=("Front", "Back"), templates=(TYPED,)),
        4: ForeignType(4, "My own", is_cloze=False, fields=("Front", "Back", "Hint"), templates=(BASIC, BASIC)),
    },
)
AT = 1_700_000_000_000
_texts = st.lists(st.sampled_from(["", "a", "b<br>c", "x\ny", "{{c1::gap}}"]), min_size=1, max_size=4).map("\x1f".join)
_sound = st.tuples(
    st.sampled_from(["g", "guid", ""]),
    st.integers(1, 4),
    st.sampled_from([1_600_000_000, 1_700_000_000]),
    st.sampled_from(["", " a b ", "b a a"]),
    _texts,
    st.sampled_from(["", "{}", '{"flashcards":{"citation":"45 CFR"}}']),
)
_odd = st.tuples(
    st.sampled_from(["g", "g" * 201, 5, None]),
    st.sampled_from([1, 9, "x", None]),
    st.sampled_from([0, -1, 10**15, "x", None]),
    st.sampled_from([None, 7, " a "]),
    _texts | st.none() | st.just(b"x"),
    st.sampled_from([None, "{}", 3]),
)
_card_ordinals = st.lists(st.integers(-1, 3), max_size=3) | st.just([0])


def _cards(ordinals: Sequence[Sequence[int]]) -> dict[int, NoteCards]:
    every = [(AT + place, ordinal) for place, several in enumerate(ordinals) for ordinal in several]
    cards = [TransferCard(ordinal, "Terms", source_id=ordinal) for _, ordinal in every]
    return by_note(CardColumns.of(cards), np.array([note_id for note_id, _ in every], np.int64))


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(_sound | _odd, _card_ordinals), min_size=1, max_size=8))
def test_notes_made_at_once_are_what_each_is_by_itself(given_notes: list[tuple[tuple[object, ...], list[int]]]) -> None:
    rows: list[Row] = [(AT + place, *row) for place, (row, _) in enumerate(given_notes)]  # type: ignore[arg-type]
    ordinals = [several for _, several in given_notes]
    at_once, one_by_one = Findings(Path("a.apkg")), Findings(Path("a.apkg"))
    first, second = NoteReader(OUTLINE, _cards(ordinals), at_once), NoteReader(OUTLINE, _cards(ordinals), one_by_one)

    found = list(first.notes(rows))

    assert found == [note for note in map(second.note, rows) if note is not None]
    assert first.note_types == second.note_types
    assert at_once.problems() == one_by_one.problems()
