"""The first page: what this is, how much there is, the latest releases and where to begin."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response
from starlette.routing import BaseRoute

from kg.explorer.pages.downloads import make_list
from kg.explorer.pages.visit import Visit, make_route
from kg.views.contents import Contents, count_contents
from kg.views.news import find_news

_COLUMNS: Final = ("section", "name", "part", "count")
_MOST_RECENT = 8


def show_home(visit: Visit) -> Response:
    """Answers with the first page."""
    contents: Contents = visit.recall("contents", lambda: count_contents(visit.graph))
    rows = [{name: getattr(count, name) for name in _COLUMNS} for count in contents.counts]
    return visit.show(
        "home.html.j2",
        title=visit.say("site"),
        data=make_list("contents", _COLUMNS, rows),
        feed="/feed.atom",
        contents=contents,
        things={count.name: count.count for count in contents.list_section("things")},
        news=visit.recall(("news", visit.lang), lambda: find_news(visit.graph, limit=_MOST_RECENT, lang=visit.lang)),
    )


ROUTES: Final[list[BaseRoute]] = [make_route("/", show_home)]
