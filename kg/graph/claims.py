"""Turns what releases and reference tables say into RDF, each fact with a claim that says why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from typing import Final

import pyoxigraph as ox

from kg.gazetteer import Change, Naming
from kg.graph.drafts import Draft, add_agreement, add_entity, add_event, add_indicator, add_naming, add_tenure
from kg.graph.settling import list_quads
from kg.graph.terms import (
    make_address,
    make_concept,
    make_date,
    make_integer,
    make_name,
    make_object,
    make_text,
    make_thing,
    make_true,
    write_concept,
)
from kg.releases import Release
from kg.sentences import Sentence
from kg.statements import Extraction, Statement, Tenure
from kg.vocabulary import Capacity, Status

_HASH_LENGTH = 16
# What a claim says of the dates of an event that a reader found to be one with another, by what the event has of them.
TOLD_DATES: Final = {
    "schema:startDate": "gba:toldStart",
    "schema:endDate": "gba:toldEnd",
    "schema:previousStartDate": "gba:toldPrevious",
}
# The contract: nobody `org:holds` an office that is over or not yet begun.
_NOT_HELD = frozenset(capacity.term for capacity in Capacity if not capacity.is_held)


def make_quads(extractions: Iterable[Extraction]) -> list[ox.Quad]:
    """Gives the sorted quads of all that the releases say; the order they come in does not matter."""
    draft = Draft()
    for extraction in extractions:
        add_extraction(draft, extraction)
    return list_quads(draft)


def add_extraction(draft: Draft, extraction: Extraction) -> None:
    """Adds one release: its things, then its statements with their claims and sentences."""
    for entity in extraction.entities:
        add_entity(draft, entity)
    for tenure in extraction.tenures:
        add_tenure(draft, tenure)
    for event in extraction.events:
        add_event(draft, event)
    for agreement in extraction.agreements:
        add_agreement(draft, agreement, (make_sentence_iri(extraction.release, one) for one in agreement.sentences))
    for indicator in extraction.indicators:
        add_indicator(draft, indicator)
    _add_release(draft, extraction)
    _add_claims(draft, extraction)


def make_release_iri(release_id: str, lang: str) -> ox.NamedNode:
    """Gives the IRI of one language version of a release."""
    return make_thing(f"release/{release_id}/{lang}")


def make_sentence_iri(release: Release, ordinal: int) -> ox.NamedNode:
    """Gives the IRI of a sentence of a release."""
    return make_thing(f"release/{release.id}/{release.lang}/s{ordinal}")


def _add_release(draft: Draft, extraction: Extraction) -> None:
    release = extraction.release
    node = make_release_iri(release.id, release.lang)
    draft.add_fact(node, "rdf:type", make_name("gba:Release"))
    draft.add_fact(node, "dct:title", make_text(release.title, release.lang))
    draft.add_fact(node, "dct:issued", ox.Literal(release.issued.isoformat(), datatype=make_name("xsd:dateTime")))
    draft.add_fact(node, "dct:language", make_text(release.lang))
    if release.url:
        draft.add_fact(node, "dct:source", make_address(release.url))
    if release.restated:
        draft.add_fact(node, "gba:restated", make_true())
    if release.counterpart:
        other = "zh-Hant" if release.lang == "en" else "en"
        draft.add_fact(node, "schema:workTranslation", make_release_iri(release.counterpart, other))
    draft.add_facts(node, "schema:mentions", (entity.id for entity in extraction.entities))
    draft.add_facts(node, "schema:mentions", (event.id for event in extraction.events))


def _add_claims(draft: Draft, extraction: Extraction) -> None:
    unheld = {tenure.id for tenure in extraction.tenures if write_concept(tenure.capacity) in _NOT_HELD}
    for claim, statement in _name_claims(extraction):
        is_held = not (statement.predicate == "org:holds" and statement.elaborated_by in unheld)
        if is_held and write_concept(statement.status) == Status.DONE.term:
            draft.add_fact(make_object(statement.subject), statement.predicate, _make_value(statement))
        _add_claim(draft, claim, statement)
        draft.add_fact(claim, "prov:wasDerivedFrom", make_sentence_iri(extraction.release, statement.sentence))
    cited = extraction.cited
    for sentence in extraction.sentences:
        if sentence.ordinal in cited:
            _add_sentence(draft, extraction.release, sentence)


def _add_claim(draft: Draft, claim: ox.NamedNode, statement: Statement) -> None:
    draft.add_fact(claim, "rdf:type", make_name("gba:Claim"))
    draft.add_fact(claim, "rdf:subject", make_object(statement.subject))
    draft.add_fact(claim, "rdf:predicate", make_name(statement.predicate))
    draft.add_fact(claim, "rdf:object", _make_value(statement))
    draft.add_fact(claim, "gba:rule", make_text(statement.rule))
    draft.add_facts(claim, "gba:elaboratedBy", [statement.elaborated_by])
    draft.add_facts(claim, "gba:statedBy", [statement.stated_by])
    if write_concept(statement.status) != Status.DONE.term:
        draft.add_fact(claim, "gba:status", make_concept(statement.status))
    if telling := statement.telling:
        dates = (telling.start, telling.end, telling.previous_start)
        for predicate, date in zip(TOLD_DATES.values(), dates, strict=True):
            if date:
                draft.add_fact(claim, predicate, make_date(date))


def _make_value(statement: Statement) -> ox.NamedNode | ox.Literal:
    if statement.is_literal:
        return make_text(statement.object, statement.lang)
    return make_object(statement.object)


def _add_sentence(draft: Draft, release: Release, sentence: Sentence) -> None:
    node = make_sentence_iri(release, sentence.ordinal)
    exact = release.text[sentence.start : sentence.end]
    draft.add_fact(node, "rdf:type", make_name("gba:Sentence"))
    draft.add_fact(node, "dct:isPartOf", make_release_iri(release.id, release.lang))
    draft.add_fact(node, "gba:ordinal", make_integer(sentence.ordinal))
    draft.add_fact(node, "oa:exact", make_text(exact, release.lang))
    draft.add_fact(node, "oa:start", make_integer(sentence.start))
    draft.add_fact(node, "oa:end", make_integer(sentence.end))


def _name_claims(extraction: Extraction) -> list[tuple[ox.NamedNode, Statement]]:
    """Names each claim by its words, and not by the things, so that it keeps its name where two of these become one;
    where the same words say several things, all but the first by their number as well."""
    by_words: defaultdict[tuple[str, ...], dict[tuple[str, ...], ox.NamedNode]] = defaultdict(dict)
    named = []
    for statement in extraction.statements:
        words, things = _list_words(extraction.release, statement), _list_things(statement)
        known = by_words[words]
        if things not in known:
            known[things] = make_thing(f"claim/{hash_parts(*words, *([str(len(known) + 1)] if known else []))}")
        named.append((known[things], statement))
    return named


def _list_words(release: Release, statement: Statement) -> tuple[str, ...]:
    place = (release.id, release.lang, str(statement.sentence))
    return (*place, statement.predicate, statement.subject_text, statement.object_text)


def _list_things(statement: Statement) -> tuple[str, ...]:
    event = statement.telling.event if statement.telling is not None else ""
    return statement.elaborated_by or "", statement.subject, statement.object, event


def hash_parts(*parts: str) -> str:
    """Gives the first 16 hex digits of the SHA-256 of the parts, kept apart by a sign that no text holds."""
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_HASH_LENGTH]


def claim_from_reference(subject: str, predicate: str, object: str, *, row: str, source: str) -> list[ox.Quad]:
    """Gives a plain triple that a reference table states, with its claim and the record it comes from."""
    draft = Draft()
    draft.add_fact(make_object(subject), predicate, make_object(object))
    add_reference_claim(draft, (subject, predicate, object), row=row, source=source)
    return list_quads(draft)


def tenure_from_reference(tenure: Tenure, *, row: str, source: str) -> list[ox.Quad]:
    """Gives a holding of an office that a reference table states, with its dates, claim and record."""
    draft = Draft()
    add_tenure(draft, tenure)
    node = make_thing(tenure.id)
    predicate, held = ("org:holds", tenure.post) if tenure.post else ("org:memberOf", tenure.body)
    if held is not None:
        if write_concept(tenure.capacity) not in _NOT_HELD and tenure.end is None:
            draft.add_fact(make_thing(tenure.person), predicate, make_thing(held))
        claim = add_reference_claim(draft, (tenure.person, predicate, held), row=row, source=source)
        draft.add_fact(claim, "gba:elaboratedBy", node)
    return list_quads(draft)


def naming_from_reference(thing: str, naming: Naming, *, row: str, source: str) -> list[ox.Quad]:
    """Gives what a body or office was called for a time, with its dates, claim and record."""
    draft = Draft()
    node = f"naming/{hash_parts(thing, naming.valid_from or '', naming.valid_to or '')}"
    add_naming(draft, node, naming)
    draft.add_facts(make_thing(thing), "gba:naming", [node])
    add_reference_claim(draft, (thing, "gba:naming", node), row=row, source=source)
    return list_quads(draft)


def change_from_reference(change: Change, *, row: str, source: str) -> list[ox.Quad]:
    """Gives a change of bodies, with its date, and a claim and record for each body in it."""
    draft = Draft()
    node = f"change/{hash_parts(change.date, *change.originals, '', *change.results)}"
    draft.add_fact(make_thing(node), "rdf:type", make_name("org:ChangeEvent"))
    draft.add_date(make_thing(node), "dct:date", change.date)
    sides = {"org:originalOrganization": change.originals, "org:resultingOrganization": change.results}
    for predicate, bodies in sides.items():
        draft.add_facts(make_thing(node), predicate, bodies)
        for body in bodies:
            add_reference_claim(draft, (node, predicate, body), row=row, source=source)
    return list_quads(draft)


def add_retirement(draft: Draft, retired: str, successors: Iterable[str]) -> None:
    """Says that an id is no longer used, and what took its place: one id after a merge, several after a split; where
    other releases use it still, that says nothing."""
    for successor in successors:
        draft.add_successor(make_thing(retired), make_thing(successor))


def add_reference_claim(
    draft: Draft, triple: tuple[str, str, str | ox.Literal], *, row: str, source: str
) -> ox.NamedNode:
    """Adds a claim that rests on a row of a table; gives it. What it says of its subject is a thing, or words."""
    subject, predicate, value = triple
    record = add_reference_record(draft, row=row, source=source)
    claim = make_thing(f"claim/{hash_parts('reference', source, row, *map(str, triple))}")
    draft.add_fact(claim, "rdf:type", make_name("gba:Claim"))
    draft.add_fact(claim, "rdf:subject", make_object(subject))
    draft.add_fact(claim, "rdf:predicate", make_name(predicate))
    draft.add_fact(claim, "rdf:object", value if isinstance(value, ox.Literal) else make_object(value))
    draft.add_fact(claim, "prov:wasDerivedFrom", record)
    return claim


def add_reference_record(draft: Draft, *, row: str, source: str) -> ox.NamedNode:
    """Adds a row of a table, with where it comes from; gives it."""
    record = make_thing(f"reference/{hash_parts(source, row)}")
    draft.add_fact(record, "rdf:type", make_name("gba:ReferenceRecord"))
    draft.add_fact(record, "dct:source", make_address(source))
    draft.add_fact(record, "gba:row", make_text(row))
    return record
