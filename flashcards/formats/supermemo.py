"""SuperMemo's Q&A text: items of lines that begin with `Q:`, `A:`, and `A1:`, `A2:` … for wrong options."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from flashcards.domain.card import CardState
from flashcards.domain.choice import MAX_OPTIONS, Option, encode_options
from flashcards.domain.note_type import NoteKind
from flashcards.domain.study_day import study_day_of
from flashcards.formats.format import Format, Reading
from flashcards.formats.incoming import Incoming
from flashcards.formats.transfer import Transfer, TransferCard, TransferNote
from flashcards.formats.whole_text import lines_of

_MARK = re.compile(r"\s*([QqAaIiOo])(\d{0,2}):\s?(.*)")
_HEAD = re.compile(rb"(?:\xef\xbb\xbf|\s)*[Qq]:[^\n]*\n(?:\s*[Qq]:[^\n]*\n)*\s*[Aa]\d{0,2}:")
_BREAK = re.compile(r"(?<![\s&])#2|#2(?=\w)(?!\d)")
"""The line break of old exports. In “rule #2 says”, the same two signs are a number."""

_BARE = re.compile(r"<(?![a-zA-Z/!])|&(?!#?\w{1,10};)")
_LEARNT = re.compile(r"\b(REP|LAP|EF|UF|INT|LAST)\s*=\s*([\d.,]+)", re.IGNORECASE)
_NEVER = re.compile(r"\bREP\s*=\s*0+(?![\d.,])", re.IGNORECASE)
_DATES = ("%d.%m.%y", "%d.%m.%Y")
_MAX_DAYS = 36_500
_NOON_MS = 12 * 3_600_000
_DAY_MS = 86_400_000


@dataclass(slots=True)
class _Item:
    """One item while it is read.

    Attributes:
        line: 1-based.
        parts: what stands behind `Q`, `A`, `I`, and behind the number of each wrong option.
        last: the part the last line belongs to.
    """

    line: int
    parts: dict[str, list[str]] = field(default_factory=dict)
    last: str = ""


def recognises(path: Path, head: bytes) -> bool:
    """Say whether a file is Q&A text."""
    return path.suffix.lower() in {".txt", ".qa", ".q", ""} and _HEAD.match(head) is not None


def read(path: Path, reading: Reading) -> Transfer:
    """Read a file.

    Raises:
        ImportRefusedError: it cannot be opened, is too large, or is no text.
    """
    incoming = Incoming(FORMAT.id, path)
    reading.progress("Reading items", 0.0)
    for item in _items(lines_of(path, incoming.findings), incoming):
        note = _note(item, incoming, reading)
        if note is not None:
            incoming.add(note)
    transfer = incoming.transfer()
    transfer.has_schedule = any(card.state for note in transfer.notes for card in note.cards)
    return transfer


FORMAT = Format("supermemo", "SuperMemo Q&A text", (".txt",), recognises, read)


def _items(lines: list[str], incoming: Incoming) -> Iterator[_Item]:
    """Cut the lines into items: an empty line ends one, and so does a question after an answer."""
    item: _Item | None = None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            if item is not None:
                yield item
            item = None
            continue
        match = _MARK.match(line)
        if match is None:
            _continue(item, line, number, incoming)
            continue
        name = match[1].upper() + match[2]
        if item is not None and name == "Q" and item.last != "Q":
            yield item
            item = None
        item = item or _Item(number)
        item.parts.setdefault(name, []).append(match[3].rstrip())
        item.last = name
    if item is not None:
        yield item


def _continue(item: _Item | None, line: str, number: int, incoming: Incoming) -> None:
    if item is None or not item.last:
        incoming.problem(number, "the line belongs to no item: a question begins with “Q:”")
    else:
        item.parts[item.last].append(line.strip())


def _note(item: _Item, incoming: Incoming, reading: Reading) -> TransferNote | None:
    question, answer = _text(item.parts.get("Q")), _text(item.parts.get("A"))
    if not question or not answer:
        missing = "answer (“A:”)" if question else "question (“Q:”)"
        incoming.problem(item.line, f"an item was left out: it has no {missing}")
        return None
    wrong = [_text(lines) for name, lines in item.parts.items() if name[0] == "A" and name != "A"]
    options = [Option(answer, is_correct=True), *(Option(text, is_correct=False) for text in wrong if text)]
    if len(options) > MAX_OPTIONS:
        incoming.problem(item.line, f"only the first {MAX_OPTIONS} options were taken; a note has no more")
    kind, fields = NoteKind.BASIC, [question, answer, ""]
    if len(options) > 1:
        kind, fields = NoteKind.CHOICE, [question, encode_options(options[:MAX_OPTIONS]), "", ""]
    learnt = " ".join(item.parts.get("I", ()))
    card = _card(learnt, reading)
    if card is None and learnt and not _NEVER.search(learnt):
        incoming.problem(item.line, "the learning data (“I:”) of an item cannot be; its card starts as new")
    return TransferNote(
        guid="",
        type_place=incoming.type_place(kind),
        fields=tuple(fields),
        tags=None,
        cards=() if card is None else (card,),
        line=item.line,
    )


def _text(lines: list[str] | None) -> str:
    """Give lines as HTML; they may have tags."""
    text = "<br>".join(_BREAK.sub("<br>", line) for line in lines or ()).strip()
    return _BARE.sub(lambda match: escape(match[0]), text)


def _card(learnt: str, reading: Reading) -> TransferCard | None:
    """Give the card's schedule from learning data, `REP=8 LAP=0 EF=3.200 UF=2.370 INT=429 LAST=27.01.06`."""
    if not learnt:
        return None
    values = {name.upper(): value.replace(",", ".") for name, value in _LEARNT.findall(learnt)}
    last = _date(values.get("LAST", ""))
    answers, interval = _number(values, "REP"), _number(values, "INT")
    if last is None or answers < 1 or not 1 <= interval <= _MAX_DAYS:
        return None
    day = study_day_of(last.date())
    if day > reading.calendar.day(reading.now):
        return None
    return TransferCard(
        ordinal=0,
        deck="",
        state=int(CardState.REVIEW),
        due_on=day + round(interval),
        interval_days=round(interval),
        ease=min(max(_number(values, "EF"), 1.3), 10.0),
        last_review_at=day * _DAY_MS + _NOON_MS,
        reps=round(min(answers, 1e6)),
        lapses=round(min(_number(values, "LAP"), 1e6)),
    )


def _number(values: dict[str, str], name: str) -> float:
    try:
        return float(values.get(name, "0"))
    except ValueError:
        return 0.0


def _date(text: str) -> datetime | None:
    for form in _DATES:
        try:
            return datetime.strptime(text, form).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None
