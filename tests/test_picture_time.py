"""The page of a picture in a real browser: its strip of time, who met when, and the sheet of a narrow page."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import CHROMIUM, PHONE, WIDE, draw_once, read_address, visit, write_frame
from playwright.sync_api import Browser, Locator, Page, ViewportSize
from sample import CHAN, EXTRACTIONS, make_entity, make_graph, make_meeting, make_release, make_sentences, meet

from kg.graph.graph import Graph
from kg.statements import Extraction
from kg.views.scene import Scene, make_scene
from kg.views.selection import Selection

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
Pages = Callable[[str], Path]
TABLET: ViewportSize = {"width": 600, "height": 844}
PEOPLE = tuple(f"person/guest-{number:02}" for number in range(36))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SHOWN = "html:is([data-sheet=half], [data-sheet=tall])"


def list_meetings() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Gives invented meetings: their days, a month apart, and who was there; the first guest was at each."""
    found = {}
    for number in range(48):
        day = (date(2020, 11, 5) + timedelta(days=31 * number)).isoformat()
        others = [PEOPLE[1 + (number * step + step) % 35] for step in (1, 7, 11)][: 1 + number % 3]
        found[f"event/meeting-{number:02}"] = (day, tuple(dict.fromkeys((PEOPLE[0], *others))))
    return found


MEETINGS = list_meetings()
LONERS = ("person/guest-90", "person/guest-91")
APART = {**MEETINGS, "event/meeting-90": ("2024-11-30", LONERS)}


LONG = f"{'The sea was calm. ' * 30}Guest Number 00 and Guest Number 01 met. {'The sea was calm. ' * 30}".strip()


def make_long() -> Graph:
    """Gives a graph of one meeting, told of in a very long sentence."""
    event, guests = "event/meeting-00", PEOPLE[:2]
    entities = tuple(make_entity(id, f"Guest Number {id[-2:]}", f"賓客{id[-2:]}") for id in guests)
    release = make_release("long", "2020-11-05", (LONG,))
    meeting = make_meeting(event, "2020-11-05", guests)
    said = meet(event, 1, guests)
    return make_graph(Extraction(release, make_sentences((LONG,)), entities, events=(meeting,), statements=said))


def make_crowd(meetings: dict[str, tuple[str, tuple[str, ...]]] = MEETINGS) -> Graph:
    entities = tuple(make_entity(id, f"Guest Number {id[-2:]}", f"賓客{id[-2:]}") for id in (*PEOPLE, *LONERS))
    extractions = []
    for event, (day, guests) in meetings.items():
        texts = (f"The guests met on {day} and spoke about the harbour.",)
        release = make_release(f"crowd-{day}", day, texts)
        meeting = make_meeting(event, day, guests)
        said = meet(event, 1, guests)
        extractions.append(Extraction(release, make_sentences(texts), entities, events=(meeting,), statements=said))
    return make_graph(*extractions)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, sample_graph: Graph) -> Pages:
    """Draws each picture once, when it is first asked for."""
    folder = tmp_path_factory.mktemp("timed pictures")
    scenes: dict[str, Callable[[], Scene]] = {
        "apart": lambda: make_scene(make_crowd(APART), Selection(limit=200)),
        "long": lambda: make_scene(make_long()),
        "crowd": lambda: make_scene(make_crowd(), Selection(limit=200)),
        "everything": lambda: make_scene(sample_graph),
        "around": lambda: make_scene(sample_graph, Selection(name="Chan Kwok-ki")),
        "one day": lambda: make_scene(make_graph(EXTRACTIONS[1])),
    }

    return lambda name: draw_once(scenes[name], folder / f"{name}.html")


def get_state(page: Page, key: str) -> Any:
    return page.evaluate(f"() => picture.state.{key}")


def count_edges(page: Page) -> int:
    return int(page.evaluate("() => picture.look().edges.length"))


def count_bars(page: Page, kind: str = "in") -> int:
    code = "(bars) => bars.reduce((sum, bar) => sum + Number(bar.dataset.count), 0)"
    return int(page.locator(f"#time rect.{kind}").evaluate_all(code))


def measure(found: Locator) -> dict[str, float]:
    box = found.bounding_box()
    assert box
    return {"x": box["x"], "y": box["y"], "width": box["width"], "height": box["height"]}


