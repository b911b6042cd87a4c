"""Names looked up by the index of a store: they name what they name where all names are looked through."""

from __future__ import annotations

import random
from pathlib import Path

import pyoxigraph as ox
import pytest
from sample import EXTRACTIONS

from kg.errors import StoreError, UnknownNameError
from kg.graph.claims import make_quads
from kg.graph.graph import Graph, write_store
from kg.graph.terms import make_name, make_text, make_thing
from kg.views.catalogue import Catalogue
from kg.views.names import Names

MAYOR = "post/tide-mayor"
CITY = "body/tide-city"
NAMED = (
    (MAYOR, "Mayor", "en"),
    (MAYOR, "市長", "zh-Hant"),
    (CITY, "Tide City", "en"),
    (CITY, "潮汐市", "zh-Hant"),
    ("place/tide", "Tide", "en"),
    ("place/tide", "潮汐", "zh-Hant"),
    ("post/moon-chief", "Chief of the Tide Lantern Region", "en"),
    ("body/tide-government", "Tide Lantern Region", "en"),
    ("person/ada-moon", "Ada Moon Tai-kite", "en"),
    ("person/ben-moon", "Moon Tai-lung", "en"),
    ("person/ben-moon", "滿泰龍", "zh-Hant"),
    ("person/ana-nunez", "Ana Núñez", "en"),
    ("agreement/kite", "Framework Agreement on Kites", "en"),
)
TYPED = (
    "chan", "Mr Chan", "陳", "陳司長", "陳國機", "陈国基", "Chn Kwok-ki", "Kwok-ki Chan", "Chan Kwok-ki, GBS", "the mayor", "Mayor",
    "Mayor of Tide City", "mayoroftidecity", "Tide City Mayor", "Mayor of the Tide City", "潮汐市市長", "潮汐市市长", "Mayr of Tide City",
    "市潮", "Chief of Tide", "Mayor of Tide City Moon Tai-lung", "Dr Moon", "moon", "Moon", "Ana Nunez", "ana nunes", "framework",
    "Framework Agreement on Kite", "tide", "滿泰", "满泰龙司长", "Tai-lung Moon", "zz top", "x", "國", "", "the", "a" * 300, "of Tide", "\ud800",
)  # fmt: skip
KINDS: tuple[tuple[str, ...], ...] = ((), ("person",), ("post",), ("body", "place"))


@pytest.fixture(scope="module")
def quads() -> list[ox.Quad]:
    labels = [ox.Quad(make_thing(id), make_name("skos:prefLabel"), make_text(text, lang)) for id, text, lang in NAMED]
    government = make_thing("body/tide-government")
    return [
        *make_quads(EXTRACTIONS),
        *labels,
        ox.Quad(make_thing(MAYOR), make_name("org:postIn"), make_thing(CITY)),
        ox.Quad(government, make_name("org:classification"), make_name("gba:government")),
        ox.Quad(government, make_name("dct:spatial"), make_thing("place/tide")),
    ]


@pytest.fixture(scope="module")
def indexed(quads: list[ox.Quad], tmp_path_factory: pytest.TempPathFactory) -> Graph:
    store = tmp_path_factory.mktemp("names") / "gba.kg"
    write_store(store, quads)
    return Graph.open(store)


@pytest.fixture(scope="module")
def scanned(quads: list[ox.Quad]) -> Graph:
    graph = Graph.in_memory()
    graph.add(quads)
    return graph


def look_up(graph: Graph, text: str, kinds: tuple[str, ...], lang: str = "en") -> str:
    try:
        return Names(graph, lang).resolve(text, *kinds).id
    except UnknownNameError as error:
        return str(error)


@pytest.mark.parametrize("kinds", KINDS)
@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
def test_a_name_names_the_same_with_an_index_and_without(
    indexed: Graph, scanned: Graph, kinds: tuple[str, ...], lang: str
) -> None:
    assert indexed.names is not None
    assert scanned.names is None
    for text in TYPED:
        assert look_up(indexed, text, kinds, lang) == look_up(scanned, text, kinds, lang), text


def test_a_misspelt_name_is_guessed_alike_with_an_index_and_without(indexed: Graph, scanned: Graph) -> None:
    chance = random.Random(11)
    labels = sorted(
        {label or "" for (label,) in scanned.ask("SELECT ?label { ?s skos:prefLabel|skos:altLabel ?label }")}
    )
    for label in chance.sample(labels, min(len(labels), 40)):
        at = chance.randrange(len(label))
        typed = label[:at] + chance.choice(("", "n", "市", label[at] * 2)) + label[at + 1 :]
        assert look_up(indexed, typed, ()) == look_up(scanned, typed, ()), typed


def test_a_name_is_looked_up_without_reading_the_others(indexed: Graph) -> None:
    catalogue = Catalogue(indexed, "en")
    catalogue.read_parts("Mayor of Tide City")
    assert {MAYOR, CITY, "place/tide"} <= set(catalogue.things)
    assert "person/ben-moon" not in catalogue.things
    assert not catalogue.is_whole


def test_a_name_index_that_is_gone_is_damage_and_not_a_graph_without_names(
    quads: list[ox.Quad], tmp_path: Path
) -> None:
    write_store(tmp_path / "gba.kg", quads)
    (file,) = tmp_path.glob("gba.kg/version-*/words/*.term")
    file.unlink()
    with pytest.raises(StoreError, match="is damaged"):
        Graph.open(tmp_path / "gba.kg")
