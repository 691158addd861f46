"""What is looked for in a text and what stands there instead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.collection.bulk import Manner, PatternError, Replacement

PIECES = ("day", "Day", "da", "y", "<b>", "</b>", "<", "[sound:day.mp3]", "[", "]", "{{c1::", "}}", " ", "ä")


def after(replacement: Replacement, text: str) -> str:
    found = replacement.apply(text)
    return text if found is None else found.after


@pytest.mark.parametrize(
    ("wanted", "instead", "text", "expected"),
    [
        ("hospice", "palliative", "Hospice care, hospice bed", "palliative care, palliative bed"),
        ("chart", "record", 'A <b>chart</b> <img src="chart.png"> [sound:chart.mp3]', None),
        ("c1", "C-1", "{{c1::C1 fracture}}", "{{c1::C-1 fracture}}"),
        ("R&D", "A&B <5", "R&amp;D and R&D", "A&amp;B &lt;5 and A&amp;B &lt;5"),
        ("30 days", "60 days", "30&nbsp;days, 30 days", "60 days, 60 days"),
        ("a.c", "x", "abc a.c", "abc x"),
        ("x", "$1", "x", "$1"),
    ],
)
def test_text_is_found_as_it_is_read_and_replaced_as_it_is_typed(
    wanted: str, instead: str, text: str, expected: str | None
) -> None:
    if expected is None:
        expected = text.replace("<b>chart", "<b>record")

    assert after(Replacement.read(wanted, instead), text) == expected


def test_what_is_the_same_afterwards_is_not_found() -> None:
    assert Replacement.read("Days", "days").apply("30 days") is None


def test_the_source_is_found_anywhere() -> None:
    assert after(Replacement.read("<B>", "<i>", Manner.SOURCE), "<b>x</b>") == "<i>x</b>"


def test_case_counts_when_it_is_to() -> None:
    assert after(Replacement.read("mpi", "X", matches_case=True), "MPI mpi") == "MPI X"


@pytest.mark.parametrize(
    ("wanted", "instead", "text", "expected"),
    [
        (r"(\d+) days", "$1 d", "30 days", "30 d"),
        (r"(?P<n>\d+)\s+days", "${n} d, $$5, ${0}", "7  days", "7 d, $5, 7  days"),
        (r"(a)|(b)", r"[\1$2]", "ab", "[a][b]"),
        (r"^", "Q: ", "Who?", "Q: Who?"),
        (r"\s+$", "", "Who?  ", "Who?"),
        (r"x*", "-", "ax", "-a--"),
    ],
)
def test_a_pattern_puts_what_its_groups_found_where_it_is_named(
    wanted: str, instead: str, text: str, expected: str
) -> None:
    assert after(Replacement.read(wanted, instead, Manner.PATTERN), text) == expected


def test_the_spans_say_what_was_found_and_what_stands_there() -> None:
    found = Replacement.read("day", "night").apply("Day by day")

    assert found is not None
    assert [found.before[start:end] for start, end in found.spans_before] == ["Day", "day"]
    assert [found.after[start:end] for start, end in found.spans_after] == ["night", "night"]


@given(text=st.text("ab<>&; ", max_size=30), wanted=st.text("ab<>& ", min_size=1, max_size=3))
def test_what_lies_between_the_spans_stays(text: str, wanted: str) -> None:
    found = Replacement.read(wanted, "XY").apply(text)

    if found is not None:
        assert _between(found.before, found.spans_before) == _between(found.after, found.spans_after)


def _between(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    return [text[end:start] for end, start in zip(ends, starts, strict=True)]


@pytest.mark.parametrize(
    ("wanted", "instead", "message", "at"),
    [
        ("", "x", "Type what to find.", None),
        ("a(b", "x", "fault at character 4: missing", 3),
        ("(a)(b)", "$3", "names group 3, but the pattern has 2 groups", 0),
        ("a", "x${n}", "names group n, but the pattern has no groups", 1),
    ],
)
def test_a_fault_is_named_with_its_place(wanted: str, instead: str, message: str, at: int | None) -> None:
    with pytest.raises(PatternError, match=message) as caught:
        Replacement.read(wanted, instead, Manner.PATTERN)

    assert caught.value.at == at


def test_a_pattern_that_takes_too_long_is_given_up() -> None:
    slow = Replacement.read("(a|aa)+$", "", Manner.PATTERN)

    with pytest.raises(TimeoutError):
        slow.apply("a" * 60 + "!", seconds=0.05)


@given(
    text=st.lists(st.sampled_from(PIECES)).map("".join),
    instead=st.sampled_from(["", "night", "a&b", "day "]),
    manner=st.sampled_from([Manner.TEXT, Manner.SOURCE]),
    matches_case=st.booleans(),
)
def test_a_plain_word_is_replaced_as_its_pattern_does(
    text: str, instead: str, manner: Manner, matches_case: bool
) -> None:
    replacement = Replacement.read("day", instead, manner, matches_case=matches_case)

    assert replacement.word is not None
    assert replacement.replaced(text) == after(replacement, text)
    assert replacement.may_be_in(text) or after(replacement, text) == text


@pytest.mark.parametrize("wanted", ["R&D", "30 days", "<b>", "a[b", "{{c1::", "é", '"', "a\\b"])
def test_what_may_be_written_in_several_ways_is_no_plain_word(wanted: str) -> None:
    assert Replacement.read(wanted, "x").word is None