def drag(page: Page, start: float, end: float, height: float) -> None:
    page.mouse.move(start, height)
    page.mouse.down()
    page.mouse.move((start + end) / 2, height, steps=4)
    page.mouse.move(end, height, steps=4)
    page.mouse.up()


def find_violations(page: Page) -> list[tuple[str, str]]:
    found = Axe().run(page, options={"runOnly": RULES}).response
    return [(rule["id"], rule["nodes"][0]["html"]) for rule in found["violations"]]


# The strip of time.


def test_each_dated_event_is_counted_once_and_the_years_are_marked(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("crowd")) as visited:
        page = visited.wait()
        assert count_edges(page) > 2 * len(MEETINGS)
        assert count_bars(page) == len(MEETINGS)
        assert f": {len(MEETINGS)}" in page.locator("#time p").inner_text()
        assert page.locator(".tick").all_inner_texts() == ["2021", "2022", "2023", "2024"]
        strip, drawing = measure(page.locator("#time")), measure(page.locator("#drawing"))
        assert strip["width"] == drawing["width"]
        assert strip["y"] >= drawing["y"] + drawing["height"]


def test_an_agreement_and_its_signing_are_one(browser: Browser, pages: Pages) -> None:
    code = """() => { const { same } = JSON.parse(document.getElementById("data").textContent).page;
      const told = new Map(picture.look().edges
        .filter(({ to, line }) => /^event/.test(to) && line && line.to !== to && /^(event|agreement)/.test(line.to))
        .map((edge) => [edge.to, edge.line.to]));
      const dated = picture.look().edges.flatMap(({ from, to, days }) => [from, to].filter((id) =>
        /^(event|agreement)/.test(id) && (days.length || picture.nodes.get(id).days.length)));
      return [told.size, new Set(dated.map((id) => told.get(id) ?? same[id] ?? id)).size]; }"""
    with visit(browser, pages("everything"), "#without=") as visited:
        page = visited.wait()
        twins, happenings = page.evaluate(code)
        assert twins > 5
        assert count_bars(page) == happenings


def test_the_ends_of_the_brush_can_be_dragged(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("crowd")) as visited:
        page = visited.wait()
        before, last = count_edges(page), get_state(page, "to")
        chart, grip = measure(page.locator(".chart")), measure(page.locator("[data-grip=to]"))
        middle = grip["y"] + grip["height"] / 2
        drag(page, grip["x"] + 8, grip["x"] + 8 - chart["width"] / 2, middle)
        assert abs(get_state(page, "to") - last / 2) <= 1
        assert 0 < count_edges(page) < before
        assert 0 < count_bars(page) < len(MEETINGS) == count_bars(page) + count_bars(page, "out")
        assert "to=2022-" in read_address(page)
        grip = measure(page.locator("[data-grip=from]"))
        drag(page, grip["x"] + 12, grip["x"] + 12 + chart["width"] / 4, middle)
        assert abs(get_state(page, "from") - last / 4) <= 1
        assert "from=2021-" in read_address(page)


def test_the_window_can_be_moved_and_a_new_one_drawn(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("crowd"), "#from=2021-01&to=2021-12") as visited:
        page = visited.wait()
        window, chart = measure(page.locator(".window")), measure(page.locator(".chart"))
        middle = window["y"] + window["height"] / 2
        center = window["x"] + window["width"] / 2
        drag(page, center, center + window["width"], middle)
        assert "from=2022-01&to=2022-12" in read_address(page)
        assert count_bars(page) == sum(day.startswith("2022") for day, _ in MEETINGS.values())
        drag(page, chart["x"] + 2, chart["x"] + chart["width"] / 8, middle)
        assert get_state(page, "from") == 0
        assert 4 <= get_state(page, "to") <= 8
        page.mouse.dblclick(chart["x"] + chart["width"] / 2, middle)
        assert "from" not in read_address(page)
        assert count_bars(page) == len(MEETINGS)


def test_a_button_shows_all_time_again(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("crowd"), "#from=2021-01&to=2021-12") as visited:
        page = visited.wait()
        page.get_by_role("button", name="All time").click()
        assert count_bars(page) == len(MEETINGS)
        assert page.get_by_role("button", name="All time").count() == 0
        assert page.evaluate("() => document.activeElement.dataset.key") == "from"


