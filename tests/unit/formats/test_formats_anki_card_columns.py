"""Cards made by columns, and one by one: the same."""

import json
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.domain.study_day import StudyDay
from flashcards.formats.anki.card_columns import NUMBERS, CardBatch, ordinary_cards, read_json
from flashcards.formats.anki.cards import CardReader
from flashcards.formats.anki.outline import ForeignDeck, Outline
from flashcards.formats.findings import Findings
from flashcards.formats.foreign_database import Row
from tests.unit.formats.format_builders import READING

DECKS = {2: ForeignDeck(2, "A"), 3: ForeignDeck(3, "B::C")}
OUTLINE = Outline(StudyDay(18_262), decks=DECKS)

_whole = st.integers(-3, 9) | st.sampled_from([0, 1, 2, 40, 2500, 10**9 + 7, 1_760_000_000, 2**31, -(2**63), 2**63 - 1])
_usual = {
    "type": st.integers(0, 3) | _whole,
    "queue": st.integers(-3, 4) | _whole,
    "did": st.sampled_from([2, 3, 9]),
    "odid": st.sampled_from([0, 0, 0, 2, 9]),
}
rows = st.fixed_dictionaries({name: _usual.get(name, _whole) for name in NUMBERS})
_number = st.sampled_from([None, 0, 1, 3.5, 5, -1, 10**6, 10**400, float("nan"), 1_712_635_200]) | st.floats(0.1, 20)
_kept = st.fixed_dictionaries({}, optional=dict.fromkeys(("s", "d", "lrt", "pos", "dr"), _number))
texts = _kept.map(json.dumps) | st.sampled_from(
    ["", "{}", "{}", "[1]", "{", '{"s":"x"}', '{"s":true,"d":true}', "null"]
)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(rows, texts), min_size=1, max_size=6))
def test_most_cards_at_once_are_what_each_is_by_itself(cards: list[tuple[dict[str, int], str]]) -> None:
    findings = Findings(Path("deck.apkg"))
    reader = CardReader(OUTLINE, READING.calendar, findings)
    whole_rows: list[Row] = [(*(row[name] for name in NUMBERS), text) for row, text in cards]
    columns = [np.array([row[place] for row in whole_rows], np.int64) for place in range(len(NUMBERS))]
    kept = read_json([text for _, text in cards])
    batch = CardBatch(columns, whole_rows, kept)

    made, are_ordinary = ordinary_cards(batch, OUTLINE.created_on, reader.decks)

    if not made:
        return
    for one, is_ordinary, row, values in zip(made, are_ordinary, whole_rows, kept, strict=True):
        if is_ordinary:
            before = findings.count
            assert one == reader.card(row, values)
            assert findings.count == before


def test_ordinary_cards_are_made_at_once() -> None:
    def a_row(**changes: int) -> tuple[Any, ...]:
        return (*((dict.fromkeys(NUMBERS, 0) | {"did": 2, "id": 7} | changes).values()), "{}")

    whole_rows = [a_row(), a_row(type=2, queue=2, due=5), a_row(type=1, queue=1, due=1_760_000_000), a_row(did=9)]
    columns = [np.array([row[place] for row in whole_rows], np.int64) for place in range(len(NUMBERS))]

    made, are_ordinary = ordinary_cards(CardBatch(columns, whole_rows, [{}] * 4), 18_262, {2: "A"})

    assert made is not None
    assert list(are_ordinary) == [True, True, False, False]
    assert (made[1].due_on, made[1].state, made[1].deck) == (18_267, 2, "A")
