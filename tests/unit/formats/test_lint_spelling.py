import subprocess
import sys

import pytest

from flashcards.formats import Scope
from flashcards.formats.lint_spelling import read_words
from tests.unit.formats.lint_builders import a_choice, a_draft, found

WORDS = read_words("# the field\nHIPAA\nRHIT\nchargemaster\nadd-ons\n\nsubpart\n")


def misspelt(text: str) -> list[str]:
    lines = found(a_draft(f"## n\nTerm: What is this?\nMeaning: {text}\n"), scope=Scope(words=WORDS))
    return [line.removeprefix("a.md:9: ").removesuffix(" [spelling]") for line in lines]


def test_without_a_list_of_words_spelling_is_not_checked() -> None:
    assert found(a_draft("## n\nQ: Waht is tihs?\nA: A recrod\n")) == []


def test_a_misspelt_word_is_named_with_the_likely_one() -> None:
    assert misspelt("You will recieve the record") == ["“recieve” is not in the dictionary; did you mean “receive”?"]


def test_a_misspelt_abbreviation_is_named_with_the_listed_one() -> None:
    assert misspelt("HIPPA applies") == ["“HIPPA” is not in the dictionary; did you mean “HIPAA”?"]
    assert misspelt("The QXZW applies") == ["“QXZW” is not in the dictionary"]


@pytest.mark.parametrize(
    ("british", "said"),
    [
        ("recognise", "“recognise” is not in the dictionary; did you mean “recognize”?"),
        ("colour", "“colour” is not in the dictionary; did you mean “color”?"),
        ("centre", "“centre” is not in the dictionary; did you mean “center”?"),
        ("authorisation", "“authorisation” is not in the dictionary; did you mean “authorization”?"),
        ("cancelled", "“cancelled” is British; American is “canceled”"),
        ("relabelling", "“relabelling” is British; American is “relabeling”"),
        ("Judgement", "“Judgement” is British; American is “judgment”"),
        ("practise", "“practise” is British; American is “practice”"),
        ("enrolment", "“enrolment” is British; American is “enrollment”"),
        ("licences", "“licences” is British; American is “licenses”"),
    ],
)
def test_british_spellings_are_findings(british: str, said: str) -> None:
    assert misspelt(british) == [said]


@pytest.mark.parametrize(
    "text",
    [
        "The patient's record, the patients’ records and others' doesn't",
        "Exercise, revise, advertise and supervise the analyses",
        "Filled, called, enrolled, controlled and compelled",
        "chargemaster, Chargemaster, chargemasters and HIPAA's subparts",
        "RHITs buy add-ons for a long-term e-mail plan",
        "ICD10 on the 42nd floor of B2",
        "x and y, i.e. 5 mg",
    ],
)
def test_right_words_are_let_be(text: str) -> None:
    assert misspelt(text) == []


def test_listed_capitals_are_meant() -> None:
    assert misspelt("hipaa") == ["“hipaa” is not in the dictionary; did you mean “HIPAA”?"]


def test_every_text_of_a_note_is_read_and_each_word_told_once() -> None:
    body = (
        a_choice("one xqa", "two xqb", question="Which xqc?", more="More: xqa xqd\n").replace(
            "Because.", "Because xqe.", 1
        )
        + "## c1\nCloze: A xqf {{c1::xqg::xqh}}.\n## t1\nTerm: xqi\nMeaning: xqj\n## y1\nQ: Type?\nTyped: xqk\n"
    )

    told = [line.split("“")[1].split("”")[0] for line in found(a_draft(body), scope=Scope(words=WORDS))]

    assert sorted(told) == [f"xq{letter}" for letter in "abcdefghijk"]


def test_a_case_text_is_told_once_for_all_its_questions() -> None:
    case = "## case c\nA xqz story.\n"
    one = a_choice("one", "two", guid="a1", question="Which?", case="c")
    two = a_choice("one", "two", guid="b1", question="Who?", case="c")

    assert found(a_draft(case + one + two), scope=Scope(words=WORDS)) == [
        "a.md:10: “xqz” is not in the dictionary [spelling]"
    ]


def test_the_dictionary_is_loaded_by_the_check_only() -> None:
    program = "import sys, flashcards.cli.check; print('spellchecker' in sys.modules)"

    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert said.stdout == "False\n"
