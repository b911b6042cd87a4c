"""A release that restates another in words of our own says so wherever its words are shown; a real one never does."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pyoxigraph as ox
import pytest
from browser import CHROMIUM, visit
from playwright.sync_api import Browser
from sample import CHAN, FIRST, SECOND, TALENT, make_graph

from kg.cli.main import run
from kg.errors import ReleaseError
from kg.explain import explain_file
from kg.explain.explanation import explain_extraction
from kg.explain.page import make_page
from kg.exports import serialize_release
from kg.graph.checks import check_shapes
from kg.graph.claims import make_quads, make_release_iri
from kg.graph.graph import write_store
from kg.graph.questions import find_question
from kg.graph.terms import make_name
from kg.releases import Release, read_release, read_releases
from kg.releases.duplicates import Remark, make_sheet, settle_names
from kg.views.lookup import describe_person
from kg.views.multigraph import make_multigraph
from kg.views.picture import draw
from kg.views.picture.wording import read_words
from kg.views.scene import make_scene
from kg.views.selection import Selection
from kg.views.sheet import tabulate

SAMPLES = Path(__file__).resolve().parent.parent / "data" / "releases"
SAID = "restated, not a quotation"
RESTATED = replace(FIRST, release=replace(FIRST.release, restated=True))
HEADER = "id: visit\nlang: en\ntitle: A visit\nissued: 2024-05-03\nurl: https://www.info.gov.hk/x.htm\n"
TEXT = "\nThe Mayor, Mr Aldo Feng, visited Zhuhai today (May 3).\n"
RECORD = {"title": "A visit", "issued": "2024-05-03", "text": TEXT.strip()}
LOOKUPS = (
    ("who", "Chan Kwok-ki"),
    ("office", "Chief Secretary for Administration", "--on", "2024-01-08"),
    ("events", "--with", "Chan Kwok-ki"),
    ("path", "Zhang Xin", "Chan Kwok-ki"),
    ("timeline", "Zhang Xin"),
    ("rank", "--by", "degree"),
)


def read_text(folder: Path, line: str) -> Release:
    path = folder / "visit.txt"
    path.write_text(f"{HEADER}{line}{TEXT}", encoding="utf-8")
    return read_release(path)


# How a file says it.


@pytest.mark.parametrize(
    ("line", "is_restated"),
    [
        ("", False),
        ("restated: yes\n", True),
        ("Restated: YES\n", True),
        ("restated: true\n", True),
        ("restated: no\n", False),
        ("restated:\n", False),
    ],
)
def test_a_header_says_that_a_text_is_restated(tmp_path: Path, line: str, *, is_restated: bool) -> None:
    assert read_text(tmp_path, line).restated is is_restated


def test_the_line_may_be_the_first_of_the_header(tmp_path: Path) -> None:
    (tmp_path / "visit.txt").write_text(f"restated: yes\n{HEADER}{TEXT}", encoding="utf-8")
    assert read_release(tmp_path / "visit.txt").restated


@pytest.mark.parametrize(
    ("value", "is_restated"), [(True, True), (False, False), ("yes", True), (1, True), (None, False)]
)
def test_a_json_record_says_that_a_text_is_restated(tmp_path: Path, value: object, *, is_restated: bool) -> None:
    (tmp_path / "visit.jsonl").write_text(json.dumps({**RECORD, "restated": value}), encoding="utf-8")
    assert read_release(tmp_path / "visit.jsonl").restated is is_restated


@pytest.mark.parametrize(("value", "is_restated"), [("yes", True), ("no", False), ("", False)])
def test_a_row_of_csv_says_that_a_text_is_restated(tmp_path: Path, value: str, *, is_restated: bool) -> None:
    with (tmp_path / "visit.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[*RECORD, "restated"], [*RECORD.values(), value]])
    assert read_release(tmp_path / "visit.csv").restated is is_restated


def test_what_is_neither_yes_nor_no_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="restated: 'partly' is neither yes nor no"):
        read_text(tmp_path, "restated: partly\n")


def test_every_sample_release_says_that_it_is_restated() -> None:
    found = list(read_releases([SAMPLES]))
    assert len(found) > 20
    assert [release for release in found if not (isinstance(release, Release) and release.restated)] == []


def test_a_text_that_is_restated_is_no_copy_of_one_that_is_not() -> None:
    sheets = [make_sheet(replace(RESTATED.release, url=None)), make_sheet(replace(FIRST.release, url=None))]
    renamed = [settle_names([sheets[at] for at in order]) for order in permutations(range(2))]
    assert [len(settled) for settled in renamed] == [1, 1]
    assert not any(isinstance(value, Remark) for settled in renamed for value in settled.values())
    assert [set(settled.values()) for settled in renamed] == [set(renamed[0].values())] * 2


# In the graph and in what is exported.


def test_the_graph_says_it_of_the_release_and_of_no_other() -> None:
    graph = make_graph(RESTATED, SECOND)
    assert graph.ask("SELECT ?release ?value { ?release gba:restated ?value }") == [
        (f"https://w3id.org/gba-kg/id/release/{FIRST.release.id}/en", "true")
    ]
    assert b"restated" in serialize_release(RESTATED, "ttl")
    assert b"restated" not in serialize_release(SECOND, "ttl")


@pytest.mark.parametrize("value", [ox.Literal("yes"), ox.Literal(False)])
def test_a_release_is_restated_once_and_by_yes_or_no(value: ox.Literal) -> None:
    graph = make_graph(RESTATED, SECOND)
    assert not [problem for problem in check_shapes(graph) if "restated" in problem.rule]
    graph.add([ox.Quad(make_release_iri(FIRST.release.id, "en"), make_name("gba:restated"), value)])
    assert [problem for problem in check_shapes(graph) if "restated" in problem.rule]


@pytest.mark.parametrize(
    "name", ["releases-about", "evidence-of-a-statement", "what-a-release-says", "who-met-whom", "who-visited-where"]
)
def test_a_question_that_gives_a_sentence_or_an_address_says_what_is_restated(name: str) -> None:
    assert "?restated" in find_question(name).sparql


def test_an_edge_says_whether_its_sentence_is_restated() -> None:
    network = make_multigraph(make_graph(RESTATED, SECOND))
    edges = [data for *_, data in network.edges(data=True) if "sentence" in data]
    assert {data["sentence"] in TALENT for data in edges} == {True, False}
    assert all(data["restated"] is (data["sentence"] in TALENT) for data in edges)


# In what is shown.


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("restated") / "gba.kg"
    write_store(path, make_quads([RESTATED]))
    return path


@pytest.mark.parametrize("lookup", LOOKUPS, ids=lambda lookup: lookup[0])
def test_no_lookup_shows_a_restated_sentence_as_a_quotation(
    store: Path, capsys: pytest.CaptureFixture[str], lookup: tuple[str, ...]
) -> None:
    assert run([*lookup, "--store", str(store)]) == 0
    shown = capsys.readouterr().out
    sentences = [line for line in shown.splitlines() if any(text in line for text in TALENT)]
    assert sentences
    assert all(line.startswith(f"      {SAID}: ") and '"' not in line for line in sentences)
    assert shown.count(f"facts from {RESTATED.release.url}") == len(sentences)


@pytest.mark.parametrize("asked", [("search", "visited"), ("show", CHAN)], ids=lambda asked: asked[0])
def test_what_shows_all_shows_no_restated_sentence_as_a_quotation(
    store: Path, capsys: pytest.CaptureFixture[str], asked: tuple[str, ...]
) -> None:
    assert run([*asked, "--store", str(store)]) == 0
    shown = capsys.readouterr().out
    sentences = [line for line in shown.splitlines() if any(text in line for text in TALENT)]
    assert sentences
    assert all(line.startswith(f"{SAID}: ") and '"' not in line for line in sentences)
    assert shown.count(f"facts from {RESTATED.release.url}") == len(sentences)
    assert run([*asked, "--store", str(store), "--format", "json"]) == 0
    assert {sentence["restated"] for sentence in json.loads(capsys.readouterr().out)["sentences"]} == {True}


def test_a_row_of_a_search_says_whether_its_sentence_is_restated(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["search", "visited", "--store", str(store), "--format", "csv"]) == 0
    rows = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert {row["restated"] for row in rows if row["kind"] == "sentence"} == {"true"}


@pytest.mark.parametrize("lookup", LOOKUPS, ids=lambda lookup: lookup[0])
def test_json_and_csv_say_of_each_sentence_whether_it_is_restated(
    store: Path, capsys: pytest.CaptureFixture[str], lookup: tuple[str, ...]
) -> None:
    assert run([*lookup, "--store", str(store), "--format", "json"]) == 0
    lines = json.loads(capsys.readouterr().out)["lines"]
    assert {source["restated"] for line in lines for source in line["evidence"]} == {True}
    assert run([*lookup, "--store", str(store), "--format", "csv"]) == 0
    rows = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert {row["source_restated"] for row in rows if row["source_text"]} == {"true"}


def test_a_sentence_that_is_not_restated_is_a_quotation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_store(tmp_path / "gba.kg", make_quads([FIRST]))
    assert run(["who", "Chan Kwok-ki", "--store", str(tmp_path / "gba.kg")]) == 0
    shown = capsys.readouterr().out
    assert f'      "{TALENT[0]}"\n' in shown
    assert "restated" not in shown
    assert "facts from" not in shown
    assert run(["who", "Chan Kwok-ki", "--store", str(tmp_path / "gba.kg"), "--format", "csv"]) == 0
    rows = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert {row["source_restated"] for row in rows} == {"false"}


def test_the_table_of_statements_says_what_is_restated(store: Path, tmp_path: Path) -> None:
    assert run(["export", "--format", "csv", "--out", str(tmp_path / "out"), "--store", str(store)]) == 0
    rows = list(csv.DictReader((tmp_path / "out" / "statements.csv").read_text(encoding="utf-8").splitlines()))
    assert {row["restated"] for row in rows if row["sentence"]} == {"true"}


def test_a_table_in_a_notebook_says_what_is_restated() -> None:
    for extraction, said in ((RESTATED, f"{SAID}: {TALENT[0]}"), (FIRST, TALENT[0])):
        sheet = tabulate(describe_person(make_graph(extraction), "Chan Kwok-ki").lines)
        assert said in {row[sheet.columns.index("sentence")] for row in sheet.rows}


def test_an_explanation_says_that_its_text_is_restated(tmp_path: Path) -> None:
    path = tmp_path / "visit.txt"
    for line, says in (("restated: yes\n", True), ("", False)):
        path.write_text(f"{HEADER}{line}{TEXT}", encoding="utf-8")
        explanation = explain_file(path)
        assert (SAID in str(explanation).splitlines()[1]) is says
        page = make_page(explanation)
        assert (SAID in page) is says
        assert ('">source of the facts</a>' in page) is says
        assert ('">the release</a>' in page) is not says
    assert SAID in make_page(explain_extraction(replace(RESTATED, release=replace(RESTATED.release, url=None))))


# On the page of a picture.


@pytest.fixture(scope="module")
def get_page(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    folder = tmp_path_factory.mktemp("pictures")

    def draw_page(lang: str) -> Path:
        path = folder / f"{lang}.html"
        draw(make_scene(make_graph(RESTATED, SECOND), Selection(lang=lang)), path)
        return path

    return draw_page


@pytest.mark.parametrize(
    ("lang", "said", "source"),
    [
        ("en", SAID, "Facts from: "),
        ("zh-Hant", "經改寫，並非引文", "事實來源："),
        ("zh-Hans", "经改写，并非引文", "事实来源："),
    ],
)
@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
def test_a_picture_says_in_the_language_of_its_page_what_is_restated(
    browser: Browser, get_page: Callable[[str], Path], lang: str, said: str, source: str
) -> None:
    with visit(browser, get_page(lang), f"#sel={CHAN}") as visited:
        page = visited.wait()
        sources = [page.locator(".source").nth(at) for at in range(page.locator(".source").count())]
        texts = [(one.inner_text(), one.locator("blockquote").count()) for one in sources]
        ours = [(text, quotes) for text, quotes in texts if any(sentence in text for sentence in TALENT)]
        assert ours
        assert len(ours) < len(texts)
        for text, quotes in texts:
            is_restated = (text, quotes) in ours
            assert ((said in text), (source in text), quotes == 0) == (is_restated,) * 3
        page.keyboard.press("t")
        rows = page.locator("#table tbody tr").all_inner_texts()
        assert all((said in row) == any(sentence in row for sentence in TALENT) for row in rows)
        assert any(said in row for row in rows)
        assert not all(said in row for row in rows)


def test_no_page_in_chinese_calls_a_sentence_that_may_be_restated_the_original() -> None:
    assert not re.search("原句|原文", json.dumps(read_words("zh-Hant"), ensure_ascii=False))
