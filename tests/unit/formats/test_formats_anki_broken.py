"""Anki packages with something wrong in them: it is listed, and the rest comes in."""

from pathlib import Path
from typing import Any

import pytest

from flashcards.domain.card import CardState
from flashcards.domain.note_type import NoteKind
from flashcards.formats.transfer import TransferCard
from tests.unit.formats.anki_builders import (
    CARD,
    FIRST_DAY,
    NOTE,
    AnkiFile,
    a_card,
    a_note,
    a_review,
    messages,
    read_file,
)

GENERATIONS = pytest.mark.parametrize("generation", [1, 2, 3])


class TestBrokenParts:
    """One thing that is wrong is listed, and the rest comes in."""

    def test_a_schedule_that_means_nothing_begins_anew(self, tmp_path: Path) -> None:
        cards = [a_card(type=2, queue=2, due=5, ivl="x"), a_card(CARD + 1, NOTE + 1, type=2, queue=2, due=5, ivl=3)]

        with read_file(tmp_path, AnkiFile(notes=[a_note(), a_note(NOTE + 1)], cards=cards)) as transfer:
            states = [note.cards[0].state for note in transfer.notes]

        assert states == [CardState.NEW, CardState.REVIEW]
        assert messages(transfer)[0] == "The schedule of card 1 of the note “Q” cannot be read; it starts as new"

    def test_a_card_of_no_note_with_words_goes_by_its_number(self, tmp_path: Path) -> None:
        cards = [a_card(type=7), a_card(CARD + 1, NOTE + 1, type=7)]

        with read_file(tmp_path, AnkiFile(notes=[a_note(fields="<br>\x1fA")], cards=cards)) as transfer:
            assert messages(transfer) == [
                f"Card {CARD + 1} was left out: its note, {NOTE + 1}, is not in the file",
                f"The schedule of card 1 of note {NOTE} cannot be read; it starts as new",
                f"The schedule of card {CARD + 1} cannot be read; it starts as new",
            ]

    def test_of_many_bad_schedules_the_first_are_named_and_the_rest_counted(self, tmp_path: Path) -> None:
        notes = [a_note(NOTE + place, f"Q{place}\x1fA") for place in range(230)]
        cards = [a_card(CARD + 1000 + place, NOTE + place, type=7) for place in range(230)]

        with read_file(tmp_path, AnkiFile(notes=notes, cards=cards)) as transfer:
            found = messages(transfer)

        assert len(found) == 201
        assert "The schedule of card 1 of the note “Q199” cannot be read; it starts as new" in found
        assert "30 more like this up to here: cards with schedules that cannot be read; they start as new" in found

    @pytest.mark.parametrize(
        "wrong",
        [
            {"type": 7},
            {"queue": 9},
            {"due": 1 << 40},
            {"reps": -1},
            {"lapses": 1 << 40},
            {"factor": 2.5},
            {"ivl": None},
        ],
    )
    def test_any_value_may_be_wrong(self, wrong: dict[str, Any], tmp_path: Path) -> None:
        row = {"type": 2, "queue": 2, "due": 5} | wrong

        with read_file(tmp_path, AnkiFile(cards=[a_card(**row)])) as transfer:
            assert transfer.notes[0].cards == (TransferCard(0, "RHIT::Terms", source_id=CARD),)

    @pytest.mark.parametrize(
        "data", ["{", "[1]", '{"s":"x","d":5}', '{"s":-1,"d":5}', '{"s":3}', '{"s":3,"d":99}', "[" * 9999]
    )
    def test_a_memory_that_cannot_be_is_left_to_the_reviews(self, data: str, tmp_path: Path) -> None:
        good = a_card(CARD + 1, NOTE + 1, type=2, queue=2, due=5, data='{"s":3.5,"d":5}')
        cards = [a_card(type=2, queue=2, due=5, data=data), good]

        with read_file(tmp_path, AnkiFile(notes=[a_note(), a_note(NOTE + 1)], cards=cards)) as transfer:
            memories = [(note.cards[0].stability, note.cards[0].due_on) for note in transfer.notes]

        assert memories == [(None, FIRST_DAY + 5), (3.5, FIRST_DAY + 5)]
        assert "The memory of card 1 of the note “Q” cannot be read; its reviews will tell it" in messages(transfer)

    @pytest.mark.parametrize("broken", [0, 1, 2])
    def test_a_text_that_is_no_utf8_is_shown_as_such_and_all_notes_come_in(self, broken: int, tmp_path: Path) -> None:
        notes = [a_note(NOTE + place) for place in range(3)]
        script = f"UPDATE notes SET flds = CAST(X'C3A4FF1F78' AS TEXT) WHERE id = {NOTE + broken}"

        with read_file(tmp_path, AnkiFile(notes=notes, script=script)) as transfer:
            fields = [note.fields[0] for note in transfer.notes]

        assert len(fields) == 3
        assert [place for place, field in enumerate(fields) if field == "ä\N{REPLACEMENT CHARACTER}"] == [broken]

    def test_broken_lines_of_the_log_and_those_of_nobody_are_counted(self, tmp_path: Path) -> None:
        reviews = [
            a_review(NOTE + 1),
            a_review(NOTE + 2, ease=9),
            a_review(NOTE + 3, ivl="long"),
            a_review(NOTE + 4, card_id=12),
        ]

        with read_file(tmp_path, AnkiFile(reviews=reviews)) as transfer:
            (chunk,) = transfer.reviews.chunks()

        assert chunk.reviewed_at.tolist() == [NOTE + 1]
        assert messages(transfer) == [
            "lines of the review log that belong to no card in the file were left out: 1",
            "lines of the review log that cannot be read were left out: 2",
        ]

    def test_a_note_with_too_few_fields_or_too_many_keeps_all_its_words(self, tmp_path: Path) -> None:
        notes = [a_note(fields="only"), a_note(NOTE + 1, fields="Q\x1fA\x1fB\x1fC")]

        with read_file(tmp_path, AnkiFile(notes=notes)) as transfer:
            fields = [note.fields for note in transfer.notes]

        assert fields == [("only", "", ""), ("Q", "A<br>B<br>C", "")]
        assert messages(transfer) == [
            "The note “Q” has more fields than its type; they were joined",
            "The note “only” has fewer fields than its type",
        ]

    def test_notes_whose_type_is_missing_come_in_with_all_their_fields(self, tmp_path: Path) -> None:
        notes = [a_note(mid=5, fields="Q\x1fA\x1fB"), a_note(NOTE + 1)]

        with read_file(tmp_path, AnkiFile(notes=notes, cards=[a_card(ord=0)])) as transfer:
            lost, sound = transfer.notes
            recovered = transfer.note_types[lost.type_place]

        assert (recovered.name, recovered.kind) == ("Recovered notes with 3 fields", NoteKind.CUSTOM)
        assert (lost.fields, len(lost.cards)) == (("Q", "A", "B"), 1)
        assert transfer.note_types[sound.type_place].name == "Basic"
        assert messages(transfer) == [
            "Notes of a type that is not in the file came in as “Recovered notes with 3 fields”",
        ]

    @pytest.mark.parametrize("text", [None, b"bytes"])
    def test_a_note_without_text_is_left_out(self, text: object, tmp_path: Path) -> None:
        notes = [a_note(flds=text), a_note(NOTE + 1)]

        with read_file(tmp_path, AnkiFile(notes=notes, cards=())) as transfer:
            assert [note.guid for note in transfer.notes] == [f"guid-{NOTE + 1}"]
            assert len(messages(transfer)) == 1

    def test_cards_that_fit_no_note_are_left_out(self, tmp_path: Path) -> None:
        cards = [
            a_card(),
            a_card(CARD + 1),
            a_card(CARD + 2, ord=3),
            a_card(CARD + 3, note_id=9),
            a_card(CARD + 4, nid="x"),
        ]

        with read_file(tmp_path, AnkiFile(cards=cards)) as transfer:
            assert [card.source_id for note in transfer.notes for card in note.cards] == [CARD]

        assert messages(transfer) == [
            "Card 1 of the note “Q” was left out: the note has it twice",
            f"Card {CARD + 3} was left out: its note, 9, is not in the file",
            f"Card {CARD + 4} was left out: it has no note",
            "Card 4 of the note “Q” was left out: its type has no such card",
        ]

    def test_a_deck_that_is_missing_leaves_the_card_to_the_learner(self, tmp_path: Path) -> None:
        with read_file(tmp_path, AnkiFile(cards=[a_card(did=77)])) as transfer:
            assert transfer.notes[0].deck == ""

        assert messages(transfer) == ["The deck of card 1 of the note “Q” is not described in the file"]

    def test_settings_that_are_no_messages_leave_the_names(self, tmp_path: Path) -> None:
        script = "UPDATE notetypes SET config = x'ff'; UPDATE templates SET config = 5; UPDATE decks SET kind = x'0aff'"

        with read_file(tmp_path, AnkiFile(script=script)) as transfer:
            (note,) = transfer.notes
            assert (note.fields, note.deck) == (("Q", "A"), "RHIT::Terms")

        assert "The settings of the note type “Basic” cannot be read" in messages(transfer)

    @pytest.mark.parametrize("column", ["models", "decks", "dconf", "conf"])
    @pytest.mark.parametrize("wrong", ["", "{", "[]", "5", "null", '{"1":5}', "[" * 99_999])
    def test_settings_that_are_no_json_leave_the_notes(self, column: str, wrong: str, tmp_path: Path) -> None:
        file = AnkiFile(2, script=f"UPDATE col SET {column} = '{wrong}'")

        with read_file(tmp_path, file) as transfer:
            assert [note.fields[:2] for note in transfer.notes] == [("Q", "A")]

    def test_letters_that_are_no_letters_are_replaced(self, tmp_path: Path) -> None:
        script = "UPDATE notes SET flds = CAST(x'51ff1f41' AS TEXT)"

        with read_file(tmp_path, AnkiFile(script=script)) as transfer:
            assert transfer.notes[0].fields == ("Q�", "A", "")

    def test_many_problems_of_a_kind_are_counted(self, tmp_path: Path) -> None:
        notes = [a_note(NOTE + number, fields="Q") for number in range(250)]

        with read_file(tmp_path, AnkiFile(notes=notes, cards=())) as transfer:
            said = messages(transfer)

        assert len(said) == 201
        assert "50 more like this up to here: notes with too many fields, or too few" in said


class TestMedia:
    """Files that are not as the list says."""

    def test_a_file_that_is_missing_is_listed(self, tmp_path: Path) -> None:
        file = AnkiFile(files={"a.png": b"a", "b.png": b"b"}, members={"0": None})

        with read_file(tmp_path, file) as transfer:
            assert [one.name for one in transfer.media] == ["b.png"]

        assert messages(transfer) == ["“a.png” was left out: it is listed, but not in the package"]

    @GENERATIONS
    def test_a_list_that_cannot_be_read_leaves_the_notes(self, generation: int, tmp_path: Path) -> None:
        with read_file(tmp_path, AnkiFile(generation, media=b"\xff{[")) as transfer:
            assert len(transfer.notes) == 1

        assert messages(transfer) == [
            "The list of media cannot be read to its end; the pictures and sounds it should name were left out"
        ]

    def test_a_package_without_a_list_has_no_media(self, tmp_path: Path) -> None:
        with read_file(tmp_path, AnkiFile(members={"media": None})) as transfer:
            assert (transfer.media, messages(transfer)) == ((), [])
