"""The Browse page."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from flashcards.domain.browsing import Unit
from flashcards.search.writing import all_of, any_of, none_of
from flashcards.ui.browse import edits
from flashcards.ui.browse.acts import acts
from flashcards.ui.browse.beside_sidebar import BesideSidebar
from flashcards.ui.browse.branches import Branch, Mending, Sort
from flashcards.ui.browse.column_menu import column_menu
from flashcards.ui.browse.deeds import Deeds
from flashcards.ui.browse.filing import Filing
from flashcards.ui.browse.head import count_words
from flashcards.ui.browse.list_or_nothing import ListOrNothing
from flashcards.ui.browse.mending import MendingPanel
from flashcards.ui.browse.parts import Parts
from flashcards.ui.browse.sidebar import Joining, carry_rows
from flashcards.ui.browse.state import Asked, Carried, Found
from flashcards.ui.browse.to_mend import Listed
from flashcards.ui.page import Page, PageId, Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.least_size import LeastSize
from flashcards.ui.widgets.text import label

if TYPE_CHECKING:
    from flashcards.ui.browse.preview import Preview

LEAST_LIST = 160
JOINS = {Joining.AND: all_of, Joining.OR: any_of}


class BrowsePage(Page):
    """Sidebar, search, table, and the card of the row the cursor is on."""

    def __init__(self, services: Services, parent: QWidget | None = None, *, parts: Parts | None = None) -> None:
        """Put the page together, of `parts` where some were made already."""
        super().__init__(parent)
        self._services = services
        parts = parts or Parts(services)
        self._kept, self._main, self.commands = parts.kept, parts.main, parts.commands
        self.view_model, self.table, self.beside = parts.view_model, parts.table, parts.beside
        self.head, self.sidebar, self.nothing = parts.head, parts.sidebar, parts.nothing
        self.view_model.setParent(self)
        self.table.rows.setParent(self)
        self.deeds = Deeds(self, services, self.commands, self, self.sidebar)
        self.filing = Filing(services, self.sidebar.tree, self.deeds.line_sheet)
        self._count = label("", "caption", wraps=True)
        self._listed: Asked | None = None
        self._selects_all = False
        self.foot = self.mending = MendingPanel(services, self.commands, self)
        self._lay_out()
        self._connect()
        self._render()

    def enter(self) -> None:
        """Search again what was searched last, and keep it up to date."""
        self.view_model.show()
        self.sidebar.show_lines()

    def look_ahead(self) -> None:
        """Have something to show by the time the page is first seen."""
        self.view_model.look_ahead()
        self.sidebar.look_ahead()

    def leave(self) -> None:
        """Stop reading what nobody sees."""
        self.view_model.hide()
        self.sidebar.hide_lines()
        self._kept.write()

    def take_focus(self) -> None:
        """Search at once."""
        self.head.line.setFocus()
        self.head.line.select_from_end()

    @property
    def preview(self) -> "Preview | None":
        """The card beside the list, once one was shown."""
        return self.beside.preview

    @property
    def unit(self) -> Unit:
        """Whether cards or notes are listed: while others are being searched, still what the rows are."""
        return self.table.rows.unit

    def before_change(self) -> None:
        """Store what is being typed in the note."""
        self.beside.flush()

    def search(self, line: str) -> None:
        """Show what a search finds."""
        self.view_model.ask(line)

    def selected_ids(self) -> list[int]:
        """Give the selected cards or notes, from the top; the row of the cursor where none is selected."""
        chosen = self.table.selected_ids()
        if not chosen and self.table.row >= 0:
            return [self.table.rows.ids[self.table.row]]
        return chosen

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the card stand beside the list where there is room, else below it."""
        super().resizeEvent(event)
        self.beside.fit(self.width())

    @Slot()
    def _render(self) -> None:
        self.head.show_state(self.view_model.state)
        self.sidebar.tree.mark(self.view_model.asked.line, self.view_model.asked.name)
        self._tell_count()

    @Slot(object)
    def _take_found(self, found: Found) -> None:
        """Show what was found; the cursor stays on its card where that was found again."""
        table, rows = self.table, self.table.rows
        before = self._cursor_id() if rows.unit is found.asked.unit else found.cursor
        is_same = found.asked == self._listed
        row = max(table.row, 0) if is_same else 0
        self._listed = found.asked
        place = table.verticalScrollBar().value() if is_same else 0
        table.restore_order()
        rows.set_list(found)
        table.lay_out_columns()
        self.nothing.say(has_cards=found.has_cards, wanted=found.asked.name)
        (self._stack.show_list if found.ids else self._stack.show_nothing)()
        self._restore_cursor(found, before, row, place)
        if self._selects_all:
            table.select_all()
        self._selects_all = False
        self._tell_count()

    def _cursor_id(self) -> int | None:
        """Give the card or note the cursor is on."""
        row, ids = self.table.row, self.table.rows.ids
        return ids[row] if 0 <= row < len(ids) else None

    def _restore_cursor(self, found: Found, before: int | None, row: int, place: int) -> None:
        """Go to the card the cursor was on; where it is gone from the same list, to the one in its place."""
        table = self.table
        if before is not None and (again := table.rows.row_of(before)) is not None:
            table.go_to(again, selects=not table.rows.chosen.count)
        elif found.ids:
            table.go_to(min(row, len(found.ids) - 1))
            place = place if row else 0
        if place:
            table.verticalScrollBar().setValue(place)
        self.beside.look_soon()

    @Slot(QPoint)
    def _open_menu(self, place: QPoint) -> None:
        self._popup(self.table.viewport().mapToGlobal(place))

    def _popup(self, place: QPoint) -> None:
        menu = self.deeds.menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    @Slot(object)
    def _take_dropped(self, branch: Branch) -> None:
        """Move the selected cards into a deck, or tag their notes."""
        self.deeds.do(edits.filed_under(str(branch.value), is_deck=branch.sort is Sort.DECK))

    @Slot(object, object)
    def _join(self, branch: Branch, how: Joining) -> None:
        """Search what a line of the sidebar stands for, alone or joined to what is searched."""
        if isinstance(branch.value, Mending):
            self.mending.to_mend.look(branch.value)
            return
        line, before = branch.line or "", self.view_model.asked.line
        if how is Joining.NOT and line:
            line = all_of(before, none_of(line))
        elif how in JOINS:
            line = JOINS[how](before, line)
        self.view_model.ask(line)

    @Slot(object)
    def _list_to_mend(self, listed: Listed) -> None:
        """List what wants mending; what is said and offered of each stands under the list."""
        self.view_model.list_these(listed.unit, listed.line, listed.name, listed.ids)

    @Slot(QPoint)
    def _open_columns(self, place: QPoint) -> None:
        asked = self.view_model.asked
        menu = column_menu(self.table.columns_in_order(), asked.unit, self.view_model.set_columns, self)
        menu.popup(self.table.horizontalHeader().mapToGlobal(place))

    @Slot()
    def _keep_widths(self) -> None:
        self._kept.set_widths(self.table.widths())
        self._kept.set_columns(self.view_model.asked.unit, self.table.columns_in_order())

    @Slot()
    def turn_unit(self) -> None:
        """List notes instead of cards, or cards again."""
        is_cards = self.view_model.asked.unit is Unit.CARDS
        self._set_unit(Unit.NOTES if is_cards else Unit.CARDS)

    @Slot(object)
    def _set_unit(self, unit: Unit) -> None:
        chosen = self.table.selected_ids()
        self._selects_all = unit is not self.unit and 0 < len(chosen) == len(self.table.rows.ids)
        carried = () if self._selects_all else tuple(chosen)
        self.view_model.set_unit(unit, Carried(self.unit, carried, self._cursor_id()))

    @Slot()
    def _tell_count(self) -> None:
        state = self.view_model.state
        found = len(self.table.rows.ids)
        words = count_words(found, self.table.rows.chosen.count, self.unit)
        self._count.setText("Searching…" if state.found is None else words)
        self.mending.show_row(state.asked.line, self._cursor_id())

    def _lay_out(self) -> None:
        self._stack = ListOrNothing(self.table, self.nothing, self.head.line)
        LeastSize(self._stack, self._services.theme, LEAST_LIST, LEAST_LIST)
        listing = QWidget()
        column = QVBoxLayout(listing)
        column.setContentsMargins(Space.M, 0, Space.XS, Space.S)
        column.setSpacing(Space.XS)
        column.addWidget(self._stack, 1)
        column.addWidget(self._count)
        column.addWidget(self.mending)
        self.beside.addWidget(listing)
        right = QWidget()
        below = QVBoxLayout(right)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self.head)
        below.addWidget(self.beside, 1)
        whole = BesideSidebar(self._services.theme, self._kept, (self.sidebar, right), self._main)
        inside = QHBoxLayout(self._main)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(whole)
        outside = QHBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(self._main)
        self.table.set_widths(self._kept.widths())

    def _connect(self) -> None:
        model, table, head = self.view_model, self.table, self.head
        for name, act in acts(self).items():
            self.commands[name].triggered.connect(act)
        model.changed.connect(self._render)
        model.listed.connect(self._take_found)
        model.rows_came.connect(table.rows.take_rows)
        model.rows_outdated.connect(table.rows.renew)
        model.rows_outdated.connect(self.beside.look)
        table.rows.rows_wanted.connect(model.want_rows)
        table.gone_to.connect(self.beside.look_soon)
        table.selection_changed.connect(self._tell_count)
        table.header_clicked.connect(model.sort_by)
        table.widths_changed.connect(self._keep_widths)
        table.left_upwards.connect(self.head.line.setFocus)
        table.drag_wanted.connect(partial(carry_rows, table))
        table.horizontalHeader().customContextMenuRequested.connect(self._open_columns)
        head.line.edited.connect(model.type_line)
        head.line.asked.connect(model.ask)
        head.line.left_typed.connect(model.keep_typed)
        head.line.left_downwards.connect(table.setFocus)
        head.unit_chosen.connect(self._set_unit)
        head.more.clicked.connect(lambda: self._popup(head.more.mapToGlobal(head.more.rect().bottomLeft())))
        table.customContextMenuRequested.connect(self._open_menu)
        self.nothing.wanted.connect(model.ask)
        self.nothing.cards_wanted.connect(partial(self.page_wanted.emit, PageId.DECKS))
        self.beside.note_type_wanted.connect(self.note_type_wanted)
        self.sidebar.tree.wanted.connect(self._join)
        self.sidebar.renamed.connect(model.follow_name)
        self.deeds.export_wanted.connect(self.notes_export_wanted)
        self.mending.to_mend.listed.connect(self._list_to_mend)
        self.mending.edit_wanted.connect(self.deeds.do)
        table.gone_to.connect(self._tell_count)
        self.sidebar.tree.dropped.connect(self._take_dropped)