def test_the_brush_can_be_set_by_keys(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("crowd")) as visited:
        page = visited.wait()
        start = page.get_by_role("slider", name="From")
        start.focus()
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        assert start.get_attribute("aria-valuetext") == "2021-02"
        assert "from=2021-02" in read_address(page)
        assert count_bars(page) == len(MEETINGS) - 3
        page.keyboard.press("Tab")
        page.keyboard.press("Home")
        assert page.get_by_role("slider", name="To").get_attribute("aria-valuetext") == "2021-02"
        assert get_state(page, "from") == get_state(page, "to") == 3
        for grip in (page.locator("[data-grip=from]"), page.locator("[data-grip=to]")):
            assert measure(grip)["width"] >= 24
        boxes = [measure(page.locator(f"[data-grip={key}]")) for key in ("from", "to")]
        assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"] + 1


def test_a_bar_tells_its_period_and_number(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("crowd")) as visited:
        page = visited.wait()
        chart = measure(page.locator(".chart"))
        page.mouse.move(chart["x"] + 2, chart["y"] + 10)
        assert page.locator(".tip").inner_text() == "2020-11, dated events and agreements: 1"
        page.mouse.move(chart["x"], chart["y"] - 200)
        assert page.locator(".tip").is_hidden()


def test_a_picture_of_one_day_has_no_strip(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("one day")) as visited:
        assert visited.wait().locator("#time").is_hidden()
        assert visited.errors == []


def test_print_leaves_the_ends_of_the_brush_out(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("crowd"), "#from=2021-01&to=2021-12") as visited:
        page = visited.wait()
        page.emulate_media(media="print")
        assert page.locator(".bars").is_visible()
        for hidden in ("[data-grip=from]", "[data-grip=to]", "#time button"):
            assert page.locator(hidden).is_hidden()


# Who met when.


def test_each_event_has_a_row_and_each_part_a_dot(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("crowd"), "#view=matrix") as visited:
        page = visited.wait()
        page.get_by_role("button", name="6 more people").click()
        rows = page.locator("#matrix th[scope=row] button")
        assert rows.evaluate_all("(found) => found.map((row) => row.dataset.id)") == list(MEETINGS)
        assert page.locator("#matrix .dot").count() == sum(len(guests) for _, guests in MEETINGS.values())
        assert page.locator("#matrix .year").all_inner_texts() == ["2020", "2021", "2022", "2023", "2024"]
        heads = page.locator("#matrix thead button").all_inner_texts()
        assert heads[0] == "Guest Number 00"
        assert len(heads) == len(PEOPLE)
        times = [int(text) for text in page.locator("#matrix thead .soft").all_inner_texts()]
        assert times == sorted(times, reverse=True)
        assert page.evaluate("() => document.activeElement.id") == "matrix"


def test_thirty_columns_can_be_read_in_a_window_of_1280(browser: Browser, pages: Pages) -> None:
    for lang in ("en", "zh-Hant"):
        with visit(browser, pages("crowd"), f"#view=matrix&lang={lang}") as visited:
            page = visited.wait()
            heads = page.locator("#matrix thead button")
            assert heads.count() == 30
            boxes = [measure(heads.nth(at)) for at in range(30)]
            assert all(one["x"] + one["width"] <= other["x"] + 0.01 for one, other in pairwise(boxes))
            view = measure(page.locator("#matrix"))
            assert boxes[-1]["x"] + boxes[-1]["width"] <= view["x"] + view["width"]
            sizes = heads.evaluate_all("(found) => found.map((head) => parseFloat(getComputedStyle(head).fontSize))")
            assert min(sizes) >= 11
            uncut = heads.evaluate_all("(found) => found.every((head) => head.scrollHeight <= head.clientHeight + 1)")
            assert uncut
            assert min(measure(page.locator("#matrix .dot").nth(at))["width"] for at in range(9)) >= 24


