"""Turns the names and sentences of a graph into an index of their words, a file beside the database of a store.

SQLite's full text does the ranking. Its own ways to cut words know no Chinese of two characters, which most words have;
so the words are cut here, and alike for what is written and what is searched.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.graph.answers import restore_case
from kg.graph.terms import make_name, shorten_iri
from kg.languages.wordcuts import cut_phrases, cut_words

INDEX_FILE: Final = "words.sqlite"
_WANTED = (
    "skos:prefLabel",
    "skos:altLabel",
    "dct:title",
    "dct:issued",
    "dct:source",
    "dct:isPartOf",
    "oa:exact",
    "gba:restated",
)
_SCHEMA = """
CREATE TABLE name (rowid INTEGER PRIMARY KEY, thing TEXT, text TEXT, lang TEXT, is_preferred INTEGER);
CREATE INDEX name_of_thing ON name (thing);
CREATE VIRTUAL TABLE name_words USING fts5 (words, content = '', tokenize = 'ascii');
CREATE TABLE release (id TEXT PRIMARY KEY, title TEXT, issued TEXT, url TEXT, is_restated INTEGER) WITHOUT ROWID;
CREATE TABLE sentence (rowid INTEGER PRIMARY KEY, id TEXT, text TEXT, lang TEXT, release TEXT);
CREATE VIRTUAL TABLE sentence_words USING fts5 (words, content = '', tokenize = 'ascii');
"""


class Harvest:
    """What an index needs of a graph, picked up while its quads pass by: the database gives it back far more slowly."""

    __slots__ = ("_found",)

    def __init__(self) -> None:
        self._found: dict[str, set[tuple[str, str, str]]] = {make_name(name).value: set() for name in _WANTED}

    def pick(self, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
        """Gives the quads on as they are."""
        for quad in quads:
            found = self._found.get(quad.predicate.value)
            if found is not None:
                found.add(_read_quad(quad))
            yield quad

    def list_rows(self, predicate: str) -> list[tuple[str, str, str]]:
        """Gives each node that has a property, with the value and its language, sorted."""
        return sorted(self._found[make_name(predicate).value])


def write_index(harvest: Harvest, file: Path) -> None:
    """Writes the index of a graph to a new file, and nothing beside it."""
    names = [
        (*row, is_preferred)
        for is_preferred, predicate in enumerate(("skos:altLabel", "skos:prefLabel"))
        for row in harvest.list_rows(predicate)
    ]
    issued, urls, parts = (
        {node: value for node, value, _ in harvest.list_rows(predicate)}
        for predicate in ("dct:issued", "dct:source", "dct:isPartOf")
    )
    restated = {node for node, value, _ in harvest.list_rows("gba:restated") if value == "true"}
    releases = [
        (node, title, issued.get(node, "")[:10], urls.get(node, ""), node in restated)
        for node, title, _ in harvest.list_rows("dct:title")
    ]
    sentences = [(*row, parts.get(row[0], "").removeprefix("id:")) for row in harvest.list_rows("oa:exact")]
    with closing(sqlite3.connect(file, isolation_level=None)) as index:
        index.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;")
        index.executescript(_SCHEMA)
        index.execute("BEGIN")
        index.executemany("INSERT INTO name (thing, text, lang, is_preferred) VALUES (?, ?, ?, ?)", names)
        index.executemany("INSERT OR IGNORE INTO release VALUES (?, ?, ?, ?, ?)", releases)
        index.executemany("INSERT INTO sentence (id, text, lang, release) VALUES (?, ?, ?, ?)", sentences)
        for table, texts in (
            ("name_words", [row[1] for row in names]),
            ("sentence_words", [row[1] for row in sentences]),
        ):
            words = ((place, " ".join(cut_words(text))) for place, text in enumerate(texts, 1))
            index.executemany(f"INSERT INTO {table} (rowid, words) VALUES (?, ?)", words)
            index.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
        index.execute("COMMIT")


def open_index(file: Path) -> sqlite3.Connection:
    """Opens an index for reading; SQLite then writes nothing beside it."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?immutable=1", uri=True)


def write_match(text: str) -> str:
    """Gives what finds the texts that hold all phrases of a text, in SQLite's terms; empty if it has no words.

    Nothing in the text is taken for a sign of SQLite's own.
    """
    return " AND ".join(f'"{" ".join(phrase.words)}"{" *" if phrase.is_open else ""}' for phrase in cut_phrases(text))


def _read_quad(quad: ox.Quad) -> tuple[str, str, str]:
    """Gives a node, the value and its language; the names of our own things without a prefix."""
    assert isinstance(quad.subject, ox.NamedNode)
    assert isinstance(quad.object, ox.NamedNode | ox.Literal)
    lang = restore_case(quad.object.language) if isinstance(quad.object, ox.Literal) else None
    text = shorten_iri(quad.object.value) if isinstance(quad.object, ox.NamedNode) else quad.object.value
    return shorten_iri(quad.subject.value).removeprefix("id:"), text, lang or ""
