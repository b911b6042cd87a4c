"""`kg export`: the graph in another format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Final

import click

from kg.cli.options import Store, mark_option, refuse_unless_csv, store_option
from kg.cli.terminal import echo
from kg.decisions import find_folder
from kg.errors import UsageError
from kg.exports import FORMATS, export_graph
from kg.exports.database import write_database
from kg.exports.edition import write_edition
from kg.exports.folder import DESCRIPTION, write_folder
from kg.exports.tables import Table, make_tables
from kg.exports.workbook import write_workbook
from kg.files import write_whole
from kg.graph.graph import Graph
from kg.graph.store import REGISTRY_FILE
from kg.isodates import check_day
from kg.views.builds import list_builds, say_build

_TABLES: Final[dict[str, Callable[[Iterable[Table]], bytes]]] = {"sqlite": write_database, "xlsx": write_workbook}


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice([*FORMATS, "csv", *_TABLES]),
    help="Format.",
)
@click.option("--edition", is_flag=True, help="Write a dated folder that describes itself, for others to cite.")
@click.option("--date", "day", metavar="DATE", help="The date of the edition.  [default: today]")
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="The file to write; for csv and --edition a folder."
)
@mark_option
@store_option
def export(form: str | None, *, edition: bool, day: str | None, out: Path, has_mark: bool, store: Store) -> None:
    """Write the graph in another format.

    ttl, nt and jsonld are the triples; nq has one named graph per release. The context of jsonld is in the file, and
    names are by language: node["prefLabel"]["en"].

    csv, sqlite and xlsx hold the same tables, and all of the graph: people, offices, tenures, bodies, places, events,
    participations, agreements, releases, sentences ... Ids are keys: a column person_id leads to the row of people with
    that id, and beside it person is the name. names has all names in all languages; statements one row for each fact,
    with its first sentence; claims which sentences say it. Dates are text, for they may be months or years.

    csv is a folder: people.csv ... and datapackage.json, which says what each column means. sqlite is one file that
    Datasette opens, with foreign keys, and full text of three letters or characters and more (names_fts,
    sentences_fts). xlsx has a sheet for each table, the first two say what they hold. pandas reads each of them in one
    line: read_csv, read_sql, read_excel.

    gexf is for Gephi and Gephi Lite, graphml for yEd and Cytoscape: a node for each thing, with its names, and an edge
    for each triple, with its dates, its status (done, planned or cancelled), the number of sentences behind it, one of
    them and the address of its release. Gephi's timeline shows what the dates say.

    --edition writes a new folder instead: the triples, the ontology, a description in VoID, where everything comes from
    and under which terms, counts, all ids with what became of them, what readers decided, what each build has changed,
    and the hash of each file. The same graph on the same day gives the same bytes.

    Example: kg export --format ttl --out gba.ttl
    """
    if edition == (form is not None) or (day is not None and not edition):
        raise UsageError("say with --format which one, or write an --edition, which alone has a --date")
    refuse_unless_csv(form or "", **{"--bom": has_mark})
    graph = Graph.open(store)
    if form is None:
        made = write_edition(graph, out, check_day(day or date.today()), _gather(store))
        echo(f"{out}: edition of {made.date}, {made.triples:,} triples, sha256 {made.hash}", err=True)
    elif form == "csv":
        written = write_folder(make_tables(graph), out, has_mark=has_mark)
        echo(f"{out}: {len(written)} tables, described in {DESCRIPTION}", err=True)
    else:
        write_whole(out, _TABLES[form](make_tables(graph)) if form in _TABLES else export_graph(graph, form))
        echo(f"{out}: written", err=True)


def _gather(store: Store) -> dict[str, bytes]:
    """Gives what lies in a store and beside it that goes with an edition."""
    if not isinstance(store, Path):
        return {}
    decided = find_folder(store)
    files = (store / REGISTRY_FILE, decided / "decisions.csv", decided / "corrections.csv")
    told = "".join(f"- {build.day}: {say_build(build)}\n" for build in reversed(list_builds(store)))
    return {path.name: path.read_bytes() for path in files if path.is_file()} | (
        {"CHANGELOG.md": f"# What each build has changed\n\n{told}".encode()} if told else {}
    )
