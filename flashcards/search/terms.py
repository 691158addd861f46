"""One word of a search, made into what it asks for."""

import re
from collections.abc import Callable

from flashcards.domain.errors import SearchError
from flashcards.domain.note_type import NoteKind
from flashcards.domain.search import (
    CardFilter,
    Compare,
    Duplicate,
    Every,
    Flagged,
    ForExam,
    Ids,
    InDeck,
    InDomain,
    Is,
    Node,
    OfKind,
    OfPreset,
    OfType,
    Property,
    Rated,
    Since,
    Sourced,
    Tagged,
    Template,
    Text,
    TextMode,
)
from flashcards.search.words import Word

_COMPARISON = re.compile(r"([a-z]+)(<=|>=|!=|=|<|>)(-?(?:\d+\.?\d*|\.\d+))(%?)$")
_MODES = {"re": TextMode.REGEX, "w": TextMode.WORD, "nc": TextMode.NO_ACCENTS}

_LISTS = frozenset({"nid", "cid"})

LONGEST = 10_000
"""How many signs a word may have; lists of ids may have more. SQLite refuses patterns of 50,000 bytes."""


def term(word: Word) -> Node:
    """Give what a word asks for.

    Raises:
        SearchError: it cannot be understood.
    """
    key = word.key.lower()
    if len(word.text) > LONGEST and key not in _LISTS:
        raise _refuse(word, f"A word of a search has at most {LONGEST:,} signs; this one has {len(word.text):,}.")
    if not word.key:
        return Every() if word.text in {"*", ""} else Text(word.text)
    if key in _MODES:
        return _text(word, word.text, _MODES[key])
    make = _TERMS.get(key)
    return make(word) if make is not None else _in_field(word)


def is_of_field(word: Word) -> bool:
    """Say whether a word is looked for in the field that its key names."""
    key = word.key.lower()
    return bool(key) and key not in _MODES and key not in _TERMS


def is_pattern(word: Word) -> bool:
    """Say whether a word is a regular expression, in a field, a tag or anywhere."""
    key, colon, _ = word.text.partition(":")
    return "re" in {word.key.lower(), key.lower() if colon and word.key else ""}


def _in_field(word: Word) -> Text:
    """Give a search in one field: `front:…`, `front:re:…`, `front:nc:…`."""
    key, colon, rest = word.text.partition(":")
    if colon and key.lower() in _MODES:
        return _text(word, rest, _MODES[key.lower()], word.key)
    return Text(word.text, word.key)


def _text(word: Word, pattern: str, mode: TextMode, field: str | None = None) -> Text:
    return Text(_regex(word, pattern) if mode is TextMode.REGEX else pattern, field, mode)


def _regex(word: Word, pattern: str) -> str:
    """Make sure of a regular expression."""
    import regex  # few searches need it

    try:
        regex.compile(pattern, regex.IGNORECASE)
    except regex.error as error:
        raise _refuse(word, f"The regular expression “{pattern}” cannot be understood: {error}.") from error
    return pattern


def _tag(word: Word) -> Tagged:
    key, colon, rest = word.text.partition(":")
    mode = _MODES.get(key.lower()) if colon and not rest.startswith(":") else None
    if mode is TextMode.REGEX:
        return Tagged(_regex(word, rest), is_regex=True)
    return Tagged(rest, is_unaccented=True) if mode is TextMode.NO_ACCENTS else Tagged(word.text)


def _is(word: Word) -> Is:
    try:
        return Is(CardFilter(word.text.lower()))
    except ValueError as error:
        known = ", ".join(f"is:{one.value}" for one in CardFilter)
        raise _refuse(word, f"“is:{word.text}” is not known. There are {known}.") from error


def _flag(word: Word) -> Flagged:
    if word.text not in {"0", "1", "2", "3", "4", "5", "6", "7"}:
        raise _refuse(word, "A flag is a number from 1 to 7, or 0 for none: flag:1.")
    return Flagged(int(word.text))


