"""Small sound files of formats that are only read. Each function writes one and gives its path."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.old_collections import old_collection

_LEARNT = 'gr="4" e="2.3" ac_rp="2" rt_rp="3" lps="1" l_rp="1762819200" n_rp="1763683200"'


def _mnemosyne(folder: Path) -> Path:
    path = folder / "deck.cards"
    log = (
        '<log type="10" o_id="T"><name>HIPAA::Privacy</name></log>',
        "<log type=\"22\" o_id=\"x\"><fact_keys_and_names>[('a', 'Word')]</fact_keys_and_names></log>",
        '<log type="16" o_id="1aBcDeFgHiJkLmNoPq"><f>Who? &lt;img src="p/a.png"&gt;</f><b>It</b></log>',
        '<log type="16" o_id="2aBcDeFgHiJkLmNoPq"><text>[Paris] in [France:where]</text></log>',
        f'<log type="6" card_t="2" fact="1aBcDeFgHiJkLmNoPq" fact_v="2.1" tags="T" {_LEARNT}></log>',
        '<log type="6" card_t="5" fact="2aBcDeFgHiJkLmNoPq" fact_v="5.1"><extra>{\'index\': 1}</extra></log>',
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("cards.xml", f'<openSM2sync number_of_entries="6">{"".join(log)}</openSM2sync>')
        archive.writestr("METADATA", "card_set_name:HIPAA\n")
        archive.writestr("p/a.png", b"picture")
    return path


def _mnemosyne_1(folder: Path) -> Path:
    path = folder / "old.xml"
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<mnemosyne core_version="1" time_of_start="1247533200">\n'
        '<item id="9cff728f" gr="4" e="2.5" ac_rp="1" rt_rp="2" l_rp="3" n_rp="9"><cat>Law</cat><Q>a</Q><A>b</A>'
        "</item>\n"
        '<item id="9cff728f.inv"><cat>Law</cat><Q>b</Q><A>a</A></item>\n</mnemosyne>\n'
    )
    return path


def _supermemo(folder: Path) -> Path:
    path = folder / "items.txt"
    path.write_text(
        "Q: Who?\nQ: more\nA: A provider\nA1: A coder\nA2: A payer\n"
        "I: REP=8 LAP=0 EF=3.2 UF=2.3 INT=429 LAST=27.01.26\nO: 3\n\nQ: next\nA: one#2two\n"
    )
    return path


def _obsidian(folder: Path) -> Path:
    path = folder / "obsidian.md"
    path.write_text(
        "---\ntags: [flashcards/law]\n---\n# Title\n## Part\nWho?::A provider <!--SR:!2026-12-16,51,230-->\na:::b\n\n"
        "long\n?\n```py\nx\n```\n<!--SR:!fsrs,2026-12-08T22:29:37.170Z,11,10.9,2.1,2,3,1,0,2026-11-27T22:29:37Z-->\n\n"
        "The ==Privacy Rule==^[law][^1] is $x$ ![[a.png]]\n"
    )
    return path


def _hashcards(folder: Path) -> Path:
    path = folder / "hashcards.md"
    path.write_text(
        '---\nname = "Law"\n---\nQ: Which?\n- [x] yes\n  why\n- [ ] no\n<!-- id: x-1 -->\n\nQ: a\nA: $b$\n\n'
        "C: [a] \\[b\\] [c]\n"
    )
    return path


def _orbit(folder: Path) -> Path:
    path = folder / "orbit.md"
    path.write_text("A {gap} here.\n\nQ. a\nA. b\n\nQ.\n\nlong\n\nA.\n\n- one\n")
    return path


def _remnote(folder: Path) -> Path:
    path = folder / "remnote.md"
    path.write_text("- HIPAA :: A law\n    - From ;; 1996\n- a >> b\n- Parts >>>\n    - one\n- the {{gap}} and __x__\n")
    return path


def _crowdanki(folder: Path) -> Path:
    path = folder / "crowd.json"
    model = {
        "crowdanki_uuid": "m",
        "name": "Words",
        "flds": [{"name": "Word", "ord": 0}, {"name": "Meaning", "ord": 1}],
        "tmpls": [{"name": "Card 1", "qfmt": "{{Word}}", "afmt": "{{Meaning}}", "ord": 0}],
        "css": "",
        "type": 0,
    }
    note = {"__type__": "Note", "fields": ["a", "b"], "guid": "g", "note_model_uuid": "m", "tags": ["x"]}
    child = {"__type__": "Deck", "name": "Sub", "children": [], "notes": [note], "crowdanki_uuid": "u2"}
    deck = child | {"name": "Law", "children": [child], "note_models": [model], "media_files": ["a.png"]}
    path.write_text(json.dumps(deck, indent=1, sort_keys=True))
    return path


def _mochi(folder: Path) -> Path:
    path = folder / "deck.mochi"
    data = (
        '{:version 2 :decks [{:name "Law" :id :deck00001 :cards [{:content "Q\\n---\\n![](a.png)" :tags #{"x"}}'
        ' {:content "A {{1::gap}} in $x$"} #_ nil {:template-id :tmpl00001 :fields {:name {:value "v"}}}]}]'
        ' :templates [{:id :tmpl00001 :content "<< Front >>\\n---\\nb" :fields {:name {:name "Front"}}}]}'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.edn", data)
        archive.writestr("a.png", b"picture")
    return path


def _list(folder: Path) -> Path:
    path = folder / "list.json"
    path.write_text('[{"front": "a", "back": "b", "tags": ["x"]},\n{"question": "<b>c</b>", "answer": "d"}]')
    return path


def _backup(folder: Path) -> Path:
    return old_collection(1, folder, "backup.db")


SAMPLES: tuple[Callable[[Path], Path], ...] = (
    _mnemosyne,
    _mnemosyne_1,
    _supermemo,
    _obsidian,
    _hashcards,
    _orbit,
    _remnote,
    _crowdanki,
    _mochi,
    _list,
    _backup,
)
