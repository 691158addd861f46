"""A file read beside the collection is recognised as if each of its notes were looked up by itself."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flashcards.collection.importing import Bucket, planning
from flashcards.collection.importing.values import ImportPlan
from flashcards.domain.note import Provenance
from flashcards.domain.note_type import NoteKind, built_in
from flashcards.formats.transfer import TransferNote
from tests.transfer_builders import a_transfer, a_transfer_note
from tests.unit.collection.importing_desk import ImportDesk, filled

TYPES = [built_in(NoteKind.BASIC), built_in(NoteKind.TYPED)]


def _said(first: str, back: str, *, guid: str = "", tags: tuple[str, ...] | None = (), kind: int = 0) -> TransferNote:
    return a_transfer_note(guid=guid, fields=(first, back, ""), tags=tags, type_place=kind)


THERE = (
    _said("a", "1", guid="ga"),
    _said("b", "2", guid="gb", tags=("x", "y")),
    _said("c", "3", guid="gc"),
    _said("c", "3", guid="gc2"),
    _said("c", "other", guid="gc3"),
    _said("<b>a</b>", "1", guid="ga2"),
    _said("d", "4", guid="gd", tags=("x",)),
    _said("e", "5", guid="ge", kind=1),
    _said("f", "6", guid="gf"),
    _said("g", "7", guid="gg"),
    _said("h", "8", guid="gh")._replace(provenance=Provenance(citation="ICD-10-CM", domain=2)),
)
"""Three first fields read `c`, two `a`."""

FILE = (
    *THERE,
    *(note._replace(guid="") for note in THERE),
    *(note._replace(guid="", tags=None) for note in THERE[:3]),
    _said("b", "2", tags=("Y", "x")),
    _said("b", "2", tags=("x",)),
    _said("d", "another", guid="gd", tags=("x",)),
    _said("f", "another"),
    _said("g", "7", guid="gf"),
    _said("e", "5"),
    _said("h", "8"),
    _said("h", "8")._replace(provenance=Provenance(domain=2)),
    _said("h", "8")._replace(provenance=Provenance(citation="CPT")),
    _said("b", "2", tags=("x", "y"))._replace(provenance=Provenance(citation="CPT")),
    _said("new", "8"),
    _said("new", "8", guid="gn"),
    a_transfer_note(guid="", fields=("f", None, None)),
)


def _planned(desk: ImportDesk, notes: Sequence[TransferNote], part: int, **wishes: Any) -> ImportPlan:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(planning, "PART", part)
        return desk.plan(a_transfer(*notes, note_types=TYPES), **wishes)


def test_a_file_imported_again_is_identical_in_whichever_parts_it_is_looked_at(desk: ImportDesk) -> None:
    desk.bring(a_transfer(*THERE, note_types=TYPES))

    plan = _planned(desk, THERE, 3)

    assert filled(plan) == {"identical": list(range(len(THERE)))}
    assert len({one.note_id for one in plan.buckets[Bucket.IDENTICAL]}) == len(THERE)


@pytest.fixture
def laid(desk: ImportDesk) -> ImportDesk:
    """A collection with `THERE`."""
    desk.bring(a_transfer(*THERE, note_types=TYPES))
    return desk


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    notes=st.lists(st.sampled_from(FILE), min_size=1, max_size=14),
    part=st.integers(1, 4),
    tags=st.sampled_from([(), ("x",)]),
    within_deck=st.booleans(),
)
def test_what_is_planned_does_not_depend_on_the_parts_a_file_is_looked_at_in(
    laid: ImportDesk, notes: list[TransferNote], part: int, tags: tuple[str, ...], within_deck: bool
) -> None:
    whole = _planned(laid, notes, len(notes), tags=tags, within_deck=within_deck)

    in_parts = _planned(laid, notes, part, tags=tags, within_deck=within_deck)

    assert {bucket: list(entries) for bucket, entries in in_parts.buckets.items()} == {
        bucket: list(entries) for bucket, entries in whole.buckets.items()
    }
    assert in_parts.problems == whole.problems


def test_a_note_whose_first_field_others_have_too_is_the_oldest_of_them(laid: ImportDesk) -> None:
    notes = [_said("a", "1"), _said("b", "2", tags=("x", "y")), _said("c", "3"), _said("<b>a</b>", "1")]

    plan = _planned(laid, notes, 1)

    assert filled(plan) == {"identical": [0, 1, 2], "repeated": [3]}


def test_of_many_alike_all_repeat_the_first_in_whichever_parts_they_are_looked_at(laid: ImportDesk) -> None:
    for part in (1, 5):
        plan = _planned(laid, [THERE[0], *[THERE[1]] * 3, THERE[1]._replace(guid="")], part)

        assert [one.repeats for one in plan.buckets[Bucket.REPEATED]] == [1, 1, 1]
