"""What a page shows, for programs: as CSV, JSON or Turtle."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from starlette.responses import Response

from kg.cells import write_csv
from kg.controls import escape_in_json
from kg.exports.answers import write_triples
from kg.graph.answers import Table
from kg.graph.graph import Graph
from kg.views.dossier import find_statements, find_triples
from kg.views.names import Thing
from kg.views.rows import flatten, to_json

FORMS: Final = {"csv": "text/csv", "json": "application/json", "ttl": "text/turtle"}
Rows = tuple[Sequence[str], Sequence[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Data:
    """The data of a page, made when they are asked for; `name` is that of the file."""

    name: str
    make_json: Callable[[], object]
    make_rows: Callable[[], Rows]
    find_triples: Callable[[Graph], Table] | None = None

    def list_forms(self) -> tuple[str, ...]:
        """Gives the forms that there are."""
        return tuple(form for form in FORMS if form != "ttl" or self.find_triples is not None)


def make_data(
    name: str,
    lines: Sequence[Any],
    kind: type,
    *,
    about: Thing | None = None,
    lang: str = "en",
    remarks: Mapping[str, object] | None = None,
) -> Data:
    """Gives the data of lines that each hold `evidence`, as the commands write them.

    Their Turtle is all about the thing asked for, else what their sentences state.
    """
    return make_late_data(name, lambda: lines, kind, about=about, lang=lang, remarks=remarks)


def make_late_data(
    name: str,
    list_lines: Callable[[], Sequence[Any]],
    kind: type,
    *,
    about: Thing | None = None,
    lang: str = "en",
    remarks: Mapping[str, object] | None = None,
) -> Data:
    """Gives the same of lines that a page does not show, or not all of them."""

    def find(graph: Graph) -> Table:
        if about is not None:
            return find_triples(graph, about.id, lang=lang)
        return find_statements(graph, (source.id for line in list_lines() for source in line.evidence))

    return Data(
        name,
        lambda: {"about": to_json(about), **(remarks or {}), "lines": [to_json(line) for line in list_lines()]},
        lambda: flatten(list_lines(), kind, about, lang),
        find,
    )


def make_list(name: str, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> Data:
    """Gives the data of rows that have a value for each column, gone through once, when they are asked for; they have
    no Turtle."""
    return Data(
        name,
        lambda: {"lines": list(rows)},
        lambda: (columns, [["" if row[name] is None else str(row[name]) for name in columns] for row in rows]),
    )


def write_data(data: Data, form: str, graph: Graph) -> Response:
    """Answers with the data in a form; where a page has none of it, there is nothing."""
    if form == "json":
        content = escape_in_json(json.dumps(data.make_json(), ensure_ascii=False, indent=2)) + "\n"
    elif form == "csv":
        content = write_csv(*data.make_rows())
    elif data.find_triples is not None:
        return _send(data, form, write_triples(data.find_triples(graph), form))
    else:
        return Response(f"there is no {form} of this\n", 404, media_type="text/plain")
    return _send(data, form, content.encode("utf-8", "backslashreplace"))


def _send(data: Data, form: str, content: bytes) -> Response:
    name = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_") else "-" for sign in data.name)
    headers = {"Content-Disposition": f'inline; filename="{name[:80]}.{form}"'}
    return Response(content, media_type=FORMS[form], headers=headers)
