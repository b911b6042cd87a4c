"""The search: things by name, however written, and sentences by their words; with suggestions while one types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute

from kg.explorer.pages.downloads import make_list
from kg.explorer.pages.failures import find_nearest
from kg.explorer.pages.links import link_thing
from kg.explorer.pages.visit import Visit, make_route
from kg.languages.wordcuts import cut_phrases
from kg.phrases import name_kind
from kg.views.candidates import say_last_office
from kg.views.names import KINDS, Names, Thing, shorten, to_iri
from kg.views.search import Findings, search_graph

_LONGEST = 200
_MOST_FOUND = 300
_PAGE = 30
_FIRST = 10
_MOST_SUGGESTED = 8
_COLUMNS: Final = ("kind", "id", "text", "lang", "release", "date", "url")


def show_search(visit: Visit) -> Response:
    """Answers with what a search finds; `kind` leaves things of one kind, or sentences, alone."""
    asked = visit.get("q")[:_LONGEST]
    kind = visit.get("kind") if visit.get("kind") in (*KINDS, "sentence") else ""
    found = _search(visit, asked)
    things = _list_things(visit, asked, found)
    counts = Counter(thing.kind for thing in things)
    shown = [thing for thing in things if kind in ("", thing.kind)]
    sentences = found.sentences if kind in ("", "sentence") else ()
    is_near = bool(asked) and not things and not found.sentences
    near = find_nearest(visit, asked) if is_near else ()
    page = visit.get_number("page", 1, _MOST_FOUND)
    rows = [
        *({"kind": one.kind, "id": one.id, "text": one.name, "lang": one.other_lang or one.lang} for one in shown),
        *(
            {
                "kind": "sentence",
                "id": one.evidence.id,
                "text": one.evidence.text,
                "lang": one.lang,
                "release": one.evidence.release,
                "date": one.evidence.date,
                "url": one.evidence.url,
            }
            for one in sentences
        ),
    ]
    first = (page - 1) * _PAGE
    listed = shown[first : first + _PAGE] if kind else shown[:_FIRST]
    return visit.show(
        "search.html.j2",
        title=visit.say("found_for", asked=asked) if asked else visit.say("search"),
        data=make_list("search", _COLUMNS, ({name: row.get(name) for name in _COLUMNS} for row in rows)),
        asked=asked,
        kind=kind,
        counts={one: counts[one] for one in KINDS if counts[one]},
        total=len(things),
        said=len(found.sentences),
        things=listed,
        about=_describe(visit, listed),
        more=0 if kind else max(len(shown) - _FIRST, 0),
        sentences=sentences[first : first + _PAGE] if kind else sentences[:_PAGE],
        more_sentences=0 if kind else max(len(sentences) - _PAGE, 0),
        page=page,
        last=max(1, -(-(len(sentences) if kind == "sentence" else len(shown)) // _PAGE)) if kind else 1,
        near=near,
    )


def _search(visit: Visit, asked: str) -> Findings:
    if not cut_phrases(asked):
        return Findings((), (), False)
    return search_graph(visit.graph, asked, limit=_MOST_FOUND, lang=visit.lang)


def _list_things(visit: Visit, asked: str, found: Findings) -> list[Thing]:
    """Gives what the text names first, then what has its words in a name."""
    names = Names(visit.graph, visit.lang)
    exact = names.find(asked) if asked else ()
    ids = dict.fromkeys((*(thing.id for thing in exact), *(one.id for one in found.things if one.kind in KINDS)))
    names.read_some(ids)
    return [names.get(id) for id in ids]


def _describe(visit: Visit, things: Iterable[Thing]) -> dict[str, str]:
    """Says of each person which office was last held, which tells one from others of the name."""
    names = Names(visit.graph, visit.lang)

    def say(person: str) -> str:
        iri = to_iri(person).value
        office = say_last_office(visit.graph, iri, lambda post: names.get(shorten(post)).name, visit.last_issue)
        return office.say(visit.lang)

    found = {thing.id: say(thing.id) for thing in things if thing.kind == "person"}
    return {id: office for id, office in found.items() if office}


def suggest(visit: Visit) -> Response:
    """Answers with the things that a text may be the beginning of, or a misspelling, as JSON."""
    asked = visit.get("q")[:_LONGEST]
    things: list[Thing] = []
    if len(asked) > 1 or not asked.isascii():
        found = search_graph(visit.graph, asked, limit=_MOST_SUGGESTED, lang=visit.lang) if cut_phrases(asked) else None
        names = Names(visit.graph, visit.lang)
        ids = dict.fromkeys(one.id for one in (found.things if found else ()) if one.kind in KINDS)
        ids = dict.fromkeys([*(thing.id for thing in names.find(asked)), *ids])
        if len(ids) < _MOST_SUGGESTED:
            ids |= dict.fromkeys(thing.id for thing in names.find_near(asked)[: 2 * _MOST_SUGGESTED])
        names.read_some(list(ids)[:_MOST_SUGGESTED])
        things = [names.get(id) for id in list(ids)[:_MOST_SUGGESTED]]
    about = _describe(visit, things)
    listed = [
        {
            "name": thing.name,
            "lang": thing.other_lang or visit.lang,
            "kind": thing.kind,
            "label": about.get(thing.id) or name_kind(thing.kind).say(visit.lang),
            "href": link_thing(thing.id),
        }
        for thing in things
    ]
    return JSONResponse(listed, headers={"Vary": "Accept-Language, Cookie", "Cache-Control": "max-age=60"})


ROUTES: Final[list[BaseRoute]] = [make_route("/search", show_search), make_route("/suggest", suggest)]
