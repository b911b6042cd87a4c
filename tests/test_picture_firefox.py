"""The page of a picture in Firefox: that what a reader sees and does in Chromium is there in another engine too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from attacks import HOSTILE, make_hostile
from browser import PHONE, WIDE
from firefox import FIREFOX, FirefoxError, Session, Visit, start_firefox, visit
from matplotlib.image import imread
from sample import CHAN, CHRIS, EXTRACTIONS, LI, SUN, make_graph

from kg.views.picture import draw
from kg.views.scene import Scene, make_scene
from kg.views.selection import Selection

if FIREFOX is None:
    pytest.skip("there is no Firefox here", allow_module_level=True)

# All of the page that the tests below know.
SEARCH, FOUND, CARD, CANVAS, PAPER = "#search", "#found", "#card", "#canvas canvas", "#paper"
SENTENCES = f"{CARD} .words"
VIEWS = {name: f"button[data-view={name}]" for name in ("graph", "table", "matrix")}
SECTIONS = {"table": "#table", "matrix": "#matrix"}
LANGUAGE_KEY, TABLE_KEY, MATRIX_KEY, DRAWING_KEY = "l", "t", "m", "g"
FOREIGN = "img, iframe, object, embed, link"

CHOOSE = "(id) => { picture.choose(id); }"
CHOOSE_LINE = "(id) => { picture.chooseLine(id); }"
LOOK = "() => ({ ids: [...picture.look().ids], edges: picture.look().edges.map((edge) => edge.id) })"
PLACE = """(id) => { const { x, y } = picture.network.canvasToDOM(picture.network.getPosition(id));
  const { left, top } = document.querySelector("#canvas").getBoundingClientRect(); return [left + x, top + y]; }"""
SELECTED, ENDS = "() => picture.state.selected", "() => picture.state.ends"
SVG = "async () => (await picture.drawSvg()).text()"
TEXT = "(selector) => document.querySelector(selector).innerText"
TEXTS = "(selector) => [...document.querySelectorAll(selector)].map((found) => found.innerText)"
BOXES = """(selector) => [...document.querySelectorAll(selector)].map((found) => {
  const { left, top, width, height } = found.getBoundingClientRect(); return [left, top, width, height]; })"""
SET_VISIBILITY = """(selector, visibility) => {
  document.querySelector(selector).style.visibility = visibility; }"""
GROUND = "() => getComputedStyle(document.body).backgroundColor"

Pages = Callable[[str], Path]


@pytest.fixture(scope="module")
def firefox() -> Iterator[Session]:
    with start_firefox() as started:
        yield started


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Draws each picture once, when it is first asked for."""
    folder = tmp_path_factory.mktemp("pictures")
    sample = make_graph(*EXTRACTIONS)
    scenes: dict[str, Callable[[], Scene]] = {
        "all": lambda: make_scene(sample),
        "around": lambda: make_scene(sample, Selection(name=LI)),
        "path": lambda: make_scene(sample, Selection(path=(LI, SUN))),
        "release": lambda: make_scene(sample, Selection(release="sample-20240108")),
        "hostile": lambda: make_scene(make_hostile()),
    }

    def get_page(name: str) -> Path:
        path = folder / f"{name}.html"
        if not path.exists():
            draw(scenes[name](), path)
        return path

    return get_page


def assert_quiet(page: Visit) -> None:
    page.settle()
    assert (page.requests, page.dialogs, page.errors) == ([], [], [])


def is_seen(page: Visit, selector: str) -> bool:
    return any(width * height for *_, width, height in page.evaluate(BOXES, selector))


def measure_ink(page: Visit, folder: Path, drawing: str = CANVAS) -> float:
    """Gives the part of the window that looks otherwise without the drawing."""
    seen = []
    for visibility in ("hidden", "visible"):
        page.evaluate(SET_VISIBILITY, drawing, visibility)
        page.settle()
        page.take_screenshot(folder / "seen.png")
        seen.append(imread(folder / "seen.png"))
    return float((seen[0] != seen[1]).any(axis=2).mean())


