"""The small parts do what they say, by keyboard and to a screen reader."""

import re
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTableView,
    QToolButton,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from flashcards.domain.ranges import Range
from flashcards.settings import DEFAULTS, ThemeChoice
from flashcards.ui.icons import Icons
from flashcards.ui.overlay import Overlay
from flashcards.ui.stylesheet import stylesheet
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import LIGHT, Space, Type
from flashcards.ui.widgets.banner import Banner
from flashcards.ui.widgets.button_row import ButtonRow
from flashcards.ui.widgets.buttons import button, icon_button
from flashcards.ui.widgets.calendar_popup import CalendarPopup, popup_corner
from flashcards.ui.widgets.check_box import CheckBox
from flashcards.ui.widgets.date_field import DateField
from flashcards.ui.widgets.date_text import parse_date
from flashcards.ui.widgets.empty_state import EmptyState
from flashcards.ui.widgets.few_first import FewFirst
from flashcards.ui.widgets.fitting_label import FittingLabel
from flashcards.ui.widgets.forecast import Forecast
from flashcards.ui.widgets.heat_strip import HeatStrip, level
from flashcards.ui.widgets.number_tile import NumberTile
from flashcards.ui.widgets.panel import PageColumn
from flashcards.ui.widgets.path_label import PathLabel, shortened
from flashcards.ui.widgets.picker import Picker
from flashcards.ui.widgets.progress_bar import ProgressBar
from flashcards.ui.widgets.segmented import Segmented
from flashcards.ui.widgets.setting_row import SettingRow
from flashcards.ui.widgets.stepper import Stepper
from tests.ui.listening import Listener
from tests.ui.test_ui_tokens import contrast


@pytest.mark.parametrize(
    ("count", "strength"), [(0, 0), (1, 1), (9, 1), (10, 1), (11, 2), (20, 2), (21, 3), (31, 4), (40, 4)]
)
def test_a_square_is_as_strong_as_its_share_of_the_most(count: int, strength: int) -> None:
    assert level(count, most=40) == strength


def test_the_strip_says_what_it_shows(qtbot: QtBot, theme: Theme) -> None:
    strip = HeatStrip(theme)
    qtbot.addWidget(strip)

    strip.set_days([0] * 81 + [5, 0, 7], date(2026, 11, 23))
    strip.grab()

    assert strip.accessibleDescription() == "12 answers on 2 of the last 84 days"


def test_the_names_of_the_days_are_not_cut_by_small_squares(qtbot: QtBot, theme: Theme) -> None:
    theme.wear(replace(DEFAULTS, theme=ThemeChoice.LIGHT, text_percent=200))
    strip = HeatStrip(theme, weeks=53, gap=2)
    qtbot.addWidget(strip)
    strip.set_days([0] * 365, date(2026, 11, 23))
    width = strip.minimumSizeHint().width()
    strip.resize(width, strip.heightForWidth(width))

    picture, metrics = strip.grab().toImage(), QFontMetrics(theme.font(Type.CAPTION))
    beside = range(metrics.horizontalAdvance("Fri"))
    inked = [y for y in range(picture.height()) if any(picture.pixelColor(x, y).lightness() < 160 for x in beside)]

    assert len(inked) >= 3 * (metrics.capHeight() - 2)


def test_the_forecast_says_what_it_shows(qtbot: QtBot, theme: Theme) -> None:
    forecast = Forecast(theme)
    qtbot.addWidget(forecast)

    forecast.set_days([3, 0], date(2026, 11, 24))
    forecast.grab()

    assert forecast.accessibleDescription() == "Tuesday 3, Wednesday 0"


def test_arrow_keys_choose_in_a_segmented_control(qtbot: QtBot, theme: Theme) -> None:
    control, listener = Segmented("Theme", ("System", "Light", "Dark"), theme), Listener()
    qtbot.addWidget(control)
    control.chosen.connect(listener.hear)

    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(control, key)

    assert listener.heard == [1, 2, 1]
    assert control.accessibleName() == "Theme: Light"


