"""Writes the answer to a question in the W3C's formats: rows and yes or no as SPARQL 1.1 results, triples as RDF."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from html import escape
from typing import Final

import pyoxigraph as ox

from kg.exports.jsonld import write_jsonld
from kg.exports.triples import write_turtle
from kg.graph.graph import Cell, Table
from kg.graph.results import make_term
from kg.graph.terms import PREFIXES, sort_quads

_KINDS: Final = {"iri": "uri", "literal": "literal", "blank": "bnode"}
_XML: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
    "<head>{head}</head>\n{body}\n</sparql>\n"
)
# What stands in no graph of ours, but in what is said about it.
OTHER_PREFIXES: Final = {
    "formats": "http://www.w3.org/ns/formats/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
}
_PREFIX: Final = re.compile(r"(?<!\w)[a-z]+:")
# XML 1.0 has no way to write these.
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_rows(table: Table, form: str) -> bytes:
    """Gives the rows of an answer as `json`, `xml`, `csv` or `tsv`."""
    return _ROWS[form](table).encode()


def write_truth(is_true: bool, form: str) -> bytes:
    """Gives yes or no in one of the same forms; for `csv` and `tsv`, where no standard has it, in a line."""
    word = "true" if is_true else "false"
    if form == "json":
        return json.dumps({"head": {}, "boolean": is_true}).encode() + b"\n"
    if form == "xml":
        return _XML.format(head="", body=f"<boolean>{word}</boolean>").encode()
    return f"{word}\r\n".encode() if form == "csv" else f"{word}\n".encode()


def write_triples(table: Table, form: str) -> bytes:
    """Gives triples, rows of three, as `ttl`, `nt`, `jsonld` or `rdf` (RDF/XML), sorted."""
    return write_quads((ox.Quad(*(make_term(cell) for cell in row if cell)) for row in table.rows), form)  # type: ignore[arg-type]


def write_quads(quads: Iterable[ox.Quad], form: str) -> bytes:
    """Gives triples as a store has them in the same forms, sorted."""
    return _TRIPLES[form](sort_quads(quads))


def _write_json(table: Table) -> str:
    rows = ({name: _make_json(cell) for name, cell in _name_cells(table, row)} for row in table.rows)
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    head = json.dumps({"vars": table.columns}, ensure_ascii=False)
    return f'{{"head": {head},\n"results": {{"bindings": [\n{lines}\n]}}}}\n'


def _make_json(cell: Cell) -> dict[str, str]:
    details = {"xml:lang": cell.lang, "datatype": cell.datatype}
    return {"type": _KINDS[cell.kind], "value": cell.value, **{key: value for key, value in details.items() if value}}


def _write_xml(table: Table) -> str:
    head = "".join(f'<variable name="{_escape(column)}"/>' for column in table.columns)
    rows = (
        "".join(
            f'<binding name="{_escape(name)}">{_make_xml(cell)}</binding>' for name, cell in _name_cells(table, row)
        )
        for row in table.rows
    )
    body = "\n".join(["<results>", *(f"<result>{row}</result>" for row in rows), "</results>"])
    return _XML.format(head=head, body=body)


def _make_xml(cell: Cell) -> str:
    kind = _KINDS[cell.kind]
    details = (
        f' xml:lang="{cell.lang}"' if cell.lang else f' datatype="{_escape(cell.datatype)}"' if cell.datatype else ""
    )
    return f"<{kind}{details}>{_escape(cell.value)}</{kind}>"


def _escape(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text)).replace("\r", "&#13;")


def _write_csv(table: Table) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_make_plain(cell) for cell in row] for row in table.rows)
    return text.getvalue()


def _make_plain(cell: Cell | None) -> str:
    if cell is None:
        return ""
    return f"_:{cell.value}" if cell.kind == "blank" else cell.value


def _write_tsv(table: Table) -> str:
    lines = ["\t".join(f"?{column}" for column in table.columns)]
    lines += ("\t".join(_make_term(cell) if cell else "" for cell in row) for row in table.rows)
    return "".join(f"{line}\n" for line in lines)


def _make_term(cell: Cell) -> str:
    """Writes a term as Turtle does, with its language as people write it."""
    if cell.lang:
        return f"{_make_term(replace(cell, lang=None))}@{cell.lang}"
    return str(make_term(cell)).replace("\t", "\\t")


def _name_cells(table: Table, row: tuple[Cell | None, ...]) -> Iterable[tuple[str, Cell]]:
    return ((name, cell) for name, cell in zip(table.columns, row, strict=True) if cell)


def _write_turtle(quads: Iterable[ox.Quad]) -> bytes:
    """Gives Turtle with the prefixes that it uses."""
    head, _, body = write_turtle(quads, {**PREFIXES, **OTHER_PREFIXES}).decode().partition("\n\n")
    used = set(_PREFIX.findall(body))
    lines = [line for line in head.splitlines() if line and line.split(" ")[1] in used]
    return "\n".join([*lines, "", body]).encode()


def _write_lines(quads: Iterable[ox.Quad]) -> bytes:
    return "".join(f"{quad} .\n" for quad in quads).encode()


def _write_rdf_xml(quads: Iterable[ox.Quad]) -> bytes:
    return ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.RDF_XML) or b""


_ROWS: Final[Mapping[str, Callable[[Table], str]]] = {
    "json": _write_json,
    "xml": _write_xml,
    "csv": _write_csv,
    "tsv": _write_tsv,
}
_TRIPLES: Final[Mapping[str, Callable[[Iterable[ox.Quad]], bytes]]] = {
    "ttl": _write_turtle,
    "nt": _write_lines,
    "jsonld": write_jsonld,
    "rdf": _write_rdf_xml,
}
