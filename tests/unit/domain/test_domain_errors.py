from pathlib import Path

import pytest

from flashcards.domain import errors

DECK, FILE = Path("decks/privacy.md"), Path("/data/collection.db")


@pytest.mark.parametrize(("line", "text"), [(42, "privacy.md, line 42: no answer"), (None, "privacy.md: no answer")])
def test_a_deck_problem_names_file_and_line(line: int | None, text: str) -> None:
    error = errors.DeckFormatError("no answer", DECK, line)

    assert (str(error), error.path, error.line) == (text, DECK, line)


def test_a_collection_from_the_future_says_what_to_do() -> None:
    error = errors.CollectionTooNewError(FILE, found=7, newest_known=3)

    assert (error.found, error.newest_known) == (7, 3)
    assert "newer version" in str(error)
    assert "Nothing was changed" in str(error)
    assert "--collection FILE" in str(error)


def test_a_damaged_collection_names_the_way_back() -> None:
    saved = errors.CollectionDamagedError(FILE, finding="page 3", backup=Path("/backups/1.db"))
    lost = errors.CollectionDamagedError(FILE, finding="page 3", backup=None)

    assert "damaged (page 3)" in str(saved)
    assert "/backups/1.db" in str(saved)
    assert "no backup yet" in str(lost)
    assert (saved.path, saved.backup, lost.backup) == (FILE, Path("/backups/1.db"), None)


def test_every_expected_problem_can_be_caught_as_one() -> None:
    kinds = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, Exception)]

    assert len(kinds) >= 11
    assert all(issubclass(one, errors.FlashcardsError) for one in kinds)
