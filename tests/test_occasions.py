"""To which event or agreement each sentence of a tie belongs."""

from __future__ import annotations

from dataclasses import replace

from sample import CHAN, CHRIS, EXTRACTIONS, FIRST, LI, PACT, SECOND, SUN, ZHANG, make_graph, make_meeting, meet, state

from kg.views.scene import Edge, Scene, make_scene


def find_edge(scene: Scene, start: str, predicate: str, end: str) -> Edge:
    [edge] = [edge for edge in scene.edges if (edge.start, edge.predicate, edge.end) == (start, predicate, end)]
    return edge


def test_that_two_met_belongs_to_the_meeting_of_which_each_sentence_tells() -> None:
    edge = find_edge(make_scene(make_graph(*EXTRACTIONS)), CHAN, "gba:metWith", SUN)
    assert edge.occasions == ("event/sun", "event/later")
    assert edge.told_on == (("2024-01-08",), ("2025-03-03",))


def test_a_part_in_an_event_belongs_to_the_event_and_in_an_agreement_to_that() -> None:
    scene = make_scene(make_graph(*EXTRACTIONS))
    assert find_edge(scene, CHRIS, "gba:participatedIn", "event/sun").occasions == ("event/sun",)
    assert find_edge(scene, LI, "gba:signed", PACT).occasions == (PACT,)


def test_what_no_event_is_known_of_belongs_to_none() -> None:
    told = replace(FIRST, events=(), statements=(state(CHAN, "gba:metWith", ZHANG, 4),))
    assert find_edge(make_scene(make_graph(told)), CHAN, "gba:metWith", ZHANG).occasions == (None,)
    scene = make_scene(make_graph(*EXTRACTIONS))
    assert find_edge(scene, CHAN, "org:holds", "post/cs").occasions == (None, None)


def test_a_meeting_told_of_by_its_month_and_by_its_day_is_one_occasion() -> None:
    vague = replace(
        SECOND,
        events=(replace(make_meeting("event/month", "2025-03", (CHAN, SUN)), label="Meeting of 2025-03-03"),),
        statements=meet("event/month", 1, (CHAN, SUN)),
        release=replace(SECOND.release, id="month"),
    )
    edges = make_scene(make_graph(*EXTRACTIONS, vague)).edges
    found = {edge.occasions for edge in edges if edge.end in ("event/month", "event/later")}
    assert found == {("event/later",)}


def test_of_two_meetings_on_a_day_the_one_in_the_sentence_is_meant() -> None:
    other = replace(make_meeting("event/a-walk", "2024-01-08", (CHAN, ZHANG)), label="Walk")
    parts = tuple(one for one in meet(other.id, 1, (CHAN, ZHANG)) if one.predicate != "gba:metWith")
    told = replace(FIRST, events=(*FIRST.events, other), statements=(*FIRST.statements, *parts))
    assert find_edge(make_scene(make_graph(told)), CHAN, "gba:metWith", ZHANG).occasions == ("event/zhang",)
