"""The lines of a picture in a real browser: what they say, how they look, the legend, the light and what can be kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from browser import CHROMIUM, PHONE, draw_once, read_address, visit
from playwright.sync_api import Browser, Page
from sample import (
    CHAN,
    EXTRACTIONS,
    LI,
    SUN,
    make_entity,
    make_graph,
    make_meeting,
    make_release,
    make_sentences,
    meet,
)

from benchmarks.scenes import make_big_scene
from kg.graph.graph import Graph
from kg.statements import Extraction
from kg.views.names import KINDS
from kg.views.scene import Scene, make_scene
from kg.views.selection import Selection

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
Draw = Callable[[str], Path]
LANGUAGES = ("en", "zh-Hant", "zh-Hans")
FAMILIES = ("met", "joined", "belongs", "signed")
SVG = "async () => (await picture.drawSvg()).text()"
SAID = "() => picture.lines.map((line) => ({ ...picture.sayLine(line), family: line.family, mutual: !!line.mutual }))"
# Slices of the words of lines, and boxes of names.
BOXES = """() => { const flat = ({ left, top, width, height }) => [left, top, width, height];
  return { words: picture.words().map((one) => one.boxes.map(flat)), names: picture.labels().map(flat) }; }"""


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory, sample_graph: Graph) -> Draw:
    """Draws each picture once, when it is first asked for."""
    folder = tmp_path_factory.mktemp("lines")
    sample = make_graph(*EXTRACTIONS)
    scenes: dict[str, Callable[[], Scene]] = {
        "all": lambda: make_scene(sample_graph),
        "around": lambda: make_scene(sample_graph, Selection(name="Chan Kwok-ki")),
        "two steps": lambda: make_scene(sample_graph, Selection(name="Chan Kwok-ki", hops=2)),
        "path": lambda: make_scene(sample_graph, Selection(path=("Zhong Nanshan", "John Lee"))),
        "release": lambda: make_scene(sample_graph, Selection(release="seed-20240108")),
        "sample": lambda: make_scene(sample, Selection(kinds=frozenset(KINDS))),
        "sample around": lambda: make_scene(sample, Selection(name=LI)),
        "hundred": lambda: make_big_scene(100),
        "crowd": lambda: make_scene(make_crowd(), Selection(name="Ann Ahn")),
        **{
            f"around {name}": partial(make_scene, sample_graph, Selection(name=name))
            for name in ("Chan Kwok-ki", "John Lee", "Carrie Lam")
        },
    }

    return lambda name: draw_once(scenes[name], folder / f"{name}.html")


def make_crowd() -> Graph:
    """Gives one person who met fourteen others, the first of them on five days, the next on four, and so on, and of
    whom every two neighbours met as well."""
    people = ["person/ann-ahn", *(f"person/guest-{at}" for at in range(14))]
    names = ["Ann Ahn", *(f"Guest Long-Name {at}" for at in range(14))]
    entities = tuple(make_entity(id, name) for id, name in zip(people, names, strict=True))
    pairs = [(people[0], guest, max(1, 5 - at)) for at, guest in enumerate(people[1:])]
    pairs += [(one, other, 1) for one, other in pairwise(people[1:])]
    made = []
    for at, (one, other, times) in enumerate(pairs):
        for turn in range(times):
            day, event = f"2024-{turn + 1:02}-{at % 28 + 1:02}", f"event/talk-{at}-{turn}"
            release = make_release(f"talk-{at}-{turn}", day, ("They met.",))
            events, told = (make_meeting(event, day, (one, other)),), meet(event, 1, (one, other))
            made.append(Extraction(release, make_sentences(("They met.",)), entities, events=events, statements=told))
    return make_graph(*made)


def find_overlaps(ones: list[list[float]], others: list[list[float]]) -> int:
    return sum(
        a[0] < b[0] + b[2] - 0.01
        and b[0] < a[0] + a[2] - 0.01
        and a[1] < b[1] + b[3] - 0.01
        and b[1] < a[1] + a[3] - 0.01
        for a in ones
        for b in others
    )


def list_lines(svg: str) -> list[str]:
    return re.findall(r'<g class="line .*?</g>', svg, re.DOTALL)


# Names and their marks.

# For each name the gap to its own mark, to the nearest other mark, and whether a leader binds it.
GAPS = """() => { const scale = picture.network.getScale(); const { ids } = picture.look();
  const gap = (box, id) => { const { x, y } = picture.network.getPosition(id);
    const [across, down] = [Math.max(box.left - x * scale, 0, x * scale - box.left - box.width), Math.max(box.top - y * scale, 0, y * scale - box.top - box.height)];
    return Math.hypot(across, down) - picture.radiusOf(id); };
  return picture.labels().map((label) => ({ id: label.id, led: !!label.leader, own: gap(label, label.id),
    other: Math.min(...[...ids].filter((id) => id !== label.id).map((id) => gap(label, id))) })); }"""


@pytest.mark.parametrize("name", ["all", "around", "two steps", "release", "sample", "hundred"])
def test_a_name_covers_no_mark_and_stands_nearest_to_its_own(browser: Browser, drawn: Draw, name: str) -> None:
    with visit(browser, drawn(name)) as visited:
        page = visited.wait()
        fitting = page.evaluate("() => picture.network.getScale()")
        for zoom in (0.7, 1, 1.6):
            page.evaluate("(scale) => picture.network.moveTo({ scale })", fitting * zoom)
            found = page.evaluate(GAPS)
            assert len(found) >= 8
            assert [one for one in found if one["own"] < 0 or one["other"] < 0] == []
            assert [one for one in found if not one["led"] and not one["own"] < min(one["other"], 16)] == []


def test_a_name_lies_on_no_number_of_what_can_be_opened(browser: Browser, drawn: Draw) -> None:
    code = "() => picture.counts().map(({ left, top, width, height }) => [left, top, width, height])"
    with visit(browser, drawn("two steps")) as visited:
        page = visited.wait()
        counts = page.evaluate(code)
        assert counts
        assert find_overlaps(counts, page.evaluate(BOXES)["names"]) == 0
        assert page.locator("[data-sign=count]").is_visible()


# Each person met by the one asked for, with the number of distinct occasions.
PARTNERS = """(middle) => { const found = {};
  for (const edge of picture.edges.filter(({ verb, from, to }) => verb === "gba:metWith" && [from, to].includes(middle))) {
    const other = edge.from === middle ? edge.to : edge.from;
    if (picture.look().ids.has(other)) found[other] = new Set(edge.tellings.map(({ occasion, days }) => occasion ?? days.join())).size;
  }
  return found; }"""


@pytest.mark.parametrize("name", ["around Chan Kwok-ki", "around John Lee", "around Carrie Lam", "crowd"])
def test_the_most_frequent_partners_of_a_person_have_their_names(browser: Browser, drawn: Draw, name: str) -> None:
    with visit(browser, drawn(name)) as visited:
        page = visited.wait()
        middle = page.evaluate("() => picture.state.selected")
        times = page.evaluate(PARTNERS, middle)
        named = set(page.evaluate("() => picture.labels().map((label) => label.id)"))
        fifth = sorted(times.values(), reverse=True)[:5]
        assert {middle} | {other for other, count in times.items() if len(times) <= 5 or count > fifth[-1]} <= named
        assert len(set(times) & named) >= len(fifth)


def test_both_ends_of_a_chosen_line_and_its_words_can_be_read(browser: Browser, drawn: Draw) -> None:
    code = """(id) => { picture.chooseLine(id); const { line } = picture.edges[id]; const box = document.getElementById("canvas");
      const isIn = (end) => { const { x, y } = picture.network.canvasToDOM(picture.network.getPosition(end)); return x > 0 && y > 0 && x < box.clientWidth && y < box.clientHeight; };
      const flat = ({ left, top, width, height }) => [left, top, width, height];
      return { seen: isIn(line.from) && isIn(line.to), words: picture.words().filter((one) => one.line === line.id).flatMap((one) => one.boxes.map(flat)),
        names: picture.labels().map(flat), ends: picture.labels().filter(({ id }) => [line.from, line.to].includes(id)).length }; }"""
    lines = "() => picture.look().edges.filter(({ line }) => line && picture.look().lines.includes(line)).map(({ id }) => id)"
    with visit(browser, drawn("all")) as visited:
        page = visited.wait()
        for id in page.evaluate(lines)[::3]:
            found = page.evaluate(code, id)
            assert found["seen"]
            assert found["ends"] == 2
            assert found["words"]
            assert find_overlaps(found["words"], found["names"]) == 0


def test_on_a_narrow_page_what_is_faded_has_no_name(browser: Browser, drawn: Draw) -> None:
    with visit(browser, drawn("release"), "#view=graph", size=PHONE) as visited:
        page = visited.wait()
        assert not page.locator("#layers").is_visible()
        page.evaluate("(id) => picture.choose(id)", SUN)
        bright = set(page.evaluate("() => [...picture.bright()]"))
        assert set(page.evaluate("() => picture.labels().map(({ id }) => id)")) <= bright


def test_a_name_that_tells_the_office_has_no_second_line(browser: Browser, drawn: Draw) -> None:
    code = """(id) => { Object.assign(picture.nodes.get(id), { short: Array(3).fill("Sun, Mayor of Guangzhou"), office: Array(3).fill("mayor of Guangzhou") });
      picture.change({}); return picture.labels().find((label) => label.id === id)?.office ?? null; }"""
    with visit(browser, drawn("release")) as visited:
        assert visited.wait().evaluate(code, SUN) is None


# What lines say.


@pytest.mark.parametrize("name", ["all", "sample", "hundred"])
def test_every_line_has_a_verb_in_every_language(browser: Browser, drawn: Draw, name: str) -> None:
    with visit(browser, drawn(name)) as visited:
        page = visited.wait()
        for lang in LANGUAGES:
            page.evaluate("(lang) => picture.change({ lang })", lang)
            said = page.evaluate(SAID)
            assert said
            assert [line for line in said if not line["verb"].strip()] == []
            assert not re.search(r"undefined|null|NaN|[{}]", str([line["verb"] + line["date"] for line in said]))
        assert visited.errors == []


@pytest.mark.parametrize(
    ("day", "english", "chinese"),
    [
        ("2024-01-08", "8 Jan 2024", "2024年1月8日"),
        ("2024-01", "Jan 2024", "2024年1月"),
        ("2024", "2024", "2024年"),
        ("2024-04-21/2024-04-24", "21 – 24 Apr 2024", "2024年4月21日至24日"),
        ("2024-04-30/2024-05-02", "30 Apr 2024 – 2 May 2024", "2024年4月30日 – 2024年5月2日"),
    ],
)
def test_days_are_written_as_the_language_writes_them(
    browser: Browser, drawn: Draw, day: str, english: str, chinese: str
) -> None:
    with visit(browser, drawn("path")) as visited:
        page = visited.wait()
        assert page.evaluate("(day) => picture.sayDate(day)", day) == english
        page.evaluate("() => picture.change({ lang: 'zh-Hant' })")
        assert page.evaluate("(day) => picture.sayDate(day)", day) == chinese


def test_a_meeting_and_both_parts_in_it_are_one_meeting(browser: Browser, drawn: Draw) -> None:
    code = """([one, other]) => { const line = picture.lines.find(({ from, to }) => [from, to].sort().join() === [one, other].sort().join());
      return { ...picture.sayLine(line), facts: line.edges.length }; }"""
    with visit(browser, drawn("sample")) as visited:
        said = visited.wait().evaluate(code, [CHAN, SUN])
        assert said["facts"] > 1
        assert (said["verb"], said["date"]) in (("met", "3 Mar 2025"), ("met twice", "2024 – 2025"))


def test_a_drawing_of_few_lines_says_what_all_of_them_are(browser: Browser, drawn: Draw) -> None:
    with visit(browser, drawn("path")) as visited:
        page = visited.wait()
        rows = [row for one in page.evaluate("() => picture.words()") for row in one["rows"]]
        assert page.evaluate("() => picture.words().length === picture.look().lines.length")
        assert any(row.startswith("met, 8 Jan 2024") for row in rows)


@pytest.mark.parametrize("name", ["around", "two steps", "release", "path"])
def test_words_of_lines_lie_on_no_name_and_on_no_other_words(browser: Browser, drawn: Draw, name: str) -> None:
    with visit(browser, drawn(name), f"#sel={CHAN}" if name == "release" else "") as visited:
        page = visited.wait()
        fitting = page.evaluate("() => picture.network.getScale()")
        for zoom in (0.7, 1, 1.6):
            page.evaluate("(scale) => picture.network.moveTo({ scale })", fitting * zoom)
            boxes = page.evaluate(BOXES)
            assert boxes["words"] or zoom < (1.6 if name == "two steps" else 1)  # many marks leave no room
            for at, words in enumerate(boxes["words"]):
                assert find_overlaps(words, boxes["names"]) == 0
                assert all(find_overlaps(words, others) == 0 for others in boxes["words"][at + 1 :])


def test_words_of_lines_are_never_upside_down(browser: Browser, drawn: Draw) -> None:
    with visit(browser, drawn("around")) as visited:
        angles = visited.wait().evaluate("() => picture.words().map((one) => one.angle)")
        assert angles
        assert max(map(abs, angles)) <= 1.5708


def test_the_words_of_a_chosen_line_are_always_there(browser: Browser, drawn: Draw) -> None:
    code = """() => picture.look().edges.filter((edge) => edge.line && picture.look().lines.includes(edge.line)).map((edge) => {
      picture.chooseLine(edge.id); return picture.words().some((one) => one.line === edge.line.id); })"""
    with visit(browser, drawn("two steps")) as visited:
        found = visited.wait().evaluate(code)
        assert found
        assert all(found)


# How lines look.


def test_families_differ_without_their_colours(browser: Browser, drawn: Draw) -> None:
    with visit(browser, drawn("all")) as visited:
        looks = visited.wait().evaluate("() => picture.lineLooks")
    assert tuple(looks) == FAMILIES
    assert len({str(look) for look in looks.values()}) == len(FAMILIES)
    plain = sorted(look["width"] for look in looks.values() if not look["dash"] and not look["gap"])
    assert all(wider >= 1.8 * finer for finer, wider in pairwise(plain))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_lines_stand_out_from_the_page(browser: Browser, drawn: Draw, dark: bool) -> None:
    code = """(names) => { const style = getComputedStyle(document.documentElement);
      return names.map((name) => style.getPropertyValue(`--${name}`).trim()); }"""

    def shine(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    with visit(browser, drawn("path"), dark=dark) as visited:
        page, *families = visited.wait().evaluate(code, ["page", *FAMILIES, "accent"])
    for colour in families:
        lighter, darker = sorted((shine(colour), shine(page)), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 3
    assert len(set(families)) == len(FAMILIES) + 1


@pytest.mark.parametrize("name", ["release", "around", "two steps", "path"])
def test_no_line_runs_through_the_mark_of_another(browser: Browser, drawn: Draw, name: str) -> None:
    code = """() => { const scale = picture.network.getScale(); return picture.look().lines.flatMap((line) => [...picture.look().ids]
      .filter((id) => id !== line.from && id !== line.to && picture.distanceTo(picture.curveOf(line), picture.network.getPosition(id)) * scale < picture.radiusOf(id))
      .map((id) => [line.from, line.to, id])); }"""
    with visit(browser, drawn(name)) as visited:
        page = visited.wait()
        assert page.evaluate(code) == []
        curves = "() => JSON.stringify(picture.look().lines.map(picture.curveOf))"
        before = page.evaluate(curves)
        page.evaluate("() => picture.network.moveTo({ scale: 2 })")
        assert page.evaluate(curves) == before


def test_only_visits_and_what_one_belongs_to_have_arrows(browser: Browser, drawn: Draw) -> None:
    code = """() => picture.lines.map((line) => [line.family, !!line.mutual, picture.lookOfLine(line).ends.length,
      line.edges.map((edge) => edge.verb), picture.nodes.get(line.to).kind])"""
    with visit(browser, drawn("all")) as visited:
        found = visited.wait().evaluate(code)
    assert {family for family, *_ in found} == set(FAMILIES)
    for family, is_mutual, ends, verbs, kind in found:
        if is_mutual or family in ("met", "signed") or kind == "event":
            assert ends == 0
        elif family == "belongs" or "gba:visited" in verbs:
            assert ends >= 1


def test_only_what_is_chosen_bears_the_accent(browser: Browser, drawn: Draw) -> None:
    with visit(browser, drawn("all")) as visited:
        page = visited.wait()
        accent = page.evaluate("() => getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()")
        assert accent not in page.evaluate(SVG)
        line = page.evaluate(
            "() => picture.look().edges.find(({ line }) => line && picture.look().lines.includes(line)).id"
        )
        page.evaluate("(id) => picture.chooseLine(id)", line)
        svg = page.evaluate(SVG)
        assert [accent in one for one in list_lines(svg)].count(True) == 1
        page.evaluate("(id) => { picture.change({ line: null }); picture.choose(id); }", CHAN)
        svg = page.evaluate(SVG)
        assert svg.count(accent) == 1
        assert not any(accent in one for one in list_lines(svg))


def test_an_event_of_two_that_is_chosen_lights_its_line(browser: Browser, drawn: Draw) -> None:
    code = """() => { const found = [...picture.nodes].find(([id, node]) => !node.isMark && node.kind === "event" &&
        picture.look().edges.some((edge) => edge.to === id && edge.line && picture.look().lines.includes(edge.line)));
      picture.choose(found[0]); return found[0]; }"""
    with visit(browser, drawn("all")) as visited:
        page = visited.wait()
        page.evaluate(code)
        accent = page.evaluate("() => getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()")
        assert [accent in one for one in list_lines(page.evaluate(SVG))].count(True) == 1
        assert page.evaluate("() => picture.words().length") >= 1


def test_what_is_under_the_mouse_changes_nothing_but_the_light(browser: Browser, drawn: Draw) -> None:
    code = """() => new Promise((resolve) => { let count = 0; const tell = () => { count += 1; };
      picture.network.on("beforeDrawing", tell);
      const update = picture.network.body.data.edges.update; let updates = 0;
      picture.network.body.data.edges.update = (...all) => { updates += 1; return update.apply(picture.network.body.data.edges, all); };
      const ids = [...picture.look().ids]; let at = 0;
      const step = () => { if (at === 20) return resolve([count, updates, picture.bright().size]);
        picture.setFocus(ids[at], null); at += 1; requestAnimationFrame(step); };
      step(); })"""
    with visit(browser, drawn("hundred")) as visited:
        page = visited.wait()
        page.wait_for_timeout(300)
        redraws, updates, bright = page.evaluate(code)
        assert (redraws, updates) == (0, 0)
        assert bright > 1


# The legend.


def test_the_legend_turns_kinds_and_families_off_and_on(browser: Browser, drawn: Draw) -> None:
    with visit(browser, drawn("release")) as visited:
        page = visited.wait()
        page.locator("[data-key='layer family:signed']").click()
        assert not page.evaluate("() => picture.look().lines.some((line) => line.family === 'signed')")
        assert "without=family%3Asigned" in read_address(page)
        assert page.locator("[data-key='layer family:signed']").get_attribute("aria-pressed") == "false"
        page.reload()
        page.wait_for_selector("html[data-ready=yes]")
        assert not page.evaluate("() => picture.look().lines.some((line) => line.family === 'signed')")
        page.locator("[data-key='layer family:signed']").focus()
        page.keyboard.press("Enter")
        assert page.evaluate("() => picture.look().lines.some((line) => line.family === 'signed')")
        assert page.evaluate("() => document.activeElement.dataset.key") == "layer family:signed"
        page.keyboard.press("Space")
        page.locator("[data-key='layer person']").click()
        assert not page.evaluate("() => [...picture.look().ids].some((id) => id.startsWith('person/'))")
        page.locator("[data-key='layer person']").click()
        assert page.evaluate("() => [...picture.look().ids].some((id) => id.startsWith('person/'))")


def test_the_legend_names_what_is_drawn_with_its_number(browser: Browser, drawn: Draw) -> None:
    with visit(browser, drawn("release")) as visited:
        page = visited.wait()
        people = page.evaluate("() => [...picture.look().ids].filter((id) => id.startsWith('person/')).length")
        assert page.locator("[data-key='layer person']").inner_text().split() == ["Person", str(people)]
        sizes = page.locator("#layers button").evaluate_all(
            "(all) => all.map((one) => [one.getBoundingClientRect().width, one.getBoundingClientRect().height])"
        )
        assert min(min(size) for size in sizes) >= 24
        page.locator("[data-key=legend]").click()
        assert not page.locator("#layers").is_visible()


def test_the_legend_can_be_reached_on_a_phone(browser: Browser, drawn: Draw) -> None:
    with visit(browser, drawn("release"), size=PHONE) as visited:
        page = visited.wait()
        button = page.locator("[data-key=legend]")
        button.click()
        layer = page.locator("[data-key='layer family:met']")
        assert layer.is_visible()
        box = layer.bounding_box()
        assert box
        assert box["height"] >= 44
        layer.click()
        assert not page.evaluate("() => picture.look().lines.some((line) => line.family === 'met')")
        assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]


# What can be kept.


def test_a_picture_that_is_kept_has_headline_legend_and_source(browser: Browser, drawn: Draw) -> None:
    with visit(browser, drawn("release")) as visited:
        page = visited.wait()
        for sheet in ("svg", "png_slide", "png_column", "png_seen"):
            svg = page.evaluate("async (key) => (await picture.drawSvg(picture.sheets[key])).text()", sheet)
            texts = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
            assert page.locator("h1").inner_text() in " ".join(text.strip() for text in texts)
            assert {"Person", "Agreement", "Met, in a meeting", "Signed, witnessed, party"} <= set(texts)
            assert any(text.startswith("Source: press releases (1, ") for text in texts)


@pytest.mark.parametrize(("sheet", "width", "height"), [("png_slide", 1920, 1080), ("png_column", 1200, None)])
def test_pixels_have_the_size_asked_for(
    browser: Browser, drawn: Draw, sheet: str, width: int, height: int | None
) -> None:
    code = """async (key) => [...new Uint8Array(await (await picture.drawPng(picture.sheets[key])).arrayBuffer()).slice(0, 24)]"""
    with visit(browser, drawn("release")) as visited:
        head = bytes(visited.wait().evaluate(code, sheet))
    assert head.startswith(b"\x89PNG")
    assert int.from_bytes(head[16:20], "big") == width
    assert height is None or int.from_bytes(head[20:24], "big") == height


def test_on_paper_stand_headline_legend_source_and_the_table(browser: Browser, drawn: Draw) -> None:
    widths = "(cells) => cells.slice(0, 6).map((cell) => cell.getBoundingClientRect().width)"
    with visit(browser, drawn("release"), dark=True) as visited:
        page = visited.wait()
        page.emulate_media(media="print")
        page.wait_for_selector("#paper svg")
        assert page.locator("h1").is_visible()
        ground = page.locator("#paper svg > rect").first.get_attribute("fill")
        assert ground == "#ffffff"
        texts = page.locator("#paper text").all_text_contents()
        assert {"Met, in a meeting", "Person"} <= set(texts)
        assert any(text.startswith("Source: ") for text in texts)
        rows = page.locator("#table tbody tr")
        assert rows.count() == page.evaluate("() => picture.look().edges.length")
        assert rows.first.is_visible()
        assert not page.locator("#drawing").is_visible()
        found = page.locator("#table thead th").evaluate_all(widths)
        assert max(found) == found[4]
        page.emulate_media(media="screen")
        page.wait_for_function("() => !document.querySelector('#paper svg')")
        assert page.locator("#drawing").is_visible()


# Moving about.


def test_the_wheel_stops_at_both_ends(browser: Browser, drawn: Draw) -> None:
    with visit(browser, drawn("release")) as visited:
        page = visited.wait()
        fitting = page.evaluate("() => picture.network.getScale()")
        page.mouse.move(400, 400)
        for step in (-400, 400):
            for _ in range(40):
                page.mouse.wheel(0, step)
            page.wait_for_timeout(100)
            scale = page.evaluate("() => picture.network.getScale()")
            assert fitting * 0.49 <= scale <= max(4, 2 * fitting) * 1.01
            assert scale != pytest.approx(fitting)


def drag(page: Page, id: str, across: int) -> None:
    box = page.locator("#canvas").bounding_box()
    place = page.evaluate("(id) => picture.network.canvasToDOM(picture.network.getPosition(id))", id)
    assert box
    page.mouse.move(box["x"] + place["x"], box["y"] + place["y"])
    page.mouse.down()
    page.mouse.move(box["x"] + place["x"] + across, box["y"] + place["y"] + 30, steps=6)
    page.mouse.up()


def test_a_mark_that_is_dragged_stays_there_in_the_link_and_can_be_put_back(browser: Browser, drawn: Draw) -> None:
    at: Any = "(id) => picture.network.getPosition(id)"
    with visit(browser, drawn("sample around")) as visited:
        page = visited.wait()
        before = page.evaluate(at, LI)
        drag(page, LI, 60)
        page.wait_for_function("() => picture.state.moved.size === 1")
        after = page.evaluate(at, LI)
        assert after != before
        address = read_address(page)
        assert "at=" in address
        page.get_by_role("button", name="Undo move").click()
        assert page.evaluate(at, LI) == before
        assert "at=" not in read_address(page)
    with visit(browser, drawn("sample around"), f"#{address}") as visited:
        page = visited.wait()
        assert page.evaluate(at, LI) == pytest.approx(after, abs=1)
        page.keyboard.press("u")
        assert page.evaluate(at, LI) == before


def test_what_is_filtered_fits_the_page_again(browser: Browser, drawn: Draw) -> None:
    with visit(browser, drawn("release")) as visited:
        page = visited.wait()
        page.evaluate("() => picture.network.moveTo({ scale: 3, position: { x: 9999, y: 9999 } })")
        page.locator("[data-key='layer family:signed']").click()
        inside = page.evaluate(
            "() => { const box = document.getElementById('canvas'); return [...picture.look().ids].every((id) => {"
            "const { x, y } = picture.network.canvasToDOM(picture.network.getPosition(id));"
            "return x > 0 && y > 0 && x < box.clientWidth && y < box.clientHeight; }); }"
        )
        assert inside


def test_what_is_opened_arrives_near_and_bright(browser: Browser, drawn: Draw) -> None:
    with visit(browser, drawn("sample around")) as visited:
        page = visited.wait()
        id, others = page.evaluate(
            "() => { const [id, others] = [...picture.look().hidden].find(([, found]) => found.size); return [id, [...others]]; }"
        )
        page.evaluate("(id) => picture.expand(id)", id)
        assert set(page.evaluate("() => [...picture.bright()]")) == {id, *others}
        places = page.evaluate("() => picture.network.getPositions()")
        for other in others:
            across, down = (places[other][axis] - places[id][axis] for axis in ("x", "y"))
            assert across**2 + down**2 < 500**2
        page.evaluate("() => picture.change({})")
        assert set(page.evaluate("() => [...(picture.bright() ?? [])]")) != {id, *others}
