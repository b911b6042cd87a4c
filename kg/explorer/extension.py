"""Tells what is known of things that a table names, as OpenRefine asks: data extension of the Reconciliation API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.explorer.jsons import read_object, respond_json
from kg.graph.bindings import is_iri
from kg.graph.graph import Graph
from kg.phrases import ENGLISH, SIMPLIFIED, TRADITIONAL, find_label
from kg.views.linkage import TIES, find_others
from kg.views.names import KINDS, Names, Thing, read_id, to_iri
from kg.vocabulary import Kind

_MOST_THINGS, _MOST_PROPERTIES = 100, 20
_NAMED: Final = {ENGLISH: "English", TRADITIONAL: "traditional Chinese", SIMPLIFIED: "simplified Chinese"}


@dataclass(frozen=True, slots=True)
class _Property:
    """What can be asked of things of some kinds: the things by a tie, or the name in a language."""

    id: str
    name: str
    meaning: str
    kinds: tuple[str, ...]
    lang: str = ""


_PROPERTIES: Final[Mapping[str, _Property]] = {
    each.id: each
    for each in (
        *(_Property(id, id, tie.meaning, tie.kinds) for id, tie in TIES.items()),
        *(
            _Property(f"name-{lang}", f"name in {language}", "what it is called", KINDS, lang)
            for lang, language in _NAMED.items()
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Extension:
    """The ids of things, and what is asked of each of them."""

    ids: list[str]
    properties: list[_Property]


def propose_properties(request: Request) -> Response:
    """Says what can be asked of things of a kind."""
    kind, limit = request.query_params.get("type", ""), request.query_params.get("limit", "")
    known = [each for each in _PROPERTIES.values() if not kind or kind in each.kinds]
    most = int(limit) if limit.isascii() and limit.isdecimal() and len(limit) < 10 else len(known)
    proposed = [{"id": each.id, "name": each.name, "description": each.meaning} for each in known[:most]]
    return respond_json(request, {"type": kind, "properties": proposed})


def read_extension(text: str) -> Extension:
    """Gives what is asked; 400 where that makes no sense, 413 where it is too much."""
    query = read_object("extend", text)
    return Extension(_read_ids(query.get("ids")), _read_properties(query.get("properties")))


def extend(graph: Graph, query: Extension) -> dict[str, Any]:
    """Gives what is known of each thing that is asked for; nothing of one that the graph does not know."""
    names = Names(graph)
    things = {id: read_id(id) for id in query.ids if is_iri(to_iri(read_id(id)).value)}
    names.read_some(things.values())
    return {
        "meta": [_describe(each) for each in query.properties],
        "rows": {
            id: {each.id: _list_values(graph, names, things.get(id, ""), each) for each in query.properties}
            for id in query.ids
        },
    }


def _read_ids(ids: Any) -> list[str]:
    if not isinstance(ids, list) or not all(isinstance(id, str) for id in ids):
        raise HTTPException(400, "extend: `ids` is a list of ids of things")
    if len(ids) > _MOST_THINGS:
        raise HTTPException(413, f"extend: `ids` are more than {_MOST_THINGS}, the most that are answered at once")
    return ids


def _read_properties(properties: Any) -> list[_Property]:
    listed = properties if isinstance(properties, list) else [None]
    known = [_PROPERTIES.get(str(each.get("id"))) if isinstance(each, dict) else None for each in listed]
    found = [each for each in known if each is not None]
    if len(found) < len(listed) or len(listed) > _MOST_PROPERTIES:
        raise HTTPException(
            400,
            f"extend: `properties` is a list of at most {_MOST_PROPERTIES} objects, each with an `id`, one of "
            f"{', '.join(_PROPERTIES)}",
        )
    return found


def _describe(each: _Property) -> dict[str, Any]:
    described: dict[str, Any] = {"id": each.id, "name": each.name}
    if not each.lang:
        kind = TIES[each.id].other_kind
        described["type"] = {"id": kind, "name": find_label(Kind(kind).class_name or "") or kind}
    return described


def _list_values(graph: Graph, names: Names, id: str, each: _Property) -> list[dict[str, str]]:
    if id.partition("/")[0] not in each.kinds:
        return []
    thing = names.get(id)
    if each.lang:
        return [{"str": name} for name in _find_name(thing, each.lang)]
    others = find_others(graph, TIES[each.id], thing.id)
    names.read_some(others)
    return [{"id": other.id, "name": other.name} for other in map(names.get, others)]


def _find_name(thing: Thing, lang: str) -> list[str]:
    """Gives what a thing is called in a language; nothing where it has no name in it."""
    called = replace(thing, lang=lang)
    return [called.name] if thing.labels and called.other_lang is None else []
