"""The tables of an export hold all of the graph: what is rebuilt from them is the graph, and every id leads somewhere."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pyoxigraph as ox
import pytest
from hash_seeds import collect_outputs
from retirement import make_retirement
from seed import CHAN, EXTRACTION, HUIZHOU, RELEASE, state

from kg.exports.database import write_database
from kg.exports.schema import SCHEMAS, Column, Form, TableSchema, find_form, find_schema
from kg.exports.tables import Row, Table, make_tables
from kg.gazetteer import Change, Name, Naming
from kg.graph.claims import (
    change_from_reference,
    claim_from_reference,
    make_quads,
    naming_from_reference,
)
from kg.graph.graph import Graph
from kg.graph.terms import (
    expand_iri,
    make_address,
    make_concept,
    make_date,
    make_integer,
    make_name,
    make_object,
    make_text,
    make_thing,
    make_true,
)

LATER = replace(EXTRACTION, release=replace(RELEASE, id="later"), statements=EXTRACTION.statements[:4])
WRITERS: dict[Form, Callable[[str], ox.NamedNode | ox.Literal]] = {
    Form.REFERENCE: make_thing,
    Form.CONCEPT: make_concept,
    Form.TERM: make_name,
    Form.TEXT: make_text,
    Form.LANGUAGE: make_text,
    Form.ADDRESS: make_address,
    Form.DATE: make_date,
    Form.INTEGER: lambda number: make_integer(int(number)),
    Form.MOMENT: lambda text: ox.Literal(text, datatype=make_name("xsd:dateTime")),
    Form.NUMBER: lambda number: ox.Literal(number, datatype=make_name("xsd:decimal")),
}
Tables = dict[str, list[Row]]


@pytest.fixture(scope="module")
def graph() -> Graph:
    """The seed twice, what a reference table states, an id that is retired, and what no table has a column for."""
    graph = Graph.in_memory()
    graph.add(make_quads([EXTRACTION, LATER]))
    graph.add(claim_from_reference("body/a", "org:subOrganizationOf", "body/b", row="1", source="seed"))
    graph.add(make_retirement("body/old", ["body/new"]))
    naming = Naming(None, "2019-06-30", (Name("Lantern Bureau", "en", "pref"),))
    graph.add(naming_from_reference("body/a", naming, row="2", source="seed"))
    change = Change("2022-07-01", ("body/a",), ("body/b", "body/c"), "3", "seed")
    graph.add(change_from_reference(change, row="3", source="seed"))
    chan, talks = make_thing("person/chan-kwok-ki"), make_thing("event/talks")
    graph.add(
        [
            ox.Quad(chan, make_name("owl:sameAs"), ox.NamedNode("http://www.wikidata.org/entity/Q1")),
            ox.Quad(chan, make_name("gba:honorific"), make_text("Dr")),
            ox.Quad(chan, make_name("gba:honorific"), make_text("Mr")),
            ox.Quad(talks, make_name("gba:status"), ox.NamedNode("https://example.org/postponed")),
            ox.Quad(talks, make_name("schema:startDate"), make_text("some day")),
            ox.Quad(talks, make_name("schema:location"), make_thing("person/chris-sun")),
        ]
    )
    return graph


def read_tables(graph: Graph) -> Tables:
    return {table.schema.name: read_rows(table) for table in make_tables(graph)}


def read_rows(table: Table) -> list[Row]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def rebuild(graph: Graph) -> Graph:
    """Gives the graph that the tables tell of."""
    built = Graph.in_memory()
    for name, rows in read_tables(graph).items():
        schema = find_schema(name)
        for row in rows:
            built.add(_rebuild_row(schema, row))
    return built


def _rebuild_row(schema: TableSchema, row: Row) -> list[ox.Quad]:
    quads = [ox.Quad(*triple) for column in schema.columns for triple in _rebuild_cell(schema, column, row)]
    if schema.classes:
        is_second = row.get("thing_kind") == "mechanism"
        quads.append(ox.Quad(make_thing(str(row["id"])), make_name("rdf:type"), make_name(schema.classes[is_second])))
    if schema.name == "names":
        name = {"preferred": "skos:prefLabel", "other": "skos:altLabel"}[str(row["kind"])]
        words = make_text(str(row["name"]), str(row["language"]))
        quads.append(ox.Quad(make_thing(str(row["thing_id"])), make_name(name), words))
    if schema.name == "statements" and row["is_held"]:
        quads.append(ox.Quad(make_thing(str(row["subject_id"])), *_rebuild_statement(row)))
    if schema.name == "others":
        quads.append(ox.Quad(make_object(str(row["subject"])), make_name(str(row["property"])), _rebuild_value(row)))
    return quads


def _rebuild_cell(
    schema: TableSchema, column: Column, row: Row
) -> list[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]:
    value = row[column.name]
    if not column.of or column.form in (Form.COPY, Form.PREFERRED) or value is None or value is False:
        return []
    owner = make_thing(str(row["id"] if "id" in row else row[schema.references[0].name]))
    name = make_name(column.of)
    if column.is_inward:
        return [(make_thing(str(value)), name, owner)]
    if column.form is Form.FLAG:
        return [(owner, name, make_true())]
    if column.form is Form.WORDS:
        return [(owner, name, make_text(str(value), str(row["language"])))]
    return [(owner, name, WRITERS[column.form](str(value)))]


def _rebuild_statement(row: Row) -> tuple[ox.NamedNode, ox.NamedNode | ox.Literal]:
    if row["object_id"] is not None:
        return make_name(str(row["predicate"])), make_thing(str(row["object_id"]))
    return make_name(str(row["predicate"])), make_text(str(row["object_text"]), str(row["object_language"]))


def _rebuild_value(row: Row) -> ox.NamedNode | ox.Literal:
    text = str(row["value"])
    if row["kind"] == "iri":
        return make_object(text) if "://" not in text else ox.NamedNode(text)
    if row["language"]:
        return make_text(text, str(row["language"]))
    return ox.Literal(text, datatype=ox.NamedNode(expand_iri(str(row["datatype"]))))


def list_claims(graph: Graph) -> list[tuple[str | None, ...]]:
    """Gives what each claim says, which the tables keep in the row of its statement."""
    return sorted(graph.ask("SELECT ?claim ?s ?p ?o { ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }"))


def drop_claims(content: bytes) -> list[bytes]:
    parts = (b"#subject> ", b"#predicate> ", b"#object> ")
    return [line for line in content.splitlines() if not (b"/claim/" in line and any(part in line for part in parts))]


@pytest.fixture(scope="module", params=["seed", "samples"])
def whole(request: pytest.FixtureRequest, graph: Graph) -> Graph:
    samples: Graph = request.getfixturevalue("sample_graph") if request.param == "samples" else graph
    return samples


def test_what_is_rebuilt_from_the_tables_is_the_graph(whole: Graph) -> None:
    built = rebuild(whole).triples_sorted_ntriples()
    assert drop_claims(built) == drop_claims(whole.triples_sorted_ntriples())
    tables = read_tables(whole)
    statements = {row["id"]: row for row in tables["statements"]}
    claims = []
    for row in tables["claims"]:
        told = statements[row["statement_id"]]
        subject, (name, value) = make_thing(str(told["subject_id"])), _rebuild_statement(told)
        claims.append((make_thing(str(row["id"])).value, subject.value, name.value, value.value))
    assert sorted(claims) == list_claims(whole)


def test_each_thing_of_a_class_has_a_row(whole: Graph) -> None:
    counted = {expand_iri(name): 0 for schema in SCHEMAS for name in schema.classes}
    rows = whole.ask("SELECT ?class (COUNT(DISTINCT ?thing) AS ?count) { ?thing a ?class } GROUP BY ?class")
    counted |= {str(name): int(count or 0) for name, count in rows if name in counted}
    tables = read_tables(whole)
    for schema in SCHEMAS:
        if schema.classes:
            expected = sum(counted[expand_iri(name)] for name in schema.classes)
            assert (schema.name, len(tables[schema.name])) == (schema.name, expected)


def test_the_samples_leave_nothing_without_a_column_of_its_own(sample_graph: Graph) -> None:
    """Who adds a property to the graph gives it a column or a table in kg/exports/schema.py."""
    left = {(row["subject"], row["property"]) for row in read_tables(sample_graph)["others"]}
    assert left == set()


def test_what_no_column_holds_is_in_the_table_of_others(graph: Graph) -> None:
    rows = read_tables(graph)["others"]
    assert {(row["subject"], row["property"], row["value"]) for row in rows} == {
        ("person/chan-kwok-ki", "owl:sameAs", "http://www.wikidata.org/entity/Q1"),
        ("event/talks", "gba:status", "https://example.org/postponed"),
        ("event/talks", "schema:startDate", "some day"),
        ("event/talks", "schema:location", "person/chris-sun"),
        ("body/old", "rdf:type", "gba:Retired"),
        ("body/old", "dct:isReplacedBy", "body/new"),
    }


@pytest.mark.parametrize(
    ("datatype", "text"),
    [
        *(("decimal", text) for text in ("Infinity", "sNaN", "1_000", "0.000001", "٣", "9" * 400)),
        *(("integer", text) for text in ("12345678901234567890", "1_000", "٣", "9" * 5000)),
    ],
)
def test_an_odd_number_is_kept_as_it_is_in_the_table_of_others(datatype: str, text: str) -> None:
    graph = Graph.in_memory()
    figure, sentence = make_thing("indicator/i"), make_thing("release/r/en/s1")
    value = ox.Literal(text, datatype=make_name(f"xsd:{datatype}"))
    graph.add(
        [
            ox.Quad(figure, make_name("rdf:type"), make_name("gba:Indicator")),
            ox.Quad(sentence, make_name("rdf:type"), make_name("gba:Sentence")),
            ox.Quad(figure, make_name("schema:value"), value),
            ox.Quad(sentence, make_name("gba:ordinal"), value),
        ]
    )
    tables = make_tables(graph)
    assert write_database(tables)
    (others,) = (read_rows(table) for table in tables if table.schema.name == "others")
    assert [(row["value"], row["datatype"]) for row in others] == [(text, f"xsd:{datatype}")] * 2
    assert set(graph.quads()) == set(rebuild(graph).quads())


@pytest.mark.parametrize("text", ["7", "-12.75", "1500000", "0.5"])
def test_a_plain_number_has_its_column(text: str) -> None:
    graph = Graph.in_memory()
    figure = make_thing("indicator/i")
    value = ox.Literal(text, datatype=make_name("xsd:decimal"))
    graph.add(
        [
            ox.Quad(figure, make_name("rdf:type"), make_name("gba:Indicator")),
            ox.Quad(figure, make_name("schema:value"), value),
        ]
    )
    assert [str(row["value"]) for row in read_tables(graph)["indicators"]] == [text]


@pytest.mark.parametrize(
    ("table", "column", "form"),
    [
        ("statements", "restated", Form.FLAG),
        ("statements", "sentence", Form.WORDS),
        ("sentences", "issued", Form.MOMENT),
        ("bodies", "thing_kind", Form.TEXT),
    ],
)
def test_a_copy_has_the_form_of_the_column_that_it_is_copied_from(table: str, column: str, form: Form) -> None:
    schema = find_schema(table)
    assert find_form(schema, schema.find_column(column)) is form


def test_every_reference_leads_to_a_row(whole: Graph) -> None:
    tables = read_tables(whole)
    ids = {name: {row["id"] for row in rows} for name, rows in tables.items() if rows and "id" in rows[0]}
    for schema in SCHEMAS:
        for column in schema.references:
            used = {row[column.name] for row in tables[schema.name]} - {None}
            assert used <= ids.get(column.table, set()), (schema.name, column.name)


def test_a_key_tells_the_rows_of_a_table_apart(whole: Graph) -> None:
    for schema in SCHEMAS:
        keys = [tuple(row[name] for name in schema.key) for row in read_tables(whole)[schema.name]]
        assert max(Counter(keys).values(), default=1) == 1, schema.name
        assert all(None not in key for key in keys)


def test_a_thing_that_no_release_names_is_still_a_thing(graph: Graph) -> None:
    things = {row["id"]: row for row in read_tables(graph)["things"]}
    assert things["body/a"] == {"id": "body/a", "kind": "body", "name": None}


def test_a_thing_of_two_classes_has_one_row_and_loses_neither() -> None:
    graph = Graph.in_memory()
    graph.add(
        ox.Quad(make_thing("person/x"), make_name("rdf:type"), make_name(name)) for name in ("foaf:Person", "org:Post")
    )
    tables = read_tables(graph)
    assert [row["id"] for row in (*tables["people"], *tables["offices"])] == ["person/x"]
    assert rebuild(graph).triples_sorted_ntriples() == graph.triples_sorted_ntriples()


def test_a_thing_is_called_by_its_english_name_or_else_by_another() -> None:
    graph = Graph.in_memory()
    for id, langs in {"a": ("zh-Hant", "en"), "b": ("zh-Hans", "zh-Hant"), "c": ("pt",), "d": ()}.items():
        person = make_thing(f"person/{id}")
        graph.add([ox.Quad(person, make_name("rdf:type"), make_name("foaf:Person"))])
        graph.add(ox.Quad(person, make_name("skos:prefLabel"), make_text(f"{id} in {lang}", lang)) for lang in langs)
    names = {row["id"]: row["name"] for row in read_tables(graph)["people"]}
    assert names == {"person/a": "a in en", "person/b": "b in zh-Hant", "person/c": "c in pt", "person/d": None}


def test_a_sentence_that_is_restated_says_so_wherever_it_stands(sample_graph: Graph) -> None:
    tables = read_tables(sample_graph)
    assert {row["restated"] for name in ("releases", "sentences") for row in tables[name]} == {True}
    assert {row["restated"] for row in tables["statements"] if row["sentence"]} == {True}
    assert {row["restated"] for row in tables["statements"] if not row["sentence"]} <= {None}


def test_a_statement_is_one_row_with_its_first_sentence(graph: Graph) -> None:
    rows = [row for row in read_tables(graph)["statements"] if row["predicate"] == "gba:metWith"]
    assert all((row["verb"], row["status"], row["is_held"]) == ("met", "done", True) for row in rows)
    told = next(row for row in read_tables(graph)["statements"] if row["claims"] == 2)
    assert str(told["sentence_id"]).startswith("release/later/")
    assert told["sentence"]
    assert told["restated"] is False


def test_the_sentence_of_what_was_done_is_not_that_of_its_plan() -> None:
    plan = replace(state(CHAN, "gba:visited", HUIZHOU, 1), status="gba:planned")
    done = state(CHAN, "gba:visited", HUIZHOU, 2)
    graph = Graph.in_memory()
    graph.add(make_quads([replace(EXTRACTION, statements=(plan, done))]))
    (row,) = (row for row in read_tables(graph)["statements"] if row["predicate"] == "gba:visited")
    assert (row["status"], row["claims"]) == ("done", 2)
    assert str(row["sentence_id"]).endswith("/s2")


def test_the_tables_do_not_depend_on_the_order_of_sets() -> None:
    code = """
