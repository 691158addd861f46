"""The sidebar as a tree of searches. No Qt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from flashcards.domain.deck import SEPARATOR
from flashcards.domain.note import DOMAIN_NAMES
from flashcards.domain.note_type import NoteKind
from flashcards.search.writing import term

if TYPE_CHECKING:
    from flashcards.collection.sidebar import Sidebar


class Sort(Enum):
    """What a line of the sidebar is, where that makes a difference."""

    HEADING = "heading"
    SEARCH = "search"
    SAVED = "saved search"
    DECK = "deck"
    TAG = "tag"
    FLAG = "flag"
    MENDING = "to mend"


class Mending(Enum):
    """Lists that no search gives."""

    STUCK = "stuck"
    ALIKE = "alike"
    POOR = "poor"


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of the sidebar, with those under it.

    Attributes:
        line: the search it stands for; a heading has none.
        icon: file name of its icon.
        value: what it is about: the full name of a deck or tag, a `SavedSearch`, a `Mending`, the number of a flag.
        flag: the colour of its icon, for the flags; else 0.
    """

    title: str
    line: str | None
    icon: str
    sort: Sort = Sort.SEARCH
    value: object = None
    children: "tuple[Branch, ...]" = ()
    flag: int = 0


ALL = Branch("All cards", "", "files")

TODAY = (
    Branch("Due", "is:due", "calendar-check"),
    Branch("Overdue", "is:due prop:due<0", "calendar-clock"),
    Branch("Studied today", "rated:1", "graduation-cap"),
    Branch("Again today", "rated:1:1", "rotate-ccw"),
    Branch("First seen today", "introduced:1", "sun"),
    Branch("Added today", "added:1", "plus"),
    Branch("Edited today", "edited:1", "pencil"),
)
TO_MEND = (
    Branch("Stuck cards", "", "triangle-alert", Sort.MENDING, Mending.STUCK),
    Branch("Near duplicates", "", "copy", Sort.MENDING, Mending.ALIKE),
    Branch("To reword", "", "lightbulb", Sort.MENDING, Mending.POOR),
)
STATES = (
    Branch("New", "is:new", "circle-dot"),
    Branch("Learning", "is:learn", "circle-dot"),
    Branch("Review", "is:review", "circle-dot"),
    Branch("Suspended", "is:suspended", "pause"),
    Branch("Buried", "is:buried", "clock"),
    Branch("Kept for exams", "is:reserved", "target"),
    Branch("Marked", "is:marked", "star"),
)


def branches(sidebar: "Sidebar") -> tuple[Branch, ...]:
    """Give the whole tree."""
    saved = tuple(Branch(one.name, one.query, "bookmark", Sort.SAVED, one) for one in sidebar.searches)
    types = tuple(Branch(name, term("note", name), "shapes") for name in sidebar.note_types)
    untagged = Branch("Without tags", "tag:none", "tag")
    groups = (
        _group("Saved searches", "bookmark", saved),
        _group("Today", "sun", TODAY),
        _group("To mend", "triangle-alert", TO_MEND),
        _group("Decks", "layers", _nested(sidebar.decks, "deck", "layers", Sort.DECK)),
        _group("Tags", "tag", (*_nested(sidebar.tags, "tag", "tag", Sort.TAG), untagged)),
        _group("Flags", "flag", _flags(sidebar.flags)),
        _group("States", "circle-dot", STATES),
        _group("Note types", "shapes", types),
        _group("Kinds", "list", _kinds()),
        _group("Domains", "book-open", _domains()),
    )
    return (ALL, *(group for group in groups if group.children))


def is_listed(branch: Branch, line: str, name: str) -> bool:
    """Say whether what a line stands for is what is listed.

    Args:
        line: the search that is shown.
        name: what is said in its place, "" where it is shown itself.
    """
    if branch.sort is Sort.MENDING:
        return name.startswith(branch.title)
    return not name and branch.line is not None and branch.line == line.strip()


