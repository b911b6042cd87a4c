"""Turns a graph into its Catalogue: the things that a text may name, found by an index of names where there is one.

Where there is none, as in memory or on a server, all names are read once and looked through. Either way what is known
is more than what is meant: who looks a name up compares it with the keys and the labels that the catalogue gives.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from kg.graph.graph import Cell, Graph
from kg.graph.index import LABELS, Row
from kg.graph.index_reader import IndexReader
from kg.languages.keys import make_key
from kg.mentions.entities import Label
from kg.views.batches import select_in_batches
from kg.views.guesses import least_alike
from kg.views.thing import KINDS, Thing, rank_label, shorten, to_iri
from kg.vocabulary import Kind

_NAMES = """SELECT ?thing ?label ?preferred ?body WHERE {{
  {{ {wanted} ?thing skos:prefLabel ?label BIND(1 AS ?preferred) }}
  UNION {{ {wanted} ?thing skos:altLabel ?label BIND(0 AS ?preferred) }}
  OPTIONAL {{ ?thing org:postIn ?body }}
}}"""
_ALL = _NAMES.format(wanted="")
_SOME = _NAMES.format(wanted="VALUES ?thing { $wanted }")
# Things are found by their class first, and joined with all labels: of some thousand, one by one takes longer.
_OF_CLASSES = """SELECT ?thing ?label ?preferred ?body WHERE {{
  {{ SELECT ?thing ?body WHERE {{
       VALUES ?class {{ {classes} }} ?thing a ?class OPTIONAL {{ ?thing org:postIn ?body }} }} }}
  {{ {{ ?thing skos:prefLabel ?label BIND(1 AS ?preferred) }}
     UNION {{ ?thing skos:altLabel ?label BIND(0 AS ?preferred) }} }}
}}"""
_POSTS = "SELECT ?post ?body WHERE { ?post org:postIn ?body } ORDER BY ?post ?body"
_BODIES = "SELECT ?body WHERE { $post org:postIn ?body } ORDER BY ?body"
# Of a longer key only parts of the second length may be a name within it; any may be at its ends.
_LONGEST_WHOLE = 80
_LONGEST_PART = 40


class Catalogue:
    """The things of a graph by id, and by the keys of all ways to write them, as far as they were asked for.

    `things` are sorted by id whenever a method has returned; `lang` is the language that they are called in.
    """

    def __init__(self, graph: Graph, lang: str) -> None:
        self.things: dict[str, Thing] = {}
        self.keys: dict[str, list[Thing]] = {}
        self.is_whole = False
        self._graph = graph
        self._index: IndexReader | None = graph.names
        self._lang = lang
        self._bodies: dict[str, str] | None = None
        self._alone: dict[str, Thing | None] = {}

    def read_one(self, id: str) -> Thing | None:
        """Gives the thing of an id, if it has a name."""
        if not self.is_whole and id not in self.things:
            self.read_some([id])
            return self._alone[id]
        return self.things.get(id)

    def read_some(self, ids: Iterable[str]) -> None:
        """Reads the things of some ids together, for `read_one` to give: far quicker than one by one."""
        if self.is_whole:
            return
        new = [id for id in ids if id not in self.things and id not in self._alone]
        self._alone |= dict.fromkeys(new)
        for table in select_in_batches(self._graph, _SOME, (id for id in new if id.partition("/")[0] in KINDS)):
            self._alone |= {thing.id: thing for thing in _collect(table.rows, self._lang)}

    def read_all(self) -> None:
        """Reads all things: right where most of them are wanted."""
        if not self.is_whole:
            self.is_whole = True
            self.things, self.keys = {}, {}
            self._add(_collect(self._graph.select(_ALL).rows, self._lang))

    def read_parts(self, text: str) -> None:
        """Reads the things of which a name, or an office with its body, is a part of a text or all of it."""
        self._read_called(_list_parts(make_key(text)))

    def read_called(self, keys: Iterable[str]) -> None:
        """Reads the things that have one of some keys."""
        self._read_called({part for key in keys for at in range(len(key)) for part in (key[at:], key[: at + 1])})

    def read_surnames(self, keys: Collection[str]) -> None:
        """Reads the people who have one of some keys as what may be their surname."""
        if self._index is None:
            self.read_all()
        elif not self.is_whole:
            self._read_kinds(self._index.list_of_surname(keys), ("person",))

    def read_with_part(self, key: str, kinds: Collection[str]) -> None:
        """Reads the things of some kinds that have a key of which this one is a part."""
        if self._index is None:
            self.read_all()
        elif not self.is_whole:
            self._read_kinds(self._index.list_with_part(key), kinds)

    def read_alike(self, text: str, kinds: Collection[str]) -> None:
        """Reads the things of some kinds of which a name is spelt much like a text."""
        if self._index is None:
            self.read_all()
        elif not self.is_whole:
            self._read_kinds(self._index.list_alike(make_key(text), least_alike(text)), kinds)

    def read_things(self, ids: Iterable[str]) -> None:
        """Reads some things."""
        if self._index is None:
            self.read_all()
        elif not self.is_whole:
            self._read(ids)

    def spell(self, thing: Thing) -> Iterator[str]:
        """Gives the ways to write a thing: its labels; a post also together with its body ("Mayor of ...")."""
        bodies = self.things[thing.body].labels if thing.body in self.things else ()
        for label in thing.labels:
            yield label.text
            for body in bodies:
                if body.lang == label.lang:
                    yield from (
                        f"{label.text} {body.text}",
                        f"{label.text} of {body.text}",
                        f"{body.text} {label.text}",
                    )
                    yield f"{label.text} of the {body.text}"

    def _read_called(self, keys: Iterable[str]) -> None:
        if self._index is None:
            self.read_all()
        elif not self.is_whole:
            self._read(row.subject for row in self._index.list_called(keys))

    def _read_kinds(self, labels: Iterable[Row], kinds: Collection[str]) -> None:
        """Reads the things of some kinds that have one of some labels, and all posts that have a body.

        The names of a post with its body are in no index; posts are few among the things of a graph.
        """
        self._read(row.subject for row in labels if row.subject.partition("/")[0] in kinds)
        if "post" in kinds:
            self._read(self._read_bodies())

    def _read(self, ids: Iterable[str]) -> None:
        """Reads things, and the bodies of those that are posts, from the index."""
        assert self._index is not None
        wanted = {id for id in ids if id not in self.things and id.partition("/")[0] in KINDS}
        bodies = {id: body for id in wanted if id.startswith("post/") and (body := self._find_body(id))}
        wanted |= {body for body in bodies.values() if body not in self.things}
        labels: dict[str, set[Label]] = {}
        for row in self._index.list_rows(wanted):
            if row.property in LABELS:
                label = Label(row.value, row.lang, row.property == "skos:prefLabel")
                labels.setdefault(row.subject, set()).add(label)
        self._add(_make_thing(id, labels[id], bodies.get(id), self._lang) for id in labels)

    def _find_body(self, post: str) -> str | None:
        if self._bodies is not None:
            return self._bodies.get(post)
        found = self._graph.ask(_BODIES, post=to_iri(post))
        return shorten(found[-1][0]) if found else None

    def _read_bodies(self) -> dict[str, str]:
        """Gives the body of each post that has one."""
        if self._bodies is None:
            self._bodies = {shorten(post): shorten(body) for post, body in self._graph.ask(_POSTS)}
        return self._bodies

    def _add(self, things: Iterable[Thing]) -> None:
        new = {thing.id: thing for thing in things}
        self.things = dict(sorted((self.things | new).items()))
        for thing in new.values():
            for key in {make_key(text) for text in self.spell(thing)}:
                self.keys.setdefault(key, []).append(thing)


def list_named(graph: Graph, kinds: Collection[str], lang: str) -> list[Thing]:
    """Gives every thing of some kinds that has a name, by id, called in a language."""
    classes = " ".join(Kind(kind).class_name or "" for kind in kinds)
    found = _collect(graph.select(_OF_CLASSES.format(classes=classes)).rows, lang)
    return [thing for thing in found if thing.kind in kinds]


def _collect(rows: Iterable[tuple[Cell | None, ...]], lang: str) -> list[Thing]:
    """Gives each thing with its labels, preferred ones first; rows come in any order."""
    labels: dict[str, set[Label]] = {}
    bodies: dict[str, str | None] = {}
    for thing, label, preferred, body in rows:
        id = shorten(thing.value if thing else None)
        if label and preferred and id.partition("/")[0] in KINDS:
            labels.setdefault(id, set()).add(Label(label.value, label.lang or "", preferred.value == "1"))
            bodies[id] = shorten(body.value) if body else None
    return [_make_thing(id, labels[id], bodies[id], lang) for id in sorted(labels)]


def _make_thing(id: str, labels: Iterable[Label], body: str | None, lang: str) -> Thing:
    return Thing(id, tuple(sorted(labels, key=rank_label)), body, lang)


def _list_parts(key: str) -> Iterator[str]:
    """Gives the parts of a key that may be a name."""
    longest = len(key) if len(key) <= _LONGEST_WHOLE else _LONGEST_PART
    for start in range(len(key)):
        for end in range(start + 1, len(key) + 1):
            if end - start <= longest or start == 0 or end == len(key):
                yield key[start:end]
