"""What the Browse page remembers on this machine."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from flashcards.domain.browsing import Column, Order, Unit
from flashcards.ui.browse import cells
from flashcards.ui.browse.kept import SEARCHES_KEPT, Kept


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "window.ini")


def opened(path: str) -> Kept:
    return Kept(QSettings(path, QSettings.Format.IniFormat))


def test_columns_widths_and_order_are_there_at_the_next_start(path: str) -> None:
    kept = opened(path)

    kept.set_columns(Unit.NOTES, (Column.TAGS, Column.CITATION))
    kept.set_widths({Column.TAGS: 321})
    kept.set_order(Unit.NOTES, Order(Column.EDITED, is_descending=True))
    kept.unit = Unit.NOTES
    kept.set_flag("preview", is_on=False)
    kept.write()

    again = opened(path)
    assert again.columns(Unit.NOTES) == (Column.TAGS, Column.CITATION)
    assert again.columns(Unit.CARDS) == cells.USUAL[Unit.CARDS]
    assert again.widths() == {Column.TAGS: 321}
    assert again.order(Unit.NOTES) == Order(Column.EDITED, is_descending=True)
    assert again.unit is Unit.NOTES
    assert again.flag("preview", usual=True) is False


def test_searches_are_kept_the_newest_first_and_each_once(path: str) -> None:
    kept = opened(path)

    for line in ("deck:a, b", "is:due", 'tag:"x;y"', "is:due", " "):
        kept.remember(line)
    kept.write()

    assert opened(path).searches() == ("is:due", 'tag:"x;y"', "deck:a, b")
    for number in range(SEARCHES_KEPT + 5):
        kept.remember(f"nid:{number}")
    assert len(kept.searches()) == SEARCHES_KEPT


def test_what_another_version_wrote_is_as_usual(path: str) -> None:
    Path(path).write_text(
        '[browse]\nunit=pages\ncards\\columns="colour;shape"\ncards\\order="taste;down"\nwidths="due=wide;deck=90"\n'
        'searches="{broken"\npreview=maybe\n'
    )
    kept = opened(path)

    assert kept.unit is Unit.CARDS
    assert kept.columns(Unit.CARDS) == cells.USUAL[Unit.CARDS]
    assert kept.order(Unit.CARDS).column is Column.FIRST_FIELD
    assert kept.widths() == {Column.DECK: 90}
    assert kept.searches() == ()
    assert kept.flag("preview", usual=True) is True


def test_without_a_place_to_remember_it_lasts_as_long_as_the_page() -> None:
    kept = Kept(None)

    kept.remember("is:due")

    assert kept.searches() == ("is:due",)
    assert Kept(None).searches() == ()
