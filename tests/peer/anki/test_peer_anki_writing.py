"""Our packages in real Anki: everything is there, can be studied, and comes back whole."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from flashcards.domain.choice import Option, encode_options
from flashcards.domain.ids import NoteTypeId
from flashcards.domain.note import Level, Provenance
from flashcards.domain.note_type import BUILT_IN, CardTemplate, NoteKind, NoteType
from flashcards.domain.progress import no_progress
from flashcards.formats import registry
from flashcards.formats.transfer import Transfer, TransferCard, TransferDeck, TransferNote
from tests.peer.anki.anki_collection import CALENDAR, MEDIA, Anki, anki
from tests.unit.formats.format_builders import READING, media_of, reviews_of, rows_of

pytest.importorskip("anki")

pytestmark = pytest.mark.peer

OWN = NoteType(
    NoteTypeId(0),
    "Terms",
    NoteKind.CUSTOM,
    ("Term", "Meaning"),
    (
        CardTemplate("Recall", "{{Term}}{{#Meaning}}?{{/Meaning}}", "{{FrontSide}}<hr id=answer>{{Meaning}}"),
        CardTemplate("Back", "{{Meaning}}", "{{Term}}"),
    ),
    ".card { color: teal }",
)
GAPS = NoteType(
    NoteTypeId(0), "Gaps", NoteKind.CUSTOM, ("Text",), (CardTemplate("Gap", "{{cloze:Text}}", "{{cloze:Text}}"),)
)
OPTIONS = encode_options(
    [
        Option("30 <b>days</b>", is_correct=True, rationale="§164.524(b)"),
        Option("60 days", is_correct=False, rationale="That was so before."),
        Option("None of these", is_correct=False, is_pinned=True),
    ]
)
ORIGIN = Provenance(
    citation="45 CFR 164.524 & “more” <here>",
    checked_on=date(2026, 1, 31),
    as_of="2026",
    domain=2,
    level=Level.APPLICATION,
    facts=("P-001",),
    tests=("r1",),
    is_exam_only=True,
    tolerance=0.5,
)
CREATED = 1_750_000_000_000
REVIEWED = 1_760_000_000_000


def _cards(today: int) -> dict[str, tuple[TransferCard, ...]]:
    """Give cards in every state, by guid."""
    review = TransferCard(
        0,
        "RHIT::Privacy",
        state=2,
        stability=34.9497,
        difficulty=7.661,
        due_on=today + 12,
        interval_days=35,
        ease=2.35,
        last_review_at=REVIEWED,
        reps=9,
        lapses=2,
        position=4,
        source_id=11,
    )
    learning = TransferCard(
        0,
        "RHIT",
        state=1,
        stability=0.4,
        difficulty=5.0,
        due_at=CREATED,
        due_on=CALENDAR.day(READING.now),
        step=1,
        last_review_at=CREATED,
        reps=1,
    )
    return {
        "basic": (review,),
        "late": (review._replace(due_on=today - 400, flag=3, source_id=12),),
        "reversed": (
            review._replace(is_suspended=True, source_id=13),
            TransferCard(1, "RHIT::Privacy", position=7, is_suspended=True, flag=7),
        ),
        "cloze": (
            TransferCard(0, "RHIT", position=1),
            review._replace(ordinal=2, is_buried=True, deck="RHIT", source_id=14),
        ),
        "choice": (learning,),
        "typed": (
            learning._replace(state=3, step=0, due_at=None, due_on=today + 1, interval_days=1, lapses=1, ease=2.5),
        ),
        "two": (TransferCard(0, "Default", position=2),),
        "own": (TransferCard(0, "RHIT::Ärzte", position=3), TransferCard(1, "RHIT::Ärzte", position=3)),
        "gaps": (TransferCard(0, "RHIT", position=5),),
    }


def a_whole_transfer(today: int) -> Transfer:
    """Give notes of every kind, with cards in every state."""
    kinds = {note_type.kind: place for place, note_type in enumerate(BUILT_IN)}
    fields: dict[str, tuple[int, tuple[str, ...]]] = {
        "basic": (kinds[NoteKind.BASIC], ('Q &amp; <img src="chart.png">', "A", "more")),
        "late": (kinds[NoteKind.BASIC], ("Late", "A", "")),
        "reversed": (kinds[NoteKind.REVERSED], ("MPI", "Master patient index", "")),
        "cloze": (kinds[NoteKind.CLOZE], ("{{c1::ICD}} and {{c3::CPT::codes}}", "more")),
        "choice": (kinds[NoteKind.CHOICE], ("How long?", OPTIONS, "more", "A case.")),
        "typed": (kinds[NoteKind.TYPED], ("9,300 / 30?", "310", "")),
        "two": (kinds[NoteKind.TYPED], ("Which?", "one<br>two", "[sound:wörter.mp3]")),
        "own": (len(BUILT_IN), ("sepsis", "…")),
        "gaps": (len(BUILT_IN) + 1, ("{{c1::a}}",)),
    }
    cards = _cards(today)
    notes = [
        TransferNote(
            guid=guid,
            type_place=place,
            fields=their,
            deck=cards[guid][0].deck,
            tags=("n::1", "privacy"),
            cards=cards[guid],
            modified_at=REVIEWED,
            created_at=CREATED + number,
            provenance=Provenance() if guid in ("own", "gaps") else ORIGIN,
        )
        for number, (guid, (place, their)) in enumerate(fields.items())
    ]
    log = [(11, REVIEWED - 1000 * n, 1 + n % 4, n % 4, n, 1500) for n in range(60)]
    log += [(11, REVIEWED - 500, 0, 4, 0, 0), (11, REVIEWED - 400, 0, 4, 9, 0), (12, REVIEWED + 7, 3, 1, 12, 800)]
    return Transfer(
        "collection",
        Path("collection"),
        [*BUILT_IN, OWN, GAPS],
        notes,
        [TransferDeck("RHIT", "<b>About</b>", 5, 50, 0.85), TransferDeck("RHIT::Empty")],
        reviews_of(log, chunk=7),
        media_of(MEDIA),
        has_schedule=True,
    )


def came_whole(theirs: Anki) -> bool:
    """Say whether our package replaced the collection: it is a new day to Anki then, and nothing is buried any more."""
    return Path(theirs.col.path).parents[1].joinpath("ours.colpkg").exists()


def _written(transfer: Transfer, path: Path) -> Path:
    form = next(one for one in registry.WRITE if one.suffix == path.suffix)
    form.write(transfer, path, no_progress)
    return path


@pytest.fixture(scope="module", params=[".apkg", ".colpkg"])
def theirs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Anki]:
    """Give a collection of Anki's into which our package came."""
    folder = tmp_path_factory.mktemp("ours")
    with anki(folder / "theirs") as opened:
        package = _written(a_whole_transfer(opened.today), folder / f"ours{request.param}")
        if request.param == ".apkg":
            log = opened.add_package(package)
            assert (len(log.new), len(log.conflicting)) == (9, 0)
            opened.col.set_config("fsrs", True)
        else:
            opened.replace_by(package)
        yield opened


