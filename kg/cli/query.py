"""`kg query`: a question in SPARQL."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.forms import Form, show_csv, show_json, show_triples
from kg.cli.grid import echo_grid
from kg.cli.options import Store, format_option, limit_option, store_option
from kg.cli.standard_input import DASH, STANDARD_INPUT, read_standard_input
from kg.cli.terminal import echo
from kg.errors import UsageError
from kg.graph.answers import Cell, Table
from kg.graph.bindings import Iri, Text, Value
from kg.graph.graph import Graph
from kg.graph.questions import Question, find_question, read_question, read_value
from kg.graph.terms import PREFIXES, shorten_iri
from kg.graph.worker import ask_worker
from kg.views.parameters import fill_names
from kg.wording import say_count

_TYPES = {"iri": "uri", "literal": "literal", "blank": "bnode"}


@click.command()
@click.argument("question")
@click.option("--param", "params", multiple=True, metavar="NAME=VALUE", help="A value for ?NAME; may be repeated.")
@format_option(
    "table", "json", "csv", "ttl", about="JSON is the W3C's form of results; ttl is for CONSTRUCT and DESCRIBE."
)
@click.option(
    "--timeout",
    type=click.IntRange(0, 86_400),
    default=30,
    show_default=True,
    metavar="SECONDS",
    help="Give up after this time; 0 waits for ever.",
)
@limit_option(100_000, "rows")
@store_option
def query(question: str, params: tuple[str, ...], *, form: Form, timeout: int, limit: int | None, store: Store) -> None:
    """Ask a question in SPARQL, from a file or as text.

    QUESTION is a file (*.rq), - for standard input, SPARQL, or the name of a question of ontology/questions.
    The usual prefixes are known.
    A VALUE is text ("Chan Kwok-ki"@en, or without quotation marks) or a name of the graph (id:person/chan-kwok-ki).
    Where a question asks for a thing, its name is found as `kg who` finds it.
    Where there are more rows than --limit, in any format, standard error says so. Exit code 1: no answer in time.

    Example: kg query "SELECT ?name WHERE { ?who a foaf:Person ; skos:prefLabel ?name } ORDER BY ?name LIMIT 5"
    """
    values = dict(_split_param(param) for param in params)
    table = ask_worker(store, *_read_question(store, question, values), timeout=timeout or None, limit=limit)
    if form.name == "csv":
        show_csv(table.columns, table.list_values(), has_mark=form.has_mark)
    else:
        _SHOW[form.name](table)
    if table.is_cut:
        echo(f"there are more rows than the {limit} shown; --limit 0 shows all", err=True)


def _split_param(param: str) -> tuple[str, str]:
    name, sign, value = param.partition("=")
    if not (name and sign):
        raise UsageError(f"--param {param}: write it as NAME=VALUE")
    return name.removeprefix("?"), value


def _read_question(store: Store, question: str, values: dict[str, str]) -> tuple[str, dict[str, Value]]:
    """Gives a question's SPARQL, and the values of its variables."""
    if question == DASH:
        return _decode(read_standard_input(), STANDARD_INPUT), _read_values(values)
    if _is_sparql(question):
        return question, _read_values(values)
    if not question.endswith(".rq"):
        shipped = find_question(question)
        return shipped.sparql, _fill(store, shipped, values)
    path = Path(question)
    try:
        text = _decode(path.read_bytes(), question)
    except OSError as error:
        raise UsageError(f"{question}: {(error.strerror or str(error)).lower()}") from error
    if not any(line.startswith("# param:") for line in text.splitlines()):
        return text, _read_values(values)
    own = read_question(path)
    return own.sparql, _fill(store, own, values)


def _fill(store: Store, question: Question, values: dict[str, str]) -> dict[str, Value]:
    """Opens the graph only to look for a name that was given; says which values were not."""
    is_named = any(parameter.is_name and parameter.name in values for parameter in question.parameters)
    found = fill_names(Graph.open(store), question, values) if is_named else question.fill_values(**values)
    left = {each.name: each.default for each in question.parameters if each.name not in values}
    if left:
        said = (f"{name}={value if isinstance(value, str) else value.value}" for name, value in left.items())
        echo(f"with {', '.join(said)}; --param NAME=VALUE gives another value", err=True)
    return found


def _is_sparql(question: str) -> bool:
    """Says whether this is SPARQL itself, and no name or file: DESCRIBE id:person/x needs no brackets."""
    return "{" in question or (len(question.split()) > 1 and not question.endswith(".rq"))


def _decode(content: bytes, origin: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{origin}: cannot be read as UTF-8 ({error})") from error


def _read_values(values: dict[str, str]) -> dict[str, Value]:
    return {name: read_value(value, like=_guess_kind(value)) for name, value in values.items()}


def _guess_kind(value: str) -> Iri | Text:
    is_name = value.partition(":")[0] in PREFIXES and ":" in value
    return Iri("") if value.startswith(("<", "http://", "https://")) or is_name else Text("")


def _show_table(table: Table) -> None:
    echo_grid(table.columns, ([shorten_iri(cell.value) if cell else "" for cell in row] for row in table.rows))
    echo(say_count(len(table.rows), "row"), err=True)


def _show_results(table: Table) -> None:
    rows = [
        {name: _write_cell(cell) for name, cell in zip(table.columns, row, strict=True) if cell} for row in table.rows
    ]
    show_json({"head": {"vars": list(table.columns)}, "results": {"bindings": rows}})


def _write_cell(cell: Cell) -> dict[str, str]:
    details = {"xml:lang": cell.lang, "datatype": cell.datatype}
    return {"type": _TYPES[cell.kind], "value": cell.value, **{key: value for key, value in details.items() if value}}


_SHOW = {"table": _show_table, "json": _show_results, "ttl": show_triples}
