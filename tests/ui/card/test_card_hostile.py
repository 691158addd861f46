"""A card that wants to be dangerous is only a card: nothing is fetched, run, or waited for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QHostAddress, QTcpServer
from pytestqt.qtbot import QtBot

from flashcards.domain.ids import NoteTypeId
from flashcards.domain.note_type import CardTemplate, NoteKind, NoteType
from flashcards.rendering import render
from flashcards.ui.card.card_view import CardView
from flashcards.ui.card.media import Media
from flashcards.ui.card.showing import Showing
from flashcards.ui.icons import Icons
from flashcards.ui.theme import Theme
from tests.pace import within

FIELD = """
<script>fetch('{url}/script')</script><img src="{url}/image.png"><img src='//{host}/image.png'>
<img src="local.svg"><img src="x" onerror="fetch('{url}/handler')"><iframe src="{url}/frame"></iframe>
<link rel="stylesheet" href="{url}/style.css"><style>@import url({url}/import.css);</style>
<div style="background-image: url({url}/background); list-style-image: url({url}/list)">styled</div>
<object data="{url}/object"></object><embed src="{url}/embed"><video src="{url}/video.mp4" poster="{url}/p"></video>
<audio src="{url}/audio.mp3"></audio>[sound:{url}/sound.mp3][sound:list.m3u8]
<meta http-equiv="refresh" content="0;url={url}/meta"><base href="{url}/"><img src="relative.png">
<svg><image href="{url}/svg"/></svg><table background="{url}/table"><tr><td background="{url}/cell">cell</td></tr>
</table><a href="javascript:fetch('{url}/link')">link</a><input type="image" src="{url}/input">
\\(\\href{{{url}/formula}}{{x}} \\includegraphics{{{url}/tex.png}}\\)
"""
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="20">'
    '<image xlink:href="{url}/a.png" width="9" height="9"/><style>@import url({url}/b.css);</style>'
    '<rect width="9" height="9" fill="url({url}/c#x)"/><use xlink:href="{url}/d.svg#x"/></svg>'
)


class Listener:
    """A server that notes who calls."""

    def __init__(self) -> None:
        self._server = QTcpServer()
        self.calls = 0
        self._server.newConnection.connect(self._count)
        assert self._server.listen(QHostAddress.SpecialAddress.LocalHost)
        self.host = f"127.0.0.1:{self._server.serverPort()}"

    def close(self) -> None:
        self._server.close()

    def _count(self) -> None:
        self.calls += 1


@pytest.fixture
def listener(qtbot: QtBot) -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()


def test_nothing_is_fetched_whatever_a_card_names(
    theme: Theme,
    icons: Icons,
    media: Media,
    media_files: dict[str, Path],
    tmp_path: Path,
    listener: Listener,
    qtbot: QtBot,
) -> None:
    url = f"http://{listener.host}"
    for name, text in (("local.svg", SVG.format(url=url)), ("list.m3u8", f"#EXTM3U\n#EXTINF:1,\n{url}/list.ts\n")):
        media_files[name] = tmp_path / name
        media_files[name].write_text(text)
    field = FIELD.format(url=url, host=listener.host)
    css = f".card {{ background: url({url}/css) }} @import url({url}/css2); @font-face {{ src: url({url}/font) }}"
    note_type = NoteType(
        NoteTypeId(9), "x", NoteKind.CUSTOM, ("F",), (CardTemplate("1", "{{F}}", "{{FrontSide}}<hr>{{F}}"),), css
    )
    content = render(note_type, [field], 0)
    view = CardView(theme, icons, media)
    qtbot.addWidget(view)
    view.resize(600, 400)

    with qtbot.waitExposed(view):
        view.show()
    for is_answer in (False, True):
        view.show_card(Showing(1, content, is_answer))
        qtbot.waitUntil(lambda: media.want(content.question, content.answer))
        media.player.play(content.sounds + content.answer_sounds)
        qtbot.waitUntil(lambda: media.lane.pending == 0)
        view.grab()

    assert listener.calls == 0
    assert "styled" in view.question.text
    assert listener.host not in content.question.replace("formula}", "").partition('<span class="formula">')[0]


def test_a_heavy_card_does_not_hold_up_the_window(theme: Theme, icons: Icons, media: Media, qtbot: QtBot) -> None:
    pieces = (
        "".join(rf"\({{{'x^{' * 40}x{'}' * 40}}}_{n}\)" for n in range(3)),
        "".join(f'<img src="{n}.png">' for n in range(2_000)),
        "[sound:a.mp3]" * 2_000,
        '<a class="hint" href="#hint-0">x</a>' * 900,
    )
    note_type = NoteType(NoteTypeId(9), "x", NoteKind.CUSTOM, ("F",), (CardTemplate("1", "{{F}}", "{{F}}"),))
    view = CardView(theme, icons, media)
    qtbot.addWidget(view)

    for key, piece in enumerate(pieces):
        content = render(note_type, [piece], 0)
        with within(seconds=2):
            view.show_card(Showing(key, content, is_answer=False))
