from dataclasses import replace
from pathlib import Path

import pytest

from flashcards.collection.card_actions import edit_note
from flashcards.collection.importing import Bucket, Choice
from flashcards.collection.importing.patients import identifiers
from flashcards.collection.media import LARGEST_BYTES
from flashcards.domain.changes import Operation
from flashcards.domain.note import LEECH, MARKED, Provenance
from flashcards.domain.note_type import CardTemplate, NoteKind, built_in
from flashcards.formats.draft import Problem
from flashcards.formats.transfer import TransferNote, WhenMatched
from tests.builders import NOON, a_note, add_notes
from tests.transfer_builders import CUSTOM, a_transfer, a_transfer_note, media_file
from tests.unit.collection.importing_desk import ImportDesk, filled

CLOZE = built_in(NoteKind.CLOZE)
CHOICE = built_in(NoteKind.CHOICE)


_ALL_THREE = "a medical record number, a date of birth and a social security number"
_STYLING = "styling asks for something from elsewhere, and cards load nothing from there."


def _edit(desk: ImportDesk, **changes: object) -> None:
    """Change the one note as the learner does."""
    (note,) = desk.notes()
    desk.collection.transact(
        Operation.EDIT_NOTE,
        lambda change: edit_note(change, replace(note, **changes), NOON),  # type: ignore[arg-type]
    )


def _saying(back: str, *, line: int, tags: tuple[str, ...] = ()) -> TransferNote:
    return a_transfer_note(fields=("a", back, ""), line=line, tags=tags)


def test_planning_writes_nothing(desk: ImportDesk) -> None:
    desk.plan(a_transfer(a_transfer_note("a")))

    assert [desk.count(table) for table in ("note", "deck", "import_run", "undo_step")] == [0, 0, 0, 0]


def test_notes_nobody_has_are_new_and_their_cards_are_counted(desk: ImportDesk) -> None:
    plan = desk.plan(
        a_transfer(
            a_transfer_note("a"),
            a_transfer_note(type_place=1, fields=("{{c1::a}} {{c3::b}}", "")),
            note_types=[built_in(NoteKind.BASIC), CLOZE],
        )
    )

    assert filled(plan) == {"new": [0, 1]}
    assert list(plan.ordinals) == [(0,), (0, 2)]


def test_the_same_file_again_is_identical(desk: ImportDesk) -> None:
    transfer = a_transfer(a_transfer_note("a", tags=("x",)), a_transfer_note("b", guid="g2"))
    desk.bring(transfer)

    assert filled(desk.plan(transfer)) == {"identical": [0, 1]}


def test_a_repeated_note_that_says_something_else_is_listed_with_both_lines(desk: ImportDesk) -> None:
    plan = desk.plan(
        a_transfer(
            _saying("1", line=2, tags=("x",)),
            _saying("1", line=3, tags=("x",)),
            _saying("2", line=4, tags=("x",)),
        )
    )

    assert filled(plan) == {"new": [0], "repeated": [1, 2]}
    (problem,) = plan.problems
    assert (problem.line, problem.message) == (
        4,
        "it repeats line 2, but says something else; the first comes in, and this is left out.",
    )


def test_a_note_that_is_there_with_another_type_is_listed(desk: ImportDesk) -> None:
    desk.bring(a_transfer(a_transfer_note("a", guid="g1")))

    plan = desk.plan(a_transfer(a_transfer_note(fields=("{{c1::a}}", ""), guid="g1", line=7), note_types=[CLOZE]))

    assert filled(plan) == {"misfit": [0]}
    assert [(one.line, one.message[:44]) for one in plan.problems] == [
        (7, "there is a note of another type with this te")
    ]


def test_many_repeated_notes_are_counted_rather_than_listed(desk: ImportDesk) -> None:
    plan = desk.plan(a_transfer(*(_saying(f"{line}", line=line) for line in range(1, 500))))

    assert len(plan.problems) == 201
    assert "there is more from here on" in plan.problems[-1].message


