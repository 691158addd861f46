"""The two palettes with high contrast: text at 7:1, edges that are seen at once."""

from dataclasses import replace

from flashcards.ui.tokens import DARK, LIGHT

HIGH_LIGHT = replace(
    LIGHT,
    background="#ffffff",
    surface="#ffffff",
    sunken="#f4f4f2",
    hover="#e9e9e6",
    pressed="#dededa",
    border="#a3a39e",
    outline="#1a1a1a",
    text="#000000",
    muted="#2e2e2c",
    accent="#1c2787",
    accent_hover="#141d6e",
    accent_pressed="#0d1455",
    accent_soft="#e6e8fb",
    again="#7d0f08",
    hard="#5a3200",
    good="#0b4720",
    easy="#043f54",
    new="#1c2787",
    learning="#5f2a00",
    due="#0b4720",
)
"""Black on white."""

HIGH_DARK = replace(
    DARK,
    background="#000000",
    surface="#0c0c0e",
    sunken="#000000",
    hover="#1d1f25",
    pressed="#282b33",
    border="#5a5f6b",
    outline="#d6d8de",
    text="#ffffff",
    muted="#d6d8de",
    accent="#c4c9ff",
    accent_hover="#d3d7ff",
    accent_pressed="#e2e5ff",
    on_accent="#05071c",
    accent_soft="#20233f",
    again="#ffb8b0",
    hard="#ffcf7d",
    good="#a5ecb8",
    easy="#a0dff5",
    again_soft="#2d1716",
    hard_soft="#2a200f",
    good_soft="#12241a",
    easy_soft="#0f232a",
    new="#c4c9ff",
    learning="#ffc795",
    due="#a5ecb8",
)
"""White on black."""
