"""Facts of Mnemosyne as notes of ours, by the type of their cards."""

import ast
from collections.abc import Callable, Mapping
from typing import NamedTuple

from flashcards.domain.note_type import NoteKind
from flashcards.formats.mnemosyne.texts import cloze, field, joined, without_gaps

_MAX_LITERAL = 5000
"""Characters of the longest Python literal that is read; it is only looked at for names of fields."""


class Made(NamedTuple):
    """A note made of a fact.

    Attributes:
        views: which card each of the fact's views is, by the number behind the dot of `fact_v`; None for a cloze,
            whose cards are told apart by their gaps.
        ending: what its guid has behind that of the fact; empty for the first.
    """

    kind: NoteKind
    fields: tuple[str, ...]
    views: Mapping[int, int] | None
    ending: str = ""


Fact = Mapping[str, str]


def notes_of(fact: Fact, card_type: str, names: Mapping[str, str]) -> list[Made]:
    """Give the notes a fact becomes; none when it says nothing.

    Args:
        fact: texts by their keys, as the file has them.
        card_type: its id; a copy of a built-in type is called `3::Its name`.
        names: of the keys, for types that are not known.
    """
    html = {key.removeprefix("___"): field(text) for key, text in fact.items()}
    make = _MAKERS.get(card_type.partition("::")[0])
    made = make(html) if make else []
    made = [one for one in made if one.fields[0]]
    return made or _readable(html, names)


def field_names(literal: str) -> dict[str, str]:
    """Give the names of a card type's keys from its Python literal, `[('f', 'Front'), …]`; empty where it is none."""
    if len(literal) > _MAX_LITERAL or max(literal.count("("), literal.count("[")) > 200:
        return {}
    try:
        pairs = ast.literal_eval(literal)
        return {str(key): str(name) for key, name in pairs}
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return {}


def _front_to_back(fact: Fact) -> list[Made]:
    return [Made(NoteKind.BASIC, (fact.get("f", ""), fact.get("b", ""), ""), {1: 0})]


def _both_ways(fact: Fact) -> list[Made]:
    return [Made(NoteKind.REVERSED, (fact.get("f", ""), fact.get("b", ""), ""), {1: 0, 2: 1})]


def _vocabulary(fact: Fact) -> list[Made]:
    more = joined(fact.get("p_1", ""), fact.get("n", ""))
    return [Made(NoteKind.REVERSED, (fact.get("f", ""), fact.get("m_1", ""), more), {1: 0, 2: 1})]


def _map(fact: Fact) -> list[Made]:
    place, marked, blank = fact.get("loc", ""), fact.get("marked", ""), fact.get("blank", "")
    return [
        Made(NoteKind.BASIC, (marked, place, ""), {1: 0}),
        Made(NoteKind.BASIC, (joined(place, blank) if place else "", marked, ""), {2: 0}, ".2"),
    ]


def _cloze(fact: Fact) -> list[Made]:
    text, gaps = cloze(fact.get("text", ""))
    return [Made(NoteKind.CLOZE, (text, ""), None)] if gaps else []


def _sentence(fact: Fact) -> list[Made]:
    sentence, meaning = fact.get("f", ""), fact.get("m_1", "")
    notes = joined(fact.get("p_1", ""), fact.get("n", ""))
    recognition = Made(NoteKind.BASIC, (without_gaps(sentence), meaning, notes), {1: 0})
    text, gaps = cloze(sentence)
    if not gaps:
        return [recognition]
    return [recognition, Made(NoteKind.CLOZE, (text, joined(meaning, notes)), None, ".2")]


def _readable(fact: Fact, names: Mapping[str, str]) -> list[Made]:
    """Give a note that asks the first text and answers all others, with their names."""
    filled = [(names.get(key, key), text) for key, text in fact.items() if text]
    if not filled:
        return []
    (_, first), *others = filled
    rest = others[0][1] if len(others) == 1 else "<br>".join(f"<b>{name}:</b> {text}" for name, text in others)
    return [Made(NoteKind.BASIC, (first, rest, ""), {1: 0})]


_MAKERS: Mapping[str, Callable[[Fact], list[Made]]] = {
    "1": _front_to_back,
    "2": _both_ways,
    "3": _vocabulary,
    "4": _map,
    "5": _cloze,
    "6": _sentence,
}