# One file that asks for nothing.


@pytest.mark.parametrize("name", ["all", "around", "path", "release", "hostile"])
def test_the_page_gets_ready_asks_for_nothing_and_reports_no_error(firefox: Session, pages: Pages, name: str) -> None:
    with visit(firefox, pages(name)) as visited:
        page = visited.wait()
        assert len(page.evaluate(LOOK)["ids"]) > 1
        assert_quiet(page)


def test_a_request_a_dialog_and_an_error_would_be_seen(firefox: Session, tmp_path: Path) -> None:
    """Else the test above proves nothing."""
    html = """<!doctype html><html data-ready="yes"><img src="https://picture.invalid/x.png">
      <script>console.error("said"); setTimeout(() => { throw new Error("thrown"); }); alert("asked");</script>"""
    (tmp_path / "leaky.html").write_text(html, "utf-8")
    with visit(firefox, tmp_path / "leaky.html", "#at") as visited:
        visited.wait()
        assert visited.requests == ["https://picture.invalid/x.png"]
        assert visited.dialogs == ["asked"]
        assert visited.errors == ["said", "Error: thrown"]
        with pytest.raises(FirefoxError, match="nothing is #canvas"):
            visited.click("#canvas")


def test_a_script_forced_into_the_page_is_stopped(firefox: Session, pages: Pages) -> None:
    code = """() => { const box = document.createElement("div");
      box.setAttribute("onclick", "alert('owned')"); document.body.append(box); box.click();
      const script = document.createElement("script");
      script.textContent = "alert('owned')"; document.body.append(script); }"""
    with visit(firefox, pages("all")) as visited:
        page = visited.wait()
        page.evaluate(code)
        page.settle()
        assert page.dialogs == []
        assert len(page.errors) == 2
        assert all(error.startswith("Content-Security-Policy") for error in page.errors)


def test_attacks_in_every_field_stay_text_everywhere(firefox: Session, pages: Pages) -> None:
    type_text = """(text) => { const box = document.querySelector("#search"); box.value = text;
      box.dispatchEvent(new Event("input", { bubbles: true })); }"""
    with visit(firefox, pages("hostile")) as visited:
        page = visited.wait()
        drawn = page.evaluate(LOOK)
        for id in drawn["ids"]:
            page.evaluate(CHOOSE, id)
        for id in drawn["edges"]:
            page.evaluate(CHOOSE_LINE, id)
        for attack in HOSTILE:
            page.evaluate(type_text, attack)
        page.press("Escape", TABLE_KEY, MATRIX_KEY, DRAWING_KEY, LANGUAGE_KEY, LANGUAGE_KEY)
        page.evaluate("() => { location.hash = '#sel=%3Cimg src=x onerror=alert(1)%3E&view=%3Cb%3E&lang=__proto__'; }")
        page.settle()
        svg = page.evaluate(SVG)
        ElementTree.fromstring(svg)
        assert "<script" not in svg
        assert "onerror=" not in re.sub(r">[^<]*<", "><", svg)
        assert page.evaluate(TEXTS, FOREIGN) == []
        assert_quiet(page)


# What is drawn is seen.


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_drawing_has_ink(firefox: Session, pages: Pages, tmp_path: Path, size: Any, dark: bool) -> None:
    with visit(firefox, pages("all"), "#view=graph", size=size, dark=dark) as visited:
        page = visited.wait()
        assert 0.002 < measure_ink(page, tmp_path) < 0.5
        assert_quiet(page)


def test_dark_and_light_follow_the_reader(firefox: Session, pages: Pages) -> None:
    grounds = []
    for dark in (False, True):
        with visit(firefox, pages("all"), dark=dark) as visited:
            grounds.append(visited.wait().evaluate(GROUND))
    assert grounds[0] == "rgb(255, 255, 255)" != grounds[1]


