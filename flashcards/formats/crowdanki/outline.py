"""The JSON of CrowdAnki taken apart, in its own terms: decks in decks, note types, notes, names of media."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flashcards.domain.deck import SEPARATOR, clean_deck_name
from flashcards.domain.note_type import CardTemplate
from flashcards.domain.progress import Progress
from flashcards.formats import json_values as take
from flashcards.formats.anki.outline import ForeignType
from flashcards.formats.file_names import fault_of_name, shown
from flashcards.formats.incoming import Incoming, sorted_tags
from flashcards.formats.json_stream import JsonStream

MAX_WORD = 200
"""Characters of a guid or a tag that are kept."""

_ENTRY_BYTES = 900
_STEP = 500


@dataclass(slots=True)
class RawDeck:
    """A deck while its file is read; its name may come after its children.

    Attributes:
        above: the deck it is in.
    """

    above: "RawDeck | None"
    name: str = ""
    description: str = ""

    def full_name(self) -> str:
        """Give the name with those above it; `Deck` stands for a name that says nothing."""
        names = []
        deck: RawDeck | None = self
        while deck is not None:
            names.append(deck.name)
            deck = deck.above
        try:
            return clean_deck_name(SEPARATOR.join(reversed(names)))
        except ValueError:
            return "Deck"


@dataclass(frozen=True, slots=True)
class RawNote:
    """A note whose type may come later in the file."""

    line: int
    deck: RawDeck
    guid: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    model: str


class Outline:
    """Takes in the JSON.

    Attributes:
        decks: parents before children.
        notes: of all decks.
        types: by their uuid.
        media: plain names, with their lines.
    """

    def __init__(self, incoming: Incoming, progress: Progress, size: int) -> None:
        """Begin with nothing.

        Args:
            size: bytes of the file, for the progress.
        """
        self.decks: list[RawDeck] = []
        self.notes: list[RawNote] = []
        self.types: dict[str, ForeignType] = {}
        self.media: dict[str, int] = {}
        self._incoming = incoming
        self._progress = progress
        self._size = size

    def read(self, stream: JsonStream, above: RawDeck | None = None) -> None:
        """Take in a deck with all that is in it."""
        deck = RawDeck(above)
        self._incoming.count(_ENTRY_BYTES)
        self.decks.append(deck)
        readers: Mapping[str, Callable[[JsonStream, RawDeck], None]] = {
            "children": self._children,
            "notes": self._notes,
            "note_models": self._types,
            "media_files": self._media_files,
        }
        for name in stream.names():
            if name == "name":
                deck.name = _words(stream.value())
            elif name == "desc":
                deck.description = _words(stream.value())
                self._incoming.count(2 * len(deck.description))
            elif name in readers and stream.next_character() == "[":
                readers[name](stream, deck)
            else:
                stream.skip()

    def _children(self, stream: JsonStream, deck: RawDeck) -> None:
        for _ in stream.items():
            if stream.next_character() == "{":
                self.read(stream, deck)
            else:
                self._incoming.problem(stream.line, "a deck was left out: it is not an object")
                stream.skip()

    def _notes(self, stream: JsonStream, deck: RawDeck) -> None:
        for _ in stream.items():
            line = stream.line
            if len(self.notes) % _STEP == 0:
                self._progress("Reading notes", stream.offset / self._size)
            try:
                raw = _raw_note(take.an_object(stream.value()), line, deck)
            except ValueError as problem:
                self._incoming.problem(line, f"a note was left out: {problem}")
            else:
                self._incoming.count(_ENTRY_BYTES + 2 * sum(map(len, raw.fields)))
                self.notes.append(raw)

    def _types(self, stream: JsonStream, _deck: RawDeck) -> None:
        for _ in stream.items():
            line = stream.line
            try:
                row = take.an_object(stream.value())
                self._incoming.count(_ENTRY_BYTES + 2 * len(str(row)))
                self.types[take.text(row, "crowdanki_uuid")] = _foreign_type(row)
            except ValueError as problem:
                self._incoming.problem(line, f"a note type was left out: {problem}")

    def _media_files(self, stream: JsonStream, _deck: RawDeck) -> None:
        for _ in stream.items():
            line = stream.line
            name = _words(stream.value())
            fault = fault_of_name(name)
            if fault:
                self._incoming.problem(line, f"the picture or sound “{shown(name)}” was left out: {fault}")
            else:
                self._incoming.count(300)
                self.media.setdefault(name, line)


def _raw_note(row: Mapping[str, Any], line: int, deck: RawDeck) -> RawNote:
    fields = take.texts(row, "fields")
    if not fields:
        problem = "it has no fields"
        raise ValueError(problem)
    tags = sorted_tags([tag[:MAX_WORD] for tag in take.texts(row, "tags")])
    return RawNote(line, deck, take.text(row, "guid"), fields, tags, take.text(row, "note_model_uuid"))


def _foreign_type(row: Mapping[str, Any]) -> ForeignType:
    fields = [take.an_object(one) for one in row.get("flds") or ()]
    templates = [take.an_object(one) for one in row.get("tmpls") or ()]
    return ForeignType(
        id=0,
        name=take.text(row, "name"),
        is_cloze=row.get("type") == 1,
        fields=tuple(take.text(one, "name") for one in sorted(fields, key=_order)),
        templates=tuple(
            CardTemplate(take.text(one, "name"), take.text(one, "qfmt"), take.text(one, "afmt"))
            for one in sorted(templates, key=_order)
        ),
        css=take.text(row, "css"),
    )


def _order(row: Mapping[str, Any]) -> int:
    return take.whole(row, "ord")


def _words(value: object) -> str:
    return value if isinstance(value, str) else ""
