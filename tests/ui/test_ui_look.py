"""Themes, text size and icons."""

import re

import pytest
from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from flashcards.domain.errors import SettingsError
from flashcards.settings import DEFAULTS, Motion, Preferences, ThemeChoice
from flashcards.ui.card.style import style_sheet
from flashcards.ui.dressing import Dressing
from flashcards.ui.high_contrast import HIGH_DARK, HIGH_LIGHT
from flashcards.ui.icons import Icons
from flashcards.ui.look import Look
from flashcards.ui.stylesheet import stylesheet
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import DARK, LIGHT, MOTION_MS, Palette, Type
from tests.ui.conftest import Saved


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_stylesheet_names_only_colours_of_its_palette(palette: Palette) -> None:
    sheet = stylesheet(palette, 100)
    known = {value for name in palette.__slots__ for value in [getattr(palette, name)] if isinstance(value, str)}

    assert set(re.findall(r"#[0-9a-f]{6}", sheet)) <= known
    assert "$" not in sheet


def test_text_grows_with_its_setting() -> None:
    assert 'QLabel[role="card"] { font-size: 22px;' in stylesheet(LIGHT, 100)
    assert 'QLabel[role="card"] { font-size: 44px;' in stylesheet(LIGHT, 200)


def test_the_theme_is_what_was_chosen(theme: Theme, qapp: QApplication) -> None:
    assert theme.palette is LIGHT

    theme.wear(Preferences(theme=ThemeChoice.DARK))

    assert theme.is_dark
    assert qapp.palette().window().color() == QColor(DARK.background)
    assert DARK.background in qapp.styleSheet()


def test_high_contrast_is_worn_in_light_and_dark(theme: Theme, qapp: QApplication) -> None:
    theme.wear(Preferences(theme=ThemeChoice.DARK, has_high_contrast=True))
    dark = (theme.palette is HIGH_DARK, theme.is_dark, HIGH_DARK.text in qapp.styleSheet())

    theme.wear(Preferences(theme=ThemeChoice.LIGHT, has_high_contrast=True))

    assert dark == (True, True, True)
    assert theme.palette is HIGH_LIGHT
    assert HIGH_LIGHT.muted in style_sheet(theme, Type.CARD)


def test_another_font_is_worn_by_everything_and_the_system_s_comes_back(theme: Theme, qapp: QApplication) -> None:
    usual = theme.font(Type.CARD).families()

    theme.wear(Preferences(theme=ThemeChoice.LIGHT, font="DejaVu Serif"))
    worn = (theme.font(Type.CARD).families(), qapp.font().families())
    theme.wear(Preferences(theme=ThemeChoice.LIGHT))

    assert worn == (["DejaVu Serif", *usual], ["DejaVu Serif", *usual])
    assert theme.font(Type.CARD).families() == usual


