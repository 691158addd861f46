"""`.cards` files of Mnemosyne 2: a zip file with a log of what was added, as XML, and the pictures and sounds."""

import re
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from flashcards.domain.errors import ImportRefusedError
from flashcards.domain.media_names import renamed
from flashcards.formats.archive import Archive
from flashcards.formats.format import Format, Reading
from flashcards.formats.incoming import Incoming, deck_of, sorted_tags
from flashcards.formats.media_folder import MediaNames
from flashcards.formats.mnemosyne.card_types import Made, field_names, notes_of
from flashcards.formats.mnemosyne.schedule import BAD_SCHEDULES, EPOCH, card
from flashcards.formats.transfer import MediaFile, Transfer, TransferDeck, TransferNote
from flashcards.formats.xml_entries import Entry, entries

LOG = "cards.xml"
ABOUT = "METADATA"

MAX_LOG_BYTES = 256 * 1024 * 1024
"""The largest log that is read; a hundred thousand cards take a third of it."""

_MAX_ABOUT_BYTES = 64 * 1024
_TAG, _FACT, _CARD_TYPE, _CARD = "10", "16", "22", "6"
_UNTAGGED = "__UNTAGGED__"
_LEAST_ID = 16
"""Characters of an id made by Mnemosyne; shorter ones are made by hand and may be those of any other file."""

_VIEW = re.compile(r"\.(\d{1,3})")
_INDEX = re.compile(r"['\"]index['\"]\s*:\s*(\d{1,4})")
_FACT_BYTES, _CARD_BYTES = 500, 300


def recognises(path: Path, head: bytes) -> bool:
    """Say whether a file is a `.cards` file."""
    return head.startswith(b"PK\x03\x04") and (path.suffix.lower() == ".cards" or LOG.encode() in head)


def read(path: Path, reading: Reading) -> Transfer:
    """Read a file.

    Raises:
        ImportRefusedError: it is damaged, or not what it says.
    """
    archive = Archive(path)
    try:
        reader = _Reader(archive, reading)
        reader.read()
        transfer = reader.transfer()
    except BaseException:
        archive.close()
        raise
    transfer.resources.callback(archive.close)
    return transfer


FORMAT = Format("mnemosyne", "Mnemosyne cards", (".cards",), recognises, read)


class _Fact(NamedTuple):
    """What a card asks and answers, by the keys of its card type."""

    line: int
    texts: Mapping[str, str]

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        return _FACT_BYTES + sum(sys.getsizeof(text) for text in self.texts.values())


class _Card(NamedTuple):
    """A card of a fact.

    Attributes:
        view: which of the views of its type.
        tags: their ids, parted by commas.
        gap: which gap of a cloze, from 0; None when the file does not say.
        learnt: attributes that say what was learnt; empty for a card never seen.
        line: where the file has it.
    """

    card_type: str
    view: int
    tags: str
    gap: int | None
    learnt: Mapping[str, str]
    line: int


def _card_of(entry: Entry) -> _Card:
    view = _VIEW.search(entry.attributes.get("fact_v", ""))
    gap = _INDEX.search(entry.parts.get("extra", ""))
    return _Card(
        sys.intern(entry.attributes.get("card_t", "1")),
        int(view[1]) if view else 1,
        sys.intern(entry.attributes.get("tags", "")),
        int(gap[1]) if gap else None,
        {} if entry.attributes.get("gr", "-1") == "-1" else entry.attributes,
        entry.line,
    )