def test_a_note_is_recognised_by_its_guid_whatever_its_text(desk: ImportDesk) -> None:
    desk.bring(a_transfer(a_transfer_note("a", guid="g1")))

    plan = desk.plan(a_transfer(a_transfer_note("altogether different", guid="g1")))

    (changed,) = plan.buckets[Bucket.CHANGED]
    assert [part.name for part in changed.parts] == ["Front"]
    assert changed.parts[0].texts() == ("a", "altogether different")


def test_a_guid_nobody_has_is_a_new_note_even_if_the_text_is_known(desk: ImportDesk) -> None:
    desk.bring(a_transfer(a_transfer_note("a", guid="g1")))

    assert filled(desk.plan(a_transfer(a_transfer_note("a", guid="g2")))) == {"new": [0]}


def test_without_a_guid_the_plain_text_of_the_first_field_recognises_a_note(desk: ImportDesk) -> None:
    add_notes(desk.collection, "Filing", [a_note("n1", fields=("<b>Chart</b> &amp; index", "old", ""))])

    plan = desk.plan(a_transfer(a_transfer_note(fields=("Chart  &amp; index", "new", ""))))

    (changed,) = plan.buckets[Bucket.CHANGED]
    assert [part.texts() for part in changed.parts] == [
        ("<b>Chart</b> &amp; index", "Chart  &amp; index"),
        ("old", "new"),
    ]


def test_a_first_field_recognises_only_notes_of_the_same_type(desk: ImportDesk) -> None:
    desk.bring(a_transfer(a_transfer_note(fields=("a", "b")), note_types=[CUSTOM]))

    assert filled(desk.plan(a_transfer(a_transfer_note("a")))) == {"new": [0]}


@pytest.mark.parametrize(("deck", "bucket"), [("filing", "identical"), ("Other", "new")])
def test_within_a_deck_a_first_field_recognises_only_notes_of_that_deck(
    desk: ImportDesk, deck: str, bucket: str
) -> None:
    desk.bring(a_transfer(a_transfer_note("a", deck="Filing")))

    plan = desk.plan(a_transfer(a_transfer_note("a", deck=deck)), within_deck=True)

    assert filled(plan) == {bucket: [0]}


def test_equal_rows_inside_one_file_are_caught(desk: ImportDesk) -> None:
    plan = desk.plan(
        a_transfer(
            a_transfer_note("a"),
            a_transfer_note("a", fields=("<i>a</i>", "other", "")),
            a_transfer_note("b", guid="g"),
            a_transfer_note("c", guid="g"),
        )
    )

    assert filled(plan) == {"new": [0, 2], "repeated": [1, 3]}
    assert [one.repeats for one in plan.buckets[Bucket.REPEATED]] == [0, 2]


def test_a_note_of_the_collection_is_recognised_once(desk: ImportDesk) -> None:
    desk.bring(a_transfer(a_transfer_note("a", guid="g")))

    plan = desk.plan(a_transfer(a_transfer_note("a", guid="g"), a_transfer_note("a")))

    assert filled(plan) == {"identical": [0], "repeated": [1]}


def test_what_repeats_a_note_of_another_type_is_not_said_to_repeat_one_that_comes_in(desk: ImportDesk) -> None:
    add_notes(desk.collection, "Filing", [a_note("n", fields=("Alpha", "one", ""))])
    notes = [a_transfer_note(guid="n", fields=("Alpha", word), line=line) for line, word in ((2, "un"), (3, "deux"))]

    plan = desk.plan(a_transfer(*notes, note_types=[CUSTOM]))

    assert filled(plan) == {"repeated": [1], "misfit": [0]}
    assert plan.problems[1].message == (
        "it repeats line 2, but says something else; both are of another type than yours."
    )


def test_the_same_guid_with_another_type_is_a_misfit(desk: ImportDesk) -> None:
    desk.bring(a_transfer(a_transfer_note("a", guid="g")))

    plan = desk.plan(a_transfer(a_transfer_note(guid="g", fields=("a", "b")), note_types=[CUSTOM]))

    assert filled(plan) == {"misfit": [0]}


