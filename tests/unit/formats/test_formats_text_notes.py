from datetime import date
from pathlib import Path

import pytest

from flashcards.domain.choice import Option, decode_options
from flashcards.domain.errors import CancelledError, ImportRefusedError
from flashcards.domain.ids import NoteTypeId
from flashcards.domain.note import Level
from flashcards.domain.note_type import BUILT_IN, CardTemplate, NoteKind, NoteType
from flashcards.formats import registry
from flashcards.formats.text_reader import read_pasted
from flashcards.formats.transfer import WhenMatched
from tests.unit.formats.text_builders import a_file, complaints, fields, read, reading

VOCABULARY = NoteType(
    NoteTypeId(9), "Vocabulary", NoteKind.CUSTOM, ("Word", "Use"), (CardTemplate("1", "{{Word}}", "{{Use}}"),)
)


def kinds(folder: Path, content: str) -> list[tuple[str, NoteKind]]:
    transfer = read(folder, content)
    types = [transfer.note_types[note.type_place] for note in transfer.notes]
    return [(note_type.name, note_type.kind) for note_type in types]


def test_plain_cells_are_shown_as_they_are_typed(tmp_path: Path) -> None:
    transfer = read(tmp_path, ' a < b & "c",  "d\n e "\n')

    assert fields(transfer) == [('a &lt; b &amp; "c"', '"d'), ('e "', "")]
    assert fields(read(tmp_path, 'R&D,"line\r\nline"\n')) == [("R&amp;D", "line<br>line")]


def test_html_cells_are_taken_as_they_are(tmp_path: Path) -> None:
    transfer = read(tmp_path, '#html:true\n<b>a</b> &amp; b,"c\nd "\n')

    assert fields(transfer) == [("<b>a</b> &amp; b", "c\nd ")]


def test_fields_without_a_column_are_left_alone(tmp_path: Path) -> None:
    (note,) = read(tmp_path, "a,b\n").notes

    assert note.fields == ("a", "b", None)
    assert note.tags is None


def test_every_row_keeps_its_line(tmp_path: Path) -> None:
    transfer = read(tmp_path, '#separator:comma\nfront,back\n\na,"1\n2"\nb,c\n')

    assert [note.line for note in transfer.notes] == [4, 6]


def test_a_row_without_a_front_is_listed_and_left_out(tmp_path: Path) -> None:
    transfer = read(tmp_path, "a,b\n,only a back\n,,\n<br>&nbsp;,c\n")

    assert fields(transfer) == [("a", "b")]
    assert complaints(transfer) == [
        (2, "the first field is empty; the row was left out"),
        (4, "the first field is empty; the row was left out"),
    ]


def test_ragged_rows_come_in_and_are_mentioned(tmp_path: Path) -> None:
    transfer = read(tmp_path, "a,b\nc\nd,e,f\ng,h,,\ni,j\n")

    assert fields(transfer) == [("a", "b"), ("c", ""), ("d", "e,f"), ("g", "h"), ("i", "j")]
    assert complaints(transfer) == [
        (2, "the row has 1 of 2 cells; the others are empty"),
        (3, "the row has 3 cells instead of 2; the last were joined"),
    ]


def test_cells_beyond_tags_are_left_out_and_mentioned(tmp_path: Path) -> None:
    transfer = read(tmp_path, "front,back,tags\na,b,t\nc,d,t,u\n")

    assert [note.tags for note in transfer.notes] == [("t",), ("t",)]
    assert complaints(transfer) == [(3, "the row has 4 cells instead of 3; the last were left out")]


def test_cells_beyond_the_named_columns_are_joined_and_listed(tmp_path: Path) -> None:
    transfer = read(tmp_path, "question,answer,more\na,b\na2,b2,c2,d2\n")

    assert fields(transfer) == [("a", "b", ""), ("a2", "b2", "c2,d2")]
    assert complaints(transfer) == [
        (2, "the row has 2 of 3 cells; the others are empty"),
        (3, "the row has 4 cells instead of 3; the last were joined"),
    ]


@pytest.mark.parametrize("names", ["question,answer,more\n", ""])
def test_a_column_without_a_name_that_is_not_taken_is_listed(tmp_path: Path, names: str) -> None:
    transfer = read(tmp_path, f"{names}a,b,c,\nd,e,f,g\nh,i,j,k\n")

    line = 3 if names else 2
    assert complaints(transfer) == [(line, "column 4, which has no name, is not imported")]


