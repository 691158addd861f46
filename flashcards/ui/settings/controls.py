"""The control of each setting: shows it, and tells the view model when the learner changes it."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from flashcards.domain.learning import (
    CARDS_A_DAY,
    DESIRED_RETENTIONS,
    LEECH_THRESHOLDS,
    MINUTES_A_DAY,
    ROLLOVER_HOURS,
    NewOrder,
    ReviewOrder,
)
from flashcards.domain.ranges import Range
from flashcards.settings import (
    LARGEST_TEXT_PERCENT,
    SIDE_SECONDS,
    SMALLEST_TEXT_PERCENT,
    AfterAnswer,
    Motion,
    ThemeChoice,
)
from flashcards.ui.decks.option_lines import NEW_ORDERS, REVIEW_ORDERS, SIBLINGS
from flashcards.ui.look import ZOOM_STEP_PERCENT
from flashcards.ui.page import Services
from flashcards.ui.settings.font_control import FontControl
from flashcards.ui.settings.speech_controls import SpeechControls
from flashcards.ui.settings.view_model import SettingsState, SettingsViewModel, shown_steps
from flashcards.ui.widgets.easy_days import EasyDays
from flashcards.ui.widgets.picker import Picker
from flashcards.ui.widgets.segmented import Segmented
from flashcards.ui.widgets.setting_row import SettingRow
from flashcards.ui.widgets.stepper import Stepper

THEMES = (ThemeChoice.SYSTEM, ThemeChoice.LIGHT, ThemeChoice.DARK)
SOUNDS = (True, False)
BUTTONS = (False, True)
CONTRASTS = (False, True)
AFTER_ANSWER = (AfterAnswer.WAIT, AfterAnswer.AGAIN, AfterAnswer.GOOD)
MOTIONS = (Motion.SYSTEM, Motion.FULL, Motion.REDUCED)
TEXT_FIELD_WIDTH = 200


class Controls(QObject):
    """Every control of the Settings page, in its groups."""

    def __init__(self, services: Services, view_model: SettingsViewModel, parent: QWidget) -> None:
        super().__init__(parent)
        theme, icons = services.theme, services.icons
        self._services = services
        self._view_model = view_model
        self.theme = Segmented("Theme", ("System", "Light", "Dark"), theme)
        self.text_size = Stepper(
            "Text size",
            icons,
            within=Range(SMALLEST_TEXT_PERCENT, LARGEST_TEXT_PERCENT),
            step=ZOOM_STEP_PERCENT,
            unit=" %",
        )
        self.font = FontControl(services, view_model, parent)
        self.contrast = Segmented("Contrast", ("Usual", "High"), theme)
        self.motion = Segmented("Motion", ("System", "Full", "Reduced"), theme)
        self.sounds = Segmented("Sounds", ("Play", "Ask first"), theme)
        self.speech = SpeechControls(services, view_model, parent)
        self.buttons = Segmented("Buttons", ("Four", "Two"), theme)
        self.question_seconds = Stepper("Question for", icons, within=SIDE_SECONDS, unit=" s")
        self.answer_seconds = Stepper("Answer for", icons, within=SIDE_SECONDS, unit=" s")
        self.after_answer = Segmented("After the answer", ("Wait", "Again", "Good"), theme)
        self.minutes = Stepper("Minutes a day", icons, within=MINUTES_A_DAY, step=5)
        self.new_limit = Stepper("New cards a day", icons, within=CARDS_A_DAY, step=5)
        self.review_limit = Stepper("Reviews a day", icons, within=CARDS_A_DAY, step=10)
        self.rollover = Stepper("The day begins at", icons, within=ROLLOVER_HOURS, unit=":00")
        self.retention = Stepper("Desired retention", icons, within=DESIRED_RETENTIONS.in_percent, unit=" %")
        self.new_order = Picker("New cards come", icons)
        self.review_order = Picker("Reviews come", icons)
        self.siblings = Picker("Cards of one note", icons)
        self.leech = Stepper("Leech after", icons, within=LEECH_THRESHOLDS, unit=" lapses", unit_of_one=" lapse")
        self.easy_days = EasyDays()
        self.learning_steps = _text_field("Learning steps")
        self.relearning_steps = _text_field("Relearning steps")
        self._connect()

    def groups(self) -> tuple[tuple[str, list[SettingRow]], ...]:
        """Give the settings, grouped, each with its sentence."""
        return (
            ("Look and sound", self._look()),
            ("Reading aloud", self.speech.rows()),
            ("Auto-advance", self._advance()),
            ("Daily study", self._daily()),
            ("Order", self._order()),
            ("Memory", self._memory()),
        )

    def show_state(self, state: SettingsState) -> None:
        """Set every control, without telling anybody."""
        learning = state.learning
        self.theme.set_current(THEMES.index(state.look.theme))
        self.text_size.set_value(state.look.text_percent)
        self.font.show_look(state.look)
        self.contrast.set_current(CONTRASTS.index(state.look.has_high_contrast))
        self.motion.set_current(MOTIONS.index(state.look.motion))
        self.sounds.set_current(SOUNDS.index(state.look.plays_sounds))
        self.speech.show_look(state.look)
        self.buttons.set_current(BUTTONS.index(state.look.has_two_buttons))
        self.question_seconds.set_value(state.look.question_seconds)
        self.answer_seconds.set_value(state.look.answer_seconds)
        self.after_answer.set_current(AFTER_ANSWER.index(state.look.after_answer))
        self.minutes.set_value(learning.minutes_a_day)
        self.new_limit.set_value(learning.new_limit)
        self.review_limit.set_value(learning.review_limit)
        self.rollover.set_value(learning.rollover_hour)
        self.retention.set_value(round(learning.desired_retention * 100))
        self.new_order.offer(NEW_ORDERS, learning.new_order)
        self.review_order.offer(REVIEW_ORDERS, learning.review_order)
        self.siblings.offer(SIBLINGS, learning.buries_siblings)
        self.leech.set_value(learning.leech_threshold)
        self.easy_days.set_value(learning.easy_days)
        self.learning_steps.setText(shown_steps(learning.learning_steps_s))
        self.relearning_steps.setText(shown_steps(learning.relearning_steps_s))

    def _look(self) -> list[SettingRow]:
        return [
            SettingRow("Theme", "Light or dark colours, or as your system says.", self.theme),
            SettingRow("Text size", "Makes all text larger or smaller; Ctrl + and Ctrl − do the same.", self.text_size),
            self.font.row(),
            SettingRow("Contrast", "High makes text black or white and edges plain to see.", self.contrast),
            SettingRow("Motion", "Reduced keeps everything still.", self.motion),
            SettingRow("Buttons", "All four, or only Again (1) and Good (2, 3, Space).", self.buttons),
            SettingRow("Sounds", "Played as a card is shown, or only when you press R or click one.", self.sounds),
        ]

    def _advance(self) -> list[SettingRow]:
        return [
            SettingRow(
                "Question for", "How long it shows before its answer, once Shift+A is pressed.", self.question_seconds
            ),
            SettingRow("Answer for", "How long the answer shows before the next card.", self.answer_seconds),
            SettingRow(
                "After the answer",
                "Wait for you, or rate by itself; a wrong answer is rated Again in any case.",
                self.after_answer,
            ),
        ]

    def _daily(self) -> list[SettingRow]:
        return [
            SettingRow(
                "Minutes a day",
                "How long you mean to study when no exam says so; Study tells you when they are over.",
                self.minutes,
            ),
            SettingRow("New cards a day", "More bring you on sooner and more reviews later.", self.new_limit),
            SettingRow(
                "Reviews a day", "The most you will be shown; what is left waits for tomorrow.", self.review_limit
            ),
            SettingRow(
                "Easy days",
                "Weekdays given half of the usual reviews or none, as far as cards can wait.",
                self.easy_days,
            ),
            SettingRow(
                "The day begins at", "Studying after midnight counts for the day before until then.", self.rollover
            ),
        ]

    def _order(self) -> list[SettingRow]:
        return [
            SettingRow("New cards come", "How new cards of a deck follow each other.", self.new_order),
            SettingRow("Reviews come", "Best remembered first keeps most when time is short.", self.review_order),
            SettingRow("Cards of one note", "Seeing one gives the other away: apart is better.", self.siblings),
            SettingRow(
                "Leech after", "Forgotten so often, a card is marked: better rewritten than repeated.", self.leech
            ),
        ]

    def _memory(self) -> list[SettingRow]:
        return [
            SettingRow(
                "Desired retention",
                "How likely you are to know a card when it comes back. Higher means more reviews.",
                self.retention,
            ),
            SettingRow(
                "Learning steps", "When a new card comes back the same day, such as 1m 10m.", self.learning_steps
            ),
            SettingRow(
                "Relearning steps", "When a forgotten card comes back the same day, such as 10m.", self.relearning_steps
            ),
        ]

    def _connect(self) -> None:
        self.theme.chosen.connect(self._set_theme)
        self.text_size.changed.connect(self._set_text_size)
        self.contrast.chosen.connect(lambda place: self._view_model.set_look(has_high_contrast=CONTRASTS[place]))
        self.motion.chosen.connect(self._set_motion)
        self.sounds.chosen.connect(self._set_sounds)
        self.buttons.chosen.connect(self._set_buttons)
        self.question_seconds.changed.connect(self._set_question_seconds)
        self.answer_seconds.changed.connect(self._set_answer_seconds)
        self.after_answer.chosen.connect(self._set_after_answer)
        self.minutes.changed.connect(self._set_minutes)
        self.new_limit.changed.connect(self._set_new_limit)
        self.review_limit.changed.connect(self._set_review_limit)
        self.rollover.changed.connect(self._set_rollover)
        self.retention.changed.connect(self._set_retention)
        self.new_order.chosen.connect(self._set_new_order)
        self.review_order.chosen.connect(self._set_review_order)
        self.siblings.chosen.connect(self._set_siblings)
        self.leech.changed.connect(self._set_leech)
        self.easy_days.changed.connect(self._set_easy_days)
        self.learning_steps.editingFinished.connect(self._set_learning_steps)
        self.relearning_steps.editingFinished.connect(self._set_relearning_steps)

    @Slot(int)
    def _set_theme(self, place: int) -> None:
        self._view_model.set_look(theme=THEMES[place])

    @Slot(int)
    def _set_text_size(self, percent: int) -> None:
        self._view_model.set_look(text_percent=percent)

    @Slot(int)
    def _set_motion(self, place: int) -> None:
        self._view_model.set_look(motion=MOTIONS[place])

    @Slot(int)
    def _set_sounds(self, place: int) -> None:
        self._view_model.set_look(plays_sounds=SOUNDS[place])

    @Slot(int)
    def _set_buttons(self, place: int) -> None:
        self._view_model.set_look(has_two_buttons=BUTTONS[place])

    @Slot(int)
    def _set_question_seconds(self, seconds: int) -> None:
        self._view_model.set_look(question_seconds=seconds)

    @Slot(int)
    def _set_answer_seconds(self, seconds: int) -> None:
        self._view_model.set_look(answer_seconds=seconds)

    @Slot(int)
    def _set_after_answer(self, place: int) -> None:
        self._view_model.set_look(after_answer=AFTER_ANSWER[place])

    @Slot(int)
    def _set_minutes(self, minutes: int) -> None:
        self._view_model.set_learning(minutes_a_day=minutes)

    @Slot(int)
    def _set_new_limit(self, cards: int) -> None:
        self._view_model.set_learning(new_limit=cards)

    @Slot(int)
    def _set_review_limit(self, cards: int) -> None:
        self._view_model.set_learning(review_limit=cards)

    @Slot(int)
    def _set_rollover(self, hour: int) -> None:
        self._view_model.set_learning(rollover_hour=hour)

    @Slot(int)
    def _set_retention(self, percent: int) -> None:
        self._view_model.set_learning(desired_retention=percent / 100)

    @Slot(object)
    def _set_new_order(self, order: NewOrder) -> None:
        self._view_model.set_learning(new_order=order)

    @Slot(object)
    def _set_review_order(self, order: ReviewOrder) -> None:
        self._view_model.set_learning(review_order=order)

    @Slot(object)
    def _set_siblings(self, are_apart: bool) -> None:  # noqa: FBT001  (a signal has no keywords)
        self._view_model.set_learning(buries_siblings=are_apart)

    @Slot(int)
    def _set_leech(self, lapses: int) -> None:
        self._view_model.set_learning(leech_threshold=lapses)

    @Slot()
    def _set_easy_days(self) -> None:
        self._view_model.set_learning(easy_days=self.easy_days.value)

    @Slot()
    def _set_learning_steps(self) -> None:
        self._view_model.set_steps("learning_steps_s", self.learning_steps.text())

    @Slot()
    def _set_relearning_steps(self) -> None:
        self._view_model.set_steps("relearning_steps_s", self.relearning_steps.text())


def _text_field(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setMinimumWidth(TEXT_FIELD_WIDTH)
    return made
