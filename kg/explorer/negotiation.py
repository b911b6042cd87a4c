"""Chooses the form of a response by what a request accepts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request

from kg.explorer.offers import Offer, explain_refusal

# What SPARQLWrapper and others call them.
_ALIASES: Final = {"turtle": "ttl", "n-triples": "nt", "ntriples": "nt", "json-ld": "jsonld", "rdf+xml": "rdf"}


@dataclass(frozen=True, slots=True)
class _Range:
    """One entry of an Accept header: `text/*;q=0.5`."""

    type: str
    subtype: str
    quality: float

    def measure_match(self, media_type: str) -> int:
        """Says how closely it names a media type: 2 by its name, 1 by its type, 0 as any; -1 if not at all."""
        kind, _, subtype = media_type.partition("/")
        if (self.type, self.subtype) == (kind, subtype):
            return 2
        if self.subtype == "*":
            return 1 if self.type == kind else 0 if self.type == "*" else -1
        return -1


def choose_offer(request: Request, offers: Sequence[Offer]) -> Offer | None:
    """Gives the offer that a request accepts most readily, of equal ones the first; None if it accepts none of them.

    `?format=ttl` names one, for a link that is followed in a browser; clients that add a name of their own beside what
    they accept get what they accept.
    """
    form = request.query_params.get("format", "")
    named = (offer for offer in offers if offer.form == _ALIASES.get(form, form))
    return next(named, None) or rank_offers(",".join(request.headers.getlist("accept")), offers)


def require_offer(request: Request, offers: Sequence[Offer]) -> Offer:
    """Gives the offer that a request accepts most readily; 406 if it accepts none of them."""
    offer = choose_offer(request, offers)
    if offer is None:
        raise HTTPException(406, explain_refusal(offers), {"Vary": "Accept"})
    return offer


def rank_offers(accept: str, offers: Sequence[Offer]) -> Offer | None:
    """Gives the offer that an Accept header likes best, of equal ones the first; without a header any will do."""
    if not accept.strip():
        return offers[0]
    ranges = list(_read_ranges(accept))
    qualities = [_find_quality(ranges, offer.media_type) for offer in offers]
    best = max(qualities)
    return offers[qualities.index(best)] if best > 0 else None


def _find_quality(ranges: Sequence[_Range], media_type: str) -> float:
    """Gives the quality of a media type: that of the range which names it most closely."""
    matches = ((each.measure_match(media_type), each.quality) for each in ranges)
    closeness, quality = max(matches, default=(-1, 0.0))
    return quality if closeness >= 0 else 0.0


def _read_ranges(accept: str) -> Iterator[_Range]:
    """Reads an Accept header; what cannot be read in it is passed over."""
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        kind, slash, subtype = name.partition("/")
        qualities = [value for key, _, value in (each.partition("=") for each in parameters) if key.strip() == "q"]
        try:
            quality = float(qualities[0]) if qualities else 1.0
        except ValueError:
            continue
        if slash and kind and subtype and 0 <= quality <= 1:
            yield _Range(kind, subtype, quality)
