"""Lets a client keep what it has: a response has a tag, and one that a client has already is not written again."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response

from kg.explorer.offers import HTML, Offer


def respond(
    request: Request, offer: Offer, version: str, write: Callable[[], bytes], headers: Mapping[str, str] | None = None
) -> Response:
    """Gives what `write` gives in the form of an offer, or 304 where the client has it.

    `version` is that of what it is made from; empty where none is known, and then there is no tag. HTML is shown as
    text: who wants a page, and there is none, can read that.
    """
    tag = f'"{version}.{request.app.state.settings.version}.{offer.media_type.replace("/", "-")}"' if version else ""
    headers = {"Vary": "Accept", "Cache-Control": "no-cache", **(headers or {}), **({"ETag": tag} if tag else {})}
    if tag and _has_tag(request, tag):
        return Response(status_code=304, headers=headers)
    media_type = "text/plain" if offer.media_type == HTML.media_type else offer.media_type
    return Response(write(), 200, headers, media_type)


def _has_tag(request: Request, tag: str) -> bool:
    known = {each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")}
    return bool(known & {tag, "*"})
