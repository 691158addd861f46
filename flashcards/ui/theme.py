"""Which palette is worn, how large text is, and whether anything moves; told to Qt and to whoever paints."""

from PySide6.QtCore import QMetaMethod, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication

from flashcards.settings import Motion, Preferences, ThemeChoice
from flashcards.ui.high_contrast import HIGH_DARK, HIGH_LIGHT
from flashcards.ui.stylesheet import stylesheet
from flashcards.ui.tokens import DARK, FONT_FALLBACKS, LIGHT, MOTION_MS, Palette, Type


class Theme(QObject):
    """The look in force.

    Widgets style themselves through the application's stylesheet, or that of the part of the window they are in (see
    `dressing`); those that paint ask for `palette`, `colour` and `font`, and repaint on `changed`.

    Attributes:
        application: Qt's application object.
        palette: the colours worn.
        own_sheet: the stylesheet for a part of the window; "" until it is another than the application's. From then on
            parts keep one of their own until the application has another: Qt leaves what it has taken a stylesheet
            from with the font it had.

    Signals:
        worn: parts of the window need another stylesheet, and whether at once. Where nobody heeds it, and with
            another palette, the application gets it.
        changed: the palette or the size of text is another now.
    """

    worn = Signal(bool)
    changed = Signal()

    def __init__(self, application: QApplication, preferences: Preferences) -> None:
        super().__init__(application)
        self.application = application
        self._preferences = preferences
        self._families = self._usual = _families(application)
        self.palette = LIGHT
        self.own_sheet = ""
        self._fonts: dict[Type, QFont] = {}
        self._metrics: dict[Type, QFontMetricsF] = {}
        application.setStyle("Fusion")
        self._hints = application.styleHints()
        self._hints.colorSchemeChanged.connect(self._follow_system)
        self._dress()

    @property
    def is_dark(self) -> bool:
        """Whether the dark palette is worn."""
        return self.palette is DARK or self.palette is HIGH_DARK

    @property
    def motion_ms(self) -> int:
        """How long a movement takes; 0 where motion is reduced."""
        match self._preferences.motion:
            case Motion.FULL:
                return MOTION_MS
            case Motion.REDUCED:
                return 0
        return 0 if _reduces_motion(self._hints) else MOTION_MS

    def wear(self, preferences: Preferences) -> None:
        """Take over other preferences, at once."""
        worn, self._preferences = self._preferences, preferences
        if _seen(worn) != _seen(preferences):
            self._dress()

    def px(self, kind: Type) -> int:
        """Give the size of a kind of text, in pixels, at the chosen text size."""
        return self.scaled(kind.pixels)

    def scaled(self, pixels: int) -> int:
        """Give a length that grows with the text."""
        return round(pixels * self._preferences.text_percent / 100)

    def font(self, kind: Type) -> QFont:
        """Give the font of a kind of text."""
        if kind not in self._fonts:
            font = self._fonts[kind] = QFont(self._families)
            font.setPixelSize(self.px(kind))
            font.setWeight(QFont.Weight(kind.weight))
        return QFont(self._fonts[kind])

    def metrics(self, kind: Type) -> QFontMetricsF:
        """Give the measures of a kind of text, in pixels."""
        if kind not in self._metrics:
            self._metrics[kind] = QFontMetricsF(self.font(kind))
        return self._metrics[kind]

    def colour(self, name: str) -> QColor:
        """Give a colour of the palette by its token."""
        return QColor(getattr(self.palette, name))

    def _follow_system(self) -> None:
        if self._preferences.theme is ThemeChoice.SYSTEM:
            self._dress()

    def _dress(self) -> None:
        light, dark = (HIGH_LIGHT, HIGH_DARK) if self._preferences.has_high_contrast else (LIGHT, DARK)
        families = [*filter(None, [self._preferences.font]), *self._usual]
        is_other_font, self._families = families != self._families, families
        before, self.palette = self.palette, dark if self._wants_dark() else light
        self._fonts.clear()
        self._metrics.clear()
        sheet = stylesheet(self.palette, self._preferences.text_percent)
        if before is self.palette and not is_other_font and self.isSignalConnected(QMetaMethod.fromSignal(self.worn)):
            self._dress_parts(sheet)
        else:
            self._dress_all(sheet)
        self.changed.emit()

    def _dress_parts(self, sheet: str) -> None:
        """Wear it where it is seen; lists that drop down beside the window take the font alone."""
        self.application.setFont(self.font(Type.BODY))
        self.own_sheet = sheet
        self.worn.emit(False)  # noqa: FBT003

    def _dress_all(self, sheet: str) -> None:
        self.own_sheet = ""
        self.worn.emit(True)  # noqa: FBT003
        application = self.application
        application.setStyleSheet("")  # changing one, Qt tells each widget once for every widget it lies in
        application.setPalette(_qt_palette(self.palette))
        application.setFont(self.font(Type.BODY))
        application.setStyleSheet(sheet)

    def _wants_dark(self) -> bool:
        if self._preferences.theme is ThemeChoice.SYSTEM:
            return self._hints.colorScheme() is Qt.ColorScheme.Dark
        return self._preferences.theme is ThemeChoice.DARK


def _seen(preferences: Preferences) -> tuple[object, ...]:
    """Give what of the preferences the stylesheet is made from."""
    return preferences.theme, preferences.text_percent, preferences.has_high_contrast, preferences.font


def _families(application: QApplication) -> list[str]:
    return [application.font().family(), *FONT_FALLBACKS]


def _reduces_motion(hints: QStyleHints) -> bool:
    """Ask the system; versions of Qt before 6.11 cannot, and say no."""
    accessibility = hints.accessibility() if hasattr(hints, "accessibility") else None
    if accessibility is None or not hasattr(accessibility, "motionPreference"):
        return False
    return str(accessibility.motionPreference().name) == "ReducedMotion"


def _qt_palette(colours: Palette) -> QPalette:
    """Give Qt's roles their tokens, for what the stylesheet does not reach."""
    roles = {
        QPalette.ColorRole.Window: colours.background,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.surface,
        QPalette.ColorRole.AlternateBase: colours.sunken,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.muted,
        QPalette.ColorRole.Button: colours.surface,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.BrightText: colours.again,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.on_accent,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.LinkVisited: colours.accent,
        QPalette.ColorRole.ToolTipBase: colours.text,
        QPalette.ColorRole.ToolTipText: colours.background,
        QPalette.ColorRole.Light: colours.surface,
        QPalette.ColorRole.Midlight: colours.hover,
        QPalette.ColorRole.Mid: colours.border,
        QPalette.ColorRole.Dark: colours.outline,
        QPalette.ColorRole.Shadow: colours.sunken,
    }
    palette = QPalette()
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.outline))
    return palette
