"""The options of one deck: its preset, who shares it, and every option, inherited or own."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from flashcards.domain.errors import SettingsError
from flashcards.domain.ids import PresetId
from flashcards.domain.preset import NOTHING_SAID, DeckOptions
from flashcards.ui.decks.option_lines import option_lines
from flashcards.ui.decks.options import Inherited, Saved, Tree, inherited, sharing
from flashcards.ui.overlay import Overlay
from flashcards.ui.page import Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.announce import announce
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.panel import line
from flashcards.ui.widgets.picker import Picker
from flashcards.ui.widgets.scroll import Scroll
from flashcards.ui.widgets.setting_row import SettingRow
from flashcards.ui.widgets.text import label

if TYPE_CHECKING:
    from flashcards.collection.decks import DeckListing
    from flashcards.collection.presets import PresetUse

WIDTH = 720
NO_PRESET = "No preset"
OWN = "Own options"
PLANNED = "Until your exam its plan chooses this deck’s cards: it overrules the cards a day and their order."
UNSAVED = "You changed these options. Ctrl+Enter saves them; Esc once more leaves them as they were."


class OptionsSheet(Overlay):
    """Shows what holds for a deck and from where; nothing is stored before it is saved.

    Attributes:
        lines: every option.
        preset: which preset the deck shares.
        name: of the preset.

    Signals:
        delete_wanted: the id of a preset that is to be deleted.
    """

    delete_wanted = Signal(object)

    def __init__(self, host: QWidget, services: Services) -> None:
        super().__init__(host)
        self._services = services
        self._on_saved: Callable[[Saved], None] | None = None
        self._presets: tuple[PresetUse, ...] = ()
        self._above: Inherited | None = None
        self._deck = ""
        self._unchanged: object = None
        self._given_up: object = None
        self._title = label("", "heading")
        self.preset = Picker("Preset", services.icons)
        self.name = QLineEdit()
        self.name.setAccessibleName("Name of the preset")
        self.own = button("Make this deck’s own")
        self.delete = button("Delete preset")
        self._sharing = label("", "muted", wraps=True)
        self._planned = label(PLANNED, wraps=True)
        self._problem = label("", "problem", wraps=True)
        self.lines = option_lines(services)
        self._lay_out()
        self.preset.chosen.connect(self._choose)
        self.own.clicked.connect(self._make_own)
        self.delete.clicked.connect(self._delete)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.accept)

    def ask(self, deck: "DeckListing", tree: Tree, on_saved: Callable[[Saved], None]) -> None:
        """Show a deck's options; `on_saved` receives what is saved."""
        self._on_saved = on_saved
        self._deck = deck.name
        self._presets = tree.presets
        self._above = inherited(tree.decks, deck, tree.settings)
        self._title.setText(f"Options for {deck.leaf}")
        self._planned.setVisible(deck.id in tree.planned)
        choices = [(NO_PRESET, None), *((one.preset.name, one.preset.id) for one in tree.presets)]
        self.preset.offer(choices, None if deck.preset is None else deck.preset.id)
        self._show_preset(deck.options)
        self._unchanged, self._given_up = self._written(), None
        self.open()
        self._scroll.verticalScrollBar().setValue(0)

    def take_focus(self) -> None:
        """Begin with the first line."""
        self.lines[0].choice.setFocus()

    @Slot()
    def accept(self) -> None:
        """Save what is shown; or say what cannot be an option, and stay."""
        try:
            options = DeckOptions(**{one.option: one.value() for one in self.lines})
        except SettingsError as error:
            self._complain(str(error))
            return
        preset_id = self._preset_id()
        name = " ".join(self.name.text().split())
        if preset_id is not None and not name:
            self._complain("A preset needs a name. Type one.")
            return
        self.close_sheet()
        if self._on_saved is not None:
            self._on_saved(Saved(preset_id, name, options))

    def give_up(self) -> None:
        """Leave the options as they were; what was changed is given up only when that is said twice."""
        written = self._written()
        if written in (self._unchanged, self._given_up):
            self.close_sheet()
            return
        self._given_up = written
        self._complain(UNSAVED)

    def _written(self) -> tuple[object, ...]:
        """Give what is shown, to be compared."""
        return (self.preset.value, self.name.text(), *(one.written() for one in self.lines))

    @Slot(object)
    def _choose(self, preset_id: PresetId | None) -> None:
        use = next((one for one in self._presets if one.preset.id == preset_id), None)
        self._show_preset(NOTHING_SAID if use is None else use.preset.options)

    @Slot()
    def _make_own(self) -> None:
        """Keep what is shown, for this deck alone."""
        self.preset.set_value(None)
        self._name_preset()
        self._sharing.setText("These options are this deck’s own once you save them.")
        self.lines[0].choice.setFocus()

    @Slot()
    def _delete(self) -> None:
        self.close_sheet()
        self.delete_wanted.emit(self._preset_id())

    def _preset_id(self) -> PresetId | None:
        found: PresetId | None = self.preset.value
        return found

    def _show_preset(self, options: DeckOptions) -> None:
        assert self._above is not None  # noqa: S101 - nothing is shown before `ask`
        for one in self.lines:
            value = getattr(self._above.settings, one.option)
            one.show_value(getattr(options, one.option), value, self._above.sources[one.option])
        self._name_preset()
        self._sharing.setText(sharing(self._presets, self._preset_id(), self._deck))
        self._problem.hide()

    def _name_preset(self) -> None:
        has_preset = self._preset_id() is not None
        self.name.setText(self.preset.currentText() if has_preset else "")
        for part in (self._name_row, self.delete):
            part.setVisible(has_preset)
        use = next((one for one in self._presets if one.preset.id == self._preset_id()), None)
        self.own.setVisible(use is not None and any(name != self._deck for name in use.decks))

    def _complain(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.show()
        announce(self, sentence)

    def _lay_out(self) -> None:
        body = QWidget()
        body.setProperty("role", "page")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, Space.M, 0)
        column.setSpacing(0)
        self._name_row = SettingRow("Its name", "As it stands in the list of presets.", self.name)
        column.addWidget(SettingRow("Preset", "Options under a name, which decks can share.", self.preset))
        column.addWidget(self._sharing)
        column.addWidget(self._name_row)
        column.addLayout(_row(self.own, self.delete))
        column.addWidget(self._planned)
        for one in self.lines:
            column.addWidget(line())
            column.addWidget(one.row)
        column.addStretch(1)
        save = button("Save options", "primary")
        save.clicked.connect(self.accept)
        cancel = button("Cancel")
        cancel.clicked.connect(self.give_up)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(label("Ctrl+Enter saves · Esc cancels", "caption"))
        self.column.addLayout(head)
        self._scroll = Scroll(body, self._services.theme, WIDTH)
        self.column.addWidget(self._scroll, 1)
        self.column.addWidget(self._problem)
        self.column.addLayout(_row(cancel, save))


def _row(*buttons: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(Space.M)
    row.setContentsMargins(0, Space.S, 0, Space.S)
    row.addStretch(1)
    for one in buttons:
        row.addWidget(one)
    return row
