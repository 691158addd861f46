"""What the learner can do to the card shown besides answering it, and what can be opened beside it."""

import random
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from flashcards.domain.card import CardState
from flashcards.domain.changes import Operation
from flashcards.domain.choice import showing_seed
from flashcards.domain.ids import CardId
from flashcards.domain.note import MARKED, Note
from flashcards.domain.review import Answered
from flashcards.ui.study import deeds, describing
from flashcards.ui.study.state import Panel
from flashcards.ui.study.view_model import StudyViewModel
from flashcards.ui.study.wording import parse_days

if TYPE_CHECKING:
    from flashcards.collection.card_info import CardInfo
    from flashcards.collection.sitting import StudyCard

DAYS_PROBLEM = "Write a number of days, such as 3, or a range, such as 2-5."
NEW_PROBLEM = "A new card has no due date yet: answer it first."
LATEST_DUE_DAYS = 36500


class Desk(QObject):
    """Flags, marks, buries, suspends, edits … the card a view model shows."""

    def __init__(self, view_model: StudyViewModel) -> None:
        super().__init__(view_model)
        self._page = view_model
        self._edited: Note | None = None
        self._leech: CardId | None = None
        self._info: CardInfo | None = None
        view_model.lanes.described.connect(self._take_info)
        view_model.lanes.stored.connect(self._close_editor)
        view_model.lanes.refused.connect(self._keep_editor)
        view_model.answered.connect(self._report_leech)

    @property
    def _card(self) -> "StudyCard | None":
        return self._page.play.card if self._page.can_act else None

    def flag(self, number: int) -> None:
        """Flag the card, or take that flag away."""
        if (card := self._card) is None:
            return
        wanted = 0 if card.card.flag == number else number
        self._page.play.replace_card(replace(card.card, flag=wanted, revision=card.card.revision + 1))
        self._page.refresh()
        self._carry_out(deeds.flag(card.card, wanted))

    @Slot()
    def mark(self) -> None:
        """Mark the note, or take the mark away."""
        if (card := self._card) is None:
            return
        tags = card.note.tags
        wanted = tuple(tag for tag in tags if tag != MARKED) if MARKED in tags else (*tags, MARKED)
        self._page.play.replace_note(replace(card.note, tags=wanted, revision=card.note.revision + 1))
        self._page.refresh()
        self._carry_out(deeds.mark(card.card))

    @Slot()
    def bury_card(self) -> None:
        """Set the card aside until tomorrow."""
        card, sitting = self._card, self._page.play.sitting
        if card is not None and sitting is not None:
            self._put_aside(card, deeds.bury_card(card.card, sitting.day))

    @Slot()
    def bury_note(self) -> None:
        """Set all cards of the note aside until tomorrow."""
        card, sitting = self._card, self._page.play.sitting
        if card is not None and sitting is not None:
            self._put_aside(card, deeds.bury_note(card.card, sitting.day), is_whole_note=True)

    @Slot()
    def suspend_card(self) -> None:
        """Set the card aside until it is released."""
        if (card := self._card) is not None:
            self._put_aside(card, deeds.suspend_card(card.card.id))

    @Slot()
    def suspend_note(self) -> None:
        """Set all cards of the note aside until they are released."""
        if (card := self._card) is not None:
            self._put_aside(card, deeds.suspend_note(card.card), is_whole_note=True)

    @Slot()
    def release_card(self) -> None:
        """Take back the card whose history is shown, if it is suspended or buried."""
        info, history = self._info, self._page.state.history
        if self._page.can_act and info is not None and history is not None and history.can_release:
            self._carry_out(deeds.release_card(info.card))
            self._page.lanes.describe(info.card.id)
            self._page.reload()

    @Slot()
    def delete_note(self) -> None:
        """Delete the note with its cards; undo brings it back."""
        if (card := self._card) is not None:
            self._put_aside(card, deeds.delete_note(card.card), is_whole_note=True)

    @Slot()
    def reset_card(self) -> None:
        """Make the card new again."""
        card, sitting = self._card, self._page.play.sitting
        if card is not None and sitting is not None:
            self._put_aside(card, deeds.reset_card(card.card, sitting.calendar.zone))
            self._page.reload()

    @Slot()
    def copy_note(self) -> None:
        """Add a copy of the note."""
        if (card := self._card) is not None:
            self._carry_out(deeds.copy_note(card.card, uuid.uuid4().hex, self._page.clock()))
            self._page.reload()

    def set_due(self, text: str) -> str:
        """Make the card due a number of days from today, or on one day of a range.

        Args:
            text: as typed, "3" or "2-5".

        Returns:
            What is wrong with the text, or "" when it was done.
        """
        card, sitting, span = self._card, self._page.play.sitting, parse_days(text)
        if card is None or sitting is None:
            return ""
        if span is None or span[1] > LATEST_DUE_DAYS:
            return DAYS_PROBLEM
        if card.card.state is CardState.NEW:
            return NEW_PROBLEM
        drawn = random.Random(showing_seed(card.card.id, card.card.reps)).randint(*span)  # noqa: S311
        self._put_aside(card, deeds.set_due(card.card, drawn, self._page.clock(), sitting.calendar))
        self._page.reload()
        return ""

    @Slot()
    def toggle_source(self) -> None:
        """Show where the fact comes from, or hide it."""
        self._toggle(Panel.SOURCE)

    @Slot()
    def toggle_due(self) -> None:
        """Ask for a due date, or no longer."""
        self._toggle(Panel.DUE)

    @Slot()
    def toggle_info(self) -> None:
        """Show all that is known of the card, or hide it."""
        self._toggle(Panel.INFO)
        if self._page.state.panel is Panel.INFO and self._page.state.face is not None:
            self._page.lanes.describe(self._page.state.face.card_id)

    @Slot()
    def show_previous_info(self) -> None:
        """Show all that is known of the card answered before."""
        previous = self._page.play.previous
        if self._page.can_act and previous is not None:
            self._open(Panel.INFO)
            self._page.lanes.describe(previous)

    @Slot()
    def edit(self) -> None:
        """Open the note for editing."""
        if self._page.can_act:
            self._open(Panel.EDIT)

    def save(self, note: Note) -> None:
        """Store an edited note; the editor closes once it is stored."""
        face = self._page.state.face
        if self._page.state.panel is not Panel.EDIT or face is None:
            return
        if note == face.note:
            self.close_panel()
            return
        self._edited = note
        self._carry_out(deeds.edit_note(note, self._page.clock()))

    @Slot()
    def close_panel(self) -> None:
        """Close what is open beside or over the card."""
        self._open(Panel.NONE)

    @Slot()
    def suspend_leech(self) -> None:
        """Suspend the card that was reported as forgotten too often."""
        leech = self._leech
        if leech is not None:
            self._page.play.drop(lambda item: item.card_id == leech)
            if self._page.play.current is None:
                self._page.proceed()
            else:
                self._page.refresh()
            self._carry_out(deeds.suspend_card(leech))

    def _put_aside(self, card: "StudyCard", deed: deeds.Deed, *, is_whole_note: bool = False) -> None:
        """Take cards out of the sitting, show the next one, then store why."""
        if (item := self._page.play.current) is not None:
            self._page.play.put_aside(item, is_whole_note=is_whole_note)
        self._page.play.previous = None if deed.operation is Operation.DELETE_NOTE else card.card.id
        self._page.proceed()
        self._carry_out(deed)

    def _carry_out(self, deed: deeds.Deed) -> None:
        self._page.lanes.change(deed.operation, deed.change)
        self._page.play.count_deed()
        self._page.gather_again()
        if deed.message:
            self._page.told.emit(deed.message, "Undo", self._page.undo_step)

    def _toggle(self, panel: Panel) -> None:
        if self._page.can_act:
            self._open(Panel.NONE if self._page.state.panel is panel else panel)

    def _open(self, panel: Panel) -> None:
        self._page.publish(replace(self._page.state, panel=panel, history=None))

    @Slot(object)
    def _take_info(self, info: "CardInfo | None") -> None:
        sitting = self._page.play.sitting
        self._info = info
        if info is not None and sitting is not None and self._page.state.panel is Panel.INFO:
            history = describing.history(info, sitting.calendar.day(self._page.clock()), self._page.zone)
            self._page.publish(replace(self._page.state, history=history))

    @Slot(object)
    def _close_editor(self, operation: Operation) -> None:
        """Show the note as it is stored now; undone and other changes come by reloading."""
        if operation is not Operation.EDIT_NOTE or self._edited is None:
            return
        note, self._edited = self._edited, None
        self._page.play.replace_note(replace(note, revision=note.revision + 1))
        self.close_panel()
        self._page.refresh()
        self._page.told.emit("Note changed.", "Undo", self._page.undo_step)
        self._page.reload()

    @Slot(object, object)
    def _keep_editor(self, answered: Answered | None, _error: Exception) -> None:
        """An edit that could not be stored stays in the editor, to be tried again."""
        if answered is None:
            self._edited = None

    @Slot(object, object)
    def _report_leech(self, answered: Answered, card: "StudyCard") -> None:
        """Say that a card is forgotten again and again, if it is; never act on it unasked."""
        if not answered.became_leech:
            return
        self._leech = answered.before.id
        forgotten = f"“{describing.title(card)}” has been forgotten {describing.times(answered.after.lapses)}."
        advice = "When it comes back, rewrite it (E), suspend it (@) or carry on."
        self._page.told.emit(f"{forgotten} {advice}", "Suspend", self.suspend_leech)
