"""The statements the write gate runs, built once for each table."""

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache

from sqlalchemy import Float, TableClause, column, insert
from sqlalchemy.dialects.sqlite import dialect

from flashcards.storage.rows import table_named

_DIALECT = dialect(paramstyle="qmark")

_IN = "id IN (SELECT value FROM json_each(?))"
_IN_4 = "id IN (SELECT value FROM json_each(?4))"


def id_list(ids: Iterable[int]) -> str:
    """Give ids as the one parameter that `rows_by_id`, `removal` and `same_values` take, however many there are."""
    return json.dumps(list(ids))


@lru_cache
def rows_by_id(table: str) -> tuple[tuple[str, ...], str]:
    """Give the names of a table's columns, and the SQL that selects them by ids."""
    names = tuple(column.name for column in table_named(table).columns)
    return names, f"SELECT {', '.join(names)} FROM {table} WHERE {_IN}"


@lru_cache
def removal(table: str) -> str:
    """Delete rows by their ids."""
    return f"DELETE FROM {table} WHERE {_IN}"


@lru_cache
def removal_of_run(table: str) -> str:
    """Delete the rows of a run of ids, given by its first and last."""
    return f"DELETE FROM {table} WHERE id BETWEEN ? AND ?"


@lru_cache
def addition(table: str, columns: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Give the SQL that inserts rows, and the order it takes their columns in.

    It is run as it stands: SQLAlchemy takes about as long to read rows from dictionaries as SQLite to insert them.
    """
    named = TableClause(table, *(column(name) for name in columns))  # the file's own defaults fill what is left out
    compiled = insert(named).compile(dialect=_DIALECT)
    return str(compiled), tuple(compiled.positiontup or ())


@lru_cache
def addition_in_order(table: str, columns: tuple[str, ...]) -> str:
    """Insert rows by the values of some columns; their ids follow one another."""
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


@lru_cache
def alteration(table: str, columns: tuple[str, ...]) -> str:
    """Set columns of a row, whose id comes last."""
    return f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in columns)} WHERE id = ?"


def kept_columns(table: str, columns: Sequence[str]) -> list[str]:
    """Give what the journal keeps of rows in which some columns are set.

    With the fields of a note goes `shipped`, to which those an import brought are added when they first change, so
    that the image need not have them too. Where undo sets both, the fields are enough: redo adds them again.
    """
    if table != "note" or "fields" not in columns:
        return list(columns)
    return [one for one in columns if one != "shipped"] if "shipped" in columns else [*columns, "shipped"]


_BROUGHT = '{"brought": '
_IS_AS_BROUGHT = f"substr(shipped, 1, {len(_BROUGHT)}) = '{_BROUGHT}' AND instr(shipped, char(10)) = 0"
"""Whether the fields of a note are what an import brought: see `schema_imports`."""


@lru_cache
def each_value(table: str, columns: tuple[str, ...]) -> str:
    """Set columns of a row, whose id comes last, and count up its revision."""
    settings = {name: f"?{place}" for place, name in enumerate(columns, 1)}
    if table == "note" and "fields" in columns:
        settings |= _with_shipped(settings["fields"], is_undo="shipped" in columns)
    named = ", ".join(f"{name} = {value}" for name, value in settings.items())
    return f"UPDATE {table} SET {named}{_counted(table)} WHERE id = ?{len(columns) + 1}"


def _with_shipped(fields: str, *, is_undo: bool) -> dict[str, str]:
    """Set the fields of a note and what an import brought of them at once, which its trigger then need not do.

    Args:
        fields: the parameter; null where undo is to take them from what was brought.
    """
    if is_undo:
        brought = "substr(shipped, 1 + instr(shipped, char(10)))"
        return {"fields": f"coalesce({fields}, CASE WHEN {_IS_AS_BROUGHT} THEN fields ELSE {brought} END)"}
    kept = "shipped || char(10) || fields"
    return {"shipped": f"CASE WHEN {_IS_AS_BROUGHT} AND fields <> {fields} THEN {kept} ELSE shipped END"}


@lru_cache
def same_values(table: str, columns: tuple[str, ...]) -> str:
    """Give the SQL that sets columns of many rows to the same values; the ids come last, as `id_list` gives them."""
    settings = ", ".join(f"{name} = ?" for name in columns)
    return f"UPDATE {table} SET {settings}{_counted(table)} WHERE {_IN}"


def _counted(table: str) -> str:
    return ", revision = revision + 1" if "revision" in table_named(table).c else ""


@lru_cache
def other_values(table: str, columns: tuple[str, ...]) -> str:
    """Select the ids of rows in which one of some columns has another value; the ids come last."""
    differs = " OR ".join(f"{name} IS NOT ?" for name in columns)
    return f"SELECT id FROM {table} WHERE ({differs}) AND {_IN}"


PART_MARK = '{"is_part"'
"""How the images begin that hold only some columns."""


def keeping(table: str) -> str:
    """Write the rows of a run of ids into the journal, as one change that holds them as they are.

    Its parameters are the step, the change's place in it, the table's name, and the first and last id. It needs the
    function `exact` of the write connection: SQLite itself writes no more than 15 digits of a number.
    """
    return _keeping(table, "id BETWEEN ?4 AND ?5")


def keeping_some(table: str) -> str:
    """Write rows into the journal likewise; the parameters are the same, with the ids themselves for first and last."""
    return _keeping(table, _IN_4)


def keeping_columns(table: str, columns: tuple[str, ...]) -> str:
    """Write some columns of rows into the journal; the parameters are those of `keeping_some`."""
    return _keeping(table, _IN_4, columns)


@lru_cache
def _keeping(table: str, which: str, only: tuple[str, ...] | None = None) -> str:
    columns = table_named(table).columns
    kept = [one for one in columns if only is None or one.name in ("id", *only)]
    names = json.dumps([one.name for one in kept])
    values = {one.name: _exact(one.name) if isinstance(one.type, Float) else one.name for one in kept}
    if only is not None and {"fields", "shipped"} <= values.keys():
        values["fields"] = f"CASE WHEN {_IS_AS_BROUGHT} THEN NULL ELSE fields END"  # `shipped` will have them
    row = ", ".join(values.values())
    begin = "{" if only is None else f"{PART_MARK}: true, "
    image = f"""'{begin}"columns": {names}, "rows": ' || json_group_array(json_array({row})) || '}}'"""
    return (
        "INSERT INTO undo_change (step_id, sequence, table_name, row_id, last_row_id, image)"
        f" SELECT ?1, ?2, ?3, min(id), max(id), {image} FROM {table} WHERE {which} HAVING count(*) > 0"
    )


def _exact(name: str) -> str:
    return f"CASE WHEN {name} IS NOT NULL THEN json(exact({name})) END"
