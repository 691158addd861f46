"""Obsidian Spaced Repetition: `question::answer`, blocks around a line `?`, and `==gaps==`; tags say the deck."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flashcards.domain.note_type import NoteKind
from flashcards.formats.file_names import shown
from flashcards.formats.format import Reading
from flashcards.formats.markdown_notes.found import Found, Harvest
from flashcards.formats.markdown_notes.gaps import Gap, with_gaps
from flashcards.formats.markdown_notes.lines import HIDDEN, Line, Source
from flashcards.formats.markdown_notes.markup import MAX_CHARACTERS
from flashcards.formats.markdown_notes.obsidian_schedule import COMMENT, cards_of
from flashcards.formats.transfer import TransferCard

DECK_TAGS = ("flashcards", "flashcard", "cards")
"""Tags that mean “here are cards”; what follows them after `/` is the deck."""

_TAG = re.compile(r"(?<![\w/&#])#([\w-][\w/-]*)")
_LEADING_TAG = re.compile(r"\s*#([\w-][\w/-]*)(?=\s|$)")
_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_LEAD = re.compile(r"^\s*(?:>\s*)*(?:(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?|#{1,6}\s+)?")
_SEPARATOR = re.compile(r":{2,3}")
_ASKS = {"?": NoteKind.BASIC, "??": NoteKind.REVERSED}
_END = "+++"
_GAP = re.compile(r"==(?=[^=\s])(.+?)==(?!=)(?:\^\[([^\]\n]*)\])?(?:\[\^(\d{1,3}|[ashASH]+)\])?", re.DOTALL)
_BLOCK_ID = re.compile(r"\s\^[A-Za-z0-9-]+\s*$")


def has_deck_tag(source: Source) -> bool:
    """Say whether a file says that it has cards."""
    in_text = (tag for line in source.lines if "#" in line.bare for tag in _TAG.findall(line.bare))
    return any(_deck_of([tag]) is not None for tag in (*_top_tags(source), *in_text))


def read(source: Source, reading: Reading) -> Harvest:
    """Find the notes of a file."""
    reader = _Reader(source, reading)
    for block in _blocks(source.lines):
        reader.block(block)
    return reader.harvest


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Give the lines that may make a note together: parted by blank lines, and by `+++` where a file uses that."""
    has_ends = any(line.text.strip() == _END for line in lines)
    block: list[Line] = []
    is_asked = False
    for line in lines:
        text = line.text.strip()
        ends = text == _END or (not text and HIDDEN not in line.bare and not (has_ends and is_asked))
        if ends:
            yield block
            block, is_asked = [], False
        else:
            block.append(line)
            is_asked = is_asked or text in _ASKS
    yield block


@dataclass(slots=True)
class _Context:
    """Where in the file reading is.

    Attributes:
        headings: those that are open, by level.
    """

    headings: dict[int, str] = field(default_factory=dict)
    deck: str | None = None

    def heading(self, level: int, text: str) -> None:
        """Open a heading and close those below it."""
        self.headings = {known: name for known, name in self.headings.items() if known < level} | {level: text}

    def names(self) -> tuple[str, ...]:
        """Give the open headings below the title."""
        return tuple(name for level, name in sorted(self.headings.items()) if level > 1 and name)


