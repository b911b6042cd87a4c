"""The page and the feed of the latest releases, with what they state, and of what the latest builds have changed."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response
from starlette.routing import BaseRoute

from kg.explorer.pages.downloads import make_data
from kg.explorer.pages.feeds import answer_feed
from kg.explorer.pages.visit import Visit, make_route
from kg.graph.changelog import Build
from kg.views.atom import FeedEntry, write_moment
from kg.views.builds import find_builds, say_build
from kg.views.news import Item, find_news

_SHOWN = 25
_IN_FEED = 50
_BUILDS = 10


def show_recent(visit: Visit) -> Response:
    """Answers with the latest releases, and what the latest builds have changed."""
    news = find_news(visit.graph, limit=_SHOWN, lang=visit.lang)
    return visit.show(
        "recent.html.j2",
        title=visit.say("latest_releases"),
        data=make_data("recent", news, Item, lang=visit.lang),
        feed="/feed.atom",
        news=news,
        builds=[(build, say_build(build)) for build in _find_builds(visit)],
    )


def show_feed(visit: Visit) -> Response:
    """Answers with the same as Atom."""
    news = find_news(visit.graph, limit=_IN_FEED, lang=visit.lang)
    builds = (_make_entry(visit, build) for build in _find_builds(visit))
    return answer_feed(visit, visit.say("latest_releases"), "", news, builds)


def _find_builds(visit: Visit) -> tuple[Build, ...]:
    return find_builds(visit.request.app.state.snapshots.store, visit.version, most=_BUILDS)


def _make_entry(visit: Visit, build: Build) -> FeedEntry:
    page = f"{visit.base}/changes/{build.number}"
    title = visit.say("build_of", day=build.day)
    moment = write_moment(build.made)
    return FeedEntry(
        f"{page}#{build.version}", title, visit.lang, moment, moment, page, say_build(build).say(visit.lang)
    )


ROUTES: Final[list[BaseRoute]] = [make_route("/recent", show_recent), make_route("/feed.atom", show_feed)]
