"""A check for citations that name a work and no place in it."""

import re
from collections.abc import Iterator

from flashcards.formats.lint_seen import Finding, SeenNote

_PARTS = (
    "appendix|article|box|chapter|element|entry|figure|FL|guideline|heading|item|lesson|line|module|page|paragraph|part|"
    "principle|question|rule|section|sheet|standard|step|table|tag|title|unit|volume"
)
_PLACES = (
    r"\d+ CFR \d+\.\d+",  # 45 CFR 164.524
    r"\d+ U\.?S\.?C\.? (?:§ ?)?\d",  # 42 U.S.C. 1395dd
    r"\b\d+ (?:FR|Fed\. Reg\.) \d+",  # 78 FR 5566
    r"\b\d+ (?:U\.S\.|F\. ?(?:\d\w+|Supp\.(?: \d\w+)?)) \d+",  # 435 F. Supp. 3d 30
    r"\b(?:Civil Procedure|Civ\. P\.|Evidence) \d+",  # Federal Rules of Civil Procedure 37(e)
    r"\b[A-Z]{2,5}\.\d\d",  # RC.01.01.01
    r"§ ?\d",
    rf"(?<!CFR )\b(?i:{_PARTS})s? (?:\d|[IVXLC]+\b|[A-Z]\b|[\"“])",  # chapter 3; Section II.H; not 45 CFR part 164
    r"[\"“][^\"”]{3,}[\"”]",  # practice brief, "Retention periods"
)
_PLACE = re.compile("|".join(_PLACES))


def no_section(note: SeenNote) -> Iterator[Finding]:
    """Find a citation without a section, a chapter, an entry or the like by its number, or a heading in quotes."""
    citation = note.draft.provenance.citation
    if citation and not _PLACE.search(citation):
        yield note.draft.line_of("Source"), f"the source names no section, chapter or heading: “{citation}”"
