from tests.unit.formats.lint_builders import TOP, a_choice, a_draft, checks, found

OPTIONS = ("one", "two", "six", "ten")


def a_deck(places: str, options: tuple[str, ...] = OPTIONS) -> str:
    """Give one note for each letter: where its right option stands."""
    return "".join(
        a_choice(*options, guid=f"n{number}", question=f"Which {number}?", right="ABCD".index(letter))
        for number, letter in enumerate(places)
    )


def test_a_deck_whose_right_options_are_spread_evenly_passes() -> None:
    assert checks(a_deck("ABCD" * 10)) == []
    assert checks(a_deck("A" * 12 + "B" * 8 + "C" * 10 + "D" * 10)) == []


def test_a_place_that_is_right_too_often_or_too_seldom_is_found() -> None:
    assert found(a_draft(a_deck("A" * 13 + "B" * 7 + "C" * 10 + "D" * 10))) == [
        "a.md:1: in “D” the right option is A in 13 of 40 notes; each letter has 20% to 30% [position-bias]",
        "a.md:1: in “D” the right option is B in 7 of 40 notes; each letter has 20% to 30% [position-bias]",
    ]


def test_a_small_deck_has_no_shares() -> None:
    assert checks(a_deck("A" * 39)) == []


def test_sub_decks_count_as_one_deck_and_other_decks_do_not() -> None:
    parts = []
    for name, deck in (("a", "X::a"), ("b", "X::b"), ("c", "Y")):
        body = a_deck("A" * 20).replace("## n", f"## {name}").replace("Which", f"Which {name}")
        parts.append(a_draft(body, top=TOP.replace("deck: D", f"deck: {deck}"), name=f"{name}.md"))

    assert [line[: line.index(" notes")] for line in found(*parts)] == [
        "a.md:1: in “X” the right option is A in 40 of 40",
        "a.md:1: in “X” the right option is B in 0 of 40",
        "a.md:1: in “X” the right option is C in 0 of 40",
        "a.md:1: in “X” the right option is D in 0 of 40",
    ]


def a_deck_with_longest_right(count: int) -> str:
    """Give forty notes with the right options spread evenly; in `count` of them it is the longest."""
    return "".join(
        a_choice(
            *(
                f"{option}x" if place == number % 4 and number < count else option
                for place, option in enumerate(OPTIONS)
            ),
            guid=f"n{number}",
            question=f"Which {number}?",
            right=number % 4,
        )
        for number in range(40)
    )


def test_a_deck_whose_longest_option_is_right_in_over_two_fifths_is_found() -> None:
    assert checks(a_deck_with_longest_right(16)) == []
    assert found(a_draft(a_deck_with_longest_right(17))) == [
        "a.md:1: in “D” the right option is the longest in 17 of 40 notes; at most 40% are [longest-right]"
    ]
