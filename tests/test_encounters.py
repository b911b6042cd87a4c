"""Who met whom: only who took part in the same meeting, as sentences say, is counted, from either side."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.graph.graph import Graph
from kg.views.encounters import Talk, count_encounters, describe_encounters, find_sides, find_talks
from kg.views.names import Names
from kg.views.periods import Period

PREFIXES = """
@prefix id: <https://w3id.org/gba-kg/id/> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix gba: <https://w3id.org/gba-kg/ns#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix schema: <https://schema.org/> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
# Ada and Ben are of home, Cai and Dou of elsewhere, Eli of both, Fay of nowhere that is known.
TOLD = """
id:place\\/home a schema:Place . id:place\\/far a schema:Place .
id:body\\/own a org:FormalOrganization ; dct:spatial id:place\\/home ; skos:prefLabel "Own Bureau"@en .
id:body\\/other a org:FormalOrganization ; dct:spatial id:place\\/far ; skos:prefLabel "Other Office"@en .
id:post\\/own org:postIn id:body\\/own . id:post\\/other org:postIn id:body\\/other .
id:person\\/ada skos:prefLabel "Ada Au"@en ; org:holds id:post\\/own ; org:memberOf id:body\\/other .
id:person\\/ben skos:prefLabel "Ben Bo"@en ; org:memberOf id:body\\/own .
id:person\\/cai skos:prefLabel "Cai Chu"@en ; org:holds id:post\\/other .
id:person\\/dou skos:prefLabel "Dou Di"@en ; org:holds id:post\\/other .
id:person\\/eli skos:prefLabel "Eli En"@en ; org:holds id:post\\/own , id:post\\/other .
id:person\\/fay skos:prefLabel "Fay Fu"@en .
"""
EVENT = """
id:event\\/{id} a schema:Event ; gba:eventType gba:{type} ; gba:status gba:{status} ; skos:prefLabel "{id}"@en {date} .
"""
PART = """
id:event\\/{event} gba:participation id:participation\\/{event}-{who} . id:participation\\/{event}-{who} gba:agent id:{kind}\\/{who} ; gba:role gba:participant .
"""


def add_event(id: str, *who: str, type: str = "meeting", status: str = "done", date: str = "") -> str:
    dated = f'; schema:startDate "{date}"' if date else ""
    parts = "".join(PART.format(event=id, who=one, kind="body" if one in ("own", "other") else "person") for one in who)
    return EVENT.format(id=id, type=type, status=status, date=dated) + parts


@pytest.fixture
def graph(tmp_path: Path) -> Graph:
    events = (
        add_event("one", "ada", "cai", date="2024-01-08"),
        add_event("two", "ada", "cai", "dou", date="2024-02"),
        add_event("three", "ben", "dou", "other"),
        add_event("four", "ada", "ben", "eli", date="2025-03-01"),
        add_event("planned", "ben", "cai", status="planned", date="2024-01-09"),
        add_event("show", "ben", "cai", type="ceremony", date="2024-01-10"),
        add_event("dinner", "ada", "dou", "fay", type="ceremony", date="2024-01-11"),
        # A sentence of the dinner says that two of those who were there met.
        """id:person\\/ada gba:metWith id:person\\/fay . id:person\\/fay gba:metWith id:person\\/ada .
        id:claim\\/1 rdf:subject id:person\\/ada ; rdf:predicate gba:metWith ; rdf:object id:person\\/fay ;
          prov:wasDerivedFrom <https://w3id.org/gba-kg/id/release/r1/en/s1> .
        id:claim\\/2 rdf:subject id:person\\/ada ; rdf:predicate gba:participatedIn ; rdf:object id:event\\/dinner ;
          prov:wasDerivedFrom <https://w3id.org/gba-kg/id/release/r1/en/s1> .""",
    )
    path = tmp_path / "told.ttl"
    path.write_text(PREFIXES + TOLD + "".join(events), encoding="utf-8")
    return Graph.load(path)


SIDES = {"person/ada": True, "person/ben": True, "person/cai": False, "person/dou": False, "body/other": False}


