"""Turns a graph into tables that hold all of it: a row per thing and per fact, each value in its column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.exports.pool import Pool, Value, write_id
from kg.exports.schema import SCHEMAS, Column, Form, TableSchema, find_schema
from kg.exports.values import READERS, Cell, is_words, read_language
from kg.graph.claims import hash_parts
from kg.graph.graph import Graph
from kg.graph.terms import make_name, shorten_iri
from kg.phrases import LANGUAGES, read_verb
from kg.views.evidence import rank_code
from kg.views.names import KINDS
from kg.vocabulary import Kind, Status

Row = dict[str, Cell]

_LABELS = {"skos:prefLabel": "preferred", "skos:altLabel": "other"}
_THINGS = {kind.class_name: kind.value for kind in Kind if kind.class_name} | {
    "gba:Indicator": "indicator",
    "gba:Naming": "naming",
    "org:ChangeEvent": "change",
}
# What is told as done is surer than what is only planned.
_SUREST = [status.value for status in Status]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the schema with its rows, in the order of its key."""

    schema: TableSchema
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.schema.columns)


def make_tables(graph: Graph) -> tuple[Table, ...]:
    """Gives all tables of the schema. Each triple stands in one of them; every reference leads to a row that is there.

    A value that is not what its column holds, or a second one where a column has place for one, is in `others`.
    """
    maker = _Maker(Pool(graph))
    maker.fill()
    return tuple(
        Table(schema, tuple(tuple(row[column.name] for column in schema.columns) for row in maker.rows[schema.name]))
        for schema in SCHEMAS
    )


@dataclass(frozen=True, slots=True)
class _Statement:
    """What a claim says; `is_held` if the graph has it as a triple."""

    subject: str
    predicate: ox.NamedNode
    object: Value
    is_held: bool

    @property
    def id(self) -> str:
        """An id made of what it says."""
        return f"statement/{hash_parts(self.subject, self.predicate.value, str(self.object))}"


