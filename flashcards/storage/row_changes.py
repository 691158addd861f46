"""What a row to be written says beside the row that is there. Pure."""

from collections.abc import Mapping, Sequence

from flashcards.domain.errors import StaleCardError
from flashcards.storage.rows import Value, Values
from flashcards.storage.tables import TableInfo


def row_id(row: Values) -> int:
    """Give the id of a row that has one."""
    return int(row["id"] or 0)


def still_current(info: TableInfo, row: Values, before: Mapping[Value, Values]) -> Values:
    """Give the row that is there.

    Args:
        before: rows that are there, by id.

    Raises:
        StaleCardError: it is gone, or its revision is not the one `row` names.
    """
    old = before.get(row_id(row))
    if old is None or (info.has_revision and row.get("revision", old["revision"]) != old["revision"]):
        what = "deleted" if old is None else "changed"
        message = (
            f"This {info.kind.value} was {what} elsewhere since you opened it. "
            "Nothing was overwritten: open it again and repeat what you did."
        )
        raise StaleCardError(message)
    return old


def difference(old: Values, row: Values) -> Values:
    """Give the columns in which a row differs from the one that is there, its revision left out."""
    return {name: value for name, value in row.items() if name != "revision" and old[name] != value}


def row_difference(names: Sequence[str], old: Sequence[Value], new: Sequence[Value]) -> tuple[Values, Values]:
    """Give of a row that is there its id and revision, and the columns in which another differs.

    Args:
        names: of the columns, the id first and the revision last.
    """
    kept: Values = {"id": old[0], "revision": old[-1]}
    differing = {name: to for name, was, to in zip(names[:-1], old, new, strict=False) if was != to}
    return kept, differing
