"""What the two sides of a card template show, worked out once for each template."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from flashcards.domain.note_type import CardTemplate
from flashcards.rendering.templates import Field, Node, Section, Text, fields_of, parse

FRONT_SIDE = "FrontSide"
TYPE = "type"
CLOZE = "cloze"


@dataclass(frozen=True, slots=True)
class Sides:
    """A card template, parsed.

    Attributes:
        answer: what is shown below the question; or instead of it, when `answer_replaces_question`.
        cloze_fields: the fields whose gaps the question asks for.
    """

    question: tuple[Node, ...]
    answer: tuple[Node, ...]
    answer_replaces_question: bool
    cloze_fields: tuple[str, ...]


@lru_cache(maxsize=256)
def sides_of(template: CardTemplate) -> Sides:
    """Parse both sides of a card template.

    Raises:
        TemplateError: one of them cannot be understood.
    """
    question, answer = parse(template.question), parse(template.answer)
    cloze_fields = tuple(dict.fromkeys(field.name for field in fields_of(question) if CLOZE in field.filters))
    below = _below(question, answer, is_cloze=bool(cloze_fields))
    return Sides(question, answer if below is None else below, below is None, cloze_fields)


def _below(question: tuple[Node, ...], answer: tuple[Node, ...], *, is_cloze: bool) -> tuple[Node, ...] | None:
    """Give what an answer adds to its question, or None when it does not begin by repeating it."""
    answer = _without_blank(answer)
    if answer[:1] == (Field(FRONT_SIDE),):
        return answer[1:]
    repeated = tuple(node for node in question if not (isinstance(node, Field) and TYPE in node.filters))
    if is_cloze or not repeated:
        return None
    if answer[: len(repeated)] == repeated:
        return answer[len(repeated) :]
    *start, last = repeated
    following = answer[len(start) : len(repeated)]
    if answer[: len(start)] == tuple(start) and isinstance(last, Text) and following:
        (longer,) = following
        if isinstance(longer, Text) and longer.html.startswith(last.html):
            return (Text(longer.html[len(last.html) :]), *answer[len(repeated) :])
    return None


def _without_blank(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    return nodes[1:] if nodes and isinstance(nodes[0], Text) and not nodes[0].html.strip() else nodes


def yields_card(nodes: tuple[Node, ...], filled: Collection[str]) -> bool:
    """Say whether a question shows any field that has text; as in Anki, the template's own words do not count."""
    for node in nodes:
        if isinstance(node, Field) and node.name in filled:
            return True
        if (
            isinstance(node, Section)
            and (node.name in filled) != node.is_negated
            and yields_card(node.children, filled)
        ):
            return True
    return False