def test_many_columns_that_are_not_taken_are_one_problem(tmp_path: Path) -> None:
    nameless = read(tmp_path, "a,b,c,d,e,,f\ng,h,i,j,k,l,m\n")
    named = read(tmp_path, "question,answer,page,room,day,shelf,box,hint\na,b,1,2,3,4,5,6\n")

    assert complaints(nameless) == [
        (1, "columns 4–5, 7, which have no names, are not imported"),
        (2, "column 6, which has no name, is not imported"),
    ]
    assert complaints(named) == [
        (1, "columns 3–7, “page”, “room”, “day”, “shelf” and 1 more, are not imported"),
    ]


def test_an_unclosed_quote_is_a_problem_of_its_line(tmp_path: Path) -> None:
    transfer = read(tmp_path, "front,back\n" + 'a,"b\n' + "c,d\n" * 5)

    assert len(transfer.notes) == 6
    assert complaints(transfer) == [
        (2, "a quotation mark begins a cell and none ends it; it was taken as text: look at this row")
    ]


def test_ankis_columns_say_where_things_are(tmp_path: Path) -> None:
    content = (
        "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n"
        'Ab1"\tBasic\tLaw:: HIPAA\tf\tb\tb::c a b::c\n'
        "Cd2\tCloze\t\t{{c1::x}}\t\t\n"
    )

    transfer = read(tmp_path, content, "notes.txt")

    first, second = transfer.notes
    assert (first.guid, first.deck, first.tags) == ('Ab1"', "Law::HIPAA", ("a", "b::c"))
    assert (second.guid, second.deck, second.tags) == ("Cd2", "", ())
    assert fields(transfer) == [("f", "b"), ("{{c1::x}}", "")]
    assert [one.kind for one in transfer.note_types] == [NoteKind.BASIC, NoteKind.CLOZE]


def test_the_first_row_of_ankis_files_is_a_note(tmp_path: Path) -> None:
    content = "#separator:tab\n#deck column:1\nPharm::A\tfront\tback\nPharm::A\tc\td\n"

    assert fields(read(tmp_path, content)) == [("front", "back"), ("c", "d")]
    assert fields(read(tmp_path, "#separator:comma\nquestion,answer\nc,d\n")) == [("c", "d")]


def test_types_go_by_ankis_names_too(tmp_path: Path) -> None:
    content = "#separator:tab\n#notetype column:1\nBasic (and reversed card)\ta\tb\nBasic (type in the answer)\ta\tb\n"

    assert [kind for _, kind in kinds(tmp_path, content)] == [NoteKind.REVERSED, NoteKind.TYPED]


def test_a_type_nobody_knows_is_made_of_what_the_file_says(tmp_path: Path) -> None:
    content = "#separator:tab\n#notetype column:1\nDrugs\ta\tb\tc\t\nGaps\t{{c1::a}}\tb\t\t\n"

    transfer = read(tmp_path, content)

    drugs, gaps = transfer.note_types
    assert (drugs.name, drugs.kind, drugs.fields) == ("Drugs", NoteKind.CUSTOM, ("Front", "Back", "Field 3"))
    assert (gaps.fields, gaps.templates[0].question) == (("Front", "Back"), "{{cloze:Front}}")
    assert [note.fields for note in transfer.notes] == [("a", "b", "c"), ("{{c1::a}}", "b")]


def test_the_collections_types_are_known_by_name(tmp_path: Path) -> None:
    content = "#separator:comma\n#notetype:vocabulary\n#columns:Use,Word\nrun fast,run\n"

    transfer = read(tmp_path, content, note_types=[*BUILT_IN, VOCABULARY])

    assert transfer.note_types == (VOCABULARY,)
    assert fields(transfer) == [("run", "run fast")]


def test_a_stated_type_nobody_knows_is_passed_over(tmp_path: Path) -> None:
    assert kinds(tmp_path, "#notetype:Nobody's\na,b\n") == [("Basic", NoteKind.BASIC)]


def test_headers_for_the_whole_file_go_along(tmp_path: Path) -> None:
    transfer = read(tmp_path, "#deck:Law\n#tags:x y\n#if matches:keep both\n#match scope:notetype + deck\na,b\n")

    assert transfer.notes[0].deck == "Law"
    assert transfer.added_tags == ("x", "y")
    assert (transfer.when_matched, transfer.within_deck) == (WhenMatched.BOTH, True)


