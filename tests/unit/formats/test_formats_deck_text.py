from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.domain.choice import Option, decode_options
from flashcards.domain.note import Level, Provenance
from flashcards.domain.note_type import NoteKind
from flashcards.formats import DeckDraft, read_deck_file, read_deck_folder, read_deck_text
from tests.pace import within

HERE = Path("deck.md")
TOP = "---\ndeck: Clerk duties::Filing\nchecked: 2026-11-23\ndomain: 1\ntags: filing\n---\n"
CHOICE = "Q: Which?\n- [x] Yes\n  It is.\n- [ ] No\n  It is not.\n"


def read(body: str, top: str = TOP) -> DeckDraft:
    return read_deck_text(top + body, HERE)


def problems_of(body: str, top: str = TOP) -> list[str]:
    """Give the problems with lines counted from the first line of `body`."""
    offset = top.count("\n")
    return [f"{problem.line - offset}: {problem.message}" for problem in read(body, top).problems]


def fields_of(body: str) -> tuple[str, ...]:
    draft = read("## some-note\n" + body)
    assert draft.problems == ()
    (note,) = draft.notes
    return note.fields


def test_a_whole_note_is_read_with_the_defaults_of_its_file() -> None:
    text = (
        "\n# Terminal digits\n\n## clerk-filing-terminal-primary\n"
        "Q: Which pair is read first?\nA: The last pair\nSource: Practice\nFacts: C-102 C-103\n"
    )

    (note,) = read(text).notes

    assert (note.guid, note.kind, note.deck) == (
        "clerk-filing-terminal-primary",
        NoteKind.BASIC,
        "Clerk duties::Filing",
    )
    assert note.fields == ("Which pair is read first?", "The last pair", "")
    assert note.tags == ("filing",)
    assert note.line == 10
    assert note.provenance == Provenance(
        citation="Practice", checked_on=date(2026, 11, 23), domain=1, facts=("C-102", "C-103")
    )


def test_a_note_overrides_the_defaults_and_adds_to_the_tags() -> None:
    top = "---\ndeck: D\nsource: S\nlevel: recall\nas-of: 2025\ntags: b a\n---\n"
    body = (
        "## n\nQ: a\nTyped: 1.5\nTolerance: 0.1\nSource: T, section 2\nChecked: 2025-01-31\nAs of: 2026\nDomain: 6\n"
        "Level: analysis\nTags: c a\nTests: x-1 x-2\nUse: exam\nAllow: long-answer: quoted whole\nCheck: 3 / 2 = 1.5\n"
    )

    (note,) = read(body, top).notes

    assert note.tags == ("a", "b", "c")
    assert note.allowed == {"long-answer"}
    assert note.provenance == Provenance(
        "T, section 2", date(2025, 1, 31), "2026", 6, Level.ANALYSIS, (), ("x-1", "x-2"), True, 0.1
    )


@pytest.mark.parametrize(
    ("body", "kind", "fields"),
    [
        ("Q: a\nA: b\nMore: c", NoteKind.BASIC, ("a", "b", "c")),
        ("Term: a\nMeaning: b", NoteKind.REVERSED, ("a", "b", "")),
        ("Cloze: a {{c1::b}} {{c2::c::hint}}", NoteKind.CLOZE, ("a {{c1::b}} {{c2::c::hint}}", "")),
        ("Q: a\nTyped: 310\nTyped: < 310 patients", NoteKind.TYPED, ("a", "310<br>&lt; 310 patients", "")),
    ],
)
def test_the_keys_say_which_kind_a_note_is(body: str, kind: NoteKind, fields: tuple[str, ...]) -> None:
    (note,) = read("## n\n" + body).notes

    assert (note.kind, note.fields) == (kind, fields)


def test_options_become_a_choice_note_with_their_rationales_and_pins() -> None:
    body = (
        "Q: Which?\n- [ ] *One*\n  Not\n  this.\n- [x] Two\n\n  This.\n\n  Really.\n- [ ] Both\nPin: C\nLevel: recall\n"
    )

    question, options, more, case = fields_of(body)

    assert (question, more, case) == ("Which?", "", "")
    assert decode_options(options) == (
        Option("<em>One</em>", False, "Not this."),
        Option("Two", True, "<p>This.</p>\n<p>Really.</p>"),
        Option("Both", False, "", True),
    )


def test_all_options_can_be_pinned() -> None:
    options = decode_options(fields_of(CHOICE + "Pin: all")[1])

    assert [option.is_pinned for option in options] == [True, True]


