"""Gives each thing of the graph at its own address, the ontology at its, and what the whole is, in the form asked for.

/id/person/x   what the graph says of a thing, as RDF; a browser is led to its page
/ns            the ontology; /ns/shapes the shapes, /ns/context.jsonld the context of our JSON-LD
/void          the graph as a whole: how large it is, and where it is asked
/dump.nt       all of it
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Final
from urllib.parse import quote
from zlib import decompress

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from kg.errors import UnknownNameError
from kg.explorer.addresses import find_base
from kg.explorer.caching import respond
from kg.explorer.dataset import describe_dataset
from kg.explorer.keeping import keep
from kg.explorer.negotiation import require_offer
from kg.explorer.offers import HTML, TRIPLES, TURTLE
from kg.explorer.pages.portraits import PREPARED
from kg.exports.answers import write_quads, write_triples
from kg.files import find_shipped
from kg.graph.graph import Graph, Iri
from kg.graph.terms import PREFIXES, make_thing
from kg.views.dossier import find_quads

# A row for each thing that took its place, or one without any; no row where the graph does not know it.
_SUCCESSORS: Final = """SELECT ?successor WHERE {
  FILTER (EXISTS { $about ?predicate ?value } || EXISTS { ?thing ?property $about })
  OPTIONAL { $about dct:isReplacedBy ?successor }
} ORDER BY ?successor"""
_ONTOLOGY: Final = {"": "kg.ttl", "shapes": "shapes.ttl"}
_ALL: Final = "CONSTRUCT { ?subject ?predicate ?object } WHERE { ?subject ?predicate ?object }"
_CHUNK: Final = 64 * 1024


def show_thing(request: Request) -> Response:
    """Shows a thing: its triples both ways with all that its claims say, or the way to its page."""
    path: str = request.path_params["path"]
    offer = require_offer(request, (*TRIPLES, HTML))
    snapshot = request.app.state.snapshots.get_snapshot()
    iri = make_thing(path).value
    found = snapshot.graph.ask(_SUCCESSORS, about=Iri(iri))
    if not found:
        raise UnknownNameError(f"/id/{path}: there is nothing of this id in the graph")
    if successors := [successor for (successor,) in found if successor]:
        return _lead_on(request, successors)
    keep(request, snapshot.version)
    address = quote(path)
    if offer is HTML:
        return RedirectResponse(f"/thing/{address}", 303, {"Vary": "Accept"})
    links = [f'<{find_base(request)}/void>; rel="describedby"']
    links += (f'</id/{address}?format={form}>; rel="alternate"; type="{kind}"' for form, kind in _list_forms().items())
    packed = PREPARED.get((str(request.app.state.snapshots.store), snapshot.version, path, offer.form))
    return respond(
        request,
        offer,
        snapshot.version,
        lambda: decompress(packed) if packed else write_quads(find_quads(snapshot.graph, iri), offer.form),
        {"Link": ", ".join(links)},
    )


def show_ontology(request: Request) -> Response:
    """Shows the ontology, or its shapes; to a browser as they are written."""
    name = request.path_params.get("name", "")
    if name not in _ONTOLOGY:
        raise HTTPException(404, f"/ns/{name}: there is no such part; there are /ns, /ns/shapes and /ns/context.jsonld")
    offer = require_offer(request, (*TRIPLES, HTML))
    is_text = offer.media_type in (HTML.media_type, "text/plain")
    version = request.app.state.settings.version
    return respond(request, offer, version, lambda: _write_ontology(name, "" if is_text else offer.form))


def show_context(request: Request) -> Response:  # noqa: ARG001
    """Shows the context of our JSON-LD."""
    return Response(find_shipped("ontology", "context.jsonld").read_bytes(), media_type="application/ld+json")


def show_dataset(request: Request) -> Response:
    """Shows what the graph is as a whole; to a browser as Turtle."""
    offer = require_offer(request, (*TRIPLES, HTML))
    form = TURTLE.form if offer is HTML else offer.form
    snapshot = request.app.state.snapshots.get_snapshot()
    keep(request, snapshot.version)
    base = find_base(request)
    return respond(request, offer, snapshot.version, lambda: write_triples(describe_dataset(snapshot, base), form))


def send_dump(request: Request) -> Response:
    """Sends all triples as N-Triples."""
    graph = request.app.state.snapshots.get()
    headers = {"Content-Disposition": 'attachment; filename="gba-kg.nt"'}
    return StreamingResponse(_send_all(graph), 200, headers, "application/n-triples")


def _list_forms() -> dict[str, str]:
    """Gives the media type by which each form is known best."""
    forms: dict[str, str] = {}
    for offer in TRIPLES:
        forms.setdefault(offer.form, offer.media_type)
    return forms


def _lead_on(request: Request, successors: Sequence[str]) -> Response:
    """Leads from an id that is no longer used to the one that took its place; of several the client must choose."""
    query = f"?{request.url.query}" if request.url.query else ""
    addresses = [f"/id/{quote(successor.removeprefix(PREFIXES['id']), safe='/%')}{query}" for successor in successors]
    if len(addresses) == 1:
        return RedirectResponse(addresses[0], 308, {"Vary": "Accept"})
    return PlainTextResponse("".join(f"{find_base(request)}{address}\n" for address in addresses), 300)


@cache
def _write_ontology(name: str, form: str) -> bytes:
    path = find_shipped("ontology", _ONTOLOGY[name])
    return write_triples(Graph.load(path).select(_ALL), form) if form else path.read_bytes()


async def _send_all(graph: Graph) -> AsyncIterator[bytes]:
    """Gives all triples in pieces, all read by one thread: Oxigraph lets no other go on where one has begun."""
    executor = ThreadPoolExecutor(1, "dump")
    pieces = _write_all(graph)
    try:
        while piece := await asyncio.get_running_loop().run_in_executor(executor, next, pieces, b""):
            yield piece
    finally:
        executor.submit(pieces.close)
        executor.shutdown(wait=False)


def _write_all(graph: Graph) -> Generator[bytes, None, None]:
    lines: list[str] = []
    size = 0
    for quad in graph.quads():
        lines.append(f"{quad} .\n")
        size += len(lines[-1])
        if size > _CHUNK:
            yield "".join(lines).encode()
            lines.clear()
            size = 0
    yield "".join(lines).encode()


ROUTES: list[BaseRoute] = [
    Route("/id/{path:path}", show_thing),
    Route("/ns", show_ontology),
    Route("/ns/context.jsonld", show_context),
    Route("/ns/{name}", show_ontology),
    Route("/void", show_dataset),
    Route("/dump.nt", send_dump),
]