def test_comments_count_in_ankis_files_only(tmp_path: Path) -> None:
    assert fields(read(tmp_path, '#html:false\n#a,b\nc,d\n"#e",f\n')) == [("c", "d"), ("#e", "f")]
    assert fields(read(tmp_path, "#a,b\nc,d\n")) == [("#a", "b"), ("c", "d")]


def test_a_lone_comment_in_another_file_is_listed(tmp_path: Path) -> None:
    transfer = read(tmp_path, "a,b\n# from the book\nc,d\n")

    assert fields(transfer) == [("a", "b"), ("c", "d")]
    assert complaints(transfer) == [(2, "the line begins with # and has no separator; it was taken as a comment")]


def test_tags_are_words_and_a_topic_is_one_tag(tmp_path: Path) -> None:
    transfer = read(tmp_path, 'question,answer,tags,chapter\na,b,"z, y;x z",Data Governance\nc,d,,\n')

    assert [note.tags for note in transfer.notes] == [("Data_Governance", "x", "y", "z"), ()]


def test_a_note_without_an_answer_is_listed_and_comes_in(tmp_path: Path) -> None:
    transfer = read(tmp_path, "front,back,more\na,,\nb,c,\nd,,below\ne\n")

    assert [note.fields[0] for note in transfer.notes] == ["a", "b", "d", "e"]
    assert complaints(transfer) == [
        (2, "the answer is empty; the note comes in without one"),
        (5, "the row has 1 of 3 cells; the others are empty"),
    ]


def test_an_empty_answer_of_a_note_with_a_guid_is_as_its_collection_has_it(tmp_path: Path) -> None:
    assert complaints(read(tmp_path, "guid,front,back\ng1,a,\ng2,b,c\n")) == []


def test_a_gap_and_a_table_without_answers_lack_none(tmp_path: Path) -> None:
    assert complaints(read(tmp_path, "text,more\nThe {{c1::heart}} beats,\n")) == []
    assert complaints(read(tmp_path, "front,tags\na,x\n")) == []


def test_dates_in_another_form_are_listed_and_the_others_of_their_column_come_in(tmp_path: Path) -> None:
    rows = ["a,b,2026-03-14", "c,d,3/15/2026", "e,f,16.3.2026", "g,h,March 17"]

    transfer = read(tmp_path, "\n".join(["question,answer,checked", *rows]))

    assert [note.provenance.checked_on for note in transfer.notes] == [date(2026, 3, 14), None, None, None]
    assert complaints(transfer) == [
        (3, "“3/15/2026” is no date of the form 2026-11-23; it was left out"),
        (4, "“16.3.2026” is no date of the form 2026-11-23; it was left out"),
        (5, "“March 17” is no date of the form 2026-11-23; it was left out"),
    ]


def test_a_column_of_that_name_without_dates_is_not_taken_for_them(tmp_path: Path) -> None:
    transfer = read(tmp_path, "question,answer,checked\na,b,yes\nc,d,no\n")

    assert complaints(transfer) == [(1, "column 3, “checked”, is not imported")]


def test_provenance_is_read_and_what_is_wrong_with_it_is_listed(tmp_path: Path) -> None:
    names = "question,answer,source,domain,level,checked,as of"
    rows = ["a,b,45 CFR 164.524,2,Recall,2026-03-14 00:00:00,2026", "c,d,,9,,soon,", "e,f,x,Domain 4,analysis,,"]

    transfer = read(tmp_path, "\n".join([names, *rows]))

    first, second, third = (note.provenance for note in transfer.notes)
    assert (first.citation, first.domain, first.level) == ("45 CFR 164.524", 2, Level.RECALL)
    assert (first.checked_on, first.as_of) == (date(2026, 3, 14), "2026")
    assert (second.domain, second.checked_on) == (None, None)
    assert (third.domain, third.level) == (4, Level.ANALYSIS)
    assert complaints(transfer) == [
        (3, "“9” is no RHIT domain; they are 1 to 6; it was left out"),
        (3, "“soon” is no date of the form 2026-11-23; it was left out"),
    ]


def test_a_column_that_is_not_taken_is_named(tmp_path: Path) -> None:
    assert complaints(read(tmp_path, "question,answer,page\na,b,3\n")) == [(1, "column 3, “page”, is not imported")]


