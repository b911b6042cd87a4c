"""Turns news into an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from starlette.responses import Response

from kg.explorer.pages.links import link_thing
from kg.explorer.pages.visit import Visit
from kg.graph.terms import expand_iri
from kg.phrases import Phrase
from kg.views.news import Item

# A moment that a feed without entries was changed at: it never was.
_NEVER = "1970-01-01T00:00:00+00:00"


def write_feed(visit: Visit, title: Phrase | str, path: str, news: Sequence[Item]) -> Response:
    """Answers with a feed of some releases; `path` is that of the page that it belongs to."""
    moments = [write_moment(item.issued) for item in news]
    content = visit.render(
        "feed.atom.j2",
        title=title,
        page=visit.base + (path or "/"),
        here=f"{visit.base}{path.rstrip('/')}/feed.atom",
        updated=max(moments, default=_NEVER),
        entries=[
            (item, expand_iri(f"id:{item.release.id}"), visit.base + link_thing(item.release.id), moment)
            for item, moment in zip(news, moments, strict=True)
        ],
    )
    response = Response(content.encode("utf-8", "replace"), media_type="application/atom+xml")
    response.headers["Content-Language"] = visit.lang
    return response


def write_moment(issued: str) -> str:
    """Gives a moment as Atom wants it (RFC 3339, in UTC); of one that cannot be read the beginning of all times."""
    try:
        moment = datetime.fromisoformat(issued)
    except ValueError:
        return _NEVER
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="seconds")
