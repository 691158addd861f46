"""Which note types cover pictures in Anki, and what each of their fields is for."""

from flashcards.domain.ids import NoteTypeId
from flashcards.domain.note_type import CardTemplate, NoteKind, NoteType
from flashcards.formats.anki.image_occlusion import field_tags, is_image_occlusion

QUESTION = (
    '{{#Header}}<div>{{Header}}</div>{{/Header}}<div style="display: none">{{cloze:Shapes}}</div>'
    '<div id="image-occlusion-container">\n    {{Image}}\n</div><script>anki.imageOcclusion.setup();</script>'
)
ANSWER = QUESTION + "{{#Back Extra}}<div>{{Back Extra}}</div>{{/Back Extra}}"


def a_type(question: str, answer: str, *fields: str) -> NoteType:
    templates = (CardTemplate("Image Occlusion", question, answer),)
    return NoteType(NoteTypeId(0), "Image Occlusion", NoteKind.CUSTOM, fields, templates)


def test_the_template_tells_which_field_is_which() -> None:
    found = a_type(QUESTION, ANSWER, "Back Extra", "Image", "Page", "Shapes", "Header", "Other")

    assert is_image_occlusion(found)
    assert field_tags(found) == {"Shapes": 0, "Image": 1, "Header": 2, "Back Extra": 3, "Page": 4}


def test_where_the_template_does_not_tell_the_order_does() -> None:
    found = a_type(QUESTION, QUESTION, "Shapes", "Image", "Header", "Back", "Comments", "Other")

    assert field_tags(found) == {"Shapes": 0, "Image": 1, "Header": 2, "Back": 3, "Comments": 4}


def test_gaps_of_words_are_none_and_neither_is_the_old_add_on() -> None:
    assert not is_image_occlusion(a_type("{{cloze:Text}}", "{{cloze:Text}}", "Text"))
    assert not is_image_occlusion(a_type('<div id="io-overlay">{{Mask}}</div>{{Image}}', "{{Image}}", "Mask", "Image"))
