"""Turns tables into an SQLite database: keys, foreign keys, indices and full text, in one file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Final

from kg.errors import OutputError
from kg.exports.schema import Column, Form, TableSchema, find_form
from kg.exports.tables import Table

_TYPES = {Form.INTEGER: "INTEGER", Form.NUMBER: "NUMERIC", Form.FLAG: "INTEGER"}
# What is looked up or sorted by, besides keys and references.
_INDICES = (("names", "name"), ("statements", "predicate"), ("events", "earliest"), ("tenures", "attested_on"))
# Three letters or characters in a row are found wherever they stand: SQLite's other ways to cut words know no Chinese.
SEARCHED: Final = (("names", "name"), ("sentences", "text"))


def write_database(tables: Iterable[Table]) -> bytes:
    """Gives the bytes of a database of all tables; the same tables give the same bytes with the same SQLite.

    Text is searched by names_fts and sentences_fts, each over the table that it is called after.
    """
    found = list(tables)
    try:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
            database.execute("BEGIN")
            for table in found:
                database.execute(_write_table(table.schema))
                places = ", ".join("?" * len(table.columns))
                database.executemany(f"INSERT INTO {table.schema.name} VALUES ({places})", table.rows)
            for table in found:
                for statement in _write_indices(table.schema):
                    database.execute(statement)
            for name, column in SEARCHED:
                words = f'{column}, content="{name}", tokenize="trigram"'
                database.execute(f"CREATE VIRTUAL TABLE {name}_fts USING FTS5 ({words})")
                database.execute(f"INSERT INTO {name}_fts ({name}_fts) VALUES ('rebuild')")
            database.execute("COMMIT")
            return database.serialize()
    except sqlite3.Error as error:
        raise OutputError(f"the database cannot be made with SQLite {sqlite3.sqlite_version} ({error})") from error


def _write_table(schema: TableSchema) -> str:
    """Gives the statement that makes a table; what a column means stands beside it and is kept in the file."""
    lines = [(_write_column(column, schema), column.about) for column in schema.columns]
    if len(schema.key) > 1:
        lines.append((f"PRIMARY KEY ({', '.join(schema.key)})", ""))
    last = len(lines) - 1
    body = "".join(
        f"  {line}{',' if place < last else ''}{f'  -- {about}' if about else ''}\n"
        for place, (line, about) in enumerate(lines)
    )
    return f"CREATE TABLE {schema.name} (  -- {schema.about}\n{body})"


def _write_column(column: Column, schema: TableSchema) -> str:
    is_key = column.name in schema.key
    parts = [
        column.name,
        _TYPES.get(find_form(schema, column), "TEXT"),
        "PRIMARY KEY" if schema.key == (column.name,) else "",
        "NOT NULL" if is_key else "",
        f"REFERENCES {column.table} (id)" if column.table else "",
    ]
    return " ".join(filter(None, parts))


def _write_indices(schema: TableSchema) -> Iterator[str]:
    """Gives the statements that index references and what else is looked up; the first column of a key is already."""
    wanted = [column.name for column in schema.references if column.name != schema.key[0]]
    wanted += [column for name, column in _INDICES if name == schema.name]
    return (f"CREATE INDEX {schema.name}_{column} ON {schema.name} ({column})" for column in wanted)
