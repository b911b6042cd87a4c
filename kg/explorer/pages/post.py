"""The page of an office: who held it and when, those who acted in it apart."""

from __future__ import annotations

from starlette.responses import Response

from kg.explorer.pages.downloads import make_late_data
from kg.explorer.pages.links import link_thing
from kg.explorer.pages.person import is_acting, sort_latest
from kg.explorer.pages.shown import complete_lists
from kg.explorer.pages.visit import Visit
from kg.views.lookup import Line, make_lines, read_record, read_record_apart
from kg.views.names import Names, Thing


def show(visit: Visit, names: Names, thing: Thing) -> Response:
    """Answers with the page of an office."""
    lines = make_lines(read_record_apart(visit.graph, names, thing))
    holders = sort_latest(line for line in lines if line.section == "office")
    shown = complete_lists(
        visit.graph,
        {
            "holders": [line for line in holders if not is_acting(line)],
            "acting": [line for line in holders if is_acting(line)],
            "others": [line for line in lines if line.section != "office" and line.thing.id != thing.body],
        },
        visit.lang,
    )
    return visit.show(
        "post.html.j2",
        title=thing.name,
        data=make_late_data(
            thing.id,
            lambda: make_lines(read_record(visit.graph, names, thing)),
            Line,
            about=thing,
            lang=visit.lang,
        ),
        feed=f"{link_thing(thing.id)}/feed.atom",
        thing=thing,
        body=names.get(thing.body) if thing.body else None,
        holders=shown["holders"],
        acting=shown["acting"],
        others=shown["others"],
    )
