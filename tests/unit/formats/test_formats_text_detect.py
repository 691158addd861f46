from pathlib import Path

import pytest

from flashcards.domain.ids import NoteTypeId
from flashcards.domain.note_type import CardTemplate, NoteKind, NoteType, built_in
from flashcards.formats.text_detect import detect_layout, preview
from flashcards.formats.text_layout import Column, Known, Role, TextLayout
from tests.unit.formats.text_builders import a_file

FRONT, BACK, MORE = (Column(Role.FIELD, place) for place in range(3))
TAGS = Column(Role.TAGS)
VOCABULARY = NoteType(
    NoteTypeId(9), "Vocabulary", NoteKind.CUSTOM, ("Wort", "Satz", "Bild"), (CardTemplate("1", "{{Wort}}", "{{Satz}}"),)
)


def roles(layout: TextLayout) -> list[str]:
    """Give each column's role, with the number of its field or option."""
    numbered = {Role.FIELD, Role.OPTION, Role.RATIONALE}
    return [f"{one.role} {one.place}" if one.role in numbered else str(one.role) for one in layout.columns]


@pytest.mark.parametrize(
    ("text", "separator", "columns"),
    [
        ("a,b\nc,d\n", ",", 2),
        ("a\tb\nc\td\n", "\t", 2),
        ("a;b\nc;d\n", ";", 2),
        ("a|b\nc|d\n", "|", 2),
        ("a|||b\nc|||d\n", "|||", 2),
        ("MPI - index, of patients\nROI - release - of it\n", " - ", 2),
        ("MPI: index, of patients\nROI: release of it\n", ":", 2),
        ("hola hello\nadios goodbye\ngato cat\n", " ", 2),
        ("only one\ncolumn here, and\nthere\n", "", 1),
        ("8:00,open\n9:30,rounds\n17:45,closed\n", ",", 2),
        ("Open from,8:00 to 9:00\nRounds,9:30\n", ",", 2),
        ("a,b,x::y\nc,d,x::z\ne,f,x::y\n", ",", 3),
        ('"a; b",c\n"d; e",f\n"g; h",i\n', ",", 2),
        ('"a\tb",c\n"d\te",f\n', ",", 2),
        ("a;b, c\nd;e, f\ng;h\n", ";", 2),
        ("a,b; c; d\ne,f; g; h\n", ",", 2),
        ("Smith, John;1,5\nJones, Ann;2,5\n", ";", 2),
        ("question;answer\n1,5;a,b\n2,5;c,d\n", ";", 2),
        ("https://a.org/x,b\nhttps://c.org/y,d\n", ",", 2),
        ("one,two\n" + "a,b, and c\n" * 3 + "x,y\n" * 9, ",", 2),
        ('a, "b, c", d\ne, "f", g\n', ",", 3),
    ],
)
def test_the_separator_is_the_one_that_gives_a_table(text: str, separator: str, columns: int) -> None:
    layout = detect_layout(text)

    assert layout.separator == separator
    assert len(layout.columns) == columns


SIGNS = ("=>", " => ", "->", " -> ", "→", " → ", "—", " — ", "–", " – ", " - ", " : ", "::", ":: ")


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\n\n"])
def test_a_sign_between_term_and_meaning_parts_them(sign: str, ends: str) -> None:
    meanings = {
        "MPI": "master patient index, of all",
        "ROI": "release, written, of information",
        "follow-up": "a visit at 10:30 that costs 1,500",
        "Reg. 164.524": "access -- within 30 days; see https://a.org/b",
        "DRG": "a group: of diagnoses",
    }
    text = ends.join(f"{term}{sign}{meaning}" for term, meaning in meanings.items())

    layout = detect_layout(text)
    cells = [(cells[0].strip(), cells[1].strip()) for _, cells in preview(text, layout)]

    assert layout.separator.strip() == sign.strip()
    assert cells == list(meanings.items())


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("Flow of a request,patient -> desk\nFlow of a bill,desk => payer\n", ","),
        ("Flow of a request, patient => desk\nFlow of a bill, desk => payer\n", ","),
        ('"Flow, of a request", "patient => desk"\n"Flow of a bill", "desk => payer"\n', ","),
        ("Flow of a request\tpatient => desk\nFlow of a bill\tdesk => payer\n", "\t"),
        ("a — b;c — d\ne — f;g — h\n", ";"),
        ("patient=>desk|x\ndesk=>payer|y\n", "|"),
        ("8 : 00\topen\n9 : 30\trounds\n", "\t"),
        ("std::map,a\nstd::set,b\n", ","),
        ("The desk opens at 8:30\nIt closes at 17:00 -> no later\nLunch is at 12:15\nYes.\n", ""),
        ("1861–1865\n1914–1918\n", ""),
        ("So it was—late.\nShe went—too—far.\nThey—did—not.\nYes.\n", ""),
        ("a <=> b\nc <=> d\n", ""),
        ("only one line—of prose\n", ""),
        ("Flow => patient -> desk\nBill => desk -> payer\n", "=>"),
        ("Flow -> patient => desk\nBill -> desk => payer\n", " -> "),
        ("Flow—patient - desk\nBill—desk - payer\n", "—"),
        ("Flow: patient -> desk\nBill: desk -> payer -> bank\nRounds: at 8\n", ":"),
    ],
)
def test_a_sign_inside_text_parts_nothing(text: str, separator: str) -> None:
    assert detect_layout(text).separator == separator