def test_columns_for_one_field_are_put_below_each_other(tmp_path: Path) -> None:
    assert fields(read(tmp_path, "question,answer,hint,notes\na,b,c,d\ne,f,,g\n")) == [
        ("a", "b", "c<br>d"),
        ("e", "f", "g"),
    ]


def test_choice_notes_come_from_columns(tmp_path: Path) -> None:
    names = "question,A,B,C,D,E,correct,rationale,rationale A,domain,source,tags"
    rows = ["Which?,one,two,R&D,,,B,It is.,It is not.,2,s,t", "Both?,one,two,,,,A;b,why,,,,"]

    transfer = read(tmp_path, "\n".join([names, *rows]))

    first, second = transfer.notes
    assert transfer.note_types[first.type_place].kind is NoteKind.CHOICE
    assert (first.fields[0], first.fields[2:]) == ("Which?", (None, None))
    assert decode_options(first.fields[1] or "") == (
        Option("one", is_correct=False, rationale="It is not."),
        Option("two", is_correct=True, rationale="It is."),
        Option("R&amp;D", is_correct=False),
    )
    assert (first.tags, first.provenance.domain, first.provenance.citation) == (("t",), 2, "s")
    assert [option.is_correct for option in decode_options(second.fields[1] or "")] == [True, True]


@pytest.mark.parametrize(
    ("correct", "right"),
    [("2", [1]), ("1;3", [0, 2]), ("red", [0]), ("AC", [0, 2]), ("(b)", [1]), ("A, B and", []), ("D", []), ("", [])],
)
def test_the_right_options_are_letters_places_or_the_text(tmp_path: Path, correct: str, right: list[int]) -> None:
    transfer = read(tmp_path, f'question,choices,answer\nq,Red|green | blue,"{correct}"\n')

    found = [decode_options(note.fields[1] or "") for note in transfer.notes]
    assert [[place for place, option in enumerate(options) if option.is_correct] for options in found] == (
        [right] if right else []
    )
    assert bool(transfer.problems) is not bool(right)


def test_beside_wrong_options_the_right_one_is_given_by_its_text(tmp_path: Path) -> None:
    head = "question,correct answer,incorrect answer 1,incorrect answer 2,explanation\n"

    transfer = read(tmp_path, f"{head}How many?,42,41,<b>43</b>,so\nWhich?,A,B,,\nNone?,,B,C,\n")

    found = [decode_options(note.fields[1] or "") for note in transfer.notes]
    assert found == [
        (Option("42", True, "so"), Option("41", False), Option("<b>43</b>", False)),
        (Option("A", True), Option("B", False)),
    ]
    assert len(transfer.problems) == 1


def test_what_could_be_two_options_is_not_guessed(tmp_path: Path) -> None:
    transfer = read(tmp_path, "question,choices,answer\nq,1|2|4|8,4\nr,A|B|AB|O,AB\ns,1|2,2\n")

    assert [note.line for note in transfer.notes] == [4]
    assert complaints(transfer)[0] == (
        2,
        "“4” is the text of one option and the name of another; write the letter of the right one; "
        "the row was left out",
    )


@pytest.mark.parametrize("limit", ["MAX_NOTES", "MAX_MEMORY_BYTES"])
def test_more_rows_than_can_be_imported_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(f"flashcards.formats.text_notes.{limit}", 5)

    with pytest.raises(ImportRefusedError, match="more rows than can be imported at once"):
        read(tmp_path, "a,b\n" * 6)


def test_a_row_of_nothing_but_identity_is_listed(tmp_path: Path) -> None:
    transfer = read(tmp_path, "#separator:comma\n#guid column:1\n#notetype column:2\ng1,Drugs\n")

    assert transfer.notes == []
    assert complaints(transfer) == [(4, "the first field is empty; the row was left out")]


def test_a_row_with_a_guid_may_have_no_front(tmp_path: Path) -> None:
    assert fields(read(tmp_path, "#separator:comma\n#guid column:1\ng1,,back\n")) == [("", "back")]


def test_too_few_options_are_listed(tmp_path: Path) -> None:
    transfer = read(tmp_path, "question,A,B,correct\nq,one,,A\n")

    assert complaints(transfer) == [(2, "a choice note has 2 to 10 options, not 1; the row was left out")]


