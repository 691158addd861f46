import tracemalloc
import zipfile
from datetime import date
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.domain.card import CardState
from flashcards.domain.errors import ImportRefusedError
from flashcards.domain.note_type import NoteKind
from flashcards.domain.study_day import StudyDay, date_of
from flashcards.formats import registry
from flashcards.formats.mnemosyne.card_types import field_names
from flashcards.formats.mnemosyne.texts import cloze, field
from flashcards.formats.transfer import Transfer
from tests.pace import within
from tests.unit.formats.format_builders import READING, bytes_of

ONE, TWO, THREE = (f"{place}aBcDeFgHiJkLmNoPqRsT" for place in (1, 2, 3))
NEW = 'gr="-1" e="2.5" ac_rp="0" rt_rp="0" lps="0" ac_rp_l="0" rt_rp_l="0" l_rp="-1" n_rp="-1"'
TAG = '<log type="10" o_id="T1"><name>HIPAA::Privacy rule</name></log>'


def fact(guid: str = ONE, **texts: str) -> str:
    parts = "".join(f"<{key}>{escape(text)}</{key}>" for key, text in texts.items())
    return f'<log type="16" o_id="{guid}">{parts}</log>'


def a_card(card_type: str, view: str, guid: str = ONE, learnt: str = NEW, extra: str = "", tags: str = "T1") -> str:
    more = f"<extra>{escape(extra)}</extra>" if extra else ""
    head = f'<log type="6" o_id="c" card_t="{card_type}" fact="{guid}" fact_v="{view}" tags="{tags}" {learnt}>'
    return f"{head}{more}</log>"


def cards_file(folder: Path, *log: str, media: dict[str, bytes] | None = None, about: str = "") -> Path:
    path = folder / "deck.cards"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        body = "\n".join(log)
        file.writestr("cards.xml", f'<openSM2sync number_of_entries="{len(log)}">\n{body}\n</openSM2sync>')
        file.writestr("METADATA", about)
        for name, content in (media or {}).items():
            file.writestr(name, content)
    return path


def xml_file(folder: Path, *items: str, start: str = "1247533200") -> Path:
    path = folder / "old.xml"
    category = '<category active="1"><name>&lt;default&gt;</name></category>'
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<mnemosyne core_version="1" time_of_start="{start}" >\n'
    path.write_text(f"{head}{category}\n" + "\n".join(items) + "\n</mnemosyne>", "utf-8")
    return path


def item(name: str, question: str, answer: str, category: str = "<default>", learnt: str = "") -> str:
    parts = f"<cat>{escape(category)}</cat><Q>{escape(question)}</Q><A>{escape(answer)}</A>"
    return f'<item id="{name}" {learnt}>{parts}</item>'


def read(path: Path) -> Transfer:
    with registry.read(path, READING) as transfer:
        return transfer


def kinds_and_fields(transfer: Transfer) -> list[tuple[NoteKind, tuple[str | None, ...], list[int]]]:
    return [
        (transfer.note_types[note.type_place].kind, note.fields, [card.ordinal for card in note.cards])
        for note in transfer.notes
    ]