def test_head_and_first_column_stay_in_sight(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("crowd"), "#view=matrix", size={"width": 900, "height": 600}) as visited:
        page = visited.wait()
        page.evaluate("() => document.getElementById('matrix').scrollTo(300, 500)")
        view = measure(page.locator("#matrix"))
        head, row = (
            measure(page.locator("#matrix thead th").nth(9)),
            measure(page.locator("#matrix th[scope=row]").nth(30)),
        )
        assert head["y"] == pytest.approx(view["y"], abs=1)
        assert row["x"] == pytest.approx(view["x"], abs=1)


def test_a_dot_opens_its_sentence_and_lights_row_and_column(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("crowd"), "#view=matrix") as visited:
        page = visited.wait()
        dot = page.locator("#matrix .dot").nth(4)
        dot.hover()
        column = page.locator("#matrix thead .lit button").inner_text()
        assert column in (dot.get_attribute("aria-label") or "")
        dot.click()
        assert "harbour" in page.locator("#card blockquote").first.inner_text()
        assert page.locator("#matrix tr.chosen").count() == 1
        assert "line=" in read_address(page)
        page.keyboard.press("Escape")
        assert page.locator("#matrix .chosen").count() == 0


def test_the_part_somebody_had_shows_by_its_shape(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("everything"), "#view=matrix&without=") as visited:
        page = visited.wait()
        signs = {text[0] for text in page.locator("#matrix td .dot").all_inner_texts()}
        assert {"●", "◆", "★"} <= signs
        legend = page.locator("#matrix .signs").inner_text()
        assert all(sign in legend for sign in signs)
        assert "◆ chair" in legend


def test_who_has_no_column_is_named_below_the_event_or_counted_as_more(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("apart"), "#view=matrix") as visited:
        page = visited.wait()
        assert page.locator("#matrix thead th").last.inner_text().strip() == "more"
        heads = page.locator("#matrix thead button").evaluate_all("(all) => all.map((one) => one.dataset.id)")
        assert not set(heads) & set(LONERS)
        for id, (_, guests) in APART.items():
            row = page.locator("#matrix tbody tr", has=page.locator(f"[data-id='{id}']"))
            beyond = [guest for guest in guests if guest not in heads]
            named = row.locator("th .named-dot").all_inner_texts()
            assert named == (["Guest Number 90", "Guest Number 91"] if id == "event/meeting-90" else [])
            counted = row.locator("td[title]")
            if beyond and not named:
                assert counted.inner_text() == f"+{len(beyond)}"
                assert (counted.get_attribute("title") or "").count("Guest Number") == len(beyond)
            else:
                assert counted.count() == 0


def test_the_table_shows_a_whole_sentence(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("everything"), "#view=table") as visited:
        page = visited.wait()
        said = page.locator("#table button.quote").all_inner_texts()
        assert said
        assert all(len(text) <= 402 for text in said)
        clipped = "(all) => all.filter((one) => one.scrollHeight > one.clientHeight + 1).length"
        assert page.locator("#table button.quote").evaluate_all(clipped) == 0


def test_a_long_sentence_is_cut_around_a_name_and_whole_when_it_is_chosen(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("long"), "#view=table") as visited:
        page = visited.wait()
        quote = page.locator("#table button.quote").first
        cut = quote.inner_text()
        assert cut.startswith("…")
        assert cut.endswith("…")
        assert "Guest Number 00" in cut
        quote.click()
        assert page.locator("#table tr.chosen button.quote").first.inner_text() == LONG


def test_the_table_keeps_days_as_numbers(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("crowd"), "#view=table") as visited:
        days = visited.wait().locator("#table td:nth-child(4)").all_inner_texts()
    assert any(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for day in days)
    assert not [day for day in days if re.search(r"[A-Z][a-z]{2} \d{4}", day)]


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
def test_the_header_of_a_phone_leaves_room(browser: Browser, pages: Pages, lang: str) -> None:
    with visit(browser, pages("everything"), f"#lang={lang}", size=PHONE) as visited:
        page = visited.wait()
        assert measure(page.locator("header"))["height"] < 0.22 * PHONE["height"]
        assert page.locator("#tools select").is_hidden()
        page.locator("#more summary").click()
        assert page.locator("#tools select").is_visible()
        box = measure(page.locator("#more div"))
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]
        page.locator("#tools select").select_option("zh-Hans")
        assert get_state(page, "lang") == "zh-Hans"


