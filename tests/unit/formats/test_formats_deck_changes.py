"""Files of changes: what is read, and what is wrong in them."""

from datetime import date
from pathlib import Path

from flashcards import resources
from flashcards.formats.deck_changes import (
    DeckChanges,
    read_changes_file,
    read_changes_of,
    read_changes_text,
    unknown_notes,
)
from flashcards.formats.deck_changes_reader import Changed, MeaningChange

PATH = Path("CHANGES")
WHOLE = """<!--
Newest first.
-->
# 2026-03-01

## privacy-fee
Why: The fee for a copy
  may be charged once.
Source: 45 CFR 164.524(c)(4)

## withdrawn privacy-old
Why: The rule is gone.
Source: Purl v. HHS (N.D. Tex. 2025)

# 2025-06-18

## privacy-fee
Why: A fee is allowed.
Source: 89 FR 1
"""


def read(text: str) -> DeckChanges:
    return read_changes_text(text, PATH)


def problems(text: str) -> list[str]:
    return [str(problem) for problem in read(text).problems]


def entry(text: str = "Why: New.\nSource: 45 CFR 164.524\n", heading: str = "## a") -> str:
    return f"# 2026-03-01\n{heading}\n{text}"


def test_every_entry_has_its_version_its_reason_and_its_citation() -> None:
    changes = read(WHOLE)

    assert changes.problems == ()
    assert changes.entries == (
        MeaningChange(
            date(2026, 3, 1),
            "privacy-fee",
            "The fee for a copy may be charged once.",
            "45 CFR 164.524(c)(4)",
            is_withdrawal=False,
            line=6,
        ),
        MeaningChange(
            date(2026, 3, 1),
            "privacy-old",
            "The rule is gone.",
            "Purl v. HHS (N.D. Tex. 2025)",
            is_withdrawal=True,
            line=11,
        ),
        MeaningChange(date(2025, 6, 18), "privacy-fee", "A fee is allowed.", "89 FR 1", is_withdrawal=False, line=17),
    )


def test_an_entry_without_a_reason_or_a_citation_is_left_out_and_told() -> None:
    text = entry("Source: 45 CFR 164.524\n") + "\n## b\nWhy:\n\n## c\nWhy: New.\nSource: 45 CFR 164.524\n"

    assert problems(text) == [
        "CHANGES:2: “Why:” is missing: one sentence that tells the learner what is another now",
        "CHANGES:5: “Source:” is missing: the citation of what changed the rule",
        "CHANGES:5: “Why:” is missing: one sentence that tells the learner what is another now",
    ]
    assert [one.guid for one in read(text).entries] == ["c"]


def test_an_entry_before_any_version_is_told() -> None:
    assert problems(entry().removeprefix("# 2026-03-01\n")) == [
        "CHANGES:1: an entry belongs to a version: a line “# ” and its date is missing above it"
    ]


def test_a_version_that_is_no_date_is_told_once() -> None:
    text = entry().replace("2026-03-01", "March 2026")

    assert problems(text) == ["CHANGES:1: “March 2026” is no date of the form 2026-11-23"]
    assert read(text).entries == ()


def test_versions_stand_newest_first() -> None:
    text = "# 2025-06-18\n# 2026-03-01\n# 2026-03-01\n"

    assert problems(text) == [
        "CHANGES:2: the newest version stands first: 2026-03-01 belongs above 2025-06-18",
        "CHANGES:3: the newest version stands first: 2026-03-01 belongs above 2026-03-01",
    ]


def test_a_note_has_one_entry_in_a_version() -> None:
    text = entry() + "## a\nWhy: Again.\nSource: me\n"

    assert problems(text) == ["CHANGES:5: “a” has an entry in this version already"]
    assert [one.why for one in read(text).entries] == ["New."]


def test_a_misspelt_key_names_the_one_meant() -> None:
    found = problems(entry("Why: New.\nSouce: me\nNotes: x\n"))

    assert found[1] == "CHANGES:4: there is no key “Souce:”. Did you mean “Source:”?"
    assert found[2] == "CHANGES:5: there is no key “Notes:”. The keys here are Why, Source and Changed."