def test_a_click_on_the_drawing_leads_to_a_sentence(firefox: Session, pages: Pages) -> None:
    with visit(firefox, pages("all")) as visited:
        page = visited.wait()
        page.click_at(*page.evaluate(PLACE, CHAN))
        page.wait_for("(id) => picture.state.selected === id", CHAN)
        assert "Chan Kwok-ki" in page.evaluate(TEXT, CARD)
        assert any(page.evaluate(TEXTS, SENTENCES))


def test_a_line_chosen_shows_its_sentence(firefox: Session, pages: Pages) -> None:
    with visit(firefox, pages("all")) as visited:
        page = visited.wait()
        lines = page.evaluate(LOOK)["edges"]
        assert len(lines) > 3
        for id in lines:
            page.evaluate(CHOOSE_LINE, id)
            assert page.evaluate(TEXTS, SENTENCES)[0]
        assert_quiet(page)


def test_a_path_opens_with_the_sentences_of_its_steps(firefox: Session, pages: Pages) -> None:
    with visit(firefox, pages("path")) as visited:
        page = visited.wait()
        assert page.evaluate(ENDS) == [LI, SUN]
        assert {LI, SUN} <= set(page.evaluate(LOOK)["ids"])
        assert len(page.evaluate(TEXTS, SENTENCES)) >= 2


@pytest.mark.parametrize("name", ["table", "matrix"])
def test_another_view_comes_in_place_of_the_drawing_and_goes(firefox: Session, pages: Pages, name: str) -> None:
    with visit(firefox, pages("all")) as visited:
        page = visited.wait()
        page.click(VIEWS[name])
        assert is_seen(page, SECTIONS[name])
        assert not is_seen(page, CANVAS)
        assert "Chan Kwok-ki" in page.evaluate(TEXT, SECTIONS[name])
        page.click(VIEWS["graph"])
        assert is_seen(page, CANVAS)
        assert not is_seen(page, SECTIONS[name])
        assert_quiet(page)


# Search, keyboard, language, links.


@pytest.mark.parametrize(
    ("text", "id"),
    [("chris s", CHRIS), ("CHAN-KWOK", CHAN), ("陳國基", CHAN), ("陈国", CHAN), ("廣州", "place/guangzhou")],
)
def test_what_is_typed_is_found_and_chosen(firefox: Session, pages: Pages, text: str, id: str) -> None:
    with visit(firefox, pages("all")) as visited:
        page = visited.wait()
        page.click(SEARCH)
        page.press(*text)
        assert is_seen(page, f"{FOUND} li")
        page.press("Enter")
        assert page.evaluate(SELECTED) == id
        assert not is_seen(page, f"{FOUND} li")
        assert_quiet(page)


def test_the_keyboard_alone_searches_and_changes_the_view(firefox: Session, pages: Pages) -> None:
    with visit(firefox, pages("all")) as visited:
        page = visited.wait()
        page.press("/", *"chris", "Enter", TABLE_KEY)
        assert page.evaluate(SELECTED) == CHRIS
        assert is_seen(page, SECTIONS["table"])
        page.press(MATRIX_KEY)
        assert is_seen(page, SECTIONS["matrix"])
        page.press(DRAWING_KEY, "Escape")
        assert is_seen(page, CANVAS)
        assert page.evaluate(SELECTED) is None
        assert_quiet(page)


def test_a_step_back_and_forth_is_followed(firefox: Session, pages: Pages) -> None:
    with visit(firefox, pages("all")) as visited:
        page = visited.wait()
        for id in (CHAN, LI):
            page.evaluate(CHOOSE, id)
        for delta, id in ((-1, CHAN), (1, LI)):
            page.evaluate("(delta) => history.go(delta)", delta)
            page.wait_for("(id) => picture.state.selected === id", id)


