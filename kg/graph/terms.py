"""Turns local ids, prefixed names, words and dates into RDF terms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox

from kg.errors import DataError

PREFIXES: Final = {
    "gba": "https://w3id.org/gba-kg/ns#",
    "id": "https://w3id.org/gba-kg/id/",
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "schema": "https://schema.org/",
    "dct": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

# The triples most people query; each must have a claim.
PLAIN_PREDICATES: Final = (
    "org:holds",
    "org:memberOf",
    "org:subOrganizationOf",
    "gba:participatedIn",
    "gba:metWith",
    "gba:visited",
    "gba:signed",
    "gba:witnessed",
    "gba:chaired",
    "gba:partyTo",
    "gba:establishes",
    "gba:involvedIn",
)

_IRI_PUNCTUATION = frozenset("-._~/:@!$&'()*+,;=")
_DATE_TYPES = {10: "xsd:date", 7: "xsd:gYearMonth", 4: "xsd:gYear"}
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@lru_cache(maxsize=20_000)
def make_thing(local: str) -> ox.NamedNode:
    """Gives the IRI of a local id such as `person/chan-kwok-ki`; what an IRI cannot hold is percent-encoded."""
    kept = "".join(sign if sign.isalnum() or sign in _IRI_PUNCTUATION else quote(sign, safe="") for sign in local)
    return ox.NamedNode(PREFIXES["id"] + kept)


@lru_cache(maxsize=10_000)
def make_name(name: str) -> ox.NamedNode:
    """Gives the IRI of a prefixed name such as `org:holds`; DataError if the prefix is not one of ours."""
    prefix, _, local = name.partition(":")
    if prefix not in PREFIXES:
        raise DataError(f"{name}: unknown prefix; known are {', '.join(PREFIXES)}")
    return ox.NamedNode(PREFIXES[prefix] + local)


def make_concept(name: str) -> ox.NamedNode:
    """Gives the IRI of a value of ours, written `gba:done` or only `done`."""
    return make_name(write_concept(name))


def write_concept(name: str) -> str:
    """Writes a value of ours with its prefix: `done` as `gba:done`."""
    return name if ":" in name else f"gba:{name}"


def make_object(value: str) -> ox.NamedNode:
    """Gives the IRI of a statement's subject or object: a prefixed name, else a local id."""
    prefix, colon, _ = value.partition(":")
    return make_name(value) if colon and prefix in PREFIXES else make_thing(value)


def make_text(text: str, lang: str | None = None) -> ox.Literal:
    """Gives a literal, in a language if one is named."""
    return ox.Literal(text, language=lang) if lang else ox.Literal(text)


def make_integer(number: int) -> ox.Literal:
    """Gives an xsd:integer."""
    return ox.Literal(str(number), datatype=make_name("xsd:integer"))


def make_true() -> ox.Literal:
    """Gives the xsd:boolean that says yes; where no is meant, nothing is said."""
    return ox.Literal("true", datatype=make_name("xsd:boolean"))


def make_date(date: str) -> ox.Literal:
    """Gives a day, month or year as the xsd type of its precision: `2024-01-08`, `2024-01`, `2024`."""
    if not _DATE.fullmatch(date):
        raise DataError(f"{date!r} is not a date of the form 2024-01-08, 2024-01 or 2024")
    return ox.Literal(date, datatype=make_name(_DATE_TYPES[len(date)]))


def make_address(address: str) -> ox.NamedNode | ox.Literal:
    """Gives a web address as an IRI; anything else, such as `general-knowledge`, as text."""
    if not address.startswith(("http://", "https://")):
        return ox.Literal(address)
    try:
        return ox.NamedNode(address)
    except ValueError:
        return ox.Literal(address)


def expand_iri(value: str) -> str:
    """Writes `id:person/x` in full; an IRI already in full stays as it is."""
    prefix, colon, local = value.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES else value


def read_concept(iri: str | None) -> str:
    """Reads the IRI of a value of ours, in full or with its prefix, as a word: `done`, `meeting`; empty without one."""
    return shorten_iri(iri or "").removeprefix("gba:")


def shorten_iri(iri: str) -> str:
    """Writes an IRI with its prefix, for people to read."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def sort_quads(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Puts quads in the order of their N-Quads lines, each once."""
    return sorted(set(quads), key=str)
