"""What releases say becomes the same graph in whatever order they come, and each fact keeps its reason."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hash_seeds import collect_outputs
from retirement import make_retirement
from seed import CHAN, CS, DAY, EXTRACTION, HKSARG, MEETING, RELEASE, SLW, TENURES, state

from kg.errors import DataError
from kg.graph.checks import check
from kg.graph.claims import claim_from_reference, make_quads, tenure_from_reference
from kg.graph.graph import Graph, Iri
from kg.graph.terms import make_date, make_thing
from kg.mentions.entities import Entity, Label
from kg.statements import Agreement, Event, Extraction, Statement
from kg.views.directory import list_directory
from kg.views.evidence import find_sources


def build(*extractions: Extraction) -> Graph:
    graph = Graph.in_memory()
    graph.add(make_quads(extractions))
    return graph


def make_release(number: int, *, names: tuple[str, ...] = (), event: Event | None = None) -> Extraction:
    labels = tuple(Label(name, "en", True) for name in names)
    entities = (Entity("person/x", "person", labels),) if names else ()
    release = replace(RELEASE, id=f"release-{number}")
    return Extraction(release, (), entities, events=(event,) if event else ())


def ask_names(graph: Graph, predicate: str) -> list[str | None]:
    rows = graph.ask(f"SELECT ?name WHERE {{ id:person\\/x {predicate} ?name }} ORDER BY ?name")
    return [name for (name,) in rows]


@pytest.mark.parametrize(
    ("votes", "name"),
    [
        (("Long Name", "Long Name", "Name"), "Long Name"),
        (("Long Name", "Name"), "Name"),
        (("Name B", "Name A"), "Name A"),
    ],
)
def test_the_most_frequent_then_shortest_then_first_name_is_preferred(votes: tuple[str, ...], name: str) -> None:
    releases = [make_release(number, names=(vote,)) for number, vote in enumerate(votes)]
    for order in (releases, releases[::-1]):
        graph = build(*order)
        assert ask_names(graph, "skos:prefLabel") == [name]
        assert ask_names(graph, "skos:altLabel") == sorted({*votes} - {name})


@pytest.mark.parametrize(
    ("labels", "preferred", "others"),
    [
        ([("陳國基", "zh-Hant")], ["陈国基", "陳國基"], []),
        ([("陈国基", "zh-Hans")], ["陈国基", "陳國基"], []),
        ([("陳國基", "zh-Hant"), ("陈国基先生", "zh-Hans")], ["陈国基先生", "陳國基"], []),
        ([("勞工及福利局", "zh-Hant"), ("勞福局", "zh-Hant")], ["劳福局", "勞福局"], ["劳工及福利局", "勞工及福利局"]),
        ([("Chan Kwok-ki", "en")], ["Chan Kwok-ki"], []),
    ],
)
def test_a_name_known_in_one_script_only_is_given_in_the_other(
    labels: list[tuple[str, str]], preferred: list[str], others: list[str]
) -> None:
    entity = Entity("person/x", "person", tuple(Label(text, lang, True) for text, lang in labels))
    graph = build(Extraction(RELEASE, (), (entity,)))
    assert ask_names(graph, "skos:prefLabel") == preferred
    assert ask_names(graph, "skos:altLabel") == others


def test_a_meeting_announced_and_then_held_was_held() -> None:
    planned = replace(MEETING, status="gba:planned", start="2024-01", date_basis="gba:statedDate")
    for pair in ((planned, MEETING), (MEETING, planned)):
        graph = build(*(make_release(number, event=event) for number, event in enumerate(pair)))
        sparql = """SELECT ?status ?date ?basis WHERE {
            ?event gba:status ?status ; schema:startDate ?date ; gba:dateBasis ?basis }"""
        ((status, date, basis),) = graph.ask(sparql)
        assert (status or "").endswith("#done")
        assert date == DAY
        assert (basis or "").endswith("#relativeToIssued")


def test_the_order_of_releases_and_statements_does_not_matter() -> None:
    other = replace(EXTRACTION, release=replace(RELEASE, id="other"), statements=EXTRACTION.statements[:9])
    expected = make_quads([EXTRACTION, other])
    for seed in range(5):
        shuffle = Random(seed)
        mixed = [
            replace(
                one,
                entities=tuple(shuffle.sample(one.entities, len(one.entities))),
                statements=tuple(shuffle.sample(one.statements, len(one.statements))),
                events=tuple(shuffle.sample(one.events, len(one.events))),
            )
            for one in shuffle.sample([EXTRACTION, other], 2)
        ]
        assert make_quads(mixed) == expected


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    code = """
from seed import EXTRACTION
from kg.exports import serialize_release
print(serialize_release(EXTRACTION, "ttl"))
"""
    assert len(collect_outputs(code)) == 1


def ask_claims(*statements: Statement) -> list[str | None]:
    graph = build(replace(EXTRACTION, statements=statements))
    return [claim for (claim,) in graph.ask("SELECT ?claim WHERE { ?claim a gba:Claim } ORDER BY ?claim")]


def test_a_claim_keeps_its_name_when_two_people_turn_out_to_be_one() -> None:
    statement = state(CHAN, "org:memberOf", HKSARG, 1)
    assert ask_claims(statement) == ask_claims(replace(statement, subject="person/somebody-else"))


def test_the_same_words_saying_two_things_make_two_claims() -> None:
    first = Statement(CHAN, "gba:metWith", "person/a", 1, "They", "officials", "rule")
    second = replace(first, object="person/b")
    assert len(ask_claims(first, second)) == 2
    assert ask_claims(first, second) == ask_claims(second, first)


def test_two_rules_that_read_the_same_make_one_claim() -> None:
    first = state(CHAN, "org:memberOf", HKSARG, 1)
    assert len(ask_claims(first, replace(first, rule="another"))) == 1


@pytest.mark.parametrize(("capacity", "held"), [("gba:substantive", 1), ("gba:acting", 1), ("gba:former", 0)])
def test_a_former_holder_does_not_hold_the_office(capacity: str, held: int) -> None:
    tenure = replace(TENURES[0], capacity=capacity)
    statements = (state(CHAN, "org:holds", CS, 1, tenure.id),)
    graph = build(replace(EXTRACTION, tenures=(tenure,), statements=statements))
    assert len(graph.ask("SELECT ?p WHERE { ?p org:holds ?post }")) == held
    assert len(graph.ask("SELECT ?c WHERE { ?c gba:elaboratedBy ?tenure }")) == 1


def test_a_sentence_is_kept_exactly_as_stored(seed_graph: Graph) -> None:
    rows = seed_graph.ask("SELECT ?exact ?start ?end WHERE { ?s oa:exact ?exact ; oa:start ?start ; oa:end ?end }")
    assert len(rows) == 7
    assert all(RELEASE.text[int(start or 0) : int(end or 0)] == exact for exact, start, end in rows)
    assert any("\n\n" in (exact or "") for exact, _, _ in rows)


@pytest.mark.parametrize(("date", "datatype"), [("2024-01-08", "date"), ("2024-05", "gYearMonth"), ("2024", "gYear")])
def test_a_date_is_as_precise_as_it_is_known(date: str, datatype: str) -> None:
    assert make_date(date).datatype.value.endswith(f"#{datatype}")


@pytest.mark.parametrize("date", ["8 January 2024", "2024-1-8", "", "2024-01-08T00:00"])
def test_a_date_in_another_form_is_refused(date: str) -> None:
    with pytest.raises(DataError):
        make_date(date)


@pytest.mark.parametrize(
    ("local", "written"),
    [
        ("person/a b", "person/a%20b"),
        ("person/陳國基", "person/陳國基"),
        ('x/<">\\^`{|}%#?', "x/%3C%22%3E%5C%5E%60%7B%7C%7D%25%23%3F"),
    ],
)
def test_what_an_iri_cannot_hold_is_encoded(local: str, written: str) -> None:
    assert make_thing(local).value == f"https://w3id.org/gba-kg/id/{written}"


def test_a_reference_fact_has_a_claim_and_a_record() -> None:
    graph = Graph.in_memory()
    graph.add(claim_from_reference(HKSARG, "org:subOrganizationOf", "body/x", row="b-hksarg", source="seed"))
    sparql = """SELECT ?row ?source WHERE { ?a org:subOrganizationOf ?b .
        ?claim rdf:subject ?a ; rdf:object ?b ; prov:wasDerivedFrom ?r .
        ?r a gba:ReferenceRecord ; gba:row ?row ; dct:source ?source }"""
    assert graph.ask(sparql) == [("b-hksarg", "seed")]


def test_a_tenure_of_a_reference_table_has_a_stated_term() -> None:
    tenure = replace(TENURES[1], attested_on=None, start="2022-07", end="2023-06-30")
    graph = Graph.in_memory()
    graph.add(tenure_from_reference(tenure, row="7", source="https://e.org/"))
    sparql = "SELECT ?start ?end WHERE { ?t schema:startDate ?start ; schema:endDate ?end } "
    assert graph.ask(sparql) == [("2022-07", "2023-06-30")]
    assert graph.ask("ASK { ?p org:holds ?post }") == [("false",)]
    assert graph.ask("ASK { ?claim rdf:object ?post ; gba:elaboratedBy ?tenure . ?tenure gba:post ?post }") == [
        ("true",)
    ]
    assert SLW in str(make_quads([EXTRACTION]))


def test_a_retired_id_names_its_successors() -> None:
    graph = Graph.in_memory()
    graph.add(make_retirement("body/old", ["body/new", "body/newer"]))
    assert len(graph.ask("SELECT ?new WHERE { ?old a gba:Retired ; dct:isReplacedBy ?new }")) == 2


def test_a_tenure_seen_on_two_days_is_one_tenure_in_one_body() -> None:
    later = replace(TENURES[0], attested_on="2024-03-01", body="body/elsewhere")
    releases = [replace(EXTRACTION, release=replace(RELEASE, id=id)) for id in ("a", "b")]
    graph = build(*releases, replace(EXTRACTION, release=replace(RELEASE, id="c"), tenures=(later,)))
    sparql = (
        "SELECT ?day ?body WHERE { ?t org:member ?who ; gba:attestedOn ?day ; org:organization ?body } ORDER BY ?day"
    )
    rows = graph.ask(sparql, who=Iri(f"id:{CHAN}"))
    assert [(day, (body or "").rpartition("/id/")[2]) for day, body in rows] == [(DAY, HKSARG), ("2024-03-01", HKSARG)]


def test_an_agreement_rests_on_the_sentence_of_its_signing_though_nobody_who_signed_is_named() -> None:
    pact = Agreement("agreement/kites", "gba:done", "2019", sentences=(1,))
    entity = Entity(pact.id, "agreement", (Label("Kite Pact", "en", True),))
    extraction = replace(EXTRACTION, entities=(entity,), tenures=(), events=(), agreements=(pact,), statements=())
    graph = build(extraction)
    (source,) = find_sources(graph, pact.id)[pact.id]
    assert source.text == EXTRACTION.sentences[0].text
    assert [problem for problem in check(graph) if problem.severity == "violation"] == []
    (entry,) = list_directory(graph, "agreements").entries
    assert entry.sentences == 1
