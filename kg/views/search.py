"""Turns words into Findings: the things whose names hold them and the sentences that do, best first."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import UsageError
from kg.files import AnyPath, check_path
from kg.graph.address import is_address
from kg.graph.graph import Graph
from kg.graph.index import LABELS, Row
from kg.graph.index_reader import IndexReader
from kg.graph.store import open_words
from kg.languages.wordcuts import cut_phrases
from kg.phrases import say_phrase
from kg.views.evidence import Evidence
from kg.views.limits import check_limit
from kg.views.remote_search import find_sentences, find_things


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
    if is_address(store):
        return search_graph(Graph.open(store), words, limit=limit, lang=lang)
    phrases = _read_phrases(words, limit, lang)
    return _search_index(open_words(check_path(store)), phrases, limit, lang)


def search_graph(graph: Graph, words: str, *, limit: int | None = 10, lang: str = "en") -> Findings:
    """Gives the same of a graph that is open, as it was when it was opened."""
    phrases = _read_phrases(words, limit, lang)
    if graph.names is None:
        return _search_server(graph, phrases, limit, lang)
    return _search_index(graph.names, phrases, limit, lang)


def _read_phrases(words: str, limit: int | None, lang: str) -> list[tuple[str, ...]]:
    check_limit(limit)
    phrases = cut_phrases(words)
    if not phrases:
        raise UsageError(say_phrase(lang, "no_word", words=words))
    return phrases


def _search_index(index: IndexReader, phrases: list[tuple[str, ...]], limit: int | None, lang: str) -> Findings:
    more = None if limit is None else limit + 1
    things, sentences = index.find_named(phrases, more), index.find_sentences(phrases, more)
    return Findings(
        _name_things(index, things[:limit], lang),
        _place_sentences(index, sentences[:limit]),
        limit is not None and max(len(things), len(sentences)) > limit,
    )


def _search_server(graph: Graph, phrases: list[tuple[str, ...]], limit: int | None, lang: str) -> Findings:
    things, sentences = find_things(graph, phrases, lang), find_sentences(graph, phrases)
    return Findings(
        tuple(FoundThing(id, id.partition("/")[0], name, own) for id, name, own in things[:limit]),
        tuple(FoundSentence(own, evidence) for own, evidence in sentences[:limit]),
        limit is not None and max(len(things), len(sentences)) > limit,
    )


def _name_things(index: IndexReader, things: list[str], lang: str) -> tuple[FoundThing, ...]:
    labels: dict[str, list[Row]] = {thing: [] for thing in things}
    for row in index.list_rows(things):
        if row.property in LABELS:
            labels[row.subject].append(row)
    chosen = [min(labels[thing], key=lambda row: _rank_label(row, lang)) for thing in things]
    return tuple(FoundThing(row.subject, row.subject.partition("/")[0], row.value, row.lang) for row in chosen)


def _rank_label(row: Row, lang: str) -> tuple[bool, bool, str, str]:
    return row.property != "skos:prefLabel", row.lang != lang, row.lang, row.value


def _place_sentences(index: IndexReader, sentences: list[Row]) -> tuple[FoundSentence, ...]:
    releases = [sentence.subject.rpartition("/")[0] for sentence in sentences]
    known: dict[str, dict[str, str]] = {release: {} for release in releases}
    for row in index.list_rows(releases):
        known[row.subject].setdefault(row.property, row.value)
    return tuple(
        _place_sentence(sentence, release.removeprefix("release/"), known[release])
        for sentence, release in zip(sentences, releases, strict=True)
    )


def _place_sentence(sentence: Row, release: str, known: dict[str, str]) -> FoundSentence:
    title, day, url = (known.get(name, "") for name in ("dct:title", "dct:issued", "dct:source"))
    is_restated = known.get("gba:restated") == "true"
    evidence = Evidence(sentence.value, release, title, day[:10], url, is_restated, sentence.subject)
    return FoundSentence(sentence.lang, evidence)
