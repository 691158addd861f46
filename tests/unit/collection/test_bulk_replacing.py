"""Find and replace in many notes: what it would do, and what it does."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from flashcards.collection import bulk
from flashcards.collection.bulk import Manner, PatternError, Replacement, ReplacePreview
from flashcards.collection.collection import Collection
from flashcards.domain.changes import Operation
from flashcards.domain.choice import decode_options
from flashcards.domain.errors import CancelledError
from flashcards.domain.ids import NoteId
from flashcards.domain.note import Note
from flashcards.domain.note_type import NoteKind
from flashcards.storage import reading
from flashcards.storage.first_field import checksum
from tests.builders import FIELDS, NOON, Clock, a_note, add_notes
from tests.unit.collection.test_sitting import make_due


def add(collection: Collection, *notes: Note) -> list[NoteId]:
    cards = add_notes(collection, "Filing", notes)
    return collection.read(lambda snapshot: bulk.notes_of(snapshot, cards))


def fields(collection: Collection, ids: Sequence[NoteId]) -> list[tuple[str, ...]]:
    found = collection.read(lambda snapshot: reading.notes(snapshot, ids))
    return [found[note_id].fields for note_id in ids]


def look(
    collection: Collection, ids: Sequence[NoteId], replacement: Replacement, field: str | None = None
) -> ReplacePreview:
    return collection.read(lambda snapshot: bulk.preview_replace(snapshot, ids, replacement, field))


def do(
    collection: Collection, ids: Sequence[NoteId], replacement: Replacement, field: str | None = None
) -> list[NoteId]:
    return collection.transact(
        Operation.FIND_AND_REPLACE, lambda transaction: bulk.replace_in(transaction, ids, replacement, field)
    ).value


def test_a_preview_names_each_change_and_what_is_done_is_what_it_shows(collection: Collection, clock: Clock) -> None:
    ids = add(
        collection,
        a_note("one", fields=("How many days?", "30 days", "")),
        a_note("two", fields=("Who?", "The clerk", "")),
        a_note("three", fields=("A day?", "Day one, day two", "")),
    )
    replacement = Replacement.read("day", "night")

    preview = look(collection, ids, replacement)
    now = clock.forward(hours=1)
    changed = do(collection, ids, replacement)

    assert [(change.note_id, change.field, change.text.after) for change in preview.changes] == [
        (ids[0], "Front", "How many nights?"),
        (ids[0], "Back", "30 nights"),
        (ids[2], "Front", "A night?"),
        (ids[2], "Back", "night one, night two"),
    ]
    assert (preview.notes, preview.places, preview.cards_lost, preview.left) == (2, 5, 0, ())
    assert changed == [ids[0], ids[2]]
    assert fields(collection, ids)[2] == ("A night?", "night one, night two", "")
    note = collection.read(lambda snapshot: reading.notes(snapshot, ids))[ids[2]]
    assert (note.modified_at, collection.read(lambda snapshot: reading.sort_texts(snapshot, ids))[ids[2]]) == (
        now,
        "A night?",
    )
    assert collection.steps().undo == "Find and Replace"


def test_one_field_can_be_searched_in_whatever_note_type_has_it(collection: Collection) -> None:
    ids = add(
        collection,
        a_note("one", fields=("day", "day", "day")),
        a_note("two", NoteKind.CLOZE, fields=("{{c1::day}}", "day")),
    )

    names = collection.read(lambda snapshot: bulk.fields_to_search(snapshot, ids))
    changed = do(collection, ids, Replacement.read("day", "x"), "More")

    assert names == ("Front", "Back", "More", "Text")
    assert changed == ids
    assert fields(collection, ids) == [("day", "day", "x"), ("{{c1::day}}", "x")]


def test_options_stay_options(collection: Collection) -> None:
    ids = add(collection, a_note("one", NoteKind.CHOICE))

    preview = look(collection, ids, Replacement.read('"counts', '"is” "counted'))
    do(collection, ids, Replacement.read("day", 'date "x"', matches_case=True), "Options")
    do(collection, ids, Replacement.read(r"\bIt\b", 'The "date"', Manner.PATTERN))

    options = decode_options(fields(collection, ids)[0][1])
    assert preview.notes == 0
    assert [(option.text, option.rationale) for option in options[:2]] == [
        ('The date "x" of admission', 'The "date" counts.'),
        ('The date "x" of discharge', 'The "date" does not count.'),
    ]
    assert [option.is_correct for option in options] == [True, False, False, False]


def test_cards_follow_the_gaps_and_those_that_stay_keep_their_schedule(collection: Collection) -> None:
    ids = add(collection, a_note("one", NoteKind.CLOZE))
    cards = collection.read(lambda snapshot: reading.cards_of_notes(snapshot, ids))
    make_due(collection, {card.id: 30.0 for card in cards})
    before = collection.read(lambda snapshot: reading.cards_of_notes(snapshot, ids))
    replacement = Replacement.read("{{c2::", "{{c3::", Manner.SOURCE)

    preview = look(collection, ids, replacement)
    do(collection, ids, replacement)

    after = collection.read(lambda snapshot: reading.cards_of_notes(snapshot, ids))
    assert (preview.cards_added, preview.cards_lost, preview.seen_lost) == (1, 1, 1)
    assert [card.ordinal for card in after] == [0, 2]
    assert (after[0], after[1].memory) == (before[0], None)


def test_a_note_that_would_have_nothing_to_ask_is_left_as_it_is(collection: Collection) -> None:
    ids = add(collection, a_note("one"), a_note("two", fields=("Who? And who?", "", "")))
    replacement = Replacement.read("^How.*$", "", Manner.PATTERN)

    preview = look(collection, ids, replacement)
    changed = do(collection, ids, replacement)

    assert (preview.notes, preview.left, changed) == (0, (ids[0],), [])
    assert fields(collection, ids)[0] == FIELDS[NoteKind.BASIC]
    assert collection.steps().undo == "Add Note"


def test_notes_can_be_left_out(collection: Collection) -> None:
    ids = add(collection, a_note("one"), a_note("two"))

    done = collection.transact(
        Operation.FIND_AND_REPLACE,
        lambda transaction: bulk.replace_in(transaction, ids, Replacement.read("days", "x"), but={ids[0]}),
    )

    assert done.value == ids[1:]
    assert [one[1] for one in fields(collection, ids)] == ["30 days", "30 x"]


def test_a_pattern_that_takes_too_long_stops_with_the_note_named_and_changes_nothing(collection: Collection) -> None:
    ids = add(collection, a_note("one", fields=("ok!", "b", "")), a_note("two", fields=("a" * 60 + "!", "b", "")))
    slow = replace(Replacement.read("(a|aa)+$|!", "?", Manner.PATTERN))

    with pytest.raises(PatternError, match="takes too long on “aaaa"):
        do(collection, ids, slow)

    assert fields(collection, ids)[0] == ("ok!", "b", "")


def test_a_long_replacement_tells_how_far_it_is_and_can_be_stopped(collection: Collection) -> None:
    ids = add(collection, *(a_note(f"n{number}") for number in range(1100)))
    told = []

    def stop(doing: str, share: float) -> None:
        told.append((doing, round(share, 1)))
        if share > 0.8:
            message = "Stopped. Nothing was changed."
            raise CancelledError(message)

    with pytest.raises(CancelledError):
        collection.transact(
            Operation.FIND_AND_REPLACE,
            lambda transaction: bulk.replace_in(transaction, ids, Replacement.read("days", "x"), progress=stop),
        )

    assert told == [("Replacing", 0.0), ("Replacing", 0.5), ("Replacing", 0.9)]
    assert fields(collection, ids[:1])[0] == FIELDS[NoteKind.BASIC]


def test_a_preview_shows_so_many_and_counts_the_rest(collection: Collection) -> None:
    ids = add(collection, *(a_note(f"n{number}") for number in range(520)))

    preview = look(collection, ids, Replacement.read("days", "x"))

    assert (len(preview.changes), preview.notes) == (500, 520)


def test_a_note_edited_by_replacement_cannot_be_written_over_by_an_open_editor(collection: Collection) -> None:
    ids = add(collection, a_note("one"))
    before = collection.read(lambda snapshot: reading.notes(snapshot, ids))[ids[0]]
    do(collection, ids, Replacement.read("days", "x"))

    after = collection.read(lambda snapshot: reading.notes(snapshot, ids))[ids[0]]
    assert after.revision > before.revision
    assert before.created_at == NOON


def test_what_a_note_is_sorted_and_recognised_by_follows_its_first_field_alone(collection: Collection) -> None:
    ids = add(collection, a_note("a", fields=("30 days", "x", "")), a_note("b", fields=("x", "30 days", "")))

    do(collection, ids, Replacement.read("days", "nights"))

    rows = collection.read(lambda snapshot: list(snapshot.rows("SELECT sort_text, checksum FROM note ORDER BY id")))
    assert rows == [("30 nights", checksum("30 nights")), ("x", checksum("x"))]
    assert fields(collection, ids) == [("30 nights", "x", ""), ("x", "30 nights", "")]
