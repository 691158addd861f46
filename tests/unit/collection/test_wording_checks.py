"""Own notes that could ask better."""

from flashcards.collection.collection import Collection
from flashcards.collection.wording_checks import poor_notes
from flashcards.domain.choice import Option, encode_options
from flashcards.domain.note_type import NoteKind
from tests.builders import a_note, add_notes


def why(collection: Collection) -> list[tuple[str, ...]]:
    return [one.why for one in collection.read(poor_notes)]


def test_a_long_answer_and_a_list_are_named_and_the_newest_comes_first(collection: Collection) -> None:
    add_notes(
        collection,
        "Mine",
        [
            a_note("good"),
            a_note("long", fields=("What is a record?", " ".join(["word"] * 31), "")),
            a_note("list", fields=("Which parts?", "<ul><li>one</li><li>two</li></ul>", "")),
        ],
    )

    found = collection.read(poor_notes)

    assert [one.why for one in found] == [
        ("The answer is a list; ask for one thing, or make gaps.",),
        ("The answer has 31 words; 30 are enough.",),
    ]
    assert [one.can_split for one in found] == [True, False]


def test_a_choice_that_gives_its_answer_away_is_named(collection: Collection) -> None:
    options = encode_options(
        [
            Option("Thirty days from when the request was received, with one extension", is_correct=True),
            Option("Ten days", is_correct=False),
            Option("Both of these", is_correct=False),
        ]
    )
    add_notes(collection, "Mine", [a_note("choice", NoteKind.CHOICE, fields=("How long?", options, "", ""))])

    (reasons,) = why(collection)

    assert reasons[0].startswith("The right option is far longer than the others")
    assert reasons[1] == "Option C is about the other options: “Both of these”."


def test_notes_of_bundled_decks_are_left_to_their_publisher(collection: Collection) -> None:
    fields = ("Is it?", "Yes", "")
    add_notes(collection, "Mine", [a_note("mine", fields=fields)])
    add_notes(collection, "Privacy", [a_note("theirs", fields=fields, origin="bundled:privacy")])

    assert why(collection) == [("The answer is only “Yes”: say why as well.",)]


def test_a_note_whose_options_cannot_be_read_is_passed_over(collection: Collection) -> None:
    add_notes(collection, "Mine", [a_note("broken", NoteKind.CHOICE, fields=("How long?", "no JSON", "", ""))])

    assert why(collection) == []
