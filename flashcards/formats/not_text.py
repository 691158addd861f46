"""Files that are not the text their name promises, known by how they begin."""

import re

_OFFICE = "an office document or an old Excel workbook (.xls); open it and save it as Excel workbook (.xlsx) or as CSV"
_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a zip archive, perhaps an Excel workbook or an Anki deck; give it its own ending (.xlsx, .apkg)"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"SQLite format 3\x00", "a database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OFFICE),
    (b"\x28\xb5\x2f\xfd", "a compressed file (zstd); unpack it first"),
    (b"\x1f\x8b", "a compressed file (gzip); unpack it first"),
    (b"BZh", "a compressed file (bzip2); unpack it first"),
    (b"\xfd7zXZ\x00", "a compressed file (xz); unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive; unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive; unpack it first"),
    (b"%PDF-", "a PDF document; copy its text and paste it instead"),
    (b"{\\rtf", "a Rich Text document; save it as plain text first"),
    (b"\x89PNG\r\n\x1a\n", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"RIFF", "a picture, a sound or a film (RIFF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"ID3", "a sound (MP3)"),
    (b"OggS", "a sound (Ogg)"),
    (b"fLaC", "a sound (FLAC)"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
)
_FILM = re.compile(rb"....ftyp", re.DOTALL)
_WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE)
_CONTROL = bytes(code for code in range(32) if code not in b"\t\n\r\x1a")
_MOST_CONTROL = 0.05
_FEW_CONTROL = 8
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def not_text(head: bytes) -> str | None:
    """Say what a file is that is not text, and what to do with it; None when it may be text.

    Args:
        head: how the file begins, some thousand bytes.
    """
    kind = next((kind for mark, kind in _KINDS if head.startswith(mark)), None)
    if kind is None and _FILM.match(head):
        kind = "a film or a sound (MP4)"
    if kind is None and _WEB_PAGE.match(head):
        kind = "a web page; open it in a spreadsheet and save it as CSV"
    if kind is None and _is_binary(head):
        kind = "no text at all"
    return kind


def wide_encoding(head: bytes) -> str | None:
    """Give the codec of text in two-byte units, `utf-16-le` or `utf-16-be`; None for other text."""
    if head.startswith(_WIDE_MARKS):
        return "utf-16-le" if head[0] == 0xFF else "utf-16-be"
    pairs = len(head) // 2
    if pairs == 0:
        return None
    low, high = head[0 : 2 * pairs : 2].count(0) / pairs, head[1 : 2 * pairs : 2].count(0) / pairs
    if high > 0.3 and low < 0.05:
        return "utf-16-le"
    return "utf-16-be" if low > 0.3 and high < 0.05 else None


def odd_bytes(head: bytes) -> int:
    """Count the control characters of a file's beginning that no text has."""
    codec = wide_encoding(head)
    if codec is not None:
        head = head.decode(codec, errors="replace").encode("utf-8", errors="replace")
    return len(head) - len(head.translate(None, _CONTROL))


def _is_binary(head: bytes) -> bool:
    return odd_bytes(head) > max(_FEW_CONTROL, _MOST_CONTROL * len(head))
