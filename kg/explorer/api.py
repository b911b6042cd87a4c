"""Answers the lookups of the command line in JSON, at /api, described by OpenAPI at /api/openapi.json."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from http import HTTPStatus
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import State
from starlette.exceptions import HTTPException

from kg.controls import show_controls
from kg.errors import KgError, UsageError
from kg.explorer.lookups import find_way, look_up
from kg.explorer.schemas import Problem, make_answer, make_model
from kg.explorer.snapshots import Snapshot
from kg.explorer.statuses import find_status
from kg.isodates import check_date, check_day
from kg.views.centrality import CENTRALITIES
from kg.views.dossier import Dossier, open_dossier
from kg.views.lookup import Line, Meeting, describe_person, list_meetings
from kg.views.network import PROJECTIONS, Rank, rank
from kg.views.offices import Holder, find_holders
from kg.views.paths import Hop
from kg.views.periods import Period, read_period
from kg.views.rows import to_json
from kg.views.search import Findings, search_graph
from kg.views.timeline import Moment, tell_timeline
from kg.views.turns import Turn

_PROBLEM: Final = "application/problem+json"
_LONGEST: Final = 500
_SHOWN: Final = 2000
_DATE: Final[dict[str, Any]] = {
    "anyOf": [{"format": "date"}, {"pattern": "^[1-9][0-9]{3}$"}, {"pattern": "^[1-9][0-9]{3}-(0[1-9]|1[0-2])$"}]
}

Centrality = StrEnum("Centrality", {name: name for name in CENTRALITIES})  # type: ignore[misc]
Projection = StrEnum("Projection", {name: name for name in PROJECTIONS})  # type: ignore[misc]
_MEETINGS: Final = Projection("meetings")
Lang = Annotated[Literal["en", "zh-Hant", "zh-Hans"], Query(description="The language that things are called in.")]
Called = Annotated[
    str, Query(min_length=1, max_length=_LONGEST, description="A name in any script, or an id such as person/x.")
]
Date = Annotated[str, Query(json_schema_extra=_DATE, description="A day, month or year: 2024-01-08, 2024-01 or 2024.")]


def _tell(what: str) -> dict[str, Any]:
    return {"description": what, "content": {_PROBLEM: {"schema": Problem.model_json_schema()}}}


def _lead(pointer: str, **lookups: str) -> dict[int | str, dict[str, Any]]:
    """Says in OpenAPI which lookups, by which of their parameters, take the id that stands at a place of an answer."""
    id = f"$response.body#{pointer}"
    return {200: {"links": {name: {"operationId": name, "parameters": {by: id}} for name, by in lookups.items()}}}


ROUTER: Final = APIRouter(
    responses={
        400: _tell("what was asked makes no sense"),
        404: _tell("nothing, or more than one thing, is called so"),
        422: _tell("a parameter is missing or wrong"),
        503: _tell("the store cannot be read, there is no answer in time, or too much else is asked"),
    }
)


@ROUTER.get(
    "/person",
    response_model=make_answer("Portrait", Line),
    responses=_lead("/about/id", events="with", timeline="name", show="id"),
)
def describe(request: Request, name: Called, lang: Lang = "en") -> Any:
    """A person's offices, bodies, events, agreements and people met."""
    portrait = describe_person(_open(request).graph, name, lang=lang)
    return {"about": to_json(portrait.thing), "lines": to_json(portrait.lines)}


@ROUTER.get(
    "/office",
    response_model=make_answer("OfficeAnswer", Holder, ("turns", tuple[Turn, ...]), ("in_graph", bool)),
    responses=_lead("/about/id", timeline="name", show="id"),
)
def show_office(
    request: Request,
    name: Called,
    on: Annotated[str, Query(json_schema_extra={"format": "date"}, description="The day: 2024-01-08.")],
    strict: Annotated[bool, Query(description="Answer only what is proven of that day.")] = False,
    lang: Lang = "en",
) -> Any:
    """Who held an office on a day, and on what basis that is known; no lines where nobody is known.

    `turns` say that its body was not there yet, or no more; one that is not `in_graph` is named by no release, and what
    is known of it stands in tables of reference.
    """
    answer = find_holders(_open(request).graph, name, on=check_day(on), lang=lang, strict=strict)
    remarks = {"turns": to_json(answer.turns), "in_graph": answer.in_graph}
    return {"about": to_json(answer.office), "lines": to_json(answer.holders), **remarks}


@ROUTER.get("/events", response_model=make_answer("Meetings", Meeting))
def list_events(
    request: Request,
    name: Annotated[Called, Query(alias="with")],
    planned: Annotated[bool, Query(description="Planned and cancelled events too.")] = False,
    lang: Lang = "en",
) -> Any:
    """The events somebody took part in, by date."""
    return {"lines": to_json(list_meetings(_open(request).graph, name, planned=planned, lang=lang))}