def test_what_only_the_file_changed_is_changed_and_what_only_the_learner_changed_stays(desk: ImportDesk) -> None:
    desk.bring(a_transfer(a_transfer_note(fields=("q", "a", ""), guid="g")))
    _edit(desk, fields=("q", "a", "mine"))

    plan = desk.plan(a_transfer(a_transfer_note(fields=("q", "better", ""), guid="g")))

    (changed,) = plan.buckets[Bucket.CHANGED]
    assert [(part.name, part.before, part.after) for part in changed.parts] == [("Back", "a", "better")]


def test_a_file_that_says_nothing_new_leaves_the_learners_words_alone(desk: ImportDesk) -> None:
    transfer = a_transfer(a_transfer_note(fields=("q", "a", ""), guid="g", tags=("x",)))
    desk.bring(transfer)
    _edit(desk, fields=("q", "mine", ""), tags=("x", "own"))

    assert filled(desk.plan(transfer)) == {"identical": [0]}


def test_what_both_changed_is_disputed(desk: ImportDesk) -> None:
    desk.bring(a_transfer(a_transfer_note(fields=("q", "a", ""), guid="g")))
    _edit(desk, fields=("q", "mine", ""))

    plan = desk.plan(a_transfer(a_transfer_note(fields=("q", "theirs", "more"), guid="g")))

    (disputed,) = plan.buckets[Bucket.DISPUTED]
    assert [(part.name, part.is_disputed) for part in disputed.parts] == [("Back", True), ("More", False)]


def test_a_column_the_file_does_not_have_is_left_alone(desk: ImportDesk) -> None:
    desk.bring(a_transfer(a_transfer_note(fields=("q", "a", "more"), guid="g", tags=("x",))))

    plan = desk.plan(a_transfer(a_transfer_note(fields=("q", None, None), guid="g", tags=None)))

    assert filled(plan) == {"identical": [0]}


def test_tags_of_a_note_nobody_imported_are_replaced_but_for_those_the_program_gave(desk: ImportDesk) -> None:
    add_notes(desk.collection, "Filing", [a_note("g", tags=(LEECH, MARKED, "old"), fields=("q", "a", ""))])

    plan = desk.plan(a_transfer(a_transfer_note(fields=("q", "a", ""), guid="g", tags=("new",))))

    (part,) = plan.buckets[Bucket.CHANGED][0].parts
    assert (part.name, part.after) == ("Tags", (LEECH, MARKED, "new"))


def test_tags_are_merged_with_what_was_imported_before(desk: ImportDesk) -> None:
    desk.bring(a_transfer(a_transfer_note("q", guid="g", tags=("goes", "stays"))))
    _edit(desk, tags=("goes", "own", "stays"))

    plan = desk.plan(a_transfer(a_transfer_note("q", guid="g", tags=("comes", "stays"))))

    assert plan.buckets[Bucket.CHANGED][0].parts[0].after == ("comes", "own", "stays")


def test_a_tag_in_another_case_is_the_same_tag(desk: ImportDesk) -> None:
    desk.bring(a_transfer(a_transfer_note("q", guid="g", tags=("Desk",))))

    assert filled(desk.plan(a_transfer(a_transfer_note("q", guid="g", tags=("desk",))))) == {"identical": [0]}


def test_a_source_the_file_names_is_a_part_of_its_own(desk: ImportDesk) -> None:
    desk.bring(a_transfer(a_transfer_note("q", guid="g")))

    plan = desk.plan(a_transfer(a_transfer_note("q", guid="g", provenance=Provenance("45 CFR 164.524", domain=2))))

    parts = plan.buckets[Bucket.CHANGED][0].parts
    assert [(part.name, part.after) for part in parts] == [("Citation", "45 CFR 164.524"), ("Domain", 2)]


