"""The page and the feed of the latest releases, with what they state."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response
from starlette.routing import BaseRoute

from kg.explorer.pages.downloads import make_data
from kg.explorer.pages.feeds import write_feed
from kg.explorer.pages.visit import Visit, make_route
from kg.views.news import Item, find_news

_SHOWN = 25
_IN_FEED = 50


def show_recent(visit: Visit) -> Response:
    """Answers with the latest releases."""
    news = find_news(visit.graph, limit=_SHOWN, lang=visit.lang)
    data = make_data("recent", news, Item, lang=visit.lang)
    return visit.show("recent.html.j2", title=visit.say("latest_releases"), data=data, feed="/feed.atom", news=news)


def show_feed(visit: Visit) -> Response:
    """Answers with the latest releases as Atom."""
    news = find_news(visit.graph, limit=_IN_FEED, lang=visit.lang)
    return write_feed(visit, visit.say("latest_releases"), "", news)


ROUTES: Final[list[BaseRoute]] = [make_route("/recent", show_recent), make_route("/feed.atom", show_feed)]