def test_lines_that_belong_to_nothing_are_told() -> None:
    text = (
        "Hello\n# 2026-03-01\nWhy: New.\n## a\nloose\nWhy: One.\nWhy: Two.\nSource: me\n### b\n#c\n<!-- never\nclosed"
    )

    assert problems(text) == [
        "CHANGES:1: this line belongs to nothing: a text begins with “Why: ” or “Source: ”",
        "CHANGES:3: “Why:” belongs to no note: a line “## ” and an id is missing above it",
        "CHANGES:5: this line belongs to nothing: a text begins with “Why: ” or “Source: ”",
        "CHANGES:7: “Why:” is given twice in this entry",
        "CHANGES:9: a version begins with “# ” and its date, an entry with “## ” and the note's id",
        "CHANGES:10: a version begins with “# ” and its date, an entry with “## ” and the note's id",
        "CHANGES:11: this comment is never closed by “-->”",
    ]


def test_an_id_that_is_none_is_told() -> None:
    assert problems(entry(heading="## Privacy Fee")) == [
        "CHANGES:2: “Privacy Fee” is no id: an id is made of lower-case letters, digits and hyphens."
        " “privacy-fee” would do."
    ]


def test_an_entry_about_a_note_that_is_not_there_is_found() -> None:
    found = [str(one) for one in unknown_notes(read(WHOLE), {"privacy-fees"})]

    assert found == [
        "CHANGES:6: there is no note “privacy-fee” in this deck. Did you mean “privacy-fees”? [unknown-note]"
    ]
    far = [one.message for one in unknown_notes(read(entry()), {"b"})]
    assert far == ["there is no note “a” in this deck; if it was withdrawn, write “## withdrawn a”"]


def test_an_entry_says_whether_the_rule_the_answer_or_the_question_is_another() -> None:
    values = "Why: New.\nSource: me\n"
    text = (
        entry(values) + f"## b\nChanged: answer\n{values}## c\n{values}Changed: question\n## d\nChanged: rule\n{values}"
    )

    assert problems(text) == []
    assert [one.changed for one in read(text).entries] == [
        Changed.RULE,
        Changed.ANSWER,
        Changed.QUESTION,
        Changed.RULE,
    ]


def test_an_entry_with_something_else_changed_is_left_out_and_told() -> None:
    text = entry("Changed: wording\nWhy: New.\nSource: me\n")

    assert problems(text) == ["CHANGES:2: “Changed:” is rule, answer, question; “wording” is none of these"]
    assert read(text).entries == ()


def test_only_a_rule_can_be_withdrawn() -> None:
    text = entry("Changed: question\nWhy: New.\nSource: me\n", heading="## withdrawn a")

    assert problems(text) == [
        "CHANGES:2: a note is withdrawn because its rule is gone: “Changed: question” has no place here"
    ]
    assert read(text).entries == ()


def test_a_withdrawn_note_that_is_still_there_is_found() -> None:
    found = [one.message for one in unknown_notes(read(WHOLE), {"privacy-fee", "privacy-old"})]

    assert found == ["“privacy-old” is withdrawn here, and is still in the deck"]


def test_only_the_newest_entry_of_a_note_is_held_to_the_deck() -> None:
    text = entry(heading="## withdrawn a") + "# 2025-01-01\n## a\nWhy: Older.\nSource: me\n"

    assert list(unknown_notes(read(text), set())) == []


def test_a_deck_without_the_file_has_no_changes(tmp_path: Path) -> None:
    assert read_changes_of(tmp_path) == DeckChanges(tmp_path / "CHANGES")


def test_a_file_that_is_not_utf_8_is_one_problem(tmp_path: Path) -> None:
    (tmp_path / "CHANGES").write_bytes(b"# 2026-03-01\ncaf\xe9\n")

    assert [(one.line, one.message) for one in read_changes_file(tmp_path / "CHANGES").problems] == [
        (2, "the file is not UTF-8 from here on; save it as UTF-8")
    ]


def test_every_bundled_deck_has_a_file_of_changes_without_mistakes() -> None:
    folders = sorted(path for path in resources.decks().iterdir() if path.is_dir())

    assert [(folder / "CHANGES").is_file() for folder in folders] == [True, True, True]
    assert [read_changes_of(folder).problems for folder in folders] == [(), (), ()]