def test_notes_that_cannot_be_kept_are_problems_with_their_lines(desk: ImportDesk) -> None:
    plan = desk.plan(
        a_transfer(
            a_transfer_note("fine", line=1),
            a_transfer_note("", line=2),
            a_transfer_note(line=3, fields=("one", "two")),
            a_transfer_note(line=4, type_place=1, fields=("no gap", "")),
            a_transfer_note(line=5, type_place=2, fields=("q", "not json", "", "")),
            a_transfer_note("half \ud800", line=6),
            note_types=[built_in(NoteKind.BASIC), CLOZE, CHOICE],
            problems=[Problem(Path("list.txt"), 7, "an unclosed quote")],
        )
    )

    assert filled(plan) == {"new": [0]}
    assert [one.line for one in plan.problems] == [2, 3, 4, 5, 6, 7]
    assert "empty" in plan.problems[0].message
    assert "no gap" in plan.problems[2].message


def test_each_problem_says_how_its_note_begins(desk: ImportDesk) -> None:
    notes = (a_transfer_note(" ", line=1), a_transfer_note("<b>SSN</b> 123456789", line=2))

    plan = desk.plan(a_transfer(*notes))

    assert [one.about for one in (*plan.problems, *plan.warnings)] == ["30 days", "SSN 123456789 | 30 days"]


def test_a_note_that_would_lose_its_only_card_is_a_problem(desk: ImportDesk) -> None:
    desk.bring(a_transfer(a_transfer_note(guid="g", fields=("{{c1::a}}", "")), note_types=[CLOZE]))

    plan = desk.plan(a_transfer(a_transfer_note(guid="g", fields=("no gap", ""), line=9), note_types=[CLOZE]))

    assert filled(plan) == {}
    assert [one.line for one in plan.problems] == [9]


def test_what_looks_like_a_patient_is_a_warning_with_its_line_and_comes_in(desk: ImportDesk) -> None:
    texts = [
        "MRN: 12345678",
        "DOB 03/14/1962",
        "SSN 123-45-6789",
        "Medical record number 7 is short",
        "born in a barn",
        "call 555-123-4567",
    ]

    plan = desk.plan(a_transfer(*(a_transfer_note(text, line=line) for line, text in enumerate(texts, start=1))))

    assert filled(plan) == {"new": [0, 1, 2, 3, 4, 5]}
    assert [one.line for one in plan.warnings] == [1, 2, 3]
    assert plan.problems == ()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("SSN 123456789", "a social security number"),
        ("Social Security no. 123 45 6789", "a social security number"),
        ("123456789 (SSN)", "a social security number"),
        ("123456789 (MRN)", "a medical record number"),
        ("00123456 is the patient ID", "a medical record number"),
        ("<b>MRN</b>:&nbsp;1234567", "a medical record number"),
        ("03/14/1962 (DOB)", "a date of birth"),
        ("born <i>March 14, 1962</i>", "a date of birth"),
    ],
)
def test_a_figure_is_known_by_the_label_before_or_behind_it(text: str, what: str) -> None:
    assert [found for _, found in identifiers(text.lower())] == [what]


@pytest.mark.parametrize(
    "text",
    [
        "SSN 12345678 is too short",
        "SSN 000456789",
        "45 CFR 164.514 (MRN)",
        "In 2020 MRN use grew",
        "From May 1, 2020 born alive counts",
        "Of 18 identifiers, the SSN is one",
    ],
)
def test_what_only_speaks_of_identifiers_is_none(text: str) -> None:
    assert list(identifiers(text.lower())) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("SSN 123-45-6789, DOB 03/14/1962", "a date of birth and a social security number"),
        ("MRN 123456, born 03/14/1962, 123-45-6789", _ALL_THREE),
        ("DOB 03/14/1962, born 03/14/1962", "a date of birth"),
    ],
)
def test_everything_in_a_note_that_may_name_a_patient_is_named(desk: ImportDesk, text: str, what: str) -> None:
    plan = desk.plan(a_transfer(a_transfer_note(text, line=4)))

    assert [(one.line, one.message.split(". ")[0]) for one in plan.warnings] == [(4, f"this looks like {what}")]


