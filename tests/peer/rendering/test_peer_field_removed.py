"""Fields taken out of card templates, by ours and by Anki."""

from pathlib import Path
from typing import Any

import pytest

from flashcards.domain.note_type import CardTemplate
from flashcards.rendering.checking import with_field_removed

anki = pytest.importorskip("anki.collection")

TEMPLATES = [
    ("{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}{{text:Back}} {{hint:cloze:Back}}"),
    ("{{Front}}{{#Back}}x {{Back}} y{{More}}{{/Back}}", "{{^Back}}none{{/Back}}{{#More}}{{Back}} in{{/More}}"),
    ("{{Back}}", "{{Front}}"),
    ("Hello {{Back}}", "{{Front}}"),
    ("{{#Back}}{{Front}}{{/Back}}", "{{Front}} <!-- {{Back}} -->"),
    ("{{Front}}", "{{Back}}<hr>{{type:Back}}{{Back }} {{ Back}}"),
]


@pytest.mark.peer
def test_a_field_is_taken_out_of_templates_as_anki_takes_it(tmp_path: Path) -> None:
    theirs = anki.Collection(str(tmp_path / "theirs.anki2"))
    expected = [_by_anki(theirs, f"Type {place}", *sides) for place, sides in enumerate(TEMPLATES)]
    theirs.close()

    found = with_field_removed([CardTemplate("Card 1", *sides) for sides in TEMPLATES], "Back", "Front")

    assert [(one.question, one.answer) for one in found] == expected


def _by_anki(theirs: Any, name: str, question: str, answer: str) -> tuple[str, str]:
    models = theirs.models
    made = models.new(name)
    for field in ("Front", "Back", "More"):
        models.add_field(made, models.new_field(field))
    template = models.new_template("Card 1")
    template["qfmt"], template["afmt"] = question, answer
    models.add_template(made, template)
    models.add(made)
    made = models.by_name(name)
    models.remove_field(made, made["flds"][1])
    models.update_dict(made)
    (after,) = models.by_name(name)["tmpls"]
    return after["qfmt"], after["afmt"]