class _Reader:
    """Takes in the log, then makes notes of the facts in it."""

    def __init__(self, archive: Archive, reading: Reading) -> None:
        self._archive = archive
        self._reading = reading
        self._incoming = Incoming(FORMAT.id, archive.path)
        self._incoming.extend_problems(archive.problems)
        self._names = MediaNames()
        self._media = [self._media_file(name) for name in archive.sizes if name not in {LOG, ABOUT}]
        self._tags: dict[str, str] = {}
        self._types: dict[str, Mapping[str, str]] = {}
        self._facts: dict[str, _Fact] = {}
        self._cards: dict[str, list[_Card]] = {}
        self._about = self._read_about()
        self._deck = deck_of(self._about.get("card_set_name", ""))

    def read(self) -> None:
        """Take in the whole log."""
        if LOG not in self._archive.sizes or self._archive.sizes[LOG] > MAX_LOG_BYTES:
            what = "is too large" if LOG in self._archive.sizes else "is missing"
            problem = f"the list of cards in it ({LOG}) {what}. Nothing was changed. Export it again, or in parts."
            raise ImportRefusedError(problem, self._archive.path)
        count = 0
        with self._archive.open(LOG) as file:
            for count, entry in enumerate(entries(file, self._archive.path)):
                if count % 1000 == 0:
                    self._reading.progress("Reading cards", count / (count + 5000))
                self._take(entry)
        if not count and not self._facts:
            self._incoming.problem(0, "there are no cards in it")

    def transfer(self) -> Transfer:
        """Give what was read."""
        facts, self._facts = self._facts, {}
        for guid in list(facts):
            fact, cards = facts.pop(guid), self._cards.pop(guid, [])
            self._incoming.count(-fact.size - _CARD_BYTES * len(cards))
            self._add(guid, fact, cards)
        homeless = sum(len(several) for several in self._cards.values())
        if homeless:
            self._incoming.problem(0, f"cards whose question is not in the file were left out: {homeless}")
        transfer = self._incoming.transfer()
        transfer.has_schedule = any(one.state for note in transfer.notes for one in note.cards)
        transfer.media = self._media
        if self._deck:
            transfer.decks = [TransferDeck(self._deck, self._about.get("notes", ""))]
        return transfer

    def _take(self, entry: Entry) -> None:
        kind, name = entry.attributes.get("type"), entry.attributes.get("o_id", "")
        if kind == _TAG:
            self._tags[name] = entry.parts.get("name", entry.attributes.get("name", ""))
            self._incoming.count(_CARD_BYTES)
        elif kind == _CARD_TYPE:
            self._types[name] = field_names(entry.parts.get("fact_keys_and_names", ""))
            self._incoming.count(_CARD_BYTES + 200 * len(self._types[name]))
        elif kind == _FACT:
            fact = _Fact(entry.line, entry.parts)
            self._incoming.count(fact.size)
            self._facts[name] = fact
        elif kind == _CARD:
            self._incoming.count(_CARD_BYTES)
            self._cards.setdefault(entry.attributes.get("fact", ""), []).append(_card_of(entry))

    def _add(self, guid: str, fact: "_Fact", cards: Sequence["_Card"]) -> None:
        """Add the notes of a fact; several where no single kind of ours has all its cards."""
        card_type = cards[0].card_type if cards else "1"
        several = notes_of(fact.texts, card_type, self._types.get(card_type, {}))
        if not several:
            self._incoming.problem(fact.line, "a card was left out: it says nothing")
        claimed = {view for one in several for view in one.views or ()}
        for made in several:
            own = self._own_cards(made, cards, claimed)
            if own or not cards:
                self._incoming.add(self._note(guid, fact, made, own))

    def _note(self, guid: str, fact: "_Fact", made: Made, cards: Sequence[tuple[int, "_Card"]]) -> TransferNote:
        tags = [self._tags.get(tag, "") for _, one in cards for tag in one.tags.split(",")]
        return TransferNote(
            guid=guid + made.ending if len(guid) >= _LEAST_ID else "",
            type_place=self._incoming.type_place(made.kind),
            fields=tuple(renamed(field, self._names.moved) for field in made.fields),
            deck=self._deck,
            tags=sorted_tags([tag for tag in tags if tag != _UNTAGGED]),
            cards=tuple(
                card(one.learnt, ordinal, self._reading, EPOCH, partial(self._report, one.line))._replace(
                    deck=self._deck
                )
                for ordinal, one in cards
            ),
            line=fact.line,
        )

    def _report(self, line: int, message: str) -> None:
        self._incoming.findings.add(line, message, BAD_SCHEDULES)

    @staticmethod
    def _own_cards(made: Made, cards: Sequence["_Card"], claimed: set[int]) -> list[tuple[int, "_Card"]]:
        """Give the cards that belong to a note, by their ordinals."""
        found: dict[int, _Card] = {}
        for one in cards:
            if made.views is None and one.view not in claimed:
                found.setdefault(len(found) if one.gap is None else one.gap, one)
            elif made.views is not None and (one.view in made.views or len(claimed) == 1):
                found.setdefault(made.views.get(one.view, 0), one)
        return sorted(found.items(), key=lambda pair: pair[0])

    def _media_file(self, name: str) -> MediaFile:
        return MediaFile(self._names.add(name), self._archive.sizes[name], partial(self._archive.open, name))

    def _read_about(self) -> dict[str, str]:
        """Read what the file says of itself: lines `key:value`."""
        if not 0 < self._archive.sizes.get(ABOUT, 0) <= _MAX_ABOUT_BYTES:
            return {}
        lines = self._archive.read(ABOUT, _MAX_ABOUT_BYTES).decode("utf-8", "replace").splitlines()
        pairs = (line.partition(":") for line in lines)
        return {key.strip(): value.strip() for key, _, value in pairs}
