"""Turns the graph into a multigraph, an edge for each triple, and the multigraph into GEXF or GraphML."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from io import BytesIO

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter
from networkx.readwrite.graphml import GraphMLWriter

from kg.graph.graph import Graph
from kg.graph.terms import read_concept, shorten_iri
from kg.isodates import find_first_day, find_last_day
from kg.phrases import read_verb
from kg.views.events import Occasion, read_encounters, read_occasions, read_parts, read_statuses
from kg.views.evidence import PREDICATES, Evidence, Fact, find_facts, join_evidence, rank_language
from kg.views.names import Names, Thing, shorten, to_iri
from kg.views.paths import Link
from kg.views.periods import split_span
from kg.vocabulary import Status

_LINKS = f"""SELECT DISTINCT ?subject ?verb ?object WHERE {{
  VALUES ?verb {{ {" ".join(PREDICATES)} }} ?subject ?verb ?object
}}"""
_COMING = f"""SELECT DISTINCT ?subject ?verb ?object ?status WHERE {{
  VALUES ?verb {{ {" ".join(PREDICATES)} }} VALUES ?status {{ gba:planned gba:cancelled }}
  ?claim gba:status ?status ; rdf:subject ?subject ; rdf:predicate ?verb ; rdf:object ?object }}"""
# A release that calls somebody the former mayor does not see him in office that day.
_DATES = """SELECT DISTINCT ?thing ?date WHERE {
  { ?thing schema:startDate|schema:endDate|gba:signedOn ?date }
  UNION { ?thing gba:attestedOn ?date ; gba:capacity ?capacity
          FILTER (?capacity NOT IN (gba:former, gba:designate)) } }"""
# Of what is said of a triple and of its two ends, the first of these holds.
_RANKED = (Status.CANCELLED, Status.PLANNED, Status.DONE)
# What XML 1.0 cannot hold, even escaped: control signs, halves of a surrogate pair, U+FFFE and U+FFFF.
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Node:
    """What is written of a thing; `first` and `last` are the ends of what is known of it, as days, months or years.

    `matter` is what an event was about, in English where a release says so in English.
    """

    label: str
    kind: str
    name_en: str | None
    name_zh_hant: str | None
    name_zh_hans: str | None
    status: str | None
    first: str | None
    last: str | None
    matter: str | None


@dataclass(frozen=True, slots=True)
class Edge:
    """What is written of a triple.

    `dated_by` says whether the dates are those of the `fact` (its event, agreement or tenure) or only of the `release`
    that says so. `sentences` counts the sentences behind it; `sentence` is the first in English where there is one,
    and `address` that of its release, or of the reference table where no sentence says so. A sentence that is
    `restated` is no quotation of that release.
    """

    label: str
    predicate: str
    status: str
    dated_by: str | None
    first: str | None
    last: str | None
    sentences: int
    sentence: str | None
    address: str | None
    restated: bool | None


def write_gexf(graph: Graph) -> bytes:
    """Gives GEXF 1.3 in which nodes and edges have a time, from the first day known of them to the last.

    Gephi takes the bare year 2021 for a number, so months and years are written as their days.
    """
    network = make_multigraph(graph)
    for data in (*network.nodes.values(), *network.edges.values()):
        if "first" in data:
            data |= {"start": find_first_day(data["first"]), "end": find_last_day(data["last"])}
    writer = GEXFWriter(network, version="1.3")
    del writer.xml.find("meta").attrib["lastmodifieddate"]  # today's date: the same graph would give other bytes
    for edge in writer.xml.iter("edge"):
        edge.set("kind", edge.get("label"))  # else Gephi makes one edge of all between two nodes
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue() + b"\n"


def write_graphml(graph: Graph) -> bytes:
    """Gives GraphML; its keys have ids of our own, since Gephi takes any `d3` and `d7` for the labels of a yEd file."""
    writer = GraphMLWriter(make_multigraph(graph))
    ids = {key.get("id"): f"{key.get('for')}-{key.get('attr.name')}" for key in writer.xml.iter("key")}
    for key in writer.xml.iter("key"):
        key.set("id", ids[key.get("id")])
    for value in writer.xml.iter("data"):
        value.set("key", ids[value.get("key")])
    stream = BytesIO()
    writer.dump(stream)
    return stream.getvalue() + b"\n"


def make_multigraph(graph: Graph) -> nx.MultiDiGraph[str]:
    """Gives the things and what binds them, planned and cancelled as well, with a Node's or an Edge's values as data.

    Ids are those of `kg export`, such as `id:person/chan-kwok-ki`; everything stands in the order of the ids.
    """
    names, statuses, dates = Names.read(graph), read_statuses(graph), _read_dates(graph)
    occasions = read_occasions(graph, read_parts(graph))
    edges = _make_edges(graph, statuses, dates, occasions)
    for link, edge in edges.items():
        for end in (link.subject, link.object):
            dates[end] |= {date for date in (edge.first, edge.last) if date}
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for id in sorted({end for link in edges for end in (link.subject, link.object)}, key=_write_id):
        matter = occasions[id].get_matter("en") if id in occasions else None
        network.add_node(_write_id(id), **_write_data(_make_node(names.get(id), statuses.get(id), dates[id], matter)))
    order = sorted(edges, key=lambda link: (_write_id(link.subject), _write_id(link.object), link.predicate))
    for number, link in enumerate(order):
        network.add_edge(_write_id(link.subject), _write_id(link.object), number, **_write_data(edges[link]))
    return network


def _read_dates(graph: Graph) -> defaultdict[str, set[str]]:
    """Gives the days, months and years that an event, an agreement or a tenure itself is dated by."""
    dates: defaultdict[str, set[str]] = defaultdict(set)
    for thing, date in graph.ask(_DATES):
        dates[shorten(thing)].add(date or "")
    return dates


def _make_edges(
    graph: Graph, statuses: dict[str, str], dates: dict[str, set[str]], occasions: Mapping[str, Occasion]
) -> dict[Link, Edge]:
    done, told = _group(find_facts(graph)), _group(find_facts(graph, planned=True))
    events, plans = (_read_event_dates(graph, occasions, planned=planned) for planned in (False, True))
    naming: defaultdict[str, list[Fact]] = defaultdict(list)
    for link, facts in told.items():
        naming[link.object] += facts
    edges = {}
    for link, status in _read_links(graph, statuses).items():
        facts = done.get(link) or told.get(link, [])
        nodes = (link.subject, link.object, *(fact.node for fact in facts if fact.node))
        own = (events if status == Status.DONE else plans)[link].union(
            *(dates[node] for node in nodes if node in dates)
        )
        # An office's body and an event's place are a part of its name: what names it says so.
        edges[link] = _make_edge(link.predicate, status, own, join_evidence(facts or naming[link.subject]))
    return edges


def _read_event_dates(graph: Graph, occasions: Mapping[str, Occasion], *, planned: bool) -> defaultdict[Link, set[str]]:
    """Gives the dates of the meetings and visits that the sentences behind a triple tell of."""
    dates: defaultdict[Link, set[str]] = defaultdict(set)
    for (*ends, _), spans in read_encounters(graph, occasions, planned=planned).items():
        dates[Link(*ends)] |= {date for span in spans for date in split_span(span)}
    return dates


def _group(facts: Iterable[Fact]) -> dict[Link, list[Fact]]:
    found: defaultdict[Link, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[Link(fact.subject, fact.predicate, fact.object)].append(fact)
    return dict(found)


def _read_links(graph: Graph, statuses: dict[str, str]) -> dict[Link, str]:
    """Gives each triple its status: done, unless it is only claimed as planned or binds what is not done."""
    links: defaultdict[Link, set[str]] = defaultdict(set)
    for *ends, status in graph.ask(_COMING):
        links[Link(*map(shorten, ends))].add(read_concept(status))
    links |= {Link(*map(shorten, row)): {Status.DONE} for row in graph.ask(_LINKS)}
    return {
        link: min(found | {statuses.get(end, Status.DONE) for end in (link.subject, link.object)}, key=_RANKED.index)
        for link, found in links.items()
    }


def _make_edge(predicate: str, status: str, own: set[str], evidence: tuple[Evidence, ...]) -> Edge:
    sentences = [source for source in evidence if source.text]
    shown = min(sentences or evidence, key=_rank_evidence, default=None)
    first, last = _find_ends(own or {source.date for source in sentences if source.date})
    return Edge(
        label=str(read_verb(predicate)),
        predicate=predicate,
        status=status,
        dated_by=("fact" if own else "release") if first else None,
        first=first,
        last=last,
        sentences=len(sentences),
        sentence=shown.text or None if shown else None,
        address=shown.url or shown.release or None if shown else None,
        restated=shown.restated if shown and shown.text else None,
    )


def _rank_evidence(source: Evidence) -> tuple[int, str, str, str]:
    return rank_language(source, "en"), source.date, source.release, source.text


def _make_node(thing: Thing, status: str | None, dates: set[str], matter: str | None) -> Node:
    names = {label.lang: label.text for label in reversed(thing.labels) if label.is_preferred}
    return Node(
        thing.name,
        thing.kind,
        names.get("en"),
        names.get("zh-Hant"),
        names.get("zh-Hans"),
        status,
        *_find_ends(dates),
        matter,
    )


def _find_ends(dates: set[str]) -> tuple[str | None, str | None]:
    if not dates:
        return None, None
    return min(sorted(dates), key=find_first_day), max(sorted(dates), key=find_last_day)


def _write_id(id: str) -> str:
    return shorten_iri(to_iri(id).value)


def _write_data(record: Node | Edge) -> dict[str, str | int]:
    """Gives what is known, each text in one line without what XML cannot hold."""
    data = asdict(record).items()
    return {name: _clean(value) if isinstance(value, str) else value for name, value in data if value is not None}


def _clean(text: str) -> str:
    words = (_FORBIDDEN.sub("", word) for word in text.split())
    return " ".join(word for word in words if word)
