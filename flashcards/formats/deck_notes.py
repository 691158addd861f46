"""Blocks of a deck file made into notes."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from flashcards.domain.choice import MAX_OPTIONS, MIN_OPTIONS, Option, encode_options
from flashcards.domain.deck import clean_deck_name
from flashcards.domain.note import Provenance
from flashcards.domain.note_type import NoteKind
from flashcards.formats import calculation, deck_values
from flashcards.formats.deck_blocks import Block, OptionBlock
from flashcards.formats.deck_gaps import fault_of_gaps
from flashcards.formats.deck_html import decode_html
from flashcards.formats.deck_reader import ValueReader
from flashcards.formats.draft import NoteDraft
from flashcards.formats.markdown import to_html

_KEYS_OF_KIND: dict[NoteKind, frozenset[str]] = {
    NoteKind.BASIC: frozenset({"Q", "A"}),
    NoteKind.REVERSED: frozenset({"Term", "Meaning"}),
    NoteKind.CLOZE: frozenset({"Cloze"}),
    NoteKind.TYPED: frozenset({"Q", "Typed", "Tolerance"}),
    NoteKind.CHOICE: frozenset({"Q", "Pin"}),
}
_ALL_KIND_KEYS = frozenset[str]().union(*_KEYS_OF_KIND.values())
_SIGNS_OF_KIND = {"A": NoteKind.BASIC, "Term": NoteKind.REVERSED, "Meaning": NoteKind.REVERSED, "Cloze": NoteKind.CLOZE}
_NAMES = {
    NoteKind.BASIC: "“A:” (basic)",
    NoteKind.REVERSED: "“Term:” and “Meaning:”",
    NoteKind.CLOZE: "“Cloze:”",
    NoteKind.TYPED: "“Typed:”",
    NoteKind.CHOICE: "options (choice)",
}


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the top of a file says for all its notes."""

    deck: str
    provenance: Provenance
    tags: tuple[str, ...]