def test_a_click_chooses_in_a_segmented_control(qtbot: QtBot, theme: Theme) -> None:
    control = Segmented("Theme", ("System", "Light", "Dark"), theme)
    qtbot.addWidget(control)
    control.resize(control.sizeHint())

    QTest.mouseClick(control, Qt.MouseButton.LeftButton, pos=control.rect().bottomRight())

    assert control.current == 2


def test_a_segmented_control_with_little_room_cuts_no_word(qtbot: QtBot, theme: Theme) -> None:
    control = Segmented("Section", ("A very long word", "B", "C"), theme)
    qtbot.addWidget(control)

    control.resize(control.minimumSizeHint())

    words = QFontMetrics(theme.font(Type.BODY_STRONG)).horizontalAdvance("A very long word")
    assert control.width() < control.sizeHint().width()
    assert control._cell(0).width() > words


def test_a_word_of_a_segmented_control_never_fills_its_whole_cell(qtbot: QtBot, theme: Theme) -> None:
    control = Segmented("Section", ("Overview", "All"), theme)
    qtbot.addWidget(control)
    words = QFontMetrics(theme.font(Type.BODY_STRONG)).horizontalAdvance("Overview")

    control.resize(2 * words + 8, 30)  # half of it is hardly wider than the word

    assert control._cell(0).width() >= words + 2 * Space.S
    assert control._cell(1).width() < control._cell(0).width()


def test_one_of_a_unit_is_not_said_as_several(qtbot: QtBot, icons: Icons) -> None:
    stepper = Stepper("Leech after", icons, within=Range(1, 99), unit=" lapses", unit_of_one=" lapse")
    qtbot.addWidget(stepper)

    stepper.set_value(1)
    one = stepper._box.text()
    stepper._box.stepUp()

    assert (one, stepper._box.text()) == ("1 lapse", "2 lapses")


def test_a_message_that_is_true_no_more_goes_but_no_other(qtbot: QtBot, icons: Icons) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.show()
    banner = Banner(host, icons)
    banner.say("The practice waits.")

    banner.unsay("What you typed waits.")
    is_left = banner.isVisible()
    banner.unsay("The practice waits.")

    assert (is_left, banner.isVisible()) == (True, False)


def test_showing_a_value_tells_nobody(qtbot: QtBot, theme: Theme, icons: Icons) -> None:
    listener = Listener()
    stepper = Stepper("New cards", icons, within=Range(0, 99))
    dates = DateField("Exam", "None", theme, icons)
    control = Segmented("Theme", ("Light", "Dark"), theme)
    for widget, signal in ((stepper, stepper.changed), (dates, dates.changed), (control, control.chosen)):
        qtbot.addWidget(widget)
        signal.connect(listener.hear)

    stepper.set_value(20)
    dates.set_value(date(2027, 2, 13))
    control.set_current(1)

    assert listener.heard == []
    assert (stepper.value, dates.value, control.current) == (20, date(2027, 2, 13), 1)


def test_a_number_can_be_typed_and_stepped(qtbot: QtBot, icons: Icons) -> None:
    stepper, listener = Stepper("New cards", icons, within=Range(0, 99), step=5), Listener()
    qtbot.addWidget(stepper)
    stepper.changed.connect(listener.hear)
    box = stepper.findChild(QSpinBox)
    assert box is not None

    QTest.keyClick(box, Qt.Key.Key_Up)
    box.selectAll()
    QTest.keyClicks(box, "42")
    QTest.keyClick(box, Qt.Key.Key_Return)

    assert listener.heard == [5, 42]


@pytest.mark.parametrize(("typed", "taken"), [("27:99", 4), ("27", 23), ("7:30", 7), ("9", 9)])
def test_a_number_that_cannot_be_had_is_mended_in_words(qtbot: QtBot, icons: Icons, typed: str, taken: int) -> None:
    stepper = Stepper("The day begins at", icons, within=Range(0, 23), unit=":00")
    qtbot.addWidget(stepper)
    stepper.set_value(4)
    stepper.show()
    box = stepper.findChild(QSpinBox)
    assert box is not None
    QToolTip.hideText()

    box.selectAll()
    QTest.keyClicks(box, typed)
    QTest.keyClick(box, Qt.Key.Key_Return)

    assert (stepper.value, box.text()) == (taken, f"{taken}:00")
    assert (QToolTip.text() if QToolTip.isVisible() else "") == ("" if typed == "9" else "A whole number from 0 to 23.")


