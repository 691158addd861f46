"""A note type while it is being changed: what each act makes of it. No widgets."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from flashcards.collection.reshaping import Reshaping
from flashcards.domain.note_type import CardTemplate
from flashcards.rendering.checking import names_field, with_field_removed, with_field_renamed

T = TypeVar("T")


def add_field(work: Reshaping) -> Reshaping:
    """Add an empty field at the end."""
    fields = (*work.note_type.fields, free_name("Field", work.note_type.fields))
    return _with(work, fields=fields, fields_from=(*work.fields_from, None))


def rename_field(work: Reshaping, place: int, name: str) -> Reshaping:
    """Give a field another name, in the templates too, unless the name is none or taken."""
    fields = work.note_type.fields
    if not name.strip() or name in fields:
        return work
    templates = with_field_renamed(work.note_type.templates, fields[place], name)
    renamed = (*fields[:place], name, *fields[place + 1 :])
    return replace(work, note_type=replace(work.note_type, fields=renamed, templates=templates))


def move_field(work: Reshaping, place: int, by: int) -> Reshaping:
    """Put a field further up (`by` -1) or down (1)."""
    fields, places = _moved(work.note_type.fields, place, by), _moved(work.fields_from, place, by)
    return _with(work, fields=fields, fields_from=places)


def remove_field(work: Reshaping, place: int) -> Reshaping:
    """Take a field away, out of the templates too."""
    old = work.note_type
    fields, places = _without(old.fields, place), _without(work.fields_from, place)
    templates = with_field_removed(old.templates, old.fields[place], fields[0]) if fields else old.templates
    return _with(work, fields=fields, fields_from=places, templates=templates)


def templates_naming(work: Reshaping, place: int) -> list[str]:
    """Give the names of the card templates that name a field."""
    return [one.name for one in work.note_type.templates if names_field(one, work.note_type.fields[place])]


def set_template(work: Reshaping, place: int, template: CardTemplate) -> Reshaping:
    """Put another template in place of one."""
    templates = work.note_type.templates
    return _with(work, templates=(*templates[:place], template, *templates[place + 1 :]))


def add_template(work: Reshaping) -> Reshaping:
    """Add a card that asks the last field for the first."""
    fields, templates = work.note_type.fields, work.note_type.templates
    name = free_name("Card", [one.name for one in templates])
    asked = fields[min(1, len(fields) - 1)]
    made = CardTemplate(name, f"{{{{{asked}}}}}", f"{{{{FrontSide}}}}<hr id=answer>{{{{{fields[0]}}}}}")
    return _with(work, templates=(*templates, made), templates_from=(*work.templates_from, None))


def move_template(work: Reshaping, place: int, by: int) -> Reshaping:
    """Put a card further up (`by` -1) or down (1)."""
    templates, places = _moved(work.note_type.templates, place, by), _moved(work.templates_from, place, by)
    return _with(work, templates=templates, templates_from=places)


def remove_template(work: Reshaping, place: int) -> Reshaping:
    """Take a card away."""
    templates, places = _without(work.note_type.templates, place), _without(work.templates_from, place)
    return _with(work, templates=templates, templates_from=places)


def set_css(work: Reshaping, css: str) -> Reshaping:
    """Style the cards otherwise."""
    return replace(work, note_type=replace(work.note_type, css=css))


def changed_template(before: Reshaping, after: Reshaping) -> int | None:
    """Give the place of the first card template that is another, or None; one behind the last counts as the last."""
    old, new = before.note_type.templates, after.note_type.templates
    place = next((place for place, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), None)
    return place if place is not None or len(old) == len(new) else len(new) - 1


def free_name(stem: str, taken: Sequence[str]) -> str:
    """Give a numbered name that is not taken."""
    number = len(taken) + 1
    while f"{stem} {number}" in taken:
        number += 1
    return f"{stem} {number}"


def _with(
    work: Reshaping,
    *,
    fields: tuple[str, ...] | None = None,
    fields_from: tuple[int | None, ...] | None = None,
    templates: tuple[CardTemplate, ...] | None = None,
    templates_from: tuple[int | None, ...] | None = None,
) -> Reshaping:
    old = work.note_type
    note_type = replace(
        old,
        fields=old.fields if fields is None else fields,
        templates=old.templates if templates is None else templates,
    )
    return Reshaping(
        note_type,
        work.fields_from if fields_from is None else fields_from,
        work.templates_from if templates_from is None else templates_from,
    )


def _moved(several: tuple[T, ...], place: int, by: int) -> tuple[T, ...]:
    if not 0 <= place + by < len(several):
        return several
    found = list(several)
    found.insert(place + by, found.pop(place))
    return tuple(found)


def _without(several: tuple[T, ...], place: int) -> tuple[T, ...]:
    return (*several[:place], *several[place + 1 :])
