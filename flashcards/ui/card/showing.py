"""A card as it is shown: one frozen value for every place that shows one. No Qt."""

from dataclasses import dataclass

from flashcards.domain.choice import Option
from flashcards.rendering import Comparison, RenderedCard


@dataclass(frozen=True, slots=True)
class Choice:
    """A multiple-choice question while and after it is answered.

    Attributes:
        options: in the order shown.
        picked: places of picked options, 0-based.
        needed: how many are right.
        reminder: what is missing, said when Enter comes too early; else "".
        is_checked: answered; every option shows what it is.
        struck: places of options crossed out, in an exam.
    """

    options: tuple[Option, ...]
    needed: int
    picked: frozenset[int] = frozenset()
    reminder: str = ""
    is_checked: bool = False
    struck: frozenset[int] = frozenset()

    @property
    def is_right(self) -> bool:
        """Whether exactly the right options are picked."""
        return self.picked == {place for place, option in enumerate(self.options) if option.is_correct}


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed answer, compared.

    Attributes:
        others: further answers that count as right.
    """

    comparison: Comparison
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Showing:
    """One side of a card.

    Attributes:
        key: differs between two askings, of two cards or of the same one again.
        content: the card's HTML, safe.
        is_answer: the answer is shown too.
        choice: the options and what was picked, for a choice question.
        typed: what was typed, compared; None when nothing was.
    """

    key: int
    content: RenderedCard
    is_answer: bool
    choice: Choice | None = None
    typed: Typed | None = None

    @property
    def htmls(self) -> tuple[str, ...]:
        """All the HTML that is shown."""
        content, choice = self.content, self.choice
        shown = [content.case, content.question]
        if choice is not None:
            shown += (option.text for option in choice.options)
        if self.is_answer:
            shown += (content.answer, *(hint.html for hint in content.hints))
            shown += (option.rationale for option in content.choice)
        return tuple(shown)


def choose(number: int) -> str:
    """Say how many options a question asks for."""
    names = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return f"Choose {names[number]}"
