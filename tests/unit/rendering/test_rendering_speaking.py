"""What a voice says of a card."""

from flashcards.domain.ids import NoteTypeId
from flashcards.domain.note_type import CardTemplate, NoteKind, NoteType
from flashcards.rendering import RenderedCard, Spoken, render, spoken_text
from flashcards.rendering.formulas import mark_formulas


def a_spoken_card(question: str, answer: str, front: str = "Who", back: str = "Nobody") -> RenderedCard:
    template = CardTemplate(name="Card 1", question=question, answer=answer)
    note_type = NoteType(
        id=NoteTypeId(1), name="Own", kind=NoteKind.CUSTOM, fields=("Front", "Back"), templates=(template,)
    )
    return render(note_type, (front, back), 0)


def test_every_line_ends_with_a_pause_and_keeps_the_one_it_has() -> None:
    assert spoken_text("<p>Who signs?</p><ul><li>the coder</li><li>nobody</li></ul>") == (
        "Who signs? the coder. nobody."
    )


def test_a_gap_is_a_blank_and_pictures_and_sounds_are_not_named() -> None:
    html = 'Within [...] days<img src="calendar.png"> [sound:bell.mp3]'

    assert spoken_text(html) == "Within blank days."


def test_cells_of_a_row_are_parted() -> None:
    assert spoken_text("<table><tr><td>HIM</td><td>records</td></tr></table>") == "HIM, records."


def test_a_formula_is_read_by_the_names_in_it() -> None:
    assert spoken_text(mark_formulas(r"Rate: \(\frac{a}{b}\)")) == "Rate: frac a b."


def test_nothing_to_say_is_nothing() -> None:
    assert spoken_text('<img src="a.png">') == ""


def test_what_a_template_wants_spoken_is_kept_for_each_side_with_its_language() -> None:
    card = a_spoken_card(
        "{{Front}}{{tts en_US voices=Bob:Front}}", "{{FrontSide}}<hr>{{Back}}{{tts fr_FR speed=0.8:Back}}"
    )

    assert card.spoken == (Spoken("Who.", "en_US"),)
    assert card.answer_spoken == (Spoken("Nobody.", "fr_FR"),)
    assert card.question == "Who"


def test_a_spoken_field_that_is_empty_is_not_spoken() -> None:
    card = a_spoken_card("{{Front}}{{tts en_US:Back}}", "{{FrontSide}}", back="")

    assert card.spoken == ()
