"""Answers questions at /sparql as the SPARQL 1.1 Protocol says, for reading only; without a question it describes
itself, as SPARQL 1.1 Service Description says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from kg.explorer.addresses import find_base
from kg.explorer.answering import Asked
from kg.explorer.bodies import Parameters, read_body, read_parameters
from kg.explorer.negotiation import choose_offer, require_offer
from kg.explorer.offers import HTML, ROWS, TRIPLES
from kg.exports.answers import write_triples
from kg.exports.descriptions import Triple, make_text, make_triples
from kg.graph.terms import PREFIXES

_METHODS: Final = ("GET", "HEAD", "POST", "OPTIONS")
_FORM: Final = "application/x-www-form-urlencoded"
_QUESTION: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"
# What our graph is called where a server wants a name for it: see `kg.graph.servers`.
_GRAPH: Final = f"{PREFIXES['id']}graph"
_UTF8: Final = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
_READ_ONLY: Final = "this graph is for reading only: SPARQL Update is not supported"
_FORMATS: Final = (
    "SPARQL_Results_JSON SPARQL_Results_XML SPARQL_Results_CSV SPARQL_Results_TSV Turtle N-Triples JSON-LD RDF_XML"
)


@dataclass(frozen=True, slots=True)
class _ContentType:
    """What a body is, and how its letters are encoded."""

    media_type: str
    charset: str


async def serve_sparql(request: Request) -> Response:
    """Answers one request of the protocol."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": ", ".join(_METHODS)})
    parameters = read_parameters(request.scope["query_string"])
    if request.method == "POST":
        parameters += await _read_post(request)
    names = {name for name, _ in parameters}
    if "update" in names or names & {"using-graph-uri", "using-named-graph-uri"}:
        raise HTTPException(403, _READ_ONLY)
    _refuse_datasets(parameters)
    questions = [value for name, value in parameters if name == "query"]
    if not questions and request.method != "POST":
        return await _describe(request)
    if len(questions) != 1:
        raise HTTPException(400, f"a request asks one question, the parameter `query`; this one has {len(questions)}")
    return await _answer(request, questions[0])


async def _read_post(request: Request) -> Parameters:
    """Gives the parameters that a body holds; one that is a question has it as `query`."""
    content_type = _read_content_type(request)
    if content_type.media_type == _UPDATE:
        raise HTTPException(403, _READ_ONLY)
    if content_type.media_type not in (_FORM, _QUESTION):
        found = content_type.media_type or "of no type"
        raise HTTPException(
            415,
            f"the body is {found}; send {_FORM}, or the question itself as {_QUESTION}",
            {"Accept-Post": f"{_FORM}, {_QUESTION}"},
        )
    if content_type.charset not in _UTF8:
        raise HTTPException(415, "a question is sent in UTF-8")
    body = await read_body(request)
    if content_type.media_type == _FORM:
        return read_parameters(body)
    try:
        return [("query", body.decode())]
    except UnicodeDecodeError:
        raise HTTPException(400, "the question is not in UTF-8") from None


def _read_content_type(request: Request) -> _ContentType:
    media_type, *parameters = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    charsets = [
        value.strip('"') for name, _, value in (each.partition("=") for each in parameters) if name == "charset"
    ]
    return _ContentType(media_type, charsets[0] if charsets else "utf-8")


def _refuse_datasets(parameters: Parameters) -> None:
    for name, value in parameters:
        if name == "named-graph-uri" or (name == "default-graph-uri" and value != _GRAPH):
            raise HTTPException(
                400, f"{name}: there is no such graph here; all that is here is in the default graph; leave it out"
            )


async def _answer(request: Request, question: str) -> Response:
    state = request.app.state
    version = await run_in_threadpool(state.snapshots.get_version)
    rows, triples = choose_offer(request, ROWS), choose_offer(request, TRIPLES)
    reply = await state.workers.ask(Asked(question, rows, triples, state.settings.limit, version), request.receive)
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    return Response(reply.content, reply.status, headers, reply.media_type)


async def _describe(request: Request) -> Response:
    """Describes this service, to a browser by the page on which questions are written."""
    offer = require_offer(request, (*TRIPLES, HTML))
    headers = {"Vary": "Accept"}
    if offer is HTML:
        return RedirectResponse("/query", 303, headers)
    service = f"{find_base(request)}/sparql"
    content = write_triples(make_triples(_list_facts(service, request.app.state.settings.limit)), offer.form)
    return Response(content, 200, headers, offer.media_type)


def _list_facts(service: str, limit: int) -> list[Triple]:
    dataset, graph = f"{service}#dataset", f"{service}#graph"
    return [
        (service, "rdf:type", "sd:Service"),
        (service, "sd:endpoint", service),
        (service, "sd:supportedLanguage", "sd:SPARQL11Query"),
        *((service, "sd:resultFormat", f"formats:{form}") for form in _FORMATS.split()),
        (service, "sd:defaultDataset", dataset),
        (service, "rdfs:comment", make_text(f"For reading only; an answer has at most {limit} rows or triples.", "en")),
        (dataset, "rdf:type", "sd:Dataset"),
        (dataset, "sd:defaultGraph", graph),
        (graph, "rdf:type", "sd:Graph"),
    ]


ROUTES: list[BaseRoute] = [Route("/sparql", serve_sparql, methods=_METHODS)]
