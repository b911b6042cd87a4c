"""A graph gives the same answers whoever keeps it: a folder, an Oxigraph server or Virtuoso, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.cli.main import run
from kg.exports import FORMATS
from kg.graph.questions import list_questions
from services.servers import Service

PERSON = "Chan Kwok-ki"
NAMES = "SELECT ?name WHERE { ?who a foaf:Person ; skos:prefLabel ?name }"
LOOKUPS = [
    ("stats",),
    ("stats", "--format", "json"),
    ("check",),
    *(("list", kind) for kind in ("people", "offices", "bodies", "events", "agreements", "releases")),
    ("list", "events", "--from", "2023", "--to", "2024-06", "--format", "csv"),
    ("list", "people", "--like", "chan", "--lang", "zh-Hant"),
    ("show", "person/chan-kwok-ki"),
    ("show", "person/chan-kwok-ki", "--format", "ttl"),
    ("show", "place/guangzhou", "--format", "json"),
    ("show", "person/nobody"),
    ("who", PERSON),
    ("who", PERSON, "--format", "json"),
    ("who", "陈国基", "--lang", "zh-Hant", "--all-sentences"),
    ("who", "CS"),
    ("who", "nobody at all"),
    ("office", "Chief Secretary for Administration", "--on", "2024-01-08"),
    ("office", "Chief Executive", "--on", "2023-01-08", "--format", "json"),
    ("events", "--with", PERSON, "--planned"),
    ("events", "--with", PERSON, "--format", "csv"),
    ("path", "Zhong Nanshan", "John Lee"),
    ("path", "Zhong Nanshan", "John Lee", "--format", "json"),
    ("timeline", "Guangzhou", "--all-sentences"),
    ("timeline", PERSON, "--format", "json"),
    ("rank", "--by", "pagerank", "--projection", "meetings"),
    ("rank", "--by", "betweenness", "--projection", "offices"),
    ("rank", "--by", "degree", "--projection", "agreements", "--format", "json"),
    ("rank", "--by", "degree", "--from", "2023", "--to", "2024-06"),
]  # fmt: skip
QUERIES = {
    "a row for each name": (f"{NAMES} ORDER BY ?name", "--format", "json"),
    "names in two orders": (
        "SELECT ?name ?who WHERE { ?who a foaf:Person ; skos:prefLabel ?name } ORDER BY DESC(LANG(?name)) ?name ?who",
    ),
    "dates of three kinds": (
        "SELECT DISTINCT ?date WHERE { ?event schema:startDate ?date FILTER (DATATYPE(?date) = xsd:date) } ORDER BY ?date",
        "--format", "json",
    ),
    "days after a day": (
        'SELECT ?what ?day WHERE { ?what gba:signedOn ?day FILTER (?day >= "2017-01-01"^^xsd:date) } ORDER BY ?day ?what',
    ),
    "years before a year": (
        'SELECT ?what ?year WHERE { ?what schema:startDate ?year FILTER ("2020"^^xsd:gYear > ?year) } ORDER BY ?year ?what',
    ),
    "months not after a month": (
        'SELECT ?what ?month WHERE { ?what schema:startDate ?month FILTER (!(?month > "2020-01"^^xsd:gYearMonth)) }'
        " ORDER BY ?month ?what",
    ),
    "a year": ('SELECT ?what WHERE { ?what schema:startDate ?year FILTER (?year = "2022"^^xsd:gYear) } ORDER BY ?what',),
    "all but a day": (
        'SELECT ?what ?day WHERE { ?what schema:startDate ?day FILTER (?day != "2022-07-01"^^xsd:date) } ORDER BY ?what ?day',
    ),
    "releases after a time": (
        'SELECT ?what ?time WHERE { ?what dct:issued ?time FILTER (?time > "2020-01-01T00:00:00Z"^^xsd:dateTime) }'
        " ORDER BY ?what",
    ),
    "releases after a day": (
        'SELECT ?what WHERE { ?what dct:issued ?time FILTER (?time > "2020-01-01"^^xsd:date) } ORDER BY ?what',
    ),
    "months": (
        "SELECT ?what ?date WHERE { ?what schema:startDate ?date FILTER (DATATYPE(?date) = xsd:gYearMonth) }"
        " ORDER BY ?date ?what", "--format", "json",
    ),
    "the case of languages": (
        "SELECT ?lang (COUNT(*) AS ?count) WHERE { ?what skos:prefLabel ?name BIND (LANG(?name) AS ?lang) }"
        " GROUP BY ?lang ORDER BY ?lang", "--format", "json",
    ),
    "truth": ("SELECT ?release ?is WHERE { ?release gba:restated ?is } ORDER BY ?release", "--format", "json"),
    "what is there once": ("ASK { ?who a foaf:Person }", "--format", "json"),
    "what is not there": ("ASK { ?who a foaf:Nobody }", "--format", "json"),
    "triples made": (f"CONSTRUCT {{ ?who skos:altLabel ?name }} {NAMES[len('SELECT ?name '):]}", "--format", "ttl"),
    "triples found": ("CONSTRUCT WHERE { ?who org:holds ?post }", "--format", "ttl"),
    "a thing described": ("DESCRIBE id:person/chan-kwok-ki", "--format", "ttl"),
    "things described": ("DESCRIBE ?what WHERE { ?what a gba:Agreement }", "--format", "ttl"),
    "values": ('SELECT * WHERE { VALUES (?a ?b) { ("x"@zh-Hant 1) (UNDEF "2024"^^xsd:gYear) } } ORDER BY ?b ?a',),
    "a path": ("SELECT ?place WHERE { id:place/guangzhou schema:containedInPlace* ?place } ORDER BY ?place",),
    "a limit of rows": (f"{NAMES} ORDER BY ?name", "--limit", "3", "--format", "csv"),
    "the first rows": (f"{NAMES} ORDER BY DESC(?name) OFFSET 3 LIMIT 5",),
    "an order by what is not shown": (
        "SELECT DISTINCT ?name WHERE { ?what skos:prefLabel ?name BIND (LCASE(?name) AS ?key) } ORDER BY ?key ?name",
    ),
    "the first in an order by what is not shown": (
        "SELECT ?name WHERE { ?what skos:prefLabel ?name BIND (UCASE(?name) AS ?key) }"
        " ORDER BY DESC(?key) ?what OFFSET 2 LIMIT 7",
    ),
    "the most frequent": (
        "SELECT ?lang (COUNT(*) AS ?count) WHERE { ?what skos:prefLabel ?name BIND (LANG(?name) AS ?lang) }"
        " GROUP BY ?lang ORDER BY DESC(COUNT(*)) ?lang LIMIT 2",
    ),
    "a question that is wrong": ("SELECT ?name WHERE { ?name }",),
    "another server": ("SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }",),
}  # fmt: skip
DRAWINGS = [
    (PERSON, "--hops", "2"),
    ("--all",),
    ("--path", "Zhong Nanshan", "John Lee"),
    ("--release", "seed-20240108", "--lang", "zh-Hant"),
]


def compare(capsysbinary: pytest.CaptureFixture[bytes], folder: Path, service: Service, *arguments: str) -> bytes:
    """Gives what a command says of the folder, and has the server's answer compared with it."""
    answers = []
    for store in (str(folder), service.address):
        code = run([*arguments, "--store", store])
        said, error = capsysbinary.readouterr()
        answers.append((code, said, error.replace(store.encode(), b"STORE")))
    assert answers[0] == answers[1]
    return answers[0][1]


