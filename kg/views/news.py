"""Turns a graph into its News: the releases that were issued last, each with the sentences that state something."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.graph.graph import Graph
from kg.mentions.entities import Label
from kg.views.batches import ask_in_batches
from kg.views.evidence import Evidence, find_sources
from kg.views.names import Thing, shorten, to_iri
from kg.views.namings import find_namings

_RELEASES = """SELECT ?release ?title ?lang ?issued WHERE {
  ?release a gba:Release ; dct:title ?title ; dct:language ?lang ; dct:issued ?issued
} ORDER BY DESC(?issued) ?release ?title"""
_SOME = """SELECT ?release ?title ?lang ?issued WHERE {
  VALUES ?release { $wanted } ?release dct:title ?title ; dct:language ?lang ; dct:issued ?issued
} ORDER BY DESC(?issued) ?release ?title"""
_NAMING = """SELECT ?release ?title ?lang ?issued WHERE {
  ?release schema:mentions $about ; a gba:Release ; dct:title ?title ; dct:language ?lang ; dct:issued ?issued
} ORDER BY DESC(?issued) ?release ?title"""


@dataclass(frozen=True, slots=True)
class Item:
    """A release in the news; `issued` is the moment, with its offset, as the release states it."""

    release: Thing
    lang: str
    issued: str
    evidence: tuple[Evidence, ...]

    @property
    def day(self) -> str:
        """The day of issue."""
        return self.issued[:10]


def find_news(
    graph: Graph, *, about: Thing | None = None, limit: int = 20, also: Iterable[str] = (), lang: str = "en"
) -> tuple[Item, ...]:
    """Gives the releases that were issued last, at most `limit`, of all or of those that name a thing; and those of
    some ids, whenever they were issued.

    The evidence of a release is all of it that states something; about a thing only the sentences that name it.
    """
    if limit < 1:
        return ()
    if about is None:
        rows = graph.ask(f"{_RELEASES} LIMIT {limit}")
    else:
        rows = graph.ask(f"{_NAMING} LIMIT {limit}", about=to_iri(about.id))
    rows += ask_in_batches(graph, _SOME, also)
    releases: dict[str, tuple[str, str, str]] = {}
    for release, title, own, issued in rows:
        releases.setdefault(shorten(release), (title or "", own or "", issued or ""))
    told = find_sources(graph, *releases)
    if about is not None:
        told = _keep_naming(graph, about, told)
    return tuple(
        Item(Thing(id, (Label(title, own, True),), lang=lang), own, issued, told[id])
        for id, (title, own, issued) in releases.items()
    )


def _keep_naming(graph: Graph, about: Thing, told: dict[str, tuple[Evidence, ...]]) -> dict[str, tuple[Evidence, ...]]:
    """Leaves of the sentences of each release those that say something of a thing or have a name of it."""
    own = set(find_sources(graph, about.id)[about.id])
    named: defaultdict[str, set[str]] = defaultdict(set)
    for naming in find_namings(graph, about):
        for source in naming.evidence:
            named[source.release].add(source.text)
    return {
        id: tuple(one for one in found if one in own or one.text in named[one.release]) for id, found in told.items()
    }