def test_pasted_text_may_have_broken_rows() -> None:
    transfer = read_pasted("MPI\tMaster patient\nindex\nROI\tRelease\n", reading())

    assert (transfer.format, str(transfer.source)) == ("pasted", "pasted text")
    assert fields(transfer) == [("MPI", "Master patient<br>index"), ("ROI", "Release")]
    assert complaints(transfer) == [(2, "the line has no separator; it was added to the row of line 1")]


def test_pasted_text_may_have_separators_of_its_own() -> None:
    transfer = read_pasted("MPI|||Master;\npatient index;;;\nROI|||a, b;;;", reading())

    assert fields(transfer) == [("MPI", "Master;<br>patient index"), ("ROI", "a, b")]
    assert [note.line for note in transfer.notes] == [1, 3]


def test_a_file_from_quizlet_may_have_broken_rows(tmp_path: Path) -> None:
    text = "term one\tdef one\nterm two\tdef two\nsecond line\n\nthird line\nterm three\tdef\n"

    transfer = read(tmp_path, text, "quizlet.txt")

    assert fields(transfer) == [
        ("term one", "def one"), ("term two", "def two<br>second line<br>third line"), ("term three", "def"),
    ]  # fmt: skip
    assert complaints(transfer) == [
        (line, "the line has no separator; it was added to the row of line 2") for line in (3, 5)
    ]


def test_a_title_above_broken_rows_is_no_part_of_them(tmp_path: Path) -> None:
    transfer = read(tmp_path, "My set\n\nTerm\tDefinition\na\tb\nc\n", "quizlet.txt")

    assert fields(transfer) == [("a", "b<br>c")]
    assert complaints(transfer) == [
        (1, "1 row above the names of the columns was left out"),
        (5, "the line has no separator; it was added to the row of line 4"),
    ]


@pytest.mark.parametrize("text", ["#separator:tab\na\tb\nc\n", "a,b\nc\nd,e\n"])
def test_rows_of_other_files_are_not_joined(tmp_path: Path, text: str) -> None:
    assert ("c", "") in fields(read(tmp_path, text, "notes.txt"))


def test_a_file_may_have_separators_of_its_own(tmp_path: Path) -> None:
    text = "term one|||def one\nline two;;;term two|||def; two;;;term three|||def three"

    transfer = read(tmp_path, text, "set.txt")

    assert fields(transfer) == [
        ("term one", "def one<br>line two"), ("term two", "def; two"), ("term three", "def three"),
    ]  # fmt: skip
    assert [note.line for note in transfer.notes] == [1, 2, 2]
    assert complaints(transfer) == []


def test_pasted_halves_of_characters_are_shown_as_damaged() -> None:
    assert fields(read_pasted("a\ud800\tb\n", reading())) == [("a�", "b")]


def test_a_file_is_found_in_the_registry(tmp_path: Path) -> None:
    path = a_file(tmp_path, "a\tb\n", "Deck.TSV")

    assert registry.detect(path).id == "csv"


def test_reading_tells_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    shares: list[float] = []
    read(tmp_path, "a,b\n" * 40_000, progress=lambda _doing, share: shares.append(share))

    def stop(_doing: str, _share: float) -> None:
        raise CancelledError

    assert shares == sorted(shares)
    assert len(shares) > 5
    assert shares[-1] == 1
    with pytest.raises(CancelledError):
        read(tmp_path, "a,b\n", progress=stop)


def test_each_problem_says_how_the_row_begins_that_has_it(tmp_path: Path) -> None:
    content = 'front,back,more\nfine,a,b\nshort,a\n,no front,b\n"two\nlines",a,b,c,d\n"never,closed,x\nlast\x07,a,b\n'

    transfer = read(tmp_path, content)

    assert [(one.line, one.about) for one in transfer.problems] == [
        (3, "short | a"),
        (4, "no front | b"),
        (5, "two lines | a | b | c | d"),
        (7, '"never | closed | x'),
        (8, "last | a | b"),
    ]


def test_what_is_wrong_with_no_row_names_none(tmp_path: Path) -> None:
    transfer = read(tmp_path, "front,back,Seite\na,b,1\n", note_types=BUILT_IN)

    assert [(one.line, one.about) for one in transfer.problems if "Seite" in one.message] == [(1, "")]


