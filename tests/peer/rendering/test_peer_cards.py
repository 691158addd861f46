"""What cards a note makes and what they show, against the `anki` package."""

from collections.abc import Iterator

import pytest

from flashcards.domain.ids import NoteTypeId
from flashcards.domain.note_type import CardTemplate, NoteKind, NoteType
from flashcards.rendering import card_ordinals, render
from tests.peer.rendering.anki_cards import DECK, FIELDS, TYPE_NAME, AnkiCards, words

pytest.importorskip("anki")

pytestmark = pytest.mark.peer

TEMPLATES = (
    ("{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}"),
    ("{{Front}}", "{{Back}}"),
    ("{{#Extra}}has {{Extra}}{{/Extra}}{{^Extra}}none {{Front}}{{/Extra}}", "{{FrontSide}} {{Back}}"),
    ("{{#Front}}{{#Back}}both {{Front}}{{/Back}}{{^Back}}one{{/Back}}{{/Front}}", "{{FrontSide}}{{^Extra}}!{{/Extra}}"),
    ("x{{text:Front}}", "{{FrontSide}}/{{text:Back}}"),
    ("{{hint:Extra}} x {{Front}}", "{{FrontSide}}|{{hint:Back}}"),
    ("{{furigana:Front}}", "{{kana:Front}}|{{kanji:Front}}|{{furigana:Back}}"),
    ("{{Tags}}|{{Deck}}|{{Subdeck}}|{{Card}}|{{Type}}|{{CardFlag}}|{{Front}}", "{{FrontSide}}"),
    ("{{#Tags}}t{{/Tags}}{{^Tags}}n{{/Tags}}{{#Deck}}d{{/Deck}}{{#CardFlag}}f{{/CardFlag}}{{Front}}", "{{FrontSide}}"),
    ("{{unknown:Front}}", "{{a:b:text:Back}}"),
    ("{{Front}}<!-- {{Back}} -->x", "{{FrontSide}}"),
    ("{{Front}}{{type:Back}}", "{{Extra}}<hr id=answer>{{type:Back}}"),
    ("{{Front}}{{type:nc:Back}}", "{{Extra}}{{type:nc:Back}}"),
    ("x{{Front}}{{tts en_US:Back}}", "{{FrontSide}}"),
    ("{{Front}}\n\n<div>{{Back}}</div>", "{{FrontSide}}\n<hr>\n{{Extra}}"),
    ("a {{Front}} {{Front}}", "{{Front}} {{FrontSide}} {{Back}}"),
    ("{{text:}}x{{Front}}", "{{Back}}"),
    ("{{#Tags}}{{Front}}{{/Tags}}", "{{Back}}"),
    ("{{cloze:Front}}", "{{cloze:Back}}"),
)
FILLED = (
    ("a", "b", ""),
    ("a", "", "c"),
    ("", "b", "c"),
    ("", "", ""),
    ("<b>a</b> &amp; c", "<div>x</div><div>y</div>", "<br>"),
    ("日本[にほん] 語[ご]", "{{c1::x}}", " 漢[かん]字[じ]"),
    ("a[sound:x.mp3]", "b[sound:y.mp3]", "&nbsp;"),
    ('<img src="a.png">', "1 &lt; 2", "<div></div>"),
    ("{{Back}}", "{{c1::z}}", "{{Front}}"),
    ("<p> </p>z", "<span></span>", "<!-- x -->"),
)
CLOZE_TEMPLATES = (
    ("{{cloze:Front}}", "{{cloze:Front}}<br>{{Back}}"),
    ("{{cloze:Front}}{{type:cloze:Front}}", "{{cloze:Front}}{{type:cloze:Front}}"),
    ("{{cloze:Front}} {{cloze:Back}}", "{{cloze:Front}} {{cloze:Back}}"),
    ("{{cloze-only:Front}}{{cloze:Front}}", "{{cloze-only:Front}}{{cloze:Front}}"),
    ("{{#c1}}one {{/c1}}{{#c2}}two {{/c2}}{{^c1}}not {{/c1}}{{cloze:Front}}", "{{FrontSide}}{{cloze:Front}}"),
    ("{{text:cloze:Front}}", "{{text:cloze:Front}}"),
)
CLOZES = (
    "{{c1::a}} b",
    "{{c1::a::h}} {{c2::b}}",
    "{{c1::a {{c2::b}} c}} d",
    "{{c1,2::ab}} {{c3::c}}",
    "{{c1::a {{c1::b}} c}}",
    "{{c1::{{c2::{{c3::x}}}}}}",
    "{{c0::a}} {{c1::b}}",
    "{{c500::a}} {{c499::q}}",
    "{{c1::a",
    "a}} {{c1::b}}",
    "{{c1::a::b::c}}",
    "{{c1::a}}{{c1::b::hint}}",
    "{{c2::<b>bo</b>ld}}[sound:a.mp3]",
    "{{C1::a}} {{c1::b}}",
    "{{c01::a}}",
    "{{c1::a}} {{c1,1::b}}",
    "{{c1, 2::b}} {{c1::x}}",
    "{{c1::\n\na<br>b}}",
)


