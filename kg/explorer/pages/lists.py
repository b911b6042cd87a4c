"""The lists of all people, offices, bodies, events, agreements and releases, in pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from starlette.responses import Response
from starlette.routing import BaseRoute

from kg.errors import KgError
from kg.explorer.pages.downloads import make_list
from kg.explorer.pages.failures import tell_failure
from kg.explorer.pages.visit import Visit, make_route
from kg.phrases import ENGLISH, say_phrase
from kg.views.directory import LISTS, Entry, call_entries, complete_entries, find_like, list_entries
from kg.views.periods import read_period
from kg.views.rows import DATE_COLUMNS, list_date

_COLUMNS: Final = ("id", "name", "name_lang", "status", *DATE_COLUMNS, "releases", "sentences")
_PAGE = 50
_MOST_PAGES = 100_000


def show_list(visit: Visit) -> Response:
    """Answers with a page of a list; `like` are words of a name, `from` and `to` days."""
    what = visit.request.path_params["what"]
    if what not in LISTS:
        return tell_failure(visit, say_phrase(visit.lang, "no_id", id=what), 404)
    like, since, until = visit.get("like")[:200], visit.get("from"), visit.get("to")
    wrong, found = "", list[Entry]()
    try:
        found = list(find_like(_list(visit, what, since, until), like, lang=visit.lang))
    except KgError as error:
        wrong = str(error)
    last = max(1, -(-len(found) // _PAGE))
    page = min(visit.get_number("page", 1, _MOST_PAGES), last)
    return visit.show(
        "list.html.j2",
        title=visit.say(f"way:{what}"),
        data=make_list(what, _COLUMNS, _list_rows(visit, what, found)),
        code=400 if wrong else 200,
        what=what,
        like=like,
        since=since,
        until=until,
        wrong=wrong,
        total=len(found),
        entries=complete_entries(visit.graph, what, found[(page - 1) * _PAGE : page * _PAGE], lang=visit.lang),
        page=page,
        last=last,
    )


def name_list(what: str, since: str = "", until: str = "") -> tuple[str, ...]:
    """Gives what the entries of a list, in English, are remembered by."""
    return "list", what, since, until


def _list(visit: Visit, what: str, since: str, until: str) -> tuple[Entry, ...]:
    period = read_period(since or None, until or None, visit.lang)
    entries = visit.recall(name_list(what, since, until), lambda: list_entries(visit.graph, what, period=period))
    if visit.lang == ENGLISH:
        return entries
    return visit.recall((*name_list(what, since, until), visit.lang), lambda: call_entries(what, entries, visit.lang))


def _list_rows(visit: Visit, what: str, found: Sequence[Entry]) -> Iterator[dict[str, object]]:
    yield from map(_to_row, complete_entries(visit.graph, what, found, lang=visit.lang))


def _to_row(entry: Entry) -> dict[str, object]:
    thing = entry.thing
    name = (thing.name, thing.other_lang or thing.lang)
    cells = (thing.id, *name, entry.status or "", *list_date(entry.date))
    return dict(zip(_COLUMNS, (*cells, entry.releases, entry.sentences), strict=True))


ROUTES: Final[list[BaseRoute]] = [make_route("/list/{what}", show_list)]
