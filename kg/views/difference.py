"""Turns the lines that two graphs differ in into a Difference: what is new, has changed or is gone, by which release.

The lines that differ are all in memory: it is for as many as somebody may want to read. A patch holds only a few.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kg.files import AnyPath
from kg.graph.changelog import Build, open_changes, read_kind
from kg.graph.difference import ChangedLine, group_by_subject
from kg.graph.graph import Cell, Graph
from kg.phrases import Phrase, find_label, join_phrases, make_phrase, mark_language, name_term, name_value, say_verb
from kg.views.attribution import Grounds, find_grounds
from kg.views.batches import ask_in_batches
from kg.views.datings import DateKind, Dating, date_day, date_term, say_date
from kg.views.evidence import Evidence
from kg.views.halves import Half, Trait, find_release, is_own
from kg.views.names import Thing, shorten
from kg.views.rows import list_names, say_name
from kg.views.versions import open_versions
from kg.vocabulary import Capacity, Status

_OWNERS: Final = """SELECT ?part ?owner WHERE {
  VALUES ?part { $wanted } ?owner gba:participation ?part
} ORDER BY ?part ?owner"""
_TYPE: Final = "rdf:type"
_PART: Final = "gba:participation"
# What follows from the dates that are stated, and what the sentences beside a change tell.
_DERIVED: Final = ("gba:earliest", "gba:latest", "prov:wasDerivedFrom")
# What a thing is told by.
_LINKED: Final = (
    *("org:member", "gba:post", "org:organization", "gba:agent"),
    *("rdf:subject", "rdf:object", "schema:about", "org:originalOrganization", "org:resultingOrganization"),
)
_SAID: Final = ("rdf:predicate", "gba:elaboratedBy", "gba:status")


class ChangeKind(StrEnum):
    """What has become of a thing."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


class Section(StrEnum):
    """What sort of thing has changed, in the order in which a reader is told."""

    RELEASE = "release"
    PERSON = "person"
    TENURE = "tenure"
    AGREEMENT = "agreement"
    EVENT = "event"
    CLAIM = "claim"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A property of a thing (`gba:status`), and the values that it had and has no more, or has now and had not, in
    words."""

    property: str
    label: Phrase
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A thing that was added, changed or removed; `what` says in words what it is.

    `releases` are those that brought the change, and of what is gone those that had brought it; `evidence` are the
    sentences, or rows of reference tables, that say so.
    """

    section: Section
    kind: ChangeKind
    thing: Thing
    what: Phrase
    fields: tuple[FieldChange, ...]
    releases: tuple[Thing, ...]
    evidence: tuple[Evidence, ...]

    @property
    def is_told_by_fields(self) -> bool:
        """Whether a reader is told more by its properties than by what it is."""
        return self.kind is ChangeKind.CHANGED


@dataclass(frozen=True, slots=True)
class Difference:
    """All that two graphs differ in, and how many triples that is."""

    added: int
    removed: int
    changes: tuple[Change, ...]

    def list_section(self, section: Section) -> list[Change]:
        """Gives the changes of one sort of things."""
        return [change for change in self.changes if change.section is section]


def compare(old: AnyPath, new: AnyPath | None = None, *, store: AnyPath = "gba.kg", lang: str = "en") -> Difference:
    """Gives what is new, has changed or is gone between two stores, folders or addresses, or exports of one, files of
    RDF that `kg.export_graph` writes; or, of two dates, what the builds of `store` between them have changed, both days
    within. Where `new` is not named, it is `store`, or the present.

    A thing has changed where its id is the same and other triples begin with it. Who takes part in an event, and how,
    is told of the event.

    UsageError where a date stands beside what is none, or what is named is not there; StoreError where a store cannot
    be read, or its changelog does not tell.

    >>> kg.compare("gba.kg", "gba.kg").changes
    ()
    """
    with open_versions(old, new, store) as versions:
        return _Comparer(versions.old, versions.new, list(versions.changes), lang).compare()


