"""One change as the page shows it: words and marks, ready to be set. No Qt."""

from dataclasses import dataclass

from flashcards.collection.deck_updates import Decision, Reason
from flashcards.collection.rule_changes import NoteChange
from flashcards.collection.shipped import CITATION, Shipped, parts_of, texts_of
from flashcards.domain.note import Note
from flashcards.domain.note_type import NoteKind, NoteType, built_in
from flashcards.formats.deck_changes_reader import Changed
from flashcards.rendering.difference import difference
from flashcards.rendering.wording import field_words
from flashcards.ui.changes.wording import named
from flashcards.ui.passages import Passage, unmarked
from flashcards.wording import counted, deck_path, long_date

LABELS = {"Front": "Question", "Back": "Answer", CITATION: "Source"}
"""What the page calls parts whose own names say less."""

_TERM_LABELS = {"Front": "Term", "Back": "Meaning", CITATION: "Source"}
_LONGEST_HEADING = 240

DECIDED = {
    Decision.MINE: "You kept your words",
    Decision.THEIRS: "You took the publisher’s words",
    Decision.EDITED: "You wrote it anew",
}


@dataclass(frozen=True, slots=True)
class ShownReason:
    """Why a rule is another."""

    why: str
    source: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One change, ready to be shown.

    Attributes:
        heading: what the note asks.
        before, after: what the publisher changed; `after` is empty for a withdrawn note.
        mine: what the learner has in other words; empty when there is nothing.
        decision: None when there is nothing to decide.
        changed: what is another in meaning; None when nothing is.
        status: what is another, what was decided, and what came of it for the schedule; empty when nothing did.
        note, note_type: for editing; None when the learner deleted the note.
    """

    guid: str
    deck: str
    heading: str
    reasons: tuple[ShownReason, ...]
    before: tuple[Passage, ...]
    after: tuple[Passage, ...]
    mine: tuple[Passage, ...]
    decision: Decision | None
    status: str
    is_withdrawn: bool
    changed: Changed | None = None
    note: Note | None = None
    note_type: NoteType | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether the learner has still to decide."""
        return self.decision is Decision.WAITING

    @property
    def spoken(self) -> str:
        """All of it for a screen reader."""
        parts = [self.deck, self.heading, *(f"{one.why} {one.source}" for one in self.reasons)]
        for name, passages in (("Before", self.before), ("Now", self.after), ("Your words", self.mine)):
            parts += [f"{name}, {passage.label}: {passage.text}" for passage in passages]
        return ". ".join(filter(None, [*parts, self.status]))


def entry_of(change: NoteChange) -> Entry:
    """Put one change into words."""
    latest = change.after or change.before
    before, after = _compared(change.before, change.after)
    mine = change.mine
    return Entry(
        guid=change.guid,
        deck=deck_path(latest.deck),
        heading=_heading(latest),
        reasons=tuple(_shown_reason(reason) for reason in change.reasons),
        before=before,
        after=after,
        mine=_mine(change),
        decision=change.decision,
        status=_status(change),
        is_withdrawn=change.after is None,
        changed=change.changed,
        note=mine.note if mine else None,
        note_type=mine.note_type if mine else None,
    )


def _shown_reason(reason: Reason) -> ShownReason:
    return ShownReason(reason.why, f"{reason.citation} · in the deck since {long_date(reason.on)}")


def _heading(shipped: Shipped) -> str:
    first = field_words(shipped.kind, built_in(shipped.kind).fields[0], shipped.fields[0])
    return first if len(first) <= _LONGEST_HEADING else first[: _LONGEST_HEADING - 1] + "…"


def _status(change: NoteChange) -> str:
    told = []
    if change.changed and change.after:
        told.append(named(change.changed))
    if change.decision in DECIDED:
        told.append(DECIDED[change.decision])
    if change.after is None and change.mine:
        told.append("Its cards are suspended")
    if change.cards_due:
        verb = "comes" if change.cards_due == 1 else "come"
        told.append(f"{counted(change.cards_due, 'studied card')} {verb} up for review")
    return " · ".join(told)


def _words(shipped: Shipped) -> dict[str, str]:
    """Give the parts of a shipped note in words, by their names."""
    texts = texts_of(shipped.fields, shipped.provenance.citation)
    return {
        name: text if name == CITATION else field_words(shipped.kind, name, text)
        for name, text in zip(parts_of(shipped.kind), texts, strict=True)
    }


def _compared(before: Shipped, after: Shipped | None) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """Give the parts that differ, with the words in which they do; of another kind of note, all there is."""
    old, new = _words(before), _words(after) if after else {}
    if after is None or before.kind is not after.kind:
        return _unmarked(old, before.kind), _unmarked(new, after.kind) if after else ()
    sides = [(name, difference(old[name], new[name])) for name in old if old[name] != new[name]]
    return (
        tuple(Passage(name, _label(name, before.kind), side[0]) for name, side in sides),
        tuple(Passage(name, _label(name, before.kind), side[1]) for name, side in sides),
    )


def _unmarked(words: dict[str, str], kind: NoteKind) -> tuple[Passage, ...]:
    return tuple(unmarked(name, _label(name, kind), text) for name, text in words.items() if text)


def _mine(change: NoteChange) -> tuple[Passage, ...]:
    """Give what the learner has in other words than the publisher."""
    mine = change.mine
    if mine is None or change.after is None or not mine.is_own:
        return ()
    kind, theirs = mine.note_type.kind, _words(change.after)
    texts = dict(zip(mine.note_type.fields, mine.note.fields, strict=False))
    words = {name: field_words(kind, name, text) for name, text in texts.items()}
    words[CITATION] = mine.note.provenance.citation
    own = {name: text for name, text in words.items() if text != theirs.get(name)}
    return tuple(unmarked(name, _label(name, kind), text or "(empty)") for name, text in own.items())


def _label(name: str, kind: NoteKind) -> str:
    return (_TERM_LABELS if kind is NoteKind.REVERSED else LABELS).get(name, name)
