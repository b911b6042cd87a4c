"""The card beside the drawing, in a real browser: one entry for each occasion, one quotation each, to be cited."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import CHROMIUM, visit
from playwright.sync_api import Browser, Page
from sample import CHAN, CHRIS, CS, EXTRACTIONS, FIRST, LI, MAYOR, NG, PACT, SECOND, SUN, ZHANG, make_graph

from kg.graph.graph import Graph
from kg.phrases import LANGUAGES
from kg.views.counts import Teller
from kg.views.picture import draw
from kg.views.picture.headline import name_release, say_headline
from kg.views.scene import Scene, make_scene
from kg.views.selection import Selection

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
Pages = Callable[[str], Path]
PLANNED = "event/ng"


@pytest.fixture(scope="module")
def scenes(sample_graph: Graph) -> dict[str, Scene]:
    hand = make_graph(*EXTRACTIONS)
    restated = make_graph(replace(FIRST, release=replace(FIRST.release, restated=True)))
    return {
        "by hand": make_scene(hand),
        "around": make_scene(hand, Selection(name=CHAN, hops=2)),
        "path": make_scene(hand, Selection(path=(LI, SUN))),
        "release": make_scene(hand, Selection(release="sample-20240108")),
        "restated": make_scene(restated),
        "everything": make_scene(sample_graph),
        "far path": make_scene(sample_graph, Selection(path=("Zhong Nanshan", "John Lee"))),
    }


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, scenes: dict[str, Scene]) -> Pages:
    """Draws each picture once, when it is first asked for."""
    folder = tmp_path_factory.mktemp("cards")

    def get_page(name: str) -> Path:
        path = folder / f"{name}.html"
        if not path.exists():
            draw(scenes[name], path)
        return path

    return get_page


def list_entries(page: Page) -> list[dict[str, Any]]:
    """Gives the entries of the card: their text, the facts in them and the sentences that they hold."""
    code = """(found) => found.map((entry) => ({
      text: entry.innerText.replace(/\\s+/g, " "), edges: entry.dataset.edges.split(" ").map(Number),
      words: [...entry.querySelectorAll(".words")].map((words) => words.textContent),
      shown: [...entry.querySelectorAll(":scope > .source .words")].map((words) => words.textContent) }))"""
    entries: list[dict[str, Any]] = page.locator("#card .fact").evaluate_all(code)
    return entries


# One entry for each occasion.


def test_a_meeting_is_one_entry_however_many_facts_tell_of_it(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("by hand"), f"#sel={CHAN}") as visited:
        entries = list_entries(visited.wait())
    met = [entry for entry in entries if entry["text"][10:].startswith(" met ")]
    assert [entry["text"][:10] for entry in met] == ["8 Jan 2024", "8 Jan 2024", "3 Mar 2025"]
    [meeting] = [entry for entry in met if "met Chris Sun, Sun Zhiyang" in entry["text"]]
    assert len(meeting["edges"]) >= 3
    assert len(meeting["shown"]) == 1


@pytest.mark.parametrize("name", ["by hand", "everything"])
def test_every_fact_of_a_thing_is_in_one_entry_and_every_sentence_can_be_read(
    browser: Browser, pages: Pages, scenes: dict[str, Scene], name: str
) -> None:
    scene = scenes[name]
    ids = sorted({id for edge in scene.edges if edge.is_done for id in (edge.start, edge.end)})
    with visit(browser, pages(name)) as visited:
        page = visited.wait()
        for id in ids:
            page.evaluate("(id) => picture.choose(id)", id)
            entries = list_entries(page)
            own = [at for at, edge in enumerate(scene.edges) if edge.is_done and id in (edge.start, edge.end)]
            listed = {at for entry in entries for at in entry["edges"]}
            assert set(own) <= listed, id
            words = [text for entry in entries for text in entry["words"]]
            assert {scene.sentences[at].text for edge in own for at in scene.edges[edge].evidence} <= set(words), id
            assert page.locator("#card .words").count() == len(set(find_places(page))), id
        assert visited.errors == []


def find_places(page: Page) -> list[str]:
    places: list[str] = page.locator("#card .words").evaluate_all("(found) => found.map((words) => words.id)")
    return places


def test_an_entry_whose_sentence_stands_elsewhere_leads_there(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("by hand"), f"#sel={SUN}") as visited:
        page = visited.wait()
        page.locator("#card .fact > button.small").first.click()
        assert page.evaluate("() => document.activeElement.classList.contains('words')")


@pytest.mark.parametrize(
    ("id", "numbers"),
    [
        (CHAN, ["3 people met", "3 meetings", "1 agreement", "2 releases"]),
        (LI, ["1 agreement", "1 release"]),
        (PACT, ["3 people", "2 bodies", "1 release"]),
        ("event/sun", ["3 people", "1 place", "1 release"]),
        (MAYOR, ["1 person", "1 body", "2 releases"]),
    ],
)
def test_numbers_say_how_much_there_is(browser: Browser, pages: Pages, id: str, numbers: list[str]) -> None:
    with visit(browser, pages("by hand"), f"#sel={id}") as visited:
        assert visited.wait().locator("#card .numbers span").all_inner_texts() == numbers


def test_a_person_has_the_office_of_its_mark_and_in_a_period_the_one_held_in_it(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("by hand"), f"#sel={SUN}") as visited:
        page = visited.wait()
        assert page.locator("#card .office").all_inner_texts() == [
            "Mayor, People's Government of Guangzhou Municipality"
        ]
        page.evaluate("() => picture.change({ to: 3 })")
        assert page.locator("#card .office").all_inner_texts() == ["Acting Mayor"]
        page.evaluate("() => picture.change({ lang: 'zh-Hant' })")
        assert page.locator("#card .office").all_inner_texts() == ["署理市長"]


def test_an_event_says_in_what_office_each_was_there(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("by hand"), "#sel=event/sun") as visited:
        said = visited.wait().locator("#card").inner_text()
    assert "Chan Kwok-ki · Chief Secretary for Administration" in said
    assert "Sun Zhiyang · Acting Mayor" in said


def test_an_office_found_by_search_shows_who_held_it_when(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("by hand")) as visited:
        page = visited.wait()
        page.fill("#search", "Mayor")
        page.keyboard.press("Enter")
        assert page.evaluate("() => picture.state.selected") == MAYOR
        [entry] = [entry["text"] for entry in list_entries(page) if entry["text"].startswith("Sun Zhiyang")]
        assert "acting, seen 8 Jan 2024; substantive, seen 3 Mar 2025" in entry


def test_a_body_lists_its_offices_with_their_holders(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("by hand"), "#sel=body/hksar-government") as visited:
        entries = [entry["text"] for entry in list_entries(visited.wait())]
    assert [entry for entry in entries if entry.startswith("Chief Secretary for Administration Chan Kwok-ki")]
    assert [entry for entry in entries if entry.startswith("8 Jan 2024") and "Talent Co-operation" in entry]


# Lines and ways.


def test_a_line_says_how_often_and_lists_each_time(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("around")) as visited:
        page = visited.wait()
        line = page.evaluate(
            f"() => picture.edges.find((edge) => edge.to === 'event/later' && edge.from === '{CHAN}').id"
        )
        page.evaluate("(id) => picture.chooseLine(id)", line)
        assert page.locator("#card h2").inner_text() == "Chan Kwok-ki met Sun Zhiyang 2 times"
        entries = list_entries(page)
        assert [entry["text"][:10] for entry in entries] == ["8 Jan 2024", "3 Mar 2025"]
        assert [line in entry["edges"] for entry in entries] == [False, True]
        assert page.locator("#card .fact.chosen").count() == 1


def test_each_step_of_a_way_has_one_sentence_first(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("path")) as visited:
        entries = list_entries(visited.wait())
        assert len(entries) >= 2
        assert [len(entry["shown"]) for entry in entries] == [1] * len(entries)


def test_a_way_through_an_office_of_other_years_says_so(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("far path")) as visited:
        assert "other years" in visited.wait().locator("#card .apart").inner_text()
    with visit(browser, pages("path")) as visited:
        assert visited.wait().locator("#card .apart").count() == 0


def test_a_way_says_how_many_there_are(browser: Browser, pages: Pages, scenes: dict[str, Scene]) -> None:
    ways = max(scenes["path"].ways, len(scenes["path"].lanes))
    with visit(browser, pages("path")) as visited:
        assert f"Way 1 of {ways}, " in visited.wait().locator("#card").inner_text()


# Citations.

READ = "() => navigator.clipboard.readText()"


def copy_first(page: Page) -> str:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#card .source button").first.click()
    page.wait_for_function("() => document.getElementById('told').textContent")
    text: str = page.evaluate(READ)
    return text


def test_a_sentence_can_be_copied_with_its_release_and_the_day(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("by hand"), f"#sel={LI}") as visited:
        page = visited.wait()
        assert copy_first(page) == (
            f"“{FIRST.sentences[1].text}” Release of 2024-01-08, press release, 2024-01-08, "
            f"https://www.info.gov.hk/gia/sample-20240108.htm, accessed {date.today()}"
        )
        assert page.locator("[role=status]#told").inner_text() == "Copied"


@pytest.mark.parametrize(
    ("lang", "start", "end"),
    [
        ("zh-Hant", "「The framework", f"瀏覽日期：{date.today()}"),
        ("zh-Hans", "“The framework", f"浏览日期：{date.today()}"),
    ],
)
def test_a_citation_speaks_the_language_of_the_page(
    browser: Browser, pages: Pages, lang: str, start: str, end: str
) -> None:
    with visit(browser, pages("by hand"), f"#sel={LI}&lang={lang}") as visited:
        text = copy_first(visited.wait())
    assert text.startswith(start)
    assert text.endswith(end)


def test_what_is_restated_is_not_cited_as_a_quotation(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("restated"), f"#sel={LI}") as visited:
        page = visited.wait()
        assert page.locator("#card blockquote").count() == 0
        assert page.locator("#card .remark").first.inner_text() == "restated, not a quotation"
        text = copy_first(page)
    assert text.startswith(f"restated, not a quotation: {FIRST.sentences[1].text} Release of")
    assert "“" not in text


def test_where_the_clipboard_is_refused_the_citation_is_selected(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("by hand"), f"#sel={LI}") as visited:
        page = visited.wait()
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
        page.locator("#card .source button").first.click()
        box = page.locator("#card textarea")
        box.wait_for()
        assert page.evaluate("() => document.activeElement.tagName") == "TEXTAREA"
        assert page.evaluate("() => getSelection().toString()") == box.input_value() != ""
        assert "keyboard" in page.locator("#told").inner_text()


# What is planned.


def test_something_planned_is_shown_when_it_is_searched_for(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("by hand")) as visited:
        page = visited.wait()
        assert NG not in page.evaluate("() => [...picture.look().ids]")
        page.fill("#search", "Meeting of 2024-01-09")
        assert "planned or cancelled" in page.locator("#found").inner_text()
        page.keyboard.press("Enter")
        assert page.evaluate("() => picture.state.selected") == PLANNED
        assert NG in page.evaluate("() => [...picture.look().ids]")
        assert "planned or cancelled" in page.locator("#card").inner_text()
        assert list_entries(page)
        page.keyboard.press("Escape")
        assert NG not in page.evaluate("() => [...picture.look().ids]")


# The first five seconds.


def count_meetings(scene: Scene) -> dict[str, int]:
    """Counts for each person the meetings that it was at, by the events of which the sentences tell."""
    sorts = {node.thing.id: node.sort for node in scene.nodes}
    found: dict[str, set[str]] = {id: set() for id in sorts if id.startswith("person/")}
    for edge in [edge for edge in scene.edges if edge.is_done]:
        for occasion, days in zip(edge.occasions, edge.told_on, strict=True):
            at_meeting = (
                edge.predicate in ("gba:participatedIn", "gba:chaired") and sorts.get(occasion or "") == "meeting"
            )
            if edge.predicate == "gba:metWith" or at_meeting:
                for id in {edge.start, edge.end} & found.keys():
                    found[id].add(occasion or str(days))
    return {id: len(events) for id, events in found.items()}


def test_ten_people_to_start_from_have_their_office_and_number_of_meetings(
    browser: Browser, pages: Pages, scenes: dict[str, Scene]
) -> None:
    with visit(browser, pages("everything")) as visited:
        page = visited.wait()
        ids = page.locator("#card .start button").evaluate_all("(found) => found.map((one) => one.dataset.id)")
        texts = page.locator("#card .start li").all_inner_texts()
        page.locator("#card .start button").first.click()
        numbers = page.locator("#card .numbers span").all_inner_texts()
    counts = count_meetings(scenes["everything"])
    assert len(ids) == 10
    assert [counts[id] for id in ids] == sorted(counts.values(), reverse=True)[:10]
    for id, text in zip(ids, texts, strict=True):
        [said] = re.findall(r"(\d+) meetings?", text)
        assert int(said) == counts[id]
    assert "Chief Secretary" in texts[ids.index(CHAN)]
    assert f"{counts[ids[0]]} meetings" in numbers


@pytest.mark.parametrize("name", ["by hand", "around", "release", "everything"])
def test_card_start_list_and_headline_count_alike(
    browser: Browser, pages: Pages, scenes: dict[str, Scene], name: str
) -> None:
    teller = Teller(scenes[name])
    code = """(ids) => ids.map((id) => {
      picture.choose(id);
      return [...document.querySelectorAll("#card .numbers span")].map((one) => [one.dataset.number, parseInt(one.innerText.match(/\\d+/)[0])]) })"""
    ids = [node.thing.id for node in scenes[name].nodes]
    with visit(browser, pages(name)) as visited:
        page = visited.wait()
        counted = page.evaluate(code, ids)
    for id, numbers in zip(ids, counted, strict=True):
        assert {key: n for key, n in numbers if key != "release"} == teller.count(id).counts, id


def test_what_happened_is_the_sum_of_the_numbers_above_it(browser: Browser, pages: Pages) -> None:
    sorts = ("meeting", "event", "agreement", "initiative", "plan")
    with visit(browser, pages("everything")) as visited:
        page = visited.wait()
        for id in page.evaluate("() => [...picture.look().ids].filter((id) => id.startsWith('person/'))"):
            page.evaluate("(id) => picture.choose(id)", id)
            texts = dict(
                page.locator("#card .numbers span").evaluate_all(
                    "(all) => all.map((one) => [one.dataset.number, one.innerText])"
                )
            )
            total = sum(int(re.sub(r"\D", "", text)) for key, text in texts.items() if key in sorts)
            found = re.findall(r"What happened \((\d+)\)", page.locator("#card").inner_text())
            assert sum(map(int, found)) == total, id


def test_the_people_of_a_release_come_first_with_what_each_did(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("release")) as visited:
        page = visited.wait()
        assert page.locator("#title").inner_text() == "Release of 2024-01-08"
        assert page.locator("#card h2").inner_text() == "People in this release"
        told = {
            text.split("\n")[0]: text.replace("\n", " ") for text in page.locator("#card .start li").all_inner_texts()
        }
    assert "signed" in told["Li Huanchun"]
    assert "met Sun Zhiyang" in told["Chan Kwok-ki"] or "met Chris Sun" in told["Chan Kwok-ki"]


def test_what_is_planned_is_told_as_planned(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("by hand"), f"#sel={CHAN}&planned=1") as visited:
        page = visited.wait()
        [planned] = [entry["text"] for entry in list_entries(page) if "planned or cancelled" in entry["text"]]
        assert "planned to meet" in planned or "planned to take part in" in planned
        assert "1 planned or cancelled" in page.locator("#card .numbers").inner_text()


def test_what_can_be_opened_and_what_is_left_out_are_told_apart(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("around")) as visited:
        page = visited.wait()
        words = page.evaluate("() => JSON.parse(document.getElementById('data').textContent).page.words.en")
        assert "marks shown" in page.locator("#note").inner_text()
    assert words["expand"][1] == "Open {n} more marks here"
    assert words["beyond"][1] == "{n} more lines in the graph, not in this picture"


def test_the_name_of_an_event_does_not_repeat_the_day_beside_it(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("everything"), f"#sel={CHAN}") as visited:
        for entry in visited.wait().locator("#card .fact .named").all_inner_texts():
            for day in re.findall(r"^\d+ \w+ \d{4}", entry):
                assert entry.count(day) == 1, entry


def test_all_that_is_drawn_is_listed_by_kind_below(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("by hand"), "#without=post") as visited:
        page = visited.wait()
        lists = page.locator("#card details.all")
        assert lists.count() >= 4
        assert not lists.first.get_attribute("open")
        listed = page.locator("#card details.all button").evaluate_all("(all) => all.map((one) => one.dataset.id)")
        assert sorted(listed) == sorted(page.evaluate("() => [...picture.look().ids]"))


@pytest.mark.parametrize("name", ["by hand", "around", "path", "release"])
def test_the_headline_stands_above_the_drawing_and_in_the_title(
    browser: Browser, pages: Pages, scenes: dict[str, Scene], name: str
) -> None:
    said = say_headline(scenes[name])
    with visit(browser, pages(name)) as visited:
        page = visited.wait()
        for lang in LANGUAGES:
            page.evaluate("(lang) => picture.change({ lang })", lang)
            assert page.locator("#headline").inner_text() == said.say(lang)
            assert page.title() == (name_release(scenes[name]) if name == "release" else said).say(lang)
        assert page.locator("#headline a").count() == (1 if name == "release" else 0)


def test_the_title_is_said_without_a_script_too(pages: Pages, scenes: dict[str, Scene]) -> None:
    assert f"<title>{say_headline(scenes['by hand'])}</title>" in pages("by hand").read_text(encoding="utf-8")


# Keyboard and looks.


def test_arrows_walk_from_entry_to_entry(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("by hand"), f"#sel={CHAN}") as visited:
        page = visited.wait()
        count = page.locator("#card .fact").count()
        walked = set()
        for _ in range(count):
            page.keyboard.press("ArrowDown")
            walked.add(page.evaluate("() => document.activeElement.closest('.fact').dataset.edges"))
        assert len(walked) == count


@pytest.mark.parametrize(
    "address", ["", f"#sel={CHAN}", f"#sel={CHRIS}&lang=zh-Hans", f"#sel={PACT}", "#sel=event/sun", f"#sel={CS}"]
)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_wrong_in_a_card(browser: Browser, pages: Pages, address: str, dark: bool) -> None:
    with visit(browser, pages("by hand"), address, dark=dark) as visited:
        page = visited.wait()
        found = Axe().run(page, context="#card", options={"rules": {"target-size": {"enabled": True}}}).response
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found["violations"]] == []


@pytest.mark.parametrize("address", [f"#sel={CHAN}", f"#sel={PACT}", ""])
def test_what_is_clicked_in_a_card_is_high_enough(browser: Browser, pages: Pages, address: str) -> None:
    code = """(all) => all.map((one) => [one.textContent, one.getBoundingClientRect().height])
      .filter(([, height]) => height > 0 && height < 24)"""
    with visit(browser, pages("by hand"), address) as visited:
        assert visited.wait().locator("#card button, #card summary").evaluate_all(code) == []


def test_a_meeting_of_two_is_told_of_by_both(browser: Browser, pages: Pages) -> None:
    with visit(browser, pages("by hand"), f"#sel={ZHANG}") as visited:
        [entry] = list_entries(visited.wait())
        assert "met Chan Kwok-ki" in entry["text"]
        assert entry["shown"] == [FIRST.sentences[3].text]
        assert SECOND.sentences[0].text not in entry["words"]