def tell_changes(graph: Graph, builds: Iterable[Build], *, lang: str = "en") -> Difference:
    """Gives what some builds of a store have changed, of which `graph` is what it holds; StoreError where its changelog
    does not tell."""
    with open_changes(builds) as changes:
        return _Comparer(graph, graph, list(changes), lang).compare()


def say_field(field: FieldChange) -> Phrase:
    """Says what has become of a property: "status: planned → done"."""
    which = "replaced" if field.old and field.new else "new" if field.new else "old"
    old, new = (join_phrases(values, by="names") for values in (field.old, field.new))
    return make_phrase(f"field:{which}", label=field.label, old=old, new=new)


class _Comparer:
    """Both sides of a difference."""

    def __init__(self, old: Graph, new: Graph, lines: Sequence[ChangedLine], lang: str) -> None:
        self._count = len(lines)
        told = [line for line in lines if not line.is_of_retirement]
        self._kinds = {
            shorten(own[0].subject.decode()[1:-1]): read_kind(own[0].subject) for own in group_by_subject(told)
        }
        self._old = Half(old, [line for line in told if not line.is_added], lang)
        self._new = Half(new, [line for line in told if line.is_added], lang)
        self._halves = ((self._old, self._new), (self._new, self._old))
        self._added = sum(line.is_added for line in lines)
        self._lang = lang

    def compare(self) -> Difference:
        """Gives the difference."""
        owners = self._find_owners()
        grounds = [find_grounds(half) for half, _ in self._halves]
        whole = [id for id, kind in self._kinds.items() if kind not in ("participation", "sentence", "reference")]
        parts: dict[str, list[str]] = {id: [] for id in whole}
        for part, owner in owners.items():
            parts.setdefault(owner, []).append(part)
        self._read(parts, owners, grounds)
        changes = [self._tell(id, parts[id], grounds) for id in parts]
        order = list(Section)
        changes.sort(key=lambda change: (order.index(change.section), change.kind, change.what, change.thing.id))
        return Difference(self._added, self._count - self._added, tuple(changes))

    def _find_owners(self) -> dict[str, str]:
        """Gives by parts that have changed in place what they are told of: an event, an agreement, a release."""
        owners: dict[str, str] = {}
        for half, _ in self._halves:
            new = {shorten(value.value) for traits in half.own.values() for name, value in traits if name == _PART}
            parts = [id for id, kind in self._kinds.items() if kind == "participation" and id not in new]
            owners |= {shorten(part): shorten(owner) for part, owner in ask_in_batches(half.graph, _OWNERS, parts)}
            owners = {part: owner for part, owner in owners.items() if part not in new}
        for id, kind in self._kinds.items():
            if kind == "sentence" and not any(_has_type(half.own.get(id, ())) for half, _ in self._halves):
                owners[id] = find_release(id) or id
        return owners

    def _read(self, parts: dict[str, list[str]], owners: dict[str, str], grounds: Sequence[Grounds]) -> None:
        """Reads what everything is called that is told of, and what it was like."""
        for (half, _), own in zip(self._halves, grounds, strict=True):
            things = [id for id in parts if id.partition("/")[0] in (*_SAYINGS, "agreement")]
            values = [shorten(value.value) for id in parts for _, value in half.own.get(id, ()) if is_own(value)]
            others = [id for id in (*owners, *values) if id.partition("/")[0] in _NAMELESS]
            half.read_traits([*things, *others])
            named = (other for id in (*things, *others) for name in _LINKED for other in half.find_ids(id, name))
            half.read_sentences(source for one in (*parts, *owners) for source in own.sources.get(one, ()))
            half.read_names([*parts, *values, *named, *(one for found in own.releases.values() for one in found)])

    def _tell(self, id: str, parts: Sequence[str], grounds: Sequence[Grounds]) -> Change:
        gone, come = (_has_type(half.own.get(id, ())) for half, _ in self._halves)
        kind = ChangeKind.CHANGED if gone == come else ChangeKind.ADDED if come else ChangeKind.REMOVED
        half, other = self._halves[kind is not ChangeKind.REMOVED]
        kind_of_thing = self._kinds.get(id) or id.partition("/")[0]
        about = (id, *parts)
        releases = {release for own in grounds for one in about for release in own.releases.get(one, ())}
        return Change(
            _find_section(kind_of_thing),
            kind,
            half.get(id),
            _SAYINGS.get(kind_of_thing, _say_name)(id, half, other),
            self._list_fields(id, parts),
            tuple(self._get_release(release) for release in sorted(releases)),
            self._list_evidence(about, grounds),
        )

    def _get_release(self, id: str) -> Thing:
        return next((thing for half in (self._new, self._old) if (thing := half.get(id)).labels), Thing(id))

    def _list_evidence(self, about: Iterable[str], grounds: Sequence[Grounds]) -> tuple[Evidence, ...]:
        found = {
            source: half.get_sentence(source)
            for (half, _), own in zip(self._halves, grounds, strict=True)
            for one in about
            for source in own.sources.get(one, ())
        }
        return tuple(sorted(found.values(), key=lambda one: (not one.text, one.date, one.id)))

    def _list_fields(self, id: str, parts: Sequence[str]) -> tuple[FieldChange, ...]:
        fields: dict[str, tuple[list[str], list[str]]] = {}
        for side, (half, other) in enumerate(self._halves):
            for name, value in half.own.get(id, ()):
                if name != _TYPE and name not in _DERIVED:
                    fields.setdefault(name, ([], []))[side].append(self._say_value(half, other, value))
            for part in parts:
                if part.startswith("participation/"):
                    fields.setdefault(_PART, ([], []))[side].append(_say_share(part, half, other))
                else:
                    for name, value in half.own.get(part, ()):
                        fields.setdefault(name, ([], []))[side].append(self._say_value(half, other, value))
        return tuple(
            FieldChange(name, name_term(name), tuple(sorted(old)), tuple(sorted(new)))
            for name, (old, new) in sorted(fields.items())
        )

    def _say_value(self, half: Half, other: Half, value: Cell) -> str:
        if value.kind != "iri":
            return mark_language(value.value, value.lang) if value.lang and value.lang != self._lang else value.value
        id = shorten(value.value)
        if not is_own(value):
            return find_label(id) or id
        return _NAMELESS.get(id.partition("/")[0], _say_name)(id, half, other)


