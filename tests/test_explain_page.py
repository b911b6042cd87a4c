"""The page of an explained release in a real browser: what lights what, what is folded, in light, dark and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import CHROMIUM, PHONE, WIDE, visit
from playwright.sync_api import Browser, Page, ViewportSize
from test_explain import make_hostile

from kg.explain import Explanation, explain_file, explain_text, write_page
from kg.files import find_shipped

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
STORY = (
    "The Secretary for Tides, Ms Wong Mei-fan, met Mr Bo Lin and visited Zhuhai today (May 3). It rained. "
    "The lamps of the harbour were bright. She will sign an agreement on lantern oil with the Lantern Bureau on May 9."
)
CHINESE = "潮汐局局長黃美芬今日到訪廣州，並與薄霖先生會面。天下雨。"
SIMPLIFIED = "潮汐局局长黄美芬今日到访广州，并与薄霖先生会面。天下雨。"
LIT = """(kind) => [...document.querySelectorAll("#s1 ." + kind)].filter((one) => {
  const style = getComputedStyle(one);
  return style.backgroundColor !== getComputedStyle(document.querySelector("#s4 .statement")).backgroundColor
    && style.backgroundColor !== "rgba(0, 0, 0, 0)";
}).map((one) => [...one.childNodes].filter((part) => part.nodeType === 3).map((part) => part.data).join("").trim()
  || one.id)"""
OPEN_ALL = "() => document.querySelectorAll('details').forEach((one) => { one.open = true; })"
Pages = Callable[[str], Path]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Writes each page once, when it is first asked for."""
    folder = tmp_path_factory.mktemp("explained")
    made: dict[str, Callable[[], Explanation]] = {
        "story": lambda: explain_text(STORY, issued="2024-05-03"),
        "chinese": lambda: explain_text(CHINESE, issued="2024-05-03"),
        "simplified": lambda: explain_text(SIMPLIFIED, issued="2024-05-03"),
        "sample": lambda: explain_file(find_shipped("data", "releases", "seed-20240108.en.txt")),
        "chinese sample": lambda: explain_file(find_shipped("data", "releases", "seed-20240108.zh-Hant.txt")),
        "hostile": make_hostile,
    }

    def get_page(name: str) -> Path:
        path = folder / f"{name}.html"
        if not path.exists():
            write_page(made[name](), path)
        return path

    return get_page


def list_lit(page: Page, kind: str) -> set[str]:
    """Gives the words of the first sentence, or the ids of its statements, that are lit."""
    return set(page.evaluate(LIT, kind))


def find_statement(page: Page, verb: str) -> str:
    """Gives the id of the first statement of a verb."""
    found = page.locator(".statement", has=page.locator(".verb", has_text=verb)).first.get_attribute("id")
    assert found
    return found


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("held", {"Secretary for Tides", "Ms Wong Mei-fan"}),
        ("met", {"Ms Wong Mei-fan", "met", "Mr Bo Lin"}),
        ("visited", {"Ms Wong Mei-fan", "visited", "Zhuhai"}),
    ],
)
def test_a_statement_lights_the_words_that_it_rests_on(
    browser: Browser, pages: Pages, verb: str, words: set[str]
) -> None:
    with visit(browser, pages("story")) as visited:
        page = visited.page
        statement = find_statement(page, verb)
        assert list_lit(page, "ground") == set()
        page.hover(f"#{statement} summary")
        assert list_lit(page, "ground") == words
        page.mouse.move(0, 0)
        assert list_lit(page, "ground") == set()
        page.focus(f"#{statement} summary")
        assert list_lit(page, "ground") == words


def test_words_light_the_statements_that_rest_on_them(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("story")) as visited:
        page = visited.page
        visiting, meeting = find_statement(page, "visited"), find_statement(page, "met")
        place = page.locator("#s1 .mention.place")
        place.hover()
        lit = list_lit(page, "statement")
        assert visiting in lit
        assert meeting not in lit
        page.mouse.move(0, 0)
        assert list_lit(page, "statement") == set()
        place.focus()
        assert list_lit(page, "statement") == lit
        page.locator("#s1 .ground", has_text="met").last.focus()
        assert meeting in list_lit(page, "statement")


