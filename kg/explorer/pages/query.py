"""The page on which one asks a question in SPARQL, with the questions of the project as examples."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.explorer.answering import Asked, Reply
from kg.explorer.headers import POLICY
from kg.explorer.offers import ROWS, TRIPLES
from kg.explorer.pages.visit import Visit, open_visit
from kg.graph.answers import Cell
from kg.graph.bindings import bind_values
from kg.graph.questions import Question, list_questions
from kg.graph.terms import PREFIXES

_FIRST = "who-met-whom"
_MOST_SHOWN: Final = 1000
_ROWS: Final = next(offer for offer in ROWS if offer.form == "json")
_TRIPLES: Final = next(offer for offer in TRIPLES if offer.form == "nt")
# The one sheet of style that the editor writes into the page itself: how the edges of columns are drawn.
_EDGES: Final = "sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk="
# What the editor says: see `static/query.js`.
_WORDS: Final = (
    "answer",
    "cell_filter",
    "failed",
    "next",
    "no_rows",
    "page_size",
    "previous",
    "question",
    "view_raw",
    "view_table",
)
_COMMENT: Final = re.compile(r"^#.*\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Grid:
    """The first rows of an answer, and how many there are."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    total: int


async def show_query(request: Request) -> Response:
    """Answers with the page; `example` names the question that stands in it, and `query` one that is answered."""
    visit = await run_in_threadpool(open_visit, request)
    question = request.query_params.get("query", "").strip()
    reply = None
    if question:
        limit = request.app.state.settings.limit
        asked = Asked(question, _ROWS, _TRIPLES, limit, visit.version)
        reply = await request.app.state.workers.ask(asked, request.receive)
    return await run_in_threadpool(_show, visit, question, reply)


def _show(visit: Visit, question: str, reply: Reply | None) -> Response:
    questions = {one.name: one for one in _read_questions()}
    example = questions.get(visit.get("example"), questions[_FIRST])
    is_answered = reply is not None and reply.status == 200
    content = reply.content.decode("utf-8", "replace") if reply else ""
    is_rows = is_answered and reply is not None and reply.media_type == _ROWS.media_type
    response = visit.show(
        "query.html.j2",
        title=visit.say("way:query"),
        code=reply.status if reply else 200,
        asked=question or _write(example),
        example="" if question else example.name,
        grid=_read_grid(content) if is_rows else None,
        triples=content.splitlines()[:_MOST_SHOWN] if is_answered and not is_rows else (),
        most=_MOST_SHOWN,
        wrong="" if is_answered else content,
        questions=tuple(questions.values()),
        prefixes=sorted(PREFIXES.items()),
        words={word: visit.say(word) for word in _WORDS},
    )
    response.headers["Content-Security-Policy"] = f"{POLICY}; style-src 'self' '{_EDGES}'"
    return response


def _read_grid(content: str) -> Grid:
    """Gives the table of an answer in SPARQL's JSON; an ASK question has one row with true or false."""
    answer = json.loads(content)
    if "boolean" in answer:
        return Grid(("",), ((Cell("literal", str(answer["boolean"]).lower()),),), 1)
    columns = tuple(answer["head"]["vars"])
    found = answer["results"]["bindings"]
    rows = tuple(tuple(_read_cell(row.get(column)) for column in columns) for row in found[:_MOST_SHOWN])
    return Grid(columns, rows, len(found))


def _read_cell(value: dict[str, str] | None) -> Cell | None:
    if value is None:
        return None
    return Cell("iri" if value["type"] == "uri" else value["type"], value["value"], value.get("xml:lang"))


@cache
def _read_questions() -> tuple[Question, ...]:
    return tuple(list_questions())


def _write(question: Question) -> str:
    """Gives a question with its own values in their places."""
    return _COMMENT.sub("", bind_values(question.sparql, question.fill_values()))


ROUTES: Final[list[BaseRoute]] = [Route("/query", show_query)]
