"""What the page calls the buckets of a plan, what can be chosen for them, and what an import would do. No Qt."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from flashcards.collection.importing import BRINGING, Bucket, Choice, ImportPlan, ImportReport, Schedule
from flashcards.wording import attention, counted, grouped

if TYPE_CHECKING:
    from flashcards.ui.importing.desk import PlannedFile
    from flashcards.ui.importing.laying import Source

TITLES: Mapping[Bucket, tuple[str, str]] = {
    Bucket.NEW: ("New", "Not in your collection yet."),
    Bucket.CHANGED: ("Changed", "You have these; the file says something else."),
    Bucket.DISPUTED: ("Changed by you and by the file", "Each in its own way, since the last import."),
    Bucket.BUNDLED: (
        "Of the bundled decks",
        "A bundled note, with its source, has the same first field; the file says something else.",
    ),
    Bucket.MISFIT: ("Of another note type", "You have these as another type, so that fields cannot be matched."),
    Bucket.REPEATED: ("Repeated", "These were further up already, or in a file before."),
    Bucket.IDENTICAL: ("The same", "You have these word for word."),
}
"""A title and one sentence for each bucket, in the order in which the page shows them."""

SHORT: Mapping[Bucket, str] = {
    Bucket.NEW: "new",
    Bucket.CHANGED: "changed",
    Bucket.DISPUTED: "changed by both",
    Bucket.BUNDLED: "of the bundled decks",
    Bucket.MISFIT: "of another type",
    Bucket.REPEATED: "repeated",
    Bucket.IDENTICAL: "the same",
}

CHOICE_WORDS: Mapping[Bucket, Mapping[Choice, str]] = {
    Bucket.NEW: {Choice.TAKE: "Add", Choice.LEAVE: "Skip"},
    Bucket.CHANGED: {Choice.TAKE: "Update", Choice.LEAVE: "Keep mine", Choice.BOTH: "Keep both"},
    Bucket.DISPUTED: {Choice.LEAVE: "Keep mine", Choice.TAKE: "Take the file’s", Choice.BOTH: "Keep both"},
    Bucket.BUNDLED: {Choice.LEAVE: "Keep it", Choice.TAKE: "Update", Choice.BOTH: "Keep both"},
    Bucket.MISFIT: {Choice.LEAVE: "Keep mine", Choice.BOTH: "Keep both"},
    Bucket.REPEATED: {Choice.LEAVE: "Skip", Choice.BOTH: "Add anyway"},
    Bucket.IDENTICAL: {Choice.LEAVE: "Skip", Choice.BOTH: "Add again"},
}

SCHEDULE_WORDS: Mapping[Schedule, str] = {
    Schedule.NEW_CARDS: "For new cards",
    Schedule.ALL: "For all cards",
    Schedule.NONE: "No",
}

_OF_ALL, _OF_ONE = "Nothing was changed.", "Nothing of it comes in."
"""What is said of a file that is refused, alone and beside others."""

_THERE = (*BRINGING, Bucket.IDENTICAL)
"""Notes the collection has: their cards may take the file's schedules."""

PROBLEMS_SAY = "Each says what is left out, or what became of it. Everything else comes in."
WARNINGS_SAY = "These do come in, but have a look first: cards should not name real patients."
REPORTED_SAY = "Each says what was left out, or what became of it. Everything else came in."
DOUBTFUL_SAY = "What looks like a patient’s identifier came in: cards should not name real patients."

TOO_LATE = "It was too late to stop: everything was saved by then. Undo takes it back."
"""Said of an import that was done before it could be stopped."""

LOOKED_AT = 200
"""Notes of a file that are looked at to see whether it names decks."""

Tally = Counter[tuple[Bucket, Choice]]
"""How many notes of a bucket are dealt with in one way."""


def tally(files: "Sequence[PlannedFile]", choices: Mapping[Bucket, Choice]) -> Tally:
    """Count the notes of files by bucket and by what becomes of them; takes no longer for many notes."""
    found: Tally = Counter()
    for file in files:
        if file.plan is None:
            continue
        for bucket, entries in file.plan.buckets.items():
            apart = [choice for one, choice in file.apart.values() if one is bucket]
            found[bucket, choices.get(bucket) or file.plan.choice(bucket)] += len(entries) - len(apart)
            found.update((bucket, choice) for choice in apart)
    return found


