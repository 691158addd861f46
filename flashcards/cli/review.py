"""`flashcards review`: today's cards in the terminal, one key and Enter at a time."""

from collections.abc import Sequence
from datetime import datetime
from typing import TextIO

from flashcards import paths
from flashcards.collection import decks, studying
from flashcards.collection.collection import Collection, Turned
from flashcards.collection.plan_access import plan_of_today
from flashcards.collection.sitting import Sitting, StudyCard, gather, study_cards
from flashcards.domain.card import Card
from flashcards.domain.changes import Operation
from flashcards.domain.choice import order_for
from flashcards.domain.custom_study import BegunSession, CustomSession, Subject
from flashcards.domain.errors import NothingToUndoError, OtherStepError
from flashcards.domain.ids import CardId
from flashcards.domain.review import Answered, Rating
from flashcards.rendering import compare_typed, plain_text
from flashcards.study.session import QueueItem
from flashcards.wording import counted, delay, percent, return_time, turned

HELP = (
    "Enter shows the answer; then 1 Again, 2 Hard, 3 Good, 4 Easy, or Enter for the one it names. "
    "u undoes, c shows the source, q stops.\n"
)
_RATINGS = {"1": Rating.AGAIN, "2": Rating.HARD, "3": Rating.GOOD, "4": Rating.EASY}


class _Stopped(Exception):  # noqa: N818 - not an error: the learner's wish
    """The learner has had enough, or the input has ended."""


def review_in_terminal(
    collection: Collection, deck: str | None, inp: TextIO, out: TextIO, asked: CustomSession | None = None
) -> None:
    """Study until nothing is left or the learner stops; every answer is stored as it is given.

    Args:
        deck: its name, or None for all decks.
        asked: a custom session instead of today's cards; it may leave the schedule alone.

    Raises:
        UnknownDeckError: there is no such deck.
        SearchError: the search of the session cannot be understood.
    """
    deck_id = None if deck is None else collection.read(lambda snapshot: decks.find_deck(snapshot, deck)).id
    session = None if asked is None else _begun(collection, asked)
    desk = _Desk(collection, Subject(deck_id, session), inp, out)
    out.write(HELP)
    try:
        while desk.study_next() or desk.take_back():
            pass
    except _Stopped:
        out.write("\n")
    desk.sum_up()


def _begun(collection: Collection, asked: CustomSession) -> BegunSession:
    from flashcards.collection.custom_study import find  # numpy, which today's cards do without

    now, zone = collection.clock(), collection.zone
    return BegunSession(asked, collection.read(lambda snapshot: find(snapshot, asked, now, zone)).ids)


