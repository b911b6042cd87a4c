"""The headline of a picture: what it shows, and from how many releases, in each language."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sample import CHAN, CS, EXTRACTIONS, FIRST, LI, SUN, make_graph

from kg.graph.graph import Graph
from kg.phrases import LANGUAGES
from kg.statements import Extraction
from kg.views.headline import make_headline
from kg.views.picture.headline import name_release, say_headline
from kg.views.picture.picture import say_title
from kg.views.scene import Scene, make_scene
from kg.views.selection import Selection

LI_SAID = "Li Huanchun: 1 agreement in 1 release, 2024"


@pytest.fixture(scope="module")
def graph() -> Graph:
    return make_graph(*EXTRACTIONS)


def select(graph: Graph, **asked: object) -> Scene:
    return make_scene(graph, Selection(**asked))  # type: ignore[arg-type]


def test_the_headline_of_all_counts_all_that_matches(graph: Graph) -> None:
    scene = make_scene(graph)
    totals = make_headline(scene).totals
    assert totals == scene.totals
    assert (totals.releases, totals.first, totals.last) == (2, "2024-01-08", "2025-03-03")


def test_the_headline_of_all_says_it_in_each_language_with_its_source(graph: Graph) -> None:
    scene = make_scene(graph)
    assert scene.totals
    things, statements = scene.totals.things, scene.totals.statements
    said = say_headline(scene)
    assert said == (
        f"{things} things and {statements} statements read from 2 releases, 2024 to 2025. "
        "Source: press releases, the last of 2025-03-03."
    )
    assert said.say("zh-Hant").startswith(
        f"由 2 份新聞公報讀出 {things} 項事物、{statements} 項陳述，2024 至 2025 年。"
    )
    assert said.say("zh-Hans").startswith(
        f"由 2 份新闻公报读出 {things} 项事物、{statements} 项陈述，2024 至 2025 年。"
    )


def test_the_last_release_counts_though_it_states_nothing(graph: Graph) -> None:
    silent = Extraction(replace(FIRST.release, id="silent", issued=FIRST.release.issued.replace(year=2026)), (), ())
    assert make_scene(make_graph(*EXTRACTIONS, silent)).latest == "2026-01-08"
    assert make_scene(graph).latest == "2025-03-03"


def test_the_headline_around_a_name_counts_what_is_told_of_it(graph: Graph) -> None:
    said = say_headline(select(graph, name=LI))
    assert said == LI_SAID
    assert said.say("zh-Hant") == "李煥春：1 份協議，見於 1 份新聞公報，2024 年"
    wider = select(graph, name=LI, hops=2)
    assert say_headline(wider) == f"{LI_SAID}; 2 people and 2 bodies within 2 steps"
    assert say_headline(wider).say("zh-Hant").endswith("，2024 年；2 步之內有 2 人及 2 個機構")
    assert make_headline(wider).kinds["person"] == 2


def test_a_person_is_named_with_the_office_held_last(graph: Graph) -> None:
    scene = select(graph, name=SUN)
    assert say_headline(scene).startswith("Sun Zhiyang, Mayor")
    assert say_headline(scene).say("zh-Hant").startswith("市長孫志洋：")


def test_who_only_acts_in_an_office_is_named_as_acting() -> None:
    said = say_headline(select(make_graph(FIRST), name=SUN))
    assert said.startswith("Sun Zhiyang, Acting Mayor, ")


def test_what_is_planned_is_not_counted_unless_asked_for(graph: Graph) -> None:
    plain, planned = (make_headline(select(graph, name=CHAN, planned=asked)) for asked in (False, True))
    assert planned.totals.statements > plain.totals.statements
    assert "plan" not in plain.counts
    assert planned.counts == {**plain.counts, "plan": 1}
    assert planned.kinds["person"] == plain.kinds["person"] + 1


def test_the_headline_of_a_path_counts_ways_and_steps(graph: Graph) -> None:
    scene = select(graph, path=("Li Huanchun", "Sun Zhiyang"))
    headline = make_headline(scene)
    assert headline.ways == scene.ways == len(scene.lanes)
    least, most = headline.steps
    steps = f"{most} steps" if least == most else f"{least} to {most} steps"
    assert say_headline(scene) == f"Li Huanchun and Sun Zhiyang: {headline.ways} ways of {steps}"
    assert "條路徑" in say_headline(scene).say("zh-Hant")
    assert say_headline(select(graph, path=(CHAN, "Zhang Xin"))) == "Chan Kwok-ki and Zhang Xin: 1 way of 1 step"


def test_the_headline_of_a_release_is_its_day_what_is_in_it_and_its_address(graph: Graph) -> None:
    said = say_headline(select(graph, release="sample-20240108"))
    assert said == (
        "Press release of 8 Jan 2024 (sample-20240108): 5 people, 2 bodies, 1 agreement, 1 place, 2 events "
        "and 20 statements, https://www.info.gov.hk/gia/sample-20240108.htm"
    )
    assert said.say("zh-Hant").startswith("2024年1月8日的新聞公報（sample-20240108）：5 人、")
    assert said.say("zh-Hant").endswith("https://www.info.gov.hk/gia/sample-20240108.htm")


def test_a_release_is_called_by_its_title_in_the_language_of_the_page() -> None:
    chinese = replace(
        FIRST, release=replace(FIRST.release, lang="zh-Hant", title="穗港簽署協議", url="https://www.info.gov.hk/c.htm")
    )
    scene = select(make_graph(FIRST, chinese), release="sample-20240108")
    titles = ["Release of 2024-01-08", "穗港簽署協議", "穗港签署协议"]
    assert [name_release(scene).say(lang) for lang in LANGUAGES] == titles
    assert say_title(scene) == titles[0]
    assert say_headline(scene).say("zh-Hans").endswith("，https://www.info.gov.hk/c.htm")


def test_a_release_without_a_title_is_called_by_its_name() -> None:
    bare = replace(FIRST, release=replace(FIRST.release, title=""))
    assert name_release(select(make_graph(bare), release="sample-20240108")) == "sample-20240108"


def test_the_same_graph_gives_the_same_headline(graph: Graph) -> None:
    again = make_graph(*reversed(EXTRACTIONS))
    for asked in ({}, {"name": CHAN}, {"path": (LI, SUN)}, {"name": CS}):
        assert say_headline(select(graph, **asked)) == say_headline(select(again, **asked))