def test_a_picture_nobody_has_is_a_problem_and_the_note_comes_in(desk: ImportDesk) -> None:
    plan = desk.plan(
        a_transfer(
            a_transfer_note('<img src="there.png"><img src="gone.png">', line=3),
            media=[media_file("there.png", b"x")],
        )
    )

    assert filled(plan) == {"new": [0]}
    assert [(one.line, "gone.png" in one.message) for one in plan.problems] == [(3, True)]


def test_each_note_that_names_a_missing_picture_or_sound_is_listed_with_both(desk: ImportDesk) -> None:
    texts = ['one <img src="gone.png">', "two [sound:gone.mp3]", 'three <img src="gone.png">']

    plan = desk.plan(a_transfer(*(a_transfer_note(text, line=line) for line, text in enumerate(texts, start=1))))

    assert [(one.line, one.message.split(":")[0], one.about.split()[0]) for one in plan.problems] == [
        (1, "“gone.png” is missing", "one"),
        (2, "“gone.mp3” is missing", "two"),
        (3, "“gone.png” is missing", "three"),
    ]


def test_of_missing_pictures_only_the_first_places_are_listed(desk: ImportDesk) -> None:
    notes = (a_transfer_note(f'<img src="{number}.png">', line=number) for number in range(1, 301))

    plan = desk.plan(a_transfer(*notes))

    assert len(plan.problems) == 201
    assert plan.problems[-1].message == "there is more from here on: pictures and sounds that are missing."


def test_a_missing_picture_of_a_card_template_is_listed_with_its_note_type(desk: ImportDesk) -> None:
    sides = '<img src="_logo.png"><img src="there.png"><img src="{{Word}}.png">', "[sound:_bell.mp3]{{Meaning}}"
    made = replace(CUSTOM, templates=(CardTemplate("Card 1", *sides),))

    plan = desk.plan(
        a_transfer(a_transfer_note(fields=("a", "b")), note_types=[made], media=[media_file("there.png", b"x")])
    )

    assert [one.message for one in plan.problems] == [
        f"“{name}” is missing, which the card templates of “Vocabulary” name: it is not in the file."
        for name in ("_bell.mp3", "_logo.png")
    ]


def test_what_no_card_does_is_a_problem_with_its_line_and_the_note_comes_in(desk: ImportDesk) -> None:
    texts = [
        "one <script>alert(1)</script>",
        '<b onclick="go()">two</b>',
        '<img src="https://a.example/b.png"> three',
        '<a href="file:///c:/secret">four</a>',
        'five <iframe src="https://a.example"></iframe>',
        '<a href="https://a.example">six</a>, on = 3 < 4',
        '<a href="javascript:go()">seven</a>',
        '<img src="file:///etc/passwd"> eight',
        '<p style="color: red; background: url(https://a.example/b.png)">nine</p>',
        "<p style='background: url(\"//a.example/b.png\")'>ten</p>",
        "<style>@import 'https://a.example/c.css';</style> eleven",
        '<p style="color: red">twelve</p>: a style has url(…) or @import, as https://a.example says',
    ]

    plan = desk.plan(a_transfer(*(a_transfer_note(text, line=line) for line, text in enumerate(texts, start=1))))

    assert filled(plan) == {"new": list(range(12))}
    assert [(one.line, one.message.split(" is ")[0]) for one in plan.problems] == [
        (1, "its HTML has a script, which never runs and"),
        (2, "its HTML has a script, which never runs and"),
        (3, "a picture in it lies on the web and"),
        (4, "a link in it"),
        (5, "a page, a film or a program inside its HTML"),
        (7, "a link in it"),
        (8, "a picture in it names a place on a computer and"),
        *((line, f"its {_STYLING}") for line in (9, 10, 11)),
    ]


