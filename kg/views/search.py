"""Turns words into Findings: the things whose names hold them and the sentences that do, best first."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from kg.errors import StoreError, UsageError
from kg.files import AnyPath, check_path
from kg.graph.address import is_address
from kg.graph.graph import Graph
from kg.graph.index import write_match
from kg.graph.store import open_words
from kg.languages.wordcuts import Phrase, cut_phrases
from kg.phrases import say_phrase
from kg.views.evidence import Evidence
from kg.views.limits import check_limit
from kg.views.remote_search import find_sentences, find_things

_THINGS = """
WITH found AS MATERIALIZED (SELECT rowid, rank FROM name_words WHERE name_words MATCH :match)
SELECT thing, MIN(rank) AS score FROM found JOIN name USING (rowid)
GROUP BY thing ORDER BY score, thing LIMIT :limit
"""
_NAME = """
SELECT text, lang FROM name WHERE thing = :thing ORDER BY is_preferred DESC, lang = :lang DESC, lang, text LIMIT 1
"""
_SENTENCES = """
WITH found AS MATERIALIZED (
  SELECT rowid, rank FROM sentence_words WHERE sentence_words MATCH :match ORDER BY rank, rowid LIMIT :limit
)
SELECT sentence.id, text, lang, release, title, issued, url, is_restated
FROM found JOIN sentence USING (rowid) LEFT JOIN release ON release.id = sentence.release ORDER BY rank, found.rowid
"""


@dataclass(frozen=True, slots=True)
class FoundThing:
    """A thing with its name in the language asked for, else in another, which `lang` then says."""

    id: str
    kind: str
    name: str
    lang: str


@dataclass(frozen=True, slots=True)
class FoundSentence:
    """A sentence with its language, and where it stands."""

    lang: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found, each best first; `has_more` says that there is more of one or the other."""

    things: tuple[FoundThing, ...]
    sentences: tuple[FoundSentence, ...]
    has_more: bool


def search_words(store: AnyPath, words: str, *, limit: int | None = 10, lang: str = "en") -> Findings:
    """Gives the things and the sentences that hold all the words, at most `limit` of each, ranked by BM25.

    A name in any language is looked through, in either Chinese script and without case and accents. UsageError where
    there is no word to look for, or the limit is less than 0; StoreError as for `kg.open`: `store` is the
    folder of a graph.

    >>> found = kg.search_words("gba.kg", "广州 人才")
    >>> [sentence.evidence.release for sentence in found.sentences]
    ['20240107-cs-to-visit-gba/zh-Hant']
    """
    check_limit(limit)
    phrases = cut_phrases(words)
    if not phrases:
        raise UsageError(say_phrase(lang, "no_word", words=words))
    if is_address(store):
        return _search_server(store, phrases, limit, lang)
    asked = {"match": write_match(words), "limit": -1 if limit is None else limit + 1}  # -1 is SQLite's word for all
    try:
        with closing(open_words(check_path(store))) as index:
            things = index.execute(_THINGS, asked).fetchall()
            sentences = index.execute(_SENTENCES, asked).fetchall()
            return Findings(
                tuple(_name_thing(index, thing, lang) for thing, _ in things[:limit]),
                tuple(_read_sentence(row) for row in sentences[:limit]),
                limit is not None and max(len(things), len(sentences)) > limit,
            )
    except sqlite3.Error as error:
        raise StoreError(f"{store}: the index of its words cannot be read ({error})") from error


def _search_server(store: str, phrases: list[Phrase], limit: int | None, lang: str) -> Findings:
    graph = Graph.open(store)
    things, sentences = find_things(graph, phrases, lang), find_sentences(graph, phrases)
    return Findings(
        tuple(FoundThing(id, id.partition("/")[0], name, own) for id, name, own in things[:limit]),
        tuple(FoundSentence(own, evidence) for own, evidence in sentences[:limit]),
        limit is not None and max(len(things), len(sentences)) > limit,
    )


def _name_thing(index: sqlite3.Connection, thing: str, lang: str) -> FoundThing:
    name, own = index.execute(_NAME, {"thing": thing, "lang": lang}).fetchone()
    return FoundThing(thing, thing.partition("/")[0], name, own)


def _read_sentence(row: Sequence[Any]) -> FoundSentence:
    id, text, lang, release, title, issued, url, is_restated = row
    where = ((release or "").removeprefix("release/"), title or "", issued or "", url or "")
    return FoundSentence(lang or "", Evidence(text, *where, bool(is_restated), id))
