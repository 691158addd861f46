from flashcards.domain.changes import ChangeSet, Kind, Operation


def test_a_screen_learns_whether_anything_it_shows_was_written() -> None:
    changes = ChangeSet(Operation.ANSWER_CARD, frozenset({Kind.CARD, Kind.REVIEW}))

    assert changes.touches(Kind.CARD)
    assert changes.touches(Kind.NOTE, Kind.REVIEW)
    assert not changes.touches(Kind.NOTE, Kind.DECK)
    assert not changes.touches()


def test_an_operation_reads_as_the_undo_menu_names_it() -> None:
    assert f"Undo {Operation.ANSWER_CARD}" == "Undo Answer Card"


def test_a_step_stored_under_an_older_name_is_still_known() -> None:
    assert Operation("Load Bundled Decks") is Operation.LOAD_BUNDLED_DECKS
