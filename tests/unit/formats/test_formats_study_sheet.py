import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Pixels
from reportlab.platypus import Flowable, HRFlowable, Image, Paragraph, Table

from flashcards.domain.choice import Option, encode_options
from flashcards.domain.errors import CancelledError, ExportRefusedError
from flashcards.domain.ids import NoteTypeId
from flashcards.domain.note import Provenance
from flashcards.domain.note_type import BUILT_IN, CardTemplate, NoteKind, NoteType
from flashcards.domain.progress import no_progress
from flashcards.formats import registry
from flashcards.formats.study_sheet.blocks import blocks_of
from flashcards.formats.study_sheet.columns import Columns
from flashcards.formats.study_sheet.entries import EntryMaker
from flashcards.formats.study_sheet.formula_drawing import FormulaPicture, _raised
from flashcards.formats.study_sheet.pages import HEIGHT, WIDTH, Pages
from flashcards.formats.study_sheet.pictures import Pictures
from flashcards.formats.study_sheet.typography import STYLES, register_fonts
from flashcards.formats.transfer import Transfer, TransferDeck, TransferNote
from flashcards.rendering.sanitising import clean_html
from tests.pace import within
from tests.unit.formats.format_builders import PLACES, a_note, a_transfer, html, media_of

register_fonts()
MAKER = EntryMaker(200.0, 240.0, Pictures([]))


def said(blocks: list[Flowable]) -> list[str]:
    """Give what blocks say, marks before the text; other blocks than paragraphs by their names."""
    found = []
    for block in blocks:
        if isinstance(block, Paragraph):
            mark = getattr(block, "bulletText", None)
            text = "".join("\n" if getattr(part, "lineBreak", False) else part.text for part in block.frags)
            found.append((f"{mark} " if mark else "") + text)
        elif isinstance(block, Table | Image | HRFlowable):
            found.append(type(block).__name__)
    return found


def rows(note: TransferNote, note_type: NoteType | None = None) -> list[tuple[list[str], list[str]]]:
    entries = MAKER.entries(note, note_type or BUILT_IN[note.type_place])
    return [(said(entry.question), said(entry.answer)) for entry in entries]


def blocks(html: str, pictures: Pictures | None = None) -> list[Flowable]:
    return blocks_of(clean_html(html), 240.0, pictures or Pictures([]))


def pages_of(path: Path) -> int:
    return len(re.findall(rb"/Type /Page\b", path.read_bytes()))


def a_picture(width: int, height: int, form: str = "PNG") -> bytes:
    content = BytesIO()
    Pixels.new("RGB", (width, height), "#3f4bb8").save(content, form)
    return content.getvalue()


def test_a_choice_note_asks_its_options_and_explains_them() -> None:
    options = [
        Option("One", is_correct=False, rationale="Too few."),
        Option("Two", True, "It <b>is</b>."),
        Option("3", False),
    ]
    note = a_note(NoteKind.CHOICE, "Which?", encode_options(options), "More.", "A case.")
    note = note._replace(provenance=Provenance(citation="45 CFR 164.520", as_of="2026"))

    (entry,) = MAKER.entries(note, BUILT_IN[PLACES[NoteKind.CHOICE]])

    assert said(entry.question) == ["Which?", "A. One", "B. Two", "C. 3"]
    assert said(entry.answer) == [
        "A. Too few.", "B ✓ Two", "  It is.", "More.", "45 CFR 164.520 (as of 2026)",
    ]  # fmt: skip
    assert entry.case == "A case."


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        (NoteKind.BASIC, ("Q", "A", "More"), [(["Q"], ["A", "More"])]),
        (NoteKind.REVERSED, ("Term", "Meaning", ""), [(["Term"], ["Meaning"])]),
        (NoteKind.TYPED, ("Q", "310<br>310 patients", ""), [(["Q"], ["310", "also: 310 patients"])]),
        (NoteKind.CLOZE, ("a {{c1::b}}", ""), [(["a […]"], ["b"])]),
        (
            NoteKind.CLOZE,
            ("{{c1::a}} {{c2::b::hint}} {{c1::c}}", ""),
            [(["[1\xa0…] [2\xa0hint] [1\xa0…]"], ["1. a, c", "2. b"])],
        ),
    ],
)
def test_each_kind_has_its_layout(
    kind: NoteKind, fields: tuple[str, ...], expected: list[tuple[list[str], list[str]]]
) -> None:
    assert rows(a_note(kind, *fields)) == expected