class _Reader:
    """Makes notes of blocks."""

    def __init__(self, source: Source, reading: Reading) -> None:
        self.harvest = Harvest()
        self._reading = reading
        self._context = _Context()
        tags = _top_tags(source)
        self._context.deck = _deck_of(tags)
        self._tags = [tag for tag in tags if _deck_of([tag]) is None]

    def block(self, block: list[Line]) -> None:
        """Take in one block: lines of their own first, then what is left of it."""
        left: list[Line] = []
        asked = next((place for place, line in enumerate(block) if line.text.strip() in _ASKS), 0)
        for place, line in enumerate(block):
            separator = _SEPARATOR.search(line.bare)
            heading = _HEADING.match(line.text) if HIDDEN not in line.bare[:1] else None
            if separator:
                self._rest(left)
                self._single(line, separator)
                left = []
            elif heading and place != asked - 1:
                self._rest(left)
                self._take_tags(line)
                self._context.heading(len(heading[1]), _TAG.sub("", heading[2]).strip())
                left = []
            elif COMMENT.fullmatch(line.text.strip()) and not left and self.harvest.notes:
                self._schedule_last(line)
            else:
                left.append(line)
        self._rest(left)

    def _single(self, line: Line, separator: re.Match[str]) -> None:
        """Take in `question::answer`."""
        tags, start = self._own_tags(line)
        question = _LEAD.sub("", line.text[start : separator.start()])
        answer, cards = self._without_schedule(line.text[separator.end() :], line.number)
        kind = NoteKind.REVERSED if len(separator[0]) == 3 else NoteKind.BASIC
        self._add(line.number, kind, (question.strip(), _BLOCK_ID.sub("", answer).strip()), tags, cards)

    def _rest(self, block: list[Line]) -> None:
        """Take in what may be a note of several lines, or a cloze."""
        if not block:
            return
        tags, start = self._own_tags(block[0])
        middle = next((place for place, line in enumerate(block) if line.bare.strip() in _ASKS), None)
        if middle is None and not _has_gap(block):
            for line in block:
                self._take_tags(line)
            self.harvest.passed.extend(block)
            return
        first = block[0].text[start:]
        texts = [first, *(line.text for line in block[1:])]
        if middle is None:
            self._cloze(block, texts, len(block[0].text) - len(first), tags)
            return
        answer, cards = self._without_schedule("\n".join(texts[middle + 1 :]), block[0].number)
        kind = _ASKS[block[middle].bare.strip()]
        question = _HEADING.sub(r"\2", "\n".join(texts[:middle]).strip())
        self._add(block[0].number, kind, (question, _BLOCK_ID.sub("", answer.rstrip())), tags, cards)

    def _cloze(self, block: list[Line], texts: list[str], cut: int, tags: list[str]) -> None:
        text = "\n".join(texts)
        bare = "\n".join([block[0].bare[cut:], *(line.bare for line in block[1:])])
        gaps = [
            Gap(match.start(), match.end(), text[match.start(1) : match.end(1)], match[2] or "", match[3] or "")
            for match in _GAP.finditer(bare)
        ]
        filled, cards = self._without_schedule(with_gaps(text, gaps), block[0].number)
        self._add(block[0].number, NoteKind.CLOZE, (_BLOCK_ID.sub("", filled.strip()),), tags, cards)

    def _without_schedule(self, text: str, number: int) -> tuple[str, tuple[TransferCard, ...]]:
        """Give a text without its schedule, and the schedule; what cannot be one is a problem of that line."""
        comments = "".join(COMMENT.findall(text))
        if not comments:
            return text, ()
        cards, wrong = cards_of(comments, self._reading)
        if wrong:
            message = f"the schedule “{shown(wrong)}” behind a card cannot be; that side starts as new"
            self.harvest.problems.append((number, message))
        return COMMENT.sub("", text), cards

    def _schedule_last(self, line: Line) -> None:
        """Take a comment on a line of its own for the note before it."""
        last = self.harvest.notes[-1]
        if not last.cards:
            cards = self._without_schedule(line.text, line.number)[1]
            self.harvest.notes[-1] = _with_cards(last, cards)

    def _own_tags(self, line: Line) -> tuple[list[str], int]:
        """Give the tags a note begins with, and where its text begins."""
        tags: list[str] = []
        at = 0
        while match := _LEADING_TAG.match(line.bare, at):
            tags.append(match[1])
            at = match.end()
        if at and not line.bare[at:].strip():
            self._take_tags(line)  # a line of tags alone is for all that follows
            return [], at
        return tags, at

    def _take_tags(self, line: Line) -> None:
        """Let a tag in the text decide the deck of what follows."""
        self._context.deck = _deck_of(_TAG.findall(line.bare), self._context.deck)

    def _add(
        self, line: int, kind: NoteKind, texts: tuple[str, ...], tags: list[str], cards: tuple[TransferCard, ...]
    ) -> None:
        if not all(texts):
            self.harvest.problems.append((line, "a card was left out: one of its sides is empty"))
            return
        deck = _deck_of(tags, self._context.deck)
        others = [*self._tags, *(tag for tag in tags if _deck_of([tag]) is None)]
        note = Found(line, kind, texts, context=self._context.names(), deck=deck, tags=others)
        self.harvest.notes.append(_with_cards(note, cards))


def _has_gap(block: Sequence[Line]) -> bool:
    bare = "\n".join(line.bare for line in block)
    return len(bare) <= MAX_CHARACTERS and _GAP.search(bare) is not None


def _with_cards(note: Found, cards: tuple[TransferCard, ...]) -> Found:
    most = 1 if note.kind is NoteKind.BASIC else 2 if note.kind is NoteKind.REVERSED else len(cards)
    return replace(note, cards=cards[:most])


def _top_tags(source: Source) -> list[str]:
    tags: Any = source.top.get("tags", source.top.get("tag", ()))
    words = tags.replace(",", " ").split() if isinstance(tags, str) else tags
    if not isinstance(words, list):
        return []
    return [word.lstrip("#") for word in words if isinstance(word, str)]


def _deck_of(tags: Sequence[str], otherwise: str | None = None) -> str | None:
    """Give the deck the first deck tag names; empty when that is only `#flashcards`."""
    for tag in tags:
        first, _, rest = tag.partition("/")
        if first.casefold() in DECK_TAGS:
            return "::".join(part for part in rest.split("/") if part)
    return otherwise