def test_a_note_type_spelt_nearly_as_a_known_one_is_made_and_listed(tmp_path: Path) -> None:
    content = (
        "#separator:comma\n#notetype column:3\na,b,Basic\nc,d,Basik\ne,f,Basik\ng,h,vocabularly\ni,j,Quite another\n"
    )

    transfer = read(tmp_path, content, note_types=(*BUILT_IN, VOCABULARY))

    assert [one.name for one in transfer.note_types] == ["Basic", "Basik", "vocabularly", "Quite another"]
    assert complaints(transfer) == [
        (4, "there is no note type “Basik”, so it is made; if “Basic” is meant, correct the cell"),
        (6, "there is no note type “vocabularly”, so it is made; if “Vocabulary” is meant, correct the cell"),
    ]


def test_a_type_the_table_names_the_fields_of_has_them_all_also_those_no_note_uses(tmp_path: Path) -> None:
    head = "#separator:comma\n#notetype column:1\n#columns:note type,Occlusion,Image,Header,Comments\n"

    alone = read(tmp_path, f"{head}Occluded,{{{{c1::x}}}},a.png,,\nOccluded,{{{{c1::y}}}},b.png,,\n")
    beside = read(tmp_path, f"{head}Occluded,{{{{c1::x}}}},a.png,,\nOther,y,b,c,\n")

    assert [one.fields for one in alone.note_types] == [("Occlusion", "Image", "Header", "Comments")]
    assert fields(alone) == [("{{c1::x}}", "a.png", "", ""), ("{{c1::y}}", "b.png", "", "")]
    assert [one.fields for one in beside.note_types] == [("Occlusion", "Image"), ("Occlusion", "Image", "Header")]


def test_ankis_optional_reversed_type_is_known_by_its_name(tmp_path: Path) -> None:
    head = "#separator:comma\n#notetype column:1\n"
    row = "Basic (optional reversed card),front,back,y\n"

    transfer = read(tmp_path, f"{head}{row}Basic,a,b,\n")

    (found, _) = transfer.note_types
    assert (found.name, found.fields, len(found.templates)) == (
        "Basic (optional reversed card)", ("Front", "Back", "Add Reverse"), 2,
    )  # fmt: skip
    assert (fields(transfer)[0], complaints(transfer)) == (("front", "back", "y"), [])


def test_every_quote_that_is_never_closed_is_listed_where_most_are_stray(tmp_path: Path) -> None:
    transfer = read(tmp_path, 'question,answer\nq1,a1\n"q2,a2\nq3,a3\nq4,"a4\nq5,a5\nq6,a6\n')

    assert fields(transfer)[3][:2] == ("q4", '"a4')
    assert [line for line, _ in complaints(transfer)] == [3, 5]


def test_words_in_quotes_that_begin_a_cell_are_no_problem_where_quotes_mean_nothing(tmp_path: Path) -> None:
    transfer = read(tmp_path, 'front\tback\n"MPI" spelt out\tMaster\n"ROI" in full\tRelease\n"PHI" too\tHealth\n')

    assert (len(transfer.notes), complaints(transfer)) == (3, [])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("question,answer\n", "the table has nothing but the names of its columns: there is no row to bring in"),
        ("\n\n", "the table is blank: there is no row to bring in"),
    ],
)
def test_a_table_without_rows_says_so(tmp_path: Path, content: str, message: str) -> None:
    transfer = read(tmp_path, content)

    assert (len(transfer.notes), complaints(transfer)) == (0, [(1, message)])


@pytest.mark.parametrize("name", ["cards", "cards.xlsx"])
@pytest.mark.parametrize(
    "content",
    [
        b"question,answer\nq1,a1\nq2,a2\n",
        "\ufeffquestion;answer\nq1;a1\nq2;a2\n".encode("utf-16-le"),
        b"#separator:tab\n#html:true\nq1\ta1\n",
    ],
)
def test_a_table_is_known_by_its_rows_where_its_name_says_nothing(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    assert registry.detect(path).id == "csv"


@pytest.mark.parametrize(
    "content", [b"Hello, you.\nHere, it goes on, and on.\nNothing more\n", b"\x01,\x02\n\x01,\x02\n"]
)
def test_what_is_no_table_is_not_taken_for_one_without_an_ending(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "README"
    path.write_bytes(content)

    with pytest.raises(ImportRefusedError):
        registry.detect(path)
