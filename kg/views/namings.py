"""Turns a thing into its Namings: the releases that name it, each with the sentences that do."""

from __future__ import annotations

from dataclasses import dataclass

from kg.graph.graph import Graph
from kg.mentions.entities import Label
from kg.views.evidence import Evidence
from kg.views.names import Thing, shorten, to_iri

_RELEASES = """SELECT ?release ?title ?lang ?issued ?url ?restated WHERE {
  ?release a gba:Release ; schema:mentions $about ; dct:title ?title ; dct:issued ?issued ; dct:language ?lang .
  OPTIONAL { ?release dct:source ?url } OPTIONAL { ?release gba:restated ?restated }
} ORDER BY ?issued ?release ?title"""
_SENTENCES = """SELECT ?release ?sentence ?text WHERE {
  ?release schema:mentions $about . ?sentence dct:isPartOf ?release ; gba:ordinal ?ordinal ; oa:exact ?text
} ORDER BY ?release ?ordinal"""


@dataclass(frozen=True, slots=True)
class Naming:
    """A release that names a thing, in all its languages; `release` is called by its title, `date` the day of issue."""

    release: Thing
    date: str
    evidence: tuple[Evidence, ...]


def find_namings(graph: Graph, thing: Thing) -> tuple[Naming, ...]:
    """Gives the releases that name a thing, by date, its titles in the language of the thing where there is one.

    The graph keeps only sentences that say something. Where none of them has a name of the thing, the evidence is the
    release alone, with no text.
    """
    names = [label.text.casefold() for label in thing.labels]
    naming: dict[str, list[tuple[str, str]]] = {}
    for release, sentence, text in graph.ask(_SENTENCES, about=to_iri(thing.id)):
        if text and any(name in text.casefold() for name in names):
            naming.setdefault(shorten(release), []).append((shorten(sentence), text))
    found: dict[str, list[tuple[Label, Evidence]]] = {}
    for iri, title, lang, issued, url, restated in graph.ask(_RELEASES, about=to_iri(thing.id)):
        release = shorten(iri)
        rest = (release.removeprefix("release/"), title or "", (issued or "")[:10], url or "", restated == "true")
        label = Label(title or "", lang or "", True)
        told = [(label, Evidence(text, *rest, id)) for id, text in naming.get(release, [(release, "")])]
        found.setdefault(release.rpartition("/")[0], []).extend(told)
    return tuple(_make_naming(id, told, thing.lang) for id, told in found.items())


def _make_naming(id: str, told: list[tuple[Label, Evidence]], lang: str) -> Naming:
    labels = tuple(dict.fromkeys(label for label, _ in told))
    sources = sorted((source for _, source in told), key=lambda source: not source.text)
    return Naming(Thing(id, labels, lang=lang), told[0][1].date, tuple(dict.fromkeys(sources)))