@pytest.mark.parametrize("css", ["@import 'a.css';", "a { background: URL( 'HTTP://a.example/b.png') }"])
def test_a_new_note_type_whose_styling_loads_something_says_so(desk: ImportDesk, css: str) -> None:
    made = [replace(CUSTOM, name="Clever", css=css), replace(CUSTOM, name="Plain", css="a { src: url('_own.ttf') }")]
    notes = [a_transfer_note(fields=(f"a{place}", "b"), type_place=place) for place in range(2)]

    plan = desk.plan(a_transfer(*notes, note_types=made))

    assert [one.message for one in plan.problems] == [f"the styling of “Clever” {_STYLING.removeprefix('styling ')}"]


def test_a_picture_that_says_it_is_too_large_is_left_out_by_the_plan_already(desk: ImportDesk) -> None:
    huge = media_file("a.png", b"x")._replace(size=LARGEST_BYTES + 1)

    plan = desk.plan(a_transfer(a_transfer_note('<img src="a.png"> a', line=1), media=[huge]))

    assert plan.media == ()
    assert [one.message.split(":")[0] for one in plan.problems] == ["“a.png” is left out"]


def test_of_what_no_card_does_only_the_first_places_are_listed(desk: ImportDesk) -> None:
    notes = (a_transfer_note(f"<script>{n}</script>{n}", line=n) for n in range(1, 301))

    plan = desk.plan(a_transfer(*notes))

    assert len(plan.problems) == 201
    assert plan.problems[-1] == Problem(
        plan.transfer.source, 201, "there is more from here on: scripts that never run."
    )


def test_a_new_note_type_with_a_script_says_so(desk: ImportDesk) -> None:
    templates = (CardTemplate("One", "{{Word}}<script>x()</script>", "{{Meaning}}"),)
    made = replace(CUSTOM, name="Clever", templates=templates)

    plan = desk.plan(a_transfer(a_transfer_note(fields=("a", "b")), note_types=[made]))

    (problem,) = plan.problems
    assert (
        problem.message == "the card templates of “Clever”: its HTML has a script, which never runs and is not shown."
    )


def test_decks_of_the_file_become_sub_decks_of_the_one_that_is_asked_for(desk: ImportDesk) -> None:
    transfer = a_transfer(
        a_transfer_note("a", deck="Law::HIPAA"),
        a_transfer_note("b", deck=""),
        a_transfer_note("c", deck="mine::already"),
    )

    plan = desk.plan(transfer, deck="Mine")

    assert plan.new_decks == ("Mine", "Mine::Law", "Mine::Law::HIPAA", "mine::already")


def test_where_no_deck_is_named_the_file_names_it(desk: ImportDesk) -> None:
    plan = desk.plan(a_transfer(a_transfer_note("a", deck=""), source=Path("/somewhere/medical terms.csv")))

    assert (plan.deck, plan.new_decks) == ("medical terms", ("medical terms",))


def test_a_note_type_is_found_by_its_fields_under_whatever_name_it_was_given(desk: ImportDesk) -> None:
    other = replace(CUSTOM, fields=("Word", "Meaning", "Sound"))
    both = a_transfer(
        a_transfer_note(fields=("a", "b")),
        a_transfer_note(type_place=1, fields=("a", "b", "c")),
        note_types=[CUSTOM, other],
    )

    first = desk.plan(both)
    desk.bring(both)
    again = desk.plan(both)

    assert [one.note_type.name for one in first.types] == ["Vocabulary", "Vocabulary (2)"]
    assert [one.id for one in first.types] == [0, 0]
    assert all(one.id for one in again.types)
    assert filled(again) == {"identical": [0, 1]}


@pytest.mark.parametrize(
    ("asked", "choice"),
    [(None, Choice.TAKE), (WhenMatched.KEEP, Choice.LEAVE), (WhenMatched.BOTH, Choice.BOTH)],
)
def test_what_the_file_asks_for_is_chosen_beforehand(
    desk: ImportDesk, asked: WhenMatched | None, choice: Choice
) -> None:
    assert desk.plan(a_transfer(a_transfer_note("a"), when_matched=asked)).choice(Bucket.CHANGED) is choice
