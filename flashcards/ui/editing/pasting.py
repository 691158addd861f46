"""What is pasted or dropped into a field besides words: files, and pictures written out in HTML."""

import re
from pathlib import Path

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QImage

_WRITTEN_OUT = re.compile(
    r"""<img\b[^<>]*?\bsrc\s*=\s*["']data:image/[a-z.+-]+;base64,([A-Za-z0-9+/=\s]+)["'][^<>]*>""", re.IGNORECASE
)
MOST_PASTED = 20
"""Pictures taken out of one piece of HTML."""


def apart(html: str) -> tuple[str, list[QImage]]:
    """Give pasted HTML without the pictures that are written out in it, and these pictures."""
    found = [QImage.fromData(QByteArray.fromBase64(match[1].encode())) for match in _WRITTEN_OUT.finditer(html)]
    pictures = [picture for picture in found[:MOST_PASTED] if not picture.isNull()]
    return _WRITTEN_OUT.sub("", html), pictures


def files_in(data: QMimeData) -> list[Path]:
    """Give the files on this machine that something copied or dragged stands for."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.is_file()]
