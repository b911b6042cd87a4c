"""Turns quads into JSON-LD in short words: the context of the ontology says which property each of them is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any, Final

import pyoxigraph as ox

from kg.files import find_shipped
from kg.graph.answers import restore_case
from kg.graph.terms import expand_iri, make_name, shorten_iri

_Term = ox.NamedNode | ox.BlankNode | ox.Literal
_TYPE: Final = make_name("rdf:type")
_INTEGER: Final = make_name("xsd:integer")
_BOOLEAN: Final = make_name("xsd:boolean")
_STRING: Final = make_name("xsd:string")
# What JSON and all that reads it have as the same number.
_NUMBER = re.compile("0|-?[1-9][0-9]{0,14}")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the context for a property: `type` is what its bare text stands for; values by language, or always in
    a list."""

    name: str
    type: str | None = None
    is_by_language: bool = False
    is_list: bool = False


@cache
def read_context() -> Mapping[str, Any]:
    """Gives the context that ships with the ontology."""
    found: dict[str, Any] = json.loads(find_shipped("ontology", "context.jsonld").read_text(encoding="utf-8"))
    return found


def write_jsonld(quads: Iterable[ox.Quad]) -> bytes:
    """Gives JSON-LD 1.1 with its context inside and a node on each line; the quads come sorted."""
    nodes = (_write_node(subject, found) for subject, found in groupby(quads, key=lambda quad: quad.subject))
    lines = ",\n".join(_write_json(node) for node in nodes)
    return f'{{"@context": {_write_json(read_context()["@context"])},\n"@graph": [\n{lines}\n]}}\n'.encode()


def _write_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@cache
def _read_words() -> tuple[dict[str, str], dict[str, _Word]]:
    """Gives the words for classes, and those for properties, by their IRIs."""
    classes, properties = {}, {}
    for name, meaning in read_context()["@context"].items():
        if isinstance(meaning, dict):
            containers = meaning.get("@container", ())
            properties[expand_iri(meaning["@id"])] = _Word(
                name, meaning.get("@type"), "@language" in containers, "@set" in containers
            )
        elif not name.startswith("@"):
            classes[expand_iri(meaning)] = name
    return classes, properties


def _write_node(subject: Any, quads: Iterable[ox.Quad]) -> dict[str, Any]:
    classes, properties = _read_words()
    node: dict[str, Any] = {"@id": _write_iri(subject)}
    for predicate, found in groupby(quads, key=lambda quad: quad.predicate):
        values: list[Any] = [quad.object for quad in found]
        if predicate == _TYPE:
            node["@type"] = _join([classes.get(value.value) or _write_iri(value) for value in values])
            continue
        word = properties.get(predicate.value) or _Word(classes.get(predicate.value, shorten_iri(predicate.value)))
        told = [value for value in values if isinstance(value, ox.Literal) and value.language]
        if word.is_by_language and len(told) == len(values):
            node[word.name] = _write_by_language(told, word)
        else:
            node[word.name] = _join([_write_value(value, word) for value in values], word)
    return node


def _write_by_language(values: Iterable[ox.Literal], word: _Word) -> dict[str, Any]:
    texts: dict[str, list[str]] = {}
    for value in values:
        texts.setdefault(restore_case(value.language) or "", []).append(value.value)
    return {lang: _join(found, word) for lang, found in texts.items()}


def _join(values: list[Any], word: _Word | None = None) -> Any:
    return values if len(values) > 1 or (word and word.is_list) else values[0]


def _write_value(value: _Term, word: _Word) -> Any:
    """Writes a value bare where the context says what it then stands for, else with its kind beside it."""
    if not isinstance(value, ox.Literal):
        return _write_iri(value) if word.type == "@id" else {"@id": _write_iri(value)}
    text = value.value
    if value.language:
        return {"@value": text, "@language": restore_case(value.language)}
    if value.datatype == _STRING:
        return text if word.type is None else {"@value": text}
    if word.type is None and value.datatype == _INTEGER and _NUMBER.fullmatch(text):
        return int(text)
    if word.type is None and value.datatype == _BOOLEAN and text in ("true", "false"):
        return text == "true"
    datatype = shorten_iri(value.datatype.value)
    return text if word.type == datatype else {"@value": text, "@type": datatype}


def _write_iri(node: ox.NamedNode | ox.BlankNode) -> str:
    return shorten_iri(node.value) if isinstance(node, ox.NamedNode) else str(node)