def _find_section(kind: str) -> Section:
    return Section(kind) if kind in list(Section) else Section.OTHER


def _has_type(traits: Iterable[Trait]) -> bool:
    return any(name == _TYPE for name, _ in traits)


def _first(half: Half, other: Half, id: str, predicate: str) -> str:
    return next(iter(half.find_values(id, predicate, without=other)), "")


def _read(concept: str) -> str:
    return concept.removeprefix("gba:")


def _say_name(id: str, half: Half, _: Half) -> Phrase:
    return Phrase(say_name(half.get(id)))


def _say_event(id: str, half: Half, other: Half) -> Phrase:
    """ "visit to Guangzhou, planned for 2024-05"."""
    start, end, status = (
        _first(half, other, id, name) for name in ("schema:startDate", "schema:endDate", "gba:status")
    )
    date = date_day(start, end or None, status=_read(status)) if start else None
    return join_phrases([say_name(half.get(id)), say_date(date) if date else ""])


def _say_naming(id: str, half: Half, other: Half) -> Phrase:
    """ "Constitutional Affairs Bureau, until 2007-06-30"."""
    names = half.find_cells(id, "schema:name", without=other)
    name = next((one.value for one in names if one.lang == half.lang), names[0].value if names else id)
    start, end = (_first(half, other, id, name) or None for name in ("schema:startDate", "schema:endDate"))
    date = date_term(start, end)
    return join_phrases([name, say_date(date) if date else ""])