def test_anki_finds_every_card_where_we_have_it(theirs: Anki) -> None:
    ours = a_whole_transfer(theirs.today)
    found = theirs.cards()

    assert found.keys() == {(note.guid, card.ordinal) for note in ours.notes for card in note.cards}
    for note in ours.notes:
        for card in note.cards:
            wanted = found[note.guid, card.ordinal]
            assert (wanted.deck, wanted.type, wanted.flag) == (card.deck, card.state, card.flag)
            assert wanted.is_suspended == card.is_suspended
            assert wanted.is_buried == (card.is_buried and not came_whole(theirs))
            assert (wanted.reps, wanted.lapses, wanted.interval_days) == (card.reps, card.lapses, card.interval_days)
            assert wanted.ease == card.ease
            if card.due_at is not None:
                assert wanted.due_at == card.due_at // 1000
            else:
                due_on = None if wanted.due_in_days is None else theirs.today + wanted.due_in_days
                assert (due_on, wanted.position) == (card.due_on, 0 if card.state else card.position)
            assert (wanted.stability or 0) == pytest.approx(card.stability or 0, rel=1e-5)
            assert (wanted.difficulty or 0) == pytest.approx(card.difficulty or 0, rel=1e-5)


def test_a_card_never_answered_has_no_memory_in_anki_though_one_was_made_up_here(
    tmp_path: Path,
) -> None:
    made_up = TransferCard(
        0, "RHIT", state=1, stability=1.0, difficulty=8.2, due_on=CALENDAR.day(READING.now), step=0, reps=1
    )
    fields = {"zero": made_up, "ten": made_up._replace(state=2, step=None, interval_days=10, stability=10.0)}
    notes = [TransferNote(guid, 0, (guid, "a", ""), "RHIT", cards=(card,)) for guid, card in fields.items()]
    ours = Transfer("collection", Path("collection"), [*BUILT_IN], notes, [TransferDeck("RHIT")], has_schedule=True)

    with anki(tmp_path / "empty") as empty:
        empty.col.set_config("fsrs", True)
        empty.add_package(_written(ours, tmp_path / "ours.apkg"))

        found = {guid: card.stability for (guid, _), card in empty.cards().items()}
        (card_id,) = empty.col.find_cards("front:zero")
        anki_says = empty.col.compute_memory_state(card_id).stability
    assert (found, anki_says) == ({"zero": None, "ten": 10.0}, None)


