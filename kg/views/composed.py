"""Turns what is known of an event into a name for it, in a language in which no release names it.

`data/grammar/composed.json` has a row for each type of event: what its name takes (all places, two agents, all
agreements) and the words in English and in traditional characters; `and` joins several things.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from kg.errors import DataError
from kg.files import find_shipped
from kg.graph.graph import Graph, Iri

_FACTS = {
    "places": "SELECT ?thing WHERE { $event schema:location|gba:visited ?thing } ORDER BY ?thing",
    "pair": "SELECT ?thing WHERE { $event gba:participation/gba:agent ?thing } ORDER BY ?thing",
    "agreements": "SELECT ?thing WHERE { ?thing gba:signedAt $event } ORDER BY ?thing",
}
_TYPE = "SELECT ?type WHERE { $event gba:eventType ?type }"


def compose_name(graph: Graph, event: Iri, lang: str, name: Callable[[str], str | None]) -> str | None:
    """Gives the name of an event in English or traditional characters; `name` gives what the thing of an IRI is called
    in that language, None where it has no name in it. None where not all that the name takes is known."""
    words = _read_words()
    types = [(iri or "").rpartition("#")[2] for (iri,) in graph.ask(_TYPE, event=event)]
    row = words.get(types[0]) if len(types) == 1 else None
    if row is None or row is words["and"]:
        return None
    names = [name(iri) if iri else None for (iri,) in dict.fromkeys(graph.ask(_FACTS[row["takes"]], event=event))]
    told = [each for each in names if each is not None]
    if not told or len(told) < len(names) or (row["takes"] == "pair" and len(told) != 2):
        return None
    return str(row[lang]).format(things=words["and"][lang].join(told), first=told[0], second=told[-1])


@cache
def _read_words() -> Mapping[str, Any]:
    path = find_shipped("data", "grammar", "composed.json")
    try:
        words = json.loads(path.read_text(encoding="utf-8"))
        return {key: {**row, "en": row["en"], "zh-Hant": row["zh-Hant"]} for key, row in words.items()}
    except (OSError, ValueError, AttributeError, KeyError, TypeError) as error:
        raise DataError(f"{path}: each row needs words in en and zh-Hant: {error!r}") from error