def test_the_page_speaks_the_language_chosen(firefox: Session, pages: Pages) -> None:
    with visit(firefox, pages("all"), f"#sel={CHAN}") as visited:
        page = visited.wait()
        for lang, name in (("zh-Hant", "陳國基"), ("zh-Hans", "陈国基"), ("en", "Chan Kwok-ki")):
            page.press(LANGUAGE_KEY)
            assert page.evaluate("() => document.documentElement.lang") == lang
            assert name in page.evaluate(TEXT, f"{CARD} h2")
        assert_quiet(page)


def test_a_link_shows_somebody_else_the_same(firefox: Session, pages: Pages) -> None:
    with visit(firefox, pages("all")) as visited:
        page = visited.wait()
        page.evaluate(CHOOSE, CHAN)
        page.click(VIEWS["table"])
        address = page.evaluate("() => location.hash")
        before, card = page.evaluate(LOOK), page.evaluate(TEXT, CARD)
    with visit(firefox, pages("all"), address) as visited:
        page = visited.wait()
        assert page.evaluate(LOOK) == before
        assert page.evaluate(TEXT, CARD) == card
        assert is_seen(page, SECTIONS["table"])
        assert page.evaluate("() => location.hash") == address


def test_a_link_to_an_unknown_thing_does_no_harm(firefox: Session, pages: Pages) -> None:
    with visit(firefox, pages("all"), "#sel=person/nobody-at-all&from=1066&line=99999&view=toString") as visited:
        page = visited.wait()
        assert len(page.evaluate(LOOK)["ids"]) > 1
        assert_quiet(page)


# Phones, paper and files.


@pytest.mark.parametrize("address", ["", f"#sel={CHAN}", "#view=table", "#view=matrix", "#view=graph"])
def test_a_phone_shows_all_within_its_width(firefox: Session, pages: Pages, address: str) -> None:
    with visit(firefox, pages("all"), address, size=PHONE) as visited:
        page = visited.wait()
        assert page.evaluate("() => [innerWidth, innerHeight]") == [PHONE["width"], PHONE["height"]]
        assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
        page.evaluate(CHOOSE, CHAN)
        sentences = page.evaluate(BOXES, SENTENCES)
        assert sentences
        assert all(left >= 0 and left + width <= PHONE["width"] for left, _, width, _ in sentences)
        assert_quiet(page)


def test_on_paper_stands_what_is_drawn_without_what_only_a_screen_needs(
    firefox: Session, pages: Pages, tmp_path: Path
) -> None:
    with visit(firefox, pages("around"), medium="print") as visited:
        page = visited.wait()
        assert measure_ink(page, tmp_path, PAPER) > 0.002
        assert is_seen(page, "h1")
        assert not is_seen(page, SEARCH)
        assert_quiet(page)


def test_a_printed_page_holds_the_drawing_and_the_screen_stays_as_it_was(
    firefox: Session, pages: Pages, tmp_path: Path
) -> None:
    with visit(firefox, pages("around")) as visited:
        page = visited.wait()
        before = measure_ink(page, tmp_path)
        printed = {}
        for visibility in ("hidden", "visible"):
            page.evaluate(SET_VISIBILITY, PAPER, visibility)
            page.print_page(tmp_path / "printed.pdf")
            printed[visibility] = (tmp_path / "printed.pdf").read_bytes()
        assert printed["visible"].startswith(b"%PDF-")
        assert len(printed["visible"]) > len(printed["hidden"]) + 2_000
        page.settle()
        assert measure_ink(page, tmp_path) == pytest.approx(before, rel=0.1)
        assert_quiet(page)


def test_the_picture_as_svg_is_well_formed_and_loads_nothing(firefox: Session, pages: Pages) -> None:
    with visit(firefox, pages("all")) as visited:
        page = visited.wait()
        svg = page.evaluate(SVG)
        assert ElementTree.fromstring(svg).tag == "{http://www.w3.org/2000/svg}svg"
        assert "Chan Kwok-ki" in svg
        assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")
        assert_quiet(page)
