"""Turns the counted rows about one subject into its triples, whatever order the releases came in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from typing import Final

import pyoxigraph as ox

from kg.graph.days import settle_dates
from kg.graph.drafts import DATE, FACT, OTHER, PREFERRED, SUCCESSOR, VOTE, Draft, Row
from kg.graph.terms import PREFIXES, make_concept, make_date, make_name, make_text
from kg.languages.scripts import to_simplified, to_traditional
from kg.vocabulary import Role, Status

Votes = Mapping[str, int]
# The values of each slot of one subject, with how many releases say so.
Slots = Mapping[str, Votes]

_STATUS_RANKS = {str(make_name(status.term)): rank for rank, status in enumerate(Status)}
_ROLE_RANKS = {str(make_name(role.term)): rank for rank, role in enumerate(Role)}
TYPE: Final = FACT + "rdf:type"
RETIRED: Final = str(make_name("gba:Retired"))
_THING = f"<{PREFIXES['id']}"
# A name known in one Chinese script only is written in the other as well.
_SCRIPTS = {"zh-Hant": ("zh-Hans", to_simplified), "zh-Hans": ("zh-Hant", to_traditional)}
LABELS: Final = ("skos:prefLabel", "skos:altLabel")
DATES: Final = (
    *("schema:startDate", "schema:endDate", "schema:previousStartDate", "gba:signedOn", "gba:asOf", "dct:date"),
    *("gba:dateBasis", "gba:earliest", "gba:latest"),
)


def settle_rows(rows: Iterable[tuple[Row, int]]) -> Iterator[str]:
    """Gives the N-Triples lines of counted rows that come sorted, each subject's sorted, each once."""
    for subject, own in groupby(rows, key=lambda counted: counted[0][0]):
        slots: dict[str, dict[str, int]] = {}
        for (_, slot, value), count in own:
            votes = slots.setdefault(slot, {})
            votes[value] = votes.get(value, 0) + count
        yield from sorted(settle(subject, slots))


def settle(subject: str, slots: Slots) -> set[str]:
    """Gives the N-Triples lines of one subject, with one value where there may be one only."""
    lines: set[str] = set()
    for slot, votes in slots.items():
        kind, name = slot[0], slot[1:]
        if kind == FACT:
            start = f"{subject} {_write_name(name)} "
            lines.update([f"{start}{value} .\n" for value in votes])
        elif kind == VOTE:
            lines.add(_write_line(subject, name, _CHOOSE.get(name, _choose_value)(votes)))
    if SUCCESSOR in slots and TYPE not in slots:
        lines.update(write_retirement(subject, slots[SUCCESSOR]))
    lines.update(_settle_labels(subject, slots))
    lines.update(_settle_dates(subject, slots))
    return lines


def write_retirement(subject: str, successors: Iterable[str]) -> Iterator[str]:
    """Gives the N-Triples lines that say that an id is no longer used, and what took its place."""
    yield _write_line(subject, "rdf:type", RETIRED)
    yield from (_write_line(subject, "dct:isReplacedBy", successor) for successor in successors)


def _settle_labels(subject: str, slots: Slots) -> Iterator[str]:
    langs = {slot[1:] for slot in slots if slot[0] in (PREFERRED, OTHER)}
    for lang in langs:
        preferred, others = slots.get(PREFERRED + lang, {}), slots.get(OTHER + lang, {})
        chosen = _choose_text(preferred or others)
        rest = {*preferred, *others} - {chosen}
        yield from _write_labels(subject, lang, chosen, rest)
        script, convert = _SCRIPTS.get(lang, (lang, str))
        if script not in langs:
            yield from _write_labels(subject, script, convert(chosen), {*map(convert, rest)} - {convert(chosen)})


def _write_labels(subject: str, lang: str, chosen: str, others: Iterable[str]) -> Iterator[str]:
    yield _write_line(subject, "skos:prefLabel", str(make_text(chosen, lang)))
    for text in others:
        yield _write_line(subject, "skos:altLabel", str(make_text(text, lang)))


def _settle_dates(subject: str, slots: Slots) -> Iterator[str]:
    dates = {slot[1:]: votes for slot, votes in slots.items() if slot[0] == DATE}
    for predicate, value in settle_dates(subject.removeprefix(_THING).partition("/")[0], dates):
        yield _write_line(subject, predicate, str(make_concept(value) if ":" in value else make_date(value)))


def write_fact(row: Row) -> str:
    """Gives the N-Triples line of a row that is a fact."""
    subject, slot, value = row
    return f"{subject} {_write_name(slot[1:])} {value} .\n"


def _write_line(subject: str, predicate: str, value: str) -> str:
    return f"{subject} {_write_name(predicate)} {value} .\n"


@lru_cache(maxsize=1_000)
def _write_name(name: str) -> str:
    return str(make_name(name))


def list_quads(draft: Draft) -> list[ox.Quad]:
    """Gives the quads of all that a draft holds, sorted."""
    return list(read_lines(line.encode() for line in sorted(settle_rows(sorted(draft.rows.items())))))


def read_lines(lines: Iterable[bytes]) -> Iterator[ox.Quad]:
    """Gives the quads of N-Triples lines."""
    for quad in ox.parse(b"".join(lines), format=ox.RdfFormat.N_TRIPLES):
        yield ox.Quad(*quad.triple)


def _choose_text(votes: Votes) -> str:
    return min(votes, key=lambda text: (-votes[text], len(text), text))


def _choose_value(votes: Votes) -> str:
    return min(votes, key=lambda value: (-votes[value], len(value), value))


def _choose_status(votes: Votes) -> str:
    return min(votes, key=lambda value: (_STATUS_RANKS.get(value, len(_STATUS_RANKS)), value))


def _choose_role(votes: Votes) -> str:
    """Of the roles that two versions give one agent in one event, the most specific one."""
    return min(votes, key=lambda value: (_ROLE_RANKS.get(value, len(_ROLE_RANKS)), value))


_CHOOSE = {"gba:status": _choose_status, "gba:role": _choose_role}
