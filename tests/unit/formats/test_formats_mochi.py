import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.domain.errors import ImportRefusedError
from flashcards.domain.note_type import NoteKind
from flashcards.formats import registry
from flashcards.formats.mochi.edn import read_edn
from flashcards.formats.transfer import Transfer
from tests.pace import within
from tests.unit.formats.format_builders import READING, bytes_of

DECKS = """{:version 2
 :decks [{:name "HIPAA" :id :deck00001
          :cards [{:id :card000001 :content "# Who?\\n---\\nA *provider*\\n---\\nand more" :tags #{"b" "a c"}}
                  {:content "The {{Privacy Rule}} is {{2::CFR}}; `{{not}}` $x^{{2}}$"}
                  {:content "only one side"} {} 7]}
         {:name "Rights" :id :deck00002 :parent-id :deck00001 ; a comment
          :cards [{:template-id :tmpl00001
                   :fields {:name {:id :name :value "Front text"} :f2 {:value "![](@media/a.png)"}}}
                  #_ {:content "discarded\\n---\\nx"}]}]
 :templates [{:id :tmpl00001 :name "Basic" :content "<< Front >>\\n---\\n<< Back >>"
              :fields {:name {:id :name :name "Front" :type :text} :f2 {:name "Back"}}}]}"""


def mochi(folder: Path, data: str, **media: bytes) -> Path:
    path = folder / "deck.mochi"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.edn", data)
        for name, content in media.items():
            archive.writestr(name.replace("_", "."), content)
    return path


def read(path: Path) -> Transfer:
    with registry.read(path, READING) as transfer:
        return transfer


def test_decks_cards_gaps_templates_and_media_are_read(tmp_path: Path) -> None:
    with registry.read(mochi(tmp_path, DECKS, a_png=b"picture"), READING) as transfer:
        found = [
            (transfer.note_types[note.type_place].kind, note.fields, note.deck, note.tags, note.guid)
            for note in transfer.notes
        ]
        assert found == [
            (
                NoteKind.BASIC,
                ("<h1>Who?</h1>", "<p>A <em>provider</em></p>\n<p>and more</p>", ""),
                "HIPAA",
                ("a_c", "b"),
                "card000001",
            ),
            (
                NoteKind.CLOZE,
                (r"The {{c1::Privacy Rule}} is {{c2::CFR}}; <code>{{not}}</code> \(x^{{2} }\)", ""),
                "HIPAA",
                (),
                "",
            ),
            (NoteKind.BASIC, ("Front text", '<img src="a.png">', ""), "HIPAA::Rights", (), ""),
        ]
        assert bytes_of(transfer.media) == {"a.png": b"picture"}
        assert [problem.message for problem in transfer.problems] == [
            "card 4 of “HIPAA” was left out: it has one side only",
            "“only one side” of “HIPAA” was left out: it has one side only",
        ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("{:a", "line 1: it breaks off"),
        ("{:a\n]", "line 2: a “]” closes nothing here"),
        ("{:a}", "a map has a key without a value"),
        ('{:a "b', "it is no EDN here"),
        ("", "there is nothing in it"),
        ("[" * 100_000, "nested more deeply"),
    ],
)
def test_broken_data_are_refused_with_their_line(tmp_path: Path, data: str, message: str) -> None:
    cannot_be_read = pytest.raises(ImportRefusedError, match=r"deck.mochi: data.edn in it cannot be read")

    with within(seconds=2), cannot_be_read as caught:
        read(mochi(tmp_path, data))

    assert message in str(caught.value)


def test_more_values_than_a_deck_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flashcards.formats.mochi.edn.MAX_VALUES", 100)

    with pytest.raises(ImportRefusedError, match="there are more values than any deck has"):
        read(mochi(tmp_path, "[" + "[] " * 200 + "]"))


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "deck.mochi"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("data.json", "{}")

    with pytest.raises(ImportRefusedError, match=r"there is no list of cards \(data.edn\) in it"):
        read(path)


def test_decks_above_themselves_end_nowhere(tmp_path: Path) -> None:
    data = '{:decks [{:name "A" :id :a :parent-id :a :cards [{:content "x\\n---\\ny"}]} {:name nil :cards "no"} nil]}'

    (note,) = read(mochi(tmp_path, data)).notes

    assert note.deck.startswith("A::A")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r'{:a "b\n\"c\" \u00e9", :d [1 2.5 nil true] :e #inst "2020" :f #{x}}',
         {"a": 'b\n"c" é', "d": ["1", "2.5", None, True], "e": "2020", "f": ["x"]}),
        ("(#_ #_ 1 2 3)", ["3"]),
        ("#_{:a 1} :b", "b"),
        ("[\\newline \\a]", ["\\newline", "\\a"]),
    ],
)  # fmt: skip
def test_edn_is_read(text: str, value: object) -> None:
    assert read_edn(text) == value


@given(st.text(st.sampled_from(list('{}[]()#_:ab "\\;,\n1'))))
def test_any_text_is_edn_or_told(text: str) -> None:
    try:
        read_edn(text)
    except ValueError as error:
        assert str(error).startswith("line ")  # noqa: PT017


@pytest.mark.parametrize("version", ["3", '"2024.1"', "1e9", "[2 3]"])
def test_a_later_version_is_refused_by_its_number(tmp_path: Path, version: str) -> None:
    file = mochi(tmp_path, DECKS.replace(":version 2", f":version {version}"))

    with pytest.raises(ImportRefusedError) as refused:
        read(file)

    named = version.strip('"') if "[" not in version else "['2', '3']"
    assert f"it is of version {named} of Mochi's format" in str(refused.value)
    assert "version 2 is the last one known" in str(refused.value)


@pytest.mark.parametrize("said", ["", ":version 1", ":version nil"])
def test_an_earlier_version_and_none_are_read_the_same(tmp_path: Path, said: str) -> None:
    assert len(read(mochi(tmp_path, DECKS.replace(":version 2", said))).notes) == 3
