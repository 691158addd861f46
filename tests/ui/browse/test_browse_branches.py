"""The sidebar as a tree of searches."""

from flashcards.collection.sidebar import Sidebar
from flashcards.domain.ids import SavedSearchId
from flashcards.domain.saved_search import SavedSearch
from flashcards.search.language import parse
from flashcards.ui.browse.branches import Branch, branches, every, filtered

FULL = Sidebar(
    searches=(SavedSearch(SavedSearchId(1), "Weak", "prop:r<0.8", 0),),
    decks=("Clerk", "Clerk::Filing", "Privacy"),
    tags=("hipaa::right", "hipaa::wrong", "two words"),
    note_types=("Basic",),
)


def titles(tree: tuple[Branch, ...]) -> list[str]:
    return [branch.title for branch in every(tree)]


def test_every_line_of_the_sidebar_is_a_search_that_can_be_understood() -> None:
    lines = [branch.line for branch in every(branches(FULL)) if branch.line is not None]

    assert len(lines) > 30
    assert [parse(line) is not None for line in lines] == [True] * len(lines)


def test_decks_and_tags_nest_and_a_part_without_a_tag_of_its_own_gets_a_line() -> None:
    found = {branch.title: branch.line for branch in every(branches(FULL))}

    assert found["Filing"] == "deck:Clerk::Filing"
    assert found["hipaa"] == "tag:hipaa"
    assert found["wrong"] == "tag:hipaa::wrong"
    assert found["two words"] == 'tag:"two words"'


def test_groups_with_nothing_in_them_are_left_out() -> None:
    shown = titles(branches(Sidebar((), (), (), ())))

    assert "Decks" not in shown
    assert "Saved searches" not in shown
    assert "Without tags" in shown


def test_filtering_keeps_what_fits_with_what_it_stands_under() -> None:
    kept = titles(filtered(branches(FULL), "WRONG"))

    assert kept == ["Tags", "hipaa", "wrong"]
    assert titles(filtered(branches(FULL), " ")) == titles(branches(FULL))