def test_a_case_is_shown_with_each_of_its_questions_wherever_it_stands() -> None:
    case = "## case desk\nA clerk walks in.\nShe waits.\n\n"
    body = f"## first\nCase: desk\n{CHOICE}\n{case}## second\nCase: desk\nQ: a\nA: b\n"

    first, second = read(body).notes

    assert first.fields[3] == "A clerk walks in. She waits."
    assert second.fields[0] == "A clerk walks in. She waits.<hr>a"
    assert first.case_id == "desk"


def test_a_value_runs_on_until_the_next_key() -> None:
    body = "Q: one\ntwo\n\nthree\nA:\n  Note: four\n  - five\n  - six\nMore: 1985. A year\n"

    assert fields_of(body) == (
        "<p>one two</p>\n<p>three</p>",
        "<p>Note: four</p>\n<ul>\n<li>five</li>\n<li>six</li>\n</ul>",
        "1985. A year",
    )


def test_marks_have_no_meaning_where_plain_text_is_kept() -> None:
    (note,) = read("## n\nQ: a\nA: b\nSource: 1. *Rules*\n  of 2020\n").notes

    assert note.provenance.citation == "1. *Rules* of 2020"


def test_titles_and_comments_are_not_shown() -> None:
    body = "<!-- top -->\n# Title\n## n\n<!-- one\n## two\n-->\nQ: a\n  <!-- three -->\nA: b\n# End\n"

    assert [note.fields for note in read(body).notes] == [("a", "b", "")]
    assert read(body).problems == ()


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_read(line_end: str) -> None:
    text = "\ufeff" + (TOP + "## n\nQ: a\nA: b\n").replace("\n", line_end)

    assert [note.fields for note in read_deck_text(text, HERE).notes] == [("a", "b", "")]


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ("## n\nQ: a\nSorce: b\nA: c",
         ["3: there is no key “Sorce:”. Did you mean “Source:”? Indent the line by two spaces to keep it as text."]),
        ("## n\nQ: a\nNote: b\nA: c",
         ["3: there is no key “Note:”. Indent the line by two spaces to keep it as text."]),
        ("## n\nQ: a\nas of: 3\nA: c",
         ["3: there is no key “as of:”. Did you mean “As of:”? Indent the line by two spaces to keep it as text."]),
        ("## n\nQ:a\nA: c", ["1: “Q:” is missing: the note has “A:” (basic)",
         "2: this line belongs to nothing: a note begins with “## ” and its id, a text with a key such as “Q:”"]),
        ("## n\nQ: a\nA:c", ["1: this note is of no kind: it needs “A:”, “Typed:” or options below its “Q:”",
         "3: “A:” needs a space after its colon"]),
        ("stray",
         ["1: this line belongs to nothing: a note begins with “## ” and its id, a text with a key such as “Q:”"]),
        ("Q: a", ["1: “Q:” belongs to no note: a line “## ” and an id is missing above it"]),
        ("## \nQ: a\nA: b", ["1: an id is missing after “## ”"]),
        ("## My Note\nQ: a\nA: b", ["1: “My Note” is no id: an id is made of lower-case letters, digits and hyphens. "
         "“my-note” would do."]),
        ("##n\nQ: a", ["1: a note begins with “## ” and its id: the space is missing",
         "2: “Q:” belongs to no note: a line “## ” and an id is missing above it"]),
        ("### n", ["1: a note begins with “## ” and a section with “# ”, not with “###”"]),
        ("## n\nQ: a\nA: b\n## n\nQ: c\nA: d", ["4: the id “n” is already used in line 7"]),
        ("## n\nQ: a", ["1: this note is of no kind: it needs “A:”, “Typed:” or options below its “Q:”"]),
        ("## n\nSource: a", ["1: this note is of no kind: it needs “Q:”, “Term:” or “Cloze:”"]),
        ("## n\nQ: a\nA: b\nTyped: c", ["1: this note is two kinds at once: “A:” (basic) and “Typed:”"]),
        ("## n\nQ: a\nCloze: {{c1::b}}", ["2: “Q:” does not go with “Cloze:”"]),
        ("## n\nTerm: a", ["1: “Meaning:” is missing: the note has “Term:” and “Meaning:”"]),
        ("## n\nQ: a\nA: b\nPin: A", ["4: “Pin:” does not go with “A:” (basic)"]),
        ("## n\nQ: a\nQ: b\nA: c", ["3: “Q:” is given twice in this note"]),
        ("## n\nQ:\nA: c", ["2: “Q:” is empty"]),
        ("## n\nCloze: a {b}", ["2: this cloze has no gap, such as {{c1::words}}"]),
        ("## n\nCloze: a {{c1:b}}", ["2: this cloze has no gap, such as {{c1::words}}; “{{c1:” is none"]),
        ("## n\nCloze: {{c1::a}} {{c0::b}}",
         ["2: a gap is written {{c1::words}} or {{c1::words::hint}}, numbered from 1"]),
        ("## n\nCloze: {{c1::a", ["2: a gap of this cloze is never closed by }}"]),
        ("## n\nQ: a\n- [ ] b\n- [ ] c", ["3: none of the options is right: mark the right one “- [x]”"]),
        ("## n\nQ: a\n- [x] b", ["3: a note has 2 to 10 options, not 1"]),
        ("## n\nQ: a\n- [x] b\nwhy\n- [ ] c", ["4: the rationale of an option is indented by two spaces"]),
        ("## n\nQ: a\n- [x] b\n- [ ] c\n- [] d",
         ["5: an option is written “- [x] text” when right, “- [ ] text” when wrong"]),
        ("## n\nQ: a\n- [x] b\n- [ ]\n- [ ] d", ["4: this option has no text"]),
        ("## n\nQ: a\n- [x] b\n  - [ ] c\n- [ ] d", ["4: an option begins at the start of its line. "
         "Is this one indented by mistake?"]),
        ("## n\nQ: a\nA: b\n- c", ["4: a list inside a value is indented by two spaces"]),
        ("## n\n" + CHOICE + "Pin: C", ["7: “Pin: C” names no option; they are A to B, or all"]),
        ("## n\nQ: a\nA: b\nChecked: 2026-02-30", ["4: “2026-02-30” is no date of the form 2026-11-23"]),
        ("## n\nQ: a\nA: b\nDomain: 7", ["4: “7” is no RHIT domain; they are 1 to 6"]),
        ("## n\nQ: a\nA: b\nLevel: easy", ["4: “easy” is no level; they are recall, application and analysis"]),
        ("## n\nQ: a\nA: b\nUse: daily", ["4: “Use: daily” is not known; only “Use: exam” is"]),
        ("## n\nQ: a\nTyped: 1\nTolerance: some", ["4: “some” is no tolerance, such as 0.1"]),
        ("## n\nQ: a\nA: b\nCase: c", ["4: there is no case text “c”: a heading “## case c” is missing"]),
        ("## n\nQ: a\nA: b\nCheck: 1 + 1 = 3", ["4: 1 + 1 is 2, not 3"]),
        ("## n\nQ: a\nA: b\nAllow: long-answer", ["4: “Allow:” takes a check, a colon and the reason: "
         "“Allow: long-answer: the definition is quoted whole”"]),
        ("## case c\nText\nSource: x",
         ["3: a case text has no keys; “Source:” belongs to a note. Indent it to keep it as text."]),
        ("## case c\n", ["1: the case “c” has no text"]),
        ("## case\ntext", ["1: an id is missing after “## case ”"]),
        ("<!-- a\n## n\nQ: a\nA: b", ["1: this comment is never closed by “-->”"]),
        ("<!-- a --> b", ["1: a comment has its lines to itself: what follows “-->” belongs on a new line"]),
        ("## n\nQ: a\x1fb\nA: b", ["2: an invisible character (U+001F) was left out"]),
    ],
)  # fmt: skip
def test_each_mistake_is_named_with_its_line(body: str, problems: list[str]) -> None:
    assert problems_of(body) == problems


