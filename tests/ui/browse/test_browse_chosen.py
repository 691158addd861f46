"""Selecting rows of a list that is sorted and searched anew."""

from flashcards.ui.browse.chosen import Chosen


def test_a_range_is_drawn_from_the_row_clicked_last() -> None:
    chosen = Chosen(10)

    chosen.only(6)
    chosen.reach(3)

    assert chosen.rows() == [3, 4, 5, 6]


def test_a_second_range_replaces_the_first_unless_both_are_kept() -> None:
    chosen = Chosen(10)
    chosen.only(1)
    chosen.reach(2)
    chosen.turn(7)

    chosen.reach(8, keeps=True)

    assert chosen.rows() == [1, 2, 7, 8]
    chosen.reach(9)
    assert chosen.rows() == [7, 8, 9]


def test_turning_a_row_twice_leaves_it_as_it_was() -> None:
    chosen = Chosen(3)

    chosen.turn(1)
    chosen.turn(1)

    assert chosen.count == 0
    assert 1 not in chosen


def test_the_others_are_selected_when_it_is_inverted() -> None:
    chosen = Chosen(4)
    chosen.only(2)

    chosen.invert()

    assert chosen.rows() == [0, 1, 3]


def test_what_is_selected_moves_with_its_ids_and_what_is_gone_is_forgotten() -> None:
    chosen = Chosen(4)
    chosen.everything()
    chosen.turn(0)

    chosen.move([40, 30, 20, 10], [20, 40, 99])

    assert chosen.rows() == [0, 2]
    assert chosen.of([40, 30, 20, 10]) == [40, 20]


def test_rows_that_are_not_there_are_never_selected() -> None:
    chosen = Chosen(2)

    chosen.only(5)
    chosen.turn(-1)

    assert chosen.count == 0
    assert 5 not in chosen
    assert -1 not in chosen


def test_few_of_very_many_rows_stay_selected_where_they_are_found_again() -> None:
    before, after = range(1000), [*range(999, 499, -1), 2000]
    chosen = Chosen(len(before))
    for row in (3, 700, 500):
        chosen.turn(row)

    wanted = chosen.of(before)
    chosen.move(after, wanted)

    assert wanted == [3, 500, 700]
    assert chosen.of(after) == [700, 500]


def test_many_rows_stay_selected_too() -> None:
    before = range(1000)
    chosen = Chosen(len(before))
    chosen.everything()
    chosen.turn(10)

    chosen.move(range(5, 15), chosen.of(before))

    assert chosen.of(range(5, 15)) == [5, 6, 7, 8, 9, 11, 12, 13, 14]