def tabulate(graph: Graph, **asked: object) -> dict[tuple[str, str], list[str]]:
    board = count_encounters(find_talks(graph), Names(graph), **asked)  # type: ignore[arg-type]
    return {
        (
            one.row.id.partition("/")[2],
            one.column if isinstance(one.column, str) else one.column.id.partition("/")[2],
        ): [event.removeprefix("event/") for event in one.events]
        for one in board.crossings
    }


def test_only_who_took_part_in_a_meeting_that_was_held_or_is_said_to_have_met_at_something_met(graph: Graph) -> None:
    talks = {(talk.event, tuple(sorted(talk.agents))) for talk in find_talks(graph)}
    assert {event for event, _ in talks} == {"event/one", "event/two", "event/three", "event/four", "event/dinner"}
    assert ("event/dinner", ("person/ada", "person/fay")) in talks


def test_who_is_of_both_sides_or_of_none_is_of_neither(graph: Graph) -> None:
    agents = [f"person/{name}" for name in ("ada", "ben", "cai", "dou", "eli", "fay")]
    assert find_sides(graph, "place/home", [*agents, "body/other"]) == SIDES


def test_one_side_stands_against_the_other(graph: Graph) -> None:
    assert tabulate(graph, sides=SIDES) == {
        ("ada", "cai"): ["one", "two"],
        ("ada", "dou"): ["two"],
        ("ben", "dou"): ["three"],
    }
    assert tabulate(graph, sides=SIDES, columns="bodies") == {("ben", "other"): ["three"]}
    assert tabulate(graph, rows="bodies", columns="people") == {
        ("other", "ben"): ["three"],
        ("other", "dou"): ["three"],
    }


def test_everybody_stands_against_everybody(graph: Graph) -> None:
    met = tabulate(graph)
    assert met["ada", "fay"] == ["dinner"]
    assert met["fay", "ada"] == ["dinner"]
    assert met["eli", "ada"] == ["four"]
    assert ("ada", "ada") not in met
    assert ("fay", "dou") not in met


def test_a_period_and_a_month_want_dates_that_are_known_so_closely(graph: Graph) -> None:
    assert tabulate(graph, sides=SIDES, period=Period("2024-01", "2024-01")) == {("ada", "cai"): ["one"]}
    assert tabulate(graph, sides=SIDES, columns="years") == {("ada", "2024"): ["one", "two"]}
    assert tabulate(graph, sides=SIDES, columns="months") == {("ada", "2024-01"): ["one"], ("ada", "2024-02"): ["two"]}
    board = count_encounters(find_talks(graph), Names(graph), columns="years", sides=SIDES)
    assert (board.undated, board.totals) == (1, {"person/ada": 2})


def test_when_somebody_was_met_is_asked_by_name(graph: Graph) -> None:
    found = tabulate(graph, columns="months", is_column=lambda thing: thing.name == "Dou Di", sides=SIDES)
    assert found == {("ada", "2024-02"): ["two"]}
    assert tabulate(graph, is_row=lambda thing: thing.name == "Ben Bo", sides=SIDES) == {("ben", "dou"): ["three"]}


def test_who_has_most_meetings_comes_first() -> None:
    graph = Graph.in_memory()
    talks = [Talk(f"event/{n}", "2024", frozenset({"person/a", f"person/{n % 2}"})) for n in range(3)]
    board = count_encounters(talks, Names(graph))
    assert [row.id for row in board.rows] == ["person/a", "person/0", "person/1"]
    assert board.totals == {"person/a": 3, "person/0": 2, "person/1": 1}


def test_the_meetings_of_a_cell_have_their_dates_places_and_sentences(samples_store: Path) -> None:
    graph = Graph.open(samples_store)
    agents = {"person/chan-kwok-ki", "person/zhong-nanshan"}
    board = count_encounters(find_talks(graph), Names(graph))
    events = next(
        one.events
        for one in board.crossings
        if not isinstance(one.column, str) and {one.row.id, one.column.id} == agents
    )
    (told,) = describe_encounters(graph, Names(graph), events, agents)
    assert told.date is not None
    assert told.date.first == "2024-01-08"
    assert any("academician" in source.text for source in told.evidence)
    assert all(other.id not in agents for other in told.others)
