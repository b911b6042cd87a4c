"""The explorer in Chromium: its pages at work, with no request elsewhere, no error, nothing wrong for axe, on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import PHONE, WIDE, Visit, visit_site
from explorer import run_explorer
from playwright.sync_api import Browser, Page, ViewportSize, expect

OPEN_ALL = "() => document.querySelectorAll('details').forEach((details) => { details.open = true; })"
PAGES = (
    "/",
    "/search?q=chan",
    "/thing/person/chan-kwok-ki",
    "/thing/post/cs",
    "/thing/body/hksarg",
    "/thing/event/97f6b3c474133810",
    "/thing/agreement/talent-2024",
    "/thing/place/guangzhou",
    "/release/seed-20240108/en",
    "/list/events",
    "/office?name=Mayor+of+Guangzhou&on=2024-01-08",
    "/path?from=Zhong+Nanshan&to=John+Lee",
    "/rank",
    "/matrix",
    "/meetings?row=person/chan-kwok-ki&column=person/zhong-nanshan",
    "/meetings?columns=years&lang=zh-Hant",
    "/recent",
    "/query?query=SELECT+%3Fwho+%7B+%3Fwho+a+foaf%3APerson+%7D",
    "/nowhere",
)


@pytest.fixture(scope="module")
def base(samples_store: Path) -> Iterator[str]:
    """The address of an explorer on a free port."""
    with run_explorer(samples_store, "--quiet") as (address, _):
        yield address


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("size", "dark"), [(WIDE, False), (PHONE, True)], ids=["wide-light", "phone-dark"])
def test_axe_finds_nothing_wrong_and_nothing_reaches_over_the_edge(
    browser: Browser, base: str, path: str, size: ViewportSize, dark: bool
) -> None:
    options = {"rules": {"target-size": {"enabled": True}}}
    with visit_site(browser, base, path, size=size, dark=dark) as visited:
        page = visited.page
        page.evaluate(OPEN_ALL)
        assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
        response = Axe().run(page, options=options).response
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in response["violations"]] == []
        assert {"target-size", "color-contrast"} <= {rule["id"] for rule in response["passes"]}


@pytest.mark.parametrize(
    ("asked", "found"), [("Chan Kwok-ki", "Chan Kwok-ki"), ("陳國基", "Chan Kwok-ki"), ("陈国基", "Chan Kwok-ki")]
)
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_search_in_each_script_leads_to_the_person(
    browser: Browser, base: str, asked: str, found: str, scripts: bool
) -> None:
    with visit_site(browser, base, "/", scripts=scripts) as visited:
        page = visited.page
        page.fill("#q", asked)
        page.press("#q", "Enter")
        page.wait_for_url("**/search?*")
        page.click(f"main a:has-text('{found}') >> nth=0")
        expect(page.locator("h1")).to_have_text("Chan Kwok-ki")


def test_suggestions_are_chosen_by_keys(browser: Browser, base: str) -> None:
    with visit_site(browser, base, "/") as visited:
        page = visited.page
        page.type("#q", "zhong nan")
        expect(page.locator("#suggestions [role=option]").first).to_contain_text("Zhong Nanshan")
        expect(page.locator("#q")).to_have_attribute("aria-expanded", "true")
        assert Axe().run(page).response["violations"] == []
        page.press("#q", "ArrowDown")
        expect(page.locator("#q")).to_have_attribute("aria-activedescendant", "suggestion-0")
        page.press("#q", "Enter")
        expect(page.locator("h1")).to_have_text("Zhong Nanshan")


def test_suggestions_go_away_by_escape(browser: Browser, base: str) -> None:
    with visit_site(browser, base, "/") as visited:
        page = visited.page
        page.type("#q", "chan")
        expect(page.locator("#suggestions")).to_be_visible()
        page.press("#q", "Escape")
        expect(page.locator("#suggestions")).to_be_hidden()


def test_who_held_an_office_on_a_day_is_asked_from_the_first_page(browser: Browser, base: str) -> None:
    with visit_site(browser, base, "/") as visited:
        page = visited.page
        page.fill("main input[name=name]", "廣州市市長")
        page.fill("main input[name=on]", "2024-01-08")
        page.click("form[action='/office'] button")
        expect(page.locator(".fact").first).to_contain_text("Sun Zhiyang")
        expect(page.locator(".badge").first).to_have_text("acting")
        expect(page.locator("main")).to_contain_text("Basis: stated")
        expect(page.locator(".evidence").first).to_contain_text("Sun Zhiyang")


def test_a_path_shows_a_sentence_for_each_step(browser: Browser, base: str) -> None:
    with visit_site(browser, base, "/path") as visited:
        page = visited.page
        page.fill("main input[name=from]", "Zhong Nanshan")
        page.fill("main input[name=to]", "李家超")
        page.click("main form button")
        steps = page.locator("main ol.lines > li")
        assert steps.count() >= 2
        for step in steps.all():
            expect(step.locator(".from").first).not_to_be_empty()
        page.click("main ol.lines > li >> nth=0 >> .from a >> nth=0")
        expect(page.locator(".stating:target")).to_have_count(1)


def test_a_release_leads_from_a_marked_name_to_its_page(browser: Browser, base: str) -> None:
    with visit_site(browser, base, "/release/seed-20240108/en") as visited:
        page = visited.page
        page.click("#s1 .number")
        expect(page.locator(".said:target")).to_contain_text("Chan Kwok-ki held Chief Secretary for Administration")
        expect(page.locator(".said:target .number")).to_have_attribute("href", "#s1")
        page.click("#s1 .mention.person")
        expect(page.locator("h1")).to_have_text("Chan Kwok-ki")


@pytest.mark.parametrize(("lang", "title"), [("zh-Hant", "陳國基"), ("zh-Hans", "陈国基"), ("en", "Chan Kwok-ki")])
def test_the_language_is_switched_and_kept(browser: Browser, base: str, lang: str, title: str) -> None:
    with visit_site(browser, base, "/thing/person/chan-kwok-ki") as visited:
        page = visited.page
        page.click(f".languages a[hreflang={lang}]")
        expect(page.locator("h1")).to_have_text(title)
        page.goto(f"{base}/")
        assert page.get_attribute("html", "lang") == lang


def test_the_keyboard_reaches_the_content_at_once(browser: Browser, base: str) -> None:
    with visit_site(browser, base, "/thing/person/chan-kwok-ki") as visited:
        page = visited.page
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        page.keyboard.press("Enter")
        assert page.evaluate("() => document.activeElement.id") == "main"


def test_the_picture_around_a_thing_is_drawn(browser: Browser, base: str) -> None:
    with visit_site(browser, base, "/thing/person/chan-kwok-ki/picture") as visited:
        visited.wait()
        expect(visited.page.locator("#title")).to_contain_text("Chan Kwok-ki")


PICTURE = "/thing/person/zhong-nanshan/picture"
PLACES = "() => Object.fromEntries([...picture.look().ids].map((id) => [id, picture.network.getPosition(id)]))"
TOLD = "(id) => picture.edges.findLast((edge) => edge.line && (edge.from === id || edge.to === id)).id"


def open_picture(visited: Visit, path: str = "") -> Page:
    if path:
        visited.page.goto(path)
    page = visited.wait()
    page.wait_for_selector("html[data-extended=yes]")
    return page


@pytest.mark.parametrize("way", ["button", "key", "mouse"])
def test_a_mark_opens_further_from_the_store_in_its_place(browser: Browser, base: str, way: str) -> None:
    with visit_site(browser, base, PICTURE) as visited:
        page = open_picture(visited)
        known = page.evaluate("() => [...picture.nodes.keys()]")
        before = page.evaluate(PLACES)
        page.evaluate("() => picture.choose('person/chan-kwok-ki')")
        button = page.locator("[data-key=around]")
        expect(button).to_have_text("Add what is around it")
        if way == "button":
            button.focus()
            page.keyboard.press("Enter")
        elif way == "key":
            page.keyboard.press("e")
        else:
            x, y = page.evaluate(
                "() => { const at = picture.network.canvasToDOM(picture.network.getPosition('person/chan-kwok-ki')); const box = document.getElementById('canvas').getBoundingClientRect(); return [box.left + at.x, box.top + at.y]; }"
            )
            page.mouse.dblclick(x, y)
        expect(button).to_have_count(0)
        after = page.evaluate(PLACES)
        assert {id: after[id] for id in before} == before
        fresh = next(id for id in after if id not in known)
        page.evaluate(f"(id) => picture.chooseLine(({TOLD})(id))", fresh)
        expect(page.locator("#card .words").first).not_to_be_empty()
        expect(page.locator("#told")).to_contain_text("more marks are drawn")


def test_what_was_opened_is_in_the_address_and_leads_to_pages(browser: Browser, base: str) -> None:
    with visit_site(browser, base, PICTURE) as visited:
        page = open_picture(visited)
        page.evaluate("() => picture.open('person/chan-kwok-ki')")
        page.wait_for_function("() => location.search.includes('with=')")
        page.evaluate("() => picture.choose('person/chan-kwok-ki')")
        shown = page.evaluate("() => picture.look().ids.size")
        address = page.evaluate("() => location.href")
        page.goto("about:blank")
        open_picture(visited, address)
        assert page.evaluate("() => picture.look().ids.size") == shown
        page.click(".site a >> nth=1")
        page.wait_for_url("**/thing/person/chan-kwok-ki/picture?*")
        open_picture(visited)
        page.click("#ways a >> nth=0")
        expect(page.locator("h1")).to_contain_text("Chan Kwok-ki")


def test_where_the_site_does_not_answer_the_picture_says_so(browser: Browser, base: str) -> None:
    with visit_site(browser, base, PICTURE, told="ERR_FAILED") as visited:
        page = open_picture(visited)
        before = page.evaluate("() => picture.look().ids.size")
        page.route("**/around", lambda route: route.abort())
        page.evaluate("() => picture.choose('person/chan-kwok-ki')")
        page.click("[data-key=around]")
        expect(page.locator("#card .site").last).to_have_text("It could not be had; try again.")
        assert page.evaluate("() => picture.look().ids.size") == before
        page.unroute("**/around")
        page.click("[data-key=around]")
        expect(page.locator("[data-key=around]")).to_have_count(0)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("lang", ["en", "zh-Hans"])
def test_axe_finds_nothing_wrong_with_an_extended_picture(
    browser: Browser, base: str, size: ViewportSize, lang: str
) -> None:
    with visit_site(browser, base, f"{PICTURE}?lang={lang}", size=size) as visited:
        page = open_picture(visited)
        page.evaluate("() => picture.choose('person/chan-kwok-ki')")
        page.evaluate("() => picture.open('person/chan-kwok-ki')")
        expect(page.locator("[data-key=around]")).to_have_count(0)
        assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
        response = Axe().run(page).response
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in response["violations"]] == []


def test_a_question_is_asked_from_its_example(browser: Browser, base: str) -> None:
    with visit_site(browser, base, f"/query?example={quote('who-met-whom')}") as visited:
        page = visited.page
        page.click("main form button >> nth=0")
        expect(page.locator("main table")).to_contain_text("Zhong Nanshan")
        page.click("main table a >> nth=0")
        assert re.search("/thing/person/", page.url)