@pytest.mark.parametrize(
    ("text", "separator", "cells"),
    [
        ("PHI: health information\nROI: of: it\nHours: 8:00 to 17:00\n", ":", ["Hours", "8:00 to 17:00"]),
        ("PHI    health information\nDRG-99  of it\nMPI    an index\n", "  ", ["MPI", "an index"]),
        ("MPI / Master index\nROI / Release it\nHIM / Health information\n", "", ["HIM / Health information"]),
        ("- first item\n- second item\n- third item\n", "", ["- third item"]),
    ],
)
def test_lines_of_as_many_words_are_not_parted_by_spaces(text: str, separator: str, cells: list[str]) -> None:
    layout = detect_layout(text)

    assert layout.separator == separator
    assert [cell.strip() for cell in list(preview(text, layout))[2][1]] == cells


QUIZLET = [("PHI", "Protected health information"), ("ROI", "Release, of information"), ("MPI", "An index")]


@pytest.mark.parametrize(
    ("between", "rows", "ends"),
    [("\t", ";", ""), ("\t", ";", ";"), ("\n", "\n\n", "\n"), ("\r\n", "\r\n\r\n", "\r\n\r\n"), ("\n", "\n\n\n", "")],
)
def test_rows_that_end_otherwise_than_with_lines_are_recognised(between: str, rows: str, ends: str) -> None:
    text = rows.join(between.join(pair) for pair in QUIZLET) + ends

    found = [tuple(cells) for _, cells in preview(text, detect_layout(text)) if any(cells)]

    assert found == QUIZLET


def test_commas_and_semicolons_on_one_line_are_cells_and_rows() -> None:
    text = "PHI,health information;ROI,release;MPI,index"

    assert [cells for _, cells in preview(text, detect_layout(text))] == [
        ["PHI", "health information"],
        ["ROI", "release"],
        ["MPI", "index"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a;b;c;d",
        "Smith, John;Jones, Ann",
        "a,b;c,d\ne,f;g,h\n",
        "one\ntwo\n\nthree\nfour\nfive\n\nsix\n",
        "a,b\nc,d\n\ne,f\ng,h\n",
        "only\none pair\n",
    ],
)
def test_other_rows_end_with_lines(text: str) -> None:
    assert detect_layout(text).row_separator == "\n"


def test_lines_of_rows_that_end_with_empty_lines_are_told() -> None:
    text = "PHI\nhealth information\n\nROI\nrelease\n\nMPI\nindex\n"

    assert [line for line, _ in preview(text, detect_layout(text))] == [1, 4, 7]


def test_what_parts_cells_is_found_when_the_learner_says_what_parts_rows() -> None:
    layout = detect_layout(
        "PHI => health information @@ ROI => release @@ MPI => index", known=Known(row_separator="@@")
    )

    assert layout.separator == "=>"


def test_a_line_without_the_sign_goes_on_with_the_one_before() -> None:
    text = "".join(f"code {n} => a visit\n" for n in range(8)) + "that goes on\nLast => one\n"

    rows = [cells for _, cells in preview(text, detect_layout(text))]

    assert rows[7] == ["code 7 ", " a visit\nthat goes on"]
    assert len(rows) == 9