class _Desk:
    """One terminal sitting."""

    def __init__(self, collection: Collection, subject: Subject, inp: TextIO, out: TextIO) -> None:
        self._collection = collection
        self._subject = subject
        self._unstored: list[QueueItem] = []
        self._in = inp
        self._out = out
        self._answered: list[Answered] = []
        self._done: set[CardId] = set()
        self._steps: set[int] = set()
        self._sitting = self._gather(None)

    def study_next(self) -> bool:
        """Show and rate one card; False when none is left for now."""
        shown = self._next_card()
        if shown is None:
            return False
        self._headline()
        asked_at = self._collection.clock()
        suggested = self._ask(shown)
        rating = None if suggested is None else self._rating(shown, suggested)
        if rating is None:
            self._undo()
        else:
            self._store(rating, asked_at)
        return True

    def take_back(self) -> bool:
        """Offer to take back the last answer once no card is left for now; False when it stays."""
        if not self._answered:
            return False
        if self._line("\nThat was the last card for now. u undoes the last answer, Enter ends  > ").casefold() != "u":
            return False
        self._undo()
        return True

    def sum_up(self) -> None:
        """Say what was done and what comes next."""
        done = self._answered
        recalled = sum(one.review.rating is not Rating.AGAIN for one in done)
        if done:
            self._say(f"{counted(len(done), 'answer')}, {percent(recalled / len(done))} recalled.")
        waiting = self._sitting.session.comes_back_at()
        left = self._sitting.session.counts()
        if left.total == 0:
            self._say(
                "Nothing is left for today." if self._subject.session is None else "Nothing is left of this session."
            )
        elif waiting is not None and left.new + left.due == 0:
            seconds = (waiting - self._collection.clock()).total_seconds()
            when = f"comes back in {delay(seconds)}" if seconds > 0 else "can be studied now"
            self._say(f"The next card {when}.")

    def _gather(self, first: CardId | None) -> Sitting:
        now, zone = self._collection.clock(), self._collection.zone
        if (session := self._subject.session) is not None:
            from flashcards.collection.custom_study import gather_custom  # numpy, which today's cards do without

            done = frozenset(self._done - {first})
            return self._collection.read(
                lambda snapshot: gather_custom(snapshot, session.asked, session.ids, now, zone, first=first, done=done)
            )
        return self._collection.read(
            lambda snapshot: gather(
                snapshot,
                now,
                self._subject.deck_id,
                zone,
                first=first,
                plan=plan_of_today(snapshot, now, zone, paths.plans()),
            )
        )

    def _next_card(self) -> StudyCard | None:
        session = self._sitting.session
        item = session.advance(self._collection.clock())
        if item is None:
            return None
        found = self._collection.read(lambda snapshot: study_cards(snapshot, [item.card_id]))
        session.supply({card_id: one.card for card_id, one in found.items()})
        return found[item.card_id]

    def _headline(self) -> None:
        left = self._sitting.session.counts()
        minutes = self._sitting.minutes_left()
        self._say(f"\n— {left.due} to review, {left.learning} learning, {left.new} new, about {minutes} min —")

    def _ask(self, shown: StudyCard) -> Rating | None:
        """Show the question, then the answer; give the rating Enter stands for, None for undo instead."""
        content = shown.content
        is_right = True
        if content.case:
            self._say(plain_text(content.case) + "\n")
        self._say(plain_text(content.question))
        if content.choice:
            is_right = self._ask_choice(shown)
        elif content.typed is not None:
            comparison = compare_typed(self._line("> "), content.typed.accepted, shown.note.provenance.tolerance)
            is_right = self._judge(is_right=comparison.is_match)
        elif self._line("").casefold() == "u":
            return None
        if content.answer:
            self._say("\n" + plain_text(content.answer))
        return Rating.GOOD if is_right else Rating.AGAIN

    def _judge(self, *, is_right: bool) -> bool:
        self._say("Right." if is_right else "Not quite.")
        return is_right

    def _ask_choice(self, shown: StudyCard) -> bool:
        """Have the learner pick, and explain every option; say whether the pick was right."""
        options = shown.content.choice
        order = order_for(options, shown.card.id, shown.card.reps)
        for number, index in enumerate(order, start=1):
            self._say(f"  {number}  {plain_text(options[index].text)}")
        picked = self._picked(order)
        right = {index for index, option in enumerate(options) if option.is_correct}
        is_right = self._judge(is_right=picked == right)
        for number, index in enumerate(order, start=1):
            mark = "✓" if options[index].is_correct else "✗"
            self._say(f"  {mark} {number}  {plain_text(options[index].text)}")
            if options[index].rationale:
                self._say(f"       {plain_text(options[index].rationale)}")
        return is_right

    def _picked(self, order: Sequence[int]) -> set[int]:
        while True:
            words = self._line("Which (number, or several)? ").replace(",", " ").split()
            if words and all(word.isdecimal() and 1 <= int(word) <= len(order) for word in words):
                return {order[int(word) - 1] for word in words}
            self._say(f"Give a number from 1 to {len(order)}.")

    def _rating(self, shown: StudyCard, suggested: Rating) -> Rating | None:
        card = self._sitting.session.card or shown.card
        while True:
            said = self._line(f"{self._buttons(card)}   Enter {suggested.label}  > ").casefold()
            if not said:
                return suggested
            if said in _RATINGS:
                return _RATINGS[said]
            if said == "u":
                return None
            if said == "c":
                self._say(shown.note.provenance.citation or "This card names no source.")
            else:
                self._say(HELP.strip())

    def _buttons(self, card: Card) -> str:
        if not self._sitting.moves_schedule:
            return "1 Again (once more)   2 Hard   3 Good   4 Easy"
        outcomes = self._sitting.outcomes(card, self._collection.clock())
        words = [
            f"{rating.value} {rating.label} ({return_time(one.interval_days, one.delay_s)})"
            for rating, one in sorted(outcomes.items())
        ]
        return "   ".join(words)

    def _store(self, rating: Rating, asked_at: datetime) -> None:
        now = self._collection.clock()
        duration_ms = round((now - asked_at).total_seconds() * 1000)
        place = self._sitting.session.current
        answered = self._sitting.session.answer(rating, now, duration_ms)
        if self._sitting.session.comes_back(answered):
            self._done.discard(answered.before.id)
        else:
            self._done.add(answered.before.id)
        self._answered.append(answered)
        if not self._sitting.moves_schedule:
            self._unstored += [] if place is None else [place]
            return
        settings = self._sitting.by_deck[answered.after.deck_id]
        stored = self._collection.transact(
            Operation.ANSWER_CARD, lambda transaction: studying.record_answer(transaction, answered, settings)
        )
        if stored.changes.step is not None:
            self._steps.add(stored.changes.step)

    def _undo(self) -> None:
        if self._unstored:
            place = self._unstored.pop()
            self._answered.pop()
            self._done.discard(place.card_id)
            self._sitting.session.show_again(place)
            return
        try:
            undone = self._undone()
        except NothingToUndoError as error:
            self._say(str(error))
            return
        if undone is None:
            return
        self._say(turned(undone.operation, is_undo=True))
        if self._answered and undone.operation is Operation.ANSWER_CARD:
            self._answered.pop()
        self._sitting = self._gather(undone.card_id)

    def _undone(self) -> Turned | None:
        """Take back the last step; one that was not done here only when the learner says so."""
        try:
            return self._collection.undo(only=self._steps).value
        except OtherStepError as error:
            said = self._line(f"{error} Type yes to undo it all the same, or Enter to leave it  > ")
            return self._collection.undo().value if said.casefold() == "yes" else None

    def _line(self, prompt: str) -> str:
        self._out.write(prompt)
        self._out.flush()
        line = self._in.readline()
        if not line or line.strip().casefold() == "q":
            raise _Stopped
        return line.strip()

    def _say(self, text: str) -> None:
        self._out.write(text + "\n")
