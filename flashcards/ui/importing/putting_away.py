"""A plan that is put away: what the learner chose in it goes with it, so that is asked about."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtWidgets import QWidget

from flashcards.ui.stay_sheet import StaySheet


class PuttingAway:
    """Asks before a plan goes in which something was chosen.

    Attributes:
        is_ending: the learner agreed that it goes with the window.
    """

    def __init__(self, page: QWidget) -> None:
        self._page = page
        self.is_ending = False

    @cached_property
    def sheet(self) -> StaySheet:
        """What asks, over the whole window; made when it is first needed."""
        return StaySheet(self._page.window())

    def ask(self, chosen: tuple[str, ...], names: str, go_on: Callable[[], object], word: str) -> None:
        """Go on at once when nothing was chosen, and else once the learner agrees.

        Args:
            chosen: what `what_was_chosen` gave.
            names: of the files.
            word: of the button that agrees.
        """
        if not chosen:
            go_on()
            return
        several = " and ".join(filter(None, (", ".join(chosen[:-1]), chosen[-1])))
        text = f"What you chose would be lost: {several}. Your collection stays as it is either way."
        self.sheet.ask(f"Put “{names}” away?", text, ("Stay", word), go_on)

    def end(self, again: Callable[[], object]) -> None:
        """Close the window, as was agreed."""
        self.is_ending = True
        again()
        self.is_ending = False
