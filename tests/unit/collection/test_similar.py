"""Notes that ask nearly the same."""

import random
from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.collection import bulk
from flashcards.collection.collection import Collection
from flashcards.collection.similar import NearDuplicates, SimilarPair, near_duplicates
from flashcards.collection.similar.joining import join
from flashcards.collection.similar.word_sets import WordSets
from flashcards.collection.similar.wording import same_if_equal
from flashcards.domain.errors import CancelledError
from flashcards.domain.ids import NoteId
from flashcards.domain.note import Note
from flashcards.domain.note_type import NoteKind
from flashcards.domain.progress import no_progress
from flashcards.formats.lint_seen import likeness
from tests.builders import a_note, add_notes


def add(collection: Collection, *notes: Note) -> list[NoteId]:
    cards = add_notes(collection, "Filing", notes)
    return collection.read(lambda snapshot: bulk.notes_of(snapshot, cards))


def add_questions(collection: Collection, *questions: tuple[str, str]) -> list[NoteId]:
    return add(collection, *(a_note(f"n{place}", fields=(*both, "")) for place, both in enumerate(questions)))


def find(collection: Collection) -> NearDuplicates:
    return collection.read(near_duplicates)


def test_the_same_question_is_found_whatever_its_marks_and_capitals(collection: Collection) -> None:
    one, two, _, three = add_questions(
        collection,
        ("What is the MPI?", "Master patient index"),
        ("what is the <b>MPI</b>", "An index"),
        ("What is the EHR?", "Electronic health record"),
        ("What is the&nbsp;MPI ?", "It"),
    )

    assert find(collection) == NearDuplicates(
        (SimilarPair(one, two, 1.0), SimilarPair(one, three, 1.0)), same=2, near=0, is_complete=True
    )


def test_nearly_the_same_question_with_nearly_the_same_answer_is_found(collection: Collection) -> None:
    one, two, *_ = add_questions(
        collection,
        ("Within how many days must a covered entity act on a request for access?", "30 days after receipt"),
        ("Within how many calendar days must a covered entity act on a request for access?", "30 days"),
        ("Within how many days must a covered entity act on a request for amendment?", "60 days"),
    )

    found = find(collection)

    assert [(pair.first, pair.second) for pair in found.pairs] == [(one, two)]
    assert found.pairs[0].likeness == pytest.approx(9 / 10)


def test_the_likest_come_first_after_those_that_are_the_same(collection: Collection) -> None:
    text = "alpha beta gamma delta epsilon zeta eta theta iota kappa"
    ids = add_questions(
        collection,
        (text, "answer"),
        (f"{text} lambda", "answer"),
        (f"{text} lambda mu nu", "answer"),
        ("other question", "x"),
        ("Other question!", "y"),
    )

    pairs = find(collection).pairs

    assert [(pair.first, pair.second) for pair in pairs] == [
        (ids[3], ids[4]),
        (ids[0], ids[1]),
        (ids[1], ids[2]),
        (ids[0], ids[2]),
    ]


def test_gaps_are_read_with_their_words_and_options_by_the_right_ones(collection: Collection) -> None:
    one, two = add(
        collection,
        a_note("one", NoteKind.CLOZE, fields=("Notice goes out within {{c1::60 days::how long}} of discovery.", "")),
        a_note("two", NoteKind.CLOZE, fields=("Notice goes out within 60 days of {{c1::discovery}}.", "")),
    )
    three, four = add(collection, a_note("three", NoteKind.CHOICE), a_note("four", NoteKind.CHOICE))

    assert [pair[:2] for pair in find(collection).pairs] == [(one, two), (three, four)]


def test_notes_without_words_are_like_no_others(collection: Collection) -> None:
    add_questions(collection, ("???", "a"), ("!!!", "a"), ("of the", "a"), ("by a", "a"))

    assert find(collection).pairs == ()


def test_only_the_notes_chosen_are_looked_at(collection: Collection) -> None:
    one, _, three = add_questions(collection, ("Who?", "a"), ("who", "b"), ("Who", "c"))

    found = collection.read(lambda snapshot: near_duplicates(snapshot, [one, three]))

    assert found.pairs == (SimilarPair(one, three, 1.0),)


def test_looking_tells_how_far_it_is_and_can_be_stopped(collection: Collection) -> None:
    add_questions(collection, ("Who files it today?", "a"), ("Who files it tomorrow?", "b"))
    told: list[tuple[str, float]] = []

    def note(doing: str, share: float) -> None:
        told.append((doing, share))
        if doing == "Comparing":
            message = "Stopped."
            raise CancelledError(message)

    with pytest.raises(CancelledError):
        collection.read(lambda snapshot: near_duplicates(snapshot, progress=note))

    assert told[0] == ("Reading", 0.0)
    assert told[-1][0] == "Comparing"


WORDS = [f"w{number}" for number in range(12)]


@settings(max_examples=60, deadline=None)
@given(
    sets=st.lists(st.frozensets(st.sampled_from(WORDS), max_size=12), max_size=25),
    threshold=st.sampled_from((0.6, 0.75, 0.9, 1.0)),
)
def test_every_pair_that_reaches_the_threshold_is_found(sets: Sequence[frozenset[str]], threshold: float) -> None:
    wanted = {
        (one, other)
        for (one, first), (other, second) in combinations(enumerate(sets), 2)
        if first and likeness(first, second) >= threshold
    }

    joined = join(WordSets(sets), threshold, no_progress)

    assert joined.is_complete
    assert wanted <= {(one, other) for one, other in joined.pairs.tolist()}


def test_pairs_are_found_among_many_sets_of_few_words() -> None:
    chance = random.Random(5)
    vocabulary = [f"w{number}" for number in range(40)]
    sets = [frozenset(chance.sample(vocabulary, chance.randint(2, 14))) for _ in range(600)]
    wanted = {
        (one, other)
        for (one, first), (other, second) in combinations(enumerate(sets), 2)
        if likeness(first, second) >= 0.75
    }

    joined = join(WordSets(sets), 0.75, no_progress)

    assert wanted
    assert wanted <= {(one, other) for one, other in joined.pairs.tolist()}


@given(text=st.text("aB9 _-?.\t\n\x1f'é", max_size=12))
def test_questions_are_the_same_whatever_parts_their_words(text: str) -> None:
    assert same_if_equal(text) == same_if_equal(f"{text} é").removesuffix("é").strip()
