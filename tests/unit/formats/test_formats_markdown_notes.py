from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.domain.card import CardState
from flashcards.domain.choice import Option, decode_options
from flashcards.domain.errors import ImportRefusedError
from flashcards.domain.note_type import NoteKind
from flashcards.domain.study_day import StudyDay, date_of
from flashcards.formats import registry
from flashcards.formats.markdown_notes import reading as markdown_notes
from flashcards.formats.markdown_notes.markup import to_html
from flashcards.formats.transfer import Transfer
from tests.pace import within
from tests.unit.formats.format_builders import READING, bytes_of

B, R, C, M = NoteKind.BASIC, NoteKind.REVERSED, NoteKind.CLOZE, NoteKind.CHOICE


def read(folder: Path, text: str, name: str = "topic.md") -> Transfer:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return registry.read(path, READING)


def notes(transfer: Transfer) -> list[tuple[NoteKind, tuple[str, ...]]]:
    """Give kinds and fields without the empty ones at the end."""
    found = []
    for note in transfer.notes:
        fields = [field or "" for field in note.fields]
        while fields and not fields[-1]:
            fields.pop()
        found.append((transfer.note_types[note.type_place].kind, tuple(fields)))
    return found


def problems_of(transfer: Transfer) -> list[tuple[int, str]]:
    return [(problem.line, problem.message) for problem in transfer.problems]


def test_obsidian_cards_of_every_form_are_read(tmp_path: Path) -> None:
    transfer = read(
        tmp_path,
        "---\ntags:\n  - flashcards/law\n  - Exam/One\n---\n# HIPAA\n\nWho *must*?::A provider ^abc-1\n"
        "- Notice:::NPP\n\n## Rights\n\nlines\nof a question\n?\nlines of\nthe **answer**\n\nTerm\n??\nMeaning\n\n"
        "The ==Privacy Rule==^[law] is ==45 CFR 164==.\n\n### Why so?\n?\nBecause\n\n> Quoted :: yes\n",
    )

    assert transfer.format == "markdown"
    small = "<small>Rights</small><br>"
    assert notes(transfer) == [
        (B, ("Who <em>must</em>?", "A provider")),
        (R, ("Notice", "NPP")),
        (B, (f"{small}lines<br>of a question", "lines of<br>the <strong>answer</strong>")),
        (R, (f"{small}Term", "Meaning")),
        (C, (f"{small}The {{{{c1::Privacy Rule::law}}}} is {{{{c2::45 CFR 164}}}}.",)),
        (B, (f"{small}Why so?", "Because")),
        (B, (f"{small}Quoted", "yes")),
    ]
    assert {note.deck for note in transfer.notes} == {"law"}
    assert {note.tags for note in transfer.notes} == {("Exam::One",)}
    assert [note.line for note in transfer.notes] == [8, 9, 13, 19, 23, 25, 29]
    assert problems_of(transfer) == []


def test_tags_say_the_deck_of_what_follows_and_of_single_cards(tmp_path: Path) -> None:
    transfer = read(
        tmp_path,
        "#flashcards/a/b\none::1\n\n#flashcards/c #other two::2\nthree::3\n\n## Part #flashcards/d\nfour::4\n"
        "#flashcards\nfive::5\n",
    )

    assert [(note.fields[1], note.deck, note.tags) for note in transfer.notes] == [
        ("1", "a::b", ()), ("2", "c", ("other",)), ("3", "a::b", ()), ("4", "d", ()), ("5", "topic", ()),
    ]  # fmt: skip


def test_separators_in_code_and_mathematics_part_nothing(tmp_path: Path) -> None:
    transfer = read(
        tmp_path,
        "`std::cout` prints::to `std::out`\n\n```cpp\na::b\n\n==x==\n?\n```\n\n$a::b$ and ==$x$==\n\n<!-- no::card\n"
        "nor::this -->\n\nShow code\n?\n```js\nif (a === b) {\n\n}\n```\n",
    )

    assert notes(transfer) == [
        (B, ("<code>std::cout</code> prints", "to <code>std::out</code>")),
        (C, (r"\(a::b\) and {{c1::\(x\)}}",)),
        (B, ("Show code", '<pre><code class="language-js">if (a === b) {\n\n}\n</code></pre>\n'.rstrip("\n"))),
    ]


