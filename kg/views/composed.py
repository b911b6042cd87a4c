"""Turns what is known of an event or agreement into a name for it, in a language in which no release names it.

`data/wording/composed.json` has a row for each type of event, and one for agreements: what the name takes (all places,
all who met, all agreements, all parties) and the words in English and in Chinese; those of `pair` are for two things.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.graph.graph import Graph, Iri
from kg.graph.terms import shorten_iri
from kg.phrases import read_rows

_FACTS = {
    "places": "SELECT ?thing WHERE { $about schema:location|gba:visited ?thing } ORDER BY ?thing",
    "agents": "SELECT ?thing WHERE { $about gba:participation/gba:agent ?thing } ORDER BY ?thing",
    "agreements": "SELECT ?thing WHERE { ?thing gba:signedAt $about } ORDER BY ?thing",
    "parties": "SELECT ?thing WHERE { $about gba:party ?thing } ORDER BY ?thing",
}
_TYPE = "SELECT ?type WHERE { $about gba:eventType ?type }"
# Where more than two meet, only people are told, and no crowd.
_MOST = 6
_PEOPLE = "id:person/"


def compose_name(graph: Graph, about: Iri, kind: str, lang: str, name: Callable[[str], str | None]) -> str | None:
    """Gives the name of an event or agreement in English or traditional characters; `name` gives what the thing of an
    IRI is called in that language, None where it has no name in it. None where not all that the name takes is known."""
    types = (
        ["agreement"] if kind == "agreement" else [shorten_iri(i or "")[4:] for (i,) in graph.ask(_TYPE, about=about)]
    )
    rows = read_rows("composed")
    row = rows.get(types[0]) if len(types) == 1 else None
    if row is None or "takes" not in row:
        return None
    things = [iri for (iri,) in dict.fromkeys(graph.ask(_FACTS[row["takes"]], about=about)) if iri]
    names = [found for iri in things if (found := name(iri)) is not None]
    if not names or len(names) < len(things):
        return None
    if "pair" not in row:
        return str(row[lang]).format(things=_join(names, lang))
    if len(things) == 2:
        return str(row["pair"][lang]).format(first=names[0], second=names[1])
    is_told = 2 < len(things) <= _MOST and all(shorten_iri(iri).startswith(_PEOPLE) for iri in things)
    return str(row[lang]).format(things=_join(names, lang)) if is_told else None


def _join(names: Sequence[str], lang: str) -> str:
    *others, last = names
    before = [str(read_rows("phrases")["and"][lang]).join(others)] if others else []
    return str(read_rows("composed")["and"][lang]).join([*before, last])
