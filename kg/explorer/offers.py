"""The forms in which an answer or a description can be had."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Offer:
    """A form in which something can be had, by the name that `?format=` gives it, and its media type."""

    form: str
    media_type: str


HTML: Final = Offer("html", "text/html")
TURTLE: Final = Offer("ttl", "text/turtle")
TRIPLES: Final = (
    TURTLE,
    Offer("nt", "application/n-triples"),
    Offer("jsonld", "application/ld+json"),
    Offer("rdf", "application/rdf+xml"),
    Offer("jsonld", "application/json"),
    Offer("rdf", "application/xml"),
    Offer("nt", "text/plain"),
)
ROWS: Final = (
    Offer("json", "application/sparql-results+json"),
    Offer("xml", "application/sparql-results+xml"),
    Offer("csv", "text/csv"),
    Offer("tsv", "text/tab-separated-values"),
    Offer("json", "application/json"),
    Offer("xml", "application/xml"),
    Offer("xml", "text/xml"),
    Offer("csv", "text/plain"),
)


def explain_refusal(offers: Sequence[Offer]) -> str:
    """Says what can be had."""
    names = dict.fromkeys(offer.media_type for offer in offers)
    return f"this cannot be had in a form that is accepted; there are {', '.join(names)}"
