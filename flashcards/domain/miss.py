"""Why a question of a practice exam was missed, as the learner judges it."""

from enum import IntEnum


class Reason(IntEnum):
    """What went wrong first: of several that fit, the one that came before the others. Never change the numbers.

    They are the few kinds that call for something different: study, comparing two things, reading, trusting the first
    answer, pace. Guides to looking over practice tests agree on knowledge, misreading and time; that two options were
    left, and that an answer was changed, is what learners ask to note besides.
    """

    NOT_KNOWN = 1
    TORN = 2
    MISREAD = 3
    CHANGED = 4
    NO_TIME = 5

    @property
    def label(self) -> str:
        """What it is called on the screen."""
        return _LABELS[self]


_LABELS = {
    Reason.NOT_KNOWN: "Did not know it",
    Reason.TORN: "Torn between two",
    Reason.MISREAD: "Misread it",
    Reason.CHANGED: "Changed a right answer",
    Reason.NO_TIME: "Ran out of time",
}
