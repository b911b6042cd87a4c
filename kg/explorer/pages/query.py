"""The page on which one asks a question in SPARQL, with the questions of the project as examples."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from starlette.responses import Response
from starlette.routing import BaseRoute

from kg.explorer.pages.visit import Visit, make_route
from kg.graph.bindings import bind_values
from kg.graph.questions import Question, list_questions
from kg.graph.terms import PREFIXES

_FIRST = "who-met-whom"
_COMMENT: Final = re.compile(r"^#.*\n?", re.MULTILINE)


def show_query(visit: Visit) -> Response:
    """Answers with the page; `example` names the question that stands in it."""
    asked = visit.request.query_params.get("query", "")
    questions = {question.name: question for question in _read_questions()}
    example = questions.get(visit.get("example"), questions[_FIRST])
    return visit.show(
        "query.html.j2",
        title=visit.say("way:query"),
        asked=asked or _write(example),
        example="" if asked else example.name,
        table=None,
        wrong="",
        questions=tuple(questions.values()),
        prefixes=sorted(PREFIXES.items()),
    )


@cache
def _read_questions() -> tuple[Question, ...]:
    return tuple(list_questions())


def _write(question: Question) -> str:
    """Gives a question with its own values in their places."""
    return _COMMENT.sub("", bind_values(question.sparql, question.fill_values()))


ROUTES: Final[list[BaseRoute]] = [make_route("/query", show_query)]