@pytest.mark.parametrize(
    ("top", "problems"),
    [
        ("", ["1: a deck file begins with a line “---”, then “deck: …”",
              "1: the top of the file does not say which deck: “deck: Name::Part”"]),
        ("---\nchecked: 2026-01-01\n---\n", ["1: the top of the file does not say which deck: “deck: Name::Part”"]),
        ("---\ndeck: a\ntag: b\n---\n",
         ["3: there is no key “tag:”. Did you mean “tags:”? "
          "The keys here are deck, checked, source, domain, level, tags, as-of."]),
        ("---\ndeck: a\ndeck: b\n---\n", ["3: “deck:” is given twice at the top of the file"]),
        ("---\ndeck: ::\n---\n", ["2: a deck needs a name"]),
        ("---\ndeck: a\nchecked: soon\n---\n", ["3: “soon” is no date of the form 2026-11-23"]),
        ("---\ndeck: a\nwhat\n---\n", ["3: “what” is not a key, a colon and a value"]),
        ("---\ndeck: a\n", ["1: the top of the file is never closed by a second line “---”"]),
    ],
)  # fmt: skip
def test_mistakes_at_the_top_are_named_and_the_notes_still_come_in(top: str, problems: list[str]) -> None:
    draft = read("## n\nQ: a\nA: b\n", top)

    assert [f"{problem.line}: {problem.message}" for problem in draft.problems] == problems
    assert [note.guid for note in draft.notes] == ["n"]


