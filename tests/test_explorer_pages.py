"""The pages of the explorer, as a reader without scripts gets them: what stands on them, in which language, escaped."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from explorer import open_explorer
from starlette.testclient import TestClient

from kg.explorer.pages.environment import is_link, split_addresses
from kg.explorer.pages.languages import read_accepted
from kg.explorer.pages.links import link_page, link_thing
from kg.explorer.pages.memory import Memory
from kg.explorer.pages.viewpoint import find_home
from kg.graph.graph import Graph, write_store
from kg.graph.questions import list_questions
from kg.phrases import read_rows
from kg.views.atom import write_moment

HTML = {"Accept": "text/html"}
ATOM = "{http://www.w3.org/2005/Atom}"
PAGES = (
    "/",
    "/search?q=chan",
    "/thing/person/chan-kwok-ki",
    "/thing/post/cs",
    "/thing/body/hksarg",
    "/thing/event/6a1d92174fe10643",
    "/thing/agreement/talent-2024",
    "/thing/place/guangzhou",
    "/release/seed-20240108/en",
    "/list/people",
    "/list/events?page=2",
    "/office?name=Chief+Secretary+for+Administration&on=2024-01-08",
    "/path?from=Zhong+Nanshan&to=John+Lee",
    "/rank",
    "/matrix",
    "/meetings",
    "/meetings?sides=all&columns=months&who=chan",
    "/recent",
    "/query",
)
# A name that would be a script, one that turns letters round, one that commands a terminal, one for a spreadsheet.
HOSTILE = """
@prefix id: <https://w3id.org/gba-kg/id/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix gba: <https://w3id.org/gba-kg/ns#> .
@prefix dct: <http://purl.org/dc/terms/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
id:person\\/x a foaf:Person ; skos:prefLabel "<script>alert(1)</script> Ng"@en , "\\u202Egnp\\u001B[31m 吳"@zh-Hant ;
  skos:altLabel "\\"><img src=x onerror=alert(2)>"@en .
id:person\\/y a foaf:Person ; skos:prefLabel "=HYPERLINK(1) Wong"@en .
id:person\\/old a gba:Retired ; dct:isReplacedBy id:person\\/y .
<https://w3id.org/gba-kg/id/release/r1/en> a gba:Release ; dct:title "</title><script>alert(3)</script>"@en ; dct:language "en" ;
  dct:issued "2024-01-08T12:00:00+08:00"^^xsd:dateTime ; dct:source <javascript:alert(4)> ;
  <https://schema.org/mentions> id:person\\/x .