def test_letters_cannot_be_typed_as_a_number(qtbot: QtBot, icons: Icons) -> None:
    stepper = Stepper("New cards", icons, within=Range(0, 99))
    qtbot.addWidget(stepper)
    box = stepper.findChild(QSpinBox)
    assert box is not None

    box.selectAll()
    QTest.keyClicks(box, "4x2")
    QTest.keyClick(box, Qt.Key.Key_Return)

    assert stepper.value == 42


def test_a_date_can_be_taken_away(qtbot: QtBot, theme: Theme, icons: Icons) -> None:
    dates, listener = DateField("Exam", "No exam", theme, icons), Listener()
    qtbot.addWidget(dates)
    dates.changed.connect(listener.hear)
    dates.offer(date(2026, 11, 23), date(2027, 2, 15))
    dates.set_value(None)
    choice = dates.findChild(Segmented)
    assert choice is not None

    QTest.keyClick(choice, Qt.Key.Key_Right)
    QTest.keyClick(choice, Qt.Key.Key_Left)

    assert listener.heard == [date(2027, 2, 15), None]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2/13/2027", date(2027, 2, 13)),
        ("2/13/27", date(2027, 2, 13)),
        ("13.2.2027", date(2027, 2, 13)),
        ("2/13", date(2027, 2, 13)),
        ("12/1", date(2026, 12, 1)),
        ("2/29", date(2028, 2, 29)),
        ("2027-02-13", date(2027, 2, 13)),
        ("Feb 13, 2027", date(2027, 2, 13)),
        ("  february  13th ", date(2027, 2, 13)),
        ("13 Feb. 2027", date(2027, 2, 13)),
        ("Sept 1", date(2027, 9, 1)),
        ("2/30/2027", None),
        ("13/13/2027", None),
        ("2027-13-02", None),
        ("Fe 3", None),
        ("Febtember 3", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_people_write_it(typed: str, meant: date | None) -> None:
    assert parse_date(typed, date(2026, 11, 23)) == meant


def test_a_date_can_be_typed_and_stepped(qtbot: QtBot, theme: Theme, icons: Icons) -> None:
    dates, listener = DateField("Exam", "No exam", theme, icons), Listener()
    qtbot.addWidget(dates)
    dates.changed.connect(listener.hear)
    dates.offer(date(2026, 11, 23), date(2027, 2, 15))
    dates.set_value(date(2027, 2, 15))

    dates.line.selectAll()
    QTest.keyClicks(dates.line, "mar 6")
    QTest.keyClick(dates.line, Qt.Key.Key_Return)
    shown = dates.line.text()
    QTest.keyClick(dates.line, Qt.Key.Key_Up)
    QTest.keyClick(dates.line, Qt.Key.Key_PageDown)

    assert shown == "March 6, 2027"
    assert listener.heard == [date(2027, 3, 6), date(2027, 3, 7), date(2027, 2, 28)]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("whenever", "Write it like 2/13/2027."),
        ("11/22/2026", "Write November 23, 2026 or a later day."),
    ],
)
def test_a_date_that_cannot_be_taken_stays_and_says_why(
    qtbot: QtBot, theme: Theme, icons: Icons, typed: str, said: str
) -> None:
    dates, listener = DateField("Exam", "No exam", theme, icons), Listener()
    qtbot.addWidget(dates)
    dates.changed.connect(listener.hear)
    dates.offer(date(2026, 11, 23), date(2027, 2, 15))
    dates.set_value(date(2027, 2, 15))

    dates.line.setText(typed)
    QTest.keyClick(dates.line, Qt.Key.Key_Return)

    assert listener.heard == []
    assert not dates.is_understood
    assert (dates.line.text(), dates.line.accessibleDescription()) == (typed, said)
    dates.line.setText("2/20/2027")
    QTest.keyClick(dates.line, Qt.Key.Key_Return)
    assert dates.is_understood