@pytest.mark.parametrize(
    "answer",
    [
        "{{FrontSide}}<hr id=answer>{{Meaning}}",
        "{{Word}}<hr id=answer>{{type:Meaning}}",
        "{{FrontSide}}<hr id=answer>{{type:Meaning}}<div>{{text:Meaning}}</div>",
        "{{Word}}<hr id=answer>{{type:nc:Meaning}} {{Meaning}}",
    ],
)
def test_an_answer_that_is_typed_is_said_once(answer: str) -> None:
    templates = (CardTemplate("1", "{{Word}}<br>{{type:Meaning}}", answer),)
    note_type = NoteType(NoteTypeId(9), "Words", NoteKind.CUSTOM, ("Word", "Meaning"), templates)

    assert rows(TransferNote("g", 0, ("cardio", "heart"), "A"), note_type) == [(["cardio"], ["heart"])]


def test_each_card_of_an_imported_type_is_a_row() -> None:
    templates = (
        CardTemplate("1", "{{Word}}?", "{{FrontSide}}<hr>{{Meaning}}"),
        CardTemplate("2", "{{Meaning}}", "{{Word}}"),
    )
    note_type = NoteType(NoteTypeId(9), "Words", NoteKind.CUSTOM, ("Word", "Meaning"), templates)

    assert rows(TransferNote("g", 0, ("cardio", "heart"), "A"), note_type) == [
        (["cardio?"], ["heart"]),
        (["heart"], ["cardio"]),
    ]


def test_lists_tables_and_rules_are_blocks() -> None:
    found = blocks(
        "one<br>two<ul><li>a<ol start=3><li>b</li></ol></li></ul><hr><table><tr><th colspan=2>h</th></tr>"
        "<tr><td align=right>x</td><td>y</td></tr></table><h2>Head</h2><pre>a\n  b</pre>"
    )

    assert said(found) == ["one\ntwo", "• a", "3. b", "HRFlowable", "Table", "Head", "a\n\xa0\xa0b"]


def test_a_formula_is_drawn_in_its_line() -> None:
    (paragraph,) = blocks(r'mean <span class="formula">\(\frac{a}{b}\)</span>, sum')
    assert isinstance(paragraph, Paragraph)

    (picture,) = [fragment.cbDefn.image for fragment in paragraph.frags if hasattr(fragment, "cbDefn")]

    assert isinstance(picture, FormulaPicture)
    assert 0 < picture.below < picture.height < 30
    assert [fragment.text for fragment in paragraph.frags] == ["mean ", "", ", sum"]


def test_a_formula_that_cannot_be_drawn_is_shown_as_its_source() -> None:
    assert said(blocks(r'<span class="formula">\(\nosuch{a}\)</span>')) == [r"\nosuch{a}"]


def test_a_quadratic_curve_is_the_same_as_a_cubic_one() -> None:
    assert _raised((0, 0), (3, 6), (6, 0)) == (2, 4, 4, 4, 6, 0)


def test_pictures_are_scaled_to_their_column() -> None:
    pictures = Pictures(media_of({"wide ä.png": a_picture(1000, 100), "tall.jpg": a_picture(10, 2000, "JPEG")}))

    wide, tall = (
        block for block in blocks('<img src="wide%20ä.png"><img src="tall.jpg">', pictures) if isinstance(block, Image)
    )

    assert (wide.drawWidth, wide.drawHeight) == (240.0, 24.0)
    assert (tall.drawWidth, tall.drawHeight) == (0.75, 150.0)


@pytest.mark.parametrize("content", [b"no picture", b"", b"<svg/>", a_picture(20, 20)[:60]])
def test_a_picture_that_cannot_be_drawn_is_named(content: bytes) -> None:
    found = blocks('<img src="a.png">', Pictures(media_of({"a.png": content})))

    assert said(found) == ["[picture: a.png]"]


def test_a_picture_bomb_is_named() -> None:
    content = bytearray(a_picture(10, 10))
    content[16:24] = (60_000).to_bytes(4, "big") * 2

    assert said(blocks('<img src="a.png">', Pictures(media_of({"a.png": bytes(content)})))) == ["[picture: a.png]"]


