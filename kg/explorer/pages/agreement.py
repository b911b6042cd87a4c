"""The page of an agreement: who signed it for whom, who witnessed it, what it sets up."""

from __future__ import annotations

from starlette.responses import Response

from kg.explorer.pages.downloads import make_data
from kg.explorer.pages.links import link_thing
from kg.explorer.pages.visit import Visit
from kg.views.datings import date_pact
from kg.views.events import find_pacts
from kg.views.lookup import Line, make_lines, read_record
from kg.views.names import Names, Thing
from kg.views.timeline import tell_timeline


def show(visit: Visit, names: Names, thing: Thing) -> Response:
    """Answers with the page of an agreement."""
    lines = make_lines(read_record(visit.graph, names, thing))
    pact = find_pacts(visit.graph, [thing.id]).get(thing.id)
    told = tell_timeline(visit.graph, thing.id, lang=visit.lang)
    return visit.show(
        "agreement.html.j2",
        title=thing.name,
        data=make_data(thing.id, lines, Line, about=thing, lang=visit.lang),
        feed=f"{link_thing(thing.id)}/feed.atom",
        thing=thing,
        status=pact.status if pact else None,
        date=date_pact(pact) if pact else None,
        event=names.get(pact.event) if pact and pact.event else None,
        lines=sorted(lines, key=lambda line: (line.section, line.detail, line.thing.name)),
        moments=told.lines if not lines else (),
    )