def test_an_address_lights_a_statement_and_its_words(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("story"), "#s1-1") as visited:
        assert list_lit(visited.page, "ground") == {"Secretary for Tides", "Ms Wong Mei-fan"}


def test_what_words_name_is_told_while_they_are_pointed_at(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("story")) as visited:
        page = visited.page
        card = page.locator("#s1 .mention.place > .card")
        assert not card.is_visible()
        page.hover("#s1 .mention.place")
        assert card.is_visible()
        assert card.inner_text().startswith("Zhuhai")


def test_sentences_that_state_nothing_are_folded_and_open_by_their_address(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("story")) as visited:
        page = visited.page
        assert [one.inner_text() for one in page.locator(".fold > summary").all()] == [
            "2 sentences that state nothing (2 to 3)"
        ]
        assert not page.locator("#s2").is_visible()
        page.evaluate("() => { location.hash = 's3'; }")
        page.wait_for_function("() => document.querySelector('.fold').open")
        assert page.locator("#s2").is_visible()


@pytest.mark.parametrize("name", ["story", "chinese"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_wrong(browser: Browser, pages: Pages, name: str, dark: bool, size: ViewportSize) -> None:
    options = {"rules": {"target-size": {"enabled": True}}}
    with visit(browser, pages(name), dark=dark, size=size) as visited:
        page = visited.page
        page.hover(".statement summary")
        found = [Axe().run(page, options=options).response]
        page.evaluate(OPEN_ALL)
        page.focus(".mention")
        found.append(Axe().run(page, options=options).response)
        for response in found:
            assert [(rule["id"], rule["nodes"][0]["html"]) for rule in response["violations"]] == []
            assert {"target-size", "color-contrast"} <= {rule["id"] for rule in response["passes"]}
            assert response["incomplete"] == [] or {rule["id"] for rule in response["incomplete"]} == {"color-contrast"}


@pytest.mark.parametrize("name", ["story", "chinese sample", "sample", "hostile"])
def test_nothing_is_wider_than_a_phone(browser: Browser, pages: Pages, name: str) -> None:
    with visit(browser, pages(name), size=PHONE) as visited:
        visited.page.evaluate(OPEN_ALL)
        assert visited.page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_sentence_stays_in_view_while_its_statements_are_read_on_a_phone(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("sample"), size=PHONE) as visited:
        page = visited.page
        last = page.locator("#s5 .statement").last
        last.locator("summary").click()
        last.scroll_into_view_if_needed()
        box = page.locator("#s5 .text").bounding_box()
        assert box
        assert 0 <= box["y"] < PHONE["height"] / 2


@pytest.mark.parametrize("network", ["off", "hanging"])
@pytest.mark.parametrize("name", ["sample", "hostile"])
def test_the_page_asks_for_nothing_and_runs_nothing(browser: Browser, pages: Pages, name: str, network: str) -> None:
    with visit(browser, pages(name), network=network) as visited:
        page = visited.page
        page.evaluate(OPEN_ALL)
        page.hover(".mention")
        assert visited.requests == []
        assert visited.errors == []
        assert visited.dialogs == []
        assert page.title() != "owned"
        assert page.locator("script, img, iframe").count() == 0


@pytest.mark.parametrize(
    ("name", "lang", "words"),
    [
        ("chinese", "zh-Hant", ["從 2 句中的 1 句讀出", "職位", "會見", "第 2 句沒有陳述"]),
        ("simplified", "zh-Hans", ["从 2 句中的 1 句读出", "职位", "会见", "第 2 句没有陈述"]),
        ("story", "en", ["read from 2 of 4 sentences", "office", "met", "2 sentences that state nothing"]),
    ],
)
def test_the_frame_speaks_the_language_of_the_release(
    browser: Browser, pages: Pages, name: str, lang: str, words: list[str]
) -> None:
    with visit(browser, pages(name)) as visited:
        page = visited.page
        assert page.get_attribute("html", "lang") == lang
        shown = page.locator("body").inner_text()
        assert [word for word in words if word not in shown] == []
