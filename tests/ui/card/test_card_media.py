"""Media are made ready off the GUI thread, once, and within bounds."""

from pathlib import Path

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from flashcards.rendering import RenderedCard
from flashcards.rendering.formulas import Formula
from flashcards.ui.card.media import Media
from flashcards.ui.card.shelf import Shelf

SQUARE = Formula("x^2", is_block=False)
MARKED = r'<span class="formula">\(x^2\)</span>'


def test_a_formula_is_drawn_once(media: Media, qtbot: QtBot) -> None:
    with qtbot.waitSignal(media.arrived):
        assert not media.want(MARKED)
        assert not media.want(MARKED)

    assert media.lane.pending == 0 or media.want(MARKED)
    assert media.want(MARKED)
    assert media.drawing(SQUARE) is not None


def test_all_of_a_card_is_prepared(media: Media, media_files: dict[str, Path], tmp_path: Path, qtbot: QtBot) -> None:
    media_files["a.png"] = tmp_path / "a.png"
    assert QImage(3, 2, QImage.Format.Format_RGB32).save(str(media_files["a.png"]))

    media.prepare(RenderedCard(question=MARKED, answer='<img src="a.png">', case='<img src="gone.png">'))

    qtbot.waitUntil(lambda: media.want(MARKED, '<img src="a.png">', '<img src="gone.png">'))
    gone = media.picture("gone.png")
    assert gone is not None
    assert gone.is_missing


def test_a_missing_picture_is_looked_for_again_when_asked(
    media: Media, media_files: dict[str, Path], tmp_path: Path, qtbot: QtBot
) -> None:
    assert not media.want('<img src="a.png">')
    media_files["a.png"] = tmp_path / "a.png"
    assert QImage(3, 2, QImage.Format.Format_RGB32).save(str(media_files["a.png"]))
    assert media.want('<img src="a.png">')

    media.forget_missing()

    assert not media.want('<img src="a.png">')
    qtbot.waitUntil(lambda: media.want('<img src="a.png">'))


def test_a_card_of_hostile_formulas_gives_up_in_time(media: Media, qtbot: QtBot) -> None:
    deep = (rf'<span class="formula">\({chr(92)}left({"{" * n}x{"}" * n}\right)\)</span>' for n in range(3))
    html = "".join(deep) + r'<span class="formula">\(' + r"\left(" * 40 + "x" + r"\right)" * 40 + r"\)</span>"

    with qtbot.waitSignal(media.arrived, timeout=4_000):
        media.want(html)

    assert media.drawing(Formula(r"\left(" * 40 + "x" + r"\right)" * 40, is_block=False)) is None


def test_a_shelf_keeps_what_was_wanted_last() -> None:
    shelf: Shelf[str, int] = Shelf(10)

    shelf.put("a", 1, 4)
    shelf.put("b", 2, 4)
    assert shelf.get("a") == 1
    shelf.put("c", 3, 4)

    assert ("a" in shelf, "b" in shelf, "c" in shelf) == (True, False, True)


def test_a_shelf_keeps_one_thing_however_heavy() -> None:
    shelf: Shelf[str, int] = Shelf(10)

    shelf.put("a", 1, 40)
    assert shelf.get("a") == 1
    shelf.put("b", 2, 4)

    assert "a" not in shelf
