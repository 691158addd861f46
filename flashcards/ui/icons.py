"""The line icons, drawn in the theme's colours at any size and screen scale."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

from flashcards.ui.theme import Theme

_Key = tuple[str, str, int, int]


class Icons:
    """The icons of one folder. Drawn when first seen; each size and colour once."""

    def __init__(self, folder: Path, theme: Theme) -> None:
        self._folder = folder
        self._theme = theme
        self._drawings: dict[str, str] = {}
        self._pixmaps: dict[_Key, QPixmap] = {}

    def icon(self, name: str, colour: str = "muted", active: str = "text") -> QIcon:
        """Give an icon that follows the theme.

        Args:
            name: a file of the folder, without `.svg`.
            colour: the token of its colour.
            active: the token used while it is on.
        """
        return QIcon(_Engine(self, name, colour, active))

    def window_icon(self) -> QIcon:
        """Give the program's own icon, in its own colours."""
        return QIcon(str(self._folder / "flashcards.svg"))

    def pixmap(self, name: str, colour: str, pixels: int, scale: float) -> QPixmap:
        """Draw an icon.

        Args:
            name: a file of the folder, without `.svg`.
            colour: the token of its colour.
            pixels: its width and height, in device-independent pixels.
            scale: physical pixels to one of those.
        """
        ink = self._theme.colour(colour).name()
        physical = max(1, round(pixels * scale))
        key = (name, ink, physical, round(scale * 100))
        if key not in self._pixmaps:
            self._pixmaps[key] = self._drawn(name, ink, physical, scale)
        return self._pixmaps[key]

    def _drawn(self, name: str, ink: str, physical: int, scale: float) -> QPixmap:
        from PySide6.QtSvg import QSvgRenderer  # not needed until the first icon is seen

        drawing = self._drawing(name).replace("currentColor", ink)
        pixmap = QPixmap(physical, physical)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, physical, physical))
        painter.end()
        pixmap.setDevicePixelRatio(scale)
        return pixmap

    def _drawing(self, name: str) -> str:
        if name not in self._drawings:
            self._drawings[name] = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
        return self._drawings[name]


class _Engine(QIconEngine):
    """Asks for the icon anew whenever it is painted, so that a change of theme needs nothing else."""

    def __init__(self, icons: Icons, name: str, colour: str, active: str) -> None:
        super().__init__()
        self._icons = icons
        self._name = name
        self._colour = colour
        self._active = active

    def clone(self) -> QIconEngine:
        """Give another of the same."""
        return _Engine(self._icons, self._name, self._colour, self._active)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw in the middle of `rect`."""
        pixels = min(rect.width(), rect.height())
        device = painter.device()
        pixmap = self._icons.pixmap(self._name, self._token(mode, state), pixels, device.devicePixelRatio())
        corner = rect.center() - QPoint((pixels - 1) // 2, (pixels - 1) // 2)
        painter.drawPixmap(QRect(corner, QSize(pixels, pixels)), pixmap)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Draw for a screen of scale 1."""
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """Draw for a screen of another scale, in the middle of `size`, which is in device-independent pixels.

        Nothing is drawn for a place without width or height, such as that of a button before its layout.
        """
        pixels = min(size.width(), size.height())
        if pixels <= 0:
            return QPixmap()
        drawn = self._icons.pixmap(self._name, self._token(mode, state), pixels, scale)
        if size.width() == size.height():
            return drawn
        canvas = QPixmap(size * scale)
        canvas.setDevicePixelRatio(scale)
        canvas.fill(Qt.GlobalColor.transparent)
        painter = QPainter(canvas)
        painter.drawPixmap((size.width() - pixels) // 2, (size.height() - pixels) // 2, drawn)
        painter.end()
        return canvas

    def _token(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode is QIcon.Mode.Disabled:
            return "outline"
        return self._active if state is QIcon.State.On else self._colour