@dataclass(slots=True)
class _Maker:
    """Makes the rows of all tables out of one pool; `ids` are those of each table, with the class of each thing."""

    pool: Pool
    rows: dict[str, list[Row]] = field(default_factory=dict)
    ids: dict[str, dict[str, str]] = field(default_factory=dict)
    by_id: dict[str, dict[Cell, Row]] = field(default_factory=dict)
    preferred: dict[Cell, dict[str, str]] = field(default_factory=dict)
    owners: defaultdict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def fill(self) -> None:
        """Makes the rows of every table."""
        self._find_ids()
        self._add_names()
        stated = {id: told for id in self.ids["claims"] if (told := self._take_statement(id))}
        self.ids["claims"] = {id: name for id, name in self.ids["claims"].items() if id in stated}
        self.ids["statements"] = {told.id: "" for told in stated.values()}
        for schema in SCHEMAS:
            if schema.name not in ("statements", "claims", "others", "names"):
                self._add(schema, self._make_things(schema) if "id" in schema.key else self._make_values(schema))
        self._add_statements(stated)
        for told in stated.values():
            self.pool.drop(told.subject, shorten_iri(told.predicate.value), told.object)
        for schema in SCHEMAS:
            for id, name in self.ids.get(schema.name, {}).items():
                if name:
                    self.pool.drop(id, "rdf:type", make_name(name))
        self._add(find_schema("others"), self._make_others())

    def _find_ids(self) -> None:
        """Finds the things of each table; one of two classes is in the table of that whose IRI comes first. Whatever
        has an id of a thing is in `things`, even where the graph does not say of which class it is."""
        tables = {name: schema.name for schema in SCHEMAS for name in schema.classes}
        owned = {column.of for schema in SCHEMAS for column in schema.columns if column.is_inward}
        self.ids = {schema.name: {} for schema in SCHEMAS}
        loose: set[str] = set()
        for subject in self.pool.list_subjects():
            found = (shorten_iri(value.value) for value in self.pool.list_values(subject, "rdf:type"))
            name = next((name for name in found if name in tables), None)
            if name:
                self.ids[tables[name]][subject] = name
            else:
                loose.add(subject)
        for subject, name, value in self.pool:
            if isinstance(value, ox.NamedNode):
                loose.add(write_id(value))
                if name in owned:
                    self.owners[name, write_id(value)].append(subject)
        classes = {id: name for found in self.ids.values() for id, name in found.items()}
        typed = {id: "" for id, name in classes.items() if name in _THINGS}
        named = {id: "" for id in loose if id not in classes and id.partition("/")[0] in (*KINDS, Kind.TOPIC)}
        self.ids["things"] = dict(sorted((typed | named).items()))

    def _add(self, schema: TableSchema, rows: Iterable[Row]) -> None:
        """Adds the rows of a table, with the names and copies that follow from its references."""
        found = sorted(rows, key=lambda row: [(row[name] is not None, row[name]) for name in schema.key])
        for row in found:
            for column in schema.columns:
                match column.form:
                    case Form.NAME:
                        row[column.name] = self._call(row[column.along])
                    case Form.PREFERRED:
                        row[column.name] = self.preferred.get(row["id"], {}).get(column.of)
                    case Form.COPY:
                        there = self.by_id[schema.find_column(column.along).table].get(row[column.along])
                        row[column.name] = there[column.of] if there else None
        self.rows[schema.name] = found
        if schema.key == ("id",):
            self.by_id[schema.name] = {row["id"]: row for row in found}

    def _call(self, id: Cell) -> Cell:
        """Gives the name to show of a thing, or the title of a release."""
        names = self.preferred.get(id)
        if names:
            return names[next((lang for lang in LANGUAGES if lang in names), min(names))]
        release = self.by_id.get("releases", {}).get(id)
        return release["title"] if release else None

    def _add_names(self) -> None:
        rows: list[Row] = []
        for id in self.ids["things"]:
            for name, kind in _LABELS.items():
                while (value := self.pool.take(id, name, is_words)) is not None:
                    lang = read_language(value)
                    rows.append({"thing_id": id, "name": value.value, "language": lang, "kind": kind})
                    if kind == "preferred":
                        self.preferred.setdefault(id, {}).setdefault(lang, value.value)
        self._add(find_schema("names"), rows)

    def _make_things(self, schema: TableSchema) -> Iterable[Row]:
        for id in self.ids[schema.name]:
            row: Row = dict.fromkeys(column.name for column in schema.columns)
            row["id"] = id
            if schema.name == "things":
                row["kind"] = self._find_kind(id)
            for column in schema.columns:
                if column.of and column.form not in (Form.COPY, Form.PREFERRED):
                    self._read_cell(row, column)
            yield row

    def _find_kind(self, id: str) -> str:
        names = (shorten_iri(value.value) for value in self.pool.list_values(id, "rdf:type"))
        return next((_THINGS[name] for name in names if name in _THINGS), id.partition("/")[0])

    def _read_cell(self, row: Row, column: Column) -> None:
        id = str(row["id"])
        if column.is_inward:
            row[column.name] = self._take_owner(id, column)
        elif column.form is Form.REFERENCE:
            value = self._take_reference(id, column)
            row[column.name] = write_id(value) if value is not None else None
        else:
            self._take_cell(id, row, column)

    def _take_cell(self, id: str, row: Row, column: Column) -> Value | None:
        """Takes a value into its cell; words also into the cell of their language, or only if they are in it."""
        read, own = READERS[column.form], row.get("language")
        is_own = column.form is not Form.WORDS or own is None
        value = self.pool.take(id, column.of, lambda it: read(it) is not None and (is_own or read_language(it) == own))
        row[column.name] = read(value) if value is not None else False if column.form is Form.FLAG else None
        if value is not None and column.form is Form.WORDS:
            row["language"] = read_language(value)
        return value

    def _take_reference(self, id: str, column: Column) -> ox.NamedNode | None:
        ids = self.ids[column.table]
        value = self.pool.take(id, column.of, lambda it: isinstance(it, ox.NamedNode) and write_id(it) in ids)
        return value if isinstance(value, ox.NamedNode) else None

    def _take_owner(self, id: str, column: Column) -> str | None:
        owners = [owner for owner in self.owners[column.of, id] if owner in self.ids[column.table]]
        if not owners:
            return None
        self.pool.take(owners[0], column.of, lambda it: isinstance(it, ox.NamedNode) and write_id(it) == id)
        return owners[0]

    def _make_values(self, schema: TableSchema) -> Iterable[Row]:
        """Gives a row for each value that the things of one table have of one property."""
        owner = schema.references[0]
        (told,) = (column for column in schema.columns if column.of)
        for id in self.ids[owner.table]:
            while True:
                row: Row = {owner.name: id}
                if told.form is Form.REFERENCE:
                    value: Value | None = self._take_reference(id, told)
                    row[told.name] = write_id(value) if isinstance(value, ox.NamedNode) else None
                else:
                    value = self._take_cell(id, row, told)
                if value is None:
                    break
                yield row

    def _take_statement(self, claim: str) -> _Statement | None:
        """Takes what a claim says out of the pool, if its subject is a thing, and its object one or text."""
        things = self.ids["things"]
        parts = [self.pool.list_values(claim, f"rdf:{part}") for part in ("subject", "predicate", "object")]
        if any(len(values) != 1 for values in parts):
            return None
        (subject,), (predicate,), (value,) = parts
        is_thing = isinstance(value, ox.NamedNode) and write_id(value) in things
        if not (isinstance(subject, ox.NamedNode) and isinstance(predicate, ox.NamedNode)):
            return None
        if write_id(subject) not in things or not (is_thing or is_words(value)):
            return None
        for values in parts:
            values.clear()
        is_held = value in self.pool.list_values(write_id(subject), shorten_iri(predicate.value))
        return _Statement(write_id(subject), predicate, value, is_held)

    def _add_statements(self, stated: dict[str, _Statement]) -> None:
        """Adds the claims and, of what several of them say, one statement."""
        claims = list(self._make_things(find_schema("claims")))
        told: dict[str, _Statement] = {}
        found: defaultdict[str, list[Row]] = defaultdict(list)
        for claim in claims:
            statement = stated[str(claim["id"])]
            claim["statement_id"] = statement.id
            told[statement.id] = statement
            found[statement.id].append(claim)
        self._add(find_schema("statements"), (self._make_statement(told[id], found[id]) for id in told))
        self._add(find_schema("claims"), claims)

    def _make_statement(self, told: _Statement, claims: list[Row]) -> Row:
        name = shorten_iri(told.predicate.value)
        is_thing = isinstance(told.object, ox.NamedNode)
        status = min((_read_status(claim) for claim in claims), key=_rank_status)
        said = (claim for claim in claims if claim["sentence_id"] and _read_status(claim) == status)
        sentences = [self.by_id["sentences"][claim["sentence_id"]] for claim in said]
        return {
            "id": told.id,
            "subject_id": told.subject,
            "predicate": name,
            "verb": str(read_verb(name)),
            "object_id": write_id(told.object) if isinstance(told.object, ox.NamedNode) else None,
            "object_text": None if is_thing else told.object.value,
            "object_language": None if is_thing else read_language(told.object),
            "status": status,
            "is_held": told.is_held,
            "claims": len(claims),
            "sentence_id": min(sentences, key=_rank_sentence)["id"] if sentences else None,
        }

    def _make_others(self) -> Iterable[Row]:
        for number, (subject, name, value) in enumerate(self.pool, 1):
            is_literal = isinstance(value, ox.Literal)
            yield {
                "number": number,
                "subject": subject,
                "property": name,
                "value": value.value if isinstance(value, ox.Literal) else write_id(value),
                "kind": "literal" if is_literal else "iri" if isinstance(value, ox.NamedNode) else "blank",
                "language": read_language(value) or None,
                "datatype": shorten_iri(value.datatype.value) if isinstance(value, ox.Literal) else None,
            }


def _read_status(claim: Row) -> str:
    return str(claim["status"] or Status.DONE)


def _rank_status(status: str) -> int:
    return _SUREST.index(status) if status in _SUREST else len(_SUREST)


def _rank_sentence(sentence: Row) -> tuple[int, str, str, int]:
    language, ordinal = str(sentence["language"]), sentence["ordinal"]
    return rank_code(language, "en"), str(sentence["issued"]), str(sentence["release_id"]), int(ordinal or 0)
