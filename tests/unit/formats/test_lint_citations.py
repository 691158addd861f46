import pytest

from tests.unit.formats.lint_builders import TOP, a_draft, checks, found

NOTE = "## n\nQ: a\nA: b\n"


def of(citation: str) -> list[str]:
    return checks(f"{NOTE}Source: {citation}\n")


@pytest.mark.parametrize(
    "citation",
    [
        "45 CFR 164.524(b)(2)",
        "State law; 45 CFR 164.502(g)(3)",
        "42 U.S.C. 1395dd",
        "78 FR 5566",
        "Ciox Health v. Azar, 435 F. Supp. 3d 30",
        "Federal Rules of Civil Procedure 37(e)",
        "Joint Commission, RC.01.03.01",
        "NUBC, UB-04 data specifications, FL 4",
        "ICD-10-CM Official Guidelines, section II.H",
        "ICD-10-CM Official Guidelines, Appendix I",
        "CDC, Principles of Epidemiology, lesson 3, section 2",
        'NIST glossary, entry "malware"',
        "AHIMA practice brief, “Retention periods”",
    ],
)
def test_a_place_in_the_work_is_enough(citation: str) -> None:
    assert of(citation) == []


@pytest.mark.parametrize(
    "citation",
    [
        "Hospital statistics, standard definitions",
        "Health information management, file-room practice",
        "45 CFR part 164",
        "O*NET profile 29-2072",
        "BLS Occupational Outlook Handbook, 2020 edition",
        "Items of the record",
    ],
)
def test_a_work_alone_is_found(citation: str) -> None:
    assert of(citation) == ["no-section"]


def test_the_source_at_the_top_is_found_for_each_note_that_has_none_of_its_own() -> None:
    top = TOP.replace("45 CFR 164.524", "Common practice")
    body = f"{NOTE}\n## m\nQ: c\nA: d\nSource: 45 CFR 164.526\n"

    assert top != TOP
    assert found(a_draft(body, top=top)) == [
        "a.md:7: the source names no section, chapter or heading: “Common practice” [no-section]"
    ]


def test_a_note_says_why_it_cites_the_whole() -> None:
    assert checks(f"{NOTE}Source: 45 CFR part 164\nAllow: no-section: the part is the answer\n") == []
