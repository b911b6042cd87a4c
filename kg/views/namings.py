"""Turns a thing into its Namings: the releases that name it, each with the sentences that do."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kg.graph.graph import Graph
from kg.mentions.entities import Label
from kg.views.batches import ask_in_batches
from kg.views.evidence import Evidence
from kg.views.names import Thing, shorten, to_iri

_RELEASES = """SELECT ?release ?title ?lang ?issued ?url ?restated WHERE {
  ?release a gba:Release ; schema:mentions $about ; dct:title ?title ; dct:issued ?issued ; dct:language ?lang .
  OPTIONAL { ?release dct:source ?url } OPTIONAL { ?release gba:restated ?restated }
} ORDER BY ?issued ?release ?title"""
_SENTENCES = """SELECT ?release ?sentence ?text ?ordinal WHERE {
  VALUES ?release { $wanted } ?sentence dct:isPartOf ?release ; gba:ordinal ?ordinal ; oa:exact ?text
}"""


@dataclass(frozen=True, slots=True)
class Naming:
    """A release that names a thing, in all its languages; `release` is called by its title, `date` the day of issue."""

    release: Thing
    date: str
    evidence: tuple[Evidence, ...]


def find_namings(graph: Graph, thing: Thing, *, only: Collection[str] | None = None) -> tuple[Naming, ...]:
    """Gives the releases that name a thing, by date, its titles in the language of the thing where there is one.

    The graph keeps only sentences that say something. Where none of them has a name of the thing, the evidence is the
    release alone, with no text; so it is too for all but `only` some releases, where these are given.
    """
    releases = graph.ask(_RELEASES, about=to_iri(thing.id))
    ids = dict.fromkeys(shorten(iri) for iri, *_ in releases)
    naming = _find_sentences(graph, thing, (id for id in ids if only is None or id.rpartition("/")[0] in only))
    found: dict[str, list[tuple[Label, Evidence]]] = {}
    for iri, title, lang, issued, url, restated in releases:
        release = shorten(iri)
        rest = (release.removeprefix("release/"), title or "", (issued or "")[:10], url or "", restated == "true")
        label = Label(title or "", lang or "", True)
        told = [(label, Evidence(text, *rest, id)) for id, text in naming.get(release, [(release, "")])]
        found.setdefault(release.rpartition("/")[0], []).extend(told)
    return tuple(_make_naming(id, told, thing.lang) for id, told in found.items())


def _find_sentences(graph: Graph, thing: Thing, releases: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """Gives the sentences, in order, that have a name of a thing, each with its id, by release."""
    names = [label.text.casefold() for label in thing.labels]
    found: dict[str, list[tuple[int, str, str]]] = {}
    for release, sentence, text, ordinal in ask_in_batches(graph, _SENTENCES, releases):
        if text and any(name in text.casefold() for name in names):
            found.setdefault(shorten(release), []).append((int(ordinal or 0), shorten(sentence), text))
    return {release: [(id, text) for _, id, text in sorted(some)] for release, some in found.items()}


def _make_naming(id: str, told: list[tuple[Label, Evidence]], lang: str) -> Naming:
    labels = tuple(dict.fromkeys(label for label, _ in told))
    sources = sorted((source for _, source in told), key=lambda source: not source.text)
    return Naming(Thing(id, labels, lang=lang), told[0][1].date, tuple(dict.fromkeys(sources)))