def test_a_shared_deck_is_read_with_tags_pictures_sounds_and_its_name(tmp_path: Path) -> None:
    path = cards_file(
        tmp_path,
        TAG,
        '<log type="13"><fname>img/a.png</fname></log>',
        fact(f='Who?\n<img src="img/a.png">', b='It <audio src="a b.mp3"></audio> <$>x^2</$>'),
        a_card("1", "1.1"),
        media={"img/a.png": b"picture", "a b.mp3": b"sound"},
        about="card_set_name:HIPAA  set\nauthor_name:A\nnotes:All of it\n",
    )

    with registry.read(path, READING) as transfer:
        (note,) = transfer.notes
        assert transfer.format == "mnemosyne"
        assert note.guid == ONE
        assert note.fields == ('Who?<br><img src="a.png">', "It [sound:a b.mp3] [$]x^2[/$]", "")
        assert (note.tags, note.deck, note.line) == (("HIPAA::Privacy_rule",), "HIPAA set", 4)
        assert [(deck.name, deck.description) for deck in transfer.decks] == [("HIPAA set", "All of it")]
        assert bytes_of(transfer.media) == {"a.png": b"picture", "a b.mp3": b"sound"}
        assert (list(transfer.problems), transfer.has_schedule) == ([], False)


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        ([fact(f="a", b="b"), a_card("1", "1.1")], [(NoteKind.BASIC, ("a", "b", ""), [0])]),
        (
            [fact(f="a", b="b"), a_card("2", "2.2"), a_card("2", "2.1")],
            [(NoteKind.REVERSED, ("a", "b", ""), [0, 1])],
        ),
        ([fact(f="a", b="b"), a_card("2", "2.2")], [(NoteKind.REVERSED, ("a", "b", ""), [1])]),
        (
            [fact(f="chat", p_1="sha", m_1="cat", n="noun"), a_card("3::French", "3.1"), a_card("3::French", "3.2")],
            [(NoteKind.REVERSED, ("chat", "cat", "sha<br>noun"), [0, 1])],
        ),
        (
            [
                fact(text="[Paris] is in [France:country]; see [sound:a.mp3] [$]x[/$]"),
                a_card("5", "5.1", extra="{'cloze': 'France:country', 'index': 1}"),
                a_card("5", "5.1", extra="{'cloze': 'Paris', 'index': 0}"),
            ],
            [
                (
                    NoteKind.CLOZE,
                    ("{{c1::Paris}} is in {{c2::France::country}}; see [sound:a.mp3] [$]x[/$]", ""),
                    [0, 1],
                )
            ],
        ),
        (
            [
                fact(f="La [casa:house] es [grande:big]", m_1="The house is big"),
                a_card("6", "6.1"),
                a_card("6", "6.2", extra="{'cloze': 'casa:house', 'index': 0}"),
            ],
            [
                (NoteKind.BASIC, ("La casa es grande", "The house is big", ""), [0]),
                (NoteKind.CLOZE, ("La {{c1::casa::house}} es {{c2::grande::big}}", "The house is big"), [0]),
            ],
        ),
        (
            [fact(loc="Rome", marked="<img src='m.png'>", blank="<img src='b.png'>"), a_card("4", "4.2")],
            [(NoteKind.BASIC, ("Rome<br><img src='b.png'>", "<img src='m.png'>", ""), [0])],
        ),
        (
            [
                '<log type="22" o_id="x"><name>Words</name>'
                "<fact_keys_and_names>[('a', 'Word'), ('1', 'Root')]</fact_keys_and_names></log>",
                fact(a="cardio", ___1="Greek", c="heart"),
                a_card("x", "x.1"),
            ],
            [(NoteKind.BASIC, ("cardio", "<b>Root:</b> Greek<br><b>c:</b> heart", ""), [0])],
        ),
    ],
)
def test_each_card_type_becomes_the_nearest_kind(
    tmp_path: Path, log: list[str], expected: list[tuple[NoteKind, tuple[str, ...], list[int]]]
) -> None:
    transfer = read(cards_file(tmp_path, TAG, *log))

    assert kinds_and_fields(transfer) == expected
    assert list(transfer.problems) == []


def test_learning_data_of_a_synchronised_file_come_across(tmp_path: Path) -> None:
    learnt = 'gr="4" e="2.3" ac_rp="2" rt_rp="3" lps="1" l_rp="1762819200" n_rp="1763683200"'
    forgot = 'gr="1" e="2.1" ac_rp="2" rt_rp="3" lps="2" l_rp="1762819200" n_rp="1762905600"'
    path = cards_file(
        tmp_path, fact(f="a", b="b"), a_card("1", "1.1", learnt=learnt),
        fact(TWO, f="c", b="d"), a_card("1", "1.1", TWO, forgot),
        fact(THREE, f="e", b="f"), a_card("1", "1.1", THREE, learnt.replace("1763683200", "nan")),
    )  # fmt: skip

    transfer = read(path)

    one, two, three = (note.cards[0] for note in transfer.notes)
    assert transfer.has_schedule
    assert (one.state, one.interval_days, one.ease, one.reps, one.lapses) == (CardState.REVIEW, 10, 2.3, 5, 1)
    assert date_of(StudyDay(one.due_on or 0)) == date(2025, 11, 21)
    assert one.last_review_at == 1_762_819_200_000
    assert (two.state, two.step, two.due_on) == (CardState.RELEARNING, 0, READING.calendar.day(READING.now))
    assert (three.state, three.due_on) == (CardState.NEW, None)


def test_ids_made_by_hand_are_no_identity(tmp_path: Path) -> None:
    transfer = read(cards_file(tmp_path, fact("F1", f="a", b="b"), a_card("1", "1.1", "F1")))

    assert [note.guid for note in transfer.notes] == [""]


def test_what_is_missing_is_listed_and_the_rest_comes_in(tmp_path: Path) -> None:
    path = cards_file(
        tmp_path, fact(f="a", b="b"), a_card("1", "1.1"), fact(TWO, f=" "), a_card("1", "1.1", TWO),
        a_card("1", "1.1", "none"), media={"../evil.png": b""},
    )  # fmt: skip

    transfer = read(path)

    assert [note.fields for note in transfer.notes] == [("a", "b", "")]
    assert [problem.message for problem in transfer.problems] == [
        "cards whose question is not in the file were left out: 1",
        "“../evil.png” in it was left out: it leads out of the package",
        "a card was left out: it says nothing",
    ]


