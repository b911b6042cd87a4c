"""Of somebody with many meetings as much is asked as of somebody with few, and the answer is what the triples say."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox
import pytest

from kg.graph.graph import Graph
from kg.graph.terms import make_name
from kg.views.dossier import open_dossier
from kg.views.events import find_occasions, find_occasions_around
from kg.views.evidence import Fact, find_facts_at, find_facts_behind_parts, find_facts_of
from kg.views.lookup import describe_person, list_meetings
from kg.views.timeline import tell_timeline

MEETINGS = 1500
HUB, GUESTS, RARE = "person/ama-hub", 50, "person/bo-rare"
# So many things are asked for at a time.
# Sentences of parts and of plans.
AGAIN = ("sentences again", "releases again")
BATCH = 200


def list_guests(number: int) -> list[str]:
    return [f"person/guest-{number % GUESTS}", *([RARE] if number < 2 else [])]


def make_meeting(number: int) -> list[ox.Quad]:
    event, sentence = f"id:event/e{number}", f"id:release/r{number}/en/s1"
    quads = [
        (event, "rdf:type", "schema:Event"),
        (sentence, "rdf:type", "gba:Sentence"),
        (event, "gba:status", "gba:done"),
        (sentence, "dct:isPartOf", f"id:release/r{number}/en"),
    ]
    for agent in (HUB, *list_guests(number)):
        part, claim = (f"id:{kind}/{agent.partition('/')[2]}-{number}" for kind in ("participation", "claim"))
        quads += [
            (event, "gba:participation", part),
            (part, "gba:agent", f"id:{agent}"),
            (part, "gba:role", "gba:participant"),
            (claim, "rdf:type", "gba:Claim"),
            (claim, "rdf:subject", f"id:{agent}"),
            (claim, "rdf:predicate", "gba:participatedIn"),
            (claim, "rdf:object", event),
            (claim, "gba:elaboratedBy", part),
            (claim, "prov:wasDerivedFrom", sentence),
        ]
    told = [
        ox.Quad(make_name(sentence), make_name("oa:exact"), ox.Literal(f"They met for the {number}th time.")),
        ox.Quad(make_name(sentence), make_name("gba:ordinal"), ox.Literal(1)),
    ]
    told += [
        ox.Quad(make_name(id), make_name("skos:prefLabel"), ox.Literal(name, language="en"))
        for id, name in ((event, f"Meeting {number}"), *((f"id:{agent}", agent) for agent in (HUB, RARE)))
    ]
    return told + [ox.Quad(*map(make_name, quad)) for quad in quads]


@pytest.fixture(scope="module")
def graph() -> Graph:
    made = Graph.in_memory()
    made.add(quad for number in range(MEETINGS) for quad in make_meeting(number))
    return made


def count_questions(
    monkeypatch: pytest.MonkeyPatch, graph: Graph, find: Callable[[Graph, str], object], agent: str
) -> int:
    asked: list[str] = []

    def listen(method: Callable[..., object]) -> Callable[..., object]:
        def ask(self: Graph, sparql: str, **bindings: object) -> object:
            asked.append(sparql)
            return method(self, sparql, **bindings)

        return ask

    with monkeypatch.context() as patch:
        for method in (Graph.ask, Graph.select):
            patch.setattr(Graph, method.__name__, listen(method))
        find(graph, agent)
    return len(asked)


def find_facts_at_all(graph: Graph, agent: str) -> tuple[Fact, ...]:
    """Gives who took part in the events that somebody took part in."""
    return find_facts_at(graph, (occasion.id for occasion in find_occasions(graph, agent)))


@pytest.mark.parametrize(
    ("find", "sorts"),
    [
        (find_occasions, ("events", "parts")),
        (find_occasions_around, ("events", "parts")),
        (find_facts_behind_parts, ("sentences", "releases")),
        (find_facts_of, ("sentences", "releases")),
        (find_facts_at_all, ("events", "parts", "who took part", "sentences", "releases")),
        (describe_person, ("events", "parts", "sentences", "releases", "names")),
        (list_meetings, ("events", "parts", "plans", "sentences", "releases", "names", *AGAIN)),
        (
            tell_timeline,
            ("events", "parts", "plans", "sentences", "releases", "names", "events around", "parts around", *AGAIN),
        ),
        (open_dossier, ("sentences", "releases")),
    ],
)
def test_all_that_is_read_of_many_meetings_is_read_many_at_a_time(
    graph: Graph, monkeypatch: pytest.MonkeyPatch, find: Callable[[Graph, str], object], sorts: tuple[str, ...]
) -> None:
    many, few = (count_questions(monkeypatch, graph, find, agent) for agent in (HUB, RARE))
    assert many - few <= len(sorts) * -(-MEETINGS // BATCH)


@pytest.mark.parametrize("agent", [HUB, RARE, "person/guest-7"])
def test_the_events_of_somebody_are_those_of_the_triples(graph: Graph, agent: str) -> None:
    own = {f"event/e{number}" for number in range(MEETINGS) if agent in (HUB, *list_guests(number))}
    for occasions in (find_occasions(graph, agent), find_occasions_around(graph, agent)):
        assert {occasion.id for occasion in occasions} == own
        for occasion in occasions:
            number = int(occasion.id.removeprefix("event/e"))
            assert {part.agent for part in occasion.parts} == {HUB, *list_guests(number)}
    around = {(fact.subject, fact.object) for fact in find_facts_at_all(graph, agent)}
    numbers = [int(event.removeprefix("event/e")) for event in own]
    assert around == {(who, f"event/e{number}") for number in numbers for who in (HUB, *list_guests(number))}


def test_each_part_has_its_own_sentence(graph: Graph) -> None:
    facts = find_facts_behind_parts(graph, RARE)
    texts = {node: [source.text for fact in found for source in fact.evidence] for node, found in facts.items()}
    assert texts == {f"participation/bo-rare-{number}": [f"They met for the {number}th time."] for number in (0, 1)}
