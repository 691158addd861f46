from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.domain.errors import ImportRefusedError
from flashcards.formats.findings import MOST_OF_A_KIND, Findings
from flashcards.formats.text_rows import Dialect, rows
from tests.pace import within


def cut(text: str, dialect: Dialect | None = None, *, block: int = 3) -> tuple[list[tuple[int, list[str]]], list[int]]:
    """Give the rows of a text that comes in small blocks, and the lines of its problems."""
    lines = text.splitlines(keepends=True)
    findings = Findings(Path("deck.csv"))
    blocks = [lines[start : start + block] for start in range(0, len(lines), block)]
    found = list(rows(blocks, dialect or Dialect(), findings))
    return found, [problem.line for problem in findings.problems()]


def test_cells_in_quotes_hold_separators_line_ends_and_doubled_quotes() -> None:
    found, problems = cut('a,"b, c"\n"d\ne","say ""f"""\n')

    assert found == [(1, ["a", "b, c"]), (2, ["d\ne", 'say "f"'])]
    assert problems == []


def test_a_row_is_known_by_the_line_it_begins_on() -> None:
    found, _ = cut('a,"1\n2\n3\n4\n5"\n\nb,c\n')

    assert [line for line, _ in found] == [1, 6, 7]


@pytest.mark.parametrize("separator", [",", "|||"])
def test_a_quote_that_is_never_closed_costs_no_other_row(separator: str) -> None:
    text = 'a,b\n"c,d\ne,"f, g"\nh,i\nj,k\nl,m\n'.replace(",", separator)

    found, problems = cut(text, Dialect(separator))

    assert found == [
        (1, ["a", "b"]),
        (2, ['"c', "d"]),
        (3, ["e", f"f{separator} g"]),
        (4, ["h", "i"]),
        (5, ["j", "k"]),
        (6, ["l", "m"]),
    ]
    assert problems == [2]


def test_a_quote_that_is_open_at_the_end_of_the_file_costs_no_other_row() -> None:
    found, problems = cut('a,b\nc,"d\n' + "e,f\n" * 50)

    assert found[1] == (2, ["c", '"d'])
    assert len(found) == 52
    assert problems == [2]


def test_words_behind_a_closed_quote_keep_it() -> None:
    found, problems = cut('"Smith" said,x\n"Jones" ,y\n6" pipe,z\n')

    assert found == [(1, ['"Smith" said', "x"]), (2, ["Jones", "y"]), (3, ['6" pipe', "z"])]
    assert problems == [1]


def test_a_long_quoted_cell_goes_on_over_many_blocks() -> None:
    cell = "line\n" * 2_000

    found, problems = cut(f'a,"{cell}"\nb,c\n')

    assert found == [(1, ["a", cell]), (2_002, ["b", "c"])]
    assert problems == []


def test_comments_are_passed_over_but_not_in_quotes() -> None:
    found, problems = cut('#a,"b\nc,"d\n#e"\n"#f",g\n', Dialect(has_comments=True))

    assert found == [(2, ["c", "d\n#e"]), (4, ["#f", "g"])]
    assert problems == []


def test_without_comments_a_number_sign_is_text() -> None:
    found, _ = cut("#,Term\n1,MPI\n")

    assert found == [(1, ["#", "Term"]), (2, ["1", "MPI"])]


def test_spaces_behind_separators_can_be_skipped() -> None:
    found, problems = cut('a, "b, c",  d\n"x, y', Dialect(skips_spaces=True))

    assert found == [(1, ["a", "b, c", "d"]), (2, ['"x', "y"])]
    assert problems == [2]


def test_lines_end_in_every_way_there_is() -> None:
    found, _ = cut("a,b\rc,d\r\ne,f\n")

    assert found == [(1, ["a", "b"]), (2, ["c", "d"]), (3, ["e", "f"])]


def test_without_a_separator_a_row_is_one_cell() -> None:
    found, _ = cut("a, b; c\n\nd\n", Dialect(""))

    assert found == [(1, ["a, b; c"]), (2, []), (3, ["d"])]


def test_without_quotes_every_line_is_a_row() -> None:
    found, problems = cut('"a,b\n"c,d\n', Dialect(quote=""))

    assert found == [(1, ['"a', "b"]), (2, ['"c', "d"])]
    assert problems == []


def test_problems_of_a_kind_are_counted_once_there_are_many() -> None:
    findings = Findings(Path("deck.csv"))

    list(rows([['"x\n'] * 1_000], Dialect(), findings))

    problems = findings.problems()
    assert len(problems) == MOST_OF_A_KIND + 1
    assert problems[-1].line == 1_000
    assert "800 more like this" in problems[-1].message


@pytest.mark.parametrize(
    "pattern", ['"\n', '"x\n', 'x,"\n', '"""x\n', '"",""\n', 'a,"b\n', '"x""\n', '"a","b\n', '"\n\n\n\n\n\n"x\n', '"a,']
)
@pytest.mark.parametrize("separator", [",", "|||"])
def test_quotes_in_disorder_take_time_in_proportion(pattern: str, separator: str) -> None:
    lines = (pattern.replace(",", separator) * (50_000 // len(pattern))).splitlines(keepends=True)

    with within(seconds=3):
        count = sum(1 for _ in rows([lines], Dialect(separator), Findings(Path("deck.csv"))))

    assert count


def test_a_file_of_open_quotes_is_refused() -> None:
    with pytest.raises(ImportRefusedError, match="quotation marks are in disorder"):
        list(rows([['"x\n'] * 20_001], Dialect(), Findings(Path("deck.csv"))))


_pieces = st.sampled_from(["a", "b c", ",", ",", '"', '""', "\n", "\n", "\r\n", "#", " "])


@settings(max_examples=300, deadline=None)
@given(st.lists(_pieces, max_size=40).map("".join), st.booleans())
def test_rows_do_not_depend_on_how_many_lines_are_cut_at_once(text: str, has_comments: bool) -> None:
    dialect = Dialect(has_comments=has_comments)

    one_by_one = cut(text, dialect, block=1)

    assert cut(text, dialect, block=2) == one_by_one
    assert cut(text, dialect, block=100) == one_by_one