def _say_body_change(id: str, half: Half, other: Half) -> Phrase:
    """ "change of a body: Food and Health Bureau → Health Bureau, on 2022-07-01"."""
    old, new = (
        list_names(half.get(one) for one in half.find_ids(id, name))
        for name in ("org:originalOrganization", "org:resultingOrganization")
    )
    day = _first(half, other, id, "dct:date")
    bodies = make_phrase("became", old=old, new=new) if old and new else old or new
    said = join_phrases([bodies, say_date(date_day(day)) if day else ""])
    return make_phrase("labelled", label=name_term("org:ChangeEvent"), text=said)


def _say_share(id: str, half: Half, other: Half) -> Phrase:
    """ "Chan Kwok-ki (chair)"."""
    agent, role = _first(half, other, id, "gba:agent"), _first(half, other, id, "gba:role")
    name = say_name(half.get(agent)) if agent else id
    return make_phrase("of_type", name=name, type=name_value(_read(role))) if role else Phrase(name)


def _say_tenure(id: str, half: Half, other: Half) -> Phrase:
    """ "Chan Kwok-ki, Chief Secretary for Administration, from 2022-07-01"."""
    person, post, body, capacity = (
        _first(half, other, id, name) for name in ("org:member", "gba:post", "org:organization", "gba:capacity")
    )
    office = say_name(half.get(post or body)) if post or body else ""
    if _read(capacity) not in ("", Capacity.SUBSTANTIVE):
        office = make_phrase("office_held_as", capacity=name_value(_read(capacity)), office=office)
    start, end = (_first(half, other, id, name) or None for name in ("schema:startDate", "schema:endDate"))
    days = half.find_values(id, "gba:attestedOn", without=other)
    date = date_term(start, end) or (Dating(DateKind.SEEN, days[0], days[-1]) if days else None)
    return join_phrases([say_name(half.get(person)) if person else id, office, say_date(date) if date else ""])


def _say_indicator(id: str, half: Half, other: Half) -> Phrase:
    """ "Top Talent Pass Scheme: at least 130000, applications"."""
    about, unit = (_first(half, other, id, name) for name in ("schema:about", "schema:unitText"))
    bounds = {name: _first(half, other, id, name) for name in ("schema:value", "schema:minValue", "schema:maxValue")}
    figures = (make_phrase("quantity", label=name_term(name), n=value) for name, value in bounds.items() if value)
    said = join_phrases([*figures, unit])
    return make_phrase("labelled", label=say_name(half.get(about)), text=said) if about else said


def _say_claim(id: str, half: Half, other: Half) -> Phrase:
    """ "Chan Kwok-ki met Sun Zhiyang"."""
    predicate, tenure, status = (_first(half, other, id, name) for name in _SAID)
    capacity = _first(half, other, tenure, "gba:capacity") if tenure else ""
    verb = say_verb(predicate, capacity=_read(capacity) or None)
    if verb == predicate:
        verb = name_term(predicate)
    who, what = (
        _say_part(half.find_cells(id, name, without=other), half, other) for name in ("rdf:subject", "rdf:object")
    )
    said = make_phrase("stated", subject=who, verb=verb, object=what)
    if _read(status) in ("", Status.DONE):
        return said
    return make_phrase("of_type", name=said, type=name_value(_read(status)))


def _say_part(values: Sequence[Cell], half: Half, other: Half) -> str:
    """Names a thing that is stated, or gives the words."""
    if not values:
        return ""
    if not is_own(values[0]):
        return make_phrase("quotation", text=values[0].value)
    id = shorten(values[0].value)
    return _NAMELESS.get(id.partition("/")[0], _say_name)(id, half, other)


# What has no name is told by what it says, and so is that of which a name says too little.
_NAMELESS: Final[dict[str, Callable[[str, Half, Half], Phrase]]] = {
    "participation": _say_share,
    "tenure": _say_tenure,
    "indicator": _say_indicator,
    "naming": _say_naming,
    "change": _say_body_change,
}
_SAYINGS: Final = _NAMELESS | {"event": _say_event, "claim": _say_claim}
