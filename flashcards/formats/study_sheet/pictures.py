"""Pictures of notes as parts of a sheet. What cannot be drawn is named."""

import warnings
from collections.abc import Mapping, Sequence
from html import escape
from io import BytesIO

from PIL import Image as Pixels
from reportlab.platypus import Flowable, Image, Paragraph

from flashcards.domain.errors import ImportRefusedError
from flashcards.domain.media_names import spellings
from flashcards.formats.study_sheet.typography import STYLES, TALLEST_PICTURE
from flashcards.formats.transfer import MediaFile

MAX_BYTES = 20 * 1024 * 1024
"""A larger picture is only named."""

MAX_PIXELS = 40_000_000
"""A picture with more is only named: unpacked, it would take 160 MB."""

_POINTS_A_PIXEL = 0.6
"""How large a picture is printed that fits into its column."""


class Pictures:
    """The pictures of a transfer, by the names notes use."""

    def __init__(self, media: Sequence[MediaFile]) -> None:
        """Know where they are; each is read when it is wanted."""
        self._media: Mapping[str, MediaFile] = {one.name: one for one in media}

    def flowable(self, name: str, width: float) -> Flowable:
        """Give a picture no wider than a column, or its name where it cannot be drawn."""
        file = next((self._media[one] for one in spellings(name) if one in self._media), None)
        content = None if file is None or file.size > MAX_BYTES else _content(file)
        size = None if content is None else _size(content)
        if content is None or size is None:
            return Paragraph(f"[picture: {escape(name)}]", STYLES["small"])
        scale = min(_POINTS_A_PIXEL, width / size[0], TALLEST_PICTURE / size[1])
        picture = Image(BytesIO(content), size[0] * scale, size[1] * scale)
        picture.hAlign = "LEFT"
        return picture


def _content(file: MediaFile) -> bytes | None:
    try:
        with file.open() as opened:
            return opened.read(MAX_BYTES)
    except (OSError, ImportRefusedError):
        return None


def _size(content: bytes) -> tuple[int, int] | None:
    """Give width and height in pixels, or None for what is no picture or too large a one."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Pixels.DecompressionBombWarning)
            with Pixels.open(BytesIO(content)) as picture:
                width, height = picture.size
                if not 0 < width * height <= MAX_PIXELS:
                    return None
                picture.load()
                return width, height
    except (OSError, ValueError, SyntaxError, Pixels.DecompressionBombError, Pixels.DecompressionBombWarning):
        return None