def test_a_file_with_end_marks_has_blank_lines_in_answers(tmp_path: Path) -> None:
    transfer = read(tmp_path, "#flashcards\nList\n?\none\n\ntwo\n+++\n\nNext\n?\nx\n+++\n")

    assert notes(transfer) == [(B, ("List", "<p>one</p>\n<p>two</p>")), (B, ("Next", "x"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a ==b==[^1] c ==d==[^2] e ==f==[^1]", "a {{c1::b}} c {{c2::d}} e {{c1::f}}"),
        ("==ctx==[^hshs] ==one==[^ashh] ==two==[^hash] ==both==[^aa]", "ctx {{c1::one}} {{c2::two}} {{c1,2::both}}"),
        ("==$\\frac{a}{{b}}$==^[ratio]", r"{{c1::\(\frac{a}{{b} }\)::ratio}}"),
    ],
)
def test_gaps_are_numbered_as_written(tmp_path: Path, text: str, expected: str) -> None:
    assert notes(read(tmp_path, text)) == [(C, (expected,))]


def test_schedules_behind_cards_are_read(tmp_path: Path) -> None:
    fsrs = "!fsrs,2026-12-08T22:29:37.170Z,11,10.97,2.1,2,3,1,0,2026-11-27T22:29:37.170Z"
    steps = "!fsrs,2026-11-23T09:22:48.018Z,0,1.2931,5.1,1,1,0,1,2026-11-23T09:16:48.018Z"
    transfer = read(
        tmp_path,
        f"a::b <!--SR:!2026-12-16,51,230-->\nc:::d\n<!--SR:!2026-12-16,5,250!2000-01-01,1,250-->\n\n"
        f"e\n?\nf\n<!--SR:{fsrs}-->\n\n==g== ==h==\n<!--SR:{steps}!bad,1,2-->\n\ni::j\n",
    )

    one, two, three, four, five = (note.cards for note in transfer.notes)
    assert transfer.has_schedule
    assert [(card.state, card.interval_days, card.ease) for card in one] == [(CardState.REVIEW, 51, 2.3)]
    assert date_of(StudyDay(one[0].due_on or 0)) == date(2026, 12, 16)
    assert [(card.ordinal, card.state) for card in two] == [(0, CardState.REVIEW), (1, CardState.NEW)]
    assert (three[0].stability, three[0].difficulty, three[0].reps, three[0].lapses) == (10.97, 2.1, 3, 1)
    assert three[0].last_review_at == round(datetime(2026, 11, 27, 22, 29, 37, 170_000, UTC).timestamp() * 1000)
    assert [(card.state, card.step) for card in four] == [(CardState.LEARNING, 1), (CardState.NEW, None)]
    assert [(one.line, one.message) for one in transfer.problems] == [
        (10, "the schedule “!bad,1,2” behind a card cannot be; that side starts as new")
    ]
    assert four[0].due_at == round(datetime(2026, 11, 23, 9, 22, 48, 18_000, UTC).timestamp() * 1000)
    assert five == ()
    assert "<!--" not in "".join(field or "" for note in transfer.notes for field in note.fields)


@pytest.mark.parametrize(
    "comment",
    ["!", "!!!", "!2026-99-99,1,2", "!fsrs", "!fsrs,a,b,c,d,e,f,g,h,i", "!2026-01-01,nan,inf", "!" + "9," * 5000],
)
def test_schedules_that_cannot_be_read_are_listed_and_none(tmp_path: Path, comment: str) -> None:
    transfer = read(tmp_path, f"a::b\n<!--SR:{comment}-->\n")

    assert [note.cards for note in transfer.notes] == [()]
    ((line, message),) = [(one.line, one.message) for one in transfer.problems]
    assert (line, message.partition("”")[2]) == (2, " behind a card cannot be; that side starts as new")


def test_pictures_sounds_and_links_of_a_vault_are_found(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "a b.png").write_bytes(b"picture")
    (tmp_path / "files" / "s.mp3").write_bytes(b"sound")
    (tmp_path / "b.png").write_bytes(b"other")
    (tmp_path / "link.png").symlink_to("/etc/passwd")

    transfer = read(
        tmp_path,
        "![[a b.png|300]]::![x](files/s.mp3) [[Page#Part|see]] [[Other]] [web](https://x.org) [in](Page.md)\n"
        "![](./b.png)::![](../secret.png) ![](/etc/passwd) ![[link.png]] ![](https://x.org/c.png)\n",
    )

    assert notes(transfer) == [
        (B, ('<img src="a b.png">', '[sound:s.mp3] see Other <a href="https://x.org">web</a> in')),
        (
            B,
            (
                '<img src="b.png">',
                '<img src="secret.png"> <img src="passwd"> <img src="link.png"> <img src="https://x.org/c.png">',
            ),
        ),
    ]
    assert bytes_of(transfer.media) == {"a b.png": b"picture", "s.mp3": b"sound", "b.png": b"other"}


def test_in_a_vault_only_tagged_notes_have_cards_and_folders_are_decks(tmp_path: Path) -> None:
    read(tmp_path, "Plain ==note== with std::cout\n", "vault/Plain.md")
    read(tmp_path, "#flashcards\na::b\n", "vault/Law/HIPAA.md")
    read(tmp_path, "#flashcards/x\nc::d\n", "vault/Other.md")
    (tmp_path / "vault" / ".obsidian").mkdir()
    (tmp_path / "vault" / ".obsidian" / "z.md").write_text("e::f")

    transfer = registry.read(tmp_path / "vault", READING)

    assert [(note.fields[0], note.deck) for note in transfer.notes] == [("a", "Law::HIPAA"), ("c", "x")]
    ((path, line, message),) = [(one.path.name, one.line, one.message) for one in transfer.problems]
    assert (path, line) == ("Plain.md", 1)
    assert (
        message
        == "the note was left out with what may be 1 card: it has no tag such as #flashcards, as others here have"
    )


def test_in_a_folder_without_tags_every_file_has_cards(tmp_path: Path) -> None:
    read(tmp_path, "a::b\n", "notes/One.md")
    read(tmp_path, "c::d\n", "notes/Sub/Two.md")

    transfer = registry.read(tmp_path / "notes", READING)

    assert [(note.fields[0], note.deck) for note in transfer.notes] == [("a", "One"), ("c", "Sub::Two")]


def test_hashcards_are_read(tmp_path: Path) -> None:
    transfer = read(
        tmp_path,
        '---\nname = "Medicine::Basics"\n---\n\n# Title\n\nQ: List the PGM minerals.\nA:\n\n- ruthenium\n- rhodium\n\n'
        "C: The [order] of a \\[group\\] is [the cardinality] ![d](a.png) [text](https://x.org).\n\n"
        "C:\nBetter\n\n— [Ecclesiastes] [6]:[9]\n---\nstray\n\nQ: Euler?\nA: $e^{i\\pi} + 1 = 0$\n\n$$\nx\n$$\n",
    )

    assert notes(transfer) == [
        (B, ("List the PGM minerals.", "<ul>\n<li>ruthenium</li>\n<li>rhodium</li>\n</ul>")),
        (
            C,
            (
                "The {{c1::order}} of a [group] is {{c2::the cardinality}} "
                '<img src="a.png"> <a href="https://x.org">text</a>.',
            ),
        ),
        (C, ("<p>Better</p>\n<p>— {{c1::Ecclesiastes}} {{c2::6}}:{{c3::9}}</p>",)),
        (B, ("Euler?", "<p>\\(e^{i\\pi} + 1 = 0\\)</p>\n<p>\\[x\\]</p>")),
    ]
    assert {note.deck for note in transfer.notes} == {"Medicine::Basics"}
    assert problems_of(transfer) == [(20, "the line belongs to no card: one begins with “Q:” or “C:”")]


def test_blocks_with_options_are_choice_notes_with_their_identity(tmp_path: Path) -> None:
    transfer = read(
        tmp_path, "Q: Which?\n- [x] Yes\n  It *is*.\n- [ ] No\n\n<!-- id: abc-1 -->\n\nQ: None?\n- [ ] a\n- [ ] b\n"
    )

    (note,) = transfer.notes
    assert note.guid == "abc-1"
    assert decode_options(note.fields[1] or "") == (Option("Yes", True, "It <em>is</em>."), Option("No", False))
    assert problems_of(transfer) == [(8, "a card was left out: none of its options is right")]


def test_hashcards_mistakes_are_listed(tmp_path: Path) -> None:
    transfer = read(tmp_path, "A: lost\n\nQ: no answer\n\nQ: ok\nA: yes\n\nC: no gap\n\nQ:\nA: x\n")

    assert notes(transfer) == [(B, ("ok", "yes"))]
    assert problems_of(transfer) == [
        (1, "this answer has no question: “Q:” is missing above it"),
        (3, "a card was left out: it has no answer (“A:”)"),
        (8, "a card was left out: it has no gap, such as [this]"),
        (10, "a card was left out: it has no question"),
    ]


def test_orbit_prompts_are_read(tmp_path: Path) -> None:
    transfer = read(
        tmp_path,
        "Some prose with a {gap} in it.\n\nQ. What?\nA. That\n\nQ. Next?\n\nA. In the *next* paragraph\n\nprose\n\n"
        "Q.\n\nlong\n\nquestion\n\nA.\n\n- one\n- two\n\n---\n\nA. lost\n\nQ. never answered\n",
    )

    assert notes(transfer) == [
        (C, ("Some prose with a {{c1::gap}} in it.",)),
        (B, ("What?", "That")),
        (B, ("Next?", "In the <em>next</em> paragraph")),
        (B, ("<p>long</p>\n<p>question</p>", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>")),
    ]
    assert problems_of(transfer) == [
        (25, "this answer has no question: “Q.” is missing above it"),
        (27, "a card was left out: it has no answer (“A.”)"),
    ]


def test_remnote_lines_are_read(tmp_path: Path) -> None:
    transfer = read(
        tmp_path,
        "- HIPAA :: A law of __1996__\n    - Enforced by ;; OCR\n    - Forward >> **yes**\n- B << back\n"
        "- both <> ways\n- Parts >>>\n    - Privacy\n    - Security\n- The {{Privacy Rule}} and {{CFR}}{({hint})}\n"
        "- formula >> $$x^2$$\n- shift a << b\n- nothing >>\n",
    )

    assert notes(transfer) == [
        (R, ("HIPAA", "A law of <em>1996</em>")),
        (B, ("HIPAA: Enforced by", "OCR")),
        (B, ("Forward", "<strong>yes</strong>")),
        (B, ("back", "B")),
        (R, ("both", "ways")),
        (B, ("Parts", "<ul>\n<li>Privacy</li>\n<li>Security</li>\n</ul>")),
        (C, ("The {{c1::Privacy Rule}} and {{c2::CFR::hint}}",)),
        (B, ("formula", r"\(x^2\)")),
        (B, ("b", "shift a")),
    ]
    assert problems_of(transfer) == [(12, "a card was left out: one of its sides is empty")]


@pytest.mark.parametrize(
    ("text", "kept", "listed"),
    [
        ("#flashcards\na::b\n\nQ: one?\nA: two\n\nx >> y\n\nQ. three?\nA. four\n", 1, [4, 7, 9]),
        ("Q: one?\nA: two\n\nmore\n\nterm::definition\n\nA ==gap== here\n", 1, [6, 8]),
        ("Q. one?\nA. two\n\nterm:::definition\n\nC: a [gap]\n", 1, []),
        ("Q. one?\nA. two\n\nterm:::definition\n\nfront >> back\n", 1, [4, 6]),
        ("a >> b\n\nterm::definition\n\nQ: one?\n", 1, [3, 5]),
        ("#flashcards\na::b\n\nprose: at 8:00, `Q: x` and `a >> b`\n\n> Quoted >>\n", 1, []),
    ],
)
def test_cards_of_another_dialect_are_listed_with_their_line(
    tmp_path: Path, text: str, kept: int, listed: list[int]
) -> None:
    transfer = read(tmp_path, text)

    assert len(transfer.notes) == kept
    strange = [(line, message) for line, message in problems_of(transfer) if "looks like a card" in message]
    assert [line for line, _ in strange] == listed


def test_a_card_of_another_dialect_is_named_with_what_became_of_it(tmp_path: Path) -> None:
    passed = read(tmp_path, "#flashcards\na::b\n\nQ: one?\nA: two\n")
    taken_in = read(tmp_path, "Q: one?\nA: two\n\nterm::definition\n")

    assert problems_of(passed) == [
        (
            4,
            "this looks like a card as hashcards writes it, and the file is read as Obsidian writes them: "
            "it was left out; put it in a file of its own",
        )
    ]
    assert "as Obsidian writes it" in problems_of(taken_in)[0][1]
    assert "it was taken as a part of the card above" in problems_of(taken_in)[0][1]


def test_remnote_lines_in_a_text_file_are_known(tmp_path: Path) -> None:
    transfer = read(tmp_path, "Front >> Back\nConcept :: Def\n    Desc ;; val\nA {{gap}} here\n", "pasted.txt")

    assert transfer.format == "markdown"
    assert notes(transfer) == [
        (B, ("Front", "Back")), (R, ("Concept", "Def")), (B, ("Concept: Desc", "val")), (C, ("A {{c1::gap}} here",)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["a,b\nMenu,File >> Open\nc,d\n", "a >> b\tc\nd >> e\tf\n", "a,x::y\nb,x::z\n", "one >> two\nplain\nlines\n"],
)
def test_other_text_files_are_tables(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text, "list.txt").format == "csv"


def test_more_options_than_a_note_can_have_are_listed(tmp_path: Path) -> None:
    transfer = read(tmp_path, "Q: Which?\n- [x] Yes\n" + "".join(f"- [ ] No {place}\n" for place in range(11)))

    assert len(decode_options(transfer.notes[0].fields[1] or "")) == 10
    assert problems_of(transfer) == [(1, "the card has 12 options: those after the first 10 were left out")]


def test_lists_below_an_arrow_keep_the_lists_in_them(tmp_path: Path) -> None:
    transfer = read(tmp_path, "- Parts >>>\n    - Privacy\n        - 45 CFR 164\n    - Security\n")

    (note,) = transfer.notes
    assert "45 CFR 164" in (note.fields[1] or "")
    assert (note.fields[1] or "").count("<ul>") == 2


def test_markdown_without_cards_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        ImportRefusedError, match=r"topic.md: there are no cards in it. Nothing was changed."
    ) as refused:
        read(tmp_path, "# Notes\n\nJust prose.\n")

    assert "the guide page “Bring your own cards”" in str(refused.value)
    assert "docs/" not in str(refused.value)


def test_a_file_of_too_many_lines_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown_notes, "MAX_LINES", 2)

    with pytest.raises(ImportRefusedError, match="it has 3 lines; at most 2 can be read"):
        read(tmp_path, "a::b\nc::d\ne::f\n")


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("a *b*\nc", "a <em>b</em><br>c"),
        ("~~x~~ ==y==", "<s>x</s> <mark>y</mark>"),
        (r"\$5 and $6, `$x$`", "$5 and $6, <code>$x$</code>"),
        ("costs $5 or $10", "costs $5 or $10"),
        ("| a | b |\n|---|--:|\n| 1 | 2 |", "<table>"),
        ("<script>x</script>", "<script>x</script>"),
    ],
)
def test_markdown_becomes_html(markdown: str, html: str) -> None:
    assert to_html(markdown, lambda name: name).startswith(html)


