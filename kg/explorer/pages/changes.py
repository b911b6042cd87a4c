"""The page of what one build has changed, thing by thing."""

from __future__ import annotations

from functools import partial
from typing import Final

from starlette.responses import Response
from starlette.routing import BaseRoute

from kg.explorer.pages.failures import tell_failure
from kg.explorer.pages.visit import Visit, make_route
from kg.graph.changelog import Build
from kg.views.builds import find_builds, say_build
from kg.views.difference import Section, say_field, tell_changes
from kg.views.evidence import say_text

# Of a build that has changed more things only the counts are shown.
_MOST_THINGS: Final = 5_000


def show_changes(visit: Visit) -> Response:
    """Answers with what a build has changed; of one that changed very much, or that the graph began with, how much."""
    number = int(visit.request.path_params["number"])
    builds = find_builds(visit.request.app.state.snapshots.store, visit.version)
    build = next((build for build in builds if build.number == number), None)
    if build is None:
        return tell_failure(visit, visit.say("no_build", n=number), 404)
    difference = None
    if _is_told(build):
        find = partial(tell_changes, builds=(build,), lang=visit.lang)
        difference = visit.look_up(("changes", build.version, visit.lang), find)
    return visit.show(
        "changes.html.j2",
        title=visit.say("build_of", day=build.day),
        said=say_build(build),
        difference=difference,
        sections=tuple(Section),
        say_field=say_field,
        say_text=lambda source: say_text(source, visit.lang),
    )


def _is_told(build: Build) -> bool:
    """Says whether it is shown thing by thing what a build has changed."""
    things = sum(one.new + one.changed + one.gone for one in build.turnovers)
    return not build.is_first and things <= _MOST_THINGS


ROUTES: Final[list[BaseRoute]] = [make_route("/changes/{number:int}", show_changes)]
