import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.domain.errors import SearchError
from flashcards.domain.search import (
    Both,
    CardFilter,
    Compare,
    Duplicate,
    Either,
    Every,
    Flagged,
    ForExam,
    Ids,
    InDeck,
    InDomain,
    Is,
    Node,
    Not,
    OfKind,
    OfPreset,
    OfType,
    Property,
    Rated,
    Since,
    Sourced,
    Tagged,
    Template,
    Text,
    TextMode,
)
from flashcards.search.language import parse


@pytest.mark.parametrize(
    ("line", "node"),
    [
        ("", Every()),
        ("*", Every()),
        ("fracture", Text("fracture")),
        ("femur sequela", Both((Text("femur"), Text("sequela")))),
        ("femur and sequela", Both((Text("femur"), Text("sequela")))),
        ('"femur sequela"', Text("femur sequela")),
        ("a or b c", Either((Text("a"), Both((Text("b"), Text("c")))))),
        ("(a or b) -c", Both((Either((Text("a"), Text("b"))), Not(Text("c"))))),
        ("-(a b)", Not(Both((Text("a"), Text("b"))))),
        ("--a", Not(Not(Text("a")))),
        ("deck:RHIT", InDeck("RHIT")),
        ('deck:"Clerk duties::Filing"', InDeck("Clerk duties::Filing")),
        ('"deck:Clerk duties"', InDeck("Clerk duties")),
        ("tag:none", Tagged("none")),
        ("note:Basic", OfType("Basic")),
        ("kind:Cloze", OfKind("cloze")),
        ("card:2", Template(2)),
        ("card:Card*", Template(None, "Card*")),
        ("is:due", Is(CardFilter.DUE)),
        ("IS:New", Is(CardFilter.NEW)),
        ("flag:0", Flagged(0)),
        ("prop:ivl>=10", Compare(Property.INTERVAL, ">=", 10)),
        ("prop:r<0.9", Compare(Property.RETRIEVABILITY, "<", 0.9)),
        ("prop:due=-1", Compare(Property.DUE, "=", -1)),
        ("rated:7", Rated(7, None)),
        ("rated:7:1", Rated(7, 1)),
        ("rated:8-14", Rated(14, None, 8)),
        ("rated:3-3:2", Rated(3, 2, 3)),
        ("added:1", Since("added", 1)),
        ("resched:7", Since("resched", 7)),
        ("preset:Default", OfPreset("Default")),
        ("introduced:30", Since("introduced", 30)),
        ('"dupe:1,the text"', Duplicate(1, "the text")),
        ("nid:1,2", Ids("nid", (1, 2))),
        ("front:dog", Text("dog", "front")),
        ('front:"a dog"', Text("a dog", "front")),
        ("front:re:^a", Text("^a", "front", TextMode.REGEX)),
        ("re:fract.*femur", Text("fract.*femur", mode=TextMode.REGEX)),
        ("tag:re:^rhit", Tagged("^rhit", is_regex=True)),
        ("tag:re::x", Tagged("re::x")),
        ("tag:nc:uber", Tagged("uber", is_unaccented=True)),
        ('"re:(a|b)"', Text("(a|b)", mode=TextMode.REGEX)),
        ("(re:a)(b)", Both((Text("a", mode=TextMode.REGEX), Text("b")))),
        ("tag:nc::x", Tagged("nc::x")),
        ("w:sepsis", Text("sepsis", mode=TextMode.WORD)),
        ("nc:uber", Text("uber", mode=TextMode.NO_ACCENTS)),
        (r"3\:30", Text(r"3\:30")),
        (r'a"b \" c"d', Text(r"ab \" cd")),
        (r'"front\:a:b"', Text("b", r"front\:a")),
        ("a:b:c", Text("b:c", "a")),
        ("a\\", Text("a\\")),
        ("source:164.524", Sourced("164.524")),
        ("domain:none", InDomain(0)),
        ("exam:RHIT*", ForExam("RHIT*")),
    ],
)
def test_a_line_means_what_its_words_say(line: str, node: Node) -> None:
    assert parse(line) == node


@pytest.mark.parametrize(
    ("line", "part", "said"),
    [
        ('a "b c', '"b c', "no partner"),
        ("a (b", "(", "not closed"),
        ("a b)", ")", "no opening one"),
        ("a ()", "()", "empty"),
        ("a or", "or", "missing"),
        ("fracture and", "and", "missing"),
        ("or b", "or", "missing"),
        ("a -", "-", "missing"),
        ("source:", "source:", "what the source says"),
        ("exam:", "exam:", "name of an exam"),
        ("prop:ivl>10%", "prop:ivl>10%", "Compare a property"),
        ("is:dew", "is:dew", "is not known"),
        ("x prop:ivl", "prop:ivl", "Compare a property"),
        ("flag:9 y", "flag:9", "number from 1 to 7"),
        ("rated:x", "rated:x", "number of days"),
        ("rated:9-7", "rated:9-7", "nearer to today comes first: rated:7-9"),
        ("rated:-7", "rated:-7", "number of days"),
        ("rated:7:5", "rated:7:5", "A rating is 1"),
        ("dupe:1", "dupe:1", "parted by a comma"),
        ("nid:1,b", "nid:1,b", "whole numbers"),
        ("kind:song", "kind:song", "no kind of note"),
        ("domain:7", "domain:7", "from 1 to 6"),
        ("x re:[a y", "re:[a", "cannot be understood"),
        ("front:re:*", "front:re:*", "cannot be understood"),
        ("re:(", "re:(", "between quotation marks"),
        ("x re:fract(ure|ions?", "re:fract(", "between quotation marks"),
        ("front:re:() y", "front:re:(", "between quotation marks"),
        ('"re:(a"', '"re:(a"', "cannot be understood"),
    ],
)
def test_what_cannot_be_understood_is_pointed_at(line: str, part: str, said: str) -> None:
    with pytest.raises(SearchError, match=said) as caught:
        parse(line)

    assert line[caught.value.start : caught.value.end] == part


@pytest.mark.parametrize("line", ["prop:r<.9", "prop:r<90%", "prop:r<0.9"])
def test_a_chance_is_written_as_one_is_used_to(line: str) -> None:
    assert parse(line) == Compare(Property.RETRIEVABILITY, "<", 0.9)


@given(st.text(alphabet='ab:"\\()-*_ or%1', max_size=30))
def test_any_line_is_understood_or_refused_with_a_place_inside_it(line: str) -> None:
    place = range(1)
    try:
        parse(line)
    except SearchError as error:
        place = range(error.start, error.end)

    assert 0 <= place.start <= place.stop <= max(len(line), 1)


@pytest.mark.parametrize("line", ["(" * 51 + "a" + ")" * 51, "-" * 51 + "a", "-(" * 1500 + "a"])
def test_what_lies_too_deep_is_refused_where_it_does(line: str) -> None:
    with pytest.raises(SearchError, match="more than 50 deep") as refused:
        parse(line)

    assert (refused.value.start, refused.value.end) == (50, 51)


def test_parentheses_may_lie_in_each_other_fifty_deep_and_beside_each_other_as_often_as_wanted() -> None:
    assert parse("(" * 50 + "a" + ")" * 50) == Text("a")
    assert parse("(a) " * 200) == Both((Text("a"),) * 200)


def test_a_word_that_is_too_long_is_refused_but_a_list_of_ids_is_not() -> None:
    with pytest.raises(SearchError, match="at most 10,000 signs"):
        parse("a" * 10_001)

    assert parse("nid:" + ",".join(["123456"] * 2000)) == Ids("nid", (123456,) * 2000)