def test_anki_has_the_whole_review_log(theirs: Anki) -> None:
    ours = a_whole_transfer(theirs.today)
    names = {card.source_id: (note.guid, card.ordinal) for note in ours.notes for card in note.cards}

    expected = sorted(
        (*names[card], at, rating, kind, days, ms) for card, at, rating, kind, days, ms in rows_of(ours.reviews)
    )

    assert sorted(theirs.log()) == expected


def test_anki_has_every_byte_of_the_media(theirs: Anki) -> None:
    found = theirs.media()

    assert {name: found.get(name) for name in MEDIA} == dict(MEDIA)


def test_anki_shows_our_notes(theirs: Anki) -> None:
    def shown(guid: str) -> tuple[str, str]:
        (card_id, *_) = theirs.col.db.list("select c.id from cards c join notes n on n.id = c.nid where guid = ?", guid)
        card = theirs.col.get_card(card_id)
        return card.question(), card.answer()

    question, answer = shown("choice")
    assert "A case." in question
    assert "<li>60 days</li>" in question
    assert "164.524" not in question
    assert "<b>A.</b> 30 <b>days</b>" in answer
    assert "That was so before." in answer
    assert "45 CFR 164.524 &amp; “more” &lt;here&gt;" in answer
    assert "Master patient index" in shown("reversed")[1]
    assert "[...]" in shown("cloze")[0]
    assert "sepsis?" in shown("own")[0]
    assert "[[type:Answer]]" in shown("typed")[0]


def test_anki_finds_nothing_to_mend(theirs: Anki) -> None:
    report, is_sound = theirs.col.fix_integrity()

    assert is_sound
    assert "rebuilt and optimized" in report.lower() or "ok" in report.lower(), report
    assert report.count("\n") == 0, report


def test_anki_goes_on_with_the_schedule(theirs: Anki) -> None:
    (card_id,) = theirs.col.db.list("select c.id from cards c join notes n on n.id = c.nid where guid = 'late'")
    before = theirs.col.get_card(card_id)

    theirs.answer(card_id, 3)

    after = theirs.col.get_card(card_id)
    assert after.reps == before.reps + 1
    assert after.memory_state.stability > before.memory_state.stability
    theirs.col.undo()


def test_decks_keep_description_and_limits(theirs: Anki) -> None:
    deck = theirs.col.decks.by_name("RHIT")

    assert deck["desc"] == "<b>About</b>"
    if came_whole(theirs):
        assert (deck["newLimit"], deck["reviewLimit"]) == (5, 50)
        assert theirs.col.decks.by_name("RHIT::Empty") is not None


@pytest.mark.parametrize("name", ["modern.apkg", "legacy.apkg", "modern.colpkg"])
def test_what_went_through_anki_comes_back_whole(name: str, theirs: Anki) -> None:
    ours = a_whole_transfer(theirs.today)
    folder = Path(theirs.col.path).parents[1]
    package = theirs.export(folder / name)

    with registry.read(package, theirs.reading()) as back:
        assert [problem.message for problem in back.problems] == []
        assert _known(back) == _known(ours)
        assert {file.name: file.open().read() for file in back.media}.items() <= MEDIA.items()
        assert sorted(row[1:] for row in rows_of(back.reviews)) == sorted(row[1:] for row in rows_of(ours.reviews))


def _known(transfer: Transfer) -> dict[str, Any]:
    """Give all that can be known of notes after Anki had them in 32 bits."""
    return {
        note.guid: (
            replace(transfer.note_types[note.type_place], id=NoteTypeId(0)),
            note.fields,
            note.tags,
            note.provenance,
            note.deck,
            [_rounded(card) for card in note.cards],
            note.created_at,
            note.modified_at,
        )
        for note in transfer.notes
    }


def _rounded(card: TransferCard) -> TransferCard:
    card = card._replace(source_id=0, is_buried=False, due_on=None if card.due_at else card.due_on)
    if card.stability is None or card.difficulty is None:
        return card
    return card._replace(stability=round(card.stability, 3), difficulty=round(card.difficulty, 3))
