"""What columns are called, and what a column of that name is for."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple
from unicodedata import normalize

from flashcards.domain.choice import MAX_OPTIONS
from flashcards.formats.text_layout import OF_THE_RIGHT_OPTION, Role


class Meaning(NamedTuple):
    """What a column is for.

    Attributes:
        field: for FIELD, which part of a note: `front`, `back`, `more`, `text`, `case` or `options`; `front?` when it
            may as well be the back.
        place: of an OPTION or a RATIONALE, see `text_layout.Column`.
    """

    role: Role
    field: str = ""
    place: int = 0


_FIELD_NAMES = {
    "front": "front|question|q|term|prompt|stem|side 1",
    "front?": "word|concept|abbreviation|acronym|code|phrase|expression|vocabulary|name|title",
    "back": "back|answer|a|definition|meaning|description|translation|expansion|response|solution|side 2|long form",
    "more": "more|extra|back extra|note|notes|hint|comment|comments|example|examples|remark|remarks|clarifier|footnote"
    "|details|additional information",
    "text": "text|cloze|cloze text|sentence",
    "case": "case|scenario|vignette",
    "options": "options json",
}
_ROLE_NAMES = {
    Role.TAGS: "tags|tag|label|labels|keywords",
    Role.TOPIC: "topic|category|subject|chapter|section|unit|lesson|module",
    Role.DECK: "deck|deck name",
    Role.GUID: "guid|note guid|anki guid",
    Role.NOTE_TYPE: "note type|notetype|card type|type|kind",
    Role.CHOICES: "choices|options|alternatives|answer choices|answer options|answers",
    Role.CORRECT: "correct|correct answer|correct answers|correct answer s|correct option|correct options"
    "|correct choice|correct index|right answer|answer key|correct letter",
    Role.CITATION: "source|sources|citation|citations|reference|references|ref",
    Role.DOMAIN: "domain|rhit domain",
    Role.LEVEL: "level|cognitive level",
    Role.CHECKED: "checked|checked on",
    Role.AS_OF: "as of",
    Role.FACTS: "facts",
    Role.TESTS: "tests",
    Role.USE: "use",
    Role.TOLERANCE: "tolerance",
}
_MEANINGS = {name: Meaning(Role.FIELD, field) for field, names in _FIELD_NAMES.items() for name in names.split("|")} | {
    name: Meaning(role) for role, names in _ROLE_NAMES.items() for name in names.split("|")
}
_ELSEWHERE = {
    Meaning(Role.FIELD, "front"): "frage|begriff|fachbegriff|vorderseite|pregunta|término|termino|anverso|terme|recto",
    Meaning(Role.FIELD, "back"): "antwort|bedeutung|erklärung|übersetzung|rückseite|respuesta|definición"
    "|definicion|significado|traducción|reverso|réponse|reponse|définition|signification|traduction|verso",
    Meaning(Role.FIELD, "more"): "anmerkung|anmerkungen|bemerkung|bemerkungen|hinweis|notiz|notizen|beispiel|nota|notas"
    "|ejemplo|pista|remarque|remarques|exemple|indice",
    Meaning(Role.TAGS): "schlagwort|schlagwörter|schlagworte|stichwörter|etiquetas|étiquettes|mots clés",
    Meaning(Role.TOPIC): "thema|kapitel|abschnitt|lektion|tema|capítulo|lección|thème|chapitre|leçon",
    Meaning(Role.DECK): "stapel|mazo|paquet",
    Meaning(Role.CORRECT): "richtig|richtige antwort|richtige antworten|correcta|respuesta correcta|bonne réponse",
    Meaning(Role.CITATION): "quelle|quellen|fuente|fuentes",
}
"""The commonest names in German, Spanish and French."""

_MEANINGS |= {name: found for found, names in _ELSEWHERE.items() for name in names.split("|") if name not in _MEANINGS}
_GAPS = re.compile(r"[\W_]+")
_OPTION = re.compile(r"(?:(?:option|answer|choice|alternative) ?([a-j]|10|[1-9])(?: optional)?|([a-j]))")
_WRONG = re.compile(r"(?:wrong|incorrect|distractor)(?: (?:answer|option|choice))? ?([a-i]|[1-9])")
_WHY = "rationale|explanation|feedback|why|reason"
_RATIONALE = re.compile(rf"(?:{_WHY})(?: (?:for )?(?:option )?([a-j]|10|[1-9]))?|([a-j]) (?:{_WHY})")
_NUMBER = re.compile(
    r"[-+]?[\d.,]*\d[\d.,]*%?|\d{1,2}:\d\d(:\d\d)?(?: ?[ap]\.?m\.?)?|\d{1,4}([-/.])\d{1,2}\2\d{1,4}", re.IGNORECASE
)
"""A number, a time of day or a date."""
_LONGEST_NAME = 60
_ROWS_OF_NUMBERS = 8


def plain_name(name: str) -> str:
    """Give a name without capitals and punctuation, for comparing."""
    return _GAPS.sub(" ", normalize("NFC", name).casefold()).strip()


def meaning(name: str) -> Meaning | None:
    """Say what a column of this name is for, or None when the name says nothing."""
    plain = plain_name(name)
    if found := _MEANINGS.get(plain):
        return found
    if option := _OPTION.fullmatch(plain):
        return Meaning(Role.OPTION, place=_place(option[1] or option[2]))
    if wrong := _WRONG.fullmatch(plain):
        return Meaning(Role.OPTION, place=_place(wrong[1]) + 1)  # the right one is the first
    if why := _RATIONALE.fullmatch(plain):
        letter = why[1] or why[2]
        return Meaning(Role.RATIONALE, place=_place(letter) if letter else OF_THE_RIGHT_OPTION)
    word = plain.rpartition(" ")[2]
    last = _MEANINGS.get(word) if len(word) > 1 and plain.count(" ") < 4 else None
    return last if last and last.role is Role.FIELD else None


def names_wrong_option(name: str) -> bool:
    """Say whether a column of this name has an option that is wrong."""
    return _WRONG.fullmatch(plain_name(name)) is not None


def names_options(names: Iterable[str]) -> bool:
    """Say whether single letters among the names of columns are options: A and B beside a question or its answer."""
    plain = {plain_name(name) for name in names}
    beside = [_MEANINGS[name] for name in plain if len(name) > 1 and name in _MEANINGS]
    return {"a", "b"} <= plain and any(one.role is Role.CORRECT or one.field in {"front", "back"} for one in beside)


def looks_like_header(
    first: Sequence[str],
    others: Sequence[Sequence[str]],
    fields: Collection[str] = frozenset(),
    *,
    is_anki: bool = False,
) -> bool:
    """Say whether a row names the columns below it.

    Args:
        first: the row.
        others: rows below it.
        fields: names of fields of the collection's note types, by `plain_name`.
        is_anki: Anki's header lines stand above; then its own files have no such row, and every cell must be a name.
    """
    cells = [cell.strip() for cell in first if cell.strip()]
    if not cells or max(map(len, cells)) > _LONGEST_NAME or len(set(cells)) < len(cells) or "\n" in "".join(cells):
        return False
    names = {plain_name(cell) for cell in cells}
    has_letters = names_options(cells) or {"q", "a"} <= names
    known = [name for name in names if name in fields or (meaning(name) and (has_letters or len(name) > 1))]
    if is_anki or len(cells) < 3:
        return len(known) == len(cells) or (not is_anki and _stands_above_numbers(first, others))
    return len(known) >= (len(cells) + 1) // 2 or _names_both_sides(names) or _stands_above_numbers(first, others)


def _names_both_sides(names: Collection[str]) -> bool:
    """Say whether a question and its answer are named as such, whatever the columns beside them are called."""
    sides = {_MEANINGS[name].field for name in names if len(name) > 1 and name in _MEANINGS}
    return {"front", "back"} <= sides


def _stands_above_numbers(first: Sequence[str], others: Sequence[Sequence[str]]) -> bool:
    """Say whether words stand above a column of numbers, times or dates, and nothing but words in the row."""
    if len(others) < _ROWS_OF_NUMBERS or not all(cell.strip() for cell in first):
        return False
    if any(_is_number(cell) or cell.count(" ") > 3 or "?" in cell for cell in first):
        return False
    return any(all(place < len(row) and _is_number(row[place]) for row in others) for place in range(len(first)))


def _is_number(cell: str) -> bool:
    return _NUMBER.fullmatch(cell.strip()) is not None


def _place(name: str) -> int:
    return int(name) - 1 if name.isdigit() else min(ord(name) - ord("a"), MAX_OPTIONS - 1)
