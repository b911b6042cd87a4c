"""Turns a graph into a folder of CSV tables, one row per thing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.cells import write_csv
from kg.files import AnyPath, write_whole
from kg.graph.graph import Graph, Table
from kg.graph.terms import shorten_iri

_BETWEEN = " | "
# The first column is the thing a row is about; several values in another column are joined.
_TABLES = {
    "people": """SELECT ?id ?name_en ?name_zh_hant ?honorific WHERE { ?id a foaf:Person {names}
        OPTIONAL { ?id gba:honorific ?honorific } }""",
    "bodies": """SELECT ?id ?name_en ?name_zh_hant ?kind ?part_of WHERE { ?id a ?class
        FILTER (?class IN (org:FormalOrganization, org:OrganizationalCollaboration)) {names}
        OPTIONAL { ?id org:classification ?kind } OPTIONAL { ?id org:subOrganizationOf ?part_of } }""",
    "tenures": """SELECT ?id ?person ?post ?body ?capacity ?attested_on ?announced_on ?start ?end WHERE {
        ?id a gba:Tenure ; org:member ?person ; gba:capacity ?capacity
        OPTIONAL { ?id gba:post ?post } OPTIONAL { ?id org:organization ?body }
        OPTIONAL { ?id gba:attestedOn ?attested_on } OPTIONAL { ?id gba:announcedOn ?announced_on }
        OPTIONAL { ?id schema:startDate ?start } OPTIONAL { ?id schema:endDate ?end } }""",
    "events": """SELECT ?id ?name_en ?name_zh_hant ?type ?status ?start ?end ?earliest ?latest ?date_basis ?location
        ?visited ?theme ?matter ?mechanism WHERE { ?id a schema:Event ; gba:eventType ?type ; gba:status ?status {names}
        OPTIONAL { ?id schema:startDate ?start } OPTIONAL { ?id schema:endDate ?end }
        OPTIONAL { ?id gba:earliest ?earliest } OPTIONAL { ?id gba:latest ?latest }
        OPTIONAL { ?id gba:dateBasis ?date_basis } OPTIONAL { ?id schema:location ?location }
        OPTIONAL { ?id gba:visited ?visited } OPTIONAL { ?id gba:theme ?theme }
        OPTIONAL { ?id gba:matter ?matter } OPTIONAL { ?id gba:underMechanism ?mechanism } }""",
    "participations": """SELECT ?id ?of ?agent ?role ?on_behalf_of ?in_office WHERE {
        ?of gba:participation ?id . ?id gba:agent ?agent ; gba:role ?role
        OPTIONAL { ?id gba:onBehalfOf ?on_behalf_of } OPTIONAL { ?id gba:inOffice ?in_office } }""",
    "agreements": """SELECT ?id ?name_en ?name_zh_hant ?status ?signed_on ?signed_at ?party ?establishes WHERE {
        ?id a gba:Agreement {names} OPTIONAL { ?id gba:status ?status } OPTIONAL { ?id gba:signedOn ?signed_on }
        OPTIONAL { ?id gba:signedAt ?signed_at } OPTIONAL { ?id gba:party ?party }
        OPTIONAL { ?id gba:establishes ?establishes } }""",
    "statements": """SELECT ?id ?subject ?predicate ?object ?rule ?stated_by ?release ?sentence ?url ?restated WHERE {
        ?id a gba:Claim ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object
        OPTIONAL { ?id gba:rule ?rule } OPTIONAL { ?id gba:statedBy ?stated_by }
        OPTIONAL { ?id prov:wasDerivedFrom ?from . ?from dct:isPartOf ?release ; oa:exact ?sentence
            OPTIONAL { ?release dct:source ?url } OPTIONAL { ?release gba:restated ?restated } } }""",
}
_NAMES = """
        OPTIONAL { ?id skos:prefLabel ?name_en FILTER (LANGMATCHES(LANG(?name_en), "en")) }
        OPTIONAL { ?id skos:prefLabel ?name_zh_hant FILTER (LANGMATCHES(LANG(?name_zh_hant), "zh-Hant")) }"""


def export_tables(graph: Graph, folder: AnyPath) -> list[Path]:
    """Writes people.csv, bodies.csv, tenures.csv ... into the folder; OutputError if one cannot be written.

    >>> written = kg.export_tables(kg.open("gba.kg"), "tables")
    >>> {"people.csv", "events.csv"} <= {path.name for path in written}
    True
    """
    paths = []
    for name, question in _TABLES.items():
        path = Path(folder) / f"{name}.csv"
        write_whole(path, write_table(graph.select(question.replace("{names}", _NAMES))))
        paths.append(path)
    return paths


def write_table(table: Table) -> bytes:
    """Gives CSV with a row per value of the first column, sorted; several values of a column are joined."""
    rows = [[shorten_iri(cell.value) if cell else "" for cell in row] for row in table.rows]
    by_thing: dict[str, list[list[str]]] = {}
    for row in rows:
        by_thing.setdefault(row[0], []).append(row)
    lines = ([_join_values(column) for column in zip(*by_thing[thing], strict=True)] for thing in sorted(by_thing))
    return write_csv(table.columns, lines).encode()


def _join_values(values: Iterable[str]) -> str:
    return _BETWEEN.join(sorted({value for value in values if value}))
