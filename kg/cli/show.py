"""`kg show`: all about one thing."""

from __future__ import annotations

import click

from kg.cli.forms import Form, show_json, show_triples
from kg.cli.grid import echo_grid
from kg.cli.options import Store, format_option, lang_option, store_option
from kg.cli.output import echo_source, name_in_full, say_predicate
from kg.cli.terminal import echo
from kg.graph.graph import Graph
from kg.phrases import say_in, say_phrase
from kg.views.dossier import Dossier, Side, find_triples, open_dossier
from kg.views.rows import to_json


@click.command()
@click.argument("id")
@store_option
@format_option("table", "json", "ttl", about="ttl also gives all that the claims about it say.")
@lang_option
def show(id: str, *, store: Store, form: Form, lang: str) -> None:
    """Show all about one thing: its triples both ways, with names, and its sentences.

    ID is written as the other commands print it (person/chan-kwok-ki), with id: before it, or as a full IRI. It may be
    anything in the graph: a person, a tenure, a release (then all its sentences), a sentence. Sentences that say
    something planned or cancelled are shown as well.

    Example: kg show person/chan-kwok-ki
    """
    graph = Graph.open(store)
    if form.name == "ttl":
        show_triples(find_triples(graph, id, lang=lang))
        return
    dossier = open_dossier(graph, id, lang=lang)
    if form.name == "json":
        parts = {"about": dossier.thing, "triples": dossier.sides, "sentences": dossier.evidence}
        show_json({name: to_json(part) for name, part in parts.items()})
    else:
        _show_dossier(dossier, lang)


def _show_dossier(dossier: Dossier, lang: str) -> None:
    echo(name_in_full(dossier.thing), bold=True)
    columns = (say_phrase(lang, f"column:{column}") for column in ("property", "value", "name"))
    rows = ((_say_way(side, lang), say_in(lang, side.value), say_in(lang, side.name)) for side in dossier.sides)
    echo_grid(columns, rows, lang=lang)
    for source in dossier.evidence:
        echo_source(source, lang)


def _say_way(side: Side, lang: str) -> str:
    name = say_predicate(side.predicate, lang)
    return say_phrase(lang, "inward", property=name) if side.is_inward else name
