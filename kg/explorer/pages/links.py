"""Turns ids of the graph into addresses of pages: only what an address may hold, everything else percent-encoded."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from kg.views.evidence import Evidence
from kg.views.names import KINDS


def link_thing(id: str) -> str:
    """Gives the address of the page of a thing or release; empty for what has no page.

    >>> link_thing("person/chan-kwok-ki"), link_thing("tenure/38bf")
    ('/thing/person/chan-kwok-ki', '')
    """
    kind, _, slug = id.partition("/")
    if kind == "release":
        return f"/release/{quote(slug)}"
    return f"/thing/{kind}/{quote(slug, safe='')}" if kind in KINDS else ""


def link_data(id: str) -> str:
    """Gives the address at which a thing is had as linked data."""
    return f"/id/{quote(id)}"


def link_source(source: Evidence) -> str:
    """Gives the address of a sentence on the page of its release."""
    return f"/release/{quote(source.release)}#s{quote(source.id.rpartition('/s')[2])}"


def link_page(path: str, **query: object) -> str:
    """Gives an address with a query, without the values that are empty.

    >>> link_page("/search", q="a & b", kind="")
    '/search?q=a+%26+b'
    """
    given = {name: value for name, value in query.items() if value not in (None, "")}
    return f"{path}?{urlencode(given)}" if given else path


def change_query(path: str, query: Mapping[str, str], **changes: str | None) -> str:
    """Gives the address of a page with some values of its query changed; None takes one away."""
    return link_page(path, **{**query, **changes})
