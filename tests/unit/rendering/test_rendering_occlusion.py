import pytest

from flashcards.domain.ids import NoteTypeId
from flashcards.domain.note_type import CardTemplate, NoteKind, NoteType
from flashcards.rendering import card_ordinals, render
from flashcards.rendering.occlusion import Mask, Role, cover, masks_of, read_masks, without_drawing

FIELD = (
    "{{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.4:oi=1}}<br>"
    "{{c2::image-occlusion:ellipse:left=.5:top=.5:rx=.1:ry=.2:oi=1}}<br>"
    "{{c3::image-occlusion:polygon:points=.1,.1 .2,.2 .1,.2}}<br>"
    r"{{c0::image-occlusion:text:left=.1:top=.1:text=Hi\: there:scale=1:fs=.05}}"
)
RECT = ("rect", (0.1, 0.2, 0.3, 0.4))
ELLIPSE = ("ellipse", (0.5, 0.5, 0.1, 0.2))
POLYGON = ("polygon", (0.1, 0.1, 0.2, 0.2, 0.1, 0.2))
LABEL = Mask(Role.LABEL, "text", (0.1, 0.1, 1.0, 0.05), "Hi: there")

TYPE = NoteType(
    NoteTypeId(9),
    "Image Occlusion",
    NoteKind.CUSTOM,
    ("Occlusion", "Image", "Header"),
    (
        CardTemplate(
            "Image Occlusion",
            '{{#Header}}<div>{{Header}}</div>{{/Header}}<div style="display: none">{{cloze:Occlusion}}</div>'
            '<div id="image-occlusion-container">{{Image}}<canvas></canvas></div><script>x()</script>',
            '<div style="display: none">{{cloze:Occlusion}}</div>{{Image}}<div><button>Toggle</button></div>',
        ),
    ),
)


def test_the_shape_asked_for_is_told_from_those_that_stay_covered() -> None:
    assert masks_of(FIELD, 1, is_question=True) == (Mask(Role.ASKED, *RECT), Mask(Role.COVERED, *ELLIPSE), LABEL)
    assert masks_of(FIELD, 3, is_question=True) == (
        Mask(Role.COVERED, *RECT),
        Mask(Role.COVERED, *ELLIPSE),
        Mask(Role.ASKED, *POLYGON),
        LABEL,
    )


def test_the_answer_only_frames_what_was_asked_for() -> None:
    assert masks_of(FIELD, 1, is_question=False)[0] == Mask(Role.ANSWERED, *RECT)


def test_what_lies_on_a_picture_is_read_as_it_was_written() -> None:
    masks = masks_of(FIELD, 2, is_question=True)
    html = cover('a <img src="a.png"><img src="b.png">', masks)

    assert html.startswith('a <img masks="')
    assert html.endswith('" src="a.png"><img src="b.png">')
    assert read_masks(html.split('"')[1]) == masks


def test_a_picture_with_covered_parts_is_asked_part_by_part() -> None:
    fields = (FIELD, '<img src="a.png">', "Heart")
    card = render(TYPE, fields, 1)

    assert card_ordinals(TYPE, fields) == (0, 1, 2)
    assert card.question.startswith("<div>Heart</div>")
    assert "asked:ellipse:0.5,0.5,0.1,0.2:" in card.question
    assert "answered:ellipse" in card.answer
    assert "image-occlusion" not in card.question + card.answer
    assert "Toggle" not in card.answer


def test_a_card_cannot_say_by_itself_what_lies_on_its_pictures() -> None:
    card = render(TYPE, (FIELD, '<img src="a.png" masks="asked:rect:0,0,1,1:" overlay="b.png">', ""), 0)

    assert card.question.count("masks=") == 1
    assert "overlay" not in card.question


@pytest.mark.parametrize(
    "shape",
    ["rect", "blob:left=.1", "polygon:points=", "polygon:points=.1,.2", "", "text:left=x", 'text:text="&quot;>'],
)
def test_odd_shapes_do_no_harm(shape: str) -> None:
    masks = masks_of(f"{{{{c1::image-occlusion:{shape}:oi=1}}}}", 1, is_question=True)
    html = cover('<img src="a.png">', masks)

    assert html.count('"') in {2, 4}
    assert len(masks) <= 1


def test_thousands_of_shapes_are_no_trouble() -> None:
    field = "{{c1::image-occlusion:rect:left=.1:top=.1:width=.1:height=.1:oi=1}}" * 5_000

    assert len(masks_of(field, 1, is_question=True)) == 200


@pytest.mark.parametrize("name", ["a-Q.svg", "https://a.example/a.svg"])
def test_the_older_add_on_lays_a_picture_over_another(name: str) -> None:
    template = (
        '<div id="io-wrapper"><div id="io-overlay">{{Mask}}</div>\n<div id="io-original">{{Image}}</div></div>{{Note}}'
    )
    note_type = NoteType(
        NoteTypeId(9), "IO", NoteKind.CUSTOM, ("Mask", "Image", "Note"), (CardTemplate("1", template, template),)
    )

    card = render(note_type, (f'<img src="{name}" />', '<img src="a.png" />', "x"), 0)

    assert ('<img overlay="a-Q.svg" src="a.png">' in card.question) == (name == "a-Q.svg")
    assert "a.example" not in card.question
    assert card.question.endswith("x")


def test_the_script_that_draws_in_anki_is_no_loss_and_any_other_is() -> None:
    own = "<script>\ntry {\n    anki.imageOcclusion.setup();\n} catch (exc) {}\n</script>"
    other = "<script>steal()</script>"

    assert without_drawing(f"a{own}b{other}c") == f"ab{other}c"
    assert without_drawing(other) == other
    assert without_drawing("<script>" * 20_000 + "anki.imageOcclusion.setup()").startswith("<script><script>")