@pytest.mark.parametrize(
    ("room", "shown"),
    [
        (60, "RHIT topics › 1 Data › Regulators › State licenses"),
        (45, "RHIT topics › … › Regulators › State licenses"),
        (40, "RHIT topics › … › State licenses"),
        (20, "… › State licenses"),
        (15, "State licenses"),
        (10, "State…"),
        (1, "State…"),
    ],
)
def test_a_path_is_cut_between_decks_and_between_words(room: int, shown: str) -> None:
    path = "RHIT topics › 1 Data › Regulators › State licenses"

    assert shortened(path, lambda text: len(text) <= room) == shown


def test_a_path_that_is_cut_is_said_whole(qtbot: QtBot, theme: Theme) -> None:
    path = PathLabel(theme)
    qtbot.addWidget(path)
    path.resize(90, 20)

    path.set_path("Clerk duties › Filing and tracking")

    assert path.shown != path.accessibleName() == path.toolTip() == "Clerk duties › Filing and tracking"


def test_space_ticks_a_box(qtbot: QtBot, theme: Theme) -> None:
    box = CheckBox("Clerk duties", theme)
    qtbot.addWidget(box)

    QTest.keyClick(box, Qt.Key.Key_Space)
    box.grab()

    assert box.isChecked()


def test_a_click_on_a_banner_leaves_the_keyboard_where_it_is(qtbot: QtBot, icons: Icons) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(600, 300)
    line = QLineEdit(host)
    with qtbot.waitActive(host):
        host.show()
    line.setFocus()
    banner = Banner(host, icons)
    banner.say("Note changed.", "Undo", line.clear)

    QTest.mouseClick(banner._text, Qt.MouseButton.LeftButton)
    assert line.hasFocus()
    QTest.mouseClick(banner._close, Qt.MouseButton.LeftButton)
    assert banner.isHidden()
    assert line.hasFocus()


