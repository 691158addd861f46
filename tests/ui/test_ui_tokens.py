"""The colours can be read."""

from itertools import pairwise

import pytest

from flashcards.ui.high_contrast import HIGH_DARK, HIGH_LIGHT
from flashcards.ui.tokens import DARK, LIGHT, SHAPE_PAIRS, TEXT_PAIRS, Palette, Type

PALETTES = [LIGHT, DARK, HIGH_LIGHT, HIGH_DARK]
NAMES = ["light", "dark", "high light", "high dark"]


def luminance(colour: str) -> float:
    """WCAG 2.2 relative luminance of `#rrggbb`."""

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_has_the_contrast_the_standard_gives() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)


@pytest.mark.parametrize("palette", PALETTES, ids=NAMES)
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids="-on-".join)
def test_every_text_colour_reads_on_every_background_it_lies_on(pair: tuple[str, str], palette: Palette) -> None:
    ink, paper = pair

    assert contrast(getattr(palette, ink), getattr(palette, paper)) >= 4.5


@pytest.mark.parametrize("palette", PALETTES, ids=NAMES)
@pytest.mark.parametrize("pair", SHAPE_PAIRS, ids="-on-".join)
def test_every_edge_that_carries_meaning_can_be_seen(pair: tuple[str, str], palette: Palette) -> None:
    shape, paper = pair

    assert contrast(getattr(palette, shape), getattr(palette, paper)) >= 3.0


@pytest.mark.parametrize("palette", PALETTES, ids=NAMES)
def test_flags_can_be_told_from_the_card_they_lie_on(palette: Palette) -> None:
    assert len(palette.flags) == 7
    assert min(contrast(flag, palette.surface) for flag in palette.flags) >= 3.0


@pytest.mark.parametrize("palette", [HIGH_LIGHT, HIGH_DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids="-on-".join)
def test_high_contrast_is_high_for_every_text(pair: tuple[str, str], palette: Palette) -> None:
    ink, paper = pair

    assert contrast(getattr(palette, ink), getattr(palette, paper)) >= 7.0


def test_card_text_is_at_least_twenty_pixels() -> None:
    assert Type.CARD.pixels >= 20


@pytest.mark.parametrize("palette", PALETTES, ids=NAMES)
def test_bars_can_be_told_from_the_panel_they_stand_on(palette: Palette) -> None:
    assert min(contrast(bar, palette.surface) for bar in palette.bars.values()) >= 3.0


@pytest.mark.parametrize("palette", PALETTES, ids=NAMES)
@pytest.mark.parametrize("pair", [("young", "mature"), ("young", "easy"), ("learning", "relearning")])
def test_bars_that_lie_on_each_other_differ_in_lightness(pair: tuple[str, str], palette: Palette) -> None:
    assert contrast(palette.bars[pair[0]], palette.bars[pair[1]]) >= 2.0


@pytest.mark.parametrize("palette", PALETTES, ids=NAMES)
@pytest.mark.parametrize("pair", [("border", "surface"), ("background", "accent_soft")], ids="-on-".join)
def test_the_track_of_a_bar_can_be_told_from_what_it_lies_on(pair: tuple[str, str], palette: Palette) -> None:
    assert contrast(getattr(palette, pair[0]), getattr(palette, pair[1])) >= 1.1


@pytest.mark.parametrize("palette", PALETTES, ids=NAMES)
def test_a_day_with_one_answer_can_be_told_from_an_empty_one(palette: Palette) -> None:
    steps = [contrast(one, other) for one, other in pairwise(palette.heat)]

    assert steps[0] >= 1.5
    assert min(steps) >= 1.4