"""


@pytest.fixture(scope="module")
def opened(samples_store: Path) -> Iterator[TestClient]:
    with open_explorer(samples_store) as client:
        yield client


@pytest.fixture
def client(opened: TestClient) -> TestClient:
    """A client that has chosen no language yet."""
    opened.cookies.clear()
    return opened


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "hostile.ttl").write_text(HOSTILE, encoding="utf-8")
    write_store(folder / "hostile.kg", list(Graph.load(folder / "hostile.ttl").quads()))
    with open_explorer(folder / "hostile.kg") as opened:
        yield opened


def get(client: TestClient, path: str, status: int = 200, *, accepted: str = "") -> str:
    answer = client.get(path, headers={**HTML, **({"Accept-Language": accepted} if accepted else {})})
    text: str = answer.text
    assert answer.status_code == status, text
    return text


def strip(html: str) -> str:
    """Gives the words of a page."""
    return " ".join(re.sub(r"<[^>]*>", " ", html.partition("<main")[2]).split())


@pytest.mark.parametrize("lang", ["en", "zh-Hant", "zh-Hans"])
@pytest.mark.parametrize("path", PAGES)
def test_each_page_has_one_heading_its_language_and_nothing_of_elsewhere(
    client: TestClient, path: str, lang: str
) -> None:
    sign = "&" if "?" in path else "?"
    answer = client.get(f"{path}{sign}lang={lang}", headers=HTML)
    html = answer.text
    assert (answer.status_code, answer.headers["content-language"]) == (200, lang)
    assert html.count("<h1") == 1
    assert f'<html lang="{lang}">' in html
    loaded = re.findall(r'(?:src|<link rel="(?:stylesheet|icon)" href)="([^"]*)"', html)
    assert [address for address in loaded if not address.startswith("/static/")] == []
    assert not re.search(r"<script(?! src=)|<style| style=| on\w+=", html)
    assert len(ids := re.findall(r' id="([^"]+)"', html)) == len(set(ids))


@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_a_page_leads_somewhere(client: TestClient, path: str) -> None:
    links = set(re.findall(r'href="(/[^"]*)"', get(client, path)))
    assert len(links) > 10
    wrong = []
    for link in sorted(links)[:60]:
        address = link.replace("&amp;", "&")
        if not address.endswith("/picture") and client.get(address, headers=HTML).status_code not in (200, 303, 308):
            wrong.append(address)
    assert wrong == []


def test_a_person_is_shown_with_offices_events_people_met_and_sentences(client: TestClient) -> None:
    words = strip(get(client, "/thing/person/chan-kwok-ki"))
    assert "Chief Secretary for Administration" in words
    assert "meeting with Zhong Nanshan" in words
    assert re.search(r"Zhong Nanshan met 1 event together", words)
    assert "academician of the Chinese Academy of Engineering Professor Zhong Nanshan" in words
    assert "restated, not a quotation" in words


def test_who_acted_in_an_office_stands_apart(client: TestClient) -> None:
    html = get(client, "/thing/post/guangzhou-mayor")
    holders, _, acting = html.partition('<h2 id="acting">')
    assert "Sun Zhiyang acting · from 2023-10-09 until 2024-01-17".replace(" ·", "") in strip(f"<main>{acting}")
    assert "from 2023-10-09" not in holders
    assert "from 2024-01-18" in holders


def test_an_event_tells_who_was_there_in_which_office_and_shows_its_sentences(client: TestClient) -> None:
    words = strip(get(client, "/thing/event/97f6b3c474133810"))
    assert "on 2024-01-08" in words
    assert "Chris Sun" in words
    assert "on behalf of" in words
    assert "All sentences that tell of it" in words


def test_what_is_planned_says_so(client: TestClient) -> None:
    assert "planned" in strip(get(client, "/thing/event/bd6fa5fb7e324f10"))


def test_a_body_shows_its_offices_with_those_who_held_them(client: TestClient) -> None:
    words = strip(get(client, "/thing/body/hksarg"))
    assert "Below it" in words
    assert "Labour and Welfare Bureau" in words
    assert "Offices and their holders" in words
    assert re.search(r"Chief Executive of the Hong Kong Special Administrative Region .*John Lee", words)


def test_a_release_shows_its_text_with_statements_beside_their_sentences_and_names_marked(client: TestClient) -> None:
    html = get(client, "/release/seed-20240108/en")
    (first,) = re.findall(r'<span class="stating" id="s1".*?</ul>', html, re.DOTALL)
    assert re.search(r'<a class="mention person" href="/thing/person/chan-kwok-ki">.*Mr Chan Kwok-ki</a>', first)
    assert re.search("1 Chan Kwok-ki held Chief Secretary for Administration", strip(f"<main>{first}"))
    assert '<a class="button" href="/release/seed-20240108/zh-Hant" hreflang="zh-Hant"' in html


def test_a_sentence_that_only_tells_of_an_agreement_says_so(client: TestClient) -> None:
    (told,) = re.findall(r'<ul class="said" id="states2".*?</ul>', get(client, "/release/seed-20240108/en"), re.DOTALL)
    assert re.search(r"2 tells of framework agreement on talent", strip(f"<main>{told}"))


def test_a_text_is_shown_with_what_states_nothing(client: TestClient) -> None:
    html = get(client, "/release/20081113-hk-shenzhen-pacts/en")
    assert "Two further steps were taken last year." in strip(html)
    assert re.search(r'<a class="mention person" href="/thing/person/tang-ying-yen">.*Mr Tang</a>', html)


def test_without_its_text_a_release_shows_its_sentences(hostile: TestClient) -> None:
    assert "No sentence of it states anything" in strip(get(hostile, "/release/r1/en"))


def test_what_a_release_names_is_told_by_names_and_not_by_ids(client: TestClient) -> None:
    (named,) = re.findall(r'<h2 id="things">.*?</ul>', get(client, "/release/seed-20240108/en"), re.DOTALL)
    assert "Chan Kwok-ki" in strip(f"<main>{named}")
    assert not re.search(r"\b[a-z]+/[a-z]", strip(f"<main>{named}"))


@pytest.mark.parametrize("asked", ["Chan Kwok-ki", "陳國基", "陈国基", "Kwok-ki Chan", "Chan Kwokki", "陳國基司長"])
def test_a_name_is_found_in_every_script_and_order(client: TestClient, asked: str) -> None:
    html = client.get("/search", params={"q": asked}, headers=HTML).text
    assert "/thing/person/chan-kwok-ki" in html.partition("<main")[2]


def test_a_search_is_narrowed_to_one_kind(client: TestClient) -> None:
    html = get(client, "/search?q=Guangzhou&kind=sentence").partition("<main")[2]
    assert '<h2 id="sentences">' in html
    assert '<h2 id="things">' not in html


def test_a_search_for_nothing_explains_itself(client: TestClient) -> None:
    assert "A name in English" in strip(get(client, "/search"))
    assert "zzzzqqqq" in strip(get(client, "/search?q=zzzzqqqq"))


@pytest.mark.parametrize("asked", ["chan kwok", "陈国", "Jonh Lee"])
def test_suggestions_lead_to_pages(client: TestClient, asked: str) -> None:
    found = client.get("/suggest", params={"q": asked}).json()
    assert {one["href"] for one in found} & {"/thing/person/chan-kwok-ki", "/thing/person/lee-ka-chiu"}
    assert all(client.get(one["href"], headers=HTML).status_code == 200 for one in found)


def test_who_held_an_office_is_told_with_its_basis(client: TestClient) -> None:
    words = strip(get(client, "/office?name=Mayor+of+Guangzhou&on=2024-01-08"))
    assert "Sun Zhiyang" in words
    assert "acting" in words
    assert "Basis: stated" in words


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/office?name=Chief+Secretry&on=2024-01-08", 404, "Chief Secretary for Administration"),
        ("/office?name=cs&on=2024-13-40", 400, "2024-13-40"),
        ("/path?from=Zhong+Nanshn&to=John+Lee", 404, "Zhong Nanshan"),
        ("/path?from=Zhong+Nanshan&to=Zhong+Nanshan", 200, "one thing"),
        ("/rank?by=beauty", 400, "beauty"),
        ("/rank?from=1800&to=1801", 200, "1800"),
        ("/list/people?from=tomorrow", 400, "tomorrow"),
        ("/list/secrets", 404, "secrets"),
        ("/thing/person/zhong-nanshn", 404, "Zhong Nanshan"),
        ("/thing/wizard/merlin", 404, "wizard/merlin"),
        ("/release/none/en", 404, "none/en"),
        ("/nowhere", 404, "Not found"),
        ("/query?query=SELECT", 400, "SELECT"),
        ("/matrix?home=Atlantis", 404, "Atlantis"),
    ],
)
def test_what_is_wrong_is_told_on_a_page(client: TestClient, path: str, status: int, said: str) -> None:
    html = get(client, path, status)
    assert said in strip(html) or said in html
    assert "Traceback" not in html


def test_a_path_is_shown_step_by_step_with_sentences(client: TestClient) -> None:
    words = strip(get(client, "/path?from=鍾南山&to=John+Lee"))
    assert "Zhong Nanshan met" in words
    assert words.count("2024-01-08") >= 1


def test_a_question_is_answered_in_a_table_whose_ids_are_links(client: TestClient) -> None:
    query = 'SELECT ?who ?name { ?who skos:prefLabel ?name FILTER (STR(?name) = "Chan Kwok-ki") }'
    html = client.get("/query", params={"query": query}, headers=HTML).text
    assert '<td><a href="/thing/person/chan-kwok-ki">person/chan-kwok-ki</a></td>' in html


@pytest.mark.parametrize("query", ["ASK { ?who a foaf:Person }", "DESCRIBE id:person/chan-kwok-ki"])
def test_questions_of_every_form_are_answered(client: TestClient, query: str) -> None:
    html = client.get("/query", params={"query": query}, headers=HTML).text
    assert "true" in html if query.startswith("ASK") else "metWith" in html


def test_every_question_of_the_project_can_be_asked_from_its_example(client: TestClient) -> None:
    names = re.findall(r"/query\?example=([a-z-]+)", get(client, "/query"))
    assert len(names) == len(list_questions())
    for name in names:
        question = re.findall(r"<textarea[^>]*>(.*?)</textarea>", get(client, f"/query?example={name}"), re.DOTALL)[0]
        text = question.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("&#34;", '"')
        answer = client.get("/query", params={"query": text.replace("&#39;", "'")}, headers=HTML)
        assert answer.status_code == 200, (name, answer.text)


@pytest.mark.parametrize("path", [path for path in PAGES if path not in ("/query", "/")])
def test_the_data_of_each_page_can_be_had(client: TestClient, path: str) -> None:
    html = get(client, path)
    forms = re.findall(r'href="([^"]*format=(csv|json|ttl)[^"]*)"', html)
    assert {form for _, form in forms} >= {"csv", "json"}
    for address, form in forms:
        answer = client.get(address.replace("&amp;", "&"))
        assert answer.status_code == 200
        if form == "csv":
            assert len({len(row) for row in csv.reader(io.StringIO(answer.text))}) == 1
        elif form == "json":
            assert isinstance(json.loads(answer.text), dict)
        else:
            assert list(ox.parse(answer.content, format=ox.RdfFormat.TURTLE))


def test_a_page_says_how_to_cite_it(client: TestClient) -> None:
    html = get(client, "/thing/person/chan-kwok-ki?lang=en")
    citation = strip(f"<main>{re.findall(r'<p class=.citation.>(.*?)</p>', html, re.DOTALL)[0]}")
    assert "Chan Kwok-ki" in citation
    assert "Data up to 2025-02-14" in citation
    assert "/thing/person/chan-kwok-ki?lang=en" in citation


@pytest.mark.parametrize("path", ["/feed.atom", "/thing/person/chan-kwok-ki/feed.atom"])
def test_a_feed_is_atom(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    moments = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert feed.findtext(f"{ATOM}updated") == moments[0] == max(moments)
    for node in (feed, *entries):
        assert all(node.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", node.findtext(f"{ATOM}updated") or "")
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)


def test_a_language_is_kept_once_it_was_chosen(samples_store: Path) -> None:
    with open_explorer(samples_store) as client:
        assert '<html lang="en">' in get(client, "/")
        assert '<html lang="zh-Hant">' in get(client, "/", accepted="zh-HK,en;q=0.5")
        assert '<html lang="zh-Hans">' in get(client, "/?lang=zh-Hans", accepted="zh-HK")
        assert '<html lang="zh-Hans">' in get(client, "/", accepted="zh-HK")


def test_the_language_switch_keeps_the_page(client: TestClient) -> None:
    html = get(client, "/search?q=chan&kind=person&lang=en")
    assert 'href="/search?q=chan&amp;kind=person&amp;lang=zh-Hans"' in html


@pytest.mark.parametrize(
    ("header", "lang"),
    [
        ("", "en"),
        ("zh", "zh-Hant"),
        ("zh-CN", "zh-Hans"),
        ("zh-Hant-SG", "zh-Hant"),
        ("fr;q=1, en;q=0.5, zh-TW;q=0.7", "zh-Hant"),
        ("zh;q=0, en", "en"),
        ("zh;q=nonsense, de", "en"),
        (";;;,,q=", "en"),
    ],
)
def test_the_language_of_a_browser_is_heeded(header: str, lang: str) -> None:
    assert read_accepted(header) == lang


@pytest.mark.parametrize("path", ["/thing/person/x", "/search?q=Ng", "/release/r1/en", "/list/people", "/recent", "/"])
def test_names_and_titles_cannot_become_markup_nor_turn_letters_round(hostile: TestClient, path: str) -> None:
    html = get(hostile, path)
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "\u202e" not in html
    assert "\x1b" not in html
    assert "javascript:" not in re.sub(r">[^<]*<", "><", html)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><svg onload=alert(1)>', "\u202eabc", "\x1b[31m", "a" * 5000, "%", "\x00"]
)
@pytest.mark.parametrize(
    "path",
    [
        "/search?q=",
        "/suggest?q=",
        "/office?on=2024-01-08&name=",
        "/path?to=x&from=",
        "/query?query=",
        "/list/people?like=",
    ],
)
def test_what_is_asked_comes_back_escaped(hostile: TestClient, path: str, text: str) -> None:
    head, _, name = path.rpartition("?")
    query = dict(part.partition("=")[::2] for part in name.split("&"))
    query[name.split("&")[-1].removesuffix("=")] = text
    answer = hostile.get(head, params=query, headers=HTML)
    assert answer.status_code in (200, 400, 404)
    if answer.headers["content-type"].startswith("text/html"):
        assert not {"<script>alert", "<svg onload", "\u202e", "\x1b"} & set(
            re.findall(r"<script>alert|<svg onload|\u202e|\x1b", answer.text)
        )


@pytest.mark.parametrize("slug", ["..%2f..%2fetc", "%00", "%f0%28", "a%20b", "<b>", "'", "%2e%2e"])
def test_an_address_that_names_nothing_is_told_so(hostile: TestClient, slug: str) -> None:
    for path in (f"/thing/person/{slug}", f"/release/{slug}", f"/thing/{slug}/x", f"/thing/person/{slug}/feed.atom"):
        answer = hostile.get(path, headers=HTML)
        assert answer.status_code == 404, path
        assert "<b>" not in answer.text


def test_csv_has_no_formula(hostile: TestClient) -> None:
    assert "'=HYPERLINK" in hostile.get("/list/people?format=csv").text


def test_a_retired_id_leads_to_what_took_its_place(hostile: TestClient) -> None:
    answer = hostile.get("/thing/person/old", headers=HTML)
    assert (answer.status_code, answer.headers["location"]) == (308, "/thing/person/y")


def test_a_sentence_leads_to_its_place_in_the_release(client: TestClient) -> None:
    answer = client.get("/thing/release/seed-20240108/en/s3")
    assert (answer.status_code, answer.headers["location"]) == (308, "/release/seed-20240108/en#s3")


MET = "/meetings?row=person/chan-kwok-ki&column=person/zhong-nanshan"


def test_a_number_of_meetings_leads_to_them_with_their_sentences(client: TestClient) -> None:
    html = get(client, "/meetings?whom=zhong")
    links = re.findall(r'href="(/meetings\?[^"]*)" aria-label="([^"]*)"', html)
    address = next(link for link, label in links if label == "Chan Kwok-ki, Zhong Nanshan: 1 meeting")
    words = strip(get(client, address.replace("&amp;", "&").partition("#")[0]))
    assert "on 2024-01-08 meeting with Zhong Nanshan" in words
    assert "academician of the Chinese Academy of Engineering" in words


@pytest.mark.parametrize(
    ("lang", "said"), [("zh-Hant", "陳國基，鍾南山：1 次會面"), ("zh-Hans", "陈国基，钟南山：1 次会面")]
)
def test_meetings_are_told_in_each_language(client: TestClient, lang: str, said: str) -> None:
    assert said in get(client, f"/meetings?lang={lang}&whom=zhong")


def test_meetings_are_had_as_data(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(get(client, "/meetings?format=csv"))))
    assert ("person/chan-kwok-ki", "person/zhong-nanshan", "1") in {
        (row["row_id"], row["column_id"], row["meetings"]) for row in rows
    }
    told = json.loads(get(client, f"{MET}&format=json"))
    assert (told["row"], told["meetings"], len(told["lines"])) == ("person/chan-kwok-ki", 1, 1)
    assert "participatedIn" in get(client, f"{MET}&format=ttl")
    years = list(csv.DictReader(io.StringIO(get(client, "/meetings?columns=years&whom=鍾南山&format=csv"))))
    assert {row["column"] for row in years if row["row_id"] == "person/chan-kwok-ki"} == {"2024"}


def test_a_person_leads_to_the_own_meetings_by_year(client: TestClient) -> None:
    (link,) = re.findall(r'href="(/meetings[^"]*)"', get(client, "/thing/person/chan-kwok-ki").partition("<main")[2])
    html = get(client, link.replace("&amp;", "&"))
    assert re.search(r'<th scope="row">.*Chan Kwok-ki', html)
    assert html.count('<th scope="row">') == 1
    assert 'name="who" value="Chan Kwok-ki"' in html
    assert "There is no such meeting." in get(client, "/meetings?who=person/%3Cx%3E")


def test_meetings_are_asked_wrongly_and_of_nobody(client: TestClient) -> None:
    assert "next year" in get(client, "/meetings?from=next+year", 400)
    assert "There is no such meeting." in get(client, "/meetings?who=nobody")
    assert "holds no word" in get(client, "/meetings?who=...", 400) or "..." in get(client, "/meetings?who=...", 400)
    assert get(client, "/meetings?rows=cats&columns=%3Cx%3E&sides=1&page=99") == get(
        client, "/meetings?rows=people&columns=people&sides=across"
    ).replace(
        "rows=people&amp;columns=people&amp;sides=across", "rows=cats&amp;columns=%3Cx%3E&amp;sides=1&amp;page=99"
    )


def test_a_matrix_is_seen_from_the_place_that_data_name(client: TestClient) -> None:
    assert get(client, "/matrix") == get(client, f"/matrix?home={find_home()}").replace(
        f"?home={quote(find_home(), safe='')}&amp;", "?"
    ).replace(f"?home={quote(find_home(), safe='')}", "")


def test_what_lies_around_a_mark_is_had_as_a_part_of_a_picture(client: TestClient) -> None:
    answer = client.get("/thing/person/zhong-nanshan/around")
    part = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    marks = [mark["label"] for mark in part["nodes"]]
    assert {"person/zhong-nanshan", "person/chan-kwok-ki"} <= set(marks)
    line = next(line for line in part["edges"] if marks[line["to"]] == "person/zhong-nanshan")
    told = [
        part["page"]["sentences"][at][0] for edge in line["edges"] for at in part["page"]["edges"][edge]["evidence"]
    ]
    assert any("academician" in sentence for sentence in told)
    assert part["told"] == part["sentences"] > 0


@pytest.mark.parametrize(
    "path",
    [
        "/thing/person/nobody/around",
        "/thing/tenure/x/around",
        "/thing/person/%3Cx%3E/around",
        "/thing/place/hk%00/around",
    ],
)
def test_around_what_there_is_not_nothing_is_had(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_picture_leads_to_the_page_of_its_thing_without_scripts(client: TestClient) -> None:
    html = get(client, "/thing/person/chan-kwok-ki/picture?lang=zh-Hant")
    assert '<a href="/thing/person/chan-kwok-ki">陳國基的頁面</a>' in html
    assert "connect-src 'self'" in html


def test_the_picture_of_a_thing_may_run_its_own_scripts_only(client: TestClient) -> None:
    answer = client.get("/thing/person/chan-kwok-ki/picture", headers=HTML)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "script-src 'sha256-" in policy
    assert "'unsafe" not in policy
    assert "default-src 'none'" in policy


def test_files_are_kept_by_the_browser(client: TestClient) -> None:
    answer = client.get("/static/explorer.css")
    assert answer.headers["content-type"].startswith("text/css")
    assert client.get("/static/explorer.css", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    assert client.get("/static/..%2fpages.py").status_code == 404


@pytest.mark.parametrize(
    ("id", "path"),
    [
        ("person/a b", "/thing/person/a%20b"),
        ("agreement/關於", "/thing/agreement/%E9%97%9C%E6%96%BC"),
        ("person/a/b?c#d", "/thing/person/a%2Fb%3Fc%23d"),
        ("release/x/en", "/release/x/en"),
        ("claim/1", ""),
    ],
)
def test_ids_are_encoded_in_addresses(id: str, path: str) -> None:
    assert link_thing(id) == path


def test_what_is_empty_stands_in_no_query() -> None:
    assert link_page("/search", q="a&b", kind="", page=None) == "/search?q=a%26b"


@pytest.mark.parametrize(
    ("issued", "moment"),
    [
        ("2024-01-08T20:00:00+08:00", "2024-01-08T12:00:00+00:00"),
        ("2024-01-08", "2024-01-08T00:00:00+00:00"),
        ("soon", "1970-01-01T00:00:00+00:00"),
    ],
)
def test_moments_are_written_as_atom_wants_them(issued: str, moment: str) -> None:
    assert write_moment(issued) == moment


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("https://a.example/x | government-world:y", [True, False]),
        ("data/gazetteer/posts.csv", [False]),
        ("https://a.example/a b", [False]),
        ("", []),
    ],
)
def test_only_whole_addresses_become_links(text: str, links: list[bool]) -> None:
    assert [is_link(address) for address in split_addresses(text)] == links


def test_what_was_counted_is_counted_once_and_the_longest_unasked_is_forgotten() -> None:
    memory = Memory(most=2)
    counted: list[int] = []

    def count(number: int) -> int:
        counted.append(number)
        return number

    for number in (1, 1, 2, 1, 3, 1, 2):
        assert memory.recall(number, lambda number=number: count(number)) == number  # type: ignore[misc]
    assert counted == [1, 2, 3, 2]


def test_what_cannot_be_counted_is_tried_again() -> None:
    memory = Memory()

    def fail() -> int:
        raise ValueError("not now")

    for _ in range(2):
        with pytest.raises(ValueError, match="not now"):
            memory.recall("key", fail)
    assert memory.recall("key", lambda: 1) == 1


def test_a_person_who_is_found_is_told_by_the_office(client: TestClient) -> None:
    assert re.search("Sun Zhiyang Mayor of Guangzhou", strip(get(client, "/search?q=Zhiyang")))


def test_a_cell_of_the_matrix_leads_to_its_events(client: TestClient) -> None:
    (link, *_) = re.findall(r'class="cell" href="([^"]+)#chosen"', get(client, "/matrix"))
    html = get(client, link.replace("&amp;", "&"))
    assert re.search(r"/thing/event/.*\d{4}-\d\d", html.partition('id="chosen"')[2], re.DOTALL)


def test_each_row_of_the_wording_is_used() -> None:
    root = Path(__file__).resolve().parent.parent / "kg" / "explorer" / "pages"
    code = "\n".join(
        path.read_text(encoding="utf-8") for path in root.rglob("*") if path.suffix in (".py", ".j2", ".js")
    )
    rows = read_rows("explorer")
    families = {key.partition(":")[0] for key in rows if ":" in key}
    assert [family for family in families if f'"{family}:' not in code] == []
    plain = [key for key in rows if ":" not in key]
    assert [key for key in plain if f'"{key}"' not in code] == []