def filtered(tree: Sequence[Branch], text: str) -> tuple[Branch, ...]:
    """Give the branches whose title, or that of one under them, has a text in it."""
    wanted = text.strip().casefold()
    if not wanted:
        return tuple(tree)
    found = []
    for branch in tree:
        below = filtered(branch.children, text)
        if branch.line is not None and wanted in branch.title.casefold():
            found.append(branch)
        elif below:
            found.append(replace(branch, children=below))
    return tuple(found)


def every(tree: Sequence[Branch]) -> Iterator[Branch]:
    """Give all branches, from the top."""
    for branch in tree:
        yield branch
        yield from every(branch.children)


def paths_of(tree: Sequence[Branch], above: str = "") -> Iterator[tuple[Branch, str]]:
    """Give all branches with their paths, as `SidebarModel.path` gives them."""
    for branch in tree:
        path = f"{above}/{branch.title}"
        yield branch, path
        yield from paths_of(branch.children, path)


def renamed(before: Sequence[Branch], after: Sequence[Branch]) -> list[tuple[Branch, Branch]]:
    """Give which saved searches, decks and tags have another name now, as far as that can be told."""
    pairs: list[tuple[Branch, Branch]] = []
    for sort in (Sort.SAVED, Sort.DECK, Sort.TAG):
        old = {(one.line, one.title): one for one in every(before) if one.sort is sort}
        new = {(one.line, one.title): one for one in every(after) if one.sort is sort}
        gone = [one for key, one in old.items() if key not in new]
        fresh = [one for key, one in new.items() if key not in old]
        if len(gone) == len(fresh):
            pairs += zip(gone, fresh, strict=True)
    return pairs


def _group(title: str, icon: str, children: Sequence[Branch]) -> Branch:
    return Branch(title, None, icon, Sort.HEADING, children=tuple(children))


def _flags(names: Sequence[str]) -> tuple[Branch, ...]:
    coloured = tuple(Branch(name, f"flag:{n}", "flag", Sort.FLAG, n, flag=n) for n, name in enumerate(names, start=1))
    return (*coloured, Branch("Without a flag", "flag:0", "flag"))


def _kinds() -> tuple[Branch, ...]:
    return tuple(Branch(kind.label.capitalize(), f"kind:{kind.label}", "list") for kind in NoteKind)


def _domains() -> tuple[Branch, ...]:
    named = tuple(Branch(f"{n} {name}", f"domain:{n}", "book-open") for n, name in DOMAIN_NAMES.items())
    return (*named, Branch("Without a domain", "domain:none", "book-open"))


def _nested(names: Sequence[str], key: str, icon: str, sort: Sort) -> tuple[Branch, ...]:
    """Give names that nest with `::` as a tree; a part that has no name of its own still gets a line."""
    tree: dict[str, dict[str, object]] = {}
    spelt: dict[str, str] = {}
    for name in names:
        level: dict[str, dict[str, object]] = tree
        parts = name.split(SEPARATOR)
        for depth in range(1, len(parts) + 1):
            path = SEPARATOR.join(parts[:depth])
            folded = path.casefold()
            spelt.setdefault(folded, path)
            level = level.setdefault(folded, {})  # type: ignore[assignment]  # a tree of dictionaries
    return _as_branches(tree, spelt, key, icon, sort)


def _as_branches(
    level: "dict[str, dict[str, object]]", spelt: dict[str, str], key: str, icon: str, sort: Sort
) -> tuple[Branch, ...]:
    return tuple(
        Branch(
            spelt[folded].rpartition(SEPARATOR)[2],
            term(key, spelt[folded]),
            icon,
            sort,
            spelt[folded],
            _as_branches(below, spelt, key, icon, sort),  # type: ignore[arg-type]  # a tree of dictionaries
        )
        for folded, below in level.items()
    )