def test_a_python_literal_is_never_run() -> None:
    assert field_names("[('f', 'Front')]") == {"f": "Front"}
    assert field_names("__import__('os').system('true')") == {}
    assert field_names("[" * 3000) == {}
    assert field_names("(" * 190 + ")" * 190) == {}


def test_version_1_is_read_with_directions_and_schedule(tmp_path: Path) -> None:
    learnt = 'u="0" gr="4" e="2.500" ac_rp="3" rt_rp="4" lps="0" l_rp="20" n_rp="50.0"'
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "a.png").write_bytes(b"picture")
    path = xml_file(
        tmp_path,
        item("9cff728f", "question", 'answer\n<img src="images/a.png">', "Law & order", learnt),
        item("aaaaaaaa", "one", "eins"),
        item("aaaaaaaa.inv", "eins", "one"),
        item("bbbbbbbb", "f", "p\nt"),
        item("bbbbbbbb.tr.1", "t", "f\np"),
        item("cccccccc.inv", "alone", "x"),
        item("_1", "anonymous", "y"),
        item("", "", "z"),
    )

    with registry.read(path, READING) as transfer:
        assert transfer.format == "mnemosyne-xml"
        assert kinds_and_fields(transfer) == [
            (NoteKind.BASIC, ("question", 'answer<br><img src="a.png">', ""), [0]),
            (NoteKind.REVERSED, ("one", "eins", ""), [0, 1]),
            (NoteKind.REVERSED, ("f", "t", "p"), [0, 1]),
            (NoteKind.BASIC, ("alone", "x", ""), [0]),
            (NoteKind.BASIC, ("anonymous", "y", ""), [0]),
        ]
        assert [note.guid for note in transfer.notes] == ["9cff728f", "aaaaaaaa", "bbbbbbbb", "", ""]
        first = transfer.notes[0]
        assert first.tags == ("Law_&_order",)
        assert (first.cards[0].state, first.cards[0].interval_days) == (CardState.REVIEW, 30)
        assert date_of(StudyDay(first.cards[0].due_on or 0)) == date(2009, 9, 2)
        assert bytes_of(transfer.media) == {"a.png": b"picture"}
        assert [problem.message for problem in transfer.problems] == ["an item was left out: it has no question"]


_LEARNT_1 = {"gr": "4", "e": "2.5", "ac_rp": "3", "rt_rp": "4", "lps": "0", "l_rp": "20", "n_rp": "50"}
_LEARNT_2 = _LEARNT_1 | {"l_rp": "1762819200", "n_rp": "1763683200"}
_IMPOSSIBLE = [
    ("e", "nan", "easiness, “nan”,"),
    ("e", "-3", "easiness, “-3”,"),
    ("e", "1e308", "easiness, “1e308”,"),
    ("gr", "inf", "grade, “inf”,"),
    ("gr", "9", "grade, “9”,"),
    ("ac_rp", "three", "number of answers, “three”,"),
    ("rt_rp", "9" * 30, f"number of answers, “{'9' * 30}”,"),
    ("lps", "-7", "number of lapses, “-7”,"),
    ("l_rp", "NaN", "last repetition, “NaN”,"),
    ("l_rp", "1e300", "last repetition, “1e300”,"),
    ("l_rp", "30000000000", "last repetition, before 1970 or after today,"),
    ("n_rp", "-inf", "next repetition, “-inf”,"),
    ("n_rp", "19", "next repetition, before the last or in more than a hundred years,"),
    ("n_rp", "30000000000", "next repetition, before the last or in more than a hundred years,"),
]


def _written(learnt: dict[str, str]) -> str:
    return " ".join(f'{key}="{value}"' for key, value in learnt.items())


@pytest.mark.parametrize(("key", "value", "fault"), _IMPOSSIBLE)
def test_a_schedule_of_impossible_numbers_is_listed_and_its_card_starts_as_new(
    tmp_path: Path, key: str, value: str, fault: str
) -> None:
    good, bad = item("aaaaaaaa", "one", "eins", learnt=_written(_LEARNT_1)), _LEARNT_1 | {key: value}
    old = read(xml_file(tmp_path, good, item("bbbbbbbb", "two", "zwei", learnt=_written(bad))))
    first, second = (
        a_card("2", f"2.{view}", learnt=_written(_LEARNT_2 | more)) for view, more in ((1, {}), (2, {key: value}))
    )
    new = read(cards_file(tmp_path, TAG, fact(f="a", b="b"), first, second))

    message = f"the schedule of a card was left out: its {fault} cannot be; it starts as new"
    for found, line in ((old, 5), (new, 5)):
        assert [(one.line, one.message) for one in found.problems] == [(line, message)]
        assert [card.state for note in found.notes for card in note.cards] == [CardState.REVIEW, CardState.NEW]
        assert found.has_schedule


