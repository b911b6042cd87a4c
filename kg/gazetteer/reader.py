"""Turns the folder of tables into a Gazetteer, checking every id that one table takes from another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from kg.errors import DataError
from kg.files import find_shipped
from kg.gazetteer.gazetteer import LANGUAGES, Gazetteer
from kg.gazetteer.tables import Row, Table, read_table, split_values
from kg.gazetteer.things import Change, Holding, Name, Thing, is_general

COLUMNS = {
    "names": ("id", "name", "lang", "use", "valid_from", "valid_to", "source"),
    "people": ("id", "honorific", "gender", "source"),
    "bodies": ("id", "kind", "jurisdiction", "parent", "valid_from", "valid_to", "source"),
    "changes": ("date", "original", "resulting", "source"),
    "retired": ("id", "replaced_by", "source"),
    "places": ("id", "kind", "parent", "source"),
    "posts": ("id", "body", "rank", "single_seat", "source"),
    "holdings": ("person", "post", "start", "end", "acting", "as_of", "source"),
    "initiatives": ("id", "kind", "start", "jurisdiction", "source"),
    "agreements": ("id", "date", "parties", "place", "source"),
    "surnames": ("romanisation", "zh_hant", "zh_hans", "system", "compound", "source"),
    "not-names": ("phrase", "lang", "holds", "source"),
    "bound-names": ("form", "lang", "of", "source"),
    "variants": ("variant", "standard"),
}
LEFT_OUT_WHEN_EMPTY = ("person", "body", "mechanism", "post")
USES = ("pref", "alt", "abbrev")
Names = tuple[Name, ...]
Labels = dict[str, Names]


def read_gazetteer(folder: Path | None = None, *, is_empty: bool = False, general_knowledge: bool = True) -> Gazetteer:
    """Reads `data/gazetteer` or another folder; `is_empty` leaves out people, bodies, posts and terms of office,
    without `general_knowledge` the terms of office that no source states.

    Raises DataError (file, line) for a missing table or column, an unknown or repeated id, a bad date, flag or use.
    """
    tables = {
        name: read_table((folder or find_shipped("data", "gazetteer")) / f"{name}.csv", COLUMNS[name])
        for name in COLUMNS
    }
    things = _read_things(tables, _read_labels(tables["names"]))
    _check_labels(things, tables["names"])
    holdings = _read_holdings(tables["holdings"], things)
    changes = [*_read_changes(tables["changes"], things)]
    changes += _read_spans(tables["bodies"], changes)
    retired = _read_retired(tables["retired"], things)
    if is_empty:
        things = {key: thing for key, thing in things.items() if thing.kind not in LEFT_OUT_WHEN_EMPTY}
        holdings, changes, retired = {}, [], {}
    if not general_knowledge:
        holdings = {post: tuple(term for term in terms if not term.is_general) for post, terms in holdings.items()}
    return Gazetteer(
        things,
        holdings,
        _collect_surnames(tables["surnames"]),
        frozenset(name for _, row in tables["surnames"] for cell in row[1:3] for name in split_values(cell)),
        tuple((row[0], row[1]) for _, row in tables["not-names"]),
        {ord(row[0]): row[1] for _, row in tables["variants"]},
        {
            (row[0], row[1]): _check_bound(tables["bound-names"], line, row, things)
            for line, row in tables["bound-names"]
        },
        tuple(sorted(changes, key=lambda change: (change.date, change.row))),
        retired,
    )


def read_surnames() -> frozenset[str]:
    """Gives the romanised surnames of `data/gazetteer`, casefolded, without reading the rest of it."""
    return _collect_surnames(read_table(find_shipped("data", "gazetteer", "surnames.csv"), COLUMNS["surnames"]))


def read_romanised_surnames() -> Mapping[str, frozenset[str]]:
    """Gives how each Chinese surname of `data/gazetteer` is romanised, casefolded, by its traditional characters."""
    found: dict[str, set[str]] = {}
    for _, row in read_table(find_shipped("data", "gazetteer", "surnames.csv"), COLUMNS["surnames"]):
        for surname in split_values(row[1]):
            found.setdefault(surname, set()).add(row[0].casefold())
    return {surname: frozenset(spelt) for surname, spelt in found.items()}


def _collect_surnames(table: Table) -> frozenset[str]:
    return frozenset(row[0].casefold() for _, row in table)


def _check_bound(table: Table, line: int, row: Row, things: dict[str, Thing]) -> str:
    _check_ids(things, (table, line), row[2:3])
    return row[2]


def _read_things(tables: dict[str, Table], labels: Labels) -> dict[str, Thing]:
    things: dict[str, Thing] = {}
    lines: list[tuple[Table, int, Thing]] = []
    for name, make in _MAKERS.items():
        for line, row in tables[name]:
            thing = make(tables[name], line, row, labels.get(row[0], ()))
            thing = replace(thing, is_general=True) if is_general(row[-1]) else thing
            if thing.id in things:
                raise tables[name].make_error(line, f"{thing.id} is there already")
            things[thing.id] = thing
            lines.append((tables[name], line, thing))
    for table, line, thing in lines:
        _check_ids(things, (table, line), _list_references(thing))
    return things


def _list_references(thing: Thing) -> Iterator[str]:
    yield from (other for other in (thing.body, thing.parent, thing.jurisdiction) if other)
    yield from thing.parties


def _check_ids(things: dict[str, Thing], where: tuple[Table, int], ids: Iterable[str]) -> None:
    for thing_id in ids:
        if thing_id not in things:
            raise where[0].make_error(where[1], f"{thing_id!r} is in no table")


def _make_person(_table: Table, _line: int, row: Row, labels: Names) -> Thing:
    return Thing(row[0], "person", None, labels, honorific=row[1] or None, gender=row[2] or None)


def _make_body(table: Table, line: int, row: Row, labels: Names) -> Thing:
    return Thing(
        row[0],
        "mechanism" if row[1] == "mechanism" else "body",
        row[1],
        labels,
        jurisdiction=row[2] or None,
        parent=row[3] or None,
        valid_from=table.read_date(line, row[4]),
        valid_to=table.read_date(line, row[5]),
    )


def _make_place(_table: Table, _line: int, row: Row, labels: Names) -> Thing:
    return Thing(row[0], "place", row[1], labels, parent=row[2] or None)


def _make_post(table: Table, line: int, row: Row, labels: Names) -> Thing:
    return Thing(row[0], "post", row[2], labels, body=row[1] or None, single_seat=table.read_flag(line, row[3]))


def _make_initiative(table: Table, line: int, row: Row, labels: Names) -> Thing:
    return Thing(row[0], "initiative", row[1], labels, start=table.read_date(line, row[2]), jurisdiction=row[3] or None)


def _make_agreement(table: Table, line: int, row: Row, labels: Names) -> Thing:
    return Thing(row[0], "agreement", None, labels, start=table.read_date(line, row[1]), parties=split_values(row[2]))


_MAKERS: dict[str, Callable[[Table, int, Row, Names], Thing]] = {
    "people": _make_person,
    "bodies": _make_body,
    "places": _make_place,
    "posts": _make_post,
    "initiatives": _make_initiative,
    "agreements": _make_agreement,
}


def _read_labels(table: Table) -> Labels:
    labels: dict[str, list[Name]] = defaultdict(list)
    for line, (thing_id, text, lang, use, start, end, source) in table:
        if lang not in LANGUAGES or use not in USES or not text:
            raise table.make_error(line, f"a name needs a text, one of {LANGUAGES} and one of {USES}")
        labels[thing_id].append(Name(text, lang, use, table.read_date(line, start), table.read_date(line, end), source))
    return {thing_id: tuple(names) for thing_id, names in labels.items()}


def _check_labels(things: dict[str, Thing], table: Table) -> None:
    for line, row in table:
        _check_ids(things, (table, line), row[:1])
    nameless = next((thing.id for thing in things.values() if not thing.labels), None)
    if nameless:
        raise DataError(f"{table.path}: {nameless} has no name")


def _read_holdings(table: Table, things: dict[str, Thing]) -> dict[str, tuple[Holding, ...]]:
    terms: dict[str, list[Holding]] = defaultdict(list)
    for line, (person, post, start, end, acting, as_of, source) in table:
        _check_ids(things, (table, line), (person, post))
        days = [table.read_date(line, value) for value in (start, end, as_of)]
        terms[post].append(Holding(person, post, days[0], days[1], table.read_flag(line, acting), days[2], source))
    return {post: tuple(of_post) for post, of_post in terms.items()}


def _read_changes(table: Table, things: dict[str, Thing]) -> Iterator[Change]:
    for line, (day, original, resulting, source) in table:
        originals, results = split_values(original), split_values(resulting)
        _check_ids(things, (table, line), (*originals, *results))
        date = table.read_date(line, day)
        if date is None or not (originals or results):
            raise table.make_error(line, "a change needs a date and a body")
        yield Change(date, originals, results, f"{table.path.name}: {date}, {original}", source)


def _read_spans(table: Table, changes: Iterable[Change]) -> list[Change]:
    """Gives what a body's own row says of when it was set up and when it ended, where no change tells of that."""
    told = list(changes)
    begun = {body for change in told for body in change.results}
    ended = {body for change in told for body in change.originals}
    spans = []
    for _, row in table:
        id, start, end = row[0], row[4], row[5]
        source = row[6] if is_general(row[6]) else f"data/gazetteer/{table.path.name}"
        if start and id not in begun:
            spans.append(Change(start, (), (id,), f"{table.path.name}: {id}", source))
        if end and id not in ended:
            spans.append(Change(end, (id,), (), f"{table.path.name}: {id}", source))
    return spans


def _read_retired(table: Table, things: dict[str, Thing]) -> dict[str, str]:
    retired: dict[str, str] = {}
    for line, (id, successor, _source) in table:
        _check_ids(things, (table, line), [successor])
        if id in things or id in retired:
            raise table.make_error(line, f"{id} is there already")
        retired[id] = successor
    return retired
