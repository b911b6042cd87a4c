"""Matches the names of a table with the things of the graph, as OpenRefine asks: the Reconciliation Service API, 0.2
and, with `callback`, 0.1.

/reconcile                    what there is; with `queries`, the things that names may mean; with `extend`, what is
                              known of things
/reconcile/properties         what can be asked with `extend`
/reconcile/suggest/entity     things whose names hold what is typed; also /type and /property
/reconcile/preview            a thing in a few words
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any, Final
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from kg.errors import UnknownNameError
from kg.explorer.addresses import find_base
from kg.explorer.answering import Lookup
from kg.explorer.bodies import read_body, read_parameters
from kg.explorer.extension import extend, propose_properties, read_extension
from kg.explorer.jsons import read_object, respond_json
from kg.graph.graph import Graph
from kg.graph.terms import PREFIXES
from kg.phrases import find_label
from kg.views.dossier import open_dossier
from kg.views.evidence import say_text
from kg.views.linkage import TIES
from kg.views.matching import Match, describe_things, match_clues, match_name
from kg.views.names import KINDS, Names, Thing
from kg.vocabulary import Kind

_FORM: Final = "application/x-www-form-urlencoded"
_DEFAULT_KINDS: Final = ("person", "post", "body")
_MOST_QUERIES: Final = 25
_LONGEST: Final = 500
_LIMIT, _MOST_RESULTS = 10, 50
_WIDTH, _HEIGHT = 430, 200
# The preview is for a frame in the page of another site.
_FRAMED: Final = {"Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'"}
_PAGE: Final = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{name}</title></head><body>'
    '<p><a href="{address}" target="_blank" rel="noopener">{name}</a> ({kind})</p><p>{about}</p>{quote}</body></html>'
)


@dataclass(frozen=True, slots=True)
class _Query:
    """A name, empty where none is told, the kinds of things that it may mean (None if no kind of ours was asked for),
    and what else is told."""

    text: str
    kinds: tuple[str, ...] | None
    limit: int
    clues: Mapping[str, list[str]]


async def reconcile(request: Request) -> Response:
    """Answers a batch of queries, or what is asked of things; without either it says what there is."""
    parameters = read_parameters(request.scope["query_string"])
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != _FORM:
            raise HTTPException(415, f"send the queries as {_FORM}")
        parameters += read_parameters(await read_body(request))
    asked = {name: value for name, value in parameters if name in ("queries", "extend")}
    if not asked:
        return respond_json(request, _describe_service(find_base(request)))
    find: Callable[[Graph], object] = (
        partial(answer_batch, queries=_read_batch(asked["queries"]))
        if "queries" in asked
        else partial(extend, query=read_extension(asked["extend"]))
    )
    state = request.app.state
    version = await run_in_threadpool(state.snapshots.get_version)
    return respond_json(request, await state.lookups.look(Lookup(find, version), request.receive))


def suggest_things(request: Request) -> Response:
    """Suggests things whose names hold what is typed."""
    prefix, cursor = _read_prefix(request)
    graph = request.app.state.snapshots.get()
    names = Names(graph)
    found = {thing.id: thing for thing in (*names.find(prefix), *names.find_near(prefix))} if prefix else {}
    things = list(found.values())[cursor : cursor + _LIMIT]
    about = describe_things(graph, names, things)
    return respond_json(
        request,
        {
            "result": [
                {"id": thing.id, "name": thing.name, "description": about[thing.id], "notable": _list_types(thing)}
                for thing in things
            ]
        },
    )


def suggest_types(request: Request) -> Response:
    """Suggests kinds of things."""
    return _suggest(request, [_make_type(kind) for kind in KINDS])


def suggest_properties(request: Request) -> Response:
    """Suggests what else may be told of who is meant."""
    return _suggest(request, [{"id": id, "name": id, "description": tie.meaning} for id, tie in TIES.items()])


def show_preview(request: Request) -> Response:
    """Shows a thing in a few words, with a sentence."""
    id = request.query_params.get("id", "")[:_LONGEST]
    graph = request.app.state.snapshots.get()
    dossier = open_dossier(graph, id)
    thing = dossier.thing
    if thing.kind not in KINDS:
        raise UnknownNameError(f"{id}: this is no thing that has a name")
    told = (say_text(source, "en") for source in dossier.evidence if source.text)
    sentence = next((f"<blockquote>{escape(text)}</blockquote>" for text in told), "")
    page = _PAGE.format(
        name=escape(thing.name),
        address=escape(f"{find_base(request)}/thing/{quote(thing.id)}"),
        kind=escape(_name_kind(thing.kind)),
        about=escape(describe_things(graph, Names(graph), [thing])[thing.id]),
        quote=sentence,
    )
    return HTMLResponse(page, headers=_FRAMED)


def _describe_service(base: str) -> dict[str, Any]:
    service = f"{base}/reconcile"
    suggest = {"entity": "entity", "type": "type", "property": "property"}
    return {
        "versions": ["0.1", "0.2"],
        "name": "Greater Bay Area co-operation",
        "identifierSpace": PREFIXES["id"],
        "schemaSpace": PREFIXES["gba"],
        "defaultTypes": [_make_type(kind) for kind in _DEFAULT_KINDS],
        "view": {"url": f"{base}/id/{{{{id}}}}"},
        "preview": {"url": f"{service}/preview?id={{{{id}}}}", "width": _WIDTH, "height": _HEIGHT},
        "suggest": {
            name: {"service_url": base, "service_path": f"/reconcile/suggest/{path}"} for name, path in suggest.items()
        },
        "extend": {"propose_properties": {"service_url": base, "service_path": "/reconcile/properties"}},
        "batchSize": _MOST_QUERIES,
    }


def _read_batch(text: str) -> dict[str, _Query]:
    batch = read_object("queries", text)
    if len(batch) > _MOST_QUERIES:
        raise HTTPException(413, f"the queries are more than {_MOST_QUERIES}, the most that are answered at once")
    return {key: _read_query(key, query) for key, query in batch.items()}


def _read_query(key: str, query: Any) -> _Query:
    told = query if isinstance(query, dict) else {}
    text, clues = told.get("query", ""), _read_clues(told.get("properties"))
    if not isinstance(text, str) or len(text) > _LONGEST or not ("query" in told or told.get("properties")):
        raise HTTPException(
            400,
            f"{key}: a query has a name as `query`, of at most {_LONGEST} letters, or what is known as `properties`",
        )
    types = told.get("type") or []
    asked = [
        each.get("id") if isinstance(each, dict) else each for each in (types if isinstance(types, list) else [types])
    ]
    kinds = tuple(kind for kind in KINDS if kind in asked)
    return _Query(
        text.strip(),
        None if asked and not kinds else kinds,
        _read_limit(told.get("limit")),
        clues,
    )


def _read_limit(limit: Any) -> int:
    is_limit = isinstance(limit, int | float) and not isinstance(limit, bool) and limit >= 1
    return int(min(limit, _MOST_RESULTS)) if is_limit else _LIMIT


def _read_clues(properties: Any) -> dict[str, list[str]]:
    """Gives what is told beside a name; a value is text, or an object with the id or the name of a thing."""
    clues: dict[str, list[str]] = {}
    for each in properties if isinstance(properties, list) else ():
        about = each.get("pid") if isinstance(each, dict) else None
        if not isinstance(about, str) or about not in TIES:
            continue
        values = each.get("v")
        for value in values if isinstance(values, list) else [values]:
            told = (value.get("id") or value.get("name")) if isinstance(value, dict) else value
            if isinstance(told, str) and told.strip():
                clues.setdefault(about, []).append(told.strip()[:_LONGEST])
    return clues


def answer_batch(graph: Graph, queries: Mapping[str, _Query]) -> dict[str, Any]:
    """Gives the things that the names of a batch may mean."""
    names = Names(graph)
    return {key: {"result": [*map(_write_match, _find(graph, names, query))]} for key, query in queries.items()}


def _find(graph: Graph, names: Names, query: _Query) -> tuple[Match, ...]:
    if query.kinds is None:
        return ()
    if not query.text:
        return match_clues(graph, names, *query.kinds, clues=query.clues)[: query.limit]
    return match_name(graph, names, query.text, *query.kinds, clues=query.clues)[: query.limit]


def _write_match(match: Match) -> dict[str, Any]:
    return {
        "id": match.thing.id,
        "name": match.thing.name,
        "type": _list_types(match.thing),
        "score": match.score,
        "match": match.is_sure,
        "features": [{"id": reason.about, "value": reason.value} for reason in match.reasons],
    }


def _suggest(request: Request, known: Sequence[Mapping[str, str]]) -> Response:
    prefix, cursor = _read_prefix(request)
    found = [each for each in known if prefix.casefold() in f"{each['id']} {each['name']}".casefold()]
    return respond_json(request, {"result": found[cursor:]})


def _read_prefix(request: Request) -> tuple[str, int]:
    cursor = request.query_params.get("cursor", "0")
    is_number = cursor.isascii() and cursor.isdecimal() and len(cursor) < 10
    return request.query_params.get("prefix", "").strip()[:_LONGEST], int(cursor) if is_number else 0


def _list_types(thing: Thing) -> list[dict[str, str]]:
    return [_make_type(thing.kind)]


def _make_type(kind: str) -> dict[str, str]:
    return {"id": kind, "name": _name_kind(kind)}


def _name_kind(kind: str) -> str:
    return find_label(Kind(kind).class_name or "") or kind


ROUTES: list[BaseRoute] = [
    Route("/reconcile", reconcile, methods=["GET", "POST"]),
    Route("/reconcile/properties", propose_properties),
    Route("/reconcile/suggest/entity", suggest_things),
    Route("/reconcile/suggest/type", suggest_types),
    Route("/reconcile/suggest/property", suggest_properties),
    Route("/reconcile/preview", show_preview),
]
