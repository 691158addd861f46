"""Anki's image occlusion, through a collection of ours and back into Anki, where it must be just that again."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from flashcards import clock
from flashcards.cli.importing import import_files, inputs
from flashcards.collection import exporting
from flashcards.domain.progress import no_progress
from flashcards.formats import registry
from tests.builders import a_collection
from tests.peer.anki.anki_collection import MEDIA, Anki, anki

pytest.importorskip("anki")

pytestmark = pytest.mark.peer

SHAPES = "{{c1::image-occlusion:rect:left=.1:top=.1:width=.2:height=.2:oi=1}}"


def _fill(one: Anki) -> None:
    (Path(one.col.media.dir()) / "chart.png").write_bytes(MEDIA["chart.png"])
    fields = {"Occlusion": SHAPES, "Image": '<img src="chart.png">', "Header": "Which?", "Back Extra": "so"}
    one.add("Image Occlusion", "Charts", fields)


def _rearrange(one: Anki) -> None:
    """Rename fields, move one, and add one: the tags go with them."""
    kind = one.col.models.by_name("Image Occlusion")
    one.col.models.rename_field(kind, kind["flds"][2], "Kopf")
    one.col.models.reposition_field(kind, kind["flds"][3], 0)
    one.col.models.add_field(kind, one.col.models.new_field("Page"))
    one.col.models.update_dict(kind)


def _through_ours(package: Path, folder: Path) -> Path:
    """Bring a package into a collection of ours; give what leaves it."""
    with closing(a_collection(folder, clock.now)) as ours:
        done = import_files(ours, inputs([package], None, None, with_schedule=None), no_progress)
        assert done.problems == ()
        form = next(one for one in registry.WRITE if one.suffix == ".apkg")
        exporting.export(ours, form, folder / "back.apkg", exporting.EVERYTHING, no_progress)
    return folder / "back.apkg"


@pytest.fixture(params=["as it comes", "rearranged", "legacy"])
def back(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Anki]:
    """Give a collection of Anki's into which what went through ours came."""
    with anki(tmp_path / "theirs") as theirs:
        _fill(theirs)
        if request.param == "rearranged":
            _rearrange(theirs)
        package = theirs.export(tmp_path / ("legacy.apkg" if request.param == "legacy" else "modern.apkg"))
    with anki(tmp_path / "back") as other:
        other.add_package(_through_ours(package, tmp_path))
        yield other


def _note(one: Anki) -> tuple[Any, Any]:
    (note_id,) = one.col.find_notes("deck:Charts")
    note = one.col.get_note(note_id)
    return note, note.note_type()


def test_it_is_image_occlusion_in_anki_again(back: Anki) -> None:
    note, kind = _note(back)

    found = back.col.get_image_occlusion_note(note.id).note

    assert (kind["type"], kind["originalStockKind"]) == (1, 6)
    assert (found.header, found.back_extra, found.image_file_name) == ("Which?", "so", "chart.png")
    assert [shape.shape for one in found.occlusions for shape in one.shapes] == ["rect"]


def test_its_fields_are_those_that_anki_needs(back: Anki) -> None:
    _, kind = _note(back)

    found = {field["tag"]: field["preventDeletion"] for field in kind["flds"] if field["tag"] is not None}

    assert found == {0: True, 1: True, 2: True, 3: True, 4: False}


def test_anki_changes_its_shapes(back: Anki) -> None:
    note, _ = _note(back)
    shapes = SHAPES + SHAPES.replace("c1", "c2")

    back.col.update_image_occlusion_note(note.id, shapes, "Which one?", "because", ["x"])

    changed, kind = _note(back)
    names = {field["tag"]: field["name"] for field in kind["flds"]}
    assert (changed[names[0]], changed[names[2]], changed[names[3]]) == (shapes, "Which one?", "because")
    assert len(changed.cards()) == 2


def test_anki_finds_nothing_to_mend(back: Anki) -> None:
    _, is_sound = back.col.fix_integrity()

    assert is_sound
