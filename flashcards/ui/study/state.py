"""What the Study page shows: one frozen value, ready to be set. No Qt."""

from dataclasses import dataclass
from enum import Enum

from flashcards.domain.ids import CardId
from flashcards.domain.note import Note
from flashcards.domain.note_type import NoteType
from flashcards.domain.review import Rating
from flashcards.rendering import RenderedCard
from flashcards.study.session import Counts
from flashcards.ui.card.showing import Choice, Showing, Typed

NOTHING_LEFT = Counts(0, 0, 0)


class Phase(Enum):
    """Where the sitting stands."""

    LOADING = "loading"
    QUESTION = "question"
    ANSWER = "answer"
    WAITING = "waiting"
    EMPTY = "empty"
    OVER = "over"


class Panel(Enum):
    """What is open beside or over the card."""

    NONE = "none"
    SOURCE = "source"
    DUE = "due"
    INFO = "info"
    EDIT = "edit"


@dataclass(frozen=True, slots=True)
class Face:
    """A card as it is shown.

    Attributes:
        deck: full name of the card's deck.
        flag: 0 for none, or 1 to 7.
    """

    card_id: CardId
    note: Note
    note_type: NoteType
    deck: str
    content: RenderedCard
    flag: int
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Promise:
    """What one rating button says: its rating, and when the card then returns."""

    rating: Rating
    returns: str
    is_suggested: bool


@dataclass(frozen=True, slots=True)
class History:
    """All that is known of one card, in words.

    Attributes:
        title: the card's question in plain text.
        why: why it is shown today.
        facts: name and value of each thing known.
        rows: the review log, newest first: when, kind, rating, interval, time taken.
        can_release: the card is suspended or buried.
    """

    title: str
    why: str
    facts: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]
    can_release: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """How a sitting went.

    Attributes:
        title: whether everything is done or the learner stopped.
        minutes, recalled: figures ready to show; `recalled` is "" when nothing was answered.
        forgotten: questions of cards that were known and are not any more, at most ten.
        more_forgotten: how many others there are.
        tomorrow: what the next study day holds and when it begins, "" until it is known.
        can_go_on: cards are left to study.
    """

    title: str
    answered: int = 0
    minutes: str = ""
    recalled: str = ""
    forgotten: tuple[str, ...] = ()
    more_forgotten: int = 0
    tomorrow: str = ""
    can_go_on: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """Nothing to show until a card in its steps comes back: when, in words."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """There is nothing to study: why, in words, and what helps.

    Attributes:
        is_without_cards: there are no cards to be had here at all; otherwise today's are done.
        action: the words of the button.
    """

    title: str
    text: str
    action: str
    is_without_cards: bool = False


@dataclass(frozen=True, slots=True)
class StudyState:
    """Everything on the page.

    Attributes:
        serial: grows with every question asked, so that a view knows a new one from the same one changed.
        title: the deck of the card, or of the sitting when no card is shown, as a path.
        counts: cards left, the one shown included.
        share: of the sitting that is done, 0 to 1.
        minutes_left: for the cards left, rounded up.
        session: what kind of custom session it is, or "".
        promises: the four buttons; empty before the answer is shown.
        problem: what could not be saved, or "".
    """

    phase: Phase = Phase.LOADING
    serial: int = 0
    title: str = ""
    counts: Counts = NOTHING_LEFT
    share: float = 0.0
    minutes_left: int = 0
    session: str = ""
    face: Face | None = None
    choice: Choice | None = None
    typed: Typed | None = None
    promises: tuple[Promise, ...] = ()
    panel: Panel = Panel.NONE
    history: History | None = None
    waiting: Waiting | None = None
    nothing: Nothing | None = None
    summary: Summary | None = None
    problem: str = ""

    @property
    def has_card(self) -> bool:
        """Whether a card is shown."""
        return self.phase in {Phase.QUESTION, Phase.ANSWER}

    @property
    def sounds(self) -> tuple[str, ...]:
        """The sounds of what is shown, in order: once it is answered, the question's and then the answer's."""
        if self.face is None or not self.has_card:
            return ()
        content = self.face.content
        return content.sounds + (content.answer_sounds if self.phase is Phase.ANSWER else ())

    @property
    def showing(self) -> Showing | None:
        """The side of the card that is shown, or None when there is no card."""
        if self.face is None:
            return None
        return Showing(self.serial, self.face.content, self.phase is Phase.ANSWER, self.choice, self.typed)
