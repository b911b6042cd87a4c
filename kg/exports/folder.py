"""Turns tables into a folder of CSV files with a description that tools for data packages read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from kg.cells import write_csv
from kg.exports.schema import Column, Form, TableSchema, find_form
from kg.exports.tables import Table, make_tables
from kg.exports.values import Cell
from kg.files import AnyPath, write_whole
from kg.graph.graph import Graph

DESCRIPTION: Final = "datapackage.json"
# The types of https://datapackage.org; a date may be a month or a year, and so is text.
_TYPES = {Form.INTEGER: "integer", Form.NUMBER: "number", Form.FLAG: "boolean"}


def export_tables(graph: Graph, folder: AnyPath) -> list[Path]:
    """Writes people.csv, offices.csv ... with all of the graph into the folder; OutputError if one cannot be written.

    >>> written = kg.export_tables(kg.open("gba.kg"), "tables")
    >>> {"people.csv", "events.csv"} <= {path.name for path in written}
    True
    """
    return write_folder(make_tables(graph), Path(folder))


def write_folder(tables: Iterable[Table], folder: Path, *, has_mark: bool = False) -> list[Path]:
    """Writes people.csv, offices.csv ... and their description into the folder; OutputError if one cannot be written.

    A mark at the beginning of each file tells Excel that it is UTF-8.
    """
    paths = []
    schemas = []
    for table in tables:
        path = folder / f"{table.schema.name}.csv"
        rows = ([write_cell(cell) for cell in row] for row in table.rows)
        write_whole(path, write_csv(table.columns, rows).encode("utf-8-sig" if has_mark else "utf-8"))
        paths.append(path)
        schemas.append(table.schema)
    write_whole(folder / DESCRIPTION, describe(schemas, has_mark=has_mark))
    return paths


def write_cell(cell: Cell) -> str:
    """Writes a cell as text: nothing where nothing is known."""
    return "" if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell)


def describe(schemas: Iterable[TableSchema], *, has_mark: bool = False) -> bytes:
    """Gives the description of the tables as a data package: columns with their meaning, keys and foreign keys."""
    encoding = "utf-8-sig" if has_mark else "utf-8"
    resources = [_describe_table(schema, encoding) for schema in schemas]
    package = {"profile": "tabular-data-package", "name": "gba-kg", "resources": resources}
    return json.dumps(package, ensure_ascii=False, indent=1).encode() + b"\n"


def _describe_table(schema: TableSchema, encoding: str) -> dict[str, object]:
    keys = [
        {
            "fields": [column.name],
            "reference": {"resource": "" if column.table == schema.name else column.table, "fields": ["id"]},
        }
        for column in schema.references
    ]
    return {
        "profile": "tabular-data-resource",
        "name": schema.name,
        "path": f"{schema.name}.csv",
        "description": schema.about,
        "encoding": encoding,
        "schema": {
            "fields": [_describe_column(schema, column) for column in schema.columns],
            "primaryKey": list(schema.key),
            **({"foreignKeys": keys} if keys else {}),
        },
    }


def _describe_column(schema: TableSchema, column: Column) -> dict[str, object]:
    return {"name": column.name, "type": _TYPES.get(find_form(schema, column), "string"), "description": column.about}