def test_who_has_no_keys_is_told_of_none(browser: Browser, pages: Pages) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(pages("crowd").as_uri())
    page.wait_for_selector("html[data-ready=yes]")
    assert page.locator("#search").get_attribute("placeholder") == "Search"
    page.locator("#more summary").tap()
    assert page.locator("[data-key=help]").is_hidden()
    context.close()


def test_on_a_phone_each_event_names_who_was_there(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("crowd"), "#view=matrix", size=PHONE) as visited:
        page = visited.wait()
        assert page.locator("#matrix table").count() == 0
        assert page.locator("#matrix li").count() == len(MEETINGS)
        first = page.locator("#matrix li").first
        _, guests = next(iter(MEETINGS.values()))
        assert first.locator(".dot").count() == len(guests)
        assert "Guest Number 00" in first.inner_text()
        assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
        first.locator(".dot").first.click()
        assert page.locator("#card blockquote").first.is_visible()


# A narrow page.


def tap_mark(page: Page, id: str) -> None:
    place = page.evaluate("(id) => picture.network.canvasToDOM(picture.network.getPosition(id))", id)
    box = measure(page.locator("#canvas"))
    page.mouse.click(box["x"] + place["x"], box["y"] + place["y"])


@pytest.mark.parametrize("size", [TABLET, PHONE], ids=["600", "390"])
def test_what_is_chosen_opens_on_a_sheet_and_steps_back_undo_it(
    browser: Browser, pages: Pages, size: ViewportSize
) -> None:
    with visit(browser, pages("everything"), size=size) as visited:
        page = visited.wait()
        assert get_state(page, "view") == ("list" if size is PHONE else "graph")
        page.locator("button[data-view=graph]").click()
        assert page.locator("#card").is_hidden()
        tap_mark(page, CHAN)
        page.wait_for_selector(SHOWN)
        assert page.locator("#card h2").inner_text().strip() == "Chan Kwok-ki"
        sheet = measure(page.locator("#side"))
        assert sheet["height"] < 0.6 * size["height"]
        place = page.evaluate(f"() => picture.network.canvasToDOM(picture.network.getPosition('{CHAN}')).y")
        assert measure(page.locator("#canvas"))["y"] + place < sheet["y"]
        page.go_back()
        page.wait_for_selector("html[data-sheet=closed]")
        assert get_state(page, "selected") == CHAN
        page.go_back()
        page.wait_for_function("() => picture.state.selected === null")
        assert page.url.startswith("file:")


@pytest.mark.parametrize("size", [TABLET, PHONE], ids=["600", "390"])
def test_the_sheet_is_closed_and_made_larger_by_tap_and_key(browser: Browser, pages: Pages, size: ViewportSize) -> None:
    with visit(browser, pages("everything"), "#view=graph", size=size) as visited:
        page = visited.wait()
        tap_mark(page, CHAN)
        page.get_by_role("button", name="Larger").click()
        page.wait_for_selector("html[data-sheet=tall]")
        assert measure(page.locator("#side"))["height"] > 0.5 * size["height"]
        page.get_by_role("button", name="Smaller").click()
        page.wait_for_selector("html[data-sheet=half]")
        page.get_by_role("button", name="Close").click()
        page.wait_for_selector("html[data-sheet=closed]")
        assert get_state(page, "selected") == CHAN
        tap_mark(page, CHAN)
        page.wait_for_selector(SHOWN)
        page.keyboard.press("Escape")
        page.wait_for_selector("html[data-sheet=closed]")
        assert get_state(page, "selected") == CHAN
        page.keyboard.press("Escape")
        assert get_state(page, "selected") is None


def test_the_sheet_can_be_pulled(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("everything"), "#view=graph", size=PHONE) as visited:
        page = visited.wait()
        tap_mark(page, CHAN)
        page.wait_for_selector(SHOWN)

        def pull(height: float) -> None:
            box = measure(page.locator("#sheet-bar .pull"))
            page.mouse.move(box["x"] + 60, box["y"] + 20)
            page.mouse.down()
            page.mouse.move(box["x"] + 60, height, steps=5)
            page.mouse.up()

        pull(230)
        page.wait_for_selector("html[data-sheet=tall]")
        pull(500)
        page.wait_for_selector("html[data-sheet=half]")
        pull(835)
        page.wait_for_selector("html[data-sheet=closed]")