def test_a_banner_that_would_go_by_itself_makes_room_for_a_sheet(qtbot: QtBot, icons: Icons) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(600, 400)
    line, sheet = QLineEdit(host), Overlay(host)
    inside = QLineEdit()
    sheet.column.addWidget(inside)
    sheet.sheet.setFocusProxy(inside)
    with qtbot.waitActive(host):
        host.show()
    line.setFocus()
    banner = Banner(host, icons)

    banner.say("Session ended.")
    shown = banner.isVisible()
    sheet.open()

    assert (shown, banner.isVisible()) == (True, False)
    banner.say("Preset deleted.")
    assert banner.isVisible()
    sheet.close_sheet()
    banner.announce("A rule changed.")
    sheet.open()
    assert banner.isVisible()


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
@pytest.mark.parametrize("has_high_contrast", [False, True])
def test_what_puts_a_banner_away_and_its_edge_stand_out_from_it(
    qtbot: QtBot, icons: Icons, theme: Theme, choice: ThemeChoice, *, has_high_contrast: bool
) -> None:
    theme.wear(replace(DEFAULTS, theme=choice, has_high_contrast=has_high_contrast))
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(600, 400)
    banner = Banner(host, icons)
    with qtbot.waitActive(host):
        host.show()
    close = banner.findChild(QToolButton)
    assert close is not None

    inks, edges = [], []
    for tell in (banner.say, banner.complain):
        tell("Something happened.")
        close.setFocus(Qt.FocusReason.TabFocusReason)
        cross = close.icon().pixmap(QSize(24, 24), 1.0).toImage()
        pixels = (cross.pixelColor(x, y) for x in range(24) for y in range(24))
        inks.append({pixel.name() for pixel in pixels if pixel.alpha() == 255})
        edges.append(close.grab().toImage().pixelColor(0, close.height() // 2).name())

    assert inks == [{theme.palette.background}, {theme.palette.text}]
    assert edges == [theme.palette.background, theme.palette.text]


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
@pytest.mark.parametrize("has_high_contrast", [False, True])
def test_what_a_banner_offers_can_be_read_whatever_it_said_before(
    qtbot: QtBot, icons: Icons, theme: Theme, choice: ThemeChoice, *, has_high_contrast: bool
) -> None:
    theme.wear(replace(DEFAULTS, theme=choice, has_high_contrast=has_high_contrast))
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(600, 400)
    host.show()
    banner = Banner(host, icons)

    contrasts = []
    for tell in (banner.say, banner.complain, banner.say):
        tell("Something happened.", "Close Flashcards", lambda: None)
        contrasts.append(strongest_contrast(banner._action))

    assert min(contrasts) >= 4.5


@pytest.mark.parametrize("percent", [100, 200])
def test_the_weekdays_above_a_month_are_whole(qtbot: QtBot, theme: Theme, icons: Icons, percent: int) -> None:
    theme.wear(replace(DEFAULTS, text_percent=percent))
    host = QWidget()
    qtbot.addWidget(host)
    popup = CalendarPopup(host, theme, icons)
    popup.ask(QRect(), QDate(2026, 11, 29), QDate(2027, 1, 20))
    view = popup.findChild(QTableView)
    assert view is not None
    heads = [view.model().index(0, column) for column in range(7)]

    shares = {}
    for head in heads:
        seen = view.viewport().grab(view.visualRect(head)).toImage()
        inked = [x for x in range(seen.width()) if len({seen.pixel(x, y) for y in range(seen.height())}) > 1]
        whole = QFontMetrics(view.font()).tightBoundingRect(head.data()).width()
        shares[head.data()] = (inked[-1] - inked[0] + 1) / whole

    popup.hide()
    assert {name: share for name, share in shares.items() if share < 0.9} == {}


def strongest_contrast(widget: QWidget) -> float:
    """Give that of the ink of a widget that lies farthest from its ground."""
    seen = widget.window().grab().toImage()
    corner = widget.mapTo(widget.window(), QPoint(0, 0))
    room = QRect(corner, widget.size()).adjusted(6, 6, -6, -6)
    names = {
        seen.pixelColor(x, y).name() for x in range(room.left(), room.right()) for y in range(room.top(), room.bottom())
    }
    ground = seen.pixelColor(room.topLeft()).name()
    return max(contrast(name, ground) for name in names)


@pytest.mark.parametrize("has_high_contrast", [False, True])
def test_a_toggle_that_is_on_shows_that_it_has_the_keyboard(
    qtbot: QtBot, theme: Theme, *, has_high_contrast: bool
) -> None:
    theme.wear(replace(DEFAULTS, theme=ThemeChoice.LIGHT, has_high_contrast=has_high_contrast))
    toggle = button("3  Misread it")
    toggle.setProperty("kind", "toggle")
    toggle.setCheckable(True)
    toggle.setChecked(True)
    qtbot.addWidget(toggle)
    with qtbot.waitActive(toggle):
        toggle.show()

    toggle.clearFocus()
    without = toggle.grab().toImage()
    toggle.setFocus(Qt.FocusReason.TabFocusReason)

    assert toggle.grab().toImage() != without


def test_a_banner_covers_no_foot_and_stays_at_the_bottom_where_that_is_free(qtbot: QtBot, icons: Icons) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(600, 400)
    foot = QWidget(host)
    foot.setGeometry(0, 200, 600, 40)
    host.show()
    banner = Banner(host, icons)
    banner.stand_above(foot)

    banner.say("1 card suspended.")
    free = banner.geometry()
    foot.setGeometry(0, 340, 600, 60)

    assert free.bottom() > foot.geometry().top()
    qtbot.waitUntil(lambda: banner.geometry().bottom() < 340)


def test_a_banner_acts_once_and_goes(qtbot: QtBot, icons: Icons) -> None:
    host, listener = QWidget(), Listener()
    qtbot.addWidget(host)
    host.resize(800, 600)
    host.show()
    banner = Banner(host, icons)

    banner.say("Deleted “Filing” with 12 cards.", "Undo", listener.act)
    undo = next(button for button in banner.findChildren(QPushButton) if button.text() == "Undo")
    inside = host.rect().contains(banner.geometry())
    undo.click()

    assert inside
    assert listener.heard == ["acted"]
    assert banner.isHidden()


def test_a_long_message_stays_inside_a_small_window(qtbot: QtBot, icons: Icons) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(500, 400)
    host.show()
    banner = Banner(host, icons)

    banner.complain("The disk refused. " * 20, "Try again")
    host.resize(450, 400)

    assert host.rect().contains(banner.geometry())


def test_a_message_that_fits_on_one_line_takes_the_room_of_one(qtbot: QtBot, icons: Icons) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1000, 600)
    host.show()
    banner = Banner(host, icons)
    banner.say("Deleted.", "Show")
    short = banner.height()

    banner.say("5 rules changed, 3 cards brought up for review, 1 note of yours to decide about.", "Show")

    assert banner.height() == short


def test_news_stay_until_they_are_put_away(qtbot: QtBot, icons: Icons) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.show()
    banner = Banner(host, icons)

    banner.say("Saved.")
    passing = banner.goes_by_itself
    banner.announce("3 rules changed.", "Show")

    assert (passing, banner.goes_by_itself, banner.isVisible()) == (True, False, True)


def test_a_problem_goes_with_esc_wherever_the_keyboard_is(qtbot: QtBot, icons: Icons) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    line = QLineEdit(host)
    with qtbot.waitActive(host):
        host.show()
        host.activateWindow()
    line.setFocus()
    escapes: list[str] = []
    shortcut = QShortcut(QKeySequence("Esc"), host)
    shortcut.activated.connect(lambda: escapes.append("page"))
    banner = Banner(host, icons)

    banner.complain("The disk is full.")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    gone = banner.isHidden()
    QTest.keyClick(line, Qt.Key.Key_Escape)
    banner.say("Saved.")
    QTest.keyClick(line, Qt.Key.Key_Escape)

    assert (gone, escapes, banner.isVisible()) == (True, ["page", "page"], True)


def test_a_problem_goes_with_its_page_once_it_could_be_read(qtbot: QtBot, icons: Icons) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.show()
    banner = Banner(host, icons)
    banner._unread.setInterval(1)

    banner.announce("3 rules changed.", "Show")
    banner.turn_page()
    news_stay = banner.isVisible()
    banner._unread.setInterval(10_000)
    banner.complain("The disk is full.")
    banner.turn_page()
    unread_stays = banner.isVisible()
    banner._unread.start(1)
    qtbot.waitUntil(lambda: not banner._unread.isActive())
    banner.turn_page()

    assert (news_stay, unread_stays, banner.isVisible()) == (True, True, False)


def test_a_picker_has_room_for_each_of_its_choices_but_very_long_ones(qtbot: QtBot, icons: Icons) -> None:
    picker = Picker("Reviews come", icons)
    qtbot.addWidget(picker)

    picker.offer([("Best remembered first", 1), ("By chance", 2)], 1)
    some = picker.sizeHint().width()
    picker.offer([("A deck " * 60, 1)], 1)

    assert some >= picker.fontMetrics().horizontalAdvance("Best remembered first") + 40
    assert picker.sizeHint().width() < 2 * some


def test_a_tile_and_a_bar_speak(qtbot: QtBot, theme: Theme) -> None:
    tile, bar = NumberTile("Due", theme, "due"), ProgressBar(theme, "Seen")
    qtbot.addWidget(tile)
    qtbot.addWidget(bar)

    tile.set_value(1234)
    bar.set_share(1.5)

    assert tile.accessibleName() == "Due: 1234"
    assert bar.accessibleName() == "Seen: 100 %"


def test_an_empty_state_has_a_button_only_when_there_is_something_to_do(
    qtbot: QtBot, theme: Theme, icons: Icons
) -> None:
    empty = EmptyState("layers", theme, icons)
    qtbot.addWidget(empty)

    empty.say("Done for today", "The next card comes back tomorrow.")
    without = empty.button.isHidden()
    empty.say("There are no cards yet", "Take a deck.", "Choose decks")

    assert without
    assert not empty.button.isHidden()


def test_a_setting_is_found_by_words_of_its_name_or_sentence(qtbot: QtBot) -> None:
    row = SettingRow("New cards a day", "More bring you on sooner.", QLineEdit())
    qtbot.addWidget(row)

    assert row.matches("CARDS sooner")
    assert not row.matches("cards theme")


@pytest.mark.parametrize(
    ("beside", "corner"),
    [
        (QRect(500, 100, 30, 30), QPoint(500, 133)),
        (QRect(1200, 100, 30, 30), QPoint(929, 133)),
        (QRect(1250, 700, 30, 30), QPoint(979, 436)),
        (QRect(10, 300, 30, 30), QPoint(10, 333)),
    ],
)
def test_a_calendar_pops_up_whole_on_the_screen(beside: QRect, corner: QPoint) -> None:
    room, size = QRect(0, 0, 1280, 800), QSize(300, 260)

    assert popup_corner(beside, size, room) == corner
    assert room.contains(QRect(popup_corner(beside, size, room), size))


def test_a_small_room_takes_what_fits_of_a_calendar() -> None:
    assert popup_corner(QRect(50, 50, 30, 30), QSize(300, 260), QRect(0, 0, 200, 200)) == QPoint(0, 0)


def test_the_wheel_over_a_number_leaves_it_alone(qtbot: QtBot, icons: Icons) -> None:
    stepper = Stepper("Weight", icons, within=Range(0, 99))
    qtbot.addWidget(stepper)
    stepper.set_value(33)
    stepper.show()
    box = stepper.findChildren(QSpinBox)[0]
    box.setFocus()
    middle = QPointF(box.rect().center())
    down = QWheelEvent(
        middle,
        QPointF(box.mapToGlobal(box.rect().center())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )

    QApplication.sendEvent(box, down)

    assert stepper.value == 33
    assert not down.isAccepted()


def test_a_list_that_drops_down_is_as_wide_as_its_longest_words(qtbot: QtBot, icons: Icons) -> None:
    picker = Picker("Domain", icons)
    qtbot.addWidget(picker)
    picker.offer([("Any", 0), ("1  Data Content, Structure, and Information Governance", 1)], 1)
    picker.setFixedWidth(140)
    picker.show()

    picker.showPopup()

    words = picker.fontMetrics().horizontalAdvance("1  Data Content, Structure, and Information Governance")
    assert picker.view().width() > words > picker.width()
    assert picker.toolTip().endswith("Information Governance")
    picker.hidePopup()


def test_what_is_read_below_a_part_that_grows_stays_where_it_is(qtbot: QtBot) -> None:
    column, above, read = PageColumn(), QWidget(), QLineEdit()
    qtbot.addWidget(column)
    above.setFixedHeight(100)
    below = QWidget()
    below.setFixedHeight(2000)
    for part in (above, read, below):
        column.column.addWidget(part)
    column.resize(400, 300)
    with qtbot.waitExposed(column):
        column.show()
    column.verticalScrollBar().setValue(200)
    before = read.mapTo(column, read.rect().topLeft()).y()

    with column.held_below(above):
        above.setFixedHeight(400)

    assert column.verticalScrollBar().value() == 500
    qtbot.waitUntil(lambda: read.mapTo(column, read.rect().topLeft()).y() == before)


def test_a_part_that_is_seen_grows_downwards(qtbot: QtBot) -> None:
    column, above, below = PageColumn(), QWidget(), QWidget()
    qtbot.addWidget(column)
    above.setFixedHeight(100)
    below.setFixedHeight(2000)
    for part in (above, below):
        column.column.addWidget(part)
    column.resize(400, 300)
    with qtbot.waitExposed(column):
        column.show()
    column.verticalScrollBar().setValue(50)

    with column.held_below(above):
        above.setFixedHeight(400)

    assert column.verticalScrollBar().value() == 50


@pytest.mark.parametrize("size", ["", "small", "smallest"])
def test_icons_in_buttons_grow_with_the_text(qtbot: QtBot, theme: Theme, icons: Icons, size: str) -> None:
    drawn = icon_button(icons.icon("x"), "Close", size=size)
    before_words = button("Add", icon=icons.icon("plus"))
    for made in (drawn, before_words):
        qtbot.addWidget(made)
        made.show()
    usual = drawn.iconSize().height(), before_words.iconSize().height()

    theme.wear(replace(DEFAULTS, text_percent=200))

    assert (drawn.iconSize().height(), before_words.iconSize().height()) == (2 * usual[0], 2 * usual[1])
    assert usual == ({"": 18, "small": 16, "smallest": 14}[size], 18)
    assert drawn.sizeHint().height() > 2 * usual[0]


def test_no_rule_of_the_stylesheet_asks_for_what_qt_has_for_itself(qtbot: QtBot) -> None:
    names = set(re.findall(r"\[(\w+)=", stylesheet(LIGHT, 100)))
    widgets = QPushButton(), QToolButton(), QLineEdit(), QLabel(), QFrame()
    for widget in widgets:
        qtbot.addWidget(widget)

    own = {name for name in names for widget in widgets if widget.metaObject().indexOfProperty(name) >= 0}

    assert names >= {"role", "kind", "extent"}
    assert own == set()


def test_a_large_button_is_larger(qtbot: QtBot, theme: Theme) -> None:
    large, usual = button("Begin", is_large=True), button("Begin")
    for made in (large, usual):
        qtbot.addWidget(made)
        made.ensurePolished()

    assert large.sizeHint().height() > usual.sizeHint().height()


def test_at_the_foot_of_a_sheet_buttons_stand_at_the_right(qtbot: QtBot) -> None:
    cancel, act = button("Cancel"), button("Go back", "primary")
    row = ButtonRow(cancel, act, is_foot=True)
    qtbot.addWidget(row)
    row.resize(500, 60)
    with qtbot.waitExposed(row):
        row.show()

    assert cancel.geometry().right() < act.geometry().left()
    assert act.geometry().right() == row.rect().right()


def test_buttons_stand_beside_each_other_where_they_just_fit(qtbot: QtBot) -> None:
    cancel, act = button("Cancel"), button("Go back", "primary")
    row = ButtonRow(cancel, act)
    qtbot.addWidget(row)
    with qtbot.waitExposed(row):
        row.show()

    row.resize(cancel.sizeHint().width() + Space.M + act.sizeHint().width(), 60)

    assert act.x() > cancel.x()


def test_the_first_few_are_shown_until_all_are_asked_for(qtbot: QtBot) -> None:
    made: list[str] = []

    def make(entry: str) -> QWidget:
        made.append(entry)
        return QPushButton(entry)

    some = FewFirst(2, make)
    qtbot.addWidget(some)
    qtbot.addWidget(some.more)
    counts = []
    for entries in ("a", "abc"):
        some.fill(entries)
        counts.append((len(some.rows), some.more.isHidden()))
    some.more.click()
    some.fill("abcd")

    assert counts == [(1, True), (2, False)]
    assert (len(some.rows), some.more.isHidden()) == (4, True)
    assert made == [*"a", *"ab", *"abc", *"abcd"]


def test_a_label_says_the_longest_text_that_fits_on_its_line(theme: Theme, qtbot: QtBot) -> None:
    title = FittingLabel("title")
    qtbot.addWidget(title)
    title.say("Wednesday, September 23", "Wed, September 23")
    title.ensurePolished()
    needed = title.fontMetrics().horizontalAdvance("Wednesday, September 23")

    title.resize(needed + 1, 60)
    title.show()
    with_room = title.text()
    title.resize(needed - 1, 60)

    assert (with_room, title.text()) == ("Wednesday, September 23", "Wed, September 23")
    assert title.accessibleName() == "Wednesday, September 23"


def test_a_label_says_less_when_its_text_grows(theme: Theme, qtbot: QtBot) -> None:
    title = FittingLabel("title")
    qtbot.addWidget(title)
    title.say("Wednesday, September 23", "Wed, September 23")
    title.ensurePolished()
    title.resize(title.fontMetrics().horizontalAdvance("Wednesday, September 23") + 1, 60)
    title.show()

    theme.wear(replace(DEFAULTS, theme=ThemeChoice.LIGHT, text_percent=150))

    qtbot.waitUntil(lambda: title.text() == "Wed, September 23")
