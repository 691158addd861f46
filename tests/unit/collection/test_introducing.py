"""The order of introduction."""

from flashcards.collection.introducing import introduction_order
from flashcards.domain.note import Provenance
from flashcards.domain.note_type import NoteKind
from flashcards.formats.draft import NoteDraft


def a_draft(guid: str, *tests: str) -> NoteDraft:
    kind = NoteKind.CHOICE if tests else NoteKind.BASIC
    return NoteDraft(guid, kind, ("", "", ""), "Deck", (), Provenance(tests=tests), line=1)


def in_order(*drafts: NoteDraft) -> list[str]:
    places = introduction_order(drafts)
    return sorted(places, key=lambda guid: places[guid])


def test_notes_are_introduced_as_they_are_written() -> None:
    assert in_order(a_draft("b"), a_draft("a"), a_draft("c")) == ["b", "a", "c"]


def test_a_question_follows_what_it_tests_by_some_notes() -> None:
    recall = [a_draft(f"r{number:02}") for number in range(12)]

    order = in_order(*recall, a_draft("q", "r00", "r02"))

    assert order.index("q") == 6
    assert [guid for guid in order if guid != "q"] == [draft.guid for draft in recall]


def test_a_question_never_comes_later_than_it_is_written() -> None:
    assert in_order(a_draft("r"), a_draft("q", "r"), a_draft("s")) == ["r", "q", "s"]


def test_links_to_notes_of_other_decks_do_not_count() -> None:
    assert in_order(a_draft("q", "elsewhere"), a_draft("r")) == ["q", "r"]
