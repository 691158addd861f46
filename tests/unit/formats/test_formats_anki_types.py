"""Which of our note types the types of an Anki package become."""

from pathlib import Path

import pytest

from flashcards.domain.note_type import NoteKind
from tests.unit.formats.anki_builders import (
    BASIC,
    CARD,
    CLOZE,
    NOTE,
    TYPES,
    AnkiFile,
    a_card,
    a_note,
    a_type,
    messages,
    read_file,
)


class TestTypes:
    """What notes become."""

    def test_gaps_are_numbered_by_their_cards(self, tmp_path: Path) -> None:
        note = a_note(mid=CLOZE, fields="{{c1::a}} {{c3::b}}\x1fmore")
        cards = [a_card(CARD + 1, ord=2), a_card(CARD, ord=0)]

        with read_file(tmp_path, AnkiFile(notes=[note], cards=cards)) as transfer:
            (found,) = transfer.notes

        assert transfer.note_types[0].kind is NoteKind.CLOZE
        assert found.fields == ("{{c1::a}} {{c3::b}}", "more")
        assert [card.ordinal for card in found.cards] == [0, 2]

    def test_a_type_of_the_learners_own_keeps_fields_templates_and_styling(self, tmp_path: Path) -> None:
        templates = [
            ("{{Term}}{{#Hint}}<i>{{Hint}}</i>{{/Hint}}", "{{FrontSide}}<hr>{{type:Meaning}}"),
            ("{{Meaning}}", "{{Term}}"),
        ]
        own = a_type(BASIC, "Terms", ("Term", "Meaning", "Hint"), templates) | {"css": ".card { color: red }"}

        with read_file(tmp_path, AnkiFile(types=[own], notes=[a_note(fields="a\x1fb\x1fc")])) as transfer:
            (found,) = transfer.note_types

        assert (found.kind, found.name, found.css) == (NoteKind.CUSTOM, "Terms", ".card { color: red }")
        assert found.fields == ("Term", "Meaning", "Hint")
        assert [(one.question, one.answer) for one in found.templates] == templates
        assert transfer.notes[0].fields == ("a", "b", "c")

    @pytest.mark.parametrize(
        ("name", "css", "answer"),
        [
            ("Mine", "", "{{FrontSide}}<hr id=answer>{{Back}}"),
            ("Basic", ".card { color: red }", "{{FrontSide}}<hr id=answer>{{Back}}"),
            ("Basic", "", "{{FrontSide}}<hr id=answer>{{Back}}!"),
        ],
    )
    def test_ankis_own_types_are_ours_only_as_they_come(self, name: str, css: str, answer: str, tmp_path: Path) -> None:
        changed = a_type(BASIC, name, ("Front", "Back"), [("{{Front}}", answer)]) | {"css": css}

        with read_file(tmp_path, AnkiFile(types=[changed])) as transfer:
            assert transfer.note_types[0].kind is NoteKind.CUSTOM

    def test_a_typed_answer_of_several_lines_stays_as_it_is(self, tmp_path: Path) -> None:
        typed = a_type(
            BASIC,
            "Basic (type in the answer)",
            ("Front", "Back"),
            [("{{Front}}\n{{type:Back}}", "{{Front}}<hr id=answer>{{type:Back}}")],
        )
        notes = [a_note(fields="Q\x1f310"), a_note(NOTE + 1, fields="Q\x1fone<br>two")]

        with read_file(tmp_path, AnkiFile(types=[typed], notes=notes, cards=())) as transfer:
            kinds = [transfer.note_types[note.type_place].kind for note in transfer.notes]

        assert kinds == [NoteKind.TYPED, NoteKind.CUSTOM]

    def test_fields_without_names_or_with_the_same_get_names(self, tmp_path: Path) -> None:
        odd = a_type(BASIC, "", ("A", "A", "", "A (2)"), [])

        with read_file(tmp_path, AnkiFile(types=[odd], notes=[a_note(fields="1\x1f2\x1f3\x1f4")])) as transfer:
            (found,) = transfer.note_types

        assert (found.name, found.fields) == ("Unnamed", ("A", "A (2)", "Field 3", "A (2) (2)"))
        assert found.templates[0].question == "{{A}}"

    @pytest.mark.parametrize(
        "fields",
        [("Occlusion", "Image", "Header", "Back Extra", "Comments"), ("ID", "Image", "Question Mask", "Answer Mask")],
    )
    def test_types_that_cover_pictures_come_in_as_they_are(self, fields: tuple[str, ...], tmp_path: Path) -> None:
        covering = a_type(BASIC, "Occlusion", fields, [("{{Image}}", "{{Image}}")])
        text = "\x1f".join("x" for _ in fields)

        with read_file(tmp_path, AnkiFile(types=[covering, *TYPES[1:]], notes=[a_note(fields=text)])) as transfer:
            assert [card.is_suspended for card in transfer.notes[0].cards] == [False]
            assert transfer.note_types[0].fields == fields

        assert messages(transfer) == []