def test_going_on_within_the_sheet_and_back(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("everything"), "#view=graph", size=TABLET) as visited:
        page = visited.wait()
        tap_mark(page, CHAN)
        page.wait_for_selector(SHOWN)
        page.locator("#card .fact button.name").first.click()
        second = get_state(page, "selected")
        assert second != CHAN
        page.go_back()
        page.wait_for_function(f"() => picture.state.selected === '{CHAN}'")
        assert page.locator(SHOWN).count() == 1
        page.go_back()
        page.wait_for_selector("html[data-sheet=closed]")
        page.go_back()
        page.wait_for_function("() => picture.state.selected === null")


def test_a_link_to_a_sentence_shows_it_on_a_narrow_page(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("everything"), size=TABLET) as visited:
        page = visited.wait()
        page.evaluate("() => picture.chooseLine(picture.look().edges[0].id)")
        address = read_address(page)
    with visit(browser, pages("everything"), f"#{address}", size=TABLET) as visited:
        page = visited.wait()
        assert page.locator("#card .words").first.is_visible()
        page.go_back()
        page.wait_for_selector("html[data-sheet=closed]")


def test_a_wide_page_has_no_sheet(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("everything")) as visited:
        page = visited.wait()
        page.evaluate(f"() => picture.choose('{CHAN}')")
        assert page.locator("#sheet-bar").is_hidden()
        page.keyboard.press("Escape")
        assert get_state(page, "selected") is None
        page.evaluate(f"() => picture.choose('{CHAN}')")
        page.go_back()
        page.wait_for_function("() => picture.state.selected === null")


@pytest.mark.parametrize("address", ["", "#view=graph", "#view=table", "#view=matrix", f"#view=graph&sel={CHAN}"])
def test_a_finger_hits_everything_on_a_phone(browser: Browser, pages: Pages, address: str) -> None:
    code = """() => [...document.querySelectorAll("button, a, select, summary, input")]
      .map((found) => found.type === "checkbox" ? found.closest("label") : found)
      .filter((found) => found.checkVisibility({ visibilityProperty: true }))
      .map((found) => [found.outerHTML.slice(0, 90), found.getBoundingClientRect()])
      .filter(([, box]) => box.width && (box.width < 43.9 || box.height < 43.9))
      .map(([html, box]) => [html, box.width, box.height])"""
    with visit(browser, pages("everything"), address, size=PHONE) as visited:
        page = visited.wait()
        assert page.evaluate(code) == []
        assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_frame_in_a_notebook_shows_the_drawing(browser: Browser, pages: Pages, tmp_path: Path) -> None:
    outer = write_frame(pages("around"), tmp_path / "outer.html", 520, 480)
    with visit(browser, outer) as visited:
        frame = visited.wait().frame_locator("#f")
        frame.locator("html[data-ready=yes]").wait_for()
        assert measure(frame.locator("#canvas"))["height"] > 150
        assert frame.locator("#side").is_hidden()
        frame.locator("button[data-view=matrix]").click()
        frame.locator("#matrix .dot").first.click()
        assert frame.locator("#card .words").first.is_visible()
        frame.get_by_role("button", name="Close").click()
        frame.locator("html[data-sheet=closed]").wait_for()
        assert visited.errors == []


@pytest.mark.parametrize("size", [WIDE, TABLET, PHONE], ids=["wide", "600", "390"])
@pytest.mark.parametrize("address", ["#from=2021&to=2022", "#view=matrix", f"#view=graph&sel={CHAN}", "#view=table"])
def test_axe_finds_nothing_wrong_with_time_rows_and_sheet(
    browser: Browser, pages: Pages, address: str, size: ViewportSize
) -> None:
    with visit(browser, pages("everything"), address, size=size) as visited:
        assert find_violations(visited.wait()) == []


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "390"])
def test_axe_finds_nothing_wrong_in_the_dark_with_a_crowd(browser: Browser, pages: Pages, size: ViewportSize) -> None:
    with visit(browser, pages("crowd"), "#view=matrix", dark=True, size=size) as visited:
        page = visited.wait()
        page.locator("#matrix .dot").nth(3).click()
        assert find_violations(page) == []
