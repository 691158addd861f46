"""Anki itself, writing and reading text files."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast

from flashcards.domain.ids import NoteTypeId
from flashcards.domain.note_type import CardTemplate, NoteKind, NoteType


class Said(NamedTuple):
    """What a note says, in either program."""

    guid: str
    note_type: str
    fields: tuple[str, ...]
    deck: str
    tags: tuple[str, ...]


class AnkiText:
    """A collection of Anki's that exports and imports text."""

    def __init__(self, path: Path) -> None:
        from anki.collection import Collection

        self._col = cast(Any, Collection(str(path)))

    def close(self) -> None:
        self._col.close()

    def add_type(self, name: str, fields: Sequence[str]) -> None:
        """Make a note type with these fields, or give one that is there more of them."""
        models = self._col.models
        model = models.by_name(name)
        is_new = model is None
        model = models.new(name) if is_new else model
        have = {field["name"] for field in model["flds"]}
        for field in fields:
            if field not in have:
                models.add_field(model, models.new_field(field))
        if is_new:
            models.add_template(
                model, models.new_template("Card 1") | {"qfmt": f"{{{{{fields[0]}}}}}", "afmt": "{{FrontSide}}"}
            )
            models.add_dict(model)
        else:
            models.update_dict(model)

    def add_note(self, note_type: str, fields: Sequence[str], deck: str, tags: Sequence[str]) -> None:
        note = self._col.new_note(self._col.models.by_name(note_type))
        note.fields = list(fields)
        note.tags = list(tags)
        self._col.add_note(note, self._col.decks.id(deck))

    def note_types(self) -> tuple[NoteType, ...]:
        """Give Anki's note types as imported ones."""
        return tuple(
            NoteType(
                NoteTypeId(0),
                model["name"],
                NoteKind.CUSTOM,
                tuple(field["name"] for field in model["flds"]),
                (CardTemplate("Card 1", "{{" + model["flds"][0]["name"] + "}}", ""),),
            )
            for model in self._col.models.all()
        )

    def whole_type(self, name: str) -> NoteType:
        """Give one of Anki's note types with its templates and styling."""
        model = self._col.models.by_name(name)
        return NoteType(
            NoteTypeId(0),
            model["name"],
            NoteKind.CUSTOM,
            tuple(field["name"] for field in model["flds"]),
            tuple(CardTemplate(one["name"], one["qfmt"], one["afmt"]) for one in model["tmpls"]),
            model["css"],
        )

    def export(self, path: Path, *, html: bool = True, everything: bool = True) -> None:
        self._col.export_note_csv(
            out_path=str(path),
            limit=None,
            with_html=html,
            with_tags=True,
            with_deck=everything,
            with_notetype=everything,
            with_guid=everything,
        )

    def bring(self, path: Path) -> None:
        """Import a file as Anki's page would, without changing anything on it."""
        from anki.collection import ImportCsvRequest

        metadata = self._col.get_csv_metadata(path=str(path), delimiter=None)
        self._col.import_csv(ImportCsvRequest(path=str(path), metadata=metadata))

    def notes(self) -> list[Said]:
        """Give every note, in the order in which they were added."""
        notes = [self._col.get_note(note_id) for note_id in sorted(self._col.find_notes(""))]
        return [
            Said(
                note.guid,
                note.note_type()["name"],
                tuple(note.fields),
                self._col.decks.name(note.cards()[0].did),
                tuple(sorted(note.tags)),
            )
            for note in notes
        ]