@pytest.mark.parametrize("start", ["", "nan", "soon", "-5", "9" * 12, "²"])
def test_days_that_count_from_nowhere_are_listed_and_no_schedule_is_taken(tmp_path: Path, start: str) -> None:
    found = read(xml_file(tmp_path, item("aaaaaaaa", "one", "eins", learnt=_written(_LEARNT_1)), start=start))

    assert [one.message for one in found.problems] == [
        "the file does not say when it was begun (time_of_start), so every card starts as new"
    ]
    assert [card.state for card in found.notes[0].cards] == [CardState.NEW]


def test_a_card_that_was_never_answered_may_have_any_numbers(tmp_path: Path) -> None:
    learnt = 'gr="0" e="0" ac_rp="0" rt_rp="0" lps="0" l_rp="0" n_rp="0"'

    found = read(xml_file(tmp_path, item("aaaaaaaa", "one", "eins", learnt=learnt), start=""))

    assert (list(found.problems), found.has_schedule) == ([], False)


def test_pictures_outside_the_folder_stay_where_they_are(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"secret")
    folder = tmp_path / "deck"
    folder.mkdir()
    (folder / "link.png").symlink_to(secret)
    names = ("../secret.png", "/etc/passwd", "link.png", "C:/secret.png", "file:///etc/passwd", "..\\secret.png")
    path = xml_file(folder, item("9cff728f", "".join(f'<img src="{name}">' for name in names), "x"))

    assert list(read(path).media) == []


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        ('<mnemosyne core_version="2"></mnemosyne>', "of a version of Mnemosyne that is not known here"),
        ('<mnemosyne core_version="1"><item></mnemosyne>', "line 1: it is no valid XML here (mismatched tag)"),
        (
            '<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]><mnemosyne core_version="1">&b;</mnemosyne>',
            "it has a document type or entities",
        ),
        (
            '<!DOCTYPE a SYSTEM "file:///etc/passwd"><mnemosyne core_version="1"></mnemosyne>',
            "it has a document type or entities",
        ),
        ('<mnemosyne core_version="1">' + "<item>" * 100, "nested more deeply"),
        ('<mnemosyne core_version="1"><item><Q>' + "x" * 9_000_000, "larger than any card is"),
        ('<mnemosyne core_version="1"><item id="' + "x" * 9_000_000, "larger than any card is"),
        ('<?xml version="1.0" encoding="no-such"?><mnemosyne core_version="1"/>', "no valid XML"),
    ],
)
def test_hostile_xml_is_refused_within_bounds(tmp_path: Path, xml: str, message: str) -> None:
    path = tmp_path / "bad.xml"
    path.write_text(xml)
    tracemalloc.start()

    with within(seconds=5), pytest.raises(ImportRefusedError) as caught:
        registry.read(path, READING)

    assert tracemalloc.get_traced_memory()[1] < 100_000_000
    tracemalloc.stop()
    assert message in str(caught.value)
    assert str(caught.value).startswith("bad.xml: ")


def test_a_file_without_its_list_of_cards_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.cards"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("other.txt", "")

    with pytest.raises(ImportRefusedError, match=r"the list of cards in it \(cards.xml\) is missing"):
        read(path)


def test_a_file_with_more_text_than_fits_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flashcards.formats.incoming.MAX_MEMORY_BYTES", 10_000)

    with pytest.raises(ImportRefusedError, match="holds more than"):
        read(cards_file(tmp_path, *(fact(f"{ONE}{place}", f="a", b="b") for place in range(20))))


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_no_damage_to_a_file_surprises(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = xml_file(tmp_path_factory.mktemp("xml"), item("9cff728f", "q", "a"), item("9cff728f.inv", "a", "q"))
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 2))] = data.draw(st.binary(max_size=2))
    path.write_bytes(bytes(content))

    try:
        registry.read(path, READING)
    except ImportRefusedError as error:
        assert str(error).startswith("old.xml: ")  # noqa: PT017


@given(st.text(), st.text())
def test_any_text_becomes_a_field(one: str, other: str) -> None:
    assert "\n" not in field(one)
    html, count = cloze(f"{one.replace('[', '').replace(']', '')}[x{other.replace('[', '').replace(']', '')}]")
    assert count <= 1
    assert html.count("{{c1::") == count
