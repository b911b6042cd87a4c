"""Turns what is known of an event or agreement into a name for it, in a language in which no release names it.

`data/wording/composed.json` has a row for each type of event, and one for agreements: what the name takes (all places,
all who met, all agreements, all parties) and the words in English and in Chinese; those of `pair` are for two things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from kg.graph.graph import Graph
from kg.graph.terms import read_concept
from kg.phrases import read_rows
from kg.views.batches import ask_in_batches
from kg.views.thing import shorten

_FACTS = {
    "types": "?about gba:eventType ?thing",
    "places": "?about schema:location|gba:visited ?thing",
    # A body's own meeting is not one of that body with who attends it.
    "agents": "?about gba:participation/gba:agent ?thing"
    " MINUS { {wanted} ?about gba:participation/gba:role gba:organiser }",
    "agreements": "?thing gba:signedAt ?about",
    "parties": "?about gba:party ?thing",
}
# Where more than two meet, only people are told, and no crowd.
_MOST = 6
_PERSON = "person/"


class Composer:
    """Composes names for the events and agreements of a graph, in English or traditional characters.

    `name` gives what the thing of an id is called in that language, None where it has no name in it. With `is_whole`
    all facts are read at once, as is right for many names.
    """

    def __init__(self, graph: Graph, lang: str, name: Callable[[str], str | None], *, is_whole: bool) -> None:
        self._graph = graph
        self._lang = lang
        self._name = name
        self._is_whole = is_whole
        self._known: dict[str, dict[str, list[str]]] = {}

    def read_some(self, ids: Iterable[str]) -> list[str]:
        """Reads together what the names of some events and agreements take; gives the ids of the things in them."""
        wanted = list(ids)
        self._read("types", [id for id in wanted if id.startswith("event/")])
        by_facts: defaultdict[str, list[str]] = defaultdict(list)
        for id in wanted:
            if (row := self._find_row(id)) is not None:
                by_facts[row["takes"]].append(id)
        for facts, about in by_facts.items():
            self._read(facts, about)
        return [thing for facts, about in by_facts.items() for id in about for thing in self._find(facts, id)]

    def compose(self, id: str) -> str | None:
        """Gives the name of an event or agreement; None where not all that the name takes is known."""
        if (row := self._find_row(id)) is None:
            return None
        things = self._find(row["takes"], id)
        names = [name for thing in things if (name := self._name(thing)) is not None]
        if not names or len(names) < len(things):
            return None
        if "pair" in row and len(things) == 2:
            return str(row["pair"][self._lang]).format(first=names[0], second=names[1])
        is_crowd = len(things) > _MOST or not all(thing.startswith(_PERSON) for thing in things)
        if "pair" in row and (len(things) == 1 or is_crowd):
            return None
        return str(row[self._lang]).format(things=self._join(names))

    def _find_row(self, id: str) -> Mapping[str, Any] | None:
        """Gives how a thing is named; None where things of its type have no such name."""
        kind = id.partition("/")[0]
        types = [read_concept(type_) for type_ in self._find("types", id)] if kind == "event" else [kind]
        row = read_rows("composed").get(types[0]) if len(types) == 1 else None
        return row if row is not None and "takes" in row else None

    def _find(self, facts: str, id: str) -> Sequence[str]:
        """Gives the things that a kind of facts says of an event or agreement."""
        if self._is_whole and facts not in self._known:
            self._keep(facts, self._graph.ask(_write_question(facts, "")))
        elif not self._is_whole and id not in self._known.get(facts, ()):
            self._read(facts, [id])
        return self._known[facts].get(id, [])

    def _read(self, facts: str, ids: Iterable[str]) -> None:
        """Reads what a kind of facts says of some events or agreements."""
        known = self._known.setdefault(facts, {})
        new = [id for id in ids if id not in known]
        known |= {id: [] for id in new}
        question = _write_question(facts, "VALUES ?about { $wanted }")
        self._keep(facts, ask_in_batches(self._graph, question, new))

    def _keep(self, facts: str, rows: Iterable[tuple[str | None, ...]]) -> None:
        known = self._known.setdefault(facts, {})
        # The store would take longer to put them in order than to find them.
        for about, thing in sorted((about or "", thing or "") for about, thing in rows):
            known.setdefault(shorten(about), []).append(shorten(thing))

    def _join(self, names: Sequence[str]) -> str:
        *others, last = names
        before = [str(read_rows("phrases")["and"][self._lang]).join(others)] if others else []
        return str(read_rows("composed")["and"][self._lang]).join([*before, last])


def _write_question(facts: str, wanted: str) -> str:
    pattern = _FACTS[facts].replace("{wanted}", wanted)
    return f"SELECT DISTINCT ?about ?thing WHERE {{ {wanted} {pattern} }}"