def act_words(found: Tally, schedule: Schedule = Schedule.NEW_CARDS) -> str:
    """Say what the button does: "Import 1 204 notes, update 17"; empty when there is nothing to do.

    Args:
        schedule: which cards take the schedules of the files; none where no file has one.
    """
    added = found[Bucket.NEW, Choice.TAKE] + sum(found[bucket, Choice.BOTH] for bucket in Bucket)
    updated = sum(found[bucket, Choice.TAKE] for bucket in BRINGING)
    if added:
        return f"Import {counted(added, 'note')}" + (f", update {grouped(updated)}" if updated else "")
    if updated:
        return f"Update {counted(updated, 'note')}"
    is_there = any(number for (bucket, _), number in found.items() if bucket in _THERE)
    return "Take over the schedules" if schedule is Schedule.ALL and is_there else ""


def summary(found: Tally, problems: int, warnings: int) -> str:
    """Say what there is, in one line."""
    counts: Counter[Bucket] = Counter()
    for (bucket, _), number in found.items():
        counts[bucket] += number
    told = [f"{grouped(counts[bucket])} {SHORT[bucket]}" for bucket in TITLES if counts[bucket]]
    return " · ".join([*told, *attention(problems, warnings)])


def report_lines(report: ImportReport) -> tuple[tuple[str, int], ...]:
    """Give what came of an import, as words and numbers; only what there is any of."""
    lines = (
        ("Notes added", "Note added", report.added),
        ("Notes updated", "Note updated", report.updated),
        ("Cards added", "Card added", report.cards),
        ("Reviews added to the log", "Review added to the log", report.reviews),
        ("Pictures and sounds added", "Picture or sound added", report.media),
        ("Cards that took the file’s schedule", "Card that took the file’s schedule", report.schedules),
        ("Notes left as they are", "Note left as it is", report.unchanged),
        ("Repeated, left out", "Repeated, left out", report.duplicates),
        ("Left in your words", "Left in your words", report.conflicts - report.bundled),
        (
            "Bundled notes kept as they are: the file says something else",
            "Bundled note kept as it is: the file says something else",
            report.bundled,
        ),
    )
    return tuple((one if number == 1 else several, number) for several, one, number in lines if number)


def names_of(sources: "Sequence[Source]") -> str:
    """Name files in a few words; empty when there are none."""
    first = "".join(one.name for one in sources[:1])
    return first if len(sources) < 2 else f"{first} and {len(sources) - 1} more"


def came_in(files: "Sequence[PlannedFile]") -> "Sequence[Source]":
    """Give the files that could be read."""
    return [file.source for file in files if file.plan is not None]


def refused(files: "Sequence[PlannedFile]") -> str:
    """Say which files could not be read; empty when all could."""
    left = [file.source for file in files if file.plan is None]
    return f"{names_of(left)} could not be read, and did not come in." if left else ""


def why_refused(file: "PlannedFile", *, is_alone: bool) -> str:
    """Say why a file cannot be read; of one beside others only what holds for itself, for those may come in."""
    return file.refused if is_alone else file.refused.replace(_OF_ALL, _OF_ONE)


def usual_deck(plans: Sequence[ImportPlan]) -> str:
    """Say where notes go unless the learner wants them elsewhere."""
    if any(note.deck or note.cards for plan in plans for note in plan.transfer.notes[:LOOKED_AT]):
        return "Where the file says"
    names = list(dict.fromkeys(plan.deck for plan in plans))
    return names[0] if len(names) == 1 else "A deck for each file"


def deck_of(plan: ImportPlan) -> str:
    """Give the deck that shows what an import brought."""
    if plan.wishes.deck or not plan.transfer.notes:
        return plan.deck
    first = plan.transfer.notes[0]
    return (first.cards[0].deck if first.cards else first.deck) or plan.deck
