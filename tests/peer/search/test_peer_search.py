"""The same searches on the same collection, ours and Anki's."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from flashcards import clock
from flashcards.cli.importing import import_files, inputs
from flashcards.collection.collection import Collection
from flashcards.collection.searching import search
from flashcards.domain.progress import no_progress
from flashcards.storage.text_index import index_some

anki = pytest.importorskip("anki.collection")

NOTES = (
    ("Fracture of the femur, sequela", "A late effect.", "RHIT::Coding", "rhit::coding marked", 1),
    ("What is sepsis?", "The body's response to infection.", "RHIT::Coding", "rhit::coding leech", 2),
    ("Hospice benefit period", "Two of 90 days, then 60 days each.", "RHIT::Payment", "rhit::payment", 0),
    ("Über-coding is called", "Upcoding", "RHIT::Payment", "", 3),
    ("Who may see a <b>chart</b>?", "Those who treat; see 45 CFR 164.506.", "Privacy", "hipaa", 4),
    ("Notice within 60 days", "45 CFR 164.404", "Privacy", "hipaa::breach", 5),
    ("100% of charts_are audited", "Rarely: 5% is usual", "Privacy::Audit", "audit", 0),
    ("3:30 pm is", "15:30", "Default", "", 0),
    ("femoral neck", "part of the femur", "RHIT", "rhit", 0),
    ("Resume", "résumé", "Default", "words", 0),
    ("AT&amp;T has R&amp;D &lt;tag&gt;", "of an&nbsp;e&nbsp;mu", "Default", "über über::x überx", 0),
)
QUERIES = (
    "", "*", "fracture", "FRACTURE", "femur", "femur sequela", '"femur, sequela"', "fem*neck", "f_mur", "-femur",
    "femur or sepsis", "(femur or sepsis) -sequela", "-(femur or sepsis)", "chart", "<b>chart", "60", "164.4",
    "100%", "charts\\_are", "charts_are", "3\\:30", "deck:RHIT", "deck:rhit::coding", "deck:*coding", "deck:Privacy",
    "deck:Privacy::*", "deck:Default", "-deck:RHIT", "tag:rhit", "tag:rhit::coding", "tag:RHIT::*", "tag:none",
    "tag:hip*", "-tag:rhit", "tag:rhit::coding -is:new", "is:new", "is:review", "is:learn", "is:due", "is:suspended",
    "is:buried", "-is:new", "is:due or is:new", "flag:0", "flag:1", "flag:2", "-flag:0", "front:femur",
    "front:*femur*", "front:_*", "back:upcoding", "back:*days*", "front:re:^W", "re:fract.*femur", "re:\\d{2}",
    "w:sepsis", "w:60", "nc:uber*", "nc:resume", "note:Basic", "note:basic*", "note:Cloze", "card:1", "card:2",
    '"card:Card 1"', "prop:ivl>10", "prop:ivl<=20", "prop:reps>2", "prop:lapses>=1", "prop:due=0", "prop:due<0",
    "prop:due>1", "prop:s>20", "prop:s<10", "prop:d>0.5", "prop:r<0.9", "rated:1", "rated:7", "rated:7:1", "rated:30:3",
    "introduced:7", "-rated:30", "tag:marked", "hospice and days", "front:*sepsis* or back:*sepsis*", "w:fem*", "w:f*r",
    "re:(?i)FEMUR", "front:", "-front:_*", "back:re:\\d+", "front:nc:uber*", "edited:1", "added:1", "added:400",
    "prop:reps=0", "prop:pos>=0", "re:\\bfemur\\b", '"re:^(Hosp|Who)"', "nc:résumé", "résumé", "RÉSUMÉ", "résum",
    "nc:RESUM", "tag:re:^rhit", "tag:*", "-tag:*", "tag:_*", "deck:*", "fe*ur", "*ur", "ur*", "_emur", '"60 days"',
    "164.4*", "*%*", "\\*", "a_e", "b>ch", "&", "is:due -is:suspended", "is:buried or is:suspended", "prop:ivl!=5",
    "flag:3 or flag:4", "prop:lapses<1", "prop:s!=4", "prop:d<0.3", "prop:r>0.5", "rated:2", "rated:365:4",
    "introduced:365", "-introduced:365", "(is:new or is:due) deck:RHIT", "deck:R*::C*", "tag:rh*::co*", "front:*_*",
    "back:", "front:*S*", "front:what*", "front:*?", "re:[sf]e", "re:s{2}", "re:\\.", "re:a|b", "nc:*", "w:SEE", "w:9*",
    '"deck:RHIT::Coding"', "-(-femur)", "prop:due=-1", "prop:due!=0", "front:re:^$", "tag:none -deck:RHIT", "edited:30",
    "is:learn or is:review", "re:.+femur", "ü", "UPCODING", "über", "ÜBER", "nc:*uber*cod*", "front:*<b>*", "nothing:x",
    "3:30", "at&t", '"has r&d"', "<tag>", "at&amp;t", "nc:at&t", "nothing&here", "<b>", "-at&t", "at_t", "tag:nc:uber",
    "resched:1", "resched:3",
    "-resched:3", "resched:3 is:review", "preset:x", "preset:default", "-preset:Default",
    "tag:nc:UB_R*", "tag:nc:none", "tag:nc:*", "tag:uber", "deck:privacy_audit", "deck:RHIT_*", "deck:priv_cy",
    "deck:privacy\\_audit",
)  # fmt: skip


@pytest.fixture(scope="module", params=["without the index", "with the index"])
def pair(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[tuple[Any, Collection]]:
    folder = tmp_path_factory.mktemp("search")
    theirs = anki.Collection(str(folder / "theirs.anki2"))
    fill(theirs)
    options = anki.ExportAnkiPackageOptions(
        with_scheduling=True, with_deck_configs=False, with_media=False, legacy=False
    )
    theirs.export_anki_package(out_path=str(folder / "all.apkg"), options=options, limit=None)
    ours = Collection.open(folder / "ours.db", backups=folder / "backups", clock=clock.now)
    with closing(ours):
        take_in(ours, folder / "all.apkg")
        if request.param == "with the index":
            index_some(ours._database._connection, few=0)
        yield theirs, ours
    theirs.close()


def fill(collection: Any) -> None:
    basic = collection.models.by_name("Basic (and reversed card)")
    plain = collection.models.by_name("Basic")
    today = collection.sched.today
    for number, (front, back, deck, tags, flag) in enumerate(NOTES):
        note = collection.new_note(basic if number % 3 == 0 else plain)
        note.fields[0], note.fields[1] = front, back
        note.tags = tags.split()
        collection.add_note(note, collection.decks.id(deck))
        for card in note.cards():
            schedule(collection, card, number + card.ord, today)
            if flag:
                collection.set_user_flag_for_cards(flag, [card.id])
    first = collection.find_cards("deck:Privacy::Audit")
    collection.sched.suspend_cards(first)


def schedule(collection: Any, card: Any, number: int, today: int) -> None:
    """Give cards a past: new, in review with a log, or in learning, one after the other."""
    if number % 4 == 0:
        return
    days = 3 * number + 2
    stability, difficulty = 4.0 + 5 * number, 2.0 + number % 8
    data = json.dumps({"s": stability, "d": difficulty, "dr": 0.9})
    due = today + (number % 5) - 2
    collection.db.execute(
        "UPDATE cards SET type = 2, queue = 2, due = ?, ivl = ?, reps = ?, lapses = ?, factor = 2500, data = ?"
        " WHERE id = ?",
        due,
        days,
        number,
        number % 3,
        data,
        card.id,
    )
    now = round(clock.now().timestamp() * 1000)
    if number % 5 == 1:
        by_hand = now - 2 * 86_400_000 + number
        collection.db.execute("INSERT INTO revlog VALUES (?, ?, -1, 0, ?, 1, 0, 0, 4)", by_hand, card.id, days)
    for back, ease in ((due - days - today, 1 + number % 4), (due - days - today - 4, 3)):
        at = now + back * 86_400_000 + number
        collection.db.execute(
            "INSERT INTO revlog VALUES (?, ?, -1, ?, ?, 1, 2500, 5000, 1)",
            at,
            card.id,
            ease,
            days,
        )


def take_in(collection: Collection, package: Path) -> None:
    import_files(collection, inputs([package], None, None, with_schedule=None), no_progress)


@pytest.mark.peer
@pytest.mark.parametrize("query", QUERIES)
def test_a_search_finds_what_ankis_finds(pair: tuple[Any, Collection], query: str) -> None:
    theirs, ours = pair
    expected = set()
    for card_id in theirs.find_cards(query):
        card = theirs.get_card(card_id)
        expected.add((card.note().guid, card.ord))

    now = clock.now()
    found = {(one.guid, one.ordinal) for one in ours.read(lambda look: search(look, query, now))}

    assert found == expected


@pytest.mark.peer
@pytest.mark.parametrize("query", ["front:at&t*", "re:r&d", "w:r&d", "back:*e_mu", '"an e mu"', "front:*<tag>"])
def test_text_is_found_as_it_reads_where_ankis_search_wants_it_as_it_is_stored(
    pair: tuple[Any, Collection], query: str
) -> None:
    theirs, ours = pair
    now = clock.now()

    found = {one.guid for one in ours.read(lambda look: search(look, query, now))}

    assert theirs.find_cards(query) == []
    assert found == {theirs.get_card(theirs.find_cards("at&t")[0]).note().guid}


def test_there_are_sixty_searches_at_least() -> None:
    assert len(set(QUERIES)) >= 60
