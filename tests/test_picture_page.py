"""The page of a picture in a real browser: what a reader sees and does, with the network off or hanging."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from attacks import HOSTILE, make_hostile
from axe_playwright_python.sync_playwright import Axe
from browser import CHROMIUM, PHONE, draw_once, read_address, visit, write_frame
from playwright.sync_api import Browser, Page
from sample import CHAN, CHRIS, EVERY_KIND, EXTRACTIONS, LI, NG, PACT, SUN, make_graph

from benchmarks.scenes import make_big_scene
from kg.graph.graph import Graph
from kg.views.names import shorten, to_iri
from kg.views.picture.wording import read_words
from kg.views.scene import Scene, make_scene
from kg.views.selection import Selection

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
ZOOMS = (0.4, 0.6, 0.8, 1.0, 1.5, 2.5)
BOXES = "() => picture.labels().map(({ left, top, width, height }) => [left, top, width, height])"
Pages = Callable[[str], Path]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, sample_graph: Graph, seed_graph: Graph) -> Pages:
    """Draws each picture once, when it is first asked for."""
    folder = tmp_path_factory.mktemp("pictures")
    sample = make_graph(*EXTRACTIONS)
    scenes: dict[str, Callable[[], Scene]] = {
        "seed": lambda: make_scene(sample_graph, Selection(release="seed-20240108")),
        "everything": lambda: make_scene(sample_graph),
        "around": lambda: make_scene(sample_graph, Selection(name="Chan Kwok-ki")),
        "by hand": lambda: make_scene(seed_graph),
        "sample": lambda: make_scene(sample, Selection(kinds=EVERY_KIND)),
        "sample around": lambda: make_scene(sample, Selection(name=LI)),
        "path": lambda: make_scene(sample, Selection(path=("Li Huanchun", "Sun Zhiyang"))),
        "cut": lambda: make_scene(sample, Selection(limit=5, kinds=EVERY_KIND)),
        "hostile": lambda: make_scene(make_hostile()),
        "hundred": lambda: make_big_scene(100),
        "five hundred": lambda: make_big_scene(500),
    }

    return lambda name: draw_once(scenes[name], folder / f"{name}.html")


def look(page: Page) -> dict[str, Any]:
    """Gives what is drawn: ids of things and lines."""
    code = """() => { const { ids, edges, lines } = picture.look();
      return { ids: [...ids], edges: edges.map((edge) => edge.id), lines: lines.map((line) => line.id) }; }"""
    drawn: dict[str, Any] = page.evaluate(code)
    return drawn


def get_state(page: Page, key: str) -> Any:
    return page.evaluate(f"() => picture.state.{key}")


def type_keys(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


# G1: one file, whatever the network does.


@pytest.mark.parametrize("network", ["off", "hanging"])
@pytest.mark.parametrize("name", ["seed", "hostile"])
def test_the_page_asks_for_nothing_and_works_without_a_network(
    browser: Browser, pages: Pages, name: str, network: str
) -> None:
    with visit(browser, pages(name), network=network) as visited:
        page = visited.wait()
        page.fill("#search", "Chan")
        page.keyboard.press("Enter")
        assert page.locator(".words").count() > 0
        assert visited.requests == []
        assert visited.errors == []


def test_a_request_would_be_seen(browser: Browser, tmp_path: Path) -> None:
    """Else the test above proves nothing."""
    (tmp_path / "leaky.html").write_text('<html data-ready="yes"><img src="https://picture.invalid/x.png">', "utf-8")
    with visit(browser, tmp_path / "leaky.html") as visited:
        visited.wait()
        assert visited.requests == ["https://picture.invalid/x.png"]


# G4: names that can be read.


def find_overlaps(boxes: list[list[float]]) -> int:
    return sum(
        a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]
        for a, b in combinations(boxes, 2)
    )


@pytest.mark.parametrize("name", ["seed", "hundred", "five hundred"])
def test_no_name_lies_on_another_at_any_zoom(browser: Browser, pages: Pages, name: str) -> None:
    with visit(browser, pages(name)) as visited:
        page = visited.wait()
        fitting = page.evaluate("() => picture.network.getScale()")
        for zoom in ZOOMS:
            page.evaluate("(scale) => picture.network.moveTo({ scale })", fitting * zoom)
            boxes = page.evaluate(BOXES)
            assert len(boxes) >= (10 if zoom >= 0.8 else 3)
            assert find_overlaps(boxes) == 0


@pytest.mark.parametrize("name", ["seed", "hundred", "five hundred"])
def test_the_ten_most_linked_things_have_their_names(browser: Browser, pages: Pages, name: str) -> None:
    with visit(browser, pages(name)) as visited:
        page = visited.wait()
        named = set(page.evaluate("() => picture.labels().map((label) => label.id)"))
        counts = page.evaluate(
            "() => picture.edges.flatMap((edge) => [edge.from, edge.to])"
            ".reduce((all, id) => ({ ...all, [id]: (all[id] ?? 0) + 1 }), {})"
        )
        shown = set(look(page)["ids"])
        tenth = sorted((count for id, count in counts.items() if id in shown), reverse=True)[9]
        assert {id for id, count in counts.items() if count > tenth and id in shown} <= named
        assert len({id for id, count in counts.items() if count >= tenth} & named) >= 10


def test_the_seed_picture_shows_most_of_its_names_in_each_language(browser: Browser, pages: Pages) -> None:
    for lang in ("en", "zh-Hant", "zh-Hans"):
        with visit(browser, pages("seed"), f"#lang={lang}") as visited:
            page = visited.wait()
            marks, names = len(look(page)["ids"]), page.evaluate("() => picture.labels().length")
            assert names >= 25
            assert names >= 0.9 * marks


def test_the_names_are_drawn_large_enough_to_read(browser: Browser, pages: Pages) -> None:
    code = """() => { const sizes = []; const fill = CanvasRenderingContext2D.prototype.fillText;
      CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
        sizes.push([text, parseFloat(this.font) * this.getTransform().a / devicePixelRatio]);
        fill.call(this, text, ...rest); };
      picture.network.redraw(); CanvasRenderingContext2D.prototype.fillText = fill; return sizes; }"""
    with visit(browser, pages("seed")) as visited:
        sizes = visited.wait().evaluate(code)
        names = [size for text, size in sizes if not text.startswith("+")]
        assert len(names) > 40
        assert min(names) >= 12


# G5: text stays text.


def test_attacks_in_every_field_stay_text_everywhere(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("hostile")) as visited:
        page = visited.wait()
        for id in look(page)["ids"]:
            page.evaluate("(id) => picture.choose(id)", id)
        for index in look(page)["edges"]:
            page.evaluate("(index) => picture.chooseLine(index)", index)
        for attack in HOSTILE:
            page.fill("#search", attack)
            page.wait_for_timeout(10)
        for key in ("t", "m", "g", "l", "l", "l", "d"):
            page.evaluate("() => document.activeElement.blur()")
            page.keyboard.press(key)
        page.evaluate("() => { location.hash = '#sel=%3Cimg src=x onerror=alert(1)%3E&view=%3Cb%3E&lang=__proto__'; }")
        page.wait_for_timeout(100)
        svg = page.evaluate("async () => (await picture.drawSvg()).text()")
        assert "<script" not in svg
        assert "onerror=" not in re.sub(r">[^<]*<", "><", svg)
        assert visited.dialogs == []
        assert visited.errors == []
        assert page.locator("img, iframe, object, embed, link").count() == 0
        assert page.locator("script").count() == 3
        assert page.locator("style").count() == 1


def test_an_address_that_is_no_safe_one_is_no_link(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("hostile")) as visited:
        page = visited.wait()
        page.keyboard.press("t")
        assert page.locator("tbody tr").count() > 5
        assert page.locator("a").count() == 0
    with visit(browser, pages("sample")) as visited:
        page = visited.wait()
        page.keyboard.press("t")
        links = page.locator("#table a").evaluate_all("(found) => found.map((link) => [link.href, link.rel])")
        assert links
        assert {href.partition("//")[0] for href, _ in links} == {"https:"}
        assert {rel for _, rel in links} == {"noopener noreferrer"}


def test_a_script_forced_into_the_page_is_stopped(browser: Browser, pages: Pages) -> None:
    code = """() => { const box = document.createElement('div');
      box.setAttribute('onclick', "alert('owned')"); document.body.append(box); box.click();
      const script = document.createElement('script');
      script.textContent = "alert('owned')"; document.body.append(script); }"""
    with visit(browser, pages("sample")) as visited:
        visited.wait().evaluate(code)
        visited.page.wait_for_timeout(100)
        assert visited.dialogs == []
        assert any("Content Security Policy" in error for error in visited.errors)


# G6, G11: the sentence behind every line.


@pytest.mark.parametrize("name", ["seed", "everything", "around"])
def test_every_line_drawn_has_its_sentence_and_its_release_in_the_card(
    browser: Browser, pages: Pages, name: str
) -> None:
    code = """() => picture.look().edges.map(({ id }) => { picture.chooseLine(id);
      const fact = document.querySelector(`#card [data-edges~="${id}"]`);
      return [".words", ".source a, .source [lang]"].map((part) => fact.querySelector(part).textContent.trim()); })"""
    with visit(browser, pages(name)) as visited:
        found = visited.wait().evaluate(code)
        assert len(found) > 10
        assert all(sentence and release for sentence, release in found)


def test_every_triple_of_a_thing_is_in_its_card_parallel_ones_too(
    browser: Browser, pages: Pages, seed_graph: Graph
) -> None:
    sparql = """SELECT DISTINCT ?verb ?other WHERE { ?claim rdf:subject $who ; rdf:predicate ?verb ; rdf:object ?other
      FILTER NOT EXISTS { ?other gba:status gba:planned } }"""
    stated = seed_graph.ask(sparql, who=to_iri(CHAN))
    expected = {(shorten(verb), shorten(other)) for verb, other in stated}
    code = """(found) => found.flatMap((fact) => fact.dataset.edges.split(" ")).map((id) => picture.edges[id])
      .map((edge) => [edge.verb, edge.from === picture.state.selected ? edge.to : edge.from])"""
    with visit(browser, pages("by hand"), f"#sel={CHAN}") as visited:
        told = visited.wait().locator("#card .fact").evaluate_all(code)
        assert expected <= {(verb, other) for verb, other in told}


def test_two_clicks_lead_from_the_drawing_to_a_sentence(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("seed")) as visited:
        page = visited.wait()
        place = page.evaluate(f"() => picture.network.canvasToDOM(picture.network.getPosition('{CHAN}'))")
        box = page.locator("#canvas").bounding_box()
        assert box
        page.mouse.click(box["x"] + place["x"], box["y"] + place["y"])
        page.wait_for_selector(".fact .words")
        assert get_state(page, "selected") == CHAN


# G7: the keyboard, and what a reader without eyes gets.


def test_the_keyboard_alone_leads_from_loading_to_a_release(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("sample")) as visited:
        page = visited.wait()
        type_keys(page, "/", *"chris", "Enter")
        assert get_state(page, "selected") == CHRIS
        type_keys(page, "n", "n", "o")
        assert page.evaluate("() => document.activeElement.closest('.fact') !== null")
        for _ in range(5):
            if page.evaluate("() => document.activeElement.href"):
                break
            type_keys(page, "Tab")
        assert page.evaluate("() => document.activeElement.href").startswith("https://www.info.gov.hk/gia/")


def test_arrows_walk_and_enter_follows(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("sample"), f"#sel={LI}") as visited:
        page = visited.wait()
        type_keys(page, "ArrowDown")
        other = page.evaluate("() => document.activeElement.dataset.id")
        assert other
        type_keys(page, "Enter")
        assert get_state(page, "selected") == other
        type_keys(page, "Backspace")
        page.wait_for_function(f"() => picture.state.selected === '{LI}'")


def test_each_key_of_the_help_does_what_it_says(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("sample around")) as visited:
        page = visited.wait()
        before = len(look(page)["ids"])
        type_keys(page, "ArrowDown", "Enter", "e")
        assert len(look(page)["ids"]) > before
        opened = len(look(page)["ids"])
        type_keys(page, "c")
        assert len(look(page)["ids"]) < opened
        for key in ("1", "2", "3", "0"):
            type_keys(page, key)
            assert get_state(page, "hops") == int(key)
        for key in ("n", "p"):
            type_keys(page, key)
            assert page.evaluate("() => document.activeElement.closest('.fact') !== null")
        scale = page.evaluate("() => picture.network.getScale()")
        type_keys(page, "+")
        assert page.evaluate("() => picture.network.getScale()") > scale
        type_keys(page, "-", "-", "=", "-")
        assert page.evaluate("() => picture.network.getScale()") < scale
        type_keys(page, "f", "t")
        assert page.locator("#table").is_visible()
        type_keys(page, "m")
        assert page.locator("#matrix").is_visible()
        type_keys(page, "g", "d")
        assert page.evaluate("() => document.documentElement.dataset.theme") == "dark"
        type_keys(page, "l")
        assert page.evaluate("() => document.documentElement.lang") == "zh-Hant"
        type_keys(page, "?")
        assert page.locator("dialog[open] kbd").count() >= 12
        type_keys(page, "Escape")
        page.wait_for_selector("dialog:not([open])", state="attached")
        type_keys(page, "Escape")
        assert get_state(page, "selected") is None


def test_the_help_lists_every_key(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("sample")) as visited:
        keys = set(visited.wait().evaluate("() => picture.keys"))
    named = {key for keys, _ in read_words("en")["keys"] for key in keys.split()}
    spelt = {"ArrowDown": "↓", "ArrowUp": "↑", "Escape": "Esc", "-": "−"}
    assert {spelt.get(key, key) for key in keys} - {"="} == named - {"Enter"}


@pytest.mark.parametrize("control", ["layer agreement", "planned", "language", "theme", "hops", "table", "from"])
def test_what_is_used_keeps_the_focus(browser: Browser, pages: Pages, control: str) -> None:
    with visit(browser, pages("sample"), f"#sel={CHAN}") as visited:
        page = visited.wait()
        box = page.locator(f"[data-key='{control}']")
        box.focus()
        page.keyboard.press("ArrowDown" if control in ("language", "hops", "from") else "Space")
        assert page.evaluate("() => document.activeElement.dataset.key") == control


def test_a_thing_chosen_in_the_card_leaves_the_focus_in_the_card(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("sample"), f"#sel={LI}") as visited:
        page = visited.wait()
        type_keys(page, "n", "Enter")
        assert page.evaluate("() => document.activeElement.id") == "side"


def test_the_light_follows_what_is_chosen_and_goes_out(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("sample"), f"#sel={CHAN}") as visited:
        page = visited.wait()
        type_keys(page, "n", "n", "/", *"li huanchun", "Enter")
        assert page.evaluate("() => [...picture.bright()].includes('agreement/talent')")
        assert not page.evaluate("() => [...picture.bright()].includes('place/guangzhou')")
        type_keys(page, "n", "Escape")
        assert page.evaluate("() => picture.bright()") is None


def test_going_back_keeps_the_language_and_the_view(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("sample"), f"#sel={CHAN}") as visited:
        page = visited.wait()
        page.evaluate(f"() => picture.choose('{LI}')")
        type_keys(page, "l", "t")
        page.go_back()
        page.wait_for_function(f"() => picture.state.selected === '{CHAN}'")
        assert page.locator("html").get_attribute("lang") == "zh-Hant"
        assert page.locator("#table").is_visible()


def test_going_back_to_the_beginning_chooses_again_what_was_asked_for(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("sample around")) as visited:
        page = visited.wait()
        page.evaluate(f"() => picture.choose('{PACT}')")
        type_keys(page, "Backspace")
        page.wait_for_function(f"() => picture.state.selected === '{LI}'")
        type_keys(page, "Escape")
        page.reload()
        page.wait_for_selector("html[data-ready=yes]")
        assert get_state(page, "selected") is None


def test_a_window_of_another_size_shows_all_of_the_drawing(browser: Browser, pages: Pages) -> None:
    code = """() => { const box = document.getElementById("canvas").getBoundingClientRect();
      return [...picture.look().ids].every((id) => {
        const place = picture.network.canvasToDOM(picture.network.getPosition(id));
        return place.x > 0 && place.y > 0 && place.x < box.width && place.y < box.height; }); }"""
    with visit(browser, pages("everything")) as visited:
        page = visited.wait()
        for width, height in ((1280, 800), (1600, 700), (1000, 900)):
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(300)
            assert page.evaluate(code)
        page.evaluate("() => picture.network.moveTo({ scale: 1.5 })")
        type_keys(page, "t", "g")
        page.wait_for_timeout(200)
        assert page.evaluate("() => picture.network.getScale()") == pytest.approx(1.5)


def test_the_first_key_back_stays_on_the_page(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("sample")) as visited:
        page = visited.wait()
        type_keys(page, "Backspace")
        page.wait_for_timeout(100)
        assert page.url.startswith("file:")


@pytest.mark.parametrize(
    "address",
    [
        "#path=person/li-huanchun,person/sun-zhiyang&way=1.5",
        "#way=Infinity&path=a,b",
        "#line=&hops=9&lang=constructor",
        "#without=constructor,event&from=2030&to=2020",
        "#sel=__proto__&view=toString&open=,,&fold=x",
        "#line=0",
        "#%%%",
    ],
)
def test_odd_links_do_no_harm(browser: Browser, pages: Pages, address: str) -> None:
    with visit(browser, pages("sample"), address) as visited:
        page = visited.wait()
        assert len(look(page)["ids"]) > 3
        assert "constructor" not in read_address(page) or page.url.endswith(address)
        assert visited.errors == []


def test_a_path_can_be_asked_for_by_keyboard(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("sample"), f"#sel={LI}") as visited:
        page = visited.wait()
        type_keys(page, "s", *"sun zhiyang", "Enter")
        assert get_state(page, "ends") == [LI, SUN]
        steps = page.locator("#card .way .fact")
        assert steps.count() >= 3
        assert all(steps.nth(at).locator("blockquote").count() for at in range(steps.count()))


@pytest.mark.parametrize("address", ["", "#view=table", "#view=matrix", "#lang=zh-Hant", f"#sel={CHAN}&lang=zh-Hans"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [None, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_wrong(browser: Browser, pages: Pages, address: str, dark: bool, size: Any) -> None:
    with visit(browser, pages("seed"), address, dark=dark, **({"size": size} if size else {})) as visited:
        page = visited.wait()
        found = Axe().run(page).response
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found["violations"]] == []
        assert len(found["passes"]) > 20


def test_axe_finds_nothing_wrong_in_the_help_and_in_the_search(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("seed")) as visited:
        page = visited.wait()
        type_keys(page, "/", *"chan")
        assert page.locator("#found li").count() > 0
        assert Axe().run(page).response["violations"] == []
        type_keys(page, "Escape", "?")
        assert Axe().run(page).response["violations"] == []


def test_the_table_lists_exactly_the_lines_drawn(browser: Browser, pages: Pages) -> None:
    for address in ("#view=table", f"#view=table&sel={CHAN}&hops=1&without=event", "#view=table&planned=1"):
        with visit(browser, pages("sample"), address) as visited:
            page = visited.wait()
            rows = page.locator("#table tbody tr").evaluate_all(
                "(found) => found.map((row) => Number(row.dataset.edge))"
            )
            assert sorted(rows) == sorted(look(page)["edges"])
            assert rows


def test_a_long_table_says_that_there_is_more_and_shows_it(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("five hundred"), "#view=table") as visited:
        page = visited.wait()
        assert page.locator("#table tbody tr").count() == 200
        page.get_by_role("button", name="Show all").click()
        assert page.locator("#table tbody tr").count() == len(look(page)["edges"])


def test_the_table_can_be_sorted(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("sample"), "#view=table") as visited:
        page = visited.wait()
        for expected in (False, True):
            page.locator("#table th button").first.click()
            names = page.locator("#table tbody tr td:first-child").all_inner_texts()
            assert names == sorted(names, reverse=expected)
        assert page.locator("#table th").first.get_attribute("aria-sort") == "descending"


# G8: search.


def test_search_finds_everything_by_each_of_its_names(browser: Browser, pages: Pages) -> None:
    code = """() => [...picture.nodes.entries()].flatMap(([id, node]) =>
      [...node.names, ...node.others].map((name) => [id, name, picture.find(name).slice(0, 3)]))"""
    with visit(browser, pages("everything")) as visited:
        found = visited.wait().evaluate(code)
    assert len(found) > 300
    shared = {name for _, name, _ in found if len({id for id, other, _ in found if other == name}) > 3}
    assert [(id, name) for id, name, ids in found if name not in shared and id not in ids] == []


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("chan kwok ki", CHAN),
        ("CHAN-KWOK", CHAN),
        ("陳國基", CHAN),
        ("陈国基", CHAN),
        ("kwok-ki", CHAN),
        ("labour and welfare", "body/lwb"),
        ("LWB", "body/lwb"),
        ("guangzhou", "place/guangzhou"),
        ("廣州", "place/guangzhou"),
    ],
)
def test_search_takes_parts_scripts_and_acronyms(browser: Browser, pages: Pages, text: str, id: str) -> None:
    with visit(browser, pages("sample")) as visited:
        assert id in visited.wait().evaluate("(text) => picture.find(text).slice(0, 3)", text)


def test_a_search_without_a_hit_says_so(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("sample")) as visited:
        page = visited.wait()
        page.fill("#search", "zzzz")
        assert "zzzz" in page.locator("#found").inner_text()
        assert page.evaluate("() => picture.find('  ')") == []


# G9: the address holds the state.


def test_a_link_shows_somebody_else_the_same(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("sample")) as visited:
        page = visited.wait()
        page.evaluate(f"() => picture.choose('{CHAN}')")
        type_keys(page, "2")
        page.locator("#layers button").nth(1).click()
        page.evaluate("() => picture.change({ from: 1, to: 13, planned: true })")
        page.locator("button[data-view=table]").click()
        address = read_address(page)
        before, card = look(page), page.locator("#card").inner_text()
    with visit(browser, pages("sample"), f"#{address}") as visited:
        page = visited.wait()
        assert look(page) == before
        assert page.locator("#card").inner_text() == card
        assert page.locator("#table").is_visible()
        assert read_address(page) == address


def test_a_link_to_an_unknown_thing_gives_a_message_and_the_picture(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("sample"), "#sel=person/nobody-at-all&from=1066&line=99999") as visited:
        page = visited.wait()
        assert "person/nobody-at-all" in page.locator("#note").inner_text()
        assert len(look(page)["ids"]) > 5
        assert visited.errors == []


def test_a_link_changed_by_hand_is_followed(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("sample")) as visited:
        page = visited.wait()
        page.evaluate(f"() => {{ location.hash = '#sel={CHAN}'; }}")
        page.wait_for_function(f"() => picture.state.selected === '{CHAN}'")


# G10: not more than can be read, and the reader is told.


def test_a_cut_picture_says_how_much_it_shows_and_opens_the_rest(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("cut")) as visited:
        page = visited.wait()
        note = page.locator("#note").inner_text()
        shown = len(look(page)["ids"])
        assert note.startswith(f"{shown} of ")
        assert shown <= 5
        page.evaluate(f"() => picture.expand('{CHAN}')")
        assert len(look(page)["ids"]) > shown
        assert page.locator("#note").inner_text().startswith(f"{len(look(page)['ids'])} of ")


def test_what_is_planned_is_shown_when_asked_for_and_marked(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("sample")) as visited:
        page = visited.wait()
        assert NG not in look(page)["ids"]
        page.get_by_role("button", name="Planned or cancelled").click()
        assert NG in look(page)["ids"]
        page.evaluate("() => picture.choose('event/ng')")
        assert "planned or cancelled" in page.locator("#card .fact").first.inner_text()


def test_types_and_days_narrow_what_is_drawn(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("sample")) as visited:
        page = visited.wait()
        agreements = page.locator("[data-key='layer agreement']")
        agreements.click()
        assert not [id for id in look(page)["ids"] if id.startswith("agreement/")]
        agreements.click()
        page.get_by_label("From").fill("14")
        assert page.get_by_label("From").get_attribute("aria-valuetext") == "2025-03"
        assert SUN in look(page)["ids"]
        assert PACT not in look(page)["ids"]


def test_the_path_picture_opens_with_its_steps(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("path")) as visited:
        page = visited.wait()
        assert page.locator("h1").inner_text() == "From Li Huanchun to Sun Zhiyang"
        first = page.locator("#card .way").inner_text()
        page.get_by_role("button", name="Next way").click()
        assert page.locator("#card .way").inner_text() != first


def test_nothing_moves_unless_it_is_dragged(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("five hundred")) as visited:
        page = visited.wait()
        before = page.evaluate("() => picture.network.getPositions()")
        assert before == {
            node["label"]: {"x": node["x"], "y": node["y"]}
            for node in page.evaluate("() => JSON.parse(document.getElementById('data').textContent).nodes")
        }
        page.mouse.move(300, 400)
        page.mouse.down()
        page.mouse.move(400, 420, steps=5)
        page.mouse.up()
        page.mouse.wheel(0, -300)
        page.wait_for_timeout(300)
        after = page.evaluate("() => picture.network.getPositions()")
        assert sum(after[id] != place for id, place in before.items()) <= 1


# Languages, looks, exports, phones.


def test_the_page_speaks_the_language_chosen(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("sample"), f"#sel={CHAN}") as visited:
        page = visited.wait()
        page.get_by_role("combobox", name="Language").select_option("zh-Hans")
        assert page.locator("#card h2").inner_text().strip() == "陈国基"
        assert page.locator("html").get_attribute("lang") == "zh-Hans"
        assert "关系图" in page.locator("#views").inner_text()
        assert page.locator("#card h3").first.inner_text().startswith("职位")


def test_dark_and_light_follow_the_reader(browser: Browser, pages: Pages) -> None:
    def get_ground(page: Page) -> str:
        return str(page.evaluate("() => getComputedStyle(document.body).backgroundColor"))

    with visit(browser, pages("sample"), dark=True) as visited:
        page = visited.wait()
        dark = get_ground(page)
        page.get_by_role("button", name="Light").click()
        assert get_ground(page) == "rgb(255, 255, 255)" != dark


def test_a_picture_can_be_saved_as_png_and_svg(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("seed")) as visited:
        page = visited.wait()
        saved = {}
        for name, button in (("PNG", "PNG, as seen"), ("SVG", "SVG")):
            page.locator("#saving summary").click()
            with page.expect_download() as download:
                page.get_by_role("button", name=button).click()
            saved[name] = download.value.path().read_bytes()
            assert (
                download.value.suggested_filename
                == f"CS-attends-talent-agreement-signing-and-meets-Guangdong-and-Guangzhou-leaders-as.{name.lower()}"
            )
        assert saved["PNG"].startswith(b"\x89PNG")
        assert len(saved["PNG"]) > 20_000
        svg = saved["SVG"].decode("utf-8")
        drawn = look(page)
        assert svg.count("<path") >= len(drawn["lines"]) == svg.count('<g class="line ')
        assert "Chan Kwok-ki" in svg
        assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_a_phone_opens_with_the_list_and_can_be_read(browser: Browser, pages: Pages) -> None:
    for address in ("", f"#sel={CHAN}", "#view=table", "#view=matrix", "#view=graph"):
        with visit(browser, pages("seed"), address, size=PHONE) as visited:
            page = visited.wait()
            assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
            if not address:
                assert get_state(page, "view") == "list"
                page.get_by_role("button", name="Chan Kwok-ki").first.click()
            if not address or "sel" in address:
                quote = page.locator("#card .words").first
                quote.scroll_into_view_if_needed()
                box = quote.bounding_box()
                assert box
                assert box["x"] >= 0
                assert box["x"] + box["width"] <= PHONE["width"]


def test_a_picture_in_a_frame_without_rights_works_too(browser: Browser, pages: Pages, tmp_path: Path) -> None:
    outer = write_frame(pages("sample"), tmp_path / "outer.html", 900, 600)
    with visit(browser, outer) as visited:
        frame = visited.wait().frame_locator("#f")
        frame.locator("html[data-ready=yes]").wait_for()
        frame.get_by_role("button", name="Chan Kwok-ki").first.click()
        frame.locator("blockquote").first.wait_for()
        assert visited.errors == []
