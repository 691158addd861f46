import pytest

from flashcards.formats.text_headers import MetaColumn, read_headers
from flashcards.formats.transfer import WhenMatched


@pytest.mark.parametrize(
    ("value", "separator"),
    [
        ("Comma", ","),
        ("SEMICOLON;;;", ";"),
        ("tab", "\t"),
        ("Space", " "),
        ("pipe", "|"),
        (" Colon", ":"),
        (";", ";"),
        ("\t", "\t"),
        (",,,,", ","),
        ("x", None),
        ("", None),
    ],
)
def test_separators_are_named_or_given(value: str, separator: str | None) -> None:
    assert read_headers([f"#separator:{value}\n"]).separator == separator


@pytest.mark.parametrize(("value", "is_html"), [("true", True), ("TRUE,,", True), ("false", False), ("yes", None)])
def test_html_is_said_by_true_or_false(value: str, is_html: bool | None) -> None:
    assert read_headers([f"#HTML :{value}\n"]).is_html is is_html


def test_columns_are_named_by_number() -> None:
    headers = read_headers(
        ["#guid column:1\n", "#notetype column: 2\n", "#deck column:3,,\n", "#tags column:6\n", "#tags column:0\n"]
    )

    assert headers.places == {
        MetaColumn.GUID: 0,
        MetaColumn.NOTE_TYPE: 1,
        MetaColumn.DECK: 2,
        MetaColumn.TAGS: 5,
    }
    assert headers.lines == 5


def test_a_number_that_is_none_is_passed_over() -> None:
    assert read_headers(["#guid column:x\n", "#deck column:²\n", "#tags column:99999999999999999999\n"]).places == {
        MetaColumn.TAGS: 999_999_998
    }


def test_values_are_taken_whole_but_for_what_a_spreadsheet_adds() -> None:
    headers = read_headers(["#deck:Law, and more::HIPAA,,,\n", "#notetype:My (type)\t\t\n", "#tags:a::b c-d,,\n"])

    assert headers.deck == "Law, and more::HIPAA"
    assert headers.note_type == "My (type)"
    assert headers.tags == ("a::b", "c-d")


def test_names_of_columns_follow_the_separator_wherever_it_stands() -> None:
    first = read_headers(["#separator:Semicolon\n", '#columns:Front;"Back;side";;\n'])
    later = read_headers(["#columns:Front;Back\n", "#separator:Semicolon\n"])

    assert first.column_names(";") == ("Front", "Back;side")
    assert later.column_names(";") == ("Front", "Back")
    assert later.column_names("") == ("Front;Back",)


@pytest.mark.parametrize(
    ("value", "wish"),
    [
        ("update current", WhenMatched.UPDATE),
        ("keep current,,", WhenMatched.KEEP),
        ("keep both", WhenMatched.BOTH),
        ("Keep both", None),
    ],
)
def test_what_to_do_with_matches_is_said_in_exact_words(value: str, wish: WhenMatched | None) -> None:
    assert read_headers([f"#if matches:{value}\n"]).when_matched is wish


def test_matches_may_be_sought_within_the_deck() -> None:
    assert read_headers(["#match scope:notetype + deck\n"]).within_deck
    assert not read_headers(["#match scope:notetype\n"]).within_deck
    assert not read_headers(["#match scope:deck\n"]).within_deck


def test_the_old_tags_line_counts_at_the_top_only() -> None:
    assert read_headers(["tags:a b\n", "#html:true\n", "c,d\n"]).tags == ("a", "b")
    assert read_headers(["tags:a b\n", "#html:true\n", "c,d\n"]).lines == 2
    assert read_headers(["#html:true\n", "tags:a b\n"]).tags == ()


def test_comments_between_headers_belong_to_them() -> None:
    assert read_headers(["# made by hand\n", "#html:true\n", "#\n", "a,b\n", "#tags:x\n"]).lines == 3


def test_lines_without_a_known_key_are_no_headers() -> None:
    assert read_headers(["#,Term\n", "#1:x\n", "1,MPI\n"]).lines == 0


@pytest.mark.parametrize(("line", "separator"), [("sep=;", ";"), ('"SEP=|"', "|"), ("sep=\t", "\t"), ("sep=,", ",")])
def test_the_first_line_of_a_spreadsheet_says_the_separator(line: str, separator: str) -> None:
    headers = read_headers([f"{line}\r\n", "# no comment\n", "a\n"])

    assert (headers.separator, headers.lines, headers.has_comments) == (separator, 1, False)


def test_header_lines_may_stand_below_the_first_line_of_a_spreadsheet() -> None:
    headers = read_headers(["sep=;\n", "#html:true\n", "#separator:comma\n", "a\n"])

    assert (headers.separator, headers.is_html, headers.lines) == (",", True, 3)


@pytest.mark.parametrize("line", ["sep=", "sep=x", "sep=;;", "see=;"])
def test_other_first_lines_say_nothing(line: str) -> None:
    assert read_headers([f"{line}\n"]).lines == 0