@pytest.fixture(scope="module")
def anki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnkiCards]:
    oracle = AnkiCards(tmp_path_factory.mktemp("anki") / "cards.anki2")
    yield oracle
    oracle.close()


def a_type(question: str, answer: str) -> NoteType:
    return NoteType(NoteTypeId(9), TYPE_NAME, NoteKind.CUSTOM, FIELDS, (CardTemplate("Card 1", question, answer),))


def differences(
    anki: AnkiCards, question: str, answer: str, fields: tuple[str, ...], tags: tuple[str, ...]
) -> list[str]:
    """List what differs between Anki's cards of a note and ours."""
    note_type = a_type(question, answer)
    ours = card_ordinals(note_type, fields)
    rendered = {ordinal: render(note_type, fields, ordinal, deck=DECK, tags=tags) for ordinal in ours}
    typed = {ordinal: card.typed.accepted[0] for ordinal, card in rendered.items() if card.typed is not None}
    theirs = anki.cards(fields, tags, typed)
    found = []
    if ours != tuple(card.ordinal for card in theirs) and ours:
        found.append(f"{fields}: cards {ours}, not {[card.ordinal for card in theirs]}")
    for card in theirs:
        mine = rendered.get(card.ordinal)
        if mine is None:
            continue
        whole = mine.answer if mine.answer_replaces_question else f"{mine.question}<br>{mine.answer}"
        for what, one, other in (
            ("question", words(mine.question), card.question),
            ("answer", words(whole), card.answer),
            ("sounds", mine.sounds, card.sounds),
            ("answer's sounds", mine.answer_sounds, card.answer_sounds),
        ):
            if one != other:
                found.append(f"{fields} {tags}: {what} {one}, not {other}")
    return found


@pytest.mark.parametrize(("question", "answer"), TEMPLATES)
def test_cards_say_what_anki_says(anki: AnkiCards, question: str, answer: str) -> None:
    is_cloze = "cloze" in question
    assert anki.accepts(question, answer, is_cloze=is_cloze)

    notes = FILLED if not is_cloze else (("{{c1::a}}", "{{c1::b}}", ""), ("{{c1::a}}", "b", ""))
    found = [differences(anki, question, answer, fields, tags) for fields in notes for tags in (("x", "y"), ())]
    if "Tags}}{{Front}}" not in question:
        assert found == [[]] * len(found)
    else:
        assert found[::2] == [[]] * len(FILLED)


@pytest.mark.parametrize(("question", "answer"), CLOZE_TEMPLATES)
def test_gaps_are_hidden_and_filled_as_in_anki(anki: AnkiCards, question: str, answer: str) -> None:
    assert anki.accepts(question, answer, is_cloze=True)

    found = [differences(anki, question, answer, (text, "", ""), ()) for text in CLOZES]

    assert found == [[]] * len(CLOZES)


@pytest.mark.parametrize(
    ("question", "answer", "says"),
    [
        ("{{Nope}}{{Front}}", "x", "[There is no field “Nope”]a"),
        ("{{#Nope}}x{{/Nope}}{{Front}}", "x", "a"),
        ("{{#Front}}{{Front}}", "x", "{{#Front}} is never closed"),
        ("{{Front}}", "{{#Back}}{{/Front}}", "{{/Front}} closes nothing that was opened"),
        ("{{Front", "x", "a {{ in the card template has no }}"),
        ("{{ text: Front }}", "x", "a"),
    ],
)
def test_templates_anki_refuses_are_shown_or_explained(anki: AnkiCards, question: str, answer: str, says: str) -> None:
    assert not anki.accepts(question, answer, is_cloze=False)

    assert says in render(a_type(question, answer), ("a", "b", "c"), 0).question


def test_a_gap_that_no_side_shows_makes_no_card(anki: AnkiCards) -> None:
    """Anki makes a card for it whose question and answer are empty."""
    assert anki.accepts("{{cloze:Front}}", "{{cloze:Front}}", is_cloze=True)

    theirs = anki.cards(("{{c1::a}}", "{{c2::b}}", ""), (), {})

    assert [(card.ordinal, card.question) for card in theirs] == [(0, "[...]"), (1, "")]
    assert card_ordinals(a_type("{{cloze:Front}}", "{{cloze:Front}}"), ("{{c1::a}}", "{{c2::b}}", "")) == (0,)