def _compare(word: Word) -> Compare:
    match = _COMPARISON.match(word.text.lower())
    names = {one.value: one for one in Property}
    if match is None or match[1] not in names or (match[4] and names[match[1]] is not Property.RETRIEVABILITY):
        known = ", ".join(f"prop:{name}" for name in names)
        raise _refuse(word, f"Compare a property with a number, such as prop:ivl>10. There are {known}.")
    return Compare(names[match[1]], match[2], float(match[3]) / (100 if match[4] else 1))


def _rated(word: Word) -> Rated:
    span, _, rating = word.text.partition(":")
    latest, dash, days = span.rpartition("-")
    problem = "Give a number of days: rated:7, rated:8-14 for the week before, or rated:7:1 for those rated Again."
    number = _whole(word, days, problem)
    nearest = max(_whole(word, latest, problem), 1) if dash else 1
    if nearest > number > 0:
        raise _refuse(word, f"The day nearer to today comes first: rated:{number}-{nearest}.")
    if rating and rating not in {"1", "2", "3", "4"}:
        raise _refuse(word, "A rating is 1 for Again, 2 for Hard, 3 for Good, 4 for Easy: rated:7:1.")
    return Rated(max(number, 1), int(rating) if rating else None, nearest)


def _since(word: Word) -> Since:
    what = word.key.lower()
    return Since(what, max(_whole(word, word.text, f"Give a number of days: {what}:7."), 1))


def _duplicate(word: Word) -> Duplicate:
    note_type, comma, text = word.text.partition(",")
    if not comma:
        raise _refuse(word, "Give the number of a note type and a text, parted by a comma: dupe:1,the text.")
    return Duplicate(_whole(word, note_type, "The number of a note type comes first: dupe:1,the text."), text)


def _ids(word: Word) -> Ids:
    parts = [part.strip() for part in word.text.split(",")]
    wanted = tuple(_whole(word, part, f"Give whole numbers parted by commas: {word.key}:12,13.") for part in parts)
    return Ids(word.key.lower(), wanted)


def _kind(word: Word) -> OfKind:
    labels = {kind.label for kind in NoteKind}
    if word.text.lower() not in labels:
        raise _refuse(word, f"“{word.text}” is no kind of note. There are {', '.join(sorted(labels))}.")
    return OfKind(word.text.lower())


def _domain(word: Word) -> InDomain:
    if word.text.lower() == "none":
        return InDomain(0)
    if word.text not in {"1", "2", "3", "4", "5", "6"}:
        raise _refuse(word, "A domain is a number from 1 to 6, or none: domain:2.")
    return InDomain(int(word.text))


def _source(word: Word) -> Sourced:
    if not word.text:
        raise _refuse(word, "Write what the source says: source:164.524.")
    return Sourced(word.text)


def _exam(word: Word) -> ForExam:
    if not word.text:
        raise _refuse(word, "Write the name of an exam, or its beginning and a star: exam:RHIT*.")
    return ForExam(word.text)


def _template(word: Word) -> Template:
    return Template(int(word.text)) if word.text.isdigit() else Template(None, word.text)


def _whole(word: Word, text: str, advice: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise _refuse(word, advice)
    return int(text)


def _refuse(word: Word, problem: str) -> SearchError:
    return SearchError(problem, word.start, word.end)


_TERMS: dict[str, Callable[[Word], Node]] = {
    "deck": lambda word: InDeck(word.text),
    "tag": _tag,
    "note": lambda word: OfType(word.text),
    "card": _template,
    "is": _is,
    "flag": _flag,
    "prop": _compare,
    "rated": _rated,
    "added": _since,
    "edited": _since,
    "introduced": _since,
    "resched": _since,
    "preset": lambda word: OfPreset(word.text),
    "dupe": _duplicate,
    "nid": _ids,
    "cid": _ids,
    "source": _source,
    "domain": _domain,
    "kind": _kind,
    "exam": _exam,
}
