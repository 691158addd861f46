"""Anki itself, as an oracle of cards: note types and notes put into a collection, and asked what they show."""

import re
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, NamedTuple, cast

from flashcards.domain.plain_text import plain_text

FIELDS = ("Front", "Back", "Extra")
DECK = "Clerk::Filing"
TYPE_NAME = "Mine"

_HINT = re.compile(r"<a class=hint[^>]*>.*?</a>\s*<div id=\"hint[^\"]*\" class=hint [^>]*>.*?</div>", re.DOTALL)
_PLAY = re.compile(r"\[anki:play:[qa]:\d+\]")
_TYPE = re.compile(r"\[\[type:[^\]]*\]\]")
_OUR_HINT = re.compile(r"<a class=\"hint\"[^>]*>.*?</a>|<div class=\"hint\">.*?</div>", re.DOTALL)
_SOUND = re.compile(r"\[sound:[^\]]*\]")


class Shown(NamedTuple):
    """One card as Anki shows it: words without spaces, sounds in order."""

    ordinal: int
    question: str
    answer: str
    sounds: tuple[str, ...]
    answer_sounds: tuple[str, ...]


class AnkiCards:
    """A collection that makes note types with one template, and notes of them."""

    def __init__(self, path: Path) -> None:
        from anki.collection import Collection

        self._col = cast(Any, Collection(str(path)))
        self._deck = self._col.decks.id(DECK)

    def close(self) -> None:
        self._col.close()

    def accepts(self, question: str, answer: str, *, is_cloze: bool) -> bool:
        """Make a note type; say whether Anki takes it."""
        from anki.errors import CardTypeError

        models = self._col.models
        if (old := models.by_name(TYPE_NAME)) is not None:
            models.remove(old["id"])
        made = models.new(TYPE_NAME) | {"type": int(is_cloze)}
        for name in FIELDS:
            models.add_field(made, models.new_field(name))
        models.add_template(made, models.new_template("Card 1") | {"qfmt": question, "afmt": answer})
        try:
            models.add_dict(made)
        except CardTypeError:
            return False
        return True

    def cards(self, fields: Sequence[str], tags: Sequence[str], typed: Mapping[int, str]) -> list[Shown]:
        """Add a note of the type made last; give its cards.

        Args:
            typed: what stands where an answer is compared, by ordinal.
        """
        note = self._col.new_note(self._col.models.by_name(TYPE_NAME))
        note.fields, note.tags = list(fields), list(tags)
        self._col.add_note(note, self._deck)
        return [_shown(card, typed.get(card.ord, "")) for card in note.cards()]


def words(html: str) -> str:
    """Give what HTML says, without spaces, hints and sounds."""
    return "".join(plain_text(_SOUND.sub("", _OUR_HINT.sub("", html))).split())


def _shown(card: Any, typed: str) -> Shown:
    out = card.render_output()
    return Shown(
        card.ord,
        words(_TYPE.sub("", _bare(out.question_text))),
        words(_TYPE.sub(escape(typed), _bare(out.answer_text))),
        tuple(tag.filename for tag in out.question_av_tags if hasattr(tag, "filename")),
        tuple(tag.filename for tag in out.answer_av_tags if hasattr(tag, "filename")),
    )


def _bare(html: str) -> str:
    return _PLAY.sub("", _HINT.sub("", html)).replace("<rt>", "(").replace("</rt>", ")")
