"""A Visit: one request for a page, with the graph it looks at and the language it is answered in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from kg.errors import KgError, NoPathError, UnknownNameError, UsageError
from kg.explorer.pages.downloads import FORMS, Data, write_data
from kg.explorer.pages.environment import render
from kg.explorer.pages.languages import COOKIE, choose_language
from kg.graph.graph import Graph
from kg.phrases import LANGUAGES, Phrase, say_in
from kg.views.evidence import find_last_issue
from kg.views.names import Names, Thing

_YEAR = 365 * 24 * 3600
_MOST_NEAREST = 12


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

    def show(  # noqa: PLR0913
        self,
        template: str,
        *,
        title: Phrase | str,
        data: Data | None = None,
        feed: str = "",
        status: int = 200,
        **values: Any,
    ) -> Response:
        """Answers with a page, or with its data where the query asks for a form of them."""
        form = self.get("format")
        if data is not None and form in FORMS:
            return write_data(data, form, self.graph)
        context = {
            **values,
            "visit": self,
            "lang": self.lang,
            "languages": LANGUAGES,
            "title": say_in(self.lang, title),
            "forms": data.list_forms() if data is not None else (),
            "feed": feed,
            "as_of": find_last_issue(self.graph),
            "address": str(self.request.url.include_query_params().remove_query_params("format")),
            "tell": lambda words: say_in(self.lang, words),
        }
        response = HTMLResponse(render(template, context), status_code=status)
        response.headers["Content-Language"] = self.lang
        response.headers["Vary"] = "Accept-Language, Cookie"
        if self.request.query_params.get("lang") in LANGUAGES:
            response.set_cookie(COOKIE, self.lang, max_age=_YEAR, httponly=True, samesite="lax")
        return response

    def fail(self, message: str, status: int, *, asked: str = "", kinds: tuple[str, ...] = ()) -> Response:
        """Answers with a page that says what is wrong, and names what may have been meant."""
        near = find_nearest(self.graph, asked, kinds, self.lang) if asked else ()
        return self.show(
            "failure.html.j2", title=_TITLES.get(status, Phrase("")) or message, status=status, message=message, near=near
        )
