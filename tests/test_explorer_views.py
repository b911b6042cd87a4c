"""The views that only pages need: an event, a body among others, a release, the latest releases."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample import CHAN, CHRIS, EXTRACTIONS, SUN, TALENT, make_graph

from kg.errors import UnknownNameError
from kg.graph.graph import Graph
from kg.views.dossier import find_statements
from kg.views.gathering import describe_event
from kg.views.names import Names, Thing
from kg.views.news import find_news
from kg.views.reading import read_release_page
from kg.views.search import search_graph, search_words
from kg.views.structure import find_structure

BODIES = """
@prefix id: <https://w3id.org/gba-kg/id/> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix gba: <https://w3id.org/gba-kg/ns#> .
@prefix schema: <https://schema.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
id:body\\/city a org:FormalOrganization ; skos:prefLabel "City of Oakham"@en .
id:body\\/water a org:FormalOrganization ; skos:prefLabel "Water Bureau"@en ; org:subOrganizationOf id:body\\/city .
id:body\\/pipes a org:FormalOrganization ; skos:prefLabel "Pipe Office"@en ; org:subOrganizationOf id:body\\/water .
id:mechanism\\/rivers a org:OrganizationalCollaboration ; skos:prefLabel "River Forum"@en ; org:hasMember id:body\\/water .
id:post\\/head a org:Post ; skos:prefLabel "Head of Water"@en ; org:postIn id:body\\/water .
id:post\\/clerk a org:Post ; skos:prefLabel "Clerk"@en ; org:postIn id:body\\/water .
id:person\\/ada skos:prefLabel "Ada Rook"@en . id:person\\/ben skos:prefLabel "Ben Rook"@en .
id:tenure\\/1 a gba:Tenure ; org:member id:person\\/ada ; gba:post id:post\\/head ; org:organization id:body\\/water ;
  gba:capacity gba:substantive ; schema:startDate "2020-01-01"^^xsd:date ; schema:endDate "2021-01-01"^^xsd:date .
id:tenure\\/2 a gba:Tenure ; org:member id:person\\/ben ; gba:post id:post\\/head ; org:organization id:body\\/water ;
  gba:capacity gba:acting ; gba:attestedOn "2022-02-02"^^xsd:date .
id:tenure\\/3 a gba:Tenure ; org:member id:person\\/ben ; org:organization id:body\\/water ;
  gba:capacity gba:substantive ; gba:attestedOn "2023-02-02"^^xsd:date .
"""


@pytest.fixture(scope="module")
def graph() -> Graph:
    return make_graph(*EXTRACTIONS)


def name_all(things: tuple[Thing, ...]) -> list[str]:
    return [thing.name for thing in things]


def test_a_body_stands_between_those_above_and_below_it(tmp_path: Path) -> None:
    path = tmp_path / "bodies.ttl"
    path.write_text(BODIES, encoding="utf-8")
    graph = Graph.load(path)
    found = find_structure(graph, Names(graph), "body/water")
    sides = (found.above, found.below, found.members, found.joined)
    assert [name_all(side) for side in sides] == [["City of Oakham"], ["Pipe Office"], [], ["River Forum"]]
    told = [
        (chair.office.name, [(term.person.name, term.capacity, str(term.date)) for term in chair.terms])
        for chair in found.offices
    ]
    assert told == [
        (
            "Head of Water",
            [
                ("Ben Rook", "acting", "seen on 2022-02-02"),
                ("Ada Rook", "substantive", "from 2020-01-01 until 2021-01-01"),
            ],
        ),
        ("Clerk", []),
    ]
    assert name_all(find_structure(graph, Names(graph), "mechanism/rivers").members) == ["Water Bureau"]


def test_an_event_is_told_with_all_who_took_part(sample_graph: Graph) -> None:
    found = describe_event(sample_graph, "event/97f6b3c474133810")
    assert (found.type, found.status, str(found.date)) == ("signing", "done", "on 2024-01-08")
    seats = {seat.agent.name: seat for seat in found.seats}
    assert {"Chris Sun", "Li Huanchun", "Chan Kwok-ki"} <= seats.keys()
    assert str(seats["Chris Sun"].roles) == "signatory"
    assert seats["Chris Sun"].body is not None
    assert all(seat.evidence for seat in found.seats)
    assert [one.kind for one in found.agreements] == ["agreement"]
    assert {source.release.rpartition("/")[2] for source in found.evidence} == {"en", "zh-Hant"}


def test_what_is_no_event_is_unknown(graph: Graph) -> None:
    with pytest.raises(UnknownNameError, match="event/none"):
        describe_event(graph, "event/none")


def test_a_release_is_read_sentence_by_sentence(graph: Graph) -> None:
    (release,) = [item.release for item in find_news(graph) if len(item.evidence) > 1]
    reading = read_release_page(graph, release.id.removeprefix("release/"))
    assert ["".join(piece.text for piece in passage.pieces) for passage in reading.passages] == [
        TALENT[passage.ordinal - 1] for passage in reading.passages
    ]
    marked = {piece.thing.id for passage in reading.passages for piece in passage.pieces if piece.thing}
    assert {CHAN, CHRIS, SUN} <= marked
    planned = [said for passage in reading.passages for said in passage.said if said.status == "planned"]
    assert planned
    met = [
        (said.subject.id, said.object.id)
        for passage in reading.passages
        for said in passage.said
        if str(said.verb) == "met" and isinstance(said.object, Thing)
    ]
    assert len({frozenset(pair) for pair in met}) == len(met)


def test_what_is_no_release_is_unknown(graph: Graph) -> None:
    with pytest.raises(UnknownNameError, match="none/en"):
        read_release_page(graph, "none/en")


NAMESAKES = """
@prefix id: <https://w3id.org/gba-kg/id/> . @prefix gba: <https://w3id.org/gba-kg/ns#> .
@prefix dct: <http://purl.org/dc/terms/> . @prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://w3id.org/gba-kg/id/release/r/en> a gba:Release ; dct:title "News"@en ; dct:language "en" ;
  dct:issued "2024-01-08T00:00:00+08:00"^^xsd:dateTime ;
  schema:mentions id:person\\/a, id:person\\/b, id:place\\/oak, id:place\\/oakham .
