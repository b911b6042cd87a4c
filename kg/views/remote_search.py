"""Turns words into what a graph that a server keeps holds of them, by SPARQL alone: it has no index beside it.

The server picks texts that may hold the words; which do is seen here, by the words as the index of a folder cuts them.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.graph.answers import Cell
from kg.graph.graph import Graph
from kg.graph.terms import shorten_iri
from kg.languages.scripts import has_han
from kg.languages.wordcuts import cut_words, list_variants
from kg.views.evidence import Evidence

_NAMES = "SELECT DISTINCT ?thing ?text WHERE { ?thing skos:prefLabel|skos:altLabel ?text FILTER (MAY_HOLD) }"
_ALL_NAMES = """SELECT DISTINCT ?thing ?text ?preferred WHERE {
  VALUES ?thing { THINGS }
  { ?thing skos:prefLabel ?text BIND (1 AS ?preferred) } UNION { ?thing skos:altLabel ?text BIND (0 AS ?preferred) }
}"""
_SENTENCES = """SELECT DISTINCT ?sentence ?text ?release ?title ?issued ?url ?restated WHERE {
  ?sentence oa:exact ?text FILTER (MAY_HOLD)
  OPTIONAL {
    ?sentence dct:isPartOf ?release . ?release dct:title ?title ; dct:issued ?issued
    OPTIONAL { ?release dct:source ?url } OPTIONAL { ?release gba:restated ?restated }
  }
}"""


# Words that must follow each other.
Phrase = tuple[str, ...]


def find_things(graph: Graph, phrases: list[Phrase], lang: str) -> list[tuple[str, str, str]]:
    """Gives the id of each thing a name of which holds all phrases, what it is called and in which language.

    The shortest name that holds them is first.
    """
    best: dict[str, int] = {}
    for thing, text in _ask(graph, _NAMES, phrases):
        words = cut_words(_read(text))
        if thing and _holds(words, phrases):
            best[thing.value] = min(len(words), best.get(thing.value, len(words)))
    names = _name_things(graph, best, lang)
    ordered = sorted(best, key=lambda thing: (best[thing], _write_id(thing)))
    return [(_write_id(thing), *names[thing]) for thing in ordered]


def find_sentences(graph: Graph, phrases: list[Phrase]) -> list[tuple[str, Evidence]]:
    """Gives the language of each sentence that holds all phrases, and where it stands.

    First is the one in which they make up most of the words.
    """
    found: dict[str, tuple[float, str, Evidence]] = {}
    for sentence, text, release, title, issued, url, restated in _ask(graph, _SENTENCES, phrases):
        words = cut_words(_read(text))
        if sentence and text and _holds(words, phrases):
            share = sum(_count(words, phrase) for phrase in phrases) / len(words)
            name = _write_id(_read(release)).removeprefix("release/")
            where = (name, _read(title), _read(issued)[:10], _read(url), _read(restated) == "true")
            evidence = Evidence(text.value, *where, _write_id(sentence.value))
            found[sentence.value] = (-share, text.lang or "", evidence)
    ordered = sorted(found.values(), key=lambda each: (each[0], each[2].id))
    return [(lang, evidence) for _, lang, evidence in ordered]


def _ask(graph: Graph, question: str, phrases: list[Phrase]) -> Iterable[tuple[Cell | None, ...]]:
    return graph.select(question.replace("MAY_HOLD", " && ".join(map(_write_test, phrases)))).rows


def _write_test(phrase: Phrase) -> str:
    """Writes in SPARQL what texts that hold a phrase fulfil: they have its longest word, or the characters of it.

    Words and characters have no sign that ends a text. Virtuoso finds no Chinese by REGEX where others may stand there.
    """
    word = max(phrase, key=len)
    if has_han(word):
        chars = dict.fromkeys(char for char in phrase if has_han(char))
        held = (" || ".join(f'CONTAINS(STR(?text), "{other}")' for other in list_variants(char)) for char in chars)
        return f"({') && ('.join(held)})"
    pattern = "".join(f"({'|'.join(list_variants(char))})" for char in word)
    return f'REGEX(STR(?text), "{pattern}")'


def _name_things(graph: Graph, things: Iterable[str], lang: str) -> dict[str, tuple[str, str]]:
    """Gives what each thing is called, and in which language: the one asked for where it has a name in it."""
    question = _ALL_NAMES.replace("THINGS", " ".join(f"<{thing}>" for thing in things))
    named = [
        (thing.value, preferred.value, text)
        for thing, text, preferred in graph.select(question).rows
        if thing and text and preferred
    ]
    named.sort(key=lambda row: (row[1] == "0", row[2].lang != lang, row[2].lang or "", row[2].value), reverse=True)
    return {thing: (text.value, text.lang or "") for thing, _, text in named}


def _count(words: list[str], phrase: Phrase) -> int:
    """Says how often a phrase stands among the words of a text."""
    return sum(tuple(words[at : at + len(phrase)]) == phrase for at in range(len(words) - len(phrase) + 1))


def _holds(words: list[str], phrases: list[Phrase]) -> bool:
    return all(_count(words, phrase) for phrase in phrases)


def _read(cell: Cell | None) -> str:
    return cell.value if cell else ""


def _write_id(iri: str) -> str:
    return shorten_iri(iri).removeprefix("id:")
