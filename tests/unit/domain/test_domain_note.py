import pytest

from flashcards.domain.note import DOMAIN_NAMES, DOMAINS, Level
from flashcards.domain.note_type import BUILT_IN, NoteKind, built_in
from flashcards.domain.review import Rating, ReviewKind


def test_numbers_are_those_in_stored_collections() -> None:
    assert [(one.label, one.value) for one in Level] == [("recall", 1), ("application", 2), ("analysis", 3)]
    assert [(one.label, one.value) for one in NoteKind] == [
        ("basic", 1),
        ("reversed", 2),
        ("cloze", 3),
        ("choice", 4),
        ("typed", 5),
        ("custom", 6),
    ]
    assert [(one.name, one.value) for one in Rating] == [("AGAIN", 1), ("HARD", 2), ("GOOD", 3), ("EASY", 4)]
    assert [one.value for one in ReviewKind] == [0, 1, 2, 3, 4, 5]


def test_every_domain_has_a_name() -> None:
    assert tuple(DOMAIN_NAMES) == DOMAINS == (1, 2, 3, 4, 5, 6)


def test_built_in_types_keep_their_ids() -> None:
    assert [(one.id, one.kind) for one in BUILT_IN] == [
        (1, NoteKind.BASIC),
        (2, NoteKind.REVERSED),
        (3, NoteKind.CLOZE),
        (4, NoteKind.CHOICE),
        (5, NoteKind.TYPED),
    ]


@pytest.mark.parametrize("kind", [kind for kind in NoteKind if kind is not NoteKind.CUSTOM])
def test_a_built_in_type_asks_with_fields_it_has(kind: NoteKind) -> None:
    note_type = built_in(kind)

    assert note_type.kind is kind
    assert all("{{" in template.question for template in note_type.templates)
    assert any(name in note_type.templates[0].question for name in note_type.fields)


def test_an_imported_type_is_not_built_in() -> None:
    with pytest.raises(KeyError):
        built_in(NoteKind.CUSTOM)


def test_a_field_is_found_by_its_name() -> None:
    assert built_in(NoteKind.CHOICE).field_index("Options") == 1
    with pytest.raises(ValueError, match="not in tuple"):
        built_in(NoteKind.CHOICE).field_index("Nothing")
