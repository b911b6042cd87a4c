"""All about one thing: its triples both ways, and every sentence that says something of it."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest
from asking import Ask
from sample import EXTRACTIONS, TALENT

from kg.graph.claims import make_quads

QUADS = make_quads(EXTRACTIONS)
CHRIS = "https://w3id.org/gba-kg/id/person/chris-sun"


def test_an_id_is_known_however_it_is_written(ask: Ask) -> None:
    answers = {ask("show", id) for id in ("person/chris-sun", "id:person/chris-sun", CHRIS, f"<{CHRIS}>")}
    ((code, out, err),) = answers
    assert (code, err) == (0, "")
    assert out.startswith("Chris Sun  孫玉菡")


def test_triples_stand_both_ways_with_names(ask: Ask) -> None:
    triples = json.loads(ask("show", "person/chris-sun", "--format", "json")[1])["triples"]
    outward = {(one["predicate"], one["value"], one["name"]) for one in triples if not one["is_inward"]}
    inward = {(one["predicate"], one["value"]) for one in triples if one["is_inward"]}
    assert ("org:holds", "post/slw", "Secretary for Labour and Welfare") in outward
    assert ("skos:prefLabel", "孫玉菡 [zh-Hant]", "") in outward
    assert {("org:member", "tenure/slw"), ("gba:metWith", "person/chan-kwok-ki")} <= inward
    about = [quad for quad in QUADS if str(quad.subject) == f"<{CHRIS}>"]
    assert len(outward) == len(about)


def test_every_sentence_about_a_thing_is_shown_once(ask: Ask) -> None:
    shown = json.loads(ask("show", "person/chris-sun", "--format", "json")[1])["sentences"]
    assert [one["text"] for one in shown] == [TALENT[1], TALENT[4]]
    assert {one["url"] for one in shown} == {"https://www.info.gov.hk/gia/sample-20240108.htm"}
    table = ask("show", "person/chris-sun")[1]
    assert all(table.count(f'"{text}"') == 1 for text in (TALENT[1], TALENT[4]))


@pytest.mark.parametrize(
    ("id", "texts"),
    [
        ("person/nobody-ng", TALENT[5:]),
        ("tenure/slw", TALENT[1:2]),
        ("release/sample-20240108/en", TALENT),
        ("release/sample-20240108/en/s3", TALENT[2:3]),
    ],
)
def test_whatever_has_an_id_has_its_sentences(ask: Ask, id: str, texts: tuple[str, ...]) -> None:
    code, out, _ = ask("show", id, "--format", "json")
    assert (code, [one["text"] for one in json.loads(out)["sentences"]]) == (0, list(texts))


def test_turtle_holds_the_triples_of_the_thing_and_of_its_claims(ask: Ask) -> None:
    code, out, _ = ask("show", "person/chris-sun", "--format", "ttl")
    triples = {quad.triple for quad in ox.parse(out, format=ox.RdfFormat.TURTLE)}
    node = ox.NamedNode(CHRIS)
    graph = {quad.triple for quad in QUADS}
    claims = {triple.subject for triple in graph if triple.object == node and "subject" in triple.predicate.value}
    claims |= {triple.subject for triple in graph if triple.object == node and "object" in triple.predicate.value}
    expected = {one for one in graph if node in (one.subject, one.object) or one.subject in claims}
    assert (code, triples) == (0, expected)
    assert out == ask("show", "person/chris-sun", "--format", "ttl")[1]


@pytest.mark.parametrize("id", ["person/dragon", "Chris Sun", "", "<>", "http://[", "id:", '"> ?x ?y', "a\nb"])
@pytest.mark.parametrize("form", ["table", "ttl"])
def test_what_is_no_id_of_the_graph_is_one_message(ask: Ask, id: str, form: str) -> None:
    code, out, err = ask("show", id, "--format", form)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "`kg list` and `kg search` show ids" in err