<https://w3id.org/gba-kg/id/release/r/en/s1> a gba:Sentence ; gba:ordinal 1 ;
  dct:isPartOf <https://w3id.org/gba-kg/id/release/r/en> ; oa:exact "Ann Lee came to Oakham and Oak."@en .
id:person\\/a skos:prefLabel "Ann Lee"@en . id:person\\/b skos:prefLabel "Ann Lee"@en .
id:place\\/oak skos:prefLabel "Oak"@en . id:place\\/oakham skos:prefLabel "Oakham"@en .
"""
CLAIM = """
id:claim\\/1 a gba:Claim ; rdf:subject id:person\\/b ; rdf:predicate gba:visited ; rdf:object id:place\\/oakham ;
  prov:wasDerivedFrom <https://w3id.org/gba-kg/id/release/r/en/s1> .
"""


@pytest.mark.parametrize(("claim", "marked"), [("", []), (CLAIM, ["person/b"])])
def test_of_two_who_are_called_alike_only_the_one_that_the_sentence_speaks_of_is_marked(
    tmp_path: Path, claim: str, marked: list[str]
) -> None:
    path = tmp_path / "namesakes.ttl"
    path.write_text(NAMESAKES + claim, encoding="utf-8")
    (passage,) = read_release_page(Graph.load(path), "r/en").passages
    things = [piece.thing.id for piece in passage.pieces if piece.thing]
    assert things == [*marked, "place/oakham", "place/oak"]


def test_news_come_latest_first_and_about_a_thing_only_those_that_name_it(sample_graph: Graph) -> None:
    news = find_news(sample_graph, limit=100)
    days = [item.day for item in news]
    assert days == sorted(days, reverse=True)
    assert len(news) == 30
    about = find_news(sample_graph, about=Names(sample_graph).get("person/zhong-nanshan"))
    assert {item.release.id for item in about} < {item.release.id for item in news}
    assert all("Zhong Nanshan" in source.text or "鍾南山" in source.text for item in about for source in item.evidence)
    assert find_news(sample_graph, limit=0) == ()


def test_what_sentences_state_is_given_with_their_claims(graph: Graph) -> None:
    (item,) = [item for item in find_news(graph) if len(item.evidence) == 1]
    rows = find_statements(graph, [item.evidence[0].id]).list_values()
    assert any((predicate or "").endswith("metWith") for _, predicate, _ in rows)
    assert any((predicate or "").endswith("wasDerivedFrom") for _, predicate, _ in rows)
    assert find_statements(graph, []).rows == ()


def test_an_open_graph_is_searched_like_its_store(store: Path) -> None:
    opened = Graph.open(store)
    assert search_graph(opened, "Chan Kwok-ki") == search_words(store, "Chan Kwok-ki")
    in_memory = Graph.in_memory()
    in_memory.add(opened.quads())
    found = [thing.id for thing in search_graph(in_memory, "Chan Kwok-ki").things]
    assert found == [thing.id for thing in search_graph(opened, "Chan Kwok-ki").things]
