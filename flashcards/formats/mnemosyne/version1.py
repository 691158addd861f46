"""The XML of Mnemosyne 1.x: questions and answers with their schedule, each direction an item of its own."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from flashcards.domain.errors import ImportRefusedError
from flashcards.domain.media_names import renamed
from flashcards.domain.note_type import NoteKind
from flashcards.formats.folders import refuse_large
from flashcards.formats.format import Format, Reading
from flashcards.formats.incoming import Incoming, sorted_tags
from flashcards.formats.media_folder import media_beside, names_in
from flashcards.formats.mnemosyne.schedule import BAD_SCHEDULES, DAY_S, Times, card, is_answered
from flashcards.formats.mnemosyne.texts import field
from flashcards.formats.transfer import Transfer, TransferCard, TransferNote
from flashcards.formats.xml_entries import Entry, entries

MAX_BYTES = 256 * 1024 * 1024
"""The largest file that is read."""

_ROOT = re.compile(rb"<mnemosyne\b")
_VERSIONS = {"0", "1"}
_INVERSE, _TRANSLATION = ".inv", ".tr.1"
_DEFAULT = "<default>"
_ID = re.compile(r"[0-9a-z]{8,64}", re.IGNORECASE)
"""An id made by Mnemosyne; those made by hand, and those that begin with `_`, may be those of any other file."""


def recognises(path: Path, head: bytes) -> bool:
    """Say whether a file is XML of Mnemosyne 1.x."""
    return not path.is_dir() and _ROOT.search(head[:4096]) is not None


def read(path: Path, reading: Reading) -> Transfer:
    """Read a file.

    Raises:
        ImportRefusedError: it is no sound XML, or of another version.
    """
    refuse_large(path, MAX_BYTES)
    reading.progress("Reading cards", 0.0)
    incoming = Incoming(FORMAT.id, path)
    items: dict[str, Entry] = {}
    times: Times | None = None
    with path.open("rb") as file:
        for place, entry in enumerate(entries(file, path)):
            if place == 0:
                times = _times(_checked(entry, path), reading)
            elif entry.name == "item":
                incoming.count(1500 + 4 * sum(map(len, entry.parts.values())))
                name = entry.attributes.get("id", "")
                items[name if name and name not in items else f"#{place}"] = entry
    if times is None and any(is_answered(one.attributes) for one in items.values()):
        incoming.problem(0, "the file does not say when it was begun (time_of_start), so every card starts as new")
    for name, item in items.items():
        note = _note(name, items, incoming, reading, times)
        if note is not None:
            incoming.add(note)
        elif not _is_second(name, items):
            incoming.problem(item.line, "an item was left out: it has no question")
    return _with_media(incoming.transfer(), path.parent)


FORMAT = Format("mnemosyne-xml", "Mnemosyne 1.x XML", (".xml",), recognises, read)


def _checked(root: Entry, path: Path) -> Mapping[str, str]:
    version = root.attributes.get("core_version", "")
    if root.name != "mnemosyne" or version not in _VERSIONS:
        problem = (
            f"it is of a version of Mnemosyne that is not known here (core_version “{version[:20]}”). "
            "Nothing was changed. Export the cards from Mnemosyne as a .cards file."
        )
        raise ImportRefusedError(problem, path)
    return root.attributes


def _times(root: Mapping[str, str], reading: Reading) -> Times | None:
    """Give how the file counts days: from the first one, which began at three in the morning; None if it says none."""
    start = root.get("time_of_start", "").partition(".")[0]
    if not (start.isascii() and start.isdecimal()) or not 0 <= int(start[:20]) <= reading.now.timestamp():
        return None

    def day_of(at_s: float) -> int:
        return reading.calendar.day(datetime.fromtimestamp(at_s + DAY_S / 2, UTC))

    return Times(float(start), DAY_S, day_of)


def _is_second(name: str, items: Mapping[str, Entry]) -> bool:
    """Say whether an item is the other direction of one that is there."""
    return any(name.endswith(ending) and name.removesuffix(ending) in items for ending in (_INVERSE, _TRANSLATION))


def _note(
    name: str, items: Mapping[str, Entry], incoming: Incoming, reading: Reading, times: Times | None
) -> TransferNote | None:
    """Give the note of an item and of its other direction; None when it says nothing or is that direction."""
    item = items[name]
    question, answer = field(item.parts.get("Q", "")), field(item.parts.get("A", ""))
    if not question or _is_second(name, items):
        return None
    second = items.get(name + _INVERSE) or items.get(name + _TRANSLATION)
    more = ""
    if name + _TRANSLATION in items and "<br>" in answer:
        more, _, answer = answer.partition("<br>")  # the pronunciation is the first line
    directions = [item] if second is None else [item, second]
    category = item.parts.get("cat", "").strip()
    return TransferNote(
        guid=name if _ID.fullmatch(name) else "",
        type_place=incoming.type_place(NoteKind.BASIC if second is None else NoteKind.REVERSED),
        fields=(question, answer, more),
        tags=() if category in {"", _DEFAULT} else sorted_tags([category]),
        cards=tuple(_card(one, place, incoming, reading, times) for place, one in enumerate(directions)),
        line=item.line,
    )


def _card(item: Entry, ordinal: int, incoming: Incoming, reading: Reading, times: Times | None) -> TransferCard:
    def report(message: str) -> None:
        incoming.findings.add(item.line, message, BAD_SCHEDULES)

    return TransferCard(ordinal, "") if times is None else card(item.attributes, ordinal, reading, times, report)


def _with_media(transfer: Transfer, folder: Path) -> Transfer:
    """Add the pictures and sounds that lie beside the file."""
    transfer.media, names = media_beside(folder, names_in(transfer.notes))
    moved = {old: new for old, new in names.items() if old != new}
    if moved:
        transfer.notes = [
            note._replace(fields=tuple(renamed(field or "", moved) for field in note.fields)) for note in transfer.notes
        ]
    transfer.has_schedule = any(one.state for note in transfer.notes for one in note.cards)
    return transfer
