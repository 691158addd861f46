"""Pasted text that is no table: questions and answers under their own marks, which files may hold as well."""

from pathlib import Path
from tempfile import TemporaryDirectory

from flashcards.formats import supermemo
from flashcards.formats.format import HEAD_BYTES, Format, Reading
from flashcards.formats.markdown_notes import reading as markdown_notes
from flashcards.formats.text_source import PASTED
from flashcards.formats.transfer import Transfer

_NAME = PASTED.with_suffix(".txt")
_FORMATS = (supermemo.FORMAT, markdown_notes.FORMAT)


def detect_pasted(text: str) -> Format | None:
    """Say which format text has that is no table; None when it is to be read as one."""
    head = text.lstrip()[:HEAD_BYTES].encode("utf-8", "replace")
    return next((one for one in _FORMATS if one.recognises(_NAME, head)), None)


def read_pasted_as(form: Format, text: str, reading: Reading) -> Transfer:
    """Read text in such a format.

    Raises:
        ImportRefusedError: nothing in it can be read.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder, _NAME)
        path.write_text(text, encoding="utf-8", errors="replace", newline="")
        return form.read(path, reading)