@pytest.mark.parametrize(
    "text",
    [
        "a::" + "*" * 20_000,
        "a::" + "[" * 20_000,
        "a::" + "`" * 20_000 + "b",
        "a::" + "$" * 20_000,
        "a::" + "x" * 3_000_000,
        "==" * 20_000,
        "<!--" * 20_000 + "\na::b",
        "\n".join("> " * 500 + "a::b" for _ in range(200)),
        "---\n" + "a: &a [*a, *a]\n" * 100 + "---\nq::a",
        "---\na: " + "[" * 5000 + "\n---\nq::a",
        "- " * 5000 + "a >> b",
        "#" * 20_000 + "flashcards a::b",
        "a::b ==" + "[^a" * 5000,
        "{" * 20_000 + "\nQ. a\nA. b",
        "C: " + "[" * 20_000 + "x" + "]" * 20_000,
    ],
)
def test_hostile_markdown_is_read_in_bounded_time(tmp_path: Path, text: str) -> None:
    with within(seconds=3):
        try:
            read(tmp_path, text)
        except ImportRefusedError as error:
            assert str(error).startswith("topic.md: ")  # noqa: PT017


_WORDS = (
    "a::b c:::d ? ?? ==x== ``` Q:_a A:_b C:_[x] Q._a A._b a_>>_b -_x #_H --- #flashcards/x <!-- --> {y} {{z}} $x$ +++"
)
_COMMENT = "<!--SR:!2026-01-01,1,250-->"
_PIECES = st.sampled_from(("", "  b", "![[a.png]]", _COMMENT, *_WORDS.replace("_", "\0").split()))


@settings(deadline=None, max_examples=80)
@given(st.lists(_PIECES, max_size=12))
def test_no_order_of_lines_surprises(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    path = tmp_path_factory.mktemp("markdown") / "a.md"
    path.write_text("\n".join(lines).replace("\0", " "))

    try:
        transfer = markdown_notes.read(path, READING)
    except ImportRefusedError:
        return

    for note in transfer.notes:
        kind = transfer.note_types[note.type_place].kind
        assert note.fields[0]
        assert (kind is not NoteKind.CLOZE) or "{{c" in (note.fields[0] or "") or "==" in "\n".join(lines)
