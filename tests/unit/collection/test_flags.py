"""Names of one's own for the flags."""

from flashcards.collection.collection import Collection
from flashcards.collection.flags import flag_names, rename_flag
from flashcards.collection.sidebar import sidebar
from flashcards.domain.changes import Operation
from flashcards.domain.flags import LONGEST_FLAG, USUAL_FLAGS


def rename(collection: Collection, number: int, name: str) -> None:
    collection.transact(Operation.RENAME_FLAG, lambda change: rename_flag(change, number, name))


def test_flags_are_called_by_their_colours_until_they_get_a_name(collection: Collection) -> None:
    assert collection.read(flag_names) == USUAL_FLAGS

    rename(collection, 2, "  Ask   Dana ")

    assert collection.read(flag_names)[:3] == ("Red", "Ask Dana", "Green")
    assert collection.read(sidebar).flags == collection.read(flag_names)


def test_without_a_name_or_by_its_colour_a_flag_has_the_usual_one_again(collection: Collection) -> None:
    rename(collection, 1, "Ask Dana")
    rename(collection, 2, "Check source")

    rename(collection, 1, "")
    rename(collection, 2, "orange")

    assert collection.read(flag_names) == USUAL_FLAGS


def test_a_name_is_a_step_of_undo_and_the_same_name_again_is_none(collection: Collection) -> None:
    rename(collection, 7, "Later")
    rename(collection, 7, "Later")

    collection.undo()

    assert collection.read(flag_names) == USUAL_FLAGS
    assert collection.steps().undo == ""


def test_a_name_is_no_longer_than_a_menu_can_show(collection: Collection) -> None:
    rename(collection, 1, "x" * 99)

    assert collection.read(flag_names)[0] == "x" * LONGEST_FLAG
