"""Answers with news as an Atom feed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from starlette.responses import Response

from kg.explorer.pages.links import link_thing
from kg.explorer.pages.visit import Visit
from kg.phrases import Phrase, say_in
from kg.views.atom import Feed, FeedEntry, make_entry, write_feed
from kg.views.news import Item


def answer_feed(
    visit: Visit, title: Phrase | str, path: str, news: Sequence[Item], others: Iterable[FeedEntry] = ()
) -> Response:
    """Answers with a feed of some releases, and of other entries; `path` is that of the page that it belongs to."""
    here = f"{visit.base}{path.rstrip('/')}/feed.atom"
    feed = Feed(
        here,
        f"{say_in(visit.lang, title)} · {visit.say('site')}",
        visit.say("site"),
        visit.lang,
        (*(make_entry(item, visit.base + link_thing(item.release.id)) for item in news), *others),
        here,
        visit.base + (path or "/"),
    )
    response = Response(write_feed(feed), media_type="application/atom+xml")
    response.headers["Content-Language"] = visit.lang
    return response
