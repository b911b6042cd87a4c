"""The enums of the vocabulary say what the ontology says, and what is misspelt in a rule stops the run."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDF, RDFS, SKOS

from kg.errors import DataError
from kg.files import find_shipped
from kg.grammar import read_grammar
from kg.graph.terms import PREFIXES, make_name, shorten_iri
from kg.vocabulary import Capacity, EventType, Kind, Role, Status

ONTOLOGY = rdflib.Graph().parse(find_shipped("ontology", "kg.ttl"))
SCHEMES = {"roles": Role, "eventTypes": EventType, "statuses": Status, "capacities": Capacity}
RULE = """
- id: lantern-held
  says: Somebody holds the lanterns.
  patterns: {{en: "{{person:N}} holds {{post:P}}"}}
  needs: {{en: [holds]}}
  event: {event}
  status: {status}
  capacity: {capacity}
  examples: []
  never: []
"""
SOUND = {"event": "appointment", "status": "done", "capacity": "substantive"}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_an_enum_has_exactly_the_values_that_the_ontology_declares(scheme: str) -> None:
    declared = ONTOLOGY.subjects(SKOS.inScheme, rdflib.URIRef(f"{PREFIXES['gba']}{scheme}"))
    assert {value.term for value in SCHEMES[scheme]} == {shorten_iri(str(value)) for value in declared}


def test_every_concept_scheme_of_roles_types_statuses_and_capacities_has_its_enum() -> None:
    properties = {"gba:role": Role, "gba:eventType": EventType, "gba:status": Status, "gba:capacity": Capacity}
    for name in properties:
        assert ONTOLOGY.value(rdflib.URIRef(make_name(name).value), RDFS.range) == SKOS.Concept


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_that_is_known_has_a_class_of_the_ontology(kind: Kind) -> None:
    if kind.class_name is None:
        assert kind is Kind.NAME
    else:
        assert (rdflib.URIRef(make_name(kind.class_name).value), RDF.type, rdflib.OWL.Class) in ONTOLOGY


def test_an_office_over_or_not_begun_is_not_held() -> None:
    assert [capacity for capacity in Capacity if capacity.is_held] == [Capacity.SUBSTANTIVE, Capacity.ACTING]


def test_a_sound_rule_is_read(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text(RULE.format(**SOUND), encoding="utf-8")
    (rule,) = read_grammar("en", tmp_path)
    assert (rule.event, rule.status, rule.capacity) == (EventType.APPOINTMENT, Status.DONE, Capacity.SUBSTANTIVE)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("event", "vissit"),
        ("event", "[visit]"),
        ("status", "finished"),
        ("capacity", "interim"),
    ],
)
def test_a_word_that_the_ontology_lacks_stops_the_run_with_file_and_rule(
    field: str, value: str, tmp_path: Path
) -> None:
    (tmp_path / "rules.yaml").write_text(RULE.format(**{**SOUND, field: value}), encoding="utf-8")
    with pytest.raises(DataError, match=rf"rules\.yaml: rule 1 \(lantern-held\): .*{field}.*{value.strip('[]')}"):
        read_grammar("en", tmp_path)