def test_a_row_is_split_where_its_texts_allow() -> None:
    texts = [[Paragraph(f"{name} " * 900, STYLES["text"])] for name in ("question", "answer")]
    row = Columns(([Paragraph("1", STYLES["number"])], *texts))

    first, second = row.split(WIDTH, 300)

    assert first.wrap(WIDTH, 300)[1] <= 300
    total = sum(part.wrap(WIDTH, 10_000)[1] for part in (first, second))
    assert total == pytest.approx(row.wrap(WIDTH, 10_000)[1], abs=30)
    assert row.split(WIDTH, 12) == []


def test_a_block_higher_than_a_page_is_spread_over_pages(tmp_path: Path) -> None:
    note = a_note(NoteKind.BASIC, "word " * 5000, "answer", "")
    path = tmp_path / "sheet.pdf"

    registry.format_to_write("pdf").write(a_transfer(note), path, no_progress)

    assert pages_of(path) > 5


def test_a_sheet_has_title_outline_fonts_and_all_notes(tmp_path: Path) -> None:
    notes = [
        a_note(NoteKind.BASIC, f"Question {place}", "Ελληνικά, Русский, ✓, 漢字", "", deck=f"HIM::{deck}")
        for deck in ("Filing", "Privacy") for place in range(40)
    ]  # fmt: skip
    path = tmp_path / "sheet.pdf"
    decks = [TransferDeck("HIM"), TransferDeck("HIM::Privacy"), TransferDeck("HIM::Filing")]

    registry.format_to_write("pdf").write(replace(a_transfer(*notes), decks=decks), path, no_progress)

    content = path.read_bytes()
    assert content.startswith(b"%PDF-")
    assert content.rstrip().endswith(b"%%EOF")
    assert b"/Title (HIM)" in content
    assert b"anonymous" not in content
    assert b"unspecified" not in content
    assert content.index(b"/Title (Privacy)") < content.index(b"/Title (Filing)")
    assert b"/FontFile2" in content
    assert b"DejaVuSansCondensed" in content
    assert pages_of(path) >= 3


def test_an_empty_sheet_is_a_sheet(tmp_path: Path) -> None:
    path = tmp_path / "nothing.pdf"

    registry.format_to_write("pdf").write(a_transfer(), path, no_progress)

    assert pages_of(path) == 1


def test_a_stopped_or_impossible_export_leaves_nothing(tmp_path: Path) -> None:
    def stop(_doing: str, _share: float) -> None:
        raise CancelledError

    form = registry.format_to_write("pdf")
    with pytest.raises(CancelledError):
        form.write(a_transfer(a_note()), tmp_path / "sheet.pdf", stop)
    with pytest.raises(ExportRefusedError, match="cannot be written"):
        form.write(a_transfer(a_note()), tmp_path / "missing" / "sheet.pdf", no_progress)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "field",
    [
        "<table><tr><td>" * 60 + "x",
        "<ul><li>" * 80 + "x",
        "<b>" * 5000 + "x",
        "x" * 200_000,
        "<table>" + "<tr><td>x</td></tr>" * 3000,
        r"\(" + "{" * 1500 + r"\)",
        "<para>&#0;</para><onDraw name='x'/><img src='file:///etc/passwd'><a href='x'>",
        '<img src="a.png">' * 500,
    ],
)
def test_hostile_fields_are_drawn_within_bounds(tmp_path: Path, field: str) -> None:
    path = tmp_path / "sheet.pdf"
    transfer = a_transfer(a_note(NoteKind.BASIC, field, field, field))

    with within(seconds=10):
        registry.format_to_write("pdf").write(transfer, path, no_progress)

    assert b"%%EOF" in path.read_bytes()[-10:]


@settings(deadline=None, max_examples=40)
@given(st.lists(html, min_size=3, max_size=3))
def test_any_note_can_be_drawn(fields: list[str]) -> None:
    transfer = Transfer("collection", Path("c"), BUILT_IN, [a_note(NoteKind.BASIC, *fields)])
    pages = Pages(BytesIO(), "Title")

    for entry in MAKER.entries(transfer.notes[0], BUILT_IN[0]):
        pages.add(Columns(([], entry.question, entry.answer)))

    pages.finish()
    assert HEIGHT > 0