def test_a_change_of_look_is_told_once(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.wear(Preferences(theme=ThemeChoice.LIGHT, text_percent=150))
    with qtbot.assertNotEmitted(theme.changed):
        theme.wear(Preferences(theme=ThemeChoice.LIGHT, text_percent=150))

    assert theme.px(Type.CARD) == 33
    assert theme.font(Type.TITLE).pixelSize() == 39


def test_a_preference_that_is_not_about_the_look_dresses_nothing_anew(theme: Theme, qtbot: QtBot) -> None:
    theme.wear(Preferences(theme=ThemeChoice.LIGHT))

    with qtbot.assertNotEmitted(theme.changed):
        theme.wear(Preferences(theme=ThemeChoice.LIGHT, answer_seconds=30, plays_sounds=False))


def test_a_change_of_look_reaches_a_widget_no_oftener_the_deeper_it_lies(theme: Theme, qtbot: QtBot) -> None:
    heard: list[QEvent.Type] = []

    class Deep(QWidget):
        def changeEvent(self, event: QEvent) -> None:  # noqa: N802
            heard.append(event.type())

    top = QWidget()
    qtbot.addWidget(top)
    lies_in = top
    for _ in range(12):
        lies_in = QWidget(lies_in)
    Deep(lies_in)
    top.show()
    heard.clear()

    theme.wear(Preferences(theme=ThemeChoice.LIGHT, text_percent=150))

    assert 1 <= heard.count(QEvent.Type.StyleChange) <= 2


def test_a_window_that_the_test_before_has_let_go_of_does_not_keep_the_look_to_itself(
    one_theme: Theme, qapp: QApplication, request: pytest.FixtureRequest
) -> None:
    window = QWidget()
    Dressing(one_theme, window, (window,))
    window.show()
    window.deleteLater()

    theme = request.getfixturevalue("theme")
    theme.wear(Preferences(theme=ThemeChoice.LIGHT, text_percent=150))

    assert qapp.styleSheet() == stylesheet(LIGHT, 150)


def test_motion_stops_when_it_is_to_be_reduced(theme: Theme) -> None:
    theme.wear(Preferences(motion=Motion.FULL))
    full = theme.motion_ms
    theme.wear(Preferences(motion=Motion.REDUCED))

    assert (full, theme.motion_ms) == (MOTION_MS, 0)
    assert MOTION_MS < 150


def test_an_icon_has_as_many_pixels_as_the_screen(icons: Icons) -> None:
    icon = icons.icon("layers")

    plain = icon.pixmap(QSize(20, 20), 1.0)
    fine = icon.pixmap(QSize(20, 20), 1.5)

    assert (plain.width(), fine.width()) == (20, 30)


def ink_of(image: QImage) -> set[str]:
    """The colours of an image's solid pixels."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def test_an_icon_in_a_place_without_width_is_nothing(icons: Icons) -> None:
    assert icons.icon("layers").pixmap(QSize(0, 24)).isNull()


def test_an_icon_follows_the_theme(icons: Icons, theme: Theme) -> None:
    icon = icons.icon("minus")
    light = ink_of(icon.pixmap(QSize(48, 48), 1.0).toImage())

    theme.wear(Preferences(theme=ThemeChoice.DARK))

    assert light == {LIGHT.muted}
    assert ink_of(icon.pixmap(QSize(48, 48), 1.0).toImage()) == {DARK.muted}


def test_a_change_is_worn_and_saved(theme: Theme, saved: Saved, qtbot: QtBot) -> None:
    look = Look(DEFAULTS, theme, saved)

    look.zoom_in()
    look.zoom_in()
    look.zoom_out()

    assert saved.preferences[-1] == Preferences(text_percent=110)
    qtbot.waitUntil(lambda: theme.scaled(100) == 110)

    look.zoom_reset()

    assert look.preferences == DEFAULTS
    qtbot.waitUntil(lambda: theme.scaled(100) == 100)


def test_presses_that_come_together_size_text_once(theme: Theme, saved: Saved, qtbot: QtBot) -> None:
    theme.wear(DEFAULTS)
    look = Look(DEFAULTS, theme, saved)
    sizes: list[int] = []
    theme.changed.connect(lambda: sizes.append(theme.scaled(100)))

    for _ in range(5):
        look.zoom_in()

    assert (look.preferences.text_percent, sizes) == (150, [])  # the figure is there at once
    qtbot.waitUntil(lambda: sizes == [150])


def test_text_stays_within_what_screens_offer(theme: Theme, saved: Saved) -> None:
    look = Look(Preferences(text_percent=200), theme, saved)

    look.zoom_in()

    assert look.preferences.text_percent == 200
    assert saved.preferences == []


def test_preferences_that_cannot_be_saved_hold_and_are_said(theme: Theme, qtbot: QtBot) -> None:
    error = SettingsError("the disk is full")

    def refuse(_preferences: Preferences) -> None:
        raise error

    look = Look(DEFAULTS, theme, refuse)

    with qtbot.waitSignal(look.failed) as failed:
        look.zoom_in()

    assert failed.args == [error]
    qtbot.waitUntil(lambda: theme.scaled(100) == 110)