class NoteBuilder:
    """Makes one block into a note and collects what is wrong with it.

    Attributes:
        found: line and message of each problem.
    """

    def __init__(self, block: Block, defaults: Defaults, cases: Mapping[str, str]) -> None:
        self._block = block
        self._reader = ValueReader(block.values)
        self.found = self._reader.found
        self._defaults = defaults
        self._cases = cases
        self._is_html = self._reader.one("Text", deck_values.read_text, default=False)

    def build(self) -> NoteDraft | None:
        """Give the note, or None when anything is wrong with it."""
        block = self._block
        reader = self._reader
        guid = reader.attempt(block.line, deck_values.read_id, block.id)
        kind = self._kind()
        fields = self._fields(kind) if kind else ()
        provenance = reader.provenance(self._defaults.provenance)
        deck = reader.one("Deck", clean_deck_name, self._defaults.deck)
        allowed = frozenset(reader.each("Allow", deck_values.read_allowed))
        reader.each("Check", calculation.check)
        if guid is None or kind is None or self.found or block.faults:
            return None
        return NoteDraft(
            guid=reader.plain("Guid", guid),
            kind=kind,
            fields=fields,
            deck=deck,
            tags=tuple(sorted({*self._defaults.tags, *reader.words("Tags")})),
            provenance=provenance,
            line=block.line,
            case_id=reader.plain("Case"),
            allowed=allowed,
            lines=self._lines(),
        )

    def _kind(self) -> NoteKind | None:
        block = self._block
        kinds = {kind: None for key, kind in _SIGNS_OF_KIND.items() if key in block.values}
        if "Typed" in block.values:
            kinds[NoteKind.TYPED] = None
        if block.options:
            kinds[NoteKind.CHOICE] = None
        if len(kinds) > 1:
            self._report(block.line, f"this note is two kinds at once: {' and '.join(_NAMES[kind] for kind in kinds)}")
            return None
        if not kinds:
            missing = "“A:”, “Typed:” or options below its “Q:”" if "Q" in block.values else "“Q:”, “Term:” or “Cloze:”"
            self._report(block.line, f"this note is of no kind: it needs {missing}")
            return None
        (kind,) = kinds
        self._check_keys(kind)
        return kind

    def _check_keys(self, kind: NoteKind) -> None:
        allowed = _KEYS_OF_KIND[kind]
        for key in (allowed - {"Tolerance", "Pin"}) - self._block.values.keys():
            self._report(self._block.line, f"“{key}:” is missing: the note has {_NAMES[kind]}")
        for key in (_ALL_KIND_KEYS - allowed) & self._block.values.keys():
            self._report(self._line(key), f"“{key}:” does not go with {_NAMES[kind]}")

    def _fields(self, kind: NoteKind) -> tuple[str, ...]:
        more = self._html("More", is_required=False)
        case = self._case()
        if kind is NoteKind.CHOICE:
            return self._html("Q"), self._options(), more, case
        above = f"{case}<hr>" if case else ""
        if kind is NoteKind.TYPED:
            return above + self._html("Q"), self._typed(), more
        if kind is NoteKind.CLOZE:
            return above + self._cloze(), more
        front, back = ("Term", "Meaning") if kind is NoteKind.REVERSED else ("Q", "A")
        return above + self._html(front), self._html(back), more

    def _html(self, key: str, *, is_required: bool = True) -> str:
        values = self._block.values.get(key)
        if not values:
            return ""
        html = values[0].html if self._is_html else to_html(values[0].markup)
        if not html and is_required and not self._is_html:
            self._report(values[0].line, f"“{key}:” is empty")
        return html

    def _cloze(self) -> str:
        value = self._block.values["Cloze"][0]
        html = self._html("Cloze")
        if self._is_html:
            return html
        if fault := fault_of_gaps(html):
            self._report(value.line, fault)
        return html

    def _typed(self) -> str:
        if self._is_html:
            return self._html("Typed")
        accepted = []
        for value in self._block.values["Typed"]:
            if not value.plain:
                self._report(value.line, "“Typed:” is empty")
            accepted.append(escape(value.plain, quote=False))
        return "<br>".join(dict.fromkeys(accepted))

    def _options(self) -> str:
        blocks = self._block.options
        pins = self._block.values.get("Pin")
        pinned: frozenset[int] | None = frozenset()
        if pins:
            pinned = self._reader.attempt(
                pins[0].line, lambda text: deck_values.read_pinned(text, len(blocks)), pins[0].plain
            )
        if not MIN_OPTIONS <= len(blocks) <= MAX_OPTIONS:
            self._report(blocks[0].line, f"a note has {MIN_OPTIONS} to {MAX_OPTIONS} options, not {len(blocks)}")
        if not any(block.is_correct for block in blocks):
            self._report(blocks[0].line, "none of the options is right: mark the right one “- [x]”")
        return encode_options(
            [self._option(block, is_pinned=place in (pinned or ())) for place, block in enumerate(blocks)]
        )

    def _option(self, block: OptionBlock, *, is_pinned: bool) -> Option:
        if self._is_html:
            return Option(decode_html(block.text), block.is_correct, block.rationale.html, is_pinned)
        return Option(to_html(block.text), block.is_correct, to_html(block.rationale.markup), is_pinned)

    def _case(self) -> str:
        if "Case text" in self._block.values:
            if not self._is_html:
                self._report(self._line("Case text"), "“Case text:” goes with “Text: html”; elsewhere name a case")
            return self._html("Case text")
        values = self._block.values.get("Case")
        if not values:
            return ""
        name = values[0].plain
        if name not in self._cases:
            self._report(values[0].line, f"there is no case text “{name}”: a heading “## case {name}” is missing")
        return self._cases.get(name, "")

    def _line(self, key: str) -> int:
        return self._block.values[key][0].line

    def _lines(self) -> dict[str, int]:
        options = {f"option {chr(ord('A') + place)}": option.line for place, option in enumerate(self._block.options)}
        return {key: values[0].line for key, values in self._block.values.items()} | options

    def _report(self, line: int, message: str) -> None:
        self.found.append((line, message))