from seed import EXTRACTION
from kg.exports.tables import make_tables
from kg.graph.claims import make_quads
from kg.graph.graph import Graph
graph = Graph.in_memory()
graph.add(make_quads([EXTRACTION]))
print(make_tables(graph))"""
    assert len(collect_outputs(code)) == 1


def test_an_empty_graph_has_all_tables_and_no_rows() -> None:
    tables = make_tables(Graph.in_memory())
    assert [table.schema for table in tables] == list(SCHEMAS)
    assert all(table.rows == () for table in tables)


def test_each_name_is_one_that_sql_takes_without_quotation_marks() -> None:
    database = sqlite3.connect(":memory:")
    for schema in SCHEMAS:
        columns = ", ".join(column.name for column in schema.columns)
        database.execute(f"CREATE TABLE {schema.name} ({columns})")
        assert all(re.fullmatch("[a-z_]+", name) for name in (schema.name, *columns.split(", ")))
        assert len(schema.name) <= 31  # the longest name of a sheet


def test_each_property_has_one_place() -> None:
    """Two columns hold one property only where what it leads to, or what has it, tells them apart."""
    found = [
        (schema.classes or schema.references[0].table, column.of, column.table)
        for schema in SCHEMAS
        for column in schema.columns
        if column.of and column.form not in (Form.COPY, Form.PREFERRED)
    ]
    assert [place for place, count in Counter(found).items() if count > 1] == []