@pytest.mark.parametrize("name", [question.name for question in list_questions()])
def test_a_question_has_one_answer(
    capsysbinary: pytest.CaptureFixture[bytes], folder: Path, service: Service, name: str
) -> None:
    for form in ("json", "csv"):
        assert compare(capsysbinary, folder, service, "query", name, "--format", form)


@pytest.mark.parametrize("name", QUERIES)
def test_sparql_of_ones_own_has_one_answer(
    capsysbinary: pytest.CaptureFixture[bytes], folder: Path, service: Service, name: str
) -> None:
    compare(capsysbinary, folder, service, "query", *QUERIES[name])


@pytest.mark.parametrize("arguments", LOOKUPS, ids=" ".join)
def test_a_lookup_says_the_same(
    capsysbinary: pytest.CaptureFixture[bytes], folder: Path, service: Service, arguments: tuple[str, ...]
) -> None:
    compare(capsysbinary, folder, service, *arguments)


@pytest.mark.parametrize("words", ["Guangdong talent", "廣州 人才", "人", "Kwok-ki", "ANDRE", "zzzz"])
def test_a_search_finds_the_same(
    capsysbinary: pytest.CaptureFixture[bytes], folder: Path, service: Service, words: str
) -> None:
    found = []
    for store in (str(folder), service.address):
        code = run(["search", *words.split(), "--limit", "0", "--store", store])
        found.append((code, sorted(capsysbinary.readouterr().out.splitlines())))
    assert found[0] == found[1]


@pytest.mark.parametrize("form", [*FORMATS, "sqlite"])
def test_an_export_has_the_same_bytes(tmp_path: Path, folder: Path, service: Service, form: str) -> None:
    for name, store in (("one", str(folder)), ("other", service.address)):
        assert run(["export", "--format", form, "--out", str(tmp_path / name), "--store", store]) == 0
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


@pytest.mark.parametrize("arguments", DRAWINGS, ids=" ".join)
def test_a_picture_has_the_same_bytes(
    tmp_path: Path, folder: Path, service: Service, arguments: tuple[str, ...]
) -> None:
    for name, store in (("one", str(folder)), ("other", service.address)):
        assert run(["draw", *arguments, "--out", str(tmp_path / name), "--store", store]) == 0
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_nothing_differs_and_a_patch_says_so(
    capsysbinary: pytest.CaptureFixture[bytes], folder: Path, service: Service
) -> None:
    for sides in ((str(folder), service.address), (service.address, str(folder))):
        assert run(["diff", *sides, "--format", "patch", "--exit-code"]) == 0
        assert capsysbinary.readouterr().out == b"TX .\nTC .\n"