def test_the_reason_for_a_separator_can_be_shown() -> None:
    clear, doubtful = detect_layout("a,b\nc,d\n" * 50), detect_layout("a,b\nc,d\ne,f,g\nh\n")

    assert clear.reason == "Parted by comma, 100 of the first 100 rows have 2 cells"
    assert clear.confidence == 1
    assert doubtful.confidence < 0.6


def test_one_unclosed_quote_in_the_sample_changes_nothing() -> None:
    layout = detect_layout('a,b\n"c,d\n' + "e,f; g\n" * 40)

    assert (layout.separator, layout.quote) == (",", '"')


def test_quotes_that_hold_nothing_together_are_text() -> None:
    layout = detect_layout('"yes" he said\tx\n"no" she said\ty\n"well" they said\tz\n')

    assert (layout.separator, layout.quote) == ("\t", "")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Question,Answer", ["field 0", "field 1"]),
        ("Answer,Question", ["field 1", "field 0"]),
        ("front,back,tags", ["field 0", "field 1", "tags"]),
        ("Frage,Antwort,Schlagwörter,Kapitel,Quelle", ["field 0", "field 1", "tags", "topic", "source"]),
        ("Frage,A,B,Richtig", ["field 0", "option 0", "option 1", "correct"]),
        ("Term,Definition,Source,Domain", ["field 0", "field 1", "source", "domain"]),
        ("Q,A", ["field 0", "field 1"]),
        ("ICD-10-CM Code,Description", ["field 0", "field 1"]),
        ("Diagnosis,Code,Description", ["field 0", "field 2", "field 1"]),
        ("Deck,Question,Answer,Notes,GUID", ["deck", "field 0", "field 1", "field 2", "guid"]),
        ("Chapter,Term,Meaning", ["topic", "field 0", "field 1"]),
        ("question,answer,explanation,hint", ["field 0", "field 1", "field 2", "field 2"]),
        ("question,answer,page", ["field 0", "field 1", "ignore"]),
    ],
)
def test_a_row_of_names_says_what_the_columns_are(header: str, expected: list[str]) -> None:
    row = ",".join("2" for _ in header.split(","))
    layout = detect_layout(f"{header}\n{row}\n{row}\n")

    assert layout.has_header
    assert roles(layout) == expected


@pytest.mark.parametrize(
    "text",
    [
        "source,the origin of a document\nMPI,index\n",
        "What is the key?,A code\nAnd the term?,x\n",
        "code,unlocks it\na,b\n",
        "a,b\nc,d\n",
        "MPI,Master patient index\nROI,Release of information\n",
    ],
)
def test_a_first_row_of_words_is_a_row(text: str) -> None:
    assert not detect_layout(text).has_header


@pytest.mark.parametrize("cell", ["{}", "{}.5", "0{}:30", "2026-11-0{}", "{}/3/2026", "{}:30 PM"])
def test_words_above_a_column_of_numbers_times_or_dates_are_names(cell: str) -> None:
    text = "Ward,Beds\n" + "".join(f"W{number},{cell.format(number)}\n" for number in range(1, 10))

    assert detect_layout(text).has_header


def test_the_learner_may_say_whether_the_first_row_has_names() -> None:
    text = "Question,Answer\na,b\n"

    assert preview(text, detect_layout(text)) == ((2, ["a", "b"]),)
    assert preview(text, detect_layout(text, known=Known(has_header=False)))[0] == (1, ["Question", "Answer"])


def test_options_and_the_right_one_make_choice_notes() -> None:
    names = "question,A,B,C,D,E,correct,rationale,rationale A,domain,source,tags"
    layout = detect_layout(f"{names}\nq,1,2,3,4,,B,why,,2,s,t\n")

    assert layout.note_type == "Choice"
    assert roles(layout) == [
        "field 0", *(f"option {place}" for place in range(5)), "correct", "rationale -1", "rationale 0", "domain",
        "source", "tags",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("question,option 1,option 2,answer", ["field 0", "option 0", "option 1", "correct"]),
        ("question,choices,answer,explanation", ["field 0", "choices", "correct", "rationale -1"]),
        ("Question,Answer A,Answer B,Correct Answer", ["field 0", "option 0", "option 1", "correct"]),
        ("Question,Answer 1,Answer 2,Correct answer(s)", ["field 0", "option 0", "option 1", "correct"]),
        (
            "Question Text,Answer 1,Answer 2 (Optional),Correct Answer(s)",
            ["field 0", "option 0", "option 1", "correct"],
        ),
        ("question,correct answer,incorrect answer 1,wrong 2", ["field 0", "correct", "option 1", "option 2"]),
        ("Question,a,b,c,answer", ["field 0", "option 0", "option 1", "option 2", "correct"]),
    ],
)
def test_options_are_known_by_several_names(header: str, expected: list[str]) -> None:
    layout = detect_layout(f"{header}\nq,x,y,z,w\n")

    assert layout.note_type == "Choice"
    assert roles(layout)[: len(expected)] == expected


