"""The editor of questions in Chromium: every question of the project, errors, hostile texts, and the page without it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import PHONE, WIDE, Visit, visit_site
from explorer import open_explorer, run_explorer
from playwright.sync_api import Browser, ViewportSize, expect

from kg.graph.questions import list_questions

NAMES = sorted(question.name for question in list_questions())
RUN = ".querying button >> nth=0"
ROWS = "#outcome table tbody tr"
MARKUP = '<img src="x" onerror="alert(1)"><script>alert(2)</script>'


@pytest.fixture(scope="module")
def base(samples_store: Path) -> Iterator[str]:
    """The address of an explorer on a free port."""
    with run_explorer(samples_store, "--limit", "300") as (address, _):
        yield address


@contextmanager
def open_editor(
    browser: Browser, base: str, *, size: ViewportSize = WIDE, dark: bool = False, scripts: bool = True, **query: str
) -> Iterator[Visit]:
    """Opens the page, with scripts once the editor is there."""
    path = f"/query?{urlencode(query)}"
    with visit_site(browser, base, path, size=size, dark=dark, scripts=scripts, told=r"status of [45]\d\d") as visited:
        if scripts:
            visited.page.wait_for_selector(".CodeMirror")
        yield visited


def write(visited: Visit, question: str) -> None:
    """Puts a question into the editor."""
    visited.page.evaluate("(text) => document.querySelector('.CodeMirror').CodeMirror.setValue(text)", question)


@pytest.mark.parametrize("name", NAMES)
def test_every_question_runs_from_its_example(browser: Browser, base: str, name: str) -> None:
    with open_editor(browser, base, example=name) as visited:
        page = visited.page
        expect(page.locator(f'main a[href$="example={name}"]')).to_have_attribute("aria-current", "true")
        expect(page.locator(".parseErrorIcon")).to_have_count(0)
        page.click(RUN)
        count = int(page.locator("#answer .count").inner_text())
        if count:
            assert page.locator(ROWS).count() == min(count, 50)
        else:
            expect(page.locator(ROWS)).to_have_text("No row answers this.")
        assert page.locator("#outcome [role=alert]").count() == 0


@pytest.mark.parametrize(("size", "dark"), [(WIDE, False), (WIDE, True), (PHONE, False), (PHONE, True)])
def test_axe_finds_nothing_wrong_and_nothing_reaches_over_the_edge(
    browser: Browser, base: str, size: ViewportSize, dark: bool
) -> None:
    with open_editor(browser, base, size=size, dark=dark, example="events-in-a-period") as visited:
        page = visited.page
        look(visited)
        page.click(RUN)
        expect(page.locator(ROWS).first).to_be_visible()
        look(visited)
        page.click(".yasr .select_response")
        expect(page.locator("#outcome .CodeMirror")).to_contain_text('"bindings"')
        look(visited)
        write(visited, "SELECT * {")
        page.click(RUN)
        expect(page.locator("#outcome [role=alert]")).to_be_visible()
        look(visited)


def look(visited: Visit) -> None:
    assert visited.page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    response = Axe().run(visited.page, options={"rules": {"target-size": {"enabled": True}}}).response
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in response["violations"]] == []


def test_what_the_server_refuses_is_told_in_its_words(browser: Browser, base: str) -> None:
    with open_editor(browser, base) as visited:
        page = visited.page
        write(visited, "SELECT ?who {\n  ?who a foaf:Person ;;; nothing\n}")
        page.click(RUN)
        expect(page.locator("#outcome [role=alert]")).to_contain_text("line 3")
        mark = page.locator(".parseErrorIcon").bounding_box()
        assert mark is not None
        page.mouse.move(mark["x"] + 5, mark["y"] + 5)
        expect(page.locator(".yasqe_tooltip")).to_have_count(0)
        write(visited, "SELECT * { ?a ?b ?c }")
        page.click(RUN)
        expect(page.locator("#outcome [role=alert]")).to_contain_text("more than 300 rows")
        write(visited, "ASK { ?who a foaf:Person }")
        page.click(RUN)
        expect(page.locator("#outcome")).to_contain_text("True")
        expect(page.locator("#outcome [role=alert]")).to_have_count(0)


def test_triples_are_shown_as_a_table_and_as_they_were_sent(browser: Browser, base: str) -> None:
    with open_editor(browser, base) as visited:
        page = visited.page
        write(visited, "DESCRIBE id:person/chan-kwok-ki")
        page.click(RUN)
        expect(page.locator("#outcome table")).to_contain_text("foaf:Person")
        page.click(".yasr .select_response")
        expect(page.locator("#outcome .CodeMirror")).to_contain_text("<http://xmlns.com/foaf/0.1/Person>")


def test_an_answer_leads_to_a_page(browser: Browser, base: str) -> None:
    with open_editor(browser, base, example="who-met-whom") as visited:
        page = visited.page
        page.click(RUN)
        page.click("#outcome table a >> nth=0")
        page.wait_for_url("**/thing/person/*")


def test_an_answer_is_taken_along_as_a_file(browser: Browser, base: str) -> None:
    with open_editor(browser, base) as visited:
        page = visited.page
        write(visited, 'SELECT ?word { VALUES ?word { "one" "two" } }')
        with page.expect_download() as taken:
            page.click('.querying button[value="csv"]')
        assert Path(taken.value.path()).read_text(encoding="utf-8").split() == ["word", "one", "two"]


def test_keys_ask_complete_names_and_lead_on(browser: Browser, base: str) -> None:
    with open_editor(browser, base) as visited:
        page = visited.page
        write(visited, "")
        page.get_by_label("Question", exact=True).last.focus()
        page.keyboard.type("SELECT ?a { ?a gba:me")
        expect(page.locator(".CodeMirror-hint").first).to_be_visible()
        page.keyboard.type("tW")
        expect(page.locator(".CodeMirror-hint")).to_have_text("gba:metWith")
        page.keyboard.press("Enter")
        page.keyboard.type(" ?b } LIMIT 3")
        page.keyboard.press("Control+Enter")
        expect(page.locator(ROWS)).to_have_count(3)
        page.keyboard.press("Tab")
        expect(page.locator(RUN)).to_be_focused()


def test_what_is_in_the_address_stays_text(browser: Browser, base: str) -> None:
    text = f'SELECT ("</textarea>" AS ?a) {{}} # </textarea>{MARKUP}'
    with open_editor(browser, base, query=text) as visited:
        value = visited.page.evaluate("() => document.querySelector('.CodeMirror').CodeMirror.getValue()")
        assert value == text
        assert visited.page.locator("main img, main textarea + script").count() == 0


@pytest.mark.parametrize("tab", ["table", "response"])
def test_what_a_value_holds_stays_text(browser: Browser, base: str, tab: str) -> None:
    iri = "http://a.example/'onclick='alert(3)'style='position:fixed"
    with open_editor(browser, base) as visited:
        page = visited.page
        values = f"'''{MARKUP} {{{{b}}}} &lt;b&gt;'''@en-x-b <{iri}> <javascript:alert(4)> 'last'"
        write(visited, f"SELECT ?a ?b ?c ?d {{ VALUES (?a ?b ?c ?d) {{ ({values}) }} }}")
        page.click(RUN)
        page.click(f".yasr .select_{tab}")
        if tab == "table":
            cells = [cell.inner_text() for cell in page.locator(f"{ROWS} td").all()]
            assert cells == [f"{MARKUP} {{{{b}}}} &lt;b&gt;", iri, "javascript:alert(4)", "last"]
            links = page.locator("#outcome td a")
            assert [link.get_attribute("href") for link in links.all()] == [iri]
            assert page.locator("#outcome td [onclick], #outcome td [style]").count() == 0
        else:
            expect(page.locator("#outcome .CodeMirror")).to_contain_text("onerror")
        assert page.locator("#outcome img, #outcome script").count() == 0


def test_without_scripts_the_form_works(browser: Browser, base: str) -> None:
    with open_editor(browser, base, scripts=False, example="who-met-whom") as visited:
        page = visited.page
        expect(page.locator("textarea#query")).to_be_visible()
        page.click(RUN)
        expect(page.locator("main table")).to_contain_text("Zhong Nanshan")
        page.fill("textarea#query", "SELECT ?who {\n nothing }")
        page.click(RUN)
        expect(page.locator("[role=alert]")).to_contain_text("line 2")


def test_the_policy_of_the_page_allows_nothing_from_elsewhere(samples_store: Path) -> None:
    with open_explorer(samples_store) as client:
        answer = client.get("/query", headers={"Accept": "text/html"})
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'self';")
        assert "unsafe" not in policy
        assert "http" not in policy
        assert re.findall(r"<script(?![^>]* src=)|\sstyle=|\son\w+=", answer.text) == []


def test_the_files_of_the_editor_are_kept_for_good(samples_store: Path) -> None:
    with open_explorer(samples_store) as client:
        names = re.findall(r'"(/static/vendor/[^"]+)"', client.get("/query", headers={"Accept": "text/html"}).text)
        assert len(names) == 4
        for name in names:
            answer = client.get(name)
            assert answer.status_code == 200
            assert "max-age=31536000" in answer.headers["cache-control"]
            assert client.get(name, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
        for name in ("/static/vendor/README.md", "/static/vendor/../../query.py", "/static/vendor/%2e%2e/query.js"):
            assert client.get(name).status_code == 404