def test_a_note_with_a_mistake_is_left_out_and_all_others_come_in() -> None:
    draft = read("## one\nQ: a\nA: b\n## two\nQ: a\nLevel: easy\n## three\nQ: c\nA: d\n")

    assert [note.guid for note in draft.notes] == ["one", "three"]
    assert [problem.line - 6 for problem in draft.problems] == [4, 6]


def test_a_problem_prints_as_file_line_and_message() -> None:
    (problem,) = read_deck_text("---\ndeck: a\n---\nstray: line\n", Path("decks/a.md")).problems

    assert str(problem).startswith("decks/a.md:4: this line belongs to nothing")


def test_a_file_that_is_not_utf8_says_from_which_line(tmp_path: Path) -> None:
    path = tmp_path / "latin.md"
    path.write_bytes(TOP.encode() + b"## n\nQ: caf\xe9\nA: b\n")

    (problem,) = read_deck_file(path).problems

    assert (problem.line, problem.message) == (8, "the file is not UTF-8 from here on; save it as UTF-8")


def test_a_file_saved_as_utf16_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "wide.md"
    path.write_text(TOP, encoding="utf-16")

    assert read_deck_file(path).problems[0].message == "the file is saved as UTF-16; save it as UTF-8"


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    (problem,) = read_deck_file(tmp_path / "gone.md").problems

    assert problem.message == "the file cannot be read: No such file or directory"


def test_a_folder_is_read_in_order_with_ids_unique_over_all_files(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "b.md").write_text(TOP + "## n\nQ: a\nA: b\n## case shared\nText\n", encoding="utf-8")
    (tmp_path / "a.md").write_text(TOP + "## n\nQ: a\nA: b\n", encoding="utf-8")
    (tmp_path / "sub" / "c.md").write_text(TOP + f"## m\nCase: shared\n{CHOICE}", encoding="utf-8")
    (tmp_path / "README.md").write_text("About these decks", encoding="utf-8")
    (tmp_path / "broken.md").write_bytes(b"\xff")

    drafts = read_deck_folder(tmp_path)

    assert [draft.path.name for draft in drafts] == ["a.md", "b.md", "broken.md", "c.md"]
    assert [len(draft.notes) for draft in drafts] == [1, 0, 0, 1]
    assert drafts[1].problems[0].message == f"the id “n” is already used in {tmp_path / 'a.md'}, line 7"
    assert drafts[3].notes[0].fields[3] == "Text"


def test_1500_notes_are_read_in_well_under_a_second() -> None:
    notes = "".join(
        f"## note-{n}\nQ: What is *number* {n} of the many?\n- [x] This\n  It is.\n- [ ] That\n  It is **not**.\n"
        f"Source: 45 CFR 164.{n}\nFacts: P-{n}\nLevel: recall\n\n"
        for n in range(1500)
    )

    with within(seconds=2.5):  # 0.3 s on a quiet machine
        draft = read(notes)

    assert len(draft.notes) == 1500


_LINES = st.sampled_from(
    [
        "---", "deck: a", "checked: 2026-01-01", "## n", "## m", "## case c", "# T", "Q: a", "A: b", "Term: t",
        "Typed: 1", "Cloze: {{c1::x}}", "Cloze: {{c1::{{c2::", "- [x] a", "- [ ] b", "  why", "Pin: A", "Pin: ½",
        "Case: c", "<!--", "-->", "<!-- x -->", "Check: 1/0 = 1", "Level: recall", "Tolerance: nan", "Note: x", "",
        "  - [x] y",
        "| a | b |", "  | - | - |", "Allow: a: b", "*", "`", "\\", "\x1f", "Domain: ²", "Checked: 2026-13-01",
        "Tags: a::b",
    ]
)  # fmt: skip


@given(st.lists(_LINES | st.text(max_size=12), max_size=30))
def test_any_text_gives_notes_and_problems_never_an_exception(lines: list[str]) -> None:
    text = "\n".join(lines)

    for draft in (read_deck_text(text, HERE), read(text)):
        assert all(problem.message and problem.line >= 1 for problem in draft.problems)
        assert all("\x1f" not in field for note in draft.notes for field in note.fields)