@ROUTER.get("/timeline", response_model=make_answer("Timeline", Moment))
def show_timeline(request: Request, name: Called, lang: Lang = "en") -> Any:
    """All that is known of a thing, by date."""
    told = tell_timeline(_open(request).graph, name, lang=lang)
    return {"about": to_json(told.thing), "lines": to_json(told.lines)}


@ROUTER.get("/path", response_model=make_answer("Path", Hop))
async def show_path(
    request: Request,
    start: Annotated[Called, Query(alias="from")],
    end: Annotated[Called, Query(alias="to")],
    max_hops: Annotated[int, Query(ge=1, le=20, description="Look no further than this.")] = 6,
    lang: Lang = "en",
) -> Any:
    """How two things are connected: a shortest path, with the sentences behind each step."""
    snapshot = await run_in_threadpool(_open, request)
    find = partial(find_way, start=start, end=end, version=snapshot.version, max_hops=max_hops, lang=lang)
    return {"lines": to_json(await look_up(request, snapshot, ("path", start, end, max_hops, lang), find))}


@ROUTER.get("/rank", response_model=make_answer("Ranking", Rank))
async def show_ranking(  # noqa: PLR0913, PLR0917
    request: Request,
    by: Annotated[Centrality, Query(description="The centrality.")],
    projection: Annotated[Projection, Query(description="The network.")] = _MEETINGS,
    since: Annotated[Date | None, Query(alias="from")] = None,
    until: Annotated[Date | None, Query(alias="to")] = None,
    top: Annotated[int, Query(ge=1, le=200, description="How many lines.")] = 10,
    lang: Lang = "en",
) -> Any:
    """Who stands in the middle of a network of meetings, offices or agreements."""
    snapshot = await run_in_threadpool(_open, request)
    period = _read_period(since, until, lang)
    find = partial(rank, by=by.value, projection=projection.value, top=top, period=period, lang=lang)
    what = ("rank", by.value, projection.value, top, since or "", until or "", lang)
    return {"lines": to_json(await look_up(request, snapshot, what, find))}


@ROUTER.get("/search", response_model=make_model(Findings))
def search(
    request: Request,
    words: Annotated[str, Query(min_length=1, max_length=_LONGEST, description="All of them must be there.")],
    limit: Annotated[int, Query(ge=1, le=200, description="So many things, and so many sentences.")] = 10,
    lang: Lang = "en",
) -> Any:
    """Things by words of their names, and sentences by their words, best first; nothing where there is no word."""
    try:
        return to_json(search_graph(_open(request).graph, words, limit=limit, lang=lang))
    except UsageError:
        return to_json(Findings((), (), has_more=False))


@ROUTER.get("/show", response_model=make_model(Dossier))
def show(
    request: Request,
    id: Annotated[str, Query(min_length=1, max_length=_LONGEST, description="An id such as person/x, or its IRI.")],
    lang: Lang = "en",
) -> Any:
    """All about one thing: its triples both ways, with names, and its sentences."""
    return to_json(open_dossier(_open(request).graph, id, lang=lang))


def make_api(state: State) -> FastAPI:
    """Gives the application that answers at /api, with what the explorer keeps as its state."""
    api = FastAPI(
        title="gba-kg",
        version=state.settings.version,
        summary="Who held which office, who met whom, who signed what, each with its sentence.",
        docs_url=None,  # those pages are not kept here
        redoc_url=None,
        generate_unique_id_function=lambda route: route.path.strip("/"),
        exception_handlers={KgError: _tell_error, HTTPException: _tell_refusal, RequestValidationError: _tell_wrong},
    )
    api.include_router(ROUTER)
    api.state = state
    return api


def _read_period(since: str | None, until: str | None, lang: str) -> Period:
    """Gives a period: a date that is none is a wrong request, of a period without a day nothing is known."""
    for side in filter(None, (since, until)):
        check_date(side)
    try:
        return read_period(since, until, lang)
    except UsageError as error:
        raise HTTPException(404, str(error)) from error


def _open(request: Request) -> Snapshot:
    snapshot: Snapshot = request.app.state.snapshots.get_snapshot()
    return snapshot


async def _tell_error(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, KgError)
    return make_problem(find_status(error), str(error))


async def _tell_refusal(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    response = make_problem(error.status_code, error.detail)
    response.headers.update(error.headers or {})
    return response


async def _tell_wrong(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    wrong = (f"{'.'.join(map(str, each['loc'][1:]))}: {each['msg']}" for each in error.errors())
    return make_problem(422, "; ".join(wrong))


def make_problem(status: int, detail: str) -> JSONResponse:
    """Gives a response that says what went wrong, as a problem in JSON."""
    content = Problem(
        type="about:blank", title=HTTPStatus(status).phrase, status=status, detail=show_controls(detail[:_SHOWN])
    )
    return JSONResponse(content.model_dump(), status, media_type=_PROBLEM)
