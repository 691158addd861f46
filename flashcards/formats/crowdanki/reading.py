"""CrowdAnki: a folder, or the JSON in it, with nested decks, note types, notes and the names of media. No schedules.

What it knows of presets and of personal fields (`import_config.yaml`) belongs to Anki and is passed over.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from flashcards.domain.errors import ImportRefusedError
from flashcards.domain.note_type import NoteType
from flashcards.domain.plain_text import plain_text
from flashcards.formats.anki.note_types import TypeMapping, mapping_of, unknown_type
from flashcards.formats.anki.outline import ForeignType
from flashcards.formats.anki.own_types import Taken
from flashcards.formats.crowdanki.outline import MAX_WORD, Outline, RawNote
from flashcards.formats.file_names import fault_of_name, shown
from flashcards.formats.folders import refuse_large
from flashcards.formats.format import HEAD_BYTES, Format, Reading
from flashcards.formats.incoming import Incoming
from flashcards.formats.json_stream import JsonStream
from flashcards.formats.media_folder import media_beside, names_in
from flashcards.formats.transfer import MediaFile, Transfer, TransferDeck, TransferNote

MAX_BYTES = 1024**3
"""The largest JSON that is read."""

MEDIA = "media"
"""The folder of media, beside the JSON."""

_MARKS = (b'"__type__"', b'"crowdanki_uuid"', b'"note_models"')


def recognises(path: Path, head: bytes) -> bool:
    """Say whether a file, or a folder, is what CrowdAnki writes."""
    if path.is_dir():
        return _json_of(path) is not None
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and sum(mark in head for mark in _MARKS) >= 2


def read(path: Path, reading: Reading) -> Transfer:
    """Read a folder, or the JSON in it.

    Raises:
        ImportRefusedError: there is none, or it is not sound.
    """
    file = _json_of(path) if path.is_dir() else path
    if file is None:
        problem = "there is no CrowdAnki deck (deck.json) in this folder. Nothing was changed."
        raise ImportRefusedError(problem, path)
    refuse_large(file, MAX_BYTES)
    incoming = Incoming(FORMAT.id, file)
    outline = Outline(incoming, reading.progress, max(file.stat().st_size, 1))
    with file.open("rb") as opened:
        stream = JsonStream(opened, file)
        outline.read(stream)
        stream.end()
    maker = _NoteMaker(incoming, outline.types)
    for raw in outline.notes:
        incoming.add(maker.note(raw))
    transfer = incoming.transfer()
    transfer.decks = [TransferDeck(deck.full_name(), deck.description) for deck in outline.decks]
    transfer.media = _media(file.parent / MEDIA, outline.media, names_in(incoming.notes), incoming)
    transfer.problems = incoming.findings.problems()
    return transfer


def _media(folder: Path, listed: Mapping[str, int], named: Sequence[str], incoming: Incoming) -> Sequence[MediaFile]:
    """Give the media that are there; those that are not are problems.

    Args:
        listed: names in `media_files`, with their lines.
        named: names in notes. Whether the collection has these is known only when the notes are planned.
    """
    wanted = dict.fromkeys((*listed, *named))
    files, found = media_beside(folder, [name for name in wanted if not fault_of_name(name)])
    missing = listed.keys() - found.keys() - set(named)
    for name in filter(missing.__contains__, listed):
        message = f"the picture or sound “{shown(name)}” is listed, but it is not in the folder “{MEDIA}”"
        incoming.findings.add(listed[name], message, "pictures and sounds that are listed, but not there")
    return files


FORMAT = Format("crowdanki", "CrowdAnki deck", (".json",), recognises, read)


def _json_of(folder: Path) -> Path | None:
    """Give the JSON of a folder: that of the same name, or `deck.json`, or the only one there is."""
    names = (f"{folder.name}.json", "deck.json")
    found = [folder / name for name in names if (folder / name).is_file()]
    found = found or [path for path in folder.glob("*.json") if path.is_file()][:2]
    if not found or (len(found) > 1 and found[0].name not in names):
        return None
    try:
        with found[0].open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError:
        return None
    return found[0] if recognises(found[0], head) else None


class _NoteMaker:
    """Makes notes of what was in the JSON."""

    def __init__(self, incoming: Incoming, types: Mapping[str, ForeignType]) -> None:
        self._incoming = incoming
        self._types = types
        self._mappings: dict[object, TypeMapping] = {}
        self._places: dict[int, int] = {}

    def note(self, raw: RawNote) -> TransferNote:
        mapping = self._mapping(raw)
        fields = self._fitted(raw, len(mapping.custom.fields))
        taken = mapping.better.take(fields) if mapping.better else None
        note_type = mapping.better.note_type if mapping.better and taken else mapping.custom
        taken = taken or Taken(fields)
        return TransferNote(
            guid=raw.guid[:MAX_WORD],
            type_place=self._place(note_type),
            fields=taken.fields,
            deck=raw.deck.full_name(),
            tags=raw.tags,
            line=raw.line,
            provenance=taken.provenance,
        )

    def _mapping(self, raw: RawNote) -> TypeMapping:
        """Give what notes of a type become; of a type that is missing, what notes of so many fields do."""
        foreign = self._types.get(raw.model)
        key = raw.model if foreign else len(raw.fields)
        if key not in self._mappings:
            self._mappings[key] = mapping_of(foreign or unknown_type(max(len(raw.fields), 1)))
            if foreign is None:
                name = self._mappings[key].custom.name
                self._incoming.problem(raw.line, f"notes of a type that is not in the file came in as “{name}”")
        return self._mappings[key]

    def _fitted(self, raw: RawNote, width: int) -> tuple[str, ...]:
        """Give a note's fields, as many as its type has."""
        if len(raw.fields) == width:
            return raw.fields
        title = shown(" ".join(plain_text("".join(raw.fields[:1])[:500]).split()))
        what = (
            "more fields than its type; they were joined" if len(raw.fields) > width else "fewer fields than its type"
        )
        self._incoming.problem(raw.line, f"the note “{title}” has {what}")
        joined = (*raw.fields[: width - 1], "<br>".join(raw.fields[width - 1 :]))
        return joined if len(raw.fields) > width else (*raw.fields, *[""] * (width - len(raw.fields)))

    def _place(self, note_type: NoteType) -> int:
        if id(note_type) not in self._places:
            self._places[id(note_type)] = self._incoming.add_type(note_type)
        return self._places[id(note_type)]
