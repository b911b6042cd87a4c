"""A Visit: one request for a page, with the graph it looks at and the language it is answered in."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from kg.explorer.addresses import find_base
from kg.explorer.keeping import keep
from kg.explorer.lookups import look_up
from kg.explorer.pages.downloads import FORMS, Data, write_data
from kg.explorer.pages.environment import render
from kg.explorer.pages.languages import COOKIE, choose_language
from kg.explorer.pages.links import change_query
from kg.explorer.pages.memory import MEMORY
from kg.explorer.pages.wording import say
from kg.explorer.snapshots import Snapshot
from kg.graph.graph import Graph
from kg.phrases import LANGUAGES, Phrase, say_in
from kg.views.evidence import find_last_issue

_Value = TypeVar("_Value")
_YEAR = 365 * 24 * 3600
# How long what was counted of a graph that changes without a version is shown.
_FRESH = 60


@dataclass(frozen=True, slots=True)
class Visit:
    """One request for a page; `version` names the graph as it is now."""

    request: Request
    graph: Graph
    version: str
    lang: str

    @property
    def query(self) -> dict[str, str]:
        """The values of the query, of several of one name the last."""
        return dict(self.request.query_params)

    def get(self, name: str, default: str = "") -> str:
        """Gives a value of the query without blanks around it."""
        return self.request.query_params.get(name, default).strip()

    def get_number(self, name: str, default: int, most: int) -> int:
        """Gives a number of the query from 1 to `most`; what is none is the default."""
        text = self.get(name)
        return min(max(int(text), 1), most) if text.isascii() and text.isdecimal() and len(text) < 10 else default

    def recall(self, what: object, count: Callable[[], _Value]) -> _Value:
        """Gives what `count` gives, or gave before of the same graph."""
        age = self.version or int(time.monotonic() // _FRESH)
        return MEMORY.recall((self.store, age, what), count)

    def name(self, *what: object) -> tuple[object, ...]:
        """Gives what is found of the same graph its key."""
        return self.store, self.version, *what

    @property
    def store(self) -> str:
        """The folder or the address of the store."""
        return str(self.request.app.state.snapshots.store)

    def look_up(self, what: object, find: Callable[[Graph], _Value]) -> _Value:
        """Gives what `find`, which pickle knows by its name, gives in a process that is ended at its limit, or gave
        before for `what` of the same graph."""
        snapshot = Snapshot(self.graph, self.version)
        looking = look_up(self.request, snapshot, what, find)
        return asyncio.run_coroutine_threadsafe(looking, self.request.app.state.loop).result()

    @property
    def may_edit(self) -> bool:
        """Whether readers may decide and correct here."""
        return self.request.app.state.settings.editing is not None

    @property
    def last_issue(self) -> str:
        """The day on which the last release was issued; empty if there is none."""
        return self.recall("last issue", lambda: find_last_issue(self.graph))

    @property
    def base(self) -> str:
        """The address that others reach the explorer at, without a slash at its end."""
        return find_base(self.request)

    @property
    def address(self) -> str:
        """The address of this page in this language, to be cited."""
        return self.base + change_query(quote(self.request.url.path), self.query, format=None, lang=self.lang)

    def say(self, key: str, /, **values: object) -> str:
        """Gives the words of a row in the language of the visit."""
        return say(key, **values).say(self.lang)

    def render(
        self, template: str, *, title: Phrase | str, data: Data | None = None, feed: str = "", **values: Any
    ) -> str:
        """Gives a template filled with some values and with what every page has."""
        return render(
            template,
            {
                **values,
                "visit": self,
                "lang": self.lang,
                "languages": LANGUAGES,
                "title": say_in(self.lang, title),
                "forms": data.list_forms() if data is not None else (),
                "feed": feed,
                "as_of": self.last_issue,
                "path": quote(self.request.url.path),
                "tell": lambda words: say_in(self.lang, words),
                "say": self.say,
            },
        )

    def show(
        self,
        template: str,
        *,
        title: Phrase | str,
        data: Data | None = None,
        feed: str = "",
        code: int = 200,
        **values: Any,
    ) -> Response:
        """Answers with a page, or with its data where the query asks for a form of them."""
        form = self.get("format")
        if data is not None and form in FORMS:
            return write_data(data, form, self.graph)
        page = self.render(template, title=title, data=data, feed=feed, **values).encode("utf-8", "replace")
        response = HTMLResponse(page, code)
        response.headers["Content-Language"] = self.lang
        response.headers["Vary"] = "Accept-Language, Cookie"
        if self.request.query_params.get("lang") in LANGUAGES:
            response.set_cookie(COOKIE, self.lang, max_age=_YEAR, httponly=True, samesite="lax")
        return response


Handler = Callable[[Visit], Response]


def make_route(path: str, handle: Handler) -> Route:
    """Gives the route of a page; what a page shows depends on the graph and on what is asked, on nothing else."""

    def answer(request: Request) -> Response:
        visit = open_visit(request)
        keep(request, visit.version)
        return handle(visit)

    return Route(path, answer, name=path)


def open_visit(request: Request) -> Visit:
    """Begins a visit of the graph as it is now."""
    snapshot = request.app.state.snapshots.get_snapshot()
    return Visit(request, snapshot.graph, snapshot.version, choose_language(request))
