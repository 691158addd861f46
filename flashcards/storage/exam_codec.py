"""Blueprints and exam questions as the JSON kept in the file. Standard library only: the read side loads it too."""

import json
from collections.abc import Sequence

from flashcards.domain.choice import decode_options, encode_options
from flashcards.domain.exam import Area, ExamQuestion
from flashcards.domain.note import Level


def encode_blueprint(blueprint: Sequence[Area]) -> str:
    """Give a blueprint as JSON."""
    rows = [{"name": area.name, "weight": area.weight, "domain": area.domain, "deck": area.deck} for area in blueprint]
    return json.dumps(rows, ensure_ascii=False)


def decode_blueprint(text: str) -> tuple[Area, ...]:
    """Read what `encode_blueprint` writes."""
    return tuple(Area(row["name"], row["weight"], row["domain"], row["deck"]) for row in json.loads(text))


def encode_question(question: ExamQuestion) -> str:
    """Give a question as JSON, its guid left out."""
    row = {
        "area": question.area,
        "level": None if question.level is None else int(question.level),
        "stem": question.stem,
        "options": encode_options(question.options),
        "case": question.case,
        "more": question.more,
        "citation": question.citation,
        "tests": list(question.tests),
        "pretest": question.is_pretest,
    }
    return json.dumps(row, ensure_ascii=False)


def decode_question(guid: str, text: str) -> ExamQuestion:
    """Read what `encode_question` writes."""
    row = json.loads(text)
    return ExamQuestion(
        guid=guid,
        area=row["area"],
        level=None if row["level"] is None else Level(row["level"]),
        stem=row["stem"],
        options=decode_options(row["options"]),
        case=row["case"],
        more=row["more"],
        citation=row["citation"],
        tests=tuple(row["tests"]),
        is_pretest=row["pretest"],
    )
