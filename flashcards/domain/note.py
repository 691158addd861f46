"""Notes: the information, written once."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum

from flashcards.domain.ids import NoteId, NoteTypeId

MARKED = "marked"
"""The tag that marks a note, as in Anki."""

LEECH = "leech"
"""The tag given to a note one of whose cards became a leech, as in Anki."""

DOMAINS = (1, 2, 3, 4, 5, 6)
"""The RHIT domains, by number."""

DOMAIN_NAMES = {
    1: "Data Content, Structure, and Information Governance",
    2: "Access, Disclosure, Privacy, and Security",
    3: "Data Analytics and Use",
    4: "Revenue Cycle Management",
    5: "Compliance",
    6: "Leadership",
}
"""What the RHIT outline calls its domains."""


class Level(IntEnum):
    """What a question asks of the learner. The numbers are stored: never change them."""

    RECALL = 1
    APPLICATION = 2
    ANALYSIS = 3

    @property
    def label(self) -> str:
        """The word used in files, in JSON and on screen."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a note's fact comes from and what it is for.

    Attributes:
        citation: the source, to the section; empty when there is none.
        checked_on: when the note was last compared with its source.
        as_of: the date or year the rule or figure holds for, as written.
        domain: RHIT domain, 1 to 6.
        facts: ids of the checklist facts the note covers.
        tests: guids of the recall notes a choice note is about.
        is_exam_only: kept for practice exams, not shown in daily study.
        tolerance: how far a typed number may be off.
    """

    citation: str = ""
    checked_on: date | None = None
    as_of: str = ""
    domain: int | None = None
    level: Level | None = None
    facts: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    is_exam_only: bool = False
    tolerance: float | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """The information, written once, from which cards are made.

    Attributes:
        guid: the identity that export writes and import reads; never derived from the content.
        fields: HTML, one for each field of the note type. A choice note's options are JSON (see `domain.choice`).
        tags: sorted, without repeats.
        origin: the bundled deck or import the note came from; empty for one written by hand.
        revision: counts writes.
    """

    id: NoteId
    guid: str
    note_type_id: NoteTypeId
    fields: tuple[str, ...]
    tags: tuple[str, ...] = ()
    provenance: Provenance = Provenance()
    origin: str = ""
    created_at: datetime | None = None
    modified_at: datetime | None = None
    revision: int = 0
