"""Multiple choice as add-ons and shared templates keep it, taken for choice notes.

Three ways are known, and told by the names of the fields, since anybody renames types:

- numbered: `Question`, `Q_1`, `Q_2` …, and `Answers` with a 1 or a 0 for each ("AllInOne (kprim, mc, sc)");
- lettered: `Question`, `Option A`, `Option B` …, `Answer` with letters, and maybe `Note A` … with rationales;
- listed: `Question`, `Multiple Choice` with an option a line, `Correct Answer` with those that are right.

Case, spaces and signs in names do not count. What has no place in a choice note goes below the answer, with its name.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from flashcards.domain.choice import MAX_OPTIONS, MIN_OPTIONS, Option, encode_options
from flashcards.domain.note import Provenance
from flashcards.domain.plain_text import plain_text
from flashcards.formats.anki.outline import ForeignType
from flashcards.formats.anki.own_types import Taken

Fields: TypeAlias = Sequence[str]
Places: TypeAlias = Mapping[str, int]

_QUESTIONS = ("question", "stem", "front")
_ANSWERS = ("answer", "answers", "correctanswer", "correctanswers", "correctoption", "correct", "key")
_LISTS = ("multiplechoice", "choices", "options")
_CITATIONS = {"source", "sources", "citation", "reference", "references"}
_EXPLANATIONS = {"explanation", "extra", "extra1", "more", "moreinfo", "note", "notes", "rationale", "remarks"}
_NOT_IN_NAMES = re.compile(r"[\W_]+")
_NUMBERED = re.compile(r"q([1-9]\d?)")
_OPTION = re.compile(r"(?:option|choice|opt)([a-j]|10|[1-9])")
_RATIONALE = re.compile(r"(?:note|why|rationale|explanation|comment)([a-j]|10|[1-9])")
_LINE_ENDS = re.compile(r"(?:<br\s*/?>|</?(?:div|p|li|ol|ul)\b[^<>]*>|\n)+", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s,;/&+.()\[\]]+")
_LETTERS = "abcdefghij"


@dataclass(frozen=True, slots=True)
class ChoiceReader:
    """How the notes of one type become choice notes.

    Attributes:
        names: those of the type's fields.
        question: place of the question.
        used: places of all fields that become options, rationales or answers.
        options: gives the options of a note; empty when they, or the answer, cannot be understood.
    """

    names: tuple[str, ...]
    question: int
    used: frozenset[int]
    options: Callable[[Fields], list[Option]]

    def take(self, fields: Fields) -> Taken | None:
        """Give a note as a choice note, or None when its options or its answer cannot be understood."""
        options = self.options(fields)
        if not MIN_OPTIONS <= len(options) <= MAX_OPTIONS or not any(option.is_correct for option in options):
            return None
        question, more, citation = fields[self.question], [], ""
        for place, (name, html) in enumerate(zip(self.names, fields, strict=True)):
            plain_name = _plain(name)
            if place == self.question or place in self.used or not html.strip():
                continue
            if plain_name == "title":
                question = f"<b>{html}</b><br>{question}"
            elif plain_name in _CITATIONS and "<" not in html and not citation:
                citation = plain_text(html)
            else:
                more.append(html if plain_name in _EXPLANATIONS else f"<b>{name}:</b> {html}")
        return Taken((question, encode_options(options), "<br>".join(more), ""), Provenance(citation=citation))


def choice_reader(foreign: ForeignType) -> ChoiceReader | None:
    """Give what makes choice notes of the notes of a type, or None when the type is no multiple choice."""
    places = {_plain(name): place for place, name in enumerate(foreign.fields)}
    question = next((places[name] for name in _QUESTIONS if name in places), None)
    if question is None or foreign.is_cloze or len(foreign.templates) != 1:
        return None
    for way in (_numbered, _lettered, _listed):
        found = way(places)
        if found is not None:
            used, options = found
            return ChoiceReader(foreign.fields, question, used, options)
    return None


_Way: TypeAlias = tuple[frozenset[int], Callable[[Fields], list[Option]]]


def _numbered(places: Places) -> _Way | None:
    statements = _by_label(places, _NUMBERED)
    answers = places.get("answers")
    if answers is None or len(statements) < MIN_OPTIONS:
        return None
    kind = {place for name, place in places.items() if name.startswith("qtype")}

    def options(fields: Fields) -> list[Option]:
        bits = plain_text(fields[answers]).split()
        filled = [(int(label), fields[place]) for label, place in statements.items() if fields[place].strip()]
        if not set(bits) <= {"0", "1"} or len(bits) < max((number for number, _ in filled), default=0):
            return []
        return [Option(html, is_correct=bits[number - 1] == "1") for number, html in sorted(filled)]

    return frozenset({answers, *statements.values(), *kind}), options


def _lettered(places: Places) -> _Way | None:
    labels = _by_label(places, _OPTION)
    answer = next((places[name] for name in _ANSWERS if name in places), None)
    if answer is None or len(labels) < MIN_OPTIONS:
        return None
    rationales = {label: place for label, place in _by_label(places, _RATIONALE).items() if label in labels}

    def options(fields: Fields) -> list[Option]:
        texts = {label: fields[place] for label, place in sorted(labels.items()) if fields[place].strip()}
        right = _right(texts, fields[answer])
        return [
            Option(html, label in right, fields[rationales[label]] if label in rationales else "")
            for label, html in texts.items()
        ]

    return frozenset({answer, *labels.values(), *rationales.values()}), options


def _listed(places: Places) -> _Way | None:
    listed = next((places[name] for name in _LISTS if name in places), None)
    answer = next((places[name] for name in _ANSWERS if name in places), None)
    if listed is None or answer is None:
        return None

    def options(fields: Fields) -> list[Option]:
        lines = _split(fields[listed])
        texts = dict(zip(_LETTERS, lines, strict=False)) if len(lines) <= MAX_OPTIONS else {}
        right = _right(texts, fields[answer])
        return [Option(html, label in right) for label, html in texts.items()]

    return frozenset({listed, answer}), options


def _right(texts: Mapping[str, str], answer: str) -> set[str]:
    """Give the labels of the right options; none when the answer names anything else.

    An answer repeats options, one a line, or names their labels: `B`, `A, C`, `ACD`, `2`.
    """
    by_text = {plain_text(html).casefold(): label for label, html in texts.items()}
    lines = [plain_text(line).casefold() for line in _split(answer)]
    if lines and all(line in by_text for line in lines):
        return {by_text[line] for line in lines}
    found: set[str] = set()
    for word in _SEPARATORS.split(plain_text(answer).strip()):
        label = word.lower()
        found |= {label} if label in texts or not word.isupper() else set(label)
    found -= {"", "and"}
    return found if found <= set(texts) else set()


def _by_label(places: Places, pattern: re.Pattern[str]) -> dict[str, int]:
    found = ((pattern.fullmatch(name), place) for name, place in places.items())
    return {match[1]: place for match, place in found if match}


def _split(html: str) -> list[str]:
    return [line.strip() for line in _LINE_ENDS.split(html) if plain_text(line)]


def _plain(name: str) -> str:
    return _NOT_IN_NAMES.sub("", name).casefold()