def test_gaps_in_most_rows_make_cloze_notes() -> None:
    assert detect_layout("{{c1::a}} b,x\n{{c1::c}} d,y\n").note_type == "Cloze"
    assert detect_layout("{{c1::a}} b,x\nc d,y\ne,z\n").note_type == "Basic"


def test_columns_without_names_are_taken_from_the_left() -> None:
    assert roles(detect_layout("a,b,c\nd,e,f\n")) == ["field 0", "field 1", "field 2"]
    assert roles(detect_layout("a,b,c,d\ne,f,g,h\n")) == ["field 0", "field 1", "field 2", "ignore"]


def test_a_column_that_looks_like_tags_has_the_tags() -> None:
    assert roles(detect_layout("a,b,law\nc,d,law\ne,f,law desk\n")) == ["field 0", "field 1", "tags"]
    assert roles(detect_layout("a,b,x::y,w\nc,d,x::z,v\n")) == ["field 0", "field 1", "tags", "field 2"]
    assert roles(detect_layout("a,b,A long remark.\nc,d,Another one.\n"))[2] == "field 2"


def test_columns_map_to_fields_of_the_same_name() -> None:
    layout = detect_layout("bild,WORT,other\nx,y,z\n", [built_in(NoteKind.BASIC), VOCABULARY])

    assert layout.has_header
    assert (layout.note_type, roles(layout)) == ("Vocabulary", ["field 2", "field 0", "ignore"])


@pytest.mark.parametrize("fields", [("Front", "Back"), ("Front", "Back", "Audio"), ("Question", "Answer")])
def test_a_type_that_came_with_a_package_takes_no_list_away_from_the_basic_one(fields: tuple[str, ...]) -> None:
    other = NoteType(NoteTypeId(9), "Basic (2)", NoteKind.CUSTOM, fields, (CardTemplate("1", "{{Front}}", "{{Back}}"),))
    types = [built_in(NoteKind.BASIC), other]

    assert detect_layout(f"{fields[0]},{fields[1]}\na,b\n", types).note_type == "Basic"
    assert detect_layout("Front,Back,Audio\na,b,c\n", types).note_type == (
        "Basic (2)" if "Audio" in fields else "Basic"
    )


def test_the_learner_may_say_the_note_type() -> None:
    types = [built_in(NoteKind.BASIC), VOCABULARY]
    layout = detect_layout("a,b,c\nd,e,f\n", types, Known(note_type="Vocabulary"))

    assert (layout.note_type, roles(layout)) == ("Vocabulary", ["field 0", "field 1", "field 2"])


def test_html_is_known_by_its_tags() -> None:
    assert detect_layout("a,b\n" * 500 + "<b>c</b>,d\n").is_html
    assert detect_layout("a&nbsp;b,c\n").is_html
    assert detect_layout("a,<anki-mathjax>x^2</anki-mathjax>\n").is_html
    assert not detect_layout("BP < 90 > 60,R&D\n<5 days,x\n").is_html


def test_empty_columns_at_the_end_do_not_count() -> None:
    assert roles(detect_layout("a,b,,,\nc,d,,,\n")) == ["field 0", "field 1"]


def test_a_domain_that_is_none_of_ours_is_a_topic() -> None:
    assert roles(detect_layout("question,answer,domain\na,b,Algebra\nc,d,Geometry\n"))[2] == "topic"


def test_a_million_columns_are_cut_to_what_can_be_shown(tmp_path: Path) -> None:
    layout = detect_layout(a_file(tmp_path, ",".join("x" * 400_000) + "\n"))

    assert len(layout.columns) == 256


def test_an_empty_file_is_an_empty_table(tmp_path: Path) -> None:
    layout = detect_layout(a_file(tmp_path, ""))

    assert preview(tmp_path / "deck.csv", layout) == ()
