"""Everything the Import page shows, as one value. No Qt."""

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING

from flashcards.collection.importing import CHOICES, Bucket, Choice, ImportReport, Schedule
from flashcards.formats.text_layout import Known
from flashcards.ui.importing.words import CHOICE_WORDS, TITLES, act_words, summary, tally, usual_deck

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flashcards.ui.importing.desk import Files


class Phase(Enum):
    """What the page is for at the moment."""

    START = "start"
    """Files can be chosen."""
    WORKING = "working"
    """Files are read, or brought in."""
    REVIEW = "review"
    """What importing them would do can be looked over."""
    DONE = "done"
    """It was done."""


@dataclass(frozen=True, slots=True)
class BucketLine:
    """One bucket of the plan, as the page shows it.

    Attributes:
        apart: how many of its notes are dealt with in their own way.
        choices: what can be chosen.
        chosen: the place of what is.
    """

    bucket: Bucket
    count: int
    apart: int
    choices: tuple[Choice, ...]
    chosen: int

    @property
    def title(self) -> str:
        """What the page calls it."""
        return TITLES[self.bucket][0]

    @property
    def sentence(self) -> str:
        """What that means."""
        return TITLES[self.bucket][1]

    @property
    def options(self) -> tuple[str, ...]:
        """The choices in words."""
        return tuple(CHOICE_WORDS[self.bucket][choice] for choice in self.choices)


@dataclass(frozen=True, slots=True)
class ImportState:
    """Everything on the page.

    Attributes:
        names: of the files, in a few words.
        doing, share: what is being done, and how much of it is done; empty when nothing is.
        is_settled: what is shown is up to date: nothing is being read anew.
        files: what was read.
        lines: buckets that hold something.
        problems, warnings: how many there are.
        deck: where the learner wants the notes; empty for the usual place.
        usual_deck: what that is, in words.
        decks: names of all decks.
        tags: given to every note that comes in, besides its own.
        has_schedule: a file carries one.
        summary: what there is of each bucket, and of problems, in a line.
        act: what the button does; empty when there is nothing to do.
        report: what was done.
        refused: which of the files did not come in; empty when all did.
        told: that it was undone; empty while it was not.
    """

    phase: Phase = Phase.START
    names: str = ""
    doing: str = ""
    share: float = 0.0
    is_settled: bool = True
    files: "Files" = ()
    lines: tuple[BucketLine, ...] = ()
    problems: int = 0
    warnings: int = 0
    deck: str = ""
    usual_deck: str = ""
    decks: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    has_schedule: bool = False
    schedule: Schedule = Schedule.NEW_CARDS
    summary: str = ""
    act: str = ""
    report: ImportReport = field(default_factory=ImportReport)
    refused: str = ""
    told: str = ""


def with_files(
    state: ImportState, files: "Files", choices: "Mapping[Bucket, Choice]", *, is_settled: bool
) -> ImportState:
    """Give the state in which these files are looked over.

    Args:
        choices: for whole buckets.
    """
    plans = [file.plan for file in files if file.plan is not None]
    found = tally(files, choices)
    problems = sum(len(plan.problems) for plan in plans) + sum(bool(file.refused) for file in files)
    warnings = sum(len(plan.warnings) for plan in plans)
    has_schedule = any(plan.transfer.has_schedule for plan in plans)
    return replace(
        state,
        files=files,
        doing="",
        share=0.0,
        is_settled=is_settled,
        lines=bucket_lines(files, choices),
        problems=problems,
        warnings=warnings,
        summary=summary(found, problems, warnings),
        usual_deck=state.usual_deck if state.deck else usual_deck(plans),
        has_schedule=has_schedule,
        act=act_words(found, state.schedule if has_schedule else Schedule.NONE),
    )


def bucket_lines(files: "Files", choices: "Mapping[Bucket, Choice]") -> tuple[BucketLine, ...]:
    """Give the buckets that hold something, in the page's order."""
    plans = [file.plan for file in files if file.plan is not None]
    lines = []
    for bucket in TITLES:
        count = sum(len(plan.buckets[bucket]) for plan in plans)
        if count:
            chosen = choices.get(bucket) or plans[0].choice(bucket)
            apart = sum(one is bucket for file in files for one, _ in file.apart.values())
            lines.append(BucketLine(bucket, count, apart, CHOICES[bucket], CHOICES[bucket].index(chosen)))
    return tuple(lines)


def what_was_chosen(state: ImportState, choices: "Mapping[Bucket, Choice]") -> tuple[str, ...]:
    """Name what of a plan is as the learner said, and not as it came; nothing when all is as it came.

    Args:
        choices: for whole buckets.
    """
    files = state.files
    usual = [file.plan for file in files if file.plan is not None][:1]
    is_dealt_with = any(choice is not plan.choice(bucket) for plan in usual for bucket, choice in choices.items())
    chosen = {
        "how it is read": any(file.source.known != Known() or file.source.columns for file in files),
        "the deck": bool(state.deck),
        "the tags": bool(state.tags),
        "the schedule": state.schedule is not Schedule.NEW_CARDS,
        "what becomes of its notes": is_dealt_with or any(file.apart for file in files),
    }
    return tuple(words for words, is_so in chosen.items() if is_so)
